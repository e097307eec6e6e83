//! `when`: what makes a rule apply to a document; `unless`: what keeps it from applying.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::{self, Grammar};
use super::idle;
use super::matcher::Matcher;
use super::node::{Node, Value};

/// Alternatives, in the order written: it holds where one of them does.
#[derive(Clone, Debug)]
pub struct When(pub Vec<Clause>);

impl When {
    /// What suffices wherever it occurs.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Matcher> {
        let is_plain =
            |c: &&Clause| c.times < 2 && c.with.is_none() && c.without.is_none() && c.meta.is_empty();
        self.0.iter().filter(is_plain).filter_map(|clause| clause.matcher.as_ref())
    }
}

/// One alternative.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What must occur in the article; `None` where only fields are asked about.
    pub matcher: Option<Matcher>,
    /// How often it must occur, at least 1.
    pub times: usize,
    /// What must occur somewhere in the article, too.
    pub with: Option<Matcher>,
    /// What must occur nowhere in the article.
    pub without: Option<Matcher>,
    /// Fields of the front matter and what must (`true`) or must not (`false`) occur in them.
    pub meta: Vec<(String, Matcher, bool)>,
}

/// Keys of `when` and `unless` beside those of a matcher.
pub(super) const OWN: &[&str] = &["times", "with", "without"];

/// Reads what stands under a key, `when` or `unless`: a matcher, with `times`, `with`, `without` and `meta.FIELD` beside
/// its own keys; a list of them means any.
pub(super) fn read(node: &Node, key: &str, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<When> {
    let before = sink.errors.len();
    let mut clauses = Vec::new();
    let mut plain = Vec::new();
    for item in super::fields::items(node) {
        match item.value {
            Value::Map(_) => clauses.extend(clause(item, key, grammar, sink)),
            _ => plain.push(item.clone()),
        }
    }
    if !plain.is_empty() || clauses.is_empty() {
        let node = Node { span: node.span.clone(), value: Value::Seq(plain) };
        let matcher = if sink.errors.len() > before { None } else { grammar.matcher(&node, sink) };
        clauses.insert(0, Clause { matcher, times: 1, with: None, without: None, meta: Vec::new() });
    }
    (sink.errors.len() == before).then_some(When(clauses))
}

fn clause(node: &Node, name: &str, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Clause> {
    if let Value::Map(map) = &node.value
        && let Some((key, _)) = map.iter().find(|(k, _)| k.scalar() == Some("meta"))
    {
        let help = "name the field behind a dot: `meta.section: opinion`";
        sink.error_help(key.span.clone(), "`meta` without the field that is asked about", help);
        return None;
    }
    let mut meta = Vec::new();
    let rest = without_meta(node, true, &mut meta, grammar, sink);
    let Value::Map(map) = &rest.value else { return None };
    let (own, matcher): (Vec<_>, Vec<_>) =
        map.iter().cloned().partition(|(k, _)| k.scalar().is_some_and(|k| OWN.contains(&k)));
    let own = Node { span: node.span.clone(), value: Value::Map(own) };
    let place = format!("`{name}`");
    let own = Fields::read(&own, &place, OWN, sink)?;
    let times = own.number("times", sink).unwrap_or(1);
    if times == 0 {
        let span = own.get("times").map_or(node.span.clone(), |n| n.span.clone());
        let message = "this can never hold: what occurs 0 times occurs nowhere";
        let help = "`times` is how often it must occur at least; `without` asks for what must not occur";
        sink.error_help(span, message, help);
        return None;
    }
    let with = own.get("with").and_then(|n| grammar.matcher(n, sink));
    let without = own.get("without").and_then(|n| grammar.matcher(n, sink));
    if matcher.is_empty() {
        return (!meta.is_empty()).then_some(Clause { matcher: None, times: 1, with, without, meta });
    }
    let known: Vec<&str> =
        grammar::KEYS.iter().copied().chain(OWN.iter().copied()).chain(["meta.FIELD"]).collect();
    let node = Node { span: node.span.clone(), value: Value::Map(matcher) };
    let before = sink.errors.len();
    Fields::read(&node, &place, &known, sink)?;
    // The grammar would tell an unknown key once more.
    if sink.errors.len() > before {
        return None;
    }
    let matcher = grammar.matcher(&node, sink)?;
    if let (Some(key), Some(without)) = (own.key("without"), &without)
        && idle::rules_out(without, &matcher)
    {
        let message = "this can never hold: `without` rules out what it looks for";
        sink.error_help(key.span.clone(), message, "take one of the two out");
    }
    Some(Clause { matcher: Some(matcher), times, with, without, meta })
}

/// The mapping without its `meta.FIELD` keys, which go to `meta`; those under `not` as prohibitions.
fn without_meta(
    node: &Node,
    wanted: bool,
    meta: &mut Vec<(String, Matcher, bool)>,
    grammar: &Grammar<'_>,
    sink: &mut Sink<'_>,
) -> Node {
    let Value::Map(map) = &node.value else { return node.clone() };
    let mut rest = Vec::new();
    for (key, value) in map {
        if let Some(field) = key.scalar().and_then(|k| k.strip_prefix("meta.")) {
            meta.extend(grammar.matcher(value, sink).map(|m| (field.to_lowercase(), m, wanted)));
        } else if wanted && key.scalar() == Some("not") {
            let value = without_meta(value, false, meta, grammar, sink);
            if !matches!(&value.value, Value::Map(m) if m.is_empty()) {
                rest.push((key.clone(), value));
            }
        } else {
            rest.push((key.clone(), value.clone()));
        }
    }
    Node { span: node.span.clone(), value: Value::Map(rest) }
}
