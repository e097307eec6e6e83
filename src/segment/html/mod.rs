//! HTML to blocks: a linear scan over the tags gives the blocks, and an extractor says which of them
//! stand in the article.
//!
//! ```text
//! html ─scan→ tokens ─page→ blocks, signs, a marked copy ─extract→ marks ─region→ regions ─fields→ blocks
//! ```
//!
//! The extractor sees a copy and is asked one thing only, so that its answer can be wrong but never
//! lose a word: every block keeps its place in the source, and `strip` decides.

mod above;
mod attribute;
mod body;
mod copy;
mod extract;
mod fields;
mod formula;
mod json_ld;
mod lines;
mod links;
mod meta;
mod names;
mod numbers;
mod open;
mod page;
mod region;
mod restore;
mod scan;
mod signs;
mod tags;
mod unseen;
mod words;

use crate::model::{Block, Change, Code, Diagnostic, Severity, Span};
use extract::Refusal;
use page::Page;

/// A page that was judged without an extractor.
const NOT_EXTRACTED: Code = Code::new("structure/not-extracted");

/// A page, taken apart.
pub(super) struct Parts {
    /// What a reader sees, fields of its head, its comments.
    pub(super) blocks: Vec<Block>,
    /// Words that are in no block.
    pub(super) unseen: Vec<Change>,
    /// What was found.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Takes an HTML page apart.
pub(super) fn parts(html: &str) -> Parts {
    let mut page = Page::read(html);
    let answer = extract::article(&page.copy, page.stack.deepest());
    let found = answer.as_ref().ok().and_then(Option::as_deref);
    let last = found.and_then(|returned| region::mark(&mut page, returned));
    fields::settle(&mut page, last);
    Parts {
        blocks: page.blocks,
        unseen: page.unseen,
        diagnostics: answer.err().map(refused).into_iter().collect(),
    }
}

fn refused(refusal: Refusal) -> Diagnostic {
    let why = match refusal {
        Refusal::Deep => "its elements are nested too deep",
        Refusal::Long => "it is too long or in too many pieces",
        Refusal::Failed => "finding its article failed",
    };
    let message = format!("the page was judged line by line, because {why}; look over what was kept");
    Diagnostic::new(NOT_EXTRACTED, Severity::Info, Span::at(0), message)
}

#[cfg(test)]
mod tests;
