//! Damage that arithmetic undoes: whole UTF-8 sequences read through a wrong single-byte decoder.
//!
//! Every decoder reads every suspect run; the readings compete by how much less surprising the text
//! becomes. What a decoder wins over the whole document is its evidence: a decoder without any needs
//! one place beyond doubt, an established one restores its weak places too.

use super::encodings::{COUNT, DECODERS};
use super::misfit::{Fit, Made};
use super::plausible;
use super::runs::{Runs, is_suspect, is_table};
use super::siblings::{self, Candidates};
use super::tables;
use super::telling::{self, Scripts};
use super::units::{self, Cluster, Glyph, Unit};
use super::weigh;
use std::ops::Range;

/// Bits by which one place must improve to establish its decoder in a document.
pub(crate) const BEYOND_DOUBT: i32 = 12;
/// Bits for a place whose decoder is established.
const ESTABLISHED: i32 = 3;
/// Bits for a place whose decoder is established, in a document whose letters are mostly not its work.
const FOREIGN: i32 = 8;
/// Bits for a place whose decoder the user names: it may even look a little worse.
const TOLD: i32 = -8;
/// Bits all places together must bring where none is beyond doubt.
const TOGETHER: i32 = 22;
/// Bits at most by which a decoder with less evidence must explain a run better than the leading one.
const BEHIND: i32 = 20;
/// Bits for a place in a document whose letters are nearly all the decoder's work.
const THROUGHOUT: i32 = -8;
/// Bits for a further layer of a decoder that made the last.
const AGAIN: i32 = 6;
/// Bits for a place whose shape tells.
const SHAPELY: i32 = 2;

/// What is known of a document's wrong decoders; grows from layer to layer.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// Bits won by each decoder.
    pub(crate) bits: [i32; COUNT],
    best: [i32; COUNT],
    units: [u32; COUNT],
    /// Places of each decoder that speak against it.
    doubted: [u32; COUNT],
    /// Non-ASCII letters of the document.
    letters: u32,
    established: u64,
    /// Decoders that were at work in any layer so far.
    used: u64,
    /// Decoders that showed bytes 80–9F as characters of their own.
    pub(crate) shown: u64,
    /// Layers peeled so far.
    layer: u32,
    /// The decoders looked for.
    only: u64,
    /// Whether it is only asked what a decoder would leave.
    is_trial: bool,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            bits: [0; COUNT],
            best: [0; COUNT],
            units: [0; COUNT],
            doubted: [0; COUNT],
            letters: 0,
            established: 0,
            used: 0,
            shown: 0,
            layer: 0,
            only: u64::MAX,
            is_trial: false,
        }
    }
}

impl Evidence {
    pub(crate) fn is_established(&self, column: usize) -> bool {
        self.established >> column & 1 == 1
    }

    /// Evidence that begins with decoders known to have been at work.
    pub(crate) fn with_used(labels: &[&str]) -> Self {
        let used = (0..COUNT).filter(|&d| labels.contains(&DECODERS[d].label)).fold(0, |set, d| set | 1 << d);
        Self { established: used, used, ..Self::default() }
    }

    /// Whether the decoder was at work in this document.
    pub(crate) fn was_used(&self, label: &str) -> bool {
        tables::column(label).is_some_and(|column| self.was_at_work(column))
    }

    /// Looks for this decoder alone, which is known to have been at work.
    pub(crate) fn limit_to(&mut self, label: &str) {
        self.only = (0..COUNT).filter(|&d| DECODERS[d].label == label).fold(0, |set, d| set | 1 << d);
        self.used |= self.only;
        self.established |= self.only;
    }

    /// Whether the decoder of that column was at work in this document.
    pub(crate) fn was_at_work(&self, column: usize) -> bool {
        self.used >> column & 1 == 1
    }

    /// Whether that decoder showed bytes 80–9F as characters of its own.
    pub(crate) fn has_shown(&self, column: usize) -> bool {
        self.shown >> column & 1 == 1
    }

    /// Bits a place must bring to be looked at.
    fn least(&self) -> i32 {
        if self.only == u64::MAX { 0 } else { TOLD }
    }

    fn note(&mut self, reading: &Reading) {
        let d = reading.column;
        for place in &reading.places {
            if place.gain > ESTABLISHED && !place.quoted {
                self.bits[d] = self.bits[d].saturating_add(place.gain - place.doubt);
                self.best[d] = self.best[d].max(place.gain - place.doubt);
                let units = u32::try_from(place.cluster.units.len()).unwrap_or(u32::MAX);
                if place.doubt > 0 {
                    self.doubted[d] = self.doubted[d].saturating_add(units);
                } else {
                    self.units[d] = self.units[d].saturating_add(units);
                }
            }
        }
    }

