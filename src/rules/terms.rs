//! Phrases and expressions of one matcher, found through the literals all rules share.

use super::gate::Need;
use super::hits::{Hit, Hits, Owners};
use super::lexicon::{Collector, Shared};
use super::passage::Passage;
use super::pattern::{Pattern, Phrase};
use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

/// Alternatives: a text matches where any of them does.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    number: u32,
    phrases: Vec<Phrase>,
    patterns: Vec<Numbered>,
    /// By literal: the phrase it is.
    owners: Owners<usize>,
    lexicon: Shared,
}

/// An expression, with the numbers of what it needs.
#[derive(Clone, Debug)]
struct Numbered {
    number: u32,
    pattern: Pattern,
    /// For each of its lists: what a text must hold for each name to stand there, where that is known.
    names: Box<[Arc<[Option<Need>]>]>,
}

impl Numbered {
    fn new(pattern: Pattern, terms: u32, collector: &mut Collector) -> Self {
        let names = pattern.names().map(|names| collector.names(names)).collect();
        Self { number: collector.expression(&pattern.needs, terms), names, pattern }
    }

    /// Whether a text may match, by the literals in it and where they stand; with the place for what is known.
    fn may_match<'h>(&self, passage: &Passage<'_>, hits: &'h Hits) -> Option<&'h Cell<Option<bool>>> {
        let (candidates, known) = hits.open().candidates(self.number)?;
        let fits = || {
            candidates.iter().any(|candidate| {
                let places = candidate.literal.map(|literal| hits.of(literal)).unwrap_or_default();
                let way = &self.pattern.needs.ways[candidate.way as usize];
                way.fits(places.iter().map(|hit| hit.range()), passage.level())
            })
        };
        if known.get().is_none() && !fits() {
            known.set(Some(false));
        }
        (known.get() != Some(false)).then_some(known)
    }

    /// Whether the name of a number among those of its lists may stand in a text.
    fn may_hold(&self, number: usize, hits: &Hits) -> bool {
        let mut at = number;
        for names in &self.names {
            match names.get(at) {
                Some(need) => return need.is_none_or(|need| hits.meet(need)),
                None => at -= names.len(),
            }
        }
        true
    }
}

impl Terms {
    pub(super) fn new(phrases: Vec<Phrase>, patterns: Vec<Pattern>, collector: &mut Collector) -> Self {
        let literals: Vec<u32> = phrases.iter().map(|phrase| collector.number(&phrase.folded)).collect();
        let number = collector.terms(literals.iter().copied());
        let patterns =
            patterns.into_iter().map(|pattern| Numbered::new(pattern, number, collector)).collect();
        let owners = Owners::new(literals.into_iter().zip(0..).collect());
        Self { number, phrases, patterns, owners, lexicon: collector.lexicon.clone() }
    }

    /// Its number among those of its lexicon.
    pub(super) fn number(&self) -> u32 {
        self.number
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
            || self.patterns.iter().any(|p| p.pattern.covers(phrase, whole))
    }

    /// Every occurrence in the original text, in order; overlapping ones are all given.
    pub(super) fn find(&self, passage: &Passage<'_>, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        passage.with_hits(&self.lexicon, |hits| {
            if !hits.open().has(self.number) {
                return;
            }
            hits.join(&self.owners, |&phrase, hits| {
                out.extend(hits.iter().filter_map(|h| self.phrase_at(phrase, *h, passage)));
            });
            for numbered in &self.patterns {
                if let Some(known) = numbered.may_match(passage, hits) {
                    let from = out.len();
                    numbered.pattern.find(passage, &|name| numbered.may_hold(name, hits), out);
                    known.set(Some(out.len() > from));
                }
            }
        });
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }

    /// Whether there is any occurrence: phrases first, then what is compiled already.
    pub(super) fn occur(&self, passage: &Passage<'_>) -> bool {
        let mut said = false;
        passage.with_hits(&self.lexicon, |hits| {
            if !hits.open().has(self.number) {
                return;
            }
            hits.join(&self.owners, |&phrase, hits| {
                said = said || hits.iter().any(|h| self.phrase_at(phrase, *h, passage).is_some());
            });
            if !said {
                said = self.matches(passage, hits);
            }
        });
        said
    }

    /// Whether one of its expressions occurs.
    fn matches(&self, passage: &Passage<'_>, hits: &Hits) -> bool {
        let mut open = Vec::new();
        for numbered in &self.patterns {
            match numbered.may_match(passage, hits) {
                Some(known) if known.get() == Some(true) => return true,
                Some(known) => open.push((numbered, known)),
                None => {}
            }
        }
        let is_ready = |(numbered, _): &(&Numbered, _)| {
            numbered.pattern.is_ready(passage, &|name| numbered.may_hold(name, hits))
        };
        if open.len() > 1 {
            open.sort_by_cached_key(|open| !is_ready(open));
        }
        open.into_iter().any(|(numbered, known)| {
            let occurs = numbered.pattern.occurs(passage, &|name| numbered.may_hold(name, hits));
            known.set(Some(occurs));
            occurs
        })
    }

    fn phrase_at(&self, phrase: usize, hit: Hit, passage: &Passage<'_>) -> Option<Range<usize>> {
        if !hit.alone {
            return None;
        }
        let range = passage.folded().original(hit.range(), passage.text());
        self.phrases[phrase].case_fits(&passage.text()[range.clone()]).then_some(range)
    }
}
