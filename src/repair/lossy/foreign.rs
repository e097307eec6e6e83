//! What a lone letter such as `â` gains as a mark in English, whose words hardly ever hold it: two common words that it
//! joins, one that it ends or begins, what stands on either side of a dash.

use super::blanked;
use super::borrowed::{self, Between};
use super::elision;
use super::places::{Place, is_thai};
use super::quotation;
use super::range;
use super::spoken::{SCRIPT, is_named, is_named_outright, is_near};
use super::words;

/// Bits for a contraction such as `don_t`.
const CONTRACTION: i32 = 12;
/// Bits for a letter that joins two words, for one between blanks, and for a common word that begins or ends with it.
const JOINED: i32 = 14;
const BETWEEN: i32 = 10;
const ENDED: i32 = 8;

/// Bits that a place gains; `None` where the letter is one of a borrowed word.
pub(super) fn gain(text: &str, place: &Place) -> Option<i32> {
    match borrowed::between(text, place) {
        Between::Word => None,
        Between::Words => Some(JOINED),
        Between::Unknown => Some(beside(text, place)),
    }
}

fn beside(text: &str, place: &Place) -> i32 {
    let (lead, rest) = (&text[..place.range.start], &text[place.range.end..]);
    let (before, after) = (words::last(lead), words::first(rest));
    let is_latin = place.family.is_latin();
    match (before.len(), after) {
        (1.., "t") if before.ends_with('n') => CONTRACTION,
        (1.., "s" | "re" | "ve" | "ll" | "d" | "m") => CONTRACTION,
        (1, name) if is_latin && before == "O" && is_name(name) => JOINED,
        (_, "" | "am" | "pm") if is_latin && is_range(text, place) => JOINED,
        (4.., "") if is_latin && is_plural(before, rest) => JOINED,
        (1.., "") if is_latin && blanked::is_cut(text, place) => CONTRACTION,
        // What a year or a bracket has behind it, and what no letter follows without a blank.
        (0, "s") if lead.ends_with(|c: char| c.is_ascii_digit() || "])".contains(c)) => CONTRACTION,
        (0, word) if is_latin && word.len() > 1 && ends_with_stop(lead) && !lead.ends_with('.') => {
            if words::is_common(word) {
                JOINED
            } else {
                BETWEEN
            }
        }
        // Loan words (château, pâté) have the letter near their beginning.
        (4.., word) if word.len() >= 3 => 6,
        (1.., "") if is_latin && ends_line(rest) && (elision::is_whole(before) || is_bearer(before)) => {
            JOINED
        }
        (0, "") if is_latin && ends_with_stop(lead) => ENDED,
        (4.., "") if is_latin && words::is_common(before) => ENDED,
        (3.., "") => 5,
        (0, word) if is_latin && word.len() >= 2 && is_pair(text, place) => JOINED,
        (0, word) if is_latin && word.len() >= 3 && words::is_common(word) => ENDED,
        (0, word) if word.len() >= 3 => 3,
        (0, "") if is_latin => between_blanks(text, place),
        (0, "") if is_stray_dash(text, place) && !is_near(text, &place.range, SCRIPT) => BETWEEN,
        _ => 0,
    }
}

/// What an Irish name has behind its `O’`.
fn is_name(word: &str) -> bool {
    word.len() > 3 && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether it stands between the ends of a range: no letter does.
fn is_range(text: &str, place: &Place) -> bool {
    let before = quotation::line_before(text, place.range.start);
    let after = quotation::line_after(text, place.range.end);
    let signs = |c: char| c == '~' || range::SIGNS.contains(&c);
    // `$5K–$10K`
    let amount = before.strip_suffix(['K', 'k', 'M', 'm']).unwrap_or(before);
    let is_between = amount.trim_end_matches(signs).ends_with(|c: char| c.is_ascii_digit())
        && after.trim_start_matches(signs).starts_with(|c: char| c.is_ascii_digit());
    is_between || range::is_range(before, after)
}

/// Whether it ends a plural before the next word: `the workers’ pay`.
fn is_plural(word: &str, rest: &str) -> bool {
    let next = rest.strip_prefix(' ').map_or("", words::first);
    word.ends_with('s') && words::is_common(word) && next.len() > 2 && words::is_common(next)
}

/// Whether a text ends with a stop right behind a word.
fn ends_with_stop(lead: &str) -> bool {
    lead.strip_suffix([',', '.', ';', ':', '!', '?']).is_some_and(|lead| lead.ends_with(char::is_alphabetic))
}

/// Whether a line or a quotation ends here.
fn ends_line(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| matches!(c, '\n' | '\r' | '"'))
}

