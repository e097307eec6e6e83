//! The literals of all rules in one automaton: one pass over a text finds what any rule looks for.
//!
//! Every rule searched on its own would make a document's cost grow with the number of rules. Here
//! each literal has a number, and rules ask which numbers were hit, and where.

use super::fold::joins_word;
use super::gate::Need;
use super::hits::{Hit, Hits};
use super::literals::{Literal, Set};
use super::pattern::{BadRegex, Pattern};
use super::source::Part;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, StartKind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The lexicon of all rules loaded together; set once they are.
pub(super) type Shared = Arc<OnceLock<Lexicon>>;

/// Numbers literals while rules are read.
#[derive(Debug, Default)]
pub(super) struct Collector {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
    /// Expressions by their text: rules that share a list share what was made of it.
    patterns: HashMap<String, Pattern>,
    /// Gates and names by where they lie in memory, where what was numbered is kept with them.
    gates: HashMap<*const Literal, (Set, Arc<[Need]>)>,
    names: HashMap<*const Option<Literal>, (Literals, Needed)>,
    pub(super) lexicon: Shared,
}

/// For each name of a list, what it needs, where that is known; and the same by number.
type Literals = Arc<[Option<Literal>]>;
type Needed = Arc<[Option<Need>]>;

impl Collector {
    /// The expression of a text, read once.
    pub(super) fn pattern(&mut self, text: &str, eager: bool) -> Result<Pattern, BadRegex> {
        if let Some(known) = self.patterns.get(text) {
            return Ok(known.clone());
        }
        let pattern = Pattern::new(vec![Part::Text(text.to_owned())], eager)?;
        self.patterns.insert(text.to_owned(), pattern.clone());
        Ok(pattern)
    }

    /// The number of a literal, as it stands in a levelled text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).expect("rule files are small");
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    /// The numbers of a gate's literals.
    pub(super) fn needs(&mut self, gate: &Set) -> Arc<[Need]> {
        if let Some((_, known)) = self.gates.get(&gate.as_ptr()) {
            return known.clone();
        }
        let needs: Arc<[Need]> = gate.iter().map(|literal| self.need(literal)).collect();
        self.gates.insert(gate.as_ptr(), (gate.clone(), needs.clone()));
        needs
    }

    /// The numbers of what names need.
    pub(super) fn names(&mut self, names: &Literals) -> Needed {
        if let Some((_, known)) = self.names.get(&names.as_ptr()) {
            return known.clone();
        }
        let needs: Needed = names.iter().map(|n| n.as_ref().map(|literal| self.need(literal))).collect();
        self.names.insert(names.as_ptr(), (names.clone(), needs.clone()));
        needs
    }

    fn need(&mut self, literal: &Literal) -> Need {
        Need { literal: self.number(&literal.text), whole: literal.whole }
    }

    /// Ends the collecting: what was numbered can be searched for.
    pub(super) fn finish(self) -> Shared {
        // Set here and nowhere else.
        let _ = self.lexicon.set(Lexicon::new(self.texts));
        self.lexicon
    }
}

/// Numbered literals, and the automaton over them.
#[derive(Debug)]
pub(super) struct Lexicon {
    texts: Vec<String>,
    /// `None` where it would be too large. The larger form that `aho-corasick` has, too, is no quicker over
    /// thousands of literals: it does not fit the caches.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Lexicon {
    fn new(texts: Vec<String>) -> Self {
        Self { texts, automaton: OnceLock::new() }
    }

    /// The text of a literal.
    pub(super) fn text(&self, literal: u32) -> &str {
        &self.texts[literal as usize]
    }

    /// Every place where a literal stands in a levelled text.
    pub(super) fn scan(&self, text: &str) -> Hits {
        let mut hits = Vec::new();
        let mut add = |literal: usize, range: Range<usize>| {
            hits.push(Hit::new(literal, &range, stands_alone(text, &range)));
        };
        match self.automaton() {
            Some(automaton) => {
                for hit in automaton.find_overlapping_iter(text) {
                    add(hit.pattern().as_usize(), hit.range());
                }
            }
            // Slow, but right.
            None => {
                for (literal, wanted) in self.texts.iter().enumerate() {
                    let mut from = 0;
                    while let Some(at) = text[from..].find(wanted.as_str()).map(|at| from + at) {
                        add(literal, at..at + wanted.len());
                        from = text.ceil_char_boundary(at + 1);
                    }
                }
            }
        }
        Hits::new(hits)
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let build =
            || AhoCorasickBuilder::new().start_kind(StartKind::Unanchored).kind(kind).build(&self.texts);
        self.automaton.get_or_init(|| build().ok()).as_ref()
    }
}

/// Whether a range of a levelled text stands on whole words.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let first = text[range.clone()].chars().next();
    let last = text[range.clone()].chars().next_back();
    let joined = |a: Option<char>, b: Option<char>| a.is_some_and(joins_word) && b.is_some_and(joins_word);
    !joined(before, first) && !joined(last, after)
}

#[cfg(test)]
mod tests {
    use super::{Hit, Hits, Lexicon};
    use proptest::prelude::*;

    fn soup(most: usize) -> impl Strategy<Value = String> {
        let parts = ["a", "b", "ab", "é", "'", "-", " ", ".", "国"];
        proptest::collection::vec(prop::sample::select(parts.to_vec()), 1..most).prop_map(|p| p.concat())
    }

    proptest! {
        /// One automaton over all finds what looking for each literal finds.
        #[test]
        fn all_at_once_is_one_by_one(text in soup(40), literals in proptest::collection::btree_set(soup(4), 1..8)) {
            let literals: Vec<String> = literals.into_iter().collect();
            let lexicon = Lexicon::new(literals.clone());
            let mut alone = Vec::new();
            for (number, literal) in literals.iter().enumerate() {
                for at in (0..text.len()).filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(literal)) {
                    alone.push((number, at..at + literal.len()));
                }
            }
            let found = |hits: Hits| hits.all().iter().map(|h: &Hit| (h.literal as usize, h.range())).collect::<Vec<_>>();
            prop_assert_eq!(&found(lexicon.scan(&text)), &alone);
        }
    }
}
