//! A run of characters read back through one multi-byte decoder.
//!
//! Characters of the decoder and characters of the text do not align: three of GBK are two of Chinese, and
//! a decoder may have taken an ASCII letter into its last character. A *piece* is the least
//! stretch at both ends of which both agree.

use super::charsets::{Bytes, bytes_of};
use std::ops::Range;

/// A stretch of the damaged text and what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the damaged text.
    pub(crate) range: Range<usize>,
    /// What it was; U+FFFD in the place of each gap.
    pub(crate) text: String,
    /// Where bytes are missing, in order.
    pub(crate) gaps: Vec<Gap>,
}

/// A character of which bytes are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Its first bytes, as far as they are known.
    pub(crate) head: Vec<u8>,
    /// U+FFFDs in place of the missing ones: one or two bytes each, depending on who decoded.
    pub(crate) lost: usize,
    /// Its last bytes, as far as they are known.
    pub(crate) tail: Vec<u8>,
}

/// A run read through one decoder, from its beginning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) pieces: Vec<Piece>,
    /// Whether it explains the run to its end.
    pub(crate) complete: bool,
    /// Bytes of the undamaged text that it explains.
    pub(crate) known: usize,
}

/// Reads as far as it goes. `base` is the offset of the run in the text.
pub(crate) fn read(run: &str, base: usize, charset: usize) -> Reading {
    let mut reader = Reader { start: base, ..Reader::default() };
    let mut end = base;
    for (at, c) in run.char_indices() {
        if reader.is_open_to(c, charset) {
            reader.finish(base + at);
        }
        if c == '\u{FFFD}' {
            reader.lose();
        } else {
            let Some(next) = bytes_of(c, charset).find_map(|bytes| reader.state.with(bytes)) else {
                return reader.reading;
            };
            reader.state = next;
        }
        end = base + at + c.len_utf8();
    }
    reader.reading.complete = true;
    if !reader.state.seen.is_empty() {
        // The run ends within a sequence: its last bytes were dropped.
        reader.state.gap();
    }
    reader.finish(end);
    reader.reading
}

/// Whether a run reads well enough to be looked at more closely: to its end, or for long. The gate: quick, and
/// never stricter than [`read`].
pub(crate) fn is_readable(run: &str, charset: usize) -> bool {
    let mut shape = Shape::default();
    for c in run.chars() {
        if c == '\u{FFFD}' {
            let lost = if shape.in_gap { shape.lost + 1 } else { 1 };
            shape = Shape { rest: 0, in_gap: true, lost: lost.min(9), tails: 0, ..shape };
            continue;
        }
        let Some(next) = bytes_of(c, charset).find_map(|bytes| shape.with(bytes)) else { break };
        shape = next;
        if shape.known >= LONG {
            return true;
        }
        if c.len_utf8() == run.len() {
            break;
        }
    }
    shape.known >= LONG || shape.known > 0 && read(run, 0, charset).complete
}

/// How far a sequence has got, without what it says.
#[derive(Clone, Copy, Default)]
struct Shape {
    rest: u8,
    in_gap: bool,
    lost: u8,
    tails: u8,
    known: usize,
}

impl Shape {
    fn with(mut self, bytes: Bytes) -> Option<Self> {
        for byte in bytes.iter() {
            match (byte, self.rest) {
                (..0x80, 0) => {
                    self.known += if self.in_gap && self.lost <= 2 && self.tails == 1 { 3 } else { 0 };
                    self.in_gap = false;
                }
                (0xC2..=0xF4, 0) => {
                    self.rest = 1 + u8::from(byte >= 0xE0) + u8::from(byte >= 0xF0);
                    self.in_gap = false;
                }
                (0x80..=0xBF, 1..) => {
                    self.rest -= 1;
                    self.known += if self.rest == 0 { 3 } else { 0 };
                }
                (0x80..=0xBF, 0) if self.in_gap => self.tails += u8::from(self.tails < 9),
                _ => return None,
            }
        }
        Some(self)
    }
}

/// Bytes read that are no accident even if the run goes on otherwise.
pub(crate) const LONG: usize = 12;
/// Bytes of a piece at most: decoders fall into step within a few characters, and time stays linear.
const LONGEST: usize = 256;

#[derive(Clone, Default)]
struct State {
    /// Bytes of the sequence begun.
    seen: Vec<u8>,
    /// What the piece says so far.
    text: String,
    gaps: Vec<Gap>,
    /// Whether the last gap may still take bytes.
    in_gap: bool,
    /// High half of a character that CESU-8 writes as two.
    high: Option<u32>,
    known: usize,
}

#[derive(Default)]
struct Reader {
    start: usize,
    state: State,
    reading: Reading,
}

impl Reader {
    fn lose(&mut self) {
        self.state.gap();
        if let Some(gap) = self.state.gaps.last_mut() {
            gap.lost += 1;
        }
    }

