//! Dates as articles print them, to ISO 8601.
//!
//! Three numbers are a date only where one mark joins them: what stands behind a comma or between colons is a time.

use super::date_lookup::{
    DAY_FIRST, Date, ENGLISH, NAMED, buddhist, form, is_beside, is_clock, number, persian,
};
use super::date_words::{Word, words};
use super::day_order::Order;
use std::collections::HashSet;
use std::ops::Range;

/// The first date in a text, as `2025-08-27`; `None` where there is none, where no calendar has it, or where day and
/// month could be taken for each other.
#[must_use]
pub fn iso(text: &str) -> Option<String> {
    iso_in(text, Order::Unknown)
}

/// The first date in a text whose author writes days and months in this order.
pub(crate) fn iso_in(text: &str, order: Order) -> Option<String> {
    match first(text, order)? {
        Date::Day(date) => Some(date),
        Date::EitherWay => None,
    }
}

/// Whether a text has a date, even one whose day and month could be taken for each other.
pub(crate) fn is_dated(text: &str) -> bool {
    first(text, Order::Unknown).is_some()
}

fn first(text: &str, order: Order) -> Option<Date> {
    if !text.contains(char::is_numeric) {
        return None;
    }
    let words = words(text);
    let order = told(&words, order);
    (0..words.len()).find_map(|at| date_at(&words, at, order)).map(|(date, _)| date)
}

/// Whether a line holds a date and nothing but what goes with one.
pub(crate) fn is_dateline(text: &str) -> bool {
    // Every date has a number in it, and most lines have not.
    text.len() <= 160 && text.contains(char::is_numeric) && is_only_date(&words(text), 0)
}

/// Words of a place at most.
const PLACE: usize = 4;

/// Whether a line is a place and a date (`Holm, 9 June 2025`), as reports have it under their title.
pub(crate) fn is_placed_date(text: &str) -> bool {
    let Some((place, _)) = text.split_once(',') else { return false };
    if text.len() > 160 || !text.contains(char::is_numeric) || place.contains(char::is_numeric) {
        return false;
    }
    let count = place.split_whitespace().count();
    let is_name = |w: &str| !w.starts_with(char::is_lowercase) || w.chars().count() <= 3;
    let words = words(text);
    let from = words.iter().position(|w| w.gap == ',');
    (1..=PLACE).contains(&count)
        && place.starts_with(char::is_alphabetic)
        && place.split_whitespace().all(is_name)
        && from.is_some_and(|from| is_only_date(&words, from))
}

/// Whether a text's first word is one that datelines begin with.
pub(super) fn may_begin(text: &str) -> bool {
    let words = words(text.split_whitespace().next().unwrap_or_default());
    let Some(first) = words.first() else { return false };
    let text = first.text.as_str();
    text.starts_with(|c: char| c.is_ascii_digit()) || month(&words, 0).is_some() || is_beside(text)
}

/// Where the first date of a text stands, in bytes.
pub(super) fn span(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let (_, taken) = date_at(&words, at, Order::Unknown)?;
        Some(words[at].at.start..words[at + taken - 1].at.end)
    })
}

fn is_only_date(words: &[Word], from: usize) -> bool {
    let mut dated = false;
    let mut at = from;
    while at < words.len() {
        if let Some((_, taken)) = date_at(words, at, Order::Unknown) {
            dated = true;
            at += taken;
            continue;
        }
        let word = words[at].text.as_str();
        let is_time = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4 || is_clock(word);
        if !is_time && !is_beside(word) {
            return false;
        }
        at += 1;
    }
    dated
}

/// The order of day and month by the words of the line, else as it is known.
fn told(words: &[Word], known: Order) -> Order {
    let is_in =
        |list: &HashSet<&str>| words.iter().any(|w| w.text.len() > 2 && list.contains(w.text.as_str()));
    match () {
        () if known == Order::DayFirst || is_in(&DAY_FIRST) => Order::DayFirst,
        () if is_in(&ENGLISH) => Order::English,
        () => known,
    }
}

