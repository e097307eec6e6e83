//! The verb `limit`: not more of something than so much, or not less.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::metric::{METRICS, Metric};
use super::node::Node;

/// Keys of `limit`: first those that say what is counted.
pub(super) const KEYS: &[&str] =
    &["words", "sentences", "characters", "match", "distinct", "metric", "min", "max", "per"];

/// How many of [`KEYS`] say what is counted.
pub(super) const COUNTS: usize = 6;

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
    /// How many of these occur at all.
    Distinct(Vec<Matcher>),
    /// A measure of the whole document.
    Metric(Metric),
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
    /// Least allowed; 0 where there is no least.
    pub min: f64,
    /// Most allowed; infinite where there is no most.
    pub max: f64,
}

/// Words of `per`.
pub(super) const PER: &[(&str, Per)] =
    &[("sentence", Per::Sentence), ("paragraph", Per::Paragraph), ("document", Per::Document)];

/// Reads what stands under `limit`: `{words: 45, per: sentence}`, `{match: $hype, max: 2, per: document}`,
/// `{metric: mean-word-length, min: 3, max: 10}`.
pub(super) fn read(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Limit> {
    let fields = Fields::read(node, "`limit`", KEYS, sink)?;
    let given: Vec<&str> = fields.names().filter(|n| KEYS[..COUNTS].contains(n)).collect();
    let [name] = given[..] else {
        if !given.is_empty() || !fields.has_unknown {
            let key = given.get(1).and_then(|n| fields.key(n)).unwrap_or(node);
            let names = KEYS[..COUNTS].iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
            sink.error(key.span.clone(), format!("`limit` needs exactly one of {names}"));
        }
        return None;
    };
    let count = count(name, &fields, grammar, sink)?;
    let per = fields.word("per", PER, sink);
    let whole = matches!(count, Count::Metric(_) | Count::Distinct(_));
    if let (Some(key), true, Some(Per::Sentence | Per::Paragraph)) = (fields.get("per"), whole, per) {
        sink.error_help(
            key.span.clone(),
            format!("`{name}` is counted in the whole document"),
            "leave `per` out",
        );
    }
    let per = if whole { Per::Document } else { per.unwrap_or(Per::Paragraph) };
    let (min, max) = bounds(name, &fields, node, sink)?;
    Some(Limit { count, per, min: min.unwrap_or(0.0), max: max.unwrap_or(f64::INFINITY) })
}

fn count(name: &str, fields: &Fields<'_>, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Count> {
    let body = fields.get(name)?;
    Some(match name {
        "words" => Count::Words,
        "sentences" => Count::Sentences,
        "characters" => Count::Characters,
        "match" => Count::Of(grammar.matcher(body, sink)?),
        "distinct" => Count::Distinct(grammar.each(body, sink)?),
        _ => Count::Metric(fields.word("metric", METRICS, sink)?),
    })
}

/// Least and most, of which there must be one.
fn bounds(
    name: &str,
    fields: &Fields<'_>,
    node: &Node,
    sink: &mut Sink<'_>,
) -> Option<(Option<f64>, Option<f64>)> {
    let (min, max) = (fields.decimal("min", sink), fields.decimal("max", sink));
    let is_plain = matches!(name, "words" | "sentences" | "characters");
    if let (Some(key), Some(_), true) = (fields.key("max"), max, is_plain) {
        sink.error_help(key.span.clone(), format!("`{name}` gives the most already"), "leave `max` out");
    }
    let most = if is_plain { fields.decimal(name, sink).or(max) } else { max };
    if most.is_none() && min.is_none() {
        // A number that is none was reported already.
        if ["min", "max"].iter().all(|key| fields.get(key).is_none()) && !is_plain {
            sink.error_help(
                node.span.clone(),
                "a `limit` without a number can never fire",
                "add `max: 3` or `min: 1`",
            );
        }
        return None;
    }
    if let (Some(least), Some(most)) = (min, most)
        && least > most
    {
        let at = fields.get("min").unwrap_or(node).span.clone();
        sink.error_help(at, "`min` is more than `max`, so every text breaks this limit", "swap the two");
    }
    Some((min, most))
}
