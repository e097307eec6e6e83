//! Sentences and words, as far as rules need them.

use std::ops::Range;

/// Words that end in a full stop inside a sentence. A capital letter follows them all the time.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "capt", "sgt", "st", "rev",
    "hon", "jr", "sr", "inc", "ltd", "co", "corp", "bros", "no", "nos", "vol", "fig", "vs", "etc", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "e.g", "i.e", "cf",
    "approx", "dept", "univ", "mt",
];

/// The sentences of a text, in order, white space between them left out.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_terminator(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, c)) = chars.peek() {
            if !is_terminator(c) && !is_closer(c) {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        if ends_here(text, start, at, c, end) {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let lead = part.len() - part.trim_start().len();
    let range = range.start + lead..range.start + part.trim_end().len().max(lead);
    if !range.is_empty() {
        found.push(range);
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '।')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{2019}' | '\u{201D}' | '»' | '」' | '』' | '）')
}

/// Whether the terminator `c` at `at`, its closers reaching to `end`, ends the sentence begun at `start`.
fn ends_here(text: &str, start: usize, at: usize, c: char, end: usize) -> bool {
    if matches!(c, '。' | '！' | '？' | '｡') {
        return true;
    }
    let rest = &text[end..];
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    if rest.trim_start().starts_with(char::is_lowercase) {
        return false;
    }
    c != '.' || !is_abbreviation(&text[start..at])
}

fn is_abbreviation(before: &str) -> bool {
    // The longest abbreviation is short: no need to look further back on a line of megabytes.
    let from = before.floor_char_boundary(before.len().saturating_sub(24));
    let word =
        before[from..].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\u{201C}')).next();
    let Some(word) = word else { return false };
    let initials = word.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_uppercase));
    initials || ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a))
}

/// How many words a text has: runs of letters and digits, with apostrophes and hyphens inside. In
/// scripts without spaces, two characters count as a word.
#[must_use]
pub fn words(text: &str) -> usize {
    counted(text, usize::MAX)
}

/// Whether a text has so many words at most; it is read no further than that takes.
#[must_use]
pub fn has_at_most(text: &str, most: usize) -> bool {
    counted(text, most) <= most
}

/// The words of a text, or more than `most` of them.
fn counted(text: &str, most: usize) -> usize {
    let mut spaced = 0;
    let mut unspaced = 0;
    let mut inside = false;
    for c in text.chars() {
        if super::fold::joins_word(c) {
            spaced += usize::from(!inside);
            inside = true;
        } else if c.is_alphanumeric() {
            unspaced += 1;
            inside = false;
        } else if !matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}') {
            inside = false;
        }
        if spaced > most {
            break;
        }
    }
    spaced + usize::div_ceil(unspaced, 2)
}

/// The words of a text, in order, as [`words`] sees them; in scripts without spaces, each character is one.
#[must_use]
pub fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Whether the last word goes on, and whether only marks stand between it and here.
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if super::fold::joins_word(c) {
            match found.last_mut() {
                Some(word) if inside => word.end = end,
                _ => found.push(at..end),
            }
            inside = true;
        } else if c.is_alphanumeric() {
            found.push(at..end);
            inside = false;
        } else if !matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}') {
            inside = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{has_at_most, sentences, words};

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("One. Two! Three?", vec!["One.", "Two!", "Three?"]),
            ("Mr. Hale of Ore Co. Ltd. spoke. We left.", vec!["Mr. Hale of Ore Co. Ltd. spoke.", "We left."]),
            (
                "The U.S. Navy came. “It went.” She left.",
                vec!["The U.S. Navy came.", "“It went.”", "She left."],
            ),
            ("Up 3.5 percent. so it goes", vec!["Up 3.5 percent. so it goes"]),
            ("第一句。第二句。", vec!["第一句。", "第二句。"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_are_counted_as_readers_count_them() {
        for (text, count) in
            [("state-owned firm’s plan", 3), ("", 0), ("— … —", 0), ("a1 b2", 2), ("国有企业", 2)]
        {
            assert_eq!(words(text), count, "{text}");
            assert!(has_at_most(text, count) && (count == 0 || !has_at_most(text, count - 1)), "{text}");
        }
    }
}
