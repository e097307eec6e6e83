//! Of all fields of a page, the ones that are believed.

use super::meta::{self, Field};
use super::names::Named;
use super::page::Page;
use super::restore::is_other;
use crate::arrange;
use crate::model::{Block, Form, Region, Role};
use crate::segment::is_prose;
use std::collections::BTreeMap;

/// The name of a field that another was believed over.
const OTHER: Form = Form::Meta("other");

/// Longest line, in bytes, that is a byline or a date because the markup calls it so.
const LINE: usize = 120;

/// Lines over the running text among which its date may stand.
const TOP: usize = 8;

/// Lines under the title among which it may stand, whatever is between.
const UNDER: usize = 4;

/// Leaves each field to one block. `article` is the last block of the article, where it was found.
pub(super) fn settle(page: &mut Page<'_>, article: Option<usize>) {
    let last = article.unwrap_or(page.blocks.len());
    lines(page, last);
    let mut best: BTreeMap<&'static str, (u8, usize)> = BTreeMap::new();
    for &(at, Field { name, rank }) in &page.fields {
        let fits = meta::fits(name, page.blocks[at].text.as_str());
        if fits && rank < u8::MAX && best.get(name).is_none_or(|(known, _)| rank < *known) {
            best.insert(name, (rank, at));
        }
    }
    let heading = main_heading(page, last);
    for &(at, Field { name, .. }) in &page.fields {
        let chosen = best.get(name).is_some_and(|(_, best)| *best == at);
        let stays = chosen && !(name == "title" && heading.is_some());
        let names_site = name == "site";
        if !stays && !names_site {
            page.blocks[at].form = OTHER;
        }
    }
    let Some(heading) = heading else { return };
    page.blocks[heading].role = Role::Title;
    if article.is_some() {
        page.blocks[heading].region = Region::Article;
        kickers(page, heading);
    }
}

/// Short lines over the title lead to it: the section, the path, a slogan.
fn kickers(page: &mut Page<'_>, heading: usize) {
    for block in &mut page.blocks[..heading] {
        let short = block.text.as_str().split_whitespace().count() <= 12 && !is_prose(block.text.as_str());
        if short && block.region == Region::Article {
            block.region = Region::Elsewhere("above the title");
        }
    }
}

/// Makes fields of lines that say who and when, not what: those the markup calls byline or date, and
/// dates over the running text.
fn lines(page: &mut Page<'_>, last: usize) {
    let reach = page.blocks.len().min(last + 1);
    let is_text = |block: &Block| block.region == Region::Article && is_prose(block.text.as_str());
    let first = page.blocks[..reach].iter().position(is_text);
    let title = page.blocks[..reach].iter().position(|b| b.form == Form::Heading(1));
    for at in 0..reach {
        let block = &page.blocks[at];
        let named = page.signs[at].named.map(|place| place.named);
        let under_title = title.is_some_and(|title| title < at && at <= title + UNDER);
        let on_top = under_title || first.is_some_and(|first| at < first && at + TOP >= first);
        let is_own = is_signature(block)
            || under_title && is_short_line(block) && arrange::is_named_and_dated(block.text.as_str());
        if on_top && !is_other(&page.signs[at]) && is_own {
            // Who and when are parted later.
            page.blocks[at].region = Region::Article;
            continue;
        }
        let called = named.or_else(|| (under_title && is_byline(block)).then_some(Named::Author));
        let Some((name, rank)) = line(block, called, on_top) else { continue };
        page.blocks[at].form = Form::Meta(name);
        page.fields.push((at, Field { name, rank }));
    }
    page.fields.sort_by_key(|(at, _)| *at);
}

fn is_short_line(block: &Block) -> bool {
    block.form == Form::Paragraph && block.text.as_str().len() <= LINE
}

/// Whether a line says who wrote the article and when, whatever the markup calls it.
fn is_signature(block: &Block) -> bool {
    is_short_line(block) && arrange::is_signed_and_dated(block.text.as_str())
}

/// Whether a line outside the article says who wrote it.
fn is_byline(block: &Block) -> bool {
    is_short_line(block)
        && block.region != Region::Article
        && arrange::byline(block.text.as_str()).is_some_and(|name| name.start > 0)
}

/// What a line says of the article, and how far it is believed.
fn line(block: &Block, named: Option<Named>, on_top: bool) -> Option<(&'static str, u8)> {
    let text = block.text.as_str();
    let form = matches!(block.form, Form::Paragraph | Form::Item { .. });
    let is_called = matches!(block.form, Form::Heading(2..)) && named.is_some();
    if !(form || is_called) || text.len() > LINE || text.ends_with('.') && !text.ends_with("m.") {
        return None;
    }
    let dated = arrange::is_dated(text);
    let signed = arrange::byline(text).is_some() || is_bare_name(text);
    match named {
        Some(Named::Author) if signed && !dated => Some(("author", meta::LINE)),
        Some(Named::Author | Named::Date) if dated => Some(("date", meta::LINE)),
        Some(Named::Date) if on_top && text.len() <= 40 => Some(("date", u8::MAX)),
        Some(Named::Author) if block.region == Region::Article => Some(("author", u8::MAX)),
        _ if on_top && dated && text.split_whitespace().count() <= 10 => Some(("date", meta::LINE + 1)),
        _ => None,
    }
}

/// Two to five words that all begin with a capital.
fn is_bare_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=5).contains(&words) && text.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
}

/// The title as readers see it: the heading that says what a title of the page says; else the one right
/// over the text, where it does not name the site.
fn main_heading(page: &Page<'_>, last: usize) -> Option<usize> {
    let said = |name: &str| -> Vec<String> {
        let fields = page.fields.iter().filter(|(_, field)| field.name == name);
        fields.map(|(at, _)| folded(&page.blocks[*at])).filter(|text| !text.is_empty()).collect()
    };
    let (titles, sites) = (said("title"), said("site"));
    let reach = page.blocks.len().min(last + 1);
    let is_main =
        |&at: &usize| page.blocks[at].form == Form::Heading(1) && page.blocks[at].text.as_str().len() > 8;
    let begins = |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with(' '));
    let says = |&at: &usize| {
        let heading = folded(&page.blocks[at]);
        let within = |title: &String| {
            heading.len() * 2 >= title.len() && format!(" {title} ").contains(&format!(" {heading} "))
        };
        titles.iter().any(|title| begins(title, &heading) || begins(&heading, title) || within(title))
    };
    (0..reach).filter(is_main).find(says).or_else(|| {
        let is_text = |b: &Block| b.region == Region::Article && is_prose(b.text.as_str());
        let text = page.blocks[..reach].iter().position(is_text).unwrap_or(reach);
        let at = (0..text).rfind(is_main)?;
        let heading = folded(&page.blocks[at]);
        let names_site =
            sites.contains(&heading) || titles.iter().any(|t| t.ends_with(&format!(" {heading}")));
        let sign = &page.signs[at];
        let stands_over = text - at <= TOP + TOP && heading.contains(' ') && sign.linked * 2 <= sign.length;
        (stands_over && !names_site || titles.is_empty()).then_some(at)
    })
}

/// Its words in lower case, marks left out.
fn folded(block: &Block) -> String {
    let words = block.text.as_str().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
