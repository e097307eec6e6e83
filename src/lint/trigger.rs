//! Whether a rule applies to a document, and the place that makes it apply.

use super::page::{Page, View};
use crate::model::{Form, Role};
use crate::rules::{Clause, Matcher, Rule, Verb};
use std::ops::Range;

/// The place that makes a rule apply.
pub(super) struct Trigger {
    /// The view it stands in.
    pub(super) view: usize,
    /// The words, in bytes of that view's text.
    pub(super) words: Range<usize>,
    /// Further words without which these would not count, in the views they stand in.
    pub(super) beside: Vec<(usize, Range<usize>)>,
    /// How many places there are, where one alone is not enough.
    pub(super) places: usize,
}

impl Trigger {
    fn at(view: usize, words: Range<usize>) -> Self {
        Self { view, words, beside: Vec::new(), places: 1 }
    }
}

/// The first clause of `when` that holds in running text, else the first that holds, and where. `is_own` tells views that do not count, because
/// they are what the rule demands. `None` where the rule does not apply.
pub(super) fn find(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    is_own: impl Fn(usize) -> bool,
) -> Option<Trigger> {
    let trigger = match &rule.when {
        None => beginning(page),
        Some(when) => {
            let mut holding = when.0.iter().filter_map(|clause| holds(page, number, rule, clause, &is_own));
            let first = holding.next()?;
            let is_running = |t: &Trigger| rank(page, t.view) == 0;
            let better = if is_running(&first) { None } else { holding.find(is_running) };
            Some(better.unwrap_or(first))
        }
    }?;
    let excused = rule.unless.as_ref().is_some_and(|unless| unless.0.iter().any(|c| holds_anywhere(page, c)));
    (!excused).then_some(trigger)
}

/// Whether a clause holds in an article, its front matter included.
fn holds_anywhere(page: &Page<'_>, clause: &Clause) -> bool {
    let kept = || page.views.iter().filter(|v| v.block.is_kept());
    let is_often = |matcher: &Matcher| match clause.times {
        0 | 1 => occurs(page, matcher),
        times => kept().map(|v| matcher.find_in(&v.passage).len()).sum::<usize>() >= times,
    };
    clause.matcher.as_ref().is_none_or(is_often) && fields_fit(page, clause) && surroundings_fit(page, clause)
}

/// Whether the front matter is as a clause has it.
fn fields_fit(page: &Page<'_>, clause: &Clause) -> bool {
    let fits = |(field, matcher, wanted): &(String, Matcher, bool)| {
        page.meta(field).is_some_and(|v| matcher.matches(&v.passage)) == *wanted
    };
    clause.meta.iter().all(fits)
}

/// Whether the rest of the article is as a clause has it.
fn surroundings_fit(page: &Page<'_>, clause: &Clause) -> bool {
    clause.with.as_ref().is_none_or(|m| occurs(page, m))
        && !clause.without.as_ref().is_some_and(|m| occurs(page, m))
}

/// Whether a view alone holds what makes a rule apply.
pub(super) fn is_reason(page: &Page<'_>, rule: &Rule, view: usize) -> bool {
    let clauses = rule.when.iter().flat_map(|when| &when.0);
    clauses.filter_map(|c| c.matcher.as_ref()).any(|m| m.matches(&page.views[view].passage))
}

/// Whether something occurs anywhere in the article or its front matter.
fn occurs(page: &Page<'_>, matcher: &Matcher) -> bool {
    page.views.iter().filter(|v| v.block.is_kept()).any(|v| matcher.matches(&v.passage))
}

/// For a rule that always applies: the beginning of the article.
fn beginning(page: &Page<'_>) -> Option<Trigger> {
    let view = page.views.iter().position(|v| v.block.is_kept() && !matches!(v.block.form, Form::Meta(_)))?;
    let words = page.views[view].passage.sentence(0);
    Some(Trigger::at(view, words))
}

fn holds(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    clause: &Clause,
    is_own: &impl Fn(usize) -> bool,
) -> Option<Trigger> {
    if !fields_fit(page, clause) {
        return None;
    }
    let Some(matcher) = &clause.matcher else {
        let field = clause.meta.iter().find(|(_, _, wanted)| *wanted).map(|(field, ..)| field);
        let view = field
            .and_then(|f| page.views.iter().position(|v| matches!(v.block.form, Form::Meta(n) if n == f)));
        return view
            .map(|view| Trigger::at(view, 0..page.views[view].text().len()))
            .or_else(|| beginning(page));
    };
    // What makes a `require` apply is what its gate knows; other rules are gated by what they look for.
    let all: Vec<usize>;
    let places = if matches!(rule.verb, Verb::Require(_)) {
        page.concerned(number)
    } else {
        all = (0..page.views.len()).collect();
        &all
    };
    let excused = |view: &View<'_>| {
        let mut found = matcher.find_in(&view.passage);
        if let Some(except) = &rule.except {
            except.excuse(&view.passage, &mut found);
        }
        found
    };
    // Where one occurrence is enough, nobody needs to know where it and the others stand.
    let is_counted = rule.except.is_some() || clause.times > 1;
    let mut best: Option<usize> = None;
    let mut times = 0;
    for &view in places {
        let at = &page.views[view];
        if !rule.scope.reads(at.block) {
            continue;
        }
        let found = if is_counted { excused(at).len() } else { usize::from(matcher.matches(&at.passage)) };
        if found == 0 || is_own(view) {
            continue;
        }
        times += found;
        if best.is_none_or(|b| rank(page, view) < rank(page, b)) {
            best = Some(view);
        }
        // No later one is better.
        if times >= clause.times && best.is_some_and(|b| rank(page, b) == 0) {
            break;
        }
    }
    let view = best.filter(|_| times >= clause.times && surroundings_fit(page, clause))?;
    let passage = &page.views[view].passage;
    let mut words = excused(&page.views[view]).into_iter().next()?;
    let mut beside: Vec<(usize, Range<usize>)> =
        matcher.beside(passage, &words).into_iter().map(|range| (view, range)).collect();
    // Of a condition on the whole block, what it looks for says more than all of the block.
    if words == (0..passage.text().len()) && !beside.is_empty() {
        words = beside.remove(0).1;
    }
    beside.extend(clause.with.as_ref().and_then(|with| place(page, with)));
    let places = if clause.times > 1 { times } else { 1 };
    Some(Trigger { view, words, beside, places })
}

/// Where something occurs first in the article or its front matter.
fn place(page: &Page<'_>, matcher: &Matcher) -> Option<(usize, Range<usize>)> {
    let kept = page.views.iter().enumerate().filter(|(_, v)| v.block.is_kept());
    kept.filter(|(_, v)| matcher.matches(&v.passage))
        .find_map(|(at, v)| Some((at, matcher.find_in(&v.passage).into_iter().next()?)))
}

/// Running text shows best what an article relies on; a title or highlight only sums it up.
fn rank(page: &Page<'_>, view: usize) -> u8 {
    let block = page.views[view].block;
    match (block.role, block.form) {
        (Role::Body | Role::Disclaimer, Form::Heading(_)) => 1,
        (Role::Body | Role::Disclaimer, _) => 0,
        _ => 2,
    }
}
