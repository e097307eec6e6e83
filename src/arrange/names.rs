//! What names of people look like, in a line that is known to hold some.

use super::{is_dated, is_person};

/// Small words inside and between names.
const PARTICLES: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "i", "и", "та", "й", "ve", "và", "de", "da", "di", "del", "della",
    "der", "den", "van", "von", "zu", "la", "le", "du", "dos", "das", "bin", "al", "of", "for", "the", "&",
    "|", "-", "–", "/", "with", "for",
];

/// What the bearers of names are, in lower case, as they stand behind a comma.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "staff", "senior", "chief", "special", "writer", "reporter", "correspondent", "editor", "contributor", "columnist",
    "journalist", "associate", "contributing", "managing", "freelance", "political", "business", "science", "sports",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "journaliste", "correspondant", "correspondante",
    "rédacteur", "rédactrice", "periodista", "corresponsal", "redactor", "redactora", "enviado", "enviada", "especial",
    "jornalista", "repórter", "correspondente", "giornalista", "inviato", "inviata", "corrispondente", "redacteur",
    "verslaggever", "verslaggeefster", "dziennikarz", "dziennikarka", "korespondent", "журналист", "корреспондент",
    "обозреватель", "журналіст", "журналістка", "кореспондент", "кореспондентка", "muhabir", "muhabiri",
];

/// More of what they are, in lower case.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "writers", "reporters", "correspondents", "editors", "contributors", "columnists", "journalists", "photographer",
    "producer", "analyst", "critic", "intern", "fellow", "professor", "redakteure", "autor", "autorin", "volontärin",
    "volontär", "chefredakteur", "chefredakteurin", "journalistes", "envoyé", "envoyée", "spécial", "spéciale", "rédaction",
    "periodistas", "corresponsales", "colaborador", "colaboradora", "redacción", "jornalistas", "colunista", "redação",
    "giornalisti", "redattore", "redattrice", "redazione", "redacteurs", "dziennikarze", "redaktor", "redaktorka",
    "korespondentka", "корреспонденты", "журналисты", "журналистка", "редактор", "спецкор", "журналісти", "редакторка",
    "оглядач", "muhabirler", "editör", "editörü", "yazarı",
];

/// Words that lead to a place, in lower case.
const PLACES: &[&str] = &["in", "en", "em", "à", "aus", "te", "в", "у", "w", "we", "a", "from"];

/// The names at a text's beginning, where what stands behind them is what their bearers are or where they were.
pub(super) fn without_work(text: &str) -> Option<&str> {
    let marks = text.char_indices().filter(|(_, c)| matches!(c, ',' | '|' | '–' | '—' | '(' | '/'));
    let marked =
        marks.map(|(at, mark)| (at, text[at + mark.len_utf8()..].trim_matches([' ', ')', '.']), mark));
    for (at, tail, mark) in marked {
        let words = || tail.split_whitespace();
        let is_work = words().any(is_role) && (1..=6).contains(&words().count());
        let is_capital = |w: &str| w.starts_with(char::is_uppercase);
        let is_house = mark == '|' && words().count() == 1 && tail.starts_with(char::is_uppercase)
            || mark == ','
                && (2..=4).contains(&words().count())
                && words().all(is_capital)
                && !is_person(tail);
        let head = text[..at].trim_end();
        if (is_work || is_house || is_place(tail)) && are_people(head) {
            return Some(head);
        }
    }
    let mut starts = text.match_indices(' ').map(|(at, _)| at);
    let at = starts.find(|&at| is_place(text[at..].trim_start()) && is_person(&text[..at]))?;
    Some(&text[..at])
}

/// The name before a mark behind which a house stands, a place with it: `Ana Roda, g8 Vale — Holm`. Asked of lines that
/// begin as bylines do.
pub(super) fn before_house(text: &str) -> Option<&str> {
    let at = text.find([',', '|'])?;
    let (head, tail) = (text[..at].trim_end(), text[at + 1..].trim());
    let is_short = (2..=6).contains(&tail.split_whitespace().count()) && !is_dated(tail);
    (is_short
        && !tail.ends_with(['.', ':', '!', '?'])
        && tail.contains(char::is_uppercase)
        && is_person(head)
        && !is_person(tail))
    .then_some(head)
}

