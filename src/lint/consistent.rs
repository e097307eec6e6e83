//! `consistent`: a thing written in more than one way.

use super::occurrence::{Values, excuse, finding, fix, views};
use super::page::{Page, View};
use crate::model::{Diagnostic, Label, Severity};
use crate::rules::{Consistent, Matcher, Prefer, Rule};
use std::ops::Range;

/// A place where a group's thing is written, and which of its ways that is.
struct Use<'p, 'a> {
    view: &'p View<'a>,
    range: Range<usize>,
    way: usize,
}

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    consistent: &Consistent,
    out: &mut Vec<Diagnostic>,
) {
    let views: Vec<&View<'_>> = views(page, number, rule).collect();
    for group in &consistent.groups {
        let uses = uses(&views, rule, group);
        let Some(kept) = kept(&uses, group.len(), consistent.prefer) else { continue };
        let Some(model) = uses.iter().find(|u| u.way == kept) else { continue };
        let other = &model.view.text()[model.range.clone()];
        for deviant in uses.iter().filter(|u| u.way != kept) {
            let matched = &deviant.view.text()[deviant.range.clone()];
            let values = Values { matched, other, fix: other, ..Values::default() };
            let fallback = format!("{} here, {} elsewhere", quoted(matched), quoted(other));
            let mut diagnostic =
                finding(rule, severity, deviant.view, deviant.range.clone(), &values, fallback);
            let message = "written so here".to_owned();
            diagnostic.labels.push(Label { span: model.view.span(model.range.clone()), message });
            diagnostic.fix = fix(deviant.view, deviant.range.clone(), other, false, |_| true);
            out.push(diagnostic);
        }
    }
}

/// Words between quotation marks, unless they bring their own.
fn quoted(words: &str) -> String {
    let has_own = words.starts_with(['"', '“', '”', '„', '«', '»', '‘', '‚', '「', '『', '\'']);
    if has_own { words.to_owned() } else { format!("“{words}”") }
}

/// Every use of a group's ways, in the order of the document.
fn uses<'p, 'a>(views: &[&'p View<'a>], rule: &Rule, group: &[Matcher]) -> Vec<Use<'p, 'a>> {
    let mut uses = Vec::new();
    for &view in views {
        let from = uses.len();
        for (way, matcher) in group.iter().enumerate() {
            let mut found = matcher.find_in(&view.passage);
            excuse(rule, &view.passage, &mut found);
            uses.extend(found.into_iter().map(|range| Use { view, range, way }));
        }
        uses[from..].sort_by_key(|u| (u.range.start, u.way));
    }
    uses
}

/// The way to keep to; `None` where only one is used.
fn kept(uses: &[Use<'_, '_>], ways: usize, prefer: Prefer) -> Option<usize> {
    let first = uses.first()?.way;
    if uses.iter().all(|u| u.way == first) {
        return None;
    }
    let count = |way: usize| uses.iter().filter(|u| u.way == way).count();
    Some(match prefer {
        Prefer::FirstUsed => first,
        Prefer::FirstListed => (0..ways).find(|&w| count(w) > 0)?,
        Prefer::Majority => {
            let most = (0..ways).map(count).max()?;
            uses.iter().map(|u| u.way).find(|&w| count(w) == most)?
        }
    })
}
