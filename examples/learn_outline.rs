//! Learns the weights of a page's outline from pages whose article is known, and writes them.
//!
//! ```text
//! cargo run --example learn_outline -- OUT PAGES.jsonl… [--half odd|even]
//! ```
//!
//! A page is a line `{"id", "text", "gold"}`: `gold` says of each line of `text` whether it belongs to the
//! article (1), does not (0), or says nothing (null). The second look, of trees, learns from scores of the first that were
//! learnt without the page. With `--half`, pages whose id has an odd or an even checksum are held back and scored.
//! Same input, same bytes.

use copydesk::model::{Decoding, Media, Source};
use copydesk::rules::Packs;
use copydesk::strip::learning::{Page, families, measures};
use copydesk::{repair, segment, strip};
use grow::Tree;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[path = "learn_outline/grow.rs"]
mod grow;

const EPOCHS: usize = 4;
const RATE: f32 = 0.08;
/// How fast a weight fades that nothing feeds: rare signs stay small.
const FADE: f32 = 0.0002;
/// How much more an article's block counts than one of the site: a loss is worse than a leftover.
const CARE: f32 = 2.0;
/// Parts the pages are cut into for the scores of the first look.
const PARTS: usize = 4;

/// A page with what is known of its blocks.
struct Known {
    page: Page,
    part: usize,
    held: bool,
    blocks: Vec<Label>,
    first: Vec<Vec<u16>>,
    second: Vec<Vec<u8>>,
}

struct Label {
    is_article: bool,
    weight: f32,
    words: usize,
    dropped: bool,
}

/// One block under the first look, and under the second.
struct Case<'k> {
    signs: &'k [u16],
    measures: &'k [u8],
    label: &'k Label,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let half = args.iter().position(|a| a == "--half").map(|at| args.drain(at..).nth(1));
    let half = half.map(|half| usize::from(half.as_deref() == Some("odd")));
    let (out, files) = args.split_first().ok_or("usage: learn_outline OUT PAGES.jsonl… [--half odd|even]")?;
    let rules = strip::Rules::new(&Packs::embedded());
    let mut pages = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            pages.push(known(&serde_json::from_str(line)?, &rules, half));
        }
        eprintln!("{file}: {} pages so far", pages.len());
    }
    let families = families();
    let count = families.iter().map(|f| f.1).sum();
    for part in 0..PARTS {
        let without = fit(cases(&pages, |p| !p.held && p.part != part), count);
        for page in pages.iter_mut().filter(|p| p.part == part && !p.held) {
            page.second = page.page.second(&page.first, &scores(&page.first, &without));
        }
    }
    let weights = fit(cases(&pages, |p| !p.held), count);
    for page in pages.iter_mut().filter(|p| p.held) {
        page.second = page.page.second(&page.first, &scores(&page.first, &weights));
    }
    let learnt = cases(&pages, |p| !p.held);
    let seen: Vec<grow::Case<'_>> = learnt.iter().map(Case::seen_again).collect();
    let trees = grow::grow(&seen);
    for (what, held) in [("learnt", false), ("held back", true)] {
        report(what, &cases(&pages, |p| p.held == held), &trees);
    }
    std::fs::write(out, table(&families, &weights, &trees))?;
    Ok(())
}

impl Case<'_> {
    fn seen_again(&self) -> grow::Case<'_> {
        let Label { is_article, weight, .. } = *self.label;
        grow::Case { measures: self.measures, is_article, weight: f64::from(weight) }
    }
}

/// The blocks of a page, and what its lines say of them.
fn known(record: &serde_json::Value, rules: &strip::Rules, half: Option<usize>) -> Known {
    let text = record["text"].as_str().unwrap_or_default().to_owned();
    let gold: Vec<Option<u64>> =
        record["gold"].as_array().into_iter().flatten().map(serde_json::Value::as_u64).collect();
    let words = |s: &str| s.split_whitespace().count().max(s.chars().filter(|c| !c.is_ascii()).count() / 3);
    let article: usize = text.lines().zip(&gold).filter(|(_, g)| **g == Some(1)).map(|(l, _)| words(l)).sum();
    let sum: usize = record["id"].to_string().bytes().map(usize::from).sum();
    let mut draft = segment::segment(Source::new("page.txt".into(), Media::Plain, Decoding::of(text)));
    repair::repair(&mut draft, &repair::Options::default());
    segment::reform(&mut draft);
    let source = draft.source.clone();
    let page = Page::new(draft, rules);
    let label = |(span, dropped)| {
        let (mut yes, mut no) = (0, 0);
        for line in source.lines(span) {
            let count = source.line_span(line).map_or(0, |s| words(source.slice(s)));
            match gold.get(line - 1).copied().flatten() {
                Some(1) => yes += count,
                Some(_) => no += count,
                None => {}
            }
        }
        let (is_article, words) = (yes > 0 && yes >= no, yes + no);
        let weight =
            (words.min(60) + 2) as f32 / (article + 200) as f32 * if is_article { CARE } else { 1.0 };
        Label { is_article, weight, words, dropped }
    };
    let blocks = page.blocks().into_iter().map(label).collect();
    let first = page.first();
    Known { page, part: sum / 2 % PARTS, held: half == Some(sum % 2), blocks, first, second: Vec::new() }
}

