//! Dates as articles print them, to ISO 8601.

use super::calendar::{BESIDE, MONTHS};

/// The first date in a text, as `2025-08-27`; `None` where there is none or where day and month
/// could be taken for each other.
#[must_use]
pub fn iso(text: &str) -> Option<String> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(&words[at..])).map(|(date, _)| date)
}

/// Whether a line holds a date and nothing but what goes with one.
pub(crate) fn is_dateline(text: &str) -> bool {
    // Every date has a number in it, and most lines have not.
    if text.len() > 160 || !text.contains(char::is_numeric) {
        return false;
    }
    let words = words(text);
    let mut dated = false;
    let mut at = 0;
    while at < words.len() {
        if let Some((_, taken)) = date_at(&words[at..]) {
            dated = true;
            at += taken;
            continue;
        }
        let word = &words[at];
        let is_time = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4 || is_clock(word);
        if !is_time && !BESIDE.contains(&word.as_str()) {
            return false;
        }
        at += 1;
    }
    dated
}

/// Whether a text's first word is one that datelines begin with.
pub(super) fn may_begin(text: &str) -> bool {
    let Some(first) = words(text.split_whitespace().next().unwrap_or_default()).into_iter().next() else {
        return false;
    };
    first.starts_with(|c: char| c.is_ascii_digit())
        || month(&first).is_some()
        || BESIDE.contains(&first.as_str())
}

/// `9am`, `14h30`.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len()
        && matches!(
            rest.trim_end_matches(|c: char| c.is_ascii_digit()),
            "am" | "pm" | "h" | "t" | "z" | "uhr" | "시" | "분" | "时" | "時" | "分"
        )
}

/// Words and numbers in lower case; a number keeps no ordinal ending.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|w| !w.is_empty())
        .take(64)
        .flat_map(parts)
        .collect()
}

/// Marks that belong to the letter before them in Thai and Arabic.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{064b}'..='\u{0652}')
}

fn parts(word: &str) -> Vec<String> {
    let word: String = word.to_lowercase().chars().map(western).collect();
    // 2025年8月27日, 2025년 8월 27일
    if word.contains(['年', '月', '日', '년', '월', '일']) && word.starts_with(|c: char| c.is_ascii_digit())
    {
        return word
            .split(['年', '月', '日', '년', '월', '일'])
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
    }
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &word[number.len()..];
    if !number.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "de") {
        return vec![number.to_owned()];
    }
    // 2025-08-27T10:00
    if let Some((day, hour)) = word.split_once('t')
        && day.len() == 2
        && day.bytes().chain(hour.bytes()).all(|b| b.is_ascii_digit())
    {
        return vec![day.to_owned(), hour.to_owned()].into_iter().filter(|w| !w.is_empty()).collect();
    }
    vec![word]
}

