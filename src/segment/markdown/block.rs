//! Markdown blocks, one line after the other.

use super::inline::{self, Setting};
use crate::arrange::is_dateline;
use crate::model::{Block, Form, Span, Text};
use crate::segment::bullet::{self, Marker};
use crate::segment::line::Line;
use crate::segment::plain;
use std::collections::BTreeSet;

/// Appends the blocks of `lines`.
pub(super) fn read(text: &str, lines: &[Line], blocks: &mut Vec<Block>) {
    let labels = lines.iter().filter_map(|line| definition(line.of(text))).collect();
    let mut reader = Reader { text, lines, comment_ends: true, labels };
    let mut at = 0;
    while at < lines.len() {
        let (block, next) = reader.next(at);
        blocks.push(block);
        at = next;
    }
}

struct Reader<'t> {
    text: &'t str,
    lines: &'t [Line],
    comment_ends: bool,
    /// Labels of links that the document defines.
    labels: BTreeSet<String>,
}

impl Reader<'_> {
    fn of(&self, at: usize) -> &str {
        self.lines[at].of(self.text)
    }

    /// The block that begins in line `at`, and the line after it.
    fn next(&mut self, at: usize) -> (Block, usize) {
        if let Some(found) = self.comment(at) {
            return found;
        }
        let line = self.of(at);
        if let Some(fence) = fence(line) {
            return self.fenced(at, fence);
        }
        if let Some((level, skip)) = atx(line) {
            let tail = line[skip..].trim_end_matches('#');
            let closed = tail.is_empty() || tail.ends_with(char::is_whitespace);
            let end =
                self.lines[at].start + skip + if closed { tail.trim_end().len() } else { line.len() - skip };
            let text = self.lines[at].start + skip..end;
            return (self.block(Form::Heading(level), at, at, std::slice::from_ref(&text)), at + 1);
        }
        if line.starts_with('>') {
            return self.quote(at);
        }
        if line.starts_with('|') {
            return self.row(at);
        }
        if is_rule(line) {
            return (self.verbatim(Form::Paragraph, at, at), at + 1);
        }
        if self.is_indented_code(at) {
            let end =
                (at + 1..self.lines.len()).find(|&i| self.lines[i].indent < 4).unwrap_or(self.lines.len());
            return (self.verbatim(Form::Code, at, end - 1), end);
        }
        if definition(line).is_some() && self.lines[at].indent < 4 {
            return (self.verbatim(Form::Meta("field"), at, at), at + 1);
        }
        self.paragraph(at)
    }

    fn paragraph(&self, at: usize) -> (Block, usize) {
        let first = self.lines[at];
        let (form, skip) = match marker(self.of(at)) {
            None => (Form::Paragraph, 0),
            Some((Marker::Number(_), _)) => (Form::Item { depth: 0, ordered: true }, 0),
            Some((_, skip)) => (Form::Item { depth: 0, ordered: false }, skip),
        };
        let mut end = at + 1;
        while end < self.lines.len() && !self.lines[end].blank_before && !self.interrupts(end, form) {
            end += 1;
        }
        let underline = (form == Form::Paragraph && end < self.lines.len() && !self.lines[end].blank_before)
            .then(|| setext(self.of(end)))
            .flatten();
        let mut parts: Vec<_> = self.lines[at..end].iter().map(|l| l.start..l.end).collect();
        parts[0].start = first.start + skip;
        if let Some(level) = underline {
            return (self.block(Form::Heading(level), at, end, &parts), end + 1);
        }
        let form = match image(self.of(at)) {
            Some(alt) if end == at + 1 => {
                parts[0] = first.start + alt.start..first.start + alt.end;
                Form::Caption
            }
            _ => form,
        };
        (self.block(form, at, end - 1, &parts), end)
    }

    /// Whether line `at` ends a block of this form that it stands under. Of numbers only the first interrupts a
    /// paragraph.
    fn interrupts(&self, at: usize, above: Form) -> bool {
        let line = self.of(at);
        let is_defined = above != Form::Paragraph && definition(line).is_some();
        let is_item = |(marker, _)| match marker {
            Marker::Number(number) => number == 1 || above != Form::Paragraph,
            Marker::Bullet | Marker::Dash => true,
        };
        atx(line).is_some()
            || fence(line).is_some()
            || is_rule(line)
            || setext(line).is_some()
            || line.starts_with(['>', '|'])
            || line.starts_with("<!--")
            || plain::is_editor_comment(line)
            || marker(line).is_some_and(is_item)
            || is_note(line)
            || bullet::is_damaged(line)
            || is_defined
    }

    fn quote(&self, at: usize) -> (Block, usize) {
        let bare = |i: usize| self.bare(i);
        let is_bare = |i: usize| i < self.lines.len() && !self.lines[i].blank_before && bare(i).is_empty();
        // A sign alone parts paragraphs and belongs to the one before it, or to the first.
        let mut end = at;
        while is_bare(end + 1) && bare(at).is_empty() {
            end += 1;
        }
        let has_more = |i: usize| i < self.lines.len() && !self.lines[i].blank_before;
        if bare(end).is_empty() && has_more(end + 1) && self.of(end + 1).starts_with('>') {
            end += 1;
        }
        let mut parts = vec![bare(end)];
        // A list in a quotation is a list.
        let form = match self.listed(end) {
            Some((Marker::Number(_), _)) => Form::Item { depth: 0, ordered: true },
            Some((_, skip)) => {
                parts[0].start += skip;
                Form::Item { depth: 0, ordered: false }
            }
            None => Form::Quote,
        };
        end += 1;
        while has_more(end) && !parts[0].is_empty() {
            let part = bare(end);
            let begins = self.of(end).starts_with('>');
            if !begins && self.interrupts(end, Form::Quote) || part.is_empty() || self.listed(end).is_some() {
                break;
            }
            parts.push(part);
            end += 1;
        }
        while is_bare(end) && self.of(end).starts_with('>') {
            end += 1;
        }
        (self.block(form, at, end - 1, &parts), end)
    }

    /// A line of a quotation without its signs.
    fn bare(&self, at: usize) -> std::ops::Range<usize> {
        let body = self.of(at).trim_start_matches(['>', ' ']);
        self.lines[at].end - body.len()..self.lines[at].end
    }

    /// The marker of an item in a quotation. Of a dash or a number another must stand beside it: a dash alone is before
    /// the name of who is quoted.
    fn listed(&self, at: usize) -> Option<(Marker, usize)> {
        let of = |i: usize| {
            let is_quoted = self.lines.get(i).is_some_and(|line| line.of(self.text).starts_with('>'));
            is_quoted
                .then(|| self.bare(i))
                .filter(|bare| !bare.is_empty())
                .and_then(|bare| marker(&self.text[bare]))
        };
        let found = of(at).filter(|(_, skip)| *skip < self.bare(at).len())?;
        let is_beside = |i: usize, below: usize| !self.lines[below].blank_before && of(i).is_some();
        let has_more =
            at + 1 < self.lines.len() && is_beside(at + 1, at + 1) || at > 0 && is_beside(at - 1, at);
        (found.0 == Marker::Bullet || has_more).then_some(found)
    }

    fn row(&self, at: usize) -> (Block, usize) {
        let is_divider = |i: usize| {
            self.lines.get(i).is_some_and(|l| {
                l.of(self.text).starts_with('|')
                    && l.of(self.text).chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
            })
        };
        let last = if is_divider(at + 1) { at + 1 } else { at };
        let line = self.lines[at];
        (self.block(Form::Row, at, last, std::slice::from_ref(&(line.start..line.end))), last + 1)
    }

    fn fenced(&self, at: usize, fence: &str) -> (Block, usize) {
        let closes = |i: &usize| {
            let line = self.of(*i);
            line.len() >= fence.len() && line.bytes().all(|b| b == fence.as_bytes()[0])
        };
        let close = (at + 1..self.lines.len()).find(closes);
        let last = close.unwrap_or(self.lines.len() - 1);
        let body = if close.is_some() { last - 1 } else { last };
        if body <= at {
            return (self.block(Form::Code, at, last, &[]), last + 1);
        }
        let mut block = self.verbatim(Form::Code, at + 1, body);
        block.span = Span::new(self.lines[at].start, self.lines[last].end);
        (block, last + 1)
    }

    fn is_indented_code(&self, at: usize) -> bool {
        let line = self.lines[at];
        let after_item = at > 0 && bullet::marker(self.of(at - 1)).is_some();
        line.indent >= 4 && line.blank_before && !after_item && bullet::marker(self.of(at)).is_none()
    }

    fn comment(&mut self, at: usize) -> Option<(Block, usize)> {
        let first = self.lines[at];
        if plain::is_editor_comment(first.of(self.text)) {
            return Some((self.verbatim(Form::Comment, at, at), at + 1));
        }
        if !self.comment_ends || !first.of(self.text).starts_with("<!--") {
            return None;
        }
        let Some(length) = memchr::memmem::find(&self.text.as_bytes()[first.start..], b"-->") else {
            self.comment_ends = false;
            return None;
        };
        let end = first.start + length + 3;
        let last = at + self.lines[at..].partition_point(|l| l.start < end) - 1;
        (self.lines[last].end == end).then(|| (self.verbatim(Form::Comment, at, last), last + 1))
    }

    /// A block of the lines `from..=to` exactly as they stand.
    fn verbatim(&self, form: Form, from: usize, to: usize) -> Block {
        let start = if form == Form::Code { self.lines[from].raw } else { self.lines[from].start };
        let end = self.lines[to].end;
        let mut text = Text::new();
        text.keep(&self.text[start..end], Span::new(start, end));
        Block::new(form, text, Span::new(start, end))
    }

    /// A block of the lines `from..=to` whose text is `parts` joined, inline markup taken out.
    fn block(&self, form: Form, from: usize, to: usize, parts: &[std::ops::Range<usize>]) -> Block {
        let mut text = Text::new();
        let setting = Setting {
            breaks: matches!(form, Form::Paragraph | Form::Quote),
            is_row: form == Form::Row,
            is_plain: false,
            labels: &self.labels,
        };
        inline::append(self.text, parts, setting, &mut text);
        Block::new(form, text, Span::new(self.lines[from].start, self.lines[to].end))
    }
}

