//! Letters of a damaged text that was put in lower case (`cafã©`) or stripped of its accents (`cafA©`) afterwards.
//!
//! The byte that the first character stood for is no longer told by it, so words decide: *likely*, and only where
//! a line becomes far less surprising in a language that writes the letters.

use crate::model::{Certainty, Code};
use crate::repair::letters::{self, Language};
use crate::repair::plausible::{self, Kind};
use crate::repair::tables::byte_of;
use crate::repair::{Repair, runs::Runs};
use std::ops::Range;

const CODE: Code = Code::new("mojibake/windows-1252");
/// Column of windows-1252.
const COLUMN: usize = 0;
/// Bits by which a line must become less surprising, and by each place beyond the first.
const GAIN: u32 = 12;
const EACH: u32 = 4;
/// Bits for a sign within a word, and for one at its end.
const WITHIN: u32 = 8;
const BEHIND: u32 = 2;
/// Bytes of a line at most.
const LONGEST: usize = 1 << 16;

/// A character whose first byte is shown in another case or without its accent.
struct Place {
    range: Range<usize>,
    /// What it may be, likeliest first.
    candidates: Vec<char>,
    bits: u32,
    stripped: bool,
}

/// Whether a run of characters beyond ASCII, behind an A, can be the rest of a stripped sequence.
pub(crate) fn may_be_stripped(text: &str, run: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let is_in_word = run.start >= 2 && small(run.start - 2) || small(run.end);
    is_in_word && text[run.clone()].chars().next().is_some_and(may_follow_plain)
}

/// The letters whose case or accent went.
pub(crate) fn find(text: &str) -> Vec<Repair> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.is_ascii() && line.len() <= LONGEST {
            out.extend(repairs(start, line));
        }
        start += line.len();
    }
    out
}

/// The byte that a sign at the end of a sequence stands for.
fn tail(c: char) -> Option<u8> {
    let is_sign =
        matches!(c, 'ª' | 'º') || !plausible::is_letter(c) && !matches!(plausible::of(c).0, Kind::Space);
    byte_of(c, COLUMN).filter(|b| is_sign && (0x80..0xC0).contains(b))
}

/// Whether a sign may end a stripped sequence: behind an A that is one the marks of running text are at home.
fn may_follow_plain(c: char) -> bool {
    !matches!(c, '’' | '‘' | '“' | '”' | '–' | '—' | '…') && tail(c).is_some()
}

/// First bytes that a character may have stood for.
fn leads(c: char) -> &'static [u8] {
    match c {
        'ã' => &[0xC3],
        'ä' => &[0xC4],
        'å' => &[0xC5],
        'A' => &[0xC3, 0xC5, 0xC4],
        _ => &[],
    }
}

fn places(line: &str) -> Vec<Place> {
    let mut out = Vec::new();
    for run in Runs::new(line) {
        let start = run.start - usize::from(line[..run.start].ends_with('A'));
        let chars: Vec<(usize, char)> =
            line[start..run.end].char_indices().map(|(at, c)| (start + at, c)).collect();
        out.extend(chars.windows(2).filter_map(|pair| place(line, pair[0], pair[1])));
    }
    out
}

fn place(line: &str, (at, lead): (usize, char), (next, sign): (usize, char)) -> Option<Place> {
    let tail = tail(sign)?;
    let end = next + sign.len_utf8();
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
    let (before, after) = (line[..at].chars().next_back(), line[end..].chars().next());
    let stripped = lead == 'A';
    let may_be_stripped = (small(before) || small(after)) && may_follow_plain(sign);
    if !(letter(before) || letter(after)) || stripped && !may_be_stripped {
        return None;
    }
    let point = |b: &u8| char::from_u32(u32::from(b & 0x1F) << 6 | u32::from(tail & 0x3F));
    let case = |c: char| if stripped { c } else { letters::lower(c) };
    let candidates: Vec<char> =
        leads(lead).iter().filter_map(point).filter(|c| c.is_alphabetic()).map(case).collect();
    let within = letter(before) && letter(after);
    let bits = if within { WITHIN } else { BEHIND };
    (!candidates.is_empty()).then_some(Place { range: at..end, candidates, bits, stripped })
}

fn repairs(start: usize, line: &str) -> Vec<Repair> {
    let places = places(line);
    // Who puts a text in lower case puts all of it so.
    let is_lower = !line.contains(char::is_uppercase);
    let places: Vec<Place> = places.into_iter().filter(|p| p.stripped || is_lower).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let choose = |language: Option<Language>| {
        let mut out = String::with_capacity(line.len());
        let (mut done, mut chosen) = (0, Vec::new());
        for place in &places {
            out.push_str(&line[done..place.range.start]);
            let c = best(line, place, language);
            out.push(c);
            chosen.push(c);
            done = place.range.end;
        }
        (out + &line[done..], chosen)
    };
    let Some(fit) = letters::best(&choose(None).0) else { return Vec::new() };
    let (undone, chosen) = choose(Some(fit.language));
    let new = letters::within(&undone, fit.language).bits();
    let signs: u32 = places.iter().map(|p| p.bits).sum();
    let more = EACH * u32::try_from(places.len() - 1).unwrap_or(u32::MAX).min(8);
    let is_better = letters::best(line).is_some_and(|old| old.bits() + signs >= new + GAIN + more);
    if !is_better || !chosen.iter().all(|&c| fit.language.writes(letters::lower(c))) {
        return Vec::new();
    }
    let repair = |(place, c): (Place, char)| Repair {
        range: start + place.range.start..start + place.range.end,
        replacement: c.to_string(),
        code: CODE,
        certainty: Certainty::Likely,
        evidence: if place.stripped {
            "UTF-8 read as windows-1252, then stripped of accents".into()
        } else {
            "UTF-8 read as windows-1252, then put in lower case".into()
        },
    };
    places.into_iter().zip(chosen).map(repair).collect()
}

/// The candidate that makes the best word.
fn best(line: &str, place: &Place, language: Option<Language>) -> char {
    let first = place.candidates[0];
    let (Some(language), true) = (language, place.candidates.len() > 1) else { return first };
    let letter = |c: char| !plausible::is_letter(c);
    let head = line[..place.range.start].rsplit(letter).next().unwrap_or_default();
    let rest = line[place.range.end..].split(letter).next().unwrap_or_default();
    let cost = |c: char| letters::within(&format!("{head}{c}{rest}"), language).cost;
    place.candidates.iter().copied().min_by_key(|&c| cost(c)).unwrap_or(first)
}
