//! The strip rules, compiled for one pass over a page: one table of phrases for all of them.

use super::phrase::{self, Phrases};
use crate::model::{Code, Reason};
use crate::rules::{Action, Gate, Matcher, Needs, Packs, Passage, Place, StripRule, Takes};
use std::collections::BTreeSet;

/// What rules say of a block by its words alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// The rule that claims it.
    pub(super) rule: Option<usize>,
    /// The rule that makes it part of a reader's comment.
    pub(super) mark: Option<usize>,
}

/// All strip rules.
#[derive(Clone, Debug)]
pub struct Rules {
    list: Vec<StripRule>,
    phrases: Phrases,
    /// Which rules' matchers a text can concern.
    gate: Gate,
    /// The same for the rules about text inside blocks.
    inline: Gate,
    comment: Option<usize>,
    navigation: Option<usize>,
    longest: usize,
    off: BTreeSet<String>,
}

impl Rules {
    /// The strip rules of these packs.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        Self::without(packs, BTreeSet::new())
    }

    /// The strip rules of these packs but for those of these codes, which may be built in too.
    #[must_use]
    pub fn without(packs: &Packs, off: BTreeSet<String>) -> Self {
        let mut list = packs.strip_rules().to_vec();
        list.retain(|rule| !off.contains(rule.code.as_str()));
        // The user's own rules speak first.
        list.sort_by_key(|rule| rule.code.as_str().split('/').next().is_some_and(Packs::is_embedded));
        let mut phrases = Phrases::default();
        let (mut comment, mut navigation) = (None, None);
        for (at, rule) in list.iter().enumerate() {
            let Action::Block(claim) = &rule.action else { continue };
            for line in &claim.lines {
                phrases.add(line, at);
            }
            if claim.comments {
                comment = comment.or(Some(at));
            }
            if claim.navigation {
                navigation = navigation.or(Some(at));
            }
        }
        let longest = list.iter().map(|r| r.max_words).max().unwrap_or(0);
        let matchers = list.iter().enumerate().filter_map(|(at, rule)| match &rule.action {
            Action::Block(claim) => claim.matcher.as_ref().map(|m| (at, m)),
            Action::Keep(matcher) | Action::Range { from: matcher, .. } => Some((at, matcher)),
            Action::Inline(_) => None,
        });
        let gate = packs.gate_of(matchers);
        let inline = list.iter().enumerate().filter_map(|(at, rule)| match &rule.action {
            Action::Inline(matcher) => Some((at, matcher)),
            _ => None,
        });
        let inline = packs.gate_of(inline);
        Self { list, phrases, gate, inline, comment, navigation, longest, off }
    }

    /// The first rule that claims a block with this text, by its place among all, and the first that makes it part of
    /// a reader's comment.
    pub(super) fn find(&self, passage: &Passage<'_>, words: usize) -> Found {
        if words > self.longest {
            return Found::default();
        }
        let line = phrase::words(passage.text());
        let open = self.gate.open(passage);
        let find = |is_wanted: &dyn Fn(usize) -> bool| {
            let is_wanted = |at: usize| self.list[at].size_fits(words) && is_wanted(at);
            let line = line.as_ref().and_then(|line| self.phrases.find(line, &is_wanted));
            let end = line.unwrap_or(self.list.len());
            let block = open.iter().copied().take_while(|at| *at < end).find(|&at| {
                let Action::Block(claim) = &self.list[at].action else { return false };
                is_wanted(at) && claim.matcher.as_ref().is_some_and(|m| m.matches(passage))
            });
            block.or(line)
        };
        Found { rule: find(&|at| !self.is_mark(at)), mark: find(&|at| self.is_mark(at)) }
    }

    /// Whether a rule says of a block that it is part of a reader's comment, and nothing by itself.
    fn is_mark(&self, at: usize) -> bool {
        matches!(self.takes(at), Takes::Thread | Takes::Post)
    }

    /// Whether a text is, from end to end, one of the phrases of a rule.
    pub(super) fn says(&self, text: &str) -> bool {
        let line = phrase::words(text);
        line.is_some_and(|line| self.phrases.find(&line, &|_| true).is_some())
    }

    /// Whether a rule protects a block with this text.
    pub(super) fn keeps(&self, passage: &Passage<'_>) -> bool {
        self.gate.open(passage).into_iter().any(|at| match &self.list[at].action {
            Action::Keep(matcher) => matcher.matches(passage),
            _ => false,
        })
    }

    /// The rules about text inside blocks that may find something in a text.
    pub(super) fn inline(&self, passage: &Passage<'_>) -> impl Iterator<Item = (usize, &Matcher)> {
        let open = if self.inline.may_open(passage) { self.inline.open(passage) } else { Vec::new() };
        open.into_iter().filter_map(|at| match &self.list[at].action {
            Action::Inline(matcher) => Some((at, matcher)),
            _ => None,
        })
    }

    /// The rules that drop from one block up to another.
    pub(super) fn ranges(&self) -> impl Iterator<Item = (usize, &Matcher, Option<&Matcher>)> {
        self.list.iter().enumerate().filter_map(|(at, rule)| match &rule.action {
            Action::Range { from, until } => Some((at, from, until.as_ref())),
            _ => None,
        })
    }

    /// Whether a code, built in or not, is switched off.
    pub(super) fn is_off(&self, code: &Code) -> bool {
        self.off.contains(code.as_str())
    }

    /// The rule for comments in the markup.
    pub(super) fn comment(&self) -> Option<usize> {
        self.comment
    }

    /// The rule for what the markup declares to be navigation.
    pub(super) fn navigation(&self) -> Option<usize> {
        self.navigation
    }

    /// The rule for readers' comments that come again and again.
    pub(super) fn thread(&self) -> Option<usize> {
        (0..self.list.len()).find(|&at| self.takes(at) == Takes::Thread)
    }

    /// The rule for notes about authors.
    pub(super) fn bio(&self) -> Option<usize> {
        (0..self.list.len()).find(|&at| self.takes(at) == Takes::Bio)
    }

    pub(super) fn takes(&self, at: usize) -> Takes {
        match &self.list[at].action {
            Action::Block(claim) => claim.takes,
            _ => Takes::Block,
        }
    }

    /// What a rule's claim needs beside it.
    pub(super) fn needs(&self, at: usize) -> Needs {
        match &self.list[at].action {
            Action::Block(claim) => claim.needs,
            _ => Needs::Nothing,
        }
    }

    /// Whether what a rule claims goes whatever the page looks like.
    pub(super) fn is_sure(&self, at: usize) -> bool {
        self.is_mark(at) || self.needs(at) == Needs::Nothing
    }

    /// Where on the page a rule holds.
    pub(super) fn place(&self, at: usize) -> Place {
        self.list[at].at
    }

    /// Whether a rule came with the program.
    pub(super) fn is_ours(&self, at: usize) -> bool {
        self.code(at).as_str().split('/').next().is_some_and(Packs::is_embedded)
    }

    pub(super) fn code(&self, at: usize) -> &Code {
        &self.list[at].code
    }

    pub(super) fn reason(&self, at: usize) -> Reason {
        Reason { code: self.list[at].code.clone(), why: self.list[at].why.clone() }
    }
}
