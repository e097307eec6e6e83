//! Damage that arithmetic undoes: whole UTF-8 sequences read through a wrong single-byte decoder.
//!
//! Every decoder reads every suspect run; the readings compete by how much less surprising the text
//! becomes. What a decoder wins over the whole document is its evidence: a decoder without any needs
//! one place beyond doubt, an established one restores its weak places too.

use super::encodings::{COUNT, DECODERS};
use super::families;
use super::plausible::{self, Context, Kind, Script};
use super::runs::{Runs, is_suspect};
use super::siblings::{self, Candidates};
use super::standing;
use super::tables::byte_of;
use super::telling::{self, Scripts};
use super::units::{self, Cluster, Glyph, Unit};
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
/// Bits that undamaged letters of the same script nearby count against the damage.
const AT_HOME: i32 = 14;
/// Bytes looked at on either side for them.
const NEARBY: usize = 64;
/// Bits for a place in a document whose letters are nearly all the decoder's work.
const THROUGHOUT: i32 = -8;
/// Bits for a place whose shape tells.
const SHAPELY: i32 = 2;
/// Layers looked ahead.
const LOOKAHEAD: usize = 2;
/// Bits that a further layer costs.
const LAYER: i32 = 3;
/// Bits that a sign within a word counts against the damage.
const SIGN_WITHIN: i32 = 10;
/// Bits that a letter standing undamaged right beside damage counts against the damage.
const ORPHAN: i32 = 8;

/// What is known of a document's wrong decoders; grows from layer to layer.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// Bits won by each decoder.
    pub(crate) bits: [i32; COUNT],
    best: [i32; COUNT],
    units: [u32; COUNT],
    /// Non-ASCII letters of the document.
    letters: u32,
    established: u64,
    /// Decoders that were at work in any layer so far.
    used: u64,
    /// Layers peeled so far.
    layer: u32,
    /// The decoders looked for.
    only: u64,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            bits: [0; COUNT],
            best: [0; COUNT],
            units: [0; COUNT],
            letters: 0,
            established: 0,
            used: 0,
            layer: 0,
            only: u64::MAX,
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
        DECODERS.iter().position(|d| d.label == label).is_some_and(|column| self.used >> column & 1 == 1)
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
                self.units[d] += u32::try_from(place.cluster.units.len()).unwrap_or(u32::MAX);
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
        let bar = if bar > THROUGHOUT && bar > TOLD { bar + place.doubt } else { bar };
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
    doubt: i32,
    /// Whether its shape tells that it is damage.
    pub(crate) tells: bool,
    /// Whether it stands between quotation marks alone: then the text may be speaking of it, and it
    /// is no evidence.
    quoted: bool,
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
    let Evidence { established, used, layer, only, .. } = *evidence;
    *evidence = Evidence { established, used, layer, only, ..Evidence::default() };
    for range in Runs::new(text) {
        let slice = &text[range.clone()];
        for c in slice.chars().filter(|&c| plausible::is_letter(c)) {
            evidence.letters += 1;
            scripts.add(c);
        }
        if !is_suspect(slice) {
            continue;
        }
        let readings = read(text, range.clone(), &mut run, evidence);
        readings.iter().for_each(|r| evidence.note(r));
        if !readings.is_empty() {
            all.push(Candidates { run: range, readings, picked: None });
        }
    }
    evidence.conclude();
    telling::mark(text, &mut all, &scripts);
    for candidates in &mut all {
        candidates.picked = pick(&candidates.readings, evidence);
    }
    siblings::settle(text, &mut all);
    let found: Vec<Undo> = all.into_iter().flat_map(|candidates| places(candidates, evidence)).collect();
    // What the next layer may build on: the decoders that were at work, not those that merely fitted.
    let told = if evidence.only == u64::MAX { 0 } else { evidence.only };
    evidence.established = found.iter().fold(told, |set, undo| set | 1 << undo.column);
    evidence.used |= evidence.established;
    evidence.layer += 1;
    found
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
            .map(|cluster| place(text, run, cluster, column, range.end))
            .filter(|place| {
                place.gain > evidence.least().min(THROUGHOUT) && !cuts_remnant(run, &place.cluster)
            })
            .collect();
        if !places.is_empty() {
            out.push(Reading { column, places });
        }
    }
    out
}

fn place(text: &str, run: &[Glyph], cluster: Cluster, column: usize, end: usize) -> Place {
    let quoted = is_quoted(text, &cluster);
    let gain = gain(text, run, &cluster, column, end);
    let mut place = Place { cluster, gain, doubt: 0, tells: false, quoted };
    if gain > 0 {
        let says: Vec<char> = place.cluster.units.iter().map(|u| u.c).collect();
        place.doubt = standing::doubt(text, &place.range(), &says);
    }
    place
}

fn gain(text: &str, run: &[Glyph], cluster: &Cluster, column: usize, end: usize) -> i32 {
    let Range { start: first, end: stop } = cluster.glyphs;
    let end = run.get(stop).map_or(end, |g| g.at);
    // Letters of the damage's own script are likely damage too and say nothing of the script around.
    let own = plausible::script(run[first].c);
    let context = Context::past(text, run[first].at, end, |c| {
        own.is_some() && own != Some(Script::Latin) && plausible::script(c) == own
    });
    let remnant = |c: char| if byte_of(c, column) == Some(0xE2) { '’' } else { c };
    let context =
        Context { before: context.before.map(remnant), after: context.after.map(remnant), ..context };
    let damaged = plausible::surprise(run[first..stop].iter().map(|g| g.c), &context);
    let chars: Vec<char> = cluster.units.iter().map(|u| u.c).collect();
    let undone = settled(&chars, &context, LOOKAHEAD) + opening(text, cluster);
    let beside = [first.checked_sub(1).map(|i| run[i]), run.get(stop).copied()];
    let orphans = beside.into_iter().flatten().filter(|g| is_orphan(*g, column)).count();
    // That the bytes form valid sequences at all is evidence too: by chance about one in two would.
    let structure = stop - first;
    let signed = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let gain = damaged - undone - ORPHAN * signed(orphans) + signed(structure);
    let gain = if is_sign_within(&chars, &context) { gain - SIGN_WITHIN } else { gain };
    let foreign = gain > 0 && own.is_some_and(|own| is_at_home(text, run[first].at..end, column, own));
    if foreign { gain - AT_HOME } else { gain }
}

