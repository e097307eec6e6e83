//! The lines of a long text that damage may stand in, so that the rest is passed over at memory speed.

use super::Findings;
use std::ops::Range;

/// Bytes of the beginning that are always taken in: they show language and house style.
const OPENING: usize = 1 << 16;

/// Some lines of a text, joined, and where each came from.
pub(crate) struct Excerpt {
    text: String,
    /// Where a line begins here, and where in the text.
    starts: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines around these ranges, which are in order.
    pub(crate) fn new(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Self {
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
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Findings in the excerpt as findings in the text.
    pub(crate) fn placed(&self, mut findings: Findings) -> Findings {
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
