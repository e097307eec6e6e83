//! Rule packs: the YAML, its strict loading, the compiled matchers.
//!
//! ```text
//! file ─node→ tree ─pack→ lists ─rule→ verb + matchers ─→ Packs
//!                      └──── errors: every mistake of every file, each underlined
//! ```
//!
//! A rule has one verb; every verb uses one [`Matcher`] grammar; its examples are test, explanation
//! and report help at once. Nothing here looks at a document: stages do, with what is compiled here.

mod ascii;
mod choice;
mod common;
mod consistent;
mod embedded;
mod engines;
mod errors;
mod example;
mod fields;
mod fold;
mod gate;
mod glued;
mod grammar;
mod hits;
mod idle;
mod lexicon;
mod limit;
mod lists;
mod literals;
mod matcher;
mod memory;
mod mention;
mod message;
mod metric;
mod node;
mod open;
mod pack;
mod passage;
mod pattern;
mod reach;
mod replace;
mod require;
mod rule;
mod schema;
mod scope;
mod sentence;
mod shape;
mod short;
mod signs;
mod source;
mod strip;
mod suggest;
mod terms;
mod ways;
mod when;
mod widen;

pub use consistent::{Consistent, Prefer};
pub use errors::{LoadError, LoadErrors};
pub use example::Example;
pub use fold::level_text as level;
pub use limit::{Count, Limit, Per};
pub use matcher::Matcher;
pub use memory::Memory;
pub use message::Template;
pub use metric::{METRICS, Metric};
pub use passage::Passage;
pub use replace::Replace;
pub use require::{At, InPlace, Insert, PartOf, Require, Target};
pub use rule::{Rule, Verb};
pub use schema::{pack_schema, project_schema};
pub use scope::Scope;
pub use sentence::{has_at_most, sentences, word_ranges, words};
pub use shape::{Forbid, Once, Shape, ShapeKind};
pub use strip::{Action, Claim, Needs, Place, StripRule, Takes};
pub use when::{Clause, When};

pub(crate) use errors::Sink;
pub(crate) use fields::{Fields, items, text as field_text};
pub(crate) use node::{MAX_BYTES, Node, Value, parse};
pub(crate) use rule::SEVERITIES;
pub(crate) use suggest::nearest;

use crate::model::Severity;
use embedded::Embedded;
pub(crate) use gate::Gate;
use lexicon::{Collector, Shared};
use lists::Lists;
use pack::Opened;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// A rule file, read but not looked at.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// How users know it, usually a path.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// Compiled rules, in the order of their files. Immutable, cheap to share between threads.
#[derive(Clone, Debug)]
pub struct Packs {
    rules: Arc<[Rule]>,
    strip: Arc<[StripRule]>,
    gate: Arc<Gate>,
    /// Which rules may look for a paragraph with a text.
    owed: Arc<Gate>,
    lexicon: Shared,
}

impl Packs {
    /// The packs that come with the program.
    ///
    /// # Panics
    /// If one of them does not load; a test loads them all.
    #[must_use]
    pub fn embedded() -> Self {
        Self::load(&[]).unwrap_or_else(|errors| panic!("an embedded rule pack does not load:\n{errors}"))
    }

    /// The packs that come with the program, and these.
    ///
    /// # Errors
    /// Every mistake in every file, in order.
    pub fn load(sources: &[PackSource]) -> Result<Self, LoadErrors> {
        Loader::new(sources).finish(Vec::new())
    }

    /// The packs that come with the program and apply only where they are asked for, by name.
    pub fn optional() -> impl Iterator<Item = (&'static str, PackSource)> {
        embedded::OPTIONAL.iter().map(|pack| {
            let file = pack.file.trim_start_matches("rules/");
            let name = file.split_once('.').map_or(file, |(name, _)| name);
            (name, PackSource { file: pack.file.to_owned(), text: pack.text.to_owned() })
        })
    }