fn cases(pages: &[Known], wanted: impl Fn(&Known) -> bool) -> Vec<Case<'_>> {
    let mut found = Vec::new();
    for page in pages.iter().filter(|p| wanted(p)) {
        for (at, label) in page.blocks.iter().enumerate().filter(|(_, label)| label.words > 0) {
            let measures = page.second.get(at).map_or(&[][..], Vec::as_slice);
            found.push(Case { signs: &page.first[at], measures, label });
        }
    }
    found
}

/// Hundredths of a logit, as the program adds them up.
fn scores(signs: &[Vec<u16>], weights: &[f32]) -> Vec<i32> {
    signs.iter().map(|s| s.iter().map(|&s| hundredths(weights[usize::from(s)])).sum()).collect()
}

fn hundredths(weight: f32) -> i32 {
    (weight * 100.0).round().clamp(-2000.0, 2000.0) as i32
}

/// Logistic regression by stochastic gradient descent with a step size of each weight's own (AdaGrad).
fn fit(mut cases: Vec<Case<'_>>, count: usize) -> Vec<f32> {
    shuffle(&mut cases);
    let mut weights = vec![0f32; count];
    let mut squares = vec![1e-2f32; count];
    let mean = cases.iter().map(|c| c.label.weight).sum::<f32>() / cases.len().max(1) as f32;
    for epoch in 0..EPOCHS {
        let rate = RATE / (1.0 + epoch as f32 / 8.0);
        for case in &cases {
            let z: f32 = case.signs.iter().map(|&s| weights[usize::from(s)]).sum();
            let target = if case.label.is_article { 1.0 } else { 0.0 };
            let gradient = (1.0 / (1.0 + (-z).exp()) - target) * (case.label.weight / mean).min(8.0);
            for &sign in case.signs {
                let at = usize::from(sign);
                squares[at] += gradient * gradient;
                weights[at] -= rate * (gradient / squares[at].sqrt() + FADE * weights[at]);
            }
        }
    }
    weights
}

/// Of the words that only the outline drops, how many the article loses, by the bar.
fn report(what: &str, cases: &[Case<'_>], trees: &[Tree]) {
    let mut found: BTreeMap<i32, [usize; 2]> = BTreeMap::new();
    for case in cases.iter().filter(|c| !c.label.dropped) {
        let z: f64 = trees.iter().map(|t| t.answer(case.measures)).sum();
        for bar in -10..=0 {
            if z < f64::from(bar) / 2.0 {
                found.entry(bar).or_default()[usize::from(case.label.is_article)] += case.label.words;
            }
        }
    }
    for (bar, [site, article]) in found {
        let bar = f64::from(bar) / 2.0;
        eprintln!("{what}: below {bar:.1}: {site} words of the site, {article} of the article");
    }
}

/// The table: a family a line, a tree a line.
fn table(families: &[(&str, usize)], weights: &[f32], trees: &[Tree]) -> String {
    let mut out =
        "# What was learnt of pages' outlines, in hundredths of a logit; examples/learn_outline.rs wrote it.\n"
            .to_owned();
    let mut at = 0;
    for (name, count) in families {
        out.push_str(name);
        for weight in &weights[at..at + count] {
            let _ = write!(out, " {}", hundredths(*weight));
        }
        out.push('\n');
        at += count;
    }
    let names = measures();
    for tree in trees {
        out.push_str("tree");
        tree.write(&names, &mut out);
        out.push('\n');
    }
    out
}

/// Fisher–Yates with a fixed linear congruential generator: the same order in every run.
fn shuffle(cases: &mut [Case<'_>]) {
    let mut state: u64 = 0x5EED;
    for i in (1..cases.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        cases.swap(i, (state >> 33) as usize % (i + 1));
    }
}
