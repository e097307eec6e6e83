//! Damage of multi-byte wrong decoders: UTF-8 read as GBK, Shift_JIS, EUC-KR, Big5 or EUC-JP.
//!
//! A run is undone where its bytes, read back, are UTF-8 to the end, and where what they say is less
//! surprising than what stands there. Chinese, Japanese and Korean are legal in these encodings, but
//! their bytes are hardly ever UTF-8; runs of theirs on the same line count against the damage.

mod charsets;
mod gaps;
mod reading;

use super::Repair;
use super::plausible::{self, Context, Script};
use super::runs::Runs;
use super::shape::Setting;
use super::weigh::settled;
use crate::model::Certainty;
use charsets::{CHARSETS, COUNT, Charset, starts};
use reading::{LONG, Piece, Reading};
use std::ops::Range;

/// Bits by which one run must improve to establish its decoder in a document.
const BEYOND_DOUBT: i32 = 12;
/// Bits for a run whose decoder is established.
const ESTABLISHED: i32 = 3;
/// Bits for a run that looks damaged by its shape, in a text of Latin letters without other such characters.
const SHAPELY: i32 = 0;
/// Bits by which each decoder must do better than the likelier one before it.
const SELDOM: i32 = 3;
/// Bits all runs together must bring where none is beyond doubt.
const TOGETHER: i32 = 22;
/// Bits for a run among characters of East Asia that are no damage.
const AT_HOME: i32 = 40;
/// Bits that each character of a run brings for being part of UTF-8: by chance about one in four would.
const STRUCTURE: i32 = 2;
/// Bits that a character of which bytes are missing costs.
const GAP: i32 = 6;
/// Layers looked ahead.
const LOOKAHEAD: usize = 1;

/// The decoders established so far, a bit each; grows from layer to layer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Established(u8);

impl Established {
    /// Those with these labels.
    pub(crate) fn with(labels: &[&str]) -> Self {
        Self((0..COUNT).filter(|&d| labels.contains(&CHARSETS[d].label)).fold(0, |set, d| set | 1 << d))
    }
}

impl Established {
    fn has(self, charset: usize) -> bool {
        self.0 >> charset & 1 == 1
    }
}

/// Whether a run can be damage of a multi-byte decoder.
pub(crate) fn is_suspect(run: &str) -> bool {
    let Some(first) = run.chars().find(|&c| c != '\u{FFFD}') else { return false };
    // What follows lost bytes may be the end of a sequence.
    let columns = if run.starts_with('\u{FFFD}') && first as u32 >= 0x2E80 { ALL } else { starts(first) };
    (0..COUNT).any(|d| columns >> d & 1 == 1 && reading::is_readable(run, d))
}

const ALL: u8 = (1 << COUNT) - 1;

/// A run, the ways to read it, and what each would gain.
struct Suspect {
    line: usize,
    run: Range<usize>,
    readings: Vec<(usize, Reading, i32)>,
}

/// Letters of East Asia on a line that no decoder explains.
#[derive(Default)]
struct Lines {
    home: Vec<usize>,
}

/// Finds what to undo in one layer, in order.
pub(crate) fn find(text: &str, established: &mut Established) -> Vec<Repair> {
    let mut suspects = Vec::new();
    let mut lines = Lines::default();
    let mut bits = [0; COUNT];
    let mut best = [0; COUNT];
    let (mut line, mut seen) = (0, 0);
    for run in Runs::new(text) {
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[seen..run.start]).count();
        seen = run.start;
        let readings = readings(text, &run);
        if readings.is_empty() {
            lines.add(line, &text[run]);
            continue;
        }
        for (d, reading, gain) in &readings {
            if reading.known > 0 && !is_short(text, &run, reading, "") {
                bits[*d] += (*gain).max(0);
                best[*d] = best[*d].max(*gain);
            }
        }
        suspects.push(Suspect { line, run, readings });
    }
    let size = |s: &Suspect| text[s.run.clone()].chars().count();
    let is_better = |s: &&Suspect| s.readings.iter().any(|&(_, _, gain)| gain >= ESTABLISHED);
    let all: usize = suspects.iter().map(size).sum();
    let read: usize = suspects.iter().filter(is_better).map(size).sum();
    let home_in_text = lines.home.iter().sum::<usize>() + all - read;
    for d in 0..COUNT {
        // In a document mostly of East Asia's own letters a place or two prove nothing.
        let bar = if home_in_text > 4 * read { AT_HOME } else { BEYOND_DOUBT };
        if best[d] >= bar || bits[d] >= bar - BEYOND_DOUBT + TOGETHER {
            established.0 |= 1 << d;
        }
    }
    if suspects.is_empty() {
        return Vec::new();
    }
    let setting = Setting::of(text, all);
    let chosen = suspects.into_iter().filter_map(|mut suspect| {
        let home = lines.on(suspect.line) > 0;
        let bars = match (home, home_in_text > read) {
            (true, _) => [AT_HOME; 2],
            (_, true) => [BEYOND_DOUBT; 2],
            _ => [ESTABLISHED, BEYOND_DOUBT],
        };
        let shapes = if home_in_text > all - read { None } else { Some((&setting, text)) };
        let is_lone =
            |d: usize, r: &Reading| !established.has(d) && is_short(text, &suspect.run, r, setting.words);
        suspect.readings.retain(|(d, r, _)| !is_lone(*d, r));
        choose(suspect, bars, shapes, &bits, *established)
    });
    let english = setting.english;
    chosen.flat_map(|(d, reading)| repairs(text, d, reading, english)).collect()
}

