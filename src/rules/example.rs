//! The examples of a rule: its tests, its explanation and its help.

use super::errors::Sink;
use super::fields::{self, Fields, items};
use super::node::{Node, Value};
use super::rule::{Context, here};

/// Keys of `examples`.
pub(super) const EXAMPLES: &[&str] = &["good", "bad"];

/// Problems a `require` names …
pub(super) const PROBLEMS: &[&str] = &["missing", "misplaced", "too-short"];
/// … and the word before the name of a part of `mention`.
pub(super) const LACKS: &str = "lacks";

/// Keys of an example of a rule with this verb.
pub(super) fn keys(verb: &str) -> &'static [&'static str] {
    match verb {
        "require" => &["text", "problem"],
        _ => &["text", "becomes"],
    }
}

/// A text that shows a rule at work.
#[derive(Clone, Debug)]
pub struct Example {
    /// A document, paragraphs separated by blank lines.
    pub text: String,
    /// The problem a `require` rule must name.
    pub problem: Option<String>,
    /// What the text must become.
    pub becomes: Option<String>,
    /// Line of the rule file it begins on.
    pub line: usize,
}

impl Context<'_> {
    pub(super) fn examples(
        &self,
        fields: &Fields<'_>,
        node: &Node,
        verb: &str,
        sink: &mut Sink<'_>,
    ) -> (Vec<Example>, Vec<Example>) {
        let read = fields.get("examples").and_then(|n| Fields::read(n, "`examples`", EXAMPLES, sink));
        let parts = fields.get("require").map(mentioned).unwrap_or_default();
        let list = |name: &str, sink: &mut Sink<'_>| {
            let node = read.as_ref().and_then(|f| f.get(name));
            let examples = node.map(items).unwrap_or_default().iter();
            examples.filter_map(|n| example(n, verb, &parts, sink)).collect()
        };
        let good: Vec<Example> = list("good", sink);
        let bad: Vec<Example> = list("bad", sink);
        for (name, empty) in [("good", good.is_empty()), ("bad", bad.is_empty())] {
            if empty && self.examples_required {
                let span = fields.get("id").map_or_else(|| here(node), |n| n.span.clone());
                sink.error_help(
                    span,
                    format!("a rule without a {name} example"),
                    "give each rule texts it reports and texts it leaves alone",
                );
            }
        }
        (good, bad)
    }
}

/// The names under `mention`.
fn mentioned(require: &Node) -> Vec<&str> {
    let mention = entries(require).iter().find(|(key, _)| key.scalar() == Some("mention"));
    let parts = mention.map(|(_, parts)| entries(parts)).unwrap_or_default();
    parts.iter().filter_map(|(name, _)| name.scalar()).collect()
}

fn entries(node: &Node) -> &[(Node, Node)] {
    match &node.value {
        Value::Map(map) => map,
        _ => &[],
    }
}

/// Reports a problem that the rule can never name.
fn check_problem(node: &Node, parts: &[&str], sink: &mut Sink<'_>) {
    let Some(problem) = node.scalar().map(str::trim) else { return };
    let part = problem.strip_prefix(LACKS).map(str::trim);
    match part {
        Some("") => {}
        Some(part) if parts.contains(&part) => {}
        Some(part) => sink.unknown(node.span.clone(), "part of `mention`:", part, parts),
        None if PROBLEMS.contains(&problem) => {}
        None => {
            let known: Vec<&str> = PROBLEMS.iter().copied().chain(["lacks NAME"]).collect();
            sink.unknown(node.span.clone(), "problem", problem, &known);
        }
    }
}

fn example(node: &Node, verb: &str, parts: &[&str], sink: &mut Sink<'_>) -> Option<Example> {
    let line = sink.line(node.span.start);
    let Value::Map(_) = node.value else {
        let text = fields::text(node, "example", sink)?.to_owned();
        return Some(Example { text, problem: None, becomes: None, line });
    };
    let fields = Fields::read(node, "an example", keys(verb), sink)?;
    if let Some(problem) = fields.get("problem") {
        check_problem(problem, parts, sink);
    }
    let text = fields.text("text", sink)?.to_owned();
    let problem = fields.text("problem", sink).map(str::to_owned);
    let becomes = fields.get("becomes").and_then(|n| n.scalar()).map(str::to_owned);
    Some(Example { text, problem, becomes, line })
}
