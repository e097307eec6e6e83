//! `copydesk fix`: repaired text out, and nothing else touched.

mod diff;
mod from;
mod mend;
mod records;

use super::Stop;
use super::args::{FailOn, Fix, Input as InputArgs};
use super::own::Own;
use super::packs::meanings;
use super::places;
use super::session::{Session, Stream};
use crate::batch::{self, Fault, Input, Mirror, Read, Walk, Workers};
use crate::decode::{self, Hints};
use crate::model::{Diagnostic, Media, Severity, Source, Span};
use crate::repair::{self, Findings, Options, Repair};
use crate::report::visible;
use mend::{Document, Mender};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// What becomes of a repaired document.
enum Target {
    Stdout,
    Folder(Vec<PathBuf>),
    InPlace,
    Diff,
    Explain,
}

/// A text with its repairs beside it: large texts are written in pieces, not put together first.
struct Repaired {
    has_bom: bool,
    bytes: Vec<u8>,
    repairs: Vec<Repair>,
}

impl Repaired {
    fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let bom: &[u8] = if self.has_bom { b"\xEF\xBB\xBF" } else { b"" };
        let mut done = 0;
        let spliced = self.repairs.iter().flat_map(move |repair| {
            let kept = &self.bytes[done..repair.range.start];
            done = repair.range.end;
            [kept, repair.replacement.as_bytes()]
        });
        let rest = self.repairs.last().map_or(0, |r| r.range.end);
        std::iter::once(bom).chain(spliced).chain(std::iter::once(&self.bytes[rest..]))
    }
}

/// What goes to standard output.
enum Shown {
    Nothing,
    Text(Repaired),
    Report(String),
}

/// One repaired document, as far as the main thread needs it.
struct Fixed {
    shown: Shown,
    repairs: usize,
    /// The source is kept only where there is something to say about it.
    findings: Option<(Source, Vec<Diagnostic>)>,
}

/// What is to be changed in a text, and what was to be but cannot.
struct Found {
    repairs: Findings,
    refused: Vec<Diagnostic>,
}

impl Found {
    /// Whether nothing is to be said of it.
    fn is_quiet(&self) -> bool {
        self.repairs.doubts.is_empty() && self.refused.is_empty()
    }

    /// The repairs, and what is to be said, by place.
    fn told(self) -> (Findings, Vec<Diagnostic>) {
        let mut told: Vec<Diagnostic> = self.repairs.doubts.iter().map(doubt).chain(self.refused).collect();
        told.sort_by_key(|d| d.span);
        (self.repairs, told)
    }
}

struct Job {
    options: Options,
    hints: Hints,
    target: Target,
    /// Makes the replacements of rules, too.
    mender: Option<Mender>,
}

pub(super) fn run(args: &Fix) -> Result<u8, Stop> {
    refuse_pack_as_text(args)?;
    let (inputs, faults) = found(&args.input, args.in_place);
    let packs = args.rules.iter().flatten().chain(&args.project.config);
    let own = Own::default().folder(args.output.as_ref()).files(packs);
    let (inputs, mut passed) = own.leave_out(inputs, &args.input.paths);
    let mender = match &args.rules {
        Some(names) => Some(Mender::new(names, &args.project, args.is_unsafe, &inputs)?),
        None => None,
    };
    let (inputs, left_out, projects) = match &mender {
        Some(mender) => mender.without_ignored(inputs),
        None => places::without_ignored(&args.project, inputs)?,
    };
    let (inputs, further) = Own::default().files(&projects).leave_out(inputs, &args.input.paths);
    passed += further;
    args.output.as_deref().map_or(Ok(()), batch::is_folder)?;
    let target = target(args, &inputs)?;
    let written = if let Target::Folder(paths) = &target { paths.as_slice() } else { &[] };
    batch::spare(&inputs, written.iter().chain(&args.report.output_file).map(PathBuf::as_path))?;
    let mut session = Session::open(&args.report, &args.running, Stream::Err, FailOn::Never, meanings(&[]))?;
    faults.iter().for_each(|f| session.fault(f));
    (session.tally.left_out, session.tally.own) = (left_out, passed);
    let job = Job {
        mender,
        options: Options {
            certain_only: args.certain_only,
            from: args.from.as_deref().map(from::decoder).transpose()?,
        },
        hints: hints(&args.input)?,
        target,
    };
    let workers = Workers::new(args.running.threads);
    session.expect(inputs.len());
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut at = 0;
    while at < inputs.len() {
        let rest = &inputs[at..];
        let files = &rest[..rest.iter().position(|i| batch::kind(i).is_some()).unwrap_or(rest.len())];
        let fix = |n, input: &Input| {
            batch::guard(|| job.fix(at + n, input)).unwrap_or_else(|m| Err(Fault::new(&input.name, m)))
        };
        workers.in_order(files, fix, |_, fixed| take(fixed, &mut out, &mut session))?;
        at += files.len();
        if let Some(stream) = inputs.get(at) {
            job.fix_stream(at, stream, &workers, &mut out, &mut session)?;
            at += 1;
        }
    }
    out.flush()?;
    session.close("read")
}

