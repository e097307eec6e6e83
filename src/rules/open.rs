//! Which phrases and expressions a text can concern at all, told in one look at the literals in it.
//!
//! Asking each rule of each paragraph would cost more than what is found: here the literals of a text name the
//! few it may concern, and the others are never looked at.

use super::gate::Need;
use super::hits::Hits;
use super::literals::Needs;
use super::signs::{self, Signs};
use std::cell::Cell;
use std::sync::Arc;

/// What the literals of a lexicon belong to.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By literal: where its owners begin; one more behind the last.
    starts: Box<[u32]>,
    owners: Box<[Owner]>,
    ways: Box<[Entry]>,
    /// Ways that need no literal.
    always: Box<[u32]>,
    /// By expression: the terms it is one of.
    terms: Box<[Box<[u32]>]>,
}

/// What a literal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    /// A text must hold it, or one beside it, before an expression can match in this way.
    Part(u32),
    /// It is a phrase of these terms.
    Phrase(u32),
    /// As `Part`, on whole words.
    Whole(u32),
}

/// A way an expression can match.
#[derive(Debug)]
struct Entry {
    expression: u32,
    /// Its place among those of the expression.
    at: u32,
    /// A character of each of these.
    signs: Box<[Signs]>,
    /// What it needs beside the literals it is found by.
    others: Box<[Arc<Any>]>,
}

/// Literals of which a text must hold one: for words of bits, a bit for each.
#[derive(Debug, Default)]
pub(super) struct Any {
    /// Those that may be parts of words.
    parts: Vec<(u32, u64)>,
    /// Those that must be whole words.
    whole: Vec<(u32, u64)>,
}

impl Any {
    pub(super) fn new(needs: &[Need]) -> Self {
        let bits = |whole: bool| {
            let mut words: Vec<(u32, u64)> = Vec::new();
            let mut literals: Vec<u32> =
                needs.iter().filter(|n| n.whole == whole).map(|n| n.literal).collect();
            literals.sort_unstable();
            for literal in literals {
                match words.last_mut() {
                    Some((word, bits)) if *word == literal / 64 => *bits |= 1 << (literal % 64),
                    _ => words.push((literal / 64, 1 << (literal % 64))),
                }
            }
            words
        };
        Self { parts: bits(false), whole: bits(true) }
    }

    fn len(&self) -> usize {
        self.parts.len() + self.whole.len()
    }
}

impl Entry {
    fn may_match(&self, hits: &Hits, signs: &impl Fn() -> Signs) -> bool {
        self.others.iter().all(|any| hits.meet_any(&any.parts, &any.whole))
            && (self.signs.is_empty() || signs::fit(&self.signs, signs()))
    }
}

/// The same while rules are read.
#[derive(Debug, Default)]
pub(super) struct Indexing {
    owners: Vec<(u32, Owner)>,
    ways: Vec<Entry>,
    always: Vec<u32>,
    terms: Vec<Vec<u32>>,
    next: u32,
}

impl Indexing {
    /// The number of terms that have these literals as phrases.
    pub(super) fn add_terms(&mut self, phrases: impl Iterator<Item = u32>) -> u32 {
        let number = self.next;
        self.next += 1;
        self.owners.extend(phrases.map(|literal| (literal, Owner::Phrase(number))));
        number
    }

    /// The number of an expression. `numbered` gives the numbers of a gate's literals.
    pub(super) fn add_expression(
        &mut self,
        needs: &Arc<Needs>,
        mut numbered: impl FnMut(&super::literals::Set) -> (Arc<[Need]>, Arc<Any>),
    ) -> u32 {
        let expression = fit(self.terms.len());
        self.terms.push(Vec::new());
        for (at, way) in needs.ways.iter().enumerate() {
            let number = fit(self.ways.len());
            let mut others: Vec<Arc<Any>> = Vec::new();
            for (i, gate) in way.gates.iter().enumerate() {
                let (gate, any) = numbered(gate);
                if Some(i) == way.best {
                    let owner =
                        |need: &Need| if need.whole { Owner::Whole(number) } else { Owner::Part(number) };
                    self.owners.extend(gate.iter().map(|need| (need.literal, owner(need))));
                } else {
                    others.push(any);
                }
            }
            if way.best.is_none() {
                self.always.push(number);
            }
            // What is quickly told is asked first.
            others.sort_by_key(|any| any.len());
            self.ways.push(Entry {
                expression,
                at: fit(at),
                signs: way.signs.clone(),
                others: others.into(),
            });
        }
        expression
    }

