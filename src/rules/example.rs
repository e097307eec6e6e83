//! The examples of a rule: its tests, its explanation and its help.

use super::errors::Sink;
use super::fields::{self, Fields, items};
use super::node::{Node, Value};
use super::rule::{Context, here};

/// Keys of `examples`.
pub(super) const EXAMPLES: &[&str] = &["good", "bad"];

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
        let list = |name: &str, sink: &mut Sink<'_>| {
            let node = read.as_ref().and_then(|f| f.get(name));
            node.map(|n| items(n).iter().filter_map(|n| example(n, verb, sink)).collect()).unwrap_or_default()
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

fn example(node: &Node, verb: &str, sink: &mut Sink<'_>) -> Option<Example> {
    let line = sink.line(node.span.start);
    let Value::Map(_) = node.value else {
        let text = fields::text(node, "example", sink)?.to_owned();
        return Some(Example { text, problem: None, becomes: None, line });
    };
    let known: &[&str] = match verb {
        "require" => &["text", "problem"],
        _ => &["text", "becomes"],
    };
    let fields = Fields::read(node, "an example", known, sink)?;
    let text = fields.text("text", sink)?.to_owned();
    let problem = fields.text("problem", sink).map(str::to_owned);
    let becomes = fields.get("becomes").and_then(|n| n.scalar()).map(str::to_owned);
    Some(Example { text, problem, becomes, line })
}
