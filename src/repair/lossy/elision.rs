//! Where English puts an apostrophe: endings, elisions at the head of a word, decades.

use super::words;

/// What may follow an apostrophe inside a word.
const ENDINGS: &[&str] =
    &["s", "t", "re", "ve", "ll", "d", "m", "em", "er", "all", "am", "clock", "n", "ed", "ers"];
/// What may stand before one, where the rest of the word is long (O’Brien, d’Ivoire, ma’am).
const HEADS: &[&str] =
    &["o", "d", "l", "qu", "c", "n", "ma", "ne", "e", "y", "j", "m", "t", "al", "de", "sha", "hallowe"];
/// Words that have lost their beginning.
const CLIPPED: &[&str] = &[
    "em", "tis", "twas", "twere", "twill", "twould", "til", "cause", "cos", "bout", "n", "nuff", "neath",
    "gainst", "mid", "midst", "prentice", "cept", "fraid", "scuse", "course", "mongst", "twixt",
];
/// Those of verse, that are no words besides.
const VERSE: &[&str] = &["tis", "twas", "twere", "twill", "twould", "twixt", "mongst", "gainst", "neath"];

/// Words that have lost their h, as far as no others are written so.
const DROPPED_H: &[&str] = &[
    "er", "im", "ers", "imself", "erself", "ave", "aven", "avin", "ad", "adn", "ouse", "ome", "ead", "eart",
    "arf", "alf", "undred", "orse", "usband", "igh", "ope", "ere", "ow", "ard", "appy", "appen", "appened",
    "eard", "eld", "elp", "enry", "arry", "ungry", "urry", "urt", "orrible", "and", "ands", "e", "un", "uns",
    "ole", "isself", "ell",
];
/// Words that nothing is clipped from: a mark before them opens something, or parts it.
const WHOLE: &[&str] = &[
    "a",
    "an",
    "the",
    "that",
    "this",
    "these",
    "those",
    "which",
    "who",
    "what",
    "when",
    "where",
    "why",
    "how",
    "i",
    "you",
    "he",
    "she",
    "we",
    "they",
    "there",
    "my",
    "your",
    "our",
    "their",
    "was",
    "were",
    "are",
    "to",
    "for",
    "from",
    "with",
    "without",
    "like",
    "not",
    "no",
    "but",
    "so",
    "by",
    "or",
    "of",
    "on",
    "one",
    "most",
    "some",
    "all",
    "any",
    "even",
    "just",
    "only",
    "nearly",
    "especially",
    "including",
];
/// Words that end with an apostrophe though not in s, z, x or n.
const OPEN_ENDED: &[&str] = &[
    "o", "th", "wi", "t", "ol", "tho", "thro", "altho", "i", "ha", "gi", "ma", "pa", "lil", "po", "mo", "fo",
    "yo", "d", "no", "ye", "thou", "gov", "guv", "y", "l", "a", "de", "hi", "sir",
];
/// Parts that only an apostrophe joins.
const CONTRACTED: &[(&str, &str)] = &[
    ("ha", "penny"),
    ("ha", "pence"),
    ("ha", "porth"),
    ("fam", "ly"),
    ("se", "nnight"),
    ("se", "night"),
    ("ev", "ry"),
    ("ev", "n"),
    ("e", "en"),
    ("ne", "er"),
    ("whene", "er"),
    ("where", "er"),
    ("whate", "er"),
    ("whoe", "er"),
    ("howsoe", "er"),
    ("whatsoe", "er"),
    ("wheresoe", "er"),
    ("thou", "lt"),
    ("thou", "rt"),
    ("thou", "dst"),
    ("howe", "er"),
    ("gen", "ral"),
    ("gen", "leman"),
    ("gen", "lemen"),
    ("med", "cine"),
    ("cap", "n"),
    ("bo", "sun"),
    ("fo", "c"),
    ("int", "rest"),
    ("diff", "rent"),
    ("rev", "rend"),
    ("nat", "ral"),
    ("reg", "lar"),
    ("partic", "lar"),
    ("don", "ts"),
    ("comp", "ny"),
    ("rec", "lect"),
    ("vent", "re"),
];

