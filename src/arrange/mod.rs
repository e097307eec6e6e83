//! A role for each kept block: title, byline, date, highlights, disclaimer. From form and position.

mod bare;
mod barred;
mod beside;
mod byline;
mod calendar;
mod date;
mod date_lookup;
mod date_words;
mod day_order;
mod label;
mod names;
mod part;
mod person;
mod role;
mod signature;
mod title;
mod verse;

pub(crate) use barred::is_barred_date;
pub(crate) use beside::is_dated_line;
pub(crate) use byline::{is_opener, leads_to_name};
pub use date::iso;
pub(crate) use date::{is_dated, is_dateline, is_placed_date, iso_in};
pub(crate) use day_order::Order;
pub(crate) use label::{is_disclaimer, is_highlights_label, is_note};
pub(crate) use person::{is_credit, is_loud_person, is_person, with_house};
pub use role::arrange;
pub(crate) use signature::{is_named_and_dated, is_signed_and_dated, name as byline};
pub(crate) use title::{breaks_off, is_title};
