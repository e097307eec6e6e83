//! Published results read back: articles in YAML or JSON Lines, findings in JSON or JSON Lines.

use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// What a page is made of.
#[derive(Debug, Default)]
pub struct Results {
    /// Documents, in the order they were read.
    pub(super) documents: Vec<Document>,
    /// By path: the document read last.
    by_path: HashMap<String, usize>,
}

/// One document and all that is known of it. Keys that are not shown are passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Document {
    schema: String,
    pub(super) source: Source,
    pub(super) title: String,
    pub(super) byline: String,
    pub(super) published: String,
    pub(super) language: String,
    pub(super) highlights: Vec<Item>,
    pub(super) body: Vec<Part>,
    pub(super) disclaimer: String,
    pub(super) removed: Vec<Removed>,
    pub(super) repairs: Vec<Repair>,
    pub(super) diagnostics: Vec<Finding>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Source {
    pub(super) path: String,
    pub(super) media: String,
    pub(super) encoding: String,
    pub(super) encoding_basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Item {
    Leaf(String),
    Branch { text: String, items: Vec<Item> },
}

/// One key of the body.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    Heading(String),
    Paragraph(String),
    List(Vec<Item>),
    Quote(String),
    Code(String),
    Caption(String),
    Table(Vec<String>),
}

#[derive(Debug, Deserialize)]
pub(super) struct Removed {
    pub(super) rule: String,
    pub(super) lines: String,
    pub(super) text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Repair {
    pub(super) rule: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) certainty: String,
    pub(super) at: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Finding {
    pub(super) code: String,
    pub(super) severity: String,
    pub(super) at: String,
    pub(super) message: String,
    #[serde(default)]
    pub(super) help: String,
}

/// A finding as `--output-format json` has it.
#[derive(Deserialize)]
struct Published {
    path: String,
    line: u64,
    column: u64,
    code: String,
    severity: String,
    message: String,
    #[serde(default)]
    help: String,
}

/// The schema of articles that can be read.
const SCHEMA: &str = "copydesk/article/v1";

impl Results {
    /// Adds what one file holds.
    ///
    /// # Errors
    /// What is wrong with it, without its name.
    fn add(&mut self, text: &str) -> Result<(), String> {
        match text.trim_start().as_bytes().first() {
            None => Ok(()),
            Some(b'[') => {
                let findings: Vec<Published> = serde_json::from_str(text).map_err(|e| findings(&e))?;
                findings.into_iter().for_each(|f| self.place(f));
                Ok(())
            }
            Some(b'{') => self.add_lines(text),
            Some(_) => self.add_yaml(text),
        }
    }

    fn add_lines(&mut self, text: &str) -> Result<(), String> {
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let line_fault = |e: serde_json::Error| format!("line {}: {e}", n + 1);
            let value: Value = serde_json::from_str(line).map_err(line_fault)?;
            if value.get("schema").is_some() {
                self.push(serde_json::from_value(value).map_err(line_fault)?)?;
            } else {
                self.place(serde_json::from_value(value).map_err(|e| findings(&e))?);
            }
        }
        Ok(())
    }

    fn add_yaml(&mut self, text: &str) -> Result<(), String> {
        let mut options = serde_yaml::Options::default();
        // The default is made for configuration; an article may be a book.
        options.budget = serde_yaml::budget! { max_depth: 64, max_aliases: 0, max_nodes: 20_000_000 };
        let documents: Vec<Document> = serde_yaml::from_str_multiple_with_options(text, options)
            .map_err(|e| format!("no article of `copydesk clean`: {}", e.without_snippet()))?;
        documents.into_iter().try_for_each(|document| self.push(document))
    }

