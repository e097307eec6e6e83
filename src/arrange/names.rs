//! What names of people look like, in a line that is known to hold some.

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

/// Signs in Thai and Arabic words that are no letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{064b}'..='\u{0652}')
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
