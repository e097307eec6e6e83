//! What was found in texts, kept from one reading of a document to the next.

use super::hits::Hits;
use super::lexicon::Shared;
use super::passage::Passage;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// What opens in a text: `None` where nothing does.
pub(super) type Found = (Shared, Option<Rc<Hits>>);

/// The literals of the texts of one document with what they open: a paragraph is read while boilerplate is
/// sought, and once more by the rules for the article.
#[derive(Debug, Default)]
pub struct Memory {
    found: RefCell<HashMap<Box<str>, Found>>,
    /// Bytes of text it holds.
    held: Cell<usize>,
}

/// Bytes of text that are held at most. What belongs to them takes some twenty times the room.
const MOST: usize = 512 << 10;
/// Shorter texts are as quickly read as found again.
const SHORTEST: usize = 32;

impl Memory {
    /// Adds what is known of a text.
    pub(crate) fn recall<'t>(&self, passage: Passage<'t>) -> Passage<'t> {
        match self.found.borrow().get(passage.text()) {
            Some(found) => passage.knowing(found.clone()),
            None => passage,
        }
    }

    /// Holds what was found in a text, while there is room.
    pub(crate) fn keep(&self, passage: &Passage<'_>) {
        let text = passage.text();
        let held = self.held.get() + text.len();
        let Some(found) = passage.known().filter(|_| text.len() >= SHORTEST && held <= MOST) else { return };
        self.held.set(held);
        self.found.borrow_mut().entry(text.into()).or_insert_with(|| found.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Memory};
    use crate::rules::{Packs, Passage};

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let packs = Packs::embedded();
        let memory = Memory::default();
        let texts = [
            "State-run agency Xinhua said the bridge would open in May.",
            "The committee met on Tuesday and adjourned.",
            "Short one.",
        ];
        for text in texts {
            let passage = memory.recall(Passage::new(text));
            assert!(passage.known().is_none(), "{text}");
            let opened = packs.gate().opened(&passage);
            memory.keep(&passage);
            let again = memory.recall(Passage::new(text));
            assert_eq!(again.known().is_some(), text.len() > 20, "{text}");
            assert_eq!(packs.gate().opened(&again), opened, "{text}");
            assert_eq!(packs.gate().opened(&Passage::new(text)), opened, "{text}");
        }
    }

    #[test]
    fn it_holds_no_more_than_its_share() {
        let packs = Packs::embedded();
        let memory = Memory::default();
        let long = "word ".repeat(MOST / 6);
        for n in 0..4 {
            let text = format!("{n} {long}");
            let passage = memory.recall(Passage::new(&text));
            let _ = packs.gate().opened(&passage);
            memory.keep(&passage);
        }
        assert_eq!(memory.found.borrow().len(), 1);
        assert!(memory.held.get() <= MOST);
    }
}
