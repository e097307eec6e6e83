//! Letters that look like remnants but stand in words of no lost mark: those of a text in another old encoding
//! (`Ìîñêâå`), a letter that such an encoding put for another at the end of a name (`Niccolт`), rows of signs.

use super::elision;
use super::places::Place;
use super::quotation::{line_after, line_before};
use crate::repair::plausible::{self, Kind, Script};
use crate::repair::tables::byte_of;

/// Letters beyond ASCII around a place from which on its line may be in another old encoding.
const LETTERS: usize = 3;
/// Remnants in a row with the same sign behind each from which on they are no marks of a sentence.
const ROW: usize = 3;

/// Whether the letters around a remnant are mostly such as no UTF-8 was cut down to: then the text was never that.
pub(super) fn is_among_others(text: &str, place: &Place) -> bool {
    let mut chars = text[place.range.clone()].chars();
    let (Some(first), None) = (chars.next(), chars.next()) else { return false };
    if plausible::script(first) != Some(Script::Latin) {
        return false;
    }
    let (mut plain, mut others) = (0, 0);
    for c in line_before(text, place.range.start).chars().chain(line_after(text, place.range.end).chars()) {
        let is_high = || byte_of(c, place.family.column).is_none_or(|b| b >= 0xE0);
        match c {
            c if c.is_ascii_alphabetic() => plain += 1,
            c if c != first && plausible::script(c) == Some(Script::Latin) && is_high() => others += 1,
            _ => {}
        }
    }
    others >= LETTERS && others > plain
}

/// Whether remnants are letters with case of another script, each behind the same word or but one of them, where no
/// contraction shows that they were apostrophes.
pub(super) fn are_lone_letters(text: &str, places: &[Place]) -> bool {
    let is_cased = |p: &Place| {
        let first = text[p.range.clone()].chars().next();
        first.is_some_and(
            |c| matches!(plausible::of(c).0, Kind::Lower(s) | Kind::Upper(s) if s != Script::Latin),
        )
    };
    let sides = |p: &Place| (line_before(text, p.range.start), line_after(text, p.range.end));
    let head = |p: &Place| {
        let (before, _) = sides(p);
        before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
    };
    let Some(first) = places.first().filter(|p| is_cased(p)) else { return false };
    let is_same = places.iter().all(|p| head(p) == head(first));
    is_same
        && !places.iter().any(|p| {
            let (before, after) = sides(p);
            elision::is_contraction(before, after)
        })
}

/// Takes out the places of which nothing is left and that stand where an amount has its currency: a euro sign is as
/// likely there as a mark. Figures on both sides have a dash between them, and years lose their century to an apostrophe.
pub(super) fn take_amounts(text: &str, places: &mut Vec<Place>) -> Vec<Place> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_amount = |place: &Place| {
        let (before, after) = (&text[..place.range.start], &text[place.range.end..]);
        let is_behind = digit(before.trim_end_matches([' ', '\u{A0}']).chars().next_back())
            && !after.starts_with(char::is_alphanumeric)
            && (before.ends_with([' ', '\u{A0}']) || !after.starts_with(' '));
        let is_ahead = digit(after.chars().next())
            && !before.ends_with(|c: char| c.is_alphanumeric())
            && !after[1..].starts_with(|c: char| c.is_ascii_digit() && after[2..].starts_with('s'));
        text[place.range.clone()].starts_with('\u{FFFD}') && (is_behind || is_ahead)
    };
    let (amounts, kept) = std::mem::take(places).into_iter().partition(is_amount);
    *places = kept;
    amounts
}

/// Whether a remnant is most likely a star or another picture.
pub(super) fn is_star(place: &Place) -> bool {
    place.candidates.first().is_some_and(|c| plausible::of(*c).0 == Kind::Picture)
}

/// Takes out the places that stand in rows of signs, and hands each row back as one place.
pub(super) fn take_signs(text: &str, places: &mut Vec<Place>) -> Vec<Place> {
    let between = |a: &Place, b: &Place| {
        let mut chars = text[a.range.end..b.range.start].chars();
        let sign = chars.next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace());
        sign.filter(|_| chars.next().is_none() && a.candidates == b.candidates)
    };
    let (mut rows, mut kept) = (Vec::new(), Vec::with_capacity(places.len()));
    for row in places.chunk_by(|a, b| between(a, b).is_some()) {
        match row {
            [first, .., last] if row.len() >= ROW => rows.push(first.reaching(last)),
            _ => kept.extend_from_slice(row),
        }
    }
    // What follows a star right away is a star, too, of which another byte was lost.
    let mut last: Option<(usize, bool)> = None;
    kept.retain(|place| {
        let is_repaired = text[..place.range.start].ends_with(['★', '☆']);
        let follows = is_repaired || last.is_some_and(|(end, is_star)| is_star && end == place.range.start);
        let is_star = is_star(place);
        last = Some((place.range.end, is_star || follows));
        let is_row = follows && !is_star;
        if is_row {
            rows.push(place.clone());
        }
        !is_row
    });
    *places = kept;
    rows
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    fn mended(text: &str) -> String {
        apply(text, &find(text, &Options::default()).repairs).into_owned()
    }

    #[test]
    fn what_was_lost_beside_an_amount_is_asked() {
        let text = "It cost 5 \u{FFFD}\u{FFFD}\u{FFFD}, a (\u{FFFD}\u{FFFD}\u{FFFD}4m) deal; it\u{FFFD}\u{FFFD}\u{FFFD}s the miller\u{FFFD}\u{FFFD}\u{FFFD}s.";
        let found = find(text, &Options::default());
        assert_eq!(found.repairs.len(), 2, "{:?}", found.repairs);
        assert!(found.doubts.len() == 2 && found.doubts.iter().all(|d| d.message.contains("€ (U+20AC)")));
    }

    #[test]
    fn what_looks_like_remnants_in_other_encodings_is_left() {
        for text in [
            "Niccolт Sanfelice, il mugnaio di Niccolт",
            "The mill: โ…โ…โ…โ…โ (112 ratings)",
            "The mill: โ…โ…โ…โ…โ… (112 ratings)",
            "Мельница! Ìåëüíèöà â Ìîñêâå, ìèð!",
        ] {
            assert!(!mended(text).contains(['’', '“', '”', '—', '–']), "{text}: {}", mended(text));
        }
    }

    #[test]
    fn remnants_of_marks_are_not() {
        for (damaged, clean) in [
            ("The millerтs dog didnтt bark.", "The miller’s dog didn’t bark."),
            ("The mill โ the old one โ was shut.", "The mill — the old one — was shut."),
        ] {
            assert_eq!(mended(damaged), clean);
        }
    }
}
