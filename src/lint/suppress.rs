//! `<!-- copydesk-disable CODE: reason -->`: findings an editor has looked at and does not want to see again.
//!
//! Before anything else in a file it holds for the whole file, elsewhere for the next block. One that
//! silences nothing is reported, so that none outlives its reason.

use crate::model::{Article, Block, Code, Diagnostic, Form, Severity, Span};
use crate::rules::Packs;
use std::collections::{BTreeMap, BTreeSet};

/// Silences nothing.
const UNUSED: Code = Code::new("suppression/unused");
/// Names no code there is.
const UNKNOWN: Code = Code::new("suppression/unknown-code");

/// The word that makes a comment a suppression.
const WORD: &str = "copydesk-disable";

/// One code of one suppression.
struct Suppression<'a> {
    code: &'a str,
    /// The comment.
    span: Span,
    /// Its place in [`All::held`].
    holds: usize,
}

/// The suppressions of a document. A page of thousands of them costs what it is long.
#[derive(Default)]
struct All<'a> {
    suppressions: Vec<Suppression<'a>>,
    /// The stretches of source they hold for, and whether one was of use.
    held: Vec<(Span, bool)>,
    /// By code, or by pack for all codes of one: their stretches, ascending, none twice.
    by_code: BTreeMap<&'a str, Vec<usize>>,
    by_pack: BTreeMap<&'a str, Vec<usize>>,
}

/// Takes away what is suppressed and reports suppressions that do nothing.
pub fn suppress(article: &Article, packs: &Packs, diagnostics: &mut Vec<Diagnostic>) {
    let mut all = All::of(article);
    if all.suppressions.is_empty() {
        return;
    }
    diagnostics.retain(|d| !all.hold(d));
    let mut codes = Codes { packs, told: BTreeMap::new(), suggested: 0 };
    let idle = all.suppressions.iter().filter(|s| !all.held[s.holds].1);
    diagnostics.extend(idle.map(|s| codes.idle(s)));
}

impl<'a> All<'a> {
    fn of(article: &'a Article) -> Self {
        let mut all = Self::default();
        let is_apparatus = |b: &Block| matches!(b.form, Form::Comment | Form::Meta(_));
        let top = article.blocks.iter().take_while(|b| is_apparatus(b)).count();
        let mut next = top;
        for (at, block) in article.blocks.iter().enumerate().filter(|(_, b)| b.form == Form::Comment) {
            while next < article.blocks.len() && (next <= at || is_apparatus(&article.blocks[next])) {
                next += 1;
            }
            let holds = match article.blocks.get(next) {
                _ if at < top => Span::new(0, article.source.text().len()),
                Some(next) => next.span,
                None => Span::at(block.span.end as usize),
            };
            let mut seen = BTreeSet::new();
            for code in codes(block.text.as_str()).filter(|code| seen.insert(*code)) {
                all.add(code, block.span, holds);
            }
        }
        all
    }

    fn add(&mut self, code: &'a str, span: Span, holds: Span) {
        let list = match code.strip_suffix("/*") {
            Some(pack) => self.by_pack.entry(pack).or_default(),
            None => self.by_code.entry(code).or_default(),
        };
        let known = list.last().copied().filter(|&n| self.held[n].0 == holds);
        let holds = known.unwrap_or_else(|| {
            self.held.push((holds, false));
            list.push(self.held.len() - 1);
            self.held.len() - 1
        });
        self.suppressions.push(Suppression { code, span, holds });
    }

    /// Whether a finding is suppressed; whatever holds for it was of use.
    fn hold(&mut self, finding: &Diagnostic) -> bool {
        let code = finding.code.as_str();
        let at = finding.span.start;
        let mut is_held = false;
        for list in [self.by_code.get(code), self.by_pack.get(code.split('/').next().unwrap_or_default())] {
            let list = list.map_or(&[][..], Vec::as_slice);
            let begun = list.partition_point(|&n| self.held[n].0.start <= at);
            // Blocks do not overlap; only what holds for the whole file, the first, reaches further.
            let near = list[..begun].iter().rev().take(2);
            for &n in near.chain(list.first()) {
                let (span, is_used) = &mut self.held[n];
                let holds = (span.start..=span.end).contains(&at);
                *is_used |= holds;
                is_held |= holds;
            }
        }
        is_held
    }
}

/// What is to be said of codes that silence nothing.
struct Codes<'a> {
    packs: &'a Packs,
    /// What was said of each before.
    told: BTreeMap<&'a str, (Code, String)>,
    /// Codes for which others were looked through.
    suggested: usize,
}

/// Unknown codes of one document for which the one meant is looked for.
const SUGGESTED: usize = 50;

