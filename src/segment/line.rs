//! The non-blank lines of a text, with what layout says about each.

/// A line with something on it. Offsets are bytes of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where the line begins, white space included.
    pub(super) raw: usize,
    /// First character that is not white space.
    pub(super) start: usize,
    /// One past the last character that is not white space.
    pub(super) end: usize,
    /// Columns of white space before `start`; a tab goes to the next multiple of four.
    pub(super) indent: usize,
    /// Whether a blank line (or the beginning of the text) stands before it.
    pub(super) blank_before: bool,
}

impl Line {
    /// Its text without surrounding white space.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// All lines with something on them. `\n`, `\r\n` and a lone `\r` each end a line.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut raw = 0;
    let mut blank_before = true;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    for end in ends {
        if let Some(line) = line(text, raw, end, blank_before) {
            found.push(line);
            blank_before = false;
        } else if !is_second_half(text, raw, end) {
            blank_before = true;
        }
        raw = (end + 1).min(text.len());
    }
    found
}

fn line(text: &str, raw: usize, end: usize, blank_before: bool) -> Option<Line> {
    let body = &text[raw..end];
    if body.trim().is_empty() {
        return None;
    }
    // U+0085 is white space to Unicode; where windows-1252 was read as ISO-8859-1 it is an ellipsis.
    let is_blank = |c: char| c.is_whitespace() && c != '\u{85}';
    let trimmed = body.trim_start_matches(is_blank);
    let start = end - trimmed.len();
    let indent = columns(&text[raw..start]);
    Some(Line { raw, start, end: start + trimmed.trim_end_matches(is_blank).len(), indent, blank_before })
}

/// Whether the empty stretch `raw..end` is the one between `\r` and `\n`.
fn is_second_half(text: &str, raw: usize, end: usize) -> bool {
    raw == end && raw > 0 && text.as_bytes()[raw - 1] == b'\r' && text.as_bytes().get(end) == Some(&b'\n')
}

/// Width of leading white space.
pub(super) fn columns(space: &str) -> usize {
    space.chars().fold(0, |at, c| if c == '\t' { at / 4 * 4 + 4 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, usize, bool)> {
        lines(text).iter().map(|l| (l.of(text), l.indent, l.blank_before)).collect()
    }

    #[test]
    fn every_line_end_counts_once() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("one{end}  two {end}{end}\tthree");
            assert_eq!(seen(&text), [("one", 0, true), ("two", 2, false), ("three", 4, true)], "{end:?}");
        }
    }

    #[test]
    fn blank_texts_have_no_lines() {
        for text in ["", "\n", " \t\r\n\u{a0}\n"] {
            assert!(seen(text).is_empty(), "{text:?}");
        }
    }
}
