//! Which blocks stand where the page has its article: what the extractor says, put right by what our
//! own blocks know.

use super::names::Named;
use super::open::Place;
use super::page::{Page, Sign};
use super::restore::{is_other, is_post, is_shown, restore, said};
use super::{above, links};
use crate::model::{Block, Form, Region};
use crate::segment::is_prose;
use std::collections::BTreeMap;

/// Fewest bytes of an article; what is shorter is a page the extractor did not understand.
const SHORTEST: usize = 250;
/// The share of a page's running text that an article has at least is one in so many.
const FEWEST: usize = 8;
/// An element may be left out for what it is called while it holds less than this share of the article.
const NAMED_MOST: f64 = 0.35;

/// Says of every block whether it stands in the article. `returned` are the marked stretches of the
/// copy that the extractor gave back. Returns the last block of the article, if it has found one.
pub(super) fn mark(page: &mut Page<'_>, returned: &[bool]) -> Option<usize> {
    let mut inside = covered(page, returned);
    let length = |inside: &[bool]| -> usize {
        (0..inside.len()).filter(|&i| inside[i]).map(|i| page.signs[i].length).sum()
    };
    let is_said = said(page, &mut inside);
    let found = length(&inside);
    if !is_said && (found < SHORTEST || found * FEWEST < prose(&page.blocks, &page.signs)) {
        return None;
    }
    restore(page, &mut inside);
    let whole = length(&inside);
    let last = inside.iter().rposition(|inside| *inside)?;
    let mut named = named(page, &inside, whole);
    let left: Vec<bool> =
        inside.iter().zip(&named).map(|(inside, named)| *inside && named.is_none()).collect();
    // An element that takes most of the article with it is not what it is called.
    if length(&left) * 2 < whole {
        named = vec![None; inside.len()];
    }
    links::mark(page, &inside, &mut named);
    let blocks = page.blocks.iter_mut().enumerate();
    for (at, block) in blocks.filter(|(_, b)| !matches!(b.form, Form::Meta(_) | Form::Comment)) {
        block.region = match named[at] {
            _ if !inside[at] => Region::Elsewhere(links::outside(block.form, &page.signs[at])),
            Some(word) => Region::Elsewhere(word),
            None => Region::Article,
        };
    }
    if let Some(first) = inside.iter().position(|inside| *inside) {
        above::mark(page, first);
    }
    Some(last)
}

/// The blocks of which the extractor gave back half or more.
fn covered(page: &Page<'_>, returned: &[bool]) -> Vec<bool> {
    let mut given = vec![0_usize; page.blocks.len()];
    for ((block, length), _) in page.marked.iter().zip(returned).filter(|(_, returned)| **returned) {
        if let Some(given) = given.get_mut(*block as usize) {
            *given += *length as usize;
        }
    }
    given.iter().zip(&page.signs).map(|(given, sign)| *given > 0 && given * 2 >= sign.length).collect()
}

/// Bytes of running text that is not mostly links, wherever it stands but in elements that say they are
/// something else.
fn prose(blocks: &[Block], signs: &[Sign]) -> usize {
    let running = blocks.iter().zip(signs).filter(|(block, sign)| is_running(block, sign) && !is_other(sign));
    running.map(|(_, sign)| sign.length).sum()
}

pub(super) fn is_running(block: &Block, sign: &Sign) -> bool {
    matches!(block.form, Form::Paragraph | Form::Quote | Form::Item { .. })
        && sign.linked * 3 < sign.length
        && is_prose(block.text.as_str())
}

/// The block in which the first half of the article's running text ends.
fn half(page: &Page<'_>, inside: &[bool]) -> usize {
    let running = |at: &usize| inside[*at] && is_running(&page.blocks[*at], &page.signs[*at]);
    let all: usize = (0..inside.len()).filter(running).map(|at| page.signs[at].length).sum();
    let mut sum = 0;
    let ends = |at: &usize| {
        sum += page.signs[*at].length;
        sum * 2 >= all
    };
    (0..inside.len()).filter(running).find(ends).unwrap_or(inside.len())
}

/// For each block the name of an element around it that is no part of an article.
fn named(page: &Page<'_>, inside: &[bool], whole: usize) -> Vec<Option<&'static str>> {
    let mut lengths: BTreeMap<u32, usize> = BTreeMap::new();
    for (sign, _) in page.signs.iter().zip(inside).filter(|(_, inside)| **inside) {
        if let Some(place) = sign.named {
            *lengths.entry(place.id).or_default() += sign.length;
        }
    }
    let small = |id: u32| lengths.get(&id).is_some_and(|length| (*length as f64) < whole as f64 * NAMED_MOST);
    let half = half(page, inside);
    let word = |(at, sign): (usize, &Sign)| match sign.named? {
        // Sentences in an element called after the author are about them, once the article is over.
        Place { named: Named::Author, id }
            if at > half && small(id) && is_running(&page.blocks[at], sign) =>
        {
            Some("author bio")
        }
        // Sentences may be the article's all the same: a part of it that a button shows.
        Place { named: Named::Hidden, id } if small(id) && !is_running(&page.blocks[at], sign) => {
            Some("hidden")
        }
        Place { named: Named::Other(word), id }
            if small(id) && !is_post(&page.blocks[at], sign) && !is_shown(&page.blocks[at], sign) =>
        {
            Some(word)
        }
        _ => None,
    };
    page.signs.iter().enumerate().map(word).collect()
}
