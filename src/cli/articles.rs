//! `copydesk clean` and `copydesk check`: the whole pipeline over files.

use super::args::{Check, Clean, CleanFormat, FailOn, Known, Report, RuleArgs, Running};
use super::fix::{hints, inputs};
use super::own::Own;
use super::packs::meanings;
use super::projects::Projects;
use super::session::{self, Session};
use super::{CLEAN, Stop, baseline, changed, sites, streams};
use crate::batch::{self, Fault, Input, Kind, Mirror, Stream, Workers};
use crate::decode::Hints;
use crate::emit::{self, Format};
use crate::model::Edited;
use crate::report::visible;
use std::io::{StdoutLock, Write as _};
use std::path::{Path, PathBuf};

pub(super) fn clean(args: &Clean) -> Result<u8, Stop> {
    let stream = if args.output.is_some() { session::Stream::Out } else { session::Stream::Err };
    let (inputs, faults) = inputs(&args.input);
    let own = Own::default().folder(args.output.as_ref()).files(&args.site_profile);
    let (desk, inputs, passed) = select(&args.rules, &args.known, own, &args.input.paths, inputs)?;
    let mut desk = desk.keeping(&args.keep)?;
    if let Some(file) = &args.site_profile {
        desk = desk.with_sites(sites::read(file)?);
    }
    if let Some(line) = args.explain_block {
        return explain_block(&desk, &inputs, &faults, &hints(&args.input)?, line);
    }
    if args.sites {
        // What cannot be read is told when it is cleaned.
        let of = |name: &str| desk.desk(name);
        let (learnt, _) = sites::learn(&of, &inputs, &hints(&args.input)?, args.running.threads)?;
        desk = desk.with_sites(learnt);
    }
    let format = Format::from(args.format);
    let mirror = Mirror::Extension(format.extension());
    args.output.as_deref().map_or(Ok(()), batch::is_folder)?;
    let paths = args.output.as_ref().map(|folder| batch::plan(&inputs, folder, mirror));
    spare(&inputs, paths.iter().flatten(), &args.report, &args.known)?;
    let look = meanings(&desk.packs());
    let mut session = Session::open(&args.report, &args.running, stream, FailOn::Never, look)?;
    session.knows(&args.known)?;
    (session.tally.left_out, session.tally.own) = passed;
    let job = Job { desk, hints: hints(&args.input)?, format: Some(format), paths };
    job.run(&inputs, &faults, session, &args.running, "cleaned")
}

/// Prints what becomes of a line of the one input.
fn explain_block(
    desk: &Projects,
    inputs: &[Input],
    faults: &[Fault],
    hints: &Hints,
    line: usize,
) -> Result<u8, Stop> {
    let [input] = inputs else {
        let cause = faults.first().map_or_else(
            || format!("--explain-block looks into one document, not {}", inputs.len()),
            ToString::to_string,
        );
        return Err(Stop::Fault(cause));
    };
    let fault = |m: String| Stop::Fault(Fault::new(&input.name, m).to_string());
    let bytes = read_one(input).map_err(|f| Stop::Fault(f.to_string()))?;
    let told =
        desk.desk(&input.name).explain_line(&input.name, bytes, hints, line).map_err(|r| fault(r.message))?;
    if told.is_empty() {
        return Err(fault(format!("line {line} has no block: it is blank, markup or past the end")));
    }
    for told in told.lines() {
        writeln!(std::io::stdout(), "{}", visible(told))?;
    }
    Ok(CLEAN)
}

pub(super) fn check(args: &Check) -> Result<u8, Stop> {
    let (inputs, faults) = inputs(&args.input);
    let (desk, inputs, passed) = select(&args.rules, &args.known, Own::default(), &args.input.paths, inputs)?;
    spare(&inputs, &[], &args.report, &args.known)?;
    let look = meanings(&desk.packs());
    let mut session = Session::open(&args.report, &args.running, session::Stream::Out, FailOn::Error, look)?;
    session.knows(&args.known)?;
    (session.tally.left_out, session.tally.own) = passed;
    let job = Job { desk: desk.checking(), hints: hints(&args.input)?, format: None, paths: None };
    job.run(&inputs, &faults, session, &args.running, session::CHECKED)
}

