//! A text all words of which are ASCII words: every other letter stands as `_`, which is part of a word, too.
//!
//! Automata give up on the edges of words that are not ASCII, and what runs instead is many times slower. An
//! expression that names no such letter cannot tell one from `_`, so it may as well read this copy.

use regex_syntax::is_word_character;
use std::ops::Range;

/// The copy. Byte offsets in it lead back to the text.
#[derive(Clone, Debug)]
pub(super) struct AsciiWords {
    pub(super) text: String,
    /// `(offset here, offset in the original)`, ascending; between two the offsets run in step.
    steps: Vec<(u32, u32)>,
}

impl AsciiWords {
    /// `None` where an expression that names only ASCII letters and digits may mean one of the text's others.
    pub(super) fn new(original: &str) -> Option<Self> {
        let mut copy = Self { text: String::with_capacity(original.len()), steps: Vec::new() };
        let mut done = 0;
        for (at, c) in original.char_indices().filter(|(_, c)| !c.is_ascii() && is_word_character(*c)) {
            if stands_for_ascii(c) {
                return None;
            }
            copy.text.push_str(&original[done..at]);
            copy.text.push('_');
            done = at + c.len_utf8();
            copy.steps.push((u32::try_from(copy.text.len()).ok()?, u32::try_from(done).ok()?));
        }
        copy.text.push_str(&original[done..]);
        Some(copy)
    }

    /// The range of the original behind a range of the copy.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.back(range.start)..self.back(range.end)
    }

    fn back(&self, at: usize) -> usize {
        match self.steps.partition_point(|s| s.0 as usize <= at).checked_sub(1) {
            Some(i) => at - self.steps[i].0 as usize + self.steps[i].1 as usize,
            None => at,
        }
    }
}

/// Letters that are `s` and `k` where case does not count, the letter that is an apostrophe, and digits.
fn stands_for_ascii(c: char) -> bool {
    matches!(c, 'ſ' | '\u{212A}' | '\u{02BC}') || c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::AsciiWords;

    #[test]
    fn the_copy_leads_back() {
        let text = "Ça «va» bien, Zoë — 5 % à Łódź";
        let copy = AsciiWords::new(text).expect("letters");
        assert_eq!(copy.text, "_a «va» bien, Zo_ — 5 % _ __d_");
        for (part, original) in [("_a «", "Ça «"), ("Zo_ —", "Zoë —"), ("__d_", "Łódź"), ("5 %", "5 %")]
        {
            let at = copy.text.find(part).expect("there");
            assert_eq!(&text[copy.original(at..at + part.len())], original);
        }
        for text in ["aſt", "5 \u{212A}", "it\u{02BC}s", "๕ บาท"] {
            assert!(AsciiWords::new(text).is_none(), "{text}");
        }
    }
}
