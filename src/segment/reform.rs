//! Forms that only show after repair, and the nesting of lists.

use super::line::columns;
use super::{bullet, heading, plain};
use crate::model::{Block, Draft, Edit, Form, Media};

/// Looks again at paragraphs that `repair` may have restored: a line that now begins with a
/// bullet is a list item, and a line over what now ends as a sentence does is a heading. The bullet
/// leaves the text; the block's span keeps it.
pub fn reform(draft: &mut Draft) {
    if draft.source.media() == Media::Html {
        return;
    }
    let source = draft.source.text();
    let mut found = false;
    for block in &mut draft.blocks {
        if !matches!(block.form, Form::Paragraph | Form::Heading(0)) || began_so(block, source) {
            continue;
        }
        if plain::is_editor_comment(block.text.as_str()) {
            block.form = Form::Comment;
        } else if let Some((bullet::Marker::Bullet, length)) = bullet::marker(block.text.as_str()) {
            block.text.apply(&[Edit { range: 0..length, replacement: String::new() }]);
            block.form = Form::Item { depth: 0, ordered: false };
            found = true;
        }
    }
    if found {
        nest(source, &mut draft.blocks);
    }
    if draft.source.media() == Media::Plain {
        heading::find(&mut draft.blocks);
    }
}

/// Whether a block's text still begins as its source does, Markdown's own marks left out.
fn began_so(block: &Block, source: &str) -> bool {
    let at = block.span.start as usize;
    block.text.pieces().first().is_some_and(|piece| piece.verbatim)
        || source[at..block.span.end as usize].chars().next() == block.text.as_str().chars().next()
}

/// Sets the depth of list items from their columns. A block that is no item ends the list.
pub(super) fn nest(source: &str, blocks: &mut [Block]) {
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        let Form::Item { depth, .. } = &mut block.form else {
            if block.form != Form::Comment {
                open.clear();
            }
            continue;
        };
        let column = column(source, block.span.start as usize);
        while open.last().is_some_and(|&c| c > column) {
            open.pop();
        }
        if open.last() != Some(&column) {
            open.push(column);
        }
        *depth = u8::try_from(open.len() - 1).unwrap_or(u8::MAX);
    }
}

/// Columns of white space between the line's beginning and `at`; other text counts nothing, so
/// that the walk ends at it.
fn column(source: &str, at: usize) -> usize {
    let before = &source[..at];
    let space = before.len() - before.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
    columns(&before[before.len() - space..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Source};
    use crate::segment::segment;

    pub(crate) fn draft(text: &str) -> Draft {
        let decoding = Decoding::of(text.into());
        segment(Source::new("page.txt".into(), Media::Plain, decoding))
    }

    #[test]
    fn a_restored_bullet_makes_an_item() {
        let mut draft = draft("Key points\nโข Prices rose\nโข Wages fell\n");
        for block in &mut draft.blocks[1..] {
            block.text.apply(&[Edit { range: 0.."โข".len(), replacement: "•".into() }]);
        }
        reform(&mut draft);
        let items: Vec<_> = draft.blocks[1..].iter().map(|b| (b.form, b.text.as_str())).collect();
        let form = Form::Item { depth: 0, ordered: false };
        assert_eq!(items, [(form, "Prices rose"), (form, "Wages fell")]);
    }

    #[test]
    fn restored_bullets_under_front_matter_make_items_too() {
        let text =
            "---\ntitle: T\n---\nKey points\n\nโข Prices rose\nโข Wages fell\n\n\\* a note\n".to_owned();
        let mut draft = segment(Source::new("page.md".into(), Media::Markdown, Decoding::of(text)));
        for block in draft.blocks.iter_mut().filter(|b| b.text.as_str().starts_with("โข")) {
            block.text.apply(&[Edit { range: 0.."โข".len(), replacement: "•".into() }]);
        }
        reform(&mut draft);
        let seen: Vec<_> = draft.blocks[1..].iter().map(|b| (b.form, b.text.as_str())).collect();
        let form = Form::Item { depth: 0, ordered: false };
        let paragraph = Form::Paragraph;
        assert_eq!(
            seen,
            [(paragraph, "Key points"), (form, "Prices rose"), (form, "Wages fell"), (paragraph, "* a note")]
        );
    }

    #[test]
    fn genuine_beginnings_stay() {
        let mut draft = draft("โขดหินสูง\n");
        let before = draft.blocks.clone();
        reform(&mut draft);
        assert_eq!(draft.blocks, before);
    }
}
