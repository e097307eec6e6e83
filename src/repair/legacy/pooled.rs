//! Lines too weak to be read anew each by itself, which together show what encoding the document was in.

use super::reading::Reading;
use super::{AGAIN, Mixup};
use std::collections::{BTreeMap, BTreeSet};

/// Bits that the lines must bring together, and different words that must change.
const ENOUGH: i32 = 48;
const WORDS: usize = 4;

/// A line that a mix-up explains, but not beyond doubt.
pub(super) struct Weak {
    mixup: Mixup,
    gain: i32,
    /// The words that change.
    words: Vec<String>,
}

impl Weak {
    /// `None` where the line says too little even where the mix-up is known.
    pub(super) fn new(line: &str, mixup: Mixup, reading: &Reading) -> Option<Self> {
        let letter = |c: char| c.is_alphabetic();
        let word = |at: usize| {
            let head = line[..at].rsplit(|c| !letter(c)).next().unwrap_or_default();
            let tail = line[at..].split_whitespace().next().unwrap_or_default();
            format!("{head}{tail}").to_lowercase()
        };
        let words = reading.pieces.iter().map(|(range, _)| word(range.start)).collect();
        (reading.gain >= AGAIN).then_some(Self { mixup, gain: reading.gain, words })
    }
}

/// The mix-up that explains most, if it explains enough.
pub(super) fn mixup(weak: &[Weak]) -> Option<Mixup> {
    let mut all: BTreeMap<(&str, &str), (i32, BTreeSet<&str>, Mixup)> = BTreeMap::new();
    for line in weak {
        let key = (line.mixup.reader.label, line.mixup.page.label);
        let entry = all.entry(key).or_insert_with(|| (0, BTreeSet::new(), line.mixup));
        entry.0 = entry.0.saturating_add(line.gain);
        entry.1.extend(line.words.iter().map(String::as_str));
    }
    // A name that comes up again and again is one word: it may be foreign.
    let enough = all.into_values().filter(|(gain, words, _)| *gain >= ENOUGH && words.len() >= WORDS);
    enough.max_by_key(|(gain, ..)| *gain).map(|(.., mixup)| mixup)
}
