//! The article as plain text: a line for each block, captions left out.

use super::article::is_text;
use crate::model::{Block, Edited, Form, Role};

/// Title, headings, paragraphs, list items, tables and disclaimer in reading order, a line each. What
/// stands under pictures is no part of the running text.
#[must_use]
pub fn text(edited: &Edited) -> String {
    let mut out = String::new();
    for block in edited.article.kept().filter(|b| is_line(b) && b.form != Form::Caption) {
        // A line break inside a block would make two lines of it.
        for (n, line) in block.text.as_str().lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
            if n > 0 {
                out.push(' ');
            }
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Whether a kept block is among the article's words rather than its metadata.
pub(super) fn is_line(block: &Block) -> bool {
    match block.role {
        Role::Title | Role::HighlightsLabel => !block.text.is_empty(),
        Role::Byline | Role::Published | Role::Repeat => false,
        Role::Body | Role::Deck | Role::Highlight | Role::Disclaimer => is_text(block),
    }
}
