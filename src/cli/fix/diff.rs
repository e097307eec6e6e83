//! A unified diff of one document before and after repair.

use imara_diff::{Algorithm, BasicLineDiffPrinter, Diff, InternedInput, UnifiedDiffConfig};

/// The diff with its file header; empty where nothing changed.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let printer = BasicLineDiffPrinter(&input.interner);
    let hunks = diff.unified_diff(&printer, UnifiedDiffConfig::default(), &input);
    format!("--- {}\n+++ {}\n{hunks}", quoted("a", name), quoted("b", name))
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
