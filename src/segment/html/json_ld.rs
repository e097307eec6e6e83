//! What a page's JSON-LD says of its article, with the places of the values.
//!
//! Publishers write it by template, so much of it is broken: line breaks in strings, commas too many,
//! wrapped in comments. What cannot be read is passed over.

use crate::model::{Span, Text};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value with the field it belongs to.
pub(super) type Found = (&'static str, Text);

type Object<'j> = BTreeMap<Cow<'j, str>, &'j RawValue>;

/// Types of nodes that are an article; others end in `Article` or `Posting`.
const ARTICLES: &[&str] = &["Report", "APIReference", "LiveBlogPosting"];
/// Types of nodes that are what a page is about where it has no article.
const WORKS: &[&str] = &["Recipe", "HowTo", "CreativeWork"];
/// Longest script that is read, in bytes.
const LONGEST: usize = 1 << 20;
/// Most nodes of one script that are looked at.
const NODES: usize = 256;

/// What a script says of an article.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its fields, in the order of their places.
    pub(super) fields: Vec<Found>,
    /// Its text.
    pub(super) body: Option<String>,
}

/// What the script at `span` says of the first article in it.
pub(super) fn read(html: &str, span: Span) -> Said {
    let script = &html[span.range()];
    if script.len() > LONGEST || !script.contains("\"@type\"") {
        return Said::default();
    }
    let mended = mended(script);
    let reader = Reader { html, script: &mended, start: span.start as usize };
    let Some(root) = reader.json() else { return Said::default() };
    let nodes = nodes(root);
    let article = nodes.iter().find(|node| is_article(node));
    let Some(article) = article.or_else(|| nodes.iter().find(|node| is_work(node))) else {
        return Said::default();
    };
    let body = article.get("articleBody").and_then(|value| string(value));
    Said { fields: fields(&reader, article, &nodes), body }
}

fn fields<'j>(reader: &Reader<'j>, article: &Object<'j>, nodes: &[Object<'j>]) -> Vec<Found> {
    let mut found = Vec::new();
    let plain = [
        ("headline", "title"),
        ("datePublished", "date"),
        ("inLanguage", "lang"),
        ("description", "summary"),
    ];
    for (key, field) in plain {
        let value = article.get(key).and_then(|value| first(value));
        found.extend(value.and_then(|v| reader.text(&[v])).map(|text| (field, text)));
    }
    for (key, field) in [("author", "author"), ("publisher", "site")] {
        let names = article.get(key).map(|value| names(value, nodes)).unwrap_or_default();
        // Names that other nodes hold may stand around another field; then the first has to do.
        let mut texts =
            [&names[..], &names[..names.len().min(1)]].into_iter().filter_map(|names| reader.text(names));
        let text = texts.find(|text| is_apart(text, &found));
        found.extend(text.map(|text| (field, text)));
    }
    found.sort_by_key(|(_, text)| text.pieces().first().map(|p| p.span));
    found
}

/// Whether a text stands beside all others.
fn is_apart(text: &Text, others: &[Found]) -> bool {
    let span =
        |text: &Text| text.pieces().first().zip(text.pieces().last()).map(|(a, b)| a.span.cover(b.span));
    let Some(own) = span(text) else { return false };
    others
        .iter()
        .filter_map(|(_, other)| span(other))
        .all(|other| own.end <= other.start || other.end <= own.start)
}

