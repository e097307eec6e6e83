//! What each lossy decoder leaves of each mark. Derived from the decoders' own tables.

use crate::model::Code;
use crate::repair::tables;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A wrong decoder that loses bytes.
#[derive(Debug)]
pub(crate) struct Family {
    pub(crate) label: &'static str,
    pub(crate) code: Code,
    /// The decoder whose characters it shows.
    pub(crate) base: &'static str,
    /// Column of that decoder in the tables.
    pub(crate) column: usize,
    /// Remnants and the characters that leave them, likeliest first.
    pub(crate) remnants: BTreeMap<String, Vec<char>>,
    /// Whether it shows less than the other of its name: nothing for the bytes that it does not define itself, or
    /// nothing for the last byte of a mark.
    pub(crate) is_strict: bool,
    /// Whether it shows none of the bytes 80–9F.
    pub(crate) loses_all: bool,
}

impl Family {
    /// Whether its remnants begin with a Latin letter, which a text may hold by right.
    pub(crate) fn is_latin(&self) -> bool {
        self.remnants.keys().next().and_then(|r| r.chars().next()).is_some_and(|c| c < '\u{250}')
    }
}

/// Marks whose bytes get lost, likeliest first.
pub(crate) const MARKS: &str = "’“”—–‘…•™„‚‑‐\u{200B}";

/// Further characters, known only where more than the first byte of them is left.
pub(crate) const SIGNS: &str = "€→←↑↓↩✓✔★☆●○■□▪▶►◆♦♥♪′″‹›†‡‰−≤≥≠≈∞½⅓⅔⅛₹₩₱₽₺₦₫₴₪♪♫";

/// Those of them that amounts have before or behind them.
pub(crate) const MONEY: [&str; 2] = ["€₹₩₱₺₦₪₽", "€₽₫₴"];

/// The decoder whose marks were often passed on with their quotation marks straightened, their signs spelt out or
/// the accent of their first character lost.
const FOLDED: &str = "windows-1252";
/// What stands for the characters of a mark then.
const FOLDS: [(char, &str); 8] =
    [('“', "\""), ('”', "\""), ('‘', "'"), ('’', "'"), ('˜', "'"), ('™', "TM"), ('œ', "oe"), ('…', "...")];

/// What such a mark looks like then. Of those without their first character, `a€™` or `€™`, the `a` is no part:
/// see [`with_letter`].
fn folded(mark: char, shown: &[Option<char>; 128]) -> Vec<(String, char)> {
    let mut buffer = [0; 4];
    let bytes = mark.encode_utf8(&mut buffer).as_bytes();
    let Some(cells) = bytes.iter().map(|&b| shown[b as usize - 0x80]).collect::<Option<Vec<char>>>() else {
        return Vec::new();
    };
    let [first, second @ '€', last] = cells[..] else { return Vec::new() };
    let fold = FOLDS.iter().find(|(c, _)| *c == last).map(|(_, fold)| format!("{first}{second}{fold}"));
    let upper: String = cells.iter().flat_map(|c| c.to_uppercase()).collect();
    let mut out = vec![(upper, mark)];
    out.extend(fold.map(|fold| (fold, mark)));
    // A euro sign may stand before a quotation mark by right.
    if !matches!(last, '“' | '”' | '’' | '‘' | '…') {
        out.push((format!("{second}{last}"), mark));
    }
    // The closing mark, whose last byte windows-1252 does not know, is given one by some.
    if matches!(last, '“' | '”') {
        out.push((format!("{first}{second}\""), '”'));
    }
    out
}

/// Whether two characters are the end of a mark whose first character is in another case: `Â€™`.
pub(crate) fn is_folded(second: char, last: char) -> bool {
    second == '€' && matches!(last, '™' | 'œ' | 'Œ' | '˜' | '“' | '”' | '¦' | '¢')
}

/// Where a remnant begins: one that lost the accent of its first character begins with that letter. `None` for a
/// euro sign that no word stands before.
pub(crate) fn with_letter(text: &str, at: usize) -> Option<usize> {
    if !text[at..].starts_with('€') {
        return Some(at);
    }
    let before = text[..at].chars().next_back().filter(char::is_ascii_alphabetic)?;
    Some(if matches!(before, 'a' | 'A') { at - 1 } else { at })
}

/// A lossy decoder: the decoder whose characters it shows, and the bytes it loses.
struct Recipe {
    label: &'static str,
    code: Code,
    base: &'static str,
    /// The bytes 80–9F it loses.
    loses: Loses,
}

/// Bytes 80–9F that a lossy decoder loses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loses {
    /// All.
    All,
    /// Those that neither it nor windows-1252 defines.
    Undefined,
    /// Those that it does not define.
    Foreign,
    /// None, but the last character of each mark was taken out for a sign that does not belong there.
    Last,
}

macro_rules! recipes {
    ($($label:literal $base:literal $loses:ident)*) => {
        const RECIPES: &[Recipe] = &[$(Recipe {
            label: $label, code: Code::new(concat!("mojibake/", $label)), base: $base, loses: Loses::$loses,
        }),*];
    };
}

