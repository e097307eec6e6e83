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
        let is_said = is_quoted(text) && f.words <= QUOTED;
        breaks_off || is_sentence || is_said || is_numbered(&numbers, at) || is_verse(blocks, features, at)
    };
    (0..blocks.len()).map(is_spoken).collect()
}

/// Words of a quoted line at most: a button is not quoted, nor is it long.
const QUOTED: usize = 12;

/// Whether a line is what somebody says: it begins with a quotation mark and has another.
fn is_quoted(text: &str) -> bool {
    let mut chars = text.chars();
    let opens = chars.next().is_some_and(|c| matches!(c, '"' | '“' | '„' | '«' | '»' | '‘' | '「' | '『'));
    opens && chars.any(|c| matches!(c, '"' | '”' | '“' | '»' | '«' | '’' | '」' | '』'))
}

/// Words of the line under the beginning of a verse at most.
const BELOW: usize = 8;

/// Whether a short line is the beginning of a sentence that goes on below in small letters, as verse does, with
/// nothing of a page beside it. `is_claimed` tells which blocks rules claim.
pub(super) fn goes_on_below(
    blocks: &[Block],
    features: &[Feature],
    at: usize,
    is_claimed: &dyn Fn(usize) -> bool,
) -> bool {
    let Some((below, next)) = blocks.get(at + 1).zip(features.get(at + 1)) else { return false };
    let text = below.text.as_str();
    let is_line = |i: usize| blocks[i].form == Form::Paragraph || matches!(blocks[i].form, Form::Heading(0));
    features[at].words <= 3
        && features[at].open
        && is_line(at)
        && below.form == Form::Paragraph
        && next.words <= BELOW
        && !next.field
        && blocks[at].text.as_str().ends_with(char::is_alphabetic)
        && blocks[at].text.as_str().starts_with(char::is_uppercase)
        && (ends_below(blocks, at + 1) || is_title_of(blocks, at))
        && !text.contains(|c: char| c.is_numeric() || matches!(c, '@' | '/' | '|' | '·'))
        && !is_claimed(at + 1)
        && at.checked_sub(1).is_none_or(|above| !is_claimed(above))
}

/// Whether the line below begins with a line's own words and goes on in small letters, as poems do with their titles.
fn is_title_of(blocks: &[Block], at: usize) -> bool {
    let text = |at: usize| blocks.get(at).map_or("", |b| b.text.as_str());
    let small = |line: &str| line.starts_with(char::is_lowercase);
    text(at + 1).strip_prefix(text(at)).and_then(|rest| rest.strip_prefix(' ')).is_some_and(small)
        && small(text(at + 2))
}

/// Whether markup makes a heading of a label, and the sentence under it has its word.
pub(super) fn heads_below(
    blocks: &[Block],
    features: &[Feature],
    at: usize,
    is_claimed: &dyn Fn(usize) -> bool,
) -> bool {
    let Some((below, next)) = blocks.get(at + 1).zip(features.get(at + 1)) else { return false };
    let label = blocks[at].text.as_str().to_lowercase();
    let mut words = below.text.as_str().split(|c: char| !c.is_alphanumeric());
    matches!(blocks[at].form, Form::Heading(2..))
        && features[at].words == 1
        && below.form == Form::Paragraph
        && !next.open
        && (SAID..=LONG).contains(&next.words)
        && !is_claimed(at + 1)
        && words.any(|word| word.to_lowercase() == label)
}

/// Words of a sentence under its heading.
const SAID: usize = 6;
const LONG: usize = 60;

/// Lines of a sentence in verse at most.
const SENTENCE: usize = 4;

/// Whether lines that begin with small letters go on to the end of a sentence.
fn ends_below(blocks: &[Block], at: usize) -> bool {
    let lines = blocks[at..].iter().take(SENTENCE).map(|b| b.text.as_str());
    let small = lines.take_while(|line| line.starts_with(char::is_lowercase));
    small.into_iter().any(|line| line.ends_with(['.', '!', '?', '…', '。']))
}

/// Whether an address stands under a label that leads to it (`Media contact:`).
pub(super) fn is_led_to(blocks: &[Block], features: &[Feature], at: usize) -> bool {
    let text = blocks[at].text.as_str();
    let is_address = text.contains('@') && !text.contains(char::is_whitespace);
    let above = || (at.saturating_sub(CONTACT)..at).rev();
    is_address
        && above().take_while(|&i| features[i].words <= 8).any(|i| {
            features[i].words <= 6
                && (features[i].colon && features[i].words <= 4 || is_contact(blocks[i].text.as_str()))
        })
}

