//! Pictures read as windows-1252 whose bytes went: `â¤ï¸` for ❤️, `ï¸` behind a picture, `ðŸ‘¨â€ðŸ‘©` joined by
//! nothing that is seen, `í ½í¸‚` whose no-break space became a space.
//!
//! What belongs to a picture can be told by the picture beside it. A picture itself, of whose four bytes one is lost,
//! is mostly one of several in use: then the place is reported with these, and stays.

use super::plausible::{self, Kind};
use super::tables::byte_of;
use super::{Doubt, Repair, lossy};
use crate::model::{Certainty, Code};
use std::ops::Range;

const CODE: Code = Code::new("mojibake/windows-1252");
/// Column of windows-1252 in the tables.
const COLUMN: usize = 0;
/// The bytes it has no character for.
const LOST: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];
/// What the sequence of a picture of four bytes begins with.
const FACE: &str = "ðŸ";
/// Makes a picture of the sign before it.
const SELECTOR: char = '\u{FE0F}';
const JOINER: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';
const BLANK: char = '\u{2800}';

/// Pictures in wide use, of those that can lose a byte, by the statistics of use that Unicode publishes.
const USUAL: &str = "😍😁😏😝👍👏👐🙏📍📝📏🎁🏆🍆🏁🐝💁💐💍💝🍷🍁🍍🍐🌏🌐🔝🔐🚀🤝🤐🐍🐐🌝🏍🏐";

/// What is restored and what stays.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) repairs: Vec<Repair>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Finds them in a text whose whole sequences are undone. `repaired` tells what came of these.
pub(crate) fn find(text: &str, repaired: &dyn Fn(&Range<usize>) -> bool) -> Told {
    let mut told = Told::default();
    let mut done = 0;
    for (at, first) in text.match_indices(['ï', 'ð', 'â', 'í']) {
        let is_raw = at >= done && !repaired(&(at..at + first.len()));
        let Some(found) = is_raw.then(|| read(text, at)).flatten() else { continue };
        let (end, told_of) = found;
        done = end;
        match told_of {
            Found::Is(c, why) => told.repairs.push(repair(at..end, c, why)),
            Found::OneOf(candidates) => told.doubts.extend(doubt(text, at..end, &candidates)),
        }
    }
    told
}

