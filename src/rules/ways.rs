//! The ways an expression can match: one for each branch of the alternations whose branches need different things.
//!
//! What all branches of a long alternation need together is next to nothing; what each needs is a phrase.

use regex_syntax::ast::{self, Ast};
use std::rc::Rc;

/// Which branches are meant of some alternations, by where these begin in the expression.
#[derive(Clone, Debug, Default)]
pub(super) struct Picks(Vec<(usize, Vec<usize>)>);

/// Ways at most that are told apart.
const MOST: usize = 64;

impl Picks {
    /// The branches that are meant.
    pub(super) fn of<'a>(&self, all: &'a ast::Alternation) -> impl Iterator<Item = &'a Ast> + use<'a, '_> {
        let picked = self.find(all);
        let is_meant = move |at: usize| picked.is_none_or(|picked| picked.contains(&at));
        all.asts.iter().enumerate().filter(move |(at, _)| is_meant(*at)).map(|(_, ast)| ast)
    }

    /// The branch that is meant, where it is one.
    pub(super) fn only<'a>(&self, all: &'a ast::Alternation) -> Option<&'a Ast> {
        match self.find(all) {
            Some([branch]) => all.asts.get(*branch),
            _ => None,
        }
    }

    fn find(&self, all: &ast::Alternation) -> Option<&[usize]> {
        let mut picked = self.0.iter();
        picked.find(|(at, _)| *at == all.span.start.offset).map(|(_, branches)| branches.as_slice())
    }

    fn with(&self, all: &ast::Alternation, branches: &[usize]) -> Self {
        let mut picks = self.clone();
        picks.0.push((all.span.start.offset, branches.to_vec()));
        picks
    }
}

/// Tells how many things each branch of an alternation needs.
pub(super) type Count<'c> = &'c dyn Fn(&ast::Alternation) -> Rc<[usize]>;

/// All ways.
pub(super) fn of_expression(ast: &Ast, count: Count<'_>) -> Vec<Picks> {
    let (mut done, mut open) = (Vec::new(), vec![Picks::default()]);
    while let Some(picks) = open.pop() {
        match next(ast, &picks, count) {
            Some((all, groups)) if done.len() + open.len() + groups.len() <= MOST => {
                open.extend(groups.iter().map(|branches| picks.with(all, branches)));
            }
            _ => done.push(picks),
        }
    }
    done
}

/// The first alternation that every match goes through once and that is worth telling apart, with its branches:
/// those that need one thing stay together.
// The depth of an expression is bounded by its parser.
fn next<'a>(
    ast: &'a Ast,
    picks: &Picks,
    count: Count<'_>,
) -> Option<(&'a ast::Alternation, Vec<Vec<usize>>)> {
    match ast {
        Ast::Group(group) => next(&group.ast, picks, count),
        Ast::Concat(concat) => concat.asts.iter().find_map(|ast| next(ast, picks, count)),
        Ast::Alternation(all) => match picks.find(all) {
            Some(_) => next(picks.only(all)?, picks, count),
            None => {
                let counts = count(all);
                let (one, others): (Vec<usize>, Vec<usize>) =
                    (0..counts.len()).partition(|&at| counts[at] == 1);
                let pays = !others.is_empty() && counts.iter().any(|&count| count > 0);
                let together = (!one.is_empty()).then_some(one);
                pays.then(|| (&**all, others.into_iter().map(|at| vec![at]).chain(together).collect()))
            }
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::literals;
    use crate::rules::source::Part;

    /// What each way of an expression needs: its sets of literals, those on whole words with a mark.
    fn ways(source: &str) -> Vec<String> {
        let ast = regex_syntax::ast::parse::Parser::new().parse(source).expect("sound");
        let needs = literals::of_expression(&ast, &[Part::Text(source.to_owned())]);
        let literal = |l: &literals::Literal| format!("{}{}", l.text, if l.whole { "!" } else { "" });
        let set = |set: &literals::Set| set.iter().map(literal).collect::<Vec<_>>().join("|");
        let mut ways: Vec<String> =
            needs.ways.iter().map(|way| way.gates.iter().map(set).collect::<Vec<_>>().join(" + ")).collect();
        ways.sort();
        ways
    }

    #[test]
    fn branches_that_need_different_things_are_told_apart() {
        let table: &[(&str, &[&str])] = &[
            // One word each is one thing to need; short ones are told apart, whose edges tell whether they count.
            (r"\b(our|readers?|mills)\b", &["our!|reader|mills!"]),
            (r"\b(we|readers?|mills)\b", &["reader|mills!", "we!"]),
            (r"mill(s|er)?", &["mill"]),
            // Pieces of one word are put together.
            (r"mil(l|k)s?", &["milk|mill"]),
            (r"watermill(s|er)", &["watermill"]),
            (r"\b(of|in)(the|his)\b", &["inhis!|inthe!|ofhis!|ofthe!"]),
            (r"\b(of|in) (the|his)\b", &["of!|in! + the!|his!"]),
            (r"\bwater(mill|weir)s? \w", &["water + mill|weir"]),
            (r"\b(of|in)\w*(the|his)\b", &["the|his"]),
            (r"(a|b)c(d|e) x", &["acd x|ace x|bcd x|bce x"]),
            (r"\b(i|we) (would|will) buy\b", &["i!|we! + would!|will! + buy!"]),
            // A branch that needs more, or nothing, stands alone.
            (r"\bbuy\b|\bsell [a-z]+ shares\b|hold", &["buy!|hold", "sell! + shares!"]),
            (r"(\d{4}|mill) wheel", &["mill + wheel", "wheel"]),
            (r"\b(a b|(c|d) e f) x\b", &["a b!|e f! + x!"]),
            // What may be left out, or comes again, is not gone through once.
            (r"(mill|weir \d dam)? wheel", &["wheel"]),
            (r"(mill \d dam|weir){2} wheel", &["mill|weir + wheel"]),
            // One that needs nothing may always match.
            (r"mill wheel|\w+", &[""]),
        ];
        for (source, expected) in table {
            assert_eq!(ways(source), *expected, "{source}");
        }
    }
}
