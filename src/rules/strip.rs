//! The verb `strip`: what is not part of an article. Read here, carried out by the stage `strip`.

use super::errors::Sink;
use super::fields::{Fields, items};
use super::grammar::Grammar;
use super::matcher::Matcher;
use super::node::Node;
use crate::model::{Code, Form};

/// Keys of `strip`.
pub(super) const KEYS: &[&str] = &[
    "line",
    "block",
    "form",
    "keep",
    "inline",
    "from",
    "until",
    "takes",
    "needs",
    "at",
    "min-words",
    "max-words",
];

/// Words of `at`.
pub(super) const PLACES: &[(&str, Place)] =
    &[("anywhere", Place::Anywhere), ("start", Place::Start), ("end", Place::End)];
/// Words of `takes`.
pub(super) const TAKES: &[(&str, Takes)] = &[
    ("block", Takes::Block),
    ("list", Takes::List),
    ("rest", Takes::Rest),
    ("bio", Takes::Bio),
    ("blurb", Takes::Blurb),
    ("thread", Takes::Thread),
    ("post", Takes::Post),
];
/// Words of `needs`.
pub(super) const NEEDS: &[(&str, Needs)] = &[
    ("usual", Needs::Usual),
    ("company", Needs::Company),
    ("nothing", Needs::Nothing),
    ("headlines", Needs::Headlines),
    ("brevity", Needs::Brevity),
];
/// Words of `form`.
pub(super) const FORMS: &[(&str, Form)] = &[("comment", Form::Comment), ("navigation", Form::Navigation)];

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

/// What goes with a block that a `strip` rule claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    #[default]
    Block,
    /// The run of headlines under it.
    List,
    /// Everything to the end of the page, once most of the running text stands before it.
    Rest,
    /// The few blocks under it that close the page's running text.
    Bio,
    /// The short sentences under it, and the heading right over it, after the running text.
    Blurb,
    /// The thread of readers' comments it stands in: it is a button under one of them. Alone it takes nothing.
    Thread,
    /// Nothing: it says when a reader wrote a comment, which tells where the comment begins.
    Post,
}

/// What must stand beside a block that a `strip` rule claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Needs {
    /// Another claimed block, or no running text below, where the block is one word right over
    /// running text: such a word may head it.
    #[default]
    Usual,
    /// Another claimed block, or no running text below.
    Company,
    /// Nothing: the words say enough.
    Nothing,
    /// Two headlines or more right under it.
    Headlines,
    /// Another claimed block, or a page of fewer than 1,500 words of running text: a long guide has such lines of its
    /// own.
    Brevity,
}

/// Which blocks a `strip` rule claims.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Phrases a whole block is compared with: `#` is a number, `*` up to six words; case,
    /// punctuation and quote styles do not count.
    pub lines: Vec<String>,
    /// What matches anywhere in a block.
    pub matcher: Option<Matcher>,
    /// Comments in the markup.
    pub comments: bool,
    /// What the markup declares to be navigation.
    pub navigation: bool,
    /// What goes with such a block.
    pub takes: Takes,
    /// What must stand beside such a block.
    pub needs: Needs,
}

/// What a `strip` rule does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Drops a block that it claims.
    Block(Claim),
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
    let at = fields.word("at", PLACES, sink);
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
    let claims = |n: &str| matches!(n, "line" | "block" | "form");
    let mut given: Vec<&str> =
        fields.names().filter(|n| claims(n) || matches!(*n, "keep" | "inline" | "from")).collect();
    if given.is_empty() && fields.has_unknown {
        return None;
    }
    // `line`, `block` and `form` claim blocks together.
    let first = given.iter().position(|n| claims(n));
    let mut at = 0;
    given.retain(|n| {
        at += 1;
        !claims(n) || Some(at - 1) == first
    });
    if given.len() != 1 {
        let key = given.get(1).and_then(|n| fields.key(n)).unwrap_or(node);
        sink.error_help(
            key.span.clone(),
            "`strip` needs exactly one of `line` and `block`, `form`, `keep`, `inline`, `from`",
            "split it into two rules",
        );
        return None;
    }
    let until = fields.get("until").map(|n| grammar.matcher(n, sink));
    if let (Some(key), false) = (fields.key("until"), given[0] == "from") {
        sink.error_help(key.span.clone(), "`until` goes with `from`", "add `from`");
    }
    if claims(given[0]) {
        return claim(fields, grammar, sink).map(Action::Block);
    }
    let matcher = grammar.matcher(fields.get(given[0])?, sink)?;
    Some(match given[0] {
        "keep" => Action::Keep(matcher),
        "inline" => Action::Inline(matcher),
        _ => Action::Range { from: matcher, until: until.flatten() },
    })
}

fn claim(fields: &Fields<'_>, grammar: &Grammar<'_>, sink: &mut Sink<'_>) -> Option<Claim> {
    let mut claim = Claim::default();
    for node in fields.get("line").map(items).unwrap_or_default() {
        let Some(line) = super::fields::text(node, "line", sink) else { continue };
        if !line.chars().any(|c| c.is_alphanumeric() || matches!(c, '#' | '©')) {
            sink.error_help(
                node.span.clone(),
                "a line without a word matches nothing",
                "give it a word or `#`",
            );
        }
        claim.lines.push(line.to_owned());
    }
    claim.takes = fields.word("takes", TAKES, sink).unwrap_or_default();
    claim.needs = fields.word("needs", NEEDS, sink).unwrap_or_default();
    let form = fields.word("form", FORMS, sink);
    claim.comments = form == Some(Form::Comment);
    claim.navigation = form == Some(Form::Navigation);
    claim.matcher = match fields.get("block") {
        Some(node) => Some(grammar.matcher(node, sink)?),
        None => None,
    };
    Some(claim)
}
