//! Two wrong decodings of which the second lost bytes: `’` read as windows-1252 is `â€™`, and that read as
//! TIS-620 with the control bytes dropped is `รขโฌโข`.
//!
//! Neither layer can be undone by itself any more, but what both together leave of a character is still a
//! sequence of its own. The table of these is derived from the decoders; where one sequence stands for
//! several letters, the language of the text chooses.

use super::families::{self, MARKS, SIGNS};
use super::letters::{self, Language};
use super::plausible::{self, Kind};
use super::runs::Runs;
use super::{Repair, lossy, siblings, tables};
use crate::model::{Certainty, Code};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

/// Glyphs beyond the first of each sequence that all sequences of a text must bring together.
const ENOUGH: usize = 4;
/// Glyphs from which on a single sequence is no chance, where it touches a word or figure.
const LONG: usize = 3;
/// Of each ten characters beyond ASCII on a line, those that must be part of sequences.
const COVERED: usize = 7;
/// Bytes of text that show the language.
const SHOWN: usize = 4096;
/// Sequences that a line must hold for each character of which too little is left to tell it.
const GAPS: usize = 4;
/// The same for each character that no sequence known leaves.
const STRANGE: usize = 64;
/// Glyphs of a sequence at most.
const LONGEST: usize = 12;

/// An inner and an outer decoder, and what they leave of each character.
struct Compound {
    code: Code,
    evidence: String,
    remnants: BTreeMap<String, Remnant>,
    /// What stands alone for characters of which nothing else is left, too many to tell which.
    gaps: BTreeSet<char>,
}

#[derive(Default)]
struct Remnant {
    candidates: Vec<char>,
    /// Whether the outer decoder lost bytes of it.
    lossy: bool,
}

/// What is known of each character, by the wrong decoders that come first and second.
static COMPOUNDS: LazyLock<Vec<Compound>> = LazyLock::new(|| {
    let inner = tables::column("windows-1252").map(tables::forward).unwrap_or([None; 128]);
    let mut passed = inner;
    for (cell, control) in passed[..32].iter_mut().zip('\u{80}'..) {
        cell.get_or_insert(control);
    }
    let outer = families::shown_by_all().filter(|(label, ..)| OUTER.contains(label));
    let pairs = outer
        .flat_map(|(label, code, shown)| [passed, inner].map(|inner| (label, code.clone(), inner, shown)));
    pairs.map(|(label, code, inner, outer)| Compound::new(label, code, &inner, &outer)).collect()
});

/// The outer decoders.
const OUTER: [&str; 4] = ["tis-620", "windows-874", "iso-8859-1", "windows-1252"];

/// A set of compounds, two for each outer decoder, fits a `u8`.
const _: () = assert!(2 * OUTER.len() <= 8);

/// The compounds in which two characters begin a sequence, a bit each.
static STARTS: LazyLock<HashMap<(char, char), u8>> = LazyLock::new(|| {
    let mut starts = HashMap::new();
    for (n, compound) in COMPOUNDS.iter().enumerate() {
        for remnant in compound.remnants.keys() {
            let mut chars = remnant.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                *starts.entry((a, b)).or_default() |= 1u8 << n;
            }
        }
    }
    starts
});

type Shown = [Option<char>; 128];

impl Compound {
    fn new(label: &str, code: Code, inner: &Shown, outer: &Shown) -> Self {
        let mut remnants: BTreeMap<String, Remnant> = BTreeMap::new();
        let mut gaps = BTreeSet::new();
        for c in characters() {
            let (between, _) = pass(&c.to_string(), inner);
            let (left, lossy) = pass(&between, outer);
            if left.chars().nth(1).is_some() && !left.contains(|c: char| c.is_ascii()) {
                let remnant = remnants.entry(left).or_default();
                remnant.candidates.push(c);
                remnant.lossy |= lossy;
            } else if lossy && left.chars().nth(1).is_none() {
                gaps.extend(left.chars().filter(|c| !c.is_ascii()));
            }
        }
        let evidence = format!("UTF-8 read as windows-1252, then as {label} with bytes lost");
        Self { code, evidence, remnants, gaps }
    }
}

