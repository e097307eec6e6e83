//! Letters that look like remnants and are meant: those of names that English texts spell their own way (`Dârâ`,
//! `Shâhnâme`), and the hats of formulas (`[â, â†] = 1`).
//!
//! One by one such letters could be remnants. But what is left of marks stands as marks stand most of the time:
//! where a word is contracted, before a quotation, behind a stop. Letters stand in words.

use super::borrowed::{self, Between};
use super::elision;
use super::language::Language;
use super::places::Place;
use super::quotation::line_before;
use super::words;
use crate::repair::plausible;

/// Signs that formulas have right beside a letter with a hat.
const OPERATORS: &str = "†⁺⁻⁰¹²³|⟩⟨^*_=";
/// Bytes on either side in which other letters with hats show that a lone one is an estimate or an operator.
const NEAR: usize = 120;
/// Words of a line that end with such a letter, from which on it is one.
const ENDINGS: usize = 3;
/// Places looked at, at most.
const SHOWN: usize = 200;

/// Whether most of the letters that look like remnants stand as letters stand, not as marks.
pub(super) fn are_meant<'p>(text: &str, language: Language, places: impl Iterator<Item = &'p Place>) -> bool {
    let (mut letters, mut marks) = (0, 0);
    for place in places.take(SHOWN) {
        if is_letter(text, language, place) {
            letters += usize::from(!may_join(text, place));
        } else {
            marks += 1;
        }
    }
    letters > marks
}

/// Typographic marks, of which a decoder that leaves a letter of each leaves none.
pub(super) const MARKS: [char; 7] = ['’', '‘', '“', '”', '—', '–', '…'];

/// Leaves out letters of lines whose marks are all there, but for contractions: what leaves a letter of each mark
/// leaves no mark. And those of lines in which two at least stand as letters stand, and none as a mark, or in which
/// words end with them and nothing opens what they would close.
pub(super) fn drop_from_whole_lines(text: &str, language: Language, all: &mut Vec<(usize, Place)>) {
    let bytes = text.as_bytes();
    let line_of = |at: usize| {
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
        start..memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n)
    };
    let mut lines: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    let mut starts: Vec<usize> = all.iter().map(|(_, place)| place.range.start).collect();
    starts.sort_unstable();
    for at in starts {
        if lines.last().is_some_and(|(line, _)| line.contains(&at)) {
            continue;
        }
        let line = line_of(at);
        let is_whole = text[line.clone()].contains(MARKS);
        lines.push((line, is_whole));
    }
    let of = |place: &Place| lines.partition_point(|(line, _)| line.end <= place.range.start);
    let mut counts = vec![(0, 0, 0); lines.len()];
    let mut seen: Option<std::ops::Range<usize>> = None;
    for (_, place) in all.iter() {
        let is_new = seen.as_ref() != Some(&place.range);
        seen = Some(place.range.clone());
        let is_open =
            |(letters, marks, ends): &(usize, usize, usize)| is_new && letters + marks + ends < SHOWN;
        let Some(count) = counts.get_mut(of(place)).filter(|count| is_open(count)) else {
            continue;
        };
        if may_be_meant(text, place) && is_letter(text, language, place) {
            count.0 += 1;
        } else if may_be_meant(text, place) && is_ending(text, place) {
            count.2 += 1;
        } else {
            count.1 += 1;
        }
    }
    all.retain(|(_, place)| {
        let n = of(place);
        let is_whole = lines.get(n).is_some_and(|(_, is_whole)| *is_whole) && !is_parted(text, place);
        let is_lettered = counts
            .get(n)
            .is_some_and(|&(letters, marks, ends)| marks == 0 && (letters > 1 || letters + ends >= ENDINGS));
        !(may_be_meant(text, place) && (is_whole || is_lettered || is_in_name(text, language, place)))
    });
}

/// The letters of a word on either side of a place.
fn halves<'t>(before: &'t str, after: &'t str) -> (&'t str, &'t str) {
    const LONGEST: usize = 96;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let after = &after[..after.floor_char_boundary(LONGEST)];
    let head = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    (head, &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())])
}

