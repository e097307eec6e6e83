//! Places that are no evidence by themselves: a sequence or two by chance, in text that is right as it stands.
//!
//! Some fifty decoders know between them a reading of almost any letter with a sign behind it: `12В±5%` (volts),
//! `4×Ø10` (a diameter), `mol·Å·e`, `”Ö”`. What really went through a decoder shows in more than one such place. So
//! these wait for company: a place of the same decoder that nothing but damage explains.

use super::alphabets;
use super::plausible::{self, Kind, Script};
use std::ops::Range;

/// Units of a dotted abbreviation at most.
const DOTTED: usize = 6;
/// Bytes on either side that show a formula.
const NEAR: usize = 160;
/// Letters of its script from which on a line is in it.
const FEW: usize = 3;
/// Bytes of a line looked at on either side for letters that are right.
const LINE: usize = 400;

/// Whether what comes out of a place, in a reading of its own, is as likely chance.
pub(crate) fn is_lone(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let inside: Vec<char> = text[place.clone()].chars().collect();
    let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return false };
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    if is_dotted(&inside, says, before) || is_mixed(says) {
        return true;
    }
    let [c] = *says else { return false };
    is_case_pair(&inside)
        || is_in_capitals(&inside, before, after)
        || is_capital_apart(&inside, c, before, after)
        || is_stranger(c, &inside, before, after)
        || is_unit(text, place, [first, last, c])
        || is_drawn(first, last, c)
        || is_hat(first) && is_formula(text, place)
        || is_behind_capitals(text, place, [first, last, c])
}

/// Letters with dots behind, as abbreviations and products have them: `Ν·Δ·`, `eV·Å·`. Behind a small letter the word
/// goes on.
fn is_dotted(inside: &[char], says: &[char], before: Option<char>) -> bool {
    says.len() <= DOTTED
        && inside.iter().skip(1).step_by(2).all(|c| *c == '·')
        && inside.len() == 2 * says.len()
        && !before.is_some_and(char::is_lowercase)
}

/// Letters of several scripts, none of them Latin: no word is.
fn is_mixed(says: &[char]) -> bool {
    let mut scripts = says.iter().filter_map(|c| plausible::script(*c)).filter(|s| *s != Script::Latin);
    scripts.next().is_some_and(|first| scripts.any(|other| other != first))
}

/// A letter in both cases, as lists and expressions have them: `аА`.
fn is_case_pair(inside: &[char]) -> bool {
    matches!(inside, [a, b] if a != b && a.to_lowercase().eq(b.to_lowercase()))
}

/// Two capitals of one alphabet in a word of capitals: `GÄŞT`.
fn is_in_capitals(inside: &[char], before: Option<char>, after: Option<char>) -> bool {
    let upper = |c: char| matches!(plausible::of(c).0, Kind::Upper(Script::Latin));
    let beside = [before, after].into_iter().flatten();
    let [first, last] = *inside else { return false };
    upper(first)
        && upper(last)
        && alphabets::languages(first) & alphabets::languages(last) != 0
        && beside.clone().any(upper)
        && !beside.into_iter().any(|c| plausible::is_letter(c) && !upper(c))
}

/// A capital and a letter that stand apart as a word does, where a small letter would come out that is none: `Äş`.
fn is_capital_apart(inside: &[char], c: char, before: Option<char>, after: Option<char>) -> bool {
    let [first, last] = *inside else { return false };
    let is = |c: char, upper: bool| match plausible::of(c).0 {
        Kind::Upper(Script::Latin) => upper,
        Kind::Lower(Script::Latin) => !upper,
        _ => false,
    };
    is(first, true)
        && plausible::is_letter(last)
        && is(c, false)
        && !plausible::is_word(c)
        && ![before, after].into_iter().flatten().any(plausible::is_letter)
}

