//! `fixtures/known-failures.yaml`: what is wrong today. Each entry must still be wrong, or be taken out.

use super::{read, root};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: String,
    #[allow(dead_code, reason = "for people")]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fix: Vec<Entry>,
    unblessed: Vec<Entry>,
}

/// The two sorts of known failures, by place.
pub(crate) struct Known {
    /// Lines of seeds, `NAME:LINE`, that `fix` does not restore.
    pub(crate) fix: BTreeSet<String>,
    /// Blessed files that nobody could sign yet, from the repository's root.
    pub(crate) unblessed: BTreeSet<String>,
}

impl Known {
    pub(crate) fn load() -> Self {
        let path = root().join("fixtures/known-failures.yaml");
        let file: File =
            serde_yaml::from_str(&read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let places = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.at).collect();
        Self { fix: places(file.fix), unblessed: places(file.unblessed) }
    }
}
