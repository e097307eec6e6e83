//! Why a mark was restored as it was, in a few words for people. All sentences are made once: a text may
//! hold millions of repairs.

use super::context::KINDS;
use super::places::Place;
use super::quotation::{Mark, REASONS};
use super::style::Basis;
use crate::repair::families::FAMILIES;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What decided the style, in the order of [`Basis`].
const BASES: [&str; 3] =
    ["", "; the kind used elsewhere in the text", "; the kind that goes with its spelling and punctuation"];

/// Families × reasons × bases.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut all = Vec::with_capacity(FAMILIES.len() * REASONS.len() * BASES.len());
    for family in FAMILIES.iter() {
        for reason in REASONS {
            all.extend(BASES.iter().map(|basis| format!("bytes lost by {}; {reason}{basis}", family.label)));
        }
    }
    all
});

/// The evidence for a repair.
pub(super) fn evidence(place: &Place, mark: Mark, basis: Basis) -> Cow<'static, str> {
    let family = FAMILIES.iter().position(|f| std::ptr::eq(f, place.family)).unwrap_or(0);
    let reason = mark.reason(place);
    let basis = if reason < KINDS { basis } else { Basis::Place };
    let at = (family * REASONS.len() + reason) * BASES.len() + basis as usize;
    SENTENCES.get(at).map_or(Cow::Borrowed(""), |sentence| Cow::Borrowed(sentence))
}
