//! JSON Lines that every reader takes for one line each.
//!
//! JSON lets U+2028, U+0085 and their like stand in a string, and readers that split text by Unicode's
//! line ends (Python's `splitlines`, most editors) break the record there. C1 controls and DEL would
//! reach a terminal besides. Inside JSON such characters stand in strings only, so an escape is the same.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The JSON with those characters as `\uXXXX`; borrowed where it holds none.
pub(crate) fn one_line(json: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if Places::new(&json).next().is_none() {
        return json;
    }
    let mut out = Vec::with_capacity(json.len() + 64);
    let mut done = 0;
    for (at, len) in Places::new(&json) {
        out.extend_from_slice(&json[done..at]);
        done = at + len;
        let mut escape = String::with_capacity(6);
        // The only error is that of writing to a string, which has none.
        let _ = write!(escape, "\\u{:04x}", code(&json[at..done]));
        out.extend_from_slice(escape.as_bytes());
    }
    out.extend_from_slice(&json[done..]);
    Cow::Owned(out)
}

/// Writes a value so.
///
/// # Errors
/// Those of the writer, and a value that JSON cannot express.
pub(crate) fn write(out: &mut dyn std::io::Write, value: &impl serde::Serialize) -> std::io::Result<()> {
    out.write_all(&one_line(serde_json::to_vec(value)?.into()))
}

/// [`one_line`] for text.
pub(crate) fn one_line_str(json: String) -> String {
    match one_line(Cow::Borrowed(json.as_bytes())) {
        Cow::Borrowed(_) => json,
        // Escapes are ASCII and stand for whole characters, so the rest is the UTF-8 it was.
        Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// The scalar value that one, two or three bytes of UTF-8 encode.
fn code(bytes: &[u8]) -> u32 {
    let tail = |n: u32, b: &u8| n << 6 | u32::from(b & 0x3F);
    match bytes {
        [one] => u32::from(*one),
        [a, rest @ ..] => rest.iter().fold(u32::from(a & if rest.len() == 1 { 0x1F } else { 0x0F }), tail),
        [] => 0,
    }
}

/// Where the characters stand, and how many bytes each takes.
///
/// The last byte of U+2028 and U+2029 is searched for, not their first, which all curly quotes share.
struct Places<'j> {
    json: &'j [u8],
    /// The next of each kind; searched again only when passed, so that each byte is read once a kind.
    controls: Option<usize>,
    separators: Option<usize>,
}

impl<'j> Places<'j> {
    fn new(json: &'j [u8]) -> Self {
        Self { json, controls: control(json, 0), separators: separator(json, 0) }
    }
}

impl Iterator for Places<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let far = usize::MAX;
        if self.controls.is_none() && self.separators.is_none() {
            return None;
        }
        if self.controls.unwrap_or(far) < self.separators.unwrap_or(far) {
            let at = self.controls?;
            let len = if self.json[at] == 0x7F { 1 } else { 2 };
            self.controls = control(self.json, at + len);
            Some((at, len))
        } else {
            let at = self.separators?;
            self.separators = separator(self.json, at + 3);
            Some((at, 3))
        }
    }
}

/// The next DEL or C1 control.
fn control(json: &[u8], from: usize) -> Option<usize> {
    let is_control = |at: &usize| json[*at] == 0x7F || json.get(at + 1).is_some_and(|b| *b < 0xA0);
    let rest = json.get(from..)?;
    memchr::memchr2_iter(0x7F, 0xC2, rest).map(|at| from + at).find(is_control)
}

/// The next U+2028 or U+2029.
fn separator(json: &[u8], from: usize) -> Option<usize> {
    let rest = json.get(from..)?;
    let is_separator = |at: &usize| rest[..*at].ends_with(b"\xE2\x80");
    memchr::memchr2_iter(0xA8, 0xA9, rest).find(is_separator).map(|at| from + at - 2)
}

#[cfg(test)]
mod tests {
    use super::{one_line, one_line_str};
    use std::borrow::Cow;

    #[test]
    fn what_breaks_lines_or_terminals_is_escaped() {
        for (json, want) in [
            ("\"a\u{2028}b\u{2029}\"", r#""a\u2028b\u2029""#),
            ("\"\u{85}\"", r#""\u0085""#),
            ("\"\u{7f}\u{9f}\u{80}\u{2028}\u{85}\"", r#""\u007f\u009f\u0080\u2028\u0085""#),
        ] {
            assert_eq!(one_line_str(json.to_owned()), want);
            let value: String = serde_json::from_str(want).expect("JSON");
            assert_eq!(value, json.trim_matches('"'));
        }
    }

    #[test]
    fn all_else_is_borrowed_as_it_stands() {
        for json in ["\"\"", "\"\u{a0}é“—”\u{2027}\u{202a}ก์\"", "{\"\u{e9}\u{a9}\u{a8}\":\"¨©\"}"]
        {
            assert!(matches!(one_line(Cow::Borrowed(json.as_bytes())), Cow::Borrowed(_)), "{json}");
        }
    }
}
