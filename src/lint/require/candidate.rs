//! The paragraphs that may be what a rule demands, and how far each falls short.

use super::Problem;
use crate::lint::page::{Page, View};
use crate::lint::trigger;
use crate::model::Form;
use crate::rules::{At, Matcher, Require, Rule, Target, has_at_most, words};
use std::ops::Range;

/// A block that may be what is demanded, with what follows it where that is needed to make it whole.
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) found: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

/// The candidate with the fewest problems; of equals one that was not stripped, then the last. One that says nothing of what it must
/// is another disclaimer, not a bad one of this kind; and a remark in running text is no notice.
pub(super) fn best(page: &Page<'_>, rule: &Rule, require: &Require) -> Option<Candidate> {
    let own = (0..page.views.len()).filter(|&v| !matches!(page.views[v].block.form, Form::Meta(_)));
    // What is known by its place alone, says half of what it must and makes the rule apply tells news.
    let is_news = |v: usize, c: &Candidate| !c.problems.is_empty() && trigger::is_reason(page, rule, v);
    let candidates = own.filter_map(|v| {
        if is_own(page, require, v) {
            return Some(judge(page, require, v));
        }
        is_own_in_place(page, require, v).then(|| assess(page, require, v, v)).filter(|c| !is_news(v, c))
    });
    let related = candidates.filter(|c| require.mention.is_empty() || !c.found.is_empty());
    related.filter(|c| !is_remark(page, rule, require, c)).min_by_key(|c| {
        let is_stripped = !page.views[c.first].block.is_kept();
        (weight(&c.problems), is_stripped, std::cmp::Reverse(c.first))
    })
}

/// Whether a candidate that falls short is running text that says by the way what a notice would: half of it in
/// the wrong place, or in a paragraph that is mostly about other things.
fn is_remark(page: &Page<'_>, rule: &Rule, require: &Require, candidate: &Candidate) -> bool {
    let has = |is: fn(&Problem) -> bool| candidate.problems.iter().any(is);
    let (lacks, misplaced) =
        (has(|p| matches!(p, Problem::Lacks(_))), has(|p| matches!(p, Problem::Misplaced(_))));
    lacks && misplaced
        || (lacks || misplaced) && tells_news(page, rule, require, candidate.first)
        || misplaced && !is_mostly_notice(page, require, candidate)
}

/// Whether a candidate begins as a notice does, or at least half of its words stand in sentences that say
/// something a notice must.
fn is_mostly_notice(page: &Page<'_>, require: &Require, candidate: &Candidate) -> bool {
    let Target::Paragraph(own) = &require.target else { return true };
    let views = &page.views[candidate.first..=candidate.last];
    let begins = |view: &View<'_>| {
        let first = own.find_in(&view.passage).into_iter().next();
        first.is_some_and(|range| !view.text()[..range.start].contains(char::is_alphanumeric))
    };
    if views.first().is_some_and(begins) {
        return true;
    }
    let (mut of_notice, mut all) = (0, 0);
    for view in views {
        let parts = std::iter::once(own).chain(require.mention.iter().map(|(_, matcher)| matcher));
        let found: Vec<Range<usize>> = parts.flat_map(|m| m.find_in(&view.passage)).collect();
        for sentence in view.passage.sentences() {
            let length = words(&view.text()[sentence.clone()]);
            all += length;
            if found.iter().any(|r| r.start < sentence.end && sentence.start < r.end) {
                of_notice += length;
            }
        }
    }
    of_notice * 2 >= all
}

/// How bad problems are together: each missing part counts.
fn weight(problems: &[Problem]) -> usize {
    problems.iter().map(|p| if let Problem::Lacks(parts) = p { 1 + parts.len() } else { 1 }).sum()
}

/// Most blocks that may continue a candidate.
const CONTINUED: usize = 2;

/// Judges the block alone, then with the blocks that continue it, until nothing is wrong.
fn judge(page: &Page<'_>, require: &Require, first: usize) -> Candidate {
    let alone = assess(page, require, first, first);
    // Words alone are no reason to go on: any paragraph has some.
    if !alone.problems.iter().any(|p| matches!(p, Problem::Lacks(_))) {
        return alone;
    }
    let kept = page.views[first].block.is_kept();
    for last in first + 1..page.views.len().min(first + 1 + CONTINUED) {
        let block = page.views[last].block;
        if is_heading(block.form) || block.is_kept() != kept {
            break;
        }
        let longer = assess(page, require, first, last);
        if longer.problems.iter().all(|p| matches!(p, Problem::Misplaced(_))) {
            return longer;
        }
    }
    alone
}

