//! Rule packs from files, and what codes mean.

use super::Stop;
use crate::batch;
use crate::codes;
use crate::report::{Meaning, Meanings};
use crate::rules::{MAX_BYTES, PackSource, Packs, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The packs in files and all that come with the program, those too that apply only where they are asked for.
pub(super) fn load_all(files: &[PathBuf]) -> Result<Packs, Stop> {
    let mut sources = without_doubles(sources(files)?);
    let asked = sources.clone();
    sources
        .extend(Packs::optional().map(|(_, pack)| pack).filter(|p| asked.iter().all(|a| a.file != p.file)));
    Packs::load(&sources).map_err(|errors| broken(&errors))
}

/// Only the packs in files; where none is named, all that come with the program.
pub(super) fn load_only(files: &[PathBuf]) -> Result<Packs, Stop> {
    if files.is_empty() {
        return load_all(files);
    }
    Packs::only(&without_doubles(sources(files)?)).map_err(|errors| broken(&errors))
}

pub(super) fn broken(errors: &crate::rules::LoadErrors) -> Stop {
    Stop::Fault(format!("nothing was done, because the rules do not load\n\n{errors}"))
}

pub(super) fn sources(files: &[PathBuf]) -> Result<Vec<PackSource>, Stop> {
    files.iter().map(|file| source(file)).collect()
}

/// Packs without those that are named twice, whatever their files were called.
pub(super) fn without_doubles(sources: Vec<PackSource>) -> Vec<PackSource> {
    let mut seen = BTreeSet::new();
    sources.into_iter().filter(|source| seen.insert(real(Path::new(&source.file)))).collect()
}

/// The path of a file that is the same whatever it was called.
pub(super) fn real(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

/// A file, or an optional pack of the program by its name, where no file has that name.
pub(super) fn source(file: &Path) -> Result<PackSource, Stop> {
    if let Some((_, pack)) = Packs::optional().find(|(name, _)| file == Path::new(name))
        && !file.exists()
    {
        return Ok(pack);
    }
    let bytes = batch::read_settings(file, MAX_BYTES).map_err(|fault| Stop::Fault(fault.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Stop::Fault(format!("{}: not UTF-8 at byte {at}; save it as UTF-8", file.display()))
    })?;
    Ok(PackSource { file: file.display().to_string(), text })
}

/// What codes mean: the built-in table, and the rules' own words.
pub(super) fn meanings(packs: &[Packs]) -> Meanings {
    let rules = packs.iter().flat_map(|p| p.rules().iter());
    let rules: BTreeMap<String, Meaning> = rules.map(|rule| (rule.code.to_string(), of_rule(rule))).collect();
    Arc::new(move |code| rules.get(code).cloned().or_else(|| codes::builtin(code).map(of_builtin)))
}

pub(super) fn of_rule(rule: &Rule) -> Meaning {
    let name = rule.code.as_str().rsplit('/').next().unwrap_or_default().replace('-', " ");
    Meaning {
        summary: rule.message.as_ref().map_or(name, crate::rules::Template::source),
        why: rule.note.clone().unwrap_or_default(),
        good: rule.good.iter().map(|e| e.text.clone()).collect(),
        bad: rule.bad.iter().map(|e| e.text.clone()).collect(),
    }
}

pub(super) fn of_builtin(builtin: &codes::Builtin) -> Meaning {
    Meaning {
        summary: builtin.summary.into(),
        why: builtin.why.into(),
        good: vec![builtin.good.into()],
        bad: vec![builtin.bad.into()],
    }
}
