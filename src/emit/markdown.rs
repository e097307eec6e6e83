//! The article as Markdown.

use super::text::is_line;
use crate::model::{Block, Edited, Form, Role};
use crate::segment::escaped_markdown as escaped;
use std::borrow::Cow;

/// The article with a title of level 1, lists, tables, quotes and code fenced.
pub(super) fn markdown(edited: &Edited) -> String {
    let mut out = String::new();
    let blocks: Vec<&Block> = edited.article.kept().filter(|b| is_line(b)).collect();
    for run in blocks.chunk_by(|a, b| is_item(a) && is_item(b) || is_row(a) && is_row(b)) {
        if !out.is_empty() {
            out.push('\n');
        }
        match run[0].form {
            Form::Item { .. } => list(&mut out, run),
            Form::Row if run.iter().any(|b| cells(b.text.as_str()).nth(1).is_some()) => table(&mut out, run),
            _ => run.iter().enumerate().for_each(|(n, block)| write_block(&mut out, block, n > 0)),
        }
    }
    out
}

fn is_item(block: &Block) -> bool {
    matches!(block.form, Form::Item { .. }) && block.role != Role::Title
}

fn is_row(block: &Block) -> bool {
    block.form == Form::Row && block.role != Role::Title
}

fn write_block(out: &mut String, block: &Block, is_apart: bool) {
    if is_apart {
        out.push('\n');
    }
    let text = &*match block.form {
        Form::Code if block.role != Role::Title => Cow::Borrowed(block.text.as_str()),
        _ => escaped(block.text.as_str()),
    };
    match block.form {
        _ if block.role == Role::Title => prefixed(out, "# ", " ", text),
        Form::Heading(level) => {
            prefixed(out, &format!("{} ", "#".repeat(level.clamp(2, 6).into())), " ", text)
        }
        Form::Quote => prefixed(out, "> ", "> ", &unmistaken(&broken(text))),
        Form::Code => fenced(out, text),
        _ => paragraph(out, text),
    }
}

/// Items under each other, an inner one under the words of the item it belongs to.
fn list(out: &mut String, items: &[&Block]) {
    // Items whose lists are open, outermost first: depth, width of marker, number (none of a bullet).
    let mut open: Vec<(u8, usize, usize)> = Vec::new();
    for block in items {
        let Form::Item { depth, ordered } = block.form else { continue };
        let text = &*escaped(block.text.as_str());
        let mut number = 0;
        while let Some((above, _, last)) = open.pop_if(|(above, ..)| *above >= depth) {
            number = if above == depth { last } else { 0 };
        }
        number = if ordered { number + 1 } else { 0 };
        let marker = match (ordered, number_len(text)) {
            // A numbered item of a plain text carries its number in its words.
            (true, Some(_)) => String::new(),
            (true, None) => format!("{number}. "),
            _ => "- ".to_owned(),
        };
        let width = if marker.is_empty() { number_len(text).unwrap_or(2) } else { marker.len() };
        let indent = " ".repeat(open.iter().map(|(_, width, _)| width).sum());
        let inner = format!("{indent}{}", " ".repeat(width));
        if marker.is_empty() {
            prefixed(out, &indent, &inner, text);
        } else {
            prefixed(out, &format!("{indent}{marker}"), &inner, &unmistaken(text));
        }
        open.push((depth, width, number));
    }
}

/// Bytes of the number and its mark that a text begins with, the space behind them counted.
fn number_len(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    ((1..=9).contains(&digits) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(digits + 2)
}

/// Rows under the first of them.
fn table(out: &mut String, rows: &[&Block]) {
    let width = rows.iter().map(|b| cells(b.text.as_str()).count()).max().unwrap_or(0);
    for (n, row) in rows.iter().enumerate() {
        out.push('|');
        let found = cells(row.text.as_str());
        for cell in found.chain(std::iter::repeat("")).take(width) {
            out.push(' ');
            // A bar within a cell has its escape already.
            for line in cell.lines() {
                let parts: Vec<_> = line.split("\\|").map(escaped).collect();
                out.push_str(&parts.join("\\|"));
                out.push(' ');
            }
            if cell.is_empty() {
                out.push(' ');
            }
            out.push('|');
        }
        out.push('\n');
        if n == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(width)));
        }
    }
}

/// The cells of a row, of a Markdown table or not.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|s| !s.ends_with('\\')).unwrap_or(inner);
    inner.split(" | ").map(str::trim)
}

/// Lines with the mark of a line break between them.
fn broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !out.is_empty() {
            // A line without words breaks by itself.
            out.push_str(if line.is_empty() || out.ends_with('\n') { "\n" } else { "\\\n" });
        }
        out.push_str(line);
    }
    out
}

