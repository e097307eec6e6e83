//! The one shape every finding has, whichever stage raised it and however it will be shown.

use super::{Code, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// Must not be published so.
    Error,
}

impl Severity {
    /// The word used everywhere outside.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A further place involved in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What about it.
    pub message: String,
}

/// A change that would cure a finding. Positions are in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
    /// Whether it may be applied unseen.
    pub safe: bool,
}

impl Fix {
    /// Those that can all be made, by place, then by code: of two that reach into each other, the first.
    #[must_use]
    pub fn disjoint<'f>(mut all: Vec<(&'f Self, &'f Code)>) -> Vec<(&'f Self, &'f Code)> {
        all.sort_by_key(|(fix, code)| (fix.span, *code));
        let mut free = 0;
        all.retain(|(fix, _)| {
            let is_free = fix.span.start >= free;
            if is_free {
                // Two insertions at one place are one too many.
                free = fix.span.end.max(fix.span.start + 1);
            }
            is_free
        });
        all
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `area/name`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do, one sentence or two.
    pub message: String,
    /// Where, in the decoded source.
    pub span: Span,
    /// Says at the span itself what is the matter there; may be empty.
    pub label: String,
    /// Further places involved.
    pub labels: Vec<Label>,
    /// Further help; why the rule exists.
    pub help: Option<String>,
    /// A cure, where one exists.
    pub fix: Option<Fix>,
    /// Why there is no cure here, though the rule has one for other places.
    pub unfixed: Option<String>,
}

impl Diagnostic {
    /// A finding with nothing but the essentials.
    #[must_use]
    pub fn new(code: Code, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span,
            label: String::new(),
            labels: Vec::new(),
            help: None,
            fix: None,
            unfixed: None,
        }
    }
}