/// Takes a finished document.
fn take(fixed: Result<Fixed, Fault>, out: &mut impl Write, session: &mut Session) -> Result<(), Stop> {
    session.step(fixed.is_ok());
    match fixed {
        Err(fault) => session.fault(&fault),
        Ok(fixed) => {
            match &fixed.shown {
                Shown::Nothing => {}
                Shown::Report(report) => out.write_all(report.as_bytes())?,
                Shown::Text(text) => text.pieces().try_for_each(|piece| out.write_all(piece))?,
            }
            session.tally.repairs += fixed.repairs;
            if let Some((source, findings)) = fixed.findings {
                session.document(&source, &findings)?;
            }
        }
    }
    Ok(())
}

/// `--rules house.yaml` reads like a pack and means a text, which would be repaired.
fn refuse_pack_as_text(args: &Fix) -> Result<(), Stop> {
    let is_pack = |path: &&PathBuf| path.extension().is_some_and(|e| e == "yaml" || e == "yml");
    let pack = args.input.paths.iter().find(is_pack);
    match pack.filter(|_| args.rules.as_ref().is_some_and(Vec::is_empty)) {
        Some(pack) => {
            let pack = pack.display();
            Err(Stop::Fault(format!("{pack}: not read as a text; a rule pack is named so: --rules={pack}")))
        }
        None => Ok(()),
    }
}

pub(super) fn hints(args: &InputArgs) -> Result<Hints, Stop> {
    match &args.encoding {
        Some(label) if !decode::is_label(label) => Err(Stop::Fault(format!(
            "--encoding {label}: no known encoding; use a label such as utf-8, windows-1252 or tis-620"
        ))),
        encoding => {
            Ok(Hints { media: args.media.map(Media::from), encoding: encoding.clone(), declared: None })
        }
    }
}

pub(super) fn inputs(args: &InputArgs) -> (Vec<Input>, Vec<Fault>) {
    found(args, false)
}

/// The inputs; where they are rewritten, links lead to none.
fn found(args: &InputArgs, within: bool) -> (Vec<Input>, Vec<Fault>) {
    batch::walk(&args.paths, Walk { hidden: args.hidden, no_ignore: args.no_ignore, within })
}

fn target(args: &Fix, inputs: &[Input]) -> Result<Target, Stop> {
    if let Some(input) = inputs.iter().find(|input| args.in_place && input.path.is_none()) {
        return Err(Fault::new(&input.name, NO_PLACE).into());
    }
    Ok(match &args.output {
        Some(folder) => Target::Folder(batch::plan(inputs, folder, Mirror::Same)),
        None if args.in_place => Target::InPlace,
        None if args.diff => Target::Diff,
        None if args.explain => Target::Explain,
        None => Target::Stdout,
    })
}

