//! From a place in the decoded text back to the original bytes.

use super::{label, legacy};
use crate::model::{Source, Span};
use encoding_rs::{DecoderResult, Encoding};
use std::ops::Range;

/// The range of original bytes a span of the text was decoded from.
///
/// For UTF-8 this costs nothing. Otherwise the document is decoded again, byte by byte, noting what
/// each byte emits (about 25 MB/s), so it is meant for showing places, not for every place there is.
#[must_use]
pub fn bytes_of(source: &Source, span: Span) -> Range<usize> {
    let mark = if source.has_utf8_bom() { 3 } else { 0 };
    let original = source.original().last().unwrap_or_default();
    let is_identity = source.encoding() == "UTF-8" && source.malformed().is_empty();
    if is_identity {
        return mark + span.start as usize..mark + span.end as usize;
    }
    match label::encoding(source.encoding()) {
        Some(encoding) => retrace(original, encoding, span),
        // UTF-32: four bytes for each character, after the mark.
        None => {
            let characters = |end: u32| 4 + 4 * source.text()[..end as usize].chars().count();
            characters(span.start)..characters(span.end).min(original.len())
        }
    }
}

/// Decodes one byte at a time and notes which bytes the text of `span` came from.
fn retrace(bytes: &[u8], encoding: &'static Encoding, span: Span) -> Range<usize> {
    let mark = legacy::mark(encoding).filter(|m| bytes.starts_with(m)).map_or(0, <[u8]>::len);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut emitted = String::with_capacity(64);
    // `text` bytes were emitted by the bytes before `done`; what follows is still pending.
    let (mut text, mut done) = (0usize, mark);
    let (mut first, wanted) = (None, span.range());
    for at in mark..bytes.len() {
        let mut read = at;
        loop {
            let is_last = at + 1 == bytes.len();
            emitted.clear();
            let (result, used) =
                decoder.decode_to_string_without_replacement(&bytes[read..=at], &mut emitted, is_last);
            read += used;
            if matches!(result, DecoderResult::Malformed(..)) {
                emitted.push('\u{FFFD}');
            }
            if !emitted.is_empty() {
                if text <= wanted.start && wanted.start < text + emitted.len() {
                    first = Some(done);
                }
                text += emitted.len();
                done = at + 1 - pending_after(&result);
                if text >= wanted.end {
                    return first.unwrap_or(done)..done;
                }
            }
            if matches!(result, DecoderResult::InputEmpty) {
                break;
            }
        }
    }
    first.unwrap_or(bytes.len())..bytes.len()
}

/// Bytes read past a malformed sequence that belong to what follows.
fn pending_after(result: &DecoderResult) -> usize {
    match result {
        DecoderResult::Malformed(_, after) => usize::from(*after),
        _ => 0,
    }
}
