//! Names of people on lines of their own, with no word that leads to them. The form alone says little: who asks has to
//! know that a title and a date stand beside the line.

use super::names::{are_caseless, are_eastern, is_vietnamese, without_work};
use std::ops::Range;

/// Characters of such a line at most, people named in it, and words of a name.
const LONGEST: usize = 80;
const PEOPLE: usize = 4;
const WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// Small words inside names.
#[rustfmt::skip]
const INSIDE: &[&str] = &[
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von", "zu", "le", "la", "du", "bin", "al",
    "el", "ter", "ten", "af", "av", "dela", "ben", "ibn", "st",
];

/// Words between names.
const AND: &[&str] = &["and", "und", "et", "y", "e", "en", "i", "и", "та", "й", "ve", "và", "&", "/", "|"];

/// Words of labels with capitals that stand where names do, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "news", "world", "local", "national", "international", "sport", "sports", "business", "opinion", "politics", "health",
    "culture", "tech", "technology", "science", "travel", "lifestyle", "entertainment", "estate", "east", "west", "north",
    "south", "press", "release", "staff", "editorial", "weekly", "daily", "times", "post", "breaking", "top", "story",
    "stories", "blog", "home", "page", "review", "reviews", "guide", "life", "style", "video", "videos", "photos", "photo",
    "podcast", "the", "a", "an", "of", "in", "on", "for", "to", "with", "at", "is", "are", "new", "our", "your", "my", "how",
    "why", "what", "report", "reports", "magazine", "journal", "company", "group", "university", "institute", "council",
    "city", "county", "street", "street's", "food", "drink", "money", "markets", "market", "education", "environment",
    "climate", "arts", "books", "film", "music", "games", "fashion", "featured", "feature", "analysis", "interview",
    "media", "live", "updates", "update", "team", "editors", "editor", "desk", "office", "online", "today", "week", "year",
    "day", "read", "more", "min", "share", "back", "next", "previous", "about", "contact", "general", "information",
    "case", "study", "studies", "white", "paper", "open", "source", "united", "states", "york", "america", "europe",
    "nachrichten", "politik", "wirtschaft", "kultur", "wissen", "panorama", "meinung", "leben", "ratgeber", "aktuelles",
    "presse", "redaktion", "actualités", "économie", "société", "politique", "monde", "france", "noticias", "cultura",
    "economía", "sociedad", "opinión", "notícias", "economia", "sociedade", "cronaca", "politica", "notizie", "nieuws",
    "wiadomości", "новости", "общество", "новини", "haber", "haberler", "gündem", "tin", "tức", "thời", "sự", "văn", "hóa",
    "kinh", "doanh", "giải", "trí", "thể", "thao", "xã", "hội", "pháp", "luật", "đời", "sống", "giáo", "dục", "thế", "giới",
    "tüm", "yazıları", "yazarlar", "nyheter", "nyheder", "kultur", "debatt", "debat", "uutiset", "kulttuuri", "zprávy", "názory", "știri",
    "hírek", "ειδήσεις", "berita",
    "short", "communication", "communications", "original", "article", "articles", "research", "letter", "letters", "brief", "redes",
    "sociales", "compartir", "share", "follow", "subscribe", "sign", "log", "print", "search", "menu", "vijesti", "вести", "новости",
];

/// Who signs where nobody does: the house, in lower case.
#[rustfmt::skip]
const HOUSE: &[&str] = &[
    "redacción", "redaktion", "redação", "redazione", "la redazione", "la rédaction", "rédaction", "redactie", "redakcja",
    "redakcia", "редакция", "редакція", "staff", "staff writer", "staff reporter", "news desk", "newsroom", "editorial staff",
    "editorial team", "haber merkezi", "ban biên tập", "هيئة التحرير", "编辑部", "編集部", "편집부", "กองบรรณาธิการ", "redaktionen", "toimitus", "redakce",
    "redacția", "szerkesztőség", "σύνταξη", "מערכת", "redaksi",
];

