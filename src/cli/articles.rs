//! `copydesk clean` and `copydesk check`: the whole pipeline over files.

use super::args::{Check, Clean, CleanFormat, FailOn, Known, RuleArgs, Running};
use super::fix::{hints, inputs};
use super::packs::meanings;
use super::projects::Projects;
use super::session::{Session, Stream};
use super::{Stop, changed};
use crate::batch::{self, Fault, Input, Mirror, Workers};
use crate::decode::Hints;
use crate::emit::{self, Format};
use crate::model::Edited;
use std::io::Write as _;
use std::path::PathBuf;

pub(super) fn clean(args: &Clean) -> Result<u8, Stop> {
    let stream = if args.output.is_some() { Stream::Out } else { Stream::Err };
    let (inputs, faults) = inputs(&args.input);
    let (desk, inputs, left_out) = select(&args.rules, &args.known, inputs)?;
    let look = meanings(&desk.packs());
    let mut session = Session::open(&args.report, &args.running, stream, FailOn::Never, look)?;
    session.knows(&args.known)?;
    session.tally.left_out = left_out;
    let format = Format::from(args.format);
    let mirror = Mirror::Extension(format.extension());
    let paths = args.output.as_ref().map(|folder| batch::plan(&inputs, folder, mirror));
    let job = Job { desk, hints: hints(&args.input)?, format: Some(format), paths };
    job.run(&inputs, &faults, session, &args.running, "cleaned")
}

pub(super) fn check(args: &Check) -> Result<u8, Stop> {
    let (inputs, faults) = inputs(&args.input);
    let (desk, inputs, left_out) = select(&args.rules, &args.known, inputs)?;
    let look = meanings(&desk.packs());
    let mut session = Session::open(&args.report, &args.running, Stream::Out, FailOn::Error, look)?;
    session.knows(&args.known)?;
    session.tally.left_out = left_out;
    let job = Job { desk, hints: hints(&args.input)?, format: None, paths: None };
    job.run(&inputs, &faults, session, &args.running, "checked")
}

/// The configurations that hold for the inputs, the inputs that are not left out, and how many are.
fn select(
    rules: &RuleArgs,
    known: &Known,
    inputs: Vec<Input>,
) -> Result<(Projects, Vec<Input>, usize), Stop> {
    let projects = Projects::find(rules, &inputs)?;
    let (inputs, left_out) = projects.without_ignored(inputs);
    let inputs = match &known.changed_since {
        Some(rev) => changed::since(rev, inputs)?,
        None => inputs,
    };
    Ok((projects, inputs, left_out))
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
struct Job {
    desk: Projects,
    hints: Hints,
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
        let mut out = std::io::stdout().lock();
        let mut is_first = true;
        Workers::new(running.threads).in_order(
            inputs,
            |n, input| {
                batch::guard(|| self.edit(n, input)).unwrap_or_else(|m| Err(Fault::new(&input.name, m)))
            },
            |_, edited| {
                session.step(edited.is_ok());
                match edited {
                    Err(fault) => session.fault(&fault),
                    Ok((edited, shown)) => {
                        if !shown.is_empty() {
                            let between = self.format.filter(|_| !is_first).map_or("", Format::separator);
                            out.write_all(between.as_bytes())?;
                            out.write_all(shown.as_bytes())?;
                            is_first = false;
                        }
                        session.edited(&edited)?;
                    }
                }
                Ok::<(), Stop>(())
            },
        )?;
        out.flush()?;
        drop(out);
        session.close(verb)
    }

    /// Edits one document, writes it where it goes, and returns what is for standard output.
    fn edit(&self, n: usize, input: &Input) -> Result<(Edited, String), Fault> {
        let read = batch::read(input)?;
        refuse_streams(input, &read.bytes)?;
        let edited = self
            .desk
            .edit(&input.name, read.bytes, &self.hints)
            .map_err(|refused| Fault::new(&input.name, refused.message))?;
        let Some(format) = self.format else { return Ok((edited, String::new())) };
        let document = emit::document(&edited, format).map_err(|e| Fault::new(&input.name, e))?;
        match &self.paths {
            None => Ok((edited, document)),
            Some(paths) => {
                batch::write(&paths[n], [document.as_bytes()])?;
                Ok((edited, String::new()))
            }
        }
    }
}

/// Files of many documents: taking one for an article would mix them all.
fn refuse_streams(input: &Input, bytes: &[u8]) -> Result<(), Fault> {
    let name = input.name.trim_end_matches(".gz").trim_end_matches(".zst");
    let is_lines = [".jsonl", ".ndjson"].iter().any(|e| name.ends_with(e)) && bytes.starts_with(b"{");
    if is_lines {
        let message = "JSON Lines, a stream of documents; send it through `copydesk pipe --stage clean`";
        return Err(Fault::new(&input.name, message));
    }
    if bytes.starts_with(b"WARC/") {
        let message = "a WARC file, a stream of documents; extract its pages first";
        return Err(Fault::new(&input.name, message));
    }
    Ok(())
}

impl Session {
    fn edited(&mut self, edited: &Edited) -> Result<(), Stop> {
        self.tally.repairs += edited.article.changes.iter().filter(|c| !emit::is_removal(c)).count();
        self.tally.removed += edited.article.blocks.iter().filter(|b| !b.is_kept()).count();
        self.document(&edited.article.source, &edited.diagnostics)
    }
}
