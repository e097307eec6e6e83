//! Links that stand alone among an article's paragraphs: invitations to read on elsewhere.

use super::page::Page;
use super::region::is_running;
use crate::model::{Block, Form};

/// What such a link is called.
const ALONE: &str = "a link alone";
/// Words of a label over links at most.
const LABEL: usize = 8;
/// Words of a headline at least, on average over a list.
const HEADLINE: usize = 4;

/// Names the blocks of the article that are nothing but links, and the labels over them. An article
/// half of which is links is one about links.
pub(super) fn mark(page: &Page<'_>, inside: &[bool], named: &mut [Option<&'static str>]) {
    let own: Vec<usize> = (0..inside.len()).filter(|&at| inside[at] && is_seen(&page.blocks[at])).collect();
    let is_link: Vec<bool> = own.iter().map(|&at| is_link(page, at)).collect();
    if is_link.iter().filter(|is_link| **is_link).count() * 2 > own.len() {
        return;
    }
    let mut at = 0;
    while at < own.len() {
        let run = is_link[at..].iter().take_while(|is_link| **is_link).count();
        if run > 0 && are_headlines(page, &own[at..at + run]) {
            own[at..at + run].iter().for_each(|&block| named[block] = Some(ALONE));
            if let Some(&label) = at.checked_sub(1).and_then(|above| own.get(above))
                && is_label(page, label)
            {
                named[label] = Some(ALONE);
            }
        }
        at += run.max(1);
    }
}

fn is_seen(block: &Block) -> bool {
    !matches!(block.form, Form::Meta(_) | Form::Comment | Form::Caption | Form::Navigation)
}

/// Whether a block is a link and nothing else. A heading may be one and head its part all the same.
fn is_link(page: &Page<'_>, at: usize) -> bool {
    let (block, sign) = (&page.blocks[at], &page.signs[at]);
    let form = matches!(block.form, Form::Paragraph | Form::Item { .. } | Form::Heading(3..));
    // An address printed in full is there to be read.
    form && sign.linked * 10 >= sign.length * 9 && !block.text.as_str().contains("://")
}

fn are_headlines(page: &Page<'_>, run: &[usize]) -> bool {
    let words: usize = run.iter().map(|&at| page.blocks[at].text.as_str().split_whitespace().count()).sum();
    let items = run.iter().any(|&at| matches!(page.blocks[at].form, Form::Item { .. }));
    words >= HEADLINE * run.len() && (!items || run.len() > 1)
}

/// Whether a block labels the links under it.
fn is_label(page: &Page<'_>, at: usize) -> bool {
    let (block, sign) = (&page.blocks[at], &page.signs[at]);
    let text = block.text.as_str();
    let form = matches!(block.form, Form::Paragraph | Form::Heading(2..));
    let open = !text.ends_with(['.', '!', '?', '”', '"']) || text.ends_with("...");
    form && open && text.split_whitespace().count() <= LABEL && !is_running(block, sign)
}
