//! Fields without the words that stand beside them; those are recorded.

use super::{byline, date as dates, is_dateline};
use crate::model::{Block, Certainty, Change, Code, Edit};

/// The words before the name in a byline.
const BYLINE_LABEL: Code = Code::new("structure/byline-label");

/// The words beside the date in a line about the article's origin.
const DATE_LINE: Code = Code::new("structure/date-line");

/// Leaves the name alone in a byline.
pub(super) fn name(block: &mut Block, changes: &mut Vec<Change>) {
    let text = block.text.as_str();
    let Some(range) = byline(text).map(|name| 0..name.start).filter(|r| !r.is_empty()) else { return };
    changes.push(Change {
        code: BYLINE_LABEL,
        span: block.text.span(range.clone()).unwrap_or(block.span),
        before: text[range.clone()].to_owned(),
        after: String::new(),
        certainty: Certainty::Certain,
        evidence: "a byline holds the name alone".into(),
    });
    block.text.apply(&[Edit { range, replacement: String::new() }]);
}

/// Leaves the date alone in a line that says more than when: where it was written, who has it from whom.
pub(super) fn date(block: &mut Block, changes: &mut Vec<Change>) {
    let text = block.text.as_str();
    let Some(date) = dates::span(text).filter(|_| !is_dateline(text)) else { return };
    let (around, mut edits) = ([0..date.start, date.end..text.len()], Vec::new());
    for range in around.into_iter().filter(|range| !text[range.clone()].trim().is_empty()) {
        changes.push(Change {
            code: DATE_LINE,
            span: block.text.span(range.clone()).unwrap_or(block.span),
            before: text[range.clone()].to_owned(),
            after: String::new(),
            certainty: Certainty::Certain,
            evidence: "the date of publication holds the date alone".into(),
        });
        edits.push(Edit { range, replacement: String::new() });
    }
    block.text.apply(&edits);
}