    /// Only these packs, none of those that come with the program.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn only(sources: &[PackSource]) -> Result<Self, LoadErrors> {
        Loader::open(&[], sources).finish(Vec::new())
    }

    fn of_rules(rules: Vec<Rule>, lexicon: Shared) -> Self {
        let strip = rules.iter().filter(|r| r.severity.is_some()).filter_map(|r| match &r.verb {
            Verb::Strip(strip) => Some(strip.clone()),
            _ => None,
        });
        let on = rules.iter().enumerate().filter(|(_, r)| r.severity.is_some());
        let gate = Gate::new(lexicon.clone(), on.clone().map(|(i, r)| (i, r.key())));
        let owed = on.filter_map(|(i, r)| match &r.verb {
            Verb::Require(Require { target: Target::Paragraph(matcher), .. }) => Some((i, matcher.key())),
            _ => None,
        });
        let owed = Arc::new(Gate::new(lexicon.clone(), owed));
        Self { strip: strip.collect(), gate: Arc::new(gate), owed, rules: rules.into(), lexicon }
    }

    /// The same rules, some of them of another severity (`None` is off), by their codes. Later ones win.
    #[must_use]
    pub fn adjusted(&self, settings: &[(String, Option<Severity>)]) -> Self {
        let mut rules = self.rules.to_vec();
        for (code, severity) in settings {
            for rule in rules.iter_mut().filter(|r| r.code.as_str() == code) {
                rule.severity = *severity;
            }
        }
        Self::of_rules(rules, self.lexicon.clone())
    }

    /// Every rule, those that are off too, in order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The `strip` rules that are on, in order.
    #[must_use]
    pub fn strip_rules(&self) -> &[StripRule] {
        &self.strip
    }

    /// Which rules, by their place in [`Packs::rules`], may find something in a text.
    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Whether a `require` rule looks for a paragraph with this text.
    #[must_use]
    pub fn seek(&self, passage: &Passage<'_>) -> bool {
        self.owed.open(passage).into_iter().any(|at| match &self.rules[at].verb {
            Verb::Require(Require { target: Target::Paragraph(matcher), .. }) => matcher.matches(passage),
            _ => false,
        })
    }

    /// Whether a pack of this name comes with the program and applies without being asked for.
    #[must_use]
    pub fn is_embedded(name: &str) -> bool {
        embedded::PACKS.iter().any(|p| p.name() == name)
    }

    /// The name of a pack that comes with the program, probably meant by one that is unknown.
    #[must_use]
    pub fn nearest_name(name: &str) -> Option<&'static str> {
        nearest(name, embedded::PACKS.iter().chain(embedded::OPTIONAL).map(Embedded::name))
    }

    /// A gate before other matchers of these packs, each with a number.
    pub(crate) fn gate_of<'m>(&self, matchers: impl Iterator<Item = (usize, &'m Matcher)>) -> Gate {
        Gate::new(self.lexicon.clone(), matchers.map(|(i, m)| (i, m.key())))
    }

    /// The rule of a code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.code.as_str() == code)
    }

    /// The codes of all rules that have this name in their pack.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|r| r.code.as_str()).filter(move |code| code.split('/').nth(1) == Some(name))
    }

    /// The code probably meant by one that is unknown.
    #[must_use]
    pub fn suggest(&self, code: &str) -> Option<&str> {
        let codes = || self.rules.iter().map(|r| r.code.as_str());
        let names = || codes().filter_map(|code| code.split('/').nth(1));
        let by_name = || self.of_name(suggest::nearest(code, names())?).next();
        self.of_name(code).next().or_else(|| suggest::nearest(code, codes())).or_else(by_name)
    }
}

/// Packs on their way to [`Packs`]: their lists can still be changed.
#[derive(Debug)]
pub struct Loader<'s> {
    opened: Vec<Opened<'s>>,
    /// How many of them come with the program.
    own: usize,
}

impl<'s> Loader<'s> {
    /// Opens the packs that come with the program, and these.
    #[must_use]
    pub fn new(sources: &'s [PackSource]) -> Self {
        Self::open(embedded::PACKS, sources)
    }

