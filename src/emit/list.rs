//! Flat list items with depths to nested lists.

use super::scalar::Scalar;
use crate::model::{Block, Form};
use serde::Serialize;

/// A list item: a plain string, or a string with a list below it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Item<'a> {
    /// No list below it.
    Leaf(Scalar<'a>),
    /// With a list below it.
    Branch {
        /// Its own words.
        text: Scalar<'a>,
        /// The list below.
        items: Vec<Item<'a>>,
    },
}

/// Nests items by depth. An item deeper than its predecessor by more than one level is one level deeper.
///
/// Works with a stack, because depth comes from the input.
pub(super) fn nest<'a>(blocks: &[&'a Block]) -> Vec<Item<'a>> {
    let mut root = Vec::new();
    // Items whose lists are still open, outermost first, with their depth.
    let mut open: Vec<(u8, Scalar<'a>, Vec<Item<'a>>)> = Vec::new();
    for block in blocks {
        let depth = depth(block);
        while open.last().is_some_and(|(d, ..)| *d >= depth) {
            close(&mut open, &mut root);
        }
        open.push((depth, block.text.as_str().into(), Vec::new()));
    }
    while !open.is_empty() {
        close(&mut open, &mut root);
    }
    root
}

fn close<'a>(open: &mut Vec<(u8, Scalar<'a>, Vec<Item<'a>>)>, root: &mut Vec<Item<'a>>) {
    let Some((_, text, items)) = open.pop() else { return };
    let item = if items.is_empty() { Item::Leaf(text) } else { Item::Branch { text, items } };
    open.last_mut().map_or(root, |(_, _, below)| below).push(item);
}

fn depth(block: &Block) -> u8 {
    match block.form {
        Form::Item { depth, .. } => depth,
        _ => 0,
    }
}
