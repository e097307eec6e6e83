//! The numbers of a list that says which it begins with.
//!
//! A list that begins with 1 says no more than that it is one; any other number is the page's own word.

use super::attribute;

/// An open list.
pub(super) struct List {
    /// Whether its items are numbered.
    pub(super) ordered: bool,
    /// The number of the next item, and how the numbers go on; `None` where they say nothing.
    next: Option<(i64, i64)>,
}

impl List {
    /// `tag` opens it.
    pub(super) fn new(ordered: bool, tag: &str) -> Self {
        let in_digits = attribute::value(tag, "type").is_none_or(|kind| kind == "1");
        let step = if attribute::find(tag, "reversed").is_some() { -1 } else { 1 };
        let start = attribute::value(tag, "start").and_then(number);
        let next = start.filter(|start| ordered && in_digits && (*start != 1 || step < 0));
        Self { ordered, next: next.map(|start| (start, step)) }
    }

    /// What stands before the words of the next item, which `tag` opens.
    pub(super) fn number(&mut self, tag: &str) -> Option<String> {
        let own = attribute::value(tag, "value").and_then(number).filter(|_| self.ordered);
        let (next, step) = self.next?;
        let number = own.unwrap_or(next);
        self.next = Some((number + step, step));
        Some(format!("{number}. "))
    }
}

fn number(value: &str) -> Option<i64> {
    value.trim().parse().ok().filter(|n| (0..1_000_000).contains(n))
}
