//! Which part of a page is the article: the one place that knows an extractor.

use super::copy::{self, Copy};
use dom_smoothie::{Config, Readability, TextMode};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Deepest nesting an extractor is given; real pages stay below a hundred, and the cost of some of its
/// steps grows with the square of the depth.
pub(super) const DEEPEST: usize = 200;
/// Longest copy an extractor is given, in bytes: its tree takes some twenty times as much.
pub(super) const LONGEST: usize = 8 << 20;

/// Why a page was not given to an extractor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nested too deep.
    Deep,
    /// Too long, or in too many pieces.
    Long,
    /// It failed.
    Failed,
}

/// Which of the marked stretches of a copy are the article; `None` where the page has none.
///
/// # Errors
/// The reason for which the page has to be judged without an extractor.
pub(super) fn article(copy: &Copy, depth: usize) -> Result<Option<Vec<bool>>, Refusal> {
    if depth > DEEPEST {
        return Err(Refusal::Deep);
    }
    if copy.html().len() > LONGEST || copy.marked() > copy::MARKS {
        return Err(Refusal::Long);
    }
    if copy.marked() == 0 {
        return Ok(None);
    }
    // A fault in it must not cost the document.
    let text = catch_unwind(AssertUnwindSafe(|| text(copy.html()))).map_err(|_| Refusal::Failed)?;
    Ok(text.map(|text| copy::returned(&text, copy.marked())))
}

/// The text that the extractor takes for the article.
fn text(html: &str) -> Option<String> {
    let config = Config { text_mode: TextMode::Raw, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}
