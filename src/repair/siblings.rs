//! Which of several code pages that read the same bytes almost alike was at work.
//!
//! ISO-8859-13 and windows-1257 differ in a dozen bytes: a short text reads well through both, and only
//! the letters tell that one of them makes words. The choice is made once for all runs that the same
//! decoder would take, by how surprising the whole text becomes.

use super::encodings::COUNT;
use super::letters;
use super::plausible::{self, Context, Kind};
use super::reversible::{self, Reading};
use super::weigh::settled;
use std::ops::Range;

/// Bits that a run costs a decoder that cannot read it as far as the others.
const UNREAD: u32 = 12;
/// Bits by which another decoder must do better than the one chosen by the places alone.
const BETTER: u32 = 2;
/// Bits of surprise of a sign within a word.
const WITHIN: i32 = 10;
/// Bytes of the text that are weighed at most.
const WEIGHED: usize = 1 << 16;
/// The same where all layers are undone, which reads the text several times.
const PEELED: usize = 1 << 11;
/// Readings of which all layers are undone at most.
const TRIALS: usize = 24;

/// A run and its readings, of which one was picked.
pub(crate) struct Candidates {
    pub(crate) run: Range<usize>,
    pub(crate) readings: Vec<Reading>,
    /// Index of the reading picked.
    pub(crate) picked: Option<usize>,
}

impl Candidates {
    fn column(&self) -> Option<usize> {
        self.picked.map(|n| self.readings[n].column)
    }

    fn index_of(&self, column: usize) -> Option<usize> {
        self.readings.iter().position(|r| r.column == column)
    }
}

/// Picks again, for all runs of one decoder together, where a sibling of it makes better words; but for decoders in
/// the set `made`.
pub(crate) fn settle(text: &str, all: &mut [Candidates], made: u64) {
    let mut columns: Vec<usize> = all.iter().filter_map(Candidates::column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut trials = TRIALS;
    // Those that made the layer before are known: their words need not tell.
    for column in columns.into_iter().filter(|column| made >> column & 1 == 0) {
        let group: Vec<usize> = (0..all.len()).filter(|&n| all[n].column() == Some(column)).collect();
        let Some(better) = best(text, all, &group, column, &mut trials) else { continue };
        for n in group {
            let most = reach(&all[n], column);
            let index = all[n].index_of(better).filter(|&i| all[n].readings[i].glyphs() >= most);
            all[n].picked = index.or(all[n].picked);
        }
    }
}

/// Glyphs that the reading of a decoder covers; 0 if it has none.
fn reach(candidates: &Candidates, column: usize) -> usize {
    candidates.index_of(column).map_or(0, |i| candidates.readings[i].glyphs())
}

/// The sibling that does better than the decoder picked, if one does.
fn best(text: &str, all: &[Candidates], group: &[usize], picked: usize, trials: &mut usize) -> Option<usize> {
    let total = |d: usize| group.iter().map(|&n| reach(&all[n], d)).sum::<usize>();
    let needed = total(picked) - total(picked) / 8;
    let rivals: Vec<usize> = (0..COUNT).filter(|&d| d != picked && total(d) >= needed).collect();
    if rivals.is_empty() {
        return None;
    }
    // What comes out of a layer is no language: then what all layers leave is compared.
    let is_layered = is_layered(all, group, picked);
    if is_layered {
        *trials = trials.checked_sub(rivals.len() + 1)?;
    }
    let undone = |column| match is_layered {
        true => reversible::peeled(undone(text, all, group, column, PEELED), column),
        false => undone(text, all, group, column, WEIGHED),
    };
    let first = undone(picked);
    let texts: Vec<(usize, String)> =
        rivals.into_iter().map(|d| (d, undone(d))).filter(|(_, undone)| *undone != first).collect();
    if texts.is_empty() {
        return None;
    }
    let mut languages: Vec<letters::Language> = texts
        .iter()
        .map(|(_, t)| t)
        .chain([&first])
        .filter_map(|t| Some(letters::best(t)?.language))
        .collect();
    languages.sort_unstable();
    languages.dedup();
    // Names and quotations follow other languages than the text around them.
    let foreign = |text: &str, other: &str| {
        letters::best(&visible(&differing(text, other))).map_or(0, letters::Fit::bits)
    };
    let cost = |d: usize, undone: &str| {
        let words = letters::best_among(&visible(undone), &languages).map_or(0, letters::Fit::bits);
        let unread = group.iter().filter(|&&n| reach(&all[n], d) < reach(&all[n], picked)).count();
        words + signs(undone) + UNREAD * u32::try_from(unread).unwrap_or(u32::MAX)
    };
    let here = cost(picked, &first);
    let gains = texts.iter().filter_map(|(d, undone)| {
        let gain =
            (here + foreign(&first, undone)).checked_sub(cost(*d, undone) + foreign(undone, &first))?;
        Some((gain, std::cmp::Reverse(*d)))
    });
    let (gain, std::cmp::Reverse(best)) = gains.max()?;
    (gain >= BETTER).then_some(best)
}

/// A text without the characters that shape words invisibly: they are no letters.
fn visible(text: &str) -> String {
    text.replace(is_invisible, "")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// Surprise of what is no letter, and of its standing there.
pub(crate) fn signs(text: &str) -> u32 {
    let is_sign = |c: char| !c.is_ascii() && (!plausible::is_letter(c) || is_invisible(c));
    let mut last = '\n';
    let mut bits = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_sign(c) {
            bits += plausible::of(c).1;
            let within = plausible::is_letter(last) && chars.peek().is_some_and(|&n| plausible::is_letter(n));
            bits += if within && matches!(plausible::of(c).0, Kind::Sign | Kind::Angle) && c != '·' {
                WITHIN
            } else {
                0
            };
        }
        if is_sign(c) || is_sign(last) {
            bits += plausible::join(last, c);
        }
        last = c;
    }
    bits.try_into().unwrap_or(0)
}

/// Whether what comes out is damage again: then its letters say nothing yet.
fn is_layered(all: &[Candidates], group: &[usize], column: usize) -> bool {
    let alone = Context { before: None, after: None, script: None, next_script: None };
    let again = group.iter().filter(|&&n| {
        let reading = all[n].index_of(column).map(|i| &all[n].readings[i]);
        reading.is_some_and(|r| {
            r.clusters().any(|c| settled(&c, &alone, 1) < plausible::surprise(c.iter().copied(), &alone))
        })
    });
    again.count() * 2 > group.len()
}

/// The words of a text that differ from those of another.
fn differing(text: &str, other: &str) -> String {
    let pairs = text.split_ascii_whitespace().zip(other.split_ascii_whitespace());
    let words: Vec<&str> = pairs.filter(|(word, other)| word != other).map(|(word, _)| word).collect();
    words.join(" ")
}

/// The text with the runs of the group read through a decoder, so many bytes of it at most.
fn undone(text: &str, all: &[Candidates], group: &[usize], column: usize, most: usize) -> String {
    let end = text.ceil_char_boundary(most.min(text.len()));
    let mut out = String::with_capacity(end);
    let mut done = 0;
    for candidates in group.iter().map(|&n| &all[n]).take_while(|c| c.run.end <= end) {
        let Some(index) = candidates.index_of(column).or(candidates.picked) else { continue };
        for (range, c) in candidates.readings[index].units() {
            out.push_str(&text[done..range.start]);
            out.push(c);
            done = range.end;
        }
    }
    out.push_str(&text[done..end.max(done)]);
    out
}
