//! `copydesk init`: a project file to begin with.

use super::args::Init;
use super::{CLEAN, Stop, places};
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
    let above = places::above(&args.folder)?;
    let is_new = !args.folder.as_os_str().is_empty() && !args.folder.exists();
    batch::write(&file, [TEMPLATE.as_bytes()]).map_err(|fault| Stop::Fault(fault.to_string()))?;
    let folder = if is_new { " (the folder is new)" } else { "" };
    writeln!(std::io::stdout(), "wrote {}{folder}", file.display())?;
    if let Some(above) = above {
        writeln!(
            std::io::stderr(),
            "copydesk: what {} says holds here no longer, as the nearest project file holds alone; copy what shall go on",
            above.display()
        )?;
    }
    Ok(CLEAN)
}
