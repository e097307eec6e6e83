//! `fix --rules`: the replacements rules ask for, made in the text as it lies.

use crate::batch::Input;
use crate::cli::Stop;
use crate::cli::args::{ProjectArgs, RuleArgs};
use crate::cli::packs::real;
use crate::cli::projects::Projects;
use crate::model::{Certainty, Code, Diagnostic, Edit, Fix, Media, Source, Span, Text};
use crate::repair::Repair;
use crate::rules::{Packs, nearest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rules whose replacements are made.
#[derive(Debug)]
pub(super) struct Mender {
    projects: Projects,
    /// Codes of the rules that were asked for; all where none was.
    wanted: Option<BTreeSet<String>>,
    is_unsafe: bool,
}

/// Rounds after which a text is left as it is: one replacement may make room for another, not for ever.
const ROUNDS: usize = 8;

impl Mender {
    /// `names` are packs of the program by name, or files; none means all that apply.
    pub(super) fn new(
        names: &[PathBuf],
        project: &ProjectArgs,
        is_unsafe: bool,
        inputs: &[Input],
    ) -> Result<Self, Stop> {
        // What is neither a pack of the program nor a file may be one of the project's.
        let as_name = |n: &PathBuf| n.to_str().filter(|n| is_pack_name(n)).map(str::to_owned);
        let packs: Vec<PathBuf> = names.iter().filter(|n| as_name(n).is_none()).cloned().collect();
        let files: BTreeSet<PathBuf> = packs.iter().map(|p| real(p)).collect();
        let own: BTreeSet<String> = names.iter().filter_map(as_name).collect();
        let args = RuleArgs { packs, project: project.clone(), certain_only: false };
        let projects = Projects::find(&args, inputs)?;
        let loaded = projects.packs();
        let rules = || loaded.iter().flat_map(|p| p.rules());
        let known: BTreeSet<&str> = rules().map(|r| pack_of(r.code.as_str())).collect();
        if let Some(name) = own.iter().find(|name| !known.contains(name.as_str())) {
            let near = Packs::nearest_name(name).or_else(|| nearest(name, known.iter().copied()));
            let help = near.map_or_else(
                || format!("the packs here are {}", known.iter().copied().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Stop::Fault(format!("--rules={name}: no pack and no file of this name; {help}")));
        }
        let chosen: BTreeSet<&str> = rules().map(|r| r.file.as_str()).collect();
        let is_optional = |file: &str| {
            Packs::optional().any(|(name, pack)| pack.file == file && files.contains(Path::new(name)))
        };
        let chosen: BTreeSet<&str> = chosen
            .into_iter()
            .filter(|file| files.contains(&real(Path::new(file))) || is_optional(file))
            .collect();
        let rules =
            rules().filter(|r| chosen.contains(r.file.as_str()) || own.contains(pack_of(r.code.as_str())));
        let wanted = (!names.is_empty()).then(|| rules.map(|r| r.code.to_string()).collect());
        Ok(Self { projects, wanted, is_unsafe })
    }

    /// The inputs that no project file leaves out, how many are, and the files that settings and packs were read from.
    pub(super) fn without_ignored(&self, inputs: Vec<Input>) -> (Vec<Input>, usize, Vec<PathBuf>) {
        let (inputs, left_out) = self.projects.without_ignored(inputs);
        (inputs, left_out, self.projects.files().to_vec())
    }

    /// The repairs of a text and the replacements of the rules after them, as changes of the text itself; and
    /// the findings that were to be cured and cannot be.
    pub(super) fn mend(
        &self,
        document: &Document<'_>,
        repairs: Vec<Repair>,
    ) -> (Vec<Repair>, Vec<Diagnostic>) {
        let mut text = Text::new();
        text.keep(document.text, Span::new(0, document.text.len()));
        let edits =
            repairs.iter().map(|r| Edit { range: r.range.clone(), replacement: r.replacement.clone() });
        text.apply(&edits.collect::<Vec<_>>());
        let mut made: Vec<Made> = Vec::new();
        let mut refused = Vec::new();
        for _ in 0..ROUNDS {
            let edited = self.projects.edit_text(document.name, text.as_str().to_owned(), document.media);
            let wanted = edited.diagnostics.iter().filter(|d| self.is_wanted(d));
            let (fixes, left) = self.fixes(wanted, document, &edited.article.source);
            refused = left.into_iter().map(|(finding, why)| told(finding, why, &text)).collect();
            if fixes.is_empty() {
                break;
            }
            made.extend(fixes.iter().filter_map(|(edit, code, safe)| {
                Some(Made { span: text.span(edit.range.clone())?, code: (*code).clone(), safe: *safe })
            }));
            text.apply(&fixes.into_iter().map(|(edit, ..)| edit).collect::<Vec<_>>());
        }
        (if made.is_empty() { repairs } else { changes(&text, &repairs, &made) }, refused)
    }

    fn is_wanted(&self, finding: &Diagnostic) -> bool {
        self.wanted.as_ref().is_none_or(|w| w.contains(finding.code.as_str()))
    }

    /// What is to be replaced, in order and disjoint; and what cannot be, with the reason.
    fn fixes<'d>(
        &self,
        found: impl Iterator<Item = &'d Diagnostic>,
        document: &Document<'_>,
        source: &Source,
    ) -> (Vec<Wanted<'d>>, Vec<Refused<'d>>) {
        let mut fixes: Vec<(&Fix, &Code)> = Vec::new();
        let mut refused = Vec::new();
        for finding in found {
            match (&finding.fix, &finding.unfixed) {
                (Some(fix), _) if fix.safe || self.is_unsafe => match document.refuses(fix, source) {
                    Some(why) => refused.push((finding, why)),
                    None => fixes.push((fix, &finding.code)),
                },
                (None, Some(why)) if self.is_unsafe => refused.push((finding, why.as_str())),
                _ => {}
            }
        }
        let fixes = Fix::disjoint(fixes);
        let edit = |fix: &Fix| Edit { range: fix.span.range(), replacement: written(fix, source) };
        (fixes.into_iter().map(|(fix, code)| (edit(fix), code, fix.safe)).collect(), refused)
    }
}

/// A change to be made, the rule that asks for it, and whether it is safe.
type Wanted<'d> = (Edit, &'d Code, bool);
/// A finding that cannot be cured, and why.
type Refused<'d> = (&'d Diagnostic, &'d str);

