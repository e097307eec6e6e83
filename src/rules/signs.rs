//! Characters an expression cannot do without, told before it is compiled or tried: brackets, digits, dashes,
//! letters of another alphabet.
//!
//! Words are the business of the literals; this is for expressions that have no word long enough to look for.

use super::fold::level;
use super::literals::is_list;
use super::ways::Picks;
use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// A set of characters: ASCII ones exactly, all others by the remainder of their quarter.
///
/// Two that are not ASCII may be taken for each other, so a set can only rule out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    ascii: u128,
    others: u128,
}

impl Signs {
    /// The characters of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        for chunk in text.as_bytes().chunks(64) {
            if chunk.is_ascii() {
                chunk.iter().for_each(|&byte| signs.ascii |= 1 << byte);
            }
        }
        if !text.is_ascii() {
            text.chars().for_each(|c| signs.add(c));
        }
        signs
    }

    fn add(&mut self, c: char) {
        match u32::from(c) {
            code @ ..=127 => self.ascii |= 1 << code,
            code => self.others |= 1 << quarter(code),
        }
    }

    /// Adds a range of characters, and with them those that differ from one in case alone.
    fn add_range(&mut self, first: char, last: char) {
        let mut class = ClassUnicode::new([ClassUnicodeRange::new(first, last)]);
        if u32::from(last) - u32::from(first) > WIDE || class.try_case_fold_simple().is_err() {
            (self.ascii, self.others) = (u128::MAX, u128::MAX);
            return;
        }
        for range in class.ranges() {
            let (start, end) = (u32::from(range.start()), u32::from(range.end()));
            for code in start..=end.min(127) {
                self.ascii |= 1 << code;
            }
            if end > 127 {
                let start = start.max(128);
                // Beyond that every quarter was met.
                for code in (start / 4..=end / 4).take(128) {
                    self.others |= 1 << (code % 128);
                }
            }
        }
    }

    fn join(&mut self, other: Self) {
        self.ascii |= other.ascii;
        self.others |= other.others;
    }

    /// Whether a text may hold one of these.
    pub(super) fn meet(self, text: Self) -> bool {
        self.ascii & text.ascii != 0 || self.others & text.others != 0
    }

    /// How many kinds of characters it tells apart.
    fn len(self) -> u32 {
        self.ascii.count_ones() + self.others.count_ones()
    }

    /// Whether nearly every text holds one of these.
    fn is_common(self) -> bool {
        COMMON.chars().any(|c| self.ascii & 1 << u32::from(c) != 0)
    }
}

fn quarter(code: u32) -> u32 {
    code / 4 % 128
}

/// Letters that nearly every text in Latin script holds, and the blank.
const COMMON: &str = " aeinorst";
/// A range of more characters than this rules nothing out.
const WIDE: u32 = 1 << 13;
/// Sets at most that are asked about.
const MOST: usize = 6;

/// Whether a text may hold a character of each of these sets.
pub(super) fn fit(all: &[Signs], of_text: Signs) -> bool {
    all.iter().all(|signs| signs.meet(of_text))
}

/// Of each of these sets a text must hold a character for an expression to match, the smallest first. `ast` may
/// have lists in it.
pub(super) fn needed(ast: &Ast, picks: &Picks) -> Box<[Signs]> {
    let mut all = Vec::new();
    needs(ast, picks, &mut all);
    all.retain(|signs| !signs.is_common());
    all.sort_unstable_by_key(|signs| (signs.len(), signs.ascii, signs.others));
    all.dedup();
    all.truncate(MOST);
    all.into()
}

// The depth of an expression is bounded by its parser.
fn needs(ast: &Ast, picks: &Picks, all: &mut Vec<Signs>) {
    match ast {
        Ast::Literal(literal) if !is_list(literal) => all.push(of_char(literal.c)),
        Ast::ClassPerl(class) if !class.negated => all.extend(of_perl(class)),
        Ast::ClassBracketed(class) if !class.negated => all.extend(of_set(&class.kind)),
        Ast::Group(group) => needs(&group.ast, picks, all),
        Ast::Concat(concat) => concat.asts.iter().for_each(|ast| needs(ast, picks, all)),
        Ast::Repetition(repeated) if !super::literals::is_optional(&repeated.op.kind) => {
            needs(&repeated.ast, picks, all);
        }
        Ast::Alternation(branches) => match picks.only(branches) {
            Some(branch) => needs(branch, picks, all),
            None => all.extend(of_any(picks.of(branches), picks)),
        },
        _ => {}
    }
}

