//! How likely a stretch of characters is in well-made text of any language, in bits of surprise.
//!
//! Two readings of the same place (as it stands, and with a wrong decoding undone) are compared by
//! this measure alone, so it knows nothing of encodings. Only differences matter, and those have to
//! be large: the figures are coarse on purpose and were set by hand, from what the alphabets of living
//! languages and their typography allow.

mod stretch;

use super::{alphabets, east_asian};
use std::sync::LazyLock;
pub(crate) use stretch::{Context, begins_sentence, is_word, join, surprise};

/// A writing system, as far as mixing within a word is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
    Thai,
    Indic,
    /// Han, kana, bopomofo and Hangul, which mix freely among themselves.
    EastAsian,
    Other,
}

/// What a character does in running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Space,
    Digit,
    /// ASCII punctuation and its full-width relatives.
    Point,
    Open,
    /// Closing quotes; ’ is also the apostrophe.
    Close,
    /// Guillemets, which open in one language and close in the next.
    Angle,
    Dash,
    Currency,
    /// ©, §, ± and other signs that stand between words.
    Sign,
    /// Box drawing and block elements.
    Box,
    Lower(Script),
    Upper(Script),
    /// A letter without case, or a mark that belongs to the letter before.
    Letter(Script),
    /// Emoji and pictographs, their modifiers.
    Picture,
    /// What good text never holds: C1 controls, private use, unassigned.
    Broken,
}

/// One past the last character whose class is looked up rather than worked out.
const TABLED: u32 = 0x3000;
static CLASSES: LazyLock<Vec<(Kind, i32)>> =
    LazyLock::new(|| (0..TABLED).map(|n| char::from_u32(n).map_or((Kind::Broken, 0), classify)).collect());

/// Kind and rarity (bits beyond a common character of its kind) of one character.
pub(crate) fn of(c: char) -> (Kind, i32) {
    CLASSES.get(c as usize).copied().unwrap_or_else(|| classify(c))
}

/// Whether a character is a letter, or a mark that belongs to one.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(of(c).0, Kind::Lower(_) | Kind::Upper(_) | Kind::Letter(_))
}

fn classify(c: char) -> (Kind, i32) {
    match c {
        ' ' | '\t' | '\n' | '\r' => (Kind::Space, 0),
        '0'..='9' => (Kind::Digit, 0),
        'a'..='z' => (Kind::Lower(Script::Latin), 0),
        'A'..='Z' => (Kind::Upper(Script::Latin), 0),
        '!'..='~' => (Kind::Point, 0),
        '\u{0}'..='\u{1F}' | '\u{7F}' => (Kind::Broken, 8),
        '\u{80}'..='\u{9F}' => (Kind::Broken, 22),
        '\u{A0}'..='\u{24F}' => latin(c),
        '\u{2000}'..='\u{2BFF}' => symbol(c),
        _ => letters(c),
    }
}

/// Latin letters that several large languages write, that stand in few words of theirs, and that only two small ones
/// write.
const COMMON: &str = "éáíóöäüñçãèà";
const SELDOM: &str = "ťďĺŕùïëûõòìæÿ";
const ICELANDIC: &str = "ðþ";

fn latin(c: char) -> (Kind, i32) {
    match c {
        '\u{A0}' => (Kind::Space, 6),
        '£' | '¥' => (Kind::Currency, 7),
        '¢' | '¤' => (Kind::Currency, 12),
        '«' | '»' => (Kind::Angle, 6),
        '¡' | '¿' => (Kind::Open, 7),
        '·' => (Kind::Sign, 9),
        'ª' | 'º' => (Kind::Letter(Script::Latin), 10),
        '°' | '§' | '©' | '®' | '×' | '±' | '½' | '¼' | '¾' | '²' | '³' | '¹' | 'µ' => {
            (Kind::Sign, 9)
        }
        '\u{AD}' => (Kind::Sign, 10),
        '÷' => (Kind::Sign, 13),
        '¦' | '¨' | '¬' | '¯' | '´' | '¶' | '¸' => (Kind::Sign, 14),
        _ => {
            let lower = || c.to_lowercase().next().unwrap_or(c);
            let rare = match (alphabets::is_common(c), c as u32) {
                (true, ..0x180) if COMMON.contains(c) => 5,
                (true, _) if SELDOM.contains(lower()) => 8,
                (true, _) if ICELANDIC.contains(lower()) => 11,
                (true, ..0x100) => 6,
                (true, _) => 7,
                (false, ..0x180) => 10,
                (false, _) => 15,
            };
            if c.is_uppercase() {
                (Kind::Upper(Script::Latin), rare + 4)
            } else {
                (Kind::Lower(Script::Latin), rare)
            }
        }
    }
}

