//! Rules and conditions that can never fire. A rule that looks right and finds nothing, ever, is the worst
//! mistake a rule file can hold: nobody misses what was never reported.
//!
//! Only what is certain is reported: what stands in phrases, not what expressions might mean.

use super::errors::Sink;
use super::fields::Fields;
use super::limit::{Count, Limit};
use super::matcher::{Base, Condition, Expr, Matcher, Place};
use super::rule::{Rule, Verb};
use super::shape::{Forbid, ShapeKind};
use super::strip::{Action, StripRule};
use super::{Require, Target};

/// Most pairs of texts that are compared.
const MOST: usize = 50_000;

/// Reports why a rule can never fire.
pub(super) fn check(rule: &Rule, fields: &Fields<'_>, sink: &mut Sink<'_>) {
    let mut report = |key: &str, why: &str, help: &str| {
        if let Some(node) = fields.get(key) {
            sink.error_help(node.span.clone(), format!("this rule can never fire: {why}"), help);
        }
    };
    let sought = sought(&rule.verb);
    if let Some(except) = &rule.except {
        if !sought.is_empty() && sought.iter().all(|m| covers_all(&except.0, &m.0, true)) {
            let why = "`except` excuses everything it looks for";
            report("except", why, "ask for more in `except`, or take it out");
        } else if rule.scope.is_only("quote") && is_in_quotes(except) {
            let why = "it reads nothing but quotations, and `except` excuses what is quoted";
            report("except", why, "take `except` out, or read other parts too");
        }
    }
    let reads_what_was_stripped = rule.scope.reads_page();
    if let Some(unless) = rule.unless.as_ref().filter(|_| !reads_what_was_stripped) {
        let reasons: Vec<&Matcher> = match &rule.when {
            Some(when) => when.0.iter().filter_map(|c| c.matcher.as_ref()).collect(),
            None => sought,
        };
        let excuses = |m: &&Matcher| unless.plain().any(|u| covers_all(&u.0, &m.0, false));
        if !reasons.is_empty() && reasons.iter().all(excuses) {
            let why = "`unless` holds wherever there is something to find";
            report("unless", why, "ask for more in `unless`, or take it out");
        }
    }
    if let (Verb::Require(Require { target: Target::Paragraph(own), .. }), Some(when)) =
        (&rule.verb, &rule.when)
        && when.0.iter().all(|c| c.matcher.as_ref().is_some_and(|m| covers_all(&own.0, &m.0, false)))
    {
        let why = "every paragraph that makes it necessary is one it asks for";
        report("when", why, "the words of `when` must stand outside the `paragraph` that is required");
    }
    shape(rule, &mut report);
    if let Verb::Limit(limit) = &rule.verb
        && let Some((why, help)) = limit_that_holds(limit)
    {
        report("limit", why, help);
    }
    if let Verb::Strip(strip) = &rule.verb
        && is_too_long(strip)
    {
        report("strip", "its words alone are more than `max-words`", "raise `max-words`");
    }
}

/// The words a rule reports; none where it reports something else.
fn sought(verb: &Verb) -> Vec<&Matcher> {
    match verb {
        Verb::Forbid(Forbid::Words(matcher, _) | Forbid::Either(matcher, ..)) => vec![matcher],
        Verb::Replace(replace) => replace.entries.iter().map(|(m, _)| m).collect(),
        Verb::Limit(Limit { count: Count::Of(matcher), min, .. }) if *min <= 0.0 => vec![matcher],
        _ => Vec::new(),
    }
}

fn shape(rule: &Rule, report: &mut impl FnMut(&str, &str, &str)) {
    let Verb::Forbid(Forbid::Shape(shape)) = &rule.verb else { return };
    let needed = match shape.kind {
        ShapeKind::BareHeading => "heading",
        ShapeKind::RepeatedHighlight => "highlights",
        _ => return,
    };
    if !rule.scope.may_read(needed) {
        let why = format!("such blocks are in the scope `{needed}`, which it does not read");
        report("scope", &why, "take `scope` out");
    }
}

/// Why no count is ever out of bounds.
fn limit_that_holds(limit: &Limit) -> Option<(&'static str, &'static str)> {
    let least = limit.min <= 0.0;
    match &limit.count {
        Count::Metric(metric) if least && metric.is_share() && limit.max >= 1.0 => {
            Some(("a share is never more than 1", "write a part of it, such as `0.3` or `30%`"))
        }
        #[allow(clippy::cast_precision_loss, reason = "lists are short")]
        Count::Distinct(all) if least && limit.max >= all.len() as f64 => {
            Some(("`max` is as large as the list", "lower `max`"))
        }
        _ if least && limit.max.is_infinite() => {
            Some(("nothing is less than 0", "raise `min`, or give `max`"))
        }
        _ => None,
    }
}

