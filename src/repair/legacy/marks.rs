//! Marks of English that one old encoding put where another has letters: `doesnÕt` and `ÒyesÓ` of the Macintosh,
//! `doesnít` and `ìyesî` on it.
//!
//! No line is in another language for them, so apostrophes tell: a letter that is one in `don't` and `we've` of a
//! document is one all over it, and the other marks come with it.

use crate::model::{Certainty, Code};
use crate::repair::letters::{self, Language};
use crate::repair::lossy::{self, elision};
use crate::repair::tables;
use crate::repair::{Doubt, Repair};
use memchr::memmem;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Words whose apostrophe is such a letter, from which on a document is believed to have its marks so.
const WORDS: usize = 2;
/// Bytes beside a place that its neighbours are looked for in.
const BESIDE: usize = 48;
/// Bits by which two words must be less surprising than one with the letter between them.
const APART: u32 = 6;
const MARKS: &str = "’‘“”–—…•™";

/// The encodings that marks were written in, and the decoders they were read with.
const WRITTEN: [&str; 2] = ["macintosh", "windows-1252"];
const READ: [&str; 6] = ["windows-1252", "macintosh", "ibm437", "ibm850", "windows-1250", "windows-1251"];

/// A mix-up, as far as marks are concerned.
struct Mixup {
    code: Code,
    evidence: String,
    /// What each mark is shown as.
    shown: BTreeMap<char, char>,
    apostrophe: char,
}

static MIXUPS: LazyLock<Vec<Mixup>> = LazyLock::new(|| {
    let pairs = WRITTEN.iter().flat_map(|written| READ.iter().map(move |read| (*written, *read)));
    pairs
        .filter(|(written, read)| written != read)
        .filter_map(|(written, read)| Mixup::new(written, read))
        .collect()
});

impl Mixup {
    fn new(written: &str, read: &str) -> Option<Self> {
        let shown_by = |label| tables::column(label).map(tables::forward);
        let (written_as, read_as) = (shown_by(written)?, shown_by(read)?);
        let cells = written_as.into_iter().zip(read_as);
        let shown: BTreeMap<char, char> = cells
            .filter_map(|(mark, shown)| Some((shown?, mark?)))
            .filter(|(shown, mark)| MARKS.contains(*mark) && shown.is_alphabetic() && shown != mark)
            .collect();
        let apostrophe = *shown.iter().find(|(_, mark)| **mark == '’')?.0;
        let evidence = format!("{written} read as {read}; its apostrophes show it");
        Some(Self {
            code: Code::of_rule("mojibake", &format!("legacy-{written}")),
            evidence,
            shown,
            apostrophe,
        })
    }
}

/// Whether a letter beyond ASCII right before a `t` may be the apostrophe of `don't`: a small one, which is nothing
/// strange in a word.
pub(crate) fn may_be_apostrophe(run: &str, rest: &[u8]) -> bool {
    run == "í" && !rest.get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80)
}

/// What came of such marks.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) repairs: Vec<Repair>,
    pub(crate) doubts: Vec<Doubt>,
}

/// The marks of a text.
pub(crate) fn find(text: &str) -> Found {
    let is_told = |mixup: &&Mixup| !contractions(text, mixup.apostrophe).is_empty();
    let mut told: Vec<&Mixup> = MIXUPS.iter().filter(is_told).collect();
    if told.is_empty() || lossy::language::of(text) != lossy::language::Language::English {
        return Found::default();
    }
    let words = |mixup: &Mixup| {
        let words = contractions(text, mixup.apostrophe).into_iter().map(|range| text[range].to_lowercase());
        words.collect::<BTreeSet<String>>().len()
    };
    // Stable: of those alike the likelier one comes first.
    told.sort_by_key(|mixup| std::cmp::Reverse((words(mixup), repairs(text, mixup).len())));
    let Some(best) = told.first() else { return Found::default() };
    if words(best) >= WORDS
        || contractions(text, best.apostrophe).iter().any(|r| is_beyond_doubt(&text[r.clone()]))
    {
        return Found { repairs: repairs(text, best), doubts: Vec::new() };
    }
    let doubts =
        contractions(text, best.apostrophe).into_iter().map(|word| doubt(text, best, word)).collect();
    Found { repairs: Vec::new(), doubts }
}

/// The words in which that letter stands as an apostrophe must: `donÕt`, `weÕve`.
fn contractions(text: &str, letter: char) -> Vec<Range<usize>> {
    let mut buffer = [0; 4];
    let letter = letter.encode_utf8(&mut buffer);
    let word = |at: usize| {
        let (before, after) = beside(text, &(at..at + letter.len()));
        let head = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        let tail = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
        elision::is_sure(head, tail).then(|| at - head.len()..at + letter.len() + tail.len())
    };
    memmem::find_iter(text.as_bytes(), letter.as_bytes()).filter_map(word).collect()
}

/// Whether a capital stands within a word where nothing but an apostrophe can: `doesnÕt`.
fn is_beyond_doubt(word: &str) -> bool {
    word.chars().any(|c| !c.is_ascii() && c.is_uppercase())
        && word.chars().next_back().is_some_and(char::is_lowercase)
        && word.chars().filter(|c| c.is_lowercase()).count() > 3
}

fn beside<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, &'t str) {
    let before = &text[text.floor_char_boundary(place.start.saturating_sub(BESIDE))..place.start];
    let after = &text[place.end..text.ceil_char_boundary((place.end + BESIDE).min(text.len()))];
    let before = before.rsplit('\n').next().unwrap_or(before);
    (before, after.split('\n').next().unwrap_or(after))
}

