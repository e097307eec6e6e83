//! The compiled configuration, and the pipeline.

use crate::decode::{self, Hints, Refused};
use crate::model::{Article, Draft, Edited};
use crate::{arrange, repair, segment, strip};

/// A compiled configuration: what every document is edited with. Cheap to share between threads.
#[derive(Debug, Default)]
pub struct Desk {
    repair: repair::Options,
}

impl Desk {
    /// Edits one document: decode, segment, repair, strip, arrange, lint.
    ///
    /// # Errors
    /// [`Refused`] where the bytes are no text.
    pub fn edit(&self, name: &str, bytes: Vec<u8>, hints: &Hints) -> Result<Edited, Refused> {
        let decoded = decode::decode(name, bytes, hints)?;
        let diagnostics = decoded.diagnostics;
        let mut draft: Draft = segment::segment(decoded.source);
        repair::repair(&mut draft, &self.repair);
        segment::reform(&mut draft);
        let mut article: Article = strip::strip(draft);
        arrange::arrange(&mut article);
        Ok(Edited { article, diagnostics })
    }
}
