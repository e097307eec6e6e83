//! An article as rules read it: its blocks prepared for matching, and which rules each may concern.

use crate::model::{Article, Block, Form, Role, Span};
use crate::rules::{Memory, Packs, Passage, has_at_most};
use std::cell::OnceCell;
use std::ops::Range;

/// All blocks of a document that hold words, dropped ones too, in source order.
pub(super) struct Page<'a> {
    pub(super) views: Vec<View<'a>>,
    /// For each rule the views it may find something in; `None` for all.
    concerned: Vec<Option<Vec<usize>>>,
    /// The numbers of all views.
    all: Vec<usize>,
    /// Counted when first asked for.
    paragraphs: OnceCell<Paragraphs>,
}

/// How many paragraphs stand before each view, and from each view on.
struct Paragraphs {
    before: Vec<usize>,
    from: Vec<usize>,
}

/// A block, prepared.
pub(super) struct View<'a> {
    pub(super) block: &'a Block,
    pub(super) passage: Passage<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article, packs: &Packs, memory: &Memory) -> Self {
        let mut views: Vec<View<'a>> = Vec::with_capacity(article.blocks.len());
        views.extend(article.blocks.iter().filter(|b| b.form != Form::Comment).map(|b| View::new(b, memory)));
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
        Self { views, concerned, all, paragraphs: OnceCell::new() }
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
        let paragraphs = self.paragraphs.get_or_init(|| Paragraphs::of(&self.views));
        (paragraphs.before[first], paragraphs.from[last + 1])
    }
}

/// Fewest words of a paragraph that counts.
const PARAGRAPH_WORDS: usize = 8;

impl Paragraphs {
    fn of(views: &[View<'_>]) -> Self {
        let mut before = vec![0; views.len() + 1];
        let mut in_list = false;
        for (at, view) in views.iter().enumerate() {
            before[at + 1] = before[at];
            if is_counted(view) {
                let is_item = is_item(view);
                before[at + 1] += usize::from(!(is_item && in_list) && is_paragraph(view));
                in_list = is_item;
            }
        }
        // The same from the end, where a list may begin with any of its items.
        let mut from = vec![0; views.len() + 1];
        // What is counted behind an item of the same list.
        let mut behind_item = 0;
        for (at, view) in views.iter().enumerate().rev() {
            from[at] = from[at + 1];
            if is_counted(view) {
                let rest = if is_item(view) { behind_item } else { from[at + 1] };
                from[at] = rest + usize::from(is_paragraph(view));
                behind_item = if is_item(view) { behind_item } else { from[at] };
            }
        }
        Self { before, from }
    }
}

fn is_counted(view: &View<'_>) -> bool {
    view.block.is_kept() && is_running(view.block.role)
}

fn is_item(view: &View<'_>) -> bool {
    matches!(view.block.form, Form::Item { .. })
}

/// Whether a view counts as a paragraph, alone or as the first of its list.
fn is_paragraph(view: &View<'_>) -> bool {
    let other = matches!(view.block.form, Form::Heading(_) | Form::Meta(_) | Form::Caption);
    !other && !has_at_most(view.block.text.as_str(), PARAGRAPH_WORDS - 1)
}

fn is_running(role: Role) -> bool {
    matches!(role, Role::Body | Role::Disclaimer | Role::Highlight | Role::Deck)
}

impl<'a> View<'a> {
    fn new(block: &'a Block, memory: &Memory) -> Self {
        let text = block.text.as_str();
        let passage = if block.form == Form::Quote { Passage::of_quote(text) } else { Passage::new(text) };
        Self { block, passage: memory.recall(passage) }
    }

    pub(super) fn text(&self) -> &'a str {
        self.block.text.as_str()
    }

    /// The source behind a range of the block's text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.block.text.span(range).unwrap_or(self.block.span)
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::lint::examples::article;
    use crate::rules::{Memory, Packs};

    const LONG: &str = "one two three four five six seven eight";

    #[test]
    fn a_list_is_one_paragraph_and_crumbs_are_none() {
        let text =
            format!("# Title\n\n{LONG}\n\n- {LONG}\n- short\n- {LONG}\n\nshort\n\n## {LONG}\n\n{LONG}\n");
        let article = article(&text);
        let page = Page::new(&article, &Packs::embedded(), &Memory::default());
        let around: Vec<_> = (0..page.views.len()).map(|at| page.around(at, at)).collect();
        // Title, paragraph, three items, crumb, heading, paragraph. After an item, the next begins a list.
        assert_eq!(around, [(0, 3), (0, 2), (1, 1), (2, 2), (2, 1), (2, 1), (2, 1), (2, 0)]);
    }
}
