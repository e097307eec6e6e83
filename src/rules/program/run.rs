//! Runs a program over a text: backtracking that takes no branch twice at one place, so that its cost is
//! linear in the text.

use super::set::is_word;
use super::{First, Inst, Look, Program};
use std::ops::Range;

/// Most bytes the notes on a text may take.
const NOTES: usize = 16 << 20;

/// Which branches were taken where.
struct Notes {
    /// Words of bits for each place.
    row: usize,
    /// Made when a branch is first met: most searches end before.
    taken: Vec<u64>,
}

impl Notes {
    /// Notes a branch; whether it is a new one.
    fn take(&mut self, mark: u32, at: usize, len: usize) -> bool {
        if self.taken.is_empty() {
            self.taken = vec![0; self.row * (len + 1)];
        }
        let (word, bit) = (at * self.row + mark as usize / 64, 1u64 << (mark % 64));
        let new = self.taken[word] & bit == 0;
        self.taken[word] |= bit;
        new
    }

    /// Forgets what was taken at a place. Where an occurrence ends branches succeeded; everywhere behind
    /// it all that were taken have failed, and would again.
    fn forget(&mut self, at: usize) {
        if let Some(row) = self.taken.get_mut(at * self.row..(at + 1) * self.row) {
            row.fill(0);
        }
    }
}

impl Program {
    /// Whether a text of so many bytes is short enough to be searched.
    pub(in crate::rules) fn fits(&self, len: usize) -> bool {
        (len + 1).saturating_mul(self.row()) <= NOTES / size_of::<u64>()
    }

    fn row(&self) -> usize {
        self.branches.div_ceil(64).max(1)
    }

    /// Every occurrence that is not empty, in order, none overlapping another: of those that begin
    /// together the one that the expression prefers.
    pub(in crate::rules) fn find(&self, text: &str, out: &mut Vec<Range<usize>>) {
        let mut notes = Notes { row: self.row(), taken: Vec::new() };
        let mut stack = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let goes_on = self.at_edge && at > 0 && is_word_byte(byte) && is_word_byte(bytes[at - 1]);
            if goes_on || !self.first.allows(byte) {
                at += width(byte);
                continue;
            }
            let end = self.run(text, at, &mut notes, &mut stack).filter(|&end| end > at);
            if let Some(end) = end {
                out.push(at..end);
                notes.forget(end);
            }
            if self.anchored {
                return;
            }
            at = end.unwrap_or(at + width(byte));
        }
    }

    /// Where the occurrence that begins at `start` ends.
    fn run(
        &self,
        text: &str,
        start: usize,
        notes: &mut Notes,
        stack: &mut Vec<(u32, usize)>,
    ) -> Option<usize> {
        stack.clear();
        stack.push((0, start));
        while let Some((mut pc, mut at)) = stack.pop() {
            loop {
                match self.code[pc as usize] {
                    Inst::Text { from, to, fold } => {
                        match self.after(from..to, fold, text, at) {
                            Some(end) => at = end,
                            None => break,
                        }
                        pc += 1;
                    }
                    Inst::Set(set) => {
                        let Some(c) = text[at..].chars().next() else { break };
                        if !self.sets[set as usize].contains(c) {
                            break;
                        }
                        at += c.len_utf8();
                        pc += 1;
                    }
                    Inst::Look(look) => {
                        if !look.holds(text, at) {
                            break;
                        }
                        pc += 1;
                    }
                    Inst::Split { first, second, mark } => {
                        if !notes.take(mark, at, text.len()) {
                            break;
                        }
                        stack.push((second, at));
                        pc = first;
                    }
                    Inst::Choose { choice, mark } => {
                        if !notes.take(mark, at, text.len()) {
                            break;
                        }
                        let ways = self.choices[choice as usize].open(text.as_bytes().get(at).copied());
                        let Some((first, others)) = ways.split_first() else { break };
                        stack.extend(others.iter().rev().map(|&way| (way, at)));
                        pc = *first;
                    }
                    Inst::Jump(to) => pc = to,
                    Inst::Match => return Some(at),
                }
            }
        }
        None
    }

    /// The end of a text of the program that begins at `at`.
    fn after(&self, wanted: Range<u32>, fold: bool, text: &str, mut at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        for &wanted in &self.chars[wanted.start as usize..wanted.end as usize] {
            let byte = *bytes.get(at)?;
            if byte.is_ascii() {
                let c = char::from(if fold { byte.to_ascii_lowercase() } else { byte });
                if c != wanted {
                    return None;
                }
                at += 1;
            } else {
                let c = text[at..].chars().next()?;
                // The two letters outside ASCII that are another case of one inside.
                let same = c == wanted
                    || fold && (c == '\u{212A}' && wanted == 'k' || c == '\u{17F}' && wanted == 's');
                if !same {
                    return None;
                }
                at += c.len_utf8();
            }
        }
        Some(at)
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Bytes of the character a byte begins.
fn width(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

impl First {
    fn allows(&self, byte: u8) -> bool {
        self.empty || if byte.is_ascii() { self.ascii >> byte & 1 == 1 } else { self.other }
    }
}

impl super::Choice {
    /// The ways that a next byte leaves open.
    fn open(&self, next: Option<u8>) -> &[u32] {
        match next {
            _ if self.starts.is_empty() => &self.ways,
            Some(byte) if byte.is_ascii() => {
                let byte = usize::from(byte);
                &self.open[self.starts[byte] as usize..self.starts[byte + 1] as usize]
            }
            _ => &self.others,
        }
    }
}

impl Look {
    fn holds(self, text: &str, at: usize) -> bool {
        match self {
            Self::Start => at == 0,
            Self::End => at == text.len(),
            Self::StartOfLine => at == 0 || text.as_bytes()[at - 1] == b'\n',
            Self::EndOfLine => at == text.len() || text.as_bytes()[at] == b'\n',
            Self::WordEdge => is_edge(text, at),
            Self::NoWordEdge => !is_edge(text, at),
        }
    }
}

fn is_edge(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = match at.checked_sub(1).map(|before| bytes[before]) {
        Some(byte) if byte.is_ascii() => is_word(char::from(byte)),
        Some(_) => text[..at].chars().next_back().is_some_and(is_word),
        None => false,
    };
    let after = match bytes.get(at) {
        Some(byte) if byte.is_ascii() => is_word(char::from(*byte)),
        Some(_) => text[at..].chars().next().is_some_and(is_word),
        None => false,
    };
    before != after
}
