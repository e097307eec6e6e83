//! Single or double: what the habits of an English text say of its outer quotation marks where none is left.
//!
//! Spelling, where stops stand beside closing marks and how long the quotations are; and whether the text tells a
//! story, for British publishers of the last hundred years set speech in novels single, and newspapers double.

use super::context::Role;
use super::habits;
use super::places::Place;
use super::quotation::Mark;

/// What speaks against single quotes before anything is known, in sixteenths of a nat.
const SELDOM: i32 = 16;
/// A closing quote after a stop or comma, and before one.
const INSIDE: i32 = 16;
const OUTSIDE: i32 = 10;
/// All quotations of a document being long: speech rather than terms.
const SPEECH: i32 = 24;
/// A phrase between straight quotes, single and double.
const STRAIGHT: [i32; 2] = [14, 8];
/// British spelling, and quotations that are all short, as terms and labels are, none with a stop inside.
const TERMS: i32 = 12;
/// A dash between words without blanks, as American and older houses set it.
const CLOSED: i32 = 16;
/// Places counted at most.
const ENOUGH: usize = 4;
/// Bytes from which a quotation is long.
const LONG: usize = 45;

/// Whether an English document without an intact quote has the habits that go with single ones.
pub(super) fn are_single(text: &str, places: &[Place], marks: &[Mark], british: i32) -> bool {
    let stop = |c: Option<char>| c.is_some_and(|c| ".,".contains(c));
    let closing = || marks.iter().filter(|m| m.role == Role::Close && m.depth == 0);
    let few = |n: usize| i32::try_from(n.min(ENOUGH)).unwrap_or(0);
    let inside = few(closing().filter(|m| stop(m.before)).count());
    let outside = few(closing().filter(|m| stop(m.after)).count());
    let [single, double] = straight(text).map(few);
    let long = long_share(places, marks);
    let terms = british >= habits::BRITISH && long == 0 && inside == 0;
    if is_story(text, places, marks, british) {
        return true;
    }
    let score =
        british * 2 / 3 + TERMS * i32::from(terms) + OUTSIDE * outside - INSIDE * inside - SPEECH * long / 16
            + STRAIGHT[0] * single
            - STRAIGHT[1] * double
            - CLOSED * i32::from(marks.iter().any(is_closed))
            - SELDOM;
    score > 0
}

/// Verbs that tell who spoke.
const SAID: &[&str] =
    &["said", "says", "asked", "replied", "answered", "cried", "whispered", "muttered", "shouted", "called"];
/// Bytes of text to a figure, from which on it has few.
const FEW_FIGURES: usize = 300;

/// Whether a text tells a story the way British books of today do: speech whose speakers are told, hardly a figure,
/// words clipped outside of speech as well, and dashes between blanks, never between words without.
fn is_story(text: &str, places: &[Place], marks: &[Mark], british: i32) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let all = || marks.iter().filter(|m| !m.invisible);
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    let is_clipped =
        |m: &Mark| m.role == Role::Apostrophe && m.depth == 0 && letter(m.before) && letter(m.after);
    let told = || {
        let closing =
            places.iter().zip(marks).filter(|(_, mark)| mark.role == Role::Close && mark.depth == 0);
        closing.filter(|(place, _)| is_told(&text[place.range.end..])).count()
    };
    // Publishers who put a stop behind a title set speech double.
    let is_stopped = ["Mr. ", "Mrs. ", "Dr. "].iter().any(|title| text.contains(title));
    british >= 0
        && !is_stopped
        && begins_lines(text, places, marks)
        && figures * FEW_FIGURES <= text.len()
        && all().any(|m| m.role == Role::Dash && m.is_apart())
        && !marks.iter().any(is_closed)
        && all().filter(|m| is_clipped(m)).count() > 1
        && told() > 1
}

