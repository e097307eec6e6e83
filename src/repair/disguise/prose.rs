//! Whether a stretch is part of a word in running text, and not of an address, a file's name or code.

use crate::repair::plausible;
use std::ops::Range;

/// Characters of a word that only addresses, names of files and code have.
const FOREIGN: &str = "/=?&@_#<>{}|~^$*+`\"\\%:";
/// Characters of a line that only code has.
const CODE: &str = "{}=<>`|";
/// What only code has of quotation marks.
const STRINGS: &[&str] = &["\":", "(\"", "('", ": \"", ": '", "[\"", "['"];
/// Words of letters alone that a line of prose has besides.
const WORDS: usize = 3;
/// Bytes looked at on either side for words about escapes.
const NEARBY: usize = 300;
/// Bytes of a word at most.
const LONGEST: usize = 200;
/// What texts about escapes speak of.
const ABOUT: &[&str] = &[
    "escap",
    "unicode",
    "utf",
    "encod",
    "decod",
    "codier",
    "json",
    "python",
    "javascript",
    "string",
    "regex",
    "byte",
    "octet",
    "hex",
    "url",
    "uri",
    "link",
    "query",
    "charact",
    "caract",
    "zeichen",
    "percent-",
    "browser",
    "address bar",
    "mojibake",
    "ascii",
    "html",
    "source code",
    "backslash",
];

/// Whether the stretch, which says this, is part of a word or a mark beside one, in prose.
pub(super) fn is_part_of(text: &str, range: &Range<usize>, says: &str) -> bool {
    let (start, end) = word(text, range);
    let letter = |c: Option<char>| c.is_some_and(|c| plausible::is_letter(c) || c.is_ascii_alphabetic());
    let joined = letter(text[..range.start].chars().next_back()) || letter(text[range.end..].chars().next());
    joined
        && end - start <= LONGEST
        && is_word(&text[start..range.start], &text[range.end..end])
        && is_prose(line(text, range), says)
        && !is_about(text, range)
}

/// Where the word around a stretch begins and ends.
fn word(text: &str, range: &Range<usize>) -> (usize, usize) {
    let head = &text[text.floor_char_boundary(range.start.saturating_sub(LONGEST))..range.start];
    let start = head.rfind(char::is_whitespace).map_or(range.start - head.len(), |at| {
        range.start - head.len() + at + head[at..].chars().next().map_or(0, char::len_utf8)
    });
    let tail = &text[range.end..text.ceil_char_boundary((range.end + LONGEST).min(text.len()))];
    (start, range.end + tail.find(char::is_whitespace).unwrap_or(tail.len()))
}

/// Whether what stands around a stretch is the rest of a word, perhaps with further escapes of its kind.
fn is_word(head: &str, tail: &str) -> bool {
    let is_name = |s: &str| {
        let mut last = ' ';
        s.chars().any(|c| {
            let dotted = last == '.' && c.is_alphanumeric();
            last = c;
            dotted
        })
    };
    let plain = |s: &str| !without_escapes(s).contains(|c| FOREIGN.contains(c));
    let ends = tail.trim_end_matches([':', ';', ',']);
    plain(head) && plain(ends) && !is_name(head) && !is_name(tail)
}

/// A piece of a word without the escapes in it.
fn without_escapes(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut rest = piece;
    while let Some(at) = rest.find(['%', '\\']) {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let hex = |from: usize, to: usize| {
            escape.get(from..to).is_some_and(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        // Of the escapes only those of characters beyond ASCII; a blank or a slash as an escape is an address's.
        let high = |at: usize| escape.as_bytes().get(at).is_some_and(|b| !b.is_ascii_digit() || *b >= b'8');
        let len = match escape.as_bytes() {
            [b'%', ..] if hex(1, 3) && high(1) => 3,
            [b'\\', b'x' | b'X', ..] if hex(2, 4) && high(2) => 4,
            [b'\\', b'u' | b'U', ..] if hex(2, 6) => 6,
            _ => {
                out.push_str(&escape[..1]);
                1
            }
        };
        rest = &escape[len..];
    }
    out + rest
}

/// The line of a stretch.
fn line<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text.floor_char_boundary(range.start.saturating_sub(NEARBY));
    let end = text.ceil_char_boundary((range.end + NEARBY).min(text.len()));
    let start = text[start..range.start].rfind('\n').map_or(start, |at| start + at + 1);
    let end = text[range.end..end].find('\n').map_or(end, |at| range.end + at);
    &text[start..end]
}

/// Whether a line is running text.
fn is_prose(line: &str, says: &str) -> bool {
    let is_plain = |w: &&str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.len() > 1 && w.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
    };
    // Who shows both the escape and the character speaks of escapes.
    let shown = says.chars().any(plausible::is_letter) && line.contains(says);
    !shown && !is_code(line) && line.split_whitespace().filter(is_plain).take(WORDS).count() == WORDS
}

/// Whether a line is code, or a string of it.
fn is_code(line: &str) -> bool {
    let quote = ['"', '\''];
    let bare = line.trim().trim_end_matches([',', ';', ')']);
    line.contains(|c| CODE.contains(c))
        || STRINGS.iter().any(|s| line.contains(s))
        || bare.starts_with(quote) && bare.ends_with(quote)
        || line.trim_end().ends_with(';')
}

/// Whether the text around is about escapes.
fn is_about(text: &str, range: &Range<usize>) -> bool {
    let start = text.floor_char_boundary(range.start.saturating_sub(NEARBY));
    let end = text.ceil_char_boundary((range.end + NEARBY).min(text.len()));
    let around = text[start..end].to_lowercase();
    ABOUT.iter().any(|word| around.contains(word))
}
