//! Reviewdog's diagnostic format; its columns count bytes of UTF-8.

use super::Reporter;
use super::place::Place;
use crate::model::{Diagnostic, Severity, Source};
use serde_json::{Value, json};
use std::io::{self, Write};

#[derive(Default)]
pub(super) struct Rdjson {
    count: usize,
}

impl Reporter for Rdjson {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        for d in findings {
            out.write_all(if self.count == 0 { HEAD } else { b",\n" })?;
            crate::json::write(out, &finding(source, d))?;
            self.count += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            out.write_all(HEAD)?;
        }
        out.write_all(b"\n]}\n")
    }
}

const HEAD: &[u8] = b"{\"source\":{\"name\":\"copydesk\"},\"diagnostics\":[\n";

fn finding(source: &Source, d: &Diagnostic) -> Value {
    let range = range(Place::in_bytes(source, d.span));
    let severity = match d.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let mut value = json!({
        "message": d.message,
        "location": {"path": source.name(), "range": range},
        "severity": severity,
        "code": {"value": d.code.as_str()},
    });
    if let Some(fix) = &d.fix {
        let range = self::range(Place::in_bytes(source, fix.span));
        value["suggestions"] = json!([{"range": range, "text": fix.replacement}]);
    }
    value
}

fn range(place: Place) -> Value {
    json!({
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    })
}
