//! Findings that were there before: kept in a file, and not reported again.
//!
//! A finding is known by its rule, the words it is about and the paragraph they stand in, never by its
//! line: text may move, and files be renamed, without old findings coming back as new ones.

use super::Stop;
use crate::batch::{self, explain_io};
use crate::model::{Diagnostic, Source};
use crate::rules::level;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What the file looks like.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// One finding, or several that are alike to the letter.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    /// For people; the key decides.
    text: String,
    key: String,
    count: usize,
}

/// Most characters of a finding's words that stand in the file.
const SHOWN: usize = 80;

/// Known findings, and those seen in this run.
#[derive(Debug)]
pub(super) struct Baseline {
    file: PathBuf,
    is_updated: bool,
    /// Of each key: how many are known, and are not yet seen.
    left: BTreeMap<String, usize>,
    /// What a new file will hold, by rule, text and key.
    seen: BTreeMap<(String, String, String), usize>,
    pub(super) hidden: usize,
}

impl Baseline {
    /// Reads the file; where it is to be written anew, it need not be there.
    pub(super) fn open(file: &Path, is_updated: bool) -> Result<Self, Stop> {
        let mut baseline = Self {
            file: file.to_owned(),
            is_updated,
            left: BTreeMap::new(),
            seen: BTreeMap::new(),
            hidden: 0,
        };
        if is_updated {
            return Ok(baseline);
        }
        let name = file.display();
        let bytes = match batch::read_file(file) {
            Ok(bytes) => bytes,
            Err(fault) => return Err(Stop::Fault(format!("{fault}; --update-baseline {name} writes one"))),
        };
        let read: File = serde_json::from_slice(&bytes).map_err(|e| {
            Stop::Fault(format!("{name}: no baseline: {e}; --update-baseline writes it anew"))
        })?;
        if read.version != 1 {
            return Err(Stop::Fault(format!(
                "{name}: a baseline of version {}, this program knows 1",
                read.version
            )));
        }
        for entry in read.findings {
            *baseline.left.entry(entry.key).or_default() += entry.count;
        }
        Ok(baseline)
    }

    /// The findings of a document that are new.
    pub(super) fn fresh(&mut self, source: &Source, findings: &[Diagnostic]) -> Vec<Diagnostic> {
        findings.iter().filter(|d| !self.is_known(source, d)).cloned().collect()
    }

    fn is_known(&mut self, source: &Source, finding: &Diagnostic) -> bool {
        let text = level(source.slice(finding.span)).trim().to_owned();
        let key = key(source, finding, &text);
        if self.is_updated {
            let shown = text.chars().take(SHOWN).collect();
            *self.seen.entry((finding.code.to_string(), shown, key)).or_default() += 1;
        } else {
            match self.left.get_mut(&key) {
                Some(left) if *left > 0 => *left -= 1,
                _ => return false,
            }
        }
        self.hidden += 1;
        true
    }

    /// Writes the file where asked to. What is known but was not found is counted.
    pub(super) fn close(self) -> Result<usize, Stop> {
        if !self.is_updated {
            return Ok(self.left.values().sum());
        }
        let entry = |((rule, text, key), count)| Entry { rule, text, key, count };
        let file = File { version: 1, findings: self.seen.into_iter().map(entry).collect() };
        let mut json = serde_json::to_string_pretty(&file)
            .map_err(|e| Stop::Fault(format!("{}: {}", self.file.display(), explain_io(&e.into()))))?;
        json.push('\n');
        batch::write(&self.file, [json.as_bytes()]).map_err(|fault| Stop::Fault(fault.to_string()))?;
        Ok(0)
    }
}

/// Whether a file is a baseline.
pub(super) fn is_one(file: &Path) -> bool {
    let read = batch::read_file(file).ok();
    read.is_some_and(|bytes| serde_json::from_slice::<File>(&bytes).is_ok())
}

/// Rule, words, paragraph, and what is said at other places: for a `require`, what the text it found lacks.
fn key(source: &Source, finding: &Diagnostic, text: &str) -> String {
    let mut hash = Sha256::new();
    let paragraph = level(paragraph(source.text(), finding.span.range()));
    let labels = finding.labels.iter().map(|l| l.message.as_str());
    for part in [finding.code.as_str(), text, paragraph.trim()].into_iter().chain(labels) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(12).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The lines around a place, up to blank ones; of a giant line only what stands near.
fn paragraph(text: &str, at: std::ops::Range<usize>) -> &str {
    const NEAR: usize = 4096;
    let from = text.floor_char_boundary(at.start.saturating_sub(NEAR));
    let to = text.ceil_char_boundary((at.end + NEAR).min(text.len()));
    let is_blank = |line: &str| line.trim().is_empty();
    // What stands on the first and the last line beside the place belongs to it, blank or not; where the place takes
    // whole lines, nothing does.
    let mut start = at.start;
    for line in text[from..at.start].split_inclusive('\n').rev() {
        if line.ends_with('\n') && is_blank(line) {
            break;
        }
        start -= line.len();
    }
    let mut end = at.end;
    let mut is_inside = !text[at].ends_with('\n');
    for line in text[end..to].split_inclusive('\n') {
        if !is_inside && is_blank(line) {
            break;
        }
        is_inside = false;
        end += line.len();
    }
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn paragraphs_reach_to_blank_lines() {
        let text = "One.\n\nTwo two\ntwo here two\ntwo.\n \nThree.";
        let at = text.find("here").expect("there");
        assert_eq!(paragraph(text, at..at + 4), "Two two\ntwo here two\ntwo.\n");
        assert_eq!(paragraph("here", 0..4), "here");
        // Of a place at a paragraph's very beginning or end, and of one that takes the line's end in.
        let whole = "Two two\ntwo here two\ntwo.\n";
        let from = text.find("Two").expect("there");
        for place in
            [from..from + 3, from..from + whole.len(), from + whole.len() - 2..from + whole.len() - 1]
        {
            assert_eq!(paragraph(text, place.clone()), whole, "{place:?}");
        }
        assert_eq!(paragraph(&text.replace('\n', "\r\n"), 8..11), whole.replace('\n', "\r\n"));
    }
}
