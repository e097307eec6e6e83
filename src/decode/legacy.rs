//! Decoding by the WHATWG standard, with the place of every malformed sequence.

use crate::model::{Basis, Decoding, Malformed, Span};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Whether the bytes decode without a malformed sequence.
pub(super) fn is_flawless(bytes: &[u8], encoding: &'static Encoding) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Whether so few sequences are malformed (one in fifty bytes beyond ASCII) that the encoding is right
/// and the document damaged.
pub(super) fn is_nearly_flawless(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let foreign = bytes.iter().filter(|b| !b.is_ascii()).count();
    let (_, malformed) = with_replacements(bytes, encoding, 0);
    malformed.len() * 50 <= foreign
}

/// Decodes all of `bytes`; malformed sequences become U+FFFD. A mark of that very encoding is left out.
pub(super) fn decode(bytes: Vec<u8>, encoding: &'static Encoding, basis: Basis) -> Decoding {
    let mark = mark(encoding).filter(|m| bytes.starts_with(m)).map_or(0, <[u8]>::len);
    let body = &bytes[mark..];
    let (text, malformed) = match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => (text.into_owned(), Vec::new()),
        None => with_replacements(body, encoding, mark),
    };
    let is_identity = encoding == UTF_8 && malformed.is_empty();
    Decoding {
        text,
        utf8_bom: is_identity && mark > 0,
        original: (!is_identity).then_some(bytes),
        encoding: encoding.name(),
        basis,
        malformed,
    }
}

/// The byte order mark of an encoding.
pub(super) fn mark(encoding: &'static Encoding) -> Option<&'static [u8]> {
    match encoding {
        e if e == UTF_8 => Some(b"\xEF\xBB\xBF"),
        e if e == UTF_16LE => Some(b"\xFF\xFE"),
        e if e == UTF_16BE => Some(b"\xFE\xFF"),
        _ => None,
    }
}

fn with_replacements(bytes: &[u8], encoding: &'static Encoding, offset: usize) -> (String, Vec<Malformed>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut malformed = Vec::new();
    let mut read = 0;
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => return (text, malformed),
            DecoderResult::OutputFull => text.reserve(text.capacity().max(64)),
            DecoderResult::Malformed(length, after) => {
                let at = text.len();
                text.push('\u{FFFD}');
                let byte = offset + read.saturating_sub(usize::from(length) + usize::from(after));
                malformed.push(Malformed { byte, span: Span::new(at, text.len()) });
            }
        }
    }
}
