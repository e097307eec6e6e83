//! What marks a short line as the text's own, whatever it says: how it ends, and a number among numbers.

use super::page::Feature;
use crate::model::Block;

/// Blocks between two numbered lines of one list at most.
const REACH: usize = 12;

/// Whether each block is part of a text by its form: one word with a full stop or a comma behind it, a line that
/// breaks off at a comma, an item of a list that is numbered on either side.
pub(super) fn spoken(blocks: &[Block], features: &[Feature]) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = blocks.iter().map(|b| number(b.text.as_str())).collect();
    let is_spoken = |at: usize| {
        let (text, f) = (blocks[at].text.as_str(), &features[at]);
        let breaks_off = text.ends_with([',', ';']) && f.words >= 3;
        let is_sentence = f.words == 1 && f.stops && !text.contains(['@', '/']) && !f.item;
        breaks_off || is_sentence || is_numbered(&numbers, at)
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
