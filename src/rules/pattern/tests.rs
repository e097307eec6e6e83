use super::{Pattern, Words};
use crate::rules::Passage;
use crate::rules::choice::Choice;
use crate::rules::lexicon::Collector;
use crate::rules::source::Part;
use crate::rules::terms::Terms;
use proptest::prelude::*;
use regex::Regex;
use std::sync::Arc;

/// `@` stands for a list.
const EXPRESSIONS: &[&str] = &[
    "ab+a",
    r"\bab\b",
    "(abb|bab) a?",
    "[ab]{3}-",
    r"\w+'\w",
    r"a\b.",
    "Abb",
    r"[\w.]+ab\d",
    "^ab(a|b)",
    "bab é",
    r"(?i)\bas?b\b [^.]{0,3}\w",
    r"(?i)(a|b)[\w’'-]+ \W?s",
    r"\Ba\w",
    r"[^\w]a+_?b",
    r"[^\W.]+ \d",
    r"(?i)k\b.",
    r"\b(国|é)\b",
    r"\b@\b",
    r"\b(?:@|bab)\b[ .]",
    r"(?:^|[.' -])@(?:s|'s)?(?: |$)",
    r"(@|-)+b",
    r"(a )?@-?@",
    r"@\w",
    r"[.\d](?:-|–)?\s@",
    r"[żſ]|\d-",
    r"(?x) b \b @ \b",
    r"\b@\x{E000}|b@",
    r"(?:^|[^\w.])@(?:,|[^\w'] )",
    r"[^a.]@[^\W]",
];

/// Enough of them that an expression is compiled for some.
const LIST: &[&str] =
    &["a", "ab", "b a", "é", "Ab", "bab's", "国", "s-b", "k", "1", "a_b", "ba\u{AD}b", "b\u{AD}a b", "²"];

fn parts(source: &str) -> Vec<Part> {
    let list = Arc::new(Choice::new(LIST.iter().map(|&t| t.to_owned()).collect()));
    let mut parts = Vec::new();
    for (i, text) in source.split('@').enumerate() {
        if i > 0 {
            parts.push(Part::Choice(list.clone()));
        }
        parts.push(Part::Text(text.to_owned()));
    }
    parts
}

/// The expression as a rule has it, and as one automaton over all it can match.
fn compiled(source: &str) -> (Terms, Regex) {
    let pattern = Pattern::new(parts(source), false).unwrap_or_else(|e| panic!("{source}: {}", e.message));
    let plain = Regex::new(&pattern.source.widened(Words::Any, None).unwrap_or_default()).expect("sound");
    let mut collector = Collector::default();
    let terms = Terms::new(Vec::new(), vec![pattern], &mut collector);
    collector.finish();
    (terms, plain)
}

fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "a", "b", "ab", "bab", "A", "é", "’", "'", "-", "–", " ", "\u{A0}", ".", "1", "国", "\n", "s", "ſ",
        "_", "\u{212A}", "١", "ż", "²", "\u{AD}", "\u{200B}",
    ];
    proptest::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|p| p.concat())
}

#[test]
fn gates_names_and_narrow_words_change_nothing() {
    let all: Vec<(&str, (Terms, Regex))> = EXPRESSIONS.iter().map(|s| (*s, compiled(s))).collect();
    proptest!(|(text in soup())| {
        for (source, (terms, plain)) in &all {
            let mut alone: Vec<_> = plain.find_iter(&text).map(|m| m.range()).collect();
            alone.retain(|r| !r.is_empty());
            let passage = Passage::new(&text);
            let mut found = Vec::new();
            terms.find(&passage, &mut found);
            prop_assert_eq!(&found, &alone, "{} on {:?}", source, &text);
            prop_assert_eq!(terms.occur(&passage), !alone.is_empty(), "{} on {:?}", source, &text);
        }
    });
}

#[test]
fn characters_that_hide_in_words_lose_no_hit() {
    let (terms, plain) = compiled(r"\b(ab|bab)\b.");
    for text in ["a\u{AD}b ab.", "\u{200B}bab\u{FEFF}!", "ab\u{AD}ab "] {
        let mut found = Vec::new();
        terms.find(&Passage::new(text), &mut found);
        assert_eq!(found, plain.find_iter(text).map(|m| m.range()).collect::<Vec<_>>(), "{text:?}");
    }
}

#[test]
fn a_phrase_ends_where_each_of_its_texts_does() {
    let list = Choice::new(["RT", "«Vesti»", "新华社"].map(str::to_owned).to_vec());
    let parts = vec![Part::Text("by ".to_owned()), Part::Choice(Arc::new(list))];
    let pattern = Pattern::of_phrase(parts, false).unwrap_or_else(|e| panic!("{}", e.message));
    let mut collector = Collector::default();
    let terms = Terms::new(Vec::new(), vec![pattern], &mut collector);
    collector.finish();
    for (text, expected) in [
        ("by RT", true),
        ("by RT²", true),
        ("by RTL", false),
        ("by «Vesti»", true),
        ("by 新华社的", true),
        ("by RT\u{301}", false),
    ] {
        assert_eq!(terms.occur(&Passage::new(text)), expected, "{text}");
    }
}
