//! What blocks of one page say of each other: copies, tables of contents, notes about who signed it.

use super::page::{ends_sentence, words};
use crate::arrange;
use crate::model::{Block, Form};
use std::collections::{HashMap, HashSet};

/// What one block has in common with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Echo {
    /// Says what a block above it says, word for word.
    pub(super) copy: bool,
    /// Says it right under that block.
    pub(super) near: bool,
    /// Has copies, and there are three of them or more.
    pub(super) many: bool,
    /// Stands in a list of headings that follow, or labels one.
    pub(super) contents: bool,
    /// Begins with the name of one who signs the article, or of the line above it.
    pub(super) about: bool,
}

/// Words a block has at least before a copy of it is more than chance.
const COPY: usize = 12;

/// Compares the blocks of a page.
pub(super) fn echoes(blocks: &[Block]) -> Vec<Echo> {
    let mut echoes = vec![Echo::default(); blocks.len()];
    copies(blocks, &mut echoes);
    contents(blocks, &mut echoes);
    abouts(blocks, &mut echoes);
    echoes
}

fn copies(blocks: &[Block], echoes: &mut [Echo]) {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, block) in blocks.iter().enumerate() {
        let text = block.text.as_str();
        let text_like =
            !matches!(block.form, Form::Meta(_) | Form::Comment | Form::Code | Form::Row | Form::Quote);
        // Questions come back in interviews, rows in tables.
        let says = text.ends_with(['.', ')', '”', '"', '。']) && !text.contains("   ");
        if text_like && says && text.len() <= 2000 && words(text) >= COPY {
            seen.entry(folded(text)).or_default().push(i);
            if words(text) > 2 * COPY {
                let head = text.split_whitespace().take(2 * COPY).collect::<String>();
                alike.entry(folded(&head)).or_default().push(i);
            }
        }
    }
    for places in seen.into_values().filter(|p| p.len() > 1) {
        for (n, &i) in places.iter().enumerate() {
            echoes[i].copy |= n > 0;
            echoes[i].near |= n > 0 && i - places[n - 1] <= 2;
            echoes[i].many |= places.len() > 2;
        }
    }
    // A caption comes back with and without the name of who took the picture.
    for places in alike.into_values().filter(|p| p.len() > 2) {
        let texts: Vec<String> = places.iter().map(|&i| folded(blocks[i].text.as_str())).collect();
        let shortest = texts.iter().min_by_key(|t| t.len()).cloned().unwrap_or_default();
        if texts.iter().all(|t| t.starts_with(&shortest)) {
            places.iter().for_each(|&i| echoes[i].many = true);
        }
    }
}

/// A run of list items most of which stand below as lines of their own is a table of contents.
fn contents(blocks: &[Block], echoes: &mut [Echo]) {
    let is_item = |i: usize| matches!(blocks[i].form, Form::Item { .. });
    let mut below: HashSet<String> = HashSet::new();
    let mut end = blocks.len();
    while end > 0 {
        if !is_item(end - 1) {
            end -= 1;
            let text = blocks[end].text.as_str();
            if text.len() <= 200 && !text.is_empty() && !text.ends_with(['.', ',', ';']) {
                below.insert(bare(text));
            }
            continue;
        }
        let start = (0..end).rev().take_while(|&i| is_item(i)).last().unwrap_or(end - 1);
        let named = (start..end).filter(|&i| below.contains(&bare(blocks[i].text.as_str()))).count();
        if named >= 4 && named * 10 >= (end - start) * 8 && !is_led_into(blocks, start) {
            let label = start.checked_sub(1).filter(|&i| is_label(&blocks[i])).unwrap_or(start);
            echoes[label..end].iter_mut().for_each(|e| e.contents = true);
        }
        end = start;
    }
}

/// Whether the article's own words lead into the list: a sentence with a colon, no mere label.
fn is_led_into(blocks: &[Block], start: usize) -> bool {
    let above = start.checked_sub(1).map(|i| blocks[i].text.as_str());
    above.is_some_and(|text| text.ends_with([':', '：']) && words(text) > 6)
}