/// Refuses outputs that would take the place of an input.
fn spare<'p>(
    inputs: &[Input],
    documents: impl IntoIterator<Item = &'p PathBuf>,
    report: &'p Report,
    known: &'p Known,
) -> Result<(), Stop> {
    let outputs = documents.into_iter().chain(&report.output_file).chain(&known.update_baseline);
    Ok(batch::spare(inputs, outputs.map(PathBuf::as_path))?)
}

/// Configurations, the inputs they hold for, and how many inputs were left out.
type Selected = (Projects, Vec<Input>, (usize, usize));

/// The configurations that hold for the inputs, the inputs that are not left out, and how many are: by the project
/// file, and as files of the program's own.
fn select(
    rules: &RuleArgs,
    known: &Known,
    own: Own,
    named: &[PathBuf],
    inputs: Vec<Input>,
) -> Result<Selected, Stop> {
    let projects = Projects::find(rules, &inputs)?;
    // A file that is to be written anew is only known for a baseline if it is one; else it is spared.
    let written = known.update_baseline.iter().filter(|file| baseline::is_one(file));
    let own = own.files(projects.files()).files(&known.baseline).files(written);
    let (inputs, passed) = own.leave_out(inputs, named);
    let (inputs, left_out) = projects.without_ignored(inputs);
    let inputs = match &known.changed_since {
        Some(rev) => changed::since(rev, inputs)?,
        None => inputs,
    };
    Ok((projects, inputs, (left_out, passed)))
}

impl From<CleanFormat> for Format {
    fn from(format: CleanFormat) -> Self {
        match format {
            CleanFormat::Yaml => Self::Yaml,
            CleanFormat::Jsonl => Self::Jsonl,
            CleanFormat::Text => Self::Text,
            CleanFormat::Markdown => Self::Markdown,
        }
    }
}

/// What is done to each document.
pub(super) struct Job {
    pub(super) desk: Projects,
    pub(super) hints: Hints,
    /// `None` writes nothing.
    format: Option<Format>,
    /// Where outputs go, by number of the input; `None` is standard output.
    paths: Option<Vec<PathBuf>>,
}

impl Job {
    fn run(
        &self,
        inputs: &[Input],
        faults: &[Fault],
        mut session: Session,
        running: &Running,
        verb: &str,
    ) -> Result<u8, Stop> {
        faults.iter().for_each(|f| session.fault(f));
        session.expect(inputs.len());
        let workers = Workers::new(running.threads);
        let mut taker = Taker { format: self.format, out: std::io::stdout().lock(), is_first: true };
        let mut at = 0;
        while at < inputs.len() {
            if let Some(kind) = batch::kind(&inputs[at]) {
                self.stream(at, &inputs[at], kind, &workers, &mut taker, &mut session)?;
                at += 1;
                continue;
            }
            let rest = &inputs[at..];
            let files = &rest[..rest.iter().position(|i| batch::kind(i).is_some()).unwrap_or(rest.len())];
            workers.in_order(
                files,
                |n, input| {
                    batch::guard(|| self.edit(at + n, input))
                        .unwrap_or_else(|m| Err(Fault::new(&input.name, m)))
                },
                |_, edited| taker.take(edited, &mut session),
            )?;
            at += files.len();
        }
        taker.out.flush()?;
        drop(taker);
        session.close(verb)
    }