/// What a decoder makes of a string, and whether it lost bytes.
fn pass(string: &str, shown: &Shown) -> (String, bool) {
    let cell = |b: u8| if b < 0x80 { Some(char::from(b)) } else { shown[usize::from(b) - 0x80] };
    let out: String = string.bytes().filter_map(cell).collect();
    let lossy = out.chars().count() < string.len();
    (out, lossy)
}

/// The characters known, likeliest first: letters of the Latin, Greek and Cyrillic alphabets, marks and signs.
fn characters() -> impl Iterator<Item = char> {
    let latin = ('À'..='ſ').chain("ȘșȚț".chars()).chain('\u{1EA0}'..='\u{1EF9}');
    let greek = ('Ά'..='ώ').chain('\u{1F00}'..='\u{1FFC}');
    let cyrillic = ('А'..='я').chain('\u{400}'..='\u{40F}').chain('\u{450}'..='\u{45F}').chain("Ґґ".chars());
    let mut letters: Vec<char> = latin.chain(greek).chain(cyrillic).filter(|c| c.is_alphabetic()).collect();
    letters.sort_by_key(|c| c.is_uppercase());
    let breathings = "᾽᾿῾῎῏῍῞῟῝΄΅᾿".chars();
    MARKS
        .chars()
        .chain(letters)
        .chain(breathings)
        .chain('\u{A0}'..='¿')
        .chain("×÷€‹›†‡‰″′→←−".chars())
        .chain(SIGNS.chars())
}

/// A sequence in the text.
struct Place {
    range: Range<usize>,
    candidates: &'static [char],
}

/// Finds the sequences of the compound that explains most, if one explains enough.
pub(crate) fn find(text: &str) -> Vec<Repair> {
    let mut lines: BTreeMap<usize, Line> = BTreeMap::new();
    let (mut line, mut seen) = (0, 0);
    for run in Runs::new(text) {
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[seen..run.start]).count();
        seen = run.start;
        let slice = &text[run.clone()];
        let entry = lines.entry(line).or_default();
        entry.glyphs += slice.chars().count();
        let pairs = slice.chars().zip(slice.chars().skip(1));
        entry.starts |= pairs.filter_map(|pair| STARTS.get(&pair)).fold(0, |all, set| all | set);
        entry.has_controls |= slice.contains(|c| matches!(c, '\u{80}'..='\u{9F}'));
        entry.runs.push(run);
    }
    let compounds = 0..COMPOUNDS.len();
    let best = compounds
        .filter_map(|n| explain(text, &lines, n))
        .max_by_key(|(glyphs, n, _)| (*glyphs, usize::MAX - n));
    let Some((_, n, places)) = best else { return Vec::new() };
    choose(text, &places)
        .into_iter()
        .filter_map(|(range, c)| {
            let Compound { code, evidence, .. } = &COMPOUNDS[n];
            let (code, evidence) = (code.clone(), evidence.clone().into());
            let replacement = c?.to_string();
            Some(Repair { range, replacement, code, certainty: Certainty::Likely, evidence })
        })
        .collect()
}

#[derive(Default)]
struct Line {
    runs: Vec<Range<usize>>,
    glyphs: usize,
    starts: u8,
    /// Whether control characters stand on it: then the decoder that came last dropped none.
    has_controls: bool,
}

