//! Messages with named placeholders, checked when the rule is loaded.

use super::errors::Sink;
use super::suggest;
use std::ops::Range;

/// Every placeholder there is.
pub(super) const PLACEHOLDERS: &[&str] = &["match", "trigger", "problem", "count", "limit", "fix", "other"];

/// A text with placeholders such as `{trigger}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(String),
}

impl Template {
    /// Reads a text; `{{` and `}}` stand for braces. Placeholders not in `allowed` are reported.
    pub(super) fn read(text: &str, span: Range<usize>, allowed: &[&str], sink: &mut Sink<'_>) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            pieces.push(Piece::Text(rest[..open].to_owned()));
            let brace = &rest[open..open + 1];
            let after = &rest[open + 1..];
            if let Some(after) = after.strip_prefix(brace) {
                pieces.push(Piece::Text(brace.to_owned()));
                rest = after;
                continue;
            }
            let Some(close) = after.find('}').filter(|_| brace == "{") else {
                sink.error_help(
                    span,
                    format!("a single `{brace}` in the text"),
                    format!("write `{brace}{brace}` for a brace"),
                );
                return Self(pieces);
            };
            pieces.push(Self::placeholder(&after[..close], &span, allowed, sink));
            rest = &after[close + 1..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self(pieces)
    }

    fn placeholder(name: &str, span: &Range<usize>, allowed: &[&str], sink: &mut Sink<'_>) -> Piece {
        if !allowed.contains(&name) {
            let raw = sink.text().get(span.clone()).unwrap_or_default();
            let braced = format!("{{{name}}}");
            let place =
                raw.find(&braced).map_or(span.clone(), |at| span.start + at..span.start + at + braced.len());
            if PLACEHOLDERS.contains(&name) && suggest::nearest(name, allowed.iter().copied()).is_none() {
                let known = allowed.iter().map(|a| format!("{{{a}}}")).collect::<Vec<_>>().join(", ");
                sink.error_help(
                    place,
                    format!("`{braced}` has no value in this kind of rule"),
                    format!("known here: {known}"),
                );
            } else {
                sink.unknown(place, "placeholder", name, allowed);
            }
        }
        Piece::Placeholder(name.to_owned())
    }

    /// The text with every placeholder replaced; `value` gives what stands for a name.
    #[must_use]
    pub fn fill<'v>(&self, value: impl Fn(&str) -> &'v str) -> String {
        self.0
            .iter()
            .map(|p| match p {
                Piece::Text(t) => t.as_str(),
                Piece::Placeholder(n) => value(n),
            })
            .collect()
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> String {
        self.0
            .iter()
            .map(|p| match p {
                Piece::Text(t) => t.clone(),
                Piece::Placeholder(n) => format!("{{{n}}}"),
            })
            .collect()
    }
}
