//! Places whose shape alone tells damage: a letter of another script in the middle of a Latin word, or
//! where a sign or a space belongs.

use super::lossy::language::{self, Language};
use super::plausible;
use std::ops::Range;

/// ASCII letters for each other character that make a text one of Latin letters.
const LATIN: usize = 8;
/// Rarity, in bits, of the characters that are believed on their shape.
const COMMON: i32 = 12;

/// What a text is, as far as shapes are concerned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Whether it consists of ASCII letters with few other characters among them.
    latin: bool,
    /// The words of one accented letter of its language.
    pub(crate) words: &'static str,
    /// Whether it is English.
    pub(crate) english: bool,
}

impl Setting {
    /// The setting of a text with that many suspect characters.
    pub(crate) fn of(text: &str, suspect: usize) -> Self {
        let needed = suspect * LATIN;
        let latin = text.bytes().filter(u8::is_ascii_alphabetic).take(needed).count() >= needed;
        let language = language::of(text);
        let words = match language {
            Language::French => "àÀôÔ",
            Language::Portuguese => "éÉàÀáÁóÓ",
            Language::Spanish => "áÁóÓ",
            Language::Italian => "èÈ",
            Language::Swedish => "åÅöÖ",
            Language::Hungarian => "őŐ",
            _ => "",
        };
        Self { latin, words, english: language == Language::English }
    }

    /// Whether a run says something common, and stands where no other script stands: within or right
    /// beside a word, beside a figure, or where a sign or a space may stand.
    pub(crate) fn tells(&self, text: &str, run: &Range<usize>, says: &[char]) -> bool {
        self.latin && says.iter().all(|&c| is_common(c)) && self.is_telling(text, run, says)
    }

    fn is_telling(&self, text: &str, run: &Range<usize>, says: &[char]) -> bool {
        let before = text[..run.start].chars().next_back().unwrap_or('\n');
        let mut rest = text[run.end..].chars();
        let (after, second) = (rest.next().unwrap_or('\n'), rest.next().unwrap_or('\n'));
        let opens = matches!(before, '\n' | '"' | '\'' | '(' | '[');
        let stopped = text[..run.start].trim_end_matches(' ').ends_with(['.', ',', ';', ':', '!', '?']);
        let signs = says.iter().all(|&c| !plausible::is_letter(c) || matches!(c, 'ª' | 'º'));
        let alone = signs || matches!(says, [c] if self.words.contains(*c));
        says.len() > 1
            || before.is_ascii_alphanumeric()
            || after.is_ascii_alphanumeric()
            || opens && after == ' ' && second.is_ascii_uppercase() && alone
            || (opens || before == ' ') && after == ' ' && second.is_ascii_digit() && signs
            || stopped && matches!(after, ' ' | '\n') && signs
            || before == ' ' && after == ' ' && alone && !self.words.is_empty()
    }
}

fn is_common(c: char) -> bool {
    plausible::of(c).1 <= COMMON && !matches!(c, '\u{250}'..='\u{36F}')
}
