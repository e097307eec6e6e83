//! A publication date in words to `YYYY-MM-DD`, where it says one thing only.

use std::borrow::Cow;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date in ISO form; the words themselves where they could mean several days (`01/02/2025`).
pub(super) fn published(text: &str) -> String {
    let _: Cow<'_, str>;
    iso(text).unwrap_or_else(|| text.to_owned())
}

fn iso(text: &str) -> Option<String> {
    if let Some(date) = leading_iso(text.trim()) {
        return Some(date);
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let month = month(words[at])?;
    let day_first = at.checked_sub(1).and_then(|b| day(words[b]));
    let (day, year) = match day_first {
        Some(day) => (day, words.get(at + 1)?),
        None => (day(words.get(at + 1)?)?, words.get(at + 2)?),
    };
    let year = Some(*year).filter(|y| y.len() == 4)?.parse::<u16>().ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `2025-08-27`, alone or with a time behind it. A time zone could move the day, so such a text stays.
fn leading_iso(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let is_date = digits(year, 4) && digits(month, 2) && digits(day, 2);
    let is_day = matches!(month.parse::<u8>(), Ok(1..=12)) && self::day(day).is_some();
    let rest = &text[10..];
    (is_date && is_day && (rest.is_empty() || rest.starts_with(['T', ' ']))).then(|| date.to_owned())
}

fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    // `sept` is as common as `sep`; `mayor` and `marching` are no months.
    (word == MONTHS[at] || word == FULL[at] || word == "sept").then_some(at + 1)
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = &word[digits.len()..];
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}
