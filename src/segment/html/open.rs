//! The elements that are open at a place of the page, and what they make of the text there.

use super::attribute;
use super::names::{self, Named};
use crate::hash::fnv;

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open<'h> {
    name: &'h str,
    /// Its number among all elements.
    id: u32,
    /// What it, or the nearest element around it, is called.
    named: Option<Place>,
    /// Whether it is a link or stands in one.
    linked: bool,
    /// Of its name and class.
    template: u64,
}

impl Open<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// An element that is called something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What it is called.
    pub(super) named: Named,
    /// Its number among all elements.
    pub(super) id: u32,
}

/// Elements that never hold anything.
const VOID: &[&str] = &[
    "br", "img", "input", "meta", "link", "hr", "wbr", "source", "track", "area", "base", "col", "embed",
    "param",
];
/// Elements whose end is often left out, and which do not nest without another between them.
const OPTIONAL: &[&str] = &["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"];
/// Elements that are whole pages or articles: what they are called is said of the page, not of its text.
const WHOLE: &[&str] = &["html", "body", "main", "article"];
/// An end tag closes an element so many levels up at most, which keeps broken pages linear.
const REACH: usize = 48;

/// Elements that hold blocks.
const CONTAINERS: &[&str] = &["div", "section", "article", "main", "body", "td", "ul", "ol", "aside"];

/// A number for name and class of an element; 0 where it has no class.
fn template(name: &str, tag: &str) -> u64 {
    let class = attribute::value(tag, "class").unwrap_or_default().trim();
    if class.is_empty() { 0 } else { fnv(name.bytes().chain([b' ']).chain(class.bytes()).map(u64::from)) | 1 }
}

/// All open elements.
#[derive(Debug, Default)]
pub(super) struct Stack<'h> {
    open: Vec<Open<'h>>,
    seen: u32,
    deepest: usize,
}

impl<'h> Stack<'h> {
    /// An opening tag; `lower` is its name in lower case.
    pub(super) fn open(&mut self, name: &'h str, lower: &str, tag: &str) {
        if VOID.contains(&lower) || tag.ends_with("/>") && lower == "a" {
            return;
        }
        if OPTIONAL.contains(&lower) && self.open.last().is_some_and(|last| last.is(lower)) {
            self.open.pop();
        }
        self.seen += 1;
        let around = self.open.last();
        let own = if WHOLE.contains(&lower) { None } else { names::named(tag) };
        let own = own.map(|named| Place { named, id: self.seen });
        let outer = around.and_then(|open| open.named);
        // What is called something stays that, whatever stands in it.
        let is_other = |place: &Place| matches!(place.named, Named::Other(_) | Named::Hidden);
        let is_caption = |place: &Place| place.named == Named::Caption;
        let named = own.filter(is_caption).or(outer.filter(is_other)).or(own).or(outer);
        let linked = lower == "a" && tag.contains("href") || around.is_some_and(|open| open.linked);
        let template = if CONTAINERS.contains(&lower) { template(lower, tag) } else { 0 };
        self.open.push(Open { name, id: self.seen, named, linked, template });
        self.deepest = self.deepest.max(self.open.len());
    }

    /// A closing tag.
    pub(super) fn close(&mut self, name: &str) {
        let from = self.open.len().saturating_sub(REACH);
        if let Some(at) = self.open[from..].iter().rposition(|open| open.is(name)) {
            self.open.truncate(from + at);
        }
    }

    /// What the nearest named element is called.
    pub(super) fn named(&self) -> Option<Place> {
        self.open.last().and_then(|open| open.named)
    }

    /// Whether text here is that of a link.
    pub(super) fn is_linked(&self) -> bool {
        self.open.last().is_some_and(|open| open.linked)
    }

    /// Whether an element of this name is open among the innermost.
    pub(super) fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().rev().take(REACH).any(|open| names.iter().any(|name| open.is(name)))
    }

    /// Number and template of the innermost element that holds blocks; 0 outside all.
    pub(super) fn container(&self) -> (u32, u64) {
        self.open
            .iter()
            .rev()
            .take(REACH)
            .find(|o| CONTAINERS.iter().any(|name| o.is(name)))
            .map_or((0, 0), |o| (o.id, o.template))
    }

    /// The deepest nesting so far.
    pub(super) fn deepest(&self) -> usize {
        self.deepest
    }
}
