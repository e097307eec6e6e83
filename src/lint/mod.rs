//! Rule packs against an arranged article.

mod consistent;
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

use crate::model::{Article, Diagnostic};
use crate::rules::{Forbid, Packs, Rule, Verb};
pub use examples::{Failure, Tested, test_rules};
use page::Page;
pub use suppress::suppress;

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
        Verb::Forbid(Forbid::Words(what)) => forbid::check(page, number, rule, severity, what, out),
        Verb::Forbid(Forbid::Shape(what)) => shape::check(page, number, rule, severity, *what, out),
        Verb::Replace(replace) => replace::check(page, number, rule, severity, replace, out),
        Verb::Limit(limit) => limit::check(page, number, rule, severity, limit, out),
        Verb::Consistent(consistent) => consistent::check(page, number, rule, severity, consistent, out),
        // `require` is done above, `strip` by the stage of that name.
        Verb::Require(_) | Verb::Strip(_) => {}
    }
}
