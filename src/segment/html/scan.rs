//! The tags of an HTML page, in one pass over its bytes.

use super::tags::{Effect, effect};
use crate::model::Span;

/// One stretch of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'h> {
    /// Text between tags.
    Text(Span),
    /// The text of `<title>`.
    Title(Span),
    /// A comment.
    Comment(Span),
    /// Script, style and the like.
    Hidden {
        /// The tag that opens it.
        tag: Span,
        /// What it holds.
        body: Span,
    },
    /// A formula.
    Formula {
        /// The tag that opens it.
        tag: Span,
        /// What it holds.
        body: Span,
    },
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
const HIDDEN: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "object",
    "iframe",
    "noembed",
    "noframes",
    "textarea",
    "select",
    "annotation",
    "annotation-xml",
];

/// Longest stretch that is taken for deleted words, in bytes: longer ones are paragraphs, or never end.
const LONGEST_DELETION: usize = 2000;

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
            let end = self.comment_end()?;
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
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let length = rest[open..].bytes().take_while(|b| !ends(b)).count();
        let name = &rest[open..open + length];
        let span = Span::new(self.at, end);
        if closing {
            return Some((Token::Tag { name, closing, span }, end));
        }
        if name.eq_ignore_ascii_case("title") {
            let close = self.close_of("title", end)?;
            return Some((Token::Title(Span::new(end, close)), close));
        }
        if name.eq_ignore_ascii_case("math")
            && let Some(close) = self.close_of("math", end)
        {
            return Some((Token::Formula { tag: span, body: Span::new(end, close) }, close));
        }
        if name.eq_ignore_ascii_case("del")
            && let Some(close) = self.deletion_end(end)
        {
            return Some((Token::Hidden { tag: span, body: Span::new(end, close) }, close));
        }
        if let Some(hidden) = HIDDEN.iter().find(|h| h.eq_ignore_ascii_case(name))
            && !rest[..end - self.at].ends_with("/>")
        {
            let close = match self.close_of(hidden, end) {
                Some(close) => close,
                // What is no text swallows the rest; anything else that never ends is taken as empty.
                None if matches!(*hidden, "script" | "style") => self.html.len(),
                None => return Some((Token::Tag { name, closing, span }, end)),
            };
            let (tag, body) = (Span::new(self.at, end), Span::new(end, close));
            return Some((Token::Hidden { tag, body }, close));
        }
        Some((Token::Tag { name, closing, span }, end))
    }

    /// One past the comment that begins here: `-->`, `--!>`, and at once `<!-->`. No search that failed
    /// is repeated.
    fn comment_end(&mut self) -> Option<usize> {
        if self.endless.contains(&"-->") {
            return None;
        }
        let rest = &self.html.as_bytes()[self.at + 2..];
        let Some(end) = memchr::memmem::find(rest, b"-->") else {
            self.endless.push("-->");
            return None;
        };
        let early = memchr::memmem::find(&rest[..end], b"--!>").map(|n| n + 4);
        Some(self.at + 2 + early.unwrap_or(end + 3))
    }

    /// Where words end that are deleted within one paragraph.
    fn deletion_end(&self, from: usize) -> Option<usize> {
        let reach = self.html.floor_char_boundary((from + LONGEST_DELETION).min(self.html.len()));
        let rest = &self.html[from..reach];
        let is_inline = |part: &str| {
            let name = part.trim_start_matches('/');
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            matches!(effect(&name[..length].to_ascii_lowercase()), Effect::Inline | Effect::Space)
        };
        for (at, _) in rest.match_indices('<') {
            let part = &rest[at + 1..];
            if part.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("/del")) {
                return Some(from + at);
            }
            if !is_inline(part) {
                return None;
            }
        }
        None
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