/// Whether what comes out is a sign right within a word, where the letters that stand there fit better.
fn is_sign_within(undone: &[char], context: &Context) -> bool {
    let [sign] = undone else { return false };
    let letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
    let ordinal = matches!(sign, 'ª' | 'º');
    let sign = matches!(plausible::of(*sign).0, Kind::Sign | Kind::Angle) && !matches!(sign, '·' | '\u{AD}');
    letter(context.after) && (ordinal || sign && letter(context.before))
}

/// Whether letters of the damage's own script stand nearby undamaged: then the script is at home here.
fn is_at_home(text: &str, place: Range<usize>, column: usize, own: Script) -> bool {
    if own == Script::Latin {
        return false;
    }
    let left = text.floor_char_boundary(place.start.saturating_sub(NEARBY))..place.start;
    let right = place.end..text.ceil_char_boundary((place.end + NEARBY).min(text.len()));
    let mut glyphs = Vec::new();
    [left, right].into_iter().any(|side| {
        // Runs that reach an edge of the window may be cut through a sequence.
        let whole = |run: &Range<usize>| run.start > side.start && run.end < side.end;
        let runs = Runs::new(&text[side.clone()]).map(|r| side.start + r.start..side.start + r.end);
        runs.filter(whole).any(|run| {
            units::glyphs(text, run.clone(), &mut glyphs);
            let clusters = units::clusters(&glyphs, column, run.end);
            let covered = |i: usize| clusters.iter().any(|c| c.glyphs.contains(&i));
            let native =
                |g: &Glyph| plausible::script(g.c) == Some(own) && byte_of(g.c, column) != Some(0xE2);
            glyphs.iter().enumerate().any(|(i, g)| native(g) && !covered(i))
        })
    })
}

/// Surprise of a stretch once the layers still on it are peeled as well: what a first layer leaves
/// behind looks no better than damage.
pub(crate) fn settled(chars: &[char], context: &Context, layers: usize) -> i32 {
    let bare = plausible::surprise(chars.iter().copied(), context);
    if layers == 0 {
        return bare;
    }
    let run: Vec<Glyph> = units::loose(chars);
    let mut columns = units::candidates(&run);
    let mut best = bare;
    while columns != 0 {
        let column = columns.trailing_zeros() as usize;
        columns &= columns - 1;
        let peeled = units::peeled(&run, column);
        if peeled.len() < chars.len() {
            best = best.min(LAYER + settled(&peeled, context, layers - 1));
        }
    }
    best
}

/// Whether the cluster begins with the end of a remnant (`â¦` before `â`).
fn cuts_remnant(run: &[Glyph], cluster: &Cluster) -> bool {
    let first = cluster.glyphs.start;
    let before = first.checked_sub(1).and_then(|i| run.get(i));
    before.is_some_and(|b| families::is_pair(b.c, run[first].c))
}

/// Whether a single character stands between quotation marks, and nothing else does.
fn is_quoted(text: &str, cluster: &Cluster) -> bool {
    const BLANK: [char; 2] = [' ', '\u{A0}'];
    const OPEN: [char; 9] = ['"', '\'', '`', '“', '‘', '«', '„', '‹', '('];
    const CLOSE: [char; 9] = ['"', '\'', '`', '”', '’', '“', '»', '›', ')'];
    let [unit] = cluster.units.as_slice() else { return false };
    let before = text[..unit.range.start].trim_end_matches(BLANK);
    let after = text[unit.range.end..].trim_start_matches(BLANK);
    before.ends_with(OPEN) && after.starts_with(CLOSE)
}

/// What the place in the sentence says against the first character undone, in bits.
fn opening(text: &str, cluster: &Cluster) -> i32 {
    let Some(first) = cluster.units.first() else { return 0 };
    let before = text[..first.range.start].trim_end_matches([' ', '\u{A0}', '"', '“', '«', '(']);
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
    if opens { plausible::begins_sentence(first.c) } else { 0 }
}

/// A letter the decoder could have produced, yet it is part of no sequence.
fn is_orphan(glyph: Glyph, column: usize) -> bool {
    // The first byte of a mark whose other bytes were lost is damage too, not a letter left standing.
    if byte_of(glyph.c, column) == Some(0xE2) {
        return false;
    }
    let known = (glyph.places.leads() | glyph.places.tail) >> column & 1 == 1;
    known && matches!(plausible::of(glyph.c).0, Kind::Lower(_) | Kind::Upper(_) | Kind::Letter(_))
}

/// The best reading of a run.
fn pick(readings: &[Reading], evidence: &Evidence) -> Option<usize> {
    let most = evidence.bits.iter().copied().max().unwrap_or(0);
    let worth = |r: &Reading| {
        let here: i32 = r.places.iter().filter(|p| evidence.allows(p, r.column)).map(|p| p.gain).sum();
        let behind = ((most - evidence.bits[r.column]) / 2).min(BEHIND) + rare(r.column);
        let any = r.places.iter().any(|p| evidence.allows(p, r.column));
        any.then(|| (here - behind, evidence.bits[r.column], COUNT - r.column))
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
