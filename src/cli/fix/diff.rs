//! A unified diff of one document before and after repair.

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};
use std::fmt::Write;

/// Unchanged lines shown on either side of a change.
const CONTEXT: u32 = 3;

/// The diff with its file header; empty where nothing changed.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut out = format!("--- {}\n+++ {}\n", quoted("a", name), quoted("b", name));
    let hunks: Vec<Hunk> = diff.hunks().collect();
    for near in hunks.chunk_by(|a, b| b.before.start - a.before.end <= 2 * CONTEXT) {
        write_hunk(&mut out, &input, near);
    }
    out
}

/// Writes changes that stand near each other, as `patch` and `git apply` read them.
fn write_hunk(out: &mut String, input: &InternedInput<&str>, near: &[Hunk]) {
    let (Some(first), Some(last)) = (near.first(), near.last()) else { return };
    let lead = first.before.start.min(CONTEXT);
    let all = u32::try_from(input.before.len()).unwrap_or(u32::MAX);
    let trail = (all - last.before.end).min(CONTEXT);
    let old = first.before.start - lead..last.before.end + trail;
    let new = first.after.start - lead..last.after.end + trail;
    let _ = writeln!(out, "@@ -{} +{} @@", part(&old), part(&new));
    let mut done = old.start;
    for hunk in near {
        write_lines(out, input, ' ', &input.before[done as usize..hunk.before.start as usize]);
        write_lines(out, input, '-', &input.before[hunk.before.start as usize..hunk.before.end as usize]);
        write_lines(out, input, '+', &input.after[hunk.after.start as usize..hunk.after.end as usize]);
        done = hunk.before.end;
    }
    write_lines(out, input, ' ', &input.before[done as usize..old.end as usize]);
}

/// First line and number of lines; of none the line before.
fn part(lines: &std::ops::Range<u32>) -> String {
    let first = lines.start + u32::from(!lines.is_empty());
    format!("{first},{}", lines.len())
}

/// Lines behind their mark; where the text ends without a line's end, it is said.
fn write_lines(out: &mut String, input: &InternedInput<&str>, mark: char, lines: &[Token]) {
    for line in lines {
        let line = input.interner[*line];
        let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
        let _ = write!(out, "{mark}{line}{end}");
    }
}

/// A name as `git diff` writes it: in quotes where it holds what would break the header.
fn quoted(side: &str, name: &str) -> String {
    if name.chars().any(|c| c.is_control() || matches!(c, '"' | '\\' | '\u{2028}' | '\u{2029}')) {
        let escaped: String = name.bytes().map(octal).collect();
        return format!("\"{side}/{escaped}\"");
    }
    format!("{side}/{name}")
}

/// A byte of a quoted name.
fn octal(byte: u8) -> String {
    match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).into(),
        _ => format!("\\{byte:03o}"),
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn the_lines_of_a_header_are_those_below_it() {
        for changed in 1..=12usize {
            let text = |word: &str| -> String {
                (1..=12)
                    .map(|n| if n == changed { format!("{word}\n") } else { format!("line {n}\n") })
                    .collect()
            };
            let diff = unified("a.txt", &text("old"), &text("new"));
            let header = diff.lines().nth(2).expect("a header");
            let first = changed.saturating_sub(3).max(1);
            let count = (changed + 3).min(12) + 1 - first;
            assert_eq!(header, format!("@@ -{first},{count} +{first},{count} @@"));
            assert_eq!(diff.lines().count(), 3 + count + 1);
        }
    }
}
