//! Letters of which the last byte is lost: dropped, or shown as U+FFFD.

use super::LOST;
use crate::model::Certainty;
use crate::repair::encodings::{COUNT, DECODERS};
use crate::repair::letters::{self, BIT, Language};
use crate::repair::plausible;
use crate::repair::reversible::Evidence;
use crate::repair::runs::Runs;
use crate::repair::tables::byte_of;
use crate::repair::{Doubt, Repair, tables};
use std::ops::Range;

/// Bits by which the text must become less surprising, for its letters to be looked at.
const GAIN: u32 = 12;
/// The same where U+FFFD stands for a byte that a known decoder lost.
const SHOWN_GAP: u32 = 4;
/// Bits by which a word must be better with a letter than with any other: where U+FFFD stands for the byte, where a
/// few bytes can have been lost, and where any of thirty-two.
const GAP: u32 = 4;
const FEW: u32 = 8;
const MANY: u32 = 14;
/// Ways at most in which the letters of one word are tried.
const WAYS: usize = 512;
/// Places that no language has letters like, from which on a text is believed to have lost bytes.
const ENOUGH: usize = 2;
/// Bits by which another language must fit a line better than that of the whole text.
const ELSEWHERE: u32 = 12;
/// Places that show whether a language has such letters.
const MANY_PLACES: usize = 64;
/// Bytes of text that show the language.
const SHOWN: usize = 4096;
/// Places at most; more are a text of another kind.
const MOST: usize = 20_000;
/// Bytes of a word that are weighed on either side of a place: what stands farther off says nothing of it.
const WORD: usize = 64;
const GONE: char = '\u{FFFD}';

/// What is left of a letter.
struct Place {
    range: Range<usize>,
    candidates: Vec<char>,
    /// Whether no language has such a letter there.
    impossible: bool,
}

/// What came of letters that lost a byte.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) repairs: Vec<Repair>,
    pub(crate) doubts: Vec<Doubt>,
    /// The decoder that lost the bytes.
    pub(crate) decoder: Option<&'static str>,
}

/// Restores what the words tell of the letters that lost a byte, and names the candidates of the others.
pub(crate) fn find(text: &str, evidence: &Evidence, is_repaired: &dyn Fn(&Range<usize>) -> bool) -> Told {
    let columns = (0..COUNT).filter(|&d| d == 0 || evidence.was_at_work(d));
    let all = columns.map(|column| (places(text, column, evidence, is_repaired), column));
    let best = all.max_by_key(|(places, column)| (weight(places), COUNT - column));
    let Some((places, column)) = best.filter(|(places, _)| !places.is_empty() && places.len() <= MOST) else {
        return Told::default();
    };
    let is_known = evidence.was_at_work(column);
    let impossible = places.iter().filter(|p| p.impossible).count();
    let has_gap = places.iter().any(|p| text[p.range.clone()].ends_with(GONE));
    if impossible == 0 || !(is_known || has_gap || impossible >= ENOUGH) {
        let doubts = places.iter().filter(|p| is_stranded(text, p)).map(|p| stranded(text, p)).collect();
        return Told { doubts, ..Told::default() };
    }
    // Of scripts whose letters take three bytes too little is left to tell words by.
    if threes(text, column) > places.len() {
        return Told::default();
    }
    // A known decoder that put a sign for the byte needs no more evidence.
    let bits = if is_known && has_gap { SHOWN_GAP } else { GAIN };
    let Some(language) = language(text, &places, bits) else { return Told::default() };
    // A letter that the language writes stands there by right, unless it cannot.
    let own =
        |p: &Place| text[p.range.clone()].chars().next().is_some_and(|c| language.writes(letters::lower(c)));
    let places: Vec<Place> = places.into_iter().filter(|p| p.impossible || !own(p)).collect();
    let mut told = Told::default();
    for line in places.chunk_by(|a, b| !text[a.range.end..b.range.start].contains('\n')) {
        let language = language_of_line(text, line, language);
        tell(text, line, language, column, &mut told);
    }
    told.decoder = (!told.repairs.is_empty()).then_some(DECODERS[column].label);
    told
}

/// What may have stood after an `Ã` amid small letters: the byte of the one is often dropped, those of the others,
/// a soft hyphen and a no-break space, as well.
const AMID: [char; 3] = ['ß', 'í', 'à'];

