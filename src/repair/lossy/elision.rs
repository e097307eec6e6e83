//! Where English puts an apostrophe: endings, elisions at the head of a word, decades.

/// What may follow an apostrophe inside a word.
const ENDINGS: &[&str] =
    &["s", "t", "re", "ve", "ll", "d", "m", "em", "er", "all", "am", "clock", "n", "ed", "ers"];
/// What may stand before one, where the rest of the word is long (O’Brien, d’Ivoire, ma’am).
const HEADS: &[&str] =
    &["o", "d", "l", "qu", "c", "n", "ma", "ne", "e", "y", "j", "m", "t", "al", "de", "sha", "hallowe"];
/// Words that have lost their beginning.
const CLIPPED: &[&str] = &[
    "em", "tis", "twas", "twere", "twill", "twould", "til", "cause", "cos", "bout", "n", "nuff", "neath",
    "gainst", "mid", "midst", "prentice", "cept", "fraid", "scuse", "course",
];

/// Ends of words in -ing that dropped the g, as far as other words seldom end so.
const DROPPED_G: &[&str] = &[
    "kin", "oin", "yin", "thin", "ttin", "nnin", "llin", "ppin", "ckin", "ggin", "mmin", "bbin", "sin", "zin",
];

/// How much the words beside a mark speak for an apostrophe, in sixteenths of a nat.
pub(super) fn english(before: &str, after: &str) -> i32 {
    let letters = |c: char| c.is_ascii_alphabetic();
    let head = before.rsplit(|c| !letters(c)).next().unwrap_or("");
    let tail = after.split(|c| !letters(c)).next().unwrap_or("");
    let lower = tail.to_ascii_lowercase();
    let starts_word = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    if starts_word {
        return match lower.as_str() {
            _ if is_decade(after) || CLIPPED.contains(&lower.as_str()) => 96,
            "round" if !before.is_empty() => 40,
            _ => 0,
        };
    }
    if tail.is_empty() {
        return if DROPPED_G.iter().any(|end| head.len() > 4 && head.ends_with(end)) {
            40
        } else if head.len() > 2 && head.ends_with('s') {
            16
        } else {
            0
        };
    }
    // O’Hara, M’Kay, D’Arcy.
    if head.len() == 1
        && "OMD".contains(head)
        && tail.len() > 2
        && tail.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return 64;
    }
    let short_head = HEADS.contains(&head.to_ascii_lowercase().as_str()) && !head.is_empty();
    match ENDINGS.contains(&lower.as_str()) {
        true => 16,
        false if short_head => 0,
        false => -56,
    }
}

/// Whether an apostrophe between these two parts of a word is what a reader expects: `it’s`, `l’Oréal`, `O’Brien`.
pub(super) fn is_usual(head: &str, tail: &str) -> bool {
    let opens = |c: char| c.is_uppercase() || "aeiouyhàâéèêîôœ".contains(c);
    ENDINGS.contains(&tail.to_lowercase().as_str())
        || HEADS.contains(&head.to_lowercase().as_str()) && tail.starts_with(opens)
}

/// `90s`, `68`: a year without its century.
fn is_decade(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &after[digits..];
    let word = rest.starts_with(|c: char| c.is_alphanumeric());
    digits == 2 && (!word || rest.starts_with('s') && !rest[1..].starts_with(|c: char| c.is_alphanumeric()))
}
