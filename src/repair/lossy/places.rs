//! Where remnants stand, and whether the document gives evidence enough to touch them.

use super::aliens;
use super::asked;
use super::blanked;
use super::elision;
use super::foreign;
use super::home::Homes;
use super::language::{self, Language};
use super::meant;
use super::spoken::{is_discussed, is_quoted, spoken_of, stands_alone};
use crate::repair::by_right;
use crate::repair::families::{self, BY_FIRST, FAMILIES, Family};
use crate::repair::lone;
use crate::repair::plausible::{self, Context};
use crate::repair::reversible::Evidence;
use crate::repair::runs::{Runs, is_suspect};
use crate::repair::standing;
use crate::repair::tables;
use crate::repair::units;
use std::ops::Range;

/// Bits by which one place must improve to count as evidence for its family.
const STRONG: i32 = 4;
/// Bits all strong places of a family must bring before any of its places is touched.
const ENOUGH: i32 = 10;
/// Bits for each character of a remnant behind a Thai letter.
const SHAPE: i32 = 6;

/// A remnant in a text.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    pub(crate) family: &'static Family,
    pub(crate) candidates: &'static [char],
    gain: i32,
}

impl Place {
    /// A place from here to the end of another.
    pub(super) fn reaching(&self, last: &Self) -> Self {
        Self { range: self.range.start..last.range.end, ..self.clone() }
    }
}

#[cfg(test)]
impl Place {
    /// A place whose family has evidence.
    pub(super) fn at(range: Range<usize>, family: &'static Family) -> Self {
        Self { range, family, candidates: &[], gain: 0 }
    }
}

/// The remnants of a text.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Those whose family has evidence enough.
    pub(crate) sure: Vec<Place>,
    /// Those that look damaged, in a family without.
    pub(crate) unsure: Vec<Place>,
}

/// Finds the remnants of a text, in order and disjoint.
///
/// `is_first` tells that no mark of the text was restored from a remnant yet.
pub(crate) fn find(
    text: &str,
    seen: &Evidence,
    is_first: bool,
    repaired: &dyn Fn(&Range<usize>) -> bool,
) -> Places {
    let mut all = collect(text);
    all.retain(|(_, place)| {
        let start = place.range.start;
        // A whole sequence is no remnant, unless its end is a repair of its own.
        let whole = units::whole(&text[start..], place.family.column);
        let is_part = |len| start + len < place.range.end || repaired(&(start..start + len));
        !repaired(&place.range) && whole.is_none_or(is_part)
    });
    if all.is_empty() {
        return Places::default();
    }
    let language = language::of(text);
    let mut homes = Homes::new(text);
    all.retain(|(_, place)| {
        let is_hat = || text[place.range.clone()].starts_with(lone::is_hat);
        let is_right = homes.holds(place)
            || aliens::is_among_others(text, place)
            || is_hat() && lone::is_formula(text, &place.range)
            || by_right::is_whole_code(text, &place.range)
            || by_right::is_in_table(text, &place.range);
        !is_right
    });
    drop_meant(text, language, &mut all);
    if is_first {
        meant::drop_from_whole_lines(text, language, &mut all);
    }
    let mut per_family: Vec<Vec<Place>> = FAMILIES.iter().map(|_| Vec::new()).collect();
    for (n, mut place) in all {
        if language == Language::English {
            let Some(gain) = foreign::gain(text, &place) else { continue };
            place.gain += gain;
        }
        per_family[n].push(place);
    }
    one_or_other(text, &mut per_family);
    per_family.iter_mut().for_each(|places| asked::give_back(text, places));
    let mut out = Places::default();
    let mut order: Vec<(i32, usize)> = per_family.iter().enumerate().map(|(n, p)| (evidence(p), n)).collect();
    order.sort_by_key(|&(bits, n)| (-bits, n));
    for (bits, n) in order {
        let places = std::mem::take(&mut per_family[n]);
        // A decoder that showed bytes 80–9F as characters lost none of them.
        let used = places.first().is_some_and(|p| {
            seen.was_used(p.family.base) && !(p.family.loses_all && seen.has_shown(p.family.column))
        });
        let stray = is_stray(text, &places);
        let enough = bits >= enough(language, &places);
        let trusted = !aliens::are_lone_letters(text, &places)
            && (stray || enough && !(language != Language::English && is_intact(text, &places, repaired)));
        // Beside letters of one script alone, a word such as *letter* nearby says little.
        let is_spoken_of = || spoken_of(text, &places) || is_quoted(text, &places);
        let discussed = match (stray, enough) {
            (true, false) => is_spoken_of(),
            (true, true) => is_discussed(text, &places) && is_spoken_of(),
            _ => is_discussed(text, &places),
        };
        if used && bits > 0 || trusted && !discussed {
            out.sure.extend(places);
        } else if !discussed {
            let damaged = |p: &Place| stray || p.gain >= STRONG + 2 && !stands_alone(text, p);
            out.unsure.extend(places.into_iter().filter(damaged));
        }
    }
    out.sure = disjoint(out.sure, &[]);
    let rows = take_rows(&mut out.sure);
    out.unsure.extend(rows);
    let signs = aliens::take_signs(text, &mut out.sure);
    out.unsure.extend(signs);
    let amounts = aliens::take_amounts(text, &mut out.sure);
    out.unsure.extend(amounts);
    blanked::widen(text, &mut out.sure);
    out.unsure = disjoint(out.unsure, &out.sure);
    out
}

