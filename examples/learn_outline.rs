//! Learns the weights of a page's outline from pages whose article is known, and writes them.
//!
//! ```text
//! cargo run --example learn_outline -- OUT PAGES.jsonl… [--half]
//! ```
//!
//! A page is a line `{"id", "text", "gold"}`: `gold` says of each line of `text` whether it belongs to the
//! article (1), does not (0), or says nothing (null). With `--half`, pages whose id has an odd checksum are
//! held back and scored. Same input, same bytes.

use copydesk::model::{Decoding, Media, Source};
use copydesk::rules::Packs;
use copydesk::strip::learning::{Example, examples, families};
use copydesk::{repair, segment, strip};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const EPOCHS: usize = 30;
const RATE: f32 = 0.08;
/// How much more an article's block counts than one of the site: a loss is worse than a leftover.
const CARE: f32 = 2.0;

struct Case {
    signs: Vec<u16>,
    is_article: bool,
    weight: f32,
    words: usize,
    dropped: bool,
    held: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let half = args.iter().any(|a| a == "--half");
    args.retain(|a| a != "--half");
    let (out, files) = args.split_first().ok_or("usage: learn_outline OUT PAGES.jsonl… [--half]")?;
    let rules = strip::Rules::new(&Packs::embedded());
    let mut cases = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            cases.extend(page(&serde_json::from_str(line)?, &rules, half));
        }
        eprintln!("{file}: {} blocks so far", cases.len());
    }
    shuffle(&mut cases);
    let weights = fit(&cases);
    for (what, held) in [("learnt", false), ("held back", true)] {
        report(what, cases.iter().filter(|c| c.held == held), &weights);
    }
    std::fs::write(out, table(&weights))?;
    Ok(())
}

/// The blocks of a page that say something.
fn page(record: &serde_json::Value, rules: &strip::Rules, half: bool) -> Vec<Case> {
    let text = record["text"].as_str().unwrap_or_default().to_owned();
    let gold: Vec<Option<u64>> =
        record["gold"].as_array().into_iter().flatten().map(serde_json::Value::as_u64).collect();
    let words = |s: &str| s.split_whitespace().count().max(s.chars().filter(|c| !c.is_ascii()).count() / 3);
    let article: usize = text.lines().zip(&gold).filter(|(_, g)| **g == Some(1)).map(|(l, _)| words(l)).sum();
    let sum: usize = record["id"].to_string().bytes().map(usize::from).sum();
    let decoding = Decoding::of(text);
    let mut draft = segment::segment(Source::new("page.txt".into(), Media::Plain, decoding));
    repair::repair(&mut draft, &repair::Options::default());
    segment::reform(&mut draft);
    let source = draft.source.clone();
    let case = |example: Example| {
        let (mut yes, mut no) = (0, 0);
        for line in source.lines(example.span) {
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
        let held = half && sum % 2 == 1;
        Case { signs: example.signs, is_article, weight, words, dropped: example.dropped, held }
    };
    examples(draft, rules).into_iter().map(case).filter(|c| c.words > 0).collect()
}

/// Logistic regression by stochastic gradient descent with a step size of each weight's own (AdaGrad).
fn fit(cases: &[Case]) -> Vec<f32> {
    let count = families().iter().map(|f| f.1).sum();
    let mut weights = vec![0f32; count];
    let mut squares = vec![1e-2f32; count];
    let mean = cases.iter().map(|c| c.weight).sum::<f32>() / cases.len().max(1) as f32;
    for epoch in 0..EPOCHS {
        let rate = RATE / (1.0 + epoch as f32 / 8.0);
        for case in cases.iter().filter(|c| !c.held) {
            let z: f32 = case.signs.iter().map(|&s| weights[usize::from(s)]).sum();
            let target = if case.is_article { 1.0 } else { 0.0 };
            let gradient = (1.0 / (1.0 + (-z).exp()) - target) * (case.weight / mean).min(8.0);
            for &sign in &case.signs {
                let at = usize::from(sign);
                squares[at] += gradient * gradient;
                weights[at] -= rate * gradient / squares[at].sqrt() + 1e-6 * weights[at];
            }
        }
    }
    weights
}

/// Of the words that only the outline drops, how many the article loses, by the bar.
fn report<'c>(what: &str, cases: impl Iterator<Item = &'c Case>, weights: &[f32]) {
    let mut found: BTreeMap<i32, [usize; 2]> = BTreeMap::new();
    for case in cases.filter(|c| !c.dropped) {
        let z: f32 = case.signs.iter().map(|&s| weights[usize::from(s)]).sum();
        for bar in -10..=0 {
            if z < bar as f32 / 2.0 {
                found.entry(bar).or_default()[usize::from(case.is_article)] += case.words;
            }
        }
    }
    for (bar, [site, article]) in found {
        eprintln!(
            "{what}: below {:.1}: {site} words of the site, {article} of the article",
            bar as f32 / 2.0
        );
    }
}

/// The table: a family a line.
fn table(weights: &[f32]) -> String {
    let mut out =
        "# Weights of a page's outline in hundredths of a logit; examples/learn_outline.rs wrote them.\n"
            .to_owned();
    let mut at = 0;
    for (name, count) in families() {
        out.push_str(name);
        for weight in &weights[at..at + count] {
            let _ = write!(out, " {}", (weight * 100.0).round().clamp(-2000.0, 2000.0) as i32);
        }
        out.push('\n');
        at += count;
    }
    out
}

/// Fisher–Yates with a fixed linear congruential generator: the same order in every run.
fn shuffle(cases: &mut [Case]) {
    let mut state: u64 = 0x5EED;
    for i in (1..cases.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        cases.swap(i, (state >> 33) as usize % (i + 1));
    }
}
