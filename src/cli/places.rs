//! Where project files lie, and which of them holds for which document.

use super::Stop;
use super::args::ProjectArgs;
use super::packs;
use crate::batch::Input;
use crate::config::{FILE_NAME, Globs, Project};
use crate::rules::LoadErrors;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The project files of a run's inputs.
#[derive(Debug)]
pub(super) struct Places {
    /// Each project file, and the folder its patterns count from. `None` holds where there is none.
    all: Vec<(PathBuf, Option<PathBuf>)>,
    /// By folder: which of them holds there.
    by_folder: BTreeMap<PathBuf, usize>,
}

impl Places {
    /// Finds the project file of every input; that of the working folder where there is no input.
    pub(super) fn find(args: &ProjectArgs, inputs: &[Input]) -> Result<Self, Stop> {
        let mut files: Vec<Option<PathBuf>> = Vec::new();
        let mut by_folder: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut known: BTreeMap<PathBuf, Option<PathBuf>> = BTreeMap::new();
        let folders = inputs.iter().map(|i| folder_of(i.path.as_deref()));
        for folder in folders.chain(inputs.is_empty().then(|| folder_of(None))) {
            if by_folder.contains_key(&folder) {
                continue;
            }
            let file = match &args.config {
                Some(file) => Some(file.clone()),
                None if args.no_config => None,
                None => nearest(&folder, &mut known)?,
            };
            let at = files.iter().position(|f| *f == file).unwrap_or_else(|| {
                files.push(file);
                files.len() - 1
            });
            by_folder.insert(folder, at);
        }
        let root = |file: &Option<PathBuf>| {
            absolute(file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")))
        };
        Ok(Self { all: files.into_iter().map(|file| (root(&file), file)).collect(), by_folder })
    }

    /// The files, in the order that [`Places::of`] counts in.
    pub(super) fn files(&self) -> impl Iterator<Item = Option<&Path>> {
        self.all.iter().map(|(_, file)| file.as_deref())
    }

    /// Which project file holds for a path, and the path as its patterns see it.
    pub(super) fn of(&self, path: &Path) -> (usize, String) {
        let folder = folder_of(Some(path));
        let at = self.by_folder.get(&folder).copied().unwrap_or(0);
        let whole = folder.join(path.file_name().unwrap_or_default());
        let relative = whole.strip_prefix(&self.all[at].0).unwrap_or(Path::new(""));
        (at, relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The inputs that are not left out, and how many are. `ignores` is asked of a project file, by its number, and of
    /// a path as its patterns see it.
    pub(super) fn without_ignored(
        &self,
        inputs: Vec<Input>,
        ignores: impl Fn(usize, &str) -> bool,
    ) -> (Vec<Input>, usize) {
        let before = inputs.len();
        let is_kept = |input: &Input| {
            let Some(path) = &input.path else { return true };
            let (at, relative) = self.of(path);
            !ignores(at, &relative)
        };
        let kept: Vec<Input> = inputs.into_iter().filter(is_kept).collect();
        let left_out = before - kept.len();
        (kept, left_out)
    }
}

/// The inputs that no project file leaves out, for commands that need no rules; how many are left out; and the project
/// files that say so. Only what a project file says by itself can be a mistake here: rules are not read.
pub(super) fn without_ignored(
    args: &ProjectArgs,
    inputs: Vec<Input>,
) -> Result<(Vec<Input>, usize, Vec<PathBuf>), Stop> {
    if args.config.is_none() && inputs.iter().all(|input| input.path.is_none()) {
        return Ok((inputs, 0, Vec::new()));
    }
    let places = Places::find(args, &inputs)?;
    let mut ignored = Vec::new();
    for file in places.files() {
        let Some(file) = file else {
            ignored.push(Globs::default());
            continue;
        };
        let source = packs::source(file)?;
        let project = Project::read(&source.file, &source.text);
        let mistakes = project.known_mistakes().errors;
        if !mistakes.is_empty() {
            return Err(packs::broken(&LoadErrors(mistakes)));
        }
        ignored.push(project.ignore);
    }
    let files = places.files().flatten().map(Path::to_owned).collect();
    let (kept, left_out) = places.without_ignored(inputs, |at, path| ignored[at].matches(path));
    Ok((kept, left_out, files))
}

/// The project file that holds in the working folder.
pub(super) fn file_here(args: &ProjectArgs) -> Result<Option<PathBuf>, Stop> {
    match &args.config {
        Some(file) => Ok(Some(file.clone())),
        None if args.no_config => Ok(None),
        None => nearest(&folder_of(None), &mut BTreeMap::new()),
    }
}

/// The project file of the folders above one, which holds there no longer once it has its own.
pub(super) fn above(folder: &Path) -> Result<Option<PathBuf>, Stop> {
    absolute(folder).parent().map_or(Ok(None), |above| nearest(above, &mut BTreeMap::new()))
}

/// The folder a document stands in; the working folder for standard input.
fn folder_of(path: Option<&Path>) -> PathBuf {
    absolute(path.and_then(Path::parent).unwrap_or(Path::new("")))
}

fn absolute(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // `a/./b` and `a/b` are one folder; `..` stays, because a link may stand before it.
    absolute.components().collect()
}

/// Names under which a project file is looked for in vain.
const MISNAMED: [&str; 4] = ["copydesk.yml", ".copydesk.yaml", ".copydesk.yml", "copydesk.json"];

/// The project file of a folder: its own, or that of the nearest folder above. One under a name that is not read stops
/// the run, as its rules would be silent by mistake.
fn nearest(folder: &Path, known: &mut BTreeMap<PathBuf, Option<PathBuf>>) -> Result<Option<PathBuf>, Stop> {
    let mut passed = Vec::new();
    let mut found = None;
    for above in folder.ancestors() {
        if let Some(answer) = known.get(above) {
            found.clone_from(answer);
            break;
        }
        passed.push(above.to_owned());
        let file = above.join(FILE_NAME);
        if file.is_file() {
            found = Some(file);
            break;
        }
        if let Some(other) = MISNAMED.iter().map(|name| above.join(name)).find(|other| other.is_file()) {
            let message = "a project file is called copydesk.yaml; rename it (or say --no-config)";
            return Err(Stop::Fault(format!("{}: {message}", other.display())));
        }
    }
    known.extend(passed.into_iter().map(|folder| (folder, found.clone())));
    Ok(found)
}
