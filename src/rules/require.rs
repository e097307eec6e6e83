//! The verb `require`: a paragraph that must stand in a document, where, and with what in it.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::message::Template;
use super::node::{Node, Value};
use crate::language;
use crate::model::Role;
use std::collections::BTreeSet;

/// Keys of `require`.
pub(super) const KEYS: &[&str] =
    &["paragraph", "heading", "meta", "part", "mention", "at", "min-words", "insert", "in-place"];

/// Keys of `in-place`.
pub(super) const IN_PLACE_KEYS: &[&str] = &["paragraph", "mention"];

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
    /// What could be put in: one text, or one for each of some languages.
    pub insert: Vec<Insert>,
    /// What counts besides, where the paragraph must stand and nowhere else.
    pub in_place: Option<InPlace>,
}

/// A freer description of a demanded paragraph. Where a notice is expected a few words make one; in
/// running text the same words are a remark.
#[derive(Clone, Debug)]
pub struct InPlace {
    /// What the paragraph is known by.
    pub paragraph: Matcher,
    /// What also says what it must say, by the names of [`Require::mention`].
    pub mention: Vec<(String, Matcher)>,
}

/// A text that could be put in.
#[derive(Clone, Debug)]
pub struct Insert {
    /// The tag of its language; `None` where the rule has one text and does not say.
    pub language: Option<String>,
    /// The text.
    pub text: Template,
}

/// Reads what stands under `require`.
pub(super) fn read(node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Require> {
    let fields = Fields::read(node, "`require`", KEYS, sink)?;
    let target = target(&fields, node, grammar, sink);
    let said = fields.get("mention").map(|n| mention(n, grammar, sink)).unwrap_or_default();
    let at = fields.get("at").and_then(|n| at(n, sink)).unwrap_or_default();
    let min_words = fields.number("min-words", sink).unwrap_or(0);
    let insert = fields.get("insert").map(|n| inserts(n, sink)).unwrap_or_default();
    let in_place = fields.get("in-place").and_then(|n| in_place(n, &said, at, grammar, sink));
    Some(Require { target: target?, mention: said, at, min_words, insert, in_place })
}

/// `{paragraph: MATCHER, mention: {NAME: MATCHER}}`, of names the rule itself mentions.
fn in_place(
    node: &Node,
    said: &[(String, Matcher)],
    at: At,
    grammar: &Grammar<'_>,
    sink: &mut Sink<'_>,
) -> Option<InPlace> {
    if at == At::Anywhere {
        let help = "say where the paragraph must stand: `at: {last: 3 paragraphs}`";
        sink.error_help(node.span.clone(), "`in-place` without `at`", help);
    }
    let fields = Fields::read(node, "`in-place`", IN_PLACE_KEYS, sink)?;
    let free = fields.get("mention").map(|n| mention(n, grammar, sink)).unwrap_or_default();
    let names: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(Value::Map(map)) = fields.get("mention").map(|n| &n.value) {
        for (key, _) in map {
            let name = key.scalar().unwrap_or_default();
            if !names.contains(&name) {
                sink.unknown(key.span.clone(), "part of `mention`:", name, &names);
            }
        }
    }
    let Some(paragraph) = fields.get("paragraph") else {
        sink.error_help(
            node.span.clone(),
            "an `in-place` without `paragraph`",
            "add `paragraph:` and what the paragraph is known by",
        );
        return None;
    };
    Some(InPlace { paragraph: grammar.matcher(paragraph, sink)?, mention: free })
}

/// A text, or texts by language: `{en: …, de: …}`.
fn inserts(node: &Node, sink: &mut Sink<'_>) -> Vec<Insert> {
    let Value::Map(map) = &node.value else {
        if let Value::Seq(_) = node.value {
            let message = "`insert` is one text, or one for each language, this is a list";
            sink.error_help(node.span.clone(), message, "write `insert: {en: …, de: …}`");
            return Vec::new();
        }
        return insert(None, node, sink).into_iter().collect();
    };
    let mut taken = BTreeSet::new();
    let mut of_language = |(key, value): &(Node, Node)| {
        let tag = key.scalar().unwrap_or_default();
        if !taken.insert(tag.to_owned()) {
            sink.error_help(key.span.clone(), format!("`{tag}` stands here twice"), "keep one of the two");
            return None;
        }
        if !language::is_known(tag) {
            let help = match language::primary(tag) {
                Some(primary) => format!("write `{primary}`"),
                None => "use the code of a language, such as `en`, `de` or `zh`".to_owned(),
            };
            sink.error_help(key.span.clone(), format!("unknown language `{tag}`"), help);
            return None;
        }
        insert(Some(tag), value, sink)
    };
    map.iter().filter_map(&mut of_language).collect()
}

fn insert(language: Option<&str>, node: &Node, sink: &mut Sink<'_>) -> Option<Insert> {
    let text = super::fields::text(node, "insert", sink)?;
    let text = Template::read(text.trim(), node.span.clone(), &["trigger"], sink);
    Some(Insert { language: language.map(str::to_owned), text })
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
    for key in ["mention", "at", "min-words", "insert", "in-place"].iter().filter_map(|k| fields.key(k)) {
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
