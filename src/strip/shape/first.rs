//! The first look: a block's own form, the make of its neighbours, and where it stands.

use super::kinds::{Kind, NONE};
use super::signs::{
    EDGE, Sight, Signs, begin, capitals, column, digits, end, form, ground, holds, make, step,
};
use crate::hash;
use crate::strip::page::ends_sentence;
use std::collections::HashMap;
use std::ops::Range;

/// Where a block stands towards the running text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Before = 0,
    Inside = 1,
    After = 2,
}

/// The signs of every block, as places in the table of weights. `core` is where the article most likely is.
pub(super) fn signs(sight: &Sight<'_>, core: &Range<usize>) -> Vec<Vec<u16>> {
    let page = Page::new(sight, core.clone());
    (0..sight.blocks.len()).map(|at| page.block(at)).collect()
}

struct Page<'p> {
    sight: &'p Sight<'p>,
    makes: Vec<usize>,
    regions: Vec<Region>,
    before: Vec<f64>,
    next: Vec<Option<usize>>,
    since: Vec<Option<usize>>,
    runs: Vec<usize>,
    /// Blocks dropped before each.
    dropped: Vec<usize>,
    column: usize,
    core: Range<usize>,
    valleys: Vec<usize>,
    /// Classes of the nearest claimed blocks above and below.
    claims: Vec<(usize, usize)>,
    words: HashMap<u64, u32>,
}

impl<'p> Page<'p> {
    fn new(sight: &'p Sight<'p>, core: Range<usize>) -> Self {
        let n = sight.blocks.len();
        let claimed = |i: usize| sight.classes[i].is_some() || sight.grounds[i].is_some();
        let makes: Vec<usize> = (0..n).map(|i| make(&sight.features[i], claimed(i))).collect();
        let is_text = |i: usize| core.contains(&i) && sight.features[i].prose && sight.grounds[i].is_none();
        let regions = (0..n)
            .map(|i| match () {
                () if i < core.start => Region::Before,
                () if i >= core.end => Region::After,
                () => Region::Inside,
            })
            .collect();
        let total: usize = (0..n).filter(|&i| is_text(i)).map(|i| sight.features[i].words).sum();
        let mut sum = 0;
        let before = (0..n)
            .map(|i| {
                let share = sum as f64 / total.max(1) as f64;
                sum += if is_text(i) { sight.features[i].words } else { 0 };
                share
            })
            .collect();
        let (mut next, mut since) = (vec![None; n], vec![None; n]);
        let mut seen = None;
        for i in (0..n).rev() {
            next[i] = seen.map(|s: usize| s - i);
            seen = if is_text(i) { Some(i) } else { seen };
        }
        seen = None;
        for (i, since) in since.iter_mut().enumerate() {
            *since = seen.map(|s: usize| i - s);
            seen = if is_text(i) { Some(i) } else { seen };
        }
        let mut runs = vec![0; n];
        let mut start = 0;
        while start < n {
            let len = makes[start..].iter().take_while(|&&m| m == makes[start]).count();
            runs[start..start + len].fill(len);
            start += len;
        }
        let mut dropped = vec![0; n + 1];
        for i in 0..n {
            dropped[i + 1] = dropped[i] + usize::from(claimed(i));
        }
        let columns = sight.columns;
        let text = (0..n).filter(|&i| is_text(i));
        let column = column(text.map(|i| (columns[i], sight.features[i].words as f64)));
        let mut words = HashMap::new();
        for i in (0..n).filter(|&i| is_text(i)) {
            for word in long_words(sight.blocks[i].text.as_str()) {
                *words.entry(word).or_insert(0) += 1;
            }
        }
        let valleys = valleys(columns, &core, column);
        let claims = claims(sight);
        Self {
            sight,
            makes,
            regions,
            before,
            next,
            since,
            runs,
            dropped,
            column,
            core,
            valleys,
            claims,
            words,
        }
    }

    fn make(&self, at: Option<usize>) -> usize {
        at.and_then(|i| self.makes.get(i)).copied().unwrap_or(EDGE)
    }

    /// Claimed blocks in a stretch of the page.
    fn claimed(&self, from: usize, to: usize) -> usize {
        let to = to.min(self.makes.len());
        self.dropped[to] - self.dropped[from.min(to)]
    }

