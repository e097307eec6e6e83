//! The verb `consistent`: one way of writing a thing in a document.

use super::errors::Sink;
use super::fields::items;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::node::Node;
use std::collections::BTreeSet;

/// Which of several ways a document should keep to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefer {
    /// The one it uses first.
    #[default]
    FirstUsed,
    /// The one it uses most; of equals the first used.
    Majority,
    /// The one the rule lists first.
    FirstListed,
}

/// Words of `prefer`.
pub(super) const PREFER: &[(&str, Prefer)] = &[
    ("first-used", Prefer::FirstUsed),
    ("majority", Prefer::Majority),
    ("first-listed", Prefer::FirstListed),
];

/// A compiled `consistent`.
#[derive(Clone, Debug)]
pub struct Consistent {
    /// Groups of ways to write a thing.
    pub groups: Vec<Vec<Matcher>>,
    /// Which of them to keep to.
    pub prefer: Prefer,
}

/// Reads what stands under `consistent`: `[[e-mail, email], [Kyiv, Kiev]]`.
pub(super) fn read(
    node: &Node,
    prefer: Prefer,
    grammar: &Grammar<'_>,
    sink: &mut Sink<'_>,
) -> Option<Consistent> {
    let before = sink.errors.len();
    let mut groups = Vec::new();
    for group in items(node) {
        let ways: Vec<Matcher> = items(group).iter().filter_map(|way| grammar.matcher(way, sink)).collect();
        if items(group).len() < 2 {
            let help = "list the ways to write a thing: `[[e-mail, email]]`";
            sink.error_help(group.span.clone(), "a group of fewer than two can never fire", help);
        }
        let mut seen = BTreeSet::new();
        for way in items(group) {
            if way.scalar().is_some_and(|text| !seen.insert(text)) {
                let help = "write each way once: one would always be found beside itself";
                sink.error_help(way.span.clone(), "this way stands in its group twice", help);
            }
        }
        groups.push(ways);
    }
    (sink.errors.len() == before).then_some(Consistent { groups, prefer })
}
