//! Sets of characters.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};
use std::sync::OnceLock;

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// Its members in ASCII.
    pub(super) ascii: u128,
    /// Ranges of members, in order and apart; what they say of ASCII does not count.
    ranges: Vec<(char, char)>,
    /// Families that belong to it outside ASCII.
    families: Vec<(Family, bool)>,
    negated: bool,
}

/// A family of characters with a shorthand (`\w`, `\s`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Word,
    Space,
    Digit,
}

impl Family {
    pub(super) fn holds(self, c: char) -> bool {
        match self {
            Self::Word => is_word(c),
            Self::Space => c.is_whitespace(),
            Self::Digit => is_digit(c),
        }
    }
}

/// Whether a character is part of a word, as expressions see it.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    regex_syntax::try_is_word_character(c).unwrap_or_else(|_| c.is_alphanumeric())
}

fn is_digit(c: char) -> bool {
    static DIGITS: OnceLock<Set> = OnceLock::new();
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let read = || match regex_syntax::parse(r"\d").map(|hir| hir.into_kind()) {
        Ok(HirKind::Class(Class::Unicode(class))) => Set::of_class(&class),
        _ => Set::default(),
    };
    DIGITS.get_or_init(read).contains(c)
}

impl Set {
    /// A set of ranges, with the other case of its letters where `fold`.
    pub(super) fn new(ranges: &[(char, char)], fold: bool) -> Self {
        let mut class = ClassUnicode::new(ranges.iter().map(|&(from, to)| ClassUnicodeRange::new(from, to)));
        // Fails only where the tables of the library were left out of the build.
        let _ = if fold { class.try_case_fold_simple() } else { Ok(()) };
        Self::of_class(&class)
    }

    /// The set a class of the library stands for.
    pub(super) fn of_class(class: &ClassUnicode) -> Self {
        let ranges: Vec<(char, char)> = class.ranges().iter().map(|r| (r.start(), r.end())).collect();
        let mut set = Self { ranges, ..Self::default() };
        for byte in 0..128u8 {
            let c = char::from(byte);
            if set.ranges.iter().any(|&(from, to)| from <= c && c <= to) {
                set.ascii |= 1 << byte;
            }
        }
        set
    }

    /// Takes in a family, or all that is outside it.
    pub(super) fn add(&mut self, family: Family, negated: bool) {
        for byte in 0..128u8 {
            if family.holds(char::from(byte)) != negated {
                self.ascii |= 1 << byte;
            }
        }
        self.families.push((family, negated));
    }

    /// All characters that are not in it.
    pub(super) fn negate(&mut self) {
        self.ascii = !self.ascii;
        self.negated = !self.negated;
    }

    pub(super) fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> u32::from(c) & 1 == 1;
        }
        let at = self.ranges.partition_point(|&(from, _)| from <= c);
        let listed = at.checked_sub(1).is_some_and(|last| c <= self.ranges[last].1);
        let held = listed || self.families.iter().any(|&(family, negated)| family.holds(c) != negated);
        held != self.negated
    }

    /// Whether a character outside ASCII may be in it.
    pub(super) fn has_others(&self) -> bool {
        self.negated || !self.families.is_empty() || self.ranges.iter().any(|(_, to)| !to.is_ascii())
    }
}