fn symbol(c: char) -> (Kind, i32) {
    match c {
        '‘' | '“' => (Kind::Open, 3),
        '’' | '”' => (Kind::Close, 3),
        '„' | '‚' => (Kind::Open, 6),
        '‹' | '›' => (Kind::Angle, 8),
        '‟' | '‛' => (Kind::Close, 12),
        '–' | '—' => (Kind::Dash, 4),
        '‐' | '‑' | '‒' | '―' => (Kind::Dash, 8),
        '…' => (Kind::Point, 5),
        '\u{2009}' | '\u{202F}' | '\u{200A}' | '\u{2002}' | '\u{2003}' => (Kind::Space, 9),
        '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{205F}' => (Kind::Space, 14),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {
            (Kind::Letter(Script::Other), 10)
        }
        '•' => (Kind::Sign, 6),
        '†' | '‡' | '‰' | '′' | '″' | '‣' | '⁄' => (Kind::Sign, 10),
        '₀'..='₉' | '⁰'..='⁹' => (Kind::Sign, 11),
        '\u{2010}'..='\u{207F}' => (Kind::Sign, 15),
        '€' | '₹' | '₽' | '₴' | '₺' | '₩' | '₫' | '₪' => (Kind::Currency, 7),
        '\u{20A0}'..='\u{20CF}' => (Kind::Currency, 14),
        '™' | '№' => (Kind::Sign, 8),
        '\u{2150}'..='\u{215F}' => (Kind::Sign, 11),
        '\u{2100}'..='\u{218F}' => (Kind::Sign, 13),
        '←'..='↙' | '⇐'..='⇔' => (Kind::Sign, 9),
        '−' | '≈' | '≠' | '≤' | '≥' | '∞' | '√' | '∑' | '∈' | '∂' | '∆' | '∏' | '∙' | '∗' => {
            (Kind::Sign, 9)
        }
        '\u{2190}'..='\u{21FF}' => (Kind::Sign, 10),
        '\u{2200}'..='\u{22FF}' => (Kind::Sign, 13),
        '─'..='▟' => (Kind::Box, 8),
        '\u{25A0}'..='\u{27BF}' => (Kind::Picture, 8),
        '\u{2B00}'..='\u{2BFF}' => (Kind::Picture, 11),
        '\u{2300}'..='\u{23FF}' => (Kind::Sign, 13),
        '\u{2800}' => (Kind::Space, 9),
        _ => (Kind::Sign, 16),
    }
}

/// Blocks of letters: first, last, script, rarity.
const BLOCKS: &[(u32, u32, Script, i32)] = &[
    (0x250, 0x2AF, Script::Latin, 13),
    (0x2B0, 0x2FF, Script::Other, 12),
    (0x300, 0x314, Script::Other, 9),
    (0x315, 0x322, Script::Other, 13),
    (0x323, 0x328, Script::Other, 9),
    (0x329, 0x330, Script::Other, 13),
    (0x331, 0x331, Script::Other, 9),
    (0x332, 0x36F, Script::Other, 13),
    (0x370, 0x3E1, Script::Greek, 1),
    (0x3E2, 0x3FF, Script::Greek, 11),
    (0x400, 0x45F, Script::Cyrillic, 1),
    (0x460, 0x48F, Script::Cyrillic, 16),
    (0x490, 0x4FF, Script::Cyrillic, 9),
    (0x500, 0x52F, Script::Cyrillic, 16),
    (0x531, 0x58F, Script::Armenian, 4),
    (0x591, 0x5C7, Script::Hebrew, 7),
    (0x5D0, 0x5EA, Script::Hebrew, 1),
    (0x5EB, 0x5FF, Script::Hebrew, 8),
    (0x600, 0x60B, Script::Arabic, 8),
    (0x60C, 0x60C, Script::Arabic, 1),
    (0x60D, 0x61A, Script::Arabic, 9),
    (0x61B, 0x61F, Script::Arabic, 2),
    (0x620, 0x620, Script::Arabic, 8),
    (0x621, 0x63A, Script::Arabic, 1),
    (0x63B, 0x63F, Script::Arabic, 9),
    (0x640, 0x652, Script::Arabic, 1),
    (0x653, 0x65F, Script::Arabic, 7),
    (0x660, 0x66D, Script::Arabic, 3),
    (0x66E, 0x678, Script::Arabic, 6),
    (0x679, 0x6D5, Script::Arabic, 6),
    (0x6D6, 0x6EF, Script::Arabic, 9),
    (0x6F0, 0x6F9, Script::Arabic, 3),
    (0x6FA, 0x6FF, Script::Arabic, 9),
    (0x700, 0x8FF, Script::Other, 13),
    (0x900, 0xDFF, Script::Indic, 3),
    (0xE01, 0xE3A, Script::Thai, 1),
    (0xE3F, 0xE5B, Script::Thai, 1),
    (0xE80, 0xFFF, Script::Other, 6),
    (0x1000, 0x109F, Script::Other, 6),
    (0x10A0, 0x10FF, Script::Georgian, 4),
    (0x1100, 0x11FF, Script::EastAsian, 9),
    (0x1200, 0x137F, Script::Other, 6),
    (0x1380, 0x16FF, Script::Other, 13),
    (0x1700, 0x177F, Script::Other, 13),
    (0x1780, 0x17FF, Script::Other, 6),
    (0x1800, 0x1DFF, Script::Other, 13),
    (0x1E00, 0x1E9F, Script::Latin, 11),
    (0x1EA0, 0x1EFF, Script::Latin, 6),
    (0x1F00, 0x1FFF, Script::Greek, 6),
    (0x2C00, 0x2DFF, Script::Other, 13),
    (0x2E80, 0x2FFF, Script::EastAsian, 14),
    (0x3000, 0x30FF, Script::EastAsian, 1),
    (0x3100, 0x33FF, Script::EastAsian, 7),
    (0x3400, 0x4DBF, Script::EastAsian, 9),
    (0x4E00, 0x9FFF, Script::EastAsian, 2),
    (0xA000, 0xABFF, Script::Other, 12),
    (0xAC00, 0xD7A3, Script::EastAsian, 1),
    (0xF900, 0xFAFF, Script::EastAsian, 9),
    (0xFB00, 0xFB06, Script::Latin, 6),
    (0xFB13, 0xFDFF, Script::Other, 10),
    (0xFE70, 0xFEFC, Script::Arabic, 9),
    (0xFF00, 0xFFEF, Script::EastAsian, 3),
    (0x20000, 0x323AF, Script::EastAsian, 10),
];

