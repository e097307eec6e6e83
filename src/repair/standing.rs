//! Whether a suspect place reads as text just as it stands: letters that go on with the word around them,
//! in its script and its case, perhaps with a sign behind that words end with (`NESTLÉ®`).
//!
//! That the bytes spell a character of UTF-8 as well is then no more than chance.

use super::alphabets;
use super::letters;
use super::plausible::{self, Context, Kind, Script};
use super::tables::byte_of;
use std::ops::Range;

/// Bits against a place that reads as text, and against one that would become a character of no alphabet.
const READS: i32 = 14;
const RARE: i32 = 28;
/// Rarity, in bits, from which on a character is of no alphabet that the text is likely in.
const SELDOM: i32 = 12;
/// Signs that stand right behind a word or figure.
const BEHIND: &str = "®™©…”’»›¡¿´²³¹¢£¥§°º\u{A0}";
/// Letters from which on a line shows its language, and bits by which it must be less surprising.
const FEW: u32 = 8;
const WORDS: u32 = 8;
/// Letters of a word looked at on either side, at most.
const WORD: usize = 24;
/// Bytes looked at on either side for letters that the decoder cannot have made.
const NEARBY: usize = 64;

/// Bits against the character that comes out of a place that reads as text just as it stands.
pub(crate) fn doubt(text: &str, place: &Range<usize>, says: &[char], column: usize) -> i32 {
    let [c] = says else { return 0 };
    let inside = &text[place.clone()];
    // An  before a sign is damage most of the time, and words of one letter are what most others stand for.
    let stray = inside.starts_with('Â') && matches!(c, '\u{80}'..='\u{BF}');
    let joined = text[..place.start].chars().next_back().is_some_and(plausible::is_letter);
    // Between words in capitals the letter before a no-break space may be part of a name.
    if stray && *c == '\u{A0}' && is_between_capitals(text, place) {
        return RARE;
    }
    // No word begins right behind a stop.
    let glued = *c == '\u{A0}' && text[..place.start].ends_with([',', '.', ';', ':', '!', '?']);
    if stray || glued || !joined && plausible::is_word(*c) || is_unword(text, place, says) {
        return 0;
    }
    let figure = joined && inside.ends_with(['²', '³', '¹', '°', 'º', '§']);
    if alphabets::is_common(*c) && (figure || is_mixed(text, place, column)) {
        return 0;
    }
    let bits = if plausible::of(*c).1 >= SELDOM { RARE } else { READS };
    match script_as_text(text, place) {
        Some(Script::Latin) if makes_words(text, place, *c) => 0,
        Some(Script::Latin) => bits,
        // In a text of another script such letters are no text.
        Some(own) => {
            let around = Context::past(text, place.start, place.end, |c| plausible::script(c) == Some(own));
            // A Chinese character alone among letters is no text either.
            let lone =
                plausible::script(*c) == Some(Script::EastAsian) && around.script != Some(Script::EastAsian);
            match around.script {
                None => bits,
                Some(_) if lone => RARE,
                Some(_) => 0,
            }
        }
        None if is_fraction(inside) => bits,
        None => 0,
    }
}

/// Whether words in capitals stand on either side of the place, of which it is the end of one.
fn is_between_capitals(text: &str, place: &Range<usize>) -> bool {
    let is_upper = |c: &char| matches!(plausible::of(*c).0, Kind::Upper(_));
    let before = text[..place.start].chars().rev().take(3).filter(is_upper).count();
    before == 3 && text[place.end..].chars().take(2).filter(is_upper).count() == 2
}

/// Whether the letters of the place are a word by themselves that is none: letters beyond ASCII alone, which the
/// bytes show to be a common sign.
pub(crate) fn is_unword(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let [c] = *says else { return false };
    let inside = &text[place.clone()];
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let letters = inside.chars().filter(|c| plausible::is_letter(*c)).count();
    let (kind, rarity) = plausible::of(c);
    letters >= 2
        && inside.chars().count() > letters
        && inside.starts_with(|c| plausible::script(c) == Some(Script::Latin))
        && matches!(kind, Kind::Picture | Kind::Sign | Kind::Dash | Kind::Currency)
        && rarity < SELDOM
        && alone(text[..place.start].chars().next_back())
        && alone(text[place.end..].chars().next())
}

