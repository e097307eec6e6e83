//! Marks in an expression stand for their family: a space for white space, a quote for every quote.

use super::fold::level;
use regex_syntax::ast::{self, Ast};
use std::borrow::Cow;
use std::ops::Range;

/// Places in an expression where a literal stands for a family of marks; whether any literal is a capital.
#[derive(Default)]
pub(super) struct Literals {
    places: Vec<(Range<usize>, Cow<'static, str>)>,
    pub(super) upper: bool,
    /// Words are ASCII words: small classes, and edges that are told from bytes.
    ascii_words: bool,
}

impl ast::Visitor for &mut Literals {
    type Output = ();
    type Err = std::convert::Infallible;

    fn finish(self) -> Result<(), Self::Err> {
        Ok(())
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        if let Ast::ClassBracketed(class) = ast
            && asks_for_capitals(class)
        {
            let start = class.span.start.offset;
            self.places.push((start..start, "(?-i:".into()));
        }
        if let Ast::Assertion(assertion) = ast
            && assertion.kind == ast::AssertionKind::WordBoundary
            && self.ascii_words
        {
            self.put(&assertion.span, r"(?-u:\b)");
        }
        if let Ast::ClassPerl(class) = ast
            && let Some(members) = self.members(class)
        {
            let not = if class.negated { "^" } else { "" };
            self.put(&class.span, format!("[{not}{members}]"));
        }
        let Ast::Literal(literal) = ast else { return Ok(()) };
        self.upper |= literal.c.is_uppercase();
        let family = match level(literal.c) {
            // In a group, so that a repetition behind it repeats all of it.
            ' ' if literal.c == ' ' => r"(?:\s+)",
            '\'' => "['\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}]",
            '"' if literal.c == '"' => "[\"\u{201C}-\u{201F}\u{2033}\u{AB}\u{BB}]",
            '-' if literal.c == '-' => "[-\u{2010}-\u{2015}\u{2212}]",
            _ => return Ok(()),
        };
        if literal.kind == ast::LiteralKind::Verbatim {
            self.put(&literal.span, family);
        }
        Ok(())
    }

    fn visit_post(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        if let Ast::ClassBracketed(class) = ast
            && asks_for_capitals(class)
        {
            let end = class.span.end.offset;
            self.places.push((end..end, ")".into()));
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), Self::Err> {
        if let ast::ClassSetItem::Perl(class) = item
            && !class.negated
            && let Some(members) = self.members(class)
        {
            self.put(&class.span, members);
        }
        if let ast::ClassSetItem::Literal(literal) = item
            && literal.kind == ast::LiteralKind::Verbatim
            && let Some(family) = class_family(literal.c)
        {
            self.put(&literal.span, family);
        }
        Ok(())
    }
}

/// Whether a class such as `[A-Z]` names capitals and no small letters: then it means capitals, in an
/// expression that ignores case too.
fn asks_for_capitals(class: &ast::ClassBracketed) -> bool {
    let ast::ClassSet::Item(item) = &class.kind else { return false };
    let items = match item {
        ast::ClassSetItem::Union(union) => union.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let range_of = |case: fn(char) -> bool| {
        items.iter().any(|i| matches!(i, ast::ClassSetItem::Range(r) if case(r.start.c)))
    };
    range_of(char::is_uppercase) && !range_of(char::is_lowercase)
}

/// What a literal inside a class in brackets stands for.
fn class_family(c: char) -> Option<&'static str> {
    match c {
        ' ' => Some(r"\s"),
        '-' => Some(r"\-\x{2010}-\x{2015}\x{2212}"),
        '\'' => Some("'\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}"),
        '"' => Some("\"\u{201C}-\u{201F}\u{2033}\u{AB}\u{BB}"),
        _ => None,
    }
}

impl Literals {
    fn put(&mut self, span: &ast::Span, text: impl Into<Cow<'static, str>>) {
        self.places.push((span.start.offset..span.end.offset, text.into()));
    }

    /// What `\w` and `\d` stand for where all words are ASCII words.
    fn members(&self, class: &ast::ClassPerl) -> Option<&'static str> {
        match class.kind {
            _ if !self.ascii_words => None,
            ast::ClassPerlKind::Digit => Some("0-9"),
            ast::ClassPerlKind::Word => Some("0-9A-Za-z_"),
            ast::ClassPerlKind::Space => None,
        }
    }

    /// For an expression about texts all words of which are ASCII, or about any.
    pub(super) fn new(ascii_words: bool) -> Self {
        Self { ascii_words, ..Self::default() }
    }

    /// The expression with its marks widened.
    pub(super) fn widen(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + 16 * self.places.len());
        let mut done = 0;
        for (range, family) in &self.places {
            out.push_str(&source[done..range.start]);
            out.push_str(family);
            done = range.end;
        }
        out.push_str(&source[done..]);
        out
    }
}