enum Found {
    Is(String, &'static str),
    OneOf(Vec<char>),
}

/// What begins there, and where it ends.
fn read(text: &str, at: usize) -> Option<(usize, Found)> {
    let rest = &text[at..];
    let found = match rest.chars().next()? {
        'ï' => selector(text, at),
        'â' => heart(text, at)
            .or_else(|| joiner(text, at))
            .or_else(|| blank(text, at))
            .or_else(|| spaced(&text[at..])),
        'í' => surrogates(rest),
        _ => None,
    };
    let is = |(len, c, why)| (at + len, Found::Is(c, why));
    found.map(is).or_else(|| face(text, at))
}

type Whole = (usize, String, &'static str);

/// `ï¸`, of which the last byte is lost, behind what it makes a picture of; with the box around a figure, too.
fn selector(text: &str, at: usize) -> Option<Whole> {
    let len = cut(&text[at..], "ï¸")?;
    let before = text[..at].chars().next_back()?;
    let framed = "âƒ£";
    if matches!(before, '0'..='9' | '#' | '*') && text[at + len..].starts_with(framed) {
        let whole = format!("{SELECTOR}{KEYCAP}");
        return Some((
            len + framed.len(),
            whole,
            "a lost byte; the figure before it and the box around that",
        ));
    }
    takes_selector(before).then(|| (len, SELECTOR.to_string(), "a lost byte; the picture before it"))
}

/// Whether a sign is shown as a picture where the selector follows.
fn takes_selector(c: char) -> bool {
    let is_sign =
        matches!(c, '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '\u{2190}'..='\u{2BFF}' | '〰' | '〽' | '㊗' | '㊙');
    is_sign || is_picture(c)
}

fn is_picture(c: char) -> bool {
    plausible::of(c).0 == Kind::Picture
}

/// `â¤`, of which the second byte is lost: a heart but between what is compared.
fn heart(text: &str, at: usize) -> Option<Whole> {
    let rest = &text[at..];
    let len = ["â¤", "â\u{FFFD}¤"].into_iter().find(|shown| rest.starts_with(shown))?.len();
    let (before, after) = (&text[..at], &rest[len..]);
    if let Some(more) = cut(after, "ï¸") {
        return Some((len + more, format!("❤{SELECTOR}"), "a lost byte; what makes it a picture behind it"));
    }
    let is_term = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "(-−+√∞)]".contains(c));
    let compares = is_term(before.trim_end_matches(' ').chars().next_back())
        || is_term(after.trim_start_matches(' ').chars().next())
        || is_name(before.trim_end_matches(' ').rsplit(|c: char| !c.is_alphabetic()).next())
        || is_name(after.trim_start_matches(' ').split(|c: char| !c.is_alphabetic()).next());
    (!compares).then(|| (len, "❤".to_owned(), "a lost byte; nothing is compared here"))
}

/// Whether a word is what quantities are called: one small letter, or a Greek one. `a` is a word as well.
fn is_name(word: Option<&str>) -> bool {
    let mut letters = word.unwrap_or_default().chars();
    matches!((letters.next(), letters.next()), (Some('b'..='z' | 'α'..='ω'), None))
}

/// `â€`, of which the last byte is lost, between two pictures.
fn joiner(text: &str, at: usize) -> Option<Whole> {
    let len = cut(&text[at..], "â€")?;
    let next = &text[at + len..];
    let before = text[..at].chars().next_back()?;
    let follows = next.starts_with(FACE) || next.starts_with(['♀', '♂', '⚕']) || next.starts_with(is_picture);
    (is_picture(before) && follows).then(|| (len, JOINER.to_string(), "a lost byte; pictures on both sides"))
}

/// `â €`, whose no-break space became a space: the blank of Braille, which keeps lines apart.
fn blank(text: &str, at: usize) -> Option<Whole> {
    const SHOWN: &str = "â €";
    let rest = text[at..].strip_prefix(SHOWN)?;
    let is_free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == BLANK);
    let before = text[..at].strip_suffix(SHOWN);
    let is_row = before.is_some() || rest.starts_with(SHOWN);
    let before = before.unwrap_or(&text[..at]);
    let is_apart = is_free(before.chars().next_back()) && (is_row || is_free(rest.chars().next()));
    let (word, amount) = (before.trim_end_matches(' '), rest.trim_start_matches(' '));
    let is_price = amount.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(char::is_alphanumeric);
    (is_apart && !is_price).then(|| (SHOWN.len(), BLANK.to_string(), "a no-break space became a space"))
}

/// `âš ï¸`, whose no-break space became a space and which lacks the last byte.
fn spaced(rest: &str) -> Option<Whole> {
    let mut chars = rest.chars();
    let (first, second) = (byte_of(chars.next()?, COLUMN)?, byte_of(chars.next()?, COLUMN)?);
    let next = chars.as_str().strip_prefix(' ')?;
    let picture =
        std::str::from_utf8(&[first, second, 0xA0]).ok()?.chars().next().filter(|c| is_picture(*c))?;
    let len = rest.len() - next.len() + cut(next, "ï¸")?;
    Some((len, format!("{picture}{SELECTOR}"), "a no-break space became a space, and a lost byte behind it"))
}

/// Two surrogates of three bytes each, of the first of which the no-break space became a space.
fn surrogates(rest: &str) -> Option<Whole> {
    let shown = rest.strip_prefix("í ")?;
    let byte = |c: Option<char>| u32::from(byte_of(c.unwrap_or(' '), COLUMN).unwrap_or(0));
    let mut chars = shown.chars();
    let high @ 0xBC..=0xBE = byte(chars.next()) else { return None };
    let ('í', low @ 0xB0..=0xBF, last @ 0x80..=0xBF) =
        (chars.next()?, byte(chars.next()), byte(chars.next()))
    else {
        return None;
    };
    let n = 0x1_0000 + ((high & 0x3F) << 10) + ((low & 0x0F) << 6 | last & 0x3F);
    let c = char::from_u32(n).filter(|c| is_picture(*c))?;
    Some((
        rest.len() - chars.as_str().len(),
        c.to_string(),
        "two surrogates; a no-break space became a space",
    ))
}

/// The length of a sequence that lacks its last byte, `None` where another character of the sequence follows.
fn cut(rest: &str, shown: &str) -> Option<usize> {
    let next = rest.strip_prefix(shown)?;
    if next.starts_with('\u{FFFD}') {
        return Some(shown.len() + '\u{FFFD}'.len_utf8());
    }
    let goes_on =
        next.chars().next().and_then(|c| byte_of(c, COLUMN)).is_some_and(|b| (0x80..0xC0).contains(&b));
    (!goes_on && !next.starts_with('?')).then_some(shown.len())
}

/// A picture of four bytes that lacks one.
fn face(text: &str, at: usize) -> Option<(usize, Found)> {
    let rest = &text[at..];
    let gone = |c: char| matches!(c, '\u{FFFD}');
    let mut bytes: Vec<Option<u8>> = Vec::with_capacity(4);
    let mut len = 0;
    for c in rest.chars() {
        let byte = if gone(c) {
            None
        } else {
            byte_of(c, COLUMN).filter(|b| !c.is_ascii() && (bytes.is_empty() || (0x80..0xC0).contains(b)))
        };
        if bytes.len() == 4 || byte.is_none() && !gone(c) {
            break;
        }
        bytes.push(byte);
        len += c.len_utf8();
    }
    if !rest.starts_with(FACE) || len == FACE.len() {
        return None;
    }
    let candidates = candidates(&bytes);
    let before = text[..at].chars().next_back();
    let tone = candidates.iter().find(|c| is_tone(**c)).filter(|_| before.is_some_and(is_picture));
    if let Some(tone) = tone {
        return Some((at + len, Found::Is(tone.to_string(), "a lost byte; the picture before it")));
    }
    let usual: Vec<char> = candidates.iter().copied().filter(|c| USUAL.contains(*c)).collect();
    match (usual.as_slice(), candidates.is_empty()) {
        (_, true) => None,
        ([one], _) => Some((
            at + len,
            Found::Is(one.to_string(), "a lost byte; the one picture in wide use that leaves this"),
        )),
        _ => Some((at + len, Found::OneOf(candidates))),
    }
}

/// Colours of skin, which stand behind pictures of people.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The pictures that are left as these bytes, those in wide use first.
fn candidates(bytes: &[Option<u8>]) -> Vec<char> {
    let gap = bytes.iter().position(Option::is_none);
    let whole = |at: usize, lost: u8| -> Option<char> {
        let mut all: Vec<u8> =
            bytes.iter().enumerate().filter(|(n, _)| Some(*n) != gap).filter_map(|(_, b)| *b).collect();
        (at <= all.len()).then(|| all.insert(at, lost))?;
        std::str::from_utf8(&all).ok().filter(|_| all.len() == 4)?.chars().next()
    };
    let places = gap.map_or(2..4, |gap| gap..gap + 1);
    let all = places.flat_map(|at| LOST.map(|lost| (at, lost))).filter_map(|(at, lost)| whole(at, lost));
    let mut out: Vec<char> = Vec::new();
    for c in all.filter(|c| matches!(c, '\u{1F300}'..='\u{1F6FF}' | '\u{1F900}'..='\u{1FAFF}')) {
        if !out.contains(&c) {
            out.push(c);
        }
    }
    let rank = |c: &char| USUAL.chars().position(|u| u == *c).unwrap_or(usize::MAX);
    out.sort_by_key(|c| (rank(c), *c));
    out
}

fn repair(range: Range<usize>, replacement: String, why: &'static str) -> Repair {
    let evidence = format!("UTF-8 read as windows-1252; {why}").into();
    Repair { range, replacement, code: CODE, certainty: Certainty::Likely, evidence }
}

/// Says which pictures a place may have been.
fn doubt(text: &str, range: Range<usize>, candidates: &[char]) -> Option<Doubt> {
    const NAMED: usize = 4;
    let names: Vec<String> =
        candidates.iter().take(NAMED).map(|c| format!("{c} (U+{:04X})", *c as u32)).collect();
    let shown = text.get(range.clone())?;
    let message = format!(
        "`{shown}` is a picture that lost a byte, perhaps {}; put in the right one",
        names.join(", ")
    );
    Some(Doubt { range, code: lossy::AMBIGUOUS, message })
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    #[test]
    fn what_belongs_to_a_picture_is_told_by_it() {
        for (damaged, clean) in [
            ("We â¤ï¸ the mill.", "We ❤️ the mill."),
            ("We â\u{FFFD}¤ï¸\u{FFFD} the mill.", "We ❤️ the mill."),
            ("We â¤ the mill.", "We ❤ the mill."),
            ("Mind the weir âš ï¸ today", "Mind the weir ⚠️ today"),
            ("Mind the weir âš\u{A0}ï¸\u{FFFD} today", "Mind the weir ⚠️ today"),
            ("1ï¸âƒ£ Open the sluice", "1️⃣ Open the sluice"),
            ("the family ðŸ‘¨â€ðŸ‘©â€ðŸ‘§ at the mill", "the family 👨\u{200D}👩\u{200D}👧 at the mill"),
            ("Thanks ðŸ™ to all", "Thanks 🙏 to all"),
            ("Laughing í ½í¸‚ at the mill", "Laughing 😂 at the mill"),
            ("The mill\nâ €\nis shut", "The mill\n\u{2800}\nis shut"),
            ("The mill\nâ\u{A0}€â\u{A0}€\nis shut", "The mill\n\u{2800}\u{2800}\nis shut"),
        ] {
            let found = find(damaged, &Options::default());
            assert_eq!(apply(damaged, &found.repairs), clean, "{:?}", found.repairs);
        }
    }

    #[test]
    fn what_a_picture_was_is_asked_where_several_leave_the_same() {
        for (damaged, named) in [
            ("So good ðŸ˜ at the mill", "😍 (U+1F60D), 😁 (U+1F601)"),
            ("See ðŸ“\u{FFFD} the mill", "📍 (U+1F4CD), 📝 (U+1F4DD)"),
        ] {
            let found = find(damaged, &Options::default());
            assert!(found.repairs.is_empty(), "{:?}", found.repairs);
            let [doubt] = found.doubts.as_slice() else { panic!("{:?}", found.doubts) };
            assert!(doubt.message.contains(named), "{}", doubt.message);
        }
    }

    #[test]
    fn comparisons_and_words_are_no_pictures() {
        for text in ["x â¤ 5 holds", "5 â¤ n", "Na ï¸", "í ½ de copo", "costs â € 5", "ð and þ"]
        {
            let found = find(text, &Options::default());
            let pictures = |r: &crate::repair::Repair| {
                r.replacement.chars().any(|c| super::is_picture(c) || c == super::BLANK)
            };
            assert!(!found.repairs.iter().any(pictures), "{text}: {:?}", found.repairs);
        }
    }
}