/// Names, in capitals too.
fn are_people(text: &str) -> bool {
    let is_loud = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    is_person(text) || is_loud && text.split_whitespace().count() >= 2 && are_names(text)
}

fn is_role(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ROLES.contains(&&*bare) || WORKS.contains(&&*bare)
}

/// `in Holm`, `em Holm`: one word for a place behind words that join names, too.
fn is_place(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let leads = words.next().filter(|w| PLACES.contains(w));
    let most = if leads.is_some_and(|w| matches!(w, "en" | "a")) { 1 } else { 3 };
    let is_name =
        |w: &str| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-');
    leads.is_some() && (1..=most).contains(&words.clone().count()) && words.all(is_name)
}

/// First characters of most Chinese and Korean names, where a name follows a word without a mark.
const FAMILIES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許\
    傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙\
    김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕";

/// Family names of nine in ten Vietnamese.
const VIETNAMESE: &[&str] = &[
    "Nguyễn", "Trần", "Phạm", "Huỳnh", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh", "Trịnh",
    "Lương",
];

/// What stands between family and own name in most Vietnamese names.
const MIDDLE: &[&str] =
    &["Thị", "Văn", "Đức", "Hữu", "Minh", "Ngọc", "Quang", "Thanh", "Xuân", "Đình", "Thế", "Công"];

/// A Vietnamese name with nothing beside it: family, middle and own name.
pub(super) fn is_vietnamese(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let begins = words.next().is_some_and(|first| VIETNAMESE.contains(&first));
    let middle = begins && words.next().is_some_and(|word| MIDDLE.contains(&word));
    let is_name = |w: &str| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic);
    middle && (1..=3).contains(&words.clone().count()) && words.all(is_name)
}

/// Names of a script with capitals or without, their particles, and what goes with them: a masthead, a role.
pub(super) fn are_names(rest: &str) -> bool {
    let words: Vec<&str> = rest.split_whitespace().take(13).collect();
    let bare = |w: &str| w.trim_matches(['(', ')', '“', '”', '"', '@', ',']).to_lowercase();
    let is_capital = |w: &str| {
        w.trim_start_matches(['(', '“', '"', '@'])
            .starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
    };
    // Whoever runs a site may sign as that.
    let is_capital = |w: &str| is_capital(w) || matches!(w, "admin" | "editor" | "webmaster");
    let is_role =
        |at: usize| words[..at].iter().any(|w| w.ends_with(',')) && ROLES.contains(&&*bare(words[at]));
    let fits = |at: usize| {
        let word = words[at];
        is_capital(word) || PARTICLES.contains(&&*bare(word)) || is_role(at)
    };
    (1..=12).contains(&words.len())
        && words.first().is_some_and(|w| is_capital(w))
        && (0..words.len()).all(fits)
        && words.iter().filter(|w| w.ends_with('.')).all(|w| w.chars().count() <= 4)
}

/// Names of a script without capitals but with spaces: a few words, no more.
pub(super) fn are_caseless(rest: &str) -> bool {
    let words = rest.split_whitespace().take(7).count();
    let letters = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() || is_mark(c);
    (2..=5).contains(&words)
        && rest.chars().all(|c| letters(c) || c.is_whitespace() || matches!(c, '-' | '،' | '.'))
        && rest.chars().count() <= 40
}

/// Signs in Thai, Hindi and Arabic words that are no letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{093c}' | '\u{094d}' | '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{064b}'..='\u{0652}')
}

/// Names of two to four characters each. `is_marked` says that a mark leads to them; without one they begin as most
/// names do.
pub(super) fn are_eastern(rest: &str, is_marked: bool) -> bool {
    let is_eastern = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30fa}' | 'ー' | '々');
    let is_name = |part: &str| {
        let length = part.chars().count();
        let known = || part.starts_with(|c| FAMILIES.contains(c));
        let kana = part.chars().any(is_kana);
        part.chars().all(|c| is_eastern(c) || is_kana(c))
            && (2..=if kana { 8 } else { 4 }).contains(&length)
            && (is_marked || !kana && known())
    };
    let mut parts =
        rest.split([' ', '\u{3000}', '、', '，', ',', '·', '・', '&']).filter(|p| !p.is_empty()).take(7);
    let first = parts.next().is_some_and(is_name);
    first && parts.clone().count() < 6 && parts.all(is_name)
}
