//! JUnit XML, for CI systems that know nothing else: a suite for each document, a failed case for each finding.

use super::Reporter;
use super::place::Place;
use super::visible::stand_in;
use crate::model::{Diagnostic, Source};
use std::fmt::Write as _;
use std::io::{self, Write};

#[derive(Default)]
pub(super) struct Junit {
    is_open: bool,
}

impl Junit {
    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_open {
            out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"copydesk\">\n")?;
            self.is_open = true;
        }
        Ok(())
    }
}

impl Reporter for Junit {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        let name = escaped(source.name());
        let tests = findings.len().max(1);
        let mut suite = String::new();
        let _ = writeln!(
            suite,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\">",
            findings.len()
        );
        if findings.is_empty() {
            let _ = writeln!(suite, "    <testcase name=\"{name}\" classname=\"copydesk\"/>");
        }
        for d in findings {
            let Place { line, column, .. } = Place::of(source, d.span);
            let (code, message) = (escaped(d.code.as_str()), escaped(&d.message));
            let severity = d.severity.as_str();
            let _ = writeln!(
                suite,
                "    <testcase name=\"{code}\" classname=\"{name}\" line=\"{line}\">\n      \
                 <failure type=\"{severity}\" message=\"{message}\">{name}:{line}:{column}: {message}</failure>\n    \
                 </testcase>"
            );
        }
        suite.push_str("  </testsuite>\n");
        out.write_all(suite.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        out.write_all(b"</testsuites>\n")
    }
}

/// Text as XML 1.0 allows it: markup escaped, characters it knows no way to write replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            // Allowed, but a terminal would obey it, and a reader break the line there.
            c if stand_in(c) != c => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
