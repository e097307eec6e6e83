//! A page for reviewing what a run found: guesses to confirm, blocks that went, findings to settle.
//!
//! Reads only what `clean` and `check` publish, so a page can be made later, elsewhere, and of parts.

mod html;
mod page;
mod results;

pub use page::page;
pub use results::{Results, read};