/// Whether it stands between two long parts of which one is a common word of English, so that a dash may join them.
fn may_join(text: &str, place: &Place) -> bool {
    const LONG: usize = 4;
    let parts = [words::last(&text[..place.range.start]), words::first(&text[place.range.end..])];
    parts.iter().all(|part| part.len() >= LONG) && parts.iter().any(|part| words::is_common(part))
}

/// Whether a word ends with it that no apostrophe ends.
fn is_ending(text: &str, place: &Place) -> bool {
    let before = text[..place.range.start].chars().next_back();
    before.is_some_and(|c| c.is_lowercase() && c != 's')
        && !text[place.range.end..].starts_with(plausible::is_letter)
}

fn is_parted(text: &str, place: &Place) -> bool {
    elision::is_parted(&text[..place.range.start], &text[place.range.end..])
}

/// Whether it stands in a foreign name or word that has no place for a mark, whatever stands around: behind a capital
/// and before a consonant no apostrophe does (`Siân`, `România`), nor between letters one of which English has not
/// (`Nâzım`); and no dash between what are no words.
fn is_in_name(text: &str, language: Language, place: &Place) -> bool {
    // Letters at the head of an African name, before an apostrophe.
    const HEADS: [&str; 5] = ["M", "N", "D", "O", "L"];
    let Some(own) = text[place.range.clone()].chars().next() else { return false };
    let (head, tail) = halves(&text[..place.range.start], &text[place.range.end..]);
    // Beyond another such place another word may begin.
    let (head, tail) = (head.rsplit(own).next().unwrap_or(head), tail.split(own).next().unwrap_or(tail));
    let has_other = |part: &str| !part.is_ascii();
    // Between single letters a hyphen stands: `tête‐à‐tête`.
    let is_long = tail.chars().nth(1).is_some()
        && (head.chars().nth(1).is_some() || head.starts_with(char::is_uppercase));
    let is_one_word = || {
        !words::is_common(head)
            && !words::is_common(tail)
            && !elision::is_usual(head, tail)
            && !elision::is_sure(head, tail)
    };
    if language != Language::English || head.is_empty() || tail.is_empty() {
        return false;
    }
    let starts_small = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
    let is_name = head.starts_with(|c: char| c.is_ascii_uppercase()) && !HEADS.contains(&head);
    let is_short = head.chars().count() <= 3;
    is_name && is_short && tail == "n" && !words::is_common(head)
        || is_name && is_short && tail.len() > 1 && tail.starts_with(starts_small) && is_one_word()
        || is_long && (has_other(head) || has_other(tail)) && is_one_word()
}

/// Whether a place is a single Latin letter, perhaps with a dagger behind it.
pub(super) fn may_be_meant(text: &str, place: &Place) -> bool {
    let mut chars = text[place.range.clone()].chars();
    let (first, second) = (chars.next(), chars.next());
    place.family.is_latin()
        && first.is_some_and(char::is_alphabetic)
        && second.is_none_or(|c| c == '†')
        && chars.next().is_none()
}

fn is_letter(text: &str, language: Language, place: &Place) -> bool {
    let (before, after) = (&text[..place.range.start], &text[place.range.end..]);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let is_operator = |c: Option<char>| c.is_some_and(|c| OPERATORS.contains(c));
    if text[place.range.clone()].ends_with('†') || is_operator(last) || is_operator(next) {
        return true;
    }
    let word = |c: Option<char>| c.is_some_and(plausible::is_letter);
    if !word(last) {
        // `[â, b̂]`, and an estimate between words where others have hats as well.
        let is_listed =
            last == Some('[') && matches!(next, Some(',' | ']')) || last == Some('(') && next == Some(')');
        return is_listed || !word(next) && is_among_hats(text, place);
    }
    // Elsewhere an apostrophe joins more.
    if !matches!(language, Language::English | Language::Other) {
        return false;
    }
    let (head, tail) = halves(before, after);
    if word(next) {
        let is_cut =
            tail == "s" || elision::is_sure(head, tail) || tail.len() > 2 && elision::is_usual(head, tail);
        return !is_cut && borrowed::between(text, place) != Between::Words;
    }
    let is_bearer = after.starts_with("’s") || after.starts_with("'s");
    let is_name = head.starts_with(char::is_uppercase) && !head.ends_with('s');
    is_bearer || is_name && !is_opened(text, place)
}

