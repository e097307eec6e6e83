//! The verdicts: what rules say of single blocks, and what the shape of the whole page makes of it.

use super::lists::Run;
use super::page::{Feature, is_deck};
use super::rules::Rules;
use crate::rules::{Needs, Place, Takes};
use crate::sites::Recurrence;

/// Why a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// A rule, by its place in the pack.
    Rule(usize),
    /// A short line before the running text of a page that carries boilerplate.
    Head,
    /// A short line among boilerplate after the running text.
    Tail,
    /// A short line between two blocks of boilerplate.
    Between,
    /// A copy of another block.
    Copy,
    /// Part of a table of contents.
    Contents,
    /// Stands word for word on other pages of its site.
    Site(Recurrence),
    /// Outside the article by the outline of the whole page.
    Outline,
}

/// A page under judgement.
pub(super) struct Page<'p> {
    pub(super) features: &'p [Feature],
    /// The rule that claims each block by itself.
    pub(super) hits: &'p [Option<usize>],
    pub(super) rules: &'p Rules,
    pub(super) dropped: Vec<Option<Ground>>,
    pub(super) recurring: &'p [Option<Recurrence>],
    /// No running text that is still kept stands from here on.
    textless: usize,
    /// For each block the headlines from it on, once that was asked.
    pub(super) runs: Option<Vec<Run>>,
    /// Where the last list that went ended.
    pub(super) listed: usize,
    /// Whether the page has little running text: each block counts as far as it is measured.
    is_brief: bool,
}

/// Share of the running text that stands before the site's own part begins.
pub(super) const MOST: f64 = 0.6;

/// Share of the running text before which a list of the headings that follow leads through the page.
const CONTENTS_BEFORE: f64 = 0.1;

/// Dates or further lines about comments that make a thread of what follows such a line.
const DATED: usize = 4;

/// Words of a sentence under its heading at least.
const SAID: usize = 6;

/// Words of running text from which on a page is long.
const BRIEF: usize = 1000;

/// Blocks between two of them at most.
const APART: usize = 8;

impl<'p> Page<'p> {
    /// `ranges` are the blocks that rules over several blocks claim, `recurring` what is known of each
    /// block's recurrence on its site.
    pub(super) fn new(
        features: &'p [Feature],
        hits: &'p [Option<usize>],
        rules: &'p Rules,
        ranges: &[Option<usize>],
        recurring: &'p [Option<Recurrence>],
    ) -> Self {
        let mut page = Self {
            features,
            hits,
            rules,
            dropped: vec![None; features.len()],
            recurring,
            textless: features.len(),
            runs: None,
            listed: 0,
            is_brief: features.iter().filter(|f| f.prose).map(|f| f.words).sum::<usize>() < BRIEF,
        };
        for (at, rule) in ranges.iter().enumerate() {
            if let Some(rule) = rule {
                page.drop(at, Ground::Rule(*rule));
            }
        }
        page
    }

    /// Judges every block; says which is most likely the title, too.
    pub(super) fn judge(mut self) -> (Vec<Option<Ground>>, Option<usize>) {
        self.recurs();
        let before = self.prose_before();
        self.echoes(&before);
        // What goes to the page's end goes first, then its authors: lists reach as far as what is left.
        self.claims(&before, |takes| takes == Takes::Rest);
        self.bios(&before);
        self.claims(&before, |takes| takes != Takes::Rest);
        self.tail_rules();
        // One line a rule takes can be chance; the shape of a page is read where there are two.
        if self.dropped.iter().flatten().nth(1).is_some() {
            self.head();
            self.tail();
            self.between();
        }
        self.blurbs();
        let title = self.title(self.first_text().or_else(|| self.first_sentence()).unwrap_or_default());
        (self.dropped, title)
    }

    fn claims(&mut self, before: &[f64], which: impl Fn(Takes) -> bool) {
        for at in 0..self.features.len() {
            let rule = self.hits[at].filter(|&r| which(self.rules.takes(r)));
            // Once everything below is taken there is nothing left to claim.
            if rule.is_some_and(|rule| self.claim(at, rule, before)) {
                break;
            }
        }
    }