    fn conclude(&mut self) {
        for d in 0..COUNT {
            let dense = self.bits[d] >= TOGETHER && self.units[d] * 2 >= self.letters;
            if self.best[d] >= BEYOND_DOUBT || dense {
                self.established |= 1 << d;
            }
        }
    }

    /// Whether a place is good enough to be repaired.
    fn allows(&self, place: &Place, column: usize) -> bool {
        let bar = self.bar(column);
        // A text of which the decoder made most letters has few that stand by right.
        let is_sound = self.units[column] >= 2 * self.doubted[column];
        let made = self.is_established(column) && is_sound && self.units[column] * 3 >= self.letters;
        let bar = if made || self.only != u64::MAX { bar } else { bar + place.doubt };
        let bar = if place.tells { bar.min(SHAPELY) } else { bar };
        place.gain >= bar && (!place.quoted || self.is_established(column))
    }

    /// Bits a place must bring to be repaired with this decoder.
    fn bar(&self, column: usize) -> i32 {
        if self.only != u64::MAX {
            TOLD
        } else if !self.is_established(column) {
            BEYOND_DOUBT
        } else if self.bits[column] >= TOGETHER && self.units[column] * 3 >= self.letters {
            THROUGHOUT
        } else if self.layer > 0 || self.units[column] * 8 < self.letters {
            FOREIGN
        } else {
            ESTABLISHED
        }
    }
}

/// A cluster and how many bits less surprising the text is without it.
pub(crate) struct Place {
    pub(crate) cluster: Cluster,
    pub(crate) gain: i32,
    /// Bits against it where the decoder has not made the whole text, for reading as text as it stands.
    pub(crate) doubt: i32,
    /// Whether its shape tells that it is damage.
    pub(crate) tells: bool,
    /// Whether it stands between quotation marks alone: then the text may be speaking of it, and it
    /// is no evidence.
    pub(crate) quoted: bool,
    /// How far what comes out fits where it stands.
    pub(crate) fit: Fit,
}

/// One run read through one decoder.
pub(crate) struct Reading {
    pub(crate) column: usize,
    pub(crate) places: Vec<Place>,
}

impl Reading {
    /// Glyphs that its places cover.
    pub(crate) fn glyphs(&self) -> usize {
        self.places.iter().map(|p| p.cluster.glyphs.len()).sum()
    }

    /// What each cluster says.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = Vec<char>> {
        self.places.iter().map(|p| p.cluster.units.iter().map(|u| u.c).collect())
    }

    /// Where each character was, and what it is.
    pub(crate) fn units(&self) -> impl Iterator<Item = (Range<usize>, char)> {
        self.places.iter().flat_map(|p| p.cluster.units.iter().map(|u| (u.range.clone(), u.c)))
    }
}

/// A sequence to undo and the decoder that made it.
pub(crate) struct Undo {
    pub(crate) unit: Unit,
    pub(crate) column: usize,
}

/// Finds all places to undo in one layer of damage, in order, and adds to the evidence.
pub(crate) fn find(text: &str, evidence: &mut Evidence) -> Vec<Undo> {
    let mut run = Vec::new();
    let mut all: Vec<Candidates> = Vec::new();
    let mut scripts = Scripts::default();
    let Evidence { established, used, shown, layer, only, is_trial, .. } = *evidence;
    *evidence = Evidence { established, used, shown, layer, only, is_trial, ..Evidence::default() };
    for range in Runs::new(text) {
        let slice = &text[range.clone()];
        for c in slice.chars().filter(|&c| plausible::is_letter(c)) {
            evidence.letters += 1;
            scripts.add(c);
        }
        if !is_suspect(slice) || is_table(slice) {
            continue;
        }
        let readings = read(text, range.clone(), &mut run, evidence);
        if !readings.is_empty() {
            all.push(Candidates { run: range, readings, picked: None });
        }
    }
    drop_misfits(&mut all, evidence);
    all.iter().flat_map(|c| &c.readings).for_each(|r| evidence.note(r));
    evidence.conclude();
    telling::mark(text, &mut all, &scripts);
    for candidates in &mut all {
        candidates.picked = pick(&candidates.readings, evidence);
    }
    if !is_trial {
        siblings::settle(text, &mut all, if layer > 0 { used } else { 0 });
    }
    let found: Vec<Undo> = all.into_iter().flat_map(|candidates| places(candidates, evidence)).collect();
    // What the next layer may build on: the decoders that were at work, not those that merely fitted.
    let told = if evidence.only == u64::MAX { 0 } else { evidence.only };
    evidence.established = found.iter().fold(told, |set, undo| set | 1 << undo.column);
    evidence.used |= evidence.established;
    let shows = |undo: &&Undo| {
        let bytes = text[undo.unit.range.clone()].chars().filter(|c| !matches!(c, '\u{80}'..='\u{9F}'));
        bytes.filter_map(|c| tables::byte_of(c, undo.column)).any(|b| (0x80..0xA0).contains(&b))
    };
    evidence.shown |= found.iter().filter(shows).fold(0, |set, undo| set | 1 << undo.column);
    evidence.layer += 1;
    found
}

