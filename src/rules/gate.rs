//! Which of many matchers a text can concern at all, told from the literals in it.

use super::lexicon::{Hits, Shared};
use super::passage::Passage;

/// A literal a text must hold, whole words or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    pub(super) literal: u32,
    pub(super) whole: bool,
}

/// Which of the numbered matchers may find something in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    /// By literal: which matcher it opens, and whether it must stand on whole words.
    owners: Vec<(u32, (usize, bool))>,
    /// By literal: where its owners begin; one entry more than there are literals. Empty where they are few.
    starts: Vec<u32>,
    /// Matchers that need no literal.
    always: Vec<usize>,
    lexicon: Shared,
}

impl Gate {
    /// `needs` gives for each matcher, by its number, the literals of which it needs one; `None` where it
    /// needs none.
    pub(super) fn new(lexicon: Shared, needs: impl Iterator<Item = (usize, Option<Vec<Need>>)>) -> Self {
        let (mut owners, mut always) = (Vec::new(), Vec::new());
        for (matcher, need) in needs {
            match need {
                Some(need) => owners.extend(need.into_iter().map(|n| (n.literal, (matcher, n.whole)))),
                None => always.push(matcher),
            }
        }
        owners.sort_unstable();
        owners.dedup();
        let starts = if owners.len() < FEW { Vec::new() } else { starts(&owners) };
        Self { owners, starts, always, lexicon }
    }

    /// The matchers that may find something in a text, ascending.
    pub(crate) fn open(&self, passage: &Passage<'_>) -> Vec<usize> {
        let mut open = self.opened(passage);
        if !self.always.is_empty() {
            open.extend(&self.always);
            open.sort_unstable();
            open.dedup();
        }
        open
    }

    /// The matchers that may find something in any text, ascending.
    pub(crate) fn always(&self) -> &[usize] {
        &self.always
    }

    /// The matchers that a text opens by what it holds, ascending.
    pub(crate) fn opened(&self, passage: &Passage<'_>) -> Vec<usize> {
        let mut open = Vec::new();
        let add = |hits: &Hits| {
            if self.starts.is_empty() {
                hits.join(&self.owners, |&(matcher, whole), hits| {
                    if !whole || hits.iter().any(|h| h.alone) {
                        open.push(matcher);
                    }
                });
                return;
            }
            for (literal, alone) in hits.literals() {
                let Some(&[start, end]) = self.starts.get(literal as usize..literal as usize + 2) else {
                    continue;
                };
                let owners = &self.owners[start as usize..end as usize];
                open.extend(owners.iter().filter(|(_, (_, whole))| alone || !whole).map(|(_, (m, _))| *m));
            }
        };
        if !self.owners.is_empty() {
            passage.with_hits(&self.lexicon, add);
        }
        open.sort_unstable();
        open.dedup();
        open
    }
}

/// Fewer owners than this need no table.
const FEW: usize = 64;

/// Where the owners of each literal begin.
fn starts(owners: &[(u32, (usize, bool))]) -> Vec<u32> {
    let literals = owners.last().map_or(0, |(literal, _)| *literal as usize + 1);
    let mut starts = Vec::with_capacity(literals + 1);
    for (at, (literal, _)) in owners.iter().enumerate() {
        starts.resize(starts.len().max(*literal as usize + 1), fit(at));
    }
    starts.push(fit(owners.len()));
    starts
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("rule files are small")
}
