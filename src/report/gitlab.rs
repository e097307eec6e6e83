//! GitLab's code quality report.

use super::Reporter;
use super::place::Place;
use crate::model::{Diagnostic, Severity, Source};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Default)]
pub(super) struct Gitlab {
    count: usize,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Reporter for Gitlab {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        let mut prints = Fingerprints::default();
        for d in findings {
            let place = Place::of(source, d.span);
            let issue = Issue {
                description: &d.message,
                check_name: d.code.as_str(),
                fingerprint: prints.of(source, d),
                severity: match d.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Location {
                    path: source.name(),
                    lines: Lines { begin: place.line, end: place.end_line },
                },
            };
            out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
            crate::json::write(out, &issue)?;
            self.count += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })
    }
}

/// Fingerprints of one document's findings: path, code and the words meant, numbered where they repeat.
///
/// No line number is in them, so that a finding stays itself when text above it changes.
#[derive(Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    pub(super) fn of(&mut self, source: &Source, d: &Diagnostic) -> String {
        let words = source.slice(super::place::inside(source, d.span));
        let words: Vec<&str> = words.split_whitespace().collect();
        let key = format!("{}\0{}\0{}", source.name(), d.code, words.join(" "));
        let ordinal = self.0.entry(key.clone()).or_default();
        *ordinal += 1;
        let hash = Sha256::digest(format!("{key}\0{ordinal}"));
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
