//! UTF-8 sequences seen through a wrong decoder, and clusters of them.

use super::tables::{Places, byte_of, places_of};
use std::ops::Range;

/// One character of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// Offset in the text.
    pub(crate) at: usize,
    pub(crate) c: char,
    pub(crate) places: Places,
}

/// The characters of a run.
pub(crate) fn glyphs(text: &str, run: Range<usize>, into: &mut Vec<Glyph>) {
    into.clear();
    let start = run.start;
    into.extend(text[run].char_indices().map(|(at, c)| Glyph { at: start + at, c, places: places_of(c) }));
}

/// The decoders in which some stretch of the run spells a UTF-8 sequence.
pub(crate) fn candidates(run: &[Glyph]) -> u64 {
    let tail = |i: usize| run.get(i).map_or(0, |g| g.places.tail);
    run.iter().enumerate().fold(0, |all, (i, g)| {
        let rest = g.places.lead2 | tail(i + 2) & (g.places.lead3 | tail(i + 3) & g.places.lead4);
        all | tail(i + 1) & rest
    })
}

/// A character whose UTF-8 bytes were shown one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) c: char,
}

/// Consecutive units, nothing between them.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) units: Vec<Unit>,
    /// Glyphs of the run that it covers.
    pub(crate) glyphs: Range<usize>,
}

/// Reads a run through one decoder. Lead and tail bytes are different bytes, so there is one reading.
pub(crate) fn clusters(run: &[Glyph], column: usize, end: usize) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::new();
    let mut i = 0;
    while i < run.len() {
        let Some((c, len)) = unit(&run[i..], column) else {
            i += 1;
            continue;
        };
        let stop = run.get(i + len).map_or(end, |g| g.at);
        let unit = Unit { range: run[i].at..stop, c };
        match out.last_mut() {
            Some(last) if last.glyphs.end == i => {
                last.units.push(unit);
                last.glyphs.end = i + len;
            }
            _ => out.push(Cluster { units: vec![unit], glyphs: i..i + len }),
        }
        i += len;
    }
    out
}

/// The character that the head of the run spells, and how many glyphs it takes.
fn unit(run: &[Glyph], column: usize) -> Option<(char, usize)> {
    let bit = 1 << column;
    let first = run.first()?;
    let len = match first.places {
        p if p.lead2 & bit != 0 => 2,
        p if p.lead3 & bit != 0 => 3,
        p if p.lead4 & bit != 0 => 4,
        _ => return None,
    };
    let rest = run.get(1..len)?;
    if rest.iter().any(|g| g.places.tail & bit == 0) {
        return None;
    }
    let mut bytes = [0; 4];
    // What stands behind the sequence may be anything.
    for (byte, glyph) in bytes.iter_mut().zip(&run[..len]) {
        *byte = byte_of(glyph.c, column)?;
    }
    match std::str::from_utf8(&bytes[..len]) {
        // Beyond the third plane there is nothing that a text holds but selectors.
        Ok(s) => s
            .chars()
            .next()
            .filter(|c| !matches!(c, '\u{40000}'..='\u{DFFFF}' | '\u{F0000}'..))
            .map(|c| (c, len)),
        Err(_) => surrogates(run, column),
    }
}

/// CESU-8 and Java's UTF-8 write characters beyond U+FFFF as two surrogates of three bytes each.
fn surrogates(run: &[Glyph], column: usize) -> Option<(char, usize)> {
    let mut bytes = [0; 6];
    for (byte, glyph) in bytes.iter_mut().zip(run.get(..6)?) {
        *byte = byte_of(glyph.c, column)?;
    }
    let [0xED, a @ 0xA0..=0xAF, b @ 0x80..=0xBF, 0xED, c @ 0xB0..=0xBF, d @ 0x80..=0xBF] = bytes else {
        return None;
    };
    let bits = |high: u8, low: u8| u32::from(high & 0x0F) << 6 | u32::from(low & 0x3F);
    let n = 0x1_0000 + (bits(a, b) << 10) + bits(c & 0x0F, d);
    Some((char::from_u32(n)?, 6))
}

/// Characters on their own, without a place in a text.
pub(crate) fn loose(chars: &[char]) -> Vec<Glyph> {
    chars.iter().map(|&c| Glyph { at: 0, c, places: places_of(c) }).collect()
}

/// The run with its sequences undone, the rest as it stands.
pub(crate) fn peeled(run: &[Glyph], column: usize) -> Vec<char> {
    let mut out = Vec::with_capacity(run.len());
    let mut i = 0;
    while i < run.len() {
        let (c, len) = unit(&run[i..], column).unwrap_or((run[i].c, 1));
        out.push(c);
        i += len;
    }
    out
}

/// Length in bytes of the whole sequence of that decoder that the text begins with, if it does.
pub(crate) fn whole(text: &str, column: usize) -> Option<usize> {
    length(&head(text), column)
}

/// The same of every decoder with such a sequence.
pub(crate) fn wholes(text: &str) -> impl Iterator<Item = usize> {
    let head = head(text);
    let mut columns = candidates(&head);
    std::iter::from_fn(move || {
        let column = columns.trailing_zeros() as usize;
        columns &= columns.checked_sub(1)?;
        Some(length(&head, column))
    })
    .flatten()
}

/// The characters that the longest sequence at the beginning of a text can have.
fn head(text: &str) -> Vec<Glyph> {
    loose(&text.chars().take(6).take_while(|c| !c.is_ascii()).collect::<Vec<char>>())
}

fn length(head: &[Glyph], column: usize) -> Option<usize> {
    let (_, len) = unit(head, column)?;
    Some(head[..len].iter().map(|g| g.c.len_utf8()).sum())
}
