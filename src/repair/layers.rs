//! Damage on damage: layers are peeled until the text is stable, and composed into one list of repairs.

use super::disguise::folded;
use super::encodings::DECODERS;
use super::multibyte::{self, Established};
use super::reversible::{self, Evidence};
use super::runs::Suspects;
use super::wreck::{self, Wreck};
use super::{
    Doubt, Findings, Options, Repair, by_right, compound, families, legacy, lossy, lost, pictures,
    questioned, spaces,
};
use crate::model::{Certainty, Code, Edit, Span, Text};
use std::borrow::Cow;
use std::ops::Range;

/// Layers of damage peeled at most; deeper nesting has never been seen.
const DEEPEST: usize = 6;

/// One repair in one layer, with its place in the original text.
pub(crate) struct Note {
    pub(crate) span: Span,
    pub(crate) code: Code,
    pub(crate) certainty: Certainty,
    pub(crate) evidence: Cow<'static, str>,
}

/// The text as it stands after the layers so far, and how it got there.
pub(crate) struct Layers {
    pub(crate) text: Text,
    notes: Vec<Note>,
}

impl Layers {
    pub(crate) fn new(text: &str) -> Self {
        let mut whole = Text::new();
        whole.keep(text, Span::new(0, text.len()));
        Self { text: whole, notes: Vec::new() }
    }

    /// Whether a range is wholly untouched or wholly repaired. A layer of damage went over whole
    /// sequences, so one half repaired and half raw is no sequence but two neighbours.
    fn is_uniform(&self, range: &Range<usize>) -> bool {
        let pieces = self.text.pieces();
        let first = pieces.partition_point(|p| p.range().end <= range.start);
        let mut touched = pieces[first..].iter().take_while(|p| p.range().start < range.end);
        touched.next().is_none_or(|first| touched.all(|p| p.verbatim == first.verbatim))
            // A control stands nowhere by right: what was left raw beside it is part of the sequence.
            || self.text.as_str()[range.clone()].contains(|c| matches!(c, '\u{80}'..='\u{9F}'))
    }

    /// Whether a repair stands in the range: what was undone with certainty is no remnant.
    fn is_repaired(&self, range: &Range<usize>) -> bool {
        let pieces = self.text.pieces();
        let first = pieces.partition_point(|p| p.range().end <= range.start);
        pieces[first..].iter().take_while(|p| p.range().start < range.end).any(|p| !p.verbatim)
    }

    /// Applies one layer of repairs, in order and disjoint.
    pub(crate) fn apply(&mut self, repairs: Vec<Repair>) {
        let mut edits = Vec::with_capacity(repairs.len());
        for repair in repairs {
            let span = self.text.span(repair.range.clone()).unwrap_or(Span::at(0));
            let Repair { range, replacement, code, certainty, evidence } = repair;
            self.notes.push(Note { span, code, certainty, evidence });
            edits.push(Edit { range, replacement });
        }
        self.text.apply(&edits);
    }

    /// Restores sequences whose no-break space became a space.
    /// What an earlier pass repaired is no first half either.
    fn restore_spaces(&mut self, evidence: &Evidence, earlier: &Layers) {
        let mut repairs = spaces::find(self.text.as_str(), evidence);
        if repairs.is_empty() {
            return;
        }
        let wrecks = wreck::find(self.text.as_str());
        repairs.retain(|repair| {
            let is_raw = !self.is_repaired(&repair.range)
                && self.given(&repair.range).is_none_or(|given| !earlier.is_repaired(&given));
            is_raw && wreck::allow(&wrecks, self.text.as_str(), repair)
        });
        self.apply(repairs);
    }

    /// What a range was in the text given.
    fn given(&self, range: &Range<usize>) -> Option<Range<usize>> {
        Some(self.text.span(range.clone())?.range())
    }

    /// Restores lost marks but on lines past restoring; hands back the doubts, placed in the original text, and
    /// the decoders at work.
    fn restore(
        &mut self,
        evidence: &Evidence,
        wrecks: &[Wreck],
        is_first: bool,
    ) -> (Vec<Doubt>, Vec<&'static str>) {
        let lossy::Restored { repairs, doubts, decoders } =
            lossy::find(self.text.as_str(), evidence, is_first, &|range| {
                let text = self.text.as_str();
                self.is_repaired(range)
                    || wreck::is_lost(wrecks, range)
                    || !families::may_be_mark(text, range)
                    // A whole sequence was left alone for a reason, and its bytes were not lost.
                    || by_right::rest_of_sequence(text, range).is_some_and(|rest| !self.is_repaired(&rest))
            });
        let doubts = self.placed(wrecks.iter().filter_map(wreck::doubt).chain(doubts).collect());
        self.apply(repairs);
        (doubts, decoders)
    }

