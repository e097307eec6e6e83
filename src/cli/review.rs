//! `copydesk report`: a page of results for reviewing.

use super::args::Review;
use super::{CLEAN, FAULT, Stop};
use crate::batch::{self, Fault, Walk};
use crate::report::visible;
use crate::review::{self, Results};
use std::io::Write as _;

pub(super) fn run(args: &Review) -> Result<u8, Stop> {
    let (inputs, mut faults) = batch::walk(&args.results, Walk { no_ignore: true, ..Walk::default() });
    batch::spare(&inputs, args.output.as_deref())?;
    let mut results = Results::default();
    let mut shown = 0;
    for input in &inputs {
        let read = batch::read(input)
            .and_then(|read| review::read(&mut results, &read.bytes).map_err(|m| Fault::new(&input.name, m)));
        match read {
            Ok(()) => shown += 1,
            Err(fault) => faults.push(fault),
        }
    }
    for fault in &faults {
        writeln!(std::io::stderr(), "copydesk: {}", visible(&fault.to_string()))?;
    }
    // A page of nothing would take the place of the last good one.
    if shown == 0 && !faults.is_empty() {
        return Ok(FAULT);
    }
    let page = review::page(&results);
    match &args.output {
        Some(path) => {
            batch::write(path, [page.as_bytes()]).map_err(|fault| Stop::Fault(fault.to_string()))?;
        }
        None => std::io::stdout().write_all(page.as_bytes())?,
    }
    Ok(if faults.is_empty() { CLEAN } else { FAULT })
}
