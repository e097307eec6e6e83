//! `scope`: the parts of a document a rule reads.

use super::errors::Sink;
use super::fields::items;
use super::node::Node;
use super::rule::texts;
use crate::model::{Block, Form, Role};

/// Whether a block is of a part.
type IsPart = fn(&Block) -> bool;

/// The words of `scope`, each with the blocks it means.
const PARTS: &[(&str, IsPart)] = &[
    ("title", |b| b.role == Role::Title),
    ("deck", |b| b.role == Role::Deck),
    ("byline", |b| b.role == Role::Byline),
    ("highlights", |b| b.role == Role::Highlight),
    ("disclaimer", |b| b.role == Role::Disclaimer),
    ("heading", |b| b.role == Role::Body && matches!(b.form, Form::Heading(_))),
    ("paragraph", |b| matches!(b.role, Role::Body | Role::Disclaimer) && b.form == Form::Paragraph),
    ("list", |b| b.role == Role::Body && matches!(b.form, Form::Item { .. })),
    ("quote", |b| b.role == Role::Body && b.form == Form::Quote),
    ("caption", |b| b.form == Form::Caption),
    ("front-matter", |b| matches!(b.form, Form::Meta(_))),
];

/// Reads what was dropped, too.
const PAGE: &str = "page";

/// Reads what was cut out of running text, and sentences that were stripped, where nobody takes the cleaned text.
const CUT: &str = "cut";

/// The parts of a document a rule reads. By default all prose of the article.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    parts: Vec<(&'static str, IsPart)>,
    page: bool,
    cut: bool,
}

impl Scope {
    /// Whether a rule reads this block.
    #[must_use]
    pub fn reads(&self, block: &Block) -> bool {
        if !self.page && !block.is_kept() {
            return false;
        }
        if self.parts.is_empty() {
            return !matches!(block.form, Form::Meta(_) | Form::Comment | Form::Code)
                && is_read_once(block.role);
        }
        self.parts.iter().any(|(_, is_part)| is_part(block))
    }
}

impl Scope {
    /// Whether it takes in what was stripped.
    pub(super) fn reads_page(&self) -> bool {
        self.page
    }

    /// Whether it takes in what was cut out of running text, and sentences that were stripped.
    pub(crate) fn reads_cuts(&self) -> bool {
        self.cut
    }

    /// Whether it may read blocks of a part.
    pub(super) fn may_read(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|(name, _)| *name == part)
    }

    /// Whether it reads this part and nothing else.
    pub(super) fn is_only(&self, part: &str) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|(name, _)| *name == part)
    }
}

/// Roles that carry words of the article, each once.
fn is_read_once(role: Role) -> bool {
    !matches!(role, Role::Published | Role::HighlightsLabel | Role::Repeat)
}

/// The words of `scope`.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(name, _)| *name).chain([PAGE, CUT])
}

/// Reads a word or a list of words.
pub(super) fn read(node: &Node, sink: &mut Sink<'_>) -> Scope {
    let mut scope = Scope::default();
    let known: Vec<&str> = names().collect();
    for (word, node) in texts(node, "scope", sink).iter().zip(items(node)) {
        if word == PAGE {
            scope.page = true;
        } else if word == CUT {
            scope.cut = true;
        } else if let Some(part) = PARTS.iter().find(|(name, _)| name == word) {
            scope.parts.push(*part);
        } else {
            sink.unknown(node.span.clone(), "scope", word, &known);
        }
    }
    scope
}