    /// Restores what belongs to pictures and lost a byte; hands back the pictures that cannot be told, placed in the
    /// original text.
    fn restore_pictures(&mut self) -> Vec<Doubt> {
        let told = pictures::find(self.text.as_str(), &|range| self.is_repaired(range));
        let doubts = self.placed(told.doubts);
        self.apply(told.repairs);
        doubts
    }

    /// Restores letters that lost a byte where words tell them; hands back the doubts, placed in the original text.
    fn restore_letters(&mut self, evidence: &Evidence) -> (Vec<Doubt>, Option<&'static str>) {
        let mut told = lost::find(self.text.as_str(), evidence, &|range| self.is_repaired(range));
        if !told.repairs.is_empty() || !told.doubts.is_empty() {
            let wrecks = wreck::find(self.text.as_str());
            told.repairs.retain(|repair| wreck::allow(&wrecks, self.text.as_str(), repair));
            told.doubts.retain(|doubt| !wreck::is_lost(&wrecks, &doubt.range));
        }
        let doubts = self.placed(told.doubts);
        self.apply(told.repairs);
        (doubts, told.decoder)
    }

    /// All layers and what was found in the text they left.
    pub(crate) fn with(mut self, findings: Findings) -> Findings {
        let doubts = self.placed(findings.doubts);
        self.apply(findings.repairs);
        self.found(doubts)
    }

    /// All layers, and doubts placed in the original text.
    pub(crate) fn found(self, doubts: Vec<Doubt>) -> Findings {
        Findings { repairs: self.compose(), doubts }
    }

    /// Doubts in the text as it stands, placed in the original text.
    pub(crate) fn placed(&self, doubts: Vec<Doubt>) -> Vec<Doubt> {
        let place = |doubt: Doubt| Some(Doubt { range: self.text.span(doubt.range)?.range(), ..doubt });
        doubts.into_iter().filter_map(place).collect()
    }

    /// All layers as one list over the original text.
    fn compose(mut self) -> Vec<Repair> {
        // Stable: notes of one place stay in the order of their layers.
        self.notes.sort_by_key(|n| n.span.start);
        let mut notes = self.notes.into_iter().peekable();
        let string = self.text.as_str();
        let mut out = Vec::new();
        for piece in self.text.pieces().iter().filter(|p| !p.verbatim) {
            while notes.next_if(|n| n.span.end <= piece.span.start).is_some() {}
            let Some(first) = notes.next() else { break };
            let mut certainty = first.certainty;
            let mut evidence = first.evidence;
            let mut code = first.code;
            let mut layers = 1;
            while let Some(more) = notes.next_if(|n| n.span.start < piece.span.end) {
                if more.certainty == Certainty::Likely && certainty == Certainty::Certain {
                    (certainty, evidence, code) = (more.certainty, more.evidence, more.code);
                }
                if more.span == piece.span {
                    layers += 1;
                }
            }
            if layers > 1 {
                evidence = format!("{evidence}; {layers} layers").into();
            }
            let replacement = string[piece.range()].to_owned();
            out.push(Repair { range: piece.span.range(), replacement, code, certainty, evidence });
        }
        out
    }
}

/// Passes over a text at most; the second finds something only in heavy damage, a fourth was never seen.
const PASSES: usize = 4;

/// Finds all layers of damage. A further pass over the result finds nothing: repair is idempotent.
pub(crate) fn peel(text: &str, options: &Options) -> Findings {
    let mut whole = Layers::new(text);
    let mut used = Used::default();
    let mut doubts = Vec::new();
    // Without restoration a half-repaired text is no new text: its remnants must not meet its repairs.
    let passes = if options.certain_only { 1 } else { PASSES };
    for _ in 0..passes {
        let (findings, now) = pass(&whole, options, &used);
        doubts = whole.placed(findings.doubts);
        used = now;
        if findings.repairs.is_empty() {
            break;
        }
        whole.apply(findings.repairs);
        if doubts.is_empty() && Suspects::new(whole.text.as_str()).next().is_none() {
            break;
        }
    }
    Findings { repairs: whole.compose(), doubts }
}