/// Thai and Arabic digits as the western ones.
fn western(c: char) -> char {
    let value = match c {
        '\u{0e50}'..='\u{0e59}' => c as u32 - 0x0e50,
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06f0}'..='\u{06f9}' => c as u32 - 0x06f0,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// A date at the beginning of `words`, and how many of them it takes.
fn date_at(words: &[String]) -> Option<(String, usize)> {
    let get = |i: usize| words.get(i).map(String::as_str).unwrap_or_default();
    let skip = |i: usize| {
        if matches!(get(i), "de" | "of" | "del" | "du" | "di" | "van") {
            i + 1
        } else if get(i) == "พ" && get(i + 1) == "ศ" {
            i + 2
        } else {
            i
        }
    };
    if let Some(month) = month(get(0)) {
        let day = number(get(1), 1..=31)?;
        let at = skip(2);
        return form(number(get(at), 1900..=2100)?, month, day, at + 1);
    }
    let first: u32 = number(get(0), 1..=2100)?;
    if get(1) == "tháng" {
        let at = if get(3) == "năm" { 4 } else { 3 };
        return form(number(get(at), 1900..=2100)?, number(get(2), 1..=12)?, first, at + 1);
    }
    let at = skip(1);
    if let Some(month) = month(get(at)) {
        let year_at = skip(at + 1);
        let year = number(get(year_at), 1900..=2100).or_else(|| buddhist(get(at), get(year_at)));
        return form(year?, month, first, year_at + 1);
    }
    let (second, third) = (number(get(1), 1..=31)?, number(get(2), 1..=2100)?);
    if first >= 1900 {
        return form(first, second, third, 3);
    }
    match (first > 12, second > 12) {
        (true, false) => form(third, second, first, 3),
        (false, true) => form(third, first, second, 3),
        _ if first == second => form(third, first, second, 3),
        _ => None,
    }
}

/// A year of the Buddhist era beside a Thai month, in the common era.
fn buddhist(month: &str, year: &str) -> Option<u32> {
    let is_thai = month.starts_with(|c| matches!(c, '\u{0e01}'..='\u{0e2e}' | '\u{0e40}'..='\u{0e44}'));
    let year = number(year, 2443..=2643).filter(|_| is_thai)?;
    Some(year - 543)
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

fn number(word: &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    word.parse().ok().filter(|n| word.len() <= 4 && range.contains(n))
}

fn form(year: u32, month: u32, day: u32, taken: usize) -> Option<(String, usize)> {
    let fits = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| (format!("{year:04}-{month:02}-{day:02}"), taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_shapes() {
        let table = [
            ("Aug 27, 2025", "2025-08-27"),
            ("Published: August 27th, 2025 at 9:15 am", "2025-08-27"),
            ("27 August 2025", "2025-08-27"),
            ("2025-08-27T06:30:00Z", "2025-08-27"),
            ("2025/8/27", "2025-08-27"),
            ("27.08.2025, 14:30 Uhr", "2025-08-27"),
            ("Am 3. März 2024", "2024-03-03"),
            ("le 1er février 2024", "2024-02-01"),
            ("27 de agosto de 2025", "2025-08-27"),
            ("27 августа 2025 г.", "2025-08-27"),
            ("2025年8月27日", "2025-08-27"),
            ("08/27/2025", "2025-08-27"),
            ("12 พฤศจิกายน 2568", "2025-11-12"),
            ("วันที่ ๓ มีนาคม พ.ศ. ๒๕๖๗", "2024-03-03"),
            ("3 มีนาคม 2024", "2024-03-03"),
            ("ngày 3 tháng 3 năm 2024", "2024-03-03"),
            ("Thứ hai, 3 tháng 3, 2024", "2024-03-03"),
        ];
        for (text, expected) in table {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn no_date_is_guessed() {
        for text in [
            "",
            "08/07/2025",
            "May 2025",
            "3 May 2568",
            "In 2025",
            "version 1.2.3",
            "March on Rome",
            "99.99.2025",
        ] {
            assert_eq!(iso(text), None, "{text:?}");
        }
    }

    #[test]
    fn datelines_hold_nothing_else() {
        for yes in [
            "Aug 27, 2025",
            "Published 3:15 PM EST Nov 19, 2019",
            "Updated: 27.08.2025 14:30",
            "Mittwoch, 3. März 2024",
            "Опубликовано: понедельник, 3 марта 2024, 14:30",
            "Poniedziałek, 3 marca 2024",
            "Son güncellenme: 3 Mart 2024 Pazar",
            "الاثنين 3 مارس 2024",
            "发布时间：2024年3月3日 10:15",
            "公開日：2024年3月3日（日）",
            "입력 2024.03.03 오후 3:15",
        ] {
            assert!(is_dateline(yes), "{yes:?}");
        }
        for no in [
            "The mill burned down on May 3, 2019",
            "May 3, 2019: the mill burns",
            "Published by the mill",
            "9:15 am",
        ] {
            assert!(!is_dateline(no), "{no:?}");
        }
    }
}
