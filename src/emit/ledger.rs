//! The ledger as it is published: what was removed, what was repaired.

use super::scalar::{Quoted, Scalar};
use crate::model::{Article, Block, Certainty, Change, Form, Role, Source, Span, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// The rule named for a second copy of a field, which is kept once.
const REPEAT: &str = "structure/repeated-field";
/// The rule named for a comment in the markup.
const COMMENT: &str = "structure/comment";
/// The rule named for metadata that the schema has no key for.
const METADATA: &str = "structure/metadata";

/// Neighbouring blocks dropped by one rule, or an annotation taken out of a line.
#[derive(Debug, Serialize)]
pub(super) struct Removed<'a> {
    rule: &'a str,
    lines: Quoted,
    text: Scalar<'a>,
    #[serde(skip)]
    span: Span,
}

/// All places where one rule put one text for another.
#[derive(Debug, Serialize)]
pub(super) struct Repaired<'a> {
    rule: &'a str,
    from: Scalar<'a>,
    to: Scalar<'a>,
    certainty: &'static str,
    at: Vec<Quoted>,
}

/// Whether a change took words out rather than repaired them.
#[must_use]
pub fn is_removal(change: &Change) -> bool {
    let code = change.code.as_str();
    change.after.trim().is_empty() && (code.starts_with("boilerplate/") || code.starts_with("structure/"))
}

/// Everything removed, in source order.
pub(super) fn removed(article: &Article) -> Vec<Removed<'_>> {
    let dropped = runs(article).filter_map(|run| {
        let span = run[0].span.cover(run[run.len() - 1].span);
        let text = match run {
            [one] => text(&article.source, one).into(),
            _ => run.iter().map(|b| text(&article.source, b)).collect::<Vec<_>>().join("\n").into(),
        };
        Some(Removed { rule: rule(&run[0])?, lines: lines(&article.source, span), text, span })
    });
    let inline = article.changes.iter().filter(|c| is_removal(c)).map(|c| Removed {
        rule: c.code.as_str(),
        lines: lines(&article.source, c.span),
        text: c.before.as_str().into(),
        span: c.span,
    });
    let mut all: Vec<_> = dropped.chain(inline).collect();
    all.sort_by_key(|r| r.span);
    all
}

/// How many entries `removed` has: the number everybody is told.
#[must_use]
pub fn removals(article: &Article) -> usize {
    let dropped = runs(article).filter(|run| rule(&run[0]).is_some()).count();
    dropped + article.changes.iter().filter(|c| is_removal(c)).count()
}

/// Blocks that go by the same rule, together; all others by themselves.
fn runs(article: &Article) -> impl Iterator<Item = &[Block]> {
    article.blocks.chunk_by(|a, b| rule(a).is_some() && rule(a) == rule(b))
}

/// The words of a block that was removed; of one without words, such as a lone bullet, what stood there.
fn text<'a>(source: &'a Source, block: &'a Block) -> &'a str {
    match block.text.as_str() {
        "" => source.slice(block.span),
        words => words,
    }
}

/// The rule that took a block out of the article.
fn rule(block: &Block) -> Option<&str> {
    match &block.verdict {
        Verdict::Drop(reason) => Some(reason.code.as_str()),
        Verdict::Keep => match (block.role, block.form) {
            (Role::Repeat, _) => Some(REPEAT),
            (_, Form::Comment) => Some(COMMENT),
            (Role::Body, Form::Meta("lang" | "language")) => None,
            (Role::Body, Form::Meta(_)) => Some(METADATA),
            _ => None,
        },
    }
}

fn lines(source: &Source, span: Span) -> Quoted {
    let lines = source.lines(span);
    let (first, last) = (lines.start, lines.end - 1);
    Quoted(if first == last { first.to_string() } else { format!("{first}-{last}") })
}

/// Every repair, grouped, in order of first occurrence.
pub(super) fn repaired(article: &Article) -> Vec<Repaired<'_>> {
    let mut changes: Vec<&Change> = article.changes.iter().filter(|c| !is_removal(c)).collect();
    changes.sort_by_key(|c| c.span);
    let mut seen: BTreeMap<(&str, &str, &str, Certainty), usize> = BTreeMap::new();
    let mut groups: Vec<Repaired<'_>> = Vec::new();
    for change in changes {
        let at = Quoted(article.source.position(change.span.start).to_string());
        let key = (change.code.as_str(), change.before.as_str(), change.after.as_str(), change.certainty);
        let group = *seen.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.at.push(at),
            None => groups.push(Repaired {
                rule: key.0,
                from: key.1.into(),
                to: key.2.into(),
                certainty: key.3.as_str(),
                at: vec![at],
            }),
        }
    }
    groups
}
