//! `copydesk sites learn`: which lines the pages of a site have in common.

use super::args::{Sites as Args, SitesAction};
use super::articles::read_one;
use super::fix::{hints, inputs};
use super::own::Own;
use super::{CLEAN, FAULT, Stop, places, streams};
use crate::batch::{self, Fault, Input, Stream, Workers};
use crate::decode::Hints;
use crate::desk::Desk;
use crate::report::visible;
use crate::sites::{Sites, site_of};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &Args) -> Result<u8, Stop> {
    let SitesAction::Learn { input, project, output, threads } = &args.action;
    let (found, mut faults) = inputs(input);
    // A profile that is written anew is only known for one if it is; else it is spared.
    let profile = output.iter().filter(|file| read(file).is_ok());
    let (found, _, projects) = places::without_ignored(project, found)?;
    let (found, _) = Own::default().files(profile).files(&projects).leave_out(found, &input.paths);
    batch::spare(&found, output.as_deref())?;
    let desk = Arc::new(Desk::default());
    let (sites, unread) = learn(&|_| desk.clone(), &found, &hints(input)?, *threads)?;
    faults.extend(unread);
    for fault in &faults {
        let _ = writeln!(std::io::stderr(), "{}", visible(&format!("copydesk: {fault}")));
    }
    let text = sites.to_yaml().map_err(Stop::Fault)?;
    let is_nothing = text == Sites::default().to_yaml().map_err(Stop::Fault)?;
    match output {
        // The profile of the last good run is worth more.
        Some(_) if is_nothing && !faults.is_empty() => {}
        Some(path) => {
            batch::write(path, [text.as_bytes()]).map_err(|f| Stop::Fault(f.to_string()))?;
        }
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    Ok(if faults.is_empty() { CLEAN } else { FAULT })
}

/// Learns from every input that can be read, in their order.
pub(super) fn learn(
    desk: &(dyn Fn(&str) -> Arc<Desk> + Sync),
    inputs: &[Input],
    hints: &Hints,
    threads: usize,
) -> Result<(Sites, Vec<Fault>), Stop> {
    let mut sites = Sites::default();
    let mut faults = Vec::new();
    let workers = Workers::new(threads);
    let (streams, files): (Vec<Input>, Vec<Input>) =
        inputs.iter().cloned().partition(|input| batch::kind(input).is_some());
    for stream in &streams {
        let desk = desk(&stream.name);
        records(&desk, stream, hints, &workers, &mut sites, &mut faults).unwrap_or_else(|f| faults.push(f));
    }
    workers.in_order(
        &files,
        |_, input| {
            batch::guard(|| texts(&desk(&input.name), input, hints))
                .unwrap_or_else(|m| Err(Fault::new(&input.name, m)))
        },
        |input, texts| {
            match texts {
                Ok(texts) => sites.learn(site_of(&input.name), texts.iter().map(String::as_str)),
                Err(fault) => faults.push(fault),
            }
            Ok::<(), Stop>(())
        },
    )?;
    Ok((sites, faults))
}

/// Learns from the records of a stream that can be read.
fn records(
    desk: &Desk,
    stream: &Input,
    hints: &Hints,
    workers: &Workers,
    sites: &mut Sites,
    faults: &mut Vec<Fault>,
) -> Result<(), Fault> {
    let Some(kind) = batch::kind(stream) else { return Ok(()) };
    let mut open = Stream::open(stream, kind)?;
    loop {
        let (records, broken) = open.window();
        let is_last = records.is_empty() || broken.is_some();
        let taught = workers.map(&records, |record| {
            let texts = batch::guard(|| streams::texts(desk, stream, kind, hints, record));
            texts.and_then(|texts| texts).map_err(|message| streams::fault(stream, record, message))
        });
        for texts in taught {
            match texts {
                Ok(Some((site, texts))) => sites.learn(&site, texts.iter().map(String::as_str)),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(broken);
        if is_last {
            return Ok(());
        }
    }
}

fn texts(desk: &Desk, input: &Input, hints: &Hints) -> Result<Vec<String>, Fault> {
    desk.texts(&input.name, read_one(input)?, hints)
        .map_err(|refused| Fault::new(&input.name, refused.message))
}

/// The profile in a file.
pub(super) fn read(path: &Path) -> Result<Sites, Stop> {
    let bytes = batch::read_file(path).map_err(|fault| Stop::Fault(fault.to_string()))?;
    let name = path.display();
    let text = String::from_utf8(bytes).map_err(|_| Stop::Fault(format!("{name}: not UTF-8")))?;
    Sites::from_yaml(&text)
        .map_err(|e| Stop::Fault(format!("{name}: no site profile: {e}; `copydesk sites learn` writes them")))
}
