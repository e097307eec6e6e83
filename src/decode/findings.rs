//! What is worth telling about how a document was decoded.

use super::label;
use crate::model::{Basis, Code, Decoding, Diagnostic, Severity, Span};

/// So many malformed sequences are told one by one; the rest are counted.
const TOLD: usize = 10;

/// A byte sequence the encoding does not allow.
pub(super) const MALFORMED: Code = Code::new("encoding/malformed");
/// A label the bytes contradict.
pub(super) const WRONG_LABEL: Code = Code::new("encoding/wrong-label");
/// A label that names no encoding.
pub(super) const UNKNOWN_LABEL: Code = Code::new("encoding/unknown-label");
/// Nothing but white space.
pub(super) const EMPTY: Code = Code::new("structure/empty");

/// Everything worth telling, in order of place.
pub(super) fn findings(decoding: &Decoding) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if decoding.text.trim_ascii_start().is_empty() {
        let message = "The document is empty. Get it again, or leave it out.";
        all.push(Diagnostic::new(EMPTY, Severity::Warning, Span::at(0), message));
    }
    all.extend(label_finding(decoding));
    malformed(decoding, &mut all);
    all
}

fn label_finding(decoding: &Decoding) -> Option<Diagnostic> {
    if decoding.basis == Basis::Declared || decoding.text.is_empty() {
        return None;
    }
    // Read again from the text, so that the place is right in every encoding.
    let declared = label::declared(decoding.text.as_bytes())?;
    let span = Span::new(declared.range.start, declared.range.end);
    let (label, used) = (&declared.label, decoding.encoding);
    let Some(encoding) = declared.encoding else {
        let message = format!("`{label}` names no known encoding; the text was read as {used}.");
        return Some(Diagnostic::new(UNKNOWN_LABEL, Severity::Info, span, message));
    };
    // Pure ASCII is the same in (nearly) all of them: nothing is contradicted.
    if encoding.name() == used || decoding.text.is_ascii() {
        return None;
    }
    let message =
        format!("The document says it is {label}, but it is {used} and was read so. Correct the label.");
    Some(Diagnostic::new(WRONG_LABEL, Severity::Warning, span, message))
}

fn malformed(decoding: &Decoding, all: &mut Vec<Diagnostic>) {
    let bad = &decoding.malformed;
    let original = decoding.original.as_deref().unwrap_or_default();
    for (n, one) in bad.iter().take(TOLD).enumerate() {
        let value = original.get(one.byte).map_or_else(String::new, |b| format!(" (0x{b:02X})"));
        let more = match bad.len().saturating_sub(TOLD) {
            rest if rest > 0 && n + 1 == TOLD => format!(" There are {rest} more."),
            _ => String::new(),
        };
        let message = format!(
            "The byte at offset {}{value} is not valid {}; U+FFFD stands in its place. \
             Get the document again, or name its encoding.{more}",
            one.byte, decoding.encoding
        );
        all.push(Diagnostic::new(MALFORMED, Severity::Warning, one.span, message));
    }
}
