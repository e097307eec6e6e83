//! SARIF 2.1.0 with everything GitHub code scanning asks for.
//!
//! Results are written as they come; rules, which SARIF wants by name only, follow at the end.

use super::gitlab::Fingerprints;
use super::place::Place;
use super::{Look, Meaning, Meanings, Reporter};
use crate::model::{Diagnostic, Severity, Source, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// GitHub cuts a rule's description here.
const LONGEST_DESCRIPTION: usize = 1024;

pub(super) struct Sarif {
    meanings: Meanings,
    /// Rules that were met, with the severity they were met with.
    rules: BTreeMap<String, Severity>,
    count: usize,
}

impl Sarif {
    pub(super) fn new(look: &Look) -> Self {
        Self { meanings: look.meanings.clone(), rules: BTreeMap::new(), count: 0 }
    }

    fn rule(&self, code: &str, severity: Severity) -> Value {
        let meaning = (self.meanings)(code).unwrap_or_default();
        let name = code.rsplit('/').next().unwrap_or(code).replace('-', " ");
        let summary = if meaning.summary.is_empty() { name } else { meaning.summary.clone() };
        let why = if meaning.why.is_empty() { summary.clone() } else { meaning.why.clone() };
        json!({
            "id": code,
            "shortDescription": {"text": cut(&summary)},
            "fullDescription": {"text": cut(&why)},
            "help": {"text": why, "markdown": help(&why, &meaning)},
            "defaultConfiguration": {"level": level(severity)},
            "properties": {"tags": [code.split('/').next().unwrap_or("copydesk")]},
        })
    }
}

impl Reporter for Sarif {
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
        let mut prints = Fingerprints::default();
        for d in findings {
            let worst = self.rules.entry(d.code.as_str().to_owned()).or_insert(d.severity);
            *worst = d.severity.max(*worst);
            out.write_all(if self.count == 0 { HEAD } else { b",\n" })?;
            crate::json::write(out, &result(source, d, prints.of(source, d)))?;
            self.count += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            out.write_all(HEAD)?;
        }
        let rules: Vec<Value> =
            self.rules.iter().map(|(code, severity)| self.rule(code, *severity)).collect();
        let tool = json!({"driver": {
            "name": "copydesk",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        }});
        write!(out, "\n],\"columnKind\":\"unicodeCodePoints\",\"tool\":{tool}}}]}}\n")?;
        Ok(())
    }
}

const HEAD: &[u8] = b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
    \"runs\":[{\"results\":[\n";

fn result(source: &Source, d: &Diagnostic, fingerprint: String) -> Value {
    let related: Vec<Value> = d
        .labels
        .iter()
        .enumerate()
        .map(|(n, label)| {
            let mut at = location(source, label.span);
            at["id"] = json!(n + 1);
            at["message"] = json!({"text": label.message});
            at
        })
        .collect();
    let mut value = json!({
        "ruleId": d.code.as_str(),
        "level": level(d.severity),
        "message": {"text": d.message},
        "locations": [location(source, d.span)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    });
    if !related.is_empty() {
        value["relatedLocations"] = Value::Array(related);
    }
    if let Some(fix) = &d.fix {
        value["fixes"] = json!([{
            "description": {"text": if fix.safe { "Safe fix" } else { "Unsafe fix; read it before taking it" }},
            "artifactChanges": [{
                "artifactLocation": {"uri": uri(source.name())},
                "replacements": [{
                    "deletedRegion": region(source, fix.span),
                    "insertedContent": {"text": fix.replacement},
                }],
            }],
        }]);
    }
    value
}

fn location(source: &Source, span: Span) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(source.name())},
        "region": region(source, span),
    }})
}

fn region(source: &Source, span: Span) -> Value {
    let place = Place::of(source, span);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative reference: separators kept, all that is not unreserved percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            b'\\' if cfg!(windows) => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST_DESCRIPTION).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The rule's why and its examples, quoted.
fn help(why: &str, meaning: &Meaning) -> String {
    let mut out = why.to_owned();
    for (title, examples) in [("Reported", &meaning.bad), ("Not reported", &meaning.good)] {
        for example in examples {
            let quoted: Vec<String> = example.lines().map(|line| format!("> {line}")).collect();
            out.push_str(&format!("\n\n**{title}:**\n\n{}", quoted.join("\n")));
        }
    }
    out
}
