//! Lists of other articles: a label and what stands under it.

use super::judge::{Ground, MOST, Page};
use crate::rules::Needs;

/// Headlines without marks that belong to a list inside an article, at most.
const FEW: usize = 4;
/// Words of the sentence under a headline that makes a teaser of it, at most.
const PITCH: usize = 30;

/// Headlines one under the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The block behind the last of them.
    end: usize,
    /// Whether one says who wrote something, or when.
    holds_field: bool,
}

impl Page<'_> {
    /// A label and the run of headlines under it. A heading right over running text is the
    /// article's own; so is a label over plain short sentences, and one that leads with a colon
    /// into a list inside the article.
    pub(super) fn take_list(&mut self, at: usize, rule: usize, before: f64) {
        if at < self.listed {
            // Inside a list that went.
            return self.drop(at, Ground::Rule(rule));
        }
        let Run { mut end, holds_field } = self.run_from(at + 1);
        // Over the article a list ends where it says who wrote it and when: the label is a menu's.
        if before == 0.0 && holds_field {
            self.drop(at, Ground::Rule(rule));
            return;
        }
        let inside = self.has_text_from(end);
        let own = self.features[at].colon && inside && self.features.get(at + 1).is_some_and(|f| f.item);
        let over_sentence = end == at + 1
            && self.features.get(end).is_some_and(|f| !f.prose && !f.safe && self.hits[end].is_none());
        if before >= MOST
            && self.rules.needs(rule) != Needs::Headlines
            && let Some(end) = self.teasers(at + 1)
        {
            (at..end).for_each(|i| self.drop(i, Ground::Rule(rule)));
            return;
        }
        let bare = self.rules.needs(rule) == Needs::Headlines && end < at + 3;
        if self.features[at].stops || own || over_sentence || bare {
            return;
        }
        if inside {
            end = self.end_inside(at + 1, end);
        }
        for i in at..end {
            self.drop(i, Ground::Rule(rule));
        }
        self.listed = end;
    }

    /// The headlines from a block on. Known for all blocks once it is asked for one: labels stand in each other's
    /// lists.
    fn run_from(&mut self, at: usize) -> Run {
        let features = self.features;
        let runs = self.runs.get_or_insert_with(|| {
            let mut runs: Vec<Run> =
                (0..=features.len()).map(|end| Run { end, holds_field: false }).collect();
            for (i, f) in features.iter().enumerate().rev() {
                if !f.prose && !f.safe && !f.opening && f.words > 0 && (f.open || f.asks) {
                    let below = runs[i + 1];
                    runs[i] = Run { holds_field: below.holds_field || f.field || f.dated, ..below };
                }
            }
            runs
        });
        runs[at]
    }

    /// Where teasers end that go on to the page's end or its next label: headlines with no more than a short sentence
    /// under each. An article's last lines are not made so.
    fn teasers(&mut self, from: usize) -> Option<usize> {
        let is_end = |i: &usize| self.dropped[*i].is_some() || self.hits[*i].is_some();
        let end = (from..self.features.len()).find(is_end).unwrap_or(self.features.len());
        let is_headline =
            |i: usize| self.features[i].words >= 2 && (self.features[i].open || self.features[i].asks);
        let fits = |i: usize| {
            let f = &self.features[i];
            let pitches = i > from && is_headline(i - 1) && f.words <= PITCH && !f.quoted;
            !f.safe && !f.opening && !f.note && !f.colon && (is_headline(i) || pitches)
        };
        let headlines = (from..end).filter(|&i| is_headline(i)).count();
        let pitches = (from..end).filter(|&i| !is_headline(i)).count();
        let are_teasers = headlines >= 2 && pitches >= 2 && (from..end).all(fits);
        (are_teasers && !self.has_text_from(end)).then_some(end)
    }

    /// Where a list inside an article ends: with its items, or after a few headlines of some length.
    fn end_inside(&self, from: usize, to: usize) -> usize {
        let is_title = |i: &usize| self.features[*i].words >= 4;
        let items = (from..to).take_while(|&i| self.features[i].item).filter(is_title).count();
        if items > 0 {
            return from + (from..to).take_while(|i| self.features[*i].item && is_title(i)).count();
        }
        // Of more than a few it is not asked how many there are.
        let is_title = |i: &usize| is_title(i) && !self.features[*i].item;
        let titles = (from..to).take(2 * FEW).take_while(is_title).count();
        // The last of them heads the text under it.
        let over_text = from + titles == to && self.features.get(to).is_some_and(|f| f.text);
        from + titles.saturating_sub(usize::from(over_text)).min(FEW)
    }
}
