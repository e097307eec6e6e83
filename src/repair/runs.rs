//! The cheap gate: stretches of non-ASCII characters, found at the speed of a memory scan.

use super::tables::places_of;
use std::ops::Range;

/// Offset of the first byte at or after `from` with its high bit set.
fn next_high(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let rest = bytes.get(from..)?;
    let (wide, tail) = rest.as_chunks::<32>();
    for (n, chunk) in wide.iter().enumerate() {
        let (words, _) = chunk.as_chunks::<8>();
        if words.iter().fold(0, |all, w| all | u64::from_ne_bytes(*w)) & HIGH != 0 {
            let at = chunk.iter().position(|b| *b >= 0x80)?;
            return Some(from + n * 32 + at);
        }
    }
    let done = rest.len() - tail.len();
    tail.iter().position(|b| *b >= 0x80).map(|at| from + done + at)
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

/// Whether a run can hold damage at all. Lets pass every reversible unit and every weak remnant;
/// stops the commonest clean runs (one typographic mark) without a table.
pub(crate) fn is_suspect(run: &str) -> bool {
    let bytes = run.as_bytes();
    if bytes.len() == 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 {
        return false;
    }
    run.chars().any(|c| places_of(c).leads() != 0 || matches!(c, '\u{80}'..='\u{9F}' | '\u{FFFD}'))
}
