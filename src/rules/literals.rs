//! What a levelled text must hold before an expression can match it, read off the expression without
//! compiling it.

use super::fold::{joins_word, level_phrase, lower};
use super::pattern::{Part, edges};
use super::reach;
use regex_syntax::ast::{self, Ast};

/// A literal as it stands in a levelled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) text: String,
    /// Whether it is a word or words, not a part of one.
    pub(super) whole: bool,
}

/// Of each inner list a text must hold one, in this order.
type Gates = Vec<Vec<Literal>>;

/// Shortest part of a word worth looking for; whole words may be shorter.
const SHORTEST: usize = 3;
/// Most texts of a set; beyond that it would let everything through.
const MOST: usize = 2_000;
/// Stands for the first list in a skeleton, the next characters for the following ones.
const FIRST: u32 = 0xE000;
/// Most lists in one expression; the private use area has room for more.
const MOST_LISTS: usize = 1_000;

/// The expression with a private character in the place of each list: small, however long the lists.
pub(super) fn skeleton(parts: &[Part]) -> String {
    let mut lists = (0..MOST_LISTS).filter_map(|i| char::from_u32(FIRST + u32::try_from(i).ok()?));
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Choice(_) => out.extend(lists.next()),
        }
    }
    out
}

/// Whether an expression matches the empty text.
pub(super) fn may_be_empty(ast: &Ast) -> bool {
    match ast {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => true,
        Ast::Repetition(r) => is_optional(&r.op.kind) || may_be_empty(&r.ast),
        Ast::Group(group) => may_be_empty(&group.ast),
        Ast::Alternation(a) => a.asts.iter().any(may_be_empty),
        Ast::Concat(c) => c.asts.iter().all(may_be_empty),
        _ => false,
    }
}

fn is_optional(kind: &ast::RepetitionKind) -> bool {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    match kind {
        Kind::ZeroOrOne | Kind::ZeroOrMore => true,
        Kind::OneOrMore => false,
        Kind::Range(Range::Exactly(n) | Range::AtLeast(n) | Range::Bounded(n, _)) => *n == 0,
    }
}

/// The gates of a phrase with choices in it.
pub(super) fn of_phrase(parts: &[Part]) -> Gates {
    let [start, end] = edges(parts);
    let is_open = |at: Option<&Part>, pick: fn(&str) -> Option<char>| match at {
        Some(Part::Text(text)) => pick(text).is_some_and(|c| !joins_word(c)),
        _ => false,
    };
    let whole = |i: usize| {
        let before = if i == 0 { start } else { is_open(parts.get(i - 1), |t| t.chars().next_back()) };
        let after = if i + 1 == parts.len() { end } else { is_open(parts.get(i + 1), |t| t.chars().next()) };
        before && after
    };
    let set = |(i, part): (usize, &Part)| match part {
        Part::Text(text) => word_of(text).map(|w| vec![Literal { text: w, whole: false }]),
        Part::Choice(texts) => choice(texts, whole(i)),
    };
    parts.iter().enumerate().filter_map(set).collect()
}

/// The texts of a list as literals; `None` where one of them is no use.
fn choice(texts: &[String], whole: bool) -> Option<Vec<Literal>> {
    let literal = |text: &String| {
        let folded = fold(text);
        let is_plain = folded.chars().all(|c| c.is_alphanumeric() || c == ' ');
        if whole && is_plain && !folded.is_empty() {
            return Some(Literal { text: folded, whole: true });
        }
        word_of(text).map(|text| Literal { text, whole: false })
    };
    if texts.len() > MOST { None } else { texts.iter().map(literal).collect() }
}

/// The longest stretch of a text that stands the same in every levelled text: quotes and dashes are
/// widened and invisible characters dropped, so only words and blanks count.
pub(super) fn word_of(text: &str) -> Option<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != ' ');
    let longest = parts.map(str::trim).max_by_key(|w| w.len())?;
    (longest.len() >= SHORTEST).then(|| fold(longest))
}

