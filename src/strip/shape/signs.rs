//! What can be seen of each block of a page without knowing its language.

use super::kinds::{Kind, place};
use crate::model::{Block, Form};
use crate::strip::judge::Ground;
use crate::strip::page::{Feature, ends_sentence};
use std::collections::HashMap;

/// What the signs of a page are read from. All slices are as long as the page has blocks.
pub(in crate::strip) struct Sight<'p> {
    pub(in crate::strip) blocks: &'p [Block],
    pub(in crate::strip) features: &'p [Feature],
    pub(in crate::strip) hits: &'p [Option<usize>],
    pub(in crate::strip) grounds: &'p [Option<Ground>],
    pub(in crate::strip) source: &'p str,
}

/// Where a block stands towards the running text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Before = 0,
    Inside = 1,
    After = 2,
}

/// The make of a block, in a word.
const PROSE: usize = 0;
const SENTENCE: usize = 1;
const TINY: usize = 2;
const SHORT: usize = 3;
const LONG: usize = 4;
const ITEM: usize = 5;
const ITEM_SENTENCE: usize = 6;
const FIELD: usize = 7;
const CLAIMED: usize = 8;
const EDGE: usize = 9;

fn make(f: &Feature, claimed: bool) -> usize {
    match () {
        () if claimed && !f.prose => CLAIMED,
        () if f.prose && !f.item => PROSE,
        () if f.field => FIELD,
        () if f.item && (f.prose || !f.open) => ITEM_SENTENCE,
        () if f.item => ITEM,
        () if !f.open => SENTENCE,
        () if f.words <= 3 => TINY,
        () if f.words <= 12 => SHORT,
        () => LONG,
    }
}

/// The signs of every block, as places in the table of weights.
pub(in crate::strip) fn signs(sight: &Sight<'_>) -> Vec<Vec<u16>> {
    let page = Page::new(sight);
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
    columns: Vec<usize>,
    words: HashMap<u64, u32>,
}

