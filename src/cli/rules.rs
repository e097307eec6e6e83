//! `copydesk rules`: the packs, listed and tested.

use super::args::{Rules, RulesAction};
use super::packs::load_only;
use super::{CLEAN, FOUND, Stop};
use crate::codes::BUILTINS;
use crate::model::Severity;
use crate::rules::{Loader, Packs, Template, pack_schema, project_schema};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

pub(super) fn run(args: &Rules) -> Result<u8, Stop> {
    match &args.action {
        RulesAction::List { packs } => list(packs),
        RulesAction::Schema { project, packs } => schema(*project, packs),
        RulesAction::Test { packs, mutate } => test(packs, *mutate),
    }
}

/// What editors complete from.
fn schema(is_project: bool, files: &[PathBuf]) -> Result<u8, Stop> {
    let schema = if is_project {
        let sources = super::packs::sources(files)?;
        let loader = Loader::new(&sources);
        project_schema(&loader.codes(), &loader.list_names())
    } else {
        pack_schema()
    };
    writeln!(std::io::stdout(), "{schema:#}")?;
    Ok(CLEAN)
}

/// Every rule on a line: code, severity, verb, message. Built-in codes follow the embedded packs.
fn list(files: &[PathBuf]) -> Result<u8, Stop> {
    let packs = load_only(files)?;
    let mut rows: Vec<[String; 4]> = packs.rules().iter().map(row).collect();
    if files.is_empty() {
        // What applies only where it is asked for.
        for [code, severity, ..] in &mut rows {
            if Packs::optional().any(|(name, _)| code.split('/').next() == Some(name)) {
                "off".clone_into(severity);
            }
        }
        rows.extend(
            BUILTINS
                .iter()
                .map(|b| [b.code.to_owned(), "-".to_owned(), "built in".to_owned(), b.summary.to_owned()]),
        );
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

fn row(rule: &crate::rules::Rule) -> [String; 4] {
    let says = rule.message.as_ref().map(Template::source);
    let says = says.or_else(|| rule.note.as_deref().and_then(|n| n.lines().next()).map(str::to_owned));
    [
        rule.code.to_string(),
        rule.severity.map_or("off", Severity::as_str).to_owned(),
        rule.verb_name().to_owned(),
        says.unwrap_or_default(),
    ]
}

/// Runs every rule's own examples.
fn test(files: &[PathBuf], mutate: bool) -> Result<u8, Stop> {
    let packs: Packs = load_only(files)?;
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
    let _ = writeln!(out, "{} rules, {tried} documents tried, {failed} failures", tested.len());
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(if failed == 0 { CLEAN } else { FOUND })
}