/// What a pass found out about the wrong decoders, for the next.
#[derive(Default)]
struct Used {
    /// Those that lost bytes.
    decoders: Vec<&'static str>,
    /// Those that showed bytes 80–9F as characters of their own.
    shown: u64,
}

/// One pass: every reversible layer, then what was lost. Also names the decoders at work.
/// `earlier` is the text with what earlier passes repaired.
fn pass(earlier: &Layers, options: &Options, before: &Used) -> (Findings, Used) {
    let text = earlier.text.as_str();
    let mut layers = Layers::new(text);
    let mut told = Vec::new();
    if !options.certain_only && options.from.is_none() {
        // First what is told apart best: part of such a sequence may look like one of its own, and all of it
        // like another encoding.
        layers.apply(questioned::find(text));
        let repairs = compound::find(layers.text.as_str());
        layers.apply(repairs);
        let repairs = folded::find(layers.text.as_str());
        layers.apply(repairs);
        let repairs = legacy::find(layers.text.as_str());
        layers.apply(repairs);
        let marks = legacy::marks::find(layers.text.as_str());
        told = layers.placed(marks.doubts);
        layers.apply(marks.repairs);
        let repairs = lost::gone::contractions(layers.text.as_str());
        layers.apply(repairs);
    }
    let decoders = &before.decoders;
    let mut evidence = Evidence::with_used(decoders);
    evidence.shown = before.shown;
    if let Some(label) = options.from {
        evidence.limit_to(label);
    }
    let mut established = Established::with(decoders);
    for _ in 0..DEEPEST {
        let mut repairs = undo(layers.text.as_str(), &mut evidence, &mut established);
        if options.certain_only {
            repairs.retain(|repair| repair.certainty == Certainty::Certain);
        }
        repairs.retain(|repair| layers.is_uniform(&repair.range));
        if !repairs.is_empty() {
            let text = layers.text.as_str();
            let wrecks = wreck::find(text);
            repairs.retain(|repair| wreck::allow(&wrecks, text, repair));
        }
        if repairs.is_empty() {
            break;
        }
        layers.apply(repairs);
    }
    if !options.certain_only {
        layers.restore_spaces(&evidence, earlier);
        let controls = legacy::controls::find(layers.text.as_str(), text);
        layers.apply(controls);
    }
    if !options.certain_only && options.from.is_none_or(|label| label == "windows-1252") {
        told.extend(layers.restore_pictures());
    }
    if options.certain_only {
        return (Findings { repairs: layers.compose(), doubts: Vec::new() }, Used::default());
    }
    let wrecks = wreck::find(layers.text.as_str());
    let (mut doubts, mut decoders) = layers.restore(&evidence, &wrecks, earlier.notes.is_empty());
    let (more, decoder) = layers.restore_letters(&evidence);
    doubts.extend(more);
    doubts.extend(told);
    decoders.extend(decoder);
    lost::sort(&mut doubts);
    (Findings { repairs: layers.compose(), doubts }, Used { decoders, shown: evidence.shown })
}

/// One layer of damage as repairs.
fn undo(text: &str, evidence: &mut Evidence, established: &mut Established) -> Vec<Repair> {
    let wide = multibyte::find(text, established);
    let found = reversible::find(text, evidence);
    let narrow = found.into_iter().map(|undo| Repair {
        range: undo.unit.range,
        replacement: undo.unit.c.to_string(),
        code: DECODERS[undo.column].code.clone(),
        certainty: Certainty::Certain,
        evidence: format!("UTF-8 read as {}", reversible::label(undo.column)).into(),
    });
    if wide.is_empty() {
        return narrow.collect();
    }
    let mut all: Vec<Repair> = wide.into_iter().chain(narrow).collect();
    // Stable: where both explain a place, the wider decoder does, which read the whole run.
    all.sort_by_key(|repair| repair.range.start);
    let mut end = 0;
    all.retain(|repair| {
        let free = repair.range.start >= end;
        end = if free { repair.range.end } else { end };
        free
    });
    all
}
