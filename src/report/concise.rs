//! One line for each finding, for pipes, editors and grep.

use super::Reporter;
use crate::model::{Diagnostic, Source};
use std::io::{self, Write};

pub(super) struct Concise;

impl Reporter for Concise {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        for d in findings {
            let at = source.position(d.span.start);
            writeln!(out, "{}:{at}: {}[{}] {}", source.name(), d.severity.as_str(), d.code, d.message)?;
        }
        Ok(())
    }
}
