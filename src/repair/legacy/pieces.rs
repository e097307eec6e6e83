//! The pieces of a line that change where it is read through another encoding.

use super::pages::Reader;
use super::reading::is_later;
use super::tones;
use crate::repair::plausible;
use crate::repair::tables::byte_of;
use std::ops::Range;

/// What parts the words of a line.
const SPACES: [char; 4] = [' ', '\n', '\r', '\t'];

/// The pieces that change, byte by byte.
pub(super) fn single(
    text: &str,
    reader: Reader,
    table: &[Option<char>; 128],
) -> Option<Vec<(Range<usize>, String)>> {
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    let (mut high, mut letters) = (0, 0);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let Some(byte) = byte_of(c, reader.column) else { if is_later(c) { continue } else { return None } };
        let shown = table[usize::from(byte.checked_sub(0x80)?)]?;
        // Quotation marks and spaces are as many as there are quotations, not words.
        if !"«»‹›“”„‚‘’¿¡–—…\u{A0}".contains(shown) {
            high += 1;
            letters += usize::from(plausible::is_letter(shown));
        }
        if shown == c {
            continue;
        }
        let end = at + c.len_utf8();
        if tones::is_tone(shown) {
            // Written behind its vowel, which it makes one letter with.
            let is_next = |(range, _): &&mut (Range<usize>, String)| range.end == at;
            match pieces.last_mut().filter(is_next) {
                Some((range, piece)) => {
                    let letter = tones::compose(piece.pop()?, shown)?;
                    piece.push(letter);
                    range.end = end;
                }
                None => {
                    let vowel = text[..at].chars().next_back()?;
                    let letter = tones::compose(vowel, shown)?;
                    pieces.push((at - vowel.len_utf8()..end, letter.to_string()));
                }
            }
            continue;
        }
        match pieces.last_mut() {
            Some((range, piece)) if range.end == at => {
                range.end = end;
                piece.push(shown);
            }
            _ => pieces.push((at..end, shown.to_string())),
        }
    }
    (!pieces.is_empty() && letters > 0 && letters * 3 >= high * 2).then_some(pieces)
}

/// The pieces that change, in sequences, which no space is part of.
pub(super) fn multi(
    text: &str,
    reader: Reader,
    encoding: &'static encoding_rs::Encoding,
) -> Option<Vec<(Range<usize>, String)>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(SPACES) {
        let at = start;
        start += word.len();
        // The space behind it is no part of it: a repair ends before its line does.
        let word = word.trim_end_matches(SPACES);
        let range = at..at + word.len();
        if word.is_ascii() {
            continue;
        }
        let byte =
            |c: char| if c.is_ascii() { u8::try_from(c as u32).ok() } else { byte_of(c, reader.column) };
        let bytes: Vec<u8> = word.chars().map(byte).collect::<Option<_>>()?;
        let shown = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
        if shown != word {
            pieces.push((range, shown.into_owned()));
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}