fn is_label(block: &Block) -> bool {
    let text = block.text.as_str();
    let short = words(text) <= 6 && (!ends_sentence(text) || text.ends_with(':'));
    matches!(block.form, Form::Paragraph | Form::Heading(0 | 2..)) && short
}

fn abouts(blocks: &[Block], echoes: &mut [Echo]) {
    let signed = blocks.iter().filter_map(|b| {
        let text = b.text.as_str();
        let name = if b.form == Form::Meta("author") { 0..text.len() } else { arrange::byline(text)? };
        let names = text[name].split([',', '|', '•', '&']).flat_map(|n| n.split(" and "));
        let names = names.map(str::trim).filter(|n| n.split_whitespace().count() >= 2);
        Some(names.map(str::to_owned).collect::<Vec<_>>())
    });
    let signed: Vec<String> = signed.flatten().take(8).collect();
    // A name over sentences is the article's own unless the page's head has it too.
    let head = blocks.iter().take(25.min(blocks.len() / 2)).map(|b| b.text.as_str());
    let heads: Vec<&str> = head.filter(|text| words(text) <= 12).collect();
    for i in 0..blocks.len() {
        let text = blocks[i].text.as_str();
        if words(text) < 8 {
            continue;
        }
        let by_signature = signed.iter().any(|name| begins(text, name));
        let above = (i.saturating_sub(2)..i).filter(|&k| is_name(&blocks[k]));
        let by_line = above.map(|k| blocks[k].text.as_str()).any(|name| {
            let first = name.split_whitespace().next().unwrap_or(name);
            (begins(text, name) || begins(text, first)) && heads.iter().any(|line| line.contains(name))
        });
        echoes[i].about = by_signature || by_line;
    }
}

fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ',', '\'', '’', '\u{a0}']))
}

/// Whether a line is a name and nothing else: two to four words, each with a capital.
fn is_name(block: &Block) -> bool {
    let text = block.text.as_str();
    let count = text.split_whitespace().count();
    let capital = |w: &str| w.starts_with(char::is_uppercase) && w.chars().skip(1).any(char::is_lowercase);
    text.len() <= 60
        && (2..=4).contains(&count)
        && text.split_whitespace().all(|w| capital(w) || w.ends_with('.'))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ':' | '?' | '!' | '&'))
}

/// A text without a number in front of it, folded.
fn bare(text: &str) -> String {
    folded(text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '#' | ' ')))
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;

    fn seen(text: &str) -> Vec<Echo> {
        let decoding = Decoding::of(text.into());
        echoes(&segment(Source::new("page.txt".into(), Media::Plain, decoding)).blocks)
    }

    #[test]
    fn copies_of_long_lines_are_known() {
        let line = "The mill at Holm reopened on Monday after two years of repairs to its wheel.";
        let echoes = seen(&format!("{line}\nOther words stand here.\n{line}\nShort line.\nShort line.\n"));
        assert_eq!(echoes.iter().map(|e| e.copy).collect::<Vec<_>>(), [false, false, true, false, false]);
    }

    #[test]
    fn a_list_of_the_headings_below_is_a_table_of_contents() {
        let text = "In this story\n• Cost\n• 2. Speed\n• Care\n• Luck\nCost\nIt cost a lot of money to mend.\nSpeed\n\
                    It took two years.\nCare\nNobody cared for it.\nLuck\nThey had some.\n• Oak\n• Ash\n• Elm\n";
        let contents: Vec<_> = seen(text).iter().map(|e| e.contents).collect();
        assert_eq!(contents[..5], [true; 5]);
        assert!(contents[5..].iter().all(|c| !c));
        let led = text.replace("In this story", "These are the four things that count for the mill:");
        assert!(seen(&led).iter().all(|e| !e.contents));
    }

    #[test]
    fn who_signs_is_known_again() {
        let text = "By Ann Poe and Lars Holm\nThe mill at Holm reopened on Monday after two years of repairs.\n\
                    Ann Poe writes about rivers and lives on one.\nLars Holm\nLars has run the mill since his father died.";
        assert_eq!(seen(text).iter().map(|e| e.about).collect::<Vec<_>>(), [false, false, true, false, true]);
    }
}
