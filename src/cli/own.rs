//! Files of the program's own that lie among the documents: rule packs, settings, baselines, what was written before.
//!
//! They say how documents are read, or came of it, and are none. One that is named itself is read all the same.

use crate::batch::Input;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What is not to be taken for documents.
#[derive(Debug, Default)]
pub(super) struct Own {
    files: BTreeSet<PathBuf>,
    folder: Option<PathBuf>,
}

impl Own {
    /// Adds files, as far as they are there.
    pub(super) fn files<'p>(mut self, files: impl IntoIterator<Item = &'p PathBuf>) -> Self {
        self.files.extend(files.into_iter().filter_map(|file| file.canonicalize().ok()));
        self
    }

    /// Adds the folder that documents are written to.
    pub(super) fn folder(mut self, folder: Option<&PathBuf>) -> Self {
        self.folder = folder.and_then(|folder| folder.canonicalize().ok());
        self
    }

    /// The inputs without them, and how many were left out. `named` is what the user asked for.
    pub(super) fn leave_out(&self, inputs: Vec<Input>, named: &[PathBuf]) -> (Vec<Input>, usize) {
        let before = inputs.len();
        let named: Vec<PathBuf> = named.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let folder = self.folder.as_deref().filter(|folder| is_inside(folder, &named));
        let names: BTreeSet<_> = self.files.iter().filter_map(|file| file.file_name()).collect();
        let mut folders: BTreeMap<PathBuf, Option<PathBuf>> = BTreeMap::new();
        let mut is_own = |path: &Path| {
            let Some(name) = path.file_name() else { return false };
            let may_be = names.contains(name);
            let is_rules = is_rule_file(path);
            if !may_be && !is_rules && folder.is_none() {
                return false;
            }
            let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let real = folders.entry(parent.to_owned()).or_insert_with(|| parent.canonicalize().ok());
            let Some(real) = real.as_ref().map(|real| real.join(name)) else { return false };
            let asked = |path: &&PathBuf| real.starts_with(path);
            (is_rules || may_be && self.files.contains(&real)) && !named.contains(&real)
                || folder.is_some_and(|folder| {
                    real.starts_with(folder)
                        && !named.iter().filter(|n| n.starts_with(folder)).any(|n| asked(&n))
                })
        };
        let kept: Vec<Input> =
            inputs.into_iter().filter(|input| !input.path.as_deref().is_some_and(&mut is_own)).collect();
        let left_out = before - kept.len();
        (kept, left_out)
    }
}

/// Whether a file is a rule pack, which begins with its name.
fn is_rule_file(path: &Path) -> bool {
    const HEAD: u64 = 4096;
    let is_yaml =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
    let mut head = Vec::new();
    is_yaml
        && std::fs::File::open(path).is_ok_and(|file| file.take(HEAD).read_to_end(&mut head).is_ok())
        && String::from_utf8_lossy(&head)
            .lines()
            .map(str::trim_end)
            .find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---")
            .is_some_and(|line| line.starts_with("pack:"))
}

/// Whether a folder lies in one of others, and is none of them.
fn is_inside(folder: &Path, others: &[PathBuf]) -> bool {
    others.iter().any(|other| folder != other && folder.starts_with(other))
}
