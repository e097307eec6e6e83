//! A publication date in words to `YYYY-MM-DD`, where it says one thing only.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date in ISO form; the words themselves where they could mean several days (`01/02/2025`).
pub(super) fn published(text: &str) -> String {
    iso(text).or_else(|| crate::arrange::iso(text)).unwrap_or_else(|| text.to_owned())
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

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn dates_that_say_one_thing() {
        for (text, date) in [
            ("2025-08-27", "2025-08-27"),
            ("2025-08-27T23:10:00+02:00", "2025-08-27"),
            ("Aug 27, 2025", "2025-08-27"),
            ("August 27th, 2025", "2025-08-27"),
            ("Published on Wednesday, 27 August 2025 at 10:15", "2025-08-27"),
            ("3 Sept. 2024", "2024-09-03"),
            ("May 1 2023", "2023-05-01"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn dates_that_do_not_stay_as_they_are() {
        for text in [
            "01/02/2025",
            "yesterday",
            "May",
            "Mayor 1 2025",
            "Aug 2025",
            "Aug 45, 2025",
            "2025-13-01",
            "5 Aug 25",
            "",
        ] {
            assert_eq!(published(text), text);
        }
    }
}
