//! Mojibake out of text: wrong decodings undone, lost bytes restored from context.
//!
//! Works on a plain string in which `\n` separates paragraphs; knows no HTML, no blocks beyond their
//! text, no rules. Finding changes nothing: repairs are a list of ranges and what belongs there, and
//! explaining a repair is showing that list.
//!
//! ```text
//! disguise (references taken off, escapes written out)
//! runs (gate) ─→ compound (two layers, the second with loss, likely) ───────────┐
//!             ─→ disguise (letters whose case or accent went, likely) ──────────┤
//!             ─→ legacy (one old encoding read as another, likely) ─────────────┤
//!             ─→ multibyte (UTF-8 through GBK, Shift_JIS …, certain) ───────────┤ layer by layer
//!             ─→ units → reversible (UTF-8 through single bytes, certain) ──────┤ wreck: lines past restoring
//!             ─→ pictures (what belongs to a picture, likely) ────────────────┤
//!             ─→ spaces, lossy (marks that lost bytes, from context, likely) ───┤
//!             ─→ lost (letters that lost bytes: told by words, or reported) ────┴→ Findings
//! ```
//!
//! A new single-byte decoder is a line in `encodings` and a run of `examples/mojibake_tables.rs`; a new
//! multi-byte one a line in `multibyte::charsets`; a notation that damage hides in, a part of `disguise`; an old
//! encoding of texts a line in `legacy::pages`.

mod alphabets;
mod by_right;
mod compound;
mod disguise;
mod draft;
mod east_asian;
mod encodings;
mod excerpt;
mod families;
mod layers;
mod legacy;
pub(crate) mod letters;
mod lone;
mod lossy;
mod lost;
mod misfit;
mod multibyte;
mod pictures;
mod plausible;
mod questioned;
mod reversible;
mod runs;
mod shape;
mod siblings;
mod signs;
mod spaces;
mod standing;
mod tables;
mod telling;
mod units;
mod weigh;
mod wreck;

use crate::model::{Certainty, Code};
use disguise::cover::Uncovered;
use signs::Signs;
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

/// Looks at a text with references or escapes at most; of 20,000 made of random damage none needed more.
const LOOKS: usize = 6;

/// Finds the damage in a text. Changes nothing; empty findings mean the text is clean.
#[must_use]
pub fn find(text: &str, options: &Options) -> Findings {
    let signs = Signs::of(text);
    let findings = look(text, options, signs);
    if !(signs.references || signs.escapes) || findings.repairs.is_empty() {
        return findings;
    }
    // What was repaired around references and escapes may show what they are, or make the prose they are part of.
    let mut layers = layers::Layers::new(text);
    layers.apply(findings.repairs);
    let mut doubts = findings.doubts;
    for _ in 1..LOOKS {
        let text = layers.text.as_str();
        let findings = look(text, options, Signs::of(text));
        doubts = layers.placed(findings.doubts);
        if findings.repairs.is_empty() {
            break;
        }
        layers.apply(findings.repairs);
    }
    layers.found(doubts)
}

/// Looks for damage once.
fn look(text: &str, options: &Options, signs: Signs) -> Findings {
    let bare = if signs.references || signs.escapes { Uncovered::references(text) } else { None };
    let mut findings = match bare {
        Some(bare) => bare.placed(text, written_out(bare.as_str(), options, signs)),
        None if signs.suspects || signs.escapes => written_out(text, options, signs),
        None => Default::default(),
    };
    if signs.questions {
        lost::add_questions(text, &mut findings);
    }
    if signs.suspects && lost::gone::is_in(text) {
        lost::add_gone(text, &mut findings);
    }
    findings
}

/// Finds the damage in a text, in characters that stand as escapes too.
fn written_out(text: &str, options: &Options, signs: Signs) -> Findings {
    // No decoder made escapes, so whoever names one does not mean them.
    let is_asked = signs.escapes && options.from.is_none();
    let escapes = if is_asked { disguise::escaped::find(text) } else { Vec::new() };
    if escapes.is_empty() {
        return suspected(text, options);
    }
    let mut layers = layers::Layers::new(text);
    layers.apply(escapes);
    let findings = suspected(layers.text.as_str(), options);
    layers.with(findings)
}