/// Whether the line is in a language that writes the character that comes out and not the letter that stands
/// there, by the words of both.
fn makes_words(text: &str, place: &Range<usize>, c: char) -> bool {
    let inside = &text[place.clone()];
    let end = text[place.end..].chars().next();
    let joined = text[..place.start].chars().next_back().is_some_and(plausible::is_letter);
    let is_other = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    if plausible::script(c) != Some(Script::Latin)
        || !joined
        || !inside.ends_with(|c| BEHIND.contains(c))
        || end.is_some_and(char::is_alphanumeric)
    {
        return false;
    }
    let from = text.floor_char_boundary(place.start.saturating_sub(NEARBY));
    let to = text.ceil_char_boundary((place.end + NEARBY).min(text.len()));
    let from = text[from..place.start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = text[place.end..to].find('\n').map_or(to, |at| place.end + at);
    let (before, after) = (&text[from..place.start], &text[place.end..to]);
    let words = before.split(|c: char| !c.is_alphabetic()).chain(after.split(|c: char| !c.is_alphabetic()));
    if words.filter(is_other).take(2).count() < 2 {
        return false;
    }
    let Some(old) = letters::best(&text[from..to]) else { return false };
    let Some(new) = letters::best(&format!("{before}{c}{after}")) else { return false };
    old.letters >= FEW && old.bits() >= new.bits() + WORDS
}

/// Whether the place is of letters that no language writes both, in a text in which the decoder can have made
/// every letter.
fn is_mixed(text: &str, place: &Range<usize>, column: usize) -> bool {
    let mut letters = text[place.clone()].chars();
    let (Some(a), Some(b)) = (letters.next(), letters.next()) else { return false };
    if !plausible::is_letter(b) || alphabets::languages(a) & alphabets::languages(b) != 0 {
        return false;
    }
    let start = text.floor_char_boundary(place.start.saturating_sub(NEARBY));
    let near = &text[start..text.ceil_char_boundary((place.end + NEARBY).min(text.len()))];
    near.chars().all(|c| c.is_ascii() || !plausible::is_letter(c) || byte_of(c, column).is_some())
}

/// The script of a place that reads as text, as part of a word in one case.
fn script_as_text(text: &str, place: &Range<usize>) -> Option<Script> {
    let inside = &text[place.clone()];
    let letters = inside.trim_end_matches(|c| BEHIND.contains(c));
    let after = &text[place.end..];
    let tail: String = if letters.len() == inside.len() {
        after.chars().take(WORD).take_while(|c| plausible::is_letter(*c)).collect()
    } else if after.starts_with(char::is_alphanumeric) {
        return None;
    } else {
        String::new()
    };
    let mut head: Vec<char> =
        text[..place.start].chars().rev().take(WORD).take_while(|c| plausible::is_letter(*c)).collect();
    head.reverse();
    let word: Vec<char> = head.into_iter().chain(letters.chars()).chain(tail.chars()).collect();
    let script = letters.chars().chain(word.iter().copied()).find_map(cased)?;
    let fits = |c: char| is_mark(c) || cased(c) == Some(script);
    (!letters.is_empty() && word.iter().all(|&c| fits(c)) && is_in_one_case(&word)).then_some(script)
}

/// Marks on letters, and letters that serve as such.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{2B0}'..='\u{2C1}' | '\u{300}'..='\u{36F}')
}

/// The script of a letter that has case.
fn cased(c: char) -> Option<Script> {
    match plausible::of(c).0 {
        Kind::Lower(script) | Kind::Upper(script) => Some(script),
        _ => None,
    }
}

/// Whether a word is in capitals, in small letters, or in small letters after a capital.
fn is_in_one_case(word: &[char]) -> bool {
    let upper = |c: &char| matches!(plausible::of(*c).0, Kind::Upper(_));
    let lower = |c: &char| matches!(plausible::of(*c).0, Kind::Lower(_));
    let rest = word.get(1..).unwrap_or_default();
    !rest.iter().any(upper) || !word.iter().any(lower)
}

/// A sign of comparison before a fraction.
fn is_fraction(inside: &str) -> bool {
    inside.starts_with(['≈', '±', '≤', '≥', '√', '−']) && inside.ends_with(['½', '¼', '¾'])
}
