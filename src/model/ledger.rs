//! The way back: from what was kept, and a record of everything else, to the decoded input.

use super::{Article, Block, Piece, Span};
use std::ops::Range;

/// A stretch of the decoded input, and where it can be had from once the input is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Stands in the kept text of a block, unchanged.
    Kept {
        /// Index of the block in its article.
        block: usize,
        /// Bytes of that block's text.
        range: Range<usize>,
    },
    /// Stands changed in the kept text of a block: repaired, decoded from an entity, joined, removed.
    Changed {
        /// Index of the block in its article.
        block: usize,
        /// Bytes of that block's text that stand in its place; empty where it was removed.
        range: Range<usize>,
        /// What the input has.
        original: String,
    },
    /// A dropped block.
    Dropped {
        /// Index of the block in its article.
        block: usize,
        /// What the input has, markers included.
        original: String,
    },
    /// What holds blocks and their parts together: line ends, indentation, bullets, tags.
    Layout(String),
}

/// Everything the decoded input is made of, in its order. Refers to kept text and holds the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    parts: Vec<Part>,
}

impl Ledger {
    /// The ledger of an article. The article's source is read here and not needed afterwards.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut writer = Writer { source: article.source.text(), done: 0, parts: Vec::new() };
        let mut order: Vec<usize> = (0..article.blocks.len()).collect();
        order.sort_by_key(|&n| article.blocks[n].span);
        for n in order {
            writer.block(n, &article.blocks[n]);
        }
        writer.layout_to(writer.source.len());
        Self { parts: writer.parts }
    }

    /// The parts, in the order of the input.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The decoded input. `text_of` gives the kept text of a block by its index. `None` if those are
    /// not the texts this ledger was made for.
    pub fn rebuild<'a>(&self, text_of: impl Fn(usize) -> &'a str) -> Option<String> {
        let mut input = String::new();
        for part in &self.parts {
            input.push_str(match part {
                Part::Kept { block, range } => text_of(*block).get(range.clone())?,
                Part::Changed { original, .. } | Part::Dropped { original, .. } | Part::Layout(original) => {
                    original
                }
            });
        }
        Some(input)
    }
}

/// Walks the source from its start to its end and never back.
struct Writer<'a> {
    source: &'a str,
    done: usize,
    parts: Vec<Part>,
}

impl Writer<'_> {
    fn block(&mut self, n: usize, block: &Block) {
        if block.is_kept() {
            block.text.pieces().iter().for_each(|piece| self.piece(n, piece));
        } else if let Some(original) = self.take(block.span) {
            self.parts.push(Part::Dropped { block: n, original });
        }
    }

    fn piece(&mut self, n: usize, piece: &Piece) {
        let Some(original) = self.take(piece.span) else { return };
        let range = piece.range();
        self.parts.push(if piece.verbatim {
            Part::Kept { block: n, range }
        } else {
            Part::Changed { block: n, range, original }
        });
    }

    /// What the source has at `span`, with the layout before it written. `None` for an insertion, and
    /// for source that is in the ledger already.
    fn take(&mut self, span: Span) -> Option<String> {
        let range = span.range();
        if range.start < self.done || range.is_empty() {
            return None;
        }
        self.layout_to(range.start);
        self.done = range.end;
        Some(self.source[range].to_owned())
    }

    fn layout_to(&mut self, end: usize) {
        if end > self.done {
            self.parts.push(Part::Layout(self.source[self.done..end].to_owned()));
            self.done = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Decoding, Edit, Form, Media, Reason, Source, Text, Verdict};

    /// Two lines, `- itโs` and `Subscribe`: the first repaired, the second dropped.
    fn article() -> Article {
        let text = "  - itโs\r\nSubscribe\n".to_owned();
        let (item, advert) = (Span::new(4, 10), Span::new(12, 21));
        let mut words = Text::new();
        words.keep(&text[item.range()], item);
        words.apply(&[Edit { range: 2..5, replacement: "’".into() }]);
        let mut dropped = Text::new();
        dropped.keep(&text[advert.range()], advert);
        let mut blocks = vec![
            Block::new(Form::Item { depth: 0, ordered: false }, words, Span::new(2, 10)),
            Block::new(Form::Paragraph, dropped, advert),
        ];
        let code = Code::new("boilerplate/newsletter");
        blocks[1].verdict = Verdict::Drop(Box::new(Reason { code, why: String::new() }));
        let decoding = Decoding::of(text);
        let source = Source::new("a.txt".into(), Media::Plain, decoding);
        Article { source, blocks, changes: Vec::new() }
    }

    #[test]
    fn every_part_is_where_it_belongs() {
        let layout = |s: &str| Part::Layout(s.into());
        let kept = |range| Part::Kept { block: 0, range };
        let changed = Part::Changed { block: 0, range: 2..5, original: "โ".into() };
        let dropped = Part::Dropped { block: 1, original: "Subscribe".into() };
        let want = [layout("  - "), kept(0..2), changed, kept(5..6), layout("\r\n"), dropped, layout("\n")];
        assert_eq!(Ledger::of(&article()).parts(), want);
    }

    #[test]
    fn the_input_comes_back_from_the_kept_text_alone() {
        let article = article();
        let ledger = Ledger::of(&article);
        let texts = ["it’s", ""];
        assert_eq!(ledger.rebuild(|n| texts[n]).as_deref(), Some(article.source.text()));
    }

    #[test]
    fn other_texts_do_not_pass_for_the_kept_ones() {
        let ledger = Ledger::of(&article());
        assert_eq!(ledger.rebuild(|_| "is"), None);
        assert_ne!(ledger.rebuild(|_| "at’s").as_deref(), Some(article().source.text()));
    }
}
