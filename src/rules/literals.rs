//! What a levelled text must hold before an expression can match it, read off the expression without
//! compiling it.

use super::choice::Choice;
use super::common;
use super::fold::{is_invisible, joins_word, level_phrase, lowered};
use super::glued::{self, Run};
use super::reach;
use super::signs::{self, Signs};
use super::source::{Part, edges};
use super::ways::{self, Picks};
use regex_syntax::ast::{self, Ast};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// A literal as it stands in a levelled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) text: String,
    /// Whether it is a word or words, not a part of one.
    pub(super) whole: bool,
}

/// Literals of which a text must hold one.
pub(super) type Set = Arc<[Literal]>;

/// What a levelled text must hold before an expression can match it.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// What one of these needs.
    pub(super) ways: Vec<Way>,
    /// For each list, in order, whether its texts stand on whole words.
    pub(super) whole: Vec<bool>,
    /// How many texts these lists have.
    pub(super) names: usize,
}

/// What a text must hold before an expression can match it in one of its ways.
#[derive(Debug)]
pub(super) struct Way {
    /// Of each of these one, in this order.
    pub(super) gates: Vec<Set>,
    /// Most blanks between the first of the literals and the last, where there is a bound.
    pub(super) reach: Option<usize>,
    /// A character of each of these.
    pub(super) signs: Box<[Signs]>,
    /// The gate that lets least through.
    pub(super) best: Option<usize>,
}

impl Way {
    fn new(gates: Vec<Set>, reach: Option<usize>, signs: Box<[Signs]>) -> Self {
        Self { best: best_at(&gates), gates, reach, signs }
    }
}

/// Shortest part of a word worth looking for; whole words may be shorter.
const SHORTEST: usize = 3;
/// Most texts of a set; beyond that it would let everything through.
const MOST: usize = 8_000;
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

pub(super) fn is_optional(kind: &ast::RepetitionKind) -> bool {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    match kind {
        Kind::ZeroOrOne | Kind::ZeroOrMore => true,
        Kind::OneOrMore => false,
        Kind::Range(Range::Exactly(n) | Range::AtLeast(n) | Range::Bounded(n, _)) => *n == 0,
    }
}

/// What a phrase with choices in it needs.
pub(super) fn of_phrase(parts: &[Part]) -> Needs {
    let [start, end] = edges(parts);
    let is_open = |at: Option<&Part>, pick: fn(&str) -> Option<char>| match at {
        Some(Part::Text(text)) => pick(text).is_some_and(|c| !joins_word(c)),
        _ => false,
    };
    let mut needs = Needs::default();
    let mut gates = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => gates.extend(word_of(text).map(part_of_word)),
            Part::Choice(choice) => {
                let before =
                    if i == 0 { start } else { is_open(parts.get(i - 1), |t| t.chars().next_back()) };
                let after =
                    if i + 1 == parts.len() { end } else { is_open(parts.get(i + 1), |t| t.chars().next()) };
                needs.whole.push(before && after);
                needs.names += choice.texts().len();
                gates.extend(choice.any(before && after).cloned());
            }
        }
    }
    needs.ways.push(Way::new(gates, Some(reach::of_phrase(parts)), Box::default()));
    needs
}

fn part_of_word(text: String) -> Set {
    [Literal { text, whole: false }].into()
}

/// What a levelled text must hold for a text of a list to stand in it, on whole words or not.
pub(super) fn literal_of(text: &str, whole: bool) -> Option<Literal> {
    if !whole {
        return word_of(text).map(|text| Literal { text, whole });
    }
    // What hides inside words, and marks that are part of them, leave no whole words between them.
    if text.chars().any(|c| is_invisible(c) || joins_word(c) && !c.is_alphanumeric()) {
        return word_of(text).map(|text| Literal { text, whole: false });
    }
    // What stands between its other marks is whole words, too.
    let text = longest(text).map(fold).filter(|text| !text.is_empty())?;
    Some(Literal { text, whole })
}

/// The longest stretch of a text that stands the same in every levelled text, where it is worth looking for.
pub(super) fn word_of(text: &str) -> Option<String> {
    longest(text).filter(|word| word.len() >= SHORTEST).map(fold)
}

/// The longest stretch of words and blanks: quotes and dashes are widened and invisible characters dropped.
fn longest(text: &str) -> Option<&str> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != ' ');
    parts.map(str::trim).max_by_key(|w| w.len())
}

fn fold(text: &str) -> String {
    lowered(&level_phrase(text.trim()))
}

