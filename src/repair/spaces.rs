//! Sequences whose last byte, A0, was shown as a no-break space and then turned into a plain one: `Ã `
//! for à, `Å ` for Š, `Ð ` for Р, `Â ` for the no-break space itself.
//!
//! In a document whose wrong decoder is known; otherwise only windows-1252's, and only where the words
//! around leave no doubt, because a letter before a space is nothing strange.

use super::encodings::DECODERS;
use super::letters::{self, Language};
use super::reversible::Evidence;
use super::tables::byte_of;
use super::{Repair, lone, plausible};
use crate::model::Certainty;
use std::cell::OnceCell;

/// What follows à in one Portuguese word.
const JOINED: &[&str] = &["s", "quele", "queles", "quela", "quelas", "quilo"];
/// Bits by which the line must become less surprising where the decoder is known.
const KNOWN: u32 = 4;
/// The same where bytes were lost: the space may be its own.
const CUT: u32 = 12;
/// Bits by which a word must be less surprising than its halves.
const TOGETHER: u32 = 4;
/// The same where nothing is known.
const UNKNOWN: u32 = 20;

/// Bytes of the line looked at on either side.
const NEAR: usize = 80;

/// Whether a character can be all that is left of a sequence whose decoder nothing else shows.
pub(crate) fn may_be_first(c: char) -> bool {
    matches!(c, 'Â' | 'Ã')
}

/// The sequences that end in a space.
pub(crate) fn find(text: &str, evidence: &Evidence) -> Vec<Repair> {
    let columns: Vec<usize> = (0..DECODERS.len()).filter(|&d| evidence.was_at_work(d)).collect();
    let mut out: Vec<Repair> = Vec::new();
    let (cut, cut_of_two) = (OnceCell::new(), OnceCell::new());
    for (at, _) in text.match_indices(' ') {
        let Some(lead) = text[..at].chars().next_back().filter(|c| !c.is_ascii()) else { continue };
        let start = at - lead.len_utf8();
        let mut tried = columns.iter().map(|&d| (d, KNOWN)).chain([(0, UNKNOWN)]);
        let found = tried.find_map(|(column, bar)| {
            let byte = byte_of(lead, column)?;
            let (start, c) = match byte {
                0xC2..=0xDF => (start, char::from_u32((u32::from(byte) & 0x1F) << 6 | 0x20)?),
                0x80..=0xBF if bar == KNOWN => {
                    let cut = cut.get_or_init(|| cut_short(text, &columns, 3));
                    let is_cut = cut.contains(&column);
                    of_three(text, start, byte, column)
                        .filter(|(_, c)| !is_cut || is_picture(*c) && goes_on_raw(&text[at + 1..]))?
                }
                _ => return None,
            };
            let is_cut = || cut_of_two.get_or_init(|| cut_short(text, &columns, 2)).contains(&column);
            let bar = if bar == KNOWN && byte >= 0xC3 && is_cut() { CUT } else { bar };
            repair(text, start, at + 1, c, column, bar)
        });
        out.extend(found.filter(|r| out.last().is_none_or(|last| last.range.end <= r.range.start)));
    }
    out
}

/// The decoders through which a sequence of that many bytes lacks its last and something else than a space follows:
/// then bytes were lost, and the spaces behind others may be real.
fn cut_short(text: &str, columns: &[usize], length: usize) -> Vec<usize> {
    let begins = |byte| match byte {
        Some(0xC3..=0xDF) => length == 2,
        Some(0xE0..=0xEF) => length == 3,
        _ => false,
    };
    let is_cut = |&&column: &&usize| {
        let mut wanted = 0;
        text.chars().any(|c| {
            let byte = if c.is_ascii() { None } else { byte_of(c, column) };
            let is_cut = wanted == 1 && c != ' ' && !matches!(byte, Some(0x80..=0xBF));
            wanted = match (wanted, byte) {
                (2, Some(0x80..=0xBF)) => 1,
                _ if begins(byte) => length - 1,
                _ => 0,
            };
            is_cut
        })
    };
    columns.iter().filter(is_cut).copied().collect()
}

/// The character of three bytes of which the second stands here, and where it begins.
fn of_three(text: &str, at: usize, second: u8, column: usize) -> Option<(usize, char)> {
    let first = text[..at].chars().next_back()?;
    let lead = byte_of(first, column).filter(|b| (0xE0..=0xEF).contains(b))?;
    let shown = [lead, second, 0xA0];
    let c = std::str::from_utf8(&shown).ok()?.chars().next()?;
    Some((at - first.len_utf8(), c))
}

