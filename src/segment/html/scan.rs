//! The tags of an HTML page, in one pass over its bytes.

use crate::model::Span;
use crate::segment::markdown::field;
use std::ops::Range;

/// One stretch of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'h> {
    /// Text between tags.
    Text(Span),
    /// The text of `<title>`.
    Title(Span),
    /// A comment.
    Comment(Span),
    /// Script, style and the like, with their content.
    Hidden,
    /// A tag; `name` as it is written there, in lower case where known.
    Tag {
        /// Its name.
        name: &'h str,
        /// Whether it closes.
        closing: bool,
        /// All of it.
        span: Span,
    },
}

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] = &["script", "style", "template", "noscript", "svg", "math", "object"];

/// Iterates over the tokens of a page.
pub(super) struct Tokens<'h> {
    html: &'h str,
    at: usize,
    /// Elements and comments found never to end, so that no search for them is repeated.
    endless: Vec<&'static str>,
    /// No tag ends before this offset.
    tagless: usize,
}

impl<'h> Tokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, at: 0, endless: Vec::new(), tagless: 0 }
    }

    fn markup(&mut self) -> Option<(Token<'h>, usize)> {
        let rest = &self.html[self.at..];
        if rest.starts_with("<!--") {
            let end = self.at + self.find_end("-->", 4)? + 3;
            return Some((Token::Comment(Span::new(self.at, end)), end));
        }
        let closing = rest.starts_with("</");
        let open = if closing { 2 } else { 1 };
        let first = *rest.as_bytes().get(open)?;
        let is_declaration = !closing && matches!(first, b'!' | b'?');
        if !first.is_ascii_alphabetic() && !is_declaration {
            return None;
        }
        if self.at < self.tagless {
            return None;
        }
        let Some(length) = tag_end(rest) else {
            if memchr::memchr(b'>', &rest.as_bytes()[..rest.len().min(LONGEST_TAG)]).is_none() {
                self.tagless = self.at + rest.len().min(LONGEST_TAG);
            }
            return None;
        };
        let end = self.at + length;
        let length = rest[open..].bytes().take(24).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = &rest[open..open + length];
        let span = Span::new(self.at, end);
        if closing {
            return Some((Token::Tag { name, closing, span }, end));
        }
        if name.eq_ignore_ascii_case("title") {
            let close = self.close_of("title", end)?;
            return Some((Token::Title(Span::new(end, close)), close));
        }
        if let Some(hidden) = HIDDEN.iter().find(|h| h.eq_ignore_ascii_case(name))
            && !rest[..end - self.at].ends_with("/>")
        {
            let close = self.close_of(hidden, end).unwrap_or(self.html.len());
            return Some((Token::Hidden, close));
        }
        Some((Token::Tag { name, closing, span }, end))
    }

    /// Where `pattern` stands next, counted from here; asked once more only while it was found.
    fn find_end(&mut self, pattern: &'static str, skip: usize) -> Option<usize> {
        if self.endless.contains(&pattern) {
            return None;
        }
        let rest = self.html.as_bytes().get(self.at + skip..)?;
        let found = memchr::memmem::find(rest, pattern.as_bytes());
        if found.is_none() {
            self.endless.push(pattern);
        }
        found.map(|n| n + skip)
    }

    /// Where the closing tag of `name` begins.
    fn close_of(&mut self, name: &'static str, from: usize) -> Option<usize> {
        if self.endless.contains(&name) {
            return None;
        }
        let bytes = self.html.as_bytes();
        let found = memchr::memmem::find_iter(&bytes[from..], b"</").map(|n| from + n).find(|&n| {
            bytes.get(n + 2..n + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
        });
        if found.is_none() {
            self.endless.push(name);
        }
        found
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if self.at >= self.html.len() {
            return None;
        }
        if self.html.as_bytes()[self.at] == b'<'
            && let Some((token, end)) = self.markup()
        {
            self.at = end;
            return Some(token);
        }
        // The first byte is text, a `<` that opens no tag too.
        let from = self.at + 1;
        let end = memchr::memchr(b'<', &self.html.as_bytes()[from..]).map_or(self.html.len(), |n| from + n);
        let span = Span::new(self.at, end);
        self.at = end;
        Some(Token::Text(span))
    }
}

/// A tag is read no further than this, so that a page of open quotes costs no more than its length.
const LONGEST_TAG: usize = 1 << 16;

/// One past the `>` of the tag that begins `rest`; a `>` in a quoted value does not count.
fn tag_end(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST_TAG)];
    let mut quote = None;
    let mut last = b' ';
    for (i, &b) in bytes.iter().enumerate() {
        match (quote, b) {
            (Some(q), b) if b == q => quote = None,
            (None, b'"' | b'\'') if last == b'=' => quote = Some(b),
            (None, b'>') => return Some(i + 1),
            (None, b'<') if i > 0 => return None,
            _ => {}
        }
        if !b.is_ascii_whitespace() {
            last = b;
        }
    }
    memchr::memchr(b'>', bytes).map(|n| n + 1)
}

/// Names of `<meta>` fields, and the names used for them.
const FIELDS: &[(&str, &str)] = &[
    ("og:title", "title"),
    ("og:description", "description"),
    ("article:published_time", "date"),
    ("article:author", "author"),
];

/// The field a `<meta>` tag carries, and where its value stands in it.
pub(super) fn meta(tag: &str) -> Option<(&'static str, Range<usize>)> {
    let key = attribute(tag, "property")
        .or_else(|| attribute(tag, "name"))
        .or_else(|| attribute(tag, "itemprop"))?;
    let key = tag[key].to_ascii_lowercase();
    let known = FIELDS.iter().find(|(k, _)| *k == key).map(|(_, name)| *name);
    let name = known.unwrap_or_else(|| field(&key));
    (name != "field").then_some(())?;
    Some((name, attribute(tag, "content")?))
}

/// Where the value of an attribute stands in a tag.
fn attribute(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let at = memchr::memmem::find_iter(bytes, name.as_bytes()).find(|&at| {
        bytes[at - 1].is_ascii_whitespace() && tag[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at + name.len()..].trim_start()[1..].trim_start();
    let start = tag.len() - value.len();
    let (start, length) = match value.as_bytes().first()? {
        q @ (b'"' | b'\'') => (start + 1, memchr::memchr(*q, &value.as_bytes()[1..])?),
        _ => (start, value.find(|c: char| c.is_whitespace() || c == '>')?),
    };
    Some(start..start + length)
}
