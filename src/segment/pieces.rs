//! Sentences cut into lines: dumps that give every piece of markup a line, so that a link inside a
//! sentence stands on a line of its own. Put together again where the pieces leave no doubt.

use super::line::Line;
use super::wrap::Joint;
use super::{bullet, eastern, heading};
use crate::arrange;

/// Lines that begin in the middle of a sentence before all of a document is taken for such a dump.
const EVIDENCE: usize = 3;

/// How much of a document is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Nothing, as far as can be seen.
    Nothing,
    /// The sentences with a link over what can only follow it.
    There,
    /// All of it.
    Everywhere,
}

/// Most words of a link inside a sentence.
const LINK: usize = 8;

/// Most words of a short piece, and fewest of a long one, that are evidence side by side.
const FEW: usize = 4;
const LONG: usize = 6;

/// How much of a document is evidently cut.
pub(super) fn cut(text: &str, lines: &[Line]) -> Cut {
    let is_cut = |pair: &&[Line]| {
        let (above, below) = (pair[0].of(text), pair[1].of(text));
        !pair[1].blank_before && (begins_inside(below) || is_lopsided(above, below))
    };
    match () {
        () if lines.windows(2).filter(is_cut).take(EVIDENCE).count() == EVIDENCE => Cut::Everywhere,
        () if (1..lines.len()).any(|at| is_link_cut(text, lines, at)) => Cut::There,
        () if (1..lines.len()).filter(|&at| is_lopsided_at(text, lines, at)).nth(1).is_some() => Cut::There,
        () => Cut::Nothing,
    }
}

/// Whether a link stands over line `at`, which can only follow it.
fn is_link_cut(text: &str, lines: &[Line], at: usize) -> bool {
    let pair = at.checked_sub(1).and_then(|above| lines.get(above)).zip(lines.get(at));
    pair.is_some_and(|(above, below)| !below.blank_before && follows_link(above.of(text), below.of(text)))
}

/// Whether a link stands over line `at`, which goes on to the end of its sentence.
fn is_lopsided_at(text: &str, lines: &[Line], at: usize) -> bool {
    let (above, below) = (lines[at - 1].of(text), lines[at].of(text));
    !lines[at].blank_before
        && words(above) <= FEW
        && is_lopsided(above, below)
        && above.starts_with(char::is_uppercase)
        && below.ends_with(['.', ',', '!', '?', ')', '…'])
}

/// How line `next` goes on with the sentence of the line above in a document that is cut so; `None` where it may not.
pub(super) fn joint(cut: Cut, text: &str, lines: &[Line], next: usize, before: usize) -> Option<Joint> {
    let is_lopsided = |at: usize| at > 0 && at < lines.len() && is_lopsided_at(text, lines, at);
    let is_near =
        || (next.saturating_sub(2)..=next + 1).any(|at| is_link_cut(text, lines, at) || is_lopsided(at));
    (cut == Cut::Everywhere || is_near()).then(|| join(text, lines, next, before)).flatten()
}

/// Whether a line is short and open, as a link inside a sentence is, and the one below can only go on from it. Between
/// the words of a menu stand commas alone.
fn follows_link(above: &str, below: &str) -> bool {
    let is_link = is_open(above) && words(above) <= LINK && !above.ends_with(OPENING);
    let goes_on = begins_inside(below) && (words(below) >= 2 || below == "." || eastern::is_marked(below));
    is_link && (goes_on || eastern::goes_on(above, below))
}

/// Whether a few words and a long piece of a sentence make one sentence: a link and what stands beside it. The
/// lines of verse and of menus are more alike.
fn is_lopsided(above: &str, below: &str) -> bool {
    let (a, b) = (words(above), words(below));
    let differ = (a <= FEW && b >= LONG) || (a >= LONG && b <= FEW);
    differ && is_open(above) && below.starts_with(char::is_lowercase) && !heading::has_form(below)
}