fn is_too_long(strip: &StripRule) -> bool {
    let longer = |text: &str| text.split_whitespace().count() > strip.max_words;
    let Action::Block(claim) = &strip.action else { return false };
    let block = claim.matcher.as_ref().and_then(|m| texts(&m.0));
    let lines = || claim.lines.iter().all(|line| !line.contains('*') && longer(line));
    match block {
        Some(texts) => !texts.is_empty() && texts.iter().all(|t| longer(t)) && lines(),
        None => claim.matcher.is_none() && !claim.lines.is_empty() && lines(),
    }
}

/// Whether it holds for what is quoted, and asks for nothing else.
fn is_in_quotes(matcher: &Matcher) -> bool {
    let quote = |c: &Condition| matches!(c, Condition::Inside(Place::Quote));
    matches!(&matcher.0, Expr::Where { base: Base::Whole, conditions } if conditions.iter().all(quote))
}

/// Why conditions on the occurrences of a base never hold together.
pub(super) fn contradiction(base: &Base, conditions: &[Condition]) -> Option<&'static str> {
    let sought: Vec<&Expr> = match base {
        Base::Of(expr) => vec![expr],
        Base::Whole => Vec::new(),
    };
    let demanded =
        conditions.iter().filter_map(|c| if let Condition::All(all) = c { Some(all) } else { None });
    let demanded: Vec<&Expr> = demanded.flatten().chain(sought.iter().copied()).collect();
    let places =
        || conditions.iter().filter_map(|c| if let Condition::Inside(p) = c { Some(p) } else { None });
    for condition in conditions {
        match condition {
            Condition::Absent(not) if demanded.iter().any(|expr| covers_all(not, expr, false)) => {
                return Some("`not` rules out what it looks for");
            }
            Condition::Inside(Place::Of(place)) if sought.iter().any(|expr| lies_outside(expr, place)) => {
                return Some("no text of `inside` holds what it looks for");
            }
            Condition::Not(denied) => {
                for denied in denied {
                    let Condition::Inside(place) = denied else { continue };
                    let whole = |place: &Expr| sought.iter().any(|expr| covers_all(place, expr, true));
                    if places().any(|p| is_same(p, place)) || matches!(place, Place::Of(p) if whole(p)) {
                        return Some("`not` rules out every place it looks in");
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the one surely occurs wherever the other does.
pub(super) fn rules_out(without: &Matcher, matcher: &Matcher) -> bool {
    covers_all(&without.0, &matcher.0, false)
}

fn is_same(a: &Place, b: &Place) -> bool {
    matches!((a, b), (Place::Quote, Place::Quote) | (Place::Brackets, Place::Brackets))
}

/// Whether no text of `place` holds a text of `expr`.
fn lies_outside(expr: &Expr, place: &Expr) -> bool {
    let (Some(inner), Some(outer)) = (texts(expr), texts(place)) else { return false };
    let lower = |all: Vec<&str>| all.into_iter().map(str::to_lowercase).collect::<Vec<_>>();
    let (inner, outer) = (lower(inner), lower(outer));
    inner.len() * outer.len() <= MOST
        && outer.iter().all(|place| inner.iter().all(|t| !place.contains(t.as_str())))
}

/// The texts an expression's occurrences consist of, where they are phrases and nothing else.
fn texts(expr: &Expr) -> Option<Vec<&str>> {
    match expr {
        Expr::Terms(terms) => terms.texts(),
        Expr::Any(parts) => {
            parts.iter().map(texts).collect::<Option<Vec<_>>>().map(|all| all.into_iter().flatten().collect())
        }
        Expr::Where { base: Base::Of(expr), .. } => texts(expr),
        Expr::Where { base: Base::Whole, .. } => None,
    }
}

/// Whether `cover` surely matches wherever `expr` does: in the same paragraph or, with `whole`, over all of
/// the occurrence.
fn covers_all(cover: &Expr, expr: &Expr, whole: bool) -> bool {
    let Some(texts) = texts(expr) else { return false };
    let terms = match cover {
        Expr::Terms(terms) => vec![terms],
        Expr::Any(parts) => {
            parts.iter().filter_map(|p| if let Expr::Terms(t) = p { Some(t) } else { None }).collect()
        }
        Expr::Where { .. } => return false,
    };
    let size: usize = terms.iter().map(|t| t.len()).sum();
    !texts.is_empty()
        && texts.len() * size <= MOST
        && texts.iter().all(|text| terms.iter().any(|terms| terms.cover(text, whole)))
}