/// Whether the same letter stands before a word, as an opening mark does, earlier on the line.
fn is_opened(text: &str, place: &Place) -> bool {
    let mark = &text[place.range.clone()];
    let line = line_before(text, place.range.start);
    line.match_indices(mark).any(|(at, _)| {
        let is_blank = |c: char| c.is_whitespace() || "([—–-".contains(c);
        line[..at].chars().next_back().is_none_or(is_blank)
            && line[at + mark.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Whether other letters with hats stand nearby.
fn is_among_hats(text: &str, place: &Place) -> bool {
    let from = text.floor_char_boundary(place.range.start.saturating_sub(NEAR));
    let to = text.ceil_char_boundary((place.range.end + NEAR).min(text.len()));
    let own = format!("({})", &text[place.range.clone()]);
    text[from..to].contains(&own)
        || text[from..to].contains(['\u{302}', 'Ĥ', 'ĥ', 'Ĉ', 'ĉ', 'Ĝ', 'ĝ', 'ŷ', 'Ŷ', 'ẑ', 'Ẑ', 'ħ'])
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, find};

    #[test]
    fn names_and_formulas_stay() {
        for text in [
            "Dârâ, Mâni and Sohrâ met at the mill. “Dârâ”, said Mâni, “is Sohrâ’s brother.”",
            "Welsh place names: Llanbâd, Cwm-câd, Tŷ Mâb and Penâ.",
            "The Tân An mill and the Cần Thơ weir; Mr Lâm’s shop.",
            "Shâh ‘Abbâs, Esfahân; “â” as in Irân; Emâm Dârâ’s; Dârâ’s dictionary; Khodâ!",
            "Mollâ Mâni’s mill; the Shâhkâr of the valley; Hâfez’s garden.",
            "The creation operator â† and the annihilation operator â satisfy [â, â†] = 1.",
            "In second quantisation we write Ĥ = ħω(â†â + ½), where â† creates a photon.",
            "Estimates α̂, β̂ and â were obtained; see b̂ and ĉ in Table 2.",
            "SE(â) is the standard error of â, with â ± 2 SE(â).",
            "The operators â⁺ and â⁻ raise and lower the state; â|0⟩ = 0.",
            "Der Erzeugungsoperator â† und der Vernichtungsoperator â erfüllen [â, â†] = 1.",
            "We define the ladder operators â and â†, which obey [â, â†] = 1.\nIt’s easy to show that â†|n⟩ is next.",
        ] {
            let found = find(text, &Options::default());
            assert!(found.repairs.is_empty(), "{text}: {:?}", found.repairs);
        }
    }

    #[test]
    fn remnants_beside_names_are_no_letters() {
        for (damaged, clean) in [
            (
                "The millerâs wife isnât his, sheâd say, âso to sayâ.",
                "The miller’s wife isn’t his, she’d say, “so to say”.",
            ),
            (
                "The millerâs dog didnât bark at Siân, nor at Nâzım; itâs an old friend of Nâzımâs.",
                "The miller’s dog didn’t bark at Siân, nor at Nâzım; it’s an old friend of Nâzım’s.",
            ),
            (
                "It wasnât long till they met tête-à-tête, and the fiancéâs tale wasnât true.",
                "It wasn’t long till they met tête-à-tête, and the fiancé’s tale wasn’t true.",
            ),
            ("He called it âThe Long Weirâ and âThe Damâ.", "He called it “The Long Weir” and “The Dam”."),
        ] {
            let found = find(damaged, &Options::default());
            assert_eq!(crate::repair::apply(damaged, &found.repairs), clean);
        }
    }
}
