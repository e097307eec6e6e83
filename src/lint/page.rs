//! An article as rules read it: its blocks prepared for matching, and which rules each may concern.

use crate::model::{Article, Block, Form, Role, Span};
use crate::rules::{Packs, Passage, has_at_most};
use std::ops::Range;

/// All blocks of a document that hold words, dropped ones too, in source order.
pub(super) struct Page<'a> {
    pub(super) views: Vec<View<'a>>,
    /// For each rule the views it may find something in; `None` for all.
    concerned: Vec<Option<Vec<usize>>>,
    /// The numbers of all views.
    all: Vec<usize>,
}

/// A block, prepared.
pub(super) struct View<'a> {
    pub(super) block: &'a Block,
    pub(super) passage: Passage<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article, packs: &Packs) -> Self {
        let blocks = article.blocks.iter().filter(|b| b.form != Form::Comment);
        let mut views: Vec<View<'a>> = blocks.map(View::new).collect();
        let mut concerned = vec![Some(Vec::new()); packs.rules().len()];
        for &rule in packs.gate().always() {
            concerned[rule] = None;
        }
        for (i, view) in views.iter_mut().enumerate() {
            let opened = packs.gate().opened(&view.passage);
            if opened.is_empty() {
                // Few rules look at it, if any: what was prepared is not worth its room.
                view.passage.put_away();
            }
            for rule in opened {
                if let Some(concerned) = &mut concerned[rule] {
                    concerned.push(i);
                }
            }
        }
        let all = (0..views.len()).collect();
        Self { views, concerned, all }
    }

    /// The views a rule may find something in, by its place in [`Packs::rules`].
    pub(super) fn concerned(&self, rule: usize) -> &[usize] {
        self.concerned[rule].as_ref().unwrap_or(&self.all)
    }

    /// The field of the front matter with this name.
    pub(super) fn meta(&self, field: &str) -> Option<&View<'a>> {
        self.views.iter().find(|v| matches!(v.block.form, Form::Meta(name) if name == field))
    }

    /// How many paragraphs of the article stand before the view `first` and after the view `last`. A
    /// list counts as one paragraph; headings and crumbs of a few words count as none, so that a line
    /// the stripping missed does not push the end away.
    pub(super) fn around(&self, first: usize, last: usize) -> (usize, usize) {
        (count(&self.views[..first]), count(&self.views[last + 1..]))
    }
}

/// Fewest words of a paragraph that counts.
const PARAGRAPH_WORDS: usize = 8;

fn count(views: &[View<'_>]) -> usize {
    let mut paragraphs = 0;
    let mut in_list = false;
    for view in views.iter().filter(|v| v.block.is_kept() && is_running(v.block.role)) {
        let item = matches!(view.block.form, Form::Item { .. });
        let other = matches!(view.block.form, Form::Heading(_) | Form::Meta(_) | Form::Caption);
        let passed = other || item && in_list;
        if !passed && !has_at_most(view.block.text.as_str(), PARAGRAPH_WORDS - 1) {
            paragraphs += 1;
        }
        in_list = item;
    }
    paragraphs
}

fn is_running(role: Role) -> bool {
    matches!(role, Role::Body | Role::Disclaimer | Role::Highlight | Role::Deck)
}

impl<'a> View<'a> {
    fn new(block: &'a Block) -> Self {
        let text = block.text.as_str();
        let passage = if block.form == Form::Quote { Passage::of_quote(text) } else { Passage::new(text) };
        Self { block, passage }
    }

    pub(super) fn text(&self) -> &'a str {
        self.block.text.as_str()
    }

    /// The source behind a range of the block's text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.block.text.span(range).unwrap_or(self.block.span)
    }
}
