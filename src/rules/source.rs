//! What an expression or phrase is written as, and the expression that searches for it.

use super::choice::Choice;
use super::engines::Names;
use super::fold::joins_word;
use super::literals;
use super::pattern::{BadRegex, has_article, parse};
use super::widen::{Literals, Words};
use regex_syntax::ast::{self, Ast};
use regex_syntax::is_word_character;
use std::sync::Arc;

/// What an expression is made from once it is needed.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Texts as written, between them choices; in each text, signs of an expression mean something.
    Expression(Arc<[Part]>),
    /// As `Expression`, but every text means itself, on whole words.
    Phrase(Arc<[Part]>),
}

/// A stretch of an expression.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// As written.
    Text(String),
    /// One of the texts of a list.
    Choice(Arc<Choice>),
}

impl Source {
    pub(super) fn parts(&self) -> &[Part] {
        let (Self::Expression(parts) | Self::Phrase(parts)) = self;
        parts
    }

    pub(super) fn has_lists(&self) -> bool {
        self.parts().iter().any(|part| matches!(part, Part::Choice(_)))
    }

    /// Whether it asks about words, and whether it cannot tell a letter that is not ASCII from `_`, but for the
    /// names of its lists.
    pub(super) fn nature(&self, skeleton: Option<&Ast>) -> (bool, bool) {
        let parts = self.parts();
        let mut literals = Literals::new(Words::Ascii);
        if let Some(ast) = skeleton {
            let Ok(()) = ast::visit(ast, &mut literals);
        }
        let is_other = |c: char| c == '_' || !c.is_ascii() && is_word_character(c);
        let names_others = parts.iter().any(|part| match part {
            Part::Choice(choice) => choice.has_underscore,
            Part::Text(text) => skeleton.is_none() && text.chars().any(is_other),
        });
        let is_ascii = !literals.names_others && !names_others;
        let has_words = (literals.has_words || skeleton.is_none()) && !literals.is_nested;
        (has_words, is_ascii)
    }

    /// The names of its lists that hold a letter that is not ASCII, by their places among all.
    pub(super) fn foreign(&self) -> Box<[usize]> {
        let (mut all, mut number) = (Vec::new(), 0);
        for part in self.parts() {
            if let Part::Choice(choice) = part {
                all.extend(choice.foreign.iter().map(|i| number + i));
                number += choice.texts().len();
            }
        }
        all.into()
    }

    /// The expression with its lists put in, or these of their names, and its marks widened to their families.
    pub(super) fn widened(&self, words: Words, names: Option<&Names>) -> Result<String, BadRegex> {
        let (flag, source) = match self {
            Self::Expression(parts) => {
                let joined = joined(parts, names, &|_, text| text.to_owned(), &|_, text| smart(text));
                (self.has_lists().then(|| flag(parts)), joined)
            }
            Self::Phrase(parts) => {
                let edge = |c: Option<char>| if c.is_some_and(joins_word) { r"\b" } else { "" };
                let alone = |at: usize, text: &str| {
                    let start = if at == 0 { edge(text.chars().next()) } else { "" };
                    let end = if at + 1 == parts.len() { edge(text.chars().next_back()) } else { "" };
                    format!("{start}(?:{}){end}", smart(text))
                };
                (Some(""), joined(parts, names, &alone, &alone))
            }
        };
        let mut literals = Literals::new(words);
        let ast = parse(&source)?;
        let Ok(()) = ast::visit(&ast, &mut literals);
        let flag = flag.unwrap_or(if literals.upper { "" } else { "(?i)" });
        Ok(format!("{flag}{}", literals.widen(&source)))
    }
}

/// What is written for a part of a number: for a text, or for one of the texts of a list.
type Written<'w> = &'w dyn Fn(usize, &str) -> String;

fn joined(parts: &[Part], names: Option<&Names>, text: Written<'_>, name: Written<'_>) -> String {
    let (mut out, mut number) = (String::new(), 0);
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(written) => out.push_str(&text(at, written)),
            Part::Choice(choice) => {
                let texts = choice.texts();
                let meant = |i: &usize| names.is_none_or(|names| names.has(number + i));
                let chosen = (0..texts.len()).filter(meant).map(|i| name(at, &texts[i]));
                let chosen = chosen.collect::<Vec<_>>().join("|");
                // A name that the text does not hold keeps an expression from matching where there is none.
                let chosen = if chosen.is_empty() { name(at, &texts[0]) } else { chosen };
                out.push_str(&format!("(?:{chosen})"));
                number += texts.len();
            }
        }
    }
    out
}

/// What makes an expression ignore case: nothing, where a capital stands among its literals.
fn flag(parts: &[Part]) -> &'static str {
    let mut literals = Literals::default();
    if let Ok(ast) = parse(&literals::skeleton(parts)) {
        let Ok(()) = ast::visit(&ast, &mut literals);
    }
    if literals.upper { "" } else { "(?i)" }
}

/// Whether a phrase begins and ends with a letter or digit, whichever of its texts are chosen.
pub(super) fn edges(parts: &[Part]) -> [bool; 2] {
    let of = |part: Option<&Part>, end: usize, pick: fn(&str) -> Option<char>| match part {
        Some(Part::Text(text)) => pick(text).is_some_and(joins_word),
        Some(Part::Choice(choice)) => choice.edges[end],
        None => false,
    };
    [of(parts.first(), 0, |t| t.chars().next()), of(parts.last(), 1, |t| t.chars().next_back())]
}

/// An escaped text that ignores case unless it has a capital.
pub(super) fn smart(text: &str) -> String {
    let flag = if text.chars().any(char::is_uppercase) { "-ix" } else { "i-x" };
    // A class, and no letter of its own: case is a matter of the name behind it.
    let article = if has_article(text) { "[Tt]" } else { "" };
    format!("(?{flag}:{article}{})", escape(&text[usize::from(!article.is_empty())..]))
}

/// Escapes all but the hyphen, which stands for every dash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if regex_syntax::is_meta_character(c) && c != '-' {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
