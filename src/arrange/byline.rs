//! Lines that name an article's author.

use super::names::{are_caseless, are_eastern, are_names, before_house, is_vietnamese, without_work};
use super::person::is_person;
use std::ops::Range;

/// Words that a name follows, in lower case.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "by", "written by", "story by", "words by", "reported by", "text by", "posted by", "reporting by",
    "von", "geschrieben von", "verfasst von", "ein beitrag von", "ein artikel von", "ein bericht von",
    "par", "écrit par", "rédigé par", "propos recueillis par", "por", "escrito por", "di", "a cura di", "scritto da",
    "testo di", "door", "geschreven door", "автор", "текст", "autor",
    "published by", "submitted by", "interview by", "text and photos by", "words and photos by", "words and pictures by",
    "story and photos by", "veröffentlicht von", "gepostet von", "eingestellt von", "interview von", "ein interview von",
    "text und fotos von", "das gespräch führte", "das interview führte", "die fragen stellte",
    "publié par", "posté par", "soumis par", "proposé par", "entretien réalisé par", "texte de", "texte et photos de",
    "publicado por", "escrito y fotografiado por", "postado por", "enviado por", "entrevista de", "texto de", "textos de",
    "texto y fotos de", "pubblicato da", "inserito da", "postato da", "intervista di", "testi di", "testo e foto di",
    "geplaatst door", "gepubliceerd door", "tekst door", "interview door", "opublikowane przez", "dodane przez", "rozmawia",
    "rozmawiał", "rozmawiała", "беседовал", "беседовала", "записал", "записала", "розмовляв", "розмовляла", "đăng bởi",
    "viết bởi", "photographs and text by", "text and photographs by", "photos and text by",
    "words and photographs by", "recipe by", "skriven av", "text av", "skrevet af", "skrevet av", "tekst af", "tekst av", "ditulis oleh",
    "scris de", "un articol de", "napsal", "napsala", "připravil", "připravila", "kirjoittanut", "írta",
    "advice by", "analysis by", "column by", "opinion by", "essay by", "review by", "commentary by", "report by", "comment by",
    "perspective by", "guest post by", "guest column by", "op-ed by", "piše", "napisao", "napisala", "пише", "написао", "написала",
    "написал", "per", "escrit per",
];

/// Small words that a full name follows, in lower case. Other capitals stand behind them as well.
const SMALL: &[&str] =
    &["av", "af", "oleh", "του", "της", "από", "από τον", "από την", "γράφει ο", "γράφει η"];

/// Labels that a mark and a name follow, in lower case, without the mark.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "by", "author", "authors", "writer", "written by", "autor", "autorin", "autoren", "text", "auteur", "auteure",
    "autrice", "texte", "autora", "autores", "texto", "autore", "testo", "tekst", "autorka", "autorzy", "opracowanie",
    "автор", "авторы", "автори", "авторка", "текст", "yazan", "yazar", "haber", "muhabir", "tác giả", "người viết",
    "bài", "bài và ảnh",
    "words", "door", "von", "par", "por", "posted by", "published by", "text und fotos", "text & fotos", "text und bild",
    "photos et texte", "texte et photos", "propos recueillis par", "texto y fotos", "textos", "texto e fotos", "testo e foto",
    "tekst en foto's", "tekst i zdjęcia", "текст и фото", "текст та фото", "текст і фото", "беседовал", "беседовала",
    "розмовляв", "розмовляла", "rozmawia", "rozmawiał", "rozmawiała", "yazı", "yazı ve fotoğraflar", "bài, ảnh", "thực hiện",
    "av", "af", "forfatter", "skribent", "journalist", "tekst og foto", "text & foto", "text och foto", "teksti", "kirjoittaja", "toimittaja",
    "teksti ja kuvat", "autoři", "text a foto", "írta", "szerző", "szöveg", "συντάκτης", "κείμενο", "γράφει", "oleh", "penulis", "reporter",
    "аутор", "ауторка", "аутори", "piše", "пише", "tekst i foto", "текст и фотографије", "redactor", "redactora",
];

