//! `<!-- copydesk-disable CODE: reason -->`: findings an editor has looked at and does not want to see again.
//!
//! Before anything else in a file it holds for the whole file, elsewhere for the next block. One that
//! silences nothing is reported, so that none outlives its reason.

use crate::model::{Article, Block, Code, Diagnostic, Form, Severity, Span};
use crate::rules::Packs;

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
    /// The source it holds for.
    holds: Span,
    is_used: bool,
}

/// Takes away what is suppressed and reports suppressions that do nothing.
pub fn suppress(article: &Article, packs: &Packs, diagnostics: &mut Vec<Diagnostic>) {
    let mut all = suppressions(article);
    if all.is_empty() {
        return;
    }
    diagnostics.retain(|d| {
        let mut is_kept = true;
        for suppression in all.iter_mut().filter(|s| holds(s, d)) {
            suppression.is_used = true;
            is_kept = false;
        }
        is_kept
    });
    diagnostics.extend(all.iter().filter(|s| !s.is_used).map(|s| idle(s, packs)));
}

fn holds(suppression: &Suppression<'_>, finding: &Diagnostic) -> bool {
    let code = finding.code.as_str();
    let is_meant = match suppression.code.strip_suffix("/*") {
        Some(pack) => code.split('/').next() == Some(pack),
        None => code == suppression.code,
    };
    is_meant && (suppression.holds.start..=suppression.holds.end).contains(&finding.span.start)
}

fn idle(suppression: &Suppression<'_>, packs: &Packs) -> Diagnostic {
    let code = suppression.code;
    let pack = code.strip_suffix("/*");
    let is_known = packs.rule(code).is_some()
        || crate::codes::builtin(code).is_some()
        || pack.is_some_and(|p| packs.rules().iter().any(|r| r.code.as_str().split('/').next() == Some(p)));
    if is_known {
        let message = format!("nothing here is reported by {code}; take the suppression out");
        return Diagnostic::new(UNUSED, Severity::Warning, suppression.span, message);
    }
    let near = packs.suggest(code).map_or_else(String::new, |n| format!("; did you mean {n}?"));
    Diagnostic::new(UNKNOWN, Severity::Warning, suppression.span, format!("there is no rule {code}{near}"))
}

fn suppressions(article: &Article) -> Vec<Suppression<'_>> {
    let mut all = Vec::new();
    let mut is_top = true;
    let is_apparatus = |b: &Block| matches!(b.form, Form::Comment | Form::Meta(_));
    for (at, block) in article.blocks.iter().enumerate() {
        if block.form == Form::Comment {
            let next = article.blocks[at + 1..].iter().find(|b| !is_apparatus(b));
            let whole = Span::new(0, article.source.text().len());
            let holds = if is_top { Some(whole) } else { next.map(|b| b.span) };
            let holds = holds.unwrap_or(Span::at(block.span.end as usize));
            all.extend(codes(block.text.as_str()).map(|code| Suppression {
                code,
                span: block.span,
                holds,
                is_used: false,
            }));
        }
        is_top &= is_apparatus(block);
    }
    all
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
