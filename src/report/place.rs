//! Where a finding stands, in the counts that formats ask for.

use crate::model::{Position, Source, Span};
use serde::Serialize;

/// First and last place of a span; columns count characters from 1, the end is one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Place {
    /// The place of a span, held inside the text.
    pub(super) fn of(source: &Source, span: Span) -> Self {
        Self::with(source, span, |_, position| position.column)
    }

    /// The same in bytes of UTF-8, which reviewdog counts.
    pub(super) fn in_bytes(source: &Source, span: Span) -> Self {
        Self::with(source, span, |offset, position| {
            let start = source.line_span(position.line).map_or(0, |line| line.start);
            1 + (offset - start) as usize
        })
    }

    fn with(source: &Source, span: Span, column: impl Fn(u32, Position) -> usize) -> Self {
        let span = inside(source, span);
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
            line: start.line,
            column: column(span.start, start),
            end_line: end.line,
            end_column: column(span.end, end),
        }
    }
}

/// The span, cut to the text, so that no format can fall over it.
pub(super) fn inside(source: &Source, span: Span) -> Span {
    let fit = |offset: u32| source.text().floor_char_boundary(offset as usize);
    let start = fit(span.start);
    Span::new(start, fit(span.end).max(start))
}