/// Whether Unicode has no character there, among the scripts that decoders lead to most.
pub(crate) fn is_unassigned(c: char) -> bool {
    let n = u32::from(c);
    if !(0x370..0x1250).contains(&n) {
        return false;
    }
    let at = BLOCKS.partition_point(|&(_, last, ..)| last < n);
    let is_gap = matches!(n, 0x378..=0x379 | 0x380..=0x383 | 0x38B | 0x38D | 0x3A2 | 0x557..=0x558 | 0x5EB..=0x5EE | 0x5F5..=0x5FF);
    is_gap || BLOCKS.get(at).is_none_or(|b| b.0 > n)
}

fn letters(c: char) -> (Kind, i32) {
    let n = c as u32;
    match n {
        0x2E3A | 0x2E3B => return (Kind::Dash, 5),
        0x2E00..=0x2E7F => return (Kind::Sign, 12),
        0xFE0E..=0xFE0F => return (Kind::Picture, 4),
        0xFFFD => return (Kind::Broken, 6),
        0x1F000..=0x1FAFF => return (Kind::Picture, 6),
        0xE000..=0xF8FF | 0xF0000.. => return (Kind::Broken, 18),
        0xFEFF => return (Kind::Letter(Script::Other), 9),
        0x10000..=0x1EFFF => return (Kind::Letter(Script::Other), 12),
        _ => {}
    }
    let at = BLOCKS.partition_point(|&(_, last, ..)| last < n);
    let Some(&(_, _, script, rarity)) = BLOCKS.get(at).filter(|b| b.0 <= n) else {
        return (Kind::Broken, 18);
    };
    let rarity = match script {
        Script::Cyrillic if rarity == 1 && !alphabets::is_russian(c) => 3,
        Script::Arabic if "پچژکگیہےںھڈڑٹڕڵێۆەڤڭۇۈۋېھ".contains(c) => 2,
        Script::EastAsian if matches!(n, 0x4E00..=0x9FFF | 0xAC00..=0xD7A3) && !east_asian::is_common(c) => 7,
        _ => rarity,
    };
    if script == Script::EastAsian && matches!(n, 0x3000..=0x303F | 0xFF00..=0xFF20) {
        return (Kind::Point, 2);
    }
    if c.is_uppercase() {
        (Kind::Upper(script), rarity + 3)
    } else if c.is_lowercase() {
        (Kind::Lower(script), rarity)
    } else {
        (Kind::Letter(script), rarity)
    }
}

/// The script of a letter.
pub(crate) fn script(c: char) -> Option<Script> {
    script_of(of(c).0)
}

fn script_of(kind: Kind) -> Option<Script> {
    match kind {
        Kind::Lower(s) | Kind::Upper(s) | Kind::Letter(s) if s != Script::Other => Some(s),
        _ => None,
    }
}
