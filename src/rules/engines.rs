//! An expression compiled when it is needed, and no more of it than is needed.
//!
//! An expression with a list of a hundred names in it takes ten milliseconds to compile, and a text holds one or
//! two of the names. So it is compiled for those; where texts go on to need others, for all.

use super::literals;
use super::pattern::Part;
use super::widen::Words;
use regex::Regex;
use std::sync::OnceLock;

/// Times it is compiled for some of its names before it is for all.
const STEPS: usize = 3;
/// Names at least that make choosing pay.
const MANY: usize = 8;

/// For each kind of words: the whole expression, and the expression with some of the names of its lists.
#[derive(Debug, Default)]
pub(super) struct Engines {
    stages: [Stages; 3],
    /// What a levelled text must hold for each name to stand in it; `None` where that is not known.
    words: OnceLock<Box<[Option<String>]>>,
}

#[derive(Debug, Default)]
struct Stages {
    whole: OnceLock<Option<Regex>>,
    steps: [OnceLock<(Names, Option<Regex>)>; STEPS],
}

/// Some of the names of an expression's lists: for each, in order, whether it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names(Vec<bool>);

impl Names {
    /// Whether an expression holds enough of them to choose.
    fn are_many(parts: &[Part]) -> bool {
        let in_part = |part: &Part| if let Part::Choice(texts) = part { texts.len() } else { 0 };
        parts.iter().map(in_part).sum::<usize>() >= MANY
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0[at]
    }

    fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, asked)| *own || !asked)
    }

    fn with(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| *a || *b).collect())
    }
}

impl Engines {
    /// The whole expression is compiled already.
    pub(super) fn set(&self, words: Words, regex: Regex) {
        let _ = self.stages[words as usize].whole.set(Some(regex));
    }

    /// The names that a levelled text may hold; `None` where choosing does not pay.
    pub(super) fn names(&self, words: Words, parts: &[Part], level: &str) -> Option<Names> {
        if self.stages[words as usize].whole.get().is_some() || !Names::are_many(parts) {
            return None;
        }
        let texts = parts.iter().flat_map(|p| if let Part::Choice(texts) = p { &texts[..] } else { &[] });
        let words = self.words.get_or_init(|| texts.map(|t| literals::word_of(t)).collect());
        let may_stand = |word: &Option<String>| word.as_ref().is_none_or(|w| level.contains(w.as_str()));
        Some(Names(words.iter().map(may_stand).collect()))
    }

    /// The expression with at least these names in it, all where none are given. `None` where it is too large.
    pub(super) fn get(
        &self,
        words: Words,
        names: Option<&Names>,
        compile: impl Fn(Option<&Names>) -> Option<Regex>,
    ) -> Option<&Regex> {
        let Stages { whole, steps } = &self.stages[words as usize];
        if let (Some(names), None) = (names, whole.get()) {
            let mut wanted = names.clone();
            for step in steps {
                let (held, regex) = step.get_or_init(|| (wanted.clone(), compile(Some(&wanted))));
                if held.holds(names) {
                    return regex.as_ref();
                }
                wanted = wanted.with(held);
            }
        }
        whole.get_or_init(|| compile(None)).as_ref()
    }

    /// Whether something was compiled for this kind of words.
    pub(super) fn is_begun(&self, words: Words) -> bool {
        let Stages { whole, steps } = &self.stages[words as usize];
        whole.get().is_some() || steps[0].get().is_some()
    }
}