/// Whether a name is that of a pack that is loaded anyway, or of none: no file, and no optional pack.
fn is_pack_name(name: &str) -> bool {
    let is_optional = || Packs::optional().any(|(own, _)| own == name);
    let is_file = || name.contains(['/', '\\', '.']) || Path::new(name).is_file();
    Packs::is_embedded(name) || !is_optional() && !is_file()
}

/// The pack of a code.
fn pack_of(code: &str) -> &str {
    code.split('/').next().unwrap_or_default()
}

/// A text to be mended.
pub(super) struct Document<'t> {
    pub(super) name: &'t str,
    pub(super) text: &'t str,
    pub(super) media: Option<Media>,
    /// Whether a paragraph may be added without breaking a syntax.
    takes_paragraphs: bool,
}

/// Extensions of files that are data or code: a paragraph of prose would break them.
const DATA: &[&str] = &[
    "json",
    "geojson",
    "jsonl",
    "ndjson",
    "csv",
    "tsv",
    "psv",
    "xml",
    "rss",
    "atom",
    "svg",
    "yaml",
    "yml",
    "toml",
    "ini",
    "cfg",
    "conf",
    "sql",
    "po",
    "pot",
    "srt",
    "vtt",
    "ass",
    "sbv",
    "properties",
    "strings",
    "bib",
    "ris",
    "tex",
    "rtf",
    "log",
    "diff",
    "patch",
    "py",
    "js",
    "ts",
    "css",
    "sh",
    "rs",
    "c",
    "h",
    "java",
    "rb",
    "php",
    "go",
];