    fn push(&mut self, document: Document) -> Result<(), String> {
        if document.schema != SCHEMA {
            return Err(format!("no article of `copydesk clean`: its schema is not {SCHEMA}"));
        }
        // Findings may have been read before the article they belong to.
        match self.of_path(&document.source.path) {
            Some(old) if !old.has_article() => {
                let known = std::mem::take(&mut old.diagnostics);
                *old = document;
                known.into_iter().for_each(|finding| old.find(finding));
            }
            _ => self.add_document(document),
        }
        Ok(())
    }

    /// Puts a finding with its document.
    fn place(&mut self, finding: Published) {
        let Published { path, line, column, code, severity, message, help } = finding;
        let finding = Finding { code, severity, at: format!("{line}:{column}"), message, help };
        match self.of_path(&path) {
            Some(document) => document.find(finding),
            None => self.add_document(Document {
                source: Source { path, ..Source::default() },
                diagnostics: vec![finding],
                ..Document::default()
            }),
        }
    }

    fn of_path(&mut self, path: &str) -> Option<&mut Document> {
        self.by_path.get(path).and_then(|&at| self.documents.get_mut(at))
    }

    fn add_document(&mut self, document: Document) {
        self.by_path.insert(document.source.path.clone(), self.documents.len());
        self.documents.push(document);
    }
}

impl Document {
    /// Adds a finding, unless the article's own list has it.
    fn find(&mut self, finding: Finding) {
        let is_same =
            |d: &Finding| d.code == finding.code && d.at == finding.at && d.message == finding.message;
        match self.diagnostics.iter_mut().find(|d| is_same(d)) {
            Some(known) if known.help.is_empty() => known.help = finding.help,
            Some(_) => {}
            None => self.diagnostics.push(finding),
        }
    }

    /// Whether the article itself is there, not only what was found in it.
    pub(super) fn has_article(&self) -> bool {
        !self.schema.is_empty()
    }
}

fn findings(error: &serde_json::Error) -> String {
    format!("neither articles of `copydesk clean` nor findings in JSON: {error}")
}

/// Adds the content of one file to the results.
///
/// # Errors
/// What is wrong with it, without its name.
pub fn read(results: &mut Results, bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8, so nothing copydesk wrote".to_owned())?;
    results.add(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{Results, read};

    const ARTICLE: &str = "schema: copydesk/article/v1\nsource: {path: a.txt}\ntitle: \"One\"\n\
        diagnostics:\n  - {code: text/doubled-word, severity: warning, at: \"3:5\", message: \"Twice.\"}\n";
    const FINDING: &str = r#"{"path":"a.txt","line":3,"column":5,"end_line":3,"end_column":8,"code":"text/doubled-word","severity":"warning","message":"Twice.","help":"Take one out."}"#;

    fn of(parts: &[&str]) -> Results {
        let mut results = Results::default();
        parts.iter().for_each(|part| read(&mut results, part.as_bytes()).expect("read"));
        results
    }

    #[test]
    fn articles_and_findings_of_one_document_meet_in_any_order() {
        for parts in [[ARTICLE, FINDING], [FINDING, ARTICLE]] {
            let results = of(&parts);
            let [document] = &results.documents[..] else { panic!("{results:?}") };
            assert_eq!(document.title, "One");
            assert_eq!(document.diagnostics.len(), 1);
            assert_eq!(document.diagnostics[0].help, "Take one out.");
        }
    }

    #[test]
    fn arrays_lines_and_streams_are_read() {
        let array = format!("[\n{FINDING}\n]\n");
        assert_eq!(of(&[&array]).documents.len(), 1);
        let stream = format!("{ARTICLE}---\n{}", ARTICLE.replace("a.txt", "b.txt"));
        assert_eq!(of(&[&stream]).documents.len(), 2);
        assert_eq!(of(&["", "\n"]).documents.len(), 0);
    }

    #[test]
    fn what_copydesk_did_not_write_is_refused() {
        for text in ["title: One\n", "just text", "{\"a\": 1}", "[1]", "{", "- a\n- b\n"] {
            assert!(read(&mut Results::default(), text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(&mut Results::default(), b"\xFF").is_err());
    }
}