/// What an expression needs, `parts` naming the lists of its skeleton.
// The depth of an expression is bounded by its parser.
pub(super) fn of_expression(ast: &Ast, parts: &[Part]) -> Needs {
    let choices = parts.iter().filter_map(|p| if let Part::Choice(choice) = p { Some(choice) } else { None });
    let lists: Vec<&Choice> = choices.map(|choice| &**choice).collect();
    let list = |c: char| Some(lists.get(list_number(c)?)?.reach);
    let names = lists.iter().map(|choice| choice.texts().len()).sum();
    // Whether the texts of a list stand on whole words is asked of the whole expression.
    let none = Picks::default();
    let mut whole = Reader::new(&lists, &none);
    if !lists.is_empty() {
        whole.gates(ast, Sides::default());
    }
    let known: RefCell<HashMap<usize, Rc<[usize]>>> = RefCell::default();
    let count = |all: &ast::Alternation| {
        let at = all.span.start.offset;
        if let Some(known) = known.borrow().get(&at) {
            return known.clone();
        }
        let mut reader = Reader::new(&lists, &none);
        let counts: Rc<[usize]> =
            all.asts.iter().map(|ast| reader.gates(ast, Sides::default()).len()).collect();
        known.borrow_mut().insert(at, counts.clone());
        counts
    };
    let way = |picks: Picks| {
        let gates = Reader::new(&lists, &picks).gates(ast, Sides::default());
        let reach = if gates.len() > 1 { reach::of_expression(ast, &list, &picks) } else { None };
        // Where two words are needed, few texts are left to be told apart by their marks.
        let signs = if gates.len() > 1 { Box::default() } else { signs::needed(ast, &picks) };
        Way::new(gates, reach, signs)
    };
    let mut ways: Vec<Way> = ways::of_expression(ast, &count).into_iter().map(way).collect();
    // One that needs nothing may always match.
    if let Some(free) = ways.iter().position(|way| way.gates.is_empty() && way.signs.is_empty()) {
        ways = vec![ways.swap_remove(free)];
    }
    Needs { ways, whole: whole.whole, names }
}

/// The place among the lists of what stands for one in a skeleton.
fn list_number(c: char) -> Option<usize> {
    let number = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    (number < MOST_LISTS).then_some(number)
}

/// Whether a literal of a skeleton stands for a list.
pub(super) fn is_list(literal: &ast::Literal) -> bool {
    literal.kind == ast::LiteralKind::Verbatim && list_number(literal.c).is_some()
}

/// Whether no word can go on to the left and to the right of a part of an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sides {
    before: bool,
    after: bool,
}

struct Reader<'a> {
    lists: &'a [&'a Choice],
    whole: Vec<bool>,
    picks: &'a Picks,
}

