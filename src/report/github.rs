//! GitHub Actions annotations.

use super::Reporter;
use super::place::Place;
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

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