/// The sequences of a compound on the lines that it explains, and how many glyphs they are.
fn explain(text: &str, lines: &BTreeMap<usize, Line>, n: usize) -> Option<(usize, usize, Vec<Place>)> {
    let mut all = Vec::new();
    let (mut explained, mut bonus, mut lossy, mut certain) = (0, 0, 0, 0);
    for line in lines.values().filter(|l| l.starts >> n & 1 == 1 && !l.has_controls) {
        let mut places = Vec::new();
        let (mut glyphs, mut long, mut lost, mut gaps, mut broken) = (0, 0, 0, 0, 0);
        for run in &line.runs {
            let mut at = run.start;
            while at < run.end {
                let Some((end, remnant, len)) = longest(&text[..run.end], at, n) else {
                    let Some(c) = text[at..].chars().next() else { break };
                    // What is left over right behind a sequence shows that it was none.
                    let is_gap = COMPOUNDS[n].gaps.contains(&c);
                    gaps += usize::from(is_gap);
                    broken +=
                        usize::from(!is_gap && places.last().is_some_and(|p: &Place| p.range.end == at));
                    at += c.len_utf8();
                    continue;
                };
                glyphs += len;
                long += usize::from(len >= LONG && is_joined(text, at..end));
                lost += usize::from(remnant.lossy);
                places.push(Place { range: at..end, candidates: &remnant.candidates });
                at = end;
            }
        }
        let is_whole = broken * STRANGE <= places.len() && gaps * GAPS <= places.len();
        if lost > 0 && is_whole && glyphs * 10 >= line.glyphs * COVERED {
            explained += glyphs;
            bonus += glyphs - places.len();
            certain += usize::from(long == places.len() && glyphs == line.glyphs);
            lossy += lost;
            all.extend(places);
        }
    }
    ((bonus >= ENOUGH || certain > 0) && lossy > 0).then_some((explained, n, all))
}

/// Whether a letter a–z, a figure or a stop touches a place.
fn is_joined(text: &str, place: Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let beside = [place.start.checked_sub(1).map(|at| bytes[at]), bytes.get(place.end).copied()];
    beside.into_iter().flatten().any(|b| b.is_ascii_graphic())
}

/// The longest sequence of a compound at an offset: its end, what it stands for, its glyphs.
fn longest(text: &str, at: usize, n: usize) -> Option<(usize, &'static Remnant, usize)> {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let pair = (chars.next()?, chars.next()?);
    STARTS.get(&pair).filter(|set| *set >> n & 1 == 1)?;
    let ends = rest.char_indices().take(LONGEST).zip(1..).skip(1);
    let known = |((i, c), len): ((usize, char), usize)| {
        let end = i + c.len_utf8();
        COMPOUNDS[n].remnants.get(&rest[..end]).map(|remnant| (at + end, remnant, len))
    };
    ends.filter_map(known).last()
}

/// For each place the character that fits best.
fn choose(text: &str, places: &[Place]) -> Vec<(Range<usize>, Option<char>)> {
    let first = |place: &Place, language: Option<Language>| {
        let writes = |c: &&char| language.is_some_and(|l| l.writes(letters::lower(**c)));
        place.candidates.iter().find(writes).or(place.candidates.first()).copied().unwrap_or('\u{FFFD}')
    };
    let render = |language| {
        let end = text.ceil_char_boundary(SHOWN.min(text.len()));
        let (mut out, mut done) = (String::new(), 0);
        for place in places.iter().take_while(|p| p.range.end <= end) {
            out.push_str(&text[done..place.range.start]);
            out.push(first(place, language));
            done = place.range.end;
        }
        out + &text[done..end.max(done)]
    };
    let language = Language::all().min_by_key(|l| (cost(&render(Some(*l)), *l), *l));
    let spaced = LazyCell::new(|| lossy::spaced_dash(&render(language), DASH));
    let mut done: Vec<(Range<usize>, Option<char>)> = Vec::with_capacity(places.len());
    for (n, place) in places.iter().enumerate() {
        let c = match place.candidates {
            [only] => Some(*only),
            _ if place.candidates.iter().any(|c| MARKS.contains(*c)) => Some(mark(text, place, &spaced)),
            _ => language.and_then(|l| letter(text, &done, place, places.get(n + 1), l, &first)),
        };
        done.push((place.range.clone(), c));
    }
    done
}

/// Likeliest of the dashes: what stands for all of them before they are told apart.
const DASH: char = '—';

