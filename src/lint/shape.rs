//! `forbid: {shape: …}`: faults in how a document is built.

use super::balance::{lone_brackets, open_quotations};
use super::ending::unfinished_end;
use super::occurrence::{Values, finding, views};
use super::page::{Page, View};
use super::require::clip;
use crate::model::{Diagnostic, Form, Label, Role, Severity};
use crate::rules::{Rule, Shape, ShapeKind, words};
use std::collections::HashMap;
use std::ops::Range;

/// A block of the shape, with the block it repeats, where it repeats one.
pub(super) struct Found<'p, 'a> {
    view: &'p View<'a>,
    /// The place in its text; without one, its first sentence.
    place: Option<Range<usize>>,
    /// Of the other block, and the bytes of its text that say the same.
    earlier: Option<(&'p View<'a>, Range<usize>)>,
}

impl<'p, 'a> Found<'p, 'a> {
    pub(super) fn block(view: &'p View<'a>) -> Self {
        Self { view, place: None, earlier: None }
    }

    pub(super) fn at(view: &'p View<'a>, place: Range<usize>) -> Self {
        Self { view, place: Some(place), earlier: None }
    }
}

pub(super) fn check(
    page: &Page<'_>,
    number: usize,
    rule: &Rule,
    severity: Severity,
    shape: Shape,
    out: &mut Vec<Diagnostic>,
) {
    let views: Vec<&View<'_>> = views(page, number, rule).collect();
    let found = match shape.kind {
        ShapeKind::BareHeading => bare_headings(&views),
        ShapeKind::EmptyBlock => empty(&views),
        ShapeKind::RepeatedBlock => repeated_blocks(&views),
        ShapeKind::RepeatedHighlight => repeated_highlights(page, &views),
        ShapeKind::OpenQuotation => open_quotations(&views),
        ShapeKind::LoneBracket => lone_brackets(&views),
        ShapeKind::UnfinishedEnd => unfinished_end(&views),
    };
    for Found { view, place, earlier } in found {
        let is_excused = rule.except.as_ref().is_some_and(|except| except.matches(&view.passage));
        if is_excused || words(view.text()) < shape.min_words {
            continue;
        }
        let range = place.unwrap_or_else(|| view.passage.sentence(0));
        let text = view.text();
        let fallback = format!("{}: “{}”", says(shape.kind), clip(&text[range.clone()]));
        let values = Values { matched: text, ..Values::default() };
        let mut diagnostic = finding(rule, severity, view, range, &values, fallback);
        if text.is_empty() {
            diagnostic.span = view.block.span;
        }
        diagnostic.labels.extend(
            earlier.map(|(view, range)| Label {
                span: view.span(range),
                message: "said here already".to_owned(),
            }),
        );
        out.push(diagnostic);
    }
}

fn says(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::BareHeading => "a heading with nothing under it",
        ShapeKind::EmptyBlock => "a block that says nothing",
        ShapeKind::RepeatedBlock => "said above already, word for word",
        ShapeKind::RepeatedHighlight => "a highlight that only repeats the text",
        ShapeKind::OpenQuotation => "a quotation that nothing closes",
        ShapeKind::LoneBracket => "a bracket without its partner",
        ShapeKind::UnfinishedEnd => "a text that stops in the middle of a sentence",
    }
}

/// Headings under which no text stands before the next heading of the same or a higher level. Where
/// levels are not known, a heading right under another may be its subheading. In a text without marks for
/// headings, a line that nothing stands under was taken for a paragraph; where the text has headings, it is one.
fn bare_headings<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let body: Vec<&'p View<'a>> = views.iter().copied().filter(|v| v.block.role == Role::Body).collect();
    let level = |v: &View<'_>| if let Form::Heading(level) = v.block.form { Some(level) } else { None };
    let plain: Vec<usize> = (0..body.len()).filter(|&at| level(body[at]) == Some(0)).collect();
    let has_plain = plain.len() >= 2;
    let word_count = |v: &View<'_>| v.text().split_whitespace().count();
    let fewest = plain.iter().map(|&at| word_count(body[at])).min().unwrap_or(0).clamp(2, 3);
    let is_bare = |at: usize| {
        let next = body.get(at + 1).map(|next| level(next));
        match (level(body[at]), next) {
            (Some(_), None) => true,
            (Some(0), Some(Some(0))) => has_plain && are_siblings(body[at].text(), body[at + 1].text()),
            (Some(own), Some(next)) => next.is_some_and(|next| own != 0 && next != 0 && next <= own),
            (None, None | Some(Some(0))) => {
                let is_under_text = at > 0 && level(body[at - 1]).is_none() && ends(body[at - 1].text());
                // In mid-text two words may be a name, a label or a button.
                let fewest = if next.is_none() { fewest } else { 3 };
                let is_among = plain.first().is_some_and(|&first| first < at)
                    || body.get(at + 1).is_some_and(|next| are_siblings(body[at].text(), next.text()));
                has_plain && is_among && is_under_text && reads_as_heading(body[at], fewest)
            }
            (None, Some(_)) => false,
        }
    };
    (0..body.len()).filter(|&at| is_bare(at)).map(|at| Found::block(body[at])).collect()
}

