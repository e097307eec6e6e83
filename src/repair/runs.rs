//! The cheap gate: stretches of non-ASCII characters that can hold damage, found at the speed of a
//! memory scan.

use super::tables::places_of;
use super::{families, legacy, multibyte};
use std::ops::Range;

/// Offset of the first byte at or after `from` with its high bit set.
fn next_high(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let rest = bytes.get(from..)?;
    let (words, tail) = rest.as_chunks::<8>();
    let (blocks, words) = words.as_chunks::<4>();
    let high = |word: &[u8; 8]| u64::from_le_bytes(*word) & HIGH;
    let first = |word: &[u8; 8]| high(word).trailing_zeros() as usize / 8;
    for (n, block) in blocks.iter().enumerate() {
        if block.iter().fold(0, |all, word| all | high(word)) != 0 {
            let w = block.iter().position(|word| high(word) != 0)?;
            return Some(from + n * 32 + w * 8 + first(&block[w]));
        }
    }
    let done = from + blocks.len() * 32;
    if let Some(w) = words.iter().position(|word| high(word) != 0) {
        return Some(done + w * 8 + first(&words[w]));
    }
    let done = done + words.len() * 8;
    tail.iter().position(|b| *b >= 0x80).map(|at| done + at)
}

/// Maximal runs of non-ASCII characters, in order.
pub(crate) struct Runs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Runs<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

/// The runs of a text that can hold damage of any sort, in order; of clean text none.
pub(crate) struct Suspects<'t> {
    runs: Runs<'t>,
    /// What was seen of the line so far.
    gate: legacy::Gate,
    /// Where the last run ended.
    seen: usize,
}

impl<'t> Suspects<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { runs: Runs::new(text), gate: legacy::Gate::default(), seen: 0 }
    }
}

impl Iterator for Suspects<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let text = self.runs.text;
        let bytes = text.as_bytes();
        loop {
            let run = self.runs.next()?;
            // Most runs leave no trace in the gate, and then lines need not be told apart.
            if self.gate.has_seen() && memchr::memchr(b'\n', &bytes[self.seen..run.start]).is_some() {
                self.gate = legacy::Gate::default();
            }
            self.seen = run.end;
            let before = run.start.checked_sub(1).map(|at| bytes[at]);
            self.gate.look(&text[run.clone()], before, bytes.get(run.end).copied());
            if self.gate.is_open() || may_hold_damage(&text[run.clone()]) {
                return Some(run);
            }
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let start = next_high(bytes, self.at)?;
        let len = bytes[start..].iter().position(u8::is_ascii);
        let end = len.map_or(bytes.len(), |n| start + n);
        self.at = end;
        Some(start..end)
    }
}

/// Whether a run can hold UTF-8 read wrongly, through single bytes or several.
fn may_hold_damage(run: &str) -> bool {
    is_suspect(run) || multibyte::is_suspect(run)
}

/// Whether a run can hold damage at all: a sequence seen through some decoder, the remnant of one, or a
/// control character. Stops the commonest clean runs (one typographic mark) without a table.
pub(crate) fn is_suspect(run: &str) -> bool {
    let bytes = run.as_bytes();
    if bytes.len() == 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 {
        return false;
    }
    let mut chars = run.chars();
    let Some(first) = chars.next() else { return false };
    let mut last = places_of(first);
    let mut alone = true;
    for c in chars {
        let places = places_of(c);
        if last.leads() & places.tail != 0 || families::may_begin(c) {
            return true;
        }
        last = places;
        alone = false;
    }
    if alone { families::may_be_all(first) } else { families::may_begin(first) }
}
