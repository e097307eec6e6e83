//! C1 controls in a text: bytes of windows-1252 that were read as ISO-8859-1, which has controls there.

use crate::model::{Certainty, Code};
use crate::repair::Repair;
use crate::repair::letters;
use crate::repair::plausible::{self, Context};

/// Code of what they become.
const CODE: Code = Code::new("mojibake/legacy-windows-1252");
/// The same where it was a letter of the Macintosh.
const MAC: Code = Code::new("mojibake/legacy-macintosh");
/// Bits by which a word may be more surprising with the letter than cut in two.
const WORD: u32 = 8;
/// Letters of it on either side at least: fewer stand beside an apostrophe.
const HALF: usize = 3;
/// Bytes on either side that show the language.
const NEARBY: usize = 80;
/// The control that ends lines in some texts.
const NEXT_LINE: char = '\u{85}';
/// Bits by which the text must become less surprising.
const GAIN: i32 = 12;

/// The controls that are marks and letters of windows-1252. No clean text holds a control, so only a
/// character that stands well in its place is asked for.
/// `given` is the text before damage that holds controls as well was undone.
pub(crate) fn find(text: &str, given: &str) -> Vec<Repair> {
    // U+0080 to U+009F begin with this byte; no other character that ends in one of theirs does.
    if memchr::memmem::find(text.as_bytes(), b"\xC2").is_none() {
        return Vec::new();
    }
    let controls = text.match_indices(|c: char| ('\u{80}'..='\u{9F}').contains(&c));
    // U+0085 by itself is the one control with a use in text: the line end of mainframes.
    let mut given = given.matches(|c: char| ('\u{80}'..='\u{9F}').contains(&c) && c != NEXT_LINE);
    let is_odd = given.any(|control| shown(control).is_some())
        || controls.clone().all(|(at, control)| is_within_line(text, at, at + control.len()));
    let controls = controls.filter(|(_, control)| is_odd || !control.starts_with(NEXT_LINE));
    controls.filter_map(|(at, control)| repair(text, at, control)).collect()
}

fn repair(text: &str, at: usize, control: &str) -> Option<Repair> {
    let end = at + control.len();
    let around = (text[..at].chars().next_back(), text[end..].chars().next());
    // Several together are a text of another kind, or the rest of sequences.
    let is_alone = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || !is_suspect(c));
    let mac = letter(text, at, control);
    let is_mac = mac.is_some();
    let shown = mac.or_else(|| shown(control))?;
    let context = Context::past(text, at, end, |_| false);
    let gain = plausible::surprise(control.chars(), &context) - plausible::surprise([shown], &context);
    (is_alone(around.0) && is_alone(around.1) && gain >= GAIN).then(|| Repair {
        range: at..end,
        replacement: shown.to_string(),
        code: if is_mac { MAC } else { CODE },
        certainty: Certainty::Likely,
        evidence: if is_mac { "macintosh read as iso-8859-1" } else { "windows-1252 read as iso-8859-1" }
            .into(),
    })
}

/// Whether a word stands before and a blank with a word behind, as with an ellipsis: no line begins with a blank.
fn is_within_line(text: &str, at: usize, end: usize) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || "“\"‘«(".contains(c));
    text[..at].ends_with(|c: char| c.is_alphanumeric() || "”\"’»)".contains(c))
        && text[end..].strip_prefix(' ').is_some_and(goes_on)
}

/// The letter of the Macintosh that a control between small letters was, where that makes the better word.
fn letter(text: &str, at: usize, control: &str) -> Option<char> {
    let end = at + control.len();
    let is_half = |letters: &mut dyn Iterator<Item = char>| {
        letters.take(HALF).filter(|c| c.is_lowercase()).count() == HALF
    };
    if !is_half(&mut text[..at].chars().rev()) || !is_half(&mut text[end..].chars()) {
        return None;
    }
    let byte = u8::try_from(u32::from(control.chars().next()?)).ok()?;
    let (mac, _) = encoding_rs::MACINTOSH.decode_without_bom_handling(std::slice::from_ref(&byte));
    let mac = mac.chars().next().filter(|c| c.is_lowercase())?;
    let start = text.floor_char_boundary(at.saturating_sub(NEARBY));
    let start = text[start..at].rfind('\n').map_or(start, |n| start + n + 1);
    let stop = text.floor_char_boundary((end + NEARBY).min(text.len()));
    let stop = text[end..stop].find('\n').map_or(stop, |n| end + n);
    let with = |c: char| letters::best(&format!("{}{c}{}", &text[start..at], &text[end..stop]));
    let other = shown(control).unwrap_or(' ');
    (with(mac)?.bits() <= with(other)?.bits() + WORD).then_some(mac)
}

/// What windows-1252 shows for a control's byte, where it shows anything.
fn shown(control: &str) -> Option<char> {
    let byte = u8::try_from(u32::from(control.chars().next()?)).ok()?;
    let (shown, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    shown.chars().next().filter(|c| !c.is_control())
}

/// Whether a neighbour makes it part of something longer: the remnant of a mark.
fn is_suspect(c: char) -> bool {
    matches!(c, 'â' | 'Â' | 'Ã' | '\u{FFFD}')
        || plausible::script(c).is_some_and(|s| s != plausible::Script::Latin)
}
