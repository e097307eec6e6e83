//! Which dash goes between spaces where a text has none left to show it: by its language, its dialect, and what
//! goes with the one or the other.
//!
//! English houses that write for print set the long one; word processors and blogs, which make it of a typed
//! hyphen, the short one. Those use it after a label and in headings as well.

use super::context::Role;
use super::dialect;
use super::language::{self, Language};
use super::outer;
use super::places::Place;
use super::quotation::Mark;

/// From where a text counts as British when dashes are chosen, in sixteenths of a nat.
pub(super) const BRITISH: i32 = 8;

/// What speaks for the short dash, in sixteenths of a nat: all dashes standing after labels; all in lines that
/// are no sentences; all before figures; a dash between words without spaces elsewhere.
const LABELS: i32 = 20;
const HEADINGS: i32 = 17;
const FIGURES: i32 = 5;
const CLOSED: i32 = 7;
/// What speaks for the long one: all dashes being followed by small letters, in the midst of sentences; a wire
/// agency's way of writing; three stops in a row; stops before closing quotes; all quotations being speech.
const MIDST: i32 = 27;
const AGENCY: i32 = 28;
const STOPS: i32 = 12;
const INSIDE: i32 = 5;
const SPEECH: i32 = 24;
/// American spelling, so far as it makes a text American.
const DIALECT: i32 = 1;
/// What the short one must have for it.
const BAR: i32 = -6;

/// Words of a label at most.
const LABEL: usize = 3;
/// Bytes of a line looked at on either side.
const NEAR: usize = 240;

/// The dash between spaces that goes with a text's habits.
pub(super) fn dash(text: &str, places: &[Place], marks: &[Mark], language: Language, british: i32) -> char {
    let dashes = || places.iter().zip(marks).filter(|(_, mark)| mark.role == Role::Dash);
    // One that begins a line names the speaker of what stands above.
    let spaced: Vec<usize> = dashes()
        .filter(|(_, mark)| mark.is_apart() && mark.before.is_some())
        .map(|(p, _)| p.range.start)
        .collect();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_closed = dashes().any(|(_, mark)| word(mark.before) && word(mark.after));
    let stop = |c: Option<char>| c.is_some_and(|c| ".,".contains(c));
    let closing = || marks.iter().filter(|m| m.role == Role::Close);
    let inside = i32::from(closing().any(|m| stop(m.before))) - i32::from(closing().any(|m| stop(m.after)));
    let quotes = INSIDE * inside + SPEECH * outer::long_share(places, marks) / 16;
    Dashes { spaced, is_closed, quotes }.pick(text, language, british)
}

/// The dash between spaces of a text in which this mark stands for all of them.
pub(crate) fn of_text(text: &str, mark: char) -> char {
    let language = language::of(text);
    let british = if language == Language::English { dialect::british(text) } else { 0 };
    let bare: String = [' ', mark, ' '].into_iter().collect();
    let spaced: Vec<usize> = text.match_indices(&bare).map(|(at, _)| at + 1).collect();
    let is_closed = text.matches(mark).count() > spaced.len();
    Dashes { spaced, is_closed, quotes: 0 }.pick(text, language, british)
}

/// The dashes of a text, and what is about them.
struct Dashes {
    /// Where those between spaces stand.
    spaced: Vec<usize>,
    /// Whether others stand between words without.
    is_closed: bool,
    /// What the quotations say for the long one.
    quotes: i32,
}

impl Dashes {
    fn pick(&self, text: &str, language: Language, british: i32) -> char {
        let is_short = match language {
            // In novels of either side of the ocean the long one stands between words without spaces.
            Language::English if british >= BRITISH => !self.is_closed,
            Language::English => {
                let score = positions(text, &self.spaced)
                    + CLOSED * i32::from(self.is_closed)
                    + DIALECT * british / BRITISH
                    - self.quotes
                    - manner(text);
                score > BAR
            }
            Language::German
            | Language::Czech
            | Language::Swedish
            | Language::Hungarian
            | Language::Dutch => true,
            _ => false,
        };
        if is_short { '–' } else { '—' }
    }
}

/// What the places of the spaced dashes say.
fn positions(text: &str, spaced: &[usize]) -> i32 {
    let count = |holds: fn(&str, usize) -> bool| spaced.iter().filter(|&&at| holds(text, at)).count();
    let share = |n: usize, of: i32| {
        of * i32::try_from(n).unwrap_or(0) / i32::try_from(spaced.len().max(1)).unwrap_or(1)
    };
    share(count(is_label), LABELS)
        + share(count(is_heading), HEADINGS)
        + share(count(is_before_figure), FIGURES)
        - share(count(is_in_midst), MIDST)
}

/// The character after the blank that follows a dash.
fn beyond(text: &str, at: usize) -> Option<char> {
    text[at..].chars().nth(2)
}

fn is_before_figure(text: &str, at: usize) -> bool {
    beyond(text, at).is_some_and(|c| c.is_ascii_digit())
}

/// Whether a sentence goes on after a dash.
fn is_in_midst(text: &str, at: usize) -> bool {
    beyond(text, at).is_some_and(char::is_lowercase)
}

/// Whether only a few words of its line stand before a dash, none of them in capitals as in a dateline.
fn is_label(text: &str, at: usize) -> bool {
    let before = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
    let Some(start) = before.rfind('\n').map(|n| n + 1).or((before.len() == at).then_some(0)) else {
        return false;
    };
    let is_capitals = |word: &str| word.len() > 3 && word.chars().all(|c| !c.is_lowercase());
    let words = || before[start..].split_whitespace();
    (1..=LABEL).contains(&words().count()) && !words().any(is_capitals)
}

/// Whether the line of a dash ends like no sentence does.
fn is_heading(text: &str, at: usize) -> bool {
    let after = &text[at..text.ceil_char_boundary((at + NEAR).min(text.len()))];
    let line = after.split('\n').next().unwrap_or(after);
    (line.len() < after.len() || at + after.len() == text.len())
        && line.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// How much a text writes like agencies and typewriters.
fn manner(text: &str) -> i32 {
    const MONTHS: [&str; 7] = ["Jan. ", "Feb. ", "Aug. ", "Sept. ", "Oct. ", "Nov. ", "Dec. "];
    let is_date = |month: &str| {
        text.match_indices(month)
            .any(|(at, _)| text[at + month.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_agency =
        ["(AP)", "(Reuters)", "(CNN)"].iter().any(|s| text.contains(s)) || MONTHS.into_iter().any(is_date);
    AGENCY * i32::from(is_agency) + STOPS * i32::from(text.contains("..."))
}
