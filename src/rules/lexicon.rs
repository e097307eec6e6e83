//! The literals of all rules in one automaton: one pass over a text finds what any rule looks for.
//!
//! Every rule searched on its own would make a document's cost grow with the number of rules. Here
//! each literal has a number, and rules ask which numbers were hit, and where.

use super::fold::joins_word;
use super::pattern::{BadRegex, Part, Pattern};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, StartKind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// The lexicon of all rules loaded together; set once they are.
pub(super) type Shared = Arc<OnceLock<Lexicon>>;

/// Numbers literals while rules are read.
#[derive(Debug, Default)]
pub(super) struct Collector {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
    /// Expressions by their text: rules that share a list share what was made of it.
    patterns: HashMap<String, Pattern>,
    pub(super) lexicon: Shared,
}

impl Collector {
    /// The expression of a text, read once.
    pub(super) fn pattern(&mut self, text: &str, eager: bool) -> Result<Pattern, BadRegex> {
        if let Some(known) = self.patterns.get(text) {
            return Ok(known.clone());
        }
        let pattern = Pattern::new(vec![Part::Text(text.to_owned())], eager)?;
        self.patterns.insert(text.to_owned(), pattern.clone());
        Ok(pattern)
    }

    /// The number of a literal, as it stands in a levelled text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).expect("rule files are small");
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    /// Ends the collecting: what was numbered can be searched for.
    pub(super) fn finish(self) -> Shared {
        // Set here and nowhere else.
        let _ = self.lexicon.set(Lexicon::new(self.texts));
        self.lexicon
    }
}

/// Numbered literals, and the automaton over them.
#[derive(Debug)]
pub(super) struct Lexicon {
    texts: Vec<String>,
    /// Quick to make: a run over one small file is mostly making. `None` where it would be too large.
    small: OnceLock<Option<AhoCorasick>>,
    /// Quick to search, made once so much was read that the making pays.
    fast: OnceLock<Option<AhoCorasick>>,
    /// Bytes searched so far.
    read: AtomicUsize,
}

/// Bytes read before the quicker automaton is made.
const PAYS: usize = 512 << 10;
/// Most bytes of literals it is made for: each takes a row of its table.
const MOST: usize = 96 << 10;

impl Lexicon {
    fn new(texts: Vec<String>) -> Self {
        Self { texts, small: OnceLock::new(), fast: OnceLock::new(), read: AtomicUsize::new(0) }
    }

    /// Every place where a literal stands in a levelled text.
    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        let mut add = |literal: usize, range: Range<usize>| {
            hits.push(Hit {
                literal: fit(literal),
                start: fit(range.start),
                end: fit(range.end),
                alone: stands_alone(text, &range),
            });
        };
        match self.automaton(text.len()) {
            Some(automaton) => {
                for hit in automaton.find_overlapping_iter(text) {
                    add(hit.pattern().as_usize(), hit.range());
                }
            }
            // Slow, but right.
            None => {
                for (literal, wanted) in self.texts.iter().enumerate() {
                    let mut from = 0;
                    while let Some(at) = text[from..].find(wanted.as_str()).map(|at| from + at) {
                        add(literal, at..at + wanted.len());
                        from = text.ceil_char_boundary(at + 1);
                    }
                }
            }
        }
        hits.sort_unstable_by_key(|h| (h.literal, h.start));
        Hits(hits)
    }

    /// The automaton to search so many bytes with.
    fn automaton(&self, bytes: usize) -> Option<&AhoCorasick> {
        let read = self.read.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        let fast = if read < PAYS { self.fast.get() } else { Some(self.fast.get_or_init(|| self.fast())) };
        match fast {
            Some(Some(fast)) => Some(fast),
            _ => self.small.get_or_init(|| self.build(AhoCorasickKind::ContiguousNFA)).as_ref(),
        }
    }

    fn fast(&self) -> Option<AhoCorasick> {
        let bytes: usize = self.texts.iter().map(String::len).sum();
        if bytes > MOST { None } else { self.build(AhoCorasickKind::DFA) }
    }

    fn build(&self, kind: AhoCorasickKind) -> Option<AhoCorasick> {
        AhoCorasickBuilder::new().start_kind(StartKind::Unanchored).kind(Some(kind)).build(&self.texts).ok()
    }
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("texts are capped at 4 GiB")
}

/// Whether a range of a levelled text stands on whole words.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let first = text[range.clone()].chars().next();
    let last = text[range.clone()].chars().next_back();
    let joined = |a: Option<char>, b: Option<char>| a.is_some_and(joins_word) && b.is_some_and(joins_word);
    !joined(before, first) && !joined(last, after)
}

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
    /// Its bytes in the levelled text.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The literals found in one text, by number, then by place.
#[derive(Debug, Default)]
pub(crate) struct Hits(Vec<Hit>);

impl Hits {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The literals found, ascending, and whether each stands on whole words somewhere.
    pub(super) fn literals(&self) -> impl Iterator<Item = (u32, bool)> {
        let by_literal = self.0.chunk_by(|a, b| a.literal == b.literal);
        by_literal.map(|hits| (hits[0].literal, hits.iter().any(|h| h.alone)))
    }

    /// Calls `each` with every entry of `owners` (sorted by literal) whose literal was hit, and its hits.
    ///
    /// The shorter of the two lists is walked, the longer one looked up.
    pub(super) fn join<T>(&self, owners: &[(u32, T)], mut each: impl FnMut(&T, &[Hit])) {
        if owners.len() <= self.0.len() {
            let mut rest = &self.0[..];
            for (literal, owner) in owners {
                rest = &rest[rest.partition_point(|h| h.literal < *literal)..];
                let end = rest.partition_point(|h| h.literal == *literal);
                if end > 0 {
                    each(owner, &rest[..end]);
                }
            }
            return;
        }
        let mut rest = owners;
        for hits in self.0.chunk_by(|a, b| a.literal == b.literal) {
            let literal = hits[0].literal;
            rest = &rest[rest.partition_point(|(l, _)| *l < literal)..];
            rest.iter().take_while(|(l, _)| *l == literal).for_each(|(_, owner)| each(owner, hits));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hit, Lexicon};
    use proptest::prelude::*;

    fn soup(most: usize) -> impl Strategy<Value = String> {
        let parts = ["a", "b", "ab", "é", "'", "-", " ", ".", "国"];
        proptest::collection::vec(prop::sample::select(parts.to_vec()), 1..most).prop_map(|p| p.concat())
    }

    proptest! {
        /// One automaton over all finds what looking for each literal finds, in its small and its fast form.
        #[test]
        fn all_at_once_is_one_by_one(text in soup(40), literals in proptest::collection::btree_set(soup(4), 1..8)) {
            let literals: Vec<String> = literals.into_iter().collect();
            let lexicon = Lexicon::new(literals.clone());
            let mut alone = Vec::new();
            for (number, literal) in literals.iter().enumerate() {
                for at in (0..text.len()).filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(literal)) {
                    alone.push((number, at..at + literal.len()));
                }
            }
            let found = |hits: super::Hits| hits.0.iter().map(|h: &Hit| (h.literal as usize, h.range())).collect::<Vec<_>>();
            prop_assert_eq!(&found(lexicon.scan(&text)), &alone);
            lexicon.read.store(super::PAYS, super::Ordering::Relaxed);
            prop_assert_eq!(&found(lexicon.scan(&text)), &alone);
            prop_assert!(lexicon.fast.get().is_some());
        }
    }
}