/// Whether all that is left of a letter is an `Ã` amid the small letters of a word, where no language has one.
fn is_stranded(text: &str, place: &Place) -> bool {
    let small = |c: char| c.is_ascii_lowercase();
    place.impossible
        && &text[place.range.clone()] == "Ã"
        && text[..place.range.start].chars().rev().take(2).filter(|c| small(*c)).count() == 2
        && text[place.range.end..].starts_with(small)
}

fn stranded(text: &str, place: &Place) -> Doubt {
    let names = AMID.map(|c| format!("{c} (U+{:04X})", c as u32)).join(", ");
    let left = &text[place.range.clone()];
    let message = format!(
        "`{left}` is what a wrong decoder left of a letter, perhaps {names}; the byte that tells is lost"
    );
    Doubt { range: place.range.clone(), code: LOST, message }
}

/// Pairs that begin a sequence of three.
fn threes(text: &str, column: usize) -> usize {
    let byte = |c: char| if c.is_ascii() { None } else { byte_of(c, column) };
    let pairs = text.chars().zip(text.chars().skip(1));
    let is_three = |&(a, b): &(char, char)| {
        byte(a).is_some_and(|a| (0xE0..0xF0).contains(&a))
            && byte(b).is_some_and(|b| (0x80..0xC0).contains(&b))
    };
    pairs.filter(is_three).count()
}

fn weight(places: &[Place]) -> usize {
    places.iter().filter(|p| p.impossible).count()
}

/// The bytes 80–9F that a decoder shows nothing for.
fn holes(column: usize) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(DECODERS[column].label.as_bytes());
    let is_hole = |b: &u8| match encoding {
        Some(encoding) => {
            let (shown, _) = encoding.decode_without_bom_handling(std::slice::from_ref(b));
            shown.chars().all(|c| c.is_control() || c == GONE)
        }
        None => tables::forward(column)[usize::from(*b) - 0x80].is_none(),
    };
    (0x80..0xA0).filter(is_hole).collect()
}

