//! Marks that come in pairs: quotations that nothing closes, brackets without a partner.

use super::page::View;
use super::shape::Found;
use crate::model::Form;
use std::ops::Range;

/// A quotation over several paragraphs is closed in the last only, and each begins with a mark of its own.
pub(super) fn open_quotations<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let begins = |v: &View<'_>| v.text().trim_start().starts_with(['“', '„', '«', '"', '‘', '»', '–', '—']);
    let mut found = Vec::new();
    let mut before = None;
    for (at, view) in views.iter().enumerate() {
        // In Spanish and French a paragraph that goes on begins with the mark that closes.
        let text = view.text().trim_start();
        let goes_on = before == Some('«') && text.starts_with('»') && !text.contains('«');
        before = if goes_on {
            left_open(text.trim_start_matches('»'), Some('«'))
        } else {
            left_open(text, None)
        };
        let mut is_taken_up = views.get(at + 1).is_some_and(|next| begins(next));
        if let Some(mark) = before.filter(|_| !is_taken_up) {
            // A letter or a speech, closed where it ends.
            let rest = views[at + 1..].iter().take(QUOTED_PARAGRAPHS);
            is_taken_up = rest.map(|v| v.text()).find_map(|text| closes(text, mark)).unwrap_or(false);
        }
        if before == Some('"') && text.starts_with('"') {
            // A document that is quoted at length: one of its paragraphs closes the quotation.
            let rest = views[at + 1..].iter().take(QUOTED_PARAGRAPHS);
            is_taken_up |= rest.map(|v| v.text()).any(|text| text.matches('"').count() % 2 == 1);
        }
        if before.is_some() && view.block.form == Form::Paragraph && !is_taken_up {
            found.push(Found::block(view));
        }
    }
    found
}

/// Most paragraphs of a document that is quoted as a whole.
const QUOTED_PARAGRAPHS: usize = 12;

/// Whether the first mark of a style in a text closes what was open before it; `None` where it has none.
fn closes(text: &str, open: char) -> Option<bool> {
    let closing = match open {
        '“' => '”',
        '«' => '»',
        '»' => '«',
        // What closes here opens elsewhere, and a straight mark may be either.
        _ => return None,
    };
    text.chars().find(|&c| c == open || c == closing).map(|c| c == closing)
}

/// The mark of the quotation that a text leaves open; `open` is one that it goes on with. Each style closes
/// with a mark of its own: `“` closes what `„` opens, `«` what `»` opens; a straight mark closes any, as
/// where a keyboard made one of the two, and so do two apostrophes. A mark opens where a word begins and none
/// ends; behind a word it closes what was opened further up. `»` before a space is the sign of an item.
fn left_open(text: &str, mut open: Option<char>) -> Option<char> {
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let starts = last.is_whitespace() || matches!(last, '(' | '[' | '—' | '–');
        let next = chars.peek().copied().unwrap_or(' ');
        let word_follows = next.is_alphabetic();
        let is_behind = !starts && !next.is_alphanumeric();
        open = match (open, c) {
            (None, '“' | '«') if is_behind => None,
            (None, '»') if is_behind || next.is_whitespace() => None,
            (None, '“' | '„' | '«' | '»') => Some(c),
            (Some('“' | '"'), '’' | '\'') if last == c => None,
            (None, '"') if starts && word_follows => Some(c),
            // Another begins: the first has no end, and neither have both.
            (Some('"'), '"') if starts && word_follows => Some(c),
            (Some('“'), '”' | '"')
            | (Some('„'), '“' | '”' | '"')
            | (Some('«'), '»' | '"')
            | (Some('»'), '«' | '"')
            | (Some('"'), '"' | '”') => None,
            (open, _) => open,
        };
        last = c;
    }
    open
}

/// Most paragraphs a remark in brackets goes on for.
const REMARK: usize = 4;

/// The first bracket of each paragraph that has no partner there, unless a paragraph near it has one.
pub(super) fn lone_brackets<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let lone: Vec<Vec<(usize, char)>> = views.iter().map(|v| lone_in(v.text())).collect();
    let kinds: Vec<String> = lone.iter().map(|of| kinds(of)).collect();
    let mut found = Vec::new();
    for (at, view) in views.iter().enumerate() {
        let is_alone = |&(_, bracket): &(usize, char)| {
            let near = if is_opening(bracket) {
                at + 1..(at + 1 + REMARK).min(views.len())
            } else {
                at.saturating_sub(REMARK)..at
            };
            !kinds[near].iter().any(|kinds| kinds.chars().any(|other| are_partners(bracket, other)))
        };
        if let Some(&(place, _)) = lone[at].iter().find(|lone| is_alone(lone)) {
            found.push(Found::at(view, around(view.text(), place)));
        }
    }
    found
}

/// Each kind of bracket once.
fn kinds(lone: &[(usize, char)]) -> String {
    "()[]（）".chars().filter(|kind| lone.iter().any(|(_, c)| c == kind)).collect()
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '（')
}

fn are_partners(a: char, b: char) -> bool {
    matches!((a, b), ('(', ')') | (')', '(') | ('[', ']') | (']', '[') | ('（', '）') | ('）', '（'))
}