/// Drops the letters that are meant as such.
fn drop_meant(text: &str, language: Language, all: &mut Vec<(usize, Place)>) {
    let is_one = |(_, place): &(usize, Place)| meant::may_be_meant(text, place);
    // Families that share a letter claim the same places, one by one.
    let mut ones: Vec<&Place> = all.iter().filter(|one| is_one(one)).map(|(_, place)| place).collect();
    ones.dedup_by_key(|place| place.range.start);
    if !ones.is_empty() && meant::are_meant(text, language, ones.into_iter()) {
        all.retain(|one| !is_one(one));
    }
}

/// Of the two ways of a decoder with its bytes, leaves the places of the one at work: where a mark that only the one
/// shows is still there or was restored, that; else where a remnant stands as no closing mark does, the other. Where
/// an apostrophe stands for sure, the other in any case.
fn one_or_other(text: &str, per_family: &mut [Vec<Place>]) {
    let is_shown = text.contains(['“', '‘', '’']);
    for strict in (0..FAMILIES.len()).filter(|&n| FAMILIES[n].is_strict) {
        let is_other = |f: &Family| f.code == FAMILIES[strict].code && !f.is_strict;
        let Some(other) = FAMILIES.iter().position(is_other) else { continue };
        // What is left of more than the first bytes tells by itself.
        let longer: Vec<usize> = per_family[other]
            .iter()
            .filter(|p| !FAMILIES[strict].remnants.contains_key(&text[p.range.clone()]))
            .map(|p| p.range.start)
            .collect();
        per_family[strict].retain(|p| longer.binary_search(&p.range.start).is_err());
        if is_shown || !per_family[strict].iter().any(|p| opens(text, p) || aliens::is_star(p)) {
            per_family[strict].retain(|p| elision::is_parted(&text[..p.range.start], &text[p.range.end..]));
        }
        let ranges: Vec<Range<usize>> = per_family[strict].iter().map(|p| p.range.clone()).collect();
        per_family[other].retain(|p| ranges.binary_search_by_key(&p.range.start, |r| r.start).is_err());
    }
}

/// Whether a remnant stands where no closing mark does.
fn opens(text: &str, place: &Place) -> bool {
    let is_blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '(');
    let after = text[place.range.end..].chars().next();
    let before = text[..place.range.start].chars().next_back();
    after.is_some_and(char::is_alphanumeric)
        && (is_blank(before) || before.is_some_and(char::is_alphanumeric))
}

/// Remnants side by side from which on they are no marks of a sentence, but a rule or a row of signs.
const ROW: usize = 5;

/// Takes out the places that stand in rows, and hands back each row as one.
fn take_rows(places: &mut Vec<Place>) -> Vec<Place> {
    let mut rows = Vec::new();
    let mut kept = Vec::with_capacity(places.len());
    for row in places.chunk_by(|a, b| a.range.end == b.range.start && a.candidates == b.candidates) {
        match row {
            [first, .., last] if row.len() >= ROW && !aliens::is_star(first) => {
                rows.push(first.reaching(last));
            }
            _ => kept.extend_from_slice(row),
        }
    }
    *places = kept;
    rows
}

/// Whether the text still has as many marks that are no repairs: what loses the bytes of some loses those of
/// all, so letters that only look like remnants are the language's own (Welsh and Romansh `â`).
fn is_intact(text: &str, places: &[Place], repaired: &dyn Fn(&Range<usize>) -> bool) -> bool {
    let latin = places.first().is_some_and(|p| p.family.is_latin());
    let marks = || text.match_indices(meant::MARKS);
    latin && marks().filter(|(at, mark)| !repaired(&(*at..at + mark.len()))).count() >= places.len()
}

/// Bits that the places of a family bring together; none where most of them look natural.
fn evidence(places: &[Place]) -> i32 {
    let strong = places.iter().filter(|p| p.gain >= STRONG);
    if strong.clone().count() * 3 < places.len() { 0 } else { strong.map(|p| p.gain).sum() }
}

/// Bits the strong places must bring: more where the remnant is a letter the language may well write.
fn enough(language: Language, places: &[Place]) -> i32 {
    let latin = places.first().is_some_and(|p| p.candidates.len() > 1 && p.family.is_latin());
    match (latin, language) {
        (false, _) => ENOUGH,
        (true, Language::English) => ENOUGH + 3,
        (true, _) => ENOUGH * 4,
    }
}

