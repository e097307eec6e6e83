//! Rule packs against an arranged article.

use crate::model::{Article, Diagnostic};
use crate::rules::{Packs, Target, Verb};

/// What the caller decides about a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {}

/// What the rules find in an article, by place, then by rule.
#[must_use]
pub fn lint(article: &Article, packs: &Packs, settings: &Settings) -> Vec<Diagnostic> {
    let _ = (article, packs, settings);
    Vec::new()
}

/// Whether a `require` rule looks for a block with this text: then `strip` must not drop it.
#[must_use]
pub fn protects(packs: &Packs, text: &str) -> bool {
    packs.rules().iter().filter(|r| r.severity.is_some()).any(|rule| match &rule.verb {
        Verb::Require(require) => match &require.target {
            Target::Paragraph(matcher) => matcher.is_match(text),
            Target::Heading(_) | Target::Meta(..) => false,
        },
        Verb::Strip(_) => false,
    })
}
