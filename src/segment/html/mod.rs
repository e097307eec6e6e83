//! HTML to blocks with a linear scan over its tags: no tree, no recursion, any nesting.

mod scan;
mod tags;

use super::heading::is_prose;
use crate::model::{Block, Form, Span, Text};
use scan::{Token, Tokens};
use tags::{Effect, effect};

/// Blocks of an HTML page: what a reader sees, fields of its head, its comments.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut page = Page {
        html,
        blocks: Vec::new(),
        text: Text::new(),
        space: None,
        forms: Vec::new(),
        lists: Vec::new(),
        navigation: false,
    };
    for token in Tokens::new(html) {
        match token {
            Token::Text(span) => page.words(span),
            Token::Comment(span) => {
                page.close();
                page.push_whole(Form::Comment, span);
            }
            Token::Hidden => page.close(),
            Token::Title(span) => {
                page.close();
                page.forms.push(Form::Meta("title"));
                page.words(span);
                page.close();
                page.forms.pop();
            }
            Token::Tag { name, closing, span } => page.tag(name, closing, span),
        }
    }
    page.close();
    page.blocks
}

struct Page<'h> {
    html: &'h str,
    blocks: Vec<Block>,
    text: Text,
    /// White space seen since the last word.
    space: Option<Span>,
    forms: Vec<Form>,
    /// Open lists: whether each is ordered.
    lists: Vec<bool>,
    /// Whether a `nav` is open.
    navigation: bool,
}