/// Frequent Japanese family names.
#[rustfmt::skip]
const JAPANESE: &[&str] = &[
    "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "渡邊", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本",
    "井上", "木村", "清水", "山崎", "中島", "池田", "阿部", "橋本", "石川", "前田", "藤田", "後藤", "岡田", "長谷川", "村上", "近藤",
    "石井", "斎藤", "斉藤", "坂本", "遠藤", "青木", "藤井", "西村", "福田", "太田", "三浦", "岡本", "藤原", "松田", "中川", "中野",
    "原田", "小川", "竹内", "田村", "金子", "和田", "中山", "石田", "上田", "森田", "柴田", "酒井", "工藤", "横山", "宮崎", "内田",
    "高木", "安藤", "島田", "谷口", "大野", "丸山", "今井", "高田", "藤本", "村田", "武田", "上野", "杉山", "増田", "平野", "大塚",
    "久保", "松井", "小島", "岩崎", "桜井", "野口", "松尾", "野村", "木下", "菊地", "佐野", "大西", "杉本", "新井", "水野",
];

/// Words of Chinese, Japanese and Korean that begin as names do.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "金融", "高考", "高校", "高清", "高端", "高层", "金句", "江苏", "江西", "江湖", "罗马", "马上", "唐山", "韩国", "宋朝", "白酒", "黄金",
    "方法", "方案", "方言", "于是", "任务", "石油", "石家庄", "胡同", "康复", "史话", "高速", "高铁", "马拉松", "何时", "余生", "夏天",
    "夏日", "白天", "金属", "金牌", "黄山", "黄河", "汪星人", "万象", "方圆", "谢谢", "许可", "时事", "千葉市", "石川県", "宮崎県",
    "山口県", "신문", "주요", "정치", "사회", "경제", "문화", "연예", "전국", "지역", "국제", "이슈", "오피니언", "이번호", "최신",
    "최신글", "전체", "전체글", "방명록", "공지", "손글씨", "여행", "여행기", "하루", "일상", "조회수", "추천", "추천글", "기사", "이야기",
    "유럽", "남미", "원고", "현대", "서울", "성남", "안동", "안내", "소개", "차례", "임시",
];

/// Frequent Arabic first names.
#[rustfmt::skip]
const ARABIC: &[&str] = &[
    "محمد", "أحمد", "احمد", "محمود", "علي", "حسن", "حسين", "عبد", "عبدالله", "عبدالرحمن", "خالد", "عمر", "يوسف", "إبراهيم",
    "ابراهيم", "سامي", "سعيد", "سعد", "صالح", "مصطفى", "كريم", "طارق", "ياسر", "وليد", "ماجد", "فهد", "ناصر", "جمال", "عادل",
    "هاني", "رامي", "زياد", "سارة", "فاطمة", "مريم", "ليلى", "نور", "هدى", "منى", "سلمى", "رانيا", "دينا", "هند", "نادية",
    "سمير", "عماد", "أمين", "بلال", "حمزة", "إسماعيل", "عائشة", "خديجة", "زينب", "ريم", "لينا", "ندى", "أمل", "سناء", "رنا",
    "جورج", "إلياس", "نجوى", "شيماء", "إيمان", "آمنة", "طه", "أنس", "أيمن", "باسم", "بشار", "جمانة", "حنان", "داليا", "نجلاء", "سوسن", "غادة", "وفاء", "رشا", "لمياء",
    "سلوى", "نوال", "رباب", "عبير", "مروة", "هبة", "إسراء", "آية", "شادي", "فادي", "غسان", "مازن", "نبيل", "جمال", "صلاح", "كمال", "مروان", "عصام", "هشام",
];