/// Surprise of a word or a sign in it, in fractions of a bit.
fn cost(word: &str, language: Language) -> u32 {
    letters::within(word, language).cost + siblings::signs(word) * letters::BIT
}

/// The dash or other mark that fits: sequences of several marks differ in dashes alone.
fn mark(text: &str, place: &Place, spaced: &LazyCell<char, impl FnOnce() -> char>) -> char {
    let (before, after) = (&text[..place.range.start], &text[place.range.end..]);
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let beside = (before.chars().next_back(), after.chars().next());
    let wanted = match beside {
        (a, b) if digit(a) && digit(b) => '–',
        (a, b) if is_blank(a) && is_blank(b) => **spaced,
        _ => DASH,
    };
    place.candidates.iter().find(|c| **c == wanted).or(place.candidates.first()).copied().unwrap_or(wanted)
}

/// The letter that makes the best word with its neighbours.
fn letter(
    text: &str,
    done: &[(Range<usize>, Option<char>)],
    place: &Place,
    next: Option<&Place>,
    language: Language,
    first: &dyn Fn(&Place, Option<Language>) -> char,
) -> Option<char> {
    let mut before = String::new();
    match done.last().filter(|(range, _)| range.end == place.range.start) {
        Some((_, Some(c))) => before.push(*c),
        _ => before.extend(text[..place.range.start].chars().next_back()),
    }
    let after = match next.filter(|next| next.range.start == place.range.end) {
        Some(next) => Some(first(next, Some(language))),
        None => text[place.range.end..].chars().next(),
    };
    let beside = (before.chars().next_back(), after);
    let cost = |c: char| {
        let shown = if is_sign(c) { ' ' } else { c };
        let word: String = before.chars().chain([shown]).chain(after).collect();
        let sign = if is_sign(c) { sign(beside.0, c, beside.1, language) } else { 0 };
        let capital =
            if c.is_uppercase() && is_within_sentence(&text[..place.range.start]) { CAPITAL } else { 0 };
        letters::within(&word, language).cost + (sign + capital) * letters::BIT
    };
    place.candidates.iter().copied().min_by_key(|&c| cost(c))
}

/// Bits against a capital that no sentence begins with.
const CAPITAL: u32 = 5;

/// Whether a text goes on in the sentence that it ends in.
fn is_within_sentence(before: &str) -> bool {
    before.strip_suffix(' ').is_some_and(|b| b.ends_with(|c: char| c.is_lowercase() || ",;".contains(c)))
}

/// Bits against a sign right behind a letter, which a letter of another language follows sooner.
const BEHIND: u32 = 30;

/// Whether a character is no letter of a word.
fn is_sign(c: char) -> bool {
    !plausible::is_letter(c) || matches!(c, 'ª' | 'º')
}

/// Languages that open a question or a cry with a mark of its own.
const OPENING: [&str; 4] = ["es", "gl", "ca", "ast"];

/// Surprise of a sign between these, in bits.
fn sign(before: Option<char>, c: char, after: Option<char>, language: Language) -> u32 {
    let letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    match c {
        '¡' | '¿' if OPENING.contains(&language.tag()) && !letter(before) && letter(after) => 2,
        '¡' | '¿' => 14,
        'ª' | 'º' if digit(before) => 4,
        'ª' | 'º' if letter(before) => BEHIND,
        'ª' | 'º' => 14,
        '\u{A0}' if before.is_some_and(|c| !c.is_whitespace()) && (letter(after) || digit(after)) => 3,
        '\u{A0}' if after.is_some_and(|c| "?!:;»%".contains(c)) => 3,
        '\u{A0}' => 9,
        '²' | '³' if before == Some('m') => 3,
        '™' | '®' | '°' | '·' if letter(before) && !letter(after) => 8,
        _ if letter(before) && plausible::of(c).0 == Kind::Sign => BEHIND,
        _ => siblings::signs(&before.into_iter().chain([c]).chain(after).collect::<String>()),
    }
}
