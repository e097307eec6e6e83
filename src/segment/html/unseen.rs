//! Words in elements whose content is no running text: drawings, frames, fields of forms, what is deleted.
//!
//! They are no part of the article, and the record says that they were there.

use super::scan::{Token, Tokens};
use crate::model::{Certainty, Change, Code, Span};

/// Words that are no running text.
const NOT_TEXT: Code = Code::new("structure/not-text");
/// Words that the page itself marks as deleted.
const DELETED: Code = Code::new("structure/deleted");

/// The entry for an element that was passed over; `None` where it holds no words. `tag` opens it.
pub(super) fn change(html: &str, tag: &str, body: Span) -> Option<Change> {
    let is = |name: &str| tag.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
    // Programs and style sheets are no words; data for machines is read elsewhere.
    if is("script") || is("style") || is("annotation") {
        return None;
    }
    let mut words = String::new();
    collect(&html[body.range()], &mut words);
    if words.is_empty() {
        return None;
    }
    let (code, evidence) = match is("del") {
        true => (DELETED, "the page marks it as deleted"),
        false => (NOT_TEXT, "its element shows no running text"),
    };
    Some(Change {
        code,
        span: body,
        before: words,
        after: String::new(),
        certainty: Certainty::Certain,
        evidence: evidence.into(),
    })
}

/// The entry for a link of a heading to itself.
pub(super) fn anchor(words: &str, span: Span) -> Change {
    Change {
        code: NOT_TEXT,
        span,
        before: words.trim().to_owned(),
        after: String::new(),
        certainty: Certainty::Certain,
        evidence: "links the heading to itself".into(),
    }
}

/// The words of a stretch of markup. An element never holds another of its name that ends, so that what is in each
/// other is bounded by the number of such names.
fn collect(html: &str, words: &mut String) {
    for token in Tokens::new(html) {
        let span = match token {
            Token::Text(span) | Token::Title(span) | Token::Formula { body: span, .. } => span,
            Token::Hidden { tag, body } => {
                let tag = &html[tag.range()];
                let is_code = ["<script", "<style"]
                    .iter()
                    .any(|name| tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)));
                if !is_code {
                    collect(&html[body.range()], words);
                }
                continue;
            }
            Token::Comment(_) | Token::Tag { .. } => continue,
        };
        let text = &html[span.range()];
        for word in htmlize::unescape(text).split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
}
