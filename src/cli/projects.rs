//! Which `copydesk.yaml` holds for which document, each compiled once.

use super::Stop;
use super::args::{ProjectArgs, RuleArgs};
use super::packs;
use super::places::{Places, file_here};
use crate::batch::{self, Input};
use crate::codes;
use crate::config::{Compiled, Project, Severities};
use crate::decode::{Hints, Refused};
use crate::desk::Desk;
use crate::model::{Edited, Media, Severity};
use crate::repair::Options;
use crate::rules::{LoadError, LoadErrors, MAX_BYTES, PackSource, Packs, Verb};
use crate::sites::Sites;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A configuration, and the overrides of it that hold.
type Key = (usize, Vec<usize>);

/// The configurations of one run.
#[derive(Debug)]
pub(super) struct Projects {
    options: Options,
    /// The configurations, in the order of their files.
    all: Vec<Compiled>,
    /// Which of them holds where.
    places: Places,
    /// Codes of strip rules that are switched off on the command line.
    keep: BTreeSet<String>,
    /// What is known of the sites of the inputs.
    sites: Option<Arc<Sites>>,
    /// Whether the cleaned text is not asked for.
    checks: bool,
    /// The files that settings and packs were read from.
    files: Vec<PathBuf>,
    /// By configuration and the overrides that hold: what documents are edited with.
    desks: Mutex<BTreeMap<Key, Arc<Desk>>>,
}

impl Projects {
    /// Finds the project file of every input, and compiles each once.
    pub(super) fn find(args: &RuleArgs, inputs: &[Input]) -> Result<Self, Stop> {
        let places = Places::find(&args.project, inputs)?;
        let further = packs::sources(&args.packs)?;
        let mut all = Vec::new();
        let mut errors = Vec::new();
        let mut own: Vec<PathBuf> = args.packs.iter().chain(&args.project.config).cloned().collect();
        for file in places.files() {
            match compile(file, &further, &mut own)? {
                Ok(compiled) => all.push(compiled),
                Err(mut broken) => errors.append(&mut broken),
            }
        }
        if !errors.is_empty() {
            errors.dedup();
            return Err(packs::broken(&LoadErrors(errors)));
        }
        let options = Options { certain_only: args.certain_only, ..Options::default() };
        let (keep, sites) = (BTreeSet::new(), None);
        Ok(Self { options, all, places, keep, sites, checks: false, files: own, desks: Mutex::default() })
    }

    /// Switches strip rules off, by their codes.
    pub(super) fn keeping(mut self, codes: &[String]) -> Result<Self, Stop> {
        let packs = if codes.is_empty() { Vec::new() } else { self.packs() };
        for code in codes {
            let is_strip = |p: &Packs| p.rule(code).is_some_and(|r| matches!(r.verb, Verb::Strip(_)));
            let is_builtin = code.starts_with("boilerplate/") && codes::builtin(code).is_some();
            if !is_builtin && !packs.iter().any(is_strip) {
                let near = packs.iter().find_map(|p| p.suggest(code));
                let near = near.map_or_else(
                    || "`copydesk rules list` names all".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Stop::Fault(format!(
                    "--keep {code}: no rule that removes blocks has this code; {near}"
                )));
            }
        }
        self.keep = codes.iter().cloned().collect();
        Ok(self)
    }

    /// Edits every document with what is known of its site.
    pub(super) fn with_sites(mut self, sites: Sites) -> Self {
        self.sites = Some(Arc::new(sites));
        self.desks = Mutex::default();
        self
    }

    /// Tells what is cut out of running text as well, as those need it who do not take the cleaned text.
    pub(super) fn checking(mut self) -> Self {
        self.checks = true;
        self.desks = Mutex::default();
        self
    }

    /// The inputs that are not left out, and how many are.
    pub(super) fn without_ignored(&self, inputs: Vec<Input>) -> (Vec<Input>, usize) {
        self.places.without_ignored(inputs, |at, path| self.all[at].ignores(path))
    }