fn assess(page: &Page<'_>, require: &Require, first: usize, last: usize) -> Candidate {
    let views = &page.views[first..=last];
    let mut found = Vec::new();
    let mut lacking = Vec::new();
    // What continues a notice may be news, and brings it no nearer to its place.
    let in_place = require.in_place.as_ref().filter(|_| stands_right(page, require.at, first, first));
    let free = in_place.map_or(&[][..], |i| &i.mention);
    for (name, matcher) in &require.mention {
        let ways = std::iter::once(matcher).chain(free.iter().filter(|(n, _)| n == name).map(|(_, m)| m));
        let said = ways.into_iter().any(|m| views.iter().any(|v| m.matches(&v.passage)));
        if said { &mut found } else { &mut lacking }.push(name.clone());
    }
    let mut problems = Vec::new();
    if !lacking.is_empty() {
        problems.push(Problem::Lacks(lacking));
    }
    let length = views.iter().map(|v| words(v.text())).sum();
    if length < require.min_words {
        problems.push(Problem::TooShort { words: length, least: require.min_words });
    }
    if !stands_right(page, require.at, first, last) {
        problems.push(Problem::Misplaced(require.at));
    }
    Candidate { first, last, found, problems }
}

/// Near an end means nearer to it than to the other, too: in a note of two paragraphs everything is
/// among the last three.
pub(in crate::lint) fn stands_right(page: &Page<'_>, at: At, first: usize, last: usize) -> bool {
    let (before, after) = page.around(first, last);
    match at {
        At::Anywhere => true,
        At::First(n) => before < n && (before == 0 || before <= after),
        At::Last(n) => after < n && (after == 0 || after <= before),
    }
}

/// Whether a view is, or stands right under a label that is, something the rule looks for; then it is
/// no reason to look for it.
pub(super) fn belongs(page: &Page<'_>, require: &Require, view: usize) -> bool {
    let is_label = |text: &str| has_at_most(text, LABEL_WORDS) && !text.ends_with(['.', '!', '?']);
    let labelled = view > 0 && is_label(page.views[view - 1].text()) && is_own(page, require, view - 1);
    labelled || is_own(page, require, view)
}

/// Most words of a label that stands alone over its paragraph ("Disclaimer").
const LABEL_WORDS: usize = 3;

/// Whether a view is itself something the rule looks for.
fn is_own(page: &Page<'_>, require: &Require, view: usize) -> bool {
    let view = &page.views[view];
    match &require.target {
        Target::Paragraph(matcher) => matcher.matches(&view.passage),
        Target::Heading(matcher) => is_heading(view.block.form) && matcher.matches(&view.passage),
        Target::Meta(field, _) => matches!(view.block.form, Form::Meta(name) if name == field),
        Target::Part(part) => view.block.role == part.role,
    }
}

/// Whether a view is something the rule looks for only where it must stand.
fn is_own_in_place(page: &Page<'_>, require: &Require, view: usize) -> bool {
    let Some(free) = &require.in_place else { return false };
    let block = page.views[view].block;
    block.is_kept()
        && !matches!(block.form, Form::Heading(_) | Form::Meta(_))
        && stands_right(page, require.at, view, view)
        && free.paragraph.matches(&page.views[view].passage)
}

fn is_heading(form: Form) -> bool {
    matches!(form, Form::Heading(_))
}

/// Whether a view is running text in spite of the words a notice is known by: it falls short, and what makes a
/// notice necessary stands before them ("TASS said the figures above came from the state-owned port").
pub(super) fn tells_news_instead(page: &Page<'_>, rule: &Rule, require: &Require, view: usize) -> bool {
    is_own(page, require, view)
        && !judge(page, require, view).problems.is_empty()
        && tells_news(page, rule, require, view)
}

/// Whether what makes a notice necessary stands in a view before the words a notice is known by.
fn tells_news(page: &Page<'_>, rule: &Rule, require: &Require, view: usize) -> bool {
    let (Target::Paragraph(own), Some(when)) = (&require.target, &rule.when) else { return false };
    let passage = &page.views[view].passage;
    let begins = |matcher: &Matcher| matcher.find_in(passage).first().map(|range| range.start);
    let Some(known) = begins(own) else { return false };
    if !passage.text()[..known].contains(char::is_alphanumeric) {
        return false;
    }
    let reasons = when.0.iter().filter_map(|clause| clause.matcher.as_ref());
    reasons.filter_map(begins).any(|reason| reason < known)
}