/// Finds the damage in the suspect parts of a text.
fn suspected(text: &str, options: &Options) -> Findings {
    if runs::Suspects::new(text).next().is_none() {
        return Findings::default();
    }
    if text.len() <= WHOLE {
        return peeled(text, options);
    }
    excerpt::find(text, options)
}

/// Finds the damage of every layer, emphasis between the characters of a sequence left out of account.
fn peeled(text: &str, options: &Options) -> Findings {
    match Uncovered::emphasis(text) {
        Some(bare) => bare.placed(text, layers::peel(bare.as_str(), options)),
        None => layers::peel(text, options),
    }
}

/// Whether one of the repairs, in order, stands in a range.
fn meets(repairs: &[Repair], range: &Range<usize>) -> bool {
    let next = repairs.partition_point(|r| r.range.end <= range.start);
    repairs.get(next).is_some_and(|r| r.range.start < range.end)
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
        super::tables::column(label).map(super::tables::forward)
    }
}

/// The wrong decoders known, in the order of the generated tables.
#[must_use]
pub fn decoder_labels() -> Vec<&'static str> {
    encodings::DECODERS.iter().map(|d| d.label).collect()
}

#[cfg(test)]
mod tests {
    use super::{Options, WHOLE, apply, find};

    /// What is undone of such a line would hide from the next layer that it lost bytes.
    #[test]
    fn of_a_line_that_lost_bytes_nothing_is_read_across_the_gaps() {
        let clean = "방앗간 주인은 주말마다 커피를 들고 강가를 걸으며 물레방아를 고치는 이들을 많이 찾는다.";
        let kept = |b: u8| (!(0x80..0xA0).contains(&b)).then_some(char::from(b));
        let damaged: String = clean.bytes().filter_map(kept).collect();
        let found = find(&damaged, &Options::default());
        let undone = apply(&damaged, &found.repairs);
        let is_known = |c: char| u32::from(c) < 0x100 || clean.contains(c);
        assert!(!found.repairs.is_empty() && undone.chars().all(is_known), "{undone}");
        assert!(find(&undone, &Options::default()).repairs.is_empty());
    }

    /// A text of a language that looks suspect line by line does not hide what is damaged far down in it.
    #[test]
    fn damage_after_many_lines_in_vain_is_found() {
        let usual =
            "Õhtul läks mölder jõe äärde ja õngitses seal tõusva kuu ajal kõrge kalda all.\n".repeat(300);
        let damaged = format!("{usual}Ìåëüíèöà ó ðåêè áûëà çàêðûòà âñþ çèìó, è íèêòî íå çíàë ïî÷åìó.\n");
        let found = find(&damaged, &Options::default());
        let mended = apply(&damaged, &found.repairs);
        assert!(mended.ends_with("Мельница у реки была закрыта всю зиму, и никто не знал почему.\n"));
        assert!(mended.starts_with(&usual));
    }

    /// A long text is read in pieces; each sort of damage is found wherever it stands.
    #[test]
    fn one_sort_of_damage_does_not_hide_another_in_a_long_text() {
        let filler =
            "The ferry was late again, and nobody on the quay was surprised by that.\n".repeat(WHOLE / 40);
        let utf8 = (
            "The cafÃ© on the quay sells fewer crÃªpes than it did.\n",
            "The café on the quay sells fewer crêpes than it did.\n",
        );
        let legacy = (
            "Ìåëüíèöà ó ðåêè áûëà çàêðûòà âñþ çèìó, è íèêòî íå çíàë ïî÷åìó.\n",
            "Мельница у реки была закрыта всю зиму, и никто не знал почему.\n",
        );
        for (first, second) in [(utf8, legacy), (legacy, utf8)] {
            let text = |a: &str, b: &str| format!("{filler}{a}{filler}{b}");
            let damaged = text(first.0, second.0);
            let found = find(&damaged, &Options::default());
            assert!(apply(&damaged, &found.repairs) == text(first.1, second.1), "{:?}", found.repairs);
        }
    }
}