/// What may be the rest of a letter, by a decoder.
fn places(
    text: &str,
    column: usize,
    evidence: &Evidence,
    is_repaired: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Place> {
    let holes = holes(column);
    let any: Vec<u8> = (0x80..0xA0).collect();
    // Who shows some of them lost no more than what the decoder does not know.
    let all_lost = if evidence.shown >> column & 1 == 1 { &holes } else { &any };
    let mut out = Vec::new();
    for run in Runs::new(text) {
        let mut at = run.start;
        while let Some(c) = text[at..run.end].chars().next() {
            let end = at + c.len_utf8();
            let start = std::mem::replace(&mut at, end);
            let Some(lead) = byte_of(c, column).filter(|b| (0xC2..0xF0).contains(b)) else { continue };
            let mut bytes = vec![lead];
            let mut stop = end;
            if lead >= 0xE0 {
                let Some(next) = text[end..run.end].chars().next() else { continue };
                let Some(tail) = byte_of(next, column).filter(|b| (0x80..0xC0).contains(b)) else { continue };
                bytes.push(tail);
                stop = end + next.len_utf8();
            }
            let next = text[stop..].chars().next();
            let gap = next == Some(GONE);
            let is_whole = next.is_some_and(|n| {
                !n.is_ascii() && byte_of(n, column).is_some_and(|b| (0x80..0xC0).contains(&b))
            });
            if is_whole || bytes.len() == 2 && !gap {
                continue;
            }
            let range = start..if gap { stop + GONE.len_utf8() } else { stop };
            if is_repaired(&range) {
                continue;
            }
            let lost = if gap { &holes } else { all_lost };
            out.extend(place(text, range, &bytes, lost, gap));
        }
    }
    out
}

fn place(text: &str, range: Range<usize>, bytes: &[u8], lost: &[u8], gap: bool) -> Option<Place> {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let first = text[range.clone()].chars().next()?;
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let impossible = gap || first.is_uppercase() && small(before);
    let joined = [before, after].into_iter().flatten().any(plausible::is_letter);
    let candidates: Vec<char> = lost
        .iter()
        .filter_map(|last| {
            let sequence: Vec<u8> = bytes.iter().copied().chain([*last]).collect();
            std::str::from_utf8(&sequence).ok()?.chars().next()
        })
        .filter(|c| plausible::is_letter(*c))
        .filter(|c| !small(before) || !c.is_uppercase())
        .collect();
    (!candidates.is_empty() && (joined || gap)).then_some(Place { range, candidates, impossible })
}

/// The beginning of the text with what a language would have in each place.
fn render(text: &str, places: &[Place], language: Language) -> String {
    let end = text.ceil_char_boundary(SHOWN.min(text.len()));
    let (mut out, mut done) = (String::with_capacity(end), 0);
    for place in places.iter().take_while(|p| p.range.end <= end) {
        out.push_str(&text[done..place.range.start]);
        out.push(first(place, language));
        done = place.range.end;
    }
    out + &text[done..end.max(done)]
}

/// The first candidate that a language writes.
fn first(place: &Place, language: Language) -> char {
    let writes = |c: &&char| language.writes(letters::lower(**c));
    place.candidates.iter().find(writes).or(place.candidates.first()).copied().unwrap_or(GONE)
}

/// The language of the text, if it is far less surprising in one with the letters put in.
fn language(text: &str, places: &[Place], bits: u32) -> Option<Language> {
    let near = places.first()?.range.start.saturating_sub(SHOWN / 2);
    let start = text[..text.floor_char_boundary(near)].rfind('\n').map_or(0, |at| at + 1);
    let (new, language) =
        fits(text, places, start..text.ceil_char_boundary((start + SHOWN).min(text.len())))?;
    let text = &text[start..text.ceil_char_boundary((start + SHOWN).min(text.len()))];
    let old = letters::best(text)?;
    (old.cost >= new + bits * BIT).then_some(language)
}

/// The language of the line that these places are on: a text may be of several.
fn language_of_line(text: &str, places: &[Place], whole: Language) -> Language {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return whole };
    let from = text.ceil_char_boundary(first.range.start.saturating_sub(SHOWN));
    let to = text.floor_char_boundary((last.range.end + SHOWN).min(text.len()));
    let start = text[from..first.range.start].rfind('\n').map_or(from, |at| from + at + 1);
    let end = text[last.range.end..to].find('\n').map_or(to, |at| last.range.end + at);
    let cost = |l: Language| fit(text, places, &(start..end), l);
    // Every language is asked only where one comes close that is not that of the text.
    let near = render_stretch(text, places, &(start..end), whole);
    if letters::best(&near).is_none_or(|best| best.language == whole) {
        return whole;
    }
    match fits(text, places, start..end) {
        Some((least, language)) if cost(whole) >= least + ELSEWHERE * BIT => language,
        _ => whole,
    }
}

/// What a stretch of text costs in a language that the places have letters of, and which fits best.
fn fits(text: &str, places: &[Place], stretch: Range<usize>) -> Option<(u32, Language)> {
    let writes = |l: Language, p: &Place| p.candidates.iter().any(|c| l.writes(letters::lower(*c)));
    let within = |p: &&Place| p.range.start >= stretch.start && p.range.end <= stretch.end;
    let most = |l: &Language| {
        let all = places.iter().filter(within).take(MANY_PLACES).count();
        places.iter().filter(within).take(MANY_PLACES).filter(|p| writes(*l, p)).count() * 2 >= all
    };
    Language::all().filter(most).map(|l| (fit(text, places, &stretch, l), l)).min()
}

/// What a stretch of text costs in a language, with letters in its places.
fn fit(text: &str, places: &[Place], stretch: &Range<usize>, language: Language) -> u32 {
    letters::within(&render_stretch(text, places, stretch, language), language).cost
}

fn render_stretch(text: &str, places: &[Place], stretch: &Range<usize>, language: Language) -> String {
    let shift = |p: &Place| Place {
        range: p.range.start - stretch.start..p.range.end - stretch.start,
        candidates: p.candidates.clone(),
        impossible: p.impossible,
    };
    let within = |p: &&Place| p.range.start >= stretch.start && p.range.end <= stretch.end;
    let shown: Vec<Place> = places.iter().filter(within).map(shift).collect();
    render(&text[stretch.clone()], &shown, language)
}