/// One of the branches: of each its smallest set, together.
fn of_any<'a>(branches: impl Iterator<Item = &'a Ast>, picks: &Picks) -> Option<Signs> {
    let mut any = Signs::default();
    for branch in branches {
        any.join(*needed(branch, picks).first()?);
    }
    Some(any)
}

fn of_set(set: &ast::ClassSet) -> Option<Signs> {
    let ast::ClassSet::Item(item) = set else { return None };
    of_item(item)
}

fn of_item(item: &ast::ClassSetItem) -> Option<Signs> {
    use ast::ClassSetItem as Item;
    match item {
        Item::Literal(literal) => Some(of_char(literal.c)),
        Item::Range(range) => {
            let mut signs = Signs::default();
            signs.add_range(range.start.c, range.end.c);
            Some(signs)
        }
        Item::Perl(class) if !class.negated => of_perl(class),
        Item::Union(union) => {
            let mut all = Signs::default();
            for item in &union.items {
                all.join(of_item(item)?);
            }
            Some(all)
        }
        Item::Bracketed(class) if !class.negated => of_set(&class.kind),
        _ => None,
    }
}

/// A literal, with the marks it stands for.
fn of_char(c: char) -> Signs {
    let mut signs = Signs::default();
    match c.to_ascii_lowercase() {
        // Most literals by far. Two of these letters have a third form.
        lower @ 'a'..='z' => {
            signs.add(lower);
            signs.add(lower.to_ascii_uppercase());
            match lower {
                'k' => signs.add('\u{212A}'),
                's' => signs.add('ſ'),
                _ => {}
            }
            return signs;
        }
        _ => signs.add_range(c, c),
    }
    let family = match level(c) {
        '\'' => "'‘’‚‛′ʼ＇",
        '"' => "\"“”„‟″«»＂",
        '-' => "-‐‑‒–—―−﹘﹣",
        // White space of any kind stands in nearly every text.
        ' ' => " ",
        _ => "",
    };
    family.chars().for_each(|c| signs.add(c));
    signs
}

fn of_perl(class: &ast::ClassPerl) -> Option<Signs> {
    // Letters and blanks are everywhere.
    (class.kind == ast::ClassPerlKind::Digit).then(|| {
        let mut digits = Signs { ascii: 0, others: u128::MAX };
        ('0'..='9').for_each(|c| digits.add(c));
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::{Picks, Signs, needed};

    #[test]
    fn texts_without_a_needed_character_are_ruled_out() {
        let table: &[(&str, &str, bool)] = &[
            (r"[a-z]{2,}\(\w", "no brackets here", false),
            (r"[a-z]{2,}\(\w", "brackets(here", true),
            (r"\bX{2,}", "xx", true),
            (r"\d{4}", "in the year", false),
            (r"\d{4}", "١٩٩٩", true),
            (r"a-b", "a – b", true),
            (r"“a", "said \"a\"", true),
            (r"“a", "said a", false),
            (r"[\x{430}-\x{44F}]", "plain", false),
            (r"[\x{430}-\x{44F}]", "ПРАВДА", true),
            (r"k+", "\u{212A}", true),
            (r"(\*|_)a", "snake", false),
            (r"(\*|_)?a", "snake", true),
            (r"(\*|b?)a", "snake", true),
            (r"[^(]", "snake", true),
        ];
        for (source, text, may_match) in table {
            let ast = regex_syntax::ast::parse::Parser::new().parse(source).expect("sound");
            let signs = Signs::of(text);
            assert_eq!(super::fit(&needed(&ast, &Picks::default()), signs), *may_match, "{source} on {text}");
        }
    }
}
