//! Phrases and expressions of one matcher, found through the literals all rules share.

use super::gate::Need;
use super::hits::{Hit, Hits, Owners};
use super::lexicon::{Collector, Shared};
use super::literals::best_at;
use super::passage::Passage;
use super::pattern::{FEW, Pattern, Phrase};
use std::ops::Range;
use std::sync::Arc;

/// Alternatives: a text matches where any of them does.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    phrases: Vec<Phrase>,
    patterns: Vec<Numbered>,
    /// By literal: what it belongs to.
    owners: Owners<Owner>,
    /// Patterns that need no literal.
    always: Vec<usize>,
    lexicon: Shared,
}

/// An expression, with the numbers of what it needs.
#[derive(Clone, Debug)]
struct Numbered {
    pattern: Pattern,
    /// Which of its gates is in `owners`.
    asked: usize,
    /// Its other gates that are too large to be looked for around a hit.
    large: Box<[Arc<[Need]>]>,
    /// For each of its lists: what a text must hold for each name to stand there, where that is known.
    names: Box<[Arc<[Option<Need>]>]>,
}

impl Numbered {
    fn new(pattern: Pattern, asked: Option<usize>, collector: &mut Collector) -> Self {
        let gates = &pattern.needs.gates;
        let is_large = |at: &usize| Some(*at) != asked && gates[*at].len() > FEW;
        let large = (0..gates.len()).filter(is_large).map(|at| collector.needs(&gates[at])).collect();
        let names = pattern.names().map(|names| collector.names(names)).collect();
        Self { asked: asked.unwrap_or(0), large, names, pattern }
    }

    /// Whether a text may match, as far as that is told from what it holds anywhere.
    fn may_match(&self, passage: &Passage<'_>, hits: &Hits) -> bool {
        self.pattern.has_signs(passage)
            && self.large.iter().all(|gate| gate.iter().any(|need| hits.meet(*need)))
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
        let mut numbered = Vec::with_capacity(patterns.len());
        for (i, pattern) in patterns.into_iter().enumerate() {
            let asked = best_at(&pattern.needs.gates);
            match asked {
                Some(at) => {
                    let needs = collector.needs(&pattern.needs.gates[at]);
                    owners.extend(needs.iter().map(|n| (n.literal, Owner::Pattern(i, n.whole))));
                }
                None => always.push(i),
            }
            numbered.push(Numbered::new(pattern, asked, collector));
        }
        let owners = Owners::new(owners);
        Self { phrases, patterns: numbered, owners, always, lexicon: collector.lexicon.clone() }
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
            || self.patterns.iter().any(|p| p.pattern.covers(phrase, whole))
    }

    /// Every occurrence in the original text, in order; overlapping ones are all given.
    pub(super) fn find(&self, passage: &Passage<'_>, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        passage.with_hits(&self.lexicon, |hits| {
            let passed = self.passed(passage, hits, |phrase, hits| {
                out.extend(hits.iter().filter_map(|h| self.phrase_at(phrase, *h, passage)));
            });
            for numbered in passed {
                numbered.pattern.find(passage, &|name| numbered.may_hold(name, hits), out);
            }
        });
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }

    /// Whether there is any occurrence: phrases first, then what is compiled already.
    pub(super) fn occur(&self, passage: &Passage<'_>) -> bool {
        let mut said = false;
        passage.with_hits(&self.lexicon, |hits| {
            let passed = self.passed(passage, hits, |phrase, hits| {
                said = said || hits.iter().any(|h| self.phrase_at(phrase, *h, passage).is_some());
            });
            if !said {
                let is_ready = |n: &&Numbered| n.pattern.is_ready(passage, &|name| n.may_hold(name, hits));
                let (ready, fresh): (Vec<_>, Vec<_>) = passed.into_iter().partition(is_ready);
                let occurs = |n: &Numbered| n.pattern.occurs(passage, &|name| n.may_hold(name, hits));
                said = ready.into_iter().chain(fresh).any(occurs);
            }
        });
        said
    }

    /// The patterns that may match, by the literals in a text; `phrase` is told of every phrase and where it
    /// may stand.
    fn passed(
        &self,
        passage: &Passage<'_>,
        hits: &Hits,
        mut phrase: impl FnMut(usize, &[Hit]),
    ) -> Vec<&Numbered> {
        let mut passed = self.always.clone();
        hits.join(&self.owners, |owner, found| match *owner {
            Owner::Phrase(i) => phrase(i, found),
            Owner::Pattern(i, whole) => {
                let places = found.iter().filter(|h| hits.may_stand(h, whole)).map(|h| h.range());
                let Numbered { pattern, asked, .. } = &self.patterns[i];
                if !passed.contains(&i) && pattern.fits(*asked, places, passage.level()) {
                    passed.push(i);
                }
            }
        });
        passed.retain(|&i| self.patterns[i].may_match(passage, hits));
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
