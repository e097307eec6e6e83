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
    if is_cut && goes_on && words >= MIN_WORDS && !is_spoken(bare) {
        return vec![Found::at(view, bare.len() - word.len()..text.len())];
    }
    Vec::new()
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