/// Words that a name follows behind a date, and nowhere else.
const BEHIND_DATE: &[&str] = &["da", "przez", "від", "от"];

/// Labels of names where it is known that the line holds one.
const KNOWN: &[&str] = &[
    "interview",
    "entretien",
    "entrevista",
    "intervista",
    "wywiad",
    "интервью",
    "інтерв'ю",
    "röportaj",
    "reportage",
    "โดย",
];

/// The same in scripts without capitals; some of them no mark need follow.
const CASELESS: &[&str] = &[
    "بقلم",
    "كتب",
    "كتبت",
    "إعداد",
    "الكاتب",
    "الكاتبة",
    "ผู้เขียน",
    "เขียนโดย",
    "เรื่อง",
    "รายงานโดย",
    "โดย",
    "מאת",
    "כתב",
    "כתבה",
    "द्वारा",
    "लेखक",
    "लेखिका",
    "نویسنده",
    "خبرنگار",
];
const BARE_CASELESS: &[&str] = &["بقلم", "เขียนโดย", "מאת", "द्वारा"];

/// The same before Chinese, Japanese and Korean names.
#[rustfmt::skip]
const EASTERN: &[&str] = &[
    "文・写真", "写真・文", "文・撮影", "撮影・文", "文と写真", "写真と文", "取材・執筆", "文・構成", "文/图", "图/文", "文图", "图文",
    "文／图", "글·사진", "글・사진", "사진·글", "글/사진",
    "记者", "記者", "本报记者", "本報記者", "特约记者", "见习记者", "作者", "文", "撰文", "撰稿", "执笔", "執筆", "著者", "筆者",
    "取材・文", "ライター", "글", "글쓴이", "기자", "지은이",
];
const BARE_EASTERN: &[&str] = &["记者", "記者", "本报记者", "本報記者", "기자", "글"];

/// What stands behind a name instead of before it.
const BEHIND: &[&str] = &["기자", "특파원", "記者", "记者"];

/// Bytes of a byline at most.
const LONGEST: usize = 120;

/// The name in a line that holds nothing but it and what leads to it, in bytes of the text.
pub(super) fn alone(text: &str) -> Option<Range<usize>> {
    if text.len() > LONGEST || text.ends_with(['!', '?', ':', '…', '：']) {
        return None;
    }
    let name = if text.is_ascii() {
        western(text)
    } else {
        western(text).or_else(|| caseless(text)).or_else(|| eastern(text))
    };
    name.or_else(|| named_first(text))
        .or_else(|| talked(text))
        .or_else(|| is_vietnamese(text).then_some(0..text.len()))
}

/// The name behind a date: `Pubblicato il 7 marzo 2025 da Ugo Mulino`.
pub(super) fn behind_date(text: &str) -> Option<Range<usize>> {
    let opened = BEHIND_DATE.iter().find(|o| follows(text, o))?;
    let rest = text[opened.len()..].trim_start();
    is_person(rest).then_some(text.len() - rest.len()..text.len())
}

/// The name in a line that is known to hold one, behind a label that leads to other things elsewhere.
pub(super) fn labelled(text: &str) -> Option<Range<usize>> {
    let opened = KNOWN.iter().find_map(|label| labels(text, label));
    let bare = || follows(text, "โดย").then_some("โดย".len());
    let rest = text[opened.or_else(bare)?..].trim_start();
    (is_person(rest) || are_caseless(rest)).then_some(text.len() - rest.len()..text.len())
}

