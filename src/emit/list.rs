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

#[cfg(test)]
mod tests {
    use super::nest;
    use crate::model::{Block, Form, Span, Text};

    fn item(depth: u8, words: &str) -> Block {
        let mut text = Text::new();
        text.replace(words, Span::at(0));
        Block::new(Form::Item { depth, ordered: false }, text, Span::at(0))
    }

    #[track_caller]
    fn check(items: &[(u8, &str)], expected: &str) {
        let blocks: Vec<Block> = items.iter().map(|(depth, words)| item(*depth, words)).collect();
        let nested = nest(&blocks.iter().collect::<Vec<_>>());
        assert_eq!(serde_json::to_string(&nested).expect("JSON"), expected);
    }

    #[test]
    fn items_nest_by_depth_and_none_is_lost() {
        check(&[], "[]");
        check(&[(0, "a"), (0, "b")], r#"["a","b"]"#);
        check(&[(0, "a"), (1, "b"), (0, "c")], r#"[{"text":"a","items":["b"]},"c"]"#);
        check(
            &[(0, "a"), (1, "b"), (2, "c"), (1, "d")],
            r#"[{"text":"a","items":[{"text":"b","items":["c"]},"d"]}]"#,
        );
        // Depths that begin too deep, skip a level, or come back halfway.
        check(&[(3, "a"), (0, "b")], r#"["a","b"]"#);
        check(&[(0, "a"), (5, "b"), (2, "c")], r#"[{"text":"a","items":["b","c"]}]"#);
    }
}