/// The script with as many bytes and what breaks readers gone: control characters, comments around it,
/// commas before a bracket that closes.
fn mended(script: &str) -> String {
    let (open, close) = json(script);
    let mut mended = " ".repeat(open);
    let mut comma = None;
    let (mut quoted, mut escaped) = (false, false);
    for c in script[open..close.max(open)].chars() {
        if !quoted
            && matches!(c, '}' | ']')
            && let Some(at) = comma
        {
            mended.replace_range(at..at + 1, " ");
        }
        if !c.is_whitespace() {
            comma = (c == ',' && !quoted).then_some(mended.len());
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        mended.push(if c.is_ascii_control() { ' ' } else { c });
    }
    mended
}

/// Where the JSON of a script begins and ends: at its first and last brace, or a bracket around them.
fn json(script: &str) -> (usize, usize) {
    let (Some(open), Some(close)) = (script.find('{'), script.rfind('}')) else { return (0, 0) };
    let before = script[..open].trim_end();
    if before.ends_with('[') && !before.ends_with("CDATA[") {
        let after = script[close..].find(']').map_or(close + 1, |at| close + at + 1);
        return (before.len() - 1, after);
    }
    (open, close + 1)
}

/// All nodes of a script: the root, the members of an array, of `@graph`, and what a page is about.
fn nodes(root: &RawValue) -> Vec<Object<'_>> {
    let mut open = vec![root];
    let mut nodes: Vec<Object<'_>> = Vec::new();
    while let Some(value) = open.pop() {
        if nodes.len() >= NODES {
            break;
        }
        if let Some(mut values) = array(value) {
            values.reverse();
            open.append(&mut values);
        } else if let Some(node) = object(value) {
            open.extend(
                ["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|k| node.get(*k).copied()),
            );
            nodes.push(node);
        }
    }
    nodes
}

fn object(value: &RawValue) -> Option<Object<'_>> {
    value.get().starts_with('{').then(|| serde_json::from_str(value.get()).ok())?
}

fn array(value: &RawValue) -> Option<Vec<&RawValue>> {
    value.get().starts_with('[').then(|| serde_json::from_str(value.get()).ok())?
}

fn string(value: &RawValue) -> Option<String> {
    value.get().starts_with('"').then(|| serde_json::from_str(value.get()).ok())?
}

fn is_article(node: &Object<'_>) -> bool {
    is_of(node, &|kind| kind.ends_with("Article") || kind.ends_with("Posting") || ARTICLES.contains(&kind))
}

fn is_work(node: &Object<'_>) -> bool {
    is_of(node, &|kind| WORKS.contains(&kind))
}

/// Whether one of a node's types is one of these.
fn is_of(node: &Object<'_>, is: &dyn Fn(&str) -> bool) -> bool {
    let Some(kind) = node.get("@type") else { return false };
    let kinds = array(kind).unwrap_or_else(|| vec![kind]);
    kinds.into_iter().filter_map(string).any(|kind| is(kind.rsplit(['/', ':']).next().unwrap_or_default()))
}

/// A string, the first of several, or the name of an object.
fn first(value: &RawValue) -> Option<&RawValue> {
    if let Some(values) = array(value) {
        return values.into_iter().find(|v| v.get().starts_with('"'));
    }
    if let Some(object) = object(value) {
        return ["name", "@value", "alternateName"].iter().find_map(|k| object.get(*k).copied());
    }
    Some(value).filter(|v| v.get().starts_with('"'))
}

