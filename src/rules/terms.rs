//! Many phrases and expressions searched at once.

use super::fold::Folded;
use super::pattern::{Pattern, Phrase};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use std::ops::Range;

/// Alternatives: a text matches where any of them does.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    /// The phrases, then the gates of the patterns; the second half of `owner` says whose.
    automaton: AhoCorasick,
    gate_owner: Vec<usize>,
}

impl Terms {
    /// `None` where the automaton would be too large.
    pub(super) fn new(phrases: Vec<Phrase>, patterns: Vec<Pattern>) -> Option<Self> {
        let gate_owner: Vec<usize> =
            patterns.iter().enumerate().flat_map(|(i, p)| std::iter::repeat_n(i, p.gate.len())).collect();
        let literals = phrases.iter().map(|p| &p.folded).chain(patterns.iter().flat_map(|p| &p.gate));
        let automaton = AhoCorasickBuilder::new().build(literals).ok()?;
        Some(Self { phrases, patterns, automaton, gate_owner })
    }

    /// Literals of which a levelled text must hold one; `None` where some alternative needs none.
    pub(super) fn gate(&self) -> Option<Vec<&str>> {
        if self.patterns.iter().any(|p| p.gate.is_empty()) {
            return None;
        }
        let gates = self.patterns.iter().flat_map(|p| p.gate.iter().map(String::as_str));
        Some(self.phrases.iter().map(|p| p.folded.as_str()).chain(gates).collect())
    }

    /// Every occurrence in the original text, in order; overlapping ones are all given.
    pub(super) fn find(&self, original: &str, folded: &Folded, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        let mut tried: Vec<bool> = self.patterns.iter().map(|p| p.gate.is_empty()).collect();
        for hit in self.automaton.find_overlapping_iter(&folded.text) {
            let which = hit.pattern().as_usize();
            match self.phrases.get(which) {
                Some(phrase) => out.extend(phrase_at(phrase, hit.range(), original, folded)),
                None => tried[self.gate_owner[which - self.phrases.len()]] = true,
            }
        }
        for (pattern, _) in self.patterns.iter().zip(&tried).filter(|(_, tried)| **tried) {
            let Some(regex) = pattern.regex() else { continue };
            out.extend(regex.find_iter(original).map(|m| m.range()).filter(|r| !r.is_empty()));
        }
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }
}

fn phrase_at(phrase: &Phrase, hit: Range<usize>, original: &str, folded: &Folded) -> Option<Range<usize>> {
    if !Phrase::stands_alone(&folded.text, &hit) {
        return None;
    }
    let range = folded.original(hit, original);
    phrase.case_fits(&original[range.clone()]).then_some(range)
}
