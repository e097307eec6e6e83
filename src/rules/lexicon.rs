//! The literals of all rules in one automaton: one pass over a text finds what any rule looks for.
//!
//! Every rule searched on its own would make a document's cost grow with the number of rules. Here
//! each literal has a number, and rules ask which numbers were hit, and where.

use super::fold::joins_word;
use super::gate::Need;
use super::hits::{Hit, Hits};
use super::literals::{Literal, Needs, Set};
use super::open::{Any, Index, Indexing};
use super::passage::Passage;
use super::pattern::{BadRegex, Pattern};
use super::short::ShortWords;
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
    gates: HashMap<*const Literal, (Set, Numbers)>,
    names: HashMap<*const Option<Literal>, (Literals, Needed)>,
    /// The numbers of expressions, by where their needs lie in memory; these are kept with them.
    expressions: HashMap<*const Needs, (Arc<Needs>, u32)>,
    index: Indexing,
    pub(super) lexicon: Shared,
}

/// For each name of a list, what it needs, where that is known; and the same by number.
type Literals = Arc<[Option<Literal>]>;
type Needed = Arc<[Option<Need>]>;
/// The literals of a gate by number, singly and together.
type Numbers = (Arc<[Need]>, Arc<Any>);

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
    fn needs(&mut self, gate: &Set) -> Numbers {
        if let Some((_, known)) = self.gates.get(&gate.as_ptr()) {
            return known.clone();
        }
        let needs: Arc<[Need]> = gate.iter().map(|literal| self.need(literal)).collect();
        let numbers = (needs.clone(), Arc::new(Any::new(&needs)));
        self.gates.insert(gate.as_ptr(), (gate.clone(), numbers.clone()));
        numbers
    }

    /// The number of terms that have these literals as phrases.
    pub(super) fn terms(&mut self, phrases: impl Iterator<Item = u32>) -> u32 {
        self.index.add_terms(phrases)
    }

    /// The number of an expression that needs this, as one of these terms.
    pub(super) fn expression(&mut self, needs: &Arc<Needs>, terms: u32) -> u32 {
        let known = self.expressions.get(&Arc::as_ptr(needs)).map(|(_, number)| *number);
        let number = known.unwrap_or_else(|| {
            let mut index = std::mem::take(&mut self.index);
            let number = index.add_expression(needs, |gate| self.needs(gate));
            self.index = index;
            self.expressions.insert(Arc::as_ptr(needs), (needs.clone(), number));
            number
        });
        self.index.join(number, terms);
        number
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
        let index = self.index.finish(self.texts.len());
        let _ = self.lexicon.set(Lexicon::new(self.texts, index));
        self.lexicon
    }
}

/// Numbered literals, and the automaton over them.
#[derive(Debug)]
pub(super) struct Lexicon {
    texts: Vec<String>,
    index: Index,
    short: ShortWords,
    /// The literals the automaton looks for.
    long: Vec<u32>,
    /// `None` where it would be too large. The larger form that `aho-corasick` has, too, is no quicker over
    /// thousands of literals: it does not fit the caches.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Lexicon {
    fn new(texts: Vec<String>, index: Index) -> Self {
        let short = ShortWords::new(&texts);
        let long = (0..).zip(&texts).filter(|(_, text)| !ShortWords::is_one(text)).map(|(n, _)| n).collect();
        Self { texts, index, short, long, automaton: OnceLock::new() }
    }

    /// What the literals belong to.
    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// The literals in a text, with what they open.
    pub(super) fn look(&self, passage: &Passage<'_>) -> Hits {
        let hides = passage.folded().hides;
        let hits = self.scan(passage.level(), hides).hiding(hides);
        let open = self.index.open(&hits, || passage.signs());
        hits.opening(open)
    }

    /// The text of a literal.
    pub(super) fn text(&self, literal: u32) -> &str {
        &self.texts[literal as usize]
    }

    /// Every place where a literal stands in a levelled text; short ones on whole words alone unless something
    /// `hides` between words.
    fn scan(&self, text: &str, hides: bool) -> Hits {
        let mut hits = Vec::new();
        let mut add =
            |literal: u32, range: Range<usize>, alone: bool| hits.push(Hit::new(literal, &range, alone));
        if hides {
            self.short
                .scan_all(text, |literal, range| add(literal, range.clone(), stands_alone(text, &range)));
        } else {
            self.short.scan(text, |literal, range| add(literal, range, true));
        }
        let mut add =
            |literal: u32, range: Range<usize>| add(literal, range.clone(), stands_alone(text, &range));
        match self.automaton() {
            Some(automaton) => {
                for hit in automaton.find_overlapping_iter(text) {
                    add(self.long[hit.pattern().as_usize()], hit.range());
                }
            }
            // Slow, but right.
            None => {
                for &literal in &self.long {
                    let wanted = self.text(literal);
                    let mut from = 0;
                    while let Some(at) = text[from..].find(wanted).map(|at| from + at) {
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
        let texts = || self.long.iter().map(|&literal| self.text(literal));
        let build = || AhoCorasickBuilder::new().start_kind(StartKind::Unanchored).kind(kind).build(texts());
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
    use super::{Hit, Hits, Index, Lexicon, ShortWords, stands_alone};
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
            let lexicon = Lexicon::new(literals.clone(), Index::default());
            let mut alone = Vec::new();
            for (number, literal) in literals.iter().enumerate() {
                for at in (0..text.len()).filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(literal)) {
                    alone.push((number, at..at + literal.len()));
                }
            }
            let found = |hits: Hits| hits.all().iter().map(|h: &Hit| (h.literal as usize, h.range())).collect::<Vec<_>>();
            prop_assert_eq!(&found(lexicon.scan(&text, true)), &alone);
            alone.retain(|(number, range)| !ShortWords::is_one(&literals[*number]) || stands_alone(&text, range));
            prop_assert_eq!(&found(lexicon.scan(&text, false)), &alone);
        }
    }
}
