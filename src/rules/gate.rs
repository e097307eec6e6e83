//! One automaton over the literals of all rules: which rules a text can concern at all.
//!
//! Every rule searched on its own would make a document's cost grow with the number of rules. One
//! pass over the text here tells the few that are worth asking.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use std::collections::BTreeMap;

/// Which rules may find something in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    automaton: Option<AhoCorasick>,
    /// Rules of each literal.
    owners: Vec<Vec<usize>>,
    /// Rules that need no literal.
    always: Vec<usize>,
}

impl Gate {
    /// `needs` gives for each rule, by its number, the literals of which it needs one; `None` where it
    /// needs none.
    pub(super) fn new<'a>(needs: impl Iterator<Item = (usize, Option<Vec<&'a str>>)>) -> Self {
        let mut literals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut gate = Self::default();
        for (rule, need) in needs {
            match need {
                Some(need) => need.into_iter().for_each(|l| literals.entry(l).or_default().push(rule)),
                None => gate.always.push(rule),
            }
        }
        // Quickest to make: a run over one small file is mostly making.
        let kind = AhoCorasickKind::NoncontiguousNFA;
        match AhoCorasickBuilder::new().kind(Some(kind)).build(literals.keys()) {
            Ok(automaton) => {
                gate.automaton = Some(automaton);
                gate.owners = literals.into_values().collect();
            }
            // Too many literals for one automaton: every rule is asked, which is slow but right.
            Err(_) => gate.always.extend(literals.into_values().flatten()),
        }
        gate.always.sort_unstable();
        gate.always.dedup();
        gate
    }

    /// The rules a levelled text may concern, ascending.
    pub(crate) fn open(&self, level: &str) -> Vec<usize> {
        let mut seen = vec![false; self.owners.len()];
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(level) {
                seen[hit.pattern().as_usize()] = true;
            }
        }
        let hits = self
            .owners
            .iter()
            .zip(seen)
            .filter(|(_, seen)| *seen)
            .flat_map(|(owners, _)| owners.iter().copied());
        let mut open: Vec<usize> = self.always.iter().copied().chain(hits).collect();
        open.sort_unstable();
        open.dedup();
        open
    }
}
