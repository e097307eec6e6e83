//! `limit`: too much or too little of something in a sentence, a paragraph or a document.

use super::occurrence::{Values, excuse, finding, views};
use super::page::{Page, View};
use crate::model::{Diagnostic, Severity};
use crate::rules::{Count, Limit, Matcher, Passage, Per, Rule, words};
use std::ops::Range;

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    limit: &Limit,
    out: &mut Vec<Diagnostic>,
) {
    let mut report = |view: &View<'_>, range: Range<usize>, count: f64| {
        out.extend(judge(rule, severity, limit, view, range, count));
    };
    match limit.per {
        Per::Document => {
            let views: Vec<&View<'_>> = views(page, number, rule).collect();
            let (total, first) = whole(rule, limit, &views);
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

/// The finding, where a count is out of bounds.
fn judge(
    rule: &Rule,
    severity: Severity,
    limit: &Limit,
    view: &View<'_>,
    range: Range<usize>,
    count: f64,
) -> Option<Diagnostic> {
    let (asked, bound) = match count {
        _ if count > limit.max => ("at most", limit.max),
        _ if count < limit.min => ("at least", limit.min),
        _ => return None,
    };
    let is_share = matches!(&limit.count, Count::Metric(metric) if metric.is_share());
    let fallback = counted(limit, &shown(count, is_share), asked, &shown(bound, is_share));
    let (shown, bound) = (shown(count, is_share), shown(bound, is_share));
    let matched = &view.text()[range.clone()];
    let values = Values { matched, count: &shown, limit: &bound, ..Values::default() };
    Some(finding(rule, severity, view, range, &values, fallback))
}

/// What was counted, where, and how much is right: `20 words in a sentence, where at most 12 are right`.
fn counted(limit: &Limit, shown: &str, asked: &str, bound: &str) -> String {
    let what = match &limit.count {
        Count::Words => "word",
        Count::Sentences => "sentence",
        Count::Characters => "character",
        Count::Of(_) => "occurrence",
        Count::Distinct(_) => "different one",
        Count::Metric(metric) => {
            return format!("{} is {shown}, where {asked} {bound} is right", metric.name().replace('-', " "));
        }
    };
    let place = match limit.per {
        Per::Document => "the document",
        Per::Paragraph => "a paragraph",
        Per::Sentence => "a sentence",
    };
    let plural = |number: &str| if number == "1" { ["", "is"] } else { ["s", "are"] };
    let ([s, _], [_, are]) = (plural(shown), plural(bound));
    format!("{shown} {what}{s} in {place}, where {asked} {bound} {are} right")
}

/// A number with as many digits as a reader wants; a share in percent.
fn shown(number: f64, is_share: bool) -> String {
    let text = if is_share { format!("{:.1}", number * 100.0) } else { format!("{number:.3}") };
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}{}", if is_share { "%" } else { "" })
}

/// The count over all a rule reads, and the view to point at: the first that has any of it.
fn whole(rule: &Rule, limit: &Limit, views: &[&View<'_>]) -> (f64, usize) {
    match &limit.count {
        Count::Metric(metric) => (super::measure::measure(*metric, views), 0),
        Count::Distinct(matchers) => {
            let occurs = |m: &&Matcher| views.iter().any(|v| m.matches(&v.passage));
            (number(matchers.iter().filter(occurs).count()), 0)
        }
        _ => {
            let count = |v: &&View<'_>| count(rule, limit, &v.passage, 0..v.text().len());
            let counts: Vec<f64> = views.iter().map(count).collect();
            (counts.iter().sum(), counts.iter().position(|&n| n > 0.0).unwrap_or(0))
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "no document has 2^52 words")]
fn number(n: usize) -> f64 {
    n as f64
}

fn count(rule: &Rule, limit: &Limit, passage: &Passage<'_>, range: Range<usize>) -> f64 {
    let text = &passage.text()[range.clone()];
    number(match &limit.count {
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
        // Counted over the whole document, above.
        Count::Distinct(_) | Count::Metric(_) => 0,
    })
}
