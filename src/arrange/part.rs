//! A line that says who wrote an article and when holds two fields: it is parted while roles are given, and whole
//! again where neither half got one.

use super::signature::{signature, under_title};
use crate::model::{Block, Form, Role, Span};
use crate::segment::is_prose;

/// Blocks under the first running text in which such lines are looked for.
const BELOW: usize = 6;

/// A line that was parted: where its first half stands among the blocks, and what it was.
pub(super) struct Parted {
    at: usize,
    whole: Block,
}

/// Parts the lines above the running text, right under its beginning, and at its end.
pub(super) fn part(blocks: &mut Vec<Block>) -> Vec<Parted> {
    let is_text = |b: &Block| b.is_kept() && b.form == Form::Paragraph && is_prose(b.text.as_str());
    let first = blocks.iter().position(is_text).unwrap_or(blocks.len());
    let last = blocks.iter().rposition(is_text).unwrap_or(0);
    let halves: Vec<(usize, [Block; 2])> = (0..blocks.len().min(first + BELOW + 1))
        .chain((first + BELOW + 1).max(last)..blocks.len())
        .filter_map(|at| Some((at, halves(&blocks[at], is_under_title(blocks, at))?)))
        .collect();
    let mut parted = Vec::with_capacity(halves.len());
    if halves.is_empty() {
        return parted;
    }
    let mut halves = halves.into_iter().peekable();
    let mut all = Vec::with_capacity(blocks.len() + halves.len());
    for (at, block) in std::mem::take(blocks).into_iter().enumerate() {
        match halves.next_if(|(next, _)| *next == at) {
            Some((_, two)) => {
                parted.push(Parted { at: all.len(), whole: block });
                all.extend(two);
            }
            None => all.push(block),
        }
    }
    *blocks = all;
    parted
}

/// Blocks between a title and such a line at most.
const UNDER: usize = 3;

fn is_under_title(blocks: &[Block], at: usize) -> bool {
    let is_title = |b: &Block| b.is_kept() && (b.role == Role::Title || b.form == Form::Heading(1));
    blocks[at.saturating_sub(UNDER)..at].iter().any(is_title)
}

/// Makes lines whole again of which neither half is a field.
pub(super) fn join(blocks: &mut Vec<Block>, parted: Vec<Parted>) {
    let mut parted = parted.into_iter().peekable();
    if parted.peek().is_none() {
        return;
    }
    let mut all = Vec::with_capacity(blocks.len());
    let mut is_second_half = false;
    for (at, block) in std::mem::take(blocks).into_iter().enumerate() {
        if std::mem::take(&mut is_second_half) {
            // The last of the pushed blocks is the first half.
            let is_plain = |b: &Block| b.role == Role::Body;
            let (Some(first), Some(Parted { whole, .. })) = (all.pop(), parted.next()) else { continue };
            if is_plain(&first) && is_plain(&block) {
                all.push(whole)
            } else {
                all.extend([first, block])
            }
            continue;
        }
        is_second_half = parted.peek().is_some_and(|parted| parted.at == at);
        all.push(block);
    }
    *blocks = all;
}

/// The two halves of a line that says who and when, in their order.
fn halves(block: &Block, is_under_title: bool) -> Option<[Block; 2]> {
    let may = block.is_kept()
        && block.role == Role::Body
        && !matches!(block.form, Form::Meta(_) | Form::Comment | Form::Code);
    let text = block.text.as_str();
    let found =
        may.then(|| signature(text).or_else(|| under_title(text).filter(|_| is_under_title))).flatten()?;
    let date = found.date?;
    let (first, second) =
        if date.start < found.byline.start { (date, found.byline) } else { (found.byline, date) };
    let (ends, begins) = (block.text.span(first.clone())?.end, block.text.span(second.clone())?.start);
    let half = |range, span| Block { text: block.text.part(range), span, ..block.clone() };
    (ends <= begins).then(|| {
        [half(first, Span { end: ends, ..block.span }), half(second, Span { start: begins, ..block.span })]
    })
}
