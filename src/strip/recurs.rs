//! What recurrence on other pages of the site says of a block, and what it needs beside it.

use super::judge::{Ground, Page};
use std::ops::Range;

/// Words of a label at most.
const LABEL: usize = 4;

/// Pages from which on a line right under the text is the site's rather than an author's.
const SOME: u32 = 3;

impl Page<'_> {
    /// What stands on other pages of the site too. A heading of the article (`Conclusion`) and its fields
    /// may recur as they like, and so may everything on a page of which another of a few is a copy.
    pub(super) fn recurs(&mut self) {
        let own = self.own_text();
        for at in 0..self.features.len() {
            let Some(found) = self.recurring[at] else { continue };
            let f = &self.features[at];
            let heads = f.heading && self.features.get(at + 1).is_some_and(|f| f.prose);
            let claimed = self.hits[at].is_some();
            // A label leads into what is this page's alone: "Tested by:".
            let leads = !found.is_decisive()
                && f.colon
                && f.words <= LABEL
                && self.recurring.get(at + 1).is_some_and(Option::is_none);
            let likely = |own: &Range<usize>| match at {
                _ if at < own.start => true,
                _ if at < own.end => self.recurs_beside(at, f.prose),
                // What follows the text at once may be a note of the author's under each article.
                _ => found.of >= SOME || self.hits[own.end..at].iter().any(Option::is_some),
            };
            let proven = found.is_decisive() || own.as_ref().is_some_and(likely);
            if claimed || (!heads && !leads && !f.field && proven) {
                self.drop(at, Ground::Site(found));
            }
        }
    }

    /// Of few pages recurrence is no proof by itself inside the article: short lines need some words or
    /// another such line beside them, running text needs one on either side.
    fn recurs_beside(&self, at: usize, prose: bool) -> bool {
        let recurs = |i: usize| self.recurring.get(i).is_some_and(Option::is_some);
        let is_claimed = |i: usize| self.hits.get(i).is_some_and(Option::is_some);
        let goes = |i: Option<usize>| i.is_some_and(|i| recurs(i) || is_claimed(i));
        let (above, below) = (goes(at.checked_sub(1)), goes(Some(at + 1)));
        if prose { above && below } else { self.features[at].words >= 3 || above || below }
    }

    /// From the first to the last running text that is this page's alone; `None` where two fifths of
    /// it or more stand on another page, too.
    fn own_text(&self) -> Option<Range<usize>> {
        let prose = || (0..self.features.len()).filter(|&at| self.features[at].prose);
        let words = |at: usize| self.features[at].words;
        let all: usize = prose().map(words).sum();
        let shared: usize = prose().filter(|&at| self.recurring[at].is_some()).map(words).sum();
        let mut own = prose().filter(|&at| self.recurring[at].is_none());
        let first = own.next()?;
        (shared * 5 < all.max(1) * 2).then(|| first..own.next_back().unwrap_or(first) + 1)
    }
}
