//! Text as phrases see it: case, white space, quotes, dashes and invisible characters levelled, with
//! the way back to the text as it stands.

use regex_syntax::is_word_character;
use std::borrow::Cow;
use std::ops::Range;

/// A levelled copy of a text. Byte offsets of the copy lead back to the text.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Whether no character outside ASCII could be part of a word.
    pub(super) is_plain: bool,
    /// Whether characters were left out that hide inside words, or between them.
    pub(super) hides: bool,
    /// `(offset here, offset in the original)`, ascending; between two the offsets run in step.
    steps: Vec<(u32, u32)>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            steps: Vec::new(),
            is_plain: true,
            hides: false,
        };
        let mut space = false;
        let mut at = 0;
        while at < original.len() {
            let ascii = plain_run(&original.as_bytes()[at..]);
            if ascii > 0 {
                let from = folded.text.len();
                folded.text.push_str(&original[at..at + ascii]);
                folded.text[from..].make_ascii_lowercase();
                space = false;
                at += ascii;
                continue;
            }
            let Some(c) = original[at..].chars().next() else { break };
            at += c.len_utf8();
            space = folded.push(c, at, space);
        }
        folded
    }

    /// Adds a character that ends at `end` of the original; whether white space stands last now.
    fn push(&mut self, c: char, end: usize, space: bool) -> bool {
        let as_space = c.is_whitespace();
        self.is_plain &= is_plain(c);
        self.hides |= is_invisible(c);
        if is_invisible(c) || (as_space && space) {
            self.step(end);
            return space;
        }
        let to = lower(level(c));
        self.text.push(to);
        if to.len_utf8() != c.len_utf8() {
            self.step(end);
        }
        as_space
    }

    fn step(&mut self, original: usize) {
        let fit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let step = (fit(self.text.len()), fit(original));
        match self.steps.last_mut() {
            Some(last) if last.0 == step.0 => *last = step,
            _ => self.steps.push(step),
        }
    }

    /// The range of `original` (the text this was made from) behind a non-empty range of the copy.
    pub(super) fn original(&self, range: Range<usize>, original: &str) -> Range<usize> {
        let last = self.text.floor_char_boundary(range.end.saturating_sub(1));
        let end = self.back(last);
        let width = original[end..].chars().next().map_or(0, char::len_utf8);
        self.back(range.start)..end + width
    }

    fn back(&self, at: usize) -> usize {
        match self.steps.partition_point(|s| s.0 as usize <= at).checked_sub(1) {
            Some(i) => at - self.steps[i].0 as usize + self.steps[i].1 as usize,
            None => at,
        }
    }
}

/// Bytes from the start that stand the same in a levelled text, case left out: ASCII, blanks single.
/// It ends after a sign that is no blank, so that what follows may be a blank.
fn plain_run(bytes: &[u8]) -> usize {
    let mut end = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if at == 0 || bytes[at - 1] == b' ' => break,
            b' ' => {}
            b'!'..=b'~' => end = at + 1,
            _ => break,
        }
    }
    end
}

/// Whether a character is surely no part of a word, or is ASCII.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{A0}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{B6}'..='\u{B9}' | '\u{BB}'..='\u{BF}'
            | '\u{D7}' | '\u{F7}' | '\u{2000}'..='\u{200B}' | '\u{200E}'..='\u{203E}' | '\u{2041}'..='\u{2053}'
            | '\u{20A0}'..='\u{20BF}' | '\u{2190}'..='\u{21FF}' | '\u{25A0}'..='\u{27BF}')
}

/// A text levelled as matchers see it: small letters, plain quotes, dashes and blanks.
#[must_use]
pub fn level_text(text: &str) -> String {
    Folded::new(text).text
}

/// A phrase levelled like a text, its case kept.
pub(super) fn level_phrase(phrase: &str) -> Cow<'_, str> {
    // Nothing to level in words of ASCII letters, one blank between them.
    if phrase.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ') && !phrase.contains("  ") {
        return Cow::Borrowed(phrase);
    }
    let mut out = String::with_capacity(phrase.len());
    for c in phrase.chars().filter(|&c| !is_invisible(c)).map(level) {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A text in lower case, one character for one.
pub(super) fn lowered(text: &str) -> String {
    // Most phrases are ASCII, which needs no look at each character.
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(lower).collect() }
}

/// Lower case, one character for one.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        // Other forms of letters that differ from them in case alone.
        (Some('ς'), None) => 'σ',
        (Some('ſ'), None) => 's',
        (Some('µ'), None) => 'μ',
        (Some(one), None) => one,
        _ if c == 'İ' => 'i',
        _ => c,
    }
}

/// One stand-in for all characters writers use for the same mark.
pub(super) fn level(c: char) -> char {
    match c {
        _ if c.is_ascii_graphic() => c,
        _ if c.is_whitespace() => ' ',
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{FF07}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{00AB}' | '\u{00BB}' | '\u{FF02}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        // Full-width forms of ASCII, as Chinese and Japanese text mixes them.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Characters that take no room and hide inside words: soft hyphen, zero-width ones, byte order mark.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}')
}

/// Whether `c` makes a word together with its neighbours. Scripts written without spaces do not:
/// there a phrase may begin anywhere.
pub(super) fn joins_word(c: char) -> bool {
    (if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { is_word_character(c) })
        && !matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::Folded;
    use proptest::prelude::*;

    #[test]
    fn the_copy_is_level_and_leads_back() {
        let text = "The\u{A0}\n state\u{2011}owned \u{201C}Xin\u{AD}hua\u{201D} İo";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "the state-owned \"xinhua\" io");
        for (word, original) in [
            ("state-owned", "state\u{2011}owned"),
            ("xinhua", "Xin\u{AD}hua"),
            ("the s", "The\u{A0}\n s"),
            ("io", "İo"),
        ] {
            let at = folded.text.find(word).expect("there");
            let range = folded.original(at..at + word.len(), text);
            assert_eq!(&text[range], original);
        }
    }

    /// Character by character, as the copy is defined.
    fn slowly(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars().filter(|&c| !super::is_invisible(c)) {
            let to = super::lower(super::level(c));
            if !c.is_whitespace() || !out.ends_with(' ') {
                out.push(to);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn the_quick_copy_is_the_slow_one(parts in proptest::collection::vec(
            prop::sample::select(&["a", "B", " ", "  ", "\n", "\t", "\u{A0}", "\u{AD}", "é", "’", "İ", "1", ".", "\u{1}"][..]), 0..30)) {
            let text = parts.concat();
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &slowly(&text));
            // Every character leads back to one that levels to it.
            for (at, c) in folded.text.char_indices() {
                let back = folded.original(at..at + c.len_utf8(), &text);
                prop_assert_eq!(slowly(&text[back]).chars().last(), Some(c));
            }
        }
    }
}
