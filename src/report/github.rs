//! GitHub Actions annotations.

use super::Reporter;
use super::place::Place;
use super::visible;
use crate::model::{Diagnostic, Severity, Source};
use std::io::{self, Write};

pub(super) struct Github;

impl Reporter for Github {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
        // Only the first few of a step are shown, so errors come first.
        sorted.sort_by_key(|d| std::cmp::Reverse(d.severity));
        for d in sorted {
            let place = Place::of(source, d.span);
            let level = match d.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            // A column is only allowed where the finding ends on the line it begins on.
            let columns = if place.line == place.end_line {
                format!(",col={},endColumn={}", place.column, place.end_column)
            } else {
                String::new()
            };
            writeln!(
                out,
                "::{level} file={},line={},endLine={}{columns},title={}::{}",
                property(source.name()),
                place.line,
                place.end_line,
                property(d.code.as_str()),
                escaped(&d.message)
            )?;
        }
        Ok(())
    }
}

/// The escapes the runner undoes; it knows none for other characters that a log should not hold raw.
fn escaped(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let parts = line.split('\r').map(|part| visible(part).replace('%', "%25"));
        parts.collect::<Vec<_>>().join("%0D")
    });
    lines.collect::<Vec<_>>().join("%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
