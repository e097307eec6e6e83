//! `limit`: too much or too little of something in a sentence, a paragraph or a document.

use super::occurrence::{Values, excuse, finding, views};
use super::page::{Page, View};
use crate::model::{Diagnostic, Severity};
use crate::rules::{Count, Limit, Passage, Per, Rule, words};
use std::ops::Range;

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    limit: &Limit,
    out: &mut Vec<Diagnostic>,
) {
    let mut report = |view: &View<'_>, range: Range<usize>, count: usize| {
        let fits = (limit.min..=limit.max).contains(&count);
        if fits {
            return;
        }
        let bound = if count > limit.max { limit.max } else { limit.min };
        let values =
            Values { matched: &view.text()[range.clone()], count, limit: bound, ..Values::default() };
        let asked = if count > limit.max { "at most" } else { "at least" };
        out.push(finding(
            rule,
            severity,
            view,
            range,
            &values,
            format!("{count}, where {asked} {bound} is right"),
        ));
    };
    match limit.per {
        Per::Document => {
            let views: Vec<&View<'_>> = views(page, number, rule).collect();
            let counts: Vec<usize> =
                views.iter().map(|v| count(rule, limit, &v.passage, 0..v.text().len())).collect();
            let total = counts.iter().sum();
            // The place to point at: the first that has any of it.
            let first = counts.iter().position(|&n| n > 0).unwrap_or(0);
            if let Some(view) = views.get(first) {
                report(view, view.passage.sentence(0), total);
            }
        }
        Per::Paragraph => {
            for view in views(page, number, rule) {
                report(
                    view,
                    view.passage.sentence(0),
                    count(rule, limit, &view.passage, 0..view.text().len()),
                );
            }
        }
        Per::Sentence => {
            for view in views(page, number, rule) {
                for sentence in view.passage.sentences() {
                    report(view, sentence.clone(), count(rule, limit, &view.passage, sentence.clone()));
                }
            }
        }
    }
}

fn count(rule: &Rule, limit: &Limit, passage: &Passage<'_>, range: Range<usize>) -> usize {
    let text = &passage.text()[range.clone()];
    match &limit.count {
        Count::Words => words(text),
        Count::Sentences => {
            passage.sentences().iter().filter(|s| range.start <= s.start && s.end <= range.end).count()
        }
        Count::Characters => text.chars().count(),
        Count::Of(matcher) => {
            let mut found = matcher.find_in(passage);
            excuse(rule, passage, &mut found);
            found.iter().filter(|f| range.start <= f.start && f.start < range.end).count()
        }
    }
}
