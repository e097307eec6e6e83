//! The core types every stage shares. They know no stage, no file, no output format and no library
//! but the standard one.

mod article;
mod block;
mod change;
mod diagnostic;
mod ledger;
mod source;
mod span;
mod text;

pub use article::{Article, Draft, Edited};
pub use block::{Block, Form, Reason, Region, Role, Verdict};
pub use change::{Certainty, Change, Code};
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use ledger::{Ledger, Part};
pub use source::{Basis, Decoding, Malformed, Media, Position, Source};
pub use span::Span;
pub use text::{Edit, Piece, Text};
