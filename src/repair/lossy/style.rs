//! The house style of a document: which quotes are the outer ones, which dash stands between words.

use super::context::Role;
use super::language::{self, Language};
use super::places::Place;
use super::quotation::Mark;

/// A house style.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Outer and inner quotes, opening and closing.
    quotes: [(char, char); 2],
    /// The dash between spaces.
    spaced: char,
    /// The dash between words without spaces.
    closed: char,
}

const DOUBLE: (char, char) = ('“', '”');
const SINGLE: (char, char) = ('‘', '’');

/// Learns the style from what is certain in the document, and from its language where nothing is.
pub(crate) fn learn(text: &str, marks: &[Mark]) -> Style {
    let language = language::of(text);
    let british = language == Language::English && language::is_british(text);
    let count = |c: char| text.matches(c).count();
    let quotes = match language {
        Language::German | Language::Czech => [('„', '“'), ('‚', '‘')],
        Language::Polish | Language::Hungarian => [('„', '”'), ('‚', '’')],
        _ if count('‘') > 2 * count('“') => [SINGLE, DOUBLE],
        _ if count('“') == 0 && british && is_logical(marks) => [SINGLE, DOUBLE],
        _ => [DOUBLE, SINGLE],
    };
    Style { quotes, spaced: spaced_dash(text, marks, language, british), closed: '—' }
}

/// The dash between spaces: the one the document certainly uses, else the one of a house that also
/// sets closed dashes, else the language's.
fn spaced_dash(text: &str, marks: &[Mark], language: Language, british: bool) -> char {
    let (en, em) = (text.matches(" – ").count(), text.matches(" — ").count());
    if en != em {
        return if en > em { '–' } else { '—' };
    }
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_closed = |m: &Mark| m.role == Role::Dash && !m.range && !blank(m.before) && !blank(m.after);
    if marks.iter().any(is_closed) || text.matches('—').count() > em {
        return '—';
    }
    match language {
        Language::German | Language::Czech | Language::Swedish | Language::Hungarian | Language::Dutch => '–',
        Language::English if british => '–',
        _ => '—',
    }
}

/// Whether closing quotes stand before stops and commas, never after: the habit that goes with
/// single quotes.
fn is_logical(marks: &[Mark]) -> bool {
    let stop = |c: Option<char>| c.is_some_and(|c| ".,".contains(c));
    let closing = || marks.iter().filter(|m| m.role == Role::Close);
    let inside = closing().filter(|m| stop(m.before)).count();
    let outside = closing().filter(|m| stop(m.after)).count();
    inside * 4 <= outside || inside == 0
}

impl Style {
    /// The character a mark was, of those its remnant allows.
    pub(crate) fn character(self, place: &Place, mark: Mark) -> char {
        let wanted = self.wanted(mark);
        if place.candidates.contains(&wanted) {
            return wanted;
        }
        let same = |c: &&char| match mark.role {
            Role::Open => matches!(c, '“' | '‘' | '„' | '‚'),
            Role::Close => matches!(c, '”' | '’' | '“' | '‘'),
            Role::Dash => matches!(c, '—' | '–' | '‐' | '‑'),
            Role::Apostrophe => matches!(c, '’'),
        };
        // Bullet or trademark: the word before decides.
        if place.candidates.contains(&'™') {
            let word = mark.before.is_some_and(char::is_alphanumeric);
            return if word { '™' } else { '•' };
        }
        place.candidates.iter().find(same).or(place.candidates.first()).copied().unwrap_or(wanted)
    }

    fn wanted(self, mark: Mark) -> char {
        let (open, close) = self.quotes[usize::from(mark.depth.min(1))];
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        match mark.role {
            Role::Apostrophe => '’',
            Role::Open => open,
            Role::Close => close,
            Role::Dash => {
                if mark.range {
                    '–'
                } else if blank(mark.before) && blank(mark.after) {
                    self.spaced
                } else {
                    self.closed
                }
            }
        }
    }
}
