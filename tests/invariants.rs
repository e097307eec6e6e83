//! What holds for every input: totality, no harm, idempotence, and that everything is accounted for.

use crate::mojibake::Table;
use crate::support::soup::{bytes, hold, soup};
use crate::support::{apply, edit, files, fixed, read, try_edit};
use copydesk::model::{Edited, Ledger, Media, Part, Span};
use copydesk::repair::{self, Options};
use proptest::prelude::*;
use std::cell::Cell;

/// All documents of the repository: seeds, their clean texts, the inputs of the cases.
fn documents() -> Vec<(String, Vec<u8>)> {
    let mut paths = files("seeds", &[".txt", ".md"]);
    paths.extend(files("fixtures", &[".txt", ".md", ".html"]));
    paths
        .into_iter()
        .map(|p| (p.display().to_string(), std::fs::read(&p).expect("fixtures can be read")))
        .collect()
}

/// Every promise about one edited document.
fn check(edited: &Edited) -> Result<(), TestCaseError> {
    check_spans(edited)?;
    check_pieces(edited)?;
    check_ledger(edited)
}

fn check_spans(edited: &Edited) -> Result<(), TestCaseError> {
    let article = &edited.article;
    let text = article.source.text();
    let found = edited.diagnostics.iter().flat_map(|d| {
        std::iter::once(d.span).chain(d.labels.iter().map(|l| l.span)).chain(d.fix.iter().map(|f| f.span))
    });
    let pieces = article.blocks.iter().flat_map(|b| b.text.pieces().iter().map(|p| p.span));
    let blocks = article.blocks.iter().map(|b| b.span);
    let changes = article.changes.iter().map(|c| c.span);
    for Span { start, end } in found.chain(pieces).chain(blocks).chain(changes) {
        prop_assert!(text.get(start as usize..end as usize).is_some(), "{start}..{end} cuts a character");
    }
    let ordered = article.blocks.windows(2).all(|b| b[0].span.end <= b[1].span.start);
    prop_assert!(ordered, "blocks overlap or are out of order");
    Ok(())
}

fn check_pieces(edited: &Edited) -> Result<(), TestCaseError> {
    for block in &edited.article.blocks {
        let mut at = 0;
        for piece in block.text.pieces() {
            prop_assert_eq!(piece.range().start, at, "pieces leave a gap in {:?}", block.text);
            at = piece.range().end;
            if piece.verbatim {
                let there = edited.article.source.slice(piece.span);
                prop_assert_eq!(&block.text.as_str()[piece.range()], there);
            }
        }
        prop_assert_eq!(at, block.text.as_str().len());
    }
    Ok(())
}

fn check_ledger(edited: &Edited) -> Result<(), TestCaseError> {
    let article = &edited.article;
    let ledger = Ledger::of(article);
    let rebuilt = ledger.rebuild(|n| article.blocks[n].text.as_str());
    prop_assert_eq!(rebuilt.as_deref(), Some(article.source.text()));
    if article.source.media() == Media::Plain {
        for part in ledger.parts() {
            check_accounted(edited, part)?;
        }
    }
    Ok(())
}

/// In plain text nothing but marks may pass as layout, and a change of words needs an entry.
fn check_accounted(edited: &Edited, part: &Part) -> Result<(), TestCaseError> {
    match part {
        Part::Layout(layout) => {
            let words = layout.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).count();
            prop_assert_eq!(words, 0, "words lost as layout: {:?}", layout);
        }
        Part::Changed { block, range, original } => {
            let block = &edited.article.blocks[*block];
            let span = block.text.pieces().iter().find(|p| p.range() == *range).map(|p| p.span);
            let entered = edited.article.changes.iter().any(|c| span.is_some_and(|s| overlap(c.span, s)));
            let joined = original.trim().is_empty();
            prop_assert!(entered || joined, "changed without an entry: {:?}", original);
        }
        Part::Kept { .. } | Part::Dropped { .. } => {}
    }
    Ok(())
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

#[test]
fn documents_are_accounted_for() {
    for (name, bytes) in documents() {
        if let Some(edited) = edit(&name, &bytes) {
            check(&edited).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

/// What of a byline goes is cut out piece by piece.
#[test]
fn bylines_with_brackets_are_accounted_for() {
    const PROSE: &str =
        "The mill turned again on Monday, and all who had paid for its new wheel came to see it turn.";
    for names in
        ["Ann Poe (text) and Jo Holm (photos)", "Ann Poe (a (b) and Jo Holm", "Ann Poe ((a) b)", "Ann Poe (a"]
    {
        let page = format!("The Mill Turns Again\nBy {names}\nMay 3, 2025\n\n{PROSE}\n\n{PROSE}\n");
        let edited = edit("a.txt", page.as_bytes()).expect("text");
        check(&edited).unwrap_or_else(|e| panic!("{names}: {e}"));
    }
}

/// Bytes that are no text are refused with advice; most are edited.
#[test]
fn any_bytes_give_an_answer() {
    for name in ["a.txt", "a.md", "a.html"] {
        let edited = Cell::new(0);
        hold(150, bytes(), |input| match try_edit(name, &input) {
            Ok(done) => {
                edited.set(edited.get() + 1);
                check(&done)
            }
            Err(refused) => {
                prop_assert!(refused.message.contains(';'), "no advice: {}", refused.message);
                Ok(())
            }
        });
        assert!(edited.get() >= 75, "{name}: all but {} were refused", edited.get());
    }
}

#[test]
fn any_text_is_accounted_for() {
    for name in ["a.txt", "a.md", "a.html"] {
        hold(200, soup(), |input| edit(name, input.as_bytes()).map_or(Ok(()), |edited| check(&edited)));
    }
}

#[test]
fn a_second_repair_changes_nothing() {
    hold(5_000, soup(), |input| {
        let once = fixed(&input);
        prop_assert_eq!(fixed(&once), once);
        Ok(())
    });
}

#[test]
fn repairs_are_in_order_and_name_their_place() {
    hold(300, soup(), |input| {
        let found = repair::find(&input, &Options::default());
        let ordered = found.repairs.windows(2).all(|r| r[0].range.end <= r[1].range.start);
        prop_assert!(ordered, "repairs overlap: {:?}", found.repairs);
        for repair in &found.repairs {
            prop_assert!(input[repair.range.clone()] != *repair.replacement, "a repair that changes nothing");
        }
        Ok(())
    });
}

#[test]
fn refusing_guesses_leaves_only_certain_repairs() {
    let options = Options { certain_only: true, ..Options::default() };
    hold(200, soup(), |input| {
        let found = repair::find(&input, &options);
        let sure = found.repairs.iter().all(|r| r.certainty == copydesk::model::Certainty::Certain);
        prop_assert!(sure, "a guess although guesses were refused: {:?}", found.repairs);
        Ok(())
    });
}

#[test]
fn clean_text_is_left_alone_in_any_company() {
    let table = Table::load();
    let mut texts: Vec<String> = table.clean_texts().map(str::to_owned).collect();
    texts.extend(files("fixtures/seeds", &[".clean.txt", ".clean.md"]).iter().map(|p| read(p)));
    let pair = (prop::sample::select(texts.clone()), prop::sample::select(texts));
    hold(300, pair, |(a, b)| {
        let both = format!("{a}\n{b}");
        let found = repair::find(&both, &Options::default());
        prop_assert_eq!(apply(&both, &found), both);
        Ok(())
    });
}
