//! `copydesk clean` and `copydesk check`: the whole pipeline over files.

use super::Stop;
use super::args::{Check, Clean, CleanFormat, FailOn, Running};
use super::fix::{hints, inputs};
use super::packs::{desk, meanings};
use super::session::{Session, Stream};
use super::{CLEAN, sites};
use crate::batch::{self, Fault, Input, Mirror, Workers};
use crate::codes;
use crate::decode::Hints;
use crate::desk::Desk;
use crate::emit::{self, Format};
use crate::model::Edited;
use crate::report::visible;
use crate::rules::Verb;
use std::io::Write as _;
use std::path::PathBuf;

pub(super) fn clean(args: &Clean) -> Result<u8, Stop> {
    let stream = if args.output.is_some() { Stream::Out } else { Stream::Err };
    let mut desk = keeping(desk(&args.rules)?, &args.keep)?;
    if let Some(file) = &args.site_profile {
        desk = desk.with_sites(sites::read(file)?);
    }
    let (inputs, faults) = inputs(&args.input);
    if let Some(line) = args.explain_block {
        return explain_block(&desk, &inputs, &faults, &hints(&args.input)?, line);
    }
    if args.sites {
        // What cannot be read is told when it is cleaned.
        let (learnt, _) = sites::learn(&desk, &inputs, &hints(&args.input)?, args.running.threads)?;
        desk = desk.with_sites(learnt);
    }
    let look = meanings(Some(desk.packs()));
    let session = Session::open(&args.report, &args.running, stream, FailOn::Never, look)?;
    let format = Format::from(args.format);
    let mirror = Mirror::Extension(format.extension());
    let paths = args.output.as_ref().map(|folder| batch::plan(&inputs, folder, mirror));
    let job = Job { desk, hints: hints(&args.input)?, format: Some(format), paths };
    job.run(&inputs, &faults, session, &args.running, "cleaned")
}

/// The desk without the rules of `--keep`.
fn keeping(desk: Desk, codes: &[String]) -> Result<Desk, Stop> {
    if codes.is_empty() {
        return Ok(desk);
    }
    for code in codes {
        let is_strip = desk.packs().rule(code).is_some_and(|r| matches!(r.verb, Verb::Strip(_)));
        if !is_strip && !(code.starts_with("boilerplate/") && codes::builtin(code).is_some()) {
            let near = desk.packs().suggest(code).map_or("`copydesk rules list` names all", |near| near);
            return Err(Stop::Fault(format!(
                "--keep {code}: no rule that removes blocks has this code ({near}?)"
            )));
        }
    }
    Ok(desk.keeping(codes.iter().cloned().collect()))
}

/// Prints what becomes of a line of the one input.
fn explain_block(
    desk: &Desk,
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
    let read = batch::read(input).map_err(|f| Stop::Fault(f.to_string()))?;
    refuse_streams(input, &read.bytes).map_err(|f| Stop::Fault(f.to_string()))?;
    let told = desk.explain_line(&input.name, read.bytes, hints, line).map_err(|r| fault(r.message))?;
    if told.is_empty() {
        return Err(fault(format!("line {line} has no block: it is blank, markup or past the end")));
    }
    for told in told.lines() {
        writeln!(std::io::stdout(), "{}", visible(told))?;
    }
    Ok(CLEAN)
}

pub(super) fn check(args: &Check) -> Result<u8, Stop> {
    let desk = desk(&args.rules)?;
    let look = meanings(Some(desk.packs()));
    let session = Session::open(&args.report, &args.running, Stream::Out, FailOn::Error, look)?;
    let (inputs, faults) = inputs(&args.input);
    let job = Job { desk, hints: hints(&args.input)?, format: None, paths: None };
    job.run(&inputs, &faults, session, &args.running, "checked")
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
    desk: Desk,
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
pub(super) fn refuse_streams(input: &Input, bytes: &[u8]) -> Result<(), Fault> {
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
