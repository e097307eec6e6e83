//! An expression as instructions over characters, made in microseconds and run by backtracking.
//!
//! The automata of the `regex` crate are quicker once they are made, but making one takes a millisecond,
//! more where it must know the words of all scripts, and a document needs a hundred of them for a few
//! sentences each. What an expression finds is the same either way; a property test compares the two.

mod compile;
mod run;
mod set;

use set::Set;

pub(super) use compile::Refusal;

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Program {
    code: Vec<Inst>,
    /// What `Inst::Text` compares with, one text after another.
    chars: Vec<char>,
    sets: Vec<Set>,
    choices: Vec<Choice>,
    /// What an occurrence may begin with.
    first: First,
    /// Whether an occurrence can stand only at the beginning of the text.
    anchored: bool,
    /// Whether an occurrence begins at an edge of a word.
    at_edge: bool,
    /// How many instructions branch.
    branches: usize,
}

/// One step. Indices lead into the tables of the program.
#[derive(Clone, Copy, Debug)]
enum Inst {
    /// These characters; with `fold`, ASCII letters in either case.
    Text { from: u32, to: u32, fold: bool },
    /// A character of a set.
    Set(u32),
    /// A place, without taking a character.
    Look(Look),
    /// The first way, and where it fails the second. `mark` numbers the branches.
    Split { first: u32, second: u32, mark: u32 },
    /// The first way that succeeds.
    Choose { choice: u32, mark: u32 },
    /// Goes on elsewhere.
    Jump(u32),
    /// The expression has matched.
    Match,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Start,
    End,
    StartOfLine,
    EndOfLine,
    WordEdge,
    NoWordEdge,
}

/// Ways to go on, in order, and which of them a next character leaves open.
#[derive(Debug, Default)]
struct Choice {
    ways: Vec<u32>,
    /// By ASCII character: where its ways begin in `open`; one entry more than there are characters.
    starts: Vec<u32>,
    open: Vec<u32>,
    /// The ways of every other character, and of the end of the text.
    others: Vec<u32>,
}

/// What the next character may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct First {
    /// By ASCII character.
    ascii: u128,
    /// A character outside ASCII.
    other: bool,
    /// None is needed.
    empty: bool,
}
