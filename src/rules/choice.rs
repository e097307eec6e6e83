//! The texts of a list where it stands inside a phrase or expression, made once for all that name it.

use super::fold::joins_word;
use super::literals::{Literal, Set, literal_of};
use super::reach;
use regex_syntax::is_word_character;
use std::sync::{Arc, OnceLock};

/// Most texts of a list that are looked for as literals; more would let everything through.
const MOST: usize = 2_000;

/// Texts of which one is meant, the longest first: an alternation takes the first that fits.
#[derive(Debug)]
pub(super) struct Choice {
    texts: Box<[String]>,
    /// Most blanks in one of them.
    pub(super) reach: usize,
    /// Whether all begin, and whether all end, with a letter or digit.
    pub(super) edges: [bool; 2],
    /// Those that hold a letter that is not ASCII.
    pub(super) foreign: Box<[usize]>,
    /// Whether one of them holds `_`.
    pub(super) has_underscore: bool,
    /// On whole words, or as parts of words.
    known: [OnceLock<Known>; 2],
}

/// What a levelled text must hold.
#[derive(Debug)]
struct Known {
    /// For each text to stand in it; `None` where that is not known.
    each: Arc<[Option<Literal>]>,
    /// For any of them to, where it is known of all.
    any: Option<Set>,
}

impl Choice {
    pub(super) fn new(mut texts: Vec<String>) -> Self {
        texts.sort_by_key(|t| std::cmp::Reverse(t.len()));
        let all = |pick: fn(&str) -> Option<char>| texts.iter().all(|t| pick(t).is_some_and(joins_word));
        let is_foreign = |t: &String| t.chars().any(|c| !c.is_ascii() && is_word_character(c));
        Self {
            reach: texts.iter().map(|t| reach::in_text(t)).max().unwrap_or(0),
            edges: [all(|t| t.chars().next()), all(|t| t.chars().next_back())],
            foreign: (0..texts.len()).filter(|&i| is_foreign(&texts[i])).collect(),
            has_underscore: texts.iter().any(|t| t.contains('_')),
            known: Default::default(),
            texts: texts.into(),
        }
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// For each text, what a levelled text must hold for it to stand there, `whole` where it can stand on whole
    /// words alone.
    pub(super) fn each(&self, whole: bool) -> &Arc<[Option<Literal>]> {
        &self.known(whole).each
    }

    /// Literals of which a levelled text must hold one.
    pub(super) fn any(&self, whole: bool) -> Option<&Set> {
        self.known(whole).any.as_ref()
    }

    fn known(&self, whole: bool) -> &Known {
        self.known[usize::from(whole)].get_or_init(|| {
            let each: Arc<[_]> = self.texts.iter().map(|text| literal_of(text, whole)).collect();
            let is_few = each.len() <= MOST;
            let any = is_few.then(|| each.iter().cloned().collect::<Option<Vec<_>>>()).flatten();
            Known { each, any: any.map(Into::into) }
        })
    }
}
