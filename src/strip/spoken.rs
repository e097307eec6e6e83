//! What marks a short line as the text's own, whatever it says: how it ends, a number among numbers, a place in verse.

use super::page::Feature;
use crate::model::{Block, Form};

/// Blocks between two numbered lines of one list at most.
const REACH: usize = 12;

/// Whether each block is part of a text by its form: one word with a full stop or a comma behind it, a line that
/// breaks off at a comma, an item of a list that is numbered on either side, a line among lines of verse.
pub(super) fn spoken(blocks: &[Block], features: &[Feature]) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = blocks.iter().map(|b| number(b.text.as_str())).collect();
    let is_spoken = |at: usize| {
        let (text, f) = (blocks[at].text.as_str(), &features[at]);
        let breaks_off = text.ends_with([',', ';']) && f.words >= 3;
        let is_sentence = f.words == 1 && f.stops && !text.contains(['@', '/']) && !f.item;
        breaks_off || is_sentence || is_numbered(&numbers, at) || is_verse(blocks, features, at)
    };
    (0..blocks.len()).map(is_spoken).collect()
}

/// The number a line begins with, as lists are numbered.
fn number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = &text[digits..];
    let is_listed = digits > 0 && digits <= 3 && behind.starts_with(". ");
    text[..digits].parse().ok().filter(|_| is_listed)
}

/// Whether the numbers next to a line's own go on from it: above, and below where there are more.
fn is_numbered(numbers: &[Option<u32>], at: usize) -> bool {
    let Some(own) = numbers[at] else { return false };
    let above = numbers[at.saturating_sub(REACH)..at].iter().rev().flatten().next();
    let below = numbers[at + 1..].iter().take(REACH).flatten().next();
    above.is_some_and(|n| n + 1 == own) && below.is_none_or(|n| own + 1 == *n)
}

/// Lines on either side of one that show whether it stands in verse, and how many must have a mark at their end.
const STANZA: usize = 3;
const MARKED: usize = 4;
/// Words of a line of verse.
const LINE: std::ops::RangeInclusive<usize> = 2..=12;

/// Whether the lines around a line are as short, and most end with marks as lines of verse do, commas among them.
fn is_verse(blocks: &[Block], features: &[Feature], at: usize) -> bool {
    let text = |i: usize| blocks[i].text.as_str();
    let is_line =
        |i: &usize| matches!(blocks[*i].form, Form::Paragraph) && LINE.contains(&features[*i].words);
    let near = (at.saturating_sub(STANZA)..at).chain(at + 1..(at + 1 + STANZA).min(blocks.len()));
    let near: Vec<usize> = near.filter(is_line).collect();
    let marked = |marks: &[char]| near.iter().filter(|&&i| text(i).ends_with(marks)).count();
    is_line(&at)
        && marked(&[',', ';']) >= 2
        && marked(&[',', ';', '.', ':', '!', '?', '—', '’', '”']) >= MARKED
        && near.iter().any(|&i| i < at)
}

#[cfg(test)]
mod tests {
    use crate::model::{Decoding, Media, Source, Verdict};
    use crate::rules::Packs;
    use crate::strip::{Rules, Surroundings, strip};

    fn dropped(text: &str) -> Vec<String> {
        let rules = Rules::new(&Packs::embedded());
        let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text.into()));
        let article = strip(crate::segment::segment(source), &rules, &Surroundings::NONE);
        let gone = article.blocks.iter().filter(|b| matches!(b.verdict, Verdict::Drop(_)));
        gone.map(|b| b.text.as_str().to_owned()).collect()
    }

    #[test]
    fn lines_of_plays_verse_and_minutes_are_their_own() {
        for text in [
            "MILLER\n\nWhat shall we do with the flour?\n\nANN\n\nShare.\n\nMILLER\n\nAnd with the wheel?\n\nANN\n\nFollow.\n",
            "The drum was heard at the mill,\nsign up for the war,\nsubscribe to the drum,\nand nobody came home.\n",
            "Down to the weir we ran by night,\nthe miller with his lamp held high,\nand nobody had told him why.\n\
             Follow us\nto where the water meets the wheel,\nto where the stones are cold as steel,\nand read what the river wrote there;\n\
             Read more\nbefore the morning takes the light,\nbefore it carries off the night.\n",
            "Minutes of the mill's council\n\n1. Apologies\n\nNone came.\n\n2. Minutes\n\nThey were read.\n\n3. Accounts\n\n\
             They were passed.\n\n4. Comments\n\nMr Holm spoke of the weir.\n\n5. Close\n\nIt closed at nine.\n",
        ] {
            assert_eq!(dropped(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn labels_without_such_a_form_still_go() {
        let text = "The mill at Holm turns again after two years of repairs, and its owners say that it will outlast \
                    them all.\n\nShare\n\nFollow us on Facebook\n\n4 Comments\n";
        assert_eq!(dropped(text).len(), 3);
    }
}
