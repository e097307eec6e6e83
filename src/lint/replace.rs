//! `replace`: every place where something is said that is better said otherwise.

use super::occurrence::{Values, excuse, finding, fix, views};
use super::page::Page;
use crate::model::{Diagnostic, Severity};
use crate::rules::{Replace, Rule};

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    replace: &Replace,
    out: &mut Vec<Diagnostic>,
) {
    for view in views(page, number, rule) {
        for (from, to) in replace.open(&view.passage) {
            let mut found = from.find_in(&view.passage);
            excuse(rule, &view.passage, &mut found);
            for range in found {
                let matched = &view.text()[range.clone()];
                if matched == to {
                    continue;
                }
                let values = Values { matched, fix: to, ..Values::default() };
                let fallback = format!("“{}” is better “{to}”", super::require::clip(matched));
                let mut diagnostic = finding(rule, severity, view, range.clone(), &values, fallback);
                diagnostic.fix = replace.fix.and_then(|safe| {
                    // A phrase written in capitals (`NATO`) finds no other.
                    let is_own_case = |matched: &str| !from.is_match(&matched.to_lowercase());
                    fix(view, range, to, safe, is_own_case)
                });
                out.push(diagnostic);
            }
        }
    }
}
