//! `forbid: {shape: …}`: faults in how a document is built.

use super::occurrence::{Values, finding, views};
use super::page::{Page, View};
use super::require::clip;
use crate::model::{Diagnostic, Form, Label, Role, Severity};
use crate::rules::{Rule, Shape, ShapeKind, words};
use std::collections::HashMap;

/// A block of the shape, with the block it repeats, where it repeats one.
struct Found<'p, 'a> {
    view: &'p View<'a>,
    /// Of that block, and the bytes of its text that say the same.
    earlier: Option<(&'p View<'a>, std::ops::Range<usize>)>,
}

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    shape: Shape,
    out: &mut Vec<Diagnostic>,
) {
    let views: Vec<&View<'_>> = views(page, number, rule).collect();
    let found = match shape.kind {
        ShapeKind::BareHeading => bare_headings(&views),
        ShapeKind::EmptyBlock => empty(&views),
        ShapeKind::RepeatedBlock => repeated_blocks(&views),
        ShapeKind::RepeatedHighlight => repeated_highlights(page, &views),
        ShapeKind::OpenQuotation => open_quotations(&views),
    };
    for Found { view, earlier } in found {
        let is_excused = rule.except.as_ref().is_some_and(|except| except.matches(&view.passage));
        if is_excused || words(view.text()) < shape.min_words {
            continue;
        }
        let range = view.passage.sentence(0);
        let text = view.text();
        let fallback = format!("{}: “{}”", says(shape.kind), clip(&text[range.clone()]));
        let values = Values { matched: text, ..Values::default() };
        let mut diagnostic = finding(rule, severity, view, range, &values, fallback);
        if text.is_empty() {
            diagnostic.span = view.block.span;
        }
        diagnostic.labels.extend(
            earlier.map(|(view, range)| Label {
                span: view.span(range),
                message: "said here already".to_owned(),
            }),
        );
        out.push(diagnostic);
    }
}

fn says(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::BareHeading => "a heading with nothing under it",
        ShapeKind::EmptyBlock => "a block that says nothing",
        ShapeKind::RepeatedBlock => "said above already, word for word",
        ShapeKind::RepeatedHighlight => "a highlight that only repeats the text",
        ShapeKind::OpenQuotation => "a quotation that nothing closes",
    }
}

/// Headings under which no text stands before the next heading of the same or a higher level. Where
/// levels are not known, a heading right under another may be its subheading.
fn bare_headings<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let body: Vec<&'p View<'a>> = views.iter().copied().filter(|v| v.block.role == Role::Body).collect();
    let level = |v: &View<'_>| if let Form::Heading(level) = v.block.form { Some(level) } else { None };
    let is_bare = |at: usize| {
        let Some(own) = level(body[at]) else { return false };
        match body.get(at + 1) {
            None => true,
            Some(next) => level(next).is_some_and(|next| own != 0 && next != 0 && next <= own),
        }
    };
    (0..body.len()).filter(|&at| is_bare(at)).map(|at| Found { view: body[at], earlier: None }).collect()
}

fn empty<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let says_nothing = |v: &&&View<'_>| !v.text().contains(char::is_alphanumeric);
    views.iter().filter(says_nothing).map(|&view| Found { view, earlier: None }).collect()
}

/// The words of a text as they stand levelled, so that case, quotes and spacing make no difference.
fn said(view: &View<'_>) -> String {
    view.passage.level().trim().to_owned()
}

fn repeated_blocks<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let mut first: HashMap<String, &'p View<'a>> = HashMap::new();
    let mut found = Vec::new();
    for &view in views {
        // Rows of tables and lines of code come back for good reasons, highlights have a shape of their own.
        let is_text =
            !matches!(view.block.form, Form::Row | Form::Code) && view.block.role != Role::Highlight;
        if !is_text || !view.text().contains(char::is_alphanumeric) {
            continue;
        }
        match first.get(&said(view)) {
            Some(&earlier) => {
                found.push(Found { view, earlier: Some((earlier, earlier.passage.sentence(0))) });
            }
            None => {
                first.insert(said(view), view);
            }
        }
    }
    found
}

/// A quotation over several paragraphs is closed in the last only, and each begins with a mark of its own.
fn open_quotations<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let begins = |v: &View<'_>| v.text().trim_start().starts_with(['“', '„', '«', '"', '‘', '»', '–', '—']);
    let is_open = |at: usize| {
        let goes_on = views.get(at + 1).is_some_and(|next| begins(next));
        views[at].block.form == Form::Paragraph && stays_open(views[at].text()) && !goes_on
    };
    (0..views.len()).filter(|&at| is_open(at)).map(|at| Found { view: views[at], earlier: None }).collect()
}

/// Whether the last quotation of a text has no end. Each style closes with a mark of its own: `“` closes what
/// `„` opens, `«` what `»` opens; a straight mark closes any, as where a keyboard made one of the two.
fn stays_open(text: &str) -> bool {
    let mut open = None;
    for c in text.chars() {
        open = match (open, c) {
            (None, '“' | '„' | '«' | '»') => Some(c),
            (Some('“'), '”' | '"')
            | (Some('„'), '“' | '”' | '"')
            | (Some('«'), '»' | '"')
            | (Some('»'), '«' | '"') => None,
            (open, _) => open,
        };
    }
    open.is_some()
}

fn repeated_highlights<'p, 'a>(page: &'p Page<'a>, views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let is_highlight = |v: &View<'_>| v.block.role == Role::Highlight;
    if !views.iter().any(|v| is_highlight(v)) {
        return Vec::new();
    }
    // A full stop makes no difference: highlights often go without.
    let bare = |text: &str| crate::rules::level(text).trim_end_matches(['.', ' ']).trim_start().to_owned();
    let mut sentences: HashMap<String, (&'p View<'a>, std::ops::Range<usize>)> = HashMap::new();
    for view in page.views.iter().filter(|v| v.block.is_kept() && v.block.role == Role::Body) {
        for sentence in view.passage.sentences() {
            let text = bare(&view.text()[sentence.clone()]);
            sentences.entry(text).or_insert_with(|| (view, sentence.clone()));
        }
    }
    views
        .iter()
        .filter(|v| is_highlight(v))
        .filter_map(|&view| {
            let earlier = sentences.get(&bare(view.text()))?;
            Some(Found { view, earlier: Some(earlier.clone()) })
        })
        .collect()
}
