//! `require`: is what an article owes there, in the right place, saying what it must?

use super::page::Page;
use super::trigger::{self, Trigger};
use crate::model::{Diagnostic, Fix, Form, Label, Severity, Span, Verdict};
use crate::rules::{At, Matcher, Require, Rule, Target, has_at_most, words};
use std::ops::Range;

/// What keeps a document from having what it owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Missing,
    Misplaced(At),
    TooShort { words: usize, least: usize },
    Lacks(Vec<String>),
}

impl Problem {
    /// Whether it is the one a rule's example names: `missing`, `misplaced`, `too-short`, `lacks NAME`.
    pub(super) fn is_named(&self, name: &str) -> bool {
        match self {
            Self::Missing => name == "missing",
            Self::Misplaced(_) => name == "misplaced",
            Self::TooShort { .. } => name == "too-short",
            Self::Lacks(parts) => {
                let named = name.strip_prefix("lacks").map(str::trim);
                named.is_some_and(|n| n.is_empty() || parts.iter().any(|p| p == n))
            }
        }
    }

    /// As it stands in a message, after the thing it is about.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Missing => "is missing".to_owned(),
            Self::Misplaced(At::First(n)) => {
                format!("is misplaced: it must stand among the first {}", paragraphs(*n))
            }
            Self::Misplaced(At::Last(n)) => {
                format!("is misplaced: it must stand among the last {}", paragraphs(*n))
            }
            Self::Misplaced(At::Anywhere) => "is misplaced".to_owned(),
            Self::TooShort { words, least } => format!("is too short: {words} of at least {least} words"),
            Self::Lacks(parts) => format!("lacks {}", parts.join(", ")),
        }
    }
}

fn paragraphs(n: usize) -> String {
    if n == 1 { "paragraph".to_owned() } else { format!("{n} paragraphs") }
}

/// A block that may be what is demanded, with what follows it where that is needed to make it whole.
struct Candidate {
    first: usize,
    last: usize,
    found: Vec<String>,
    problems: Vec<Problem>,
}

/// What a rule finds: its problems, and the finding.
pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    require: &Require,
) -> Option<(Vec<Problem>, Diagnostic)> {
    let severity = rule.severity?;
    let trigger = find_trigger(page, number, rule, require)?;
    let best = match &require.target {
        Target::Meta(field, matcher) => {
            let has = page.meta(field).is_some_and(|v| matcher.matches(&v.passage));
            if has {
                return None;
            }
            None
        }
        Target::Part(part) => {
            if page.views.iter().any(|v| v.block.is_kept() && v.block.role == part.role) {
                return None;
            }
            None
        }
        Target::Paragraph(_) | Target::Heading(_) => best(page, require),
    };
    let problems = best.as_ref().map_or_else(|| vec![Problem::Missing], |c| c.problems.clone());
    if problems.is_empty() {
        return None;
    }
    let diagnostic = finding(page, rule, require, severity, &trigger, best.as_ref(), &problems);
    Some((problems, diagnostic))
}

/// The views of the paragraph that satisfies a rule whose `when` holds.
pub(super) fn satisfied_by(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    require: &Require,
) -> Option<Range<usize>> {
    find_trigger(page, number, rule, require)?;
    best(page, require).filter(|c| c.problems.is_empty()).map(|c| c.first..c.last + 1)
}

/// What makes a rule apply. What the rule looks for is no reason to look for it, where it stands as it must; a
/// label at the wrong end is its own reason.
fn find_trigger(page: &Page<'_>, number: usize, rule: &Rule, require: &Require) -> Option<Trigger> {
    let placed = |view| stands_right(page, require.at, view, view);
    trigger::find(page, number, rule, |view| belongs(page, require, view) && placed(view))
}

