//! Which of many matchers a text can concern at all, told from the literals in it.

use super::hits::{Hits, Owners};
use super::lexicon::Shared;
use super::passage::Passage;
use aho_corasick::AhoCorasick;
use std::sync::OnceLock;

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
    owners: Owners<(usize, bool)>,
    /// Matchers that need no literal.
    always: Vec<usize>,
    lexicon: Shared,
    /// The literals that open it, to look for these alone.
    sieve: OnceLock<Option<AhoCorasick>>,
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
        Self { owners: Owners::new(owners), always, lexicon, sieve: OnceLock::new() }
    }

    /// Whether any matcher may find something in a text: for gates of few matchers, asked before all literals of
    /// all rules are looked for.
    pub(crate) fn may_open(&self, passage: &Passage<'_>) -> bool {
        let sieve = || {
            let lexicon = self.lexicon.get()?;
            let mut literals: Vec<&str> = self.owners.iter().map(|(l, _)| lexicon.text(*l)).collect();
            literals.dedup();
            AhoCorasick::new(literals).ok()
        };
        let sieve = self.sieve.get_or_init(sieve);
        !self.always.is_empty() || sieve.as_ref().is_none_or(|sieve| sieve.is_match(passage.level()))
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
            hits.join(&self.owners, |&(matcher, whole), found| {
                if found.iter().any(|h| hits.may_stand(h, whole)) {
                    open.push(matcher);
                }
            });
        };
        if !self.owners.is_empty() {
            passage.with_hits(&self.lexicon, add);
        }
        open.sort_unstable();
        open.dedup();
        open
    }
}
