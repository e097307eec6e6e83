//! Marks in an expression stand for their family: a space for white space, a quote for every quote.

use super::fold::level;
use regex_syntax::ast::{self, Ast};
use regex_syntax::is_word_character;
use std::borrow::Cow;
use std::ops::Range;

/// Which characters make words in the text an expression is about to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Words {
    /// Any.
    #[default]
    Any = 0,
    /// ASCII ones: small classes, and edges of words that are told from bytes. Much quicker, because automata
    /// give up on the edges of other words.
    Ascii = 1,
    /// Any, and edges of words are everywhere, so that what matches matches this, too.
    Loose = 2,
}

/// Places in an expression where a literal stands for a family of marks; whether any literal is a capital.
#[derive(Default)]
pub(super) struct Literals {
    places: Vec<(Range<usize>, Cow<'static, str>)>,
    pub(super) upper: bool,
    words: Words,
    /// It asks where words begin, end, or what they are made of.
    pub(super) has_words: bool,
    /// It names or may mean a letter that is not ASCII, or `_`.
    pub(super) names_others: bool,
    /// It holds a class made of classes.
    pub(super) is_nested: bool,
    /// Whether the class it stands in is negated.
    negated: bool,
}

impl ast::Visitor for &mut Literals {
    type Output = ();
    type Err = std::convert::Infallible;

    fn finish(self) -> Result<(), Self::Err> {
        Ok(())
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        match ast {
            Ast::ClassBracketed(class) => self.open(class),
            Ast::Assertion(assertion) => self.edge(assertion),
            Ast::ClassPerl(class) => {
                self.has_words |= class.kind != ast::ClassPerlKind::Space;
                if let Some(members) = self.members(class, class.negated) {
                    let not = if class.negated { "^" } else { "" };
                    self.put(&class.span, format!("(?-i:[{not}{members}])"));
                }
            }
            Ast::ClassUnicode(_) => self.names_others = true,
            Ast::Group(group) => match &group.kind {
                // What a group holds is never asked for, and keeping it costs.
                ast::GroupKind::CaptureIndex(_) => {
                    let at = group.span.start.offset + 1;
                    self.places.push((at..at, "?:".into()));
                }
                ast::GroupKind::NonCapturing(flags) => self.flags(flags),
                ast::GroupKind::CaptureName { .. } => {}
            },
            Ast::Flags(flags) => self.flags(&flags.flags),
            Ast::Literal(literal) => self.literal(literal),
            _ => {}
        }
        Ok(())
    }

    fn visit_post(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        if let Ast::ClassBracketed(class) = ast
            && (asks_for_capitals(class) || holds_words(class))
        {
            let end = class.span.end.offset;
            self.places.push((end..end, ")".into()));
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), Self::Err> {
        match item {
            ast::ClassSetItem::Perl(class) => {
                self.has_words |= class.kind != ast::ClassPerlKind::Space;
                if !class.negated
                    && let Some(members) = self.members(class, self.negated)
                {
                    self.put(&class.span, members);
                }
            }
            ast::ClassSetItem::Literal(literal) => {
                self.names(literal.c);
                if literal.kind == ast::LiteralKind::Verbatim
                    && let Some(family) = class_family(literal.c)
                {
                    self.put(&literal.span, family);
                }
            }
            ast::ClassSetItem::Range(range) => self.names_range(range.start.c, range.end.c),
            ast::ClassSetItem::Empty(_) | ast::ClassSetItem::Union(_) => {}
            ast::ClassSetItem::Ascii(_) | ast::ClassSetItem::Unicode(_) => self.names_others = true,
            ast::ClassSetItem::Bracketed(_) => self.nested(),
        }
        Ok(())
    }

    fn visit_class_set_binary_op_pre(&mut self, _: &ast::ClassSetBinaryOp) -> Result<(), Self::Err> {
        self.nested();
        Ok(())
    }
}

impl Literals {
    fn open(&mut self, class: &ast::ClassBracketed) {
        self.negated = class.negated;
        // What holds all letters is the same in either case, and finding that out takes long.
        if asks_for_capitals(class) || holds_words(class) {
            let start = class.span.start.offset;
            self.places.push((start..start, "(?-i:".into()));
        }
    }

    fn edge(&mut self, assertion: &ast::Assertion) {
        use ast::AssertionKind as Kind;
        if matches!(assertion.kind, Kind::StartLine | Kind::EndLine | Kind::StartText | Kind::EndText) {
            return;
        }
        self.has_words = true;
        match (self.words, &assertion.kind) {
            (Words::Loose, _) => self.put(&assertion.span, "(?:)"),
            (Words::Ascii, Kind::WordBoundary) => self.put(&assertion.span, r"(?-u:\b)"),
            // Rare, and right in any text.
            _ => self.names_others = true,
        }
    }

    /// Classes made of classes are rare: they are taken as they are.
    fn nested(&mut self) {
        self.names_others = true;
        self.is_nested = true;
    }

    /// Letters are told by their Unicode case unless flags say otherwise.
    fn flags(&mut self, flags: &ast::Flags) {
        self.names_others |= flags.flag_state(ast::Flag::Unicode).is_some();
    }

    fn names(&mut self, c: char) {
        self.names_others |= c == '_' || !c.is_ascii() && is_word_character(c);
    }

    fn names_range(&mut self, first: char, last: char) {
        let is_short = u32::from(last).saturating_sub(u32::from(first)) < 128;
        self.names_others |=
            !is_short || (first..=last).any(|c| c == '_' || !c.is_ascii() && is_word_character(c));
    }

    fn literal(&mut self, literal: &ast::Literal) {
        self.upper |= literal.c.is_uppercase();
        self.names(literal.c);
        let family = match level(literal.c) {
            // In a group, so that a repetition behind it repeats all of it.
            ' ' if literal.c == ' ' => r"(?:\s+)",
            '\'' => "['\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}]",
            '"' if literal.c == '"' => "[\"\u{201C}-\u{201F}\u{2033}\u{AB}\u{BB}]",
            '-' if literal.c == '-' => "[-\u{2010}-\u{2015}\u{2212}]",
            _ => return,
        };
        if literal.kind == ast::LiteralKind::Verbatim {
            self.put(&literal.span, family);
        }
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

/// Whether every letter is of a class, in either case.
fn holds_words(class: &ast::ClassBracketed) -> bool {
    let ast::ClassSet::Item(ast::ClassSetItem::Union(union)) = &class.kind else { return false };
    let is_word = |item: &ast::ClassSetItem| matches!(item, ast::ClassSetItem::Perl(class) if class.kind == ast::ClassPerlKind::Word && !class.negated);
    !class.negated && union.items.iter().any(is_word)
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

    /// What `\w` and `\d` stand for; `negated` where it is what they do not stand for that counts.
    fn members(&self, class: &ast::ClassPerl, negated: bool) -> Option<&'static str> {
        let is_loose = self.words == Words::Loose && !negated;
        match class.kind {
            _ if self.words == Words::Any => None,
            // Few enough as they are.
            ast::ClassPerlKind::Digit if self.words == Words::Loose => None,
            ast::ClassPerlKind::Word if is_loose => Some(r"0-9A-Za-z_\x{80}-\x{10FFFF}"),
            ast::ClassPerlKind::Digit => Some("0-9"),
            ast::ClassPerlKind::Word => Some("0-9A-Za-z_"),
            ast::ClassPerlKind::Space => None,
        }
    }

    /// For an expression about texts with words of a kind.
    pub(super) fn new(words: Words) -> Self {
        Self { words, ..Self::default() }
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
