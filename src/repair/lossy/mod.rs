//! Lost bytes restored from context: what a lone `โ`, `â` or `ג` once was.
//!
//! A wrong decoder that drops or blanks the bytes it does not know leaves a *remnant* of each typographic
//! mark. The remnant says which marks it may have been; the words around it, the quotation it
//! stands in and the house style of the document say which one it was.

mod aliens;
mod asked;
mod beside;
mod blanked;
mod borrowed;
mod context;
mod dialect;
pub(crate) mod elision;
mod examples;
mod explain;
mod foreign;
mod habits;
mod home;
mod house;
pub(crate) mod language;
mod meant;
mod measure;
mod outer;
mod padded;
mod places;
mod quotation;
mod range;
mod spoken;
mod style;
mod words;

use super::reversible::Evidence;
use super::{Doubt, Repair};
use crate::model::{Certainty, Code};
use places::Place;
use quotation::Mark;
use std::ops::Range;

pub(crate) use habits::of_text as spaced_dash;

pub use examples::{Example, TABLE_ROLES, TABLE_ROWS, examples, install};

/// Code of places left alone because their candidates are too close, or their evidence too thin.
pub(crate) const AMBIGUOUS: Code = Code::new("mojibake/ambiguous");

/// What came of a text's remnants.
#[derive(Debug, Default)]
pub(crate) struct Restored {
    pub(crate) repairs: Vec<Repair>,
    pub(crate) doubts: Vec<Doubt>,
    /// The decoders that lost the bytes.
    pub(crate) decoders: Vec<&'static str>,
}

/// Restores the lost marks of a text whose reversible damage is undone already.
///
/// `is_first` tells that no mark of the text was restored from a remnant yet.
pub(crate) fn find(
    text: &str,
    evidence: &Evidence,
    is_first: bool,
    repaired: &dyn Fn(&Range<usize>) -> bool,
) -> Restored {
    let places = places::find(text, evidence, is_first, repaired);
    let doubts: Vec<Doubt> = places.unsure.iter().map(|p| doubt(text, p)).collect();
    if places.sure.is_empty() {
        return Restored { doubts, ..Restored::default() };
    }
    let marks = quotation::read(text, &places.sure);
    let style = style::learn(text, &places.sure, &marks);
    let repairs = places.sure.iter().zip(&marks).map(|(place, mark)| repair(place, *mark, style)).collect();
    let mut decoders: Vec<&'static str> = places.sure.iter().map(|p| p.family.base).collect();
    decoders.dedup();
    Restored { repairs, doubts, decoders }
}

fn repair(place: &Place, mark: Mark, style: style::Style) -> Repair {
    let c = style.character(place, mark);
    Repair {
        range: place.range.clone(),
        replacement: c.to_string(),
        code: place.family.code.clone(),
        certainty: Certainty::Likely,
        evidence: explain::evidence(place, mark, style.basis(mark)),
    }
}

fn doubt(text: &str, place: &Place) -> Doubt {
    let shown = shown(&text[place.range.clone()]);
    // Of these nothing is left, so a character of any sort was lost.
    let is_gone = shown.starts_with('\u{FFFD}');
    let more = is_gone.then_some('€');
    let names: Vec<String> = more
        .iter()
        .chain(place.candidates)
        .take(6)
        .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
        .collect();
    let names = names.join(", ");
    let message = if is_gone {
        format!(
            "`{shown}` stands for a character that was lost, perhaps {names}; take it from the source again"
        )
    } else {
        let label = place.family.label;
        format!("`{shown}` may be what {label} left of {names}; there is too little evidence to change it")
    };
    Doubt { range: place.range.clone(), code: AMBIGUOUS, message }
}

/// A remnant for a message; of a long row the beginning.
fn shown(remnant: &str) -> String {
    const MOST: usize = 8;
    let head: String = remnant.chars().take(MOST).collect();
    if head.len() < remnant.len() { head + "…" } else { head }
}
