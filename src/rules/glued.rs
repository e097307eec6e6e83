//! Words an expression writes in pieces: `(of|in)(the|his)` stands for `ofthe`, `ofhis`, `inthe` and `inhis`, which
//! few texts hold, while all hold one of the pieces.

use super::fold::joins_word;
use super::literals::{Literal, Set, Sides, in_run, is_list};
use super::ways::Picks;
use regex_syntax::ast::Ast;

/// Texts at most that pieces are put together to.
const MOST: usize = 1_000;

/// A run of letters and marks, in each of the forms it can take.
#[derive(Debug, Default)]
pub(super) struct Run(Vec<String>);

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Goes on with a character.
    pub(super) fn push(&mut self, c: char) {
        if self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.iter_mut().for_each(|text| text.push(c));
    }

    /// Goes on with any of these.
    pub(super) fn push_any(&mut self, texts: &[String]) {
        if self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0 = self.0.iter().flat_map(|own| texts.iter().map(move |text| format!("{own}{text}"))).collect();
    }

    /// What a text must hold for it: of each of its forms the longest part.
    pub(super) fn gate(self, sides: impl FnOnce() -> Sides) -> Option<Set> {
        if let [text] = self.0.as_slice() {
            return in_run(text, sides).map(|literal| [literal].into());
        }
        if self.is_empty() {
            return None;
        }
        let sides = sides();
        let mut all: Vec<Literal> =
            self.0.iter().map(|text| in_run(text, || sides)).collect::<Option<_>>()?;
        all.sort_by(|a, b| (&a.text, a.whole).cmp(&(&b.text, b.whole)));
        all.dedup();
        Some(all.into())
    }
}

/// A run of more letters than this is looked for as it is, whatever it goes on with.
const LONG: usize = 4;

/// The texts of an alternation that is one word with what stands before it in `run` or behind it in the
/// expression; `None` where it may be anything else, or would give too many words.
pub(super) fn branches(asts: &[Ast], at: usize, run: &Run, picks: &Picks) -> Option<Vec<String>> {
    let is_joined = |c: Option<char>| c.is_some_and(joins_word);
    let is_short = run.0.len() > 1 || run.0.first().is_some_and(|text| text.len() <= LONG);
    let ast = &asts[at];
    if is_short && run.0.iter().all(|own| is_joined(own.chars().next_back())) {
        if !may_join(ast, Side::Start, picks) {
            return None;
        }
        let texts = texts(ast, picks).filter(|texts| texts.len() > 1)?;
        let goes_on = texts.iter().all(|text| is_joined(text.chars().next()));
        return (goes_on && run.0.len() * texts.len() <= MOST).then_some(texts);
    }
    let joins = |next: &&Ast| may_join(ast, Side::End, picks) && may_join(next, Side::Start, picks);
    let next = asts.get(at + 1).filter(|_| run.is_empty()).filter(joins)?;
    let next = self::texts(next, picks)?;
    let texts = texts(ast, picks).filter(|texts| texts.len() > 1)?;
    let leads = texts.iter().all(|text| is_joined(text.chars().next_back()));
    let is_word = leads && next.iter().all(|text| is_joined(text.chars().next()));
    (is_word && next.len() * texts.len() <= MOST).then_some(texts)
}

/// An end of a part of an expression.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Whether a word may go on over this end, by one of the texts alone: told without listing them all. Most alternations
/// stand between blanks.
// The depth of an expression is bounded by its parser.
fn may_join(ast: &Ast, side: Side, picks: &Picks) -> bool {
    match ast {
        Ast::Literal(literal) => joins_word(literal.c),
        Ast::Group(group) => may_join(&group.ast, side, picks),
        Ast::Alternation(all) => picks.of(all).next().is_some_and(|ast| may_join(ast, side, picks)),
        Ast::Concat(concat) => {
            let end = match side {
                Side::Start => concat.asts.first(),
                Side::End => concat.asts.last(),
            };
            end.is_some_and(|ast| may_join(ast, side, picks))
        }
        _ => false,
    }
}

/// All texts that this can match, where they can be counted.
// The depth of an expression is bounded by its parser.
fn texts(ast: &Ast, picks: &Picks) -> Option<Vec<String>> {
    match ast {
        Ast::Literal(literal) => (!is_list(literal)).then(|| vec![literal.c.to_string()]),
        Ast::Group(group) => texts(&group.ast, picks),
        Ast::Alternation(all) => {
            let branches: Option<Vec<_>> = picks.of(all).map(|ast| texts(ast, picks)).collect();
            Some(branches?.concat()).filter(|all| all.len() <= MOST)
        }
        Ast::Concat(concat) => {
            let mut run = Run::default();
            for ast in &concat.asts {
                let next = texts(ast, picks)?;
                if run.0.len() * next.len() > MOST {
                    return None;
                }
                run.push_any(&next);
            }
            Some(run.0)
        }
        _ => None,
    }
}
