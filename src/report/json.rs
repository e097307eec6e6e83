//! Findings as JSON: one array, or one object per line.

use super::Reporter;
use super::place::Place;
use crate::model::{Diagnostic, Source};
use serde::Serialize;
use std::io::{self, Write};

pub(super) struct Json {
    is_array: bool,
    count: usize,
}

impl Json {
    pub(super) fn array() -> Self {
        Self { is_array: true, count: 0 }
    }

    pub(super) fn lines() -> Self {
        Self { is_array: false, count: 0 }
    }
}

#[derive(Serialize)]
struct Finding<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Label<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    place: Place,
    replacement: &'a str,
    safe: bool,
}

fn finding<'a>(source: &'a Source, d: &'a Diagnostic) -> Finding<'a> {
    let labels = d.labels.iter();
    Finding {
        path: source.name(),
        place: Place::of(source, d.span),
        code: d.code.as_str(),
        severity: d.severity.as_str(),
        message: &d.message,
        label: &d.label,
        labels: labels.map(|l| Label { place: Place::of(source, l.span), message: &l.message }).collect(),
        help: d.help.as_deref(),
        fix: d.fix.as_ref().map(|f| Fix {
            place: Place::of(source, f.span),
            replacement: &f.replacement,
            safe: f.safe,
        }),
    }
}

impl Reporter for Json {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        for d in findings {
            if self.is_array {
                out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
            }
            crate::json::write(out, &finding(source, d))?;
            if !self.is_array {
                out.write_all(b"\n")?;
            }
            self.count += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match (self.is_array, self.count) {
            (false, _) => Ok(()),
            (true, 0) => out.write_all(b"[]\n"),
            (true, _) => out.write_all(b"\n]\n"),
        }
    }
}