/// A single letter of a script, or of no living alphabet, that stands beside none of its own.
fn is_stranger(c: char, inside: &[char], before: Option<char>, after: Option<char>) -> bool {
    // Three bytes spell a letter less often by chance.
    if inside.len() != 2 {
        return false;
    }
    let own = match plausible::of(c).0 {
        Kind::Lower(Script::Latin) | Kind::Upper(Script::Latin) => return !alphabets::is_common(c),
        Kind::Letter(Script::Latin) => return false,
        Kind::Lower(own) | Kind::Upper(own) | Kind::Letter(own) => own,
        _ => return false,
    };
    // A mark hangs on what stands before it: behind a capital another letter would stand.
    if matches!(c, '\u{300}'..='\u{36F}') {
        return before.is_some_and(char::is_uppercase);
    }
    // Greek letters are symbols in texts of any language; windows-1252 shows their first bytes as Î and Ï.
    if own == Script::Greek && inside.first().is_some_and(|first| matches!(first, 'Î' | 'Ï')) {
        return false;
    }
    ![before, after].into_iter().flatten().any(|c| plausible::script(c) == Some(own))
}

/// What is left of a picture that lost bytes begins so, and is no letter but in a text that holds more of its script.
pub(crate) fn is_left_of_picture(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let [c] = says else { return false };
    text[place.clone()].starts_with('ð') && plausible::script(*c).is_some_and(|own| own != Script::Latin)
}

/// A letter of another script right behind a figure, which is what the figure counts: in a line of that script, or where
/// a letter would come out or nothing but the sign behind it.
fn is_unit(text: &str, place: &Range<usize>, [first, last, c]: [char; 3]) -> bool {
    let before = text[..place.start].trim_end_matches(' ');
    let (Kind::Lower(own) | Kind::Upper(own)) = plausible::of(first).0 else { return false };
    if own == Script::Latin || !before.ends_with(char::is_numeric) {
        return false;
    }
    let line = line(text, place);
    let others = text[line.start..place.start].chars().chain(text[place.end..line.end].chars());
    c == last && c != '\u{A0}'
        || plausible::is_letter(c)
        || others.filter(|c| plausible::script(*c) == Some(own)).take(FEW).count() == FEW
}

/// Lines drawn beside each other that spell a letter of hardly any text.
fn is_drawn(first: char, last: char, c: char) -> bool {
    let is_line = |c: char| plausible::of(c).0 == Kind::Box;
    let is_seldom = !alphabets::is_common(c) || matches!(c, 'ĳ' | 'Ĳ');
    is_line(first) && is_line(last) && plausible::is_letter(c) && is_seldom
}

/// Letters that operators, vectors and estimates are written with.
pub(crate) fn is_hat(c: char) -> bool {
    matches!(c, 'â' | 'Â' | 'ê' | 'Ê' | 'î' | 'Î' | 'ô' | 'Ô' | 'û' | 'Û' | 'ã' | 'Ã' | 'õ' | 'Õ' | 'ñ' | 'Ñ')
}

/// Whether the text nearby has what only formulas have.
pub(crate) fn is_formula(text: &str, place: &Range<usize>) -> bool {
    const SIGNS: [char; 18] = [
        '\u{302}', '\u{303}', '\u{20D7}', 'Ĥ', 'ĥ', 'Ĉ', 'Ĵ', 'Ŝ', '⟨', '⟩', '⊗', 'ħ', 'ℏ', '∇', '∂', '†',
        'ψ', 'Ψ',
    ];
    let from = text.floor_char_boundary(place.start.saturating_sub(NEAR));
    let to = text.ceil_char_boundary((place.end + NEAR).min(text.len()));
    // The first bytes of these tell at the speed of a memory scan that there is none.
    let may_be = |b: u8| matches!(b, 0xC4 | 0xC5 | 0xCC | 0xCE | 0xCF | 0xE2);
    let holds = |side: &str| side.bytes().any(may_be) && side.contains(SIGNS);
    holds(&text[from..place.start]) || holds(&text[place.end..to])
}

/// The end of a word in capitals with a sign behind it: a dash, a quotation mark, a trade mark or the figure of a note.
/// In a line with other letters beyond ASCII that are right, the capital is as right as they are.
fn is_behind_capitals(text: &str, place: &Range<usize>, [first, last, c]: [char; 3]) -> bool {
    let upper = |c: &char| matches!(plausible::of(*c).0, Kind::Upper(Script::Latin));
    if !upper(&first) || plausible::is_letter(last) || text[place.end..].starts_with(char::is_lowercase) {
        return false;
    }
    let before = &text[..place.start];
    let is_small = matches!(plausible::of(c).0, Kind::Lower(Script::Latin));
    let word = before.chars().rev().take(2).take_while(upper).count();
    if word == 0 {
        // A letter by itself, spoken of: `litery Ć”`.
        let is_apart = !before.ends_with(char::is_alphanumeric);
        return is_apart && is_small && matches!(last, '”' | '“' | '’' | '»') && has_letters(text, place);
    }
    let other = before.trim_end_matches(char::is_alphabetic).trim_end_matches(' ');
    let is_in_capitals = word == 2 || other.chars().rev().take(2).filter(upper).count() == 2;
    is_small && is_in_capitals || has_letters(text, place)
}

