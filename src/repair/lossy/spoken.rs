//! Text about letters: whether what looks like a remnant is the letter itself, quoted, named or discussed.

use super::foreign;
use super::places::Place;
use std::ops::Range;

/// Words beside which a letter of a foreign script is spoken of, and those right before it that name it.
pub(super) const SCRIPT: &[&str] =
    &["thai", "vowel", "consonant", "alphabet", "script", "glyph", "unicode", "mojibake", "encoding"];
const TITLES: &[&str] = &["letter", "character", "symbol", "sign", "vowel", "sound"];

/// Places looked at for that, at most.
const SHOWN: usize = 10;

/// Whether the text around a stray letter is about letters.
pub(super) fn spoken_of(text: &str, places: &[Place]) -> bool {
    places.iter().take(SHOWN).any(|p| {
        let before = text[..p.range.start].trim_end();
        let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let titled = TITLES.contains(&last);
        titled || is_near(text, &p.range, SCRIPT)
    })
}

/// Whether no letter or digit touches the place: then it may be a symbol.
pub(super) fn stands_alone(text: &str, place: &Place) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    apart(text[..place.range.start].chars().next_back()) && apart(text[place.range.end..].chars().next())
}

/// Whether the text speaks of the letter rather than being damaged by it: it stands alone or in
/// quotes wherever it stands, and not often.
pub(super) fn is_discussed(text: &str, places: &[Place]) -> bool {
    let short = places.iter().all(|p| text[p.range.clone()].chars().count() == 1);
    let alone = || places.iter().all(|p| stands_alone(text, p));
    let named = |p: &Place| is_named(text, &p.range) && !foreign::is_dash(text, p);
    is_quoted(text, places) || short && alone() && places.iter().any(named)
}

/// Whether most of the remnants are single letters between quotation marks or brackets.
pub(super) fn is_quoted(text: &str, places: &[Place]) -> bool {
    let quoted = |c: Option<char>| c.is_some_and(|c| "\"'`“”‘’«»()[]/<>".contains(c));
    let named = places.iter().filter(|p| {
        quoted(text[..p.range.start].chars().next_back()) && quoted(text[p.range.end..].chars().next())
    });
    let short = places.iter().all(|p| text[p.range.clone()].chars().count() == 1);
    short && named.count() * 2 > places.len()
}

/// Words beside which a letter may be spoken of, but much else too.
const LOOSELY: &[&str] = &["character", "symbol", "accent", "spell", "misspell", "sound", "generator"];
/// Words beside which a letter is spoken of.
const NAMED_BY: &[&str] = &[
    "letter",
    "vowel",
    "glyph",
    "circumflex",
    "diacritic",
    "alphabet",
    "pronounc",
    "mispronounc",
    "thai",
    "consonant",
    "welsh",
    "romanian",
    "vietnamese",
    "turkish",
    "phoneme",
    "transliterat",
    "unicode",
    "mojibake",
    "encoding",
    "keyboard",
    "lettre",
    "buchstabe",
    "zeichen",
    "letra",
    "operator",
    "estimat",
    "eigenv",
    "hamiltonian",
];
/// Bytes looked at on either side for such a word.
const NEAR: usize = 80;

pub(super) fn is_named(text: &str, range: &Range<usize>) -> bool {
    is_named_outright(text, range) || is_near(text, range, LOOSELY)
}

/// Whether it is by a word that is hardly used of anything else.
pub(super) fn is_named_outright(text: &str, range: &Range<usize>) -> bool {
    is_near(text, range, NAMED_BY)
}

/// Whether one of the words stands near a range.
pub(super) fn is_near(text: &str, range: &Range<usize>, words: &[&str]) -> bool {
    let mut start = range.start.saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (range.end + NEAR).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let around = text[start..end].to_lowercase();
    words.iter().any(|word| around.match_indices(word).any(|(at, _)| begins_word(&around, at, word)))
}

/// Whether a word begins where it was found, unless it is one that German compounds end with: *script* is no part
/// of a description.
fn begins_word(text: &str, at: usize, word: &str) -> bool {
    matches!(word, "buchstabe" | "zeichen") || !text[..at].ends_with(char::is_alphabetic)
}
