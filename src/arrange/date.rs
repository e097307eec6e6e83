//! Dates as articles print them, to ISO 8601.

/// Month names and their abbreviations; the first three letters of a language's names where it
/// abbreviates so. Order within a row means nothing.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "janeiro",
        "gennaio",
        "gen",
        "januari",
        "stycznia",
        "января",
        "січня",
        "ocak",
        "tháng 1",
        "มกราคม",
        "يناير",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "févr",
        "febrero",
        "fevereiro",
        "fev",
        "febbraio",
        "februari",
        "lutego",
        "февраля",
        "лютого",
        "şubat",
        "กุมภาพันธ์",
        "فبراير",
    ],
    &[
        "march",
        "mar",
        "märz",
        "mrz",
        "mars",
        "marzo",
        "março",
        "maart",
        "mrt",
        "marca",
        "марта",
        "березня",
        "mart",
        "มีนาคม",
        "مارس",
    ],
    &[
        "april",
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "aprile",
        "kwietnia",
        "апреля",
        "квітня",
        "nisan",
        "เมษายน",
        "أبريل",
        "ابريل",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maio",
        "maggio",
        "mag",
        "mei",
        "maja",
        "мая",
        "травня",
        "mayıs",
        "พฤษภาคม",
        "مايو",
    ],
    &[
        "june",
        "jun",
        "juni",
        "juin",
        "junio",
        "junho",
        "giugno",
        "giu",
        "czerwca",
        "июня",
        "червня",
        "haziran",
        "มิถุนายน",
        "يونيو",
    ],
    &[
        "july",
        "jul",
        "juli",
        "juillet",
        "juil",
        "julio",
        "julho",
        "luglio",
        "lug",
        "lipca",
        "июля",
        "липня",
        "temmuz",
        "กรกฎาคม",
        "يوليو",
    ],
    &[
        "august",
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "augustus",
        "sierpnia",
        "августа",
        "серпня",
        "ağustos",
        "สิงหาคม",
        "أغسطس",
    ],
    &[
        "september",
        "sep",
        "sept",
        "septembre",
        "septiembre",
        "setembro",
        "settembre",
        "set",
        "września",
        "сентября",
        "вересня",
        "eylül",
        "กันยายน",
        "سبتمبر",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "outubro",
        "out",
        "ottobre",
        "ott",
        "października",
        "октября",
        "жовтня",
        "ekim",
        "ตุลาคม",
        "أكتوبر",
    ],
    &[
        "november",
        "nov",
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "ноября",
        "листопада",
        "kasım",
        "พฤศจิกายน",
        "نوفمبر",
    ],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "dezembro",
        "dicembre",
        "grudnia",
        "декабря",
        "грудня",
        "aralık",
        "ธันวาคม",
        "ديسمبر",
    ],
];

/// Words that may stand beside a date on a line of its own: labels, weekdays, zones of time.
const BESIDE: &[&str] = &[
    "published",
    "posted",
    "updated",
    "last",
    "first",
    "created",
    "modified",
    "date",
    "on",
    "at",
    "of",
    "the",
    "as",
    "time",
    "edited",
    "uploaded",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "pt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "ist",
    "eet",
    "msk",
    "jst",
    "kst",
    "hkt",
    "sgt",
    "aest",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "veröffentlicht",
    "aktualisiert",
    "stand",
    "am",
    "um",
    "uhr",
    "vom",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "publié",
    "le",
    "à",
    "mis",
    "jour",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "publicado",
    "actualizado",
    "el",
    "de",
    "del",
    "a",
    "las",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "atualizado",
    "em",
    "às",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "feira",
    "pubblicato",
    "aggiornato",
    "il",
    "alle",
    "ore",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "gepubliceerd",
    "bijgewerkt",
    "op",
    "om",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "opublikowano",
    "aktualizacja",
    "dnia",
    "r",
    "godz",
    "опубликовано",
    "обновлено",
    "дата",
    "в",
    "г",
    "года",
    "року",
    "оновлено",
    "yayınlanma",
    "güncelleme",
    "tarihi",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "h",
    "hrs",
];

/// The first date in a text, as `2025-08-27`; `None` where there is none or where day and month
/// could be taken for each other.
#[must_use]
pub fn iso(text: &str) -> Option<String> {
    let words = words(text);
    (0..words.len()).find_map(|at| date_at(&words[at..])).map(|(date, _)| date)
}

/// Whether a line holds a date and nothing but what goes with one.
pub(crate) fn is_dateline(text: &str) -> bool {
    if text.len() > 160 {
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

/// `9am`, `14h30`.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len()
        && matches!(
            rest.trim_end_matches(|c: char| c.is_ascii_digit()),
            "am" | "pm" | "h" | "t" | "z" | "uhr"
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
    let word = word.to_lowercase();
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

/// A date at the beginning of `words`, and how many of them it takes.
fn date_at(words: &[String]) -> Option<(String, usize)> {
    let get = |i: usize| words.get(i).map(String::as_str).unwrap_or_default();
    let skip = |i: usize| if matches!(get(i), "de" | "of" | "del" | "du" | "di" | "van") { i + 1 } else { i };
    if let Some(month) = month(get(0)) {
        let day = number(get(1), 1..=31)?;
        let at = skip(2);
        return form(number(get(at), 1900..=2100)?, month, day, at + 1);
    }
    let first: u32 = number(get(0), 1..=2100)?;
    let at = skip(1);
    if let Some(month) = month(get(at)) {
        let year_at = skip(at + 1);
        return form(number(get(year_at), 1900..=2100)?, month, first, year_at + 1);
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
        ];
        for (text, expected) in table {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn no_date_is_guessed() {
        for text in ["", "08/07/2025", "May 2025", "In 2025", "version 1.2.3", "March on Rome", "99.99.2025"]
        {
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
