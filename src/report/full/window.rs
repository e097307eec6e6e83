//! The part of a line that is shown: the words meant and some on either side.

use crate::model::{Source, Span};
use crate::report::place::{Place, inside};
use crate::report::visible::stand_in;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Characters shown on either side of the words meant.
const AROUND: usize = 48;
/// Characters of the words meant that are shown.
const LONGEST: usize = 96;

/// One short line, harmless to a terminal, standing for a place in a source.
#[derive(Debug)]
pub(super) struct Window {
    name: String,
    place: Place,
    /// What is shown.
    text: String,
    /// Where each shown character comes from: its source range, and its range in `text`.
    marks: Vec<(u32, Range<usize>)>,
    /// End of the shown part, in the source.
    end: u32,
    /// The words meant.
    meant: Span,
}

impl Window {
    /// The window on a span; of one that runs over several lines, the first that holds anything.
    pub(super) fn of(source: &Source, span: Span) -> Self {
        let meant = first_line(source, inside(source, span));
        let text = source.text();
        let line = source.line_span(source.line(meant.start)).unwrap_or(meant);
        let line = Span::new(line.start as usize, (line.end.max(meant.end)) as usize);
        let before = &text[line.start as usize..meant.start as usize];
        let start = before
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(line.start as usize, |(at, _)| line.start as usize + at);
        let last = forward(text, meant.start as usize, LONGEST).min(meant.end as usize);
        let end = forward(text, last, AROUND).min(line.end as usize);
        let mut window = Self {
            name: crate::report::visible(source.name()).into_owned(),
            place: Place::of(source, meant),
            text: String::new(),
            marks: Vec::new(),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            meant: Span::new(meant.start as usize, last),
        };
        window.fill(text, start..end, line);
        window
    }

    fn fill(&mut self, text: &str, shown: Range<usize>, line: Span) {
        if shown.start > line.start as usize {
            self.text.push('…');
        }
        for (at, c) in text[shown.clone()].char_indices() {
            let from = self.text.len();
            self.text.push(stand_in(c));
            let source = u32::try_from(shown.start + at).unwrap_or(u32::MAX);
            self.marks.push((source, from..self.text.len()));
        }
        if shown.end < line.end as usize {
            self.text.push('…');
        }
        // A mark in an empty line needs a place to stand.
        if self.text.is_empty() {
            self.text.push(' ');
        }
    }

    /// Where the words meant stand in the window; never empty.
    pub(super) fn marked(&self) -> Range<usize> {
        self.find(self.meant).unwrap_or(0..1)
    }

    /// Where a span stands in the window, if all of it does.
    pub(super) fn find(&self, span: Span) -> Option<Range<usize>> {
        let first = self.marks.first().map_or(self.end, |(at, _)| *at);
        if span.start < first || span.end > self.end {
            return None;
        }
        let after = self.marks.last().map_or(0, |(_, range)| range.end);
        let start = self.marks.iter().find(|(at, _)| *at >= span.start).map_or(after, |(_, r)| r.start);
        let end = self.marks.iter().rev().find(|(at, _)| *at < span.end).map_or(start, |(_, r)| r.end);
        // One character at least, or nothing would be drawn; at the end of a line, its last.
        let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        let start = start.min(last);
        let next = self.text[start..].chars().next().map_or(1, char::len_utf8);
        Some(start..end.max(start + next))
    }
}

/// The first line of a span that is not blank.
fn first_line(source: &Source, span: Span) -> Span {
    let mut start = span.start as usize;
    for line in source.slice(span).split_inclusive(['\n', '\r']) {
        let words = line.trim();
        if !words.is_empty() {
            let lead = line.len() - line.trim_start().len();
            return Span::new(start + lead, start + lead + words.len());
        }
        start += line.len();
    }
    Span::at(span.start as usize)
}

/// The offset so many characters further on.
fn forward(text: &str, from: usize, characters: usize) -> usize {
    text[from..].char_indices().nth(characters).map_or(text.len(), |(at, _)| from + at)
}

impl SourceCode for Window {
    /// All of the window, whatever is asked: it is one line.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.place.line - 1,
            self.place.column - 1,
            1,
        )))
    }
}
