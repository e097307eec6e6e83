//! A slim copy of the page for the extractor, in which every stretch of text carries a mark.
//!
//! The extractor moves, renames and joins elements, so that nothing of its answer says where it came
//! from. A mark is one character for private use before a stretch's first word: what comes back with
//! the answer names the stretches that are the article, whatever was done to the elements around them.

use super::attribute::Attributes;

/// Marks are the characters from here to the end of Unicode's second plane for private use.
const FIRST: u32 = 0x10_0000;
/// So many stretches can be told apart.
pub(super) const MARKS: usize = 0xFFFE;

/// Attributes by which extractors tell elements apart.
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "rel",
    "itemprop",
    "role",
    "href",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "type",
    "colspan",
];

/// Elements that are as good as absent: nothing of them is text, or their text was left out.
const LEFT_OUT: &[&str] = &["meta", "link", "source", "track", "base", "param", "wbr"];

/// The copy while it is written.
#[derive(Default)]
pub(super) struct Copy {
    html: String,
    /// Stretches marked so far.
    marked: usize,
}

impl Copy {
    /// An empty copy of a page of `length` bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { html: String::with_capacity(length / 2), marked: 0 }
    }

    /// A stretch of text as the page has it, marked where it has words.
    pub(super) fn text(&mut self, raw: &str) {
        let start = raw.len() - raw.trim_start().len();
        self.html.push_str(if start > 0 { " " } else { "" });
        let words = &raw[start..];
        if words.is_empty() {
            return;
        }
        self.html.extend(mark(self.marked));
        self.marked += 1;
        self.bare(words);
    }

    /// Text without a sign that markup is made of: the parser would make a token of each, and the tree
    /// copies all it has of a text with every token.
    fn bare(&mut self, text: &str) {
        if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
            self.html.push_str(text);
            return;
        }
        let text = htmlize::unescape(text);
        self.html.extend(text.chars().map(|c| match c {
            '<' => '‹',
            '&' => '+',
            c => c,
        }));
    }

    /// The page's title, which tells the extractor what heading repeats it.
    pub(super) fn title(&mut self, raw: &str) {
        self.html.push_str("<title>");
        self.bare(raw);
        self.html.push_str("</title>");
    }

    /// A tag with the attributes that matter.
    pub(super) fn tag(&mut self, tag: &str, name: &str, closing: bool) {
        if LEFT_OUT.contains(&name) {
            return;
        }
        self.html.push_str(if closing { "</" } else { "<" });
        self.html.push_str(name);
        if !closing {
            for (attribute, value) in Attributes::new(tag) {
                // An address tells a film from an advertisement.
                let embeds = matches!(name, "iframe" | "embed") && attribute.eq_ignore_ascii_case("src");
                self.attribute(if embeds { "src" } else { attribute }, &tag[value], embeds);
            }
        }
        self.html.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str, wanted: bool) {
        let hides =
            name.eq_ignore_ascii_case("style") && (value.contains("none") || value.contains("hidden"));
        if !wanted && !hides && !ATTRIBUTES.iter().any(|a| name.eq_ignore_ascii_case(a)) {
            return;
        }
        // Of an address only its kind counts.
        let value = if name.eq_ignore_ascii_case("href") { kind(value) } else { value };
        self.html.push(' ');
        self.html.push_str(name);
        if value.is_empty() {
            return;
        }
        let quote = if value.contains('"') { '\'' } else { '"' };
        self.html.push('=');
        self.html.push(quote);
        self.html.push_str(value);
        self.html.push(quote);
    }

    /// Stretches marked.
    pub(super) fn marked(&self) -> usize {
        self.marked
    }

    /// The copy.
    pub(super) fn html(&self) -> &str {
        &self.html
    }
}

fn kind(address: &str) -> &str {
    let length = if address.starts_with('#') || address.starts_with("javascript:") { 12 } else { 1 };
    &address[..address.floor_char_boundary(length)]
}

fn mark(n: usize) -> Option<char> {
    u32::try_from(n).ok().filter(|_| n < MARKS).and_then(|n| char::from_u32(FIRST + n))
}

/// Which of `marked` stretches came back in a text.
pub(super) fn returned(text: &str, marked: usize) -> Vec<bool> {
    let mut found = vec![false; marked];
    // All marks begin with the same byte, which nothing else in a page does but what it made up itself.
    for at in memchr::memchr_iter(0xF4, text.as_bytes()) {
        let n = text[at..].chars().next().and_then(|c| u32::from(c).checked_sub(FIRST));
        if let Some(found) = n.and_then(|n| found.get_mut(n as usize)) {
            *found = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back() {
        let mut copy = Copy::new(100);
        copy.tag("<DIV CLASS='a' onclick=\"x()\" style=\"color:red\">", "div", false);
        copy.text("  one < two");
        copy.text(" \n ");
        copy.text("three");
        copy.tag("</DIV>", "div", true);
        let html = copy.html();
        assert_eq!(html, "<div CLASS=\"a\"> \u{100000}one ‹ two \u{100001}three</div>");
        assert_eq!(copy.marked(), 2);
        assert_eq!(returned("x \u{100001}three", 2), [false, true]);
        assert_eq!(returned("\u{10FFFD}\u{100007}", 2), [false, false]);
    }
}
