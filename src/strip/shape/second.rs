//! The second look: each block among its neighbours, by what the first look made of them.

use super::around;
use super::core::best;
use super::kinds::{self, Kind};
use super::signs::{Sight, step};
use crate::hash;
use std::collections::HashMap;
use std::ops::Range;

/// What is read from a block's signs of the first look: name, family, divisor and number of values.
const READ: &[(&str, Kind, usize, usize)] = &[
    ("make", Kind::Above, 10, 10),
    ("make-above", Kind::Above, 1, 10),
    ("make-below", Kind::Below, 1, 10),
    ("region", Kind::Page, 1, 3),
    ("form", Kind::Form, 1, 10),
    ("length", Kind::Length, 2, 11),
    ("ends", Kind::Length, 1, 2),
    ("end", Kind::End, 1, 9),
    ("begin", Kind::Begin, 1, 6),
    ("capitals", Kind::Capitals, 2, 6),
    ("digits", Kind::Digits, 1, 4),
    ("ground", Kind::Ground, 1, 7),
    ("rule", Kind::Rule, 3, 32),
    ("rule-above", Kind::RuleAbove, 3, 32),
    ("rule-below", Kind::RuleBelow, 3, 32),
    ("before", Kind::Before, 10, 8),
    ("next", Kind::Next, 10, 7),
    ("since", Kind::Since, 10, 7),
    ("around", Kind::Around, 6, 5),
    ("shared", Kind::Shared, 9, 6),
    ("close", Kind::Close, 10, 6),
    ("open", Kind::Open, 10, 6),
    ("column", Kind::Column, 3, 8),
    ("valley", Kind::Valley, 3, 8),
    ("away", Kind::Away, 30, 6),
    ("run", Kind::Run, 10, 5),
    ("page", Kind::Page, 3, 5),
];

/// What is measured on the scores of the first look.
const MEASURED: &[&str] = &[
    "score",
    "above-4",
    "above-3",
    "above-2",
    "above-1",
    "below-1",
    "below-2",
    "below-3",
    "below-4",
    "up-5",
    "up-12",
    "up-30",
    "down-5",
    "down-12",
    "down-30",
    "run-score",
    "kin",
    "kin-score",
    "copies",
    "article-above",
    "article-below",
    "place",
    "inside",
    "blocks",
    "article-share",
    "part",
];

/// The measures of the second look by name, in order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    READ.iter().map(|r| r.0).chain(MEASURED.iter().copied()).chain(around::NAMES.iter().copied())
}

/// The measures of every block, by its signs of the first look and their scores in hundredths of a logit.
pub(super) fn measures(sight: &Sight<'_>, signs: &[Vec<u16>], scores: &[i32]) -> Vec<Vec<u8>> {
    let read: Vec<Vec<u8>> = signs.iter().map(|signs| read(signs)).collect();
    let page = Page::new(sight, scores, &read);
    let lean: Vec<f64> = scores.iter().map(|&s| leaning(f64::from(s) / 200.0)).collect();
    let around = around::measures(sight, &lean);
    let all = |(at, read): (usize, &Vec<u8>)| {
        read.iter().copied().chain(page.block(at)).chain(around[at].iter().copied()).collect()
    };
    read.iter().enumerate().map(all).collect()
}

/// Of a block's measures, how many blocks of the page have its text.
pub(super) fn copies_of(measures: &[u8]) -> usize {
    let at = names().position(|name| name == "copies");
    at.and_then(|at| measures.get(at)).map_or(0, |copies| usize::from(*copies))
}

fn small(value: usize) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

fn read(signs: &[u16]) -> Vec<u8> {
    let mut out = vec![0; READ.len()];
    for &sign in signs {
        let (kind, value) = kinds::family(usize::from(sign));
        for (out, (_, _, by, values)) in out.iter_mut().zip(READ).filter(|(_, r)| r.1 == kind) {
            // No rule claims a block without such a sign.
            let given = usize::from(kind == Kind::Rule);
            *out = small(value / by % values + given);
        }
    }
    out
}

/// A page as the first look saw it.
struct Page {
    scores: Vec<i32>,
    /// Where the article most likely is.
    core: Range<usize>,
    /// Words before each block: those of the article less those of the site as far as they are either, and all.
    leaning: Vec<[f64; 2]>,
    /// Words of likely article before each block.
    article: Vec<f64>,
    /// The mean leaning of the run of blocks of one make.
    runs: Vec<u8>,
    /// Blocks of the same form on the page, and how they lean.
    kin: Vec<[u8; 2]>,
    /// Blocks of the same text on the page.
    copies: Vec<u8>,
}