/// `Z młynarką Anną Wodą rozmawia Jan Koło`: the name of who asked.
fn talked(text: &str) -> Option<Range<usize>> {
    let begins = text.starts_with("Z ") || text.starts_with("Ze ");
    let verbs = [" rozmawia ", " rozmawiał ", " rozmawiała "];
    let at = verbs.iter().filter(|_| begins).find_map(|verb| Some(text.find(verb)? + verb.len()))?;
    is_person(&text[at..]).then_some(at..text.len())
}

fn western(text: &str) -> Option<Range<usize>> {
    let opened = OPENERS.iter().filter(|o| opens(text, o)).map(|o| o.len()).max();
    let small = || SMALL.iter().filter(|o| opens(text, o)).map(|o| o.len()).max();
    let small = small().filter(|end| opened.is_none() && is_person(text[*end..].trim_start()));
    let opened = opened.or(small).or_else(|| LABELS.iter().find_map(|label| labels(text, label)))?;
    let rest = text[opened..].trim_start();
    let from = text.len() - rest.len();
    if let Some(name) = without_work(rest).or_else(|| before_house(rest)) {
        return Some(from..from + name.len());
    }
    are_names(rest.trim_end_matches('.')).then_some(from..text.len())
}

fn caseless(text: &str) -> Option<Range<usize>> {
    let opened = CASELESS.iter().find_map(|label| labels(text, label));
    let bare = || BARE_CASELESS.iter().find(|o| follows(text, o)).map(|o| o.len());
    let rest = text[opened.or_else(bare)?..].trim_start();
    are_caseless(rest).then_some(text.len() - rest.len()..text.len())
}

fn eastern(text: &str) -> Option<Range<usize>> {
    reporter(text).or_else(|| eastern_label(text))
}

/// `記者王小磨／台南報導`: who reports, and from where.
fn reporter(text: &str) -> Option<Range<usize>> {
    let label = ["記者", "记者", "本報記者", "本报记者"]
        .into_iter()
        .filter(|l| text.starts_with(l))
        .max_by_key(|l| l.len())?;
    let rest = text[label.len()..].trim_start();
    let end = rest.find(['／', '/', '｜', '|', ' ', '\u{3000}'])?;
    let tail = rest[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let reports = ["報導", "报道", "報道", "电", "電"].iter().any(|word| tail.ends_with(word));
    let is_short = tail.chars().nth(10).is_none() && rest[..end].chars().count() >= 2;
    let from = text.len() - rest.len();
    (reports && is_short && are_eastern(&rest[..end], true)).then_some(from..from + end)
}

fn eastern_label(text: &str) -> Option<Range<usize>> {
    let marked = EASTERN.iter().find_map(|label| labels(text, label));
    let bare = || BARE_EASTERN.iter().find(|o| follows(text, o)).map(|o| o.len());
    let rest = text[marked.or_else(bare)?..].trim_start();
    // Who wrote it may have done more.
    let names_work =
        ["写真", "撮影", "構成", "取材", "图", "摄影", "사진"].iter().any(|work| rest.starts_with(work));
    let are_names = are_eastern(rest, marked.is_some()) || marked.is_some() && is_mixed(rest);
    (!names_work && are_names).then_some(text.len() - rest.len()..text.len())
}

/// `Momo 張`: a western first name, alone or before a family name.
fn is_mixed(text: &str) -> bool {
    let is_western = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_uppercase())
            && w.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    };
    let mut words = text.split_whitespace();
    words.next().is_some_and(is_western)
        && words.clone().count() <= 2
        && text.chars().count() <= 24
        && words.all(|w| is_western(w) || are_eastern(w, true) || w.chars().count() == 1)
}

/// `김민수 기자`: a name of three characters and what its bearer is.
fn named_first(text: &str) -> Option<Range<usize>> {
    let (name, _) = BEHIND.iter().find_map(|role| Some((text.strip_suffix(role)?.trim_end(), role)))?;
    (name.chars().count() == 3 && are_eastern(name, false)).then_some(0..name.len())
}

