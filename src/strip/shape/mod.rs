//! What the outline of a whole page says of each block: learnt weights over signs that need no language.

mod kinds;
mod signs;

use kinds::{KINDS, Kind, count};
use signs::Region;
use std::sync::LazyLock;

pub(super) use signs::{Sight, signs};

/// Weights by family, a line each, in hundredths of a logit; `examples/learn_outline.rs` writes them.
const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<Vec<i16>> = LazyLock::new(|| {
    let numbers = TABLE.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split_whitespace().skip(1));
    let mut weights: Vec<i16> = numbers.map(|n| n.parse().unwrap_or(0)).collect();
    weights.resize(count(), 0);
    weights
});

/// Below this, in hundredths of a logit, a block is outside: of pages not learnt from, 40 words of the site go for one of the article.
const BAR: i32 = -400;

fn score(signs: &[u16]) -> i32 {
    signs.iter().map(|&s| i32::from(WEIGHTS.get(usize::from(s)).copied().unwrap_or(0))).sum()
}

/// Whether a block with these signs is outside the article. Between the first and the last running text
/// only rules take blocks out.
pub(super) fn is_outside(signs: &[u16]) -> bool {
    let first = kinds::place(Kind::Page, 0);
    let region = signs.iter().find_map(|&s| usize::from(s).checked_sub(first).filter(|v| *v < 15));
    region.is_some_and(|value| value % 3 != Region::Inside as usize) && score(signs) < BAR
}

/// The score and the signs that weigh most in it.
pub(super) fn told(signs: &[u16]) -> String {
    let weight = |s: &u16| WEIGHTS.get(usize::from(*s)).copied().unwrap_or(0);
    let mut sorted: Vec<u16> = signs.to_vec();
    sorted.sort_by_key(|s| (-i32::from(weight(s)).abs(), *s));
    let parts = sorted.iter().take(6).map(|s| format!("{} {:+.2}", name(*s), f32::from(weight(s)) / 100.0));
    let (score, bar) = (f64::from(score(signs)) / 100.0, f64::from(BAR) / 100.0);
    format!("{score:+.2} (goes below {bar:.2}): {}", parts.collect::<Vec<_>>().join(", "))
}

fn name(sign: u16) -> String {
    let mut value = usize::from(sign);
    for (_, name, values) in KINDS {
        if value < *values {
            return format!("{name}:{value}");
        }
        value -= values;
    }
    String::new()
}

/// For the program that learns the weights, `examples/learn_outline.rs`.
pub mod learning {
    use super::super::{Rules, Surroundings, inline, sheet};
    use super::kinds;
    use super::signs::{Sight, signs};
    use crate::model::{Draft, Span};

    /// A block as the learner sees it.
    #[derive(Clone, Debug)]
    pub struct Example {
        /// Where it stands.
        pub span: Span,
        /// Its signs, as places in the table of weights.
        pub signs: Vec<u16>,
        /// Whether rules or the page's shape drop it already.
        pub dropped: bool,
    }

    /// Families of signs in the table's order: name, and number of values.
    #[must_use]
    pub fn families() -> Vec<(&'static str, usize)> {
        kinds::KINDS.iter().map(|&(_, name, values)| (name, values)).collect()
    }

    /// The blocks of a page, with the outline itself not asked.
    #[must_use]
    pub fn examples(mut draft: Draft, rules: &Rules) -> Vec<Example> {
        inline::clean(&mut draft, rules);
        let mut sheet = sheet(&draft.blocks, draft.source.text(), rules, &Surroundings::NONE);
        for ground in &mut sheet.grounds {
            *ground = ground.filter(|g| *g != super::super::judge::Ground::Outline);
        }
        let sight = Sight {
            blocks: &draft.blocks,
            features: &sheet.features,
            hits: &sheet.hits,
            grounds: &sheet.grounds,
            source: draft.source.text(),
        };
        let all = signs(&sight).into_iter().zip(&draft.blocks).zip(&sheet.grounds);
        all.map(|((signs, block), ground)| Example { span: block.span, signs, dropped: ground.is_some() })
            .collect()
    }
}
