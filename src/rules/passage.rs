//! A stretch of text prepared for matching once, whatever number of matchers look at it.

use super::fold::Folded;
use super::sentence;
use std::cell::OnceCell;
use std::ops::Range;

/// A text with what matchers need of it: its levelled copy and, once asked for, its sentences.
#[derive(Clone, Debug)]
pub struct Passage<'t> {
    text: &'t str,
    folded: Folded,
    sentences: OnceCell<Vec<Range<usize>>>,
    quote: bool,
}

impl<'t> Passage<'t> {
    /// Prepares a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, folded: Folded::new(text), sentences: OnceCell::new(), quote: false }
    }

    /// Prepares a block quotation: all of it stands inside a quote.
    #[must_use]
    pub fn of_quote(text: &'t str) -> Self {
        Self { quote: true, ..Self::new(text) }
    }

    pub(super) fn is_quote(&self) -> bool {
        self.quote
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The sentence a byte of the text stands in; the whole text where it stands in none.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let all = self.sentences();
        let next = all.partition_point(|s| s.start <= at);
        next.checked_sub(1).map_or(0..self.text.len(), |i| all[i].clone())
    }

    /// Its sentences, in order.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentence::sentences(self.text))
    }

    pub(super) fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The levelled copy, for a gate over many matchers.
    pub(crate) fn level(&self) -> &str {
        &self.folded.text
    }
}
