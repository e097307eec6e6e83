//! The built binary, run as a user runs it.

use super::root;
use std::path::Path;
use std::process::{Command, Output};

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `copydesk` with `args` in `folder` (from the repository's root), its environment kept plain.
pub(crate) fn copydesk(folder: &str, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(root().join(folder))
        .args(args)
        .env("NO_COLOR", "1")
        .env_remove("RAYON_NUM_THREADS")
        .output();
    let Output { status, stdout, stderr } = output.expect("the binary starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
}

/// The path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// Runs `copydesk clean` once over folders, from the repository's root; `extra` are further arguments.
pub(crate) fn clean_into(out: &Path, folders: &[&str], extra: &[&str]) -> Run {
    let run = copydesk(".", &[&["clean", "--quiet", "-o", arg(out)], extra, folders].concat());
    assert!(matches!(run.code, Some(0 | 2)), "code {:?}: {}", run.code, run.stderr);
    run
}
