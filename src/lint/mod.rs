//! Rule packs against an arranged article.

mod balance;
mod consistent;
mod ending;
mod examples;
mod forbid;
mod limit;
mod measure;
mod occurrence;
mod page;
mod replace;
mod require;
mod shape;
mod suppress;
mod trigger;

use crate::model::{Article, Block, Diagnostic, Span, Verdict};
use crate::rules::{Memory, Packs, Passage, Rule, Verb, has_at_most};
pub use examples::{Failure, Tested, test_rules};
use page::Page;
pub use suppress::suppress;

/// What the caller decides about a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether nobody takes the cleaned text: what it would do without is found fault with, too.
    pub checks: bool,
}

/// What the rules find in an article, by place, then by rule. `memory` may know of its texts what reading them
/// would find.
#[must_use]
pub fn lint(article: &Article, packs: &Packs, settings: &Settings, memory: &Memory) -> Vec<Diagnostic> {
    let page = Page::new(article, packs, memory);
    let mut found: Vec<Diagnostic> = Vec::new();
    for (number, rule) in packs.rules().iter().enumerate().filter(|(_, r)| r.severity.is_some()) {
        check(&page, number, rule, &mut found);
    }
    if settings.checks {
        forbid::cuts(article, packs, &mut found);
    }
    found.sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    found
}

/// Most words of a block too short to be protected for its words alone while boilerplate is sought.
const LABEL_WORDS: usize = 3;

/// Keeps labels that were taken for boilerplate where a rule demands one here and nothing else is it: an
/// “Advertisement” over an article that was paid for is no slot of the page.
pub fn keep_owed(article: &mut Article, packs: &Packs, memory: &Memory) {
    let is_sought = |b: &Block| {
        let text = b.text.as_str();
        !b.is_kept() && has_at_most(text, LABEL_WORDS) && packs.seek(&Passage::new(text))
    };
    if !article.blocks.iter().any(is_sought) {
        return;
    }
    let page = Page::new(article, packs, memory);
    let mut owed: Vec<Span> = Vec::new();
    for (number, rule) in packs.rules().iter().enumerate().filter(|(_, r)| r.severity.is_some()) {
        if let Verb::Require(require) = &rule.verb {
            let satisfied = require::satisfied_by(&page, number, rule, require);
            owed.extend(page.views[satisfied.unwrap_or_default()].iter().map(|v| v.block.span));
        }
    }
    for block in article.blocks.iter_mut().filter(|b| owed.contains(&b.span)) {
        block.verdict = Verdict::Keep;
    }
}

fn check(page: &Page<'_>, number: usize, rule: &Rule, out: &mut Vec<Diagnostic>) {
    let Some(severity) = rule.severity else { return };
    if let Verb::Require(require) = &rule.verb {
        out.extend(require::check(page, number, rule, require).map(|(_, d)| d));
        return;
    }
    let applies = (rule.when.is_none() && rule.unless.is_none())
        || trigger::find(page, number, rule, |_| false).is_some();
    if !applies {
        return;
    }
    match &rule.verb {
        Verb::Forbid(what) => {
            if let Some(words) = what.words() {
                forbid::check(page, number, rule, severity, words, out);
            }
            if let Some(what) = what.shape() {
                shape::check(page, number, rule, severity, what, out);
            }
        }
        Verb::Replace(replace) => replace::check(page, number, rule, severity, replace, out),
        Verb::Limit(limit) => limit::check(page, number, rule, severity, limit, out),
        Verb::Consistent(consistent) => consistent::check(page, number, rule, severity, consistent, out),
        // `require` is done above, `strip` by the stage of that name.
        Verb::Require(_) | Verb::Strip(_) => {}
    }
}
