//! What one run of a command over documents shares: where findings go, what was counted, the exit code.

use super::args::{FailOn, Known, Report, Running};
use super::baseline::Baseline;
use super::progress::Progress;
use super::{CLEAN, FAULT, FOUND, Stop, takes_colour};
use crate::batch::{self, Fault, Whole, explain_io};
use crate::model::{Diagnostic, Severity, Source};
use crate::report::{Format, Look, Meanings, Reporter, visible};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// What became of documents that are checked and not written.
pub(super) const CHECKED: &str = "checked";

/// Where findings go that are not sent to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Err,
}

impl Stream {
    fn is_terminal(self) -> bool {
        match self {
            Self::Out => io::stdout().is_terminal(),
            Self::Err => io::stderr().is_terminal(),
        }
    }

    fn open(self) -> Box<dyn Write> {
        match self {
            Self::Out => Box::new(io::BufWriter::new(io::stdout())),
            Self::Err => Box::new(io::BufWriter::new(io::stderr())),
        }
    }
}

enum Place {
    Stream(Box<dyn Write>),
    File(io::BufWriter<Whole>, String),
}

struct Sink {
    reporter: Box<dyn Reporter>,
    place: Place,
}

/// Findings so far, and what could not be done.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) documents: usize,
    pub(super) faults: usize,
    pub(super) repairs: usize,
    pub(super) removed: usize,
    /// Inputs the project file leaves out.
    pub(super) left_out: usize,
    /// Inputs that were packs, baselines or outputs.
    pub(super) own: usize,
    /// Findings the baseline holds, and entries of it for which nothing was found.
    hidden: usize,
    stale: usize,
    /// Indexed by severity: info, warning, error.
    found: [usize; 3],
}

pub(super) struct Session {
    sinks: Vec<Sink>,
    fail_on: FailOn,
    quiet: bool,
    progress: Progress,
    baseline: Option<Baseline>,
    pub(super) tally: Tally,
}

impl Session {
    /// Opens every place findings go to.
    pub(super) fn open(
        args: &Report,
        running: &Running,
        to: Stream,
        fail_on: FailOn,
        meanings: Meanings,
    ) -> Result<Self, Stop> {
        let default = if to.is_terminal() { Format::Full } else { Format::Concise };
        let formats = if args.output_format.is_empty() { vec![default] } else { args.output_format.clone() };
        if args.output_file.len() > formats.len() {
            return Err(Stop::Fault(
                "more --output-file than --output-format; name a format for each".into(),
            ));
        }
        let sinks = formats.iter().enumerate().map(|(n, &format)| {
            let (place, is_terminal) = match args.output_file.get(n) {
                Some(path) => (file(path)?, false),
                None => (Place::Stream(to.open()), to.is_terminal()),
            };
            let colour = takes_colour(running.color, is_terminal);
            let look = Look { colour, meanings: meanings.clone() };
            Ok(Sink { reporter: format.reporter(&look), place })
        });
        let sinks = sinks.collect::<Result<_, Stop>>()?;
        let fail_on = args.fail_on.unwrap_or(fail_on);
        let progress = Progress::new(0, true);
        Ok(Self { sinks, fail_on, quiet: running.quiet, progress, baseline: None, tally: Tally::default() })
    }

    /// Findings a file holds are not reported.
    pub(super) fn knows(&mut self, known: &Known) -> Result<(), Stop> {
        self.baseline = match (&known.baseline, &known.update_baseline) {
            (Some(file), _) => Some(Baseline::open(file, false)?),
            (None, Some(file)) => Some(Baseline::open(file, true)?),
            (None, None) => None,
        };
        Ok(())
    }

    /// Expects so many documents.
    pub(super) fn expect(&mut self, documents: usize) {
        self.progress = Progress::new(documents, self.quiet);
    }

    /// Counts one document more, where it could be read.
    pub(super) fn step(&mut self, is_done: bool) {
        self.tally.documents += usize::from(is_done);
        self.progress.step();
    }

