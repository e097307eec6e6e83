//! Text or markup to blocks, from layout and markup alone.
//!
//! Knows no boilerplate and no rules. Every non-blank character of the source ends up in one block.

use crate::model::{Draft, Source};

/// Cuts a document into blocks.
#[must_use]
pub fn segment(source: Source) -> Draft {
    Draft { source, blocks: Vec::new(), changes: Vec::new(), diagnostics: Vec::new() }
}
