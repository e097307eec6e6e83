//! Which documents the arguments name: files as they are, folders walked recursively.

use super::{Fault, explain_io};
use crate::config;
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Component, Path, PathBuf};

/// One document to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What users see: the path as given, or `<stdin>`.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its place in a mirrored tree: relative, without `..`.
    pub place: PathBuf,
    /// Bytes on disk, for dealing out work; 0 where not known.
    pub size: u64,
}

/// How folders are walked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Walk {
    /// Hidden files and folders too.
    pub hidden: bool,
    /// Without regard to `.gitignore` and `.copydeskignore`.
    pub no_ignore: bool,
    /// Only what lies in the folders themselves: what a link in them leads to elsewhere is a fault.
    pub within: bool,
}

/// Finds all inputs, sorted by path and without repeats, and what could not be walked.
///
/// No argument, or `-`, is standard input; no argument at a terminal is a fault.
#[must_use]
pub fn walk(paths: &[PathBuf], how: Walk) -> (Vec<Input>, Vec<Fault>) {
    if paths.is_empty() && (std::io::stdin().is_terminal() || is_nothing_piped()) {
        let message = "name a file or a folder, or pipe text in (`-` is standard input)";
        return (Vec::new(), vec![Fault::new("no input", message)]);
    }
    let mut found = Found::default();
    let stdin = [PathBuf::from("-")];
    for path in if paths.is_empty() { &stdin[..] } else { paths } {
        found.argument(path, how);
    }
    found.sorted()
}

#[derive(Default)]
struct Found {
    /// Each with the path that is the same whatever it was called.
    inputs: Vec<(Input, PathBuf)>,
    faults: Vec<Fault>,
    /// Folders that arguments name or stand in, and their own paths.
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl Found {
    fn argument(&mut self, path: &Path, how: Walk) {
        if path == Path::new("-") {
            let input = Input { name: "<stdin>".into(), path: None, place: "stdin.txt".into(), size: 0 };
            self.inputs.push((input, path.into()));
            return;
        }
        match std::fs::metadata(path) {
            Err(e) => self.faults.push(Fault::new(path.display().to_string(), explain_io(&e))),
            Ok(meta) if meta.is_dir() => self.folder(path, how),
            Ok(meta) => {
                let own = self.own(path.parent().unwrap_or(path)).join(path.file_name().unwrap_or_default());
                self.file(path, own, place_of_file(path), meta.len());
            }
        }
    }

    /// The path of a folder that is the same whatever it was called.
    fn own(&mut self, folder: &Path) -> PathBuf {
        if let Some(own) = self.folders.get(folder) {
            return own.clone();
        }
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let own = named.canonicalize().unwrap_or_else(|_| folder.into());
        self.folders.insert(folder.into(), own.clone());
        own
    }

    fn file(&mut self, path: &Path, own: PathBuf, place: PathBuf, size: u64) {
        self.inputs.push((Input { name: shown(path), path: Some(path.into()), place, size }, own));
    }

    fn folder(&mut self, root: &Path, how: Walk) {
        let mut walker = WalkBuilder::new(root);
        walker
            .hidden(!how.hidden)
            .parents(!how.no_ignore)
            .ignore(false)
            .git_ignore(!how.no_ignore)
            .git_exclude(false)
            .git_global(false)
            .require_git(false)
            .follow_links(!how.within);
        if !how.no_ignore {
            walker.add_custom_ignore_filename(".copydeskignore");
        }
        let before = (self.inputs.len(), self.faults.len());
        for entry in walker.build() {
            match entry {
                Err(e) => self.unreadable(root, &e),
                Ok(entry) => self.entry(root, &entry),
            }
        }
        // A slip in a path must not look like a clean run.
        if before == (self.inputs.len(), self.faults.len()) {
            let message = match how.hidden && how.no_ignore {
                true => "no document in this folder; is it the right one?",
                false => {
                    "no document in this folder; is it the right one? (hidden and ignored files are left out)"
                }
            };
            self.faults.push(Fault::new(shown_folder(root), message));
        }
    }

    fn entry(&mut self, root: &Path, entry: &ignore::DirEntry) {
        if let Some(error) = entry.error() {
            let name = shown(entry.path());
            self.faults.push(Fault::new(name, format!("in an ignore file: {error}")));
        }
        let Some(kind) = entry.file_type() else { return };
        if kind.is_symlink() {
            let message = match entry.path().canonicalize() {
                // What lies in the folder too is come across there.
                Ok(to) if to.starts_with(self.own(root)) => return,
                Ok(_) => {
                    "a link out of the folder, whose file is not rewritten; name that file itself".into()
                }
                Err(e) => explain_io(&e),
            };
            self.faults.push(Fault::new(shown(entry.path()), message));
            return;
        }
        if !kind.is_file() && !kind.is_dir() {
            // To read one of a tree may take for ever.
            let message = "a pipe, socket or device in a folder is not read; name it itself, or ignore it";
            self.faults.push(Fault::new(shown(entry.path()), message));
        }
        // The project file says how documents are read and is none.
        if kind.is_file() && entry.file_name() != config::FILE_NAME {
            let place = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_path_buf();
            let size = entry.metadata().map_or(0, |m| m.len());
            let own = self.own(root).join(&place);
            self.file(entry.path(), own, place, size);
        }
    }

    fn unreadable(&mut self, root: &Path, error: &ignore::Error) {
        // A loop of links holds nothing that is not reached otherwise.
        if is_loop(error) {
            return;
        }
        let name = shown(path_of(error).unwrap_or(root));
        let message = error.io_error().map_or_else(|| error.to_string(), explain_io);
        self.faults.push(Fault::new(name, message));
    }

    /// Inputs in the order of their path's bytes, whatever the order of arguments and folders.
    fn sorted(mut self) -> (Vec<Input>, Vec<Fault>) {
        let key = |i: &(Input, PathBuf)| i.0.path.clone().map(|p| p.into_os_string().into_encoded_bytes());
        self.inputs.sort_by_cached_key(key);
        let mut seen = BTreeSet::new();
        let inputs = self.inputs.into_iter().filter_map(|(input, own)| seen.insert(own).then_some(input));
        let inputs = inputs.collect();
        self.faults.sort_by(|a, b| a.name.cmp(&b.name));
        self.faults.dedup();
        (inputs, self.faults)
    }
}

/// Whether standard input is a device such as `/dev/null`, which is what jobs without an input have: a pattern
/// that met no file leaves no argument.
#[cfg(unix)]
fn is_nothing_piped() -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    std::fs::metadata("/dev/stdin").is_ok_and(|m| m.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_nothing_piped() -> bool {
    false
}

/// A folder as users see it; `.` stays.
fn shown_folder(path: &Path) -> String {
    path.display().to_string()
}

/// A path as users see it: `./a/b.txt` and `a/b.txt` are one.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// A file named outright keeps its folders where they lie below the working directory.
fn place_of_file(path: &Path) -> PathBuf {
    let plain = |c: &Component| matches!(c, Component::Normal(_) | Component::CurDir);
    if path.components().all(|c| plain(&c)) {
        return path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
    }
    path.file_name().map_or_else(|| "input.txt".into(), PathBuf::from)
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => is_loop(err),
        _ => false,
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}