/// A date that begins with word `at`, and how many words it takes.
fn date_at(words: &[Word], at: usize, order: Order) -> Option<(Date, usize)> {
    let above = at.checked_sub(1).filter(|&above| words[above].is_number()).map(|_| words[at].gap);
    let begins = || words[..at].iter().all(|w| is_beside(&w.text));
    let short = |words| short_year(words).filter(|_| above.is_none() && order != Order::English && begins());
    let words = &words[at..];
    let found = spelled(words).or_else(|| numeric(words, above, order)).or_else(|| short(words))?;
    // What stands before a colon is the hour of a time.
    let is_hour = words.get(found.1).is_some_and(|next| next.gap == ':' && next.is_number());
    (!is_hour).then_some(found)
}

/// A date that names its month.
fn spelled(words: &[Word]) -> Option<(Date, usize)> {
    let get = |i: usize| words.get(i).map(|w| w.text.as_str()).unwrap_or_default();
    let skip = |i: usize| match get(i) {
        "de" | "d" | "of" | "del" | "du" | "di" | "van" | "năm" => i + 1,
        "พ" | "ค" if get(i + 1) == "ศ" => i + 2,
        _ => i,
    };
    if let Some((month, taken)) = month(words, 0) {
        let day = number(get(taken), 1..=31)?;
        let at = skip(taken + 1);
        return form(number(get(at), 1900..=2100)?, month, day, at + 1);
    }
    // 2022. augusztus 21.
    if let (Some(year), Some((month, taken))) = (number(get(0), 1900..=2100), month(words, 1)) {
        return form(year, month, number(get(1 + taken), 1..=31)?, 2 + taken);
    }
    if let Some(found) = persian(get(0), get(1), get(2)) {
        return Some(found);
    }
    let day: u32 = number(get(0), 1..=31)?;
    let at = skip(1);
    let (month, taken) = month(words, at)?;
    // In Croatian a stop stands behind the day, and the month is October; in Polish it is November.
    let is_october = get(at) == "listopada" && words.get(at).is_some_and(|w| w.gap == '.');
    let month = if is_october { 10 } else { month };
    let year_at = skip(at + taken);
    let year = number(get(year_at), 1900..=2100).or_else(|| buddhist(get(at), get(year_at)));
    form(year?, month, day, year_at + 1)
}

/// A date in numbers. `above` joins it to a number before it, where there is one.
fn numeric(words: &[Word], above: Option<char>, order: Order) -> Option<(Date, usize)> {
    let [first, second, third, ..] = words else { return None };
    let value = |w: &Word| number(&w.text, 1..=2100);
    let (a, b, c) = (value(first)?, value(second)?, value(third)?);
    if matches!(first.unit, '年' | '년') && matches!(second.unit, '月' | '월') {
        return form(a, b, c, 3);
    }
    let mark = second.gap;
    // 2025. 3. 7. 22:40
    let is_hour = words.get(4).is_some_and(|minute| minute.gap == ':');
    let goes_on =
        !is_hour && words.get(3).is_some_and(|next| next.gap == mark && mark == '.' && next.is_number());
    if !matches!(mark, '.' | '/' | '-') || third.gap != mark || goes_on {
        return None;
    }
    if first.text.len() == 4 {
        return form(a, b, c, 3);
    }
    if third.text.len() != 4 || above == Some(mark) {
        return None;
    }
    match (a > 12, b > 12) {
        (true, false) => form(c, b, a, 3),
        (false, true) => form(c, a, b, 3),
        _ if a == b => form(c, a, b, 3),
        (true, true) => None,
        // Points stand between day, month and year everywhere but in English, where they are rare.
        _ if order == Order::DayFirst || mark == '.' && order == Order::Unknown => form(c, b, a, 3),
        _ => (c >= 1900).then_some((Date::EitherWay, 3)),
    }
}

