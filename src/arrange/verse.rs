//! Stanzas: short lines of a plain text with nothing between them and a blank line around them are one paragraph of
//! lines, as markup would have them.

use crate::model::{Block, Form, Role, Span, Text};

/// Lines of a stanza.
const FEWEST: usize = 3;
const MOST: usize = 24;
/// Words and characters of a line at most.
const WORDS: usize = 12;
const LONGEST: usize = 60;

/// Puts the lines of each stanza together. What was removed between them keeps them apart.
pub(super) fn join(source: &str, blocks: &mut Vec<Block>) {
    let mut all: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    let mut run: Vec<Block> = Vec::new();
    while let Some(block) = rest.next() {
        let goes_on = rest
            .peek()
            .is_some_and(|below| is_line(&block) && is_line(below) && is_right_under(source, &block, below));
        run.push(block);
        if !goes_on {
            let is_apart = |below: Option<&Block>| {
                let last = run.last().zip(below);
                last.is_none_or(|(above, below)| has_blank(source, above, below))
            };
            let above =
                all.last().zip(run.first()).is_none_or(|(above, first)| has_blank(source, above, first));
            if above && is_apart(rest.peek()) && is_stanza(&run) {
                all.push(whole(&run));
                run.clear();
            } else {
                all.append(&mut run);
            }
        }
    }
    *blocks = all;
}

fn is_line(block: &Block) -> bool {
    let text = block.text.as_str();
    block.is_kept()
        && block.form == Form::Paragraph
        && block.role == Role::Body
        && text.chars().take(LONGEST + 1).count() <= LONGEST
        && text.split_whitespace().take(WORDS + 1).count() <= WORDS
        && !text.starts_with(|c: char| c.is_numeric())
}

/// What stands between two blocks in the source.
fn between<'s>(source: &'s str, above: &Block, below: &Block) -> &'s str {
    source.get(above.span.end as usize..below.span.start as usize).unwrap_or_default()
}

fn is_right_under(source: &str, above: &Block, below: &Block) -> bool {
    let gap = between(source, above, below);
    gap.trim().is_empty() && gap.matches('\n').count() == 1
}

fn has_blank(source: &str, above: &Block, below: &Block) -> bool {
    between(source, above, below).matches('\n').count() > 1
}

/// Whether lines are verse: half of them break off, and one goes on from the line above in small letters or with a comma.
fn is_stanza(lines: &[Block]) -> bool {
    let text = |block: &Block| block.text.as_str().to_owned();
    let open = lines.iter().filter(|b| !text(b).ends_with(['.', '!', '?', '…', '。', '！', '？'])).count();
    let goes_on = lines.iter().skip(1).any(|b| text(b).starts_with(char::is_lowercase));
    let commas = lines.iter().filter(|b| text(b).ends_with([',', ';', '—', '–'])).count();
    (FEWEST..=MOST).contains(&lines.len()) && open * 2 >= lines.len() && (goes_on || commas >= 2)
}

/// The lines as one block.
fn whole(lines: &[Block]) -> Block {
    let mut block = lines[0].clone();
    let mut text = Text::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.replace("\n", Span::new(block.span.end as usize, line.span.start as usize));
        }
        for piece in line.text.pieces() {
            let slice = &line.text.as_str()[piece.range()];
            match piece.verbatim {
                true => text.keep(slice, piece.span),
                false => text.replace(slice, piece.span),
            }
        }
        block.span = block.span.cover(line.span);
    }
    block.text = text;
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;

    fn seen(text: &str) -> Vec<String> {
        let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text.into()));
        let mut blocks = segment(source).blocks;
        join(text, &mut blocks);
        blocks.iter().map(|b| b.text.as_str().to_owned()).collect()
    }

    #[test]
    fn lines_of_a_stanza_are_one_paragraph() {
        let poem = "The wheel goes round,\nand round it goes,\nthe miller sleeps\nand no one knows.\n\nIt stops at night.\nThe ducks\nare glad\nand swim.\n";
        assert_eq!(
            seen(poem),
            [
                "The wheel goes round,\nand round it goes,\nthe miller sleeps\nand no one knows.",
                "It stops at night.\nThe ducks\nare glad\nand swim."
            ]
        );
    }

    #[test]
    fn short_lines_of_other_kinds_stay_apart() {
        for text in [
            "Holm Mill\nWeir Lane 3\nHolm\n",
            "500 g flour\n2 eggs\na pinch of salt\n",
            "It turned.\nIt stopped.\nIt turned again.\n",
            "Home\n\nabout us\n\ncontact,\n",
        ] {
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(seen(text), lines, "{text:?}");
        }
    }
}