/// Ends of words in -ing that dropped the g, as far as other words seldom end so.
const DROPPED_G: &[&str] = &[
    "kin", "oin", "yin", "thin", "ttin", "nnin", "llin", "ppin", "ckin", "ggin", "mmin", "bbin", "sin", "zin",
];

/// How much the words beside a mark speak for an apostrophe, in sixteenths of a nat.
pub(super) fn english(before: &str, after: &str) -> i32 {
    let letters = |c: char| c.is_ascii_alphabetic();
    let head = before.rsplit(|c| !letters(c)).next().unwrap_or("");
    let tail = after.split(|c| !letters(c)).next().unwrap_or("");
    let lower = tail.to_ascii_lowercase();
    let starts_word = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    if starts_word {
        return match lower.as_str() {
            // What stands in brackets is a name like another: `the mill (or barn)’s owner`.
            "s" if before.ends_with([')', ']']) => 64,
            word if VERSE.contains(&word) => 160,
            _ if is_decade(after) || CLIPPED.contains(&lower.as_str()) => 96,
            "round" if !before.is_empty() => 40,
            // Those that are no words besides leave no doubt.
            word if DROPPED_H.contains(&word) && word.len() > 3 && !words::is_common(word) => 96,
            word if DROPPED_H.contains(&word) => 40,
            word if WHOLE.contains(&word) => -48,
            _ => 0,
        };
    }
    let lead = &before[..before.len() - head.len()];
    if tail.is_empty() {
        return if is_between_marks(lead, head) || is_of(lead, head, after) {
            64
        } else if DROPPED_G.iter().any(|end| head.len() > 4 && head.ends_with(end)) {
            40
        } else if head.len() > 2 && head.ends_with('s') {
            16
        } else if head.is_empty()
            || head.ends_with(['s', 'S', 'z', 'x', 'n'])
            || OPEN_ENDED.contains(&head.to_ascii_lowercase().as_str())
        {
            0
        } else {
            -48
        };
    }
    // O’Hara, M’Kay, D’Arcy.
    if head.len() == 1
        && "OMD".contains(head)
        && tail.len() > 2
        && tail.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return 64;
    }
    let lower_head = head.to_ascii_lowercase();
    // Behind another mark it is the end of a contraction: `that’s—what else?`.
    let is_whole_head = lead.chars().next_back().is_none_or(|c| c.is_ascii() && !c.is_ascii_alphanumeric());
    // `OK’d`, `OK’ing`: an ending in small letters on a word of capitals.
    let is_capitals = head.len() > 1 && head.bytes().all(|b| b.is_ascii_uppercase());
    if is_capitals && ["d", "ed", "ing", "er", "s"].contains(&tail) {
        return 64;
    }
    if CONTRACTED.contains(&(lower_head.as_str(), lower.as_str()))
        || is_whole_head && is_clipped_head(head, &lower)
    {
        return 64;
    }
    let short_head = HEADS.contains(&lower_head.as_str()) && !head.is_empty();
    match ENDINGS.contains(&lower.as_str()) {
        true => 16,
        false if short_head => 0,
        false if WHOLE.contains(&lower.as_str()) => -104,
        false => -56,
    }
}

/// Whether a text begins with a word that lost its beginning, or a year that did: `Twas`, `90s`.
pub(super) fn is_clipped(after: &str) -> bool {
    let word = after[..after.bytes().take_while(u8::is_ascii_alphabetic).count()].to_ascii_lowercase();
    is_decade(after) || CLIPPED.contains(&word.as_str())
}

/// Whether a word is one of the commonest of English, whole as it stands.
pub(super) fn is_whole(word: &str) -> bool {
    WHOLE.contains(&word.to_lowercase().as_str())
}

/// The end of `’n’` and of `the ’30s’`: what lost its beginning has lost its end as well.
fn is_between_marks(lead: &str, head: &str) -> bool {
    let is_mark = |lead: &str| lead.ends_with(|c: char| !c.is_ascii());
    let tens = lead.trim_end_matches(|c: char| c.is_ascii_digit());
    head == "n" && is_mark(lead) || head == "s" && lead.len() - tens.len() == 2 && is_mark(tens)
}