/// Beginnings of the words that head a contact, in lower case.
#[rustfmt::skip]
const CONTACTS: &[&str] = &[
    "contact", "kontakt", "contatt", "contato", "media", "press", "presse", "prensa", "stampa", "imprensa", "pers", "prasa", "пресс", "контакт",
    "iletişim", "basın",
];

/// Whether a line heads a contact, or is its telephone.
fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let small = text.to_lowercase();
    let is_phone = digits >= 6 && text.len() <= 60;
    is_phone || small.split_whitespace().any(|word| CONTACTS.iter().any(|head| word.starts_with(head)))
}

/// Lines of a contact over its address at most, the label among them.
const CONTACT: usize = 5;

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
    use crate::strip::tests::dropped;

    #[test]
    fn lines_of_plays_verse_and_minutes_are_their_own() {
        for text in [
            "MILLER\n\nWhat shall we do with the flour?\n\nANN\n\nShare.\n\nMILLER\n\nAnd with the wheel?\n\nANN\n\nFollow.\n",
            "The drum was heard at the mill,\nsign up for the war,\nsubscribe to the drum,\nand nobody came home.\n",
            "Down to the weir we ran by night,\nthe miller with his lamp held high,\nand nobody had told him why.\n\
             Follow us\nto where the water meets the wheel,\nto where the stones are cold as steel,\nand read what the river wrote there;\n\
             Read more\nbefore the morning takes the light,\nbefore it carries off the night.\n",
            "Four poems\n\nWheel\n\nIt turns\nwithout a word\n\nShare\n\nShare the flour\nthe sack\nthe dust\n\nWeir\n\nOver\nand over\n",
            "The weir\n\nHome\nis where\nthe wheel turns.\n\nShare\nthe flour.\n\nComments\nare free.\n",
            "The miller's wife\n\n\"Share?\" he said.\n\n\"Comments?\"\n\n\"None.\"\n\n\"Follow me,\" she said.\n",
            "Holm Mills opens a wheel, and whoever wants to see it may come on Friday at noon to look at it.\n\nPress office:\n\
             Ann Poe\npress@holm.example\n",
            "Minutes of the mill's council\n\n1. Apologies\n\nNone came.\n\n2. Minutes\n\nThey were read.\n\n3. Accounts\n\n\
             They were passed.\n\n4. Comments\n\nMr Holm spoke of the weir.\n\n5. Close\n\nIt closed at nine.\n",
        ] {
            assert_eq!(dropped(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_heading_has_its_word_in_the_sentence_below() {
        let text = |label: &str| {
            format!(
                "# The miller of Holm\n\nThe mill turns again after two years of repairs, and its owners say that it lasts.\n\n\
                 ## {label}\n\nThe miller gives a share of every sack to the ducks.\n\n## Comments\n\nLog in\n"
            )
        };
        let gone = |label: &str| {
            let decoding = crate::model::Decoding::of(text(label));
            let source = crate::model::Source::new("page.md".into(), crate::model::Media::Markdown, decoding);
            let rules = crate::strip::Rules::new(&crate::rules::Packs::embedded());
            let draft = crate::segment::segment(source);
            let article = crate::strip::strip(draft, &rules, &crate::strip::Surroundings::NONE);
            article.blocks.iter().any(|b| !b.is_kept() && b.text.as_str() == label)
        };
        assert!(!gone("Share"));
        assert!(gone("Tweet"));
    }

    #[test]
    fn labels_beside_others_are_no_verse() {
        let prose = "The mill at Holm turns again after two years of repairs, and its owners say that it will outlast them all.";
        for (lines, gone) in [
            ("Follow us\nShare\non paper\nComments", 4),
            ("Home\nNews\nShare", 3),
            ("View comments\nblog comments by\nHolm Post", 3),
            ("Ann Poe\npress@holm.example", 1),
        ] {
            assert_eq!(dropped(&format!("{prose}\n\n{lines}\n")).len(), gone, "{lines}");
        }
    }

    #[test]
    fn labels_without_such_a_form_still_go() {
        let text = "The mill at Holm turns again after two years of repairs, and its owners say that it will outlast \
                    them all.\n\nShare\n\nFollow us on Facebook\n\n4 Comments\n";
        assert_eq!(dropped(text).len(), 3);
    }
}