impl Lines {
    fn add(&mut self, line: usize, run: &str) {
        let letters = run.chars().filter(|&c| plausible::script(c) == Some(Script::EastAsian)).count();
        if letters > 0 {
            self.home.resize(self.home.len().max(line + 1), 0);
            self.home[line] += letters;
        }
    }

    fn on(&self, line: usize) -> usize {
        self.home.get(line).copied().unwrap_or(0)
    }
}

/// Every reading of a run that explains it.
fn readings(text: &str, run: &Range<usize>) -> Vec<(usize, Reading, i32)> {
    let slice = &text[run.clone()];
    let Some(first) = slice.chars().find(|&c| c != '\u{FFFD}') else { return Vec::new() };
    let columns = if slice.starts_with('\u{FFFD}') && first as u32 >= 0x2E80 { ALL } else { starts(first) };
    let columns = (0..COUNT).filter(|d| columns >> d & 1 == 1);
    let readings = columns.map(|d| (d, reading::read(slice, run.start, d)));
    let good =
        readings.filter(|(_, r)| !r.pieces.is_empty() && (r.complete || r.known >= LONG) && !is_listed(r));
    good.map(|(d, r)| (d, gain(text, run, &r), r)).map(|(d, gain, r)| (d, r, gain)).collect()
}

/// Letters of a script other than East Asia's from which on they can be words.
const WORDS: usize = 3;

fn own_script(c: char) -> Option<Script> {
    plausible::script(c).filter(|s| !matches!(s, Script::Latin | Script::EastAsian))
}

/// Whether a run is part of a list of characters: in the order of an encoding they spell an alphabet in its order.
fn is_listed(reading: &Reading) -> bool {
    let chars: Vec<char> = reading.pieces.iter().flat_map(|p| p.text.chars()).collect();
    let steps = chars.windows(2).filter(|pair| u32::from(pair[0]) + 1 == u32::from(pair[1])).count();
    chars.iter().any(|c| own_script(*c).is_some()) && steps * 2 >= chars.len()
}

/// Whether nothing but a letter or two of a script comes out that nothing beside them is in, or one of Latin script that
/// stands apart and is none of these words of one letter: no evidence by themselves.
fn is_short(text: &str, run: &Range<usize>, reading: &Reading, words: &str) -> bool {
    let chars: Vec<char> = reading.pieces.iter().flat_map(|p| p.text.chars()).collect();
    let is_latin = |c: char| plausible::script(c) == Some(Script::Latin);
    let script = match *chars {
        [c] if is_latin(c) && !words.contains(c) => Script::Latin,
        [first, ..] => match own_script(first) {
            Some(script) => script,
            None => return false,
        },
        [] => return false,
    };
    let near = [text[..run.start].chars().next_back(), text[run.end..].chars().next()];
    let joins = |c: char| c.is_ascii_alphanumeric() || plausible::script(c) == Some(script);
    chars.len() < WORDS
        && chars.iter().all(|c| plausible::is_letter(*c))
        && !near.into_iter().flatten().any(joins)
}

/// Bits less surprising that the text becomes.
fn gain(text: &str, run: &Range<usize>, reading: &Reading) -> i32 {
    let end = reading.pieces.last().map_or(run.start, |p| p.range.end);
    let slice = &text[run.start..end];
    let context = Context::past(text, run.start, end, |c| plausible::script(c) == Some(Script::EastAsian));
    let damaged = plausible::surprise(slice.chars(), &context);
    let chars: Vec<char> = reading.pieces.iter().flat_map(|p| p.text.chars()).collect();
    let undone = settled(&chars, &context, LOOKAHEAD);
    let structure = slice.chars().filter(|&c| c != '\u{FFFD}').count();
    let left = if reading.complete { 0 } else { BEYOND_DOUBT };
    let gaps: usize = reading.pieces.iter().map(|p| p.gaps.len()).sum();
    let undone = undone + GAP * i32::try_from(gaps).unwrap_or(i32::MAX);
    damaged - undone + STRUCTURE * i32::try_from(structure).unwrap_or(i32::MAX) - left
}

/// The best reading of a run, if it is good enough.
fn choose(
    suspect: Suspect,
    [established_bar, bar]: [i32; 2],
    shapes: Option<(&Setting, &str)>,
    bits: &[i32; COUNT],
    established: Established,
) -> Option<(usize, Reading)> {
    let seldom = |d: usize| SELDOM * i32::try_from(d).unwrap_or(0);
    let worth = |d: usize, gain: i32| (gain.saturating_add(bits[d] / 2) - seldom(d), COUNT - d);
    let known = suspect.readings.into_iter().filter(|(d, r, _)| r.known > 0 || established.has(*d));
    let (d, reading, gain) = known.max_by_key(|&(d, _, gain)| worth(d, gain))?;
    let tells = || {
        let says: Vec<char> = reading.pieces.iter().flat_map(|p| p.text.chars()).collect();
        shapes.is_some_and(|(setting, text)| setting.tells(text, &suspect.run, &says))
    };
    let bar = match established.has(d) {
        true => established_bar,
        false if bar == BEYOND_DOUBT && tells() => SHAPELY,
        false => bar,
    };
    (gain >= bar).then_some((d, reading))
}

fn repairs(text: &str, charset: usize, reading: Reading, english: bool) -> impl Iterator<Item = Repair> {
    reading.pieces.into_iter().filter_map(move |piece| {
        let certain = piece.gaps.is_empty();
        let Piece { range, text: replacement, .. } =
            if certain { piece } else { gaps::fill(text, piece, charset, english)? };
        let Charset { label, ref code, .. } = CHARSETS[charset];
        Some(Repair {
            range,
            replacement,
            code: code.clone(),
            certainty: if certain { Certainty::Certain } else { Certainty::Likely },
            evidence: format!("UTF-8 read as {label}").into(),
        })
    })
}
