//! The second look: each block among its neighbours, by what the first look made of them.

use super::core::best;
use super::signs::{Sight, column, make, step};
use std::ops::Range;

/// A family of signs, as in the first look.
#[derive(Clone, Copy)]
enum Kind {
    /// One value, always there.
    Always,
    /// Its own score, by length and whether it is open.
    Own,
    /// Its score and that of the block above.
    Above,
    /// Its score and that of the block below.
    Below,
    /// Its score, and the share of words that are the article's in the six blocks above.
    AroundAbove,
    /// The same of the six blocks below.
    AroundBelow,
    /// Where it stands towards the best stretch of the page, by make.
    Place,
    /// The share of the article before it, by make.
    Before,
    /// Its score, and its column against that of the article.
    Column,
}

/// Every family in order: name, and number of values.
pub(super) const FAMILIES: &[(&str, usize)] = &[
    ("then-always", 1),
    ("then-own", 160),
    ("then-above", 64),
    ("then-below", 64),
    ("then-around-above", 64),
    ("then-around-below", 64),
    ("then-place", 300),
    ("then-before", 60),
    ("then-column", 48),
];

/// Number of all signs.
pub(super) fn count() -> usize {
    FAMILIES.iter().map(|f| f.1).sum()
}

struct Signs(Vec<u16>);

impl Signs {
    fn add(&mut self, kind: Kind, value: usize) {
        let family = kind as usize;
        let offset: usize = FAMILIES[..family].iter().map(|f| f.1).sum();
        self.0.push(u16::try_from(offset + value.min(FAMILIES[family].1 - 1)).unwrap_or(u16::MAX));
    }
}

/// The signs of every block, as places in its part of the table, by the scores of the first look in hundredths of
/// a logit.
pub(super) fn signs(sight: &Sight<'_>, scores: &[i32]) -> Vec<Vec<u16>> {
    let page = Page::new(sight, scores);
    (0..scores.len()).map(|at| page.block(at)).collect()
}

/// A page as the first look saw it.
struct Page<'p> {
    sight: &'p Sight<'p>,
    scores: Vec<f64>,
    /// Where the article most likely is.
    core: Range<usize>,
    /// The column of most of it.
    column: usize,
    /// Words before each block: those of the article as far as it is one, and all.
    before: Vec<[f64; 2]>,
}

impl<'p> Page<'p> {
    fn new(sight: &'p Sight<'p>, scores: &[i32]) -> Self {
        let scores: Vec<f64> = scores.iter().map(|&s| f64::from(s) / 100.0).collect();
        let words = |at: usize| sight.features[at].words.min(60) as f64 + 2.0;
        let chances: Vec<f64> = scores.iter().map(|s| chance(s - 0.7)).collect();
        let worth = |at: usize| ((2.0 * chances[at] - 1.0) * words(at) * 10.0) as i64;
        let core = best((0..scores.len()).map(worth));
        let mut before = vec![[0.0; 2]];
        let mut sum = [0.0; 2];
        for (at, chance) in chances.iter().enumerate() {
            sum = [sum[0] + chance * words(at), sum[1] + words(at)];
            before.push(sum);
        }
        let column =
            column(core.clone().map(|at| (sight.columns[at], chances[at] * sight.features[at].words as f64)));
        Self { sight, scores, core, column, before }
    }

    fn block(&self, at: usize) -> Vec<u16> {
        let mut out = Signs(Vec::with_capacity(FAMILIES.len()));
        let f = &self.sight.features[at];
        let n = self.scores.len();
        let score = self.scores[at];
        let own = level(score);
        let make = make(f, self.sight.classes[at].is_some() || self.sight.grounds[at].is_some());
        let near = |at: Option<usize>| at.and_then(|at| self.scores.get(at)).map_or(7, |s| level(*s).min(6));
        out.add(Kind::Always, 0);
        let fine = (score * 1.5 + 8.0).clamp(0.0, 15.0) as usize;
        out.add(Kind::Own, fine * 10 + step(f.words, &[3, 8, 19, 45]) * 2 + usize::from(f.open));
        out.add(Kind::Above, own * 8 + near(at.checked_sub(1)));
        out.add(Kind::Below, own * 8 + near(at.checked_add(1)));
        out.add(Kind::AroundAbove, own * 8 + self.share(at.saturating_sub(6)..at));
        out.add(Kind::AroundBelow, own * 8 + self.share(at + 1..(at + 7).min(n)));
        out.add(Kind::Place, self.place(at) * 10 + make);
        let done = self.before[at][0] / self.before[n][0].max(1.0);
        out.add(Kind::Before, part(done, &[0.01, 0.1, 0.5, 0.9, 0.99]) * 10 + make);
        let column = self.sight.columns[at];
        let side = match column.checked_sub(self.column) {
            Some(right) => 3 + step(right, &[0, 2, 6]),
            None => step(self.column - column, &[2, 6]),
        };
        out.add(Kind::Column, side * 8 + own);
        out.0
    }

    /// How much of a stretch is the article's, in steps; the last where there is no block.
    fn share(&self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return 7;
        }
        let [from, to] = [self.before[range.start], self.before[range.end]];
        part((to[0] - from[0]) / (to[1] - from[1]).max(1.0), &[0.03, 0.1, 0.25, 0.5, 0.75, 0.9])
    }

    fn place(&self, at: usize) -> usize {
        let away = |n: usize| step(n, &[1, 2, 4, 8, 16]);
        match () {
            () if at < self.core.start => away(self.core.start - at) * 3,
            () if at >= self.core.end => away(at + 1 - self.core.end) * 3 + 2,
            () => (6 + step((at - self.core.start).min(self.core.end - 1 - at), &[0, 1, 3])) * 3 + 1,
        }
    }
}

/// A first score in eight steps.
fn level(score: f64) -> usize {
    part(score, &[-4.0, -2.5, -1.0, 0.5, 2.0, 3.5, 5.0])
}

/// The first step that is not below a number.
fn part(n: f64, steps: &[f64]) -> usize {
    steps.iter().take_while(|s| n > **s).count()
}

/// A score as a chance: near the logistic function, of operations that give the same on every machine.
fn chance(z: f64) -> f64 {
    0.5 * (1.0 + z / (1.0 + z * z).sqrt())
}
