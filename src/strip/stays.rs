//! What stays although the outline of the page takes it.

use super::Rules;
use super::judge::Ground;
use super::shape;
use super::sheet::Measured;
use crate::model::Block;

/// Signatures of posts that an article quotes, each under its post: "— Ann Poe (@annpoe) May 3, 2024". Buttons and
/// profiles of networks have no dash in front.
pub(super) fn posts(blocks: &[Block]) -> impl Iterator<Item = usize> {
    let is_signature = |text: &str| {
        let head: String = text.chars().take(120).collect();
        let is_open = head.strip_prefix(['—', '–']).and_then(|rest| rest.split_once("(@"));
        is_open.is_some_and(|(_, rest)| rest.contains(')') && text.ends_with(|c: char| c.is_alphanumeric()))
    };
    (1..blocks.len()).filter(move |&at| is_signature(blocks[at].text.as_str()))
}

/// Where the outline would leave no long sentence on the page, the likeliest of those it takes stays: a page has an
/// article, however short.
pub(super) fn rescue(measured: &Measured, outline: &shape::Outline, grounds: &mut [Option<Ground>]) {
    let is_long = |at: &usize| {
        let f = &measured.features[*at];
        f.prose && f.stops
    };
    let long: Vec<usize> = (0..grounds.len()).filter(is_long).collect();
    if long.iter().any(|&at| grounds[at].is_none()) {
        return;
    }
    let taken = long.into_iter().filter(|&at| grounds[at] == Some(Ground::Outline));
    if let Some(at) = taken.max_by_key(|&at| (outline.score(at), std::cmp::Reverse(at))) {
        grounds[at] = None;
    }
}

/// The longest of the sentences the outline takes stays where it says more than all running text that is left: a page
/// that is all menu has its article in one paragraph.
pub(super) fn bulk(blocks: &[Block], measured: &Measured, grounds: &mut [Option<Ground>]) {
    let length = |at: usize| blocks[at].text.as_str().len();
    let is_text = |at: &usize| measured.features[*at].prose && measured.features[*at].stops;
    let left: usize = (0..grounds.len())
        .filter(|&at| measured.features[at].prose && grounds[at].is_none())
        .map(length)
        .sum();
    let taken = (0..grounds.len()).filter(is_text).filter(|&at| grounds[at] == Some(Ground::Outline));
    if let Some(at) =
        taken.max_by_key(|&at| (length(at), std::cmp::Reverse(at))).filter(|&at| length(at) > left)
    {
        grounds[at] = None;
    }
}

/// A date that the page's shape takes from right under the article stays where no other is left: poems and letters are
/// dated at their end.
pub(super) fn dated(measured: &Measured, grounds: &mut [Option<Ground>]) {
    let is_date = |at: &usize| measured.features[*at].field && measured.features[*at].dated;
    let by_shape = |at: usize| matches!(grounds[at], Some(Ground::Tail | Ground::Between | Ground::Outline));
    let mut dates = (0..grounds.len()).filter(|at| measured.features[*at].dated);
    let is_right = |at: &usize| *at > 0 && is_date(at) && grounds[at - 1].is_none() && by_shape(*at);
    if let (Some(at), None) = (dates.next().filter(is_right), dates.next()) {
        grounds[at] = None;
    }
}

/// How often a label comes back before it is part of how the article is made.
const REFRAIN: usize = 5;

/// A label that comes back in the article again and again, each time between lines that stay, is the article's:
/// every entry of its list has one.
pub(super) fn refrain(
    measured: &Measured,
    outline: &shape::Outline,
    rules: &Rules,
    grounds: &mut [Option<Ground>],
) {
    let Some(label) = rules.navigation() else { return };
    let stays = |at: usize| grounds.get(at).is_none_or(Option::is_none);
    let comes_back = |at: &usize| {
        let at = *at;
        grounds[at] == Some(Ground::Rule(label))
            && outline.copies(at) >= REFRAIN
            && outline.is_inside(at)
            && at > 0
            && stays(at - 1)
            && stays(at + 1)
            && measured.features[at].open
    };
    let found: Vec<usize> = (0..grounds.len()).filter(comes_back).collect();
    if found.len() >= REFRAIN {
        found.into_iter().for_each(|at| grounds[at] = None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;

    #[test]
    fn a_poem_is_dated_at_its_end() {
        let poem = "Two poems\n\nWheel\n\nIt turns, it turns,\nwithout a word,\nand nobody hears it.\n\n14 October 2001\n\n\
                    Related poems\nWeir\nPrivacy policy\nContact us\nShare this\n";
        let gone = crate::strip::tests::dropped(poem);
        assert!(gone.iter().all(|line| !line.contains("2001")) && gone.len() >= 4, "{gone:?}");
    }

    #[test]
    fn posts_are_known_by_their_signatures() {
        let table = [
            ("— Ann Poe (@annpoe) May 3, 2024", 1),
            ("— Holm 🛞 (@holm_mill) 3 de mayo de 2024", 1),
            ("– 水车坊 (@holm) 2024年5月3日", 1),
            ("Ann Poe (@annpoe)", 0),
            ("Follow Ann Poe (@annpoe) for more", 0),
            ("— Ann Poe, miller of Holm", 0),
            ("— Ann Poe (@annpoe) said that the wheel turns again.", 0),
        ];
        for (line, count) in table {
            let text = format!("The wheel turns again at last.\n{line}\n");
            let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text));
            assert_eq!(posts(&segment(source).blocks).count(), count, "{line}");
        }
    }
}
