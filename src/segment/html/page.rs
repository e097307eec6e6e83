//! The tokens of a page to blocks, to a copy for the extractor, and to what the markup says of each block.

use super::attribute;
use super::copy::Copy;
use super::meta::{self, Field};
use super::open::{Place, Stack};
use super::scan::{Token, Tokens};
use super::tags::{Effect, effect};
use super::words::Words;
use super::{formula, json_ld, names::Named, numbers::List, signs, unseen};
use crate::model::{Block, Change, Form, Span, Text};
use crate::segment::is_prose;
use std::borrow::Cow;

/// What the markup says of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sign {
    /// What the element around it is called.
    pub(super) named: Option<Place>,
    /// Number of the element that holds it.
    pub(super) container: u32,
    /// What that element is made from: elements of one name and class have one template; 0 without a class.
    pub(super) template: u64,
    /// Bytes of its text.
    pub(super) length: usize,
    /// Bytes of its text that are links.
    pub(super) linked: usize,
}

/// A page, taken apart.
pub(super) struct Page<'h> {
    html: &'h str,
    /// What a reader sees, and the fields of the head.
    pub(super) blocks: Vec<Block>,
    /// For each block what the markup says of it.
    pub(super) signs: Vec<Sign>,
    /// Which block each marked stretch of the copy went into, and its length in bytes.
    pub(super) marked: Vec<(u32, u32)>,
    /// Words that are no part of any block.
    pub(super) unseen: Vec<Change>,
    /// The fields, by their blocks.
    pub(super) fields: Vec<(usize, Field)>,
    /// The copy for the extractor.
    pub(super) copy: Copy,
    /// The article's text as the page's JSON-LD has it.
    pub(super) body: Option<String>,
    /// Open elements.
    pub(super) stack: Stack<'h>,
    words: Words<'h>,
    sign: Sign,
    forms: Vec<Form>,
    /// Open lists.
    lists: Vec<List>,
    /// The number of the item that begins, and its tag.
    number: Option<(String, Span)>,
    /// Whether a `nav` is open.
    navigation: bool,
    /// Line breaks since the last word.
    breaks: u8,
    /// The quotation marks of its language.
    quotes: [&'static str; 2],
    /// What ends the reading that is open.
    reading: Option<&'static str>,
}

impl<'h> Page<'h> {
    /// Takes a page apart in one walk.
    pub(super) fn read(html: &'h str) -> Self {
        let mut page = Self {
            html,
            blocks: Vec::new(),
            signs: Vec::new(),
            marked: Vec::new(),
            unseen: Vec::new(),
            fields: Vec::new(),
            copy: Copy::new(html.len()),
            body: None,
            stack: Stack::default(),
            words: Words::new(html),
            sign: Sign::default(),
            forms: Vec::new(),
            lists: Vec::new(),
            number: None,
            navigation: false,
            breaks: 0,
            quotes: signs::quotes(""),
            reading: None,
        };
        for token in Tokens::new(html) {
            page.token(token);
        }
        page.close();
        page
    }

