//! `copydesk pipe`: JSON Lines in, JSON Lines out, record for record, in order.

mod base64;
mod lines;
mod record;

use super::args::{Pipe, Stage};
use super::projects::Projects;
use super::{CLEAN, Stop, sites};
use crate::batch::{Workers, guard};
use crate::json::one_line;
use crate::model::Media;
use crate::repair::Options;
use lines::{Lines, Window};
use record::{Job, Work};
pub(super) use record::{edit_line, texts_line};
use std::borrow::Cow;

pub(super) fn run(args: &Pipe) -> Result<u8, Stop> {
    let work = match args.stage {
        Stage::Fix => Work::Fix(Options { certain_only: args.rules.certain_only, ..Options::default() }),
        Stage::Clean => Work::Clean(projects(args)?),
        Stage::Check => Work::Check(projects(args)?),
    };
    let job = Job { work, field: args.field.clone(), media: args.media.map(Media::from) };
    let workers = Workers::new(args.threads);
    let mut out = std::io::stdout().lock();
    for window in Lines::from_stdin() {
        let window = window.map_err(|e| Stop::Fault(format!("standard input: {e}")))?;
        answer(&job, &workers, &window, &mut out)?;
    }
    Ok(CLEAN)
}

fn projects(args: &Pipe) -> Result<Projects, Stop> {
    let projects = Projects::find(&args.rules, &[])?;
    Ok(match &args.site_profile {
        Some(file) => projects.with_sites(sites::read(file)?),
        None => projects,
    })
}

/// Answers every line of a window and lets the reader have the answers at once.
fn answer(job: &Job, workers: &Workers, window: &Window, out: &mut dyn std::io::Write) -> Result<(), Stop> {
    let lines = window.lines();
    for share in lines.chunks(SHARE) {
        let answers = workers.map(share, |&line| {
            guard(|| job.answer(line)).unwrap_or_else(|m| one_line(Cow::Owned(record::error(line, &m))))
        });
        let parts = answers.iter().map(|a| a.len() + 1).sum();
        let mut all = Vec::with_capacity(parts);
        for a in &answers {
            all.extend_from_slice(a);
            all.push(b'\n');
        }
        out.write_all(&all)?;
    }
    out.flush()?;
    Ok(())
}

/// So many answers are held at a time.
const SHARE: usize = 4096;
