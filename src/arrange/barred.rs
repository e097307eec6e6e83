//! Dates between marks, in lines that say more than when.

use super::is_dateline;

/// Marks between a date and what else a line over an article says.
const BARS: [&str; 5] = ["|", " - ", " – ", " · ", "•"];
/// Words of what stands beside such a mark, at most.
const BESIDE: usize = 4;

/// Whether a line has a date between such marks, and next to nothing else: `Press release | 4 May 2024 | No. 12`.
pub(crate) fn is_barred_date(text: &str) -> bool {
    if text.len() > 120 || !text.contains(char::is_numeric) {
        return false;
    }
    let Some(mark) = BARS.iter().find(|mark| text.contains(**mark)) else { return false };
    let parts = || text.split(mark).map(str::trim).filter(|part| !part.is_empty());
    let is_small =
        |part: &str| part.split_whitespace().count() <= BESIDE && !part.ends_with(['.', '!', '?', ':']);
    (2..=4).contains(&parts().count())
        && parts().filter(|part| is_dateline(part)).count() == 1
        && parts().all(|part| is_dateline(part) || is_small(part))
}

#[cfg(test)]
mod tests {
    use super::super::iso;
    use super::*;

    #[test]
    fn dates_between_marks() {
        for yes in [
            "Press release | 4 May 2024 | No. 12",
            "Bericht | 04-10-2024 | 15:45",
            "Holm Post - 27/03/2023, 10:21 WIB",
            "13.05.2024 · Mühlen",
        ] {
            assert!(is_barred_date(yes), "{yes:?}");
        }
        for no in [
            "4 May 2024 | 5 May 2024",
            "Press release | No. 12",
            "The wheel that the river took turns again | 4 May 2024",
            "4 May 2024",
            "Holm – Weir 3:1",
        ] {
            assert!(!is_barred_date(no), "{no:?}");
        }
    }

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
