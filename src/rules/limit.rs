//! The verb `limit`: not more of something than so much, or not less.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::node::Node;

/// Keys of `limit`.
pub(super) const KEYS: &[&str] = &["words", "sentences", "characters", "match", "min", "max", "per"];

/// What is counted.
#[derive(Clone, Debug)]
pub enum Count {
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Characters.
    Characters,
    /// Occurrences.
    Of(Matcher),
}

/// What it is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each sentence.
    Sentence,
    /// Each block the rule reads.
    Paragraph,
    /// All the rule reads.
    Document,
}

/// A compiled `limit`.
#[derive(Clone, Debug)]
pub struct Limit {
    /// What is counted.
    pub count: Count,
    /// What it is counted in.
    pub per: Per,
    /// Least allowed.
    pub min: usize,
    /// Most allowed.
    pub max: usize,
}

/// Reads what stands under `limit`: `{words: 45, per: sentence}`, `{match: $hype, max: 2, per: document}`.
pub(super) fn read(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Limit> {
    let fields = Fields::read(node, "`limit`", KEYS, sink)?;
    let given: Vec<&str> = fields.names().filter(|n| KEYS[..4].contains(n)).collect();
    let [name] = given[..] else {
        if !given.is_empty() || !fields.has_unknown {
            let key = given.get(1).and_then(|n| fields.key(n)).unwrap_or(node);
            sink.error(
                key.span.clone(),
                "`limit` needs exactly one of `words`, `sentences`, `characters`, `match`",
            );
        }
        return None;
    };
    let per = fields.word(
        "per",
        &[("sentence", Per::Sentence), ("paragraph", Per::Paragraph), ("document", Per::Document)],
        sink,
    );
    let (min, max) = (fields.number("min", sink), fields.number("max", sink));
    let (count, most) = if name == "match" {
        (Count::Of(grammar.matcher(fields.get(name)?, sink)?), max)
    } else {
        let count = match name {
            "words" => Count::Words,
            "sentences" => Count::Sentences,
            _ => Count::Characters,
        };
        (count, fields.number(name, sink).or(max))
    };
    if let (Some(key), Some(_), true) = (fields.key("max"), max, name != "match") {
        sink.error_help(key.span.clone(), format!("`{name}` gives the most already"), "leave `max` out");
    }
    if most.is_none() && min.is_none() {
        sink.error_help(
            node.span.clone(),
            "a `limit` without a number can never fire",
            "add `max: 3` or `min: 1`",
        );
        return None;
    }
    if min > most.or(min) {
        sink.error(node.span.clone(), "nothing is at least `min` and at most `max`");
    }
    let per = per.unwrap_or(Per::Paragraph);
    Some(Limit { count, per, min: min.unwrap_or(0), max: most.unwrap_or(usize::MAX) })
}
