//! What the verbs about single places share: where a rule looks, and how a finding is made.

use super::page::{Page, View};
use super::require::clip;
use crate::model::{Diagnostic, Fix, Severity};
use crate::rules::{Passage, Rule};
use std::ops::Range;

/// The views a rule reads and may find something in.
pub(super) fn views<'p, 'a>(
    page: &'p Page<'a>,
    number: usize,
    rule: &'p Rule,
) -> impl Iterator<Item = &'p View<'a>> {
    page.concerned(number).iter().map(|&v| &page.views[v]).filter(|v| rule.scope.reads(v.block))
}

/// Takes away what the rule's `except` excuses.
pub(super) fn excuse(rule: &Rule, passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
    if let Some(except) = &rule.except {
        except.excuse(passage, found);
    }
}

/// What stands for the placeholders of a message.
#[derive(Default)]
pub(super) struct Values<'v> {
    pub(super) matched: &'v str,
    pub(super) fix: &'v str,
    pub(super) other: &'v str,
    pub(super) count: &'v str,
    pub(super) limit: &'v str,
}

/// A finding at a place of a view; `fallback` is its message where the rule has none.
pub(super) fn finding(
    rule: &Rule,
    severity: Severity,
    view: &View<'_>,
    range: Range<usize>,
    values: &Values<'_>,
    fallback: String,
) -> Diagnostic {
    let (matched, fix, other) = (clip(values.matched), clip(values.fix), clip(values.other));
    let message = rule.message.as_ref().map_or(fallback, |m| {
        m.fill(|name| match name {
            "match" | "trigger" => &matched,
            "fix" => &fix,
            "other" => &other,
            "count" => values.count,
            _ => values.limit,
        })
    });
    let mut diagnostic = Diagnostic::new(rule.code.clone(), severity, view.span(range), message);
    diagnostic.help = rule.note.clone();
    diagnostic
}

/// A replacement for a place of a view, with the capital of what it replaces; in capitals, where those are none of
/// the phrase's own. None where the source at that place is not the text a reader sees.
pub(super) fn fix(
    view: &View<'_>,
    range: Range<usize>,
    to: &str,
    safe: bool,
    is_own_case: impl Fn(&str) -> bool,
) -> Option<Fix> {
    let verbatim = view.block.text.pieces().iter().any(|p| {
        let own = p.range();
        p.verbatim && own.start <= range.start && range.end <= own.end
    });
    let from = &view.text()[range.clone()];
    let is_in_capitals = from.chars().filter(|c| c.is_uppercase()).take(2).count() == 2
        && !from.contains(char::is_lowercase)
        && !is_own_case(from);
    let replacement = match () {
        () if is_in_capitals => to.to_uppercase(),
        () if from.starts_with(char::is_uppercase) => capitalised(to),
        () => to.to_owned(),
    };
    verbatim.then(|| Fix { span: view.span(range), replacement, safe })
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
