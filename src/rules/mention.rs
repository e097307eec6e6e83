//! Which lists a rule file names, and which it gives and never names.

use super::errors::Sink;
use super::lists::{list_in, list_name};
use super::node::{Node, Value};
use super::pack::Opened;
use super::suggest::nearest;
use std::collections::BTreeSet;

impl Opened<'_> {
    /// The lists its rules and lists name, and those they probably mean.
    pub(super) fn lists_named(&self) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        if let Some(root) = &self.root {
            collect(root, &mut named);
        }
        let known = self.lists.names();
        let unknown = named.iter().filter(|n| !known.contains(&n.as_str()));
        let meant: Vec<String> =
            unknown.filter_map(|n| nearest(n, known.iter().copied())).map(str::to_owned).collect();
        named.extend(meant);
        named
    }

    /// Reports its lists that are not `named`. A pack without rules is a store of lists for others.
    pub(super) fn report_unused(&mut self, named: &BTreeSet<String>) {
        let Some(Node { value: Value::Map(map), .. }) = &self.root else { return };
        if map.iter().all(|(k, _)| k.scalar() != Some("rules")) {
            return;
        }
        let mut sink = Sink::new(self.file, self.text);
        for (name, span) in self.own_lists.iter().filter(|(name, _)| !named.contains(name)) {
            sink.error_help(
                span.clone(),
                format!("no rule uses the list `{name}`"),
                format!("write `${name}` in a rule, or take the list out"),
            );
        }
        self.errors.append(&mut sink.errors);
    }
}

/// Keys under which a `$` is no list.
const PROSE: &[&str] = &["examples", "note", "message", "insert", "about", "url"];

/// Whether a list stands inside a longer text somewhere.
// The depth is bounded by the YAML reader.
pub(super) fn is_part(node: &Node, list: &str) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar(text) => {
            let mut named = BTreeSet::new();
            list_name(text).is_none() && {
                collect(node, &mut named);
                named.contains(list)
            }
        }
        Value::Seq(items) => items.iter().any(|item| is_part(item, list)),
        Value::Map(map) => map.iter().any(|(k, v)| {
            !k.scalar().is_some_and(|k| PROSE.contains(&k)) && (is_part(k, list) || is_part(v, list))
        }),
    }
}

// The depth is bounded by the YAML reader.
fn collect(node: &Node, named: &mut BTreeSet<String>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(text) => {
            let mut rest = text.as_str();
            while let Some((at, name)) = list_in(rest) {
                named.insert(name.to_owned());
                rest = &rest[at + 1 + name.len()..];
            }
        }
        Value::Seq(items) => items.iter().for_each(|item| collect(item, named)),
        Value::Map(map) => {
            for (key, value) in map {
                if !key.scalar().is_some_and(|k| PROSE.contains(&k)) {
                    collect(key, named);
                    collect(value, named);
                }
            }
        }
    }
}
