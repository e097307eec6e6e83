//! Sentences cut into lines: dumps that give every piece of markup a line, so that a link inside a
//! sentence stands on a line of its own. Put together again where the pieces leave no doubt.

use super::line::Line;
use super::wrap::Joint;
use super::{bullet, heading};

/// Lines that begin in the middle of a sentence before a document is taken for such a dump.
const EVIDENCE: usize = 3;

/// Most words of a link inside a sentence.
const LINK: usize = 8;

/// Most words of a short piece, and fewest of a long one, that are evidence side by side.
const FEW: usize = 4;
const LONG: usize = 6;

/// Whether a document is evidently such a dump.
pub(super) fn are_in(text: &str, lines: &[Line]) -> bool {
    let is_cut = |pair: &&[Line]| {
        let (above, below) = (pair[0].of(text), pair[1].of(text));
        !pair[1].blank_before && (begins_inside(below) || is_lopsided(above, below))
    };
    lines.windows(2).filter(is_cut).take(EVIDENCE).count() == EVIDENCE
}

/// Whether a few words and a long piece of a sentence make one sentence: a link and what stands beside it. The
/// lines of verse and of menus are more alike.
fn is_lopsided(above: &str, below: &str) -> bool {
    let (a, b) = (words(above), words(below));
    let differ = (a <= FEW && b >= LONG) || (a >= LONG && b <= FEW);
    differ && is_open(above) && below.starts_with(char::is_lowercase) && !heading::has_form(below)
}

/// How line `next` goes on with the sentence of the line above; `None` where it may not. `before` are the words
/// of the paragraph so far, that line included.
pub(super) fn joint(text: &str, lines: &[Line], next: usize, before: usize) -> Option<Joint> {
    let (a, b) = (lines[next - 1], lines[next]);
    let (above, below) = (a.of(text), b.of(text));
    if b.blank_before || bullet::marker(below).is_some() || bullet::is_damaged(below) {
        return None;
    }
    let size = before + words(below);
    if begins_inside(below) {
        // Commas also stand between the names of a list of topics.
        return (size >= 5 || !below.starts_with(',')).then_some(Joint::Nothing);
    }
    let after = lines.get(next + 1).filter(|l| !l.blank_before).map(|l| l.of(text));
    let goes_on = is_open(above) && below.starts_with(char::is_lowercase) && size >= 6;
    let leads = words(below) <= LINK
        && after.is_some_and(|after| continues(below, after))
        && ((before >= 3 && leaves_off(above))
            || (before >= LONG && is_open(above) && !heading::has_form(above)));
    let space = if above.ends_with(OPENING) { Joint::Nothing } else { Joint::Space };
    (goes_on || leads).then_some(space)
}

const OPENING: [char; 7] = ['(', '[', '“', '‘', '«', '„', '¿'];

/// Whether a line begins with a mark that only stands inside or after a sentence.
fn begins_inside(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next();
    let rest = chars.as_str();
    match first {
        Some(',' | ';' | '.' | ')') => {
            rest.is_empty() || rest.starts_with([' ', '\u{a0}', '”', '"', ')', '’']) || is_close(first, rest)
        }
        Some('”' | '“' | '"') => {
            rest.starts_with([',', '.', ';']) || (first == Some('”') && rest.starts_with(' '))
        }
        Some('’' | '\'') => rest.starts_with("s "),
        _ => false,
    }
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
    use crate::segment::plain;

    fn seen(text: &str) -> Vec<String> {
        plain::blocks(text).0.iter().map(|b| b.text.as_str().to_owned()).collect()
    }

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
    fn verse_and_menus_stay_as_they_are() {
        for text in [
            "The wheel goes round,\nand round it goes,\nthe miller sleeps\nand no one knows\n",
            "All\n,\nBooks\n,\nNews\n,\nMills\n",
            "home\nabout us\ncontact\nour mills and weirs\n",
        ] {
            assert_eq!(seen(text), text.lines().collect::<Vec<_>>(), "{text:?}");
        }
    }
}