/// Whether a line begins as bylines do, whatever follows.
pub(super) fn may_open(text: &str) -> bool {
    let begins = |o: &&str| text.get(..o.len()).is_some_and(|head| head.to_lowercase() == **o);
    [OPENERS, SMALL, LABELS, CASELESS, EASTERN].iter().any(|table| table.iter().any(begins))
        || BEHIND.iter().any(|role| text.contains(role))
}

/// Whether a short line begins with words that lead to a name, and with a name behind them, whatever follows.
pub(crate) fn leads_to_name(text: &str) -> bool {
    let opened = OPENERS.iter().filter(|o| opens(text, o)).map(|o| o.len()).max();
    let opened =
        opened.or_else(|| LABELS.iter().chain(CASELESS).chain(EASTERN).find_map(|l| labels(text, l)));
    text.len() <= LONGEST
        && opened.is_some_and(|end| {
            text[end..].trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        })
}

/// Whether a line is the word over a name that stands on the next.
pub(crate) fn is_opener(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches([' ', ':', '：']);
    // A label alone may head anything; the words that lead to a name alone head nothing else.
    let is_label = |l: &&&str| {
        !matches!(
            **l,
            "text"
                | "texte"
                | "texto"
                | "testo"
                | "bài"
                | "haber"
                | "opracowanie"
                | "words"
                | "textos"
                | "yazı"
                | "thực hiện"
                | "journalist"
                | "reporter"
                | "teksti"
                | "szöveg"
                | "κείμενο"
        )
    };
    OPENERS.iter().chain(LABELS.iter().filter(is_label)).any(|opener| *opener == text)
}

/// Whether `text` begins with the words of `opener` and white space.
fn opens(text: &str, opener: &str) -> bool {
    // "von" and the like begin sentences too: small letters are a byline's only on a short line.
    follows(text, opener) && (text.starts_with(char::is_uppercase) || text.len() < 60)
}

fn follows(text: &str, opener: &str) -> bool {
    let Some(head) = text.get(..opener.len()) else { return false };
    text[opener.len()..].starts_with(char::is_whitespace) && head.to_lowercase() == *opener
}

