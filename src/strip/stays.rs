//! What stays although the outline of the page takes it.

use super::Rules;
use super::judge::Ground;
use super::shape;
use super::sheet::Measured;
use crate::model::Block;
use crate::rules::{Place, Takes};

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

/// Words of running text that goes on with the text above it, at least.
const GOES_ON: usize = 12;
/// The same where a box stands between the two.
const AFTER_BOX: usize = 18;
/// Lines of a box inside an article, with the heading under it, at most.
const BOX: usize = 6;
/// Blocks from one text to the next that goes on with it, at most: a heading may stand between.
const NEXT: usize = 2;

/// Running text that no rule claims and that follows running text goes on with it, whatever the outline says, and so
/// does the heading over it; a box may stand between, unless all that follows such a box goes.
pub(super) fn goes_on(measured: &Measured, rules: &Rules, grounds: &mut [Option<Ground>]) {
    let takes_rest = |rule: usize| rules.takes(rule) == Takes::Rest || rules.place(rule) == Place::End;
    let is_claimed = |ground: &Option<Ground>| !matches!(ground, None | Some(Ground::Outline));
    // The text above.
    let mut above: Option<usize> = None;
    for at in 0..grounds.len() {
        let f = &measured.features[at];
        let is_text = f.prose && f.words >= GOES_ON && !f.item;
        match grounds[at] {
            None if is_text => above = Some(at),
            Some(Ground::Outline) if is_text => {
                let Some(from) = above.filter(|from| at - from <= BOX) else { continue };
                let is_apart = grounds[from + 1..at].iter().any(is_claimed);
                if is_apart && f.words < AFTER_BOX || !is_apart && at - from > NEXT {
                    continue;
                }
                grounds[at] = None;
                if grounds[at - 1] == Some(Ground::Outline) && measured.features[at - 1].heading {
                    grounds[at - 1] = None;
                }
                above = Some(at);
            }
            Some(Ground::Rule(rule)) if takes_rest(rule) => above = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;
    use crate::strip::Surroundings;
    use crate::strip::sheet::measured;

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

    /// What `goes_on` leaves of a page: `-` before a line that the outline takes, `=` before one that a rule does.
    fn left(page: &str) -> Vec<String> {
        let packs = crate::rules::Packs::embedded();
        let rules = Rules::new(&packs);
        let rest = (0..).find(|&rule| rules.takes(rule) == Takes::Rest).expect("there are such rules");
        let other = (0..).find(|&rule| rules.takes(rule) == Takes::Block && rules.place(rule) != Place::End);
        let other = other.expect("there are such rules");
        let text: String =
            page.lines().map(|line| format!("{}\n\n", line.trim_start_matches(['-', '=', '#']))).collect();
        let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text));
        let draft = segment(source);
        let measured = measured(&draft.blocks, &draft.source, &rules, &Surroundings::NONE);
        let mut grounds: Vec<Option<Ground>> = page
            .lines()
            .map(|line| match line.chars().next() {
                Some('-') => Some(Ground::Outline),
                Some('=') => Some(Ground::Rule(other)),
                Some('#') => Some(Ground::Rule(rest)),
                _ => None,
            })
            .collect();
        assert_eq!(grounds.len(), draft.blocks.len(), "a block a line");
        goes_on(&measured, &rules, &mut grounds);
        let kept = draft.blocks.iter().zip(&grounds).filter(|(_, ground)| ground.is_none());
        kept.map(|(block, _)| block.text.as_str().chars().take(7).collect()).collect()
    }

    #[test]
    fn text_goes_on_over_a_heading_or_a_box() {
        const FIRST: &str = "First, the owners of the mill said on Monday that the wheel would turn again in the spring of next year.\n";
        const LAST: &str = "-Lastly, the keeper of the weir, who had waited for it since March, opened the gate and let the river come in again.\n";
        let table: &[(&str, &[&str])] = &[
            ("", &["First, ", "Lastly,"]),
            ("-The gate\n", &["First, ", "The gat", "Lastly,"]),
            ("=Related\n=The weir is dry\n=Two mills for sale\n", &["First, ", "Lastly,"]),
            ("=Related\n=The weir is dry\n-The gate\n", &["First, ", "The gat", "Lastly,"]),
            // What is farther away, or under a label that takes the rest, is not the article's.
            ("-One\n-Two\n", &["First, "]),
            ("=Related\n=One\n=Two\n=Three\n=Four\n=Five\n", &["First, "]),
            ("#Comments\n", &["First, "]),
        ];
        for (between, expected) in table {
            assert_eq!(left(&format!("{FIRST}{between}{LAST}")), *expected, "{between}");
        }
        let short = "-A sentence of no more than twelve words that is said of it.\n";
        assert_eq!(left(&format!("{FIRST}=Related\n=The weir is dry\n{short}")), ["First, "]);
    }
}
