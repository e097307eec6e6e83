//! A text that stops in the middle of a sentence.

use super::page::View;
use super::shape::Found;
use crate::model::{Form, Role};

/// The last paragraph of the text, where it stops behind a word that no sentence ends with.
pub(super) fn unfinished_end<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let last = views.iter().rfind(|v| v.block.role == Role::Body);
    let Some(view) = last.filter(|v| v.block.form == Form::Paragraph) else { return Vec::new() };
    let text = view.text().trim_end();
    let bare = text.trim_end_matches(['…', '.', ' ', '\u{a0}']);
    // Two full stops are a slip, one is an end.
    let cut = &text[bare.len()..];
    let is_cut = cut.is_empty() || cut.contains('…') || cut.matches('.').count() > 2;
    let word = bare.rsplit(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').next().unwrap_or_default();
    let words = text.split_whitespace().count();
    let goes_on = GO_ON.contains(&word) || bare.ends_with(',') && !cut.is_empty();
    let is_label = is_address(text.split_whitespace().next_back().unwrap_or_default());
    let is_unfinished = goes_on && words >= MIN_WORDS || cut.is_empty() && stops_alone(views, view, word);
    if is_cut && is_unfinished && !is_label && !is_spoken(bare) {
        return vec![Found::at(view, bare.len() - word.len()..text.len())];
    }
    Vec::new()
}

/// Whether the last paragraph is a sentence without an end, where every other of its kind has one.
fn stops_alone(views: &[&View<'_>], last: &View<'_>, word: &str) -> bool {
    let prose = |v: &&&View<'_>| {
        v.block.role == Role::Body && v.block.form == Form::Paragraph && is_sentence(v.text())
    };
    let is_last = |v: &View<'_>| std::ptr::eq(v, last);
    let mut others = views.iter().filter(prose).filter(|v| !is_last(v)).peekable();
    let is_small = word.starts_with(|c: char| c.is_lowercase() || is_han(c));
    is_small
        && last.text().trim_end().ends_with(|c: char| c.is_alphabetic())
        && is_sentence(last.text())
        && !is_attributed(last.text())
        && !last.text().contains([':', '：', '|', '•', '©', '@', '#', '/', '\t'])
        && others.clone().take(FEWEST_OTHERS).count() == FEWEST_OTHERS
        && others
            .all(|v| super::shape::ends(v.text()) || v.text().trim_end().ends_with([':', '：', ',', ';']))
}

/// Whether a text ends with the name of who said it, behind a dash.
fn is_attributed(text: &str) -> bool {
    let behind = text.rsplit_once(['—', '–', '―']).map(|(_, name)| name.trim_start());
    behind.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Fewest paragraphs that show how those of a text end.
const FEWEST_OTHERS: usize = 2;

/// Whether a text has as many words as sentences have, most of them small.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
    let han = text.chars().filter(|&c| is_han(c)).count();
    words.len() >= 10 && small * 2 > words.len() || han >= 16
}

fn is_han(c: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&c)
}

/// Whether a word is the address of a page or of somebody.
fn is_address(word: &str) -> bool {
    word.contains(['@', '/']) || word.trim_end_matches('.').contains('.')
}

/// Fewest words of a paragraph that is told to be cut: shorter ones are labels.
const MIN_WORDS: usize = 6;

/// Whether a text ends within a quotation: somebody broke off.
fn is_spoken(text: &str) -> bool {
    let opened = text.rfind(['“', '„', '«', '‘', '「']);
    let closed = text.rfind(['”', '»', '」']);
    opened > closed || text.matches('"').count() % 2 == 1
}

/// Words that something must follow. Those that may close a sentence (“what it was for”) or mean something in
/// another language are left out. English, German, French, Spanish and Portuguese, Italian and Dutch, in this order.
const GO_ON: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "or", "but", "at", "as", "into", "than", "because", "if", "which",
    "whose", "their", "its", "our", "your", "my", "between", "during", "against", "among", "every",
    "although", "toward", "towards", "onto", "upon", "while", "der", "das", "dem", "ein", "eine", "einen",
    "einem", "einer", "eines", "und", "oder", "aber", "mit", "von", "zum", "zur", "im", "bei", "für", "dass",
    "weil", "wenn", "seine", "ihre", "nach", "über", "durch", "gegen", "ohne", "le", "la", "les", "du",
    "des", "un", "une", "et", "ou", "de", "à", "au", "aux", "dans", "par", "avec", "que", "qui", "dont",
    "ces", "cette", "leur", "leurs", "ses", "el", "los", "las", "del", "al", "una", "unos", "y", "con",
    "por", "para", "su", "sus", "da", "em", "uma", "com", "il", "gli", "della", "delle", "di", "che",
    "nella", "het", "een", "voor",
];
