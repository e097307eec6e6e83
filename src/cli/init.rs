//! `copydesk init`: a project file to begin with.

use super::args::Init;
use super::{CLEAN, Stop};
use crate::batch;
use crate::config::{FILE_NAME, TEMPLATE};
use std::io::Write as _;

pub(super) fn run(args: &Init) -> Result<u8, Stop> {
    let file = args.folder.join(FILE_NAME);
    if file.exists() && !args.force {
        return Err(Stop::Fault(format!(
            "{}: there already; nothing was written (--force overwrites it)",
            file.display()
        )));
    }
    batch::write(&file, [TEMPLATE.as_bytes()]).map_err(|fault| Stop::Fault(fault.to_string()))?;
    writeln!(std::io::stdout(), "wrote {}", file.display())?;
    Ok(CLEAN)
}