/// Whether half of the quotations at least begin a line: in stories whoever speaks has a paragraph, where the press
/// quotes in the midst of one.
fn begins_lines(text: &str, places: &[Place], marks: &[Mark]) -> bool {
    let opening = || places.iter().zip(marks).filter(|(_, m)| m.role == Role::Open && m.depth == 0);
    let begin =
        opening().filter(|(p, _)| p.range.start == 0 || text[..p.range.start].ends_with('\n')).count();
    2 * begin >= opening().count()
}

/// Whether a dash stands between two words without blanks.
fn is_closed(mark: &Mark) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    mark.role == Role::Dash && letter(mark.before) && letter(mark.after)
}

/// Whether the speaker is told right behind a quotation.
fn is_told(after: &str) -> bool {
    let words = after.strip_prefix(' ').into_iter().flat_map(|rest| rest.split([' ', ',', '.'])).take(2);
    words.take_while(|w| w.is_ascii()).any(|w| SAID.contains(&w))
}

/// Phrases between straight quotes, single and double, by their opening.
fn straight(text: &str) -> [usize; 2] {
    let opens = |mark: char| {
        text.match_indices(mark)
            .filter(|(at, mark)| {
                let before = text[..*at].chars().next_back();
                before.is_none_or(|c| c.is_whitespace() || c == '(')
                    && text[at + mark.len()..].starts_with(char::is_alphabetic)
            })
            .take(ENOUGH)
            .count()
    };
    [opens('\''), opens('"')]
}

/// How many sixteenths of the outer quotations are long.
pub(super) fn long_share(places: &[Place], marks: &[Mark]) -> i32 {
    let (mut long, mut all) = (0, 0);
    let mut start = None;
    for (place, mark) in places.iter().zip(marks).filter(|(_, mark)| mark.depth == 0) {
        match mark.role {
            Role::Open => start = Some(place.range.end),
            Role::Close => {
                if let Some(start) = start.take() {
                    all += 1;
                    long += i32::from(place.range.start.saturating_sub(start) >= LONG);
                }
            }
            _ => {}
        }
    }
    if all == 0 { 0 } else { 16 * long / all }
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    fn mended(text: &str) -> String {
        let lost: String = text.bytes().filter(|b| !(0x80..0xA0).contains(b)).map(char::from).collect();
        apply(&lost, &find(&lost, &Options::default()).repairs).into_owned()
    }

    #[test]
    fn stories_of_british_books_have_single_marks() {
        let text = "‘You’ll be wanting the key,’ said the miller, and didn’t look up.\n\
            ‘I shan’t,’ said Tom. ‘The door’s off its hinges – it has been since March.’\n\
            She hadn’t known that. ‘He said, “Leave it be,” and so we did,’ said the miller.\n\
            The river was high – higher than he’d ever seen it.";
        assert_eq!(mended(text), text);
    }

    #[test]
    fn stories_with_closed_dashes_and_news_have_double_ones() {
        for text in [
            "“You’ll want the key,” said the miller, and didn’t look up.\n\
             “I won’t,” said Tom. “The door’s off its hinges—it has been since March.”\n\
             She hadn’t known that. “He said, ‘Leave it be,’ and so we did,” said the miller.",
            "“You’ll want the key,” said Mr. Tolley, and didn’t look up.\n\
             “I won’t,” said Tom. “The door’s off its hinges — it has been since March.”\n\
             She hadn’t known that, and he’d not told her.",
        ] {
            assert_eq!(mended(text), text);
        }
        let feature = "The singer’s mother, she said, “didn’t grow up with music”, and nobody’s told her why.\n\
            She hadn’t meant to go back — not that summer. “I was at the weir by noon,” she said. “It’s my home,” she said.";
        assert_eq!(mended(feature), feature);
        let news = "“We’ll open on 12 March,” said the mayor, 61, at the town’s £3m mill – a year late.\n\
            “It’s a shame,” said Jo Crane, 43, who’d waited since 2019 – as 41,000 others hadn’t.";
        assert_eq!(mended(news), news);
    }
}
