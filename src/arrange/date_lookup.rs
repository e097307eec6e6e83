//! The words of dates by what they mean.

use super::calendar::{BESIDE, BESIDE_ENGLISH, MONTHS, PERSIAN, ZONES};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The words that stand beside dates; every line with a number in it is looked up.
pub(super) static DAY_FIRST: LazyLock<HashSet<&str>> = LazyLock::new(|| BESIDE.iter().copied().collect());
pub(super) static ENGLISH: LazyLock<HashSet<&str>> =
    LazyLock::new(|| BESIDE_ENGLISH.iter().copied().collect());

/// The names of months, by the place of the month.
pub(super) static NAMED: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let names = MONTHS.iter().enumerate().rev();
    names.flat_map(|(month, names)| names.iter().map(move |name| (*name, month))).collect()
});

/// Whether a word may stand beside a date.
pub(super) fn is_beside(word: &str) -> bool {
    DAY_FIRST.contains(word) || ENGLISH.contains(word) || ZONES.contains(&word) || is_weekday(word)
}

/// `9am`, `14h30`.
pub(super) fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len()
        && matches!(
            rest.trim_end_matches(|c: char| c.is_ascii_digit()),
            "am" | "pm" | "h" | "t" | "z" | "uhr" | "時" | "时" | "點" | "点" | "분" | "시" | "분전"
        )
}

/// The day of the week in Chinese, Japanese and Korean, short or long.
fn is_weekday(word: &str) -> bool {
    let short =
        word.strip_prefix("星期").or_else(|| word.strip_prefix("周")).or_else(|| word.strip_prefix("週"));
    let (short, days) = match short {
        Some(day) => (day, "一二三四五六日天"),
        None => (word.trim_end_matches("曜日").trim_end_matches("요일"), "月火水木金土日월화수목금토일"),
    };
    short.chars().count() == 1 && days.contains(short)
}

/// What a date says.
pub(super) enum Date {
    Day(String),
    /// Day and month could be taken for each other.
    EitherWay,
}

/// A year of the Buddhist era beside a Thai month, in the common era.
pub(super) fn buddhist(month: &str, year: &str) -> Option<u32> {
    let is_thai = month.starts_with(|c| matches!(c, '\u{0e01}'..='\u{0e2e}' | '\u{0e40}'..='\u{0e44}'));
    let year = number(year, 2443..=2643).filter(|_| is_thai)?;
    Some(year - 543)
}

/// A day of the Persian year in the common era, and how many words say it: `2 آبان 1402`.
pub(super) fn persian(day: &str, month: &str, year: &str) -> Option<(Date, usize)> {
    let month = PERSIAN.iter().position(|name| *name == month)?;
    let (day, year): (u32, u32) = (number(day, 1..=31)?, number(year, 1370..=1412)?);
    let month = u32::try_from(month).ok()?;
    // Six months of 31 days, five of 30; the year begins on 20 or 21 March.
    if day == 31 && month > 5 {
        return None;
    }
    let of_year = if month < 6 { month * 31 } else { 186 + (month - 6) * 30 } + day - 1;
    let (western, from) = (year + 621, 80 - u32::from(begins_early(year)) + u32::from(is_leap(year + 621)));
    let at = from + of_year - 1;
    let days = if is_leap(western) { 366 } else { 365 };
    let (western, mut left) = if at < days { (western, at) } else { (western + 1, at - days) };
    let lengths = [31, if is_leap(western) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut of = 0;
    while left >= lengths[of] {
        left -= lengths[of];
        of += 1;
    }
    form(western, u32::try_from(of).ok()? + 1, left + 1, 3)
}

/// Whether a Persian year begins on 20 March: after the Gregorian leap day, but in the first years of a cycle.
fn begins_early(year: u32) -> bool {
    is_leap(year + 621) && year >= 1375 || (year + 621) % 4 == 1 && year >= 1408
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// A number of up to four figures within bounds.
pub(super) fn number(word: &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    word.parse().ok().filter(|n| word.len() <= 4 && range.contains(n))
}

/// A date that a calendar has.
pub(super) fn form(year: u32, month: u32, day: u32, taken: usize) -> Option<(Date, usize)> {
    let days = match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let exists = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    exists.then(|| (Date::Day(format!("{year:04}-{month:02}-{day:02}")), taken))
}

#[cfg(test)]
mod tests {
    use crate::arrange::iso;

    #[test]
    fn months_of_other_calendars_and_languages() {
        for (text, date) in [
            ("۲ آبان ۱۴۰۲ - ۰۹:۱۵", "2023-10-24"),
            ("1 فروردین 1403", "2024-03-20"),
            ("30 اسفند 1403", "2025-03-20"),
            ("10 دی 1399", "2020-12-30"),
            ("13. kolovoza 2024. u 07:00", "2024-08-13"),
            ("5. listopada 2023.", "2023-10-05"),
            ("5 listopada 2023", "2023-11-05"),
            ("понедељак, 18.12.2023. у 09:40", "2023-12-18"),
            ("22 март 2024", "2024-03-22"),
            ("3 d’abril de 2024", "2024-04-03"),
            ("Aug 12, 20216:00 AM", "2021-08-12"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(date), "{text:?}");
        }
        for no in ["31 آبان 1402", "5 آبان 1250", "12, 20216 sacks"] {
            assert_eq!(iso(no), None, "{no:?}");
        }
    }
}
