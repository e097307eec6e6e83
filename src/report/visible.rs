//! Article text on a terminal: nothing in it may move the cursor, ring, or turn the line round.

use std::borrow::Cow;

/// The text with controls and direction marks replaced by visible stand-ins, on one line.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| stand_in(c) != c) {
        Cow::Owned(text.chars().map(stand_in).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What is shown for a character; itself for all that are harmless.
pub(super) fn stand_in(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        // Direction overrides and isolates (Unicode TR 36 calls them a way to hide text).
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => {
            '\u{FFFD}'
        }
        c => c,
    }
}
