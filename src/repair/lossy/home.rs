//! Whether a remnant is a letter of the language around it: then it stands there by right.
//!
//! Clean French, Romanian or Portuguese is full of such letters, so a language is looked for once a
//! stretch of a paragraph, and first where the stretch before had it.

use super::places::Place;
use crate::repair::letters::{self, Fit, Language};
use std::ops::Range;

/// Bits that a mark costs in a text.
const MARK: u32 = 5;
/// Bytes of a stretch at most; most paragraphs are one.
const STRETCH: usize = 768;
/// Letters from which on a stretch tells by itself whether it is in the language before.
const TELLING: u32 = 60;
/// Fractions of a bit, a hundred letters, by which such a stretch may be more surprising than the one that
/// the language was found in.
const MARGIN: u32 = 120;

/// The languages of a text's stretches, as far as they were asked for.
pub(super) struct Homes<'t> {
    text: &'t str,
    /// The line asked for last, with its end.
    line: Range<usize>,
    stretch: Range<usize>,
    /// Languages of the stretch, by the letter in doubt, which has no say in it.
    known: Vec<(char, Option<Language>)>,
    /// The language found last, and its surprise a hundred letters.
    last: Option<(Language, u32)>,
    /// The range asked for last, and the answer: several families may claim it.
    answer: (Range<usize>, bool),
}

impl<'t> Homes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, line: 0..0, stretch: 0..0, known: Vec::new(), last: None, answer: (0..0, false) }
    }

    /// Whether the remnant is a letter of the language of its stretch, in a word of it.
    pub(super) fn holds(&mut self, place: &Place) -> bool {
        // No word holds a currency sign.
        if !place.family.is_latin() || self.text[place.range.clone()].contains('€') {
            return false;
        }
        if self.answer.0 != place.range {
            self.answer = (place.range.clone(), self.is_letter(&place.range));
        }
        self.answer.1
    }

    fn is_letter(&mut self, place: &Range<usize>) -> bool {
        let Range { start, end } = *place;
        let Some(c) = self.text[start..end].chars().next() else { return false };
        if self.text[end..].starts_with(|c| matches!(c, '\u{300}'..='\u{36F}')) {
            return true;
        }
        let Some(language) = self.language(start, c).filter(|l| l.writes(letters::lower(c))) else {
            return false;
        };
        let (head, tail) = self.word(place);
        let bits = |word: String| letters::within(&word, language).bits();
        !(head.is_empty() && tail.is_empty())
            && bits(format!("{head}{}{tail}", &self.text[start..end]))
                <= bits(format!("{head} {tail}")) + MARK
    }

    /// The letters on either side of a place.
    fn word(&self, place: &Range<usize>) -> (&'t str, &'t str) {
        let before = &self.text[self.stretch.start.min(place.start)..place.start];
        let after = &self.text[place.end..self.stretch.end.max(place.end)];
        let start =
            before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| before.ceil_char_boundary(at + 1));
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        (&before[start..], &after[..end])
    }

    /// The language around an offset, a letter left out of account.
    fn language(&mut self, at: usize, c: char) -> Option<Language> {
        let stretch = self.stretch_at(at);
        if stretch != self.stretch {
            self.stretch = stretch.clone();
            self.known.clear();
        }
        if let Some(&(_, known)) = self.known.iter().find(|(other, _)| *other == c) {
            return known;
        }
        let blank = self.text[stretch].replace(c, " ");
        let language = self.same(&blank).or_else(|| {
            let fit = letters::best(&blank)?;
            self.last = surprise(fit).map(|bits| (fit.language, bits));
            Some(fit.language)
        });
        self.known.push((c, language));
        language
    }

    /// The language found last, if it explains this stretch as well as it did the one it was found in.
    fn same(&self, stretch: &str) -> Option<Language> {
        let (language, before) = self.last?;
        let fit = letters::within(stretch, language);
        (fit.letters >= TELLING && surprise(fit)? <= before + MARGIN).then_some(language)
    }

    /// The stretch an offset is in: its line, or a part of it.
    fn stretch_at(&mut self, at: usize) -> Range<usize> {
        let bytes = self.text.as_bytes();
        if !self.line.contains(&at) {
            let from = if at < self.line.end { 0 } else { self.line.end };
            let start = memchr::memrchr(b'\n', &bytes[from..at]).map_or(from, |n| from + n + 1);
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
            self.line = start..end;
        }
        if self.line.len() <= STRETCH {
            return self.line.clone();
        }
        let n = (at - self.line.start) / STRETCH;
        let edge =
            |n: usize| self.text.floor_char_boundary((self.line.start + n * STRETCH).min(self.line.end));
        edge(n)..edge(n + 1)
    }
}

/// Surprise of a hundred letters, in fractions of a bit.
fn surprise(fit: Fit) -> Option<u32> {
    fit.cost.saturating_mul(100).checked_div(fit.letters)
}
