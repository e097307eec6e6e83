//! Blocks of the article that the extractor left out.

use super::body::Body;
use super::names::{GALLERY, Named, SHARE};
use super::page::{Page, Sign};
use super::region::is_running;
use crate::model::{Block, Form};
use crate::segment::is_prose;
use std::collections::BTreeMap;

/// Shortest text in the metadata, in letters, that is taken for an article's.
const BODY: usize = 250;
/// Fewest blocks of running text that are the rest of an article.
const REST: usize = 3;
/// A quotation belongs to the article where running text of it stands so close on both sides, in blocks.
const BESIDE: usize = 8;

/// The blocks that the page's own metadata has as the article's text. Says whether it is on the page.
pub(super) fn said(page: &Page<'_>, inside: &mut [bool]) -> bool {
    let Some(body) = page.body.as_deref().map(Body::new).filter(|body| body.letters >= BODY) else {
        return false;
    };
    // A sentence that is one long link is told from a headline by the metadata alone.
    let is_text = |at: usize| is_prose(page.blocks[at].text.as_str()) && !is_other(&page.signs[at]);
    let found: Vec<Option<usize>> = (0..inside.len())
        .map(|at| body.finds(page.blocks[at].text.as_str()).filter(|_| is_text(at)))
        .collect();
    if found.iter().flatten().sum::<usize>() * 2 < body.letters {
        return false;
    }
    for (inside, found) in inside.iter_mut().zip(found) {
        *inside |= found.is_some();
    }
    true
}

/// Running text and headings left out between, before or after blocks given back, in the same element as
/// those or one like it, and quotations between them.
pub(super) fn restore(page: &Page<'_>, inside: &mut [bool]) {
    siblings(page, inside);
    let own: Vec<usize> = (0..inside.len()).filter(|&i| inside[i]).collect();
    let Some(&first) = own.first() else { return };
    let containers = containers(page, inside);
    let quoted = quotations(page, inside);
    for at in 0..inside.len() {
        let (block, sign) = (&page.blocks[at], &page.signs[at]);
        inside[at] |= quoted[at];
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
        let between = at > first && at < last;
        let says = count >= 3 && is_sentence(block);
        if is_running(block, sign) || between && (heads || says || block.form == Form::Quote) {
            inside[at] = true;
        }
    }
}

/// For each element with running text of the article how much of it, in blocks, and the last of them.
fn containers(page: &Page<'_>, inside: &[bool]) -> BTreeMap<u32, (usize, usize)> {
    let mut containers: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for at in running(page, inside) {
        let (count, last) = containers.entry(page.signs[at].container).or_insert((0, at));
        *count += 1;
        *last = at;
    }
    containers
}

fn running<'p>(page: &'p Page<'_>, inside: &'p [bool]) -> impl DoubleEndedIterator<Item = usize> {
    (0..inside.len()).filter(|&at| inside[at] && is_running(&page.blocks[at], &page.signs[at]))
}

/// The rest of an article that is spread over several elements of one template, which advertisements part.
/// Another article begins with a heading of its own.
fn siblings(page: &Page<'_>, inside: &mut [bool]) {
    let mut templates: BTreeMap<u64, usize> = BTreeMap::new();
    for at in running(page, inside) {
        *templates.entry(page.signs[at].template).or_default() += 1;
    }
    templates.retain(|template, count| *template != 0 && *count >= 3);
    let Some((first, last)) = running(page, inside).next().zip(running(page, inside).next_back()) else {
        return;
    };
    let alike = |at: usize| templates.contains_key(&page.signs[at].template);
    let goes_on = |at: &usize| alike(*at) || !matches!(page.blocks[*at].form, Form::Heading(1 | 2));
    let is_text = |at: &usize| {
        alike(*at) && is_running(&page.blocks[*at], &page.signs[*at]) && !is_other(&page.signs[*at])
    };
    let before: Vec<usize> = (0..first).rev().take_while(goes_on).filter(is_text).collect();
    let after: Vec<usize> = (last + 1..page.blocks.len()).take_while(goes_on).filter(is_text).collect();
    // A note or two under the article are not its rest.
    for part in [before, after].iter().filter(|part| part.len() >= REST) {
        part.iter().for_each(|&at| inside[at] = true);
    }
}

/// Quotations, posts of others among them, that stand between running text of the article.
fn quotations(page: &Page<'_>, inside: &[bool]) -> Vec<bool> {
    let mut text = vec![false; inside.len()];
    running(page, inside).for_each(|at| text[at] = true);
    let near = |range: std::ops::Range<usize>| text[range].contains(&true);
    let pulled = pulled(page);
    let is_quoted = |at: usize| {
        let (block, sign) = (&page.blocks[at], &page.signs[at]);
        (block.form == Form::Quote && (is_post(block, sign) || !is_other(sign)) || is_shown(block, sign))
            && pulled.binary_search(&at).is_err()
            && near(at.saturating_sub(BESIDE)..at)
            && near(at + 1..(at + 1 + BESIDE).min(text.len()))
    };
    (0..inside.len()).map(is_quoted).collect()
}

/// Quotations that were pulled out of the text and stand in it, too.
fn pulled(page: &Page<'_>) -> Vec<usize> {
    let is_pulled = |at: &usize| matches!(page.signs[*at].named, Some(place) if place.named == Named::Quote);
    let found: Vec<usize> = (0..page.blocks.len()).filter(is_pulled).collect();
    if found.is_empty() {
        return found;
    }
    let mut text = String::new();
    for (at, block) in page.blocks.iter().enumerate() {
        if !is_pulled(&at) && !matches!(block.form, Form::Meta(_) | Form::Comment) {
            text.push_str(block.text.as_str());
            text.push(' ');
        }
    }
    let body = Body::new(&text);
    found.into_iter().filter(|&at| body.finds(page.blocks[at].text.as_str()).is_some()).collect()
}

/// Whether a block is the caption of a picture in the article's gallery.
pub(super) fn is_shown(block: &Block, sign: &Sign) -> bool {
    let in_gallery = matches!(sign.named, Some(place) if place.named == Named::Other(GALLERY));
    block.form == Form::Caption && in_gallery && sign.linked == 0
}

/// Whether a block is somebody's post: it is quoted in an element that is called after what shares it.
pub(super) fn is_post(block: &Block, sign: &Sign) -> bool {
    block.form == Form::Quote && matches!(sign.named, Some(place) if place.named == Named::Other(SHARE))
}

pub(super) fn is_other(sign: &Sign) -> bool {
    matches!(sign.named, Some(place) if matches!(place.named, Named::Other(_)))
}

/// Whether a paragraph, short as it may be, ends as a sentence does.
fn is_sentence(block: &Block) -> bool {
    let text = block.text.as_str().trim_end_matches(['"', '”', '’', ')', '»']);
    block.form == Form::Paragraph
        && text.contains(' ')
        && text.ends_with(['.', '!', '?', ':', '。', '！', '？'])
}
