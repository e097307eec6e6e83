//! Legacy read as legacy: a text in one old encoding that was decoded as another (`Ïðèâåò`).
//!
//! Nothing in the bytes shows it, so the language must: a line is read anew only where that makes it
//! far less surprising than it is in any language, and a plausible text of the new one. Every encoding
//! is tried on every line that is suspect; an encoding found once in a document is believed sooner.

pub(crate) mod controls;
mod following;
mod gate;
pub(crate) mod marks;
mod pages;
mod pieces;
mod pooled;
mod reading;
mod tones;

use super::Repair;
use super::letters::{self, Language};
use super::runs;
use crate::model::{Certainty, Code};
use following::{Left, Proven};
pub(crate) use gate::Gate;
use pages::{Page, Reader};
use pooled::Weak;
use reading::{Line, Reading};

/// Bits by which a line must become less surprising.
const GAIN: i32 = 18;
/// The same where the encoding was found at work in the document already.
const AGAIN: i32 = 9;
/// Bits that each character that changes must bring, up to [`ENOUGH`] in all.
const EACH: i32 = 4;
const ENOUGH: i32 = 48;
/// Bits that a single character must bring where it alone changes.
const ALONE: i32 = 22;
/// Bits that so few characters must bring in a line that is in the language but for them.
const FEW: i32 = 2;
const SAME: i32 = 12;
/// Bits by which the best reading must beat the next that says something else.
const AHEAD: i32 = 2;
/// Bytes of a line at most: a longer one is no paragraph, and is left to other means.
const LONGEST: usize = 1 << 20;
/// Lines in which every encoding is tried, until one is found; then again so many.
const TRIES: usize = 300;
/// Suspect lines in vain from which on only one of so many is tried: the language is one that looks like that.
const PATIENCE: usize = 48;
const SPARSE: usize = 128;
/// Bits that a line must be more surprising than half again what such lines are, to be tried all the same.
const UNUSUAL: u32 = 24;

/// An encoding and the decoder it was read with.
#[derive(Clone, Copy)]
struct Mixup {
    reader: Reader,
    page: &'static Page,
}

/// The lines that were written in another encoding than the one they were read in.
pub(crate) fn find(text: &str) -> Vec<Repair> {
    let mut known: Vec<Mixup> = Vec::new();
    let mut tries = TRIES;
    let mut in_vain = 0;
    let mut usual = Usual::default();
    let mut out = Vec::new();
    let mut passed = Vec::new();
    let mut weak: Vec<Weak> = Vec::new();
    let (mut proven, mut left) = (Proven::default(), Left::default());
    // Lines of ASCII say nothing.
    for range in runs::lines(text) {
        let (at, line) = (range.start, &text[range]);
        let is_suspect = gate::is_suspect(line);
        if !is_suspect && known.is_empty() {
            if passed.len() < TRIES {
                passed.push((at, line));
            }
            continue;
        }
        in_vain += usize::from(is_suspect);
        // Weighing a line costs more than all else here: only where it can lead to something.
        let is_due = tries > 0
            && (in_vain <= PATIENCE || in_vain % SPARSE == 0 || is_suspect && usual.is_exceeded_by(line));
        if line.len() > LONGEST || !is_due && known.is_empty() {
            if is_suspect && line.len() <= LONGEST && passed.len() < TRIES {
                passed.push((at, line));
            }
            continue;
        }
        if runs::is_table(line) {
            continue;
        }
        let text = line;
        let line = Line::new(text);
        let found = again(&line, &known).or_else(|| {
            (is_suspect && is_due).then(|| tries -= 1)?;
            let Some((mixup, reading)) = search(&line) else {
                usual.add(&line);
                if passed.len() < TRIES {
                    passed.push((at, text));
                }
                return None;
            };
            if reading.gain < bar(&line, &reading) {
                usual.add(&line);
                passed.push((at, text));
                weak.extend(Weak::new(text, mixup, &reading));
                return None;
            }
            known.push(mixup);
            (tries, in_vain) = (TRIES, 0);
            Some((mixup, reading))
        });
        match found {
            Some((mixup, reading)) => {
                proven.add(mixup, &reading);
                out.extend(repairs(at, mixup, reading));
            }
            None if !known.is_empty() && passed.last().is_none_or(|last| last.0 != at) => left.push(at, text),
            None => {}
        }
    }
    if known.is_empty() {
        known.extend(pooled::mixup(&weak));
    }
    for (at, text) in passed.into_iter().filter(|_| !known.is_empty()) {
        let line = Line::new(text);
        match again(&line, &known) {
            Some((mixup, reading)) => {
                proven.add(mixup, &reading);
                out.extend(repairs(at, mixup, reading));
            }
            None => left.push(at, text),
        }
    }
    out.extend(following::find(&proven, &left));
    out.sort_by_key(|r| r.range.start);
    out
}

