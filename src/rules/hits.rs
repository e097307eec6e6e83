//! The literals found in a text, and what belongs to them.

use super::gate::Need;
use super::open::Open;
use std::cell::OnceCell;
use std::ops::Range;

/// A literal found in a levelled text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) literal: u32,
    start: u32,
    end: u32,
    /// Whether it stands on whole words.
    pub(super) alone: bool,
}

impl Hit {
    pub(super) fn new(literal: u32, range: &Range<usize>, alone: bool) -> Self {
        Self { literal, start: fit(range.start), end: fit(range.end), alone }
    }

    /// Its bytes in the levelled text.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The literals found in one text, by number, then by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hits {
    all: Vec<Hit>,
    /// Characters were left out of the text that may have stood between words: expressions see them.
    hides: bool,
    present: OnceCell<Box<Present>>,
    /// What they open.
    open: Open,
}

/// A bit for each literal: whether it was found, and whether on whole words.
#[derive(Clone, Debug)]
struct Present {
    found: Box<[u64]>,
    alone: Box<[u64]>,
}

impl Present {
    fn new(hits: &[Hit]) -> Self {
        let words = hits.last().map_or(0, |h| h.literal as usize / 64 + 1);
        let mut present = Self { found: vec![0; words].into(), alone: vec![0; words].into() };
        for hit in hits {
            let (word, bit) = (hit.literal as usize / 64, 1 << (hit.literal % 64));
            present.found[word] |= bit;
            present.alone[word] |= if hit.alone { bit } else { 0 };
        }
        present
    }
}

impl Hits {
    pub(super) fn new(mut all: Vec<Hit>) -> Self {
        all.sort_unstable_by_key(|h| (h.literal, h.start));
        all.shrink_to_fit();
        Self { all, ..Self::default() }
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> &[Hit] {
        &self.all
    }

    /// Whether nothing was found that opens anything.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The same with what they open.
    pub(super) fn opening(self, open: Open) -> Self {
        Self { open, ..self }
    }

    /// What they open.
    pub(super) fn open(&self) -> &Open {
        &self.open
    }

    /// Whether characters were left out of the text that may have stood between words.
    pub(super) fn hides(&self) -> bool {
        self.hides
    }

    /// The hits of each literal that was found.
    pub(super) fn by_literal(&self) -> impl Iterator<Item = &[Hit]> {
        self.all.chunk_by(|a, b| a.literal == b.literal)
    }

    /// The same for a text that characters were left out of, where `hides`.
    pub(super) fn hiding(self, hides: bool) -> Self {
        Self { hides, ..self }
    }

    /// Whether a literal was found as it is needed.
    pub(super) fn meet(&self, need: Need) -> bool {
        let present = self.present();
        let bits = if need.whole && !self.hides { &present.alone } else { &present.found };
        bits.get(need.literal as usize / 64).is_some_and(|word| word & 1 << (need.literal % 64) != 0)
    }

    /// Whether one of these bits is that of a literal that was found, or, of those `whole`, found on whole words.
    pub(super) fn meet_any(&self, parts: &[(u32, u64)], whole: &[(u32, u64)]) -> bool {
        let present = self.present();
        let holds = |words: &[u64], bits: &[(u32, u64)]| {
            bits.iter().any(|(word, bits)| words.get(*word as usize).is_some_and(|word| word & bits != 0))
        };
        holds(&present.found, parts) || holds(if self.hides { &present.found } else { &present.alone }, whole)
    }

    /// Calls `each` with every entry of `owners` (sorted by literal) whose literal was hit, and its hits.
    pub(super) fn join<T>(&self, owners: &Owners<T>, mut each: impl FnMut(&T, &[Hit])) {
        if owners.bits.is_empty() {
            for (literal, owner) in &owners.list {
                if self.meet(Need { literal: *literal, whole: false }) {
                    each(owner, self.of(*literal));
                }
            }
            return;
        }
        for (word, (own, found)) in owners.bits.iter().zip(&self.present().found).enumerate() {
            let mut both = own & found;
            while both != 0 {
                let literal = fit(word * 64) + both.trailing_zeros();
                both &= both - 1;
                let hits = self.of(literal);
                owners.of(literal).iter().for_each(|(_, owner)| each(owner, hits));
            }
        }
    }

    /// The hits of a literal.
    pub(super) fn of(&self, literal: u32) -> &[Hit] {
        let from = self.all.partition_point(|h| h.literal < literal);
        let len = self.all[from..].partition_point(|h| h.literal == literal);
        &self.all[from..from + len]
    }

    fn present(&self) -> &Present {
        self.present.get_or_init(|| Box::new(Present::new(&self.all)))
    }
}

/// What literals belong to, sorted by literal.
#[derive(Clone, Debug)]
pub(super) struct Owners<T> {
    list: Vec<(u32, T)>,
    /// A bit for each literal; empty where they are few.
    bits: Box<[u64]>,
}

/// Fewer owners than this are asked one by one.
const FEW: usize = 16;

impl<T> Default for Owners<T> {
    fn default() -> Self {
        Self { list: Vec::new(), bits: Box::default() }
    }
}

impl<T: Ord> Owners<T> {
    pub(super) fn new(mut list: Vec<(u32, T)>) -> Self {
        list.sort_unstable();
        list.dedup();
        let words = if list.len() < FEW { 0 } else { list.last().map_or(0, |l| l.0 as usize / 64 + 1) };
        let mut bits = vec![0; words];
        for (literal, _) in list.iter().filter(|_| words > 0) {
            bits[*literal as usize / 64] |= 1 << (literal % 64);
        }
        Self { list, bits: bits.into() }
    }
}

impl<T> Owners<T> {
    fn of(&self, literal: u32) -> &[(u32, T)] {
        let from = self.list.partition_point(|(l, _)| *l < literal);
        let len = self.list[from..].partition_point(|(l, _)| *l == literal);
        &self.list[from..from + len]
    }
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("texts are capped at 4 GiB")
}
