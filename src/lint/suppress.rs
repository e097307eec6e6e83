//! `<!-- copydesk-disable CODE: reason -->`: findings an editor has looked at and does not want to see again.
//!
//! Before anything else in a file it holds for the whole file, elsewhere for the next block. One that
//! silences nothing is reported, so that none outlives its reason.

use super::require::clip;
use crate::codes;
use crate::model::{Article, Block, Code, Diagnostic, Form, Severity, Span};
use crate::rules::Packs;
use std::collections::{BTreeMap, BTreeSet};

/// Silences nothing.
const UNUSED: Code = Code::new("suppression/unused");
/// Names no code there is.
const UNKNOWN: Code = Code::new("suppression/unknown-code");
/// Is written in a way that silences nothing, or not what it seems to.
const MALFORMED: Code = Code::new("suppression/malformed");

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
    /// Comments that look like suppressions and are written otherwise, and what is wrong with them.
    malformed: Vec<(Span, String)>,
    /// By code, or by pack for all codes of one: their stretches, ascending, none twice.
    by_code: BTreeMap<&'a str, Vec<usize>>,
    by_pack: BTreeMap<&'a str, Vec<usize>>,
}

/// Takes away what is suppressed and reports suppressions that do nothing.
pub fn suppress(article: &Article, packs: &Packs, diagnostics: &mut Vec<Diagnostic>) {
    let mut all = All::of(article);
    let malformed = all.malformed.drain(..);
    diagnostics.extend(malformed.map(|(span, why)| Diagnostic::new(MALFORMED, Severity::Warning, span, why)));
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
            let directive = Directive::read(block.text.as_str());
            all.malformed.extend(directive.fault.map(|fault| (block.span, fault)));
            let mut seen = BTreeSet::new();
            for code in directive.codes.filter(|code| seen.insert(*code)) {
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
            || codes::builtin(code).is_some()
            || code.strip_suffix("/*").is_some_and(is_pack);
        if is_known {
            return (UNUSED, format!("nothing here is reported by {code}; take the suppression out"));
        }
        self.suggested += 1;
        let near = if self.suggested > SUGGESTED { None } else { meant(self.packs, code) };
        let near = near.map_or_else(String::new, |n| format!("; did you mean {n}?"));
        (UNKNOWN, format!("there is no rule {code}{near}"))
    }
}

/// The code that was probably meant.
fn meant<'p>(packs: &'p Packs, code: &str) -> Option<&'p str> {
    let builtin = || crate::rules::nearest(code, codes::BUILTINS.iter().map(|b| b.code));
    codes::of_name(code).next().or_else(|| packs.suggest(code)).or_else(builtin)
}

/// What a comment silences.
struct Directive<'a, I: Iterator<Item = &'a str>> {
    codes: I,
    /// What is wrong with the way it is written.
    fault: Option<String>,
}

/// How suppressions are written, for those that are not.
const FORM: &str = "write `<!-- copydesk-disable CODE: reason -->`";

impl<'a> Directive<'a, std::vec::IntoIter<&'a str>> {
    fn read(comment: &'a str) -> Self {
        let inner = comment.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let rest = inner.strip_prefix(WORD).filter(|r| r.is_empty() || r.starts_with(char::is_whitespace));
        let Some(rest) = rest else {
            let fault = is_meant(inner).then(|| {
                let word = inner.split_whitespace().next().unwrap_or_default();
                format!("`{}` silences nothing; {FORM}", clip(word))
            });
            return Self { codes: Vec::new().into_iter(), fault };
        };
        let (named, has_reason) = rest.split_once(':').map_or((rest, false), |(codes, _)| (codes, true));
        let words = || named.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let is_code = |word: &&str| word.contains('/');
        // A single word is a code without its pack.
        let codes: Vec<&str> =
            if words().nth(1).is_none() { words().collect() } else { words().filter(is_code).collect() };
        let prose = words().find(|word| !codes.contains(word));
        let fault = match (prose, codes.is_empty()) {
            (_, true) => Some(format!("no code is named here, so nothing is silenced; {FORM}")),
            (Some(word), _) if has_reason => Some(format!("`{}` is no code; {FORM}", clip(word))),
            (Some(_), _) => Some(format!("a colon is missing before the reason; {FORM}")),
            (None, _) => None,
        };
        Self { codes: codes.into_iter(), fault }
    }
}

