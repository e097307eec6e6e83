//! Marks that went through two wrong decoders, the second of which put a question mark for each byte that it did
//! not know: `’` read as windows-1252 is `â€™`, and that read as ISO-8859-1 is `Ã¢â?¬â?¢`, or `Ã?Â¢â?¬â?¢` where
//! the first character went through once more.

use super::families::MARKS;
use super::{Repair, lossy, tables};
use crate::model::{Certainty, Code};
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

const CODE: Code = Code::new("mojibake/windows-1252");
/// What is left of the first character, and of the second.
const HEADS: [&str; 2] = ["Ã?Â¢", "Ã¢"];
const EURO: &str = "â?¬";
/// What is left of the last, longest first, and the marks that leave it.
static TAILS: LazyLock<Vec<(String, Vec<char>)>> = LazyLock::new(|| {
    let shown = tables::column("windows-1252").map_or([None; 128], tables::forward);
    let mut tails: Vec<(String, Vec<char>)> = Vec::new();
    let mut buffer = [0; 4];
    for mark in MARKS.chars() {
        let &[0xE2, 0x80, last] = mark.encode_utf8(&mut buffer).as_bytes() else { continue };
        let between = shown[usize::from(last) - 0x80].unwrap_or(char::from(last));
        let tail: String = between.to_string().bytes().map(questioned).collect();
        match tails.iter_mut().find(|(known, _)| *known == tail) {
            Some((_, marks)) => marks.push(mark),
            None => tails.push((tail, vec![mark])),
        }
    }
    tails.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
    tails
});

/// What the second decoder shows for a byte.
fn questioned(byte: u8) -> char {
    if (0x80..0xA0).contains(&byte) { '?' } else { char::from(byte) }
}

/// The marks that can be told.
pub(crate) fn find(text: &str) -> Vec<Repair> {
    let spaced = LazyCell::new(|| lossy::spaced_dash(text, '—'));
    let places = memchr::memmem::find_iter(text.as_bytes(), EURO);
    places.filter_map(|at| repair(text, at, &spaced)).collect()
}

fn repair(text: &str, at: usize, spaced: &LazyCell<char, impl FnOnce() -> char>) -> Option<Repair> {
    let head = HEADS.iter().find(|head| text[..at].ends_with(**head))?;
    let rest = &text[at + EURO.len()..];
    let (tail, marks) = TAILS.iter().find(|(tail, _)| rest.starts_with(tail.as_str()))?;
    let range = at - head.len()..at + EURO.len() + tail.len();
    let mark = match marks.as_slice() {
        marks if marks.contains(&'—') => dash(text, &range, marks, spaced)?,
        marks => *marks.first()?,
    };
    let evidence = "UTF-8 read as windows-1252, then as iso-8859-1 with ? for the bytes lost".into();
    Some(Repair { range, replacement: mark.to_string(), code: CODE, certainty: Certainty::Likely, evidence })
}

/// Sequences of several marks differ in dashes alone.
fn dash(
    text: &str,
    range: &Range<usize>,
    marks: &[char],
    spaced: &LazyCell<char, impl FnOnce() -> char>,
) -> Option<char> {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    let wanted = if both(|c| c.is_ascii_digit()) {
        '–'
    } else if both(char::is_whitespace) {
        **spaced
    } else {
        '—'
    };
    marks.iter().find(|mark| **mark == wanted).copied()
}

/// Stretches of damage in which such question marks stand for bytes and that tell no mark: of the rest of them
/// nothing can be believed. In order and disjoint.
pub(crate) fn hopeless(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "Ã?") {
        let mark = at + 'Ã'.len_utf8();
        if !text[mark + 1..].starts_with(['Â', 'Ã', 'â', 'Å', 'Æ']) || out.last().is_some_and(|r| at < r.end)
        {
            continue;
        }
        let from = out.last().map_or(0, |r| r.end);
        let is_part = |c: char| c == '?' || !c.is_ascii();
        let start =
            text[from..at].rfind(|c| !is_part(c)).map_or(from, |n| text.ceil_char_boundary(from + n + 1));
        let end = text[mark..].find(|c| !is_part(c)).map_or(text.len(), |n| mark + n);
        out.push(start..end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{find, hopeless};
    use crate::repair::apply;

    #[test]
    fn marks_are_told_by_what_is_left_of_their_bytes() {
        for (damaged, clean) in [
            ("Thatâ€™s it", "Thatâ€™s it"),
            ("ThatÃ?Â¢â?¬â?¢s it", "That’s it"),
            ("ThatÃ¢â?¬â?¢s Ã¢â?¬Å?it", "That’s “it"),
            ("1914Ã¢â?¬â??18", "1914–18"),
            ("the milleryÃ¢â?¬Â¦", "the millery…"),
            ("Did he say â?¬5?", "Did he say â?¬5?"),
        ] {
            assert_eq!(apply(damaged, &find(damaged)), clean, "{damaged}");
        }
    }

    #[test]
    fn what_tells_no_mark_is_left_whole() {
        let text = "so Ã?Â¢Â? it, à? «Â?» no";
        let found = hopeless(text);
        assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), ["Ã?Â¢Â?"]);
    }
}