/// Whether a line begins a footnote: `[^1]: Built in 1911.`
fn is_note(line: &str) -> bool {
    let name = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: "));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains([' ', '[', ']']))
}

/// The label that a line defines for links: `[label]: https://…`. A note is none.
fn definition(line: &str) -> Option<String> {
    let rest = line.strip_prefix('[').filter(|rest| !rest.starts_with('^'))?;
    let end = rest.bytes().take(inline::LONGEST_LABEL).position(|b| b == b']')?;
    let target = rest[end + 1..].strip_prefix(':')?.trim_start();
    let target = target.strip_prefix('<').unwrap_or(target);
    let is_address =
        target.starts_with(['/', '#', '.']) || target.contains("://") || target.starts_with("mailto:");
    let (address, title) = target.split_once(char::is_whitespace).unwrap_or((target, ""));
    let is_title = title.trim().is_empty() || title.trim().starts_with(['"', '\'', '(']);
    let is_known = is_address && is_title && !address.is_empty();
    (is_known && !rest[..end].trim().is_empty()).then(|| inline::label(&rest[..end]))
}

/// The marker of a list item. A day is none: `4. Juni 2025`.
fn marker(line: &str) -> Option<(Marker, usize)> {
    bullet::marker(line).filter(|(marker, _)| !matches!(marker, Marker::Number(_)) || !is_dateline(line))
}

fn atx(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take(7).take_while(|&b| b == b'#').count();
    let rest = &line[level..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    ((1..=6).contains(&level) && spaced).then(|| (level as u8, line.len() - rest.trim_start().len()))
}

fn setext(line: &str) -> Option<u8> {
    let of = |mark: u8| line.len() > 1 && line.bytes().all(|b| b == mark);
    if of(b'=') {
        Some(1)
    } else if of(b'-') {
        Some(2)
    } else {
        None
    }
}

fn is_rule(line: &str) -> bool {
    let mark = line.as_bytes()[0];
    let marks = line.bytes().filter(|&b| b == mark).count();
    matches!(mark, b'*' | b'_' | b'-') && marks > 2 && line.bytes().all(|b| b == mark || b == b' ')
}

fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3 && !line[length..].contains('`')).then(|| &line[..length])
}

/// The alternative text of a line that is nothing but an image.
fn image(line: &str) -> Option<std::ops::Range<usize>> {
    let close = line.strip_prefix("![")?.find("](")? + 2;
    let rest = &line[close + 2..];
    (rest.find(')')? + 1 == rest.len()).then_some(2..close)
}
