//! The learnt table as it is kept in the program, and looked up.
//!
//! `letters.bin` is a row of languages. Each is: the length of its tag (a byte) and the tag; its kind
//! (a byte); the number of its letters (two bytes) and the letters in order (two bytes each); then,
//! for kind [`PAIRS`], the costs of each symbol after each symbol, sixteen steps, two a byte. Symbol 0
//! is the edge of a word, 1 any other letter of its script, then come the letters. Languages of kind
//! [`RANKS`] write thousands of letters: theirs stand in the order of their frequency, without pairs.

use super::BIT;
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("letters.bin");

/// Kind of a language with a table of pairs.
const PAIRS: u8 = 0;
/// Kind of a language with ranks of letters.
const RANKS: u8 = 1;

/// The costs that the sixteen steps stand for, in fractions of a bit ([`BIT`]).
pub(super) const STEPS: [u32; 16] = [1, 3, 5, 7, 9, 11, 13, 16, 19, 22, 26, 30, 35, 41, 48, 56];

/// The symbol of the edge of a word.
pub(super) const EDGE: u16 = 0;
/// The symbol of a letter that no language of the table writes.
const UNKNOWN: u16 = 1;
/// The first symbol of a letter.
const LETTERS: u16 = 2;
/// In a language, the place of what it does not write.
const ABSENT: u16 = u16::MAX;

/// Cost of a letter beyond the ranks of a language that has thousands.
const RARE: u32 = 14 * BIT;
/// Cost of a letter a–z in a language of another script, within a word of such letters.
const ASCII: u32 = 9 * BIT / 2;
/// Cost of a change of script within a word, beyond that of the letter.
const MIXED: u32 = 10 * BIT;

struct Entry {
    tag: &'static str,
    kind: u8,
    /// For each symbol of the table, its place in this language.
    places: Vec<u16>,
    /// Number of places.
    size: usize,
    /// Costs in steps, two a byte; for ranks empty.
    pairs: &'static [u8],
    /// Costs of single letters, in fractions of a bit, by place.
    singles: Vec<u32>,
}

struct Table {
    /// All letters, in order; their index and [`LETTERS`] is their symbol.
    letters: Vec<char>,
    /// The symbol of each character of two bytes: looked up for every letter of every text weighed.
    symbols: Vec<u16>,
    entries: Vec<Entry>,
}

/// A language as it stands in the file.
struct Raw {
    tag: &'static str,
    kind: u8,
    letters: Vec<char>,
    pairs: &'static [u8],
}

fn take(rest: &mut &'static [u8], len: usize) -> Option<&'static [u8]> {
    let (head, tail) = rest.split_at_checked(len)?;
    *rest = tail;
    Some(head)
}

fn raw(rest: &mut &'static [u8]) -> Option<Raw> {
    let len = take(rest, 1)?[0];
    let tag = std::str::from_utf8(take(rest, len.into())?).ok()?;
    let kind = take(rest, 1)?[0];
    let number = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes[1]]);
    let count = usize::from(number(take(rest, 2)?));
    let letters = take(rest, count * 2)?.chunks(2).filter_map(|b| char::from_u32(number(b).into())).collect();
    let size = count + usize::from(LETTERS);
    let pairs = take(rest, if kind == PAIRS { (size * size).div_ceil(2) } else { 0 })?;
    Some(Raw { tag, kind, letters, pairs })
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rest = BYTES;
    let raws: Vec<Raw> = std::iter::from_fn(|| raw(&mut rest)).collect();
    let mut letters: Vec<char> = raws.iter().flat_map(|r| r.letters.iter().copied()).collect();
    letters.sort_unstable();
    letters.dedup();
    let entries = raws.into_iter().map(|raw| entry(raw, &letters)).collect();
    let mut symbols = vec![UNKNOWN; 1 << 16];
    for (symbol, &letter) in (LETTERS..).zip(&letters) {
        symbols[letter as usize] = symbol;
    }
    Table { letters, symbols, entries }
});

