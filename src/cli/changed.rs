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
    let top =
        path(top.strip_suffix(b"\n").map_or(top.as_slice(), |top| top.strip_suffix(b"\r").unwrap_or(top)));
    let changed = git(&["diff", "--name-only", "-z", "--diff-filter=d", rev, "--"], rev)?;
    let fresh = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"], rev)?;
    let names = changed.split(|b| *b == 0).chain(fresh.split(|b| *b == 0)).filter(|n| !n.is_empty());
    let known: BTreeSet<PathBuf> = names.map(|n| real(&top.join(path(n)))).collect();
    let top = real(&top);
    let is_outside = |input: &&Input| input.path.as_ref().is_some_and(|p| !real(p).starts_with(&top));
    if let Some(input) = inputs.iter().find(is_outside) {
        let (name, top) = (&input.name, top.display());
        return Err(Stop::Fault(format!(
            "--changed-since {rev}: {name} is not in the repository {top}; run it from the repository it is in"
        )));
    }
    let is_changed = |input: &Input| input.path.as_ref().is_none_or(|p| known.contains(&real(p)));
    Ok(inputs.into_iter().filter(is_changed).collect())
}

/// A name as git gives it.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(name).into()
}

/// A name as git gives it.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn git(args: &[&str], rev: &str) -> Result<Vec<u8>, Stop> {
    let fault = |why: &str| Stop::Fault(format!("--changed-since {rev}: {why}"));
    // A user's own setting would give names from the folder one stands in.
    let output = Command::new("git").args(["-c", "diff.relative=false"]).args(args).output();
    let output = output.map_err(|_| fault("git could not be run; is it installed?"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned();
        return Err(fault(&said));
    }
    Ok(output.stdout)
}