impl<'t> Document<'t> {
    /// A file.
    pub(super) fn of(name: &'t str, text: &'t str, media: Option<Media>) -> Self {
        let name_says = name.rsplit_once('.').is_some_and(|(_, e)| DATA.contains(&&*e.to_ascii_lowercase()));
        let first =
            text.trim_start_matches('\u{FEFF}').lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
        let is_json = first.starts_with(['{', '[']) && (first.len() < 3 || is_json(first));
        Self { name, text, media, takes_paragraphs: !name_says && !is_json }
    }

    /// The text of a record, whatever the record stands in.
    pub(super) fn of_record(name: &'t str, text: &'t str, media: Option<Media>) -> Self {
        Self { name, text, media, takes_paragraphs: true }
    }

    /// Why a change cannot be made here.
    fn refuses(&self, fix: &Fix, source: &Source) -> Option<&'static str> {
        let is_html = source.media() == Media::Html;
        match fix.span.is_empty() {
            true if is_html => Some("where a note goes in a page, its markup decides; put it in by hand"),
            true if !self.takes_paragraphs => Some("the file is data or code, which a paragraph would break"),
            // Once more would help no more than the first time.
            _ if stands(fix, source) => Some("what would be put in stands there, and does not end it"),
            false if is_html && source.slice(fix.span).contains(['<', '>']) => {
                Some("markup stands within the words; change them by hand")
            }
            _ => None,
        }
    }
}

/// Whether the text has what is to be put in, anywhere or in the very place of it.
fn stands(fix: &Fix, source: &Source) -> bool {
    let wanted = written(fix, source);
    let wanted = wanted.trim();
    match fix.span.is_empty() {
        true => !wanted.is_empty() && source.text().contains(wanted),
        false => source.slice(fix.span).trim() == wanted,
    }
}

fn is_json(line: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
}

/// A replacement as it stands in a document of this kind.
fn written(fix: &Fix, source: &Source) -> String {
    let mut text = fix.replacement.clone();
    if source.media() == Media::Html {
        text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    }
    if source.text().contains("\r\n") {
        text = text.replace('\n', "\r\n");
    }
    text
}

/// A finding that was not cured, at its place in the text before repair.
fn told(finding: &Diagnostic, why: &str, text: &Text) -> Diagnostic {
    let span = text.span(finding.span.range()).unwrap_or(Span::at(0));
    let message = format!("{} (not fixed: {why})", finding.message);
    Diagnostic::new(finding.code.clone(), finding.severity, span, message)
}

/// A replacement made, and the source it touched.
struct Made {
    span: Span,
    code: Code,
    safe: bool,
}

/// Every stretch of the text that is not the source any more, with who changed it last.
fn changes(text: &Text, repairs: &[Repair], made: &[Made]) -> Vec<Repair> {
    let mut all = Vec::new();
    for piece in text.pieces().iter().filter(|p| !p.verbatim) {
        let touches = |span: Span| span.start <= piece.span.end && piece.span.start <= span.end;
        let range = piece.span.range();
        let replacement = text.as_str()[piece.range()].to_owned();
        let last = made.iter().rev().find(|m| touches(m.span));
        let repair = repairs
            .iter()
            .find(|r| r.range.start <= range.start && range.start < r.range.end.max(r.range.start + 1));
        let (code, certainty, evidence) = match (last, repair) {
            (Some(m), _) if m.safe => (m.code.clone(), Certainty::Certain, "a safe fix of this rule".into()),
            (Some(m), _) => (m.code.clone(), Certainty::Likely, "an unsafe fix of this rule".into()),
            (None, Some(r)) => (r.code.clone(), r.certainty, r.evidence.clone()),
            // Every piece that is not verbatim was made by one or the other.
            (None, None) => continue,
        };
        all.push(Repair { range, replacement, code, certainty, evidence });
    }
    all
}
