//! Faults in how a document is built that `forbid` can name: no words to look for, but blocks.

use super::errors::Sink;
use super::fields::Fields;
use super::matcher::Matcher;
use super::node::{Node, Value};

/// What must not be there.
#[derive(Clone, Debug)]
pub enum Forbid {
    /// Words; all of them, or the first of a paragraph or of the document.
    Words(Matcher, Once),
    /// Blocks of this shape.
    Shape(Shape),
    /// Words, and blocks of this shape: one fault that shows in two ways.
    Either(Matcher, Once, Shape),
}

impl Forbid {
    /// The words.
    #[must_use]
    pub fn words(&self) -> Option<(&Matcher, Once)> {
        match self {
            Self::Words(words, once) | Self::Either(words, once, _) => Some((words, *once)),
            Self::Shape(_) => None,
        }
    }

    /// The shape.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        match self {
            Self::Shape(shape) | Self::Either(_, _, shape) => Some(*shape),
            Self::Words(..) => None,
        }
    }
}

/// How often a rule reports words it finds more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Once {
    /// At every place.
    #[default]
    Each,
    /// At the first place of each paragraph.
    Paragraph,
    /// At the first place of the document.
    Document,
}

/// The words of `once`.
pub(super) const ONCE: &[(&str, Once)] = &[("paragraph", Once::Paragraph), ("document", Once::Document)];

/// Blocks of one shape, and of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Which blocks.
    pub kind: ShapeKind,
    /// Fewest words of such a block.
    pub min_words: usize,
}

/// A shape of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// A heading with no text under it: another of its level, a higher one, or the end follows.
    BareHeading,
    /// A block without a letter or digit.
    EmptyBlock,
    /// A block that says, word for word, what one above it says.
    RepeatedBlock,
    /// A highlight that says, word for word, what a sentence of the text says.
    RepeatedHighlight,
    /// A paragraph with a quotation that nothing closes and the next paragraph does not go on with.
    OpenQuotation,
    /// A bracket without its partner, in its paragraph and in those beside it.
    LoneBracket,
    /// The last paragraph of a text, where it stops in the middle of a sentence.
    UnfinishedEnd,
}

/// The words of `shape`.
pub(super) const SHAPES: &[(&str, ShapeKind)] = &[
    ("bare-heading", ShapeKind::BareHeading),
    ("empty-block", ShapeKind::EmptyBlock),
    ("repeated-block", ShapeKind::RepeatedBlock),
    ("repeated-highlight", ShapeKind::RepeatedHighlight),
    ("open-quotation", ShapeKind::OpenQuotation),
    ("lone-bracket", ShapeKind::LoneBracket),
    ("unfinished-end", ShapeKind::UnfinishedEnd),
];

/// Keys of `forbid` where it names a shape.
pub(super) const KEYS: &[&str] = &["shape", "min-words"];

/// Whether `forbid` names a shape, not words.
pub(super) fn is_shape(node: &Node) -> bool {
    matches!(&node.value, Value::Map(map) if map.iter().any(|(k, _)| k.scalar() == Some("shape")))
}

/// Takes the one shape out of a list of words; `None` where there is none.
pub(super) fn apart(node: &Node) -> Option<(Node, Node)> {
    let Value::Seq(items) = &node.value else { return None };
    let at = items.iter().position(is_shape)?;
    let mut words = items.clone();
    let shape = words.remove(at);
    let words = Node { span: node.span.clone(), value: Value::Seq(words) };
    Some((words, shape))
}

/// Reads `{shape: repeated-block, min-words: 8}`.
pub(super) fn read(node: &Node, sink: &mut Sink<'_>) -> Option<Shape> {
    let fields = Fields::read(node, "`forbid` with a shape", KEYS, sink)?;
    let kind = fields.word("shape", SHAPES, sink);
    let min_words = fields.number("min-words", sink).unwrap_or(0);
    Some(Shape { kind: kind?, min_words })
}
