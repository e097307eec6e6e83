//! The verb `require`: a paragraph that must stand in a document, where, and with what in it.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::message::Template;
use super::node::{Node, Value};
use crate::model::Role;
use std::collections::BTreeSet;

/// Keys of `require`.
pub(super) const KEYS: &[&str] =
    &["paragraph", "heading", "meta", "part", "mention", "at", "min-words", "insert"];

/// What must be there.
#[derive(Clone, Debug)]
pub enum Target {
    /// A block of any form but a heading.
    Paragraph(Matcher),
    /// A heading.
    Heading(Matcher),
    /// A field of the front matter, by its name.
    Meta(String, Matcher),
    /// A part every article has, such as the title.
    Part(PartOf),
}

/// A part of an article that may be demanded as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// Its word in the rule.
    pub name: &'static str,
    /// What its blocks are in their article.
    pub role: Role,
}

/// The words of `part`.
pub(super) const PARTS: &[(&str, Role)] = &[
    ("title", Role::Title),
    ("deck", Role::Deck),
    ("byline", Role::Byline),
    ("date", Role::Published),
    ("highlights", Role::Highlight),
    ("disclaimer", Role::Disclaimer),
];

/// Where it must stand, counted in paragraphs of the article, what was stripped left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Among the first so many paragraphs.
    First(usize),
    /// Among the last so many paragraphs.
    Last(usize),
}

/// A compiled `require`.
#[derive(Clone, Debug)]
pub struct Require {
    /// What must be there.
    pub target: Target,
    /// What it must say, each part with its name, in the order written.
    pub mention: Vec<(String, Matcher)>,
    /// Where it must stand.
    pub at: At,
    /// Fewest words it may have.
    pub min_words: usize,
    /// What could be put in: the first whose matcher the triggering block matches, or that has none.
    pub insert: Vec<(Option<Matcher>, Template)>,
}

/// Reads what stands under `require`.
pub(super) fn read(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Require> {
    let fields = Fields::read(node, "`require`", KEYS, sink)?;
    let target = target(&fields, node, grammar, sink);
    let mention = fields.get("mention").map(|n| mention(n, grammar, sink)).unwrap_or_default();
    let at = fields.get("at").and_then(|n| at(n, sink)).unwrap_or_default();
    let min_words = fields.number("min-words", sink).unwrap_or(0);
    let inserts = fields.get("insert").map(super::fields::items).unwrap_or_default();
    let insert = inserts.iter().filter_map(|n| insert(n, grammar, sink)).collect();
    Some(Require { target: target?, mention, at, min_words, insert })
}

/// What an `insert` of several may say.
pub(super) const INSERT_KEYS: &[&str] = &["where", "text"];

/// A text, or `{where: MATCHER, text: …}` for articles of a kind, such as those in another language.
fn insert(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<(Option<Matcher>, Template)> {
    let (place, text) = match &node.value {
        Value::Map(_) => {
            let fields = Fields::read(node, "`insert`", INSERT_KEYS, sink)?;
            let place = fields.get("where").and_then(|n| grammar.matcher(n, sink));
            let Some(text) = fields.get("text").cloned() else {
                sink.error_help(
                    node.span.clone(),
                    "an `insert` without `text`",
                    "add `text: |` and the text",
                );
                return None;
            };
            (place, text)
        }
        _ => (None, node.clone()),
    };
    let read = super::fields::text(&text, "insert", sink)?;
    Some((place, Template::read(read.trim(), text.span.clone(), &["trigger"], sink)))
}

fn target(fields: &Fields<'_>, node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Target> {
    let given: Vec<&str> =
        fields.names().filter(|n| matches!(*n, "paragraph" | "heading" | "meta" | "part")).collect();
    let [name] = given[..] else {
        if given.is_empty() && fields.has_unknown {
            return None;
        }
        let key = given.get(1).and_then(|n| fields.key(n)).unwrap_or(node);
        sink.error(key.span.clone(), "`require` needs exactly one of `paragraph`, `heading`, `meta`, `part`");
        return None;
    };
    let value = fields.get(name)?;
    if name == "part" {
        return part(fields, sink);
    }
    if name != "meta" {
        let matcher = grammar.matcher(value, sink)?;
        return Some(if name == "heading" { Target::Heading(matcher) } else { Target::Paragraph(matcher) });
    }
    match &value.value {
        Value::Map(map) if map.len() == 1 => {
            let field = super::fields::text(&map[0].0, "meta", sink)?;
            Some(Target::Meta(field.to_lowercase(), grammar.matcher(&map[0].1, sink)?))
        }
        _ => {
            sink.error_help(
                value.span.clone(),
                "`meta` takes one field and a matcher",
                "write `meta: {author: \"/\\S/\"}`",
            );
            None
        }
    }
}

/// A part of the article: it is there or not, so nothing else can be asked of it.
fn part(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Target> {
    for key in ["mention", "at", "min-words", "insert"].iter().filter_map(|k| fields.key(k)) {
        let name = key.scalar().unwrap_or_default();
        let help = "leave it out, or demand a `paragraph`";
        sink.error_help(key.span.clone(), format!("`{name}` does not go with `part`"), help);
    }
    let role = fields.word("part", PARTS, sink)?;
    let name = PARTS.iter().find(|(_, r)| *r == role)?.0;
    Some(Target::Part(PartOf { name, role }))
}

fn mention(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Vec<(String, Matcher)> {
    let Value::Map(map) = &node.value else {
        sink.error_help(
            node.span.clone(),
            format!("`mention` must be keys with their values, this is {}", node.kind()),
            "give each part a name: `mention: {ownership: [state-owned]}`",
        );
        return Vec::new();
    };
    let mut parts: Vec<(String, Matcher)> = Vec::with_capacity(map.len());
    let mut taken = BTreeSet::new();
    for (key, value) in map {
        let name = key.scalar().unwrap_or_default().to_owned();
        if !taken.insert(name.clone()) {
            sink.error_help(key.span.clone(), format!("`{name}` stands here twice"), "keep one of the two");
        }
        parts.extend(grammar.matcher(value, sink).map(|m| (name, m)));
    }
    parts
}

/// `start`, `end`, `{first: 2 paragraphs}`, `{last: 3 paragraphs}`.
fn at(node: &Node, sink: &mut Sink<'_>) -> Option<At> {
    match node.scalar() {
        Some("anywhere") => return Some(At::Anywhere),
        Some("start") => return Some(At::First(1)),
        Some("end") => return Some(At::Last(1)),
        Some(word) => {
            sink.unknown(
                node.span.clone(),
                "value of `at`:",
                word,
                &["start", "end", "anywhere", "{last: 3 paragraphs}"],
            );
            return None;
        }
        None => {}
    }
    let fields = Fields::read(node, "`at`", &["first", "last"], sink)?;
    let name = fields.names().next()?;
    let value = fields.get(name)?;
    let count = value.scalar().and_then(|s| s.split_whitespace().next()?.parse::<usize>().ok());
    let unit = value.scalar().and_then(|s| s.split_whitespace().nth(1)).unwrap_or("paragraphs");
    match (count, unit) {
        (Some(n @ 1..), "paragraph" | "paragraphs") => {
            Some(if name == "first" { At::First(n) } else { At::Last(n) })
        }
        _ => {
            sink.error_help(
                value.span.clone(),
                format!("`{name}` takes a number of paragraphs"),
                format!("write `{{{name}: 3 paragraphs}}`"),
            );
            None
        }
    }
}
