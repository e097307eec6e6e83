//! Fields without the words that stand beside them; those are recorded.

use super::beside::without_tail;
use super::byline::labelled;
use super::names::without_work;
use super::person::{brackets, with_house};
use super::{byline, date as dates, is_dateline, is_person};
use crate::model::{Block, Certainty, Change, Code, Edit};
use std::ops::Range;

/// The words before the name in a byline.
const BYLINE_LABEL: Code = Code::new("structure/byline-label");

/// The words beside the date in a line about the article's origin.
const DATE_LINE: Code = Code::new("structure/date-line");

/// Leaves the name alone in a byline.
pub(super) fn name(block: &mut Block, changes: &mut Vec<Change>) {
    let text = block.text.as_str();
    let plain = || (!text.contains(char::is_numeric)).then(|| person(text)).flatten();
    let Some(name) = byline(text).or_else(|| labelled(text)).or_else(plain).or_else(|| bracketed(text))
    else {
        return;
    };
    // What its bearer is stays where it is part of how names are written: `김민수 기자`.
    let known = without_tail(text);
    let behind = &known[name.end.min(known.len())..];
    let end =
        if behind.trim().contains(|c: char| !is_hangul(c)) { name.end } else { known.len().max(name.end) };
    let mut around = brackets(&text[name.start..end]);
    for range in &mut around {
        *range = range.start + name.start..range.end + name.start;
    }
    around.insert(0, 0..name.start);
    around.push(end..text.len());
    around.retain(|range| !range.is_empty());
    leave_out(block, around, BYLINE_LABEL, Certainty::Certain, "a byline holds the name alone", changes);
}

/// Names of which each says in brackets what its bearer did.
fn bracketed(text: &str) -> Option<Range<usize>> {
    (is_person(text) && !brackets(text).is_empty()).then_some(0..text.len())
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Where names stand that what their bearers are follows.
fn person(text: &str) -> Option<Range<usize>> {
    without_work(text).map(|name| 0..name.len()).or_else(|| with_house(text))
}

/// Leaves the date alone in a line that says more than when: where it was written, who has it from whom.
pub(super) fn date(block: &mut Block, changes: &mut Vec<Change>) {
    let text = block.text.as_str();
    let Some(date) = dates::span(text).filter(|_| !is_dateline(text)) else { return };
    let around = [0..date.start, date.end..text.len()];
    let around = around.into_iter().filter(|range| !text[range.clone()].trim().is_empty()).collect();
    leave_out(
        block,
        around,
        DATE_LINE,
        Certainty::Certain,
        "the date of publication holds the date alone",
        changes,
    );
}

/// Takes ranges out of a block's text, in order, and records each.
pub(super) fn leave_out(
    block: &mut Block,
    ranges: Vec<Range<usize>>,
    code: Code,
    certainty: Certainty,
    evidence: &'static str,
    changes: &mut Vec<Change>,
) {
    changes.extend(ranges.iter().map(|range| Change {
        code: code.clone(),
        span: block.text.span(range.clone()).unwrap_or(block.span),
        before: block.text.as_str()[range.clone()].to_owned(),
        after: String::new(),
        certainty,
        evidence: evidence.into(),
    }));
    let edit = |range| Edit { range, replacement: String::new() };
    block.text.apply(&ranges.into_iter().map(edit).collect::<Vec<_>>());
}
