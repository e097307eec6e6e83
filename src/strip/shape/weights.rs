//! What was learnt, and what it says for people.

use super::trees::Trees;
use super::{kinds, second};
use std::sync::LazyLock;

/// The weights of the first look by family, a line each, and the trees of the second, in hundredths of a logit;
/// `examples/learn_outline.rs` writes them.
const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<Vec<i16>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("tree "));
    let numbers = lines.flat_map(|l| l.split_whitespace().skip(1));
    let mut weights: Vec<i16> = numbers.map(|n| n.parse().unwrap_or(0)).collect();
    weights.resize(kinds::count(), 0);
    weights
});

static TREES: LazyLock<Trees> =
    LazyLock::new(|| Trees::parse(TABLE.lines(), &second::names().collect::<Vec<_>>()));

/// The score of the first look.
pub(super) fn first(signs: &[u16]) -> i32 {
    signs.iter().map(|&s| i32::from(WEIGHTS.get(usize::from(s)).copied().unwrap_or(0))).sum()
}

/// The score of the second look.
pub(super) fn second(measures: &[u8]) -> i32 {
    TREES.score(measures)
}

/// A score and the measures that have most to do with it.
pub(super) fn told(measures: &[u8], score: i32, bar: i32) -> String {
    let shares = TREES.shares(measures);
    let mut sorted: Vec<(&str, u8, f64)> = second::names()
        .zip(measures)
        .zip(shares)
        .map(|((name, value), share)| (name, *value, share))
        .collect();
    sorted.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let parts =
        sorted.iter().take(6).map(|(name, value, share)| format!("{name}:{value} {:+.2}", share / 100.0));
    let (score, bar) = (f64::from(score) / 100.0, f64::from(bar) / 100.0);
    format!("{score:+.2} (goes below {bar:.2}): {}", parts.collect::<Vec<_>>().join(", "))
}
