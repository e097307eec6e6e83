//! The article as plain text: a line for each block, captions left out.

use super::article::is_text;
use crate::model::{Block, Edited, Form, Role};

/// Title, headings, paragraphs, list items, tables and disclaimer in reading order, a line each. What
/// stands under pictures is no part of the running text.
#[must_use]
pub fn text(edited: &Edited) -> String {
    joined(edited, ' ')
}

/// The same for readers: verse keeps its lines, and program text its indentation.
pub(super) fn lines(edited: &Edited) -> String {
    joined(edited, '\n')
}

/// A line for each block, `mark` where it has a line break of its own.
fn joined(edited: &Edited, mark: char) -> String {
    let mut out = String::new();
    for block in edited.article.kept().filter(|b| is_line(b) && b.form != Form::Caption) {
        // Program text is told by its indentation.
        let keeps = mark == '\n' && block.form == Form::Code;
        let lines = block.text.as_str().lines().map(|line| if keeps { line.trim_end() } else { line.trim() });
        for (n, line) in lines.filter(|l| !l.is_empty()).enumerate() {
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

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use crate::model::Media;

    #[test]
    fn program_text_keeps_its_indentation_for_readers() {
        let text = "# The wheel\n\nThe mill turns on Monday, said the miller.\n\n```\nfor a in b:\n    a.run()\n```\n";
        let edited = Desk::default().edit_text("page.md", text.into(), Some(Media::Markdown));
        assert!(super::lines(&edited).ends_with("\nfor a in b:\n    a.run()\n"));
        assert!(super::text(&edited).ends_with("\nfor a in b: a.run()\n"));
    }
}
