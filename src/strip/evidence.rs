//! What became of single blocks, and why, in words for people.

use super::judge::Ground;
use super::{Rules, Sheet, Surroundings, inline, outside, reason, sheet};
use crate::model::{Block, Draft, Source, Span, Verdict};
use std::fmt::Write as _;

/// What the stage makes of the blocks that touch a line, one paragraph each; empty where none does.
#[must_use]
pub fn evidence(mut draft: Draft, rules: &Rules, around: &Surroundings<'_>, line: usize) -> String {
    inline::clean(&mut draft, rules);
    let (blocks, outside) = outside::part(std::mem::take(&mut draft.blocks), rules, around.protected);
    draft.blocks = blocks;
    let sheet = sheet(&draft.blocks, &draft.source, rules, around);
    let mut out = String::new();
    for (at, block) in draft.blocks.iter().enumerate() {
        if lines(&draft.source, block.span).contains(&line) {
            tell(at, &draft, &sheet, rules, &mut out);
        }
    }
    for block in outside.iter().filter(|b| lines(&draft.source, b.span).contains(&line)) {
        let Verdict::Drop(reason) = &block.verdict else { continue };
        let at = lines(&draft.source, block.span).start;
        let _ = writeln!(out, "{}:{at}: dropped by {}: {}", draft.source.name(), reason.code, reason.why);
        let _ = writeln!(out, "  text      {}", head(block));
    }
    out
}

/// The beginning of a block's text.
fn head(block: &Block) -> String {
    block.text.as_str().chars().take(70).collect()
}

fn lines(source: &Source, span: Span) -> std::ops::Range<usize> {
    source.lines(span)
}

fn tell(at: usize, draft: &Draft, sheet: &Sheet, rules: &Rules, out: &mut String) {
    let block = &draft.blocks[at];
    let f = &sheet.measured.features[at];
    let lines = lines(&draft.source, block.span);
    let verdict = match sheet.grounds[at].map(|g| reason(g, rules)) {
        Some(r) if rules.is_off(&r.code) => format!("kept: {} is switched off", r.code),
        Some(r) => format!("dropped by {}: {}", r.code, r.why),
        None => "kept".to_owned(),
    };
    let _ = writeln!(out, "{}:{}: {verdict}", draft.source.name(), lines.start);
    let _ = writeln!(out, "  text      {}", head(block));
    let _ = writeln!(out, "  form      {:?}, {} words", block.form, f.words);
    let claimed = sheet.measured.hits[at].map(|rule| rules.code(rule).to_string());
    let alone = match (&claimed, sheet.grounds[at]) {
        (None, _) => "no rule claims it by itself".to_owned(),
        (Some(code), Some(Ground::Rule(_))) => format!("{code} claims it"),
        (Some(code), _) => format!("{code} claims it, but not where it stands"),
    };
    let _ = writeln!(out, "  rules     {alone}");
    let traits = [
        (f.safe, "protected"),
        (f.prose, "running text"),
        (f.open, "short, without a sentence's end"),
        (f.heading, "has the form of a heading"),
        (f.item, "a list item"),
        (f.field, "a byline or date"),
        (f.dated, "has a date"),
        (f.link, "has an address"),
        (f.piece, "a piece of a sentence"),
        (f.echo.copy, "stands above already"),
        (f.echo.contents, "lists headings below"),
        (f.echo.about, "begins with the name of who signs"),
    ];
    let traits: Vec<&str> = traits.iter().filter(|(is, _)| *is).map(|(_, says)| *says).collect();
    let _ = writeln!(
        out,
        "  looks     {}",
        if traits.is_empty() { "like nothing known".into() } else { traits.join(", ") }
    );
    let claims = |range: std::ops::Range<usize>| range.filter(|&i| sheet.grounds[i].is_some()).count();
    let n = draft.blocks.len();
    let (from, to) = (at.saturating_sub(5), (at + 6).min(n));
    let _ = writeln!(
        out,
        "  stands    block {} of {n}; {} of the {} around it go, {} on the page",
        at + 1,
        claims(from..to) - claims(at..at + 1),
        to - from - 1,
        claims(0..n)
    );
    if let Some(outline) = &sheet.outline {
        let _ = writeln!(out, "  outline   {}", outline.told(at));
    }
}
