//! Many documents at once: finding inputs, running in parallel, writing outputs whole.
//!
//! Knows files and threads, and nothing of what is done to a document.

mod name;
mod output;
mod packed;
mod read;
mod run;
mod spare;
mod stream;
mod walk;
mod warc;

pub use name::{Mirror, plan};
pub use output::{Whole, begin, is_folder, rewrite, write};
pub use read::{Read, read, read_file, read_settings, unpacked};
pub use run::{Workers, guard, quiet_panics};
pub use spare::spare;
pub use stream::{Kind, Record, Stream, kind};
pub use walk::{Input, Walk, walk};
pub use warc::{Page, page};

/// Something that kept an input from being read or an output from being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or folder, as the user named it.
    pub name: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    /// A fault of one file or folder.
    #[must_use]
    pub fn new(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { name: name.into(), message: message.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.message)
    }
}

/// What an IO error means, in words a user can act on.
pub(crate) fn explain_io(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".into(),
        ErrorKind::PermissionDenied => "no permission; change its mode or run as its owner".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
