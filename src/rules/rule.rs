//! A rule: what it demands, how much it matters, and the examples that explain and test it.

use super::consistent::{self, Consistent};
use super::errors::Sink;
use super::example::Example;
use super::fields::{Fields, items};
use super::gate::Key;
use super::grammar::Grammar;
use super::idle;
use super::limit::{self, Count, Limit};
use super::matcher::Matcher;
use super::message::Template;
use super::node::{Node, Value};
use super::replace::{self, Replace};
use super::require::{self, Require};
use super::scope::{self, Scope};
use super::shape::{self, Forbid};
use super::strip::{self, StripRule};
use super::when::{self, When};
use crate::model::{Code, Severity};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a rule demands. Closed on purpose: a new verb is a new kind of promise.
#[derive(Clone, Debug)]
pub enum Verb {
    /// Something must be there.
    Require(Require),
    /// Something must not be there.
    Forbid(Forbid),
    /// Something is better said otherwise.
    Replace(Replace),
    /// A block, or text in one, is not part of the article.
    Strip(StripRule),
    /// There must not be more, or less, of something than so much.
    Limit(Limit),
    /// A thing is written in one way.
    Consistent(Consistent),
}

/// Keys that name the verb.
pub(super) const VERBS: &[&str] = &["require", "forbid", "replace", "strip", "limit", "consistent"];

/// Keys of a rule.
pub(super) const KEYS: &[&str] = &[
    "id",
    "severity",
    "message",
    "note",
    "url",
    "tags",
    "scope",
    "when",
    "unless",
    "except",
    "examples",
    "require",
    "forbid",
    "replace",
    "strip",
    "limit",
    "consistent",
    "fix",
    "prefer",
    "once",
];

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `pack/rule`.
    pub code: Code,
    /// How much it matters; `None` where the rule is off.
    pub severity: Option<Severity>,
    /// What is reported; verbs have messages of their own.
    pub message: Option<Template>,
    /// Why the rule exists, Markdown.
    pub note: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
    /// Words to group rules by.
    pub tags: Vec<String>,
    /// The parts of a document it reads.
    pub scope: Scope,
    /// What makes it apply; always where there is none.
    pub when: Option<When>,
    /// What keeps it from applying, wherever in the article it stands.
    pub unless: Option<When>,
    /// Occurrences that do not count: those inside one of these.
    pub except: Option<Matcher>,
    /// What it demands.
    pub verb: Verb,
    /// Documents it must be silent on.
    pub good: Vec<Example>,
    /// Documents it must report.
    pub bad: Vec<Example>,
    /// The file it was read from.
    pub file: String,
    /// Line of that file its entry begins on.
    pub line: usize,
}

impl Rule {
    /// The word in the rule file for what it demands.
    #[must_use]
    pub fn verb_name(&self) -> &'static str {
        match self.verb {
            Verb::Require(_) => "require",
            Verb::Forbid(_) => "forbid",
            Verb::Replace(_) => "replace",
            Verb::Strip(_) => "strip",
            Verb::Limit(_) => "limit",
            Verb::Consistent(_) => "consistent",
        }
    }

    /// What must be open in a block for this rule to find anything in it.
    pub(super) fn key(&self) -> Key {
        match &self.verb {
            Verb::Require(_) => self
                .when
                .as_ref()
                .map_or(Key::NONE, |when| united(when.0.iter().filter_map(|c| c.matcher.as_ref()))),
            Verb::Forbid(Forbid::Words(matcher, _)) => matcher.key(),
            Verb::Forbid(Forbid::Shape(_) | Forbid::Either(..)) => Key::NONE,
            Verb::Replace(replace) => united(replace.entries.iter().map(|(m, _)| m)),
            Verb::Consistent(consistent) => united(consistent.groups.iter().flatten()),
            // A limit may be broken by what is not there.
            Verb::Limit(limit) => match &limit.count {
                Count::Of(matcher) if limit.min <= 0.0 => matcher.key(),
                _ => Key::NONE,
            },
            Verb::Strip(_) => Key::Any(Vec::new()),
        }
    }
}

