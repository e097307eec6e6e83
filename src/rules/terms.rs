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
    /// Which of each pattern's gates is in `owners`.
    asked: Vec<usize>,
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
        let (mut always, mut asked) = (Vec::new(), Vec::new());
        for (i, phrase) in phrases.iter().enumerate() {
            owners.push((collector.number(&phrase.folded), Owner::Phrase(i)));
        }
        for (i, pattern) in patterns.iter().enumerate() {
            let best = literals::best_at(&pattern.gates);
            match best {
                Some(best) => owners.extend(numbered(&pattern.gates[best], i, collector)),
                None => always.push(i),
            }
            asked.push(best.unwrap_or(0));
        }
        owners.sort_unstable();
        Self { phrases, patterns, asked, owners, always, lexicon: collector.lexicon.clone() }
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
        let passed = self.passed(passage, |phrase, hits| {
            out.extend(hits.iter().filter_map(|h| self.phrase_at(phrase, *h, passage)));
        });
        for pattern in passed {
            pattern.find(passage, out);
        }
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }

    /// Whether there is any occurrence: phrases first, then what is compiled already.
    pub(super) fn occur(&self, passage: &Passage<'_>) -> bool {
        let mut said = false;
        let passed = self.passed(passage, |phrase, hits| {
            said = said || hits.iter().any(|h| self.phrase_at(phrase, *h, passage).is_some());
        });
        if said {
            return true;
        }
        let (ready, fresh): (Vec<_>, Vec<_>) = passed.into_iter().partition(|p| p.is_ready(passage));
        ready.into_iter().chain(fresh).any(|p| p.occurs(passage))
    }

    /// The patterns that may match, by the literals in a text; `phrase` is told of every phrase and where it
    /// may stand.
    fn passed(&self, passage: &Passage<'_>, mut phrase: impl FnMut(usize, &[Hit])) -> Vec<&Pattern> {
        let mut passed = self.always.clone();
        if !self.owners.is_empty() {
            passage.with_hits(&self.lexicon, |hits| {
                hits.join(&self.owners, |owner, hits| match *owner {
                    Owner::Phrase(i) => phrase(i, hits),
                    Owner::Pattern(i, whole) => {
                        let places = hits.iter().filter(|h| !whole || h.alone).map(|h| h.range());
                        let may_match = || self.patterns[i].fits(self.asked[i], places, passage.level());
                        if !passed.contains(&i) && may_match() {
                            passed.push(i);
                        }
                    }
                });
            });
        }
        passed.sort_unstable();
        passed.into_iter().map(|i| &self.patterns[i]).collect()
    }

    fn phrase_at(&self, phrase: usize, hit: Hit, passage: &Passage<'_>) -> Option<Range<usize>> {
        if !hit.alone {
            return None;
        }
        let range = passage.folded().original(hit.range(), passage.text());
        self.phrases[phrase].case_fits(&passage.text()[range.clone()]).then_some(range)
    }
}

/// A gate's literals by number, each with the pattern it belongs to.
fn numbered(
    gate: &[Literal],
    pattern: usize,
    collector: &mut Collector,
) -> impl Iterator<Item = (u32, Owner)> {
    gate.iter().map(move |l| (collector.number(&l.text), Owner::Pattern(pattern, l.whole)))
}
