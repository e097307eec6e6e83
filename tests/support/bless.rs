//! Comparison with blessed files. `COPYDESK_BLESS=1 cargo test` rewrites them; read the diff before committing.

use super::known::Known;
use super::root;
use std::path::Path;

/// Collects differences, so that one run shows all of them.
pub(crate) struct Blessed {
    known: Known,
    faults: Vec<String>,
}

impl Blessed {
    pub(crate) fn new() -> Self {
        Self { known: Known::load(), faults: Vec::new() }
    }

    /// Compares `got` with the file at `path`, or writes it there when blessing.
    /// What nobody could sign is in neither way compared, and has no file.
    pub(crate) fn check(&mut self, path: &Path, got: &str) {
        let place = path.strip_prefix(root()).expect("inside the repository").display().to_string();
        if self.known.unblessed.contains(&place) {
            assert!(!path.exists(), "{place} is blessed and in known-failures.yaml at once");
            return;
        }
        let want = std::fs::read_to_string(path).unwrap_or_default();
        if want == got {
            return;
        }
        if std::env::var_os("COPYDESK_BLESS").is_some_and(|set| set != "0") {
            std::fs::write(path, got).expect("a fixture can be written");
        } else {
            self.faults.push(format!("{}:\n{}", path.display(), first_difference(&want, got)));
        }
    }

    /// Panics with everything that differed.
    pub(crate) fn finish(self) {
        assert!(
            self.faults.is_empty(),
            "{}\n\nIf that is what an editor would sign: COPYDESK_BLESS=1 cargo test",
            self.faults.join("\n\n")
        );
    }
}

/// The first lines in which two texts differ.
fn first_difference(want: &str, got: &str) -> String {
    let (mut wants, mut gots) = (want.lines(), got.lines());
    for line in 1.. {
        match (wants.next(), gots.next()) {
            (None, None) => break,
            (w, g) if w == g => {}
            (w, g) => {
                let show = |l: Option<&str>| l.map_or("(end)".to_owned(), |l| l.to_owned());
                return format!("  line {line}\n  want {}\n  got  {}", show(w), show(g));
            }
        }
    }
    "  they differ in line ends only".to_owned()
}
