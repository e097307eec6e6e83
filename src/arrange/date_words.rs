//! The words and numbers of a line, with what joins them: a date is told from a time by it.

use std::ops::Range;

/// A word or number in lower case; a number keeps no ordinal ending.
pub(super) struct Word {
    pub(super) text: String,
    /// What joins it to the word before it: a mark of dates or times, a comma, or a blank for anything else.
    pub(super) gap: char,
    /// What it counts, where that is written behind it: `年`, `월`.
    pub(super) unit: char,
    /// Where the word stands that it is, or is part of, in bytes of the text.
    pub(super) at: Range<usize>,
}

impl Word {
    /// Whether it is a number in digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Words of a line that are looked at.
const MOST: usize = 64;

/// The first words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = text;
    while found.len() < MOST {
        let is_inside = |c: char| c.is_alphanumeric() || is_mark(c);
        let Some(start) = rest.find(is_inside) else { break };
        let gap = gap(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|c| !is_inside(c)).unwrap_or(word.len());
        let at = text.len() - word.len();
        match glued(&word[..end], &word[end..]) {
            // Where the hour begins that follows a year without a blank.
            Some(hour) => {
                parts(&word[..hour], gap, at..at + hour, &mut found);
                parts(&word[hour..end], ' ', at + hour..at + end, &mut found);
            }
            None => parts(&word[..end], gap, at..at + end, &mut found),
        }
        rest = &word[end..];
    }
    found
}

/// `20246:00`: where a year ends in a number that is one with the hour behind it.
fn glued(word: &str, rest: &str) -> Option<usize> {
    let is_year = (5..=6).contains(&word.len()) && (word.starts_with("19") || word.starts_with("20"));
    let is_time =
        || rest.starts_with(':') && rest[1..].bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    (is_year && word.bytes().all(|b| b.is_ascii_digit()) && is_time()).then_some(4)
}

fn gap(between: &str) -> char {
    match (between, between.trim()) {
        ("-", _) => '-',
        (_, "/") => '/',
        (_, ".") => '.',
        (":" | "：", _) => ':',
        (_, mark) if mark.starts_with([',', '،', '，']) => ',',
        _ => ' ',
    }
}

/// Marks that belong to the letter before them in Thai, Hindi and Arabic.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{093c}' | '\u{094d}')
        || is_vowel_mark(c)
}

/// Arabic marks of vowels, which hardly anybody writes.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{064b}'..='\u{0652}')
}

/// What stands behind the numbers of a date, in Chinese, Japanese and Korean, and behind those of a time.
const UNITS: [char; 6] = ['年', '月', '日', '년', '월', '일'];
const CLOCK: [char; 11] = ['時', '时', '點', '点', '分', '秒', '시', '분', '초', '号', '號'];

fn parts(word: &str, gap: char, at: Range<usize>, out: &mut Vec<Word>) {
    let word: String = word.to_lowercase().chars().filter(|c| !is_vowel_mark(*c)).map(western).collect();
    let plain = |text: &str, gap: char| Word { text: text.to_owned(), gap, unit: ' ', at: at.clone() };
    // 2025年8月27日, 2025년 8월 27일, 7時00分
    if word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(UNITS) | word.contains(CLOCK) {
        let mut gap = gap;
        for part in word.split_inclusive(|c| UNITS.contains(&c) || CLOCK.contains(&c)) {
            let unit = part.chars().next_back().filter(|c| !c.is_ascii_digit()).unwrap_or(' ');
            let number = part.trim_end_matches(unit);
            let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            let (text, unit) = if is_number { (number, unit) } else { (part, ' ') };
            out.push(Word { text: text.to_owned(), gap, unit, at: at.clone() });
            gap = ' ';
        }
        return;
    }
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &word[number.len()..];
    if !number.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "de") {
        out.push(plain(number, gap));
        return;
    }
    // 2025-08-27T10:00
    if let Some((day, hour)) = word.split_once('t')
        && day.len() == 2
        && day.bytes().chain(hour.bytes()).all(|b| b.is_ascii_digit())
    {
        out.push(plain(day, gap));
        out.extend(Some(plain(hour, ' ')).filter(|_| !hour.is_empty()));
        return;
    }
    out.push(plain(&word, gap));
}

/// Thai, Hindi and Arabic digits as the western ones.
fn western(c: char) -> char {
    let value = match c {
        '\u{0e50}'..='\u{0e59}' => c as u32 - 0x0e50,
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06f0}'..='\u{06f9}' => c as u32 - 0x06f0,
        '\u{0966}'..='\u{096f}' => c as u32 - 0x0966,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}