/// The same anywhere. `before` are the words of the paragraph so far, the line above included.
fn join(text: &str, lines: &[Line], next: usize, before: usize) -> Option<Joint> {
    let (a, b) = (lines[next - 1], lines[next]);
    let (above, below) = (a.of(text), b.of(text));
    if b.blank_before || bullet::marker(below).is_some() || bullet::is_damaged(below) {
        return None;
    }
    if let Some(joint) = eastern::joint(text, lines, next) {
        return Some(joint);
    }
    let size = before + words(below);
    if begins_inside(below) {
        // Commas also stand between the names of a list of topics.
        return (size >= 5 || !below.starts_with(',')).then_some(Joint::Nothing);
    }
    let after = lines.get(next + 1).filter(|l| !l.blank_before).map(|l| l.of(text));
    let goes_on = is_open(above) && below.starts_with(char::is_lowercase) && size >= 6;
    let follows = |at: usize| after.is_some_and(|after| words(after) >= at);
    let is_said = before >= 3 && leaves_off(above)
        || before >= LONG && is_open(above) && !heading::has_form(above)
        // A few words that name who the sentence is about, and an article alone.
        || before <= FEW && before == words(above) && has_article(above) && follows(3)
        || is_attributed(text, lines, next);
    let leads = words(below) <= LINK && after.is_some_and(|after| continues(below, after)) && is_said;
    let is_arabic = arabic_leads(text, lines, next, before);
    let is_signed = before == words(above) && heading::has_form(above) && arrange::byline(below).is_some();
    let space = if above.ends_with(OPENING) { Joint::Nothing } else { Joint::Space };
    (goes_on && !is_signed || leads || is_arabic).then_some(space)
}

const OPENING: [char; 7] = ['(', '[', '“', '‘', '«', '„', '¿'];

/// Whether a line begins with a mark that only stands inside or after a sentence.
fn begins_inside(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next();
    let rest = chars.as_str();
    match first {
        Some(',' | ';' | '.' | ')' | '،' | '؛') => {
            rest.is_empty() || rest.starts_with([' ', '\u{a0}', '”', '"', ')', '’']) || is_close(first, rest)
        }
        Some('”' | '“' | '"') => {
            rest.starts_with([',', '.', ';']) || (first == Some('”') && rest.starts_with(' '))
        }
        Some('’' | '\'') => rest.starts_with("s "),
        _ => false,
    }
}

/// Words that begin a name for a thing, in lower case.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una", "o",
    "os", "as", "um", "uma", "il", "lo", "gli", "i", "de", "het", "een",
];

/// Whether a line is a few words that begin a sentence about what they name: `The owner`.
fn has_article(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    is_open(line) && words(line) <= FEW && ARTICLES.contains(&first.as_str())
}

/// Words of a clause that says who says so at most.
const CLAUSE: usize = 3;

/// Whether the line above begins a text and ends with who says so, who stands on line `next`: `… 19 crowns, reports`. A
/// heading under a sentence or a date has no such clause.
fn is_attributed(text: &str, lines: &[Line], next: usize) -> bool {
    let above = lines[next - 1].of(text);
    let clause = above.rsplit_once(", ").filter(|(head, _)| words(head) >= LONG);
    let over = next.checked_sub(2).map(|at| lines[at].of(text));
    let begins = over
        .is_none_or(|over| arrange::is_dateline(over) || over.ends_with(['.', '!', '?', '”', '"', '»', '…']));
    begins
        && clause.is_some_and(|(_, clause)| words(clause) <= CLAUSE && clause.ends_with(char::is_lowercase))
}

/// Words that Arabic sentences have right before a name.
const LEADING: &[&str] =
    &["في", "من", "على", "عن", "إلى", "الى", "مع", "بين", "حول", "عبر", "بحسب", "وفق", "لدى", "بعد", "قبل"];

/// Whether an Arabic sentence leads to line `next`, or from the name it led to. Arabic has no small letters.
fn arabic_leads(text: &str, lines: &[Line], next: usize, before: usize) -> bool {
    let of = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let leads = |line: &str| line.split_whitespace().next_back().is_some_and(|word| LEADING.contains(&word));
    let (above, below) = (of(next - 1), of(next));
    let led =
        next >= 2 && leads(of(next - 2)) && before > words(above) && words(above) <= LINK && is_open(above);
    before >= 3 && leads(above) && words(above) >= 2 && is_open(below) || led && words(below) >= 3
}