impl<'a> Codes<'a> {
    fn idle(&mut self, suppression: &Suppression<'a>) -> Diagnostic {
        let told = self.told.get(suppression.code).cloned();
        let (code, message) = told.unwrap_or_else(|| {
            let told = self.tell(suppression.code);
            self.told.insert(suppression.code, told.clone());
            told
        });
        Diagnostic::new(code, Severity::Warning, suppression.span, message)
    }

    fn tell(&mut self, code: &str) -> (Code, String) {
        let rules = || self.packs.rules().iter().map(|r| r.code.as_str());
        let is_pack = |pack| rules().any(|code| code.split('/').next() == Some(pack));
        let is_known = self.packs.rule(code).is_some()
            || crate::codes::builtin(code).is_some()
            || code.strip_suffix("/*").is_some_and(is_pack);
        if is_known {
            return (UNUSED, format!("nothing here is reported by {code}; take the suppression out"));
        }
        self.suggested += 1;
        let near = if self.suggested > SUGGESTED { None } else { self.packs.suggest(code) };
        let near = near.map_or_else(String::new, |n| format!("; did you mean {n}?"));
        (UNKNOWN, format!("there is no rule {code}{near}"))
    }
}

/// The codes a comment names, the reason left out.
fn codes(comment: &str) -> impl Iterator<Item = &str> {
    let inner = comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let named = inner.strip_prefix(WORD).filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or("");
    let named = named.split_once(':').map_or(named, |(codes, _)| codes);
    named.split([',', ' ', '\t', '\n']).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use crate::model::Media;
    use crate::repair::Options;
    use crate::rules::{PackSource, Packs};

    const PACK: &str =
        "pack: house\nrules:\n  - {id: no-lamps, forbid: lamp}\n  - {id: no-chairs, forbid: chair}\n";

    /// Codes and lines of what is left.
    fn found(text: &str) -> Vec<String> {
        let pack = PackSource { file: "house.yaml".to_owned(), text: PACK.to_owned() };
        let packs = Packs::only(&[pack]).unwrap_or_else(|e| panic!("{e}"));
        let edited =
            Desk::new(Options::default(), packs).edit_text("a.md", text.to_owned(), Some(Media::Markdown));
        let source = &edited.article.source;
        let line = |d: &crate::model::Diagnostic| source.position(d.span.start).line;
        edited.diagnostics.iter().map(|d| format!("{} {}", line(d), d.code)).collect()
    }

    /// Twice as much must not cost four times as much: with that, these would take minutes.
    #[test]
    fn thousands_of_suppressions_cost_what_they_are_long() {
        let one =
            "The lamp is out.\n\n<!-- copydesk-disable house/no-lamps: a quotation -->\nThe lamp glows.\n\n";
        let text = format!("A start.\n\n{}", one.repeat(8000));
        assert_eq!(found(&text).len(), 8000);
        let comments = "<!-- copydesk-disable house/no-lamps: a quotation -->\n".repeat(20_000);
        assert_eq!(found(&format!("A start.\n\n{comments}The lamp glows.\n")), [""; 0]);
        let codes = (0..30_000).map(|n| format!("a/{n} house/no-lamps ")).collect::<String>();
        let left = found(&format!("A start.\n\n<!-- copydesk-disable {codes} -->\nThe lamp glows.\n"));
        assert_eq!(left.len(), 30_000);
    }

    #[test]
    fn suppressions_hold_where_they_say() {
        let table: &[(&str, &[&str])] = &[
            ("The lamp glows.\n\nThe lamp is out.\n", &["1 house/no-lamps", "3 house/no-lamps"]),
            // Elsewhere: the next block.
            (
                "The lamp glows.\n\n<!-- copydesk-disable house/no-lamps: a quotation -->\nThe lamp is out.\n\nNo lamp.\n",
                &["1 house/no-lamps", "6 house/no-lamps"],
            ),
            // At the top: the whole file.
            (
                "<!-- copydesk-disable house/no-lamps: a catalogue -->\n\nThe lamp glows.\n\nThe lamp is out.\n",
                &[],
            ),
            // Another code is another matter; an unused one is told.
            (
                "A start.\n\n<!-- copydesk-disable house/no-chairs -->\nThe lamp is out.\n",
                &["3 suppression/unused", "4 house/no-lamps"],
            ),
            (
                "A start.\n\n<!-- copydesk-disable house/*, house/no-lamps: both -->\nThe lamp, the chair.\n",
                &[],
            ),
            ("<!-- copydesk-disable house/no-lmps -->\n\nA start.\n", &["1 suppression/unknown-code"]),
            ("<!-- copydesk-disabled house/no-lamps -->\n\nA lamp.\n", &["3 house/no-lamps"]),
        ];
        for (text, expected) in table {
            assert_eq!(&found(text), expected, "{text}");
        }
    }
}
