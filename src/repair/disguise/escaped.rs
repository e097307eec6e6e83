//! Characters written as escapes in running text: `caf%C3%A9`, `caf\xc3\xa9`, `caf\u00e9`.
//!
//! The bytes determine what they say; that they stand in prose, as part of a word, determines that they should
//! not. In addresses, names of files, code and talk about escapes they stay.

use super::prose;
use crate::model::{Certainty, Code};
use crate::repair::{Repair, plausible};

const PERCENT: Code = Code::new("mojibake/percent-encoded");
const BACKSLASH: Code = Code::new("mojibake/escaped");

/// The escapes that stand in prose, written out.
pub(crate) fn find(text: &str) -> Vec<Repair> {
    let bytes = text.as_bytes();
    let mut out: Vec<Repair> = Vec::new();
    // Up to here everything was looked at, a row of any length once.
    let mut done = 0;
    for at in memchr::memchr2_iter(b'%', b'\\', bytes) {
        if at < done {
            continue;
        }
        let row = written_out(bytes, at);
        done = row.end;
        let Some(says) = row.says else { continue };
        let range = at..done;
        if !says.chars().all(is_text) || !prose::is_part_of(text, &range, &says) {
            continue;
        }
        let (code, evidence) = match bytes[at] {
            b'%' => (PERCENT, "UTF-8 written as percent-escapes within a word"),
            _ => (BACKSLASH, "written as an escape within a word"),
        };
        let (certainty, evidence) = (Certainty::Certain, evidence.into());
        out.push(Repair { range, replacement: says, code, certainty, evidence });
    }
    out
}

/// Whether an escape of a character beyond ASCII may begin here.
pub(crate) fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [b'%', high, low, ..] => hex(Some(&[*high, *low])).is_some_and(|b| b >= 0x80),
        [b'\\', b'x' | b'X' | b'u' | b'U', next, ..] => next.is_ascii_hexdigit(),
        _ => false,
    }
}

/// Whether a character is one of running text: a letter, or a mark beyond ASCII.
fn is_text(c: char) -> bool {
    use plausible::Kind::{Box, Broken, Picture};
    !c.is_ascii() && !matches!(plausible::of(c).0, Broken | Box | Picture) || matches!(c, '\u{80}'..='\u{9F}')
}

/// A row of escapes.
struct Row {
    /// Where it ends; of one that says nothing, where the next may begin.
    end: usize,
    says: Option<String>,
}

impl Row {
    fn none(end: usize) -> Self {
        Self { end, says: None }
    }
}

/// The row of escapes that begins here, written out.
fn written_out(bytes: &[u8], at: usize) -> Row {
    match bytes[at..] {
        [b'%', ..] => row(bytes, at, b"%"),
        [b'\\', b'x' | b'X', ..] => row(bytes, at, &bytes[at..at + 2]),
        [b'\\', b'u' | b'U', ..] => units(bytes, at),
        _ => Row::none(at),
    }
}

/// Value of hexadecimal digits.
fn hex(digits: Option<&[u8]>) -> Option<u16> {
    let digits = digits?;
    digits.iter().all(u8::is_ascii_hexdigit).then(|| {
        digits
            .iter()
            .filter_map(|d| char::from(*d).to_digit(16))
            .fold(0, |n, d| n << 4 | u16::try_from(d).unwrap_or(0))
    })
}

/// Bytes beyond ASCII, each behind a prefix, that are UTF-8.
fn row(bytes: &[u8], at: usize, prefix: &[u8]) -> Row {
    let step = prefix.len() + 2;
    let byte = |at: usize| {
        let digits = bytes.get(at..)?.strip_prefix(prefix)?.get(..2);
        u8::try_from(hex(digits)?).ok().filter(|b| *b >= 0x80)
    };
    let said: Vec<u8> = (0..).map_while(|n| byte(at + n * step)).collect();
    let end = at + said.len() * step;
    let mut sound = 0;
    while let Err(broken) = std::str::from_utf8(&said[sound..]) {
        sound += broken.valid_up_to() + broken.error_len().unwrap_or(said.len());
        sound = sound.min(said.len());
    }
    match String::from_utf8(said) {
        Ok(says) => Row { end, says: Some(says).filter(|s| !s.is_empty()) },
        // Behind the last that is broken another row begins.
        Err(_) => Row::none(at + sound * step),
    }
}

/// Code units of UTF-16, each behind `\u`.
fn units(bytes: &[u8], at: usize) -> Row {
    const STEP: usize = 6;
    let unit = |at: usize| {
        let rest = bytes.get(at..)?;
        let rest = rest.strip_prefix(b"\\u").or(rest.strip_prefix(b"\\U"))?;
        hex(rest.get(..4)).filter(|u| *u >= 0x80)
    };
    let said: Vec<u16> = (0..).map_while(|n| unit(at + n * STEP)).collect();
    let end = at + said.len() * STEP;
    let mut says = String::new();
    let (mut read, mut sound) = (0, 0);
    for c in char::decode_utf16(said) {
        read += c.as_ref().map_or(1, |c| c.len_utf16());
        match c {
            Ok(c) => says.push(c),
            Err(_) => sound = read,
        }
    }
    if sound > 0 {
        return Row::none(at + sound * STEP);
    }
    Row { end, says: Some(says).filter(|s| !s.is_empty()) }
}