    pub(super) fn drop(&mut self, at: usize, ground: Ground) {
        if !self.features[at].safe && self.dropped[at].is_none() {
            self.dropped[at] = Some(ground);
        }
    }

    /// Share of the page's running text before each block.
    fn prose_before(&self) -> Vec<f64> {
        let total: usize = self.features.iter().filter(|f| f.text).map(|f| f.words).sum();
        let mut sum = 0;
        self.features
            .iter()
            .map(|f| {
                let share = if total == 0 { 0.0 } else { sum as f64 / total as f64 };
                sum += if f.text { f.words } else { 0 };
                share
            })
            .collect()
    }

    /// Drops what a rule claims from a block on; says whether that is everything down to the page's end.
    fn claim(&mut self, at: usize, rule: usize, before: &[f64]) -> bool {
        if self.rules.place(rule) == Place::End || self.lacks_company(at, rule) {
            return false;
        }
        match self.rules.takes(rule) {
            Takes::Thread | Takes::Post => {}
            Takes::Block | Takes::Bio | Takes::Blurb => self.drop(at, Ground::Rule(rule)),
            Takes::List => self.take_list(at, rule, before[at]),
            Takes::Rest if self.heads_text(at) => {}
            Takes::Rest => {
                self.drop(at, Ground::Rule(rule));
                if (before[at] >= MOST && self.is_anchor(at)) || (before[at] > 0.0 && self.is_thread(at)) {
                    let mut rule = rule;
                    for below in at + 1..self.features.len() {
                        // A line that a rule of its own claims is its.
                        let is_own = |r: &usize| {
                            self.rules.place(*r) != Place::End && self.rules.needs(*r) != Needs::Company
                        };
                        let own = self.hits[below].filter(is_own);
                        // A form under the readers' comments is the form's from there on.
                        rule = own.filter(|&r| self.rules.takes(r) == Takes::Rest).unwrap_or(rule);
                        self.drop(below, Ground::Rule(own.unwrap_or(rule)));
                    }
                    return true;
                }
            }
        }
        false
    }

    /// Whether a label about comments heads a part of the article about them: a sentence stands under it, and nothing
    /// of a thread follows.
    fn heads_text(&self, at: usize) -> bool {
        let f = &self.features[at];
        let below = self.features.get(at + 1);
        let is_said = below.is_some_and(|f| !f.open && !f.asks && !f.field && f.words >= SAID);
        let is_free = |i: usize| self.hits[i].is_none() && self.dropped[i].is_none();
        if !(f.heading && f.open && f.words == 1 && is_said && is_free(at + 1)) {
            return false;
        }
        let is_kind = |i: usize| self.hits[i].is_some_and(|r| self.rules.takes(r) == Takes::Rest);
        let is_thread = |i: usize| self.features[i].dated || self.dropped[i].is_some() || is_kind(i);
        let above = at.saturating_sub(APART)..at;
        let below = at + 1..(at + 1 + APART).min(self.features.len());
        !above.into_iter().any(is_kind) && !below.into_iter().any(is_thread)
    }

    fn lacks_company(&self, at: usize, rule: usize) -> bool {
        let f = &self.features[at];
        let heads = || f.words == 1 && f.heading && self.features.get(at + 1).is_some_and(|f| f.prose);
        match self.rules.needs(rule) {
            Needs::Company => !self.has_company(at),
            Needs::Usual => heads() && !self.has_company(at),
            Needs::Brevity => !self.is_brief && !self.has_company(at),
            Needs::Headlines | Needs::Nothing => false,
        }
    }

    /// Whether a claimed block stands beside another, or over no running text.
    fn has_company(&self, at: usize) -> bool {
        let beside = |i: Option<usize>| i.and_then(|i| self.hits.get(i)).is_some_and(Option::is_some);
        let last = || !self.features[at + 1..].iter().any(|f| f.prose || (!f.open && f.words >= 6));
        beside(at.checked_sub(1)) || beside(Some(at + 1)) || last()
    }

