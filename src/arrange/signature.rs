//! Lines that say who wrote an article, or who and when.

use super::beside::{after_source, without_tail};
use super::{byline, date, is_dateline, is_person};
use std::ops::Range;

/// What a line says of the article's origin, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) name: Range<usize>,
    /// The name with what leads to it.
    pub(super) byline: Range<usize>,
    /// When, where the line says that too.
    pub(super) date: Option<Range<usize>>,
}

/// Bytes of such a line at most.
const LONGEST: usize = 160;

/// Marks between a name and a date.
const BETWEEN: &[char] = &[',', '|', '·', '•', '–', '—', '-', '/', ';', '،', '，', '｜', '、', '(', '['];

/// The name in a byline, with a date beside it or without, in bytes of the text; `None` where the line is none.
pub(crate) fn name(text: &str) -> Option<Range<usize>> {
    signature(text).map(|signature| signature.name)
}

/// Whether a line says who wrote an article and when, and nothing else.
pub(crate) fn is_signed_and_dated(text: &str) -> bool {
    signature(text).is_some_and(|signature| signature.date.is_some())
}

/// A name and a date, a mark between them, in a line that stands right under a title: `Jo Poe | March 7, 2025`. Anywhere
/// else it may be a place and the day of a story.
pub(super) fn under_title(text: &str) -> Option<Signature> {
    if text.len() > LONGEST || !text.contains(char::is_numeric) {
        return None;
    }
    let known = without_tail(text);
    let is_between = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
    starts(known).find_map(|at| {
        let (head, tail) = (known[..at].trim_end_matches(is_between), &known[at..]);
        let gap = &known[head.len()..at];
        if !gap.contains(['|', '·', '•', '｜', '\n']) {
            return None;
        }
        let of = |name: Range<usize>, date: Range<usize>| Signature {
            byline: name.clone(),
            name,
            date: Some(date),
        };
        match () {
            () if is_person(head) && is_dateline(tail) => Some(of(0..head.len(), at..text.len())),
            () if is_dateline(head) && is_person(tail) => Some(of(at..text.len(), 0..head.len())),
            () => None,
        }
    })
}

/// Whether a line holds a name and a date as they stand under titles.
pub(crate) fn is_named_and_dated(text: &str) -> bool {
    under_title(text).is_some()
}

/// What a line says of the article's origin, where it says nothing else but how long it takes to read, and who has it
/// from whom.
pub(super) fn signature(text: &str) -> Option<Signature> {
    if text.len() > LONGEST {
        return None;
    }
    let known = without_tail(text);
    let mut found = told(known)?;
    // What stands behind is the last one's.
    match &mut found.date {
        Some(date) if date.end > found.byline.end => date.end = text.len(),
        _ => found.byline.end = text.len(),
    }
    Some(found)
}

fn told(text: &str) -> Option<Signature> {
    if let Some(name) = byline::alone(text) {
        return Some(Signature { name, byline: 0..text.len(), date: None });
    }
    if let Some(behind) = after_source(text) {
        let (at, name) = first_name(text, behind)?;
        return Some(Signature { name: name.start + at..name.end + at, byline: 0..text.len(), date: None });
    }
    // Every date has a number in it.
    if !text.contains(char::is_numeric) {
        return None;
    }
    name_first(text).or_else(|| date_first(text))
}

/// `By Ann Poe | May 3, 2024`, `Von Grete Holm, 3. Mai 2024`.
fn name_first(text: &str) -> Option<Signature> {
    // Without an opener it may be a place, and its day the story's.
    if !byline::may_open(text) {
        return None;
    }
    let mut found: Option<Signature> = None;
    for at in starts(text) {
        if !is_dateline(&text[at..]) {
            continue;
        }
        let head = text[..at].trim_end_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
        let Some(name) = byline::alone(head) else {
            // A day has no author: "By Friday, May 3, 2024".
            if byline::is_opener(head) {
                return None;
            }
            continue;
        };
        // The words beside a date may be names too: of a name and a half, the longer one is the name.
        let is_whole = text[name.clone()].split_whitespace().nth(1).is_some();
        let signature = Signature { name, byline: 0..head.len(), date: Some(at..text.len()) };
        if is_whole {
            return Some(signature);
        }
        found.get_or_insert(signature);
    }
    found
}

