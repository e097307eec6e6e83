//! Phrases and expressions of one matcher, found through the literals all rules share.

use super::gate::Need;
use super::lexicon::{Collector, Hit, Shared};
use super::literals::{self, Literal};
use super::passage::Passage;
use super::pattern::{Pattern, Phrase};
use std::ops::Range;

/// Alternatives: a text matches where any of them does.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    /// By literal: what it belongs to.
    owners: Vec<(u32, Owner)>,
    /// Patterns that need no literal.
    always: Vec<usize>,
    lexicon: Shared,
}

/// What a literal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    /// It is a phrase.
    Phrase(usize),
    /// A text must hold it, or one beside it, before a pattern can match; on whole words or not.
    Pattern(usize, bool),
}

impl Terms {
    pub(super) fn new(phrases: Vec<Phrase>, patterns: Vec<Pattern>, collector: &mut Collector) -> Self {
        let mut owners = Vec::new();
        let mut always = Vec::new();
        for (i, phrase) in phrases.iter().enumerate() {
            owners.push((collector.number(&phrase.folded), Owner::Phrase(i)));
        }
        for (i, pattern) in patterns.iter().enumerate() {
            match literals::best(&pattern.gates) {
                Some(best) => owners
                    .extend(best.iter().map(|l| (collector.number(&l.text), Owner::Pattern(i, l.whole)))),
                None => always.push(i),
            }
        }
        owners.sort_unstable();
        Self { phrases, patterns, owners, always, lexicon: collector.lexicon.clone() }
    }

    /// Literals of which a levelled text must hold one; `None` where some alternative needs none.
    pub(super) fn gate(&self) -> Option<Vec<Need>> {
        let need = |&(literal, owner): &(u32, Owner)| Need {
            literal,
            whole: matches!(owner, Owner::Phrase(_) | Owner::Pattern(_, true)),
        };
        self.always.is_empty().then(|| self.owners.iter().map(need).collect())
    }

    /// How many phrases and expressions it holds.
    pub(super) fn len(&self) -> usize {
        self.phrases.len() + self.patterns.len()
    }

    /// The texts of its phrases, with their capitals where those count; `None` where it holds expressions.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        self.patterns.is_empty().then(|| self.phrases.iter().map(Phrase::text).collect())
    }

    /// Whether one of them surely matches in every text that holds `phrase`; with `whole`, all of it.
    pub(super) fn cover(&self, phrase: &str, whole: bool) -> bool {
        self.phrases.iter().any(|p| p.stands_in(phrase, whole))
            || self.patterns.iter().any(|p| p.covers(phrase, whole))
    }

    /// Every occurrence in the original text, in order; overlapping ones are all given.
    pub(super) fn find(&self, passage: &Passage<'_>, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        let mut passed = self.always.clone();
        if !self.owners.is_empty() {
            passage.with_hits(&self.lexicon, |hits| {
                hits.join(&self.owners, |owner, hits| match *owner {
                    Owner::Phrase(i) => {
                        out.extend(hits.iter().filter_map(|h| self.phrase_at(i, *h, passage)))
                    }
                    Owner::Pattern(i, whole) => {
                        if !whole || hits.iter().any(|h| h.alone) {
                            passed.push(i);
                        }
                    }
                });
            });
        }
        passed.sort_unstable();
        passed.dedup();
        let may_match = |p: &&Pattern| p.gates.iter().all(|gate| holds(passage.level(), gate));
        for pattern in passed.iter().map(|&i| &self.patterns[i]).filter(may_match) {
            pattern.find(passage, out);
        }
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }

    fn phrase_at(&self, phrase: usize, hit: Hit, passage: &Passage<'_>) -> Option<Range<usize>> {
        if !hit.alone {
            return None;
        }
        let range = passage.folded().original(hit.range(), passage.text());
        self.phrases[phrase].case_fits(&passage.text()[range.clone()]).then_some(range)
    }
}

/// Sets of more literals than this are not looked through a second time.
const FEW: usize = 8;

/// Whether a levelled text holds one of a set of literals, as far as that is quickly told.
fn holds(level: &str, gate: &[Literal]) -> bool {
    gate.len() > FEW || gate.iter().any(|l| level.contains(&l.text))
}
