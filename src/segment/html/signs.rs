//! Marks that elements stand for without writing them: raised and lowered digits, quotation marks, readings.

use super::lines::is_dense;

/// Characters, and what they are when raised …
const RAISED: [&str; 2] = ["0123456789+-−=()nixykmpzj", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣʸᵏᵐᵖᶻʲ"];
/// … and when lowered.
const LOWERED: [&str; 2] = ["0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"];

/// Raised text behind `before`, in characters that are raised themselves; `None` where it reads as well without
/// (`20th`), or where nothing tells what it is raised over.
pub(super) fn raised(text: &str, before: &str) -> Option<String> {
    let over = before.chars().next_back()?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    // Letters alone end ordinals and abbreviations, unless they are one and a number is raised to it.
    if digits == 0 && (letters != 1 || !is_base(before)) {
        return None;
    }
    if let Some(raised) = mapped(text, RAISED) {
        return Some(raised);
    }
    let is_power = over.is_ascii_digit() && digits > 0 && !text.contains([',', ' ', '[', '*']);
    is_power.then(|| format!("^{text}"))
}

/// Lowered text behind `before`: the digits of formulas.
pub(super) fn lowered(text: &str, before: &str) -> Option<String> {
    let over = before.chars().next_back()?;
    let is_digits = text.contains(|c: char| c.is_ascii_digit());
    mapped(text, LOWERED).filter(|_| is_digits && (over.is_alphanumeric() || matches!(over, ')' | ']')))
}

/// Whether a number or a letter alone ends a text: `2`, `x`.
fn is_base(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '=' | '+')).next().unwrap_or_default();
    word.chars().count() == 1 && word.starts_with(char::is_alphabetic)
        || word.ends_with(|c: char| c.is_ascii_digit())
}

fn mapped(text: &str, [from, to]: [&str; 2]) -> Option<String> {
    let one = |c: char| from.chars().position(|f| f == c).and_then(|at| to.chars().nth(at));
    if text.is_empty() || text.chars().take(13).count() > 12 {
        return None;
    }
    // Several notes at one place stand side by side.
    text.chars().map(|c| if c == ',' { Some(c) } else { one(c) }).collect()
}

/// Languages, and the quotation marks a browser puts around `<q>` in them.
const QUOTES: &[(&[&str], [&str; 2])] = &[
    (&["de", "cs", "sk", "sl", "bg", "lt", "is", "et"], ["„", "“"]),
    (&["pl", "ro", "hu", "hr", "sr"], ["„", "”"]),
    (&["fr", "es", "pt-pt", "ru", "uk", "el", "no", "nb", "nn", "ar", "fa", "it", "ca"], ["«", "»"]),
    (&["ja", "zh-tw", "zh-hk", "zh-hant"], ["「", "」"]),
    (&["sv", "fi"], ["”", "”"]),
];

/// The quotation marks of a language, by its tag.
pub(super) fn quotes(tag: &str) -> [&'static str; 2] {
    let tag = tag.trim().to_lowercase().replace('_', "-");
    let language = tag.split('-').next().unwrap_or_default();
    let of = |name: &str| QUOTES.iter().find(|(names, _)| names.contains(&name)).map(|(_, marks)| *marks);
    of(&tag).or_else(|| of(language)).unwrap_or(["“", "”"])
}

/// The brackets around a reading behind `before`; `None` where they are written already.
pub(super) fn brackets(before: &str) -> Option<[&'static str; 2]> {
    match before.chars().next_back() {
        Some('(' | '（' | '【' | '《') => None,
        Some(c) if !is_dense(c) => Some([" (", ")"]),
        _ => Some(["（", "）"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_where_they_mean_it() {
        let table = [
            ("6", "Some 10", Some("⁶")),
            ("-3", "10", Some("⁻³")),
            ("2", "x", Some("²")),
            ("2", "40 m", Some("²")),
            ("n", "2", Some("ⁿ")),
            ("1", "in autumn.", Some("¹")),
            ("1,2", "in autumn.", Some("¹,²")),
            ("0.5", "10", Some("^0.5")),
            ("th", "20", None),
            ("e", "XX", None),
            ("o", "n", None),
            ("[1]", "in autumn.", None),
            ("*", "in autumn", None),
            ("1", "", None),
            ("TM", "Holm", None),
            ("n", "Holm", None),
        ];
        for (text, before, expected) in table {
            assert_eq!(raised(text, before).as_deref(), expected, "{before}^{text}");
        }
        let table = [
            ("2", "CO", Some("₂")),
            ("max", "v", None),
            ("2", "", None),
            ("2", "so ", None),
            ("i", "x", None),
        ];
        for (text, before, expected) in table {
            assert_eq!(lowered(text, before).as_deref(), expected, "{before}_{text}");
        }
    }

    #[test]
    fn quotation_marks_go_with_the_language() {
        for (tag, open) in [("de-AT", "„"), ("en", "“"), ("", "“"), ("zh-TW", "「"), ("zh", "“"), ("FR", "«")]
        {
            assert_eq!(quotes(tag)[0], open, "{tag}");
        }
    }
}