/// Whether the remnants begin with letters of a script that nothing else in the text is written in, and
/// that cannot stand alone there as a symbol can: a Thai vowel in an English sentence.
fn is_stray(text: &str, places: &[Place]) -> bool {
    let ours = |p: &Place| text[p.range.clone()].chars().filter(|&c| is_thai(c)).count();
    let first = places.first().and_then(|p| text[p.range.clone()].chars().next());
    first.is_some_and(is_thai)
        && text.chars().filter(|&c| is_thai(c)).count() == places.iter().map(ours).sum::<usize>()
}

pub(super) fn is_thai(c: char) -> bool {
    ('\u{E01}'..='\u{E5B}').contains(&c)
}

fn disjoint(mut places: Vec<Place>, taken: &[Place]) -> Vec<Place> {
    // The longest reading of a place wins, then the family with most evidence (stable sort).
    places.sort_by_key(|p| (p.range.start, std::cmp::Reverse(p.range.end)));
    let mut end = 0;
    let mut other = taken.iter().peekable();
    places.retain(|p| {
        while other.next_if(|t| t.range.end <= p.range.start).is_some() {}
        let free = p.range.start >= end && other.peek().is_none_or(|t| t.range.start >= p.range.end);
        if free {
            end = p.range.end;
        }
        free
    });
    places
}

/// Every remnant of every family, with the bits its place would gain.
fn collect(text: &str) -> Vec<(usize, Place)> {
    let mut out = Vec::new();
    for run in Runs::new(text) {
        if !is_suspect(&text[run.clone()]) {
            continue;
        }
        for (at, c) in text[run.clone()].char_indices() {
            for &n in BY_FIRST.get(&c).into_iter().flatten() {
                out.extend(longest(text, run.start + at, n).map(|place| (n, place)));
            }
        }
    }
    out
}

/// The longest remnant of a family at an offset.
fn longest(text: &str, at: usize, family: usize) -> Option<Place> {
    let family = &FAMILIES[family];
    let rest = &text[at..];
    let ends = rest.char_indices().take(4).map(|(i, c)| i + c.len_utf8());
    let (end, candidates) = ends.filter_map(|end| Some((end, family.remnants.get(&rest[..end])?))).last()?;
    let range = families::with_letter(text, at)?..at + end;
    let first = rest.chars().next()?;
    let context = Context::past(text, range.start, range.end, |c| c == first);
    let damaged = plausible::surprise(text[range.clone()].chars(), &context);
    let undone = candidates.iter().map(|&c| plausible::surprise([c], &context)).min()?;
    if is_native(text, &range, family) || is_symbol(text, &range) {
        return None;
    }
    let doubt = match candidates.as_slice() {
        [only] => standing::doubt(text, &range, &[*only], family.column),
        // Signs that no sentence needs.
        [first, ..] if !families::MARKS.contains(*first) => {
            standing::doubt(text, &range, &[*first], family.column)
        }
        _ => 0,
    };
    // Of a stray letter with more behind it that fits, nothing else is left.
    let more = i32::try_from(rest[..end].chars().count() - 1).unwrap_or(0);
    let shape = if is_thai(first) { SHAPE * more } else { 0 };
    Some(Place { range, family, candidates, gain: damaged - undone - doubt + shape })
}

/// Whether the neighbours are of the remnant's own script: then it is no remnant but a letter at home.
fn is_native(text: &str, range: &Range<usize>, family: &Family) -> bool {
    let native = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}' | '\u{590}'..='\u{6FF}' | '\u{370}'..='\u{4FF}'))
    };
    let first = text[range.clone()].chars().next();
    // A remnant may stand before another of its kind, and after one (โฆโ), and before a damaged space.
    let rest = &text[range.end..];
    let after = rest.chars().next().filter(|&c| Some(c) != first && !is_space(rest, family));
    let before = text[..range.start].chars().next_back().filter(|c| !BY_FIRST.contains_key(c));
    native(after) || native(before) && !ends_with_remnant(&text[..range.start], family)
}

/// Whether a text begins with a no-break space that the family's decoder damaged.
fn is_space(text: &str, family: &Family) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| tables::byte_of(c, family.column) == Some(0xC2))
        && chars.next() == Some('\u{A0}')
}

/// Whether a Greek letter stands behind a capital, a figure or a hyphen as the names of science have it: `TGFβ1`.
fn is_symbol(text: &str, range: &Range<usize>) -> bool {
    let greek = text[range.clone()].starts_with(|c| matches!(c, '\u{370}'..='\u{3FF}'));
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let named = before.is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
    greek && named && !(digit(before) && digit(after)) && !after.is_some_and(char::is_lowercase)
}

/// Whether a text ends with a remnant of the family.
fn ends_with_remnant(text: &str, family: &Family) -> bool {
    let starts = text.char_indices().rev().take(3).map(|(at, _)| at);
    starts.into_iter().any(|at| family.remnants.contains_key(&text[at..]))
}