impl Job {
    fn fix(&self, n: usize, input: &Input) -> Result<Fixed, Fault> {
        let Read { bytes, unpacked } = batch::read(input)?;
        // Well-formed UTF-8 is read where it lies; most of it needs nothing, and nothing said of it.
        let find = |text| self.find(&Document::of(&input.name, text, self.hints.media));
        let seen = decode::in_place(&bytes, &self.hints).map(find);
        match seen {
            Some(found) if found.is_quiet() && !matches!(self.target, Target::Diff | Target::Explain) => {
                let text = Repaired { has_bom: false, bytes, repairs: found.repairs.repairs };
                let repairs = text.repairs.len();
                let shown = self.put(n, input, unpacked, repairs == 0, text)?;
                Ok(Fixed { shown, repairs, findings: None })
            }
            seen => self.fix_decoded(n, input, Read { bytes, unpacked }, seen),
        }
    }

    /// What is to be changed in a text.
    fn find(&self, document: &Document<'_>) -> Found {
        let mut repairs = repair::find(document.text, &self.options);
        let mut refused = Vec::new();
        if let Some(mender) = &self.mender {
            (repairs.repairs, refused) = mender.mend(document, repairs.repairs);
        }
        Found { repairs, refused }
    }

    /// As [`Job::fix`], where there is something to decode or to say.
    fn fix_decoded(
        &self,
        n: usize,
        input: &Input,
        Read { bytes, unpacked }: Read,
        seen: Option<Found>,
    ) -> Result<Fixed, Fault> {
        let (decoding, mut found) =
            decode::text(bytes, &self.hints).map_err(|e| Fault::new(&input.name, e.message))?;
        let document = Document::of(&input.name, &decoding.text, self.hints.media);
        let seen = seen.unwrap_or_else(|| self.find(&document));
        let repairs = seen.repairs.repairs.len();
        let (findings, own) = seen.told();
        found.extend(own);
        found.sort_by_key(|d| d.span);
        let mut shown = match self.target {
            Target::Explain => Shown::Nothing,
            Target::Diff => {
                let after = repair::apply(&decoding.text, &findings.repairs);
                Shown::Report(diff::unified(&input.name, &decoding.text, &after))
            }
            _ => {
                let is_same = repairs == 0 && decoding.original.is_none();
                let bytes = decoding.text.clone().into_bytes();
                let repairs = findings.repairs.clone();
                let text = Repaired { has_bom: decoding.utf8_bom, bytes, repairs };
                self.put(n, input, unpacked, is_same, text)?
            }
        };
        let is_explained = matches!(self.target, Target::Explain);
        let findings = (is_explained || !found.is_empty()).then(|| {
            let source = Source::new(input.name.clone(), Media::Plain, decoding);
            if is_explained {
                shown = Shown::Report(explain(&source, &findings));
            }
            (source, found)
        });
        Ok(Fixed { shown, repairs, findings })
    }

    /// Writes a text where it belongs, or hands it back for standard output.
    fn put(
        &self,
        n: usize,
        input: &Input,
        unpacked: bool,
        is_same: bool,
        text: Repaired,
    ) -> Result<Shown, Fault> {
        match &self.target {
            Target::Stdout => return Ok(Shown::Text(text)),
            Target::Folder(paths) => batch::write(&paths[n], text.pieces())?,
            Target::InPlace if is_same => {}
            Target::InPlace => in_place(input, unpacked, &text)?,
            Target::Diff | Target::Explain => {}
        }
        Ok(Shown::Nothing)
    }
}

/// Whether that is an error must not depend on the text: it is told before anything is read, too.
const NO_PLACE: &str = "standard input cannot be changed in place; leave --in-place out";

fn in_place(input: &Input, unpacked: bool, text: &Repaired) -> Result<(), Fault> {
    match &input.path {
        None => Err(Fault::new(&input.name, NO_PLACE)),
        Some(_) if unpacked => Err(packed(input)),
        Some(path) => batch::rewrite(path, text.pieces()),
    }
}

fn packed(input: &Input) -> Fault {
    Fault::new(&input.name, "compressed files are not changed in place; write with -o DIR")
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
        let change =
            if from.is_empty() { format!("puts in {:?}", to.trim()) } else { format!("{from:?} -> {to:?}") };
        let _ = writeln!(out, "{name}:{at}: {}[{certainty}] {change}{why}", r.code);
    }
    out
}
