//! Which of many matchers a text can concern at all, told from the literals in it.

use super::lexicon::Shared;
use super::open::Open;
use super::passage::Passage;
use aho_corasick::AhoCorasick;
use std::sync::OnceLock;

/// A literal a text must hold, whole words or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    pub(super) literal: u32,
    pub(super) whole: bool,
}

/// What must be open in a text before a matcher can match.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    /// These terms, by their number.
    Terms(u32),
    /// One of these.
    Any(Vec<Key>),
    /// All of these; where there are none, nothing need be.
    All(Vec<Key>),
}

impl Key {
    /// Nothing need be open.
    pub(super) const NONE: Self = Self::All(Vec::new());

    fn fits(&self, open: &Open) -> bool {
        match self {
            Self::Terms(number) => open.has(*number),
            Self::Any(keys) => keys.iter().any(|key| key.fits(open)),
            Self::All(keys) => keys.iter().all(|key| key.fits(open)),
        }
    }

    /// Terms of which one must be open; `None` where nothing need be.
    fn terms(&self) -> Option<Vec<u32>> {
        match self {
            Self::Terms(number) => Some(vec![*number]),
            Self::Any(keys) => {
                let all: Option<Vec<_>> = keys.iter().map(Self::terms).collect();
                all.map(|all| all.into_iter().flatten().collect())
            }
            Self::All(keys) => keys.iter().find_map(Self::terms),
        }
    }
}

/// Which of the numbered matchers may find something in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    /// By the number of terms: which matchers, by their place among `keys`, they may open.
    owners: Vec<(u32, u32)>,
    /// The matchers by number, with what opens them.
    keys: Vec<(usize, Key)>,
    /// Matchers that nothing need open.
    always: Vec<usize>,
    lexicon: Shared,
    /// The literals that open it, to look for these alone.
    sieve: OnceLock<Option<AhoCorasick>>,
}

impl Gate {
    /// `keys` gives for each matcher, by its number, what must be open for it.
    pub(super) fn new(lexicon: Shared, keys: impl Iterator<Item = (usize, Key)>) -> Self {
        let mut gate = Self { lexicon, ..Self::default() };
        for (matcher, key) in keys {
            match key.terms() {
                Some(terms) => {
                    let at = u32::try_from(gate.keys.len()).expect("rule files are small");
                    gate.owners.extend(terms.into_iter().map(|number| (number, at)));
                    gate.keys.push((matcher, key));
                }
                None => gate.always.push(matcher),
            }
        }
        gate.owners.sort_unstable();
        gate.owners.dedup();
        gate
    }

    /// Whether any matcher may find something in a text: for gates of few matchers, asked before all literals of
    /// all rules are looked for.
    pub(crate) fn may_open(&self, passage: &Passage<'_>) -> bool {
        let sieve = || {
            let lexicon = self.lexicon.get()?;
            let mut terms: Vec<u32> = self.owners.iter().map(|(number, _)| *number).collect();
            terms.dedup();
            let literals = lexicon.index().literals_of(&terms)?;
            AhoCorasick::new(literals.into_iter().map(|literal| lexicon.text(literal))).ok()
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
        let mut found = Vec::new();
        if self.owners.is_empty() {
            return found;
        }
        passage.with_hits(&self.lexicon, |hits| {
            let open = hits.open();
            let mut owners = self.owners.as_slice();
            for &number in open.terms() {
                owners = &owners[owners.partition_point(|(own, _)| *own < number)..];
                let own = owners.iter().take_while(|(own, _)| *own == number);
                found.extend(own.map(|(_, at)| *at as usize));
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|&at| self.keys[at].1.fits(open));
        });
        found.iter_mut().for_each(|at| *at = self.keys[*at].0);
        found.sort_unstable();
        found
    }
}