recipes! {
    "tis-620" "windows-874" All
    "windows-874" "windows-874" Undefined
    "windows-874" "windows-874" Foreign
    "iso-8859-1" "windows-1252" All
    "windows-1252" "windows-1252" Undefined
    "windows-1252" "windows-1252" Last
    "windows-1250" "windows-1250" Undefined
    "windows-1251" "windows-1251" Undefined
    "windows-1253" "windows-1253" Undefined
    "windows-1254" "windows-1254" Undefined
    "windows-1255" "windows-1255" Undefined
    "windows-1256" "windows-1256" Undefined
    "windows-1257" "windows-1257" Undefined
    "windows-1258" "windows-1258" Undefined
    "iso-8859-2" "iso-8859-2" All
    "iso-8859-5" "iso-8859-5" All
    "iso-8859-6" "iso-8859-6" All
    "iso-8859-7" "iso-8859-7" All
    "iso-8859-8" "iso-8859-8" All
    "iso-8859-4" "iso-8859-4" All
    "iso-8859-13" "iso-8859-13" All
}

/// Whether a remnant may begin with this character.
pub(crate) fn may_begin(c: char) -> bool {
    BY_FIRST.contains_key(&c)
}

/// Whether this character can be all that is left of a mark.
pub(crate) fn may_be_all(c: char) -> bool {
    SINGLE.contains(&c)
}

/// Whether the two characters are what is left of one mark: then the second begins nothing.
pub(crate) fn is_pair(first: char, second: char) -> bool {
    let Some(families) = BY_FIRST.get(&first) else { return false };
    let pair: String = [first, second].into_iter().collect();
    families.iter().any(|&n| FAMILIES[n].remnants.contains_key(&pair))
}

/// All families, likeliest first.
pub(crate) static FAMILIES: LazyLock<Vec<Family>> =
    LazyLock::new(|| RECIPES.iter().map(family).chain(WIDE.iter().map(Wide::family)).collect());

/// A family whose marks are not shown byte by byte.
struct Wide {
    label: &'static str,
    code: Code,
    /// What stands for the first two bytes, or for the whole, of a mark.
    shown: &'static str,
    /// What stands for the last byte.
    last: &'static [&'static str],
}

/// Multi-byte decoders where what follows the mark cannot be the end of a character of theirs, and
/// programs that put U+FFFD for each byte.
const WIDE: &[Wide] = &[
    Wide { label: "gbk", code: Code::new("mojibake/gbk"), shown: "鈥", last: &["\u{FFFD}", "?"] },
    Wide {
        label: "shift_jis", code: Code::new("mojibake/shift_jis"), shown: "窶", last: &["\u{FFFD}", "?"]
    },
    Wide {
        label: "replaced",
        code: Code::new("mojibake/replaced"),
        shown: "\u{FFFD}\u{FFFD}",
        last: &["\u{FFFD}"],
    },
];

impl Wide {
    fn family(&self) -> Family {
        let marks: Vec<char> = MARKS.chars().filter(|c| (0x2000..0x2040).contains(&(*c as u32))).collect();
        Family {
            label: self.label,
            code: self.code.clone(),
            base: self.label,
            column: 0,
            remnants: self.last.iter().map(|last| (format!("{}{last}", self.shown), marks.clone())).collect(),
            is_strict: false,
            loses_all: false,
        }
    }
}

/// Whether a remnant of such a family stands where a mark may: among Latin letters, in a row with at most one
/// of its kind. Elsewhere it may be any letter of three bytes.
pub(crate) fn may_be_mark(text: &str, range: &Range<usize>) -> bool {
    let Some(first) = text[range.clone()].chars().next() else { return true };
    if !WIDE.iter().any(|wide| wide.shown.starts_with(first)) {
        return true;
    }
    // Of more than two in a row none is a mark, so a row is counted no further.
    let lost = |c: &char| *c == '\u{FFFD}';
    let most = range.len() / 3 + 1;
    let ahead = 3 * text[..range.start].chars().rev().take(most).take_while(lost).count();
    let behind = 3 * text[range.end..].chars().take(most).take_while(lost).count();
    let row = ahead + behind;
    if row != 0 && row != range.len() {
        return false;
    }
    let (before, after) = (&text[..range.start - ahead], &text[range.end + behind..]);
    let beside = [before.chars().next_back(), after.chars().next()];
    let reach = text.floor_char_boundary(range.start.saturating_sub(NEAR)).min(before.len());
    let line_start = before[reach..].rfind('\n').map_or(reach, |n| reach + n + 1);
    let line_end = text.ceil_char_boundary((range.end + NEAR).min(text.len()));
    let near = &text[line_start..line_end];
    let latin = near.chars().filter(|c| c.is_ascii_alphabetic()).count();
    let others = near.chars().filter(|c| !c.is_ascii() && c.is_alphabetic() && *c >= '\u{250}').count();
    let attached = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    // One that stands alone may be anything, unless others of its kind are parts of words.
    let joined = beside.into_iter().any(attached) || {
        let remnant = &text[range.clone()];
        near.match_indices(remnant).any(|(at, _)| {
            attached(near[..at].chars().next_back().filter(char::is_ascii_alphanumeric))
                || attached(near[at + remnant.len()..].chars().next().filter(char::is_ascii_alphanumeric))
        })
    };
    joined
        && beside.into_iter().flatten().all(|c| c.is_ascii() || c < '\u{250}' || MARKS.contains(c))
        && latin > others * 8
}

