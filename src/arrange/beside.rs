//! What stands beside names and dates in lines about an article's origin: how long it takes to read, who has it from
//! whom, who edited it.

/// Marks before such words.
const MARKS: &[char] = &['|', '·', '•', '–', '—', '-', '/', ',', '｜', '(', ' ', '\u{3000}'];

/// Words of a reading time, in lower case.
#[rustfmt::skip]
const READING: &[&str] = &[
    "min", "mins", "minute", "minutes", "read", "reading", "time", "lesezeit", "lesedauer", "minuten", "ca",
    "lecture", "temps", "de", "lectura", "tiempo", "minutos", "leitura", "tempo", "lettura", "di", "minuti", "leestijd",
    "czas", "czytania", "ok", "minut", "minuty", "мин", "минут", "минуты", "минута", "чтения", "время", "хв", "хвилин",
    "хвилини", "читання", "час", "dk", "dakika", "okuma", "süresi", "phút", "đọc", "นาที", "อ่าน", "دقيقة", "دقائق",
    "قراءة", "للقراءة",
];

/// Words of what readers did, counted beside a name or a date, in lower case.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "vote", "votes", "rating", "ratings", "review", "reviews", "comment", "comments", "share", "shares", "view", "views",
    "likes", "stars", "kommentar", "kommentare", "bewertungen", "stimmen", "aufrufe", "commentaire", "commentaires",
    "avis", "vues", "comentarios", "votos", "visitas", "comentários", "visualizações", "commenti", "voti", "reacties",
    "komentarzy", "komentarze", "wyświetleń", "комментариев", "комментария", "просмотров", "коментарів", "переглядів",
    "yorum", "bình", "luận", "lượt", "xem", "تعليق", "تعليقات", "مشاهدة",
];

/// Labels of who has an article from whom, in lower case; a mark follows.
#[rustfmt::skip]
const SOURCES: &[&str] = &[
    "来源", "來源", "文章来源", "信息来源", "稿源", "出处", "출처", "source", "quelle", "fonte", "fuente", "bron", "źródło",
    "источник", "джерело", "kaynak", "nguồn", "المصدر", "ที่มา",
];

/// Labels of who edited it.
#[rustfmt::skip]
const EDITORS: &[&str] = &[
    "编辑", "編輯", "责任编辑", "責任編輯", "责编", "責編", "校对", "審校", "编审", "editor", "edited by", "redaktion", "editing by",
];

/// Characters behind such a label at most.
const NAME: usize = 24;
/// Bytes of a line that says when and by whom, at most; in longer ones no address is looked for.
const LINE: usize = 160;

/// A text without a reading time or a count of its readers' votes at its end, and without its editors.
pub(super) fn without_tail(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = without_reading(text)
        .or_else(|| without_count(text))
        .or_else(|| without_editor(text))
        .or_else(|| without_address(text))
    {
        text = rest;
    }
    text
}

/// Whether a line is a date, with how long it takes to read or without.
pub(crate) fn is_dated_line(text: &str) -> bool {
    text.len() <= LINE && text.contains(char::is_numeric) && super::is_dateline(without_tail(text))
}

/// `… · 6 min read`
fn without_reading(text: &str) -> Option<&str> {
    let at = text.rfind(['|', '·', '•', '–', '—', '/', ',', '｜', '('])?;
    is_reading(text[at..].trim_start_matches(MARKS)).then(|| head(text, at))
}

/// `… | 4.8 (212 votes)`
fn without_count(text: &str) -> Option<&str> {
    let at = text.rfind(['|', '·', '•', '｜'])?;
    is_count(text[at..].trim_start_matches(MARKS)).then(|| head(text, at))
}

/// `Ann Poe ann@holm.example`: the address behind a name.
fn without_address(text: &str) -> Option<&str> {
    if text.len() > LINE {
        return None;
    }
    let at = text.rfind(char::is_whitespace)?;
    let word = text[at..].trim().trim_matches(['(', ')', '<', '>', '[', ']']);
    let (name, house) = word.split_once('@')?;
    let is_part =
        |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let is_address = !name.is_empty() && is_part(name) && house.contains('.') && is_part(house);
    (is_address && word.len() <= 80).then(|| head(text, at))
}