/// Bytes that a quotation of few words has at most.
const QUOTED: usize = 100;

/// Whether the place and the next of its sort on the line stand where quotation marks do, around common words.
fn is_pair(text: &str, place: &Place) -> bool {
    let (lead, rest) = (&text[..place.range.start], &text[place.range.end..]);
    let is_open = lead.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let rest = &rest[..rest.floor_char_boundary(QUOTED)];
    let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
    let Some(end) = line.find(&text[place.range.clone()]) else { return false };
    let (inside, behind) = (&line[..end], &line[end + place.range.len()..]);
    let is_closed = !behind.starts_with(char::is_alphanumeric) && !inside.ends_with(char::is_whitespace);
    let (first, last) = (words::first(inside), words::last(inside));
    is_open
        && is_closed
        && first.len().min(last.len()) > 1
        && words::is_common(first)
        && words::is_common(last)
}

/// Bits for a Latin letter between blanks, where a dash would stand.
fn between_blanks(text: &str, place: &Place) -> i32 {
    if is_dash(text, place) {
        JOINED
    } else if stands_between(text, place) && !is_named(text, &place.range) {
        BETWEEN
    } else {
        0
    }
}

/// Words that a letter or a sign spoken of stands behind, seldom a dash.
#[rustfmt::skip]
const BEARERS: &[&str] = &[
    "a", "an", "the", "this", "that", "each", "every", "any", "of", "with", "for", "from", "by", "to", "in", "into",
    "on", "at", "as", "like", "than", "between", "and", "or", "nor", "but", "not", "no", "where", "when", "if", "then",
    "let", "is", "was", "are", "were", "be", "has", "have", "had", "use", "uses", "used", "using", "write", "writes",
    "written", "wrote", "called", "spelled", "spelt", "read", "reads", "say", "says", "plus", "minus", "equals",
    "via", "per", "its", "their", "his", "her", "our", "my", "your", "type", "types", "typed", "press", "add",
    "letter", "letters", "character", "characters", "vowel", "vowels", "sound", "sounds", "symbol", "symbols", "sign",
    "accent", "circumflex", "operator", "operators", "variable", "spelling", "key", "name", "word",
];

fn is_bearer(word: &str) -> bool {
    BEARERS.contains(&word.to_ascii_lowercase().as_str())
}

/// Words that begin a clause behind a dash, and nothing that is said of a letter.
#[rustfmt::skip]
const CLAUSE: &[&str] = &[
    "you", "we", "they", "he", "she", "it", "this", "these", "those", "there", "but", "so", "because", "although",
    "though", "while", "even", "not", "such", "especially", "perhaps", "if", "who", "where", "what", "please", "see",
    "just", "never", "most", "some", "many", "his", "her", "our", "your", "their", "my",
];

/// How much a letter between blanks stands as a dash does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dash {
    No,
    /// Between two words that may stand on either side.
    Words,
    /// Before a clause.
    Clause,
}

/// How a letter between blanks stands: behind a word that nothing is missing from, before another.
fn dash(text: &str, place: &Place) -> Dash {
    let (lead, rest) = (&text[..place.range.start], &text[place.range.end..]);
    let (Some(lead), Some(rest)) = (lead.strip_suffix(' '), rest.strip_prefix(' ')) else { return Dash::No };
    let before = words::last(lead);
    let is_behind = match before {
        "" => lead.ends_with(|c: char| c.is_ascii_digit() || ",.;:!?)]’”\"'".contains(c)),
        word => word.len() > 2 && !is_bearer(word),
    };
    let next = words::first(rest);
    let opens = || rest.starts_with(['"', '\'', '“', '‘', '(', '$', '£']);
    match next {
        _ if !is_behind => Dash::No,
        word if CLAUSE.contains(&word) || rest.starts_with("for example ") => Dash::Clause,
        word if words::is_common(word) || opens() => Dash::Words,
        _ => Dash::No,
    }
}

/// Words that follow a letter spoken of, as they follow a dash.
const SAID: &[&str] =
    &["or", "and", "is", "was", "in", "to", "as", "versus", "instead", "for", "with", "means", "at", "on"];

