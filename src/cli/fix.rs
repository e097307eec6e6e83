//! `copydesk fix`: repaired text out, and nothing else touched.

use super::args::{FailOn, Fix, Input as InputArgs};
use super::packs::meanings;
use super::session::{Session, Stream};
use super::{Stop, diff};
use crate::batch::{self, Fault, Input, Mirror, Walk, Workers};
use crate::decode::{self, Hints};
use crate::desk;
use crate::model::{Decoding, Diagnostic, Media, Severity, Source, Span};
use crate::repair::{Findings, Options};
use crate::report::visible;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// What becomes of a repaired document.
enum Target {
    Stdout,
    Folder(Vec<PathBuf>),
    InPlace,
    Diff,
    Explain,
}

/// One repaired document, as far as the main thread needs it.
struct Fixed {
    /// What goes to standard output, in parts.
    shown: [Vec<u8>; 2],
    repairs: usize,
    /// The source is kept only where there is something to say about it.
    findings: Option<(Source, Vec<Diagnostic>)>,
}

struct Job<'a> {
    options: Options,
    hints: Hints,
    target: Target,
    inputs: &'a [Input],
}

pub(super) fn run(args: &Fix) -> Result<u8, Stop> {
    let mut session = Session::open(&args.report, &args.running, Stream::Err, FailOn::Never, meanings(None))?;
    let (inputs, faults) = inputs(&args.input);
    faults.iter().for_each(|f| session.fault(f));
    let job = Job {
        options: Options { certain_only: args.certain_only },
        hints: hints(&args.input)?,
        target: target(args, &inputs),
        inputs: &inputs,
    };
    let workers = Workers::new(args.running.threads);
    session.expect(inputs.len());
    let mut out = std::io::stdout().lock();
    workers.in_order(
        job.inputs,
        |n, input| batch::guard(|| job.fix(n, input)).unwrap_or_else(|m| Err(Fault::new(&input.name, m))),
        |_, fixed| {
            session.step(fixed.is_ok());
            match fixed {
                Err(fault) => session.fault(&fault),
                Ok(fixed) => {
                    fixed.shown.iter().try_for_each(|part| out.write_all(part))?;
                    session.tally.repairs += fixed.repairs;
                    if let Some((source, findings)) = fixed.findings {
                        session.document(&source, &findings)?;
                    }
                }
            }
            Ok::<(), Stop>(())
        },
    )?;
    out.flush()?;
    session.close("read")
}

pub(super) fn hints(args: &InputArgs) -> Result<Hints, Stop> {
    match &args.encoding {
        Some(label) if !decode::is_label(label) => Err(Stop::Fault(format!(
            "--encoding {label}: no known encoding; use a label such as utf-8, windows-1252 or tis-620"
        ))),
        encoding => Ok(Hints { media: args.media.map(Media::from), encoding: encoding.clone() }),
    }
}

pub(super) fn inputs(args: &InputArgs) -> (Vec<Input>, Vec<Fault>) {
    batch::walk(&args.paths, Walk { hidden: args.hidden, no_ignore: args.no_ignore })
}

fn target(args: &Fix, inputs: &[Input]) -> Target {
    match &args.output {
        Some(folder) => Target::Folder(batch::plan(inputs, folder, Mirror::Same)),
        None if args.in_place => Target::InPlace,
        None if args.diff => Target::Diff,
        None if args.explain => Target::Explain,
        None => Target::Stdout,
    }
}

impl Job<'_> {
    fn fix(&self, n: usize, input: &Input) -> Result<Fixed, Fault> {
        let read = batch::read(input)?;
        let (decoding, found) =
            decode::text(read.bytes, &self.hints).map_err(|e| Fault::new(&input.name, e.message))?;
        let (fixed, findings) = desk::fix(&decoding.text, &self.options);
        let repairs = findings.repairs.len();
        let is_same = repairs == 0 && decoding.original.is_none();
        let fixed = (repairs > 0).then(|| fixed.into_owned());
        let bom: &[u8] = if decoding.utf8_bom { b"\xEF\xBB\xBF" } else { b"" };
        let text = fixed.as_deref().unwrap_or(&decoding.text);
        let mut shown = [Vec::new(), Vec::new()];
        match &self.target {
            Target::Stdout => shown[0] = bom.to_vec(),
            Target::Folder(paths) => batch::write(&paths[n], &[bom, text.as_bytes()])?,
            Target::InPlace => in_place(input, read.unpacked, is_same, &[bom, text.as_bytes()])?,
            Target::Diff => shown[0] = diff::unified(&input.name, &decoding.text, text).into_bytes(),
            Target::Explain => {}
        }
        Ok(self.told(input, decoding, fixed, findings, found, shown))
    }

    /// What the main thread shows of it; the text itself moves, because it may be large.
    fn told(
        &self,
        input: &Input,
        decoding: Decoding,
        fixed: Option<String>,
        findings: Findings,
        mut found: Vec<Diagnostic>,
        mut shown: [Vec<u8>; 2],
    ) -> Fixed {
        let repairs = findings.repairs.len();
        found.extend(findings.doubts.iter().map(doubt));
        found.sort_by_key(|d| d.span);
        let is_explained = matches!(self.target, Target::Explain);
        let is_shown = matches!(self.target, Target::Stdout);
        if found.is_empty() && !is_explained {
            if is_shown {
                shown[1] = fixed.unwrap_or(decoding.text).into_bytes();
            }
            return Fixed { shown, repairs, findings: None };
        }
        if is_shown {
            shown[1] = fixed.unwrap_or_else(|| decoding.text.clone()).into_bytes();
        }
        let source = Source::new(input.name.clone(), Media::Plain, decoding);
        if is_explained {
            shown[0] = explain(&source, &findings).into_bytes();
        }
        Fixed { shown, repairs, findings: Some((source, found)) }
    }
}

fn in_place(input: &Input, unpacked: bool, is_same: bool, parts: &[&[u8]]) -> Result<(), Fault> {
    match &input.path {
        _ if is_same => Ok(()),
        None => {
            Err(Fault::new(&input.name, "standard input cannot be changed in place; leave --in-place out"))
        }
        Some(_) if unpacked => {
            Err(Fault::new(&input.name, "compressed files are not changed in place; write with -o DIR"))
        }
        Some(path) => batch::rewrite(path, parts),
    }
}

/// A place repair left alone, as a finding.
fn doubt(doubt: &crate::repair::Doubt) -> Diagnostic {
    let span = Span::new(doubt.range.start, doubt.range.end);
    Diagnostic::new(doubt.code.clone(), Severity::Warning, span, doubt.message.clone())
}

fn explain(source: &Source, findings: &Findings) -> String {
    let mut out = String::new();
    let name = visible(source.name());
    for r in &findings.repairs {
        let span = Span::new(r.range.start, r.range.end);
        let at = source.position(span.start);
        let (from, to) = (source.slice(span), &r.replacement);
        let certainty = r.certainty.as_str();
        let why = if r.evidence.is_empty() { String::new() } else { format!(" ({})", r.evidence) };
        let _ = writeln!(out, "{name}:{at}: {}[{certainty}] {from:?} -> {to:?}{why}", r.code);
    }
    out
}
