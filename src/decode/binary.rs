//! What is not text at all, told early and by name.

use super::Refused;
use crate::model::Decoding;

/// First bytes of common formats, what they are called, and what to do.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document; extract its text first"),
    (b"PK\x03\x04", "a ZIP archive (or an office document or e-book); unpack it, or save it as text, first"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document; save it as text first"),
    (b"{\\rtf", "a rich text document; save it as text first"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xFD7zXZ\0", "an xz file; unpack it first"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"),
    (b"Rar!\x1A\x07", "a RAR archive; unpack it first"),
    (b"SQLite format 3\0", "an SQLite database; export its text first"),
    (b"PAR1", "a Parquet file; export its text column as JSON Lines first"),
    (b"\x7FELF", "a program"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
];

/// So much of a document is looked at.
const SAMPLE: usize = 64 << 10;
/// In text, one byte in so many may be a control character that text has no use for.
const CONTROL_SHARE: usize = 50;

/// Refuses formats known by their first bytes.
///
/// # Errors
/// [`Refused`], naming the format.
pub(super) fn check_magic(bytes: &[u8]) -> Result<(), Refused> {
    match MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // `BZh`, `PAR1` and `ID3` are words as well: there must be more that is no text.
        Some((magic, _)) if magic.is_ascii() && magic.len() < 5 && controls(bytes) == 0 => Ok(()),
        Some((_, what)) => Err(Refused { message: format!("not text but {what}") }),
        None => Ok(()),
    }
}

/// Refuses known formats, and bytes with more control characters than any text has.
///
/// # Errors
/// [`Refused`], saying how many.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refused> {
    check_magic(bytes)?;
    let sample = bytes.len().min(SAMPLE);
    let controls = controls(bytes);
    // One or two that slipped into a short text do not make it binary.
    if controls * CONTROL_SHARE <= sample || (controls <= 2 && controls * 8 <= sample) {
        return Ok(());
    }
    Err(Refused {
        message: format!(
            "binary, not text: {controls} of its first {sample} bytes are control characters; \
             leave it out, or name its encoding with --encoding"
        ),
    })
}

/// Refuses text of which a third is U+FFFD: no encoding fits it.
///
/// # Errors
/// [`Refused`], saying how many.
pub(super) fn check_malformed(decoding: &Decoding) -> Result<(), Refused> {
    let (bad, all) = (decoding.malformed.len(), decoding.text.len() / 3);
    if bad < 8 || bad * 3 < all {
        return Ok(());
    }
    Err(Refused {
        message: format!(
            "no encoding fits it (best was {}, with {bad} malformed sequences); \
             name its encoding with --encoding",
            decoding.encoding
        ),
    })
}

/// Control characters that text has no use for: all but tab, line ends, form feed, backspace and escape.
fn controls(bytes: &[u8]) -> usize {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x08 | 0x1B)).count()
}
