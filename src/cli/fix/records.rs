//! `fix` over JSON Lines: the text of each record is repaired, all else stays byte for byte.

use super::mend::Document;
use super::{Job, Target, diff, explain};
use crate::batch::{self, Fault, Input, Kind, Stream, Whole, Workers, explain_io};
use crate::cli::Stop;
use crate::cli::pipe::fix_line;
use crate::cli::session::Session;
use crate::cli::streams::shown;
use crate::model::{Decoding, Diagnostic, Media, Source};
use crate::repair;
use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::path::Path;

/// One line of a stream, repaired.
struct Line<'l> {
    /// As it leaves, its end included.
    bytes: Cow<'l, [u8]>,
    /// Whether it holds anything.
    is_record: bool,
    told: Told,
    fault: Option<Fault>,
}

/// What is to be said of one record.
#[derive(Default)]
struct Told {
    repairs: usize,
    findings: Option<(Source, Vec<Diagnostic>)>,
    /// For `--explain`.
    report: String,
}

/// Where the lines of one stream go.
enum Outlet {
    Stdout,
    /// A file that appears when the stream has come to its end, and, in place, only where something changed.
    File(BufWriter<Whole>),
    /// The lines before and after.
    Diff(Vec<u8>, Vec<u8>),
    Nothing,
}

impl Job {
    /// Repairs a file of many documents.
    pub(super) fn fix_stream(
        &self,
        n: usize,
        input: &Input,
        workers: &Workers,
        out: &mut dyn Write,
        session: &mut Session,
    ) -> Result<(), Stop> {
        let done = if batch::kind(input) == Some(Kind::Warc) {
            let message = "a web archive, which `fix` does not rewrite; `copydesk clean` reads its pages";
            Err(Fault::new(&input.name, message).into())
        } else {
            self.fix_records(n, input, workers, out, session)
        };
        match done {
            Err(Undone::Fault(fault)) => {
                session.step(false);
                session.fault(&fault);
                Ok(())
            }
            Err(Undone::Stop(stop)) => Err(stop),
            Ok(()) => Ok(()),
        }
    }

    fn fix_records(
        &self,
        n: usize,
        input: &Input,
        workers: &Workers,
        out: &mut dyn Write,
        session: &mut Session,
    ) -> Result<(), Undone> {
        let mut stream = Stream::open(input, Kind::Lines)?;
        let mut outlet = self.outlet(n, input, &stream)?;
        let mut repairs = 0;
        let mut number = 0;
        loop {
            let block = stream.lines()?;
            if block.is_empty() {
                break;
            }
            let lines: Vec<(u64, &[u8])> =
                block.split_inclusive(|&b| b == b'\n').zip(number + 1..).map(|(l, n)| (n, l)).collect();
            number += lines.len() as u64;
            for ((_, before), line) in
                lines.iter().zip(workers.map(&lines, |line| self.fix_line(input, *line)))
            {
                match &mut outlet {
                    Outlet::Stdout => out.write_all(&line.bytes).map_err(Stop::from)?,
                    Outlet::File(file) => file.write_all(&line.bytes).map_err(|e| unwritten(input, &e))?,
                    Outlet::Diff(old, new) => {
                        old.extend_from_slice(before);
                        new.extend_from_slice(&line.bytes);
                    }
                    Outlet::Nothing => out.write_all(line.told.report.as_bytes()).map_err(Stop::from)?,
                }
                repairs += line.told.repairs;
                take(line, session)?;
            }
        }
        match outlet {
            Outlet::File(file) if repairs > 0 || !matches!(self.target, Target::InPlace) => {
                let file = file.into_inner().map_err(std::io::IntoInnerError::into_error);
                file.and_then(Whole::finish).map_err(|e| unwritten(input, &e))?;
            }
            Outlet::Diff(old, new) => {
                let (old, new) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
                out.write_all(diff::unified(&input.name, &old, &new).as_bytes()).map_err(Stop::from)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn outlet(&self, n: usize, input: &Input, stream: &Stream) -> Result<Outlet, Fault> {
        let file = |path: &Path| Ok(Outlet::File(BufWriter::new(batch::begin(path)?)));
        match (&self.target, &input.path) {
            (Target::Folder(paths), _) => file(&paths[n]),
            (Target::InPlace, _) if stream.is_packed() => Err(super::packed(input)),
            (Target::InPlace, Some(path)) => file(path),
            (Target::Diff, _) => Ok(Outlet::Diff(Vec::new(), Vec::new())),
            (Target::Explain, _) => Ok(Outlet::Nothing),
            (Target::Stdout | Target::InPlace, _) => Ok(Outlet::Stdout),
        }
    }

    /// Repairs the record on a line. A line that holds none stays as it is.
    fn fix_line<'l>(&self, input: &Input, (number, raw): (u64, &'l [u8])) -> Line<'l> {
        let end = raw.iter().rposition(|b| !matches!(b, b'\n' | b'\r')).map_or(0, |at| at + 1);
        let (line, terminator) = raw.split_at(end);
        let mut told = Told::default();
        if line.iter().all(u8::is_ascii_whitespace) {
            return Line { bytes: Cow::Borrowed(raw), is_record: false, told, fault: None };
        }
        let fixed = batch::guard(|| {
            fix_line(line, |own, text, media| {
                let (fixed, noted) = self.fix_text(input, &shown(input, number, own), text, media);
                told = noted;
                fixed
            })
        });
        let (bytes, fault) = match fixed.and_then(|fixed| fixed) {
            Ok(Cow::Borrowed(_)) => (Cow::Borrowed(raw), None),
            Ok(Cow::Owned(mut fixed)) => {
                fixed.extend_from_slice(terminator);
                (Cow::Owned(fixed), None)
            }
            Err(message) => {
                let place = format!("{}#{number}", input.name);
                (Cow::Borrowed(raw), Some(Fault::new(place, message)))
            }
        };
        Line { bytes, is_record: true, told, fault }
    }

    /// The repaired text, where anything changes.
    fn fix_text(&self, input: &Input, name: &str, text: &str, own: Option<Media>) -> (Option<String>, Told) {
        let found = self.find(&Document::of_record(&input.name, text, self.hints.media.or(own)));
        let (findings, told) = found.told();
        let repairs = findings.repairs.len();
        let fixed = (repairs > 0).then(|| repair::apply(text, &findings.repairs).into_owned());
        let is_explained = matches!(self.target, Target::Explain) && repairs > 0;
        if told.is_empty() && !is_explained {
            return (fixed, Told { repairs, ..Told::default() });
        }
        let source = Source::new(name.to_owned(), Media::Plain, Decoding::of(text.to_owned()));
        let report = if is_explained { explain(&source, &findings) } else { String::new() };
        (fixed, Told { repairs, report, findings: Some((source, told)) })
    }
}

fn take(line: Line<'_>, session: &mut Session) -> Result<(), Stop> {
    if line.is_record {
        session.step(line.fault.is_none());
    }
    if let Some(fault) = &line.fault {
        session.fault(fault);
    }
    session.tally.repairs += line.told.repairs;
    match line.told.findings {
        Some((source, findings)) => session.document(&source, &findings),
        None => Ok(()),
    }
}

/// Why a stream was not done.
enum Undone {
    /// This one could not be; others can.
    Fault(Fault),
    /// Nothing more can be.
    Stop(Stop),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Stop> for Undone {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

fn unwritten(input: &Input, error: &std::io::Error) -> Fault {
    Fault::new(&input.name, format!("what it becomes could not be written: {}", explain_io(error)))
}