/// Whether a text ends as sentences do.
pub(super) fn ends(text: &str) -> bool {
    let text = text
        .trim_end()
        .trim_end_matches(['”', '"', '’', '»', '«', '“', ')', '」', '）', '\'', '\u{a0}', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// Whether two headings are worded alike, as those of one level are: they begin with the same word, or both ask.
fn are_siblings(one: &str, other: &str) -> bool {
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let asks = |text: &str| text.trim_end().ends_with(['?', '？']);
    first(one).chars().count() > 2 && first(one) == first(other) || asks(one) && asks(other)
}

/// Whether a paragraph is a line as headings are: a few words, a capital in front, no mark behind, and not
/// only names, as where somebody signs.
fn reads_as_heading(view: &View<'_>, fewest: usize) -> bool {
    let text = view.text().trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words.iter().filter(|w| w.len() > 2 && w.starts_with(char::is_lowercase)).count();
    view.block.form == Form::Paragraph
        && (fewest..=10).contains(&words.len())
        && small >= 1
        && text.starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphabetic() || c == '?')
        && !text.contains(['|', '·', '•', '©', '@', ':', ';', ',', '.', '“', '"'])
        && !SIGNATURES.contains(&words[0].to_lowercase().as_str())
}

/// What a last line begins with that names who wrote, showed or owns something.
const SIGNATURES: &[&str] = &[
    "by",
    "additional",
    "reporting",
    "edited",
    "editing",
    "photo",
    "photograph",
    "picture",
    "image",
    "text",
    "source",
    "sources",
    "read",
    "von",
    "par",
    "por",
    "de",
    "foto",
    "fotos",
    "texte",
    "copyright",
    "subscribe",
    "share",
    "follow",
    "click",
    "more",
    "see",
    "listen",
    "watch",
];

fn empty<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let says_nothing = |v: &&&View<'_>| !v.text().contains(char::is_alphanumeric);
    views.iter().filter(says_nothing).map(|&view| Found::block(view)).collect()
}

/// The words of a text as they stand levelled, so that case, quotes and spacing make no difference.
fn said(view: &View<'_>) -> String {
    view.passage.level().trim().to_owned()
}

fn repeated_blocks<'p, 'a>(views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, &view) in views.iter().enumerate() {
        // Rows of tables and lines of code come back for good reasons, highlights have a shape of their own.
        let is_text =
            !matches!(view.block.form, Form::Row | Form::Code) && view.block.role != Role::Highlight;
        if !is_text || !view.text().contains(char::is_alphanumeric) {
            continue;
        }
        match first.get(&said(view)) {
            Some(&earlier) if is_verse(views, earlier) && is_verse(views, at) => {}
            Some(&earlier) => {
                let earlier = Some((views[earlier], views[earlier].passage.sentence(0)));
                found.push(Found { earlier, ..Found::block(view) });
            }
            None => {
                first.insert(said(view), at);
            }
        }
    }
    found
}

/// Most words of a line of verse.
const VERSE_WORDS: usize = 16;

/// Whether a line goes on with the one before it, as those of songs do: a line of about the same length that no
/// sentence ends with. Refrains come back.
fn is_verse(views: &[&View<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| views[before]) else { return false };
    let count = |view: &View<'_>| view.text().split_whitespace().count();
    let (own, other) = (count(views[at]), count(before));
    let is_alike = own <= VERSE_WORDS && other <= VERSE_WORDS && own * 2 >= other && other * 2 >= own;
    is_alike && before.block.form == Form::Paragraph && !ends(before.text())
}

fn repeated_highlights<'p, 'a>(page: &'p Page<'a>, views: &[&'p View<'a>]) -> Vec<Found<'p, 'a>> {
    let is_highlight = |v: &View<'_>| v.block.role == Role::Highlight;
    if !views.iter().any(|v| is_highlight(v)) {
        return Vec::new();
    }
    // A full stop makes no difference: highlights often go without.
    let bare = |text: &str| crate::rules::level(text).trim_end_matches(['.', ' ']).trim_start().to_owned();
    let mut sentences: HashMap<String, (&'p View<'a>, Range<usize>)> = HashMap::new();
    for view in page.views.iter().filter(|v| v.block.is_kept() && v.block.role == Role::Body) {
        for sentence in view.passage.sentences() {
            let text = bare(&view.text()[sentence.clone()]);
            sentences.entry(text).or_insert_with(|| (view, sentence.clone()));
        }
    }
    views
        .iter()
        .filter(|v| is_highlight(v))
        .filter_map(|&view| {
            let earlier = sentences.get(&bare(view.text()))?;
            Some(Found { earlier: Some(earlier.clone()), ..Found::block(view) })
        })
        .collect()
}
