//! Question marks where letters were: nothing tells which, but that there were letters.

use super::LOST;
use crate::repair::Doubt;
use std::ops::Range;

/// Words with question marks among their letters, from which on a paragraph is believed to have lost letters.
const WORDS: usize = 3;
/// Words of nothing but question marks, and the marks of each at least.
const WHOLE: usize = 3;
const MARKS: usize = 3;
/// Marks that may stand for letters, from which on a paragraph is looked at.
pub(crate) const FEWEST: usize = 3;
/// Of the words of a paragraph, one in so many must be such.
const SHARE: usize = 12;

/// The words of each paragraph that lost letters.
pub(super) fn find(text: &str) -> Vec<Doubt> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'?', bytes) {
        if at < done || !may_begin(text, at) {
            continue;
        }
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        done = end;
        if count(&text[start..end], FEWEST) == FEWEST {
            out.extend(paragraph(start, &text[start..end]));
        }
    }
    out
}

/// Question marks of some lines that may stand for letters, counted up to a number.
pub(crate) fn count(lines: &str, most: usize) -> usize {
    memchr::memchr_iter(b'?', lines.as_bytes()).filter(|&at| may_begin(lines, at)).take(most).count()
}

/// Whether a question mark may stand for letters.
fn may_begin(text: &str, at: usize) -> bool {
    is_inside(text, at) || is_row(text.as_bytes(), at)
}

/// Whether a question mark stands between small letters.
fn is_inside(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let small = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || *b >= 0x80);
    if at == 0 || !small(bytes.get(at - 1)) {
        return false;
    }
    let after = at + bytes[at..].iter().take_while(|b| **b == b'?').count();
    let letter = |c: Option<char>| c.is_some_and(char::is_lowercase);
    small(bytes.get(after)) && letter(text[..at].chars().next_back()) && letter(text[after..].chars().next())
}

/// Whether a word of question marks begins here.
fn is_row(bytes: &[u8], at: usize) -> bool {
    (at == 0 || bytes[at - 1].is_ascii_whitespace())
        && bytes[at..].iter().take_while(|b| **b == b'?').count() >= MARKS
}

fn paragraph(start: usize, text: &str) -> Option<Doubt> {
    let words = || text.split_ascii_whitespace();
    let broken: Vec<&str> = words().filter(|w| has_lost(w)).collect();
    let whole: Vec<&str> = words().filter(|w| is_lost(w)).collect();
    let count = words().count();
    let is_lost = whole.len() >= WHOLE && whole.len() * 2 > count
        || broken.len() >= WORDS && (broken.len() + whole.len()) * SHARE >= count;
    if !is_lost {
        return None;
    }
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let all = broken.iter().chain(&whole);
    let first = all.clone().map(|w| offset(w)).min()?;
    let last = all.clone().map(|w| offset(w) + w.len()).max()?;
    let range: Range<usize> = start + first..start + last;
    let shown: Vec<&str> = all.take(3).copied().collect();
    let message = format!(
        "{} words have question marks where letters were ({}); nothing is left that tells which letters",
        broken.len() + whole.len(),
        shown.join(" ")
    );
    Some(Doubt { range, code: LOST, message })
}

/// Whether question marks stand among the small letters of a word that is no address.
fn has_lost(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_address =
        word.contains(['/', '=', '&', '@', '#', '<', '>', '(', ')', '{', '[', '\\', '|', '_', '*', '+']);
    !is_address && memchr::memchr_iter(b'?', bytes).any(|at| is_inside(word, at))
}

/// Whether a word is nothing but question marks, and perhaps a stop.
fn is_lost(word: &str) -> bool {
    let marks = word.trim_end_matches(['.', ',', '!', ':', ';']);
    marks.len() >= MARKS && marks.bytes().all(|b| b == b'?')
}