    fn block(&self, at: usize) -> Vec<u16> {
        let mut out = Signs(Vec::with_capacity(40));
        let f = &self.sight.features[at];
        let text = self.sight.blocks[at].text.as_str();
        let make = self.makes[at];
        let region = self.regions[at] as usize;
        let n = self.makes.len();
        out.add(Kind::Always, 0);
        out.add(Kind::Form, form(self.sight.blocks[at].form));
        out.add(
            Kind::Length,
            step(f.words, &[1, 2, 3, 5, 8, 12, 19, 34, 59, 100]) * 2 + usize::from(ends_sentence(text)),
        );
        out.add(Kind::End, end(text));
        out.add(Kind::Begin, begin(text));
        out.add(Kind::Capitals, capitals(text) * 2 + usize::from(f.words > 4));
        out.add(Kind::Digits, digits(text));
        holds(text, &mut out);
        self.echo(at, &mut out);
        out.add(Kind::Ground, ground(self.sight.grounds[at]));
        let (above, below) = (at.checked_sub(1), Some(at + 1));
        out.add(Kind::Above, make * 10 + self.make(above));
        out.add(Kind::Below, make * 10 + self.make(below));
        out.add(Kind::AboveTwo, self.make(at.checked_sub(2)) * 10 + self.make(above));
        out.add(Kind::BelowTwo, self.make(below) * 10 + self.make(Some(at + 2)));
        let before = self.before[at];
        let share = [0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.9999].iter().take_while(|s| before > **s).count();
        out.add(Kind::Before, share * 10 + make);
        let far = |d: Option<usize>| d.map_or(6, |d| step(d, &[1, 2, 4, 8, 16]));
        out.add(Kind::Next, far(self.next[at]) * 10 + make);
        out.add(Kind::Since, far(self.since[at]) * 10 + make);
        let near = |from, to| self.claimed(from, to).min(3);
        let company = near(at.saturating_sub(3), at) * 4 + near(at + 1, at + 4);
        out.add(Kind::Company, company * 2 + usize::from(f.prose));
        let (from, to) = (at.saturating_sub(5), (at + 6).min(n));
        let around = self.claimed(from, to) * 5 / (to - from).max(1);
        out.add(Kind::Around, (around.min(4) * 3 + region) * 2 + usize::from(f.prose));
        out.add(Kind::Shared, (self.shared(at) * 3 + step(f.words, &[6, 19])) * 3 + region);
        out.add(Kind::Close, step(n - 1 - at, &[0, 2, 5, 10, 25]) * 10 + make);
        out.add(Kind::Open, step(at, &[0, 2, 5, 10, 25]) * 10 + make);
        let side = match (self.sight.columns[at], self.column) {
            (a, b) if a + 4 < b => 0,
            (a, b) if a < b => 1,
            (a, b) if a == b => 2,
            (a, b) if a <= b + 2 => 3,
            (a, b) if a <= b + 4 => 4,
            (a, b) if a <= b + 8 => 5,
            _ => 6,
        };
        out.add(Kind::Column, side * 3 + region);
        out.add(Kind::Valley, step(self.valleys[at], &[0, 2, 4, 6, 8, 12, 20]) * 3 + region);
        let away = match self.regions[at] {
            Region::Before => self.core.start - at,
            Region::After => at + 1 - self.core.end,
            Region::Inside => 0,
        };
        out.add(Kind::Away, (step(away, &[0, 1, 3, 6, 12]) * 3 + region) * 10 + make);
        if let Some(class) = self.sight.classes[at] {
            out.add(Kind::Rule, class * 3 + region);
        }
        let (above, below) = self.claims[at];
        out.add(Kind::RuleAbove, above * 3 + region);
        out.add(Kind::RuleBelow, below * 3 + region);
        out.add(Kind::Run, step(self.runs[at], &[1, 2, 4, 8]) * 10 + make);
        out.add(Kind::Page, step(self.claimed(0, n), &[0, 1, 3, 7]) * 3 + region);
        self.walls(at, region, &mut out);
        out.0
    }

    /// Blocks that rules claim between this one and the running text next to it.
    fn walls(&self, at: usize, region: usize, out: &mut Signs) {
        let up = self.since[at].map_or(0, |d| self.claimed(at - d, at));
        let down = self.next[at].map_or(0, |d| self.claimed(at + 1, at + d));
        out.add(Kind::Wall, region * 4 + step(up, &[0, 1, 3]));
        out.add(Kind::Wall, 12 + region * 4 + step(down, &[0, 1, 3]));
    }

    fn echo(&self, at: usize, out: &mut Signs) {
        let echo = self.sight.features[at].echo;
        let f = &self.sight.features[at];
        let all = [
            echo.copy,
            echo.near,
            echo.many,
            echo.contents,
            echo.about,
            f.dated,
            f.link,
            f.piece,
            f.heading,
            f.colon,
        ];
        all.iter().enumerate().filter(|(_, is)| **is).for_each(|(i, _)| out.add(Kind::Echo, i));
    }

    /// Share of the block's longer words that running text elsewhere on the page has, in five steps.
    fn shared(&self, at: usize) -> usize {
        let text = self.sight.blocks[at].text.as_str();
        let f = &self.sight.features[at];
        let own = u32::from(f.prose && self.sight.grounds[at].is_none());
        let (mut all, mut found) = (0, 0);
        let mut mine: HashMap<u64, u32> = HashMap::new();
        for word in long_words(text) {
            *mine.entry(word).or_insert(0) += 1;
        }
        for (word, count) in mine {
            all += 1;
            found += usize::from(self.words.get(&word).copied().unwrap_or(0) > own * count);
        }
        (found * 10).checked_div(all).map_or(5, |share| step(share, &[0, 2, 4, 7]))
    }
}

/// How far to the left of the running text the layout goes between each block and that text.
fn valleys(columns: &[usize], core: &Range<usize>, column: usize) -> Vec<usize> {
    let mut out = vec![0; columns.len()];
    let mut least = column;
    for at in (0..core.start).rev() {
        least = least.min(columns[at]);
        out[at] = column - least;
    }
    least = column;
    for at in core.end..columns.len() {
        least = least.min(columns[at]);
        out[at] = column - least;
    }
    for at in core.clone() {
        out[at] = column.saturating_sub(columns[at]);
    }
    out
}

/// The classes of the nearest claimed blocks above and below each block; the last class where there is none.
fn claims(sight: &Sight<'_>) -> Vec<(usize, usize)> {
    let mut out = vec![(NONE, NONE); sight.features.len()];
    let mut seen = NONE;
    for (nearest, class) in out.iter_mut().zip(sight.classes) {
        nearest.0 = seen;
        seen = class.unwrap_or(seen);
    }
    seen = NONE;
    for (nearest, class) in out.iter_mut().zip(sight.classes).rev() {
        nearest.1 = seen;
        seen = class.unwrap_or(seen);
    }
    out
}

/// The longer words of a text, folded and hashed; pairs of characters where words are not spaced.
fn long_words(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().take(5).count() == 5);
    words.map(|w| hash::of_chars(w.chars().flat_map(char::to_lowercase).take(7)))
}