impl Page<'_> {
    fn tag(&mut self, name: &str, closing: bool, span: Span) {
        let effect = effect(&name.to_ascii_lowercase());
        // Neither a main heading nor a whole quotation belongs to a menu that was never closed.
        let leaves = matches!(effect, Effect::Form(Form::Heading(1) | Form::Quote | Form::Navigation));
        if self.navigation && leaves {
            self.close();
            self.navigation = false;
        }
        match effect {
            Effect::Inline => {}
            Effect::Form(Form::Navigation) => {
                self.close();
                self.navigation = !closing;
            }
            Effect::Break => self.close(),
            Effect::Space => self.space = self.space.map_or(Some(span), |s| Some(s.cover(span))),
            Effect::List { ordered } => {
                self.close();
                if !closing {
                    self.lists.push(ordered);
                } else {
                    self.lists.pop();
                    // An item that was never closed ends with its list.
                    while self.lists.is_empty() && matches!(self.forms.last(), Some(Form::Item { .. })) {
                        self.forms.pop();
                    }
                }
            }
            Effect::Form(form) => {
                self.close();
                let form = self.nested(form);
                let alike = |f: &Form| std::mem::discriminant(f) == std::mem::discriminant(&form);
                if !closing {
                    // Unclosed paragraphs and items do not nest.
                    if self.forms.last().is_some_and(alike) && form != Form::Quote {
                        self.forms.pop();
                    }
                    self.forms.push(form);
                } else if self.forms.last().is_some_and(alike) {
                    self.forms.pop();
                }
            }
            Effect::Meta => {
                self.close();
                self.meta(span);
            }
        }
    }

    fn nested(&self, form: Form) -> Form {
        match form {
            Form::Item { .. } => Form::Item {
                depth: u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX),
                ordered: self.lists.last().copied().unwrap_or(false),
            },
            form => form,
        }
    }

    fn meta(&mut self, span: Span) {
        let Some((field, value)) = scan::meta(&self.html[span.range()]) else { return };
        let start = span.start as usize;
        let value = start + value.start..start + value.end;
        self.words(Span::new(value.start, value.end));
        self.finish(Form::Meta(field), Some(span));
    }

    /// Appends text, white space made single and entities decoded.
    fn words(&mut self, span: Span) {
        let is_code = self.forms.last() == Some(&Form::Code);
        let (mut at, end) = (span.start as usize, span.end as usize);
        while at < end {
            let rest = &self.html[at..end];
            let space = if is_code { 0 } else { rest.len() - rest.trim_start().len() };
            if space > 0 {
                let seen = Span::new(at, at + space);
                self.space = Some(self.space.map_or(seen, |s| s.cover(seen)));
                at += space;
                continue;
            }
            self.flush_space();
            at += if rest.starts_with('&') { self.entity(at, end) } else { self.plain(at, end, is_code) };
        }
    }

    fn plain(&mut self, at: usize, end: usize, is_code: bool) -> usize {
        let rest = &self.html[at..end];
        let stop = |c: char| c == '&' || (!is_code && c.is_whitespace());
        let length = rest.find(stop).unwrap_or(rest.len());
        self.text.keep(&rest[..length], Span::new(at, at + length));
        length
    }

    fn entity(&mut self, at: usize, end: usize) -> usize {
        let reach = self.html.floor_char_boundary(end.min(at + 40));
        let rest = &self.html[at..reach];
        let length = rest.find(';').map_or_else(
            || 1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count(),
            |semicolon| semicolon + 1,
        );
        let raw = &rest[..length];
        let decoded = htmlize::unescape(raw);
        if decoded == raw {
            self.text.keep("&", Span::new(at, at + 1));
            return 1;
        }
        self.text.replace(&decoded, Span::new(at, at + length));
        length
    }

    fn flush_space(&mut self) {
        let Some(space) = self.space.take() else { return };
        if !self.text.is_empty() {
            self.text.replace(" ", space);
        }
    }

    fn close(&mut self) {
        let form = self.forms.last().copied().unwrap_or(Form::Paragraph);
        let navigation = self.navigation && !is_prose(self.text.as_str());
        self.finish(if navigation { Form::Navigation } else { form }, None);
    }

    fn finish(&mut self, form: Form, whole: Option<Span>) {
        self.space = None;
        let text = std::mem::take(&mut self.text);
        let span = text.pieces().first().zip(text.pieces().last()).map(|(a, b)| a.span.cover(b.span));
        if let Some(span) = whole.or(span)
            && !text.is_empty()
        {
            self.blocks.push(Block::new(form, text, span));
        }
    }

    fn push_whole(&mut self, form: Form, span: Span) {
        let mut text = Text::new();
        text.keep(&self.html[span.range()], span);
        self.blocks.push(Block::new(form, text, span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> Vec<(Form, String)> {
        blocks(html).iter().map(|b| (b.form, b.text.as_str().to_owned())).collect()
    }

    #[test]
    fn what_a_reader_sees() {
        let item = |depth| Form::Item { depth, ordered: false };
        let table: &[(&str, &[(Form, &str)])] = &[
            (
                "<p>One <b>bold</b>\n word</p><p>Two",
                &[(Form::Paragraph, "One bold word"), (Form::Paragraph, "Two")],
            ),
            ("<h2>Tides</h2>They rise.", &[(Form::Heading(2), "Tides"), (Form::Paragraph, "They rise.")]),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>", &[(item(0), "a"), (item(1), "b"), (item(0), "c")]),
            ("a &amp; b&nbsp;c &bogus d", &[(Form::Paragraph, "a & b\u{a0}c &bogus d")]),
            ("<script>if (a < b) {}</script>x<style>p{}</style>", &[(Form::Paragraph, "x")]),
            ("one<br>two", &[(Form::Paragraph, "one two")]),
            ("a < b and <3", &[(Form::Paragraph, "a < b and <3")]),
            (
                "<title>Low &amp; high</title><p title='a > b'>x</p>",
                &[(Form::Meta("title"), "Low & high"), (Form::Paragraph, "x")],
            ),
            (
                "<meta name=author content='Ann Poe'><p>x",
                &[(Form::Meta("author"), "Ann Poe"), (Form::Paragraph, "x")],
            ),
            ("<!-- wp:x --><p>y", &[(Form::Comment, "<!-- wp:x -->"), (Form::Paragraph, "y")]),
            (
                "<nav><ul><li>Home<li>Boats</ul></nav><p>x",
                &[(Form::Navigation, "Home"), (Form::Navigation, "Boats"), (Form::Paragraph, "x")],
            ),
            (
                "<nav>Home<h1>Low</h1><p>x",
                &[(Form::Navigation, "Home"), (Form::Heading(1), "Low"), (Form::Paragraph, "x")],
            ),
            ("<script>never closed", &[]),
            ("<p", &[(Form::Paragraph, "<p")]),
        ];
        for (html, expected) in table {
            let got = seen(html);
            let got: Vec<_> = got.iter().map(|(f, s)| (*f, s.as_str())).collect();
            assert_eq!(&got, expected, "{html:?}");
        }
    }

    #[test]
    fn nesting_costs_nothing() {
        let html = format!("{}deep{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
        assert_eq!(seen(&html), [(Form::Paragraph, "deep".to_owned())]);
    }
}
