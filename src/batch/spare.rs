//! No output may take the place of an input, or of another output: one of the two would be gone.

use super::{Fault, Input};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Refuses outputs that are inputs, whatever either is called, and outputs that are named twice.
///
/// # Errors
/// A [`Fault`] that names the first of them.
pub fn spare<'p>(inputs: &[Input], outputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Fault> {
    let mut own: Option<BTreeSet<PathBuf>> = None;
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for output in outputs {
        let found = place(output);
        let is_device = output.exists() && !output.is_file();
        let written = found.clone().or_else(|| std::path::absolute(output).ok()).filter(|_| !is_device);
        if written.is_some_and(|place| !seen.insert(place)) {
            let message =
                "would be written twice, and only one of the two would be left; give each a file of its own";
            return Err(Fault::new(output.display().to_string(), message));
        }
        let Some(place) = found else { continue };
        let places = || inputs.iter().filter_map(|i| i.path.as_ref()?.canonicalize().ok()).collect();
        if own.get_or_insert_with(places).contains(&place) {
            let message = "is an input, and the output would take its place; write elsewhere";
            return Err(Fault::new(output.display().to_string(), message));
        }
    }
    Ok(())
}

/// Where a file stands that an output would replace. What is not there yet is no input, unless folders
/// that are yet to be made lead back to it (`new/..`); devices are written to and not replaced.
fn place(output: &Path) -> Option<PathBuf> {
    if output.is_file() {
        return output.canonicalize().ok();
    }
    if output.exists() || !output.components().any(|part| part == Component::ParentDir) {
        return None;
    }
    let mut place = Path::new(".").canonicalize().ok()?;
    for part in output.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            part => place.push(part),
        }
        place = place.canonicalize().unwrap_or(place);
    }
    Some(place)
}