/// Whether a letter beyond ASCII that begins no sequence stands in the line.
fn has_letters(text: &str, place: &Range<usize>) -> bool {
    let line = line(text, place);
    let is_right = |side: &str| {
        side.chars().zip(side.chars().skip(1).chain([' '])).any(|(c, next)| {
            !c.is_ascii()
                && matches!(plausible::of(c).0, Kind::Lower(Script::Latin) | Kind::Upper(Script::Latin))
                && (next.is_ascii() || alphabets::is_common(next))
        })
    };
    is_right(&text[line.start..place.start]) || is_right(&text[place.end..line.end])
}

/// The line of a place, as far as it is nearby.
fn line(text: &str, place: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(place.start.saturating_sub(LINE));
    let to = text.ceil_char_boundary((place.end + LINE).min(text.len()));
    let start = text[from..place.start].rfind('\n').map_or(from, |at| from + at + 1);
    start..text[place.end..to].find('\n').map_or(to, |at| place.end + at)
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    #[test]
    fn what_is_right_in_one_place_stays() {
        for text in [
            "Питание 220В±10% и ток 20мА±5мА, сигнал 100мВ±5мВ при 20 °С.",
            "Bohrungen 4×Ø10 auf Lochkreis Ø50, Toleranz Ø±0,1, Gehäuse (L×Ø): 120×Ø45 mm.",
            "Pack size 2×½ lb; 3×¼ cup; 12×¾″ screws.",
            "Energies in kcal/(mol·Å·e) and forces in meV/Å².",
            "SVT·PÅ·NÄTET och NRK·PÅ·NETT",
            "С·С·С·Р· — великая держава",
            "Η Ν·Δ· κέρδισε τις εκλογές",
            "– ”Ö”? – Nej, ”Å”.",
            "Буква „Я“ е последна.",
            "Let Â and B̂ be Hermitian; then exp(Â) = 1 + Â + ½Â² + ⅙Â³.",
            "KİMYÂ® markası ve ŞİFÂ® ürünleri",
            "[аАaA] and [иИiI]",
            "PREFEITURA: A LÃ¹ É CARA",
            "Kafana PETROVIĆ“ — greška u navodima",
            "TÜRKMENISTANDA GÄŞT, DÄŞLI",
            "SÖYLÄŞÜ",
            "“Äş betkäç, söyläşü.”",
        ] {
            let found = find(text, &Options::default());
            assert!(found.repairs.is_empty(), "{text}: {:?}", found.repairs);
        }
    }

    #[test]
    fn in_company_and_where_nothing_else_explains_it_damage_is_undone() {
        for (damaged, clean) in [
            ("The cafÃ© is ProductÂ® certified.", "The café is Product® certified."),
            ("NestlÃ©Â® and IBMÂ®", "Nestlé® and IBM®"),
            ("Die GRÃ–SSE und das CAFÃ‰", "Die GRÖSSE und das CAFÉ"),
            ("HÃ”TEL", "HÔTEL"),
            ("El CÃ“DIGO de la presa", "El CÓDIGO de la presa"),
            ("GRIST Ã\u{A0} l’office du moulin", "GRIST à l’office du moulin"),
            ("┬┐el molino gira?", "¿el molino gira?"),
            ("5 Î¼m wide", "5 μm wide"),
            ("in the years 1909вЂ“1913 and 4-1/4В\u{A0}to 5", "in the years 1909–1913 and 4-1/4\u{A0}to 5"),
            ("Yn y tÅ· mae Siân a’r gÅµr.", "Yn y tŷ mae Siân a’r gŵr."),
        ] {
            let found = find(damaged, &Options::default());
            assert_eq!(apply(damaged, &found.repairs), clean);
        }
    }
}