impl Page {
    fn new(sight: &Sight<'_>, scores: &[i32], read: &[Vec<u8>]) -> Self {
        let words = |at: usize| sight.features[at].words.min(60) as f64 + 2.0;
        let lean: Vec<f64> = scores.iter().map(|&s| leaning(f64::from(s) / 200.0)).collect();
        let worth = |at: usize| (leaning(f64::from(scores[at] - 70) / 100.0) * words(at) * 10.0) as i64;
        let core = best((0..scores.len()).map(worth));
        let (mut sums, mut article) = (vec![[0.0; 2]], vec![0.0]);
        let (mut sum, mut likely) = ([0.0; 2], 0.0);
        for (at, lean) in lean.iter().enumerate() {
            sum = [sum[0] + lean * words(at), sum[1] + words(at)];
            likely += if scores[at] > 0 { words(at) } else { 0.0 };
            sums.push(sum);
            article.push(likely);
        }
        let makes: Vec<u8> = read.iter().map(|r| r[0]).collect();
        Self {
            scores: scores.to_vec(),
            core,
            leaning: sums,
            article,
            runs: runs(&makes, &lean),
            kin: kin(read, &lean),
            copies: copies(sight),
        }
    }

    fn block(&self, at: usize) -> Vec<u8> {
        let n = self.scores.len();
        let score = |at: Option<usize>| at.and_then(|at| self.scores.get(at)).map_or(0, |&s| fine(s));
        let mut out = vec![fine(self.scores[at])];
        out.extend([4, 3, 2, 1].map(|far| score(at.checked_sub(far))));
        out.extend([1, 2, 3, 4].map(|far| score(at.checked_add(far))));
        out.extend([5, 12, 30].map(|far| self.lean(at.saturating_sub(far)..at)));
        out.extend([5, 12, 30].map(|far| self.lean(at + 1..(at + 1 + far).min(n))));
        let [kin, kin_score] = self.kin[at];
        out.extend([self.runs[at], kin, kin_score, self.copies[at]]);
        let all = self.article[n].max(1.0);
        let part = |words: f64| (words / all * 100.0) as u8;
        out.push(part(self.article[at]));
        out.push(part(self.article[n] - self.article[at + 1]));
        let (start, end) = (self.core.start, self.core.end);
        let away = |n: usize| n.min(60);
        let (place, inside) = match () {
            () if at < start => (60 - away(start - at), 10 - (start - at).min(10)),
            () if at >= end => (60 + away(at + 1 - end), 10 - (at + 1 - end).min(10)),
            () => (60, 10 + (at - start).min(end - 1 - at).min(60)),
        };
        out.extend([place, inside].map(small));
        out.push(small(step(n, &[7, 11, 17, 24, 34, 49, 74, 99, 149, 199, 299, 499])));
        out.push((self.article[n] / self.leaning[n][1].max(1.0) * 100.0) as u8);
        out.push(small(at * 100 / n));
        out
    }

    /// How a stretch leans: the middle where there is no block.
    fn lean(&self, range: Range<usize>) -> u8 {
        let from = self.leaning[range.start.min(range.end)];
        let to = self.leaning[range.end];
        level((to[0] - from[0]) / (to[1] - from[1]).max(1.0))
    }
}

/// How far a score leans to the article, from -1 to 1: near a logistic function, of operations that give the same
/// on every machine.
fn leaning(z: f64) -> f64 {
    z / (1.0 + z * z).sqrt()
}

/// A leaning in a hundred steps.
fn level(lean: f64) -> u8 {
    (lean * 50.0 + 50.0) as u8
}

/// A score in steps of an eighth of a logit.
fn fine(score: i32) -> u8 {
    u8::try_from((score.div_euclid(12) + 128).clamp(0, 255)).unwrap_or(u8::MAX)
}

fn runs(makes: &[u8], lean: &[f64]) -> Vec<u8> {
    let mut out = Vec::with_capacity(makes.len());
    for run in makes.chunk_by(|a, b| a == b) {
        let from = out.len();
        let sum: f64 = lean[from..from + run.len()].iter().sum();
        out.resize(from + run.len(), level(sum / run.len() as f64));
    }
    out
}

/// Where the form, the length, the ends and the letters of a block stand among what is read.
const FORM: Range<usize> = 4..11;

fn kin(read: &[Vec<u8>], lean: &[f64]) -> Vec<[u8; 2]> {
    let mut all: HashMap<&[u8], (usize, f64)> = HashMap::new();
    for (read, lean) in read.iter().zip(lean) {
        let kin = all.entry(&read[FORM]).or_default();
        *kin = (kin.0 + 1, kin.1 + lean);
    }
    let of = |(read, lean): (&Vec<u8>, &f64)| {
        let (count, sum) = all.get(&read[FORM]).copied().unwrap_or((1, *lean));
        [small(count.min(30)), level((sum - lean) / (count - 1).max(1) as f64)]
    };
    read.iter().zip(lean).map(of).collect()
}

fn copies(sight: &Sight<'_>) -> Vec<u8> {
    let text =
        |at: usize| hash::of_chars(sight.blocks[at].text.as_str().chars().flat_map(char::to_lowercase));
    let texts: Vec<u64> = (0..sight.blocks.len()).map(text).collect();
    let mut count: HashMap<u64, usize> = HashMap::new();
    texts.iter().for_each(|text| *count.entry(*text).or_default() += 1);
    texts.iter().map(|text| small(count.get(text).copied().unwrap_or(1).min(12))).collect()
}
