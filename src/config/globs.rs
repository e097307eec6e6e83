//! Patterns for paths, as `.gitignore` has them.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns of one list; later ones win, `!` takes back.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Globs {
    /// Reads patterns. The fault of one comes back with its place in the list.
    ///
    /// # Errors
    /// For each pattern that is none, its place and what is wrong with it.
    pub fn new(patterns: &[&str]) -> Result<Self, Vec<(usize, String)>> {
        let mut builder = GitignoreBuilder::new("");
        // git takes a `[` that nothing closes for itself; here it is a slip.
        builder.allow_unclosed_class(false);
        let mut faults = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            // Where paths stand elsewhere in the file they begin so.
            let (taken_back, path) = pattern.strip_prefix('!').map_or(("", *pattern), |rest| ("!", rest));
            let pattern = path.strip_prefix("./").map(|rest| format!("{taken_back}/{rest}"));
            let pattern = pattern.as_deref().unwrap_or(patterns[at]);
            if let Err(error) = builder.add_line(None, pattern) {
                let message = error.to_string();
                let message = message.rsplit(": ").next().unwrap_or_default().to_owned();
                faults.push((at, message));
            }
        }
        match builder.build() {
            Ok(globs) if faults.is_empty() => Ok(Self(globs)),
            Ok(_) => Err(faults),
            Err(error) => {
                faults.push((0, error.to_string()));
                Err(faults)
            }
        }
    }

    /// Whether a path, relative and with `/`, is meant, itself or with a folder above it.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        let path = path.trim_start_matches("./");
        !self.0.is_empty()
            && !path.starts_with('/')
            && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}
