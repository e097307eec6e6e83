//! How surprising characters are beside each other, and a stretch of them in its surroundings.

use super::{Kind, Script, is_letter, of, script_of};
use crate::repair::alphabets;

/// Surprise of `b` directly after `a`, in bits, rarity not counted.
pub(crate) fn join(a: char, b: char) -> i32 {
    use Kind::{
        Angle, Box, Broken, Close, Currency, Dash, Digit, Letter, Lower, Open, Picture, Point, Sign, Space,
        Upper,
    };
    if a.is_ascii() && b.is_ascii() {
        return 0;
    }
    match (of(a).0, of(b).0) {
        (Broken, _) | (_, Broken) => 0,
        (Letter(Script::Hebrew), Letter(Script::Hebrew)) if "ךםןףץ".contains(a) && b >= 'א' => 8,
        // A vowel point stands on a letter of its own script.
        (on, Letter(Script::Hebrew)) if b < 'א' && on != Letter(Script::Hebrew) => 14,
        (Lower(s) | Upper(s) | Letter(s), Lower(_)) if b == 'ß' => {
            scripts(s, Script::Latin) + if "aeiouyäöüAEIOUÄÖÜ".contains(a) { 0 } else { 6 }
        }
        (_, Lower(_)) if b == 'ß' => 8,
        (Lower(s), Upper(t)) if s == t => 8 + alphabets::mixing(a, b),
        (Lower(s) | Upper(s) | Letter(s), Lower(t) | Upper(t) | Letter(t)) => {
            scripts(s, t) + alphabets::mixing(a, b)
        }
        (Lower(_) | Upper(_) | Letter(_), Sign) => 5,
        (Sign, Lower(_) | Upper(_) | Letter(_)) => 5,
        (Sign | Currency, Sign) | (Sign, Currency) => 6,
        (Lower(_) | Upper(_) | Letter(_), Currency) => 6,
        (Currency, Lower(_) | Upper(_) | Letter(_) | Close) => 5,
        (Lower(_) | Upper(_) | Letter(_) | Close, Open) => 6,
        (Lower(_) | Upper(_) | Letter(_), Picture) => 4,
        (Close, Lower(_) | Upper(_) | Letter(_)) if a != '’' => 6,
        (Digit, Lower(_) | Upper(_)) => 4,
        (Digit, Letter(s)) if s != Script::EastAsian => 4,
        (Currency, Digit) => -4,
        (Close, Upper(_)) => 2,
        (Angle, _) | (_, Angle) => 1,
        (Space, Space) => 2,
        (Open, Space | Dash | Close) => 6,
        (Space, Close) => 5,
        (Box, Box) => 0,
        (Box, Lower(_) | Upper(_) | Letter(_)) | (Lower(_) | Upper(_) | Letter(_), Box) => 7,
        (Box, Space | Digit) | (Space | Digit, Box) => 0,
        (Box, _) | (_, Box) => 4,
        (Open, Sign) | (Digit | Point, Open) => 3,
        _ => 1,
    }
}

/// Surprise of two letters of these scripts side by side.
fn scripts(a: Script, b: Script) -> i32 {
    match (a, b) {
        _ if a == b => 0,
        (Script::Other, _) | (_, Script::Other) => 4,
        // These do not put spaces around foreign words.
        (Script::EastAsian, Script::Latin) | (Script::Latin, Script::EastAsian) => 8,
        _ => 10,
    }
}

/// What stands around a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The character before, if any.
    pub(crate) before: Option<char>,
    /// The character after, if any.
    pub(crate) after: Option<char>,
    /// Script of the nearest letter before, or else after.
    pub(crate) script: Option<Script>,
    /// Script of the nearest letter after.
    pub(crate) next_script: Option<Script>,
}

/// Letters looked at, at most, to find the script around a place, in characters.
const SIGHT: usize = 32;
/// Surprise of a change of script between words.
const SWITCH: i32 = 6;

impl Context {
    /// The surroundings of a range of a text, looking past letters that are damage themselves.
    pub(crate) fn past(text: &str, start: usize, end: usize, is_damage: impl Fn(char) -> bool) -> Self {
        let letter = |c: char| if is_damage(c) { None } else { script_of(of(c).0) };
        let script = text[..start].chars().rev().take(SIGHT).find_map(letter);
        let next_script = text[end..].chars().take(SIGHT).find_map(letter);
        Self {
            before: text[..start].chars().next_back(),
            after: text[end..].chars().next(),
            script: script.or(next_script),
            next_script,
        }
    }
}

/// Surprise of a stretch in its surroundings, in bits.
pub(crate) fn surprise(stretch: impl IntoIterator<Item = char>, context: &Context) -> i32 {
    let mut last = context.before.unwrap_or('\n');
    let mut alone = !is_wordy(last);
    let mut script = context.script;
    let mut bits = 0;
    for c in stretch {
        if alone && !is_wordy(c) && c != '’' {
            bits += as_word(last);
        }
        alone = !is_wordy(last);
        let (kind, rarity) = of(c);
        bits += rarity + join(last, c);
        if let Some(next) = script_of(kind) {
            if script.is_some_and(|s| s != next) && !is_letter(last) {
                bits += SWITCH;
            }
            script = Some(next);
        }
        last = c;
    }
    let after = context.after.unwrap_or('\n');
    if alone && !is_wordy(after) && after != '’' {
        bits += as_word(last);
    }
    if !(is_letter(last) && is_letter(after))
        && context.next_script.is_some_and(|next| script.is_some_and(|s| s != next))
    {
        bits += SWITCH;
    }
    bits + join(last, after)
}

/// Surprise of a letter standing alone between two characters that are none.
fn as_word(c: char) -> i32 {
    match c {
        'à' | 'á' | 'å' | 'æ' | 'è' | 'é' | 'ê' | 'í' | 'ó' | 'ô' | 'ö' | 'ø' | 'ú' | 'ő' => 0,
        'À' | 'Á' | 'Å' | 'É' | 'È' | 'Í' | 'Ó' | 'Ô' | 'Ö' | 'Ø' => 0,
        '\u{C0}'..='\u{24F}' if c.is_alphabetic() => 5,
        _ => 0,
    }
}

/// Whether a letter beyond ASCII is a word by itself in some language.
pub(crate) fn is_word(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}') && as_word(c) == 0
}

/// Surprise of a sentence that begins with this character.
pub(crate) fn begins_sentence(c: char) -> i32 {
    match of(c).0 {
        Kind::Upper(_) => -4,
        Kind::Lower(_) => 4,
        _ => 0,
    }
}

/// Whether a character is part of a word or number.
fn is_wordy(c: char) -> bool {
    is_letter(c) || matches!(of(c).0, Kind::Digit)
}