/// Frequent Hebrew and Hindi first names.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "תמר", "יעל", "נועה", "מיכל", "שירה", "רונית", "דנה", "עדי", "ליאת", "אורית", "גלית", "הילה", "מאיה", "רחל", "שרה", "רבקה", "אסתר",
    "מרים", "חנה", "דוד", "משה", "יוסף", "יוסי", "אבי", "אברהם", "יצחק", "יעקב", "דניאל", "יונתן", "איתי", "עומר", "עידו", "אורי", "גיא",
    "רון", "רועי", "אלון", "עמית", "ניר", "אייל", "שמעון", "אלי", "חיים", "מאיר", "איתן", "נדב", "יואב", "צבי", "בועז", "עמוס", "ענת",
    "कविता", "सुनीता", "अनीता", "पूजा", "नेहा", "प्रिया", "अंजलि", "रेखा", "सीमा", "मीना", "गीता", "सुमन", "ज्योति", "किरण", "राहुल", "अमित",
    "राजेश", "सुरेश", "रमेश", "महेश", "दिनेश", "मुकेश", "संजय", "विजय", "अजय", "मनोज", "अनिल", "सुनील", "राकेश", "विनोद", "प्रमोद", "अशोक",
    "रवि", "विकास", "दीपक", "नीरज", "पंकज", "संदीप", "प्रदीप", "मोहन", "राम", "श्याम", "अरुण", "वरुण", "रोहित", "मोहित", "आशीष", "गौरव",
];

/// Whether a line can be who wrote the text, and nothing else.
pub(crate) fn is_person(text: &str) -> bool {
    if text.chars().nth(LONGEST).is_some() || text.contains(char::is_numeric) {
        return is_handle(text);
    }
    let bare;
    let text = match text.contains('(') {
        true => {
            bare = without_brackets(text);
            bare.as_str()
        }
        false => text,
    };
    let small = text.to_lowercase();
    // Who reports, and from where: `Ann Poe, in Holm`.
    let text = without_work(text).unwrap_or(text);
    HOUSE.contains(&small.as_str())
        || is_vietnamese(text)
        || is_handle(text)
        || is_eastern(text)
        || is_arabic(text)
        || is_known(text)
        || text.strip_prefix("โดย ").is_some_and(|rest| are_caseless(rest.trim()))
        || are_western(text)
}

/// `Ann Poe (text) and Jo Holm (photos)` without what each has done.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in brackets(text) {
        out.push_str(&text[done..range.start]);
        done = range.end;
    }
    out + &text[done..]
}

/// Where a line of names says in brackets what each has done, in small words; in bytes, disjoint, with the blanks before.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    while let Some(open) = text[done..].find('(') {
        let open = done + open;
        let Some(inside) = text[open..].find(')') else { break };
        let inside = open + 1..open + inside;
        let work = &text[inside.clone()];
        if !work.starts_with(char::is_lowercase) || work.split_whitespace().count() > 3 {
            break;
        }
        done = inside.end + 1;
        found.push(text[..open].trim_end().len()..done);
    }
    found
}

/// The name in a line that says for whom its bearer writes, or from where, behind a mark (`Ann Poe - Holm Post`), or what
/// its bearer did to a thing (`Reviewed by Ann Poe`), in bytes of the text. Such a line may be anything where no date stands
/// beside it.
pub(crate) fn with_house(text: &str) -> Option<Range<usize>> {
    if let Some(rest) = credited(text) {
        return is_person(rest).then(|| text.len() - rest.len()..text.len());
    }
    let marks = [" - ", " – ", " — ", " • ", " · ", " | ", "/"];
    let (head, tail) = marks.iter().find_map(|mark| text.split_once(mark))?;
    let is_house = |part: &str| {
        (1..=3).contains(&part.split_whitespace().count())
            && !part.contains(char::is_numeric)
            && !is_person(part)
    };
    if is_house(tail) && is_person(head.trim_end()) {
        return Some(0..head.trim_end().len());
    }
    // A place of one word before the name.
    let is_place = head.split_whitespace().count() == 1 && is_house(head) && !is_label(head);
    (is_place && is_person(tail)).then(|| text.len() - tail.len()..text.len())
}

/// Whether a word is one of labels.
fn is_label(word: &str) -> bool {
    LABELS.contains(&word.to_lowercase().as_str())
}