/// `May 3, 2024, by Ann Poe`, `Published May 3, 2024 by Ann Poe`.
fn date_first(text: &str) -> Option<Signature> {
    if !date::may_begin(text) {
        return None;
    }
    let (at, name) = first_name(text, 0)?;
    let is_between = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
    let date = text[..at].trim_end_matches(is_between);
    let name = name.start + at..name.end + at;
    let told = |byline: usize, date: &str| {
        is_dateline(date).then(|| Signature {
            name: name.clone(),
            byline: byline..text.len(),
            date: Some(0..date.len()),
        })
    };
    told(at, date).or_else(|| {
        let source = starts(date).find(|&at| after_source(&date[at..]).is_some())?;
        told(source, date[..source].trim_end_matches(is_between))
    })
}

/// The first byline that a text ends with, from a byte on: where it begins, and the name in it.
fn first_name(text: &str, from: usize) -> Option<(usize, Range<usize>)> {
    let name = |at: usize| byline::alone(&text[at..]).or_else(|| byline::behind_date(&text[at..]));
    starts(text).filter(|&at| at >= from).find_map(|at| Some((at, name(at)?)))
}

/// Where a word begins that has something before it.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let marks = text.char_indices().zip(text.chars().skip(1));
    marks
        .filter(|((_, c), next)| (c.is_whitespace() || BETWEEN.contains(c)) && next.is_alphanumeric())
        .map(|((at, c), _)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_when_in_one_line() {
        let table = [
            ("By Jo Poe | March 7, 2025", "Jo Poe", "March 7, 2025"),
            (
                "By JO POE, Staff Writer Updated March 7, 2025 3:15 pm",
                "JO POE",
                "Updated March 7, 2025 3:15 pm",
            ),
            ("By Jo Poe · 7 March 2025 · 5 min read", "Jo Poe", "7 March 2025 · 5 min read"),
            ("By Jo Poe Friday, March 7, 2025", "Jo Poe", "Friday, March 7, 2025"),
            ("Posted on March 7, 2025 by Jo Poe · 6 min read", "Jo Poe", "Posted on March 7, 2025"),
            ("Pubblicato il 7 marzo 2025 da Ugo Mulino", "Ugo Mulino", "Pubblicato il 7 marzo 2025"),
            ("Soumis par Luc Petit le jeu, 11/04/2019 - 15:32", "Luc Petit", "le jeu, 11/04/2019 - 15:32"),
            ("3 марта 2025 | Автор: Иван Мельник | 5 мин чтения", "Иван Мельник", "3 марта 2025"),
            ("2025-03-07 09:15 来源：河报 作者：王小磨", "王小磨", "2025-03-07 09:15"),
            ("2025-03-07 来源：河报 作者：王小磨 编辑：李河", "王小磨", "2025-03-07"),
            ("By Theresa May, 7 June 2025", "Theresa May", "7 June 2025"),
            ("By Holmpress | 2025-03-07", "Holmpress", "2025-03-07"),
            ("Published March 7, 2025 by Jo Poe", "Jo Poe", "Published March 7, 2025"),
            ("March 7, 2025 | By Jo Poe", "Jo Poe", "March 7, 2025"),
            ("Von Anke Müller, 4. Juni 2025", "Anke Müller", "4. Juni 2025"),
            ("Von Anke Müller am 4. Juni 2025 um 14:30 Uhr", "Anke Müller", "am 4. Juni 2025 um 14:30 Uhr"),
            ("Von Peter Stand, 4. Juni 2025", "Peter Stand", "4. Juni 2025"),
            ("4. Juni 2025, von Anke Müller", "Anke Müller", "4. Juni 2025"),
            ("Par Luc Petit, le 3 mai 2024", "Luc Petit", "le 3 mai 2024"),
            ("Par Luc Petit - Publié le 3 mai 2024 à 08h15", "Luc Petit", "Publié le 3 mai 2024 à 08h15"),
            ("Por Íñigo Núñez | 7 de marzo de 2025", "Íñigo Núñez", "7 de marzo de 2025"),
            ("Por João Moinho, 7 de março de 2025", "João Moinho", "7 de março de 2025"),
            ("Di Ugo Mulino, 7 marzo 2025", "Ugo Mulino", "7 marzo 2025"),
            ("Door Jan Molen, 7 maart 2025", "Jan Molen", "7 maart 2025"),
            ("Autor: Jan Młyn, 7 marca 2025", "Jan Młyn", "7 marca 2025"),
            ("Автор: Иван Мельник, 7 марта 2025", "Иван Мельник", "7 марта 2025"),
            ("Автор: Іван Мельник, 7 березня 2025", "Іван Мельник", "7 березня 2025"),
            ("Yazan: Ali Değirmen | 7 Mart 2025", "Ali Değirmen", "7 Mart 2025"),
            ("بقلم: سامي الطحان، 7 مارس 2025", "سامي الطحان", "7 مارس 2025"),
            ("记者 王小磨 2025年3月7日", "王小磨", "2025年3月7日"),
            ("作者：王小磨　2025-03-07", "王小磨", "2025-03-07"),
            ("文・水野太郎 2025年3月7日", "水野太郎", "2025年3月7日"),
            ("김민수 기자 | 2025년 3월 7일", "김민수", "2025년 3월 7일"),
            ("เขียนโดย สมชาย โรงสี 7 มีนาคม 2568", "สมชาย โรงสี", "7 มีนาคม 2568"),
            ("Tác giả: Nguyễn Văn Cối, ngày 27/3/2025", "Nguyễn Văn Cối", "ngày 27/3/2025"),
        ];
        for (text, name, date) in table {
            let found = signature(text).unwrap_or_else(|| panic!("{text:?} is no signature"));
            assert_eq!(&text[found.name], name, "{text:?}");
            assert_eq!(found.date.map(|range| &text[range]), Some(date), "{text:?}");
        }
    }

    #[test]
    fn a_name_and_a_date_right_under_a_title() {
        for (text, name) in [
            ("Jo Poe | March 7, 2025", "Jo Poe"),
            ("Dec 12, 2022 • Jo Holm", "Jo Holm"),
            ("Inés Mulino | Holm\n7 mar 2025 - 05:20 CEST", "Inés Mulino | Holm"),
        ] {
            let found = under_title(text).unwrap_or_else(|| panic!("{text:?} is none"));
            assert_eq!(&text[found.name], name, "{text:?}");
        }
        for text in [
            "Local News | March 7, 2025",
            "Jo Poe, March 7, 2025",
            "Holm | March 7, 2025",
            "Jo Poe | the weir",
        ] {
            assert_eq!(under_title(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_holds_more_than_a_name_and_a_date_is_none() {
        for text in [
            "By March 7, 2025",
            "By Friday, March 7, 2025",
            "By March 7, 2025, the mill had reopened",
            "By Holm Mill standards, March 7, 2025 was quiet.",
            "Holm, March 7, 2025",
            "Holm Mill | March 7, 2025",
            "Jo Poe, March 7, 2025",
            "The mill by Jo Poe burned on March 7, 2025",
            "Von Montag, 4. Juni 2025",
            "Von Holm nach Windle am 4. Juni 2025",
            "Von 2019 bis 2025",
            "Par un matin de mai 2024",
            "Le 3 mai 2024, par grand vent",
            "Por la noche del 7 de marzo de 2025",
            "Di sera, 7 marzo 2025",
            "Door de storm van 7 maart 2025",
            "Автор книги умер 7 марта 2025",
            "记者从会议上获悉，2025年3月7日",
            "记者 手记 2025年3月7日",
            "2025年3月7日 磨坊记者会",
            "시민 기자 2025년 3월 7일",
            "بقلم رصاص 7 مارس 2025 على الورق",
            "โดยไม่มีเงื่อนไข 7 มีนาคม 2568",
            "Photo by Ann Poe, March 7, 2025: the weir",
            "2025-03-07 来源：河报",
            "2025-03-07 磨坊 作者：王小磨",
            "March 7, 2025 by the weir · 6 min walk",
        ] {
            assert_eq!(signature(text), None, "{text:?}");
        }
    }
}