/// Whether a view is, or stands right under a label that is, something the rule looks for; then it is
/// no reason to look for it.
fn belongs(page: &Page<'_>, require: &Require, view: usize) -> bool {
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

fn is_heading(form: Form) -> bool {
    matches!(form, Form::Heading(_))
}

/// The candidate with the fewest problems; of equals the last. One that says nothing of what it must
/// is another disclaimer, not a bad one of this kind; one that says half of it in the wrong place is a remark.
fn best(page: &Page<'_>, require: &Require) -> Option<Candidate> {
    let own = (0..page.views.len()).filter(|&v| !matches!(page.views[v].block.form, Form::Meta(_)));
    let candidates = own.filter(|&v| is_own(page, require, v)).map(|v| judge(page, require, v));
    let is_remark = |c: &Candidate| {
        let has = |is: fn(&Problem) -> bool| c.problems.iter().any(is);
        has(|p| matches!(p, Problem::Lacks(_))) && has(|p| matches!(p, Problem::Misplaced(_)))
    };
    let related = candidates.filter(|c| require.mention.is_empty() || !c.found.is_empty() && !is_remark(c));
    related.min_by_key(|c| (weight(&c.problems), std::cmp::Reverse(c.first)))
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
    for (name, matcher) in &require.mention {
        let said = views.iter().any(|v| matcher.matches(&v.passage));
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
pub(super) fn stands_right(page: &Page<'_>, at: At, first: usize, last: usize) -> bool {
    let (before, after) = page.around(first, last);
    match at {
        At::Anywhere => true,
        At::First(n) => before < n && (before == 0 || before <= after),
        At::Last(n) => after < n && (after == 0 || after <= before),
    }
}

fn finding(
    page: &Page<'_>,
    rule: &Rule,
    require: &Require,
    severity: Severity,
    trigger: &Trigger,
    best: Option<&Candidate>,
    problems: &[Problem],
) -> Diagnostic {
    let view = &page.views[trigger.view];
    let named = clip(&view.text()[trigger.words.clone()]);
    let problem = problems.iter().map(Problem::words).collect::<Vec<_>>().join(" and ");
    let message = rule.message.as_ref().map_or_else(
        || match (&require.target, &rule.when) {
            (Target::Part(part), None) => format!("the article has no {}", part.name),
            (target, None) => format!("{} is required here; it {problem}", demanded(target)),
            (target, _) => format!("because of “{named}”, {} is required; it {problem}", demanded(target)),
        },
        |m| m.fill(|name| if name == "trigger" { &named } else { &problem }),
    );
    let sentence = view.passage.sentence(trigger.words.start);
    let mut diagnostic = Diagnostic::new(rule.code.clone(), severity, view.span(sentence), message);
    // A rule that always applies has nothing to blame; it points at where the article begins.
    if rule.when.is_some() {
        diagnostic.label = "necessary because of this".to_owned();
        let message = format!("“{named}”");
        diagnostic.labels.push(Label { span: view.span(trigger.words.clone()), message });
    }
    diagnostic.labels.extend(best.map(|c| near_miss(page, c, problems)));
    diagnostic.help = rule.note.clone();
    diagnostic.fix = fix(page, require, trigger, best, problems);
    diagnostic
}

/// What a rule demands, for rules without a message.
fn demanded(target: &Target) -> String {
    match target {
        Target::Paragraph(_) => "a paragraph".to_owned(),
        Target::Heading(_) => "a heading".to_owned(),
        Target::Meta(field, _) => format!("the field `{field}`"),
        Target::Part(part) => format!("a {}", part.name),
    }
}

/// What is there, and how it falls short.
fn near_miss(page: &Page<'_>, candidate: &Candidate, problems: &[Problem]) -> Label {
    let view = &page.views[candidate.first];
    let mut parts = Vec::new();
    if !candidate.found.is_empty() {
        parts.push(format!("says {}", candidate.found.join(", ")));
    }
    parts.extend(problems.iter().map(Problem::words));
    if let Verdict::Drop(reason) = &view.block.verdict {
        parts.push(format!("stands outside the article ({})", reason.code));
    }
    Label { span: view.span(view.passage.sentence(0)), message: parts.join("; ") }
}

/// Puts the text of the rule in: at the end of the article, or in place of a poor one.
fn fix(
    page: &Page<'_>,
    require: &Require,
    trigger: &Trigger,
    best: Option<&Candidate>,
    problems: &[Problem],
) -> Option<Fix> {
    let named = clip(&page.views[trigger.view].text()[trigger.words.clone()]);
    let fits =
        |place: &Option<Matcher>| place.as_ref().is_none_or(|m| m.matches(&page.views[trigger.view].passage));
    let (_, template) = require.insert.iter().find(|(place, _)| fits(place))?;
    let text = template.fill(|_| &named);
    match best {
        None => {
            let kept =
                || page.views.iter().filter(|v| v.block.is_kept() && !matches!(v.block.form, Form::Meta(_)));
            let (at, replacement) = match require.at {
                At::First(_) => (kept().next()?.block.span.start, format!("{text}\n\n")),
                At::Anywhere | At::Last(_) => (kept().last()?.block.span.end, format!("\n\n{text}")),
            };
            Some(Fix { span: Span::at(at as usize), replacement, safe: false })
        }
        // A good text in the wrong place must be moved; that is more than one change.
        Some(_) if problems.iter().any(|p| matches!(p, Problem::Misplaced(_))) => None,
        Some(c) if c.first == c.last => {
            Some(Fix { span: page.views[c.first].block.span, replacement: text, safe: false })
        }
        Some(_) => None,
    }
}

/// Most characters of a trigger that are shown in a message.
const SHOWN: usize = 60;

/// The words on one line, cut where they are long.
pub(super) fn clip(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &one_line[..at]),
        None => one_line,
    }
}
