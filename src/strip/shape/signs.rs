//! What can be seen of each block of a page without knowing its language.

use super::kinds::{Kind, place};
use crate::model::{Block, Form};
use crate::strip::judge::Ground;
use crate::strip::page::Feature;
use std::collections::BTreeMap;

/// What the signs of a page are read from. All slices are as long as the page has blocks.
pub(in crate::strip) struct Sight<'p> {
    pub(in crate::strip) blocks: &'p [Block],
    pub(in crate::strip) features: &'p [Feature],
    /// The class of the rule that claims each block by itself.
    pub(in crate::strip) classes: &'p [Option<usize>],
    pub(in crate::strip) grounds: &'p [Option<Ground>],
    /// Columns between the line's beginning and the block.
    pub(in crate::strip) columns: &'p [usize],
    /// The title, by the rules.
    pub(in crate::strip) title: Option<usize>,
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
pub(super) const EDGE: usize = 9;

pub(super) fn make(f: &Feature, claimed: bool) -> usize {
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

/// Whether a block is made of sentences.
pub(super) fn is_said(f: &Feature, claimed: bool) -> bool {
    matches!(make(f, claimed), PROSE | SENTENCE | ITEM_SENTENCE)
}

pub(super) struct Signs(pub(super) Vec<u16>);

impl Signs {
    pub(super) fn add(&mut self, kind: Kind, value: usize) {
        self.0.push(u16::try_from(place(kind, value)).unwrap_or(u16::MAX));
    }
}

/// The column that most words stand in; of columns alike, the leftmost.
pub(super) fn column(words: impl Iterator<Item = (usize, f64)>) -> usize {
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    words.for_each(|(column, words)| *weights.entry(column).or_default() += words);
    weights
        .into_iter()
        .reduce(|most, next| if next.1 > most.1 { next } else { most })
        .map_or(0, |most| most.0)
}

/// The first step that is not below a number.
pub(super) fn step(n: usize, steps: &[usize]) -> usize {
    steps.iter().take_while(|s| n > **s).count()
}

pub(super) fn form(form: Form) -> usize {
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

pub(super) fn end(text: &str) -> usize {
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

pub(super) fn begin(text: &str) -> usize {
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
pub(super) fn capitals(text: &str) -> usize {
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

pub(super) fn digits(text: &str) -> usize {
    let (mut all, mut digits) = (0, 0);
    for c in text.chars().take(400).filter(|c| c.is_alphanumeric()) {
        all += 1;
        digits += usize::from(c.is_numeric());
    }
    (digits * 100).checked_div(all).map_or(3, |share| step(share, &[0, 9, 29]))
}

pub(super) fn holds(text: &str, out: &mut Signs) {
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

pub(super) fn ground(ground: Option<Ground>) -> usize {
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
