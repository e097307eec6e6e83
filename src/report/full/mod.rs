//! For people at a terminal: the words meant, underlined, with as much around them as fits.
//!
//! miette draws; it is given one short, harmless line for each place, never the article, because it
//! neither cuts long lines nor replaces control characters, and its cost grows with its source.

mod window;

use super::place::Place;
use super::{Look, Reporter, visible};
use crate::model::{Diagnostic, Severity, Source, Span};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use window::Window;

/// Messages are wrapped here.
const WIDTH: usize = 100;

pub(super) struct Full {
    handler: GraphicalReportHandler,
}

impl Full {
    pub(super) fn new(look: &Look) -> Self {
        let theme = if look.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(WIDTH)
            .with_links(false)
            .with_context_lines(0)
            .without_syntax_highlighting();
        Self { handler }
    }
}

impl Reporter for Full {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        for finding in findings {
            let mut drawn = String::new();
            let view = View::of(source, finding);
            // The only error is that of writing to a string, which has none.
            let _ = self.handler.render_report(&mut drawn, &view);
            writeln!(out, "{}", drawn.trim_end())?;
            writeln!(out)?;
        }
        Ok(())
    }
}

/// A finding, or a further place of one, as miette wants it.
#[derive(Debug)]
struct View {
    code: Option<String>,
    severity: miette::Severity,
    message: String,
    help: Option<String>,
    window: Window,
    labels: Vec<LabeledSpan>,
    related: Vec<View>,
}

impl View {
    fn of(source: &Source, finding: &Diagnostic) -> Self {
        let window = Window::of(source, finding.span);
        let mut inner: Vec<(Range<usize>, &str)> = Vec::new();
        let mut related = Vec::new();
        for further in &finding.labels {
            let is_free = |range: &Range<usize>| inner.iter().all(|(other, _)| !overlap(other, range));
            match window.find(further.span).filter(is_free) {
                Some(range) => inner.push((range, &further.message)),
                None => related.push(Self::further(source, further.span, &further.message)),
            }
        }
        let labels = labels(window.marked(), &finding.label, &inner);
        Self {
            code: Some(finding.code.to_string()),
            severity: severity(finding.severity),
            message: visible(&finding.message).into_owned(),
            help: help(source, finding),
            window,
            labels,
            related,
        }
    }

    /// A place too far away to be drawn in the same line.
    fn further(source: &Source, span: Span, message: &str) -> Self {
        let window = Window::of(source, span);
        Self {
            code: None,
            severity: miette::Severity::Advice,
            message: visible(message).into_owned(),
            help: None,
            labels: vec![LabeledSpan::new_primary_with_span(None, window.marked())],
            window,
            related: Vec::new(),
        }
    }
}

/// What is drawn under a line: the words meant up to the first place inside them, and those places. miette draws
/// what overlaps in wrong places.
fn labels(meant: Range<usize>, label: &str, inner: &[(Range<usize>, &str)]) -> Vec<LabeledSpan> {
    let first =
        inner.iter().map(|(range, _)| range).filter(|range| overlap(range, &meant)).map(|r| r.start).min();
    let shown = meant.start..first.map_or(meant.end, |first| first.min(meant.end));
    let drawn = (!shown.is_empty()).then(|| LabeledSpan::new_primary_with_span(non_empty(label), shown));
    let further = |(range, message): &(Range<usize>, &str)| {
        // Where all of what is meant is drawn as another place, that one says it too.
        let is_first = drawn.is_none() && Some(range.start) == first && !label.is_empty();
        let message = if is_first { format!("{label}: {message}") } else { (*message).to_owned() };
        LabeledSpan::new_with_span(non_empty(&message), range.clone())
    };
    let further: Vec<LabeledSpan> = inner.iter().map(further).collect();
    drawn.into_iter().chain(further).collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn non_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| visible(text).into_owned())
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

/// The finding's help, and its fix in words.
fn help(source: &Source, finding: &Diagnostic) -> Option<String> {
    let fix = finding.fix.as_ref().map(|fix| {
        let kind = if fix.safe { "safe" } else { "unsafe" };
        let Place { line, column, .. } = Place::of(source, fix.span);
        let verb = match (fix.span.is_empty(), fix.replacement.is_empty()) {
            (true, _) => format!("insert at {line}:{column}: {}", shown(&fix.replacement)),
            (false, true) => {
                format!("remove {}", shown(source.slice(super::place::inside(source, fix.span))))
            }
            (false, false) => format!("write {}", shown(&fix.replacement)),
        };
        format!("fix ({kind}): {verb}")
    });
    let unfixed = finding.unfixed.as_deref().map(|why| format!("no fix: {}", visible(why)));
    let help = finding.help.as_deref().map(|help| visible(help).into_owned());
    let parts: Vec<String> = help.into_iter().chain(fix).chain(unfixed).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// A replacement, quoted and not too long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 160;
    let text = visible(text.trim());
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("“{}…”", &text[..at]),
        None => format!("“{text}”"),
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for View {}

impl miette::Diagnostic for View {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|view| view as &dyn miette::Diagnostic)))
    }
}
