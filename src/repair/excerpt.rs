//! The lines of a long text that damage may stand in, so that the rest is passed over at memory speed.

use super::runs::{self, Suspects};
use super::{Findings, Options};
use std::ops::Range;

/// Bytes of the beginning that are always taken in: they show language and house style.
const OPENING: usize = 1 << 16;

/// Suspects of a long text that are looked at before all of them are.
const FIRST: usize = 64;

/// Finds the damage in a long text.
pub(crate) fn find(text: &str, options: &Options) -> Findings {
    // Most suspects of clean text are letters of its words. They come in where something else is damaged.
    let is_in_word = |run: &Range<usize>| options.from.is_none() && runs::is_in_word(text, run);
    let telling = || Suspects::new(text).filter(|run| !is_in_word(run));
    let is_damaged = {
        let first = Excerpt::new(text, telling().take(FIRST));
        !super::peeled(first.text(), options).repairs.is_empty()
    };
    if !is_damaged {
        let excerpt = Excerpt::new(text, telling());
        let findings = super::peeled(excerpt.text(), options);
        if findings.is_empty() || !Suspects::new(text).any(|run| is_in_word(&run)) {
            return excerpt.placed(findings);
        }
    }
    let excerpt = Excerpt::new(text, Suspects::new(text));
    excerpt.placed(super::peeled(excerpt.text(), options))
}

/// Some lines of a text, joined, and where each came from.
struct Excerpt {
    text: String,
    /// Where a line begins here, and where in the text.
    starts: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines around these ranges, which are in order.
    fn new(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let bytes = text.as_bytes();
        let line_end = |at: usize| memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        let mut excerpt = Self { text: String::new(), starts: Vec::new() };
        let mut done = line_end(OPENING.min(bytes.len()));
        excerpt.push(text, 0..done);
        for range in ranges.filter(|r| r.start >= OPENING) {
            if range.start < done {
                continue;
            }
            let start = memchr::memrchr(b'\n', &bytes[done..range.start]).map_or(done, |n| done + n + 1);
            done = line_end(range.end);
            excerpt.push(text, start..done);
        }
        excerpt
    }

    fn push(&mut self, text: &str, lines: Range<usize>) {
        self.starts.push((self.text.len(), lines.start));
        self.text.push_str(&text[lines]);
    }

    /// The lines, joined.
    fn text(&self) -> &str {
        &self.text
    }

    /// Findings in the excerpt as findings in the text.
    fn placed(&self, mut findings: Findings) -> Findings {
        for repair in &mut findings.repairs {
            repair.range = self.place(&repair.range);
        }
        for doubt in &mut findings.doubts {
            doubt.range = self.place(&doubt.range);
        }
        findings
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let at = self.starts.partition_point(|&(here, _)| here <= range.start) - 1;
        let (here, there) = self.starts[at];
        range.start - here + there..range.end - here + there
    }
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, WHOLE, apply, find};

    /// Its letters are suspect only where something else is damaged.
    #[test]
    fn a_long_french_text_is_clean_and_mended_all_over_where_it_is_not() {
        let filler = "La tâche du pâtissier est la pâte, et le château se tait.\n".repeat(WHOLE / 50);
        assert!(find(&filler, &Options::default()).is_empty());
        let damaged = format!("{filler}Le prÃ©fet a rappelÃ© que la crue est passÃ©e.\n{filler}");
        let found = find(&damaged, &Options::default());
        let mended = apply(&damaged, &found.repairs);
        assert!(mended == format!("{filler}Le préfet a rappelé que la crue est passée.\n{filler}"));
    }
}