/// Words that follow the program's name in what is meant as a suppression.
const MEANT: &[&str] = &["disable", "ignore", "suppress", "silence", "allow", "off", "noqa", "enable"];

/// Whether a comment that is no suppression was probably meant as one. Newsrooms have copy desks, and leave
/// them notes (`Copydesk: check the figures`).
fn is_meant(comment: &str) -> bool {
    let head: String = comment.chars().take(32).flat_map(char::to_lowercase).collect();
    let Some(rest) = head.strip_prefix("copydesk") else { return false };
    let begins = |word: &str| rest[1..].starts_with(word);
    match rest.bytes().next() {
        Some(b'-' | b'_' | b':') => MEANT.iter().any(|word| begins(word)),
        Some(b' ') => begins("disable"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use crate::model::Media;
    use crate::repair::Options;
    use crate::rules::{PackSource, Packs};

    #[test]
    fn what_is_meant_as_a_suppression_and_is_none_is_told() {
        let table: &[(&str, &str, bool)] = &[
            ("copydesk-disable: house/no-lamps", "`copydesk-disable:` silences nothing", false),
            ("copydesk-disable", "no code is named", false),
            ("copydesk-disable : a reason", "no code is named", false),
            ("Copydesk-Disable house/no-lamps", "`Copydesk-Disable` silences nothing", false),
            ("copydesk_disable house/no-lamps", "silences nothing", false),
            ("copydesk disable house/no-lamps", "silences nothing", false),
            ("copydesk-ignore house/no-lamps", "silences nothing", false),
            ("copydesk-disable-next house/no-lamps", "silences nothing", false),
            ("copydesk-disable house/no-lamps a quotation", "a colon is missing", true),
            ("copydesk-disable house/no-lamps and house/*: both", "`and` is no code", true),
            ("copydesk-disable house/no-lamps: a quotation: hers", "", true),
            ("copydesk-disable house/no-lamps", "", true),
            // Notes of a newsroom to its copy desk.
            ("Copydesk: check the figures", "", false),
            ("copydesk please ignore", "", false),
            ("copydeskdisable", "", false),
            ("copydesk", "", false),
            ("copydesk-é", "", false),
        ];
        for (comment, fault, is_silent) in table {
            let text = format!("A start.\n\n<!-- {comment} -->\nThe lamp is out.\n");
            let directive = super::Directive::read(comment);
            let told = directive.fault.unwrap_or_default();
            assert!(told.contains(fault) && told.is_empty() == fault.is_empty(), "{comment}: {told}");
            let found = found(&text);
            assert_eq!(found.contains(&"3 suppression/malformed".to_owned()), !fault.is_empty(), "{comment}");
            assert_eq!(found.contains(&"4 house/no-lamps".to_owned()), !is_silent, "{comment}: {found:?}");
        }
    }

    #[test]
    fn a_name_without_its_pack_brings_the_whole_code_to_mind() {
        let told = |code: &str| {
            let packs = Packs::embedded();
            let text = format!("A start.\n\n<!-- copydesk-disable {code}: so -->\nThe lamp.\n");
            let edited = Desk::new(Options::default(), packs).edit_text("a.md", text, Some(Media::Markdown));
            edited.diagnostics.into_iter().map(|d| d.message).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told("doubled-word"), "there is no rule doubled-word; did you mean text/doubled-word?");
        assert_eq!(
            told("text/doubled-wrod"),
            "there is no rule text/doubled-wrod; did you mean text/doubled-word?"
        );
        assert_eq!(told("ambiguous"), "there is no rule ambiguous; did you mean mojibake/ambiguous?");
        assert_eq!(told("zzzzzz/yyyyyyyy"), "there is no rule zzzzzz/yyyyyyyy");
    }

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
            (
                "<!-- copydesk-disabled house/no-lamps -->\n\nA lamp.\n",
                &["1 suppression/malformed", "3 house/no-lamps"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(&found(text), expected, "{text}");
        }
    }
}
