//! YAML text to a tree whose every node knows its place. The only file that names the YAML library.
//!
//! Rule files are read into a tree first and checked afterwards, so that one run can report every
//! mistake in a file; a typed deserialiser stops at the first.

use super::errors::Sink;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::DuplicateKeyPolicy;
use std::fmt;
use std::ops::Range;

/// Largest rule file read, in bytes. House rules are a few hundred kilobytes at most.
pub(crate) const MAX_BYTES: usize = 8 << 20;

/// A YAML value and the bytes of the file it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What a node holds. Scalars are text as written: `no`, `1.0` and dates stay what the author typed.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Scalar(String),
    Seq(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Parses a file into one tree. Refuses alias bombs, deep nesting and giant files quickly.
pub(crate) fn parse(text: &str, sink: &mut Sink<'_>) -> Option<Node> {
    if text.len() > MAX_BYTES {
        sink.error(
            0..0,
            format!("the file is larger than {} MiB, too large for a rule file", MAX_BYTES >> 20),
        );
        return None;
    }
    let mut options = serde_yaml::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    options.budget = serde_yaml::budget! { max_depth: 32, max_aliases: 200, max_nodes: 200_000 };
    // Rule files hardly ever need an alias; what one stands for is read once more each time.
    options.alias_limits.max_total_replayed_events = 20_000;
    match serde_yaml::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => Some(raw.locate(text)),
        Err(error) => {
            report(&error, text, sink);
            None
        }
    }
}

fn report(error: &serde_yaml::Error, text: &str, sink: &mut Sink<'_>) {
    let place = error.location();
    let at = place.and_then(|l| bytes(l.span()).or_else(|| character(text, l.line(), l.column())));
    let message = error.without_snippet().to_string();
    // The library repeats the place in its text; ours is drawn.
    let message = message.split(" at line ").next().unwrap_or_default();
    let message = message
        .rsplit_once("column ")
        .map_or(message, |(_, m)| m.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' '));
    let at = clamp(at.unwrap_or(0..0), text);
    match REFUSED.iter().find(|(name, _)| message.contains(name)) {
        Some((_, plain)) => sink.error(at, *plain),
        None => broken(message, at, text, sink),
    }
}

/// The character at a line and column, both from 1.
fn character(text: &str, line: u64, column: u64) -> Option<Range<usize>> {
    let (line, column) = (usize::try_from(line).ok()?, usize::try_from(column).ok()?);
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let row = text[start..].lines().next().unwrap_or_default();
    let at = row.char_indices().nth(column.saturating_sub(1)).map_or(row.len(), |(at, _)| at);
    Some(start + at..start + at + 1)
}

/// A file that is no YAML. The reader stops at the first such fault, often behind the place to mend.
fn broken(message: &str, at: Range<usize>, text: &str, sink: &mut Sink<'_>) {
    // A tab in front is no YAML whatever else is wrong, and looks like blanks.
    let line = text[..at.start].rfind('\n').map_or(0, |n| n + 1);
    let lead = &text[line..];
    let blank = lead.len() - lead.trim_start_matches([' ', '\t']).len();
    if let Some(tab) = lead[..blank].find('\t') {
        let help = "indent with blanks; editors can put them in for the tabulator key";
        return sink.error_help(line + tab..line + blank, "a tabulator at the beginning of a line", help);
    }
    match FAULTS.iter().find(|(name, ..)| message.contains(name)) {
        Some((_, plain, help)) => sink.error_help(at, *plain, *help),
        None => sink.error_help(
            at,
            format!("not readable as YAML: {message}"),
            "look for a missing quotation mark, bracket or space after a colon here or on the line above",
        ),
    }
}

