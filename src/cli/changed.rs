//! `--changed-since REV`: only documents that git says have changed.

use super::Stop;
use crate::batch::Input;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The inputs that differ from a revision, or that git does not know yet.
pub(super) fn since(rev: &str, inputs: Vec<Input>) -> Result<Vec<Input>, Stop> {
    if rev.starts_with('-') {
        return Err(Stop::Fault(format!("--changed-since {rev}: not a revision")));
    }
    let top = git(&["rev-parse", "--show-toplevel"], rev)?;
    let top = PathBuf::from(String::from_utf8_lossy(&top).trim_end_matches(['\n', '\r']).to_owned());
    let changed = git(&["diff", "--name-only", "-z", "--diff-filter=d", rev, "--"], rev)?;
    let fresh = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"], rev)?;
    let names = changed.split(|b| *b == 0).chain(fresh.split(|b| *b == 0)).filter(|n| !n.is_empty());
    let known: BTreeSet<PathBuf> =
        names.map(|n| real(&top.join(String::from_utf8_lossy(n).as_ref()))).collect();
    let is_changed = |input: &Input| input.path.as_ref().is_none_or(|p| known.contains(&real(p)));
    Ok(inputs.into_iter().filter(is_changed).collect())
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn git(args: &[&str], rev: &str) -> Result<Vec<u8>, Stop> {
    let fault = |why: &str| Stop::Fault(format!("--changed-since {rev}: {why}"));
    let output = Command::new("git").args(args).output();
    let output = output.map_err(|_| fault("git could not be run; is it installed?"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned();
        return Err(fault(&said));
    }
    Ok(output.stdout)
}
