//! One line for each finding, for pipes, editors and grep.

use super::place::Place;
use super::{Reporter, visible};
use crate::model::{Diagnostic, Source};
use std::io::{self, Write};

pub(super) struct Concise;

impl Reporter for Concise {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        for d in findings {
            let Place { line, column, .. } = Place::of(source, d.span);
            let (name, severity, message) =
                (visible(source.name()), d.severity.as_str(), visible(&d.message));
            writeln!(out, "{name}:{line}:{column}: {severity}[{}] {message}", d.code)?;
        }
        Ok(())
    }
}
