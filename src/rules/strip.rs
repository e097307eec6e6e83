//! The verb `strip`: what is not part of an article. Read here, carried out by the stage `strip`.

use super::errors::Sink;
use super::fields::Fields;
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::node::Node;
use crate::model::Code;

/// Keys of `strip`.
pub(super) const KEYS: &[&str] =
    &["block", "keep", "inline", "from", "until", "at", "min-words", "max-words"];

/// Where in the document a block must stand for a `strip` rule to look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Before the article proper.
    Start,
    /// After the article proper.
    End,
}

/// What a `strip` rule does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Drops a block that matches.
    Block(Matcher),
    /// Protects a block that matches from every other `strip` rule.
    Keep(Matcher),
    /// Removes the matched text inside a block, and the block where nothing else was in it.
    Inline(Matcher),
    /// Drops everything from a block that matches up to, not including, the next that matches `until`
    /// (to the end of the document where there is none).
    Range {
        /// The first block dropped.
        from: Matcher,
        /// The first block kept again.
        until: Option<Matcher>,
    },
}

/// A compiled `strip` rule.
#[derive(Clone, Debug)]
pub struct StripRule {
    /// `pack/rule`.
    pub code: Code,
    /// Why, for the ledger: the rule's message, or its name in words.
    pub why: String,
    /// What it does.
    pub action: Action,
    /// Where a block must stand.
    pub at: Place,
    /// Fewest words of a block it applies to.
    pub min_words: usize,
    /// Most words of a block it applies to.
    pub max_words: usize,
}

impl StripRule {
    /// Whether a block of so many words is of a size this rule looks at.
    #[must_use]
    pub fn size_fits(&self, words: usize) -> bool {
        (self.min_words..=self.max_words).contains(&words)
    }
}

/// Reads what stands under `strip`.
pub(super) fn read(
    node: &Node,
    code: &Code,
    why: &str,
    grammar: &Grammar<'_>,
    sink: &mut Sink<'_>,
) -> Option<StripRule> {
    let fields = Fields::read(node, "`strip`", KEYS, sink)?;
    let at = fields.word(
        "at",
        &[("anywhere", Place::Anywhere), ("start", Place::Start), ("end", Place::End)],
        sink,
    );
    let min_words = fields.number("min-words", sink).unwrap_or(0);
    let max_words = fields.number("max-words", sink).unwrap_or(usize::MAX);
    if min_words > max_words {
        let key = fields.key("min-words")?;
        sink.error(
            key.span.clone(),
            "no block has at least `min-words` and at most `max-words`: this rule can never fire",
        );
    }
    let action = action(&fields, node, grammar, sink)?;
    Some(StripRule {
        code: code.clone(),
        why: why.to_owned(),
        action,
        at: at.unwrap_or_default(),
        min_words,
        max_words,
    })
}

fn action(fields: &Fields<'_>, node: &Node, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Action> {
    let given: Vec<&str> =
        fields.names().filter(|n| matches!(*n, "block" | "keep" | "inline" | "from")).collect();
    if given.is_empty() && fields.has_unknown {
        return None;
    }
    if given.len() != 1 {
        let key = given.get(1).and_then(|n| fields.key(n)).unwrap_or(node);
        sink.error_help(
            key.span.clone(),
            "`strip` needs exactly one of `block`, `keep`, `inline`, `from`",
            "split it into two rules",
        );
        return None;
    }
    let until = fields.get("until").map(|n| grammar.matcher(n, sink));
    if let (Some(key), false) = (fields.key("until"), given[0] == "from") {
        sink.error_help(key.span.clone(), "`until` goes with `from`", "add `from`");
    }
    let matcher = grammar.matcher(fields.get(given[0])?, sink)?;
    Some(match given[0] {
        "block" => Action::Block(matcher),
        "keep" => Action::Keep(matcher),
        "inline" => Action::Inline(matcher),
        _ => Action::Range { from: matcher, until: until.flatten() },
    })
}