/// Decides the places of one line, word by word.
fn tell(text: &str, places: &[Place], language: Language, column: usize, told: &mut Told) {
    let in_word = |a: &Place, b: &Place| {
        let between = &text[a.range.end..b.range.start];
        between.len() < WORD && between.chars().all(plausible::is_letter)
    };
    for word in places.chunk_by(in_word) {
        for (place, ranked) in word.iter().zip(weighed(text, word, language)) {
            let bar = BIT
                * match place.candidates.len() {
                    _ if text[place.range.clone()].ends_with(GONE) => GAP,
                    ..=5 => FEW,
                    _ => MANY,
                };
            match (ranked.first(), ranked.get(1)) {
                (Some((least, c)), second) if second.is_none_or(|(next, _)| *next >= least + bar) => {
                    told.repairs.push(repair(place, *c, language, column));
                }
                _ => told.doubts.push(doubt(text, place, &ranked, language, column)),
            }
        }
    }
}

/// For each place of a word its letters with what the word costs at least with them, the likeliest first. The
/// places of a word are weighed together: what stands in one tells of the next.
fn weighed(text: &str, word: &[Place], language: Language) -> Vec<Vec<(u32, char)>> {
    let writes = |c: &char| language.writes(letters::lower(*c));
    let letters_of = |p: &Place| p.candidates.iter().copied().filter(writes).collect::<Vec<_>>();
    let choices: Vec<Vec<char>> = word.iter().map(letters_of).collect();
    let ways = choices.iter().try_fold(1_usize, |n, c| n.checked_mul(c.len()).filter(|n| *n <= WAYS));
    let (Some(ways @ 1..), Some(head), Some(tail)) = (ways, word.first(), word.last()) else {
        return vec![Vec::new(); word.len()];
    };
    let head = &text[text.ceil_char_boundary(head.range.start.saturating_sub(WORD))..head.range.start];
    let head =
        &head[head.rfind(|c| !plausible::is_letter(c)).map_or(0, |at| head.ceil_char_boundary(at + 1))..];
    let tail = &text[tail.range.end..text.floor_char_boundary((tail.range.end + WORD).min(text.len()))];
    let tail = &tail[..tail.find(|c| !plausible::is_letter(c)).unwrap_or(tail.len())];
    let mut least: Vec<Vec<(u32, char)>> =
        choices.iter().map(|c| c.iter().map(|c| (u32::MAX, *c)).collect()).collect();
    for way in 0..ways {
        // Its digits, in a system with as many digits at each place as that place has letters.
        let mut digits = way;
        let chosen: Vec<usize> = choices
            .iter()
            .map(|c| {
                let digit = digits % c.len();
                digits /= c.len();
                digit
            })
            .collect();
        let mut whole = head.to_owned();
        for (n, place) in word.iter().enumerate() {
            whole.push(choices[n][chosen[n]]);
            let next = word.get(n + 1).map_or(place.range.end, |next| next.range.start);
            whole.push_str(&text[place.range.end..next]);
        }
        whole.push_str(tail);
        let cost = letters::within(&whole, language).cost;
        for (n, digit) in chosen.into_iter().enumerate() {
            least[n][digit].0 = least[n][digit].0.min(cost);
        }
    }
    least.iter_mut().for_each(|ranked| ranked.sort_unstable());
    least
}

fn repair(place: &Place, c: char, language: Language, column: usize) -> Repair {
    Repair {
        range: place.range.clone(),
        replacement: c.to_string(),
        code: DECODERS[column].code.clone(),
        certainty: Certainty::Likely,
        evidence: format!(
            "UTF-8 read as {}, the last byte lost; the only letter that makes a word in {}",
            DECODERS[column].label,
            language.tag()
        )
        .into(),
    }
}

fn doubt(text: &str, place: &Place, ranked: &[(u32, char)], language: Language, column: usize) -> Doubt {
    const SHOWN: usize = 6;
    let told = ranked.iter().map(|(_, c)| *c);
    let names: Vec<String> = if ranked.is_empty() { place.candidates.clone() } else { told.collect() }
        .into_iter()
        .take(SHOWN)
        .map(|c| format!("{c} (U+{:04X})", c as u32))
        .collect();
    // A language that has none of the letters is not that of the word.
    let within = if ranked.is_empty() { String::new() } else { format!("in {} ", language.tag()) };
    let message = format!(
        "`{}` is what {} left of a letter, {within}perhaps {}; the byte that tells is lost",
        &text[place.range.clone()],
        DECODERS[column].label,
        names.join(", ")
    );
    Doubt { range: place.range.clone(), code: LOST, message }
}