/// What the library says of files that are no YAML, what that means to their author, and what to do.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "unknown escape",
        "a backslash between \"…\" that means nothing",
        "write \\\\ for a backslash, or put the text between '…'",
    ),
    (
        "trailing content after",
        "something stands behind a text in quotation marks",
        "put marks around all of it; inside \"…\" write \\\" for a mark",
    ),
    ("quoted scalar", OPEN_QUOTE, CLOSE_IT),
    ("unclosed quote", OPEN_QUOTE, CLOSE_IT),
    (
        "multiple YAML documents",
        "a second document begins here",
        "take the line `---` out, or make two files",
    ),
    (
        "unknown anchor",
        "a text that begins with `*` names something written elsewhere, and there is no such thing",
        "put the text between quotation marks",
    ),
    (
        "values are not allowed",
        "a second `: ` in one line, or a line that is indented more or less than those above it",
        "put a text that holds `: ` between quotation marks; begin the keys of a rule in the same column",
    ),
    ("illegal placement of ':'", OPEN_BRACKET, ADD_IT),
    ("expected ',' or", OPEN_BRACKET, ADD_IT),
    ("unclosed bracket", OPEN_BRACKET, ADD_IT),
    ("invalid indentation in flow", OPEN_BRACKET, ADD_IT),
    ("parsing a flow", OPEN_BRACKET, ADD_IT),
    ("unexpected character", "a text cannot begin with this sign", "put the text between quotation marks"),
    (
        "expected '-'",
        "this line is no entry of the list above it",
        "begin each entry with `- `, and what belongs to it in the column behind",
    ),
    (
        "did not find expected key",
        "this line does not go with those above it",
        "begin keys that belong together in the same column",
    ),
    ("simple key", "a key without its `: `", "write `key: value`, with a blank behind the colon"),
];
const OPEN_QUOTE: &str =
    "a text in quotation marks goes wrong: the mark that closes it is missing, or not here";
const CLOSE_IT: &str = "close it with the mark that opened it, here or on a line above";
const OPEN_BRACKET: &str = "a `[` or `{` here or on a line above is not closed, or a comma is missing in it";
const ADD_IT: &str = "put commas between the entries, and `]` or `}` behind the last";

/// What the library says of files that ask too much, and what that means to their author.
const REFUSED: &[(&str, &str)] = &[
    ("alias replay", "the file says too much through aliases (`*name`); write the texts out"),
    ("Aliases", "the file says too much through aliases (`*name`); write the texts out"),
    ("recursion limit", "the file is nested too deep: more than 32 levels"),
    ("Depth", "the file is nested too deep: more than 32 levels"),
    ("Nodes", "the file holds too much: more than 200,000 keys and texts"),
    ("budget breached", "the file asks for more than a rule file may"),
];

fn bytes(span: serde_yaml::Span) -> Option<Range<usize>> {
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let len = usize::try_from(span.byte_len().unwrap_or(0)).ok()?;
    Some(start..start + len)
}

/// A range that lies inside `text`, on character boundaries.
fn clamp(range: Range<usize>, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end.max(start));
    start..end
}

/// The tree as the library hands it over: typed scalars, locations of its own kind.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    Text(String),
    /// A plain scalar the library took for a number or boolean; its text is read from the file.
    Plain,
    Seq(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl Raw {
    // Depth is bounded by the budget above.
    fn locate(self, text: &str) -> Node {
        let span = bytes(self.0.referenced.span()).map_or(0..0, |r| clamp(r, text));
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            RawValue::Text(s) => Value::Scalar(s),
            RawValue::Plain => {
                let defined = bytes(self.0.defined.span()).map_or(0..0, |r| clamp(r, text));
                Value::Scalar(text[defined].trim().to_owned())
            }
            RawValue::Seq(items) => Value::Seq(items.into_iter().map(|n| n.locate(text)).collect()),
            RawValue::Map(entries) => {
                Value::Map(entries.into_iter().map(|(k, v)| (k.locate(text), v.locate(text))).collect())
            }
        };
        Node { span, value }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Spanned::deserialize(d).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<RawValue, D::Error> {
        d.deserialize_any(self)
    }

    fn visit_str<E>(self, v: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(v))
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Plain)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(RawValue::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawValue::Map(entries))
    }
}
