//! Reading a mapping with known keys, and its values, reporting what does not fit.

use super::errors::Sink;
use super::node::{Node, Value};

/// A mapping all keys of which are known.
pub(crate) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node, &'n Node)>,
    /// Whether keys were left out: then what seems missing may only be misspelt.
    pub(crate) has_unknown: bool,
}

impl<'n> Fields<'n> {
    /// Reads a mapping; unknown and repeated keys are reported and left out. `None` where `node` is
    /// no mapping.
    pub(crate) fn read(node: &'n Node, what: &str, known: &[&str], sink: &mut Sink<'_>) -> Option<Self> {
        let Value::Map(map) = &node.value else {
            let message = match node.value {
                Value::Null => format!("{what} is empty"),
                _ => format!("{what} must be keys with their values, this is {}", node.kind()),
            };
            let first = known.first().copied().unwrap_or_default();
            let help = format!("write `{first}: …`; known here: {}", known.join(", "));
            sink.error_help(node.span.clone(), message, help);
            return None;
        };
        let mut fields = Self { entries: Vec::with_capacity(map.len()), has_unknown: false };
        for (key, value) in map {
            let Some(name) = key.scalar() else {
                sink.error(key.span.clone(), "a key must be a text");
                continue;
            };
            if fields.entry(name).is_some() {
                sink.error_help(
                    key.span.clone(),
                    format!("`{name}` stands here twice"),
                    "keep one of the two",
                );
            } else if known.contains(&name) {
                fields.entries.push((name, key, value));
            } else {
                fields.has_unknown = true;
                sink.unknown(key.span.clone(), &format!("key in {what}:"), name, known);
            }
        }
        Some(fields)
    }

    fn entry(&self, name: &str) -> Option<&(&'n str, &'n Node, &'n Node)> {
        self.entries.iter().find(|(n, _, _)| *n == name)
    }

    /// The value of a key.
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|(_, _, value)| *value)
    }

    /// The key itself, for messages about it.
    pub(crate) fn key(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|(_, key, _)| *key)
    }

    /// The keys present, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'n str> + '_ {
        self.entries.iter().map(|(name, _, _)| *name)
    }

    /// A text.
    pub(crate) fn text(&self, name: &str, sink: &mut Sink<'_>) -> Option<&'n str> {
        text(self.get(name)?, name, sink)
    }

    /// A whole number from 0.
    pub(crate) fn number(&self, name: &str, sink: &mut Sink<'_>) -> Option<usize> {
        let node = self.get(name)?;
        let number = node.scalar().and_then(|s| s.parse().ok());
        if number.is_none() {
            sink.error(node.span.clone(), format!("`{name}` must be a whole number from 0 up, such as 40"));
        }
        number
    }

    /// A number from 0, as `3`, `0.3` or `30%`.
    pub(crate) fn decimal(&self, name: &str, sink: &mut Sink<'_>) -> Option<f64> {
        let node = self.get(name)?;
        let number = node.scalar().and_then(|text| match text.strip_suffix('%') {
            Some(percent) => percent.trim().parse::<f64>().ok().map(|p| p / 100.0),
            None => text.parse().ok(),
        });
        let number = number.filter(|n| n.is_finite() && *n >= 0.0);
        if number.is_none() {
            sink.error(node.span.clone(), format!("`{name}` must be a number, such as 40, 0.3 or 30%"));
        }
        number
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&self, name: &str, words: &[(&str, T)], sink: &mut Sink<'_>) -> Option<T> {
        let node = self.get(name)?;
        let given = text(node, name, sink)?;
        let found = words.iter().find(|(w, _)| *w == given).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            sink.unknown(node.span.clone(), &format!("value of `{name}`:"), given, &known);
        }
        found
    }
}

/// The text of a node, reported where it is none.
pub(crate) fn text<'n>(node: &'n Node, name: &str, sink: &mut Sink<'_>) -> Option<&'n str> {
    let text = node.scalar().filter(|s| !s.trim().is_empty());
    match text {
        None if node.scalar().is_some() => {
            sink.error(node.span.clone(), format!("`{name}` is an empty text"))
        }
        None => {
            let message = format!("`{name}` must be a text, this is {}", node.kind());
            // `{match}` without quotation marks is YAML of its own.
            match node.value {
                Value::Map(_) => {
                    sink.error_help(node.span.clone(), message, "put the text between quotation marks")
                }
                _ => sink.error(node.span.clone(), message),
            }
        }
        Some(_) => {}
    }
    text
}

/// The elements of a list, or the one node that stands for a list of one.
pub(crate) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::Seq(items) => items,
        _ => std::slice::from_ref(node),
    }
}
