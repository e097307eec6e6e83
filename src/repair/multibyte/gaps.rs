//! Characters of which a multi-byte decoder lost bytes: what the bytes left and the text around tell.

use super::charsets::CHARSETS;
use super::reading::{Gap, Piece};
use crate::repair::families::MARKS;
use crate::repair::plausible::{self, Script};

/// The piece with what can be told of its gaps; none where nothing of it can. A gap of which nothing can
/// be told stays as one U+FFFD where its neighbours in the piece are restored.
pub(crate) fn fill(text: &str, piece: Piece, charset: usize, english: bool) -> Option<Piece> {
    let Piece { range, text: undone, gaps } = piece;
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let mut filled = String::with_capacity(undone.len() + 3);
    let mut restored = false;
    let mut gaps = gaps.iter();
    for (at, c) in undone.char_indices() {
        // A reading says U+FFFD only where there is a gap, or where the text was damaged before.
        let gap = if c == '\u{FFFD}' { gaps.next() } else { None };
        let following = undone[at + c.len_utf8()..].chars().next().or_else(|| after.chars().next());
        let preceding = undone[..at].chars().next_back().or_else(|| before.chars().next_back());
        let told = gap.and_then(|gap| tell(gap, preceding, following, after, english));
        restored |= gap.is_none() || told.is_some();
        match (told, gap) {
            (None, Some(gap)) if is_mark(gap) => filled.push_str(&remnant(charset)),
            (told, _) => filled.push(told.unwrap_or(c)),
        }
    }
    let same = filled == text[range.clone()];
    (restored && !same).then_some(Piece { range, text: filled, gaps: Vec::new() })
}

/// Characters that stand between brackets at most.
const BRACKETED: usize = 400;

/// Whether a gap is a typographic mark whose last byte is lost.
fn is_mark(gap: &Gap) -> bool {
    gap.head == [0xE2, 0x80] && gap.tail.is_empty()
}

/// What the decoder leaves of such a mark where it stands by itself: the words around it decide which.
fn remnant(charset: usize) -> String {
    let (shown, _) = CHARSETS[charset].encoding.decode_without_bom_handling(&[0xE2, 0x80]);
    if shown.contains('\u{FFFD}') { "\u{FFFD}".repeat(3) } else { format!("{shown}\u{FFFD}") }
}

fn tell(gap: &Gap, before: Option<char>, after: Option<char>, rest: &str, english: bool) -> Option<char> {
    let eastern = |c: Option<char>| c.is_some_and(|c| plausible::script(c) == Some(Script::EastAsian));
    let beside = [before.unwrap_or('\n'), after.unwrap_or('\n')];
    match (gap.head.as_slice(), gap.lost, gap.tail.as_slice()) {
        // The mark whose last byte it is: nothing else of three bytes is common between Latin letters. One
        // U+FFFD may stand for two bytes, but also for the first half of a letter of two.
        ([], 1..=2, [last]) if (gap.lost == 2 || english) && beside.iter().all(|c| c.is_ascii()) => {
            mark_ending(*last)
        }
        ([0xE3, 0x80], ..=1, []) if eastern(before) && after.is_none_or(|c| c == '\n') => Some('。'),
        ([0xEF, 0xBC], ..=1, []) if eastern(before) && after.is_some_and(|c| c.is_ascii_alphanumeric()) => {
            let next = rest.chars().take(BRACKETED).find(|c| matches!(c, '（' | '）' | '\n'));
            Some(if next == Some('）') { '（' } else { '，' })
        }
        _ => None,
    }
}

fn mark_ending(last: u8) -> Option<char> {
    let mut buffer = [0; 4];
    MARKS.chars().find(|mark| {
        let bytes = mark.encode_utf8(&mut buffer).as_bytes();
        bytes.starts_with(&[0xE2, 0x80]) && bytes.ends_with(&[last])
    })
}
