//! Notes inside running text that a site's markup left there: taken out, with the space before them.

use super::rules::Rules;
use crate::model::{Certainty, Change, Draft, Edit, Form};
use crate::rules::Passage;
use std::ops::Range;

/// Takes the notes out of every block and records each.
pub(super) fn clean(draft: &mut Draft, rules: &Rules) {
    for block in &mut draft.blocks {
        if matches!(block.form, Form::Comment | Form::Meta(_) | Form::Code) {
            continue;
        }
        let text = block.text.as_str();
        let found = find(text, rules);
        if found.is_empty() {
            continue;
        }
        let edits: Vec<Edit> = found
            .iter()
            .map(|(range, _)| Edit { range: range.clone(), replacement: String::new() })
            .collect();
        for (range, rule) in &found {
            draft.changes.push(Change {
                code: rules.code(*rule).clone(),
                span: block.text.span(range.clone()).unwrap_or(block.span),
                before: text[range.clone()].to_owned(),
                after: String::new(),
                certainty: Certainty::Certain,
                evidence: rules.reason(*rule).why.into(),
            });
        }
        block.text.apply(&edits);
    }
}

/// The notes of a text with the space before each, in order and disjoint. A note that is the whole
/// text is left to the verdict on its block.
fn find(text: &str, rules: &Rules) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let passage = Passage::new(text);
    for (rule, matcher) in rules.inline(&passage) {
        for m in matcher.find_in(&passage) {
            let start = text[..m.start].trim_end().len();
            // At the beginning the space behind it goes instead.
            let end = if start == 0 { text.len() - text[m.end..].trim_start().len() } else { m.end };
            if end - start < text.len() {
                found.push((start..end, rule));
            }
        }
    }
    found.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    found.retain(|(range, _)| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_go_with_the_space_before_them() {
        let rules = Rules::new(&crate::rules::Packs::embedded());
        let table = [
            ("He announced (opens in a new tab) a wheel.", "He announced a wheel."),
            ("A wheel (built in 1911 (opens in a new window)).", "A wheel (built in 1911)."),
            ("(Opens in new window) The wheel", "The wheel"),
            ("One (opens in a new tab), two (opens in a new tab).", "One, two."),
            (
                "The shop (it opens in a new building) is here.",
                "The shop (it opens in a new building) is here.",
            ),
            (
                "The shop opens in a new window on the square.",
                "The shop opens in a new window on the square.",
            ),
            ("(opens in a new tab)", "(opens in a new tab)"),
        ];
        for (text, expected) in table {
            let mut out = text.to_owned();
            for (range, _) in find(text, &rules).iter().rev() {
                out.replace_range(range.clone(), "");
            }
            assert_eq!(out, expected);
        }
    }
}
