//! What comes out of a place and fits nowhere: letters of one script in the midst of a word of another, marks that
//! hang on no letter, letters that hardly any text holds.
//!
//! Bytes of a text in another old encoding spell such characters by chance, as surprising as it is as it stands. A few
//! of them prove nothing, whatever they gain; a text really written in that script brings more of them, in words of
//! their own.

use super::encodings::COUNT;
use super::plausible::{self, Kind, Script};
use super::reversible::{BEYOND_DOUBT, Place};
use super::siblings::Candidates;
use super::tables::{byte_of, places_of};
use super::units::{self, Cluster, Glyph};
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters of a script in words of their own, from which on the decoder is believed to have made that script.
const ENOUGH: u32 = 4;
/// Rarity, in bits, from which on a letter is one that hardly any text holds.
const SELDOM: i32 = 13;

/// The same for a sign.
const STRANGE: i32 = 11;
/// Rarity, in bits, up to which marks stand beside words of any script.
const TYPICAL: i32 = 5;

/// How far what comes out of a place fits where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fit {
    Well,
    /// It is of a script that hardly any text is in.
    Rare,
    /// It stands in a word of another script.
    Mixed,
    /// It is right as it stands as likely as not, and no evidence by itself.
    Lone,
}

/// Whether a mark that comes out first has nothing to hang on.
pub(crate) fn hangs_on_nothing(before: Option<char>, says: &[char]) -> bool {
    // What some decoder shows for a byte may be damage still.
    let is_shown = |c| {
        let places = places_of(c);
        places.leads() | places.tail != 0
    };
    says.first().is_some_and(|c| is_combining(*c) && !is_shown(*c)) && before.is_none_or(char::is_whitespace)
}

