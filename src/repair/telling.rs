//! Places of single-byte damage whose shape tells: weak by themselves, but nothing else can stand there.

use super::plausible::{self, Script};
use super::reversible::{BEYOND_DOUBT, Place};
use super::shape::Setting;
use super::siblings::Candidates;

/// Letters beyond ASCII of each script.
#[derive(Default)]
pub(crate) struct Scripts(Vec<(Script, usize)>);

impl Scripts {
    pub(crate) fn add(&mut self, c: char) {
        let Some(script) = plausible::script(c) else { return };
        match self.0.iter_mut().find(|(s, _)| *s == script) {
            Some((_, count)) => *count += 1,
            None => self.0.push((script, 1)),
        }
    }

    fn count(&self, script: Script) -> usize {
        self.0.iter().find(|(s, _)| *s == script).map_or(0, |(_, count)| *count)
    }

    /// Letters of each script in places that a decoder explains.
    fn covered(text: &str, all: &[Candidates]) -> Self {
        let mut covered = Self::default();
        // Readings of one run cover much the same letters; the widest counts.
        for candidates in all {
            let widest = candidates.readings.iter().max_by_key(|r| r.glyphs());
            let places = widest.into_iter().flat_map(|r| &r.places);
            places.flat_map(|p| text[p.range()].chars()).for_each(|c| covered.add(c));
        }
        covered
    }
}

/// Marks the places whose shape tells.
pub(crate) fn mark(text: &str, all: &mut [Candidates], scripts: &Scripts) {
    if all.is_empty() {
        return;
    }
    let setting = Setting::of(text, all.iter().map(|c| text[c.run.clone()].chars().count()).sum());
    let covered = Scripts::covered(text, all);
    let weak = |place: &&mut Place| place.gain < BEYOND_DOUBT;
    for reading in all.iter_mut().flat_map(|c| &mut c.readings) {
        for place in reading.places.iter_mut().filter(weak) {
            let Some(own) = text[place.range()].chars().find_map(plausible::script) else { continue };
            let says: Vec<char> = place.cluster.units.iter().map(|u| u.c).collect();
            let may = if own == Script::Latin {
                is_sign_apart(text, place, &says)
            } else {
                covered.count(own) >= scripts.count(own)
            };
            place.tells = may && setting.tells(text, &place.range(), &says);
        }
    }
}

/// Whether letters stand where only a sign can, apart from any word.
fn is_sign_apart(text: &str, place: &Place, says: &[char]) -> bool {
    let before = text[..place.range().start].chars().next_back();
    let sign = |c: &char| matches!(c, 'ª' | 'º') || !plausible::is_letter(*c);
    says.iter().all(sign) && before.is_some_and(|c| !plausible::is_letter(c))
}
