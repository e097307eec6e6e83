//! A stretch of text prepared for matching once, whatever number of matchers look at it.

use super::ascii::AsciiWords;
use super::fold::Folded;
use super::hits::Hits;
use super::lexicon::{Lexicon, Shared};
use super::memory::Found;
use super::sentence;
use super::signs::Signs;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// A text with what matchers need of it, each made when first asked for: its levelled copy, the
/// literals in it, its sentences.
#[derive(Clone, Debug)]
pub struct Passage<'t> {
    text: &'t str,
    folded: OnceCell<Box<Folded>>,
    ascii_words: OnceCell<Option<Box<AsciiWords>>>,
    /// Of the lexicon that was asked about first: all matchers of one load share it.
    hits: OnceCell<Found>,
    sentences: OnceCell<Box<[Range<usize>]>>,
    /// Boxed, because documents of many short lines have a passage for each.
    signs: OnceCell<Box<Signs>>,
    quote: bool,
}

impl<'t> Passage<'t> {
    /// Prepares a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            folded: OnceCell::new(),
            ascii_words: OnceCell::new(),
            hits: OnceCell::new(),
            sentences: OnceCell::new(),
            signs: OnceCell::new(),
            quote: false,
        }
    }

    /// Prepares a block quotation: all of it stands inside a quote.
    #[must_use]
    pub fn of_quote(text: &'t str) -> Self {
        Self { quote: true, ..Self::new(text) }
    }

    /// The same with what was found in its text before.
    pub(super) fn knowing(self, found: Found) -> Self {
        Self { hits: OnceCell::from(found), ..self }
    }

    /// What was found in it, where that was asked.
    pub(super) fn known(&self) -> Option<&Found> {
        self.hits.get()
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
        self.sentences.get_or_init(|| sentence::sentences(self.text).into())
    }

    pub(super) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Box::new(Folded::new(self.text)))
    }

    /// A copy all words of which are ASCII words, where there can be one.
    pub(super) fn ascii_words(&self) -> Option<&AsciiWords> {
        self.ascii_words.get_or_init(|| AsciiWords::new(self.text).map(Box::new)).as_deref()
    }

    /// The characters in it.
    pub(super) fn signs(&self) -> Signs {
        **self.signs.get_or_init(|| Box::new(Signs::of(self.text)))
    }

    /// The levelled copy.
    pub(crate) fn level(&self) -> &str {
        &self.folded().text
    }

    /// Gives up what takes room and is quickly made again; the literals stay known.
    pub(crate) fn put_away(&mut self) {
        self.folded = OnceCell::new();
        self.ascii_words = OnceCell::new();
        self.signs = OnceCell::new();
    }

    /// Asks about the literals in it. They are searched once, however many matchers ask.
    pub(super) fn with_hits(&self, lexicon: &Shared, ask: impl FnOnce(&Hits)) {
        let scan = || lexicon.get().map(|l: &Lexicon| l.look(self)).unwrap_or_default();
        // Most short texts open nothing.
        let keep = |hits: Hits| (!hits.is_empty()).then(|| Rc::new(hits));
        let (known, hits) = self.hits.get_or_init(|| (lexicon.clone(), keep(scan())));
        match hits {
            _ if !Arc::ptr_eq(known, lexicon) => ask(&scan()),
            Some(hits) => ask(hits),
            None => ask(&Hits::default()),
        }
    }
}
