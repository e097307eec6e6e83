//! Many phrases and expressions searched at once.

use super::fold::Folded;
use super::literals;
use super::pattern::{Pattern, Phrase};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Alternatives: a text matches where any of them does.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    search: Arc<OnceLock<Search>>,
}

/// One automaton over the phrases, then the literals of the patterns' gates. Made when a text first gets
/// past the gate of the rule: most never do.
#[derive(Debug)]
struct Search {
    /// `None` where it would be too large: then every pattern is tried, and every phrase searched.
    automaton: Option<AhoCorasick>,
    /// Of each literal behind the phrases: its pattern, which of its gates it is of, whether it is whole words.
    owners: Vec<(usize, usize, bool)>,
}

/// Automata up to this many texts are made in the quickest form to search, larger ones in the quickest to make.
const FEW: usize = 24;

impl Search {
    fn new(phrases: &[Phrase], patterns: &[Pattern]) -> Self {
        let mut owners = Vec::new();
        let mut texts: Vec<&str> = phrases.iter().map(|p| p.folded.as_str()).collect();
        for (pattern, gates) in patterns.iter().map(|p| &p.gates).enumerate() {
            for (gate, literals) in gates.iter().enumerate() {
                texts.extend(literals.iter().map(|l| l.text.as_str()));
                owners.extend(literals.iter().map(|l| (pattern, gate, l.whole)));
            }
        }
        let kind = if texts.len() <= FEW { AhoCorasickKind::DFA } else { AhoCorasickKind::NoncontiguousNFA };
        Self { automaton: AhoCorasickBuilder::new().kind(Some(kind)).build(texts).ok(), owners }
    }
}

/// Which gates of each pattern a text has passed.
struct Passed(Vec<Vec<bool>>);

impl Passed {
    fn new(patterns: &[Pattern]) -> Self {
        Self(patterns.iter().map(|p| vec![false; p.gates.len()]).collect())
    }

    fn all(&self, pattern: usize) -> bool {
        self.0[pattern].iter().all(|&passed| passed)
    }
}

impl Terms {
    pub(super) fn new(phrases: Vec<Phrase>, patterns: Vec<Pattern>) -> Self {
        Self { phrases, patterns, search: Arc::default() }
    }

    /// Literals of which a levelled text must hold one; `None` where some alternative needs none.
    pub(super) fn gate(&self) -> Option<Vec<&str>> {
        let mut all: Vec<&str> = self.phrases.iter().map(|p| p.folded.as_str()).collect();
        for pattern in &self.patterns {
            all.extend(literals::best(&pattern.gates)?.iter().map(|l| l.text.as_str()));
        }
        Some(all)
    }

    /// Every occurrence in the original text, in order; overlapping ones are all given.
    pub(super) fn find(&self, original: &str, folded: &Folded, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        let search = self.search.get_or_init(|| Search::new(&self.phrases, &self.patterns));
        let mut passed = Passed::new(&self.patterns);
        match &search.automaton {
            Some(automaton) => {
                for hit in automaton.find_overlapping_iter(&folded.text) {
                    let which = hit.pattern().as_usize();
                    if let Some(phrase) = self.phrases.get(which) {
                        out.extend(phrase_at(phrase, hit.range(), original, folded));
                        continue;
                    }
                    let (pattern, gate, whole) = search.owners[which - self.phrases.len()];
                    let counts = |h: Range<usize>| !whole || Phrase::stands_alone(&folded.text, &h);
                    if !passed.0[pattern][gate] && counts(hit.range()) {
                        passed.0[pattern][gate] = true;
                    }
                }
            }
            None => self.find_each(original, folded, &mut passed, out),
        }
        for (_, pattern) in self.patterns.iter().enumerate().filter(|(i, _)| passed.all(*i)) {
            let Some(regex) = pattern.regex() else { continue };
            out.extend(regex.find_iter(original).map(|m| m.range()).filter(|r| !r.is_empty()));
        }
        // The longest of those that begin together comes first: it says most.
        out[from..].sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    }

    /// Without an automaton: slow, but right.
    fn find_each(&self, original: &str, folded: &Folded, passed: &mut Passed, out: &mut Vec<Range<usize>>) {
        for phrase in &self.phrases {
            let hits = folded.text.match_indices(&phrase.folded);
            out.extend(hits.filter_map(|(at, hit)| phrase_at(phrase, at..at + hit.len(), original, folded)));
        }
        passed.0.iter_mut().flatten().for_each(|p| *p = true);
    }
}

fn phrase_at(phrase: &Phrase, hit: Range<usize>, original: &str, folded: &Folded) -> Option<Range<usize>> {
    if !Phrase::stands_alone(&folded.text, &hit) {
        return None;
    }
    let range = folded.original(hit, original);
    phrase.case_fits(&original[range.clone()]).then_some(range)
}
