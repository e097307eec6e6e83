//! The article as Markdown.

use super::text::is_line;
use crate::model::{Block, Edited, Form, Role};

/// The article with a title of level 1, lists, quotes and code fenced.
pub(super) fn markdown(edited: &Edited) -> String {
    let mut out = String::new();
    let mut was_item = false;
    for block in edited.article.kept().filter(|b| is_line(b)) {
        let is_item = matches!(block.form, Form::Item { .. });
        if !(out.is_empty() || is_item && was_item) {
            out.push('\n');
        }
        write_block(&mut out, block);
        was_item = is_item;
    }
    out
}

fn write_block(out: &mut String, block: &Block) {
    let text = block.text.as_str();
    match block.form {
        _ if block.role == Role::Title => prefixed(out, "# ", " ", text),
        Form::Heading(level) => {
            prefixed(out, &format!("{} ", "#".repeat(level.clamp(2, 6).into())), " ", text)
        }
        Form::Item { depth, ordered } => {
            let indent = "  ".repeat(depth.into());
            // A numbered item carries its number in its words.
            let marker = if ordered && text.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "- " };
            prefixed(out, &format!("{indent}{marker}"), &format!("{indent}  "), text);
        }
        Form::Quote => prefixed(out, "> ", "> ", text),
        Form::Code => fenced(out, text),
        _ => prefixed(out, "", "", text),
    }
}

fn prefixed(out: &mut String, first: &str, next: &str, text: &str) {
    for (n, line) in text.lines().enumerate() {
        out.push_str(if n == 0 { first } else { next });
        out.push_str(line);
        out.push('\n');
    }
}

/// A fence longer than any run of backticks inside.
fn fenced(out: &mut String, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("{fence}\n{}\n{fence}\n", text.trim_end_matches('\n')));
}