/// Whether a bracket ends with the sentence or a part of it.
fn is_close(first: Option<char>, rest: &str) -> bool {
    first == Some(')') && rest.starts_with(['.', ',', ';', ':'])
}

/// Whether a line ends where no sentence does, and no label with a mark either.
fn is_open(line: &str) -> bool {
    line.ends_with(|c: char| c.is_alphanumeric()) || line.ends_with(OPENING)
}

/// Whether a line ends with a small word, as a sentence does right before a name in it.
fn leaves_off(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let small = last.chars().count() <= 4 && last.chars().all(char::is_lowercase);
    (small && !heading::is_prose(line)) || line.ends_with(OPENING)
}

fn continues(line: &str, after: &str) -> bool {
    begins_inside(after) || (is_open(line) && after.starts_with(char::is_lowercase))
}

pub(super) fn words(line: &str) -> usize {
    line.split_whitespace().take(2 * LINK).count()
}

#[cfg(test)]
mod tests {
    use crate::segment::plain::texts as seen;

    #[test]
    fn links_inside_sentences_are_put_back() {
        let text = "Old Wheel Turns Again\nThe owners said on Monday that the\nHolm Mill\n, which was closed for \
                    two years, will open in May.\nIts wheel was made by\nAnn Poe\nand her son in a shed (\nby the \
                    river\n).\nShare this\nShe told the\nRiver Letter\n, and nobody else, that it lasts.\n";
        assert_eq!(
            seen(text),
            [
                "Old Wheel Turns Again",
                "The owners said on Monday that the Holm Mill, which was closed for two years, will open in May.",
                "Its wheel was made by Ann Poe and her son in a shed (by the river).",
                "Share this",
                "She told the River Letter, and nobody else, that it lasts.",
            ]
        );
    }

    #[test]
    fn links_are_put_back_where_no_mark_follows_them() {
        let text = "Holm Mill\nreopened on Monday after two years of repairs, and the\nRiver Letter\nsaid on Tuesday \
                    that nobody had believed in it but\nAnn Poe\nwho had made the wheel by hand in a shed of hers with\n\
                    a knife\nand\ntwo saws.\nAbout the Mill\nIts wheel was made by hand.\n";
        assert_eq!(
            seen(text),
            [
                "Holm Mill reopened on Monday after two years of repairs, and the River Letter said on Tuesday that \
                 nobody had believed in it but Ann Poe who had made the wheel by hand in a shed of hers with a knife \
                 and two saws.",
                "About the Mill",
                "Its wheel was made by hand.",
            ]
        );
    }

    #[test]
    fn one_link_is_evidence_enough() {
        for (text, whole) in [
            (
                "The\nHolm Mill\nreopened on Monday after two years of repairs.\nIts owners and\nAnn Poe\nhope that it lasts for many years.\n",
                2,
            ),
            ("Holm, 19 km von hier, sei wieder offen, berichtet\nder Müller\n. Das sagt\nAnn Poe\n.\n", 1),
            ("The wheel was made by\nAnn Poe\n, who has a shed, and by her son\n.\n", 1),
            (
                "De teller van de molen is van\nHolm\n. Hij draait sinds maandag, en de\nMolenkrant\nschreef erover.\n",
                1,
            ),
            ("ارتفع سعر الطحين في سوق الطاحونة بحسب\nوزارة الطحين\n، ثم انخفض في\nالسوق\n.\n", 1),
        ] {
            assert_eq!(seen(text).len(), whole, "{:?}", seen(text));
        }
    }

    #[test]
    fn verse_and_menus_stay_as_they_are() {
        for text in [
            "The wheel goes round,\nand round it goes,\nthe miller sleeps\nand no one knows\n",
            "The Wheel\nAnn Poe\nit turns, it turns,\nand nobody hears it.\n",
            "All\n,\nBooks\n,\nNews\n,\nMills\n",
            "home\nabout us\ncontact\nour mills and weirs\n",
        ] {
            assert_eq!(seen(text), text.lines().collect::<Vec<_>>(), "{text:?}");
        }
    }
}
