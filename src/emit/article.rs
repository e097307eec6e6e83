//! The schema `copydesk/article/v1`.

use super::date;
use super::ledger::{Removed, Repaired, removed, repaired};
use super::list::{Item, nest};
use super::scalar::{Quoted, Scalar};
use crate::arrange::Order;
use crate::model::{self, Block, Edited, Form, Role};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// One published article. Absent keys are left out, never null.
#[derive(Debug, Serialize)]
pub struct Article<'a> {
    schema: &'static str,
    source: Source<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disclaimer: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<Removed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repairs: Vec<Repaired<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    path: Scalar<'a>,
    sha256: String,
    bytes: usize,
    media: &'static str,
    encoding: &'static str,
    encoding_basis: &'static str,
}

/// One key of the body.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Part<'a> {
    Heading(Scalar<'a>),
    Paragraph(Scalar<'a>),
    List(Vec<Item<'a>>),
    Quote(Scalar<'a>),
    Code(Scalar<'a>),
    Caption(Scalar<'a>),
    Table(Vec<Scalar<'a>>),
}

/// A finding, as it is published.
#[derive(Debug, Serialize)]
pub(crate) struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    at: Quoted,
    message: Scalar<'a>,
}

/// Puts an edited document into the published shape.
#[must_use]
pub fn article(edited: &Edited) -> Article<'_> {
    let article = &edited.article;
    let first = |role| article.kept().find(|b| b.role == role);
    let language = article.kept().find(|b| matches!(b.form, Form::Meta("lang" | "language")));
    let highlights: Vec<&Block> = article.kept().filter(|b| b.role == Role::Highlight).collect();
    Article {
        schema: "copydesk/article/v1",
        source: source(&article.source),
        title: first(Role::Title).map(scalar),
        byline: first(Role::Byline).map(scalar),
        published: first(Role::Published)
            .map(|b| date::published(b.text.as_str(), Order::of(article)).into()),
        language: language.map(scalar),
        highlights: nest(&highlights),
        body: body(article),
        disclaimer: disclaimer(article),
        removed: removed(article),
        repairs: repaired(article),
        diagnostics: findings(edited),
    }
}

/// Findings in the published shape.
pub(crate) fn findings(edited: &Edited) -> Vec<Finding<'_>> {
    let source = &edited.article.source;
    let finding = |d: &'_ model::Diagnostic| Quoted(source.position(d.span.start).to_string());
    edited
        .diagnostics
        .iter()
        .map(|d| Finding {
            code: d.code.as_str(),
            severity: d.severity.as_str(),
            at: finding(d),
            message: d.message.as_str().into(),
        })
        .collect()
}

fn source(source: &model::Source) -> Source<'_> {
    let mut hash = Sha256::new();
    source.original().for_each(|part| hash.update(part));
    let mut sha256 = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(sha256, "{byte:02x}");
    }
    Source {
        path: source.name().into(),
        sha256,
        bytes: source.byte_len(),
        media: source.media().as_str(),
        encoding: source.encoding(),
        encoding_basis: source.basis().as_str(),
    }
}

fn scalar(block: &Block) -> Scalar<'_> {
    block.text.as_str().into()
}

/// The running article. A deck has no key of its own, so it opens the body.
fn body(article: &model::Article) -> Vec<Part<'_>> {
    let blocks: Vec<&Block> =
        article.kept().filter(|b| matches!(b.role, Role::Body | Role::Deck) && is_text(b)).collect();
    let mut parts = Vec::new();
    for run in blocks.chunk_by(|a, b| is_item(a) && is_item(b) || a.form == Form::Row && b.form == Form::Row)
    {
        let first = run[0];
        parts.push(match first.form {
            Form::Item { .. } => Part::List(nest(run)),
            Form::Row => Part::Table(run.iter().map(|b| scalar(b)).collect()),
            Form::Heading(_) => Part::Heading(scalar(first)),
            Form::Quote => Part::Quote(scalar(first)),
            Form::Code => Part::Code(scalar(first)),
            Form::Caption => Part::Caption(scalar(first)),
            Form::Paragraph | Form::Navigation | Form::Meta(_) | Form::Comment => {
                Part::Paragraph(scalar(first))
            }
        });
    }
    parts
}

fn is_item(block: &Block) -> bool {
    matches!(block.form, Form::Item { .. })
}

/// Whether a block is running text rather than metadata or a comment.
pub(super) fn is_text(block: &Block) -> bool {
    !matches!(block.form, Form::Meta(_) | Form::Comment) && !block.text.is_empty()
}

fn disclaimer(article: &model::Article) -> Option<Scalar<'_>> {
    let texts: Vec<&str> =
        article.kept().filter(|b| b.role == Role::Disclaimer).map(|b| b.text.as_str()).collect();
    match texts[..] {
        [] => None,
        [one] => Some(one.into()),
        _ => Some(texts.join("\n\n").into()),
    }
}
