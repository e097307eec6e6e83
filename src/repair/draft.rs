//! Repair of a segmented document: evidence from all blocks, edits in each.

use super::{Options, Repair, find};
use crate::model::{Change, Diagnostic, Draft, Edit, Severity, Span};

/// Repairs the blocks of a draft, with evidence from all of it, and records every change.
pub fn repair(draft: &mut Draft, options: &Options) {
    let mut joined = String::with_capacity(draft.blocks.iter().map(|b| b.text.as_str().len() + 1).sum());
    let mut starts = Vec::with_capacity(draft.blocks.len());
    for block in &draft.blocks {
        starts.push(joined.len());
        joined.push_str(block.text.as_str());
        joined.push('\n');
    }
    let findings = find(&joined, options);
    let block_at = |offset: usize| starts.partition_point(|&s| s <= offset) - 1;
    for doubt in findings.doubts {
        let n = block_at(doubt.range.start);
        let range = doubt.range.start - starts[n]..doubt.range.end - starts[n];
        let span = draft.blocks[n].text.span(range).unwrap_or(Span::at(0));
        draft.diagnostics.push(Diagnostic::new(doubt.code, Severity::Warning, span, doubt.message));
    }
    let mut repairs = findings.repairs.into_iter().peekable();
    while let Some(first) = repairs.peek() {
        let n = block_at(first.range.start);
        let end = starts[n] + draft.blocks[n].text.as_str().len();
        let mut edits = Vec::new();
        while let Some(repair) = repairs.next_if(|r| r.range.start < end) {
            let Repair { range, replacement, code, certainty, evidence } = repair;
            if range.end > end {
                // Reaches into another block: what stands there was not read together with this.
                continue;
            }
            let range = range.start - starts[n]..range.end - starts[n];
            let text = &draft.blocks[n].text;
            draft.changes.push(Change {
                code,
                span: text.span(range.clone()).unwrap_or(draft.blocks[n].span),
                before: text.as_str()[range.clone()].to_owned(),
                after: replacement.clone(),
                certainty,
                evidence,
            });
            edits.push(Edit { range, replacement });
        }
        if edits.is_empty() {
            // On the separator itself: skipped rather than met again and again.
            repairs.next_if(|r| r.range.start < end + 1);
        }
        draft.blocks[n].text.apply(&edits);
    }
}
