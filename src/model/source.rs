//! One decoded input: its text, where that text came from, and how to find a place in it.

use super::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Why a source was decoded with the encoding it was decoded with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A byte order mark.
    Bom,
    /// A label inside the document or its front matter.
    Declared,
    /// The bytes are well-formed UTF-8.
    Valid,
    /// Statistics over the bytes.
    Detected,
    /// The caller said so.
    Override,
}

impl Basis {
    /// The word used in the published YAML.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::Declared => "declared",
            Self::Valid => "valid",
            Self::Detected => "detected",
            Self::Override => "override",
        }
    }
}

/// What kind of document a source holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// Plain text, as scrapers dump it.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML.
    Html,
}

impl Media {
    /// The media type used in the published YAML.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }
}

/// A byte sequence the encoding does not allow, shown as U+FFFD in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Offset of the first bad byte in the original bytes.
    pub byte: usize,
    /// The U+FFFD that stands for it in the decoded text.
    pub span: Span,
}

/// A 1-based place in the original file; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character of that line, from 1.
    pub column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How a source's bytes became its text. Built by `decode`.
#[derive(Clone, Debug)]
pub struct Decoding {
    /// The decoded text, without byte order mark.
    pub text: String,
    /// The original bytes; `None` where they are the text (after the mark, if any).
    pub original: Option<Vec<u8>>,
    /// Whether the original began with a UTF-8 byte order mark, kept out of `text`.
    pub utf8_bom: bool,
    /// WHATWG encoding name.
    pub encoding: &'static str,
    /// Why that encoding.
    pub basis: Basis,
    /// Sequences that encoding does not allow, in order.
    pub malformed: Vec<Malformed>,
}

impl Decoding {
    /// Text that is text already, or came as well-formed UTF-8 without a mark.
    #[must_use]
    pub fn of(text: String) -> Self {
        Self {
            text,
            original: None,
            utf8_bom: false,
            encoding: "UTF-8",
            basis: Basis::Valid,
            malformed: Vec::new(),
        }
    }
}

/// One decoded document. Immutable: every later stage points into it.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    media: Media,
    decoding: Decoding,
    line_starts: Vec<u32>,
    /// Characters before each [`STRIDE`] bytes of the text; made when a place far into a line is asked for.
    characters: OnceLock<Vec<u32>>,
}

/// Bytes between two entries of the character index: a place costs no more to find than reading these.
const STRIDE: usize = 4096;

impl Source {
    /// Wraps a decoded document. `name` is what users see in diagnostics, usually a path.
    ///
    /// # Panics
    /// If the text is longer than 4 GiB; `decode` refuses such input before.
    #[must_use]
    pub fn new(name: String, media: Media, decoding: Decoding) -> Self {
        let line_starts = line_starts(&decoding.text);
        Self { name, media, decoding, line_starts, characters: OnceLock::new() }
    }

    /// What users see, usually the path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of document this is.
    #[must_use]
    pub fn media(&self) -> Media {
        self.media
    }

    /// The decoded text, without byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.decoding.text
    }

    /// The text a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.decoding.text[span.range()]
    }

    /// WHATWG name of the encoding used.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.decoding.encoding
    }

    /// Why that encoding.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.decoding.basis
    }

    /// Whether the original is UTF-8 behind a byte order mark.
    #[must_use]
    pub fn has_utf8_bom(&self) -> bool {
        self.decoding.utf8_bom
    }

    /// Byte sequences the encoding does not allow, in order.
    #[must_use]
    pub fn malformed(&self) -> &[Malformed] {
        &self.decoding.malformed
    }

    /// The original bytes as consecutive parts (a mark and the text, or one part).
    pub fn original(&self) -> impl Iterator<Item = &[u8]> {
        let bom: &[u8] = if self.decoding.utf8_bom { b"\xEF\xBB\xBF" } else { b"" };
        let rest = self.decoding.original.as_deref().unwrap_or(self.decoding.text.as_bytes());
        [bom, rest].into_iter()
    }

    /// Number of original bytes.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        self.original().map(<[u8]>::len).sum()
    }

    /// Number of lines; an empty text has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The 1-based line holding a byte offset of the text.
    #[must_use]
    pub fn line(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|&s| s <= offset)
    }

    /// The span of a 1-based line, its terminator left out; `None` past the end.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Option<Span> {
        let start = *self.line_starts.get(line.checked_sub(1)?)? as usize;
        let end = self.line_starts.get(line).map_or(self.text().len(), |&e| e as usize);
        let body = self.text()[start..end].trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + body.len()))
    }

    /// The place of a byte offset of the text; columns count characters.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.line_starts[line - 1] as usize;
        let offset = offset as usize;
        let before = if offset - start <= STRIDE {
            characters(&self.text().as_bytes()[start..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Position { line, column: 1 + before }
    }

    /// Characters of the text before a byte offset, by the index: linear in a stride, not in the line.
    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text().as_bytes();
        let index = self.characters.get_or_init(|| {
            let count = |sum: &mut usize, stride: &[u8]| {
                let before = *sum;
                *sum += characters(stride);
                Some(u32::try_from(before).expect("sources are capped at 4 GiB"))
            };
            bytes.chunks(STRIDE).scan(0, count).collect()
        });
        let stride = (offset / STRIDE).min(index.len().saturating_sub(1));
        let known = index.get(stride).map_or(0, |&n| n as usize);
        known + characters(&bytes[stride * STRIDE..offset])
    }

    /// First and last line a span touches.
    #[must_use]
    pub fn lines(&self, span: Span) -> Range<usize> {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        self.line(span.start)..self.line(last) + 1
    }
}

/// Characters beginning in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

/// Offsets at which lines begin. `\n`, `\r\n` and a lone `\r` each end a line.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            continue;
        }
        starts.push(u32::try_from(at + 1).expect("sources are capped at 4 GiB"));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{Decoding, Media, Source};

    #[test]
    fn places_far_into_a_line_are_those_counted_one_by_one() {
        let text = format!("première\n{}\nend", "añb€c𝄞 ".repeat(3000));
        let decoding = Decoding::of(text.clone());
        let source = Source::new("a".into(), Media::Plain, decoding);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            if at % 7 == 0 || c == '\n' {
                let place = source.position(u32::try_from(at).expect("small"));
                assert_eq!((place.line, place.column), (line, column));
            }
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
    }
}
