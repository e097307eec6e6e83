//! The words of one block, white space made single and entities decoded.

use super::lines;
use crate::model::{Edit, Span, Text};

/// A text under way.
pub(super) struct Words<'h> {
    html: &'h str,
    text: Text,
    /// White space seen since the last word.
    space: Option<Span>,
    /// Whether a line ends there.
    breaks: bool,
    /// The ends of lines so far, in bytes of the text: one blank each.
    ends: Vec<usize>,
    /// The cell of the row that is open, from 1, the one the last word stands in, and the one of the first word.
    cell: usize,
    last: usize,
    first: usize,
}

impl<'h> Words<'h> {
    /// No words yet.
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            text: Text::new(),
            space: None,
            breaks: false,
            ends: Vec::new(),
            cell: 0,
            last: 0,
            first: 0,
        }
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
        self.breaks = false;
        self.ends.clear();
        (self.cell, self.last, self.first) = (0, 0, 0);
        std::mem::take(&mut self.text)
    }

    /// What there is as running text: its lines joined, but for those of verse and the like; begins anew.
    pub(super) fn take_lines(&mut self) -> Text {
        // A row laid out as text has columns, not lines.
        let ends = if self.cell > 0 { Vec::new() } else { std::mem::take(&mut self.ends) };
        let mut text = self.take();
        let edits = lines::joints(text.as_str(), &ends);
        text.apply(&edits);
        text
    }

    /// What there is as a row, with the cells that stand empty before its first word; begins anew.
    pub(super) fn take_row(&mut self) -> Text {
        let (first, last) = (self.first, self.last);
        let mut text = self.take();
        if first > 1 && last > first {
            text.apply(&[Edit {
                range: 0..0,
                replacement: format!("| {}", " | ".repeat(first.min(CELLS) - 1)),
            }]);
        }
        text
    }

    /// White space.
    pub(super) fn space(&mut self, span: Span) {
        self.space = Some(self.space.map_or(span, |seen| seen.cover(span)));
    }

    /// A line's end.
    pub(super) fn ends_line(&mut self, span: Span) {
        self.space(span);
        self.breaks = true;
    }

    /// The beginning of a cell.
    pub(super) fn cell(&mut self, span: Span) {
        self.space(span);
        self.cell += 1;
    }

    /// Whether white space stands behind the last word.
    pub(super) fn is_parted(&self) -> bool {
        self.space.is_some()
    }

    /// A mark that a tag stands for, before words or behind them.
    pub(super) fn mark(&mut self, mark: &str, tag: Span, opens: bool) {
        if opens {
            self.flush_space();
        }
        self.text.replace(mark, tag);
        if let Some(space) = &mut self.space {
            *space = Span::at(tag.end as usize);
        }
    }

    /// Words in another form than the source at `span` has them.
    pub(super) fn instead(&mut self, words: &str, span: Span) {
        self.flush_space();
        self.text.replace(words, span);
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
        let Some(space) = self.space.take() else {
            return self.enter();
        };
        let breaks = std::mem::take(&mut self.breaks);
        if self.text.is_empty() {
            return self.enter();
        }
        let apart = (self.cell - self.last).min(CELLS);
        if apart > 0 {
            self.text.replace(&" | ".repeat(apart), space);
        } else {
            if breaks {
                self.ends.push(self.text.as_str().len());
            }
            self.text.replace(" ", space);
        }
        self.last = self.cell;
    }

    /// Into the first cell with words.
    fn enter(&mut self) {
        if self.text.is_empty() {
            (self.first, self.last) = (self.cell, self.cell);
        }
    }
}

/// Empty cells beside each other that are told apart, one more than there are.
const CELLS: usize = 32;

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
