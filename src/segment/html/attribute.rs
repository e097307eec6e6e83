//! The attributes of one tag, as the HTML standard reads them, by their places.

use std::ops::Range;

/// Iterates over name and value of each attribute. Places are bytes of the tag.
pub(super) struct Attributes<'t> {
    tag: &'t str,
    at: usize,
}

impl<'t> Attributes<'t> {
    /// `tag` is all of an opening tag, from its `<`.
    pub(super) fn new(tag: &'t str) -> Self {
        let name = tag.bytes().skip(1).take_while(|b| !ends_name(*b)).count();
        Self { tag, at: (1 + name).min(tag.len()) }
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        self.at += self.tag.as_bytes()[self.at..].iter().take_while(|b| skipped(**b)).count();
    }

    fn value(&mut self) -> Range<usize> {
        let rest = &self.tag.as_bytes()[self.at..];
        let (start, length, after) = match rest.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let length = memchr::memchr(*quote, &rest[1..]);
                let length = length.unwrap_or_else(|| rest.len() - 1);
                (1, length, (length + 2).min(rest.len()))
            }
            _ => {
                let length = rest.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                (0, length, length)
            }
        };
        let found = self.at + start..self.at + start + length;
        self.at += after;
        found
    }
}

fn ends_name(b: u8) -> bool {
    b.is_ascii_whitespace() || matches!(b, b'/' | b'>')
}

impl<'t> Iterator for Attributes<'t> {
    /// The name as it is written, and where the value stands; empty for an attribute without one.
    type Item = (&'t str, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip(|b| b.is_ascii_whitespace() || b == b'/');
        let from = self.at;
        if self.tag.as_bytes().get(from).is_none_or(|b| *b == b'>') {
            return None;
        }
        // An equals sign in front belongs to the name.
        self.at += 1;
        self.skip(|b| !ends_name(b) && b != b'=');
        let name = &self.tag[from..self.at];
        let end = self.at;
        self.skip(|b| b.is_ascii_whitespace());
        if self.tag.as_bytes().get(self.at) != Some(&b'=') {
            self.at = end;
            return Some((name, end..end));
        }
        self.at += 1;
        self.skip(|b| b.is_ascii_whitespace());
        Some((name, self.value()))
    }
}

/// Where the value of the first attribute of this name stands in a tag.
pub(super) fn find(tag: &str, name: &str) -> Option<Range<usize>> {
    Attributes::new(tag).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The value of the first attribute of this name.
pub(super) fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    find(tag, name).map(|range| &tag[range])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_by_the_standard() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("<p>", &[]),
            ("<p class=a>", &[("class", "a")]),
            ("<p class = 'a b' ID=\"c>d\" hidden>", &[("class", "a b"), ("ID", "c>d"), ("hidden", "")]),
            ("<a href=/x/y?z=1>", &[("href", "/x/y?z=1")]),
            ("<br/>", &[]),
            ("<img src=a.png/>", &[("src", "a.png/")]),
            (
                "<meta content=\"name='author' content='x'\" name=author>",
                &[("content", "name='author' content='x'"), ("name", "author")],
            ),
            ("<p class=\"never closed>", &[("class", "never closed>")]),
            ("<p =x=1>", &[("=x", "1")]),
            ("<p é=\"ü\" b>", &[("é", "ü"), ("b", "")]),
            ("<p a=", &[("a", "")]),
            ("<", &[]),
        ];
        for (tag, expected) in table {
            let found: Vec<_> = Attributes::new(tag).map(|(n, v)| (n, &tag[v])).collect();
            assert_eq!(&found, expected, "{tag:?}");
        }
    }
}
