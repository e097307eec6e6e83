//! UTF-32 behind its mark. No web standard has it, but export tools still write it.

use crate::model::{Basis, Decoding, Malformed, Span};

/// Decodes bytes that begin with a UTF-32 byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Decoding {
    let is_little = bytes.starts_with(&[0xFF, 0xFE]);
    let mut text = String::with_capacity(bytes.len() / 4);
    let mut malformed = Vec::new();
    for (n, unit) in bytes.chunks(4).enumerate().skip(1) {
        let value = match <[u8; 4]>::try_from(unit) {
            Ok(unit) if is_little => char::from_u32(u32::from_le_bytes(unit)),
            Ok(unit) => char::from_u32(u32::from_be_bytes(unit)),
            Err(_) => None,
        };
        let at = text.len();
        text.push(value.unwrap_or('\u{FFFD}'));
        if value.is_none() {
            malformed.push(Malformed { byte: n * 4, span: Span::new(at, text.len()) });
        }
    }
    Decoding {
        text,
        original: Some(bytes.to_vec()),
        utf8_bom: false,
        encoding: if is_little { "UTF-32LE" } else { "UTF-32BE" },
        basis: Basis::Bom,
        malformed,
    }
}