fn repairs(text: &str, mixup: &Mixup) -> Vec<Repair> {
    let letters = text.match_indices(|c: char| !c.is_ascii() && mixup.shown.contains_key(&c));
    let repair = |(at, shown): (usize, &str)| {
        let c = shown.chars().next()?;
        let mark = *mixup.shown.get(&c)?;
        let range = at..at + shown.len();
        let (before, after) = beside(text, &range);
        let is_end = |c: char| mixup.shown.get(&c).is_some_and(|m| "’”…".contains(*m));
        let is_start = |c: char| mixup.shown.get(&c).is_some_and(|m| "‘“".contains(*m));
        is_at_home(mark, c, before, after, [&is_end, &is_start]).then(|| Repair {
            range,
            replacement: mark.to_string(),
            code: mixup.code.clone(),
            certainty: Certainty::Likely,
            evidence: mixup.evidence.clone().into(),
        })
    };
    letters.filter_map(repair).collect()
}

/// Whether a mark may stand between these, and the letter that is shown for it may not. Letters that are marks
/// themselves may stand beside it.
fn is_at_home(
    mark: char,
    shown: char,
    before: &str,
    after: &str,
    [is_end, is_start]: [&dyn Fn(char) -> bool; 2],
) -> bool {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([-–—/".contains(c));
    let closed =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]-–—/".contains(c) || is_end(c));
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let head = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    let tail = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // A capital within or behind a word of small letters is none.
    let is_odd = shown.is_uppercase() && small(last);
    match mark {
        '’' => {
            elision::is_sure(head, tail)
                || letter(last) && tail == "s"
                || letter(last) && closed(next) && (is_odd || head.len() > 2 && head.ends_with('s'))
                || is_odd && small(next) && elision::is_contraction(before, after)
                || matches!(head, "O" | "D") && next.is_some_and(char::is_uppercase)
                || last.is_some_and(|c| ".,!?".contains(c)) && closed(next)
        }
        '“' | '‘' => {
            (blank(last) || last.is_some_and(is_start))
                && (next.is_some_and(is_start)
                    || word(next)
                        && !(shown.is_uppercase()
                            && small(next)
                            && !is_word(tail)
                            && is_word(&format!("{shown}{tail}"))))
        }
        '”' => {
            closed(next) && (last.is_some_and(|c| ".,!?…".contains(c) || is_end(c)) || word(last) && is_odd)
        }
        '–' => {
            blank(last) && blank(next) && last.is_some() && next.is_some()
                || last.zip(next).is_some_and(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit())
        }
        '—' => {
            small(last) && letter(next) && (is_odd || is_apart(head, shown, tail))
                || last == Some(' ') && next == Some(' ')
        }
        '…' => is_odd && closed(next),
        '•' => before.trim().is_empty() && next == Some(' '),
        '™' => letter(last) && closed(next) && !shown.is_lowercase(),
        _ => false,
    }
}

/// Whether a word is likely in some language.
fn is_word(word: &str) -> bool {
    letters::best(word).is_some_and(|fit| fit.per_letter().is_some_and(|cost| cost < 5 * letters::BIT))
}

/// Whether two words of English are likelier than one of any language with the letter between them.
fn is_apart(head: &str, shown: char, tail: &str) -> bool {
    let Some(english) = Language::of("en") else { return false };
    let two = letters::within(&format!("{head} {tail}"), english).bits();
    letters::best(&format!("{head}{shown}{tail}")).is_some_and(|one| two + APART <= one.bits())
}

fn doubt(text: &str, mixup: &Mixup, word: Range<usize>) -> Doubt {
    let message = format!(
        "the `{}` of `{}` may be ’ (U+2019), {}; there is too little evidence to change it",
        mixup.apostrophe,
        &text[word.clone()],
        mixup.evidence.split(';').next().unwrap_or_default(),
    );
    Doubt { range: word, code: lossy::AMBIGUOUS, message }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::repair::apply;

    #[test]
    fn marks_are_read_where_apostrophes_show_them() {
        for (damaged, clean) in [
            (
                "ItÕs the oldest mill here, and it doesnÕt turn. ÒWeÕve had enough,Ó he said Ð and meant it.",
                "It’s the oldest mill here, and it doesn’t turn. “We’ve had enough,” he said – and meant it.",
            ),
            (
                "The millerÕs answer wasnÕt longÑtoo short, some said, and theyÕre right.",
                "The miller’s answer wasn’t long—too short, some said, and they’re right.",
            ),
            (
                "Itís the oldest mill here, and it doesnít turn. ìWeíve had enough,î said Ramón.",
                "It’s the oldest mill here, and it doesn’t turn. “We’ve had enough,” said Ramón.",
            ),
            (
                "ItÆs the oldest mill here, and it doesnÆt turn. ôWeÆve had enough,ö he said.",
                "It’s the oldest mill here, and it doesn’t turn. “We’ve had enough,” he said.",
            ),
        ] {
            assert_eq!(apply(damaged, &find(damaged).repairs), clean);
        }
    }

    #[test]
    fn letters_of_names_and_of_other_languages_stay() {
        for text in [
            "It’s the mill of María Ríos, and it doesn’t turn for Íñigo or ÓscarÓ.",
            "Musí to změnít, řekl, a proč ne: nít se přetrhla.",
            "It was said to be the mill of the OÕs in the end.",
            "ÒscarÕs mill is Catalan, and so is the name of the street.",
        ] {
            assert!(find(text).repairs.is_empty(), "{text}");
        }
        let text = "And it was said that weíve come for the mill.";
        assert!(find(text).repairs.is_empty() && find(text).doubts.len() == 1);
    }
}
