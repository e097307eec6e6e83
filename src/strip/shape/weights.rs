//! The learnt weights, and what they say for people.

use super::{kinds, second};
use std::sync::LazyLock;

/// Weights by family, a line each, in hundredths of a logit; `examples/learn_outline.rs` writes them.
const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<Vec<i16>> = LazyLock::new(|| {
    let numbers = TABLE.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split_whitespace().skip(1));
    let mut weights: Vec<i16> = numbers.map(|n| n.parse().unwrap_or(0)).collect();
    weights.resize(kinds::count() + second::count(), 0);
    weights
});

fn sum(signs: &[u16], from: usize) -> i32 {
    signs.iter().map(|&s| i32::from(WEIGHTS.get(from + usize::from(s)).copied().unwrap_or(0))).sum()
}

/// The score of the first look.
pub(super) fn first(signs: &[u16]) -> i32 {
    sum(signs, 0)
}

/// The score of the second look.
pub(super) fn second(signs: &[u16]) -> i32 {
    sum(signs, kinds::count())
}

/// A score and the signs of the second look that weigh most in it.
pub(super) fn told(signs: &[u16], score: i32, bar: i32) -> String {
    let weight = |s: &u16| WEIGHTS.get(kinds::count() + usize::from(*s)).copied().unwrap_or(0);
    let mut sorted: Vec<u16> = signs.to_vec();
    sorted.sort_by_key(|s| (-i32::from(weight(s)).abs(), *s));
    let parts = sorted.iter().take(6).map(|s| format!("{} {:+.2}", name(*s), f32::from(weight(s)) / 100.0));
    let (score, bar) = (f64::from(score) / 100.0, f64::from(bar) / 100.0);
    format!("{score:+.2} (goes below {bar:.2}): {}", parts.collect::<Vec<_>>().join(", "))
}

fn name(sign: u16) -> String {
    let mut value = usize::from(sign);
    for (name, values) in second::FAMILIES {
        if value < *values {
            return format!("{name}:{value}");
        }
        value -= values;
    }
    String::new()
}