/// Lines of a paragraph.
fn paragraph(out: &mut String, text: &str) {
    for line in unmistaken(&broken(text)).lines() {
        out.push_str(line);
        out.push('\n');
    }
}

/// Lines in which what would make something else of one is escaped.
fn unmistaken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        match mistaken(line) {
            Some(at) => out.extend([&line[..at], "\\", &line[at..]]),
            None => out.push_str(line),
        }
    }
    out
}

/// Where a line that would be read as a heading, a quote or a list item needs an escape.
fn mistaken(line: &str) -> Option<usize> {
    if let Some(length) = number_len(line) {
        return Some(length - 2);
    }
    let is_spaced = |rest: &str| rest.starts_with([' ', '\t']);
    let marks = line.bytes().take_while(|&b| b == b'#').count();
    let is_heading = (1..=6).contains(&marks) && is_spaced(&line[marks..]);
    let is_item = line.starts_with(['-', '+', '*']) && is_spaced(&line[1..]) && !is_break(line);
    (is_heading || is_item || line.starts_with('>')).then_some(0)
}

/// `* * *`: a break between parts, meant as one.
fn is_break(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b'*' | b'-' | b' ')) && line.bytes().filter(|b| *b != b' ').count() > 2
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

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use crate::model::Media;

    #[track_caller]
    fn check(media: Media, text: &str, expected: &str) {
        let edited = Desk::default().edit_text("page", text.into(), Some(media));
        let found = super::markdown(&edited);
        assert_eq!(found, expected, "{text:?}");
        let again = Desk::default().edit_text("page", found.clone(), Some(Media::Markdown));
        assert_eq!(super::markdown(&again), found, "a second run over {found:?}");
    }

    const PROSE: &str =
        "The mill at Holm reopened on Monday after two years of repairs that cost the town dear.";

    #[test]
    fn tables_lists_and_days_stay_what_they_are() {
        let page = |inner: &str| format!("<h1>Holm Mill Turns</h1><p>{PROSE}</p>{inner}");
        let told = |inner: &str| format!("# Holm Mill Turns\n\n{PROSE}\n\n{inner}");
        for (inner, expected) in [
            (
                "<table><tr><th>Year</th><th>Wheels</th></tr><tr><td>2019</td><td>3</td></tr><tr><td>2020</td></tr></table>",
                "| Year | Wheels |\n| --- | --- |\n| 2019 | 3 |\n| 2020 |  |\n",
            ),
            (
                "<ul><li>The wheel is new.<ul><li>The shaft is old.</li></ul></li><li>The weir is dry.</li></ul>",
                "- The wheel is new.\n  - The shaft is old.\n- The weir is dry.\n",
            ),
            (
                "<ol><li>Close the weir.<ol><li>Use the upper gate.</li></ol></li><li>2024 is no number.</li></ol>",
                "1. Close the weir.\n   1. Use the upper gate.\n2. 2024 is no number.\n",
            ),
            ("<p>The wheel<br>turns<br>again.</p>", "The wheel\\\nturns\\\nagain.\n"),
            ("<p>The wheel <span>turns</span>\nagain.</p>", "The wheel turns again.\n"),
            (
                "<p>From Hawai`i to O`ahu the wheels turn, and a path is C:\\* there.</p>",
                "From Hawai\\`i to O\\`ahu the wheels turn, and a path is C:\\\\* there.\n",
            ),
            (
                "<p>A note on *stars*, `ticks` and [links](x): 2 * 3 * 4, snake_case_name and a ` alone.</p>",
                "A note on \\*stars\\*, \\`ticks\\` and \\[links](x): 2 * 3 * 4, snake_case_name and a ` alone.\n",
            ),
            (
                "<p>Write &lt;div&gt; for a box, &amp;amp; for R&amp;D, 2 &lt; 3, `*a*` and $x_1&lt;y_2$ stay.</p>",
                "Write \\<div> for a box, \\&amp; for R&D, 2 < 3, \\`\\*a\\*\\` and $x_1<y_2$ stay.\n",
            ),
            (
                "<ul><li># two is no heading.</li><li>3. is a number.</li><li>&gt; 5 wheels</li></ul>",
                "- \\# two is no heading.\n- 3\\. is a number.\n- \\> 5 wheels\n",
            ),
            ("<blockquote># one wheel turns.</blockquote>", "> \\# one wheel turns.\n"),
            (
                "<p>4. Juni war es, als das Rad zum ersten Mal wieder lief.</p>",
                "4\\. Juni war es, als das Rad zum ersten Mal wieder lief.\n",
            ),
        ] {
            check(Media::Html, &page(inner), &told(inner).replace(inner, expected));
        }
    }
}