fn repair(text: &str, start: usize, end: usize, c: char, column: usize, bar: u32) -> Option<Repair> {
    let next = &text[end..];
    let is_double = next.starts_with([' ', '\n']) || next.is_empty();
    let is_figure = c.is_numeric() && bar == KNOWN && (next.starts_with(char::is_numeric) || goes_on(next));
    let end = match c {
        // A no-break space: the space beside it is its own, and belongs to it alone.
        '\u{A0}' if bar == UNKNOWN && !is_attached(text, start) => return None,
        '\u{A0}' if lone::is_formula(text, &(start..end)) => return None,
        // What lacks its last byte would have one then.
        '\u{A0}' if ends_short(text, start, column) => return None,
        '\u{A0}'
            if !text[..start].ends_with(char::is_whitespace) || next.starts_with(char::is_alphanumeric) =>
        {
            end
        }
        '\u{A0}' => return None,
        // A word of its own, or the end of one: the space after it was there.
        'à' if !is_double && !is_joined(text, start, next) => end - 1,
        _ if is_figure || is_picture(c) => end,
        _ if !plausible::is_letter(c) => return None,
        _ => end,
    };
    // A sentence begins with a capital; there the byte that is gone was another one, of É or À perhaps.
    if c == 'à' && begins_sentence(&text[..start]) && next.starts_with(char::is_lowercase) {
        return None;
    }
    let is_lone = is_figure || is_picture(c) || stands_alone(text, start, next, c);
    if c != '\u{A0}' && !is_lone && !is_better(text, start, end, c, bar) {
        return None;
    }
    Some(Repair {
        range: start..end,
        replacement: c.to_string(),
        code: DECODERS[column].code.clone(),
        certainty: Certainty::Likely,
        evidence: format!("UTF-8 read as {}; a no-break space became a space", DECODERS[column].label).into(),
    })
}

/// Whether a sentence begins behind a text: behind the end of one, perhaps with an opening quotation mark between.
/// What a text begins with may be half a sentence.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "\"'“‘«„¿¡(—–-".contains(c));
    before.ends_with(['.', '!', '?', ':', '…', '»', '”', '"'])
}

/// Whether a character is a picture, which no other of three bytes is taken for.
fn is_picture(c: char) -> bool {
    matches!(plausible::of(c), (plausible::Kind::Picture, ..=8))
}

/// Whether the text begins with what is damage too.
fn goes_on_raw(next: &str) -> bool {
    next.starts_with(['ï', 'ð', 'â', 'Â', 'Ã'])
}

/// Whether a text ends with two bytes of a sequence of three.
fn ends_short(text: &str, end: usize, column: usize) -> bool {
    let mut before = text[..end].chars().rev().map(|c| if c.is_ascii() { None } else { byte_of(c, column) });
    let (second, first) = (before.next().flatten(), before.next().flatten());
    matches!((first, second), (Some(0xE0..=0xEF), Some(0x80..=0xBF)))
}

/// Whether an `Â` follows what a no-break space is set after, and no word begins with it.
fn is_attached(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ".,;:!?)%’”»".contains(c) || c == 'â')
}

/// Whether an `Ã` stands between blanks, two behind it: the second was that of its own.
fn stands_alone(text: &str, start: usize, next: &str, c: char) -> bool {
    c == 'à' && text[..start].chars().next_back().is_none_or(char::is_whitespace) && next.starts_with(' ')
}

/// Whether the text begins with another sequence that ends in a space.
fn goes_on(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(|c| !c.is_ascii()) && chars.next() == Some(' ')
}

/// Whether an à goes on with the letters behind the blank: then that was the no-break space of its own.
fn is_joined(text: &str, start: usize, next: &str) -> bool {
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    let (word, rest) = next.split_at(end);
    if JOINED.contains(&word) {
        return !rest.starts_with(['\'', '’']);
    }
    if !text[..start].ends_with(char::is_alphabetic) || word.is_empty() {
        return false;
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[text.ceil_char_boundary(start.saturating_sub(80)).max(line)..start];
    let apart = format!("{before}à {word}");
    let joined = format!("{before}à{word}");
    let Some(fit) = letters::best(&apart) else { return false };
    letters::best(&joined).is_some_and(|one| one.bits() + TOGETHER <= fit.bits())
}

/// Whether the words around it are less surprising with the letter.
fn is_better(text: &str, start: usize, end: usize, c: char, bar: u32) -> bool {
    let before = &text[text.ceil_char_boundary(start.saturating_sub(NEAR))..start];
    let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let after = &text[end..text.floor_char_boundary((end + NEAR).min(text.len()))];
    let after = &after[..after.find('\n').unwrap_or(after.len())];
    let with = format!("{before}{c}{after}");
    let writes = |language: Language| language.writes(letters::lower(c));
    let Some(fit) = letters::best(&with).filter(|fit| writes(fit.language)) else { return false };
    let without = format!("{before}{}{after}", &text[start..end]);
    letters::best(&without).is_some_and(|old| old.bits() >= fit.bits() + bar)
}
