//! Which blocks stand where the page has its article: what the extractor says, put right by what our
//! own blocks know.

use super::links;
use super::names::Named;
use super::page::{Page, Sign};
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
    let found = length(&inside);
    if found < SHORTEST || found * FEWEST < prose(&page.blocks, &page.signs) {
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
            _ if !inside[at] => Region::Elsewhere(""),
            Some(word) => Region::Elsewhere(word),
            None => Region::Article,
        };
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

/// Running text and headings that the extractor left out between, before or after blocks it gave back,
/// in the same element as those.
fn restore(page: &Page<'_>, inside: &mut [bool]) {
    let own: Vec<usize> = (0..inside.len()).filter(|&i| inside[i]).collect();
    let mut containers: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for &at in own.iter().filter(|&&at| is_running(&page.blocks[at], &page.signs[at])) {
        let (count, last) = containers.entry(page.signs[at].container).or_insert((0, at));
        *count += 1;
        *last = at;
    }
    for at in 0..inside.len() {
        let (block, sign) = (&page.blocks[at], &page.signs[at]);
        if inside[at] || is_other(sign) || sign.linked * 3 > sign.length {
            continue;
        }
        let beside = |at: Option<usize>| at.and_then(|at| inside.get(at)).is_some_and(|inside| *inside);
        let heads = matches!(block.form, Form::Heading(2..));
        if heads && beside(at.checked_sub(1)) && beside(Some(at + 1)) {
            inside[at] = true;
            continue;
        }
        let Some(&(count, last)) = containers.get(&sign.container).filter(|(count, _)| *count >= 2) else {
            continue;
        };
        let between = at > own[0] && at < last;
        let says = count >= 3 && is_sentence(block);
        if is_running(block, sign) || between && (heads || says || block.form == Form::Quote) {
            inside[at] = true;
        }
    }
}

fn is_other(sign: &Sign) -> bool {
    matches!(sign.named, Some(place) if matches!(place.named, Named::Other(_)))
}

/// Whether a paragraph, short as it may be, ends as a sentence does.
fn is_sentence(block: &Block) -> bool {
    let text = block.text.as_str().trim_end_matches(['"', '”', '’', ')', '»']);
    block.form == Form::Paragraph
        && text.contains(' ')
        && text.ends_with(['.', '!', '?', ':', '。', '！', '？'])
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
    page.signs
        .iter()
        .map(|sign| match sign.named {
            Some(place) if small(place.id) => match place.named {
                Named::Other(word) => Some(word),
                _ => None,
            },
            _ => None,
        })
        .collect()
}