impl<'a> Reader<'a> {
    fn new(lists: &'a [&'a Choice], picks: &'a Picks) -> Self {
        Self { lists, whole: vec![false; lists.len()], picks }
    }

    fn gates(&mut self, ast: &Ast, sides: Sides) -> Vec<Set> {
        match ast {
            Ast::Literal(_) => self.sequence(std::slice::from_ref(ast), sides),
            Ast::Concat(concat) => self.sequence(&concat.asts, sides),
            Ast::Group(group) => self.gates(&group.ast, sides),
            Ast::Repetition(r) => {
                // What is repeated stands beside itself.
                let sides = if is_once(&r.op.kind) { sides } else { Sides::default() };
                let gates = self.gates(&r.ast, sides);
                if is_optional(&r.op.kind) { Vec::new() } else { gates }
            }
            Ast::Alternation(a) => {
                let picks = self.picks;
                if let Some(branch) = picks.only(a) {
                    return self.gates(branch, sides);
                }
                let branches: Vec<Vec<Set>> = picks.of(a).map(|ast| self.gates(ast, sides)).collect();
                either(&branches).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn sequence(&mut self, asts: &[Ast], sides: Sides) -> Vec<Set> {
        let (mut gates, mut run, mut from) = (Vec::new(), Run::default(), 0);
        let picks = self.picks;
        let around = |range: Range<usize>| Sides {
            before: is_edge(asts[..range.start].iter().rev(), Side::End, sides.before, picks),
            after: is_edge(asts[range.end..].iter(), Side::Start, sides.after, picks),
        };
        let close = |run: &mut Run, range: Range<usize>, gates: &mut Vec<Set>| {
            gates.extend(std::mem::take(run).gate(|| around(range)));
        };
        for (i, ast) in asts.iter().enumerate() {
            match ast {
                Ast::Literal(literal) => match list_number(literal.c).filter(|_| is_list(literal)) {
                    Some(number) => {
                        close(&mut run, from..i, &mut gates);
                        let Some(choice) = self.lists.get(number) else { continue };
                        let Sides { before, after } = around(i..i + 1);
                        self.whole[number] = before && after;
                        gates.extend(choice.any(before && after).cloned());
                    }
                    None => {
                        from = if run.is_empty() { i } else { from };
                        run.push(literal.c);
                    }
                },
                // Takes no room, so the word goes on.
                Ast::Flags(_) | Ast::Empty(_) => {}
                _ => {
                    if let Some(texts) = glued::branches(asts, i, &run, picks) {
                        from = if run.is_empty() { i } else { from };
                        run.push_any(&texts);
                        continue;
                    }
                    close(&mut run, from..i, &mut gates);
                    gates.extend(self.gates(ast, around(i..i + 1)));
                }
            }
        }
        close(&mut run, from..asts.len(), &mut gates);
        gates
    }
}

/// What a text must hold for a run of letters and marks to stand in it: its longest part, which may be short
/// where it is a whole word. `sides` tells of what is around the run.
pub(super) fn in_run(run: &str, sides: impl FnOnce() -> Sides) -> Option<Literal> {
    if run.is_empty() {
        return None;
    }
    let word = longest(run).filter(|word| !word.is_empty())?;
    let at = word.as_ptr().addr() - run.as_ptr().addr();
    // Within the run another mark stands beside it.
    let (starts, ends) = (at == 0, at + word.len() == run.len());
    let part = word.len() >= SHORTEST;
    let letters = word.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let is_joined = |c: Option<char>| c.is_some_and(joins_word);
    let inside = is_joined(run[..at].chars().next_back()) || is_joined(run[at + word.len()..].chars().next());
    let whole = letters && !inside && {
        let sides = sides();
        (!starts || sides.before) && (!ends || sides.after)
    };
    let text = fold(word);
    let fits = part || whole && text.bytes().all(|b| b.is_ascii_alphanumeric());
    (fits && !text.is_empty()).then_some(Literal { text, whole })
}

/// One of the branches: of each its best set, together.
fn either(branches: &[Vec<Set>]) -> Option<Set> {
    let mut all = Vec::new();
    for gates in branches {
        all.extend(gates[best_at(gates)?].iter().cloned());
    }
    (all.len() <= MOST).then(|| all.into())
}

/// An end of a part of an expression.
#[derive(Clone, Copy, Debug)]
enum Side {
    Start,
    End,
}

/// Whether no word goes on into the first of these, of which some may be left out; `beyond` tells of what is
/// behind all of them.
fn is_edge<'a>(asts: impl Iterator<Item = &'a Ast>, side: Side, beyond: bool, picks: &Picks) -> bool {
    for ast in asts {
        match ast {
            Ast::Empty(_) | Ast::Flags(_) => {}
            Ast::Repetition(r) if is_optional(&r.op.kind) => {
                if !parts_words(&r.ast, side, picks) {
                    return false;
                }
            }
            _ => return parts_words(ast, side, picks),
        }
    }
    beyond
}

/// Whether an end of what this matches is no part of a word.
fn parts_words(ast: &Ast, side: Side, picks: &Picks) -> bool {
    use ast::AssertionKind as Kind;
    match ast {
        Ast::Literal(literal) => !joins_word(literal.c) && !is_list(literal),
        Ast::Assertion(assertion) => match side {
            _ if assertion.kind == Kind::WordBoundary => true,
            Side::Start => matches!(assertion.kind, Kind::EndText | Kind::EndLine),
            Side::End => matches!(assertion.kind, Kind::StartText | Kind::StartLine),
        },
        Ast::ClassPerl(class) => match class.kind {
            ast::ClassPerlKind::Space => !class.negated,
            ast::ClassPerlKind::Word => class.negated,
            ast::ClassPerlKind::Digit => false,
        },
        Ast::ClassBracketed(class) if class.negated => leaves_out_words(&class.kind),
        Ast::ClassBracketed(class) => is_of_marks(&class.kind),
        Ast::Group(group) => parts_words(&group.ast, side, picks),
        Ast::Concat(concat) => match side {
            Side::Start => is_edge(concat.asts.iter(), side, false, picks),
            Side::End => is_edge(concat.asts.iter().rev(), side, false, picks),
        },
        Ast::Alternation(all) => picks.of(all).all(|ast| parts_words(ast, side, picks)),
        Ast::Repetition(r) => !is_optional(&r.op.kind) && parts_words(&r.ast, side, picks),
        _ => false,
    }
}

/// Whether a class that holds all but these holds no part of a word.
fn leaves_out_words(set: &ast::ClassSet) -> bool {
    use ast::ClassSetItem as Item;
    let is_words = |item: &Item| matches!(item, Item::Perl(class) if class.kind == ast::ClassPerlKind::Word && !class.negated);
    match set {
        ast::ClassSet::Item(Item::Union(union)) => union.items.iter().any(is_words),
        ast::ClassSet::Item(item) => is_words(item),
        ast::ClassSet::BinaryOp(_) => false,
    }
}

/// Whether a class holds marks and blanks alone.
fn is_of_marks(set: &ast::ClassSet) -> bool {
    use ast::ClassSetItem as Item;
    let ast::ClassSet::Item(item) = set else { return false };
    let items = match item {
        Item::Union(union) => union.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    items.iter().all(|item| match item {
        Item::Literal(literal) => !joins_word(literal.c),
        Item::Perl(class) => class.kind == ast::ClassPerlKind::Space && !class.negated,
        _ => false,
    })
}

/// Whether what is repeated never stands beside itself.
fn is_once(kind: &ast::RepetitionKind) -> bool {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    matches!(kind, Kind::ZeroOrOne | Kind::Range(Range::Exactly(0 | 1) | Range::Bounded(_, 0 | 1)))
}

/// The place of the set that lets least through.
fn best_at(gates: &[Set]) -> Option<usize> {
    let length = |set: &Set| set.iter().map(|literal| literal.text.len()).min().unwrap_or(0);
    let rank = |set: &Set| (common::frequency(set), std::cmp::Reverse(length(set)));
    (0..gates.len()).min_by_key(|&at| rank(&gates[at]))
}
