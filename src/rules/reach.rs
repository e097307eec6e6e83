//! How far apart in a levelled text the literals of one occurrence of an expression stand, in blanks.
//!
//! White space of any kind and length is one blank there, so `([\w-]+ ){0,4}` is no more than four.

use super::source::Part;
use super::ways::Picks;
use regex_syntax::ast::{self, Ast};

/// Most blanks between the first literal an expression needs and the last; `None` where they are not bounded.
/// `lists` are the texts the private characters of the skeleton stand for.
pub(super) fn of_expression(ast: &Ast, list: &dyn Fn(char) -> Option<usize>, picks: &Picks) -> Option<usize> {
    match ast {
        Ast::Group(group) => of_expression(&group.ast, list, picks),
        Ast::Concat(concat) => {
            let first = concat.asts.iter().position(bears)?;
            let last = concat.asts.iter().rposition(bears)?;
            concat.asts[first..=last].iter().map(|ast| blanks(ast, list, picks)).sum()
        }
        Ast::Alternation(all) => match picks.only(all) {
            Some(branch) => of_expression(branch, list, picks),
            None => blanks(ast, list, picks),
        },
        _ => blanks(ast, list, picks),
    }
}

/// The same for a phrase with choices in it.
pub(super) fn of_phrase(parts: &[Part]) -> usize {
    let part = |part: &Part| match part {
        Part::Text(text) => in_text(text),
        Part::Choice(choice) => choice.reach,
    };
    parts.iter().map(part).sum()
}

/// Blanks in a text.
pub(super) fn in_text(text: &str) -> usize {
    text.chars().filter(|c| c.is_whitespace()).count()
}

/// Whether a literal may stand in it; what stands before the first and behind the last is no matter.
fn bears(ast: &Ast) -> bool {
    match ast {
        Ast::Literal(_) | Ast::Group(_) | Ast::Concat(_) | Ast::Alternation(_) => true,
        Ast::Repetition(repeated) => bears(&repeated.ast),
        _ => false,
    }
}

// The depth of an expression is bounded by its parser.
fn blanks(ast: &Ast, list: &dyn Fn(char) -> Option<usize>, picks: &Picks) -> Option<usize> {
    match ast {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Some(0),
        Ast::Literal(literal) => Some(list(literal.c).unwrap_or(usize::from(literal.c.is_whitespace()))),
        Ast::Dot(_) | Ast::ClassUnicode(_) => Some(1),
        Ast::ClassPerl(class) => Some(usize::from(is_blank(class))),
        Ast::ClassBracketed(class) => Some(usize::from(holds_blank(class))),
        Ast::Group(group) => blanks(&group.ast, list, picks),
        Ast::Concat(concat) => concat.asts.iter().map(|ast| blanks(ast, list, picks)).sum(),
        Ast::Alternation(all) => {
            let all: Option<Vec<usize>> = picks.of(all).map(|ast| blanks(ast, list, picks)).collect();
            all.map(|all| all.into_iter().max().unwrap_or(0))
        }
        Ast::Repetition(repeated) => repetition(repeated, list, picks),
    }
}

fn repetition(
    repeated: &ast::Repetition,
    list: &dyn Fn(char) -> Option<usize>,
    picks: &Picks,
) -> Option<usize> {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    let once = blanks(&repeated.ast, list, picks)?;
    // White space in a row is one blank.
    let is_space = match &*repeated.ast {
        Ast::Literal(literal) => list(literal.c).is_none(),
        Ast::ClassPerl(class) => class.kind == ast::ClassPerlKind::Space,
        _ => false,
    };
    if once == 0 || is_space {
        return Some(once);
    }
    match &repeated.op.kind {
        Kind::ZeroOrOne => Some(once),
        Kind::Range(Range::Exactly(n) | Range::Bounded(_, n)) => once.checked_mul(usize::try_from(*n).ok()?),
        Kind::ZeroOrMore | Kind::OneOrMore | Kind::Range(Range::AtLeast(_)) => None,
    }
}

/// Whether white space is of a class.
fn is_blank(class: &ast::ClassPerl) -> bool {
    (class.kind == ast::ClassPerlKind::Space) != class.negated
}

fn holds_blank(class: &ast::ClassBracketed) -> bool {
    let ast::ClassSet::Item(item) = &class.kind else { return true };
    let items = match item {
        ast::ClassSetItem::Union(union) => union.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    if class.negated {
        let is_space =
            |item: &ast::ClassSetItem| matches!(item, ast::ClassSetItem::Perl(class) if is_blank(class));
        return !items.iter().any(is_space);
    }
    items.iter().any(|item| match item {
        ast::ClassSetItem::Empty(_) => false,
        ast::ClassSetItem::Literal(literal) => literal.c.is_whitespace(),
        ast::ClassSetItem::Range(range) => {
            !(range.start.c.is_ascii_graphic() && range.end.c.is_ascii_graphic())
        }
        ast::ClassSetItem::Perl(class) => is_blank(class),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::{Picks, of_expression};

    #[test]
    fn the_reach_is_what_can_stand_between_at_most() {
        // X stands for a list whose longest text has three blanks.
        let list = |c: char| (c == 'X').then_some(3);
        let table = [
            ("ab", Some(0)),
            ("a {5}b", Some(1)),
            (r"a\s+b", Some(1)),
            ("a.{0,4}b", Some(4)),
            (r"a (\w+ ){0,4}b", Some(5)),
            ("a Xb", Some(4)),
            ("aX{2}b", Some(6)),
            ("aX+b", None),
            ("a.*b", None),
        ];
        for (source, expected) in table {
            let ast = regex_syntax::ast::parse::Parser::new().parse(source).expect("sound");
            assert_eq!(of_expression(&ast, &list, &Picks::default()), expected, "{source}");
        }
    }
}
