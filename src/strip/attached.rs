//! What stands under an article and is about it: notes on its author, invitations with their sentences.

use super::judge::{Ground, MOST, Page};
use crate::rules::Takes;

/// Share of the running text after which a name at a block's beginning makes it a note about its bearer.
const ABOUT_AFTER: f64 = 0.8;

/// Blocks under a byline that may hold all that is said of its bearer.
const CLOSE: usize = 3;

impl Page<'_> {
    /// A byline after the running text, with the sentences about the author under it.
    pub(super) fn bios(&mut self, before: &[f64]) {
        let Some(bio) = self.rules.bio() else { return };
        self.abouts(bio, before);
        for (at, &before) in before.iter().enumerate() {
            let f = &self.features[at];
            let labelled = self.hits[at].is_some_and(|r| self.rules.takes(r) == Takes::Bio && f.words <= 6);
            let signs = (f.field && !f.dated) || labelled;
            if !signs || f.prose || before < MOST || self.dropped[at].is_some() {
                continue;
            }
            if self.has_text_from(at + CLOSE + 1) {
                continue;
            }
            let text: Vec<usize> = (at + 1..self.features.len())
                .take(CLOSE)
                .filter(|&i| self.features[i].text && self.dropped[i].is_none())
                .collect();
            if text.len() <= 2 && (labelled || !text.is_empty()) {
                let end = text.last().map_or(at, |&i| i);
                for i in at..=end {
                    self.drop(i, Ground::Rule(bio));
                }
            }
        }
    }

    /// What goes with an invitation after the running text: the short sentences under it, and the
    /// heading over it where the page has nothing more to head.
    pub(super) fn blurbs(&mut self) {
        let Some(last) = self.last_prose(|_| false) else { return };
        let is_blurb =
            |g: &Option<Ground>| matches!(g, Some(Ground::Rule(r)) if self.rules.takes(*r) == Takes::Blurb);
        let found: Vec<usize> =
            (last + 1..self.features.len()).filter(|&i| is_blurb(&self.dropped[i])).collect();
        for at in found {
            let ground = self.dropped[at].unwrap_or(Ground::Tail);
            let is_short = |i: &usize| self.dropped[*i].is_none() && self.features[*i].words <= 30;
            let below = (at + 1..self.features.len()).take_while(is_short).count();
            if below <= 2 {
                (at + 1..=at + below).for_each(|i| self.drop(i, ground));
            }
            let f = &self.features[at - 1];
            let heads = f.heading && (3..=8).contains(&f.words) && f.open && !f.item && !f.field;
            if heads && at - 1 > last && self.dropped[at..].iter().all(Option::is_some) {
                self.drop(at - 1, ground);
            }
        }
    }

    /// Sentences after most of the running text that begin with the name of one who signs it.
    fn abouts(&mut self, bio: usize, before: &[f64]) {
        let prose: Vec<usize> = (0..self.features.len()).filter(|&i| self.features[i].prose).collect();
        let close = prose.len().checked_sub(3).map_or(0, |n| prose[n]);
        for (at, &before) in before.iter().enumerate().skip(close.max(1)) {
            if self.features[at].echo.about && before >= ABOUT_AFTER {
                self.drop(at, Ground::Rule(bio));
            }
        }
    }
}
