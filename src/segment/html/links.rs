//! Links that stand alone among an article's paragraphs: invitations to read on elsewhere.

use super::page::{Page, Sign};
use super::region::is_running;
use crate::model::{Block, Form, Region};
use std::collections::BTreeMap;

/// What a run of teasers is called.
const TEASERS: &str = "teaser";
/// Fewest teasers of a run.
const RUN: usize = 3;
/// Longest text of a teaser, in bytes, and most blocks of one.
const TEASER: (usize, usize) = (600, 4);
/// Words of an invitation to read on at most, before its link.
const INVITATION: usize = 5;
/// Words of a label over links at most.
const LABEL: usize = 8;
/// Words of a headline at least, on average over a list.
const HEADLINE: usize = 4;

/// Words of which one stands in an invitation to read on (`Read more: …`), in lower case.
#[rustfmt::skip]
const INVITES: &[&str] = &[
    "read", "more", "also", "related", "see", "watch", "miss", "next", "recommended", "lesen", "auch", "mehr", "thema", "lire",
    "aussi", "voir", "leer", "lea", "lee", "más", "también", "ver", "leia", "mais", "veja", "leggi", "anche", "vedi", "lees", "ook", "meer",
    "czytaj", "zobacz", "też", "także", "читайте", "также", "смотрите", "тему", "теме", "також", "дивіться", "oku", "ilgili", "baca",
    "juga", "xem", "đọc", "thêm", "اقرأ", "أيضا", "อ่าน", "อ่านเพิ่มเติม", "相关", "相关阅读", "延伸阅读", "関連", "関連記事", "관련", "관련기사",
];

/// What a block outside the article is called for its links.
pub(super) fn outside(form: Form, sign: &Sign) -> &'static str {
    let few = if matches!(form, Form::Item { .. } | Form::Row) { 8 } else { 3 };
    if sign.linked * few > sign.length { Region::LINKS } else { "" }
}

/// Names the blocks of the article that are nothing but links, and the labels over them. An article
/// half of which is links is one about links.
pub(super) fn mark(page: &Page<'_>, inside: &[bool], named: &mut [Option<&'static str>]) {
    let own: Vec<usize> = (0..inside.len()).filter(|&at| inside[at] && is_seen(&page.blocks[at])).collect();
    let lists = lists_finds(page, &own);
    let is_heading = |at: usize| matches!(page.blocks[at].form, Form::Heading(_));
    let is_link: Vec<bool> = own.iter().map(|&at| is_link(page, at) && !(lists && is_heading(at))).collect();
    if is_link.iter().filter(|is_link| **is_link).count() * 2 > own.len() {
        return;
    }
    own.iter().filter(|&&at| invites(page, at)).for_each(|&at| named[at] = Some(Region::LINK_ALONE));
    teasers(page, &own, named);
    let mut at = 0;
    while at < own.len() {
        let run = is_link[at..].iter().take_while(|is_link| **is_link).count();
        if run > 0 && are_headlines(page, &own[at..at + run]) {
            own[at..at + run].iter().for_each(|&block| named[block] = Some(Region::LINK_ALONE));
            if let Some(&label) = at.checked_sub(1).and_then(|above| own.get(above))
                && is_label(page, label)
            {
                named[label] = Some(Region::LINK_ALONE);
            }
        }
        at += run.max(1);
    }
}

/// Whether an article is a list of things found elsewhere: headings that are links, running text under each.
fn lists_finds(page: &Page<'_>, own: &[usize]) -> bool {
    let heads = |pair: &&[usize]| {
        let is_heading = matches!(page.blocks[pair[0]].form, Form::Heading(_));
        is_heading && is_link(page, pair[0]) && is_running(&page.blocks[pair[1]], &page.signs[pair[1]])
    };
    own.windows(2).filter(heads).count() >= RUN
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

/// Whether a block is a link to something else with an invitation in front.
fn invites(page: &Page<'_>, at: usize) -> bool {
    let (block, sign) = (&page.blocks[at], &page.signs[at]);
    let text = block.text.as_str();
    let Some((label, rest)) = text.split_once([':', '：', '|', '»']).filter(|(label, _)| label.len() < 60)
    else {
        return false;
    };
    let form = matches!(block.form, Form::Paragraph | Form::Item { .. } | Form::Heading(2..) | Form::Quote);
    let words: Vec<String> = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_label =
        (1..=INVITATION).contains(&words.len()) && words.iter().any(|w| INVITES.contains(&w.as_str()));
    // The link may have the label in it.
    form && is_label && is_headline(rest) && sign.linked * 10 >= rest.trim().len() * 9
}

/// Whether a text is long enough for a headline: some words, or as many characters without spaces.
fn is_headline(text: &str) -> bool {
    text.split_whitespace().nth(HEADLINE - 1).is_some()
        || text.chars().filter(|c| !c.is_ascii()).nth(7).is_some()
}

/// Names a run of teasers, each a headline that is a link with a few lines about it, which ends the article.
fn teasers(page: &Page<'_>, own: &[usize], named: &mut [Option<&'static str>]) {
    let is_head = |at: usize| {
        let (block, sign) = (&page.blocks[at], &page.signs[at]);
        let form = matches!(block.form, Form::Paragraph | Form::Item { .. } | Form::Heading(2..));
        form && sign.linked * 10 >= sign.length * 9 && block.text.as_str().split_whitespace().nth(1).is_some()
    };
    let heads: Vec<usize> = (0..own.len()).filter(|&n| is_head(own[n])).collect();
    let length =
        |from: usize, to: usize| -> usize { own[from..to].iter().map(|&at| page.signs[at].length).sum() };
    let main = main(page, own);
    let is_apart =
        |from: usize, to: usize| own[from..to].iter().all(|&at| Some(page.signs[at].container) != main);
    let mut end = own.len();
    let mut run = 0;
    for &head in heads.iter().rev() {
        if end - head > TEASER.1 || length(head, end) > TEASER.0 || !is_apart(head, end) {
            break;
        }
        (end, run) = (head, run + 1);
    }
    // A list of finds is an article too: then little stands before it.
    if run < RUN || length(0, end) < length(end, own.len()) {
        return;
    }
    let label = end.checked_sub(1).filter(|&above| is_label(page, own[above]));
    own[label.unwrap_or(end)..].iter().for_each(|&at| named[at] = Some(TEASERS));
}

/// The element that holds most of the article's running text.
fn main(page: &Page<'_>, own: &[usize]) -> Option<u32> {
    let mut lengths: BTreeMap<u32, usize> = BTreeMap::new();
    for &at in own.iter().filter(|&&at| is_running(&page.blocks[at], &page.signs[at])) {
        *lengths.entry(page.signs[at].container).or_default() += page.signs[at].length;
    }
    lengths.into_iter().max_by_key(|&(id, length)| (length, std::cmp::Reverse(id))).map(|(id, _)| id)
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
