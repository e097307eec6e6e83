//! Mojibake out of text: wrong decodings undone, lost bytes restored from context.
//!
//! Works on a plain string in which `\n` separates paragraphs; knows no HTML, no blocks beyond their
//! text, no rules. Finding changes nothing: repairs are a list of ranges and what belongs there, and
//! explaining a repair is showing that list.
//!
//! ```text
//! runs (gate) → units (UTF-8 seen through a decoder) → reversible (certain) ─┐ layer by layer
//!                                                      lossy (likely)       ─┴→ Findings
//! ```

mod alphabets;
mod compound;
mod draft;
mod east_asian;
mod encodings;
mod excerpt;
mod families;
mod layers;
mod legacy;
mod letters;
mod lossy;
mod multibyte;
mod plausible;
mod reversible;
mod runs;
mod shape;
mod siblings;
mod spaces;
mod standing;
mod tables;
mod telling;
mod units;
mod weigh;

use crate::model::{Certainty, Code};
use std::borrow::Cow;
use std::ops::Range;

pub use draft::repair;

/// What a repair may do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Refuse guesses: only [`Certainty::Certain`] repairs.
    pub certain_only: bool,
    /// The wrong decoder, for those who know it, by its label in [`decoder_labels`]: only what it did is
    /// undone, and with less evidence.
    pub from: Option<&'static str>,
}

/// One repair: a range of the text, what belongs there, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Bytes of the text given.
    pub range: Range<usize>,
    /// What belongs there.
    pub replacement: String,
    /// `mojibake/…`, named after the wrong decoder.
    pub code: Code,
    /// How sure it is.
    pub certainty: Certainty,
    /// Why, in a few words for people.
    pub evidence: Cow<'static, str>,
}

/// A damaged place left as it is, because the candidates are too close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Bytes of the text given.
    pub range: Range<usize>,
    /// `mojibake/ambiguous` or `mojibake/lost-letters`.
    pub code: Code,
    /// What is wrong, and the candidates.
    pub message: String,
}

/// Everything found in one text, in order and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What to change.
    pub repairs: Vec<Repair>,
    /// What was left alone.
    pub doubts: Vec<Doubt>,
}

impl Findings {
    /// Whether there is nothing to change and nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.repairs.is_empty() && self.doubts.is_empty()
    }
}

/// Texts up to this many bytes are looked at whole; of longer ones only the lines that hold something
/// suspect, and the beginning, which shows language and style.
const WHOLE: usize = 1 << 18;

/// Finds the damage in a text. Changes nothing; empty findings mean the text is clean.
#[must_use]
pub fn find(text: &str, options: &Options) -> Findings {
    let mut gate = legacy::Gate::default();
    let bytes = text.as_bytes();
    let mut is_suspect = |run: Range<usize>| {
        gate.look(
            &text[run.clone()],
            run.start.checked_sub(1).map(|at| bytes[at]),
            bytes.get(run.end).copied(),
        );
        runs::may_hold_damage(&text[run])
    };
    // Any place that can hold UTF-8 read wrongly ends the search; only then the gate has not seen all.
    let is_clean = !runs::Runs::new(text).any(&mut is_suspect);
    if is_clean && !gate.is_open() {
        return Findings::default();
    }
    if text.len() <= WHOLE || gate.is_open() {
        return layers::peel(text, options);
    }
    let excerpt = excerpt::Excerpt::new(text, runs::Runs::new(text).suspects());
    excerpt.placed(layers::peel(excerpt.text(), options))
}

/// The text with the repairs made; borrowed where there is none.
#[must_use]
pub fn apply<'t>(text: &'t str, repairs: &[Repair]) -> Cow<'t, str> {
    if repairs.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for repair in repairs {
        out.push_str(&text[done..repair.range.start]);
        out.push_str(&repair.replacement);
        done = repair.range.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// For the programs that learn and calibrate: `examples/learn_marks.rs`, `examples/learn_letters.rs`,
/// `examples/calibrate.rs`.
pub mod learning {
    pub use super::letters::{steps, words};
    pub use super::lossy::{Example, TABLE_ROLES, TABLE_ROWS, examples, install};

    /// What a wrong decoder shows for each byte from 80 on, windows-1252's character where it defines
    /// none; `None` where neither does, or where the decoder is not known.
    #[must_use]
    pub fn shown(label: &str) -> Option<[Option<char>; 128]> {
        let column = super::encodings::DECODERS.iter().position(|d| d.label == label)?;
        Some(super::tables::forward(column))
    }
}

/// The wrong decoders known, in the order of the generated tables.
#[must_use]
pub fn decoder_labels() -> Vec<&'static str> {
    encodings::DECODERS.iter().map(|d| d.label).collect()
}
