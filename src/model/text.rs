//! Text that knows where it came from and changes only through recorded edits.

use super::Span;
use std::ops::Range;

/// One replacement inside a [`Text`]: byte range and what stands there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes replaced; may be empty (insertion).
    pub range: Range<usize>,
    /// What stands there afterwards; may be empty (deletion).
    pub replacement: String,
}

/// A stretch of a [`Text`] and the source it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Start in the text, in bytes.
    pub at: u32,
    /// Length in the text, in bytes.
    pub len: u32,
    /// The source it stands for.
    pub span: Span,
    /// Whether text and source are the same bytes here.
    pub verbatim: bool,
}

impl Piece {
    /// Its range in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.at as usize..(self.at + self.len) as usize
    }
}

/// A string made of pieces of a source, each *verbatim* or *replaced*.
///
/// Pieces are in order, disjoint in the source, and cover the string completely. Gaps between the
/// pieces' spans are source that has no place in the text (line breaks joined, tags).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    pieces: Vec<Piece>,
}

impl Text {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends source as it stands. `slice` must be the source's text at `span`.
    pub fn keep(&mut self, slice: &str, span: Span) {
        debug_assert_eq!(slice.len(), span.len());
        if slice.is_empty() {
            return;
        }
        let at = offset(self.string.len());
        self.string.push_str(slice);
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && last.span.end == span.start
        {
            last.len += offset(slice.len());
            last.span.end = span.end;
            return;
        }
        self.push(Piece { at, len: offset(slice.len()), span, verbatim: true });
    }

    /// Appends `string` in place of the source at `span` (an entity decoded, a line break joined).
    pub fn replace(&mut self, string: &str, span: Span) {
        let at = offset(self.string.len());
        self.string.push_str(string);
        self.push(Piece { at, len: offset(string.len()), span, verbatim: false });
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.capacity() == 0 {
            // Most texts are one piece, and a vector begins with room for four.
            self.pieces.reserve_exact(1);
        }
        self.pieces.push(piece);
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether the string is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The source that a byte range of the string stands for; exact inside verbatim pieces, the
    /// whole piece otherwise. `None` for a text without pieces.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.pieces.partition_point(|p| p.range().end <= range.start);
        let first = first.min(self.pieces.len().checked_sub(1)?);
        let mut cover: Option<Span> = None;
        for piece in &self.pieces[first..] {
            if piece.at as usize >= range.end && cover.is_some() {
                break;
            }
            let part = clip(piece, &range);
            cover = Some(cover.map_or(part, |c| c.cover(part)));
        }
        cover
    }

    /// A byte range of the string as a text of its own.
    ///
    /// # Panics
    /// If the range cuts a character or leaves the string.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::new();
        self.copy_into(&mut part, range);
        part
    }

    /// Applies edits, sorted and disjoint, and keeps the way back to the source.
    ///
    /// # Panics
    /// If the edits overlap, are out of order, or cut a character.
    pub fn apply(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let old = std::mem::take(self);
        let mut done = 0;
        for edit in edits {
            assert!(edit.range.start >= done, "edits overlap or are out of order");
            old.copy_into(self, done..edit.range.start);
            old.replace_into(self, edit);
            done = edit.range.end;
        }
        old.copy_into(self, done..old.string.len());
    }

    fn replace_into(&self, to: &mut Self, edit: &Edit) {
        let span = if edit.range.is_empty() { None } else { self.span(edit.range.clone()) };
        let span = span.unwrap_or_else(|| {
            let before = to.pieces.last().map(|p| p.span.end);
            Span::at(before.or(self.pieces.first().map(|p| p.span.start)).unwrap_or(0) as usize)
        });
        to.absorb(&edit.replacement, span);
    }

    fn copy_into(&self, to: &mut Self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let first = self.pieces.partition_point(|p| p.range().end <= range.start);
        for piece in &self.pieces[first..] {
            if piece.at as usize >= range.end {
                break;
            }
            let cut = piece.range().start.max(range.start)..piece.range().end.min(range.end);
            let span = clip(piece, &cut);
            if piece.verbatim {
                to.keep(&self.string[cut], span);
            } else {
                to.absorb(&self.string[cut], span);
            }
        }
    }

    /// Appends a replaced stretch, merging it with the last piece where both stand for the same source.
    fn absorb(&mut self, string: &str, span: Span) {
        if let Some(last) = self.pieces.last_mut()
            && !last.verbatim
            && last.span.end > span.start
        {
            self.string.push_str(string);
            last.len += offset(string.len());
            last.span = last.span.cover(span);
            return;
        }
        self.replace(string, span);
    }
}

/// The source behind the part of `piece` inside `range`.
fn clip(piece: &Piece, range: &Range<usize>) -> Span {
    if !piece.verbatim {
        return piece.span;
    }
    let own = piece.range();
    let start = range.start.clamp(own.start, own.end) - own.start;
    let end = range.end.clamp(own.start, own.end) - own.start;
    let base = piece.span.start as usize;
    Span::new(base + start, base + end.max(start))
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("sources are capped at 4 GiB")
}
