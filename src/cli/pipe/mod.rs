//! `copydesk pipe`: JSON Lines in, JSON Lines out, record for record, in order.

mod base64;
mod lines;
mod record;

use super::args::{Pipe, Stage};
use super::projects::Projects;
use super::{CLEAN, FAULT, Stop, sites};
use crate::batch::{Workers, guard};
use crate::json::one_line;
use crate::model::Media;
use crate::repair::Options;
use lines::{Lines, Window};
use record::{Job, Work};
pub(super) use record::{edit_line, fix_line, texts_line};
use std::borrow::Cow;

pub(super) fn run(args: &Pipe) -> Result<u8, Stop> {
    let work = match args.stage {
        Stage::Fix if args.rules.is_given() || args.site_profile.is_some() => {
            let message = "--stage fix repairs and asks no rules; --rules, --config, --no-config and --site-profile go \
                           with --stage clean or check";
            return Err(Stop::Fault(message.into()));
        }
        Stage::Fix => Work::Fix(Options { certain_only: args.rules.certain_only, ..Options::default() }),
        Stage::Clean => Work::Clean(projects(args)?),
        Stage::Check => Work::Check(projects(args)?.checking()),
    };
    let job = Job { work, field: args.field.clone(), media: args.media.map(Media::from) };
    let workers = Workers::new(args.threads);
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for window in Lines::from_stdin() {
        let window = window.map_err(|e| Stop::Fault(format!("standard input: {e}")))?;
        failed |= answer(&job, &workers, &window, &mut out)?;
    }
    Ok(if failed { FAULT } else { CLEAN })
}

fn projects(args: &Pipe) -> Result<Projects, Stop> {
    let projects = Projects::find(&args.rules, &[])?;
    Ok(match &args.site_profile {
        Some(file) => projects.with_sites(sites::read(file)?),
        None => projects,
    })
}

/// Answers every line of a window and lets the reader have the answers at once. Says whether one could
/// not be answered but with an error.
fn answer(job: &Job, workers: &Workers, window: &Window, out: &mut dyn std::io::Write) -> Result<bool, Stop> {
    let mut failed = false;
    let lines = window.lines();
    for share in lines.chunks(SHARE) {
        let answers = workers.map(share, |&line| {
            let answer = guard(|| job.answer(line)).unwrap_or_else(Err);
            let is_error = answer.is_err();
            (one_line(answer.unwrap_or_else(|m| Cow::Owned(record::error(line, &m)))), is_error)
        });
        let parts = answers.iter().map(|(a, _)| a.len() + 1).sum();
        let mut all = Vec::with_capacity(parts);
        for (a, is_error) in &answers {
            failed |= is_error;
            all.extend_from_slice(a);
            all.push(b'\n');
        }
        out.write_all(&all)?;
    }
    out.flush()?;
    Ok(failed)
}

/// So many answers are held at a time.
const SHARE: usize = 4096;