/// Layers peeled at most to compare what decoders leave.
const COMPARED: usize = 3;

/// A text of which a layer was undone, with the layers undone that this decoder and others made before.
pub(crate) fn peeled(mut text: String, column: usize) -> String {
    let mut evidence = Evidence::with_used(&[DECODERS[column].label]);
    (evidence.layer, evidence.is_trial) = (1, true);
    for _ in 0..COMPARED {
        let found = find(&text, &mut evidence);
        if found.is_empty() {
            break;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for Undo { unit, .. } in found {
            out.push_str(&text[done..unit.range.start]);
            out.push(unit.c);
            done = unit.range.end;
        }
        out.push_str(&text[done..]);
        text = out;
    }
    text
}

/// Leaves out the places of which nothing would come that fits.
fn drop_misfits(all: &mut Vec<Candidates>, evidence: &Evidence) {
    let is_misfit = |place: &Place| place.fit != Fit::Well;
    if !all.iter().flat_map(|c| &c.readings).any(|r| r.places.iter().any(is_misfit)) {
        return;
    }
    let made = Made::of(all);
    let told = if evidence.only == u64::MAX { 0 } else { evidence.only };
    let known = evidence.used | evidence.established | told;
    for candidates in all.iter_mut() {
        for reading in &mut candidates.readings {
            let column = reading.column;
            reading.places.retain(|place| made.bears_out(place, column, known));
        }
        candidates.readings.retain(|reading| !reading.places.is_empty());
    }
    all.retain(|candidates| !candidates.readings.is_empty());
}

impl Place {
    /// Bytes of the text.
    pub(crate) fn range(&self) -> Range<usize> {
        let units = &self.cluster.units;
        units.first().map_or(0, |u| u.range.start)..units.last().map_or(0, |u| u.range.end)
    }
}

/// Every reading of a run that has something to gain.
fn read(text: &str, range: Range<usize>, run: &mut Vec<Glyph>, evidence: &Evidence) -> Vec<Reading> {
    units::glyphs(text, range.clone(), run);
    let mut columns = units::candidates(run) & evidence.only;
    let mut out = Vec::new();
    while columns != 0 {
        let column = columns.trailing_zeros() as usize;
        columns &= columns - 1;
        let places: Vec<Place> = units::clusters(run, column, range.end)
            .into_iter()
            .map(|cluster| weigh::place(text, run, cluster, column, range.end))
            .filter(|place| {
                place.gain > evidence.least().min(THROUGHOUT) && !weigh::cuts_remnant(run, &place.cluster)
            })
            .collect();
        if !places.is_empty() {
            out.push(Reading { column, places });
        }
    }
    out
}

/// The best reading of a run.
fn pick(readings: &[Reading], evidence: &Evidence) -> Option<usize> {
    let most = evidence.bits.iter().copied().max().unwrap_or(0);
    let worth = |r: &Reading| {
        let here: i32 = r.places.iter().filter(|p| evidence.allows(p, r.column)).map(|p| p.gain).sum();
        let behind = ((most - evidence.bits[r.column]) / 2).min(BEHIND) + rare(r.column);
        let any = r.places.iter().any(|p| evidence.allows(p, r.column));
        // Damage upon damage is mostly the work of one program.
        let again = if evidence.layer > 0 && evidence.was_at_work(r.column) { AGAIN } else { 0 };
        any.then(|| (here + again - behind, evidence.bits[r.column], COUNT - r.column))
    };
    let worths = readings.iter().enumerate().filter_map(|(n, r)| Some((worth(r)?, n)));
    worths.max_by_key(|(worth, _)| *worth).map(|(_, n)| n)
}

/// The places of the reading picked, as far as they are good enough.
fn places(mut candidates: Candidates, evidence: &Evidence) -> Vec<Undo> {
    let Some(picked) = candidates.picked else { return Vec::new() };
    let Reading { column, places } = candidates.readings.swap_remove(picked);
    let places = places.into_iter().filter(|p| evidence.allows(p, column));
    places.flat_map(|p| p.cluster.units.into_iter().map(move |unit| Undo { unit, column })).collect()
}

/// Bits that a seldom seen decoder must make up for.
fn rare(column: usize) -> i32 {
    i32::try_from(column / 3).unwrap_or(0).min(4)
}

/// Label of a decoder, for evidence shown to people.
pub(crate) fn label(column: usize) -> &'static str {
    DECODERS[column].label
}
