//! For the program that learns the weights, `examples/learn_outline.rs`.

use super::super::sheet::{Measured, measured};
use super::super::{Rules, Surroundings, inline};
use super::signs::Sight;
use super::{core, first, kinds, second};
use crate::model::{Draft, Span};

/// A page as the learner sees it.
pub struct Page {
    draft: Draft,
    measured: Measured,
}

impl Page {
    /// A page on which the rules have spoken and the outline has not.
    #[must_use]
    pub fn new(mut draft: Draft, rules: &Rules) -> Self {
        inline::clean(&mut draft, rules);
        let measured = measured(&draft.blocks, &draft.source, rules, &Surroundings::NONE);
        Self { draft, measured }
    }

    fn sight(&self) -> Sight<'_> {
        self.measured.sight(&self.draft.blocks)
    }

    /// Where each block stands, and whether the rules or the page's shape drop it already.
    #[must_use]
    pub fn blocks(&self) -> Vec<(Span, bool)> {
        let grounds = self.measured.grounds.iter();
        self.draft.blocks.iter().zip(grounds).map(|(b, g)| (b.span, g.is_some())).collect()
    }

    /// The signs of the first look, as places in its part of the table.
    #[must_use]
    pub fn first(&self) -> Vec<Vec<u16>> {
        let sight = self.sight();
        first::signs(&sight, &core::core(&sight))
    }

    /// The measures of the second look by the signs of the first and their scores in hundredths of a logit.
    #[must_use]
    pub fn second(&self, signs: &[Vec<u16>], scores: &[i32]) -> Vec<Vec<u8>> {
        second::measures(&self.sight(), signs, scores)
    }
}

/// Families of the signs of the first look in the table's order: name, and number of values.
#[must_use]
pub fn families() -> Vec<(&'static str, usize)> {
    kinds::KINDS.iter().map(|&(_, name, values)| (name, values)).collect()
}

/// The measures of the second look by name, in order.
#[must_use]
pub fn measures() -> Vec<&'static str> {
    second::names().collect()
}
