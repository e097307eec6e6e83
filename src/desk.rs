//! The compiled configuration, and the pipeline.

use crate::codes;
use crate::decode::{self, Hints, Refused};
use crate::model::{Article, Decoding, Diagnostic, Draft, Edited, Malformed, Media, Severity, Source};
use crate::repair::{self, Findings};
use crate::rules::{Memory, Packs};
use crate::sites::{self, Sites};
use crate::{arrange, lint, segment, strip};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A compiled configuration: what every document is edited with. Cheap to share between threads.
#[derive(Debug)]
pub struct Desk {
    repair: repair::Options,
    packs: Packs,
    strip: strip::Rules,
    sites: Option<Arc<Sites>>,
    lint: lint::Settings,
    /// How much built-in codes matter; `None` is off.
    builtin: Vec<(String, Option<Severity>)>,
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
        let strip = strip::Rules::new(&packs);
        Self { repair, strip, sites: None, packs, lint: lint::Settings::default(), builtin: Vec::new() }
    }

    /// The same desk with these strip rules switched off, by their codes.
    #[must_use]
    pub fn keeping(mut self, codes: BTreeSet<String>) -> Self {
        self.strip = strip::Rules::without(&self.packs, codes);
        self
    }

    /// The same desk with other severities of built-in codes (see [`codes::named`]), later ones last. What rules
    /// are called is left to the packs.
    #[must_use]
    pub fn with_severities(mut self, settings: Vec<(String, Option<Severity>)>) -> Self {
        self.builtin = settings;
        self.builtin.retain(|(code, _)| self.packs.rule(code).is_none());
        self
    }

    /// How much a finding matters here; `None` where it is off.
    fn severity(&self, finding: &Diagnostic) -> Option<Severity> {
        let code = finding.code.as_str();
        let set = self.builtin.iter().rfind(|(builtin, _)| codes::covers(builtin, code));
        match set {
            Some((_, severity)) if self.packs.rule(code).is_none() => *severity,
            _ => Some(finding.severity),
        }
    }

    /// The same desk with what is known of the documents' sites.
    #[must_use]
    pub fn with_sites(mut self, sites: Arc<Sites>) -> Self {
        self.sites = Some(sites);
        self
    }

    /// The same desk, which also finds fault with what it cut out of running text: for those who check a
    /// text and do not take the cleaned one.
    #[must_use]
    pub fn telling_cuts(mut self) -> Self {
        self.lint.checks = true;
        self
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
        self.edit_from(sites::site_of(name), name, bytes, hints)
    }

    /// Edits one document of a site that its name does not tell.
    ///
    /// # Errors
    /// [`Refused`] where the bytes are no text.
    pub fn edit_from(
        &self,
        site: &str,
        name: &str,
        bytes: Vec<u8>,
        hints: &Hints,
    ) -> Result<Edited, Refused> {
        let decoded = decode::decode(name, bytes, hints)?;
        Ok(self.edit_source(site, decoded.source, decoded.diagnostics))
    }

    /// Edits a document that is text already; without `media`, its kind is found out.
    #[must_use]
    pub fn edit_text(&self, name: &str, text: String, media: Option<Media>) -> Edited {
        self.edit_text_from(sites::site_of(name), name, text, media)
    }

    /// Edits a text of a site that its name does not tell.
    #[must_use]
    pub fn edit_text_from(&self, site: &str, name: &str, text: String, media: Option<Media>) -> Edited {
        self.edit_source(site, source(name, text, media), Vec::new())
    }

    /// What one document teaches of its site: the texts of its blocks.
    ///
    /// # Errors
    /// [`Refused`] where the bytes are no text.
    pub fn texts(&self, name: &str, bytes: Vec<u8>, hints: &Hints) -> Result<Vec<String>, Refused> {
        let decoded = decode::decode(name, bytes, hints)?;
        Ok(strip::texts(self.draft(decoded.source), &self.strip))
    }

    /// What a document that is text already teaches of its site.
    #[must_use]
    pub fn texts_of(&self, name: &str, text: String, media: Option<Media>) -> Vec<String> {
        strip::texts(self.draft(source(name, text, media)), &self.strip)
    }

    /// What becomes of the blocks that touch a line (from 1), and why; empty where none does.
    ///
    /// # Errors
    /// [`Refused`] where the bytes are no text.
    pub fn explain_line(
        &self,
        name: &str,
        bytes: Vec<u8>,
        hints: &Hints,
        line: usize,
    ) -> Result<String, Refused> {
        let decoded = decode::decode(name, bytes, hints)?;
        let draft = self.draft(decoded.source);
        let site = sites::site_of(name).to_owned();
        Ok(self.around(&site, &Memory::default(), |around| strip::evidence(draft, &self.strip, around, line)))
    }

    fn draft(&self, source: Source) -> Draft {
        let mut draft = segment::segment(source);
        repair::repair(&mut draft, &self.repair);
        segment::reform(&mut draft);
        draft
    }

    fn around<T>(&self, site: &str, memory: &Memory, work: impl FnOnce(&strip::Surroundings<'_>) -> T) -> T {
        work(&strip::Surroundings {
            protected: &|passage| self.packs.seek(passage),
            recurs: &|text| self.sites.as_ref()?.recurrence(site, text),
            memory: Some(memory),
        })
    }

    fn edit_source(&self, site: &str, source: Source, mut diagnostics: Vec<Diagnostic>) -> Edited {
        let mut draft = self.draft(source);
        let malformed = draft.source.malformed();
        diagnostics.extend(draft.diagnostics.drain(..).filter(|d| !is_told(d, malformed)));
        let memory = Memory::default();
        let mut article: Article =
            self.around(site, &memory, |around| strip::strip(draft, &self.strip, around));
        arrange::arrange(&mut article);
        lint::keep_owed(&mut article, &self.packs, &memory);
        diagnostics.append(&mut lint::lint(&article, &self.packs, &self.lint, &memory));
        lint::suppress(&article, &self.packs, &mut diagnostics);
        diagnostics.retain_mut(|d| {
            let severity = self.severity(d);
            d.severity = severity.unwrap_or(d.severity);
            severity.is_some()
        });
        diagnostics.sort_by_key(|d| (d.span, d.code.clone()));
        Edited { article, diagnostics }
    }
}

/// Whether a finding is about a character that stands for malformed bytes, which are told already.
fn is_told(finding: &Diagnostic, malformed: &[Malformed]) -> bool {
    let at = malformed.partition_point(|m| m.span.end <= finding.span.start);
    let is_there = malformed.get(at).is_some_and(|m| m.span.start < finding.span.end);
    is_there && finding.code.as_str() == "mojibake/lost-letters"
}

/// A text as a document; without `media`, its kind is found out.
fn source(name: &str, text: String, media: Option<Media>) -> Source {
    let media = media.unwrap_or_else(|| decode::media(name, &text));
    Source::new(name.into(), media, Decoding::of(text))
}

/// Repairs a text as it stands, borrowed where there is nothing to do. Needs no rules, so no desk.
#[must_use]
pub fn fix<'t>(text: &'t str, options: &repair::Options) -> (Cow<'t, str>, Findings) {
    let findings = repair::find(text, options);
    (repair::apply(text, &findings.repairs), findings)
}
