//! The compiled configuration, and the pipeline.

use crate::decode::{self, Hints, Refused};
use crate::model::{Article, Basis, Decoding, Diagnostic, Draft, Edited, Media, Source};
use crate::repair::{self, Findings};
use crate::rules::Packs;
use crate::{arrange, lint, segment, strip};
use std::borrow::Cow;

/// A compiled configuration: what every document is edited with. Cheap to share between threads.
#[derive(Debug)]
pub struct Desk {
    repair: repair::Options,
    packs: Packs,
    strip: strip::Rules,
    lint: lint::Settings,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new(repair::Options::default(), Packs::embedded())
    }
}

impl Desk {
    /// A desk that repairs as told and applies these rules.
    #[must_use]
    pub fn new(repair: repair::Options, packs: Packs) -> Self {
        Self { repair, strip: strip::Rules::new(&packs), packs, lint: lint::Settings::default() }
    }

    /// The rules it applies.
    #[must_use]
    pub fn packs(&self) -> &Packs {
        &self.packs
    }

    /// Edits one document: decode, segment, repair, strip, arrange, lint.
    ///
    /// # Errors
    /// [`Refused`] where the bytes are no text.
    pub fn edit(&self, name: &str, bytes: Vec<u8>, hints: &Hints) -> Result<Edited, Refused> {
        let decoded = decode::decode(name, bytes, hints)?;
        Ok(self.edit_source(decoded.source, decoded.diagnostics))
    }

    /// Edits a document that is text already; without `media`, its kind is found out.
    #[must_use]
    pub fn edit_text(&self, name: &str, text: String, media: Option<Media>) -> Edited {
        let media = media.unwrap_or_else(|| decode::media(name, &text));
        let decoding = Decoding {
            text,
            original: None,
            utf8_bom: false,
            encoding: "UTF-8",
            basis: Basis::Valid,
            malformed: Vec::new(),
        };
        self.edit_source(Source::new(name.into(), media, decoding), Vec::new())
    }

    fn edit_source(&self, source: Source, mut diagnostics: Vec<Diagnostic>) -> Edited {
        let mut draft: Draft = segment::segment(source);
        repair::repair(&mut draft, &self.repair);
        segment::reform(&mut draft);
        diagnostics.append(&mut draft.diagnostics);
        let mut article: Article =
            strip::strip(draft, &self.strip, &|passage| lint::protects(&self.packs, passage));
        arrange::arrange(&mut article);
        diagnostics.append(&mut lint::lint(&article, &self.packs, &self.lint));
        lint::suppress(&article, &self.packs, &mut diagnostics);
        diagnostics.sort_by_key(|d| (d.span, d.code.clone()));
        Edited { article, diagnostics }
    }
}

/// Repairs a text as it stands, borrowed where there is nothing to do. Needs no rules, so no desk.
#[must_use]
pub fn fix<'t>(text: &'t str, options: &repair::Options) -> (Cow<'t, str>, Findings) {
    let findings = repair::find(text, options);
    (repair::apply(text, &findings.repairs), findings)
}
