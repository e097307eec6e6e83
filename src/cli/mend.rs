//! `fix --rules`: the replacements rules ask for, made in the text as it lies.

use super::Stop;
use super::args::{ProjectArgs, RuleArgs};
use super::projects::Projects;
use crate::batch::Input;
use crate::model::{Certainty, Code, Diagnostic, Edit, Media, Span, Text};
use crate::repair::Repair;
use crate::rules::Packs;
use std::collections::BTreeSet;
use std::path::PathBuf;

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
        let as_name = |n: &PathBuf| n.to_str().filter(|n| Packs::is_embedded(n)).map(str::to_owned);
        let packs: Vec<PathBuf> = names.iter().filter(|n| as_name(n).is_none()).cloned().collect();
        let files: BTreeSet<String> = packs.iter().map(|p| p.display().to_string()).collect();
        let own: BTreeSet<String> = names.iter().filter_map(as_name).collect();
        let args = RuleArgs { packs, project: project.clone(), certain_only: false };
        let projects = Projects::find(&args, inputs)?;
        let is_optional =
            |file: &str| Packs::optional().any(|(name, pack)| pack.file == file && files.contains(name));
        let loaded = projects.packs();
        let rules = loaded.iter().flat_map(|p| p.rules());
        let rules = rules.filter(|r| {
            files.contains(&r.file)
                || own.contains(r.code.as_str().split('/').next().unwrap_or_default())
                || is_optional(&r.file)
        });
        let wanted = (!names.is_empty()).then(|| rules.map(|r| r.code.to_string()).collect());
        Ok(Self { projects, wanted, is_unsafe })
    }

    /// The repairs of a text and the replacements of the rules after them, as changes of the text itself.
    pub(super) fn mend(
        &self,
        name: &str,
        original: &str,
        repairs: Vec<Repair>,
        media: Option<Media>,
    ) -> Vec<Repair> {
        let mut text = Text::new();
        text.keep(original, Span::new(0, original.len()));
        let edits =
            repairs.iter().map(|r| Edit { range: r.range.clone(), replacement: r.replacement.clone() });
        text.apply(&edits.collect::<Vec<_>>());
        let mut made: Vec<Made> = Vec::new();
        for _ in 0..ROUNDS {
            let edited = self.projects.edit_text(name, text.as_str().to_owned(), media);
            let fixes = self.fixes(&edited.diagnostics);
            if fixes.is_empty() {
                break;
            }
            made.extend(fixes.iter().filter_map(|(edit, code, safe)| {
                Some(Made { span: text.span(edit.range.clone())?, code: (*code).clone(), safe: *safe })
            }));
            text.apply(&fixes.into_iter().map(|(edit, ..)| edit).collect::<Vec<_>>());
        }
        if made.is_empty() { repairs } else { changes(&text, &repairs, &made) }
    }

    /// What is to be replaced, in order and disjoint.
    fn fixes<'d>(&self, found: &'d [Diagnostic]) -> Vec<(Edit, &'d Code, bool)> {
        let is_wanted = |d: &&Diagnostic| self.wanted.as_ref().is_none_or(|w| w.contains(d.code.as_str()));
        let mut fixes: Vec<_> = found
            .iter()
            .filter(is_wanted)
            .filter_map(|d| Some((d.fix.as_ref()?, &d.code)))
            .filter(|(fix, _)| fix.safe || self.is_unsafe)
            .collect();
        fixes.sort_by_key(|(fix, code)| (fix.span, *code));
        let mut free = 0;
        fixes.retain(|(fix, _)| {
            let is_free = fix.span.start >= free;
            if is_free {
                free = fix.span.end.max(fix.span.start + 1);
            }
            is_free
        });
        let edit =
            |fix: &crate::model::Fix| Edit { range: fix.span.range(), replacement: fix.replacement.clone() };
        fixes.into_iter().map(|(fix, code)| (edit(fix), code, fix.safe)).collect()
    }
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
