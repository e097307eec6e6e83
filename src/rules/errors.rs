//! What is wrong with a rule file: every mistake with its place, drawn so that its author sees it.

use super::suggest;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

/// One mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the file the mistake stands in.
    pub span: Range<usize>,
    /// The line it stands on, without its end; of a long one, what stands around the mistake.
    pub source_line: String,
    /// Characters of that line left out before `source_line`.
    pub cut: usize,
    /// How many characters of that line are meant, at least one.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        let (line, lead) = self.clipped();
        writeln!(f, "error: {}", self.message)?;
        writeln!(f, "{gutter}--> {}:{}:{}", self.file, self.line, self.column)?;
        writeln!(f, "{gutter} |")?;
        writeln!(f, "{number} | {line}")?;
        write!(
            f,
            "{gutter} | {}{}",
            " ".repeat(lead),
            "^".repeat(self.width.min(WINDOW.saturating_sub(lead)).max(1))
        )?;
        if let Some(help) = &self.help {
            write!(f, "\n{gutter} = help: {help}")?;
        }
        Ok(())
    }
}

/// Characters of a line that are drawn at most.
const WINDOW: usize = 100;
/// Mistakes of one file that are told at most.
const MOST: usize = 50;

impl LoadError {
    /// The line as it is drawn, controls made visible, and how far the mark stands in.
    fn clipped(&self) -> (String, usize) {
        let visible = |c: char| if c.is_control() { ' ' } else { c };
        let mut line: String = self.source_line.chars().map(visible).collect();
        let mut lead = self.column - 1 - self.cut;
        if self.cut > 0 {
            line.insert_str(0, "… ");
            lead += 2;
        }
        (line, lead)
    }
}

/// Every mistake found in the rule files of one run, in order of file and place. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadErrors(pub Vec<LoadError>);

impl fmt::Display for LoadErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n\n")?;
            }
            error.fmt(f)?;
        }
        let mut files: Vec<&str> = self.0.iter().map(|e| e.file.as_str()).collect();
        files.dedup();
        match (self.0.len(), files.len()) {
            (0 | 1, _) => Ok(()),
            (count, 1) => write!(f, "\n\n{count} mistakes"),
            (count, files) => write!(f, "\n\n{count} mistakes in {files} files"),
        }
    }
}

impl std::error::Error for LoadErrors {}

/// Collects the mistakes of one file.
pub(crate) struct Sink<'a> {
    file: &'a str,
    text: &'a str,
    /// Where its line ends are; found when a line is first asked for.
    ends: OnceCell<Vec<usize>>,
    pub(crate) errors: Vec<LoadError>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, ends: OnceCell::new(), errors: Vec::new() }
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// 1-based line of a byte.
    pub(crate) fn line(&self, at: usize) -> usize {
        let ends = || self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
        1 + self.ends.get_or_init(ends).partition_point(|end| *end < at)
    }

    pub(crate) fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.push(span, message.into(), None);
    }

    pub(crate) fn error_help(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(span, message.into(), Some(help.into()));
    }

    /// An unknown word where one of `known` was meant.
    pub(crate) fn unknown(&mut self, span: Range<usize>, what: &str, word: &str, known: &[&str]) {
        let help = suggest::nearest(word, known.iter().copied()).map_or_else(
            || {
                let mut names: Vec<&str> = known.iter().copied().filter(|name| !name.is_empty()).collect();
                let mut seen = std::collections::BTreeSet::new();
                names.retain(|name| seen.insert(*name));
                if names.is_empty() {
                    "none is defined here".to_owned()
                } else {
                    format!("known here: {}", names.join(", "))
                }
            },
            |near| format!("did you mean `{near}`?"),
        );
        self.push(span, format!("unknown {what} `{word}`"), Some(help));
    }

    /// Whether so many mistakes were found that no more are told.
    pub(crate) fn is_full(&self) -> bool {
        self.errors.len() > MOST
    }

    fn push(&mut self, span: Range<usize>, message: String, help: Option<String>) {
        let (message, help) = match self.errors.len() {
            0..MOST => (message, help),
            MOST => ("there are more mistakes below; mend these first".to_owned(), None),
            _ => return,
        };
        let span = self.text.floor_char_boundary(span.start)..self.text.ceil_char_boundary(span.end);
        let start = self.text[..span.start].rfind('\n').map_or(0, |n| n + 1);
        let end = self.text[span.start..].find('\n').map_or(self.text.len(), |n| span.start + n);
        let marked = self.text[span.start..span.end.clamp(span.start, end)].trim_end();
        let column = 1 + self.text[start..span.start].chars().count();
        let cut = if column > WINDOW * 3 / 4 { column - 1 - WINDOW / 4 } else { 0 };
        let line = self.text[start..end].trim_end_matches('\r');
        self.errors.push(LoadError {
            file: self.file.to_owned(),
            line: self.line(span.start),
            column,
            source_line: line.chars().skip(cut).take(WINDOW).collect(),
            cut,
            width: marked.chars().take(WINDOW).count().max(1),
            span,
            message,
            help,
        });
    }
}