/// Whether a capital and a sign stand in a word in capitals, and what comes out is no capital: the sign is a soft hyphen
/// within the word (`RÉ-PUBLIQUE`) or refers to a note behind it (`BEYONCÉ‡`).
pub(crate) fn is_in_capitals(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let mut inside = text[place.clone()].chars();
    let (Some(lead), Some(sign), None, [out]) = (inside.next(), inside.next(), inside.next(), says) else {
        return false;
    };
    if !lead.is_uppercase() || out.is_uppercase() {
        return false;
    }
    let before = text[..place.start].chars().rev();
    let after = text.as_bytes().get(place.end);
    match sign {
        '\u{AD}' => after.is_some_and(u8::is_ascii_uppercase),
        // What comes of these two leads are letters that most languages in Latin script have.
        _ if matches!(lead, 'Â' | 'Ã') => false,
        // Greek letters stand in names of science.
        _ => {
            plausible::script(*out) == Some(Script::Latin)
                && before.take_while(|c| c.is_uppercase()).take(2).count() == 2
        }
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// How what comes out of a cluster fits its run, which ends there, and the words around it.
pub(crate) fn fit(text: &str, run: &[Glyph], cluster: &Cluster, column: usize, end: usize) -> Fit {
    let chars = || cluster.units.iter().map(|u| u.c);
    let (Some(first), Some(last)) = (chars().next(), chars().next_back()) else { return Fit::Well };
    // What comes out of a layer may be damage still, of any scripts.
    if units::candidates(&units::loose(&chars().collect::<Vec<_>>())) != 0 {
        return Fit::Well;
    }
    let before = cluster.glyphs.start.checked_sub(1).map(|i| run[i]);
    let after = run.get(cluster.glyphs.end).copied();
    // One character of East Asia between Latin letters: a name, the sign of a note and a dash (`Noë¹—one`).
    if before.is_none() && after.is_none() && first == last && is_within_latin(text, run, first, end) {
        return Fit::Mixed;
    }
    let strange = |c: char, beside: Option<Glyph>| beside.is_some_and(|g| is_strange(c, g, column));
    if strange(first, before) || strange(last, after) {
        return Fit::Mixed;
    }
    // Icons of private use come from the web, whose decoder is the first.
    let is_private = |c| column > 0 && matches!(c, '\u{E000}'..='\u{F8FF}');
    if chars().any(|c| is_rare(c) || is_private(c)) { Fit::Rare } else { Fit::Well }
}

/// Whether a run stands between letters of ASCII and is a character of East Asia.
fn is_within_latin(text: &str, run: &[Glyph], c: char, end: usize) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    let start = run.first().map_or(end, |glyph| glyph.at);
    let bytes = text.as_bytes();
    plausible::script(c) == Some(Script::EastAsian)
        && letter(start.checked_sub(1).and_then(|at| bytes.get(at)))
        && letter(bytes.get(end))
}

/// Whether a character is a letter of a script that hardly any text is in, or one of Braille or of seldom Chinese.
/// Letters of phonetics stand in texts of any language.
fn is_rare(c: char) -> bool {
    let is_phonetic = matches!(c, '\u{1D00}'..='\u{1DFF}' | '\u{A700}'..='\u{A7FF}');
    let (kind, rarity) = plausible::of(c);
    let is_letter = kind == Kind::Letter(Script::Other) && !is_invisible(c);
    // The blank of Braille keeps lines apart where blanks would be dropped.
    is_letter && rarity >= SELDOM && c < '\u{10000}' && !is_phonetic
        || matches!(c, '\u{2801}'..='\u{28FF}' | '\u{3400}'..='\u{4DBF}')
}

/// Whether a letter beyond ASCII stands beside what comes out that is of another script and no beginning of the same,
/// or a sign that no words hold.
fn is_strange(c: char, beside: Glyph, column: usize) -> bool {
    let is_own = |script: Script| script != Script::Latin;
    let Some(own) = key(c).filter(|(script, _)| is_own(*script)) else { return false };
    let Some(other) = key(beside.c) else {
        let (kind, rarity) = plausible::of(beside.c);
        return matches!(kind, Kind::Sign | Kind::Currency | Kind::Broken | Kind::Open | Kind::Angle)
            && rarity > TYPICAL
            && beside.c != '\u{FFFD}';
    };
    other.0 != own.0 && !byte_of(beside.c, column).is_some_and(|lead| may_begin(lead, own.0))
}

/// Whether a first byte can lead to letters of a script.
fn may_begin(lead: u8, script: Script) -> bool {
    match lead {
        0xC2..=0xDF => std::str::from_utf8(&[lead, 0xA8])
            .is_ok_and(|letter| letter.chars().next().and_then(plausible::script) == Some(script)),
        0xE0 | 0xE1 => matches!(script, Script::Thai | Script::Indic | Script::Georgian | Script::Other),
        0xE3..=0xED => script == Script::EastAsian,
        _ => false,
    }
}

/// Script of a letter, and the part of Unicode it stands in where the script is one of the rarer.
fn key(c: char) -> Option<(Script, u32)> {
    match plausible::script(c) {
        Some(script) => Some((script, 0)),
        None if plausible::is_letter(c) && !is_invisible(c)
            || matches!(c, '\u{E000}'..='\u{F8FF}')
            || is_seldom_sign(c) =>
        {
            Some((Script::Other, u32::from(c) >> 7))
        }
        None => None,
    }
}

/// Whether a character is one of the signs and pictures that hardly any text holds.
fn is_seldom_sign(c: char) -> bool {
    let (kind, rarity) = plausible::of(c);
    matches!(kind, Kind::Sign | Kind::Picture) && rarity >= STRANGE && c >= '\u{2190}'
}

/// Whether a character belongs to the letter before it or shows nothing.
fn is_invisible(c: char) -> bool {
    is_combining(c)
        || matches!(c, '\u{2B0}'..='\u{2FF}' | '\u{200B}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Characters of each script that decoders would make in words of their own, and decoders with a place beyond doubt.
#[derive(Default)]
pub(crate) struct Made {
    letters: BTreeMap<(usize, u8, u32), u32>,
    sound: u64,
}

impl Made {
    pub(crate) fn of(all: &[Candidates]) -> Self {
        let mut made = Self::default();
        let readings = all.iter().flat_map(|c| &c.readings);
        for (column, place) in readings.flat_map(|r| r.places.iter().map(move |p| (r.column, p))) {
            if matches!(place.fit, Fit::Mixed | Fit::Lone) {
                continue;
            }
            if place.fit == Fit::Well && place.gain - place.doubt >= BEYOND_DOUBT && !place.quoted {
                made.sound |= 1 << column;
            }
            for (script, part) in place.cluster.units.iter().filter_map(|u| key(u.c)) {
                *made.letters.entry((column, script as u8, part)).or_default() += 1;
            }
        }
        made
    }

    /// Whether what comes out of a place fits, by itself or because the decoder made more of the script; of one that is `known`
    /// all that may stand alone does.
    pub(crate) fn bears_out(&self, place: &Place, column: usize, known: u64) -> bool {
        debug_assert!(column < COUNT);
        if place.fit == Fit::Lone {
            return (self.sound | known) >> column & 1 == 1;
        }
        let count = |(script, part)| self.letters.get(&(column, script as u8, part)).copied().unwrap_or(0);
        place.fit == Fit::Well
            || place.cluster.units.iter().filter_map(|u| key(u.c)).any(|k| count(k) >= ENOUGH)
    }
}

#[cfg(test)]
mod tests {
    use super::{hangs_on_nothing, is_in_capitals};

    #[test]
    fn marks_hang_on_something() {
        assert!(hangs_on_nothing(Some(' '), &['\u{302}']));
        assert!(hangs_on_nothing(None, &['\u{329}']));
        assert!(!hangs_on_nothing(Some('e'), &['\u{301}']));
        assert!(!hangs_on_nothing(Some('6'), &['\u{336}']));
        assert!(!hangs_on_nothing(None, &['é']));
    }

    #[test]
    fn capitals_go_on_in_capitals() {
        let is = |text: &str, says: char| {
            let lead = text.char_indices().find(|(_, c)| !c.is_ascii()).map_or(0, |(at, _)| at);
            let end = text[lead..].char_indices().nth(2).map_or(text.len(), |(at, _)| lead + at);
            is_in_capitals(text, &(lead..end), &[says])
        };
        assert!(is("RÉ\u{AD}PUBLIQUE", 'ɭ'));
        assert!(is("IRMÃ\u{AD}OS", 'í'));
        assert!(is("BEYONCÉ‡ sang", 'ɇ'));
        assert!(!is("aquÃ\u{AD} y ahora", 'í'));
        assert!(!is("hodiaÅ\u{AD} kaj", 'ŭ'));
        assert!(!is("IFNÎ³R", 'γ'));
        assert!(!is("LÄ™K", 'ę') && !is("ZÅ‚oty", 'ł') && !is("CAFÃ‰", 'É'));
    }
}
