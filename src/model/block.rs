//! The unit between a document and a sentence: a paragraph, a heading, a list item.

use super::{Code, Span, Text};

/// What a block looks like on the page. Set by `segment`, from layout and markup alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Running text, or anything not recognised as something else.
    Paragraph,
    /// A heading; 1 is the highest level, 0 one whose level is not known (plain text).
    Heading(u8),
    /// A list item; depth 0 is the outermost list.
    Item {
        /// Nesting, from 0.
        depth: u8,
        /// Numbered rather than bulleted.
        ordered: bool,
    },
    /// A block quotation.
    Quote,
    /// Preformatted text: code, ASCII tables.
    Code,
    /// A caption of a picture or table.
    Caption,
    /// A table row.
    Row,
    /// A field of front matter or page metadata (`title`, `date`, `author` …), its key in lower case.
    Meta(&'static str),
    /// Links that the markup declares to be the site's navigation (`<nav>`).
    Navigation,
    /// A comment in the markup (`<!-- … -->`), never part of the article.
    Comment,
}

/// What a kept block is in its article. Set by `arrange`, but for the title: that is set by the first
/// stage that can tell, by `segment` from markup or by `strip` from the lines over the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Part of the running article.
    #[default]
    Body,
    /// The title.
    Title,
    /// The deck (standfirst) under the title.
    Deck,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Published,
    /// The label over the highlights ("Highlights"): a line of the text, and the key they have in the YAML.
    HighlightsLabel,
    /// One highlight.
    Highlight,
    /// A disclaimer or disclosure.
    Disclaimer,
    /// Repeats a field already taken from elsewhere (a second copy of the title); not emitted twice.
    Repeat,
}

/// Where a block stands on its page. Set by `segment`, from markup alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Region {
    /// Nothing tells.
    #[default]
    Unknown,
    /// Where the page has its article.
    Article,
    /// Anywhere else; what the markup calls the place, or what its links make of it, or nothing.
    Elsewhere(&'static str),
}

impl Region {
    /// What is said of a place that holds little but links.
    pub const LINKS: &'static str = "links";
    /// What is said of a link by itself among paragraphs.
    pub const LINK_ALONE: &'static str = "a link alone";
}

/// Why a block was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule that dropped it.
    pub code: Code,
    /// Why, in a few words for people.
    pub why: String,
}

/// Whether a block belongs to the article. Set by `strip`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Belongs to the article.
    #[default]
    Keep,
    /// Does not; stays in the ledger.
    Drop(Box<Reason>),
}

/// A stretch of a document with one form, one role and one verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it looks like.
    pub form: Form,
    /// What it is in the article.
    pub role: Role,
    /// Where on the page it stands.
    pub region: Region,
    /// Its words, without markers such as bullets or `#`.
    pub text: Text,
    /// All of it in the source, markers included, surrounding white space left out.
    pub span: Span,
    /// Whether it belongs to the article.
    pub verdict: Verdict,
}

impl Block {
    /// A block as `segment` makes it: kept, in the body.
    #[must_use]
    pub fn new(form: Form, text: Text, span: Span) -> Self {
        Self { form, role: Role::Body, region: Region::Unknown, text, span, verdict: Verdict::Keep }
    }

    /// Whether it belongs to the article.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.verdict == Verdict::Keep
    }
}
