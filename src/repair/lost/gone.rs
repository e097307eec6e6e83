//! U+FFFD that stays in a text: a character was lost there, and nothing but its place tells which.

use super::LOST;
use crate::model::{Certainty, Code};
use crate::repair::lossy::{AMBIGUOUS, elision, language};
use crate::repair::{Doubt, Findings, Repair, meets};
use memchr::memmem;
use std::ops::Range;

const GONE: char = '\u{FFFD}';
const CODE: Code = Code::new("mojibake/replaced");
/// Words of a line that are reported each by itself; more are reported together.
const FEW: usize = 3;
/// Bytes of a word looked at on either side of a place.
const WORD: usize = 48;

/// Whether a text holds such a character.
pub(crate) fn is_in(text: &str) -> bool {
    memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes()).is_some()
}

/// Restores the apostrophes of contractions that nothing else can stand in.
pub(crate) fn contractions(text: &str) -> Vec<Repair> {
    if !is_in(text) || language::of(text) != language::Language::English {
        return Vec::new();
    }
    places(text).filter(|place| is_contraction(text, place)).map(repair).collect()
}

fn repair(range: Range<usize>) -> Repair {
    Repair {
        range,
        replacement: "’".to_owned(),
        code: CODE,
        certainty: Certainty::Likely,
        evidence: "a character was replaced by U+FFFD; an apostrophe by the word around it".into(),
    }
}

/// Whether the word is none without an apostrophe in that place: `don?t`, `we?ve`.
fn is_contraction(text: &str, place: &Range<usize>) -> bool {
    let (head, tail) = word(text, place);
    elision::is_sure(head, tail)
}

/// Each U+FFFD that stands alone.
fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = usize::MAX;
    text.match_indices(GONE).filter_map(move |(at, gone)| {
        let follows = end == at;
        end = at + gone.len();
        (!follows && !text[end..].starts_with(GONE)).then_some(at..end)
    })
}

/// The letters of a word on either side of a place.
fn word<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, &'t str) {
    let before = &text[text.ceil_char_boundary(place.start.saturating_sub(WORD))..place.start];
    let after = &text[place.end..text.floor_char_boundary((place.end + WORD).min(text.len()))];
    let head = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| before.ceil_char_boundary(at + 1));
    let tail = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    (&before[head..], &after[..tail])
}

/// Reports what stays.
pub(super) fn add(text: &str, findings: &mut Findings) {
    super::sort(&mut findings.doubts);
    let mut out: Vec<Doubt> = Vec::new();
    let mut done = 0;
    let starts = memmem::find_iter(text.as_bytes(), "\u{FFFD}".as_bytes());
    for at in starts {
        if at < done {
            continue;
        }
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        let start = memchr::memrchr(b'\n', &text.as_bytes()[done..at]).map_or(done, |n| done + n + 1);
        done = end;
        out.extend(line(text, start..end, findings));
    }
    findings.doubts.extend(out);
}

/// What is said of a line: word by word, or of many together.
fn line(text: &str, line: Range<usize>, findings: &Findings) -> Vec<Doubt> {
    let is_doubted = |range: &Range<usize>| {
        let next = findings.doubts.partition_point(|d| d.range.end <= range.start);
        findings.doubts.get(next).is_some_and(|d| d.range.start < range.end)
    };
    let is_known = |range: &Range<usize>| meets(&findings.repairs, range) || is_doubted(range);
    let mut words: Vec<Range<usize>> = Vec::new();
    for (n, part) in text[line.clone()].match_indices(GONE) {
        let at = line.start + n;
        let place = at..at + part.len();
        if words.last().is_some_and(|w| at < w.end) || is_known(&place) || is_spoken_of(text, &place) {
            continue;
        }
        let is_part = |c: char| !c.is_whitespace();
        let from = text.ceil_char_boundary(at.saturating_sub(WORD)).max(line.start);
        let to = text.floor_char_boundary((at + WORD).min(line.end)).max(place.end);
        let start =
            text[from..at].rfind(|c| !is_part(c)).map_or(from, |n| text.ceil_char_boundary(from + n + 1));
        let end = text[place.end..to].find(|c| !is_part(c)).map_or(to, |n| place.end + n);
        words.push(start.max(words.last().map_or(0, |w| w.end))..end);
    }
    match words.as_slice() {
        [first, .., last] if words.len() > FEW => vec![together(text, first.start..last.end, &words)],
        _ => words.into_iter().map(|word| alone(text, word)).collect(),
    }
}

/// Whether the character itself is meant: it stands alone between quotation marks or brackets.
fn is_spoken_of(text: &str, place: &Range<usize>) -> bool {
    let quoted = |c: Option<char>| c.is_some_and(|c| "\"'`“”‘’«»()[]".contains(c));
    quoted(text[..place.start].chars().next_back()) && quoted(text[place.end..].chars().next())
}

fn alone(text: &str, word: Range<usize>) -> Doubt {
    let shown = &text[word.clone()];
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let (first, last) = (shown.find(GONE).unwrap_or(0), shown.rfind(GONE).unwrap_or(0));
    let before = letter(shown[..first].chars().next_back());
    let after = letter(shown[last + GONE.len_utf8()..].chars().next());
    let (code, perhaps) = match (before, after) {
        (true, true) => (LOST, "perhaps a letter, ’ (U+2019) or — (U+2014)"),
        (true, false) => (LOST, "perhaps a letter, ’ (U+2019) or ” (U+201D)"),
        (false, true) => (LOST, "perhaps a letter, “ (U+201C) or ‘ (U+2018)"),
        (false, false) if shown.chars().all(|c| c == GONE) => {
            (AMBIGUOUS, "perhaps – (U+2013), — (U+2014) or • (U+2022)")
        }
        (false, false) => (AMBIGUOUS, "perhaps a quotation mark, a dash or a sign"),
    };
    let message =
        format!("`{shown}` has U+FFFD where a character was lost, {perhaps}; take it from the source again");
    Doubt { range: word, code, message }
}

fn together(text: &str, range: Range<usize>, words: &[Range<usize>]) -> Doubt {
    let shown: Vec<&str> = words.iter().take(FEW).map(|w| &text[w.clone()]).collect();
    let message = format!(
        "{} words have U+FFFD where characters were lost ({}); take the text from its source again",
        words.len(),
        shown.join(" ")
    );
    Doubt { range, code: LOST, message }
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    #[test]
    fn what_is_lost_is_reported_once_a_word() {
        for (text, after, doubts) in [
            ("The caf\u{FFFD} by the mill was shut.", "The caf\u{FFFD} by the mill was shut.", 1),
            (
                "It\u{FFFD}s late, and he didn\u{FFFD}t come to the mill.",
                "It’s late, and he didn’t come to the mill.",
                0,
            ),
            (
                "The mill \u{FFFD} the old one \u{FFFD} was shut.",
                "The mill \u{FFFD} the old one \u{FFFD} was shut.",
                2,
            ),
            (
                "The sign “\u{FFFD}” is shown for what is lost.",
                "The sign “\u{FFFD}” is shown for what is lost.",
                0,
            ),
            (
                "\u{FFFD}a b\u{FFFD} c\u{FFFD}d e\u{FFFD} f\u{FFFD}",
                "\u{FFFD}a b\u{FFFD} c\u{FFFD}d e\u{FFFD} f\u{FFFD}",
                1,
            ),
            ("The mill was shut.", "The mill was shut.", 0),
        ] {
            let found = find(text, &Options::default());
            assert_eq!(apply(text, &found.repairs), after);
            assert_eq!(found.doubts.len(), doubts, "{text}: {:?}", found.doubts);
        }
    }
}
