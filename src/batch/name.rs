//! Where each document's output goes, so that no two ever meet.

use super::Input;
use crate::decode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How an output's name follows from its input's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mirror {
    /// The name unchanged, but for `.gz` and `.zst`.
    Same,
    /// The extension replaced: `a/b.txt` becomes `a/b.yaml`.
    Extension(&'static str),
}

/// An output path below `folder` for each input, in input order, all different.
///
/// Inputs that would meet (`b.txt` and `b.html`) all keep their own extension (`b.txt.yaml`,
/// `b.html.yaml`), and so does one that would stand where a folder must, so that a name depends on the set of inputs,
/// not on their order.
#[must_use]
pub fn plan(inputs: &[Input], folder: &Path, mirror: Mirror) -> Vec<PathBuf> {
    let mut wanted: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for input in inputs {
        *wanted.entry(short(&input.place, mirror)).or_default() += 1;
    }
    // No file can stand where a folder must.
    let folders: BTreeSet<&Path> = inputs.iter().flat_map(|i| i.place.ancestors().skip(1)).collect();
    let mut taken: BTreeSet<PathBuf> = BTreeSet::new();
    let name = |input: &Input| {
        let plain = short(&input.place, mirror);
        let is_free = wanted[&plain] == 1 && !folders.contains(plain.as_path());
        let plain = if is_free { plain } else { long(&input.place, mirror) };
        let free = first_free(plain, |p| {
            folders.contains(p) || taken.contains(p) || is_wanted_by_another(p, input, &wanted, mirror)
        });
        taken.insert(free.clone());
        folder.join(free)
    };
    inputs.iter().map(name).collect()
}

/// Whether a long name happens to be the short name of some other input (`b.txt.txt`).
fn is_wanted_by_another(
    path: &Path,
    input: &Input,
    wanted: &BTreeMap<PathBuf, usize>,
    mirror: Mirror,
) -> bool {
    path != short(&input.place, mirror) && wanted.contains_key(path)
}

fn short(place: &Path, mirror: Mirror) -> PathBuf {
    let place = bare(place);
    match mirror {
        Mirror::Same => place,
        Mirror::Extension(e) => place.with_extension(e),
    }
}

fn long(place: &Path, mirror: Mirror) -> PathBuf {
    match mirror {
        Mirror::Same => place.to_path_buf(),
        Mirror::Extension(e) => with_suffix(place, &format!(".{e}")),
    }
}

/// The place without the extension of a packed file.
fn bare(place: &Path) -> PathBuf {
    match place.extension().and_then(|e| e.to_str()) {
        Some(extension) if decode::is_packed(extension) => place.with_extension(""),
        _ => place.to_path_buf(),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn first_free(path: PathBuf, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    if !is_taken(&path) {
        return path;
    }
    let stem = path.with_extension("");
    let extension = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let numbered = |n: usize| with_suffix(&stem, &format!("-{n}{extension}"));
    (2..).map(numbered).find(|p| !is_taken(p)).unwrap_or(path)
}
