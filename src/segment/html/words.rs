//! The words of one block, white space made single and entities decoded.

use crate::model::{Span, Text};

/// A text under way.
pub(super) struct Words<'h> {
    html: &'h str,
    text: Text,
    /// White space seen since the last word.
    space: Option<Span>,
    /// Whether a table's cells part there.
    separates: bool,
}

impl<'h> Words<'h> {
    /// No words yet.
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, text: Text::new(), space: None, separates: false }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What there is so far.
    pub(super) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// What there is; begins anew.
    pub(super) fn take(&mut self) -> Text {
        self.space = None;
        self.separates = false;
        std::mem::take(&mut self.text)
    }

    /// White space.
    pub(super) fn space(&mut self, span: Span) {
        self.space = Some(self.space.map_or(span, |seen| seen.cover(span)));
    }

    /// The border between two cells.
    pub(super) fn separate(&mut self, span: Span) {
        self.space(span);
        self.separates = true;
    }

    /// A line break that stays one.
    pub(super) fn line_break(&mut self, span: Span) {
        self.flush_space();
        if !self.text.is_empty() {
            self.text.replace("\n", span);
        }
    }

    /// Appends the text at `span`; code keeps its white space.
    pub(super) fn add(&mut self, span: Span, is_code: bool) {
        let (mut at, end) = (span.start as usize, span.end as usize);
        while at < end {
            let rest = &self.html[at..end];
            let space = if is_code { 0 } else { rest.len() - rest.trim_start().len() };
            if space > 0 {
                self.space(Span::new(at, at + space));
                at += space;
                continue;
            }
            self.flush_space();
            at += if rest.starts_with('&') { self.entity(at, end) } else { self.plain(at, end, is_code) };
        }
    }

    fn plain(&mut self, at: usize, end: usize, is_code: bool) -> usize {
        let rest = &self.html[at..end];
        // White space that stands alone between words is theirs, and a long stretch is kept as one piece.
        let length = if is_code { find(rest, b'&') } else { run(rest) };
        self.text.keep(&rest[..length], Span::new(at, at + length));
        length
    }

    fn entity(&mut self, at: usize, end: usize) -> usize {
        let reach = self.html.floor_char_boundary(end.min(at + 40));
        let rest = &self.html[at..reach];
        let name = 1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let length = name + usize::from(rest[name..].starts_with(';'));
        let raw = &rest[..length];
        let decoded = htmlize::unescape(raw);
        if decoded == raw {
            self.text.keep("&", Span::new(at, at + 1));
            return 1;
        }
        self.text.replace(&decoded, Span::new(at, at + length));
        length
    }

    fn flush_space(&mut self) {
        let Some(space) = self.space.take() else { return };
        let separates = std::mem::take(&mut self.separates);
        if !self.text.is_empty() {
            self.text.replace(if separates { " | " } else { " " }, space);
        }
    }
}

fn find(text: &str, byte: u8) -> usize {
    memchr::memchr(byte, text.as_bytes()).unwrap_or(text.len())
}

/// Length of the text up to an entity, or to white space that is not one space between two words.
fn run(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '&' {
            return at;
        }
        if c.is_whitespace() {
            let lone = c == ' ' || c == '\u{a0}';
            let next = chars.peek().map(|(_, next)| *next);
            if !lone || next.is_none_or(|next| next.is_whitespace() || next == '&') {
                return at;
            }
        }
    }
    text.len()
}
