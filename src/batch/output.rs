//! Writing a file whole or not at all.

use super::{Fault, explain_io};
use std::fs::{File, Permissions};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Small parts are gathered to so many bytes before they are written.
const BUFFER: usize = 1 << 16;

/// Writes `parts`, one after the other, to `path`: all of it or nothing. Makes the folders above.
///
/// # Errors
/// A [`Fault`] where it cannot be written; then the old file, if any, stands as it was.
pub fn write<'p>(path: &Path, parts: impl IntoIterator<Item = &'p [u8]>) -> Result<(), Fault> {
    fill(begin(path)?, parts).map_err(|e| fault(path, &e))
}

/// Refuses a place for outputs that is a file, or lies in one, before anything is done.
///
/// # Errors
/// A [`Fault`] that names the file.
pub fn is_folder(path: &Path) -> Result<(), Fault> {
    match path.ancestors().find(|above| std::fs::metadata(above).is_ok()) {
        Some(above) if above.metadata().is_ok_and(|m| !m.is_dir()) => {
            let message = "is a file, and documents are written to a folder; name another";
            Err(Fault::new(above.display().to_string(), message))
        }
        _ => Ok(()),
    }
}

/// Begins the file that will stand at `path`, and makes the folders above.
///
/// # Errors
/// A [`Fault`] where it cannot be written.
pub fn begin(path: &Path) -> Result<Whole, Fault> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| Whole::create(path)).map_err(|e| fault(path, &e))
}

/// Replaces the content of an existing file, its mode kept.
///
/// # Errors
/// A [`Fault`] where it cannot be written; then the file stands as it was.
pub fn rewrite<'p>(path: &Path, parts: impl IntoIterator<Item = &'p [u8]>) -> Result<(), Fault> {
    Whole::create(path).and_then(|whole| fill(whole, parts)).map_err(|e| fault(path, &e))
}

fn fault(path: &Path, error: &std::io::Error) -> Fault {
    Fault::new(path.display().to_string(), format!("could not be written: {}", explain_io(error)))
}

fn fill<'p>(whole: Whole, parts: impl IntoIterator<Item = &'p [u8]>) -> std::io::Result<()> {
    let mut buffered = BufWriter::with_capacity(BUFFER, whole);
    parts.into_iter().try_for_each(|part| buffered.write_all(part))?;
    buffered.into_inner().map_err(std::io::IntoInnerError::into_error)?.finish()
}

/// A file that appears only when it is finished.
#[derive(Debug)]
pub struct Whole(Kind);

#[derive(Debug)]
enum Kind {
    /// A draft beside the target, renamed over it at the end.
    Draft { draft: tempfile::NamedTempFile, target: PathBuf, mode: Option<Permissions> },
    /// A device or a pipe (`/dev/stdout`, `/dev/null`), which cannot be renamed over.
    Device(File),
}

impl Whole {
    /// Begins the file that will stand at `path`.
    ///
    /// # Errors
    /// Where its folder cannot be written to.
    pub fn create(path: &Path) -> std::io::Result<Self> {
        // A link is written through, as an editor would; renaming over it would replace the link itself.
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let old = std::fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
            return Ok(Self(Kind::Device(File::options().write(true).open(target)?)));
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let draft = whole_mode(&mut tempfile::Builder::new()).prefix(".copydesk-").tempfile_in(folder)?;
        Ok(Self(Kind::Draft { draft, mode: old.map(|m| m.permissions()), target }))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Where it cannot be; then whatever stood there still does.
    pub fn finish(self) -> std::io::Result<()> {
        let Kind::Draft { draft, target, mode } = self.0 else { return Ok(()) };
        if let Some(mode) = mode {
            draft.as_file().set_permissions(mode)?;
        }
        draft.persist(target).map_err(|e| e.error)?;
        Ok(())
    }
}

impl std::io::Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match &mut self.0 {
            Kind::Draft { draft, .. } => draft.write(bytes),
            Kind::Device(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match &mut self.0 {
            Kind::Draft { draft, .. } => draft.flush(),
            Kind::Device(file) => file.flush(),
        }
    }
}

/// Without this a temporary file's private mode (0600) would become the output's.
#[cfg(unix)]
fn whole_mode<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn whole_mode<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    builder
}
