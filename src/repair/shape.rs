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
    /// Whether its language has words of one accented letter. English has none, but speaks of characters.
    lone: bool,
    /// Whether it is English.
    pub(crate) english: bool,
}

impl Setting {
    /// The setting of a text with that many suspect characters.
    pub(crate) fn of(text: &str, suspect: usize) -> Self {
        let needed = suspect * LATIN;
        let latin = text.bytes().filter(u8::is_ascii_alphabetic).take(needed).count() >= needed;
        let english = language::of(text) == Language::English;
        Self { latin, lone: latin && !english, english }
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
        let word = self.lone
            && matches!(says, [c] if "áàâéèêíóòôåúùõœºª».".contains(*c) || !plausible::is_letter(*c));
        says.len() > 1
            || before.is_ascii_alphanumeric()
            || after.is_ascii_alphanumeric()
            || opens && after == ' ' && second.is_ascii_uppercase()
            || (opens || before == ' ') && after == ' ' && second.is_ascii_digit()
            || stopped && matches!(after, ' ' | '\n')
            || word && before == ' ' && after == ' '
    }
}

fn is_common(c: char) -> bool {
    plausible::of(c).1 <= COMMON && !matches!(c, '\u{250}'..='\u{36F}')
}
