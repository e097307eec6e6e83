//! The list of an article's main points, where it stands between the title and the element with the text.

use super::page::Page;
use crate::arrange;
use crate::model::{Form, Region};

/// Blocks between the title and the first of the text at most.
const REACH: usize = 16;
/// Words of one of the main points at least.
const POINT: usize = 3;

/// Marks the main points of the article as its own. `first` is the first block of its text.
pub(super) fn mark(page: &mut Page<'_>, first: usize) {
    let near = first.saturating_sub(REACH)..first;
    let Some(title) = near.rev().find(|&at| page.blocks[at].form == Form::Heading(1)) else { return };
    let is_own = |at: usize| {
        let sign = &page.signs[at];
        sign.named.is_none() && sign.linked * 3 <= sign.length
    };
    let text = |at: usize| page.blocks[at].text.as_str();
    let is_label = |at: &usize| arrange::is_highlights_label(text(*at)) && is_own(*at);
    let Some(label) = (title + 1..first).find(is_label) else { return };
    let is_point = |at: &usize| {
        let is_item = matches!(page.blocks[*at].form, Form::Item { .. });
        is_item && is_own(*at) && text(*at).split_whitespace().nth(POINT - 1).is_some()
    };
    let end = label + 1 + (label + 1..first).take_while(is_point).count();
    if end > label + 2 {
        page.blocks[label..end].iter_mut().for_each(|block| block.region = Region::Article);
    }
}
