//! A unified diff of one document before and after repair.

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token, UnifiedDiffConfig, UnifiedDiffPrinter};
use std::fmt::{Result, Write};

/// The diff with its file header; empty where nothing changed.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let printer = Lines(&input.interner);
    let hunks = diff.unified_diff(&printer, UnifiedDiffConfig::default(), &input);
    format!("--- {}\n+++ {}\n{hunks}", quoted("a", name), quoted("b", name))
}

/// Writes lines as `patch` and `git apply` read them.
struct Lines<'a>(&'a Interner<&'a str>);

impl Lines<'_> {
    /// A line behind its mark; where the text ends without a line's end, it is said.
    fn line(&self, mut f: impl Write, mark: char, line: Token) -> Result {
        let line = self.0[line];
        let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
        write!(f, "{mark}{line}{end}")
    }
}

impl UnifiedDiffPrinter for Lines<'_> {
    fn display_header(&self, mut f: impl Write, before: u32, after: u32, old: u32, new: u32) -> Result {
        writeln!(f, "@@ -{},{old} +{},{new} @@", before + 1, after + 1)
    }

    fn display_context_token(&self, f: impl Write, line: Token) -> Result {
        self.line(f, ' ', line)
    }

    fn display_hunk(&self, mut f: impl Write, before: &[Token], after: &[Token]) -> Result {
        before.iter().try_for_each(|line| self.line(&mut f, '-', *line))?;
        after.iter().try_for_each(|line| self.line(&mut f, '+', *line))
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
