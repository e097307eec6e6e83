//! The house style of a document: which quotes are the outer ones, which dash stands between words.
//!
//! What is certain in the document decides. Where nothing is, what goes with a style speaks for it:
//! spelling, where stops stand beside closing quotes, how long the quotations are.

use super::context::Role;
use super::dialect;
use super::habits;
use super::language::{self, Language};
use super::measure::Measure;
use super::outer;
use super::places::Place;
use super::quotation::{self, Mark};
use crate::repair::families;

/// A house style.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Outer and inner quotes, opening and closing.
    quotes: [(char, char); 2],
    quotes_by: Basis,
    /// The dash between spaces.
    spaced: char,
    spaced_by: Basis,
    /// The dash between words without spaces.
    closed: char,
    /// What joins the parts of a compound.
    hyphen: char,
}

/// What a style was learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The mark's place alone decides.
    Place,
    /// Marks of the document that are intact.
    Own,
    /// Spelling and punctuation that go with it.
    Habit,
}

const DOUBLE: (char, char) = ('“', '”');
const SINGLE: (char, char) = ('‘', '’');

/// Learns the style from what is certain in the document, and from its language and habits where
/// nothing is.
pub(crate) fn learn(text: &str, places: &[Place], marks: &[Mark]) -> Style {
    let language = language::of(text);
    let british = if language == Language::English { dialect::british(text) } else { 0 };
    let count = |c: char| text.matches(c).count();
    let (singles, doubles) = (opening_singles(text), count('“'));
    let (quotes, quotes_by) = match language {
        Language::German | Language::Czech => ([('„', '“'), ('‚', '‘')], Basis::Habit),
        Language::Polish | Language::Hungarian => ([('„', '”'), ('‚', '’')], Basis::Habit),
        _ if singles > 2 * doubles => ([SINGLE, DOUBLE], Basis::Own),
        _ if doubles > 0 => ([DOUBLE, SINGLE], Basis::Own),
        Language::English if outer::are_single(text, places, marks, british) => {
            ([SINGLE, DOUBLE], Basis::Habit)
        }
        _ => ([DOUBLE, SINGLE], Basis::Habit),
    };
    let habit = british + if quotes[0] == SINGLE { habits::BRITISH } else { 0 };
    let (spaced, spaced_by) = match own_dash(text) {
        Some(dash) => (dash, Basis::Own),
        None => (habits::dash(text, places, marks, language, habit), Basis::Habit),
    };
    let closed = if count('—') == 0 && closed_en(text) > 1 { '–' } else { '—' };
    Style { quotes, quotes_by, spaced, spaced_by, closed, hyphen: hyphen(text, marks) }
}

/// Intact single quotes that open something, apostrophes curled the wrong way left out.
fn opening_singles(text: &str) -> usize {
    text.match_indices('‘')
        .filter(|&(at, mark)| {
            !text[..at].ends_with(char::is_alphanumeric)
                && !text[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit())
        })
        .count()
}

/// Intact en dashes between words without spaces.
fn closed_en(text: &str) -> usize {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text.match_indices('–')
        .filter(|(at, mark)| {
            letter(text[..*at].chars().next_back()) && letter(text[at + mark.len()..].chars().next())
        })
        .count()
}

/// The dash that certainly stands between spaces.
fn own_dash(text: &str) -> Option<char> {
    let (en, em) = (text.matches(" – ").count(), text.matches(" — ").count());
    match en.cmp(&em) {
        std::cmp::Ordering::Greater => Some('–'),
        std::cmp::Ordering::Less => Some('—'),
        std::cmp::Ordering::Equal if text.matches('—').count() > em => Some('—'),
        std::cmp::Ordering::Equal => None,
    }
}

/// What joins compounds: in a text without a plain hyphen in a word, a hyphen of another kind.
fn hyphen(text: &str, marks: &[Mark]) -> char {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let joins = marks.iter().filter(|m| m.role == Role::Join && letter(m.before) && letter(m.after)).count();
    let plain = || {
        text.match_indices('-').any(|(at, _)| {
            text[..at].ends_with(char::is_alphabetic) && text[at + 1..].starts_with(char::is_alphabetic)
        })
    };
    let intact = |c: char| text.contains(c);
    match () {
        () if intact('‑') => '‑',
        () if intact('‐') => '‐',
        () if joins > 1 && !plain() => '‑',
        () => '–',
    }
}

/// The currency of an amount that stands right beside a place, where a sign may have been one.
fn money(place: &Place, mark: Mark) -> Option<char> {
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '(');
    let [first, last] = families::MONEY;
    let signs = match () {
        () if is_blank(mark.before) && is_figure(mark.after) => first,
        () if is_figure(mark.before) && !is_figure(mark.after) => last,
        () => return None,
    };
    let is_sign = place.candidates.iter().all(|c| !families::MARKS.contains(*c));
    signs.chars().find(|c| place.candidates.contains(c)).filter(|_| is_sign)
}

impl Style {
    /// The character a mark was, of those its remnant allows.
    pub(crate) fn character(self, place: &Place, mark: Mark) -> char {
        if mark.invisible && place.candidates.contains(&'\u{200B}') {
            return '\u{200B}';
        }
        if let Some(sign) = money(place, mark) {
            return sign;
        }
        let wanted = self.wanted(mark);
        if place.candidates.contains(&wanted) && quotation::plays(place.candidates, mark.role) {
            return wanted;
        }
        // Bullet or trademark: the word before decides.
        if place.candidates.contains(&'™') {
            let word = mark.before.is_some_and(char::is_alphanumeric);
            return if word { '™' } else { '•' };
        }
        let same = |c: &&char| quotation::plays(&[**c], mark.role);
        place.candidates.iter().find(same).or(place.candidates.first()).copied().unwrap_or(wanted)
    }

    /// What decided between the characters of the mark's role.
    pub(crate) fn basis(self, mark: Mark) -> Basis {
        match mark.role {
            Role::Open | Role::Close => self.quotes_by,
            Role::Dash if mark.is_apart() => self.spaced_by,
            _ => Basis::Place,
        }
    }

    fn wanted(self, mark: Mark) -> char {
        let (open, close) = self.quotes[usize::from(mark.depth.min(1))];
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match mark.role {
            _ if mark.measure == Some(Measure::Inches) => '”',
            Role::Apostrophe => '’',
            Role::Open => open,
            Role::Close => close,
            Role::Join if letter(mark.before) && letter(mark.after) => self.hyphen,
            Role::Join => '–',
            Role::Dash if mark.is_apart() => self.spaced,
            Role::Dash => self.closed,
        }
    }
}
