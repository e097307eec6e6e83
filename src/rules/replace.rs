//! The verb `replace`: say it otherwise.

use super::errors::Sink;
use super::gate::Gate;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::node::{Node, Value};
use super::passage::Passage;
use std::collections::BTreeSet;

/// Words of `fix`: whether the replacement may be made unseen.
pub(super) const FIXES: &[(&str, Option<bool>)] =
    &[("safe", Some(true)), ("unsafe", Some(false)), ("none", None)];

/// A compiled `replace`.
#[derive(Clone, Debug)]
pub struct Replace {
    pub(super) entries: Vec<(Matcher, String)>,
    gate: Gate,
    /// Whether the replacement may be made unseen; `None` where none is offered.
    pub fix: Option<bool>,
}

impl Replace {
    /// The entries that may find something in a text, with what stands for them.
    pub(crate) fn open(&self, passage: &Passage<'_>) -> impl Iterator<Item = &(Matcher, String)> {
        self.gate.open(passage).into_iter().filter_map(|i| self.entries.get(i))
    }
}

/// Reads what stands under `replace`, a mapping from phrase to text, and `fix` beside it.
pub(super) fn read(
    node: &Node,
    fix: Option<bool>,
    grammar: &Grammar<'_>,
    sink: &mut Sink<'_>,
) -> Option<Replace> {
    let Value::Map(map) = &node.value else {
        let help = "write `replace: {utilize: use}`";
        sink.error_help(
            node.span.clone(),
            format!("`replace` must be keys with their values, this is {}", node.kind()),
            help,
        );
        return None;
    };
    let mut entries: Vec<(Matcher, String)> = Vec::with_capacity(map.len());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (from, to) in map {
        let name = from.scalar().unwrap_or_default();
        if !seen.insert(name) {
            sink.error_help(from.span.clone(), format!("`{name}` stands here twice"), "keep one of the two");
        }
        let text = match &to.value {
            Value::Scalar(text) => text.clone(),
            Value::Null => {
                let help = "write the better words, or `\"\"` to take it out";
                sink.error_help(from.span.clone(), format!("nothing is given to replace `{name}`"), help);
                continue;
            }
            Value::Seq(_) | Value::Map(_) => {
                sink.error(
                    to.span.clone(),
                    format!("what replaces `{name}` must be a text, this is {}", to.kind()),
                );
                continue;
            }
        };
        let is_back = |(other, back): &(&Node, &Node)| {
            other.scalar() == Some(text.as_str())
                && back.scalar() == Some(name)
                && other.scalar() != Some(name)
        };
        if map
            .iter()
            .map(|(other, back)| (other, back))
            .take_while(|(other, _)| !std::ptr::eq(*other, from))
            .any(|pair| is_back(&pair))
        {
            let message = format!("`{text}` is replaced by `{name}` above, and this puts it back");
            sink.error_help(to.span.clone(), message, "keep one of the two");
        }
        if text == name {
            sink.error_help(to.span.clone(), format!("`{name}` is replaced by itself"), "give another text");
        }
        entries.extend(grammar.matcher(from, sink).map(|m| (m, text)));
    }
    if map.is_empty() {
        sink.error(node.span.clone(), "an empty `replace` can never fire");
    }
    let lexicon = grammar.collector.borrow().lexicon.clone();
    let gate = Gate::new(lexicon, entries.iter().enumerate().map(|(i, (m, _))| (i, m.key())));
    Some(Replace { entries, gate, fix })
}
