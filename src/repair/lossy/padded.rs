//! Quotation marks set apart by blanks, as taking words out of links and emphasis leaves them: `of “ Wild Rose ” in`.
//!
//! Two such marks look like dashes around an aside. What stands before the first decides: no aside begins right
//! after *the*, *of* or *called*.

use super::context::{KINDS, Role};
use super::places::Place;
use super::words;

/// What speaks for the quotation marks, in sixteenths of a nat.
const GAIN: i32 = 176;
/// Words between the two at most, and where only other pairs of the text show the way.
const WORDS: usize = 10;
const FEW: usize = 5;
/// Bytes of the word before one looked at.
const LONGEST: usize = 16;

/// Words that lead on to a name or term.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "the", "a", "an", "of", "called", "dubbed", "titled", "entitled", "named", "nicknamed", "my", "his",
    "her", "our", "their", "its", "your", "at", "from", "with", "about", "in", "on", "by", "into",
];

/// Those of them that no aside ever follows: there a pair stands apart in any text.
#[rustfmt::skip]
const CLOSELY: &[&str] = &[
    "the", "a", "an", "of", "called", "dubbed", "titled", "entitled", "named", "nicknamed", "my", "his", "her", "our",
    "their", "its", "your",
];

/// Whether pairs set apart are found in a text.
pub(super) fn is_found(text: &str, places: &[Place]) -> bool {
    // Where a quotation opens as usual, the others do.
    let opens = |p: &Place| {
        text[..p.range.start].ends_with(' ') && text[p.range.end..].starts_with(char::is_alphanumeric)
    };
    !places.iter().any(opens) && places.windows(2).any(|pair| is_pair(text, &pair[0], &pair[1], false))
}

/// What each role gains at each of the places of a paragraph.
pub(super) fn gains(text: &str, places: &[Place], is_found: bool) -> Vec<[i32; KINDS]> {
    let mut gains = vec![[0; KINDS]; places.len()];
    let mut n = 0;
    while n + 1 < places.len() {
        let is_led = || {
            let lead = text[..places[n].range.start].trim_end_matches(' ');
            CLOSELY
                .contains(&words::last(&lead[lead.floor_char_boundary(lead.len().saturating_sub(LONGEST))..]))
        };
        if is_pair(text, &places[n], &places[n + 1], is_found) && (is_found || is_led()) {
            gains[n][Role::Open as usize] = GAIN;
            gains[n + 1][Role::Close as usize] = GAIN;
            n += 1;
        }
        n += 1;
    }
    gains
}

/// Whether two places are such a pair; in a text that has others, by less.
fn is_pair(text: &str, first: &Place, second: &Place, is_known: bool) -> bool {
    let between = &text[first.range.end..second.range.start];
    let (before, after) = (&text[..first.range.start], &text[second.range.end..]);
    let Some(inner) = between.strip_prefix(' ').and_then(|s| s.strip_suffix(' ')) else { return false };
    let Some(before) = before.strip_suffix(' ') else { return false };
    let ends = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ".,;:!?)".contains(c));
    let is_name = !inner.is_empty() && inner.len() <= 12 * WORDS && !inner.contains(['\n', ';', ':']);
    if !ends || !is_name || first.candidates != second.candidates {
        return false;
    }
    let words = inner.split(' ').count();
    let head = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    words <= WORDS && LEADS.contains(&head) || is_known && words <= FEW && !inner.contains(',')
}