/// Whether a text says how many votes or readers there were: numbers, and words that go with them.
fn is_count(text: &str) -> bool {
    let words =
        || text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '/')).filter(|w| !w.is_empty());
    let is_number = |w: &&str| {
        let digits = w.trim_end_matches(['k', 'K', 'M']);
        w.len() <= 7
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let numbers = words().filter(is_number).count();
    (1..=3).contains(&numbers)
        && (numbers + 1..=numbers + 2).contains(&words().count())
        && words().all(|w| is_number(&w) || COUNTED.contains(&&*w.to_lowercase()))
}

fn without_editor(text: &str) -> Option<&str> {
    // Every label of an editor ends with such a mark.
    if !text.contains([':', '：']) {
        return None;
    }
    let mut words = text.match_indices([' ', '\u{3000}', '|', '｜']).map(|(at, mark)| (at, at + mark.len()));
    words.find_map(|(at, behind)| {
        let name = &text[behind + after_label(&text[behind..], EDITORS)?..];
        (!name.is_empty() && name.chars().nth(NAME).is_none()).then(|| head(text, at))
    })
}

fn head(text: &str, end: usize) -> &str {
    text[..end].trim_end_matches(MARKS)
}

/// Whether a text says how many minutes reading takes: one number, and words that go with it.
fn is_reading(text: &str) -> bool {
    let words = || text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '~' | ':' | ')' | '.' | '\''));
    let words = || words().filter(|w| !w.is_empty());
    let is_number = |w: &&str| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit());
    words().filter(is_number).count() == 1
        && (2..=6).contains(&words().count())
        && words().all(|w| is_number(&w) || READING.contains(&&*w.to_lowercase()))
}

/// Where the label of a source ends that a text begins with, mark and all.
pub(super) fn after_source(text: &str) -> Option<usize> {
    after_label(text, SOURCES)
}

fn after_label(text: &str, labels: &[&str]) -> Option<usize> {
    labels.iter().find_map(|label| {
        let (head, rest) = text.split_at_checked(label.len())?;
        // The mark is quicker told than the label.
        let rest = rest.trim_start().strip_prefix([':', '：'])?;
        (head.to_lowercase() == **label).then(|| text.len() - rest.trim_start().len())
    })
}

#[cfg(test)]
mod tests {
    use super::without_tail;

    #[test]
    fn reading_times_and_editors_stand_behind() {
        for (text, expected) in [
            ("By Ann Poe · 6 min read", "By Ann Poe"),
            ("Von Grete Holm | Lesezeit: 4 Minuten", "Von Grete Holm"),
            ("Par Luc Holm - 5 janvier 2025 (3 min de lecture)", "Par Luc Holm - 5 janvier 2025"),
            ("作者：王小磨 编辑：李河", "作者：王小磨"),
            ("By Ann Poe | May 3, 2025 | 4.8 (212 votes)", "By Ann Poe | May 3, 2025"),
            ("Von Grete Holm · 12 Kommentare", "Von Grete Holm"),
            ("Par Luc Holm • 1.2K vues • 3 min", "Par Luc Holm"),
            ("By Ann Poe | ann@holm.example", "By Ann Poe"),
            ("Ann Poe (ann.poe@holm.example)", "Ann Poe"),
            ("Write to ann@holm", "Write to ann@holm"),
            ("By Ann Poe | 4.8", "By Ann Poe | 4.8"),
            ("By Ann Poe | 2025", "By Ann Poe | 2025"),
            ("By Ann Poe · 212 mills", "By Ann Poe · 212 mills"),
            ("By Ann Poe · 6 miles on", "By Ann Poe · 6 miles on"),
            ("By Ann Poe, May 3, 2025", "By Ann Poe, May 3, 2025"),
            ("Read", "Read"),
        ] {
            assert_eq!(without_tail(text), expected);
        }
    }
}
