//! `forbid`: every place where something stands that must not, or the first of each paragraph or document.

use super::occurrence::{Values, excuse, finding, views};
use super::page::Page;
use crate::model::{Diagnostic, Severity};
use crate::rules::{Matcher, Once, Rule};

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    (what, once): (&Matcher, Once),
    out: &mut Vec<Diagnostic>,
) {
    for view in views(page, number, rule) {
        let mut found = what.find_in(&view.passage);
        excuse(rule, &view.passage, &mut found);
        if once != Once::Each {
            found.truncate(1);
        }
        let is_told = !found.is_empty();
        for range in found {
            let matched = &view.text()[range.clone()];
            let fallback = format!("“{}” must not stand here", super::require::clip(matched));
            out.push(finding(
                rule,
                severity,
                view,
                range,
                &Values { matched, ..Values::default() },
                fallback,
            ));
        }
        if is_told && once == Once::Document {
            return;
        }
    }
}