    /// Copies right under each other or before the running text, all but the first, and the first
    /// too where there are many. Tables of contents. Further down the article may repeat itself.
    fn echoes(&mut self, before: &[f64]) {
        let own = |f: &Feature| f.prose && !f.echo.copy && !f.echo.many;
        let text = self.features.iter().position(own).unwrap_or(0);
        // Where no rule finds anything, whoever wrote the text repeated it.
        let evident = self.hits.iter().any(Option::is_some);
        for (at, &before) in before.iter().enumerate() {
            let echo = self.features[at].echo;
            if evident && (echo.near || (at < text && (echo.copy || echo.many))) {
                self.drop(at, Ground::Copy);
            }
            if echo.contents && before < CONTENTS_BEFORE {
                self.drop(at, Ground::Contents);
            }
        }
    }

    /// Whether what follows a line about comments bears it out: more of its kind, or no running text.
    fn is_anchor(&self, at: usize) -> bool {
        let is_kind = |r: usize| self.rules.takes(r) == Takes::Rest;
        let reach = (at + 1)..(at + 9).min(self.features.len());
        self.hits[reach].iter().flatten().any(|&r| is_kind(r)) || self.ends(at)
    }

    /// Whether no running text follows; on a page of short paragraphs, next to none, or mostly what rules claim.
    fn ends(&self, at: usize) -> bool {
        let below = &self.features[at + 1..];
        let is_short = || self.features.iter().any(|f| f.text && !f.prose);
        let is_claimed = || self.hits[at + 1..].iter().flatten().count() * 2 > below.len();
        let is_over = || below.iter().filter(|f| f.text).nth(1).is_none() || is_claimed();
        !below.iter().any(|f| f.prose) && (!is_short() || is_over())
    }

    /// Whether readers' comments follow, however long they are: dates or further lines about comments
    /// come again and again down to the last running text.
    fn is_thread(&self, at: usize) -> bool {
        let marks = |i: &usize| {
            self.features[*i].dated || self.hits[*i].is_some_and(|r| self.rules.takes(r) == Takes::Rest)
        };
        let Some(last) = self.last_prose(|_| false) else { return false };
        let found: Vec<usize> = (at + 1..self.features.len()).filter(marks).collect();
        let ends = [at].into_iter().chain(found.iter().copied());
        let close = ends.zip(found.iter().copied().chain([last])).all(|(a, b)| b <= a + APART);
        found.len() >= DATED && close && !self.features[at].colon
    }

    /// Whether running text that is still kept stands at a block or after it. What is dropped stays so: the answer is
    /// found in one walk for all who ask.
    pub(super) fn has_text_from(&mut self, at: usize) -> bool {
        let is_text = |i: usize| self.features[i].text && self.dropped[i].is_none();
        while self.textless > 0 && !is_text(self.textless - 1) {
            self.textless -= 1;
        }
        self.textless > at
    }

    /// Index of the last running text that is still kept.
    pub(super) fn last_prose(&self, ignore: impl Fn(usize) -> bool) -> Option<usize> {
        (0..self.features.len())
            .rev()
            .find(|&i| self.features[i].text && self.dropped[i].is_none() && !ignore(i))
    }

    fn is_tail_hit(&self, at: usize) -> bool {
        self.hits[at].is_some_and(|r| self.rules.place(r) == Place::End)
    }

    /// Rules bound to the tail: claimed blocks after which no running text is left.
    fn tail_rules(&mut self) {
        let Some(last) = self.last_prose(|i| self.is_tail_hit(i)) else { return };
        for at in last + 1..self.features.len() {
            if let Some(rule) = self.hits[at].filter(|_| self.is_tail_hit(at)) {
                self.drop(at, Ground::Rule(rule));
            }
        }
    }