/// How surprising the suspect lines are that nothing was wrong with, in the language of the last.
#[derive(Default)]
struct Usual {
    language: Option<Language>,
    cost: u32,
    letters: u32,
}

impl Usual {
    fn add(&mut self, line: &Line) {
        let Some((language, cost, letters)) = line.fit() else { return };
        if self.language != Some(language) {
            *self = Self { language: Some(language), ..Self::default() };
        }
        self.cost = self.cost.saturating_add(cost);
        self.letters = self.letters.saturating_add(letters);
    }

    /// Whether a line is far more surprising in that language than they are, which a look at its letters tells.
    fn is_exceeded_by(&self, line: &str) -> bool {
        let Some(language) = self.language.filter(|_| line.len() <= LONGEST) else { return false };
        let here = letters::within(line, language);
        let usual = u64::from(self.cost) * u64::from(here.letters) / u64::from(self.letters.max(1));
        u64::from(here.cost) > usual + usual / 2 + u64::from(UNUSUAL * letters::BIT)
    }
}

/// The line through a mix-up that is known.
fn again(line: &Line, known: &[Mixup]) -> Option<(Mixup, Reading)> {
    let good = |&mixup: &Mixup| {
        let reading = line.read(mixup.reader, mixup.page, AGAIN)?;
        let is_good = reading.is_plausible() || line.is_mixed(&reading) && reading.is_likely(1);
        (reading.changed > 0 && is_good).then_some((mixup, reading))
    };
    known.iter().filter_map(good).max_by_key(|(_, reading)| reading.gain)
}

/// The line through every mix-up; the best, if it is plausible and alone.
fn search(line: &Line) -> Option<(Mixup, Reading)> {
    if line.is_utf8() {
        return None;
    }
    let mut all: Vec<(Mixup, Reading)> = Vec::new();
    // What gains less is neither found nor a rival of what is.
    let least = SAME - AHEAD;
    for reader in pages::readers() {
        if !line.fits(reader) {
            continue;
        }
        for page in pages::ALL.iter().filter(|page| page.label != reader.label) {
            let reading = line.read(reader, page, least);
            all.extend(reading.map(|reading| (Mixup { reader, page }, reading)));
        }
    }
    // Stable: of readings alike, the likelier encoding's comes first.
    all.sort_by_key(|(_, reading)| std::cmp::Reverse(reading.gain));
    let mut all = all.into_iter();
    let (mixup, best) = all.next()?;
    let rival = all.find(|(_, reading)| reading.text != best.text).map_or(0, |(_, reading)| reading.gain);
    (best.is_plausible() && best.gain - rival >= AHEAD).then_some((mixup, best))
}

/// Bits by which a reading must be less surprising than its line.
fn bar(line: &Line, reading: &Reading) -> i32 {
    let changed = i32::try_from(reading.changed).unwrap_or(i32::MAX);
    // Where the line is in that language but for what changes, all else weighs the same.
    let is_same = line.language() == Some(reading.language);
    if (is_same || reading.pieces.iter().all(|(range, _)| line.is_broken(range)))
        && changed <= FEW
        && reading.pieces.iter().all(|piece| line.tells(piece))
    {
        return SAME;
    }
    if changed == 1 {
        return ALONE.max(line.letters() / 4);
    }
    GAIN.max(line.letters() / 8).max(changed.saturating_mul(EACH).min(ENOUGH))
}

/// A line's reading as repairs of what it changes.
fn repairs(at: usize, mixup: Mixup, reading: Reading) -> Vec<Repair> {
    let Mixup { reader, page } = mixup;
    let code = Code::of_rule("mojibake", &format!("legacy-{}", page.label));
    let evidence =
        format!("{} read as {}; the language is {}", page.label, reader.label, reading.language.tag());
    let repair = |(range, replacement): (std::ops::Range<usize>, String)| Repair {
        range: at + range.start..at + range.end,
        replacement,
        code: code.clone(),
        certainty: Certainty::Likely,
        evidence: evidence.clone().into(),
    };
    reading.pieces.into_iter().map(repair).collect()
}