    /// Makes an expression one of these terms.
    pub(super) fn join(&mut self, expression: u32, terms: u32) {
        self.terms[expression as usize].push(terms);
    }

    /// Ends the adding; so many literals there are.
    pub(super) fn finish(mut self, literals: usize) -> Index {
        self.owners.sort_unstable();
        self.owners.dedup();
        let starts =
            (0..=literals).map(|l| fit(self.owners.partition_point(|(literal, _)| (*literal as usize) < l)));
        Index {
            starts: starts.collect(),
            owners: self.owners.iter().map(|(_, owner)| *owner).collect(),
            ways: self.ways.into(),
            always: self.always.into(),
            terms: self.terms.into_iter().map(Into::into).collect(),
        }
    }
}

/// What a text opens: the terms of which one may occur, and what speaks for each of their expressions.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    terms: Box<[u32]>,
    candidates: Box<[Candidate]>,
    /// For each candidate that is the first of its expression, whether the expression occurs, once that is known.
    known: Box<[Cell<Option<bool>>]>,
}

/// A literal that speaks for a way an expression can match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    expression: u32,
    /// The way among those of the expression.
    pub(super) way: u32,
    /// `None` where the way needs none.
    pub(super) literal: Option<u32>,
}

impl Index {
    /// What a text with these literals, and these characters in it, opens.
    pub(super) fn open(&self, hits: &Hits, signs: impl Fn() -> Signs) -> Open {
        let (mut terms, mut candidates) = (Vec::new(), Vec::new());
        let mut add = |way: u32, literal: Option<u32>| {
            let entry = &self.ways[way as usize];
            if entry.may_match(hits, &signs) {
                candidates.push(Candidate { expression: entry.expression, way: entry.at, literal });
            }
        };
        for found in hits.by_literal() {
            let literal = found[0].literal;
            let alone = found.iter().any(|hit| hit.alone);
            for owner in self.owners_of(literal) {
                match *owner {
                    Owner::Part(way) => add(way, Some(literal)),
                    // Those on whole words come last.
                    _ if !alone && !hits.hides() => break,
                    Owner::Phrase(number) if alone => terms.push(number),
                    Owner::Phrase(_) => {}
                    Owner::Whole(way) => add(way, Some(literal)),
                }
            }
        }
        self.always.iter().for_each(|&way| add(way, None));
        candidates.sort_unstable();
        let mut last = None;
        for candidate in &candidates {
            if last.replace(candidate.expression) != Some(candidate.expression) {
                terms.extend_from_slice(&self.terms[candidate.expression as usize]);
            }
        }
        terms.sort_unstable();
        terms.dedup();
        let known = vec![Cell::new(None); candidates.len()];
        Open { terms: terms.into(), candidates: candidates.into(), known: known.into() }
    }

    fn owners_of(&self, literal: u32) -> &[Owner] {
        let at = literal as usize;
        &self.owners[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The literals without one of which none of these terms (ascending) is open; `None` where some are open
    /// without.
    pub(super) fn literals_of(&self, terms: &[u32]) -> Option<Vec<u32>> {
        let is_meant = |way: &u32| {
            let expression = self.ways[*way as usize].expression;
            self.terms[expression as usize].iter().any(|number| terms.binary_search(number).is_ok())
        };
        let owns = |owner: &Owner| match owner {
            Owner::Phrase(number) => terms.binary_search(number).is_ok(),
            Owner::Part(way) | Owner::Whole(way) => is_meant(way),
        };
        let is_free = self.always.iter().any(is_meant);
        let all = 0..fit(self.starts.len().saturating_sub(1));
        (!is_free).then(|| all.filter(|&literal| self.owners_of(literal).iter().any(owns)).collect())
    }
}

impl Open {
    /// Nothing is open.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The numbers of the terms that are open, ascending.
    pub(super) fn terms(&self) -> &[u32] {
        &self.terms
    }

    /// Whether these terms are open.
    pub(super) fn has(&self, terms: u32) -> bool {
        self.terms.binary_search(&terms).is_ok()
    }

    /// What speaks for an expression, with the place for what is known of it.
    pub(super) fn candidates(&self, expression: u32) -> Option<(&[Candidate], &Cell<Option<bool>>)> {
        let from = self.candidates.partition_point(|c| c.expression < expression);
        let len = self.candidates[from..].iter().take_while(|c| c.expression == expression).count();
        (len > 0).then(|| (&self.candidates[from..from + len], &self.known[from]))
    }
}

fn fit(n: usize) -> u32 {
    u32::try_from(n).expect("rule files are small")
}