    /// Whether the piece can end before this character.
    fn is_open_to(&self, next: char, charset: usize) -> bool {
        let state = &self.state;
        let goes_on = || {
            let mut ways = bytes_of(next, charset);
            next == '\u{FFFD}' || ways.any(|b| b.iter().next().is_some_and(|b| matches!(b, 0x80..=0xBF)))
        };
        state.seen.is_empty() && state.high.is_none() && !(state.in_gap && goes_on())
    }

    fn finish(&mut self, end: usize) {
        let State { text, gaps, known, .. } = std::mem::take(&mut self.state);
        if end > self.start {
            self.reading.known += known;
            self.reading.pieces.push(Piece { range: self.start..end, text, gaps });
        }
        self.start = end;
    }
}

impl State {
    /// The state after these bytes, unless no UTF-8 goes on with them.
    fn with(&self, bytes: Bytes) -> Option<Self> {
        if self.text.len() > LONGEST {
            return None;
        }
        let mut state = self.clone();
        bytes.iter().all(|b| state.push(b)).then_some(state)
    }

    /// Takes a byte, unless no UTF-8 goes on with it.
    fn push(&mut self, byte: u8) -> bool {
        match byte {
            ..0x80 if self.seen.is_empty() => {
                // The letter taken in says that the byte before it ends a character.
                let ended = |g: &Gap| g.head.is_empty() && matches!(g.lost, 1..=2) && g.tail.len() == 1;
                if self.in_gap && self.gaps.last().is_some_and(ended) {
                    self.known += 3;
                }
                self.in_gap = false;
                self.text.push(char::from(byte));
                true
            }
            0xC2..=0xF4 if self.seen.is_empty() => {
                self.in_gap = false;
                self.seen.push(byte);
                true
            }
            0x80..=0xBF if !self.seen.is_empty() => {
                self.seen.push(byte);
                self.complete()
            }
            0x80..=0xBF if self.in_gap => {
                let Some(gap) = self.gaps.last_mut() else { return false };
                gap.tail.push(byte);
                gap.head.len() + gap.lost * 2 + gap.tail.len() >= 2 && gap.tail.len() <= 3
            }
            _ => false,
        }
    }

    /// Ends the sequence if it is whole; false if it is none.
    fn complete(&mut self) -> bool {
        match *self.seen.as_slice() {
            [0xE0, ..0xA0] | [0xF0, ..0x90] | [0xF4, 0x90..=0xBF, ..] => return false,
            [0xED, a @ 0xA0..=0xBF, b] => {
                let half = 0xD000 | u32::from(a & 0x3F) << 6 | u32::from(b & 0x3F);
                self.seen.clear();
                self.known += 3;
                return self.surrogate(half);
            }
            _ => {}
        }
        if let Ok(s) = std::str::from_utf8(&self.seen) {
            let joined = self.high.is_none();
            self.text.push_str(s);
            self.known += self.seen.len();
            self.seen.clear();
            return joined;
        }
        self.seen.len() < 4
    }

    fn surrogate(&mut self, half: u32) -> bool {
        match (self.high.take(), half) {
            (None, 0xD800..0xDC00) => self.high = Some(half),
            (Some(high), 0xDC00..0xE000) => {
                let n = 0x1_0000 + ((high - 0xD800) << 10) + (half - 0xDC00);
                self.text.extend(char::from_u32(n));
            }
            _ => return false,
        }
        true
    }

    /// Opens a gap with the sequence begun, unless one is open.
    fn gap(&mut self) {
        if self.in_gap && self.seen.is_empty() && self.gaps.last().is_some_and(|g| g.tail.is_empty()) {
            return;
        }
        let head = std::mem::take(&mut self.seen);
        self.gaps.push(Gap { head, ..Gap::default() });
        self.text.push('\u{FFFD}');
        self.in_gap = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::charsets::CHARSETS;
    use super::*;

    fn column(label: &str) -> usize {
        CHARSETS.iter().position(|c| c.label == label).expect("known")
    }

    #[test]
    fn a_decoder_may_have_taken_a_letter_in() {
        let reading = read("鈥檚", 0, column("gbk"));
        assert!(reading.complete);
        assert_eq!(reading.pieces, [Piece { range: 0..6, text: "’s".into(), gaps: vec![] }]);
    }

    #[test]
    fn pieces_are_as_short_as_they_can_be() {
        let reading = read("浣犲ソ锛", 0, column("gbk"));
        let texts: Vec<_> = reading.pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["你好", "\u{FFFD}"]);
        assert_eq!(reading.pieces[1].gaps, [Gap { head: vec![0xEF, 0xBC], lost: 0, tail: vec![] }]);
    }

    #[test]
    fn chinese_is_not_utf8() {
        for text in ["磨坊今天关门", "没有面粉了", "粉がないと主人は言い", "방앗간은"]
        {
            assert!((0..CHARSETS.len()).all(|n| !is_readable(text, n)), "{text}");
        }
    }
}
