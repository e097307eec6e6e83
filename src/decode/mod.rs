//! Bytes to text: byte order mark, valid UTF-8, declared label, detection, in that order.
//!
//! Knows no blocks and no rules. Never fails on odd text; refuses only what is not text at all.

mod binary;
mod detect;
mod findings;
mod label;
mod legacy;
mod media;
mod origin;
mod utf32;

pub use label::{canonical, is_label};
pub(crate) use media::is_packed;
pub use media::media;
pub use origin::bytes_of;

use crate::model::{Basis, Decoding, Diagnostic, Media, Source};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// What the caller knows about a document before it is decoded.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Overrides the kind of document.
    pub media: Option<Media>,
    /// Overrides the encoding: a label for which [`is_label`] holds. Any other is passed over.
    pub encoding: Option<String>,
    /// The label that came along with the document, from the server that sent it. It counts like one in the document:
    /// for bytes that are not well-formed UTF-8, and where they can be read so. One that is unknown is passed over.
    pub declared: Option<String>,
}

/// A decoded document and what was found on the way (malformed sequences, contradicting labels).
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The document.
    pub source: Source,
    /// `encoding/…` findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why bytes were refused: they are no text, or too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong and what to do, without the file's name.
    pub message: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// Begins the shifts of ISO-2022-JP, and terminal sequences.
const ESCAPE: u8 = 0x1B;

/// Decodes one document. `name` is what users see, usually its path; its extension is a hint.
///
/// # Errors
/// [`Refused`] for binary content and for more than 4 GiB.
pub fn decode(name: &str, bytes: Vec<u8>, hints: &Hints) -> Result<Decoded, Refused> {
    let (decoding, diagnostics) = text(bytes, hints)?;
    let media = hints.media.unwrap_or_else(|| media(name, &decoding.text));
    Ok(Decoded { source: Source::new(name.into(), media, decoding), diagnostics })
}

/// Decodes bytes without looking at what kind of document they are.
///
/// # Errors
/// As [`decode`].
pub fn text(bytes: Vec<u8>, hints: &Hints) -> Result<(Decoding, Vec<Diagnostic>), Refused> {
    let decoding = decoding(bytes, hints)?;
    // Every byte of a single-byte encoding can become three of UTF-8.
    if u32::try_from(decoding.text.len()).is_err() {
        return Err(Refused { message: "longer than 4 GiB as UTF-8; split it into documents first".into() });
    }
    let diagnostics = findings::findings(&decoding);
    Ok((decoding, diagnostics))
}

/// The text where it lies, if it is well-formed UTF-8 without a mark, no other encoding is asked for, and
/// [`text`] would have nothing to say of it. `None` says nothing: ask [`text`].
#[must_use]
pub fn in_place<'b>(bytes: &'b [u8], hints: &Hints) -> Option<&'b str> {
    let is_plain = hints.encoding.is_none()
        && !bytes.starts_with(b"\xEF\xBB\xBF")
        && !bytes.trim_ascii_start().is_empty()
        && label::declared(bytes).is_none()
        && memchr::memchr2(0, ESCAPE, bytes).is_none()
        && binary::check_magic(bytes).is_ok();
    if is_plain { simdutf8::basic::from_utf8(bytes).ok() } else { None }
}

fn decoding(bytes: Vec<u8>, hints: &Hints) -> Result<Decoding, Refused> {
    if let Some(encoding) = hints.encoding.as_deref().and_then(label::encoding) {
        return Ok(legacy::decode(bytes, encoding, Basis::Override));
    }
    if let Some(decoding) = marked(&bytes) {
        return Ok(decoding);
    }
    match String::from_utf8(bytes) {
        Ok(text) => valid(text),
        Err(error) => guessed(error.into_bytes(), hints.declared.as_deref()),
    }
}

/// Decodes by a byte order mark. UTF-32's little-endian mark begins with UTF-16's, so it comes first.
fn marked(bytes: &[u8]) -> Option<Decoding> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(after_utf8_mark(rest)),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some(utf32::decode(bytes)),
        [0xFF, 0xFE, ..] => Some(legacy::decode(bytes.to_vec(), UTF_16LE, Basis::Bom)),
        [0xFE, 0xFF, ..] => Some(legacy::decode(bytes.to_vec(), UTF_16BE, Basis::Bom)),
        _ => None,
    }
}

fn after_utf8_mark(rest: &[u8]) -> Decoding {
    match std::str::from_utf8(rest) {
        Ok(text) => Decoding { utf8_bom: true, ..utf8(text.into(), Basis::Bom) },
        Err(_) => {
            let mut marked = b"\xEF\xBB\xBF".to_vec();
            marked.extend_from_slice(rest);
            legacy::decode(marked, UTF_8, Basis::Bom)
        }
    }
}

/// Well-formed UTF-8, unless it is another encoding that happens to be that too.
fn valid(text: String) -> Result<Decoding, Refused> {
    // One pass for both: NUL gives UTF-16 and binary away, ESC gives ISO-2022-JP away.
    if memchr::memchr2(0, ESCAPE, text.as_bytes()).is_none() {
        // A portable document may be all ASCII.
        return binary::check_magic(text.as_bytes()).map(|()| utf8(text, Basis::Valid));
    }
    let bytes = text.as_bytes();
    if let Some(encoding) = detect::utf16(bytes) {
        return Ok(legacy::decode(text.into_bytes(), encoding, Basis::Detected));
    }
    if detect::is_iso_2022_jp(bytes) {
        return Ok(legacy::decode(text.into_bytes(), ISO_2022_JP, Basis::Detected));
    }
    binary::check(bytes)?;
    Ok(utf8(text, Basis::Valid))
}

/// Bytes that are not well-formed UTF-8 and carry no mark.
fn guessed(bytes: Vec<u8>, sent: Option<&str>) -> Result<Decoding, Refused> {
    if let Some(encoding) = detect::utf16(&bytes) {
        return Ok(legacy::decode(bytes, encoding, Basis::Detected));
    }
    binary::check(&bytes)?;
    // By the web standard the server's word goes before the page's.
    let sent = sent.and_then(label::encoding);
    let declared = sent.or_else(|| label::declared(&bytes).and_then(|d| d.encoding));
    let (encoding, basis) = choose(&bytes, declared);
    let decoding = legacy::decode(bytes, encoding, basis);
    binary::check_malformed(&decoding)?;
    Ok(decoding)
}

/// The encoding of unmarked bytes that are not well-formed UTF-8.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> (&'static Encoding, Basis) {
    let damage = detect::utf8_damage(bytes);
    match declared {
        // A page that says UTF-8 and mostly is: the bad bytes are damage, not another encoding.
        Some(e) if e == UTF_8 && damage.is_some_and(|d| d.is_mostly_sound()) => (UTF_8, Basis::Declared),
        _ if damage.is_some_and(|d| d.is_clearly_utf8()) => (UTF_8, Basis::Detected),
        Some(e) if e != UTF_8 && legacy::is_flawless(bytes, e) => (e, Basis::Declared),
        // The detector rules an encoding out at its first malformed sequence; a label outweighs a few.
        Some(e) if e != UTF_8 && legacy::is_nearly_flawless(bytes, e) => (e, Basis::Declared),
        _ => (detect::encoding(bytes), Basis::Detected),
    }
}

fn utf8(text: String, basis: Basis) -> Decoding {
    Decoding { basis, ..Decoding::of(text) }
}

#[cfg(test)]
mod tests;