    fn open(own: &'s [Embedded], foreign: &'s [PackSource]) -> Self {
        let mut opened: Vec<Opened<'_>> = own.iter().map(Opened::embedded).collect();
        opened.extend(foreign.iter().map(Opened::new));
        refuse_doubles(&mut opened, own.len());
        Self { opened, own: own.len() }
    }

    /// The codes of all rules, broken ones too, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.opened.iter().flat_map(Opened::codes).collect()
    }

    /// The names of all lists.
    #[must_use]
    pub fn list_names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.opened.iter().flat_map(|o| o.lists.names()).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The lists of a name, of all packs or of one.
    pub fn lists(&mut self, pack: Option<&str>, name: &str) -> Vec<&mut Vec<String>> {
        let meant = |o: &&mut Opened<'_>| pack.is_none_or(|p| o.name == p);
        self.opened.iter_mut().filter(meant).filter_map(|o| o.lists.get_mut(name)).collect()
    }

    /// Whether the packs that have a list can use one more text in it; what keeps them from it is reported.
    pub(crate) fn may_add(
        &self,
        pack: Option<&str>,
        list: &str,
        text: &str,
        span: &Range<usize>,
        sink: &mut Sink<'_>,
    ) -> bool {
        let before = sink.errors.len();
        let meant = |o: &&Opened<'_>| pack.is_none_or(|p| o.name == p) && o.lists.names().contains(&list);
        for opened in self.opened.iter().filter(meant) {
            let mut users = self.opened.iter().filter(|o| o.name == opened.name || o.extends(&opened.name));
            let is_part = users.any(|o| o.names_inside(list));
            opened.check_addition(list, is_part, text, span, sink);
        }
        sink.errors.dedup();
        sink.errors.len() == before
    }

    /// Compiles all rules. `errors` are mistakes found elsewhere, which come first.
    ///
    /// # Errors
    /// Every mistake in every file, in order.
    pub fn finish(mut self, mut errors: Vec<LoadError>) -> Result<Packs, LoadErrors> {
        let is_extended = |o: &Opened<'_>| self.opened.iter().any(|by| by.extends(&o.name));
        let lists = |o: &Opened<'_>| if is_extended(o) { o.lists.clone() } else { Lists::default() };
        let known: Vec<(String, Lists)> = self.opened.iter().map(|o| (o.name.clone(), lists(o))).collect();
        let mut rules = Vec::new();
        let collector = RefCell::new(Collector::default());
        for (i, pack) in self.opened.iter_mut().enumerate() {
            pack.inherit(&known);
            // A test sees to those of the packs that come with the program.
            if i >= self.own {
                pack.check_lists();
            }
            rules.extend(pack.rules(i < self.own, &collector));
        }
        for i in self.own..self.opened.len() {
            let name = self.opened[i].name.clone();
            let users = self.opened.iter().enumerate().filter(|(k, o)| *k == i || o.extends(&name));
            let named = users.flat_map(|(_, o)| o.lists_named()).collect();
            self.opened[i].report_unused(&named);
        }
        for pack in &mut self.opened {
            pack.errors.sort_by_key(|e| (e.span.start, e.span.end));
            pack.errors.dedup();
            errors.append(&mut pack.errors);
        }
        if !errors.is_empty() {
            return Err(LoadErrors(errors));
        }
        Ok(Packs::of_rules(rules, collector.into_inner().finish()))
    }
}

/// Two packs of one name would raise findings nobody can tell apart. The first `own` are files of packs that
/// come with the program, where a pack may stand in several.
fn refuse_doubles(opened: &mut [Opened<'_>], own: usize) {
    for i in own..opened.len() {
        let name = opened[i].name.clone();
        if !name.is_empty() && opened[..i].iter().any(|o| o.name == name) {
            opened[i].refuse_name();
        }
    }
}

#[cfg(test)]
mod tests;
