//! `forbid`: every place where something stands that must not, or the first of each paragraph or document.

use super::occurrence::{Values, excuse, finding, views};
use super::page::Page;
use crate::model::{Article, Diagnostic, Severity, Span};
use crate::rules::{Action, Matcher, Once, Packs, Passage, Rule, StripRule, Verb, has_at_most};

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

/// What `clean` would do without and a rule that reads such cuts forbids: notes cut out of running text, and
/// whole paragraphs. It is gone from the cleaned article, so it matters to those who only check, and little.
pub(super) fn cuts<'p>(article: &Article, packs: &'p Packs, out: &mut Vec<Diagnostic>) {
    let is_cut = |code: &str| {
        let is_inline = |s: &StripRule| matches!(s.action, Action::Inline(_));
        packs.rule(code).is_some_and(|r| matches!(&r.verb, Verb::Strip(s) if is_inline(s)))
    };
    let rules: Vec<(&'p Rule, &'p Matcher)> = packs
        .rules()
        .iter()
        .filter(|r| r.severity.is_some() && r.scope.reads_cuts())
        .filter_map(|rule| match &rule.verb {
            Verb::Forbid(forbid) => Some((rule, forbid.words()?.0)),
            _ => None,
        })
        .collect();
    let find = |text: &str| {
        let passage = Passage::new(text);
        let find = |&(rule, what): &(&'p Rule, &'p Matcher)| {
            let mut found = what.find_in(&passage);
            excuse(rule, &passage, &mut found);
            found.into_iter().next().map(|range| (range, rule))
        };
        rules.iter().find_map(find)
    };
    for change in article.changes.iter().filter(|c| c.after.is_empty() && is_cut(c.code.as_str())) {
        if let Some((range, rule)) = find(&change.before) {
            // Where the source has other characters than a reader sees, the whole of it.
            let is_verbatim = change.span.len() == change.before.len();
            let start = change.span.range().start;
            let at =
                if is_verbatim { Span::new(start + range.start, start + range.end) } else { change.span };
            out.push(told(rule, &change.before[range], at));
        }
    }
    for block in article.blocks.iter().filter(|b| !b.is_kept() && is_sentence(b.text.as_str())) {
        if let Some((range, rule)) = find(block.text.as_str()) {
            let at = block.text.span(range.clone()).unwrap_or(block.span);
            out.push(told(rule, &block.text.as_str()[range], at));
        }
    }
}

/// Whether a block that was taken out is no label or button.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '。']) && !has_at_most(text, 9)
}

fn told(rule: &Rule, matched: &str, at: Span) -> Diagnostic {
    let matched = super::require::clip(matched);
    let message = rule.message.as_ref().map(|m| m.fill(|_| &matched));
    let message = message.unwrap_or_else(|| format!("“{matched}” must not stand here"));
    let mut diagnostic =
        Diagnostic::new(rule.code.clone(), Severity::Info, at, format!("{message}; `clean` takes it out"));
    diagnostic.help = rule.note.clone();
    diagnostic
}