/// Where a label with its mark ends that a text begins with.
fn labels(text: &str, label: &str) -> Option<usize> {
    let head = text.get(..label.len())?;
    let rest = text[head.len()..].trim_start();
    let marks: &[char] = if label.is_ascii() {
        &[':', '：']
    } else {
        &[':', '：', '/', '／', '|', '｜', '=', '＝', '・', '丨']
    };
    (rest.starts_with(marks) && head.to_lowercase() == label)
        .then(|| text.len() - rest.trim_start_matches(marks).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences() {
        let table = [
            ("By Ann Poe", Some("Ann Poe")),
            ("By Ann Poe and Lars van der Holm", Some("Ann Poe and Lars van der Holm")),
            ("BY J. R. POE", Some("J. R. POE")),
            ("By: Ann Poe", Some("Ann Poe")),
            ("Author:Ann Poe", Some("Ann Poe")),
            ("Written by Ann Poe, Staff Writer", Some("Ann Poe")),
            ("By Ann Poe, staff writer", Some("Ann Poe")),
            ("By Ann Poe and Lars Holm, water reporters", Some("Ann Poe and Lars Holm")),
            ("By Ann Poe | Staff writer", Some("Ann Poe")),
            ("By Ann Poe in Holm", Some("Ann Poe")),
            ("Por Ana Moinho, em Holm", Some("Ana Moinho")),
            ("Von Grete Holm, Berlin", Some("Grete Holm, Berlin")),
            ("por Ana Moinho", Some("Ana Moinho")),
            ("Publicado por Ana Moinho", Some("Ana Moinho")),
            ("Photos et texte : Luc Holm", Some("Luc Holm")),
            ("Words: Ann Poe", Some("Ann Poe")),
            ("Door: Jan Molen", Some("Jan Molen")),
            ("Z młynarką Anną Wodą rozmawia Jan Koło", Some("Jan Koło")),
            ("記者王小磨／台南報導", Some("王小磨")),
            ("記者會／台南報導的水車", None),
            ("Z Anną Wodą rozmawia się dobrze", None),
            ("Words: see below", None),
            ("By Ann Poe in the summer", None),
            ("Publicado por primera vez", None),
            ("by admin", Some("admin")),
            ("Von Grete Holm", Some("Grete Holm")),
            ("Text: Grete Holm", Some("Grete Holm")),
            ("Propos recueillis par Luc Holm", Some("Luc Holm")),
            ("A cura di Ugo Holm", Some("Ugo Holm")),
            ("Автор: Иван Мельник", Some("Иван Мельник")),
            ("Автор Иван Мельник", Some("Иван Мельник")),
            ("Yazan: Ali Değirmenci", Some("Ali Değirmenci")),
            ("Tác giả: Nguyễn Văn Cối", Some("Nguyễn Văn Cối")),
            ("بقلم: سامي الطحان", Some("سامي الطحان")),
            ("بقلم سامي الطحان", Some("سامي الطحان")),
            ("เขียนโดย สมชาย โรงสี", Some("สมชาย โรงสี")),
            ("记者 王小磨", Some("王小磨")),
            ("记者：王小磨 李河", Some("王小磨 李河")),
            ("文／王小磨", Some("王小磨")),
            ("取材・文：水野太郎", Some("水野太郎")),
            ("文・写真：水野太郎", Some("水野太郎")),
            ("글·사진=김민수", Some("김민수")),
            ("Nguyễn Thị Mai Cối", Some("Nguyễn Thị Mai Cối")),
            ("김민수 기자", Some("김민수")),
            ("기자 김민수", Some("김민수")),
            ("Av Tove Kvarn", Some("Tove Kvarn")),
            ("Af Lise Mølle", Some("Lise Mølle")),
            ("Oleh Yuni Kincir", Some("Yuni Kincir")),
            ("Του Νίκου Μυλωνά", Some("Νίκου Μυλωνά")),
            ("Írta: Malom Réka", Some("Malom Réka")),
            ("מאת תמר גולן", Some("תמר גולן")),
            ("द्वारा कविता रावत", Some("कविता रावत")),
            ("Photographs and text by Ann Poe", Some("Ann Poe")),
            ("Av Stockholm", None),
            ("Af med hatten", None),
            ("Της Μονής", None),
            ("By Monday the river had fallen", None),
            ("By any measure, a success", None),
            ("By Ann Poe, who fell in", None),
            ("Byron Poe", None),
            ("文・写真は水野太郎", None),
            ("Nguyễn Thị Mai kể chuyện", None),
            ("Lý Do Mở Cối", None),
            ("Nguyễn Trãi", None),
            ("By", None),
            ("By the River", None),
            ("Advice by Ann Poe", Some("Ann Poe")),
            ("Piše Ana Mlin, Ivo Kotač", Some("Ana Mlin, Ivo Kotač")),
            ("Аутор: Ана Млин", Some("Ана Млин")),
            ("文：Momo 水", Some("Momo 水")),
            ("文：Momo says that it turns", None),
            ("Advice by the mile", None),
            ("Author: unknown", None),
            ("Text: see below", None),
            ("Von oben sah man die Mühle", None),
            ("Por la mañana", None),
            ("Автор книги молчит", None),
            ("كتب الطحان رسالة إلى أخيه في المدينة", None),
            ("โดยไม่มีเงื่อนไข", None),
            ("โดย สมชาย โรงสี", None),
            ("记者从会议上获悉", None),
            ("记者 手记", None),
            ("文／山东的水磨坊重新开放了", None),
            ("시민 기자", None),
            ("이번 사진 기자", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(alone(text).map(|r| &text[r]), expected, "{text:?}");
        }
    }
}