/// The names of authors: strings, objects with a name, or references to other nodes.
fn names<'j>(value: &'j RawValue, nodes: &[Object<'j>]) -> Vec<&'j RawValue> {
    let values = array(value).unwrap_or_else(|| vec![value]);
    let mut names: Vec<&RawValue> =
        values.into_iter().filter_map(|value| name(value, nodes)).take(16).collect();
    names.sort_by_key(|name| name.get().as_ptr());
    names.dedup_by_key(|name| name.get().as_ptr());
    names
}

fn name<'j>(value: &'j RawValue, nodes: &[Object<'j>]) -> Option<&'j RawValue> {
    let Some(author) = object(value) else { return first(value) };
    let by_name = author.get("name").and_then(|name| first(name));
    by_name.or_else(|| {
        let id = author.get("@id").and_then(|id| string(id))?;
        let is_it = |node: &&Object<'_>| node.get("@id").and_then(|v| string(v)).is_some_and(|v| v == id);
        nodes.iter().find(is_it)?.get("name").and_then(|name| first(name))
    })
}

struct Reader<'j> {
    html: &'j str,
    script: &'j str,
    start: usize,
}

impl<'j> Reader<'j> {
    fn json(&self) -> Option<&'j RawValue> {
        serde_json::from_str(self.script.trim()).ok()
    }

    /// The strings as one text, commas between them; `None` where one is empty or an address.
    fn text(&self, values: &[&RawValue]) -> Option<Text> {
        let mut text = Text::new();
        for value in values {
            let raw = value.get();
            let from = self.start + (raw.as_ptr() as usize - self.script.as_ptr() as usize);
            let span = Span::new(from + 1, from + raw.len() - 1);
            let decoded = string(value)?;
            let decoded = htmlize::unescape(decoded.trim());
            if decoded.is_empty() || decoded.contains("://") {
                continue;
            }
            if let Some(last) = text.pieces().last().map(|p| p.span.end as usize) {
                text.replace(", ", Span::new(last, span.start as usize));
            }
            if self.html[span.range()] == *decoded {
                text.keep(&decoded, span);
            } else {
                text.replace(&decoded, span);
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(script: &str) -> Vec<(&'static str, String)> {
        let html = format!("<script>é{script}</script>");
        let span = Span::new(10, html.len() - 9);
        let found = read(&html, span).fields;
        for (_, text) in &found {
            for piece in text.pieces().iter().filter(|p| p.verbatim) {
                assert_eq!(&text.as_str()[piece.range()], &html[piece.span.range()]);
            }
        }
        found.into_iter().map(|(field, text)| (field, text.as_str().to_owned())).collect()
    }

    #[test]
    fn articles_in_every_wrapping() {
        let table: &[(&str, &[(&str, &str)])] = &[
            (
                r#"{"@type":"NewsArticle","headline":"A weir","datePublished":"2025-03-04T10:00:00Z","author":{"name":"Ann Poe"}}"#,
                &[("title", "A weir"), ("date", "2025-03-04T10:00:00Z"), ("author", "Ann Poe")],
            ),
            (
                r#"[{"@type":"Organization","name":"Holm"},{"@type":["Article","X"],"headline":"A &amp; b","author":["Ann Poe",{"name":"Lars Holm"}]}]"#,
                &[("title", "A & b"), ("author", "Ann Poe, Lars Holm")],
            ),
            (
                r##"{"@graph":[{"@type":"BlogPosting","headline":"Über \"uns\"","author":{"@id":"#1"},"inLanguage":"de"},{"@type":"Person","@id":"#1","name":"Grete"}]}"##,
                &[("title", "Über \"uns\""), ("lang", "de"), ("author", "Grete")],
            ),
            (
                r##"[{"@type":"Person","@id":"#1","name":"Ann"},{"@type":"Article","headline":"A weir","author":[{"@id":"#1"},{"@id":"#2"}],"publisher":{"@id":"#1"}},{"@type":"Person","@id":"#2","name":"Lars"}]"##,
                &[("author", "Ann"), ("title", "A weir")],
            ),
            (
                "/* <![CDATA[ */ {\"@type\":\"Article\",\n\"headline\":\"Two\nlines\",} /* ]]> */",
                &[("title", "Two lines")],
            ),
            (
                r#"{"@type":"WebPage","mainEntity":{"@type":"Report","headline":"Flow"}}"#,
                &[("title", "Flow")],
            ),
            (r#"{"@type":"Article","author":{"name":"https://example.org/ann"},"headline":5}"#, &[]),
            (r#"{"@type":"Organization","headline":"x"}"#, &[]),
            (r#"{"@type":"Article","headline":"cut "#, &[]),
            ("", &[]),
            ("]\"@type\"[", &[]),
        ];
        for (script, expected) in table {
            let got = seen(script);
            let got: Vec<_> = got.iter().map(|(f, s)| (*f, s.as_str())).collect();
            assert_eq!(&got, expected, "{script}");
        }
    }

    #[test]
    fn deep_or_endless_json_is_passed_over() {
        assert!(seen(&format!("{{\"@type\":{}", "[".repeat(100_000))).is_empty());
        assert!(seen(&format!("{}\"@type\"{}", "[".repeat(500), "]".repeat(500))).is_empty());
    }
}
