//! `copydesk rules`: the packs, listed and tested.

use super::args::{ProjectArgs, Rules, RulesAction};
use super::packs::{load_all, load_only};
use super::projects;
use super::{CLEAN, FOUND, Stop};
use crate::codes::BUILTINS;
use crate::model::Severity;
use crate::rules::{Loader, Packs, Template, pack_schema, project_schema};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

pub(super) fn run(args: &Rules) -> Result<u8, Stop> {
    match &args.action {
        RulesAction::List { packs, project } => list(packs, project),
        RulesAction::Schema { project, packs } => schema(*project, packs),
        RulesAction::Test { packs, project, mutate } => test(packs, project, *mutate),
    }
}

/// What editors complete from.
fn schema(is_project: bool, files: &[PathBuf]) -> Result<u8, Stop> {
    let schema = if is_project {
        let sources = super::packs::sources(files)?;
        let loader = Loader::new(&sources);
        let codes = loader.codes().into_iter().chain(BUILTINS.iter().map(|b| b.code.to_owned()));
        project_schema(&codes.collect::<Vec<_>>(), &loader.list_names())
    } else {
        pack_schema()
    };
    writeln!(std::io::stdout(), "{schema:#}")?;
    Ok(CLEAN)
}

/// Every rule on a line: code, severity, verb, message. Without `files`, those that apply in the working folder,
/// as its project file sets them; what applies only where it is asked for, and built-in codes, follow.
fn list(files: &[PathBuf], project: &ProjectArgs) -> Result<u8, Stop> {
    let mut rows: Vec<[String; 4]> = Vec::new();
    if files.is_empty() {
        let (_, compiled) = projects::here(project, &[])?;
        let packs = compiled.packs(&[]);
        let usual = load_all(&[])?;
        for rule in packs.rules() {
            let mut row = row(rule);
            if let Some(usual) =
                usual.rule(rule.code.as_str()).filter(|usual| usual.severity != rule.severity)
            {
                row[1].push_str(&format!(" ({})", word(usual.severity)));
            }
            rows.push(row);
        }
        let optional = usual.rules().iter().filter(|r| packs.rule(r.code.as_str()).is_none());
        rows.extend(optional.map(|rule| {
            let mut row = row(rule);
            word(None).clone_into(&mut row[1]);
            row
        }));
        let settings = compiled.severities(&[]);
        rows.extend(BUILTINS.iter().map(|b| {
            let set = settings.iter().rfind(|(code, _)| code == b.code);
            let severity = set.map_or("-", |(_, severity)| word(*severity));
            [b.code, severity, "built in", b.summary].map(str::to_owned)
        }));
    } else {
        rows.extend(load_only(files)?.rules().iter().map(row));
    }
    let width = |n: usize| rows.iter().map(|row| row[n].chars().count()).max().unwrap_or(0);
    let (code, severity, verb) = (width(0), width(1), width(2));
    let mut out = String::new();
    for [a, b, c, d] in &rows {
        let _ = writeln!(out, "{}", format!("{a:code$}  {b:severity$}  {c:verb$}  {d}").trim_end());
    }
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(CLEAN)
}

/// The word for a severity.
pub(super) fn word(severity: Option<Severity>) -> &'static str {
    severity.map_or("off", Severity::as_str)
}

fn row(rule: &crate::rules::Rule) -> [String; 4] {
    let says = rule.message.as_ref().map(Template::source);
    let says = says.or_else(|| rule.note.as_deref().and_then(|n| n.lines().next()).map(str::to_owned));
    [
        rule.code.to_string(),
        word(rule.severity).to_owned(),
        rule.verb_name().to_owned(),
        says.unwrap_or_default(),
    ]
}

/// Runs every rule's own examples; without `files`, those of the packs that the project file here names as well.
fn test(files: &[PathBuf], project: &ProjectArgs, mutate: bool) -> Result<u8, Stop> {
    let packs: Packs =
        if files.is_empty() { load_all(&projects::pack_files(project)?)? } else { load_only(files)? };
    let tested = crate::lint::test_rules(&packs, mutate);
    let (mut out, mut failed, mut tried) = (String::new(), 0, 0);
    for rule in &tested {
        tried += rule.tried;
        failed += rule.failures.len();
        for failure in &rule.failures {
            let _ = writeln!(out, "{}:{}: {} {}", failure.file, failure.line, rule.code, failure.message);
            for line in failure.text.lines() {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let [rules, tried, failures] =
        [(tested.len(), "rule"), (tried, "document"), (failed, "failure")].map(|(n, w)| count(n, w));
    let _ = writeln!(out, "{rules}, {tried} tried, {failures}");
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