/// `cat-o’-nine-tails`, `Will o’ the wisp`.
fn is_of(lead: &str, head: &str, after: &str) -> bool {
    let is_next = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    head == "o"
        && lead.trim_end_matches([' ', '-']).ends_with(|c: char| c.is_ascii_alphabetic())
        && after.strip_prefix([' ', '-']).is_some_and(is_next)
}

/// `s’pose`, `p’raps`: nothing but an apostrophe comes after a lone small consonant.
fn is_clipped_head(head: &str, tail: &str) -> bool {
    let consonant = |c: char| c.is_ascii_lowercase() && !"aeiou".contains(c);
    head.len() == 1 && head.starts_with(consonant) && tail.len() > 2
}

/// Whether what stands around a mark leaves no doubt that it was an apostrophe: `don’t`, `the miller’s`.
pub(crate) fn is_contraction(before: &str, after: &str) -> bool {
    const ENDS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
    let tail = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    before.ends_with(char::is_alphabetic) && ENDS.contains(&tail.to_ascii_lowercase().as_str())
}

/// Whether nothing but an apostrophe joins what stands on either side: `it’s`, `don’t`, `the miller’s`.
pub(super) fn is_parted(before: &str, after: &str) -> bool {
    let tail = words::first(after);
    before.ends_with(char::is_alphabetic) && (tail == "s" || is_sure(words::last(before), tail))
}

/// Words that `’s`, `’d`, `’ve` and their like follow more often than any letters.
#[rustfmt::skip]
const BEARERS: &[&str] = &[
    "i", "it", "he", "she", "that", "what", "there", "here", "who", "let", "how", "where", "they", "we", "you",
];
/// Words that `’ve` follows besides.
const MODALS: &[&str] = &["could", "would", "should", "might", "must", "may"];

/// Whether two parts of a word are none without an apostrophe between them: `don’t`, `we’ve`, `it’s`.
pub(crate) fn is_sure(head: &str, tail: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    match tail {
        "t" => lower.ends_with('n') && lower.len() > 2,
        "ve" if MODALS.contains(&lower.as_str()) => true,
        "ve" | "ll" | "re" | "s" | "d" => BEARERS.contains(&lower.as_str()),
        "m" => lower == "i",
        _ => false,
    }
}

/// Whether an apostrophe between these two parts of a word is what a reader expects: `it’s`, `l’Oréal`, `O’Brien`.
pub(super) fn is_usual(head: &str, tail: &str) -> bool {
    let opens = |c: char| c.is_uppercase() || "aeiouyhàâéèêîôœ".contains(c);
    ENDINGS.contains(&tail.to_lowercase().as_str())
        || HEADS.contains(&head.to_lowercase().as_str()) && tail.starts_with(opens)
}

/// `90s`, `68`: a year without its century.
fn is_decade(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &after[digits..];
    // Of other letters another remnant may be made.
    let is_word = |s: &str| s.starts_with(|c: char| c.is_ascii_alphanumeric());
    digits == 2 && (!is_word(rest) || rest.starts_with('s') && !is_word(&rest[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_verse_clips_and_brackets_bear_has_an_apostrophe() {
        for (before, after) in [
            ("", "Twas late"),
            ("and so ", "tis said"),
            ("the miller (or baker)", "s dog"),
            ("[name of the mill]", "s owner"),
            ("Will o", " the wisp"),
            ("a cat-o", "-nine-tails"),
            ("thou", "lt see"),
        ] {
            assert!(english(before, after) >= 64, "{before}|{after}");
        }
        for (before, after) in [
            ("he said ", "the mill"),
            ("the mill (or barn)", " said"),
            ("it was so", "—"),
            ("the ratio", " of"),
            ("an o", "."),
        ] {
            assert!(english(before, after) <= 0, "{before}|{after}");
        }
    }
}
