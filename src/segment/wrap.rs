//! Hard-wrapped text: whether a document is one, and where its paragraphs go on.
//!
//! A line breaker fills lines greedily, so the first word of a line would not have fitted on the
//! line before. That holds for nearly every break of a wrapped document and for few others.

use super::bullet;
use super::line::Line;
use std::collections::HashSet;

/// A document wrapped at a width.
#[derive(Debug)]
pub(super) struct Wrap {
    width: usize,
}

/// What stands in the text for a line break inside a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A space.
    Space,
    /// Nothing: between characters of a script without spaces, after a hyphen that belongs there.
    Nothing,
    /// Nothing, and the hyphen before it goes too.
    Hyphen,
}

/// Widths at which people and programs wrap, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=132;

/// Breaks that are enough where every one of them is full and falls inside a sentence.
const SURE: usize = 3;
/// Characters of a line at least before a hyphen at its end is a word broken off.
const BROKEN: usize = 40;

/// Whether line `a` ends with a hyphen inside a word that goes on in line `b`, the next one: true of a paragraph
/// however the rest of the document is laid out.
pub(super) fn breaks_word(a: &Line, b: &Line, text: &str) -> bool {
    let above = a.of(text);
    let is_broken = || above.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_alphabetic));
    !b.blank_before
        && b.of(text).starts_with(char::is_lowercase)
        && is_broken()
        && length(a, text) >= BROKEN
        && bullet::marker(b.of(text)).is_none()
}

impl Wrap {
    /// Looks at the whole document; `None` unless it is evidently hard-wrapped.
    pub(super) fn detect(text: &str, lines: &[Line]) -> Option<Self> {
        let mut width = 0;
        for line in lines {
            let length = length(line, text);
            if length > *WIDTHS.end() && line.of(text).contains(' ') {
                return None;
            }
            width = width.max(length.min(*WIDTHS.end()));
        }
        if !WIDTHS.contains(&width) {
            return None;
        }
        let wrap = Self { width };
        let (mut full, mut inside, mut lower, mut pairs) = (0, 0, 0, 0);
        for pair in lines.windows(2).filter(|p| !p[1].blank_before && bullet::marker(p[1].of(text)).is_none())
        {
            pairs += 1;
            if wrap.is_full(&pair[0], &pair[1], text) {
                full += 1;
                let goes_on = !ends_sentence(pair[0].of(text));
                inside += usize::from(goes_on);
                lower += usize::from(goes_on && pair[1].of(text).starts_with(char::is_lowercase));
            }
        }
        // A short note has few breaks; then all of them must fall inside sentences.
        let is_sure = lower >= SURE && lower == pairs;
        (is_sure || full >= 4 && full * 10 >= pairs * 7 && inside * 2 > full).then_some(wrap)
    }

    /// Whether the paragraph of line `a` goes on in line `b`, the next one.
    pub(super) fn goes_on(&self, a: &Line, b: &Line, text: &str) -> bool {
        let (above, below) = (a.of(text), b.of(text));
        if b.blank_before || bullet::marker(below).is_some() || bullet::is_damaged(below) {
            return false;
        }
        self.is_full(a, b, text) || (!ends_sentence(above) && below.starts_with(char::is_lowercase))
    }

    /// Whether the first word of `b` would not have fitted on line `a`, with some slack for
    /// breakers that even lines out.
    fn is_full(&self, a: &Line, b: &Line, text: &str) -> bool {
        let below = b.of(text);
        let word = match below.chars().next() {
            Some(c) if is_spaceless(c) => 1,
            _ => below.split(char::is_whitespace).next().map_or(0, |w| w.chars().take(40).count()),
        };
        (length(a, text) + 1 + word) * 100 > self.width * 88
    }
}

/// Length in characters with the indentation, counted no further than is of interest.
fn length(line: &Line, text: &str) -> usize {
    line.indent + line.of(text).chars().take(WIDTHS.end() + 1).count()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', '»'])
        .ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
}

/// Whether a character belongs to a script written without spaces between words.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The words of a document, asked when a hyphen at a line end is in question.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    seen: Option<HashSet<&'t str>>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, seen: None }
    }

    fn has(&mut self, word: &str) -> bool {
        let text = self.text;
        self.seen
            .get_or_insert_with(|| text.split(|c: char| !c.is_alphanumeric() && c != '-').collect())
            .contains(word)
    }

    /// How `above` and `below`, two lines of one paragraph, are put together.
    pub(super) fn joint(&mut self, above: &str, below: &str) -> Joint {
        let (last, first) = (above.chars().next_back(), below.chars().next());
        match (last, first) {
            (Some('\u{ad}'), _) => Joint::Hyphen,
            (Some('-'), Some(f)) if f.is_alphanumeric() => self.hyphen(above, below),
            (Some(l), Some(f)) if is_spaceless(l) && is_spaceless(f) => Joint::Nothing,
            _ => Joint::Space,
        }
    }

    /// A hyphen goes only where the document writes the word elsewhere without it and never with it.
    fn hyphen(&mut self, above: &str, below: &str) -> Joint {
        let stem = &above[..above.len() - 1];
        let head = stem.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
        let tail = below.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
        if head.is_empty() {
            return Joint::Space;
        }
        let whole = self.has(&format!("{head}{tail}"));
        if whole && !self.has(&format!("{head}-{tail}")) {
            return Joint::Hyphen;
        }
        // A suspended hyphen ("short- and long-term") has its space; `and` is no second half.
        if matches!(tail, "and" | "or" | "to" | "und" | "oder" | "bis" | "en" | "of" | "i" | "och") {
            return Joint::Space;
        }
        Joint::Nothing
    }
}
