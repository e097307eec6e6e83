//! Letters of borrowed words: the `â` of a *château* in an English text that lost its apostrophes stays.

use super::elision;
use super::places::Place;
use super::words;
use crate::repair::letters::{self, Language};

/// Bits that the word must save with the letter, beside two parts that may each be a word, as on either side of a
/// dash; beside such parts that hold another accent; and beside parts of which one is none.
const WORDS: i64 = 8;
const ACCENTED: i64 = 0;
const SCRAPS: i64 = -4;

/// Bits that two words must save over one with the letter, and their letters at least, to be two beyond doubt.
const APART: i64 = 12;
const LETTERS: usize = 3;
/// Letters of a word, no name, behind which a short one of English stands apart too.
const LONG: usize = 4;

/// Common words that could be cut ones behind an apostrophe at the beginning of a word, but stand whole within one.
const INNER: &[&str] =
    &["and", "as", "at", "had", "have", "her", "his", "if", "in", "into", "is", "it", "then", "will"];

/// Letters looked at on either side.
const LONGEST: usize = 32;

/// What a remnant between letters of an English text makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// A word of another language, and it stands where no mark would.
    Word,
    /// Two words that no letter joins.
    Words,
    /// Neither for sure.
    Unknown,
}

/// What a remnant of an English text is to the letters on either side.
pub(super) fn between(text: &str, place: &Place) -> Between {
    let remnant = &text[place.range.clone()];
    let mut chars = remnant.chars();
    let (Some(letter), None) = (chars.next(), chars.next()) else { return Between::Unknown };
    if !place.family.is_latin() || !letter.is_alphabetic() {
        return Between::Unknown;
    }
    let (before, after) = (&text[..place.range.start], &text[place.range.end..]);
    // No word is longer; what a long row of remnants is made of need not be read for each of them.
    let start = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic()).last();
    let head = start.map_or("", |(at, _)| &before[at..]);
    let end = after.char_indices().take(LONGEST).take_while(|(_, c)| c.is_alphabetic()).last();
    let tail = end.map_or("", |(at, c)| &after[..at + c.len_utf8()]);
    if head.is_empty() || tail.is_empty() {
        return Between::Unknown;
    }
    // The next remnant ends a part: `be—all—that`.
    let parts = [head.rsplit(letter).next(), tail.split(letter).next()].map(Option::unwrap_or_default);
    if parts[0].len() + parts[1].len() > LETTERS && parts.iter().all(|part| words::is_common(part)) {
        return Between::Words;
    }
    // `rock ’n’ roll`: what is damaged twice is no word.
    if head.contains(letter) || tail.contains(letter) || elision::is_usual(head, tail) {
        return Between::Unknown;
    }
    let are_words = [head, tail].iter().all(|part| part.contains(is_vowel));
    let is_accented = !head.is_ascii() || !tail.is_ascii();
    let are_long = !is_accented && head.len().min(tail.len()) >= LETTERS;
    let gain = gain(head, letter, tail);
    if elision::is_whole(tail) || INNER.contains(&tail) {
        let is_no_name = || head.len() >= LONG && head.bytes().all(|b| b.is_ascii_lowercase());
        let is_apart = are_words && gain < 0 && (are_long || is_no_name());
        return if is_apart { Between::Words } else { Between::Unknown };
    }
    let bar = match are_words {
        true if is_accented => ACCENTED,
        true => WORDS,
        false => SCRAPS,
    };
    match gain {
        gain if gain >= bar => Between::Word,
        gain if gain <= -APART && are_words && are_long => Between::Words,
        _ => Between::Unknown,
    }
}

fn is_vowel(c: char) -> bool {
    !c.is_ascii() || "aeiouyAEIOUY".contains(c)
}

/// Bits that the letter saves.
fn gain(head: &str, letter: char, tail: &str) -> i64 {
    let word = format!("{head}{letter}{tail}");
    let lower = letters::lower(letter);
    let writes: Vec<Language> = Language::all().filter(|l| l.writes(lower)).collect();
    let Some(whole) = letters::best_among(&word, &writes) else { return i64::MIN };
    let parts = format!("{head} {tail}");
    let Some(parts) = Language::of("en").map(|english| letters::within(&parts, english)) else {
        return i64::MIN;
    };
    i64::from(parts.bits()) - i64::from(whole.bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::families::{FAMILIES, Family};

    #[test]
    fn two_words_of_english_are_told_from_names() {
        let remnant = |f: &&Family| f.is_latin() && f.remnants.contains_key("â");
        let family = FAMILIES.iter().find(remnant).expect("it is one");
        let words = [
            "yetâare",
            "coastâthat",
            "threeâone",
            "bowâthat",
            "treeâthey",
            "wheelâand",
            "stillâwhich",
            "roomâa",
            "tenâwith",
            "minutesâno",
            "beâallâthat",
            "showâit",
            "drunkâoh",
            "onceâI",
        ];
        let names = [
            "Hindustânis",
            "Brâncuși",
            "Kâmran",
            "Bishâra",
            "Talâat",
            "Sultânpur",
            "Islâmabad",
            "Ferdâwsi",
            "zakâat",
            "jamâat",
            "Cemâat",
            "gâteau",
            "Ḥâfiẓ",
            "atâta",
            "importância",
            "hikâye",
        ];
        for (set, expected) in [(&words[..], true), (&names[..], false)] {
            for word in set {
                let at = word.find('â').expect("there");
                let place = Place::at(at..at + 'â'.len_utf8(), family);
                assert_eq!(between(word, &place) == Between::Words, expected, "{word}");
            }
        }
    }

    #[test]
    fn borrowed_words_are_told_from_names_with_an_apostrophe_and_words_with_a_dash() {
        let borrowed = [
            "château",
            "châteaux",
            "pâté",
            "Târgu",
            "Vâlcea",
            "bâton",
            "dégâts",
            "gâteau",
            "Bâle",
            "Brâncuși",
            "Grâce",
            "fâcheux",
            "théâtre",
            "théâtral",
            "bâtiment",
        ];
        let marks = [
            "itâs",
            "weâll",
            "rockânâroll",
            "yâall",
            "oâclock",
            "Sanaâa",
            "Qurâan",
            "Baâath",
            "Shiâa",
            "Xiâan",
            "Tianâanmen",
            "Hawaiâi",
            "Oâahu",
            "Muâammar",
            "Saâud",
            "Paâanga",
            "DâSouza",
            "OâBrien",
            "lâOréal",
            "coastâthat",
            "yearsâmore",
            "wordâan",
            "teaâtime",
            "Marchâand",
            "lawâwhich",
            "caféâthat",
            "résuméâwhich",
            "clichéâthey",
        ];
        let remnant = |f: &&Family| f.is_latin() && f.remnants.contains_key("â");
        let family = FAMILIES.iter().find(remnant).expect("it is one");
        for (words, expected) in [(&borrowed[..], true), (&marks[..], false)] {
            for word in words {
                let at = word.find('â').expect("there");
                let place = Place::at(at..at + 'â'.len_utf8(), family);
                assert_eq!(between(word, &place) == Between::Word, expected, "{word}");
            }
        }
    }
}
