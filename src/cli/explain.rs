//! `copydesk explain`: why a diagnostic exists.

use super::args::Explain;
use super::{CLEAN, Stop};

pub(super) fn run(args: &Explain) -> Result<u8, Stop> {
    let _ = &args.packs;
    let _ = CLEAN;
    Err(Stop::Fault(format!("{}: no such code; `copydesk rules list` names all", args.code)))
}
