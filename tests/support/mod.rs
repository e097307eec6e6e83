//! What the test modules share: where things are, blessing, and the pipeline as one call.

pub(crate) mod bless;
pub(crate) mod command;
pub(crate) mod known;
pub(crate) mod soup;

use copydesk::decode::{Hints, Refused};
use copydesk::desk::Desk;
use copydesk::model::Edited;
use copydesk::repair::{self, Findings, Options};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder whose name ends in one of `ends`, sorted.
pub(crate) fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
            let path = entry.expect("a folder of the repository can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end)) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A file's text.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// One desk for all tests: compiling the rules is done once, as it is in the program.
static DESK: LazyLock<Desk> = LazyLock::new(Desk::default);

/// The whole pipeline on one document.
pub(crate) fn edit(name: &str, bytes: &[u8]) -> Option<Edited> {
    try_edit(name, bytes).ok()
}

/// The same, with the reason where the document is refused.
pub(crate) fn try_edit(name: &str, bytes: &[u8]) -> Result<Edited, Refused> {
    DESK.edit(name, bytes.to_vec(), &Hints::default())
}

/// A text after repair.
pub(crate) fn fixed(text: &str) -> String {
    apply(text, &repair::find(text, &Options::default()))
}

/// A text with the repairs found in it; panics where they overlap or cut a character.
pub(crate) fn apply(text: &str, found: &Findings) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for repair in &found.repairs {
        out.push_str(&text[done..repair.range.start]);
        out.push_str(&repair.replacement);
        done = repair.range.end;
    }
    out.push_str(&text[done..]);
    out
}