    fn token(&mut self, token: Token<'h>) {
        match token {
            Token::Text(span) => self.text(span),
            Token::Comment(span) => {
                self.close();
                self.push_whole(Form::Comment, span);
            }
            Token::Hidden { tag, body } => {
                let tag = &self.html[tag.range()];
                self.unseen.extend(unseen::change(self.html, tag, body));
                if tag.get(1..7).is_some_and(|name| name.eq_ignore_ascii_case("iframe")) {
                    self.copy.tag(tag, "iframe", false);
                    self.copy.tag(tag, "iframe", true);
                }
                if attribute::value(tag, "type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"))
                {
                    self.close();
                    let said = json_ld::read(self.html, body);
                    for (field, text) in said.fields {
                        self.push_field(Field { name: field, rank: meta::JSON_LD }, text, None);
                    }
                    self.body = self.body.take().or(said.body);
                }
            }
            Token::Formula { tag, body } => self.formula(tag, body),
            Token::Title(span) => {
                self.close();
                self.copy.title(&self.html[span.range()]);
                self.words.add(span, false);
                let text = self.words.take();
                self.push_field(Field { name: "title", rank: meta::TITLE }, text, None);
            }
            Token::Tag { name, closing, span } => {
                let lower = if name.bytes().any(|b| b.is_ascii_uppercase()) {
                    Cow::Owned(name.to_ascii_lowercase())
                } else {
                    Cow::Borrowed(name)
                };
                self.tag(name, &lower, closing, span);
            }
        }
    }

    /// Text between tags.
    fn text(&mut self, span: Span) {
        let raw = &self.html[span.range()];
        self.copy.text(raw);
        // Code begins with its first line that has something on it.
        let blank = &raw[..raw.len() - raw.trim_start().len()];
        let skip = if self.is_code() && self.words.is_empty() {
            blank.rfind('\n').map_or(0, |at| at + 1)
        } else {
            0
        };
        let (raw, span) = (&raw[skip..], Span::new(span.start as usize + skip, span.end as usize));
        if raw.trim().is_empty() {
            self.words.add(span, self.is_code());
            return;
        }
        if self.is_anchor(raw) {
            self.unseen.push(unseen::anchor(raw, span));
            return;
        }
        match self.forms.last() {
            None | Some(Form::Paragraph | Form::Quote) if self.breaks > 1 => self.close(),
            // A table that lays out the page.
            Some(Form::Row) if self.breaks > 1 => self.close_as(Form::Paragraph),
            _ => {}
        }
        self.breaks = 0;
        self.begin();
        let length = raw.trim().len();
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.marked.push((short(self.blocks.len()), short(length)));
        match self.shifted(raw) {
            Some(shifted) => self.words.instead(&shifted, span),
            None => self.words.add(span, self.is_code()),
        }
        self.sign.length += length;
        self.sign.linked += if self.stack.is_linked() { length } else { 0 };
    }

    /// Whether words in a heading are a link to it, not its own.
    fn is_anchor(&self, raw: &str) -> bool {
        let is_sign = || self.stack.is_linked() && matches!(raw.trim(), "¶" | "#" | "§" | "🔗");
        let is_named = || {
            !self.words.is_empty()
                && raw.len() <= 40
                && self.stack.named().is_some_and(|place| place.named == Named::Anchor)
        };
        matches!(self.forms.last(), Some(Form::Heading(_))) && (is_sign() || is_named())
    }

    /// A formula as a line of text.
    fn formula(&mut self, tag: Span, body: Span) {
        let line = formula::line(&self.html[body.range()]);
        if line.is_empty() {
            return;
        }
        self.breaks = 0;
        let stands_alone = attribute::value(&self.html[tag.range()], "display") == Some("block");
        if stands_alone {
            self.words.space(Span::at(tag.start as usize));
        }
        self.copy.text(&line);
        let begins = self.words.is_empty();
        self.begin();
        // Where a picture is shown instead, the formula for those who do not see it is hidden, and its paragraph is not.
        self.sign.named = self.sign.named.filter(|place| !begins || place.named != Named::Hidden);
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.marked.push((short(self.blocks.len()), short(line.len())));
        self.words.instead(&line, body);
        if stands_alone {
            self.words.space(Span::at(body.end as usize));
        }
        self.sign.length += line.len();
        self.sign.linked += if self.stack.is_linked() { line.len() } else { 0 };
    }

    /// What the markup says of a block that begins here.
    fn begin(&mut self) {
        if self.words.is_empty() {
            let (container, template) = self.stack.container();
            self.sign = Sign { named: self.stack.named(), container, template, ..Sign::default() };
            if let Some((number, tag)) = self.number.take() {
                self.words.mark(&number, tag, true);
            }
        }
    }

    /// Raised or lowered text as its characters say it; a link is a note's.
    fn shifted(&self, raw: &str) -> Option<String> {
        let (text, before) = (raw.trim(), self.words.as_str());
        let plain = self.is_code() || self.words.is_parted() || self.stack.is_linked();
        if text.len() != raw.len() || text.len() > 40 || plain {
            return None;
        }
        match self.stack.is_in(&["sup"]) {
            true => signs::raised(text, before),
            false if self.stack.is_in(&["sub"]) => signs::lowered(text, before),
            false => None,
        }
    }

    /// Quotation marks around the words of a tag.
    fn quote(&mut self, closing: bool, tag: Span) {
        if closing && self.words.is_empty() {
            return;
        }
        self.begin();
        self.words.mark(self.quotes[usize::from(closing)], tag, !closing);
    }

    /// A reading in brackets, unless the page has some.
    fn reading(&mut self, name: &str, closing: bool, tag: Span) {
        if let Some(end) = self.reading.take()
            && !self.words.is_empty()
        {
            self.words.mark(end, tag, false);
        }
        let opens = !closing && matches!(name, "rt" | "rtc") && !self.words.is_empty();
        if let Some([open, close]) = signs::brackets(self.words.as_str()).filter(|_| opens) {
            self.words.mark(open, tag, true);
            self.reading = Some(close);
        }
    }

    fn is_code(&self) -> bool {
        self.forms.last() == Some(&Form::Code)
    }

    fn tag(&mut self, name: &'h str, lower: &str, closing: bool, span: Span) {
        let tag = &self.html[span.range()];
        // Whose words a quotation is stands in its foot.
        let foot = lower == "footer" && self.stack.is_in(&["blockquote"]);
        self.copy.tag(tag, if foot { "div" } else { lower }, closing);
        let effect = effect(lower);
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
            Effect::Space if self.is_code() => self.words.line_break(span),
            Effect::Space if lower == "br" => {
                self.breaks = self.breaks.saturating_add(1);
                self.words.ends_line(span);
            }
            Effect::Space => self.words.space(span),
            Effect::Quotes => self.quote(closing, span),
            Effect::Reading => self.reading(lower, closing, span),
            Effect::Cell => self.cell(closing, span),
            Effect::List { ordered } => self.list(ordered, closing, tag),
            Effect::Form(form) => {
                self.form(form, closing);
                if lower == "li" && !closing {
                    let number = self.lists.last_mut().and_then(|list| list.number(tag));
                    self.number = number.map(|number| (number, span));
                }
            }
            Effect::Meta => {
                self.close();
                if let Some((field, value)) = meta::of_tag(tag) {
                    self.field(field, span, value);
                }
            }
        }
        if closing {
            self.stack.close(lower);
        } else {
            self.stack.open(name, lower, tag);
            self.attributes(lower, tag, span);
        }
    }

    /// Fields in the attributes of tags in the text.
    fn attributes(&mut self, name: &str, tag: &str, span: Span) {
        let found = match name {
            "html" => attribute::find(tag, "lang").map(|value| {
                self.quotes = signs::quotes(&tag[value.clone()]);
                (Field { name: "lang", rank: 0 }, value)
            }),
            "time" if self.words.is_empty() => attribute::find(tag, "datetime").map(|value| {
                let published = ["pubdate", "itemprop"].iter().any(|a| attribute::find(tag, a).is_some());
                (Field { name: "date", rank: meta::TIME - u8::from(published) }, value)
            }),
            _ => None,
        };
        if let Some((field, value)) = found {
            self.field(field, span, value);
        }
    }

    /// A field whose value stands in a tag.
    fn field(&mut self, field: Field, tag: Span, value: std::ops::Range<usize>) {
        let start = tag.start as usize;
        self.words.add(Span::new(start + value.start, start + value.end), false);
        let text = self.words.take();
        self.push_field(field, text, Some(tag));
    }

    /// Cells stand beside each other in their row, but for running text, which stands alone.
    fn cell(&mut self, closing: bool, span: Span) {
        if self.forms.last() != Some(&Form::Row) || is_prose(self.words.as_str()) {
            self.close_as(Form::Paragraph);
        } else if closing {
            self.words.space(span);
        } else {
            self.words.cell(span);
        }
    }

    fn list(&mut self, ordered: bool, closing: bool, tag: &str) {
        self.close();
        self.number = None;
        if !closing {
            self.lists.push(List::new(ordered, tag));
            return;
        }
        self.lists.pop();
        // An item that was never closed ends with its list.
        while self.lists.is_empty() && matches!(self.forms.last(), Some(Form::Item { .. })) {
            self.forms.pop();
        }
    }

    fn form(&mut self, form: Form, closing: bool) {
        self.close();
        self.number = self.number.take().filter(|_| !matches!(form, Form::Item { .. }));
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

    fn nested(&self, form: Form) -> Form {
        match form {
            Form::Item { .. } => Form::Item {
                depth: u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX),
                ordered: self.lists.last().is_some_and(|list| list.ordered),
            },
            form => form,
        }
    }

    /// Ends the block.
    fn close(&mut self) {
        let form = self.forms.last().copied().unwrap_or(Form::Paragraph);
        self.close_as(if form == Form::Row && is_prose(self.words.as_str()) {
            Form::Paragraph
        } else {
            form
        });
    }

    fn close_as(&mut self, form: Form) {
        self.breaks = 0;
        self.reading = None;
        let text = match form {
            Form::Paragraph | Form::Quote if !self.navigation => self.words.take_lines(),
            Form::Row => self.words.take_row(),
            _ => self.words.take(),
        };
        let Some(span) = text.pieces().first().zip(text.pieces().last()).map(|(a, b)| a.span.cover(b.span))
        else {
            return;
        };
        let form = match form {
            _ if self.navigation && !is_prose(text.as_str()) => Form::Navigation,
            Form::Paragraph | Form::Item { .. } if self.is_caption() => Form::Caption,
            Form::Paragraph if self.sign.named.is_some_and(|place| place.named == Named::Quote) => {
                Form::Quote
            }
            form => form,
        };
        self.blocks.push(Block::new(form, text, span));
        self.signs.push(self.sign);
    }

    /// Whether a paragraph or an item is the caption of a picture, or its credit.
    fn is_caption(&self) -> bool {
        self.sign.named.is_some_and(|place| place.named == Named::Caption) && self.sign.length < 1000
            || self.stack.is_in(&["figure"]) && !self.stack.is_in(&["blockquote", "table", "pre"])
    }

    fn push_field(&mut self, field: Field, text: Text, whole: Option<Span>) {
        let span = text.pieces().first().zip(text.pieces().last()).map(|(a, b)| a.span.cover(b.span));
        if let Some(span) = span {
            self.fields.push((self.blocks.len(), field));
            self.blocks.push(Block::new(Form::Meta(field.name), text, whole.unwrap_or(span)));
            self.signs.push(Sign::default());
        }
    }

    fn push_whole(&mut self, form: Form, span: Span) {
        let mut text = Text::new();
        text.keep(&self.html[span.range()], span);
        self.blocks.push(Block::new(form, text, span));
        self.signs.push(Sign::default());
    }
}