fn fold(text: &str) -> String {
    level_phrase(text.trim()).chars().map(lower).collect()
}

/// The gates of an expression, `parts` naming the lists of its skeleton, and its reach.
// The depth of an expression is bounded by its parser.
pub(super) fn of_expression(ast: &Ast, parts: &[Part]) -> (Gates, Option<usize>) {
    let lists: Vec<&[String]> = parts
        .iter()
        .filter_map(|p| match p {
            Part::Choice(texts) => Some(&texts[..]),
            Part::Text(_) => None,
        })
        .collect();
    let list = |c: char| Some(reach::in_texts(lists.get(list_number(c)?)?));
    (Reader { lists: &lists }.gates(ast), reach::of_expression(ast, &list))
}

/// The place among the lists of what stands for one in a skeleton.
fn list_number(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// One of the alternatives: of each its best set, together.
fn either<'g>(branches: impl Iterator<Item = &'g Gates>) -> Option<Vec<Literal>> {
    let mut all = Vec::new();
    for gates in branches {
        all.extend(best(gates)?.iter().cloned());
    }
    (all.len() <= MOST).then_some(all)
}

struct Reader<'a> {
    lists: &'a [&'a [String]],
}

impl Reader<'_> {
    fn gates(&self, ast: &Ast) -> Gates {
        match ast {
            Ast::Literal(_) => self.sequence(std::slice::from_ref(ast)),
            Ast::Concat(concat) => self.sequence(&concat.asts),
            Ast::Group(group) => self.gates(&group.ast),
            Ast::Repetition(r) if !is_optional(&r.op.kind) => self.gates(&r.ast),
            Ast::Alternation(a) => {
                let branches: Vec<Gates> = a.asts.iter().map(|ast| self.gates(ast)).collect();
                either(branches.iter()).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn sequence(&self, asts: &[Ast]) -> Gates {
        let (mut gates, mut run) = (Vec::new(), String::new());
        let close = |run: &mut String, gates: &mut Gates| {
            gates.extend(word_of(run).map(|text| vec![Literal { text, whole: false }]));
            run.clear();
        };
        for (i, ast) in asts.iter().enumerate() {
            match ast {
                Ast::Literal(literal) => match self.list(literal.c) {
                    Some(texts) => {
                        close(&mut run, &mut gates);
                        let whole = is_edge(i.checked_sub(1).map(|b| &asts[b])) && is_edge(asts.get(i + 1));
                        gates.extend(choice(texts, whole));
                    }
                    None => run.push(literal.c),
                },
                // Takes no room, so the word goes on.
                Ast::Flags(_) | Ast::Empty(_) => {}
                _ => {
                    close(&mut run, &mut gates);
                    gates.extend(self.gates(ast));
                }
            }
        }
        close(&mut run, &mut gates);
        gates
    }

    fn list(&self, c: char) -> Option<&[String]> {
        self.lists.get(list_number(c)?).copied()
    }
}

/// Whether no word can go on through this neighbour of a list.
fn is_edge(neighbour: Option<&Ast>) -> bool {
    match neighbour {
        Some(Ast::Literal(literal)) => !joins_word(literal.c) && (literal.c as u32) < FIRST,
        Some(Ast::Assertion(a)) => a.kind == ast::AssertionKind::WordBoundary,
        _ => false,
    }
}

/// The place of the set that lets least through: of long literals, whole words counting as longer.
pub(super) fn best_at(gates: &[Vec<Literal>]) -> Option<usize> {
    let weight = |l: &Literal| l.text.len() + if l.whole { 2 } else { 0 };
    let rank = |set: &Vec<Literal>| (set.iter().map(weight).min().unwrap_or(0), std::cmp::Reverse(set.len()));
    (0..gates.len()).max_by_key(|&at| rank(&gates[at]))
}

fn best(gates: &Gates) -> Option<&Vec<Literal>> {
    best_at(gates).map(|at| &gates[at])
}