/// Bytes looked at on either side of a remnant.
const NEAR: usize = 400;

/// For each first character of a remnant, the families it may belong to.
pub(crate) static BY_FIRST: LazyLock<BTreeMap<char, Vec<usize>>> = LazyLock::new(|| {
    let mut map: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (n, family) in FAMILIES.iter().enumerate() {
        for first in family.remnants.keys().filter_map(|r| r.chars().next()) {
            let list = map.entry(first).or_default();
            if list.last() != Some(&n) {
                list.push(n);
            }
        }
    }
    map
});

/// Characters that are a whole remnant by themselves.
static SINGLE: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
    let alone = |r: &String| Some(r.chars().next()?).filter(|c| r.len() == c.len_utf8());
    FAMILIES.iter().flat_map(|family| family.remnants.keys().filter_map(alone)).collect()
});

fn family(recipe: &Recipe) -> Family {
    let shown = shown(recipe);
    let mut remnants: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for mark in MARKS.chars() {
        for remnant in variants(mark, &shown, recipe.loses) {
            remnants.entry(remnant).or_default().push(mark);
        }
    }
    for sign in SIGNS.chars() {
        for remnant in variants(sign, &shown, recipe.loses)
            .into_iter()
            .filter(|r| r.chars().count() > 1 && !r.contains(char::is_whitespace))
        {
            remnants.entry(remnant).or_default().push(sign);
        }
    }
    if recipe.label == FOLDED && recipe.loses == Loses::Undefined {
        for (remnant, c) in MARKS.chars().flat_map(|mark| folded(mark, &shown)) {
            let candidates = remnants.entry(remnant).or_default();
            if !candidates.contains(&c) {
                candidates.push(c);
            }
        }
    }
    Family {
        label: recipe.label,
        code: recipe.code.clone(),
        base: recipe.base,
        column: column(recipe),
        remnants,
        is_strict: matches!(recipe.loses, Loses::Foreign | Loses::Last),
        loses_all: recipe.loses == Loses::All,
    }
}

/// Each lossy decoder: its label, its code, and what it shows for each byte from 80 on.
pub(crate) fn shown_by_all() -> impl Iterator<Item = (&'static str, Code, [Option<char>; 128])> {
    RECIPES.iter().filter(|recipe| matches!(recipe.loses, Loses::All | Loses::Undefined)).map(|recipe| {
        let mut shown = shown(recipe);
        let latin = tables::column("windows-1252").map_or([None; 128], tables::forward);
        if recipe.loses == Loses::Undefined && recipe.base == "windows-874" {
            for (cell, latin) in shown[..32].iter_mut().zip(latin) {
                *cell = cell.or(latin);
            }
        }
        (recipe.label, recipe.code.clone(), shown)
    })
}

fn column(recipe: &Recipe) -> usize {
    tables::column(recipe.base).unwrap_or(0)
}

/// What each byte from 80 on is shown as; `None` where it is lost.
fn shown(recipe: &Recipe) -> [Option<char>; 128] {
    let mut shown = tables::forward(column(recipe));
    match recipe.loses {
        Loses::All => shown[..32].fill(None),
        Loses::Undefined | Loses::Last => {}
        Loses::Foreign => {
            let own = tables::own(recipe.base);
            for (cell, own) in shown[..32].iter_mut().zip(own) {
                *cell = cell.filter(|_| own);
            }
        }
    }
    shown
}

/// The remnants of a mark: lost bytes dropped, or shown as U+FFFD or `?`. None where nothing is lost.
fn variants(mark: char, shown: &[Option<char>; 128], loses: Loses) -> Vec<String> {
    let mut buffer = [0; 4];
    let bytes = mark.encode_utf8(&mut buffer).as_bytes();
    let mut cells: Vec<Option<char>> = bytes.iter().map(|&b| shown[b as usize - 0x80]).collect();
    if loses == Loses::Last {
        let [first, second, _] = cells[..] else { return Vec::new() };
        cells = vec![first, second, None];
    }
    let kept = cells.iter().flatten().count();
    if kept == cells.len() || cells[0].is_none() {
        return Vec::new();
    }
    let with = |blank: &str| -> String {
        cells.iter().map(|c| c.map_or(blank.to_owned(), |c| c.to_string())).collect()
    };
    let mut out = vec![with(""), with("\u{FFFD}")];
    if kept >= 2 {
        out.push(with("?"));
        // A blank between two characters of its own is told from those around.
        if cells.last().is_some_and(Option::is_some) {
            out.push(with(" "));
        }
    }
    out
}