/// What one of these matchers needs.
fn united<'m>(matchers: impl Iterator<Item = &'m Matcher>) -> Key {
    Key::Any(matchers.map(Matcher::key).collect())
}

/// What all rules of a file share.
pub(super) struct Context<'a> {
    pub(super) pack: &'a str,
    pub(super) file: &'a str,
    pub(super) grammar: Grammar<'a>,
    /// Rules without examples are mistakes (in the packs that come with the program).
    pub(super) examples_required: bool,
}

impl Context<'_> {
    /// Reads one entry of `rules`.
    pub(super) fn rule(
        &self,
        node: &Node,
        taken: &mut BTreeSet<String>,
        sink: &mut Sink<'_>,
    ) -> Option<Rule> {
        let fields = Fields::read(node, "a rule", KEYS, sink)?;
        let id = self.id(&fields, node, taken, sink)?;
        let code = Code::of_rule(self.pack, &id);
        let verb = verb_key(&fields, node, sink);
        let severity = severity(&fields, sink);
        let Some(verb) = verb else {
            // What else is wrong with it is told at once.
            self.conditions(&fields, sink);
            return None;
        };
        let message = fields.text("message", sink).map(|m| {
            let span = fields.get("message").map_or(0..0, |n| n.span.clone());
            Template::read(m, span, placeholders(verb), sink)
        });
        let why = message.as_ref().map_or_else(|| id.replace('-', " "), Template::source);
        let (good, bad) = self.examples(&fields, node, verb, sink);
        let [when, unless] = self.conditions(&fields, sink);
        let except = fields.get("except").and_then(|n| self.grammar.matcher(n, sink));
        let body = fields.get(verb)?;
        let verb = self.verb(verb, body, &fields, &code, &why, sink)?;
        let rule = Rule {
            code,
            severity,
            message,
            note: fields.text("note", sink).map(|t| t.trim().to_owned()),
            url: fields.text("url", sink).map(str::to_owned),
            tags: fields.get("tags").map(|n| texts(n, "tags", sink)).unwrap_or_default(),
            scope: fields.get("scope").map(|n| scope::read(n, sink)).unwrap_or_default(),
            when,
            unless,
            except,
            verb,
            good,
            bad,
            file: self.file.to_owned(),
            line: sink.line(node.span.start),
        };
        if self.grammar.eager {
            idle::check(&rule, &fields, sink);
        }
        Some(rule)
    }

    /// What makes it apply, and what keeps it from applying.
    fn conditions(&self, fields: &Fields<'_>, sink: &mut Sink<'_>) -> [Option<When>; 2] {
        ["when", "unless"].map(|key| fields.get(key).and_then(|n| when::read(n, key, &self.grammar, sink)))
    }

    fn verb(
        &self,
        verb: &str,
        body: &Node,
        fields: &Fields<'_>,
        code: &Code,
        why: &str,
        sink: &mut Sink<'_>,
    ) -> Option<Verb> {
        for (key, owner) in [("fix", "replace"), ("prefer", "consistent"), ("once", "forbid")] {
            if let Some(key) = fields.key(key).filter(|_| verb != owner) {
                let name = key.scalar().unwrap_or_default();
                sink.error_help(key.span.clone(), format!("`{name}` goes with `{owner}`"), "leave it out");
            }
        }
        let grammar = &self.grammar;
        Some(match verb {
            "require" => Verb::Require(require::read(body, grammar, sink)?),
            "forbid" if shape::is_shape(body) => {
                if let Some(key) = fields.key("once") {
                    sink.error_help(key.span.clone(), "`once` goes with words", "leave it out");
                }
                Verb::Forbid(Forbid::Shape(shape::read(body, sink)?))
            }
            "forbid" => {
                let once = fields.word("once", shape::ONCE, sink).unwrap_or_default();
                Verb::Forbid(match shape::apart(body) {
                    Some((words, shape)) => {
                        let shape = shape::read(&shape, sink);
                        Forbid::Either(grammar.matcher(&words, sink)?, once, shape?)
                    }
                    None => Forbid::Words(grammar.matcher(body, sink)?, once),
                })
            }
            "replace" => {
                let fix = fields.word("fix", replace::FIXES, sink).unwrap_or(Some(false));
                Verb::Replace(replace::read(body, fix, grammar, sink)?)
            }
            "limit" => Verb::Limit(limit::read(body, grammar, sink)?),
            "consistent" => {
                let prefer = fields.word("prefer", consistent::PREFER, sink).unwrap_or_default();
                Verb::Consistent(consistent::read(body, prefer, grammar, sink)?)
            }
            _ => Verb::Strip(strip::read(body, code, why, grammar, sink)?),
        })
    }

    fn id(
        &self,
        fields: &Fields<'_>,
        node: &Node,
        taken: &mut BTreeSet<String>,
        sink: &mut Sink<'_>,
    ) -> Option<String> {
        if fields.get("id").is_none() {
            sink.error_help(here(node), "a rule without `id`", "add `id: some-words-in-kebab-case`");
            return None;
        }
        let id = fields.text("id", sink)?;
        let span = fields.get("id").map_or(0..0, |n| n.span.clone());
        if !is_kebab(id) {
            sink.error_help(
                span.clone(),
                format!("`{id}` is no rule id"),
                "use lower-case letters, digits and hyphens: `no-hype`",
            );
        }
        if !taken.insert(id.to_owned()) {
            sink.error_help(
                span,
                format!("a second rule `{id}` in the pack `{}`", self.pack),
                "give one of them another id",
            );
        }
        Some(id.to_owned())
    }
}

