//! Findings for people and machines, one file per output format.

mod concise;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod place;
mod rdjson;
mod sarif;
mod visible;

pub use visible::visible;

use crate::model::{Diagnostic, Source};
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal: the text itself, underlined.
    Full,
    /// One line each: `path:line:column: severity[code] message`.
    Concise,
    /// One JSON array.
    Json,
    /// One JSON object per line.
    Jsonl,
    /// SARIF 2.1.0, complete for GitHub code scanning.
    Sarif,
    /// GitHub Actions annotations.
    Github,
    /// GitLab code quality.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Reviewdog's diagnostic format.
    Rdjson,
}

/// Every format and its name on the command line.
const FORMATS: &[(Format, &str)] = &[
    (Format::Full, "full"),
    (Format::Concise, "concise"),
    (Format::Json, "json"),
    (Format::Jsonl, "jsonl"),
    (Format::Sarif, "sarif"),
    (Format::Github, "github"),
    (Format::Gitlab, "gitlab"),
    (Format::Junit, "junit"),
    (Format::Rdjson, "rdjson"),
];

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &{
        let mut all = [Self::Full; FORMATS.len()];
        let mut n = 0;
        while n < FORMATS.len() {
            all[n] = FORMATS[n].0;
            n += 1;
        }
        all
    };

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// A reporter for it.
    #[must_use]
    pub fn reporter(self, look: &Look) -> Box<dyn Reporter> {
        match self {
            Self::Full => Box::new(full::Full::new(look)),
            Self::Concise => Box::new(concise::Concise),
            Self::Json => Box::new(json::Json::array()),
            Self::Jsonl => Box::new(json::Json::lines()),
            Self::Sarif => Box::new(sarif::Sarif::new(look)),
            Self::Github => Box::new(github::Github),
            Self::Gitlab => Box::new(gitlab::Gitlab::default()),
            Self::Junit => Box::new(junit::Junit::default()),
            Self::Rdjson => Box::new(rdjson::Rdjson::default()),
        }
    }
}

/// What a code means, for formats that carry explanations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// What it reports, one sentence.
    pub summary: String,
    /// Why it exists, Markdown; may be empty.
    pub why: String,
    /// Texts it leaves alone.
    pub good: Vec<String>,
    /// Texts it reports.
    pub bad: Vec<String>,
}

/// Looks the meaning of a code up.
pub type Meanings = Arc<dyn Fn(&str) -> Option<Meaning> + Send + Sync>;

/// What reporters share: colour, and where to look explanations up.
#[derive(Clone)]
pub struct Look {
    /// Whether the output takes colour.
    pub colour: bool,
    /// Looks the meaning of a code up.
    pub meanings: Meanings,
}

impl fmt::Debug for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look").field("colour", &self.colour).finish_non_exhaustive()
    }
}

/// Writes findings in one format. Has state, because formats have: commas, headers, totals.
pub trait Reporter: Send {
    /// Writes one document's findings; called for every document, in order.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn document(&mut self, source: &Source, findings: &[Diagnostic], out: &mut dyn Write) -> io::Result<()>;

    /// Writes what follows the last document.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