    /// Edits the records of a stream, a window of them at a time.
    fn stream(
        &self,
        n: usize,
        input: &Input,
        kind: Kind,
        workers: &Workers,
        taker: &mut Taker,
        session: &mut Session,
    ) -> Result<(), Stop> {
        let mut stream = match Stream::open(input, kind) {
            Ok(stream) => stream,
            Err(fault) => return taker.take(Err(fault), session),
        };
        let folder = self.paths.as_ref().map(|paths| self.folder(&paths[n], input));
        loop {
            let (records, broken) = stream.window();
            let is_last = records.is_empty() || broken.is_some();
            let answers =
                workers.map(&records, |record| streams::edit(self, input, kind, folder.as_deref(), record));
            for answer in answers.into_iter().filter_map(Result::transpose) {
                taker.take(answer, session)?;
            }
            if let Some(fault) = broken {
                taker.take(Err(fault), session)?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Where the documents of a stream go: a folder that bears the stream's own name.
    fn folder(&self, path: &Path, input: &Input) -> PathBuf {
        let name = input.place.file_name().unwrap_or_default();
        path.with_file_name(name)
    }

    /// The extension of what is written.
    pub(super) fn extension(&self) -> &'static str {
        self.format.map_or("", Format::extension)
    }

    /// Edits one document, writes it where it goes, and returns what is for standard output.
    fn edit(&self, n: usize, input: &Input) -> Result<(Edited, String), Fault> {
        let read = batch::read(input)?;
        refuse_streams(input, &read.bytes)?;
        let edited = self
            .desk
            .edit(&input.name, read.bytes, &self.hints)
            .map_err(|refused| Fault::new(&input.name, refused.message))?;
        self.write(edited, self.paths.as_ref().map(|paths| paths[n].as_path()))
    }

    /// Writes a document where it goes, and returns what is for standard output.
    pub(super) fn write(&self, edited: Edited, path: Option<&Path>) -> Result<(Edited, String), Fault> {
        let Some(format) = self.format else { return Ok((edited, String::new())) };
        let fault = |e| Fault::new(edited.article.source.name(), e);
        let document = emit::document(&edited, format).map_err(fault)?;
        match path {
            None => Ok((edited, document)),
            Some(path) => {
                batch::write(path, [document.as_bytes()])?;
                Ok((edited, String::new()))
            }
        }
    }
}

/// Takes finished documents in order.
struct Taker {
    format: Option<Format>,
    out: StdoutLock<'static>,
    is_first: bool,
}

impl Taker {
    fn take(&mut self, edited: Result<(Edited, String), Fault>, session: &mut Session) -> Result<(), Stop> {
        session.step(edited.is_ok());
        match edited {
            Err(fault) => session.fault(&fault),
            Ok((edited, shown)) => {
                if !shown.is_empty() {
                    let between = self.format.filter(|_| !self.is_first).map_or("", Format::separator);
                    self.out.write_all(between.as_bytes())?;
                    self.out.write_all(shown.as_bytes())?;
                    self.is_first = false;
                }
                session.edited(&edited)?;
            }
        }
        Ok(())
    }
}

/// One document, and no stream of them.
pub(super) fn read_one(input: &Input) -> Result<Vec<u8>, Fault> {
    if batch::kind(input).is_some() {
        return Err(Fault::new(&input.name, "a stream of documents; name single documents here"));
    }
    let read = batch::read(input)?;
    refuse_streams(input, &read.bytes)?;
    Ok(read.bytes)
}

/// Streams that their names do not tell: taking one for an article would mix its documents.
fn refuse_streams(input: &Input, bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(b"WARC/") {
        let message = "a WARC file, a stream of documents; give it a name that ends in .warc or .warc.gz";
        return Err(Fault::new(&input.name, message));
    }
    Ok(())
}

impl Session {
    fn edited(&mut self, edited: &Edited) -> Result<(), Stop> {
        self.tally.repairs += edited.article.changes.iter().filter(|c| !emit::is_removal(c)).count();
        self.tally.removed += emit::removals(&edited.article);
        self.document(&edited.article.source, &edited.diagnostics)
    }
}