/// The verb's key: exactly one must be there.
fn verb_key(fields: &Fields<'_>, node: &Node, sink: &mut Sink<'_>) -> Option<&'static str> {
    let given: Vec<&'static str> =
        fields.names().filter_map(|n| VERBS.iter().copied().find(|v| *v == n)).collect();
    match given[..] {
        [verb] => Some(verb),
        [] if fields.has_unknown => None,
        [] => {
            let at = fields.get("id").map_or_else(|| here(node), |n| n.span.clone());
            sink.error_help(
                at,
                "a rule without a verb",
                format!("say what it does with one of: {}", VERBS.join(", ")),
            );
            None
        }
        [first, second, ..] => {
            let at = fields.key(second).map_or_else(|| here(node), |n| n.span.clone());
            sink.error_help(
                at,
                format!("a rule has one verb, this has `{first}` and `{second}`"),
                "split it into two rules",
            );
            None
        }
    }
}

/// Words of `severity`.
pub(crate) const SEVERITIES: &[(&str, Option<Severity>)] = &[
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

fn severity(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Severity> {
    fields.word("severity", SEVERITIES, sink).unwrap_or(Some(Severity::Warning))
}

/// Placeholders that have a value in a verb's message.
pub(super) fn placeholders(verb: &str) -> &'static [&'static str] {
    match verb {
        "require" => &["trigger", "problem"],
        "replace" => &["match", "fix"],
        "limit" => &["match", "count", "limit"],
        "consistent" => &["match", "other", "fix"],
        _ => &["match"],
    }
}

/// The texts of a list.
pub(super) fn texts(node: &Node, name: &str, sink: &mut Sink<'_>) -> Vec<String> {
    items(node).iter().filter_map(|n| super::fields::text(n, name, sink).map(str::to_owned)).collect()
}

/// Where a node begins, for what is missing in it.
pub(super) fn here(node: &Node) -> Range<usize> {
    match &node.value {
        Value::Map(map) => map.first().map_or(node.span.clone(), |(k, _)| k.span.clone()),
        _ => node.span.clone(),
    }
}

pub(super) fn is_kebab(word: &str) -> bool {
    !word.is_empty()
        && word
            .split('-')
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
