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
}
