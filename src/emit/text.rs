//! The article as plain text: a line for each block, captions left out.

use super::article::is_text;
use crate::model::{Block, Edited, Form, Role};

/// Title, headings, paragraphs, list items, tables and disclaimer in reading order, a line each. What
/// stands under pictures is no part of the running text.
#[must_use]
pub fn text(edited: &Edited) -> String {
    joined(edited, ' ')
}

/// The same for readers: verse keeps its lines.
pub(super) fn lines(edited: &Edited) -> String {
    joined(edited, '\n')
}

/// A line for each block, `mark` where it has a line break of its own.
fn joined(edited: &Edited, mark: char) -> String {
    let mut out = String::new();
    for block in edited.article.kept().filter(|b| is_line(b) && b.form != Form::Caption) {
        for (n, line) in block.text.as_str().lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
            if n > 0 {
                out.push(mark);
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