    /// Short lines before the running text of a page that carries boilerplate; its title, fields
    /// and the heading right over the text stay.
    fn head(&mut self) {
        let Some(first) = self.first_text() else { return self.menu() };
        let title = self.title(first);
        let mut fields = 0;
        // A menu is long; a short list before the text may be the article's.
        let crowded = first > 25;
        let facts = title.filter(|_| !crowded).map_or_else(Vec::new, |title| self.facts(title, first));
        for at in 0..first {
            let f = self.features[at];
            if facts.contains(&at) {
                continue;
            }
            let over_text = at + 1 == first && f.heading && Some(at) != title && title.is_some();
            if Some(at) == title || over_text || title.is_some_and(|title| is_deck(self.features, title, at))
            {
                continue;
            }
            // A menu or the path to the page: the article's own list stands under its title.
            if f.item && f.open && f.words <= 4 && title.is_some_and(|t| at < t) {
                self.drop(at, Ground::Head);
            }
            if f.field {
                fields += 1;
            }
            // The first two fields are left for their roles.
            let short = !f.field && (f.words <= 12 && f.open || f.dated);
            if (short && (crowded || !f.item || f.dated)) || (f.field && fields > 2) {
                self.drop(at, Ground::Head);
            }
        }
    }

    /// Where the running text begins: at long prose, or where sentences follow each other closely.
    fn first_text(&self) -> Option<usize> {
        let is_sentence = |i: usize| {
            let f = &self.features[i];
            self.dropped[i].is_none() && (f.prose || (!f.open && f.words >= 6 && !f.field))
        };
        let follow =
            |i: usize| (i..(i + 6).min(self.features.len())).filter(|&j| is_sentence(j)).count() >= 3;
        (0..self.features.len()).find(|&i| is_sentence(i) && (self.features[i].prose || follow(i)))
    }

    /// Short lines after the running text that touch boilerplate on both sides, or it and the end.
    fn tail(&mut self) {
        let Some(last) = self.last_prose(|_| false) else { return };
        let dirty = self.dropped[last + 1..].iter().any(Option::is_some);
        for at in last + 1..self.features.len() {
            if dirty && self.features[at].field {
                self.drop(at, Ground::Tail);
            }
        }
        self.fill(last + 1, self.features.len(), 12, usize::MAX, Ground::Tail);
    }

    /// Very short lines between two blocks of boilerplate inside the article.
    fn between(&mut self) {
        let Some(last) = self.last_prose(|_| false) else { return };
        self.fill(0, last, 3, 1, Ground::Between);
    }

    /// Drops runs of short open lines, at most `most` long, that stand between dropped blocks.
    pub(super) fn fill(&mut self, from: usize, to: usize, words: usize, most: usize, ground: Ground) {
        let mut at = from;
        while at < to {
            if self.dropped[at].is_some() {
                at += 1;
                continue;
            }
            let short = |i: &usize| {
                let f = &self.features[*i];
                self.dropped[*i].is_none() && f.open && f.words <= words && !f.safe && !f.link
            };
            let end = at + (at..to).take_while(short).count();
            let above = at > 0 && self.dropped[at - 1].is_some();
            let below = end >= self.features.len() || self.dropped[end].is_some();
            if end > at && above && below && end - at <= most {
                for i in at..end {
                    self.drop(i, ground);
                }
            }
            at = end.max(at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::strip::tests::dropped;

    #[test]
    fn links_inside_a_long_guide_are_its_own() {
        let year = |n: usize| {
            format!(
                "In the year {n} the mill of Holm turned for {n} days before the river took its wheel and the bridge.\n\n"
            )
        };
        let page = |paragraphs: usize| -> String {
            let text: String = (1..=paragraphs).map(year).collect();
            format!("{text}Read more: Wheel lost in storm\n\n{}", year(0))
        };
        assert_eq!(dropped(&page(3)), ["Read more: Wheel lost in storm"]);
        assert_eq!(dropped(&page(90)), [""; 0]);
    }
}
