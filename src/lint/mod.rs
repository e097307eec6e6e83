//! Rule packs against an arranged article.

mod examples;
mod page;
mod require;
mod trigger;

use crate::model::{Article, Diagnostic};
use crate::rules::{Packs, Passage, Rule, Verb};
pub use examples::{Failure, Tested, test_rules};
use page::Page;

/// What the caller decides about a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {}

/// What the rules find in an article, by place, then by rule.
#[must_use]
pub fn lint(article: &Article, packs: &Packs, settings: &Settings) -> Vec<Diagnostic> {
    let Settings {} = settings;
    let page = Page::new(article, packs);
    let mut found: Vec<Diagnostic> = Vec::new();
    for (number, rule) in packs.rules().iter().enumerate().filter(|(_, r)| r.severity.is_some()) {
        check(&page, number, rule, &mut found);
    }
    found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    found
}

fn check(page: &Page<'_>, number: usize, rule: &Rule, found: &mut Vec<Diagnostic>) {
    match &rule.verb {
        Verb::Require(require) => found.extend(require::check(page, number, rule, require).map(|(_, d)| d)),
        // Carried out before, by the stage of that name.
        Verb::Strip(_) => {}
    }
}

/// Whether a `require` rule looks for a block with this text: then `strip` must not drop it.
#[must_use]
pub fn protects(packs: &Packs, text: &str) -> bool {
    let passage = Passage::new(text);
    packs.rules().iter().filter(|r| r.severity.is_some()).any(|rule| match &rule.verb {
        Verb::Require(require) => require::seeks(require, &passage),
        Verb::Strip(_) => false,
    })
}