fn entry(raw: Raw, letters: &[char]) -> Entry {
    let size = raw.letters.len() + usize::from(LETTERS);
    let mut places = vec![ABSENT; letters.len() + usize::from(LETTERS)];
    places[usize::from(EDGE)] = EDGE;
    for (place, letter) in (LETTERS..).zip(&raw.letters) {
        if let Ok(at) = letters.binary_search(letter) {
            places[at + usize::from(LETTERS)] = place;
        }
    }
    let mut entry =
        Entry { tag: raw.tag, kind: raw.kind, places, size, pairs: raw.pairs, singles: Vec::new() };
    // A single letter costs what it costs after the letter of no language: the table backs off to that.
    entry.singles = (0..size).map(|place| entry.single(place)).collect();
    entry
}

impl Entry {
    fn step(&self, a: usize, b: usize) -> u32 {
        let at = a * self.size + b;
        STEPS[usize::from(self.pairs[at / 2] >> (at % 2 * 4) & 15)]
    }

    fn single(&self, place: usize) -> u32 {
        if self.kind == PAIRS {
            return self.step(usize::from(UNKNOWN), place);
        }
        // Zipf: the probability of a letter falls with its rank.
        let rank = u32::try_from(place.saturating_sub(usize::from(LETTERS))).unwrap_or(u32::MAX) + 8;
        if place < usize::from(LETTERS) {
            BIT
        } else {
            (rank.ilog2() + 1) * BIT + (rank >> (rank.ilog2() - 2) & 3)
        }
    }

    fn place(&self, symbol: u16) -> Option<usize> {
        self.places.get(usize::from(symbol)).filter(|&&p| p != ABSENT).map(|&p| usize::from(p))
    }
}

/// The symbol of a letter in lower case.
pub(super) fn symbol(c: char) -> u16 {
    TABLE.symbols.get(c as usize).copied().unwrap_or(UNKNOWN)
}

/// A language of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Language(u16);

impl Language {
    /// Every language of the table, in the order of their tags.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.entries.len()).filter_map(|n| u16::try_from(n).ok()).map(Self)
    }

    /// The language of this tag (BCP 47), if it was learnt.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        Self::all().find(|l| l.tag() == tag)
    }

    /// Its place in the order of all.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    fn entry(self) -> &'static Entry {
        &TABLE.entries[usize::from(self.0)]
    }

    /// Its tag (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        self.entry().tag
    }

    /// Whether it is written in an alphabet, not in thousands of characters.
    pub(crate) fn is_alphabetic(self) -> bool {
        self.entry().kind == PAIRS
    }

    /// Whether the language writes this letter, in lower case.
    pub(crate) fn writes(self, c: char) -> bool {
        self.entry().place(symbol(c)).is_some()
    }

    /// Whether a symbol is one of its own.
    pub(super) fn has(self, symbol: u16) -> bool {
        self.entry().place(symbol).is_some()
    }

    /// Cost of a symbol by itself; `None` where the language does not write it.
    pub(super) fn single(self, symbol: u16) -> Option<u32> {
        let entry = self.entry();
        match (entry.place(symbol), letter(symbol)) {
            // Names and brands bring them into every text; their rank there says nothing of words.
            (_, Some('a'..='z')) if entry.kind == RANKS => Some(ASCII),
            (Some(place), _) => Some(entry.singles[place]),
            (None, Some('a'..='z')) => Some(ASCII),
            (None, Some('\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')) if entry.kind == RANKS => {
                Some(RARE)
            }
            _ => None,
        }
    }

    /// Cost of a symbol after another; `None` where the language does not write it.
    pub(super) fn pair(self, a: u16, b: u16) -> Option<u32> {
        let entry = self.entry();
        if entry.kind == RANKS {
            return self.single(b);
        }
        match (entry.place(a), entry.place(b)) {
            (Some(a), Some(b)) => Some(entry.step(a, b)),
            (None, Some(place)) => Some(entry.singles[place] + if b == EDGE { 0 } else { MIXED }),
            (Some(_), None) if a != EDGE => self.single(b).map(|cost| cost + MIXED),
            (_, None) => self.single(b),
        }
    }
}

/// The letter of a symbol.
fn letter(symbol: u16) -> Option<char> {
    let at = usize::from(symbol.checked_sub(LETTERS)?);
    TABLE.letters.get(at).copied()
}
