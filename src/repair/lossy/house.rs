//! What the whole text shows of its marks: which of them it types on a keyboard, and what joins its compounds.
//!
//! A text whose apostrophes and quotation marks are straight and still there has lost dashes, not those.

use super::context::{KINDS, Role};
use super::elision;
use super::language::Language;
use super::padded;
use super::places::Place;
use super::quotation;

/// Marks of a kind from which on it is the text's way.
const SOME: usize = 2;
/// What speaks against a lost apostrophe or quotation mark in a text that types them, in sixteenths of a nat.
const TYPED: i32 = 36;
/// What speaks for a hyphen between the parts of a compound, in a text without plain ones.
const HYPHEN: i32 = 112;
/// Bytes from which on a text without a plain hyphen is remarkable.
const LONG: usize = 800;

/// Words that stand beside dashes but in few compounds.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "nor", "yet", "so", "if", "as", "that", "this", "these", "those",
    "which", "who", "whom", "whose", "what", "when", "where", "why", "how", "because", "though", "although",
    "while", "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "them", "us", "my", "your", "his",
    "its", "our", "their", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would",
    "could", "should", "must", "does", "did", "yes", "with", "from", "for", "to", "of", "at", "especially",
    "including", "than", "perhaps", "oh",
];

/// A text's own way with its marks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct House {
    apostrophes_typed: bool,
    quotes_typed: bool,
    hyphens_lost: bool,
    /// Whether quotation marks are set apart by blanks.
    pub(super) is_padded: bool,
}

impl House {
    pub(super) fn of(text: &str, places: &[Place], language: Language) -> Self {
        if language != Language::English {
            return Self::default();
        }
        let lost = Lost::of(text, places);
        let typed = Typed::of(text);
        Self {
            apostrophes_typed: typed.apostrophes >= SOME && lost.apostrophes == 0,
            quotes_typed: typed.quotes >= SOME && 2 * lost.opening.min(lost.closing) < typed.quotes,
            hyphens_lost: lost.compounds > SOME
                && 4 * lost.interruptions <= lost.compounds
                && typed.hyphens == 0
                && text.len() >= LONG,
            is_padded: padded::is_found(text, places),
        }
    }

    /// What each role gains at a place between these two stretches of its line.
    pub(super) fn gains(self, before: &str, after: &str) -> [i32; KINDS] {
        let mut gains = [0; KINDS];
        if self.apostrophes_typed {
            gains[Role::Apostrophe as usize] -= TYPED;
        }
        if self.quotes_typed {
            gains[Role::Open as usize] -= TYPED;
            gains[Role::Close as usize] -= TYPED;
        }
        if self.hyphens_lost && joins(before, after) == Some(true) {
            gains[Role::Join as usize] += HYPHEN;
        }
        gains
    }
}

/// Lost marks by what they look like.
#[derive(Default)]
struct Lost {
    apostrophes: usize,
    opening: usize,
    closing: usize,
    compounds: usize,
    interruptions: usize,
}

impl Lost {
    fn of(text: &str, places: &[Place]) -> Self {
        let mut lost = Self::default();
        for place in places {
            let before = quotation::line_before(text, place.range.start);
            let after = quotation::line_after(text, place.range.end);
            let (b, a) = (before.chars().next_back(), after.chars().next());
            let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([".contains(c));
            let stop = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
            if elision::is_contraction(before, after) {
                lost.apostrophes += 1;
            } else if blank(b) && a.is_some_and(char::is_alphanumeric) {
                lost.opening += 1;
            } else if !blank(b) && stop(a) {
                lost.closing += 1;
            }
            match joins(before, after) {
                Some(true) => lost.compounds += 1,
                Some(false) => lost.interruptions += 1,
                None => {}
            }
        }
        lost
    }
}

/// Whether the words right before and after a mark look like the parts of a compound rather than like a sentence
/// interrupted; `None` where no letters touch it, or an apostrophe is likelier.
fn joins(before: &str, after: &str) -> Option<bool> {
    // Of other letters a remnant may be made.
    let head = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().filter(|w| !w.is_empty())?;
    let tail = after.split(|c: char| !c.is_ascii_alphabetic()).next().filter(|w| !w.is_empty())?;
    if elision::is_usual(head, tail) {
        return None;
    }
    let small = |word: &str| SMALL.contains(&word.to_lowercase().as_str());
    Some(!small(head) && !small(tail))
}

/// Marks that were typed and are still there.
struct Typed {
    apostrophes: usize,
    quotes: usize,
    hyphens: usize,
}

impl Typed {
    fn of(text: &str) -> Self {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let sides = |at: usize| (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let between = |mark: char| {
            text.match_indices(mark).filter(|&(at, _)| {
                let (before, after) = sides(at);
                letter(before) && letter(after)
            })
        };
        let single = text.match_indices('\'').filter(|&(at, _)| {
            let (before, after) = sides(at);
            before.is_none_or(char::is_whitespace) && letter(after)
        });
        Self {
            apostrophes: between('\'').count(),
            quotes: text.matches('"').count() + single.count(),
            hyphens: between('-').count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_without_a_hyphen_lost_them() {
        let mended = |text: &str| {
            let found = crate::repair::find(text, &crate::repair::Options::default());
            crate::repair::apply(text, &found.repairs).into_owned()
        };
        let hyphens = "The wellโrun mill by the fastโflowing stream went to a sharpโeyed baker. ".repeat(12);
        assert_eq!(mended(&hyphens), hyphens.replace('โ', "‑"));
        let dashes = "The mill was sold at lastโwhich nobody mindedโto a baker from the hills. ".repeat(12);
        assert_eq!(mended(&dashes), dashes.replace('โ', "—"));
    }

    #[test]
    fn parts_of_compounds_are_told_from_interrupted_sentences() {
        for (before, after) in
            [("a long", "running quarrel"), ("two third", "party sellers"), ("non", "binding")]
        {
            assert_eq!(joins(before, after), Some(true), "{before} {after}");
        }
        for (before, after) in
            [("the quarrel", "which lasted"), ("as it", "alas"), ("the miller", "and his dog")]
        {
            assert_eq!(joins(before, after), Some(false), "{before} {after}");
        }
        for (before, after) in
            [("the miller", "s dog"), ("it is ", "late"), ("the end", " of it"), ("don", "t")]
        {
            assert_eq!(joins(before, after), None, "{before} {after}");
        }
    }
}
