//! A document before and after the decision which of its blocks are the article.

use super::{Block, Change, Diagnostic, Source};

/// A segmented document, not yet judged. Made by `segment`, changed by `repair`.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The decoded input.
    pub source: Source,
    /// All blocks, in source order; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// What was changed so far, in source order within each stage.
    pub changes: Vec<Change>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// A document whose blocks carry verdicts and roles. Only `strip` makes one; only one of these can be linted.
#[derive(Clone, Debug)]
pub struct Article {
    /// The decoded input.
    pub source: Source,
    /// All blocks, dropped ones too, in source order.
    pub blocks: Vec<Block>,
    /// Every change made to the text, in source order within each stage.
    pub changes: Vec<Change>,
}

impl Article {
    /// The blocks that belong to the article, in reading order.
    pub fn kept(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.is_kept())
    }
}

/// What the pipeline made of one document.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The article, with everything that was dropped or changed.
    pub article: Article,
    /// What was found, in source order.
    pub diagnostics: Vec<Diagnostic>,
}
