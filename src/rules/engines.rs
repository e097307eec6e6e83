//! An expression compiled when it is needed, and no more of it than is needed.
//!
//! An expression with a list of a hundred names in it takes ten milliseconds to compile, and a text holds one or
//! two of the names. So it is compiled for those; where texts go on to need others, for all. And what searches
//! quickest takes longest to make, while most expressions read a few lines in a run: it is made for those that
//! read more.

use super::widen::Words;
use regex_automata::meta::{BuildError, Builder, Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Times an expression is compiled for some of its names before it is for all, which takes as long as all of
/// them together.
const STEPS: usize = 12;
/// Bytes an expression reads before it is compiled to be quick: about then the one has cost what the other does.
const PAYS: usize = if cfg!(test) { 256 } else { 3 << 10 };
/// Largest automaton, in bytes.
const LARGEST: usize = 10 << 20;

/// For each kind of words: the whole expression, and the expression with some of the names of its lists.
#[derive(Debug, Default)]
pub(super) struct Engines {
    stages: [Stages; 3],
}

#[derive(Debug, Default)]
struct Stages {
    whole: OnceLock<Option<Engine>>,
    first: OnceLock<Box<Step>>,
}

/// An expression with some of its names, and the next one, which has more.
#[derive(Debug)]
struct Step {
    names: Names,
    engine: Option<Engine>,
    next: OnceLock<Box<Step>>,
}

/// An expression as text, with what was compiled of it.
#[derive(Debug)]
struct Engine {
    source: String,
    /// Quickly made.
    small: Regex,
    /// Quick to search.
    fast: OnceLock<Option<Regex>>,
    /// Bytes read so far.
    read: AtomicUsize,
}

/// Some of the names of an expression's lists: a bit for each, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names(Box<[u64]>);

impl Names {
    /// Those of so many that are meant.
    pub(super) fn new(count: usize, is_meant: impl Fn(usize) -> bool) -> Self {
        let mut bits = vec![0; count.div_ceil(64)];
        for at in (0..count).filter(|&at| is_meant(at)) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits.into())
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0[at / 64] & 1 << (at % 64) != 0
    }

    fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, asked)| asked & !own == 0)
    }

    fn with(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a | b).collect())
    }
}

impl Engines {
    /// Compiles the whole expression at once.
    pub(super) fn set(&self, words: Words, source: String) -> Result<(), Box<BuildError>> {
        let engine = Engine::new(source)?;
        let _ = self.stages[words as usize].whole.set(Some(engine));
        Ok(())
    }

    /// Whether the whole expression is compiled: then nobody need choose names.
    pub(super) fn is_whole(&self, words: Words) -> bool {
        self.stages[words as usize].whole.get().is_some()
    }

    /// The expression with at least these names in it, all where none are given, for reading so many bytes.
    /// `None` where it is too large.
    pub(super) fn get(
        &self,
        words: Words,
        bytes: usize,
        names: Option<&Names>,
        source: impl Fn(Option<&Names>) -> Option<String>,
    ) -> Option<&Regex> {
        let Stages { whole, first } = &self.stages[words as usize];
        let compile = |names: Option<&Names>| Engine::new(source(names)?).ok();
        if let (Some(names), None) = (names, whole.get()) {
            let (mut wanted, mut step) = (names.clone(), first);
            for _ in 0..STEPS {
                let Step { names: held, engine, next } = &**step.get_or_init(|| {
                    let engine = compile(Some(&wanted));
                    Box::new(Step { names: wanted.clone(), engine, next: OnceLock::new() })
                });
                if held.holds(names) {
                    return engine.as_ref().map(|engine| engine.regex(bytes));
                }
                (wanted, step) = (wanted.with(held), next);
            }
        }
        whole.get_or_init(|| compile(None)).as_ref().map(|engine| engine.regex(bytes))
    }

    /// Whether something was compiled for this kind of words.
    pub(super) fn is_begun(&self, words: Words) -> bool {
        let Stages { whole, first } = &self.stages[words as usize];
        whole.get().is_some() || first.get().is_some()
    }
}

impl Engine {
    fn new(source: String) -> Result<Self, Box<BuildError>> {
        // Automata that are made while they read need the expression backwards, too.
        let small = build(&source, Config::new().hybrid(false).dfa(false).onepass(false))?;
        Ok(Self { source, small, fast: OnceLock::new(), read: AtomicUsize::new(0) })
    }

    /// What reads so many bytes.
    fn regex(&self, bytes: usize) -> &Regex {
        let read = self.read.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if read < PAYS {
            return &self.small;
        }
        let fast = || build(&self.source, Config::new().dfa(false).onepass(false)).ok();
        self.fast.get_or_init(fast).as_ref().unwrap_or(&self.small)
    }
}

fn build(source: &str, config: Config) -> Result<Regex, Box<BuildError>> {
    // Where groups begin and end is never asked.
    let config = config.which_captures(WhichCaptures::Implicit).nfa_size_limit(Some(LARGEST));
    Builder::new().configure(config).build(source).map_err(Box::new)
}
