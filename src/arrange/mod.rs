//! A role for each kept block: title, byline, date, highlights, disclaimer. From form and position.

mod byline;
mod calendar;
mod date;
mod label;
mod names;
mod part;
mod role;
mod signature;
mod title;

pub(crate) use byline::is_opener;
pub(crate) use date::is_dateline;
pub use date::iso;
pub use role::arrange;
pub(crate) use role::{is_disclaimer, is_highlights_label, is_note};
pub(crate) use signature::name as byline;
pub(crate) use title::is_title;