/// Whether a Latin letter stands as a dash does, whatever is spoken of nearby.
pub(super) fn is_dash(text: &str, place: &Place) -> bool {
    let is_said = || SAID.contains(&words::first(text[place.range.end..].trim_start()));
    place.family.is_latin()
        && match dash(text, place) {
            Dash::No => false,
            Dash::Clause => true,
            Dash::Words if is_said() => !is_named(text, &place.range),
            Dash::Words => !is_named_outright(text, &place.range),
        }
}

/// Whether a place stands between blanks, small letters before and after them.
fn stands_between(text: &str, place: &Place) -> bool {
    let before = text[..place.range.start].strip_suffix(' ');
    let after = text[place.range.end..].strip_prefix(' ');
    let small = |c: char| c.is_ascii_lowercase();
    before.is_some_and(|b| b.ends_with(|c| small(c) || ",.)”’".contains(c)))
        && after.is_some_and(|a| {
            let is_word = a.len() > 1 && a.bytes().take(2).all(|b| b.is_ascii_lowercase());
            is_word || a.starts_with("a ") || a.starts_with("I ")
        })
}

/// Whether a Thai letter stands between blanks, what English text has on either side of a dash before and after them.
fn is_stray_dash(text: &str, place: &Place) -> bool {
    let before = text[..place.range.start].strip_suffix(' ');
    let after = text[place.range.end..].strip_prefix(' ');
    let thai = text[place.range.clone()].starts_with(is_thai);
    thai && before
        .is_some_and(|b| b.ends_with(|c: char| c.is_ascii_alphanumeric() || ",.;:!?)”’\"".contains(c)))
        && after.is_some_and(|a| a.starts_with(|c: char| c.is_ascii_alphanumeric() || "“‘\"$(".contains(c)))
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    fn mended(text: &str) -> String {
        apply(text, &find(text, &Options::default()).repairs).into_owned()
    }

    #[test]
    fn a_single_mark_between_common_words_is_told() {
        for (damaged, clean) in [
            (
                "The mill is sold â you can read about it below.",
                "The mill is sold – you can read about it below.",
            ),
            (
                "The miller said it was lateâand he went home.",
                "The miller said it was late—and he went home.",
            ),
            (
                "They were so poor,âmuch poorer than the mice of the mill.",
                "They were so poor,—much poorer than the mice of the mill.",
            ),
            (
                "Look in the âold mill and weirâ folder of the town.",
                "Look in the “old mill and weir” folder of the town.",
            ),
            (
                "The mill at [name of the place]âs old weir is for sale.",
                "The mill at [name of the place]’s old weir is for sale.",
            ),
        ] {
            assert_eq!(mended(damaged).replace('—', "–"), clean.replace('—', "–"));
        }
    }

    #[test]
    fn a_single_mark_of_a_range_a_plural_or_a_name_is_told() {
        for (damaged, clean) in [
            (
                "Plan to spend $10â$40 on a new sieve for the mill.",
                "Plan to spend $10–$40 on a new sieve for the mill.",
            ),
            ("The kiln is held at 170â212 degrees.", "The kiln is held at 170–212 degrees."),
            (
                "The weir is open from 5:00 pmâ8:00 pm in May.",
                "The weir is open from 5:00 pm–8:00 pm in May.",
            ),
            ("The mill pays for the workersâ houses.", "The mill pays for the workers’ houses."),
            (
                "The mill was sold to OâHalloran and his sons.",
                "The mill was sold to O’Halloran and his sons.",
            ),
        ] {
            assert_eq!(mended(damaged), clean);
        }
        for text in [
            "The book of Musâ was found at the mill, and so was the other one.",
            "They sang of Khodâ and of Isâ the elder at the old mill.",
            "The valley of Nisâ was full of mills, and none of them was old.",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn a_letter_spoken_of_stays() {
        for text in [
            "The letter â is written with a hat, and so is the letter î of the older books.",
            "Let â be the estimate of the parameter that was found in the first part.",
            "In the older books you will find â and ê where the newer ones have a plain letter.",
            "The town spells it â or a, and nobody in the valley can tell which is right.",
            "The vowel in this word is â in the north of the country, and they all say it so.",
            "The song begins with âtmâ and ends with a word that nobody has ever heard there.",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
