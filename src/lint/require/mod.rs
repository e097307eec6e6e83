//! `require`: is what an article owes there, in the right place, saying what it must?

mod candidate;
mod insert;
#[cfg(test)]
mod tests;

use super::page::Page;
use super::trigger::{self, Trigger};
use crate::model::{Diagnostic, Label, Severity, Verdict};
use crate::rules::{At, Require, Rule, Target};
pub(super) use candidate::stands_right;
use candidate::{Candidate, belongs, best, tells_news_instead};
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
                format!("is misplaced: it must {}", among("first", *n))
            }
            Self::Misplaced(At::Last(n)) => {
                format!("is misplaced: it must {}", among("last", *n))
            }
            Self::Misplaced(At::Anywhere) => "is misplaced".to_owned(),
            Self::TooShort { words, least } => format!("is too short: {words} of at least {least} words"),
            Self::Lacks(parts) => format!("lacks {}", parts.join(", ")),
        }
    }
}

fn among(end: &str, n: usize) -> String {
    if n == 1 { format!("be the {end} paragraph") } else { format!("stand among the {end} {n} paragraphs") }
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
        Target::Paragraph(_) | Target::Heading(_) => best(page, rule, require),
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
    best(page, rule, require).filter(|c| c.problems.is_empty()).map(|c| c.first..c.last + 1)
}

/// The words that make a rule apply, where its paragraph is missing.
pub(super) fn missing_because_of(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    require: &Require,
) -> Option<String> {
    let Target::Paragraph(_) = require.target else { return None };
    let trigger = find_trigger(page, number, rule, require)?;
    let words = || clip(&page.views[trigger.view].text()[trigger.words.clone()]);
    best(page, rule, require).is_none().then(words)
}

/// What makes a rule apply. What the rule looks for is no reason to look for it, where it stands as it must; a
/// label at the wrong end is its own reason.
fn find_trigger(page: &Page<'_>, number: usize, rule: &Rule, require: &Require) -> Option<Trigger> {
    let placed = |view| stands_right(page, require.at, view, view);
    trigger::find(page, number, rule, |view| {
        belongs(page, require, view) && placed(view) && !tells_news_instead(page, rule, require, view)
    })
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
    if rule.when.is_some() && !matches!(require.target, Target::Part(_)) {
        diagnostic.labels.extend(reasons(page, trigger));
    }
    diagnostic.labels.extend(best.map(|c| near_miss(page, c, problems)));
    diagnostic.help = rule.note.clone();
    match insert::fix(page, require, trigger, best, problems) {
        Some(Ok(fix)) => diagnostic.fix = Some(fix),
        Some(Err(why)) => diagnostic.unfixed = Some(why),
        None => {}
    }
    diagnostic
}

/// The words that make a notice necessary, and those without which they would not count.
fn reasons(page: &Page<'_>, trigger: &Trigger) -> Vec<Label> {
    let message = match trigger.places {
        0 | 1 => "necessary because of this".to_owned(),
        places => format!("necessary because of this, the first of {places} places"),
    };
    let mut labels = vec![Label { span: page.views[trigger.view].span(trigger.words.clone()), message }];
    let says_something = |(view, range): &&(usize, Range<usize>)| !is_small(page.views[*view].text(), range);
    labels.extend(trigger.beside.iter().filter(says_something).map(|(view, range)| {
        let view = &page.views[*view];
        let message = format!("together with “{}”", clip(&view.text()[range.clone()]));
        Label { span: view.span(range.clone()), message }
    }));
    labels
}

/// Most letters of a small word.
const SMALL: usize = 3;

/// Whether words are one small word in small letters, or at the beginning of its block: what tells the language of a
/// text ("die", "le") is no reason for anybody.
fn is_small(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
    let first = !text[..range.start].contains(char::is_alphanumeric);
    let small = |(at, c): (usize, char)| c.is_lowercase() || first && at == 0 && c.is_uppercase();
    word.chars().count() <= SMALL && word.chars().enumerate().all(small)
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
