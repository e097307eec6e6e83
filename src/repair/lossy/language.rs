//! The language of a text, as far as typography depends on it: by its commonest words.

use super::elision;
use super::words;
use std::borrow::Cow;

/// A language whose typography differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,
    Dutch,
    Polish,
    Czech,
    Hungarian,
    Swedish,
    Other,
}

/// Words so common that a paragraph without any of them is in another language.
const WORDS: &[(Language, &[&str])] = &[
    (
        Language::English,
        &["the", "and", "of", "to", "in", "that", "was", "with", "for", "is", "his", "it", "as", "on"],
    ),
    (
        Language::German,
        &["der", "die", "und", "das", "nicht", "ich", "ist", "mit", "den", "ein", "sie", "zu", "auf", "im"],
    ),
    (
        Language::French,
        &["le", "la", "les", "et", "des", "est", "une", "dans", "que", "pour", "il", "qui", "du", "au"],
    ),
    (
        Language::Spanish,
        &["el", "los", "y", "las", "una", "que", "con", "por", "su", "del", "se", "lo", "como", "más"],
    ),
    (
        Language::Portuguese,
        &["o", "os", "e", "uma", "não", "com", "do", "da", "em", "um", "que", "ao", "na", "no"],
    ),
    (
        Language::Italian,
        &["il", "di", "che", "e", "la", "un", "per", "non", "gli", "della", "con", "sono", "una", "le"],
    ),
    (
        Language::Dutch,
        &["de", "het", "een", "en", "van", "niet", "dat", "zijn", "op", "te", "met", "voor", "ik", "aan"],
    ),
    (
        Language::Polish,
        &["i", "w", "na", "nie", "się", "z", "do", "jest", "że", "to", "a", "po", "jak", "od"],
    ),
    (Language::Czech, &["a", "se", "na", "v", "je", "že", "to", "s", "z", "do", "i", "jsem", "ale", "si"]),
    (
        Language::Hungarian,
        &["a", "az", "és", "hogy", "nem", "is", "egy", "meg", "de", "van", "mint", "csak", "volt", "ez"],
    ),
    (
        Language::Swedish,
        &["och", "att", "det", "som", "en", "är", "på", "för", "av", "med", "den", "jag", "till", "inte"],
    ),
];

/// Words of two letters and more from which on two thirds of common ones tell English.
const FEW: usize = 12;
/// Words looked at for that.
const MANY: usize = 300;
/// Bytes looked at.
pub(super) const SAMPLE: usize = 20_000;

/// The language of a text; `Other` where no list of words fits.
pub(crate) fn of(text: &str) -> Language {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut scores = [0u32; WORDS.len()];
    let mut words = 0u32;
    for word in text[..end].split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && w.len() < 8) {
        words += 1;
        let is_lower = word.bytes().all(|b| b.is_ascii_lowercase());
        let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let first = lower.as_bytes().first();
        for (score, (_, list)) in scores.iter_mut().zip(WORDS) {
            *score += u32::from(list.iter().any(|w| w.as_bytes().first() == first && *w == lower));
        }
    }
    let best = (0..WORDS.len()).max_by_key(|&n| (scores[n], WORDS.len() - n)).unwrap_or(0);
    // Instructions and lists have few words of grammar, but common ones all the same.
    match WORDS[best].0 {
        // What is left of contractions are words of Czech and Polish, *a* is one of many languages; and instructions
        // have few words of grammar.
        language
            if language != Language::English && (is_plain(&text[..end]) || is_contracted(&text[..end])) =>
        {
            Language::English
        }
        language if scores[best] * 12 >= words && scores[best] > 0 => language,
        _ => Language::Other,
    }
}

/// Whether two thirds of the words are common ones of English.
fn is_plain(text: &str) -> bool {
    let (mut words, mut common) = (0, 0);
    for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1).take(MANY) {
        words += 1;
        common += usize::from(words::is_common(word));
    }
    words >= FEW && common * 3 >= words * 2
}

/// Words looked at for contractions in a text of a line or two.
const SHORT: usize = 60;

/// Whether a short text has words that only an English apostrophe parts, and two thirds of the others are common.
fn is_contracted(text: &str) -> bool {
    let (mut words, mut common, mut cut) = (0, 0, 0);
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .filter(|w| w.len() > 1)
        .take(SHORT)
    {
        let (head, tail) = (words::first(word), words::last(word));
        if word.is_ascii() {
            words += 1;
            common += usize::from(words::is_common(word));
        } else if elision::is_sure(head, tail) && head.len() + tail.len() < word.len() {
            cut += 1;
        }
    }
    cut > 0 && common * 3 >= words * 2
}