/// `14.05.24`: two figures each, points between them.
fn short_year(words: &[Word]) -> Option<(Date, usize)> {
    let [first, second, third, ..] = words else { return None };
    let is_pair = |w: &Word| w.text.len() == 2;
    let goes_on = words.get(3).is_some_and(|next| next.gap == '.' && next.is_number());
    let is_pointed = second.gap == '.' && third.gap == '.' && !goes_on;
    let year = number(&third.text, 0..=40)
        .filter(|_| is_pointed && [first, second, third].into_iter().all(is_pair))?;
    form(2000 + year, number(&second.text, 1..=12)?, number(&first.text, 1..=31)?, 3)
}

/// The month that is named at a word, and how many words name it.
fn month(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let get = |i: usize| words.get(i).map(|w| w.text.as_str()).unwrap_or_default();
    if get(at) == "tháng" {
        return number(get(at + 1), 1..=12).map(|month| (month, 2));
    }
    let named = |name: &str| NAMED.get(name).copied();
    let (month, taken) = match named(get(at)) {
        Some(month) => (month, 1),
        // พ.ย.
        None if words.get(at + 1).is_some_and(|w| w.gap == '.') => {
            (named(&[get(at), get(at + 1)].join("."))?, 2)
        }
        None => return None,
    };
    Some((u32::try_from(month + 1).ok()?, taken))
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
            ("2024. 3. 12. 22:40", "2024-03-12"),
            ("jeu, 21/03/2024 - 15:32", "2024-03-21"),
            ("ngày 3 tháng 3 năm 2024", "2024-03-03"),
            ("Publicerad 16 mars 2023 kl 06.00", "2023-03-16"),
            ("31. října 2023 15:12", "2023-10-31"),
            ("9 aprilie 2024 la 11:02", "2024-04-09"),
            ("2022. augusztus 21. 11:40", "2022-08-21"),
            ("Δευτέρα, 3 Μαΐου 2024", "2024-05-03"),
            ("14 במאי 2024", "2024-05-14"),
            ("प्रकाशित: ३ जून २०२४", "2024-06-03"),
            ("نُشر في: 17 سبتمبر 2024", "2024-09-17"),
            ("14.05.24 | 06:45", "2024-05-14"),
            ("Thứ hai, 3 tháng 3, 2024", "2024-03-03"),
        ];
        for (text, expected) in table {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    /// In every language, with the time in front and behind, joined by every mark.
    #[test]
    fn a_time_is_no_part_of_a_date() {
        let dates = [
            ("Published 3 June 2025", "2025-06-03"),
            ("June 3, 2025", "2025-06-03"),
            ("Stand: 03.06.2025", "2025-06-03"),
            ("03.06.2025", "2025-06-03"),
            ("3. 6. 2025", "2025-06-03"),
            ("Publié le 03/06/2025", "2025-06-03"),
            ("Actualizado 03/06/2025", "2025-06-03"),
            ("Publicado em 03/06/2025", "2025-06-03"),
            ("Pubblicato il 03/06/2025", "2025-06-03"),
            ("Bijgewerkt op 03-06-2025", "2025-06-03"),
            ("Opublikowano 3 czerwca 2025", "2025-06-03"),
            ("Опубликовано 3 июня 2025", "2025-06-03"),
            ("Оновлено 03.06.2025", "2025-06-03"),
            ("Güncelleme 03.06.2025", "2025-06-03"),
            ("Thứ bảy, 3/6/2025", "2025-06-03"),
            ("ngày 3 tháng 6 năm 2025", "2025-06-03"),
            ("3 มิ.ย. 2568", "2025-06-03"),
            ("نشر في 3 يونيو 2025", "2025-06-03"),
            ("發布時間：2025-06-03", "2025-06-03"),
            ("2025年6月3日", "2025-06-03"),
            ("입력 2025.06.03", "2025-06-03"),
            ("2025년 6월 3일", "2025-06-03"),
        ];
        let times = [
            ", 06:30",
            " - 12:31",
            " 08:15",
            " | 10:05:09",
            ", 6.30 Uhr",
            " à 8h15",
            " (07:12 GMT+7)",
            " 7時00分",
        ];
        for (date, expected) in dates {
            for time in times {
                let text = format!("{date}{time}");
                assert_eq!(iso(&text).as_deref(), Some(expected), "{text:?}");
            }
            let text = format!("12:11 {date}");
            assert_eq!(iso(&text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn a_date_is_found_in_its_line() {
        for (text, date) in [
            ("Holm, 9 June 2025", "9 June 2025"),
            ("2025-06-03 09:15 来源：河报", "2025-06-03"),
            ("am 03.06.2025 um 8 Uhr", "03.06.2025"),
        ] {
            assert_eq!(span(text).map(|at| &text[at]), Some(date), "{text:?}");
        }
    }

    #[test]
    fn no_date_is_guessed() {
        for text in [
            "",
            "08/07/2025",
            "10/11/2025 08:15",
            "Posted 10.11.2025 08:15",
            "May 2025",
            "3 May 2568",
            "In 2025",
            "version 1.2.3",
            "March on Rome",
            "99.99.2025",
            "2025-02-30",
            "31.04.2025",
            "29 February 2025",
            "10.12.11.2025",
            "10, 12, 2025",
            "05 2025 06:30",
            "3/4 of 2025",
            "version 10.12.24",
            "10.12.24.11",
            "5.4.24",
        ] {
            assert_eq!(iso(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_order_of_a_language_settles_what_numbers_leave_open() {
        let of = |text, order| iso_in(text, order);
        assert_eq!(of("10/11/2025 08:15", Order::DayFirst).as_deref(), Some("2025-11-10"));
        assert_eq!(of("10.11.2025", Order::English), None);
        assert_eq!(of("11/27/2025", Order::DayFirst).as_deref(), Some("2025-11-27"));
        assert!(is_dated("10/11/2025 08:15") && !is_dated("40/11/2025"));
    }

    #[test]
    fn a_place_may_stand_before_a_date() {
        for yes in [
            "Holm, 9 June 2025",
            "Valdehorno, 9 de junio de 2025",
            "Bad Holm, den 3. März 2024",
            "St. Holm, 3.6.2025",
        ] {
            assert!(is_placed_date(yes), "{yes:?}");
        }
        for no in [
            "Holm, 9 June 2025: the weir breaks",
            "The weir as it was, 9 June 2025",
            "Holm 9 June 2025",
            "Holm, in the summer",
            "In 1999, 9 June 2025",
            "Holm and its weir by the river, 9 June 2025",
        ] {
            assert!(!is_placed_date(no), "{no:?}");
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
            "Stand: 12.05.2025",
            "05/12/2025",
            "2025年5月2日 7時00分",
            "2025年5月2日（金）",
            "입력 2025.03.21 오전 10:15",
            "Thứ bảy, 15/3/2025, 06:00 (GMT+7)",
            "发布时间：2025-04-18 08:30",
            "Mis à jour le 09/06/2025 à 12h31",
            "20.2. 6:10 | Päivitetty 20.2.2024 11:32",
            "Δημοσίευση: 3 Μαΐου 2024, 10:15 π.μ.",
            "प्रकाशित: 3 जून 2024, 8:20 पूर्वाह्न IST",
            "Senin, 3 Jun 2024 10:15 WIB",
        ] {
            assert!(is_dateline(yes), "{yes:?}");
        }
        for no in [
            "The mill burned down on May 3, 2019",
            "May 3, 2019: the mill burns",
            "Published by the mill",
            "9:15 am",
            "Holm 12 – Lund 5",
            "12.05",
            "Kick-off 12:05:2025",
        ] {
            assert!(!is_dateline(no), "{no:?}");
        }
    }
}