/// The bracket and the word it stands at.
fn around(text: &str, at: usize) -> Range<usize> {
    let is_end = |c: char| c.is_whitespace();
    let start =
        text[..at].rfind(is_end).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(is_end).map_or(text.len(), |i| at + i);
    start..end
}

/// Most brackets open at once in prose.
const DEEPEST: usize = 8;

/// Brackets of a text that stand without their partner. Numbers and letters of items (`a)`, `12)`), faces,
/// intervals and program text have no partner by right.
fn lone_in(text: &str) -> Vec<(usize, char)> {
    let has_brackets = text.contains(['(', ')', '[', ']', '（', '）']);
    if !has_brackets || text.contains(['{', '}', '<', '>', '=', ';', '|', '\\', '_', '^', '~', '`', '∈']) {
        return Vec::new();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lone = Vec::new();
    for (at, c) in text.char_indices() {
        if open.len() > DEEPEST {
            return Vec::new();
        }
        match c {
            '(' | '[' | '（' if is_face(text, at, c) => {}
            '(' | '[' | '（' => open.push((at, c)),
            ')' | ']' | '）' => match open.last() {
                Some(&(_, mark)) if are_partners(mark, c) || is_loose(mark, c) => {
                    open.pop();
                }
                _ if is_item(text, at, c) || is_face(text, at, c) => {}
                _ => match open.iter().rposition(|&(_, mark)| are_partners(mark, c)) {
                    Some(place) => lone.extend(open.drain(place..).skip(1)),
                    None => lone.push((at, c)),
                },
            },
            _ => {}
        }
    }
    lone.extend(open);
    lone.sort_unstable();
    // A mark between quotation marks is shown, not used.
    lone.retain(|&(at, c)| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let is_quote = |c: Option<char>| c.is_some_and(|c| "“”\"'‘’«»„".contains(c));
        !(is_quote(before) && is_quote(after))
    });
    lone
}

/// Brackets of two kinds that close each other: a half-open interval, and a keyboard of two widths.
fn is_loose(open: char, close: char) -> bool {
    matches!((open, close), ('[', ')') | ('(', ']') | ('（', ')') | ('(', '）'))
}

/// Whether a closing bracket belongs to the number or letter of an item.
fn is_item(text: &str, at: usize, c: char) -> bool {
    // The sign of a note: `*)`.
    if c == ')' && text[..at].ends_with(['*', '†', '‡']) {
        return true;
    }
    let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let before = text[..at - word.len()].chars().next_back();
    let is_number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2;
    let is_roman = word.chars().all(|c| "ivxIVX".contains(c)) && word.len() <= 5;
    let is_letter = word.chars().count() == 1;
    // A sum is no item: `$12)`, `3,000)`.
    let starts = before.is_none_or(|b| b.is_whitespace() || "“\"‘'(—–-/".contains(b));
    c != ']' && !word.is_empty() && (is_number || is_roman || is_letter) && starts
}

/// Whether a bracket is the mouth of a face: `:)`, `;-)`, `:(`, `:))`.
fn is_face(text: &str, at: usize, c: char) -> bool {
    let eyes = text[..at].chars().rev().take(4).find(|&b| b != c && b != '-');
    matches!(c, '(' | ')') && matches!(eyes, Some(':' | ';'))
}

#[cfg(test)]
mod tests {
    use super::{left_open, lone_in};

    #[test]
    fn brackets_are_counted() {
        let lone = |text: &str| lone_in(text).iter().map(|&(_, c)| c).collect::<String>();
        for sound in [
            "It cost (in all) [sic] 3,000 (about £2,000).",
            "Either a) by rail or b) by boat, 12) or iv).",
            "Nobody drowned :) and nobody cried ;-) or :(.",
            "The interval [0, 1) is half open.",
            "A (first [second] third) end.",
            "He pressed “)” twice.",
            "run(options =>",
        ] {
            assert_eq!(lone(sound), "", "{sound}");
        }
        assert_eq!(lone("It cost about $3,000) and more."), ")");
        assert_eq!(lone("The door] was shut."), "]");
        assert_eq!(lone("The ferry (built in 1931 was sold."), "(");
        assert_eq!(lone("The ferry (built (in 1931) was sold."), "(");
    }

    #[test]
    fn a_quotation_is_closed_by_a_mark_of_its_style() {
        for closed in
            ["“Yes,” she said.", "„Ja“, sagte sie.", "»Ja«, sagte er.", "\"Yes,\" she said.", "a 12\" plank"]
        {
            assert_eq!(left_open(closed, None), None, "{closed}");
        }
        for behind in ["im Ufer stand.« Er ging.", "en tout pays. »", "» Read on", "“It is shut.’’ He left."]
        {
            assert_eq!(left_open(behind, None), None, "{behind}");
        }
        assert_eq!(left_open("门开了，“他说", None), Some('“'));
        assert_eq!(left_open("\"The lock is open, the keeper said.", None), Some('"'));
        assert_eq!(left_open("«Uno", None), Some('«'));
        assert_eq!(left_open("tres.»", Some('«')), None);
    }
}