    /// What a document of this name is edited with.
    pub(super) fn desk(&self, name: &str) -> Arc<Desk> {
        let (at, relative) = self.places.of(Path::new(name));
        let compiled = &self.all[at];
        let overrides = compiled.overrides(&relative);
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let settings = compiled.severities(&overrides);
            let mut desk = Desk::new(self.options.clone(), compiled.packs(&overrides));
            let off = off(&settings).chain(self.keep.iter().cloned()).collect::<BTreeSet<_>>();
            if !off.is_empty() {
                desk = desk.keeping(off);
            }
            desk = desk.with_severities(settings);
            if self.checks {
                desk = desk.telling_cuts();
            }
            let desk = Arc::new(match &self.sites {
                Some(sites) => desk.with_sites(sites.clone()),
                None => desk,
            });
            // It is needed as long as the program runs: taking all rules apart in the end would be time lost.
            std::mem::forget(desk.clone());
            desk
        };
        desks.entry((at, overrides.clone())).or_insert_with(make).clone()
    }

    /// Edits a document; see [`Desk::edit`].
    pub(super) fn edit(&self, name: &str, bytes: Vec<u8>, hints: &Hints) -> Result<Edited, Refused> {
        self.desk(name).edit(name, bytes, hints)
    }

    /// Edits a text; see [`Desk::edit_text`].
    pub(super) fn edit_text(&self, name: &str, text: String, media: Option<Media>) -> Edited {
        self.desk(name).edit_text(name, text, media)
    }

    /// The files that settings and packs were read from.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The rules of every configuration, overrides left out.
    pub(super) fn packs(&self) -> Vec<Packs> {
        self.all.iter().map(|compiled| compiled.packs(&[])).collect()
    }
}

/// The built-in codes by which nothing is taken out; the last word on each holds.
fn off(settings: &Severities) -> impl Iterator<Item = String> {
    let last: BTreeMap<&String, Option<Severity>> = settings.iter().map(|(c, s)| (c, *s)).collect();
    let is_off = |(code, severity): &(&String, Option<Severity>)| {
        severity.is_none() && code.starts_with("boilerplate/") && codes::builtin(code).is_some()
    };
    last.into_iter().filter(is_off).map(|(code, _)| code.clone())
}

/// The files of the packs that the project file in the working folder names.
pub(super) fn pack_files(args: &ProjectArgs) -> Result<Vec<PathBuf>, Stop> {
    let file = file_here(args)?;
    let mut files = Vec::new();
    compile(file.as_deref(), &[], &mut files)?.map_err(|errors| packs::broken(&LoadErrors(errors)))?;
    files.retain(|file| file.is_file());
    Ok(files)
}

/// The project file that holds in the working folder, as a path to show, and what comes of it.
pub(super) fn here(args: &ProjectArgs, further: &[PackSource]) -> Result<(Option<PathBuf>, Compiled), Stop> {
    let file = file_here(args)?;
    let compiled = compile(file.as_deref(), further, &mut Vec::new())?;
    Ok((file, compiled.map_err(|errors| packs::broken(&LoadErrors(errors)))?))
}

/// A project file and its packs: compiled, or every mistake. Files that cannot be read stop the run. `read` takes
/// the files of the packs it names.
fn compile(
    file: Option<&Path>,
    further: &[PackSource],
    read: &mut Vec<PathBuf>,
) -> Result<Result<Compiled, Vec<LoadError>>, Stop> {
    let Some(path) = file else {
        return Ok(Compiled::new(None, packs::without_doubles(further.to_vec())).map_err(|e| e.0));
    };
    let text = packs::source(path)?;
    let mut project = Project::read(&text.file, &text.text);
    let mut sources = Vec::new();
    for extend in project.extends.clone() {
        read.push(path.parent().unwrap_or(Path::new("")).join(&extend.name));
        match extended(&project, path, &extend.name) {
            Ok(source) => sources.extend(source),
            Err((message, help)) => project.mistake(extend.span, &message, &help),
        }
    }
    sources.extend_from_slice(further);
    Ok(Compiled::new(Some(&project), packs::without_doubles(sources)).map_err(|e| e.0))
}

/// What is wrong with a pack that is named, and what to do.
type Unusable = (String, String);

/// A pack of the program by its name (nothing where it applies anyway), or a file beside the project file.
fn extended(project: &Project, path: &Path, name: &str) -> Result<Option<PackSource>, Unusable> {
    if let Some((_, pack)) = Packs::optional().find(|(n, _)| *n == name) {
        return Ok(Some(pack));
    }
    if Packs::is_embedded(name) {
        return Ok(None);
    }
    let looks_like_a_file = name.contains(['/', '.']);
    if !looks_like_a_file {
        let help = Packs::nearest_name(name).map_or_else(
            || format!("a file is named by its path: `./{name}.yaml`"),
            |near| format!("did you mean `{near}`?"),
        );
        return Err((format!("no pack `{name}` comes with copydesk"), help));
    }
    let file = path.parent().unwrap_or(Path::new("")).join(name);
    let bytes = batch::read_settings(&file, MAX_BYTES).map_err(|fault| {
        let help = "the path counts from the folder of this file".to_owned();
        (format!("`{name}` cannot be read: {}", fault.message), help)
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| (format!("`{name}` is not UTF-8"), "save it as UTF-8".to_owned()))?;
    let shown = Path::new(&project.file).parent().unwrap_or(Path::new("")).join(name);
    let shown = shown.components().collect::<PathBuf>().display().to_string();
    Ok(Some(PackSource { file: shown, text }))
}