/// Whether a line is a name in capitals, as papers print it under a title. Labels are printed so as well: who asks knows
/// that title and date stand beside it.
pub(crate) fn is_loud_person(text: &str) -> bool {
    let is_loud =
        text.chars().any(char::is_uppercase) && !text.chars().any(|c| c.is_lowercase() || c.is_numeric());
    let is_word = |w: &str| {
        w.chars().filter(|c| c.is_alphabetic()).count() > 1
            && w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    is_loud
        && text.chars().nth(LONGEST / 2).is_none()
        && (2..=4).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(|w| is_word(w) && !is_label(w) && w.chars().count() <= 14)
}

/// Whether a line says what somebody did to a text or its subject, and who.
pub(crate) fn is_credit(text: &str) -> bool {
    credited(text).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// What stands behind words that say what somebody did to a text or its subject.
fn credited(text: &str) -> Option<&str> {
    let words = [
        "Reviewed by ",
        "Tested by ",
        "Fact-checked by ",
        "Fact checked by ",
        "Medically reviewed by ",
        "Edited by ",
    ];
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// `Ann Poe`, `Ann van der Poe and J. R. Holm`.
fn are_western(text: &str) -> bool {
    if text.ends_with(['!', '?', ':', '…', ',']) {
        return false;
    }
    let spaced = text.replace(',', " , ").replace('/', " / ");
    let words: Vec<&str> = spaced.split_whitespace().take(24).collect();
    let is_between = |w: &&str| *w == "," || AND.contains(w);
    let people: Vec<&[&str]> = words.split(is_between).collect();
    (1..=PEOPLE).contains(&people.len()) && people.iter().all(|name| is_name(name))
}

fn is_name(words: &[&str]) -> bool {
    // `Ann POE`: the family name in capitals, as some countries print it.
    if let [first, .., last] = words
        && words.len() <= 3
        && is_loud_word(last)
        && words[..words.len() - 1].iter().all(|w| is_capital(w) && w.chars().any(char::is_lowercase))
        && first.chars().count() > 2
        && !words.iter().any(|w| is_label(w))
    {
        return true;
    }
    let is_edge = |w: Option<&&str>| w.is_some_and(|w| is_capital(w));
    let full = words.iter().filter(|w| is_capital(w) && w.chars().filter(|c| c.is_alphabetic()).count() > 1);
    WORDS.contains(&words.iter().filter(|w| is_capital(w)).count())
        && words.len() <= 6
        && is_edge(words.first())
        && is_edge(words.last())
        && full.count() >= 1
        && words.iter().all(|w| is_capital(w) || INSIDE.contains(w))
        && !words.iter().any(|w| LABELS.contains(&w.to_lowercase().as_str()))
}

/// A family name in capitals; shorter ones stand for something else.
fn is_loud_word(word: &str) -> bool {
    let is_part = |c: char| c.is_uppercase() || matches!(c, '-' | '\'' | '’');
    word.chars().count() >= 5 && word.chars().all(is_part)
}

/// A word of a name: `Ann`, `O'Poe`, `Holm-Weir`, `J.`
fn is_capital(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let is_initial = letters().count() <= 2 && word.chars().count() <= 4;
    let fits = |c: char| {
        c.is_alphabetic() && (c.is_lowercase() || c.is_uppercase()) || matches!(c, '\'' | '’' | '-' | '.')
    };
    word.starts_with(char::is_uppercase)
        && word.chars().all(fits)
        && (is_initial || !word.ends_with('.') && letters().any(char::is_lowercase))
}

/// `mill_owner`, `@holm`: what somebody goes by on a site.
fn is_handle(text: &str) -> bool {
    let bare = text.strip_prefix('@').unwrap_or(text);
    let is_marked = bare.len() < text.len() || bare.trim_matches('_').contains('_');
    (3..=30).contains(&bare.len())
        && is_marked
        && bare.starts_with(|c: char| c.is_ascii_alphabetic())
        && bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

fn is_eastern(text: &str) -> bool {
    let length = text.chars().count();
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '々');
    let is_hangul = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    let bare: String = text.split([' ', '\u{3000}']).collect();
    let japanese = || {
        let own = JAPANESE.iter().find_map(|family| bare.strip_prefix(family));
        own.is_some_and(|own| (1..=3).contains(&own.chars().count()) && own.chars().all(is_han))
    };
    let korean = || length == 3 && text.chars().all(is_hangul);
    let chinese = || (2..=4).contains(&length) && text.chars().all(is_han);
    !NO_NAMES.contains(&bare.as_str())
        && (japanese() || (korean() || chinese()) && length <= 3 && are_eastern(text, false))
}

/// A first name that is known, and one or two words of the same script behind it.
fn is_known(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(|first| OTHERS.contains(&first))
        && (1..=2).contains(&words.count())
        && are_caseless(text)
}

fn is_arabic(text: &str) -> bool {
    let letters = |c: char| matches!(c, '\u{0621}'..='\u{064a}' | '\u{064b}'..='\u{0652}' | ' ');
    let mut words = text.split_whitespace();
    words.next().is_some_and(|first| ARABIC.contains(&first))
        && (1..=3).contains(&words.count())
        && text.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::{brackets, is_person};

    #[test]
    fn work_in_brackets_is_told_once() {
        let of =
            |text: &'static str| -> Vec<&str> { brackets(text).into_iter().map(|at| &text[at]).collect() };
        assert_eq!(of("Ann Poe (text) and Jo Holm (photos)"), [" (text)", " (photos)"]);
        // One within another, and one that is not closed.
        assert_eq!(of("Ann Poe (a (b) and Jo Holm"), [" (a (b)"]);
        assert_eq!(of("Ann Poe (text"), [""; 0]);
        assert_eq!(of("Ann Poe (Mill)"), [""; 0]);
    }

    #[test]
    fn names_with_a_house_behind_them() {
        let of = |text: &'static str| super::with_house(text).map(|at| &text[at]);
        assert_eq!(of("Ann Poe - Holm Post"), Some("Ann Poe"));
        assert_eq!(of("Reviewed by Ann Poe"), Some("Ann Poe"));
        assert_eq!(of("Holm - Ann Poe"), Some("Ann Poe"));
        assert_eq!(of("Ann MÜLLER/HOLM"), Some("Ann MÜLLER"));
        for no in [
            "Holm – Weir 3:1",
            "Reviewed by the council",
            "World News - Holm Post",
            "Ann Poe - Jo Holm",
            "Interview - Ann Poe",
        ] {
            assert_eq!(of(no), None, "{no}");
        }
    }

    #[test]
    fn names_alone_on_their_line() {
        for yes in [
            "Ann Poe",
            "Ann van der Poe",
            "J. R. Holm",
            "Grete Holm-Weir",
            "Lucía Núñez / Pablo Ruiz",
            "Ann Poe, Jo Holm and Lars Weir",
            "Анна Мельник",
            "Elif Değirmen",
            "Minh Cối",
            "Nguyễn Thu Cối",
            "سارة الطحان",
            "陈磨",
            "王小磨",
            "佐藤磨",
            "高橋水車",
            "김민수",
            "תמר גולן",
            "कविता रावत",
            "Redacción",
            "Ann Poe (now) and Jo Holm (earlier)",
            "Ana Moinho (texto) e João Roda (fotos)",
            "Luc MÜLLER",
            "mill_owner",
            "@holm",
        ] {
            assert!(is_person(yes), "{yes:?}");
        }
        for no in [
            "",
            "Holm",
            "World News",
            "Local News",
            "Real Estate",
            "The Holm Post",
            "Mill of the Year",
            "Annemin radyosu",
            "Un livre",
            "Ann Poe:",
            "Ann Poe!",
            "Ann Poe 2024",
            "ANN POE",
            "Team NASA",
            "Ann Poe (Mill)",
            "Thời Sự",
            "أخبار محلية",
            "金融",
            "高考",
            "신문",
            "磨坊重新开放了",
            "水車が回る",
            "holm",
            "well-known",
        ] {
            assert!(!is_person(no), "{no:?}");
        }
    }
}