    /// Reports one document's findings everywhere.
    pub(super) fn document(&mut self, source: &Source, findings: &[Diagnostic]) -> Result<(), Stop> {
        let fresh = self.baseline.as_mut().map(|b| b.fresh(source, findings));
        let findings = fresh.as_deref().unwrap_or(findings);
        for finding in findings {
            self.tally.found[finding.severity as usize] += 1;
        }
        if findings.is_empty() {
            return self.write(source, findings);
        }
        let progress = std::mem::replace(&mut self.progress, Progress::new(0, true));
        let written = progress.aside(|| self.write(source, findings));
        self.progress = progress;
        written
    }

    fn write(&mut self, source: &Source, findings: &[Diagnostic]) -> Result<(), Stop> {
        for sink in &mut self.sinks {
            match &mut sink.place {
                Place::Stream(stream) => {
                    sink.reporter.document(source, findings, stream)?;
                    // At once, so that findings and faults stand in the order they came.
                    stream.flush()?;
                }
                Place::File(file, _) => sink.reporter.document(source, findings, file)?,
            }
        }
        Ok(())
    }

    /// Tells the user what could not be done; the run goes on.
    pub(super) fn fault(&mut self, fault: &Fault) {
        self.tally.faults += 1;
        let line = format!("copydesk: {fault}");
        let _ = self.progress.aside(|| writeln!(io::stderr(), "{}", visible(&line)));
    }

    /// Ends every format, prints the closing line, and says how the command exits.
    pub(super) fn close(mut self, verb: &str) -> Result<u8, Stop> {
        self.progress.end();
        for sink in &mut self.sinks {
            match &mut sink.place {
                Place::Stream(stream) => {
                    sink.reporter.finish(stream)?;
                    stream.flush()?;
                }
                Place::File(file, _) => sink.reporter.finish(file)?,
            }
        }
        for sink in std::mem::take(&mut self.sinks) {
            if let Place::File(file, name) = sink.place {
                let written = file.into_inner().map_err(std::io::IntoInnerError::into_error);
                written
                    .and_then(Whole::finish)
                    .map_err(|e| Stop::Fault(Fault::new(name, explain_io(&e)).to_string()))?;
            }
        }
        if let Some(baseline) = self.baseline.take() {
            self.tally.hidden = baseline.hidden;
            self.tally.stale = baseline.close()?;
        }
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{}", self.tally.line(verb));
        }
        Ok(self.exit_code())
    }

    fn exit_code(&self) -> u8 {
        let at_or_above = |s: Severity| self.tally.found[s as usize..].iter().sum::<usize>() > 0;
        let found = match self.fail_on {
            FailOn::Error => at_or_above(Severity::Error),
            FailOn::Warning => at_or_above(Severity::Warning),
            FailOn::Info => at_or_above(Severity::Info),
            FailOn::Never => false,
        };
        match (self.tally.faults > 0, found) {
            (true, _) => FAULT,
            (false, true) => FOUND,
            (false, false) => CLEAN,
        }
    }
}

impl Tally {
    fn line(&self, verb: &str) -> String {
        let [info, warnings, errors] = self.found;
        let mut parts = vec![format!("{} {verb}", count(self.documents, "document"))];
        let mut add = |n: usize, what: &str| {
            if n > 0 {
                parts.push(count(n, what));
            }
        };
        // What `check` counts is only due.
        let due = |what: &str| if verb == CHECKED { format!("{what} due") } else { what.to_owned() };
        add(self.repairs, &due("repair"));
        add(self.removed, &due("removal"));
        add(errors, "error");
        add(warnings, "warning");
        add(info, "note");
        add(self.left_out, "file left out by copydesk.yaml");
        add(self.own, "file of copydesk’s own passed over");
        add(self.hidden, "finding in the baseline");
        add(self.stale, "finding of the baseline not found again");
        add(self.faults, "failure to read or write");
        format!("copydesk: {}", parts.join(", "))
    }
}

/// `1 block removed`, `2 blocks removed`.
fn count(n: usize, what: &str) -> String {
    if n == 1 {
        return format!("1 {what}");
    }
    let (noun, rest) = what.split_once(' ').map_or((what, String::new()), |(a, b)| (a, format!(" {b}")));
    format!("{n} {noun}s{rest}")
}

fn file(path: &Path) -> Result<Place, Stop> {
    let name = path.display().to_string();
    let whole = batch::begin(path).map_err(|fault| Stop::Fault(fault.to_string()))?;
    Ok(Place::File(io::BufWriter::new(whole), name))
}