impl<'p> Page<'p> {
    fn new(sight: &'p Sight<'p>) -> Self {
        let n = sight.blocks.len();
        let claimed = |i: usize| sight.hits[i].is_some() || sight.grounds[i].is_some();
        let makes: Vec<usize> = (0..n).map(|i| make(&sight.features[i], claimed(i))).collect();
        let is_text = |i: usize| sight.features[i].prose && sight.grounds[i].is_none();
        let first = (0..n).find(|&i| is_text(i));
        let last = (0..n).rev().find(|&i| is_text(i));
        let regions = (0..n)
            .map(|i| match (first, last) {
                (Some(first), _) if i < first => Region::Before,
                (_, Some(last)) if i > last => Region::After,
                _ => Region::Inside,
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
        let columns: Vec<usize> =
            sight.blocks.iter().map(|b| column(sight.source, b.span.start as usize)).collect();
        let mut weights: Vec<(usize, usize)> = Vec::new();
        for i in (0..n).filter(|&i| is_text(i)) {
            match weights.iter_mut().find(|w| w.0 == columns[i]) {
                Some(w) => w.1 += sight.features[i].words,
                None => weights.push((columns[i], sight.features[i].words)),
            }
        }
        let column = weights.iter().max_by_key(|w| (w.1, usize::MAX - w.0)).map_or(0, |w| w.0);
        let mut words = HashMap::new();
        for i in (0..n).filter(|&i| is_text(i)) {
            for word in long_words(sight.blocks[i].text.as_str()) {
                *words.entry(word).or_insert(0) += 1;
            }
        }
        Self { sight, makes, regions, before, next, since, runs, dropped, column, columns, words }
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
        let side = match self.columns[at].cmp(&self.column) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater if self.columns[at] <= self.column + 4 => 2,
            std::cmp::Ordering::Greater => 3,
        };
        out.add(Kind::Column, side * 3 + region);
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

struct Signs(Vec<u16>);

impl Signs {
    fn add(&mut self, kind: Kind, value: usize) {
        self.0.push(u16::try_from(place(kind, value)).unwrap_or(u16::MAX));
    }
}

/// The first step that is not below a number.
fn step(n: usize, steps: &[usize]) -> usize {
    steps.iter().take_while(|s| n > **s).count()
}

fn form(form: Form) -> usize {
    match form {
        Form::Paragraph => 0,
        Form::Heading(_) => 1,
        Form::Item { depth: 0, ordered: false } => 2,
        Form::Item { ordered: true, .. } => 3,
        Form::Item { depth: 1, .. } => 4,
        Form::Item { .. } => 5,
        Form::Quote => 6,
        Form::Caption | Form::Row => 7,
        Form::Navigation => 8,
        _ => 9,
    }
}

fn end(text: &str) -> usize {
    match text.chars().next_back() {
        Some('.' | '。' | '।' | '۔') => 0,
        Some('?' | '？' | '؟') => 1,
        Some('!' | '！') => 2,
        Some(':' | '：') => 3,
        Some('…') => 4,
        Some(',' | ';' | '-' | '–' | '—') => 5,
        Some('"' | '”' | '’' | '»' | '\'' | ')' | ']') => 6,
        Some(c) if c.is_alphanumeric() => 7,
        _ => 8,
    }
}

fn begin(text: &str) -> usize {
    match text.chars().next() {
        Some(c) if c.is_lowercase() => 0,
        Some(c) if c.is_uppercase() => 1,
        Some(c) if c.is_alphabetic() => 2,
        Some(c) if c.is_numeric() => 3,
        Some('"' | '“' | '‘' | '«' | '„' | '\'' | '「' | '¿' | '¡') => 4,
        _ => 5,
    }
}

/// Share of words that begin with a capital: none, some, half, most, all, or a script without capitals.
fn capitals(text: &str) -> usize {
    let (mut cased, mut upper) = (0_usize, 0_usize);
    for word in text.split_whitespace().take(100) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_uppercase() => (cased, upper) = (cased + 1, upper + 1),
            Some(c) if c.is_lowercase() => cased += 1,
            _ => {}
        }
    }
    (upper * 100).checked_div(cased).map_or(5, |share| step(share, &[19, 49, 79, 99]))
}

fn digits(text: &str) -> usize {
    let (mut all, mut digits) = (0, 0);
    for c in text.chars().take(400).filter(|c| c.is_alphanumeric()) {
        all += 1;
        digits += usize::from(c.is_numeric());
    }
    (digits * 100).checked_div(all).map_or(3, |share| step(share, &[0, 9, 29]))
}

fn holds(text: &str, out: &mut Signs) {
    let has = |s: &str| text.contains(s);
    let all = [
        text.contains(['|', '｜', '¦']),
        text.contains(['›', '»', '→', '▸', '>', '❯']),
        has("©"),
        has("@"),
        has("://") || has("www."),
        text.contains(['·', '•']),
        has("…") || has("..."),
        has(", ") || has("、") || has("，"),
        text.contains(['“', '"', '«', '„', '「']),
        text.contains(['(', '（']),
        text.contains(['$', '€', '£', '%', '¥']),
        has(" / ") || has("/"),
        sentences(text) > 1,
        sentences(text) > 3,
        has("  ") || text.contains('\t'),
        has("#"),
    ];
    all.iter().enumerate().filter(|(_, is)| **is).for_each(|(i, _)| out.add(Kind::Holds, i));
}

/// Sentence ends inside a text, counted up to five.
fn sentences(text: &str) -> usize {
    let dense = text.chars().filter(|c| matches!(c, '。' | '！' | '？')).take(5).count();
    let spaced = text.match_indices(['.', '!', '?']).filter(|(i, s)| {
        let rest = &text[i + s.len()..];
        rest.is_empty() || rest.starts_with([' ', '”', '"', '\u{a0}'])
    });
    dense + spaced.take(5).count()
}

fn ground(ground: Option<Ground>) -> usize {
    match ground {
        None => 0,
        Some(Ground::Rule(_)) => 1,
        Some(Ground::Head) => 2,
        Some(Ground::Tail) => 3,
        Some(Ground::Between) => 4,
        Some(Ground::Copy) => 5,
        Some(Ground::Contents) => 6,
        Some(Ground::Site(_)) => 1,
        Some(Ground::Outline) => 0,
    }
}

/// Columns between the line's beginning and the block.
fn column(source: &str, at: usize) -> usize {
    let line = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let space = source[line..at].len();
    space.min(200)
}

/// The longer words of a text, folded and hashed; pairs of characters where words are not spaced.
fn long_words(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().take(5).count() == 5);
    words.map(|w| {
        w.chars()
            .flat_map(char::to_lowercase)
            .take(7)
            .fold(0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3))
    })
}
