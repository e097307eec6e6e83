//! Letters of which a byte is lost: `SkarbnikÅ`, `SlovenÄ�ina`, `Prze?om`.
//!
//! What is left names a few letters. Where the words of the language leave no doubt, the letter is restored,
//! *likely*; elsewhere the place is reported with its candidates and stays as it is. Where question marks stand
//! for letters, nothing is left to tell them by; what U+FFFD stands for is reported.

pub(super) mod gone;
mod letters;
pub(super) mod questions;

use super::{Doubt, Findings, meets};
use crate::model::Code;
pub(super) use letters::find;

/// Code of letters that cannot be told.
const LOST: Code = Code::new("mojibake/lost-letters");

/// Reports words whose letters are question marks.
pub(super) fn add_questions(text: &str, findings: &mut Findings) {
    let found: Vec<Doubt> = questions::find(text);
    if found.is_empty() {
        return;
    }
    let repairs = &findings.repairs;
    findings.doubts.extend(found.into_iter().filter(|doubt| !meets(repairs, &doubt.range)));
    sort(&mut findings.doubts);
}

/// Reports what U+FFFD stands for.
pub(super) fn add_gone(text: &str, findings: &mut Findings) {
    gone::add(text, findings);
    sort(&mut findings.doubts);
}

/// Puts doubts in order; of those that overlap the first stays.
pub(super) fn sort(doubts: &mut Vec<Doubt>) {
    doubts.sort_by_key(|doubt| doubt.range.start);
    let mut end = 0;
    doubts.retain(|doubt| {
        let is_free = doubt.range.start >= end;
        end = end.max(doubt.range.end);
        is_free
    });
}
