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
    let takes_rest = |ground: Option<Ground>| matches!(ground, Some(Ground::Rule(rule)) if rules.takes(rule) == Takes::Rest || rules.place(rule) == Place::End);
    // The text above.
    let mut above: Option<usize> = None;
    for at in 0..grounds.len() {
        let f = &measured.features[at];
        let is_text = f.prose && f.words >= GOES_ON && !f.item;
        match grounds[at] {
            None if is_text => above = Some(at),
            Some(Ground::Outline) if is_text => {
                let Some(from) = above else { continue };
                let is_claimed = |i: &usize| !matches!(grounds[*i], None | Some(Ground::Outline));
                let is_apart = (from + 1..at).any(|i| is_claimed(&i));
                let fits =
                    if is_apart { f.words >= AFTER_BOX && at - from <= BOX } else { at - from <= NEXT };
                if !fits {
                    continue;
                }
                grounds[at] = None;
                if at > 0 && grounds[at - 1] == Some(Ground::Outline) && measured.features[at - 1].heading {
                    grounds[at - 1] = None;
                }
                above = Some(at);
            }
            ground if takes_rest(ground) => above = None,
            _ => {}
        }
    }
}
