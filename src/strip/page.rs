//! What the page's blocks look like to the one who judges them.

use super::echo::{self, Echo};
use crate::arrange;
use crate::model::{Block, Form, Role};
use crate::segment::{has_heading_form, is_prose};

/// One block, measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    /// Words, counted up to 200; four characters count as one in scripts without spaces.
    pub(super) words: usize,
    /// Long running text with a sentence's end.
    pub(super) prose: bool,
    /// Running text by the measure of its page: where nearly all paragraphs are short, every sentence.
    pub(super) text: bool,
    /// Short and without a sentence's end: a label, a link, a headline.
    pub(super) open: bool,
    /// Ends with a question or an exclamation.
    pub(super) asks: bool,
    /// Ends with a full stop.
    pub(super) stops: bool,
    /// Ends with a colon.
    pub(super) colon: bool,
    /// A list item or table cell.
    pub(super) item: bool,
    /// Has the form of a heading.
    pub(super) heading: bool,
    /// Is the title already, by markup or as a field.
    pub(super) title: bool,
    /// Can be a title, by what it says.
    pub(super) titular: bool,
    /// Breaks off before the words it leads to.
    pub(super) breaks_off: bool,
    /// Reads like words of a text, not like a name or an amount.
    pub(super) reads: bool,
    /// Must be kept whatever it looks like.
    pub(super) safe: bool,
    /// Holds an address: a reference, more often than a label.
    pub(super) link: bool,
    /// A short line with a date in it.
    pub(super) dated: bool,
    /// A byline or a date alone on its line.
    pub(super) field: bool,
    /// One of the lines that the article opens with.
    pub(super) opening: bool,
    /// A piece of a sentence that a link or an emphasis has cut into lines.
    pub(super) piece: bool,
    /// Begins as what somebody says does: with a quotation mark or a dash.
    pub(super) quoted: bool,
    /// What an article says of itself: a correction, a note of its author, whom to ask.
    pub(super) note: bool,
    /// Has figures among its words, or a colon inside.
    pub(super) fact: bool,
    /// What it has in common with other blocks.
    pub(super) echo: Echo,
}

/// Words a block of running text has at least.
const PROSE: usize = 20;

/// Measures every block. `safe` tells, by their place, those that must be kept.
pub(super) fn features(blocks: &[Block], safe: &dyn Fn(usize) -> bool) -> Vec<Feature> {
    let echoes = echo::echoes(blocks);
    let mut features: Vec<Feature> =
        blocks.iter().zip(echoes).enumerate().map(|(i, (b, echo))| feature(b, safe(i), echo)).collect();
    // Over the text a place may stand before the date.
    let first = features.iter().position(|f| f.prose).unwrap_or(0);
    for (feature, block) in features[..first].iter_mut().zip(blocks) {
        let text = block.text.as_str();
        feature.field |=
            feature.words <= 20 && (arrange::is_placed_date(text) || arrange::is_barred_date(text));
    }
    for (at, pair) in blocks.windows(2).enumerate() {
        let (above, below) = (pair[0].text.as_str(), pair[1].text.as_str());
        // A sentence has some length; the small letters of a menu have not.
        let long = features[at].words.max(features[at + 1].words) >= 6;
        if long && !ends_sentence(above) && goes_on(below) {
            for feature in &mut features[at..at + 2] {
                feature.piece = true;
                feature.open = false;
            }
        }
    }
    features
}

/// One in so many blocks of such a page is a sentence.
const SAID: usize = 5;

/// Words of a sentence that counts as running text on a page of short paragraphs.
const SENTENCE: usize = 6;

/// Says of every block whether it is running text by the measure of its page: where sentences shorter than a
/// paragraph hold most of the words, they are its text. `is_hit` tells which blocks rules claim.
pub(super) fn mark_text(features: &mut [Feature], is_hit: &dyn Fn(usize) -> bool) {
    let is_said =
        |at: usize, f: &Feature| f.prose || !f.open && !f.field && f.words >= SENTENCE && !is_hit(at);
    let words = |is: &dyn Fn(usize, &Feature) -> bool| -> usize {
        features.iter().enumerate().filter(|(at, f)| is(*at, f)).map(|(_, f)| f.words).sum()
    };
    let count = features.iter().enumerate().filter(|(at, f)| is_said(*at, f)).count();
    // On the whole page of a site most of what is said are teasers.
    let is_short = count * SAID >= features.len() && words(&|_, f| f.prose) * 2 < words(&is_said);
    let said: Vec<bool> =
        features.iter().enumerate().map(|(at, f)| if is_short { is_said(at, f) } else { f.prose }).collect();
    features.iter_mut().zip(said).for_each(|(f, said)| f.text = said);
}

/// Whether a line goes on with the sentence above it: it begins with a small letter, or with a mark
/// that ends something.
fn goes_on(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(',' | ';' | '.' | ')' | '’') => true,
        Some(first) => first.is_lowercase() && text.contains(' '),
        None => false,
    }
}

fn feature(block: &Block, safe: bool, echo: Echo) -> Feature {
    let text = block.text.as_str();
    let words = words(text);
    let form = block.form;
    let ends = ends_sentence(text);
    let meta = matches!(form, Form::Meta(_));
    Feature {
        words,
        prose: !meta && ((words >= PROSE && is_prose(text)) || words >= 45 || form == Form::Code),
        text: false,
        open: !ends && words <= 25,
        stops: text.ends_with(['.', '。']) && !text.ends_with(".."),
        colon: text.ends_with([':', '：']),
        asks: words <= 25 && text.ends_with(['?', '!', '？', '！']),
        item: matches!(form, Form::Item { .. } | Form::Row),
        heading: matches!(form, Form::Heading(_)) || (form == Form::Paragraph && has_heading_form(text)),
        title: block.role == Role::Title || form == Form::Meta("title") && !text.is_empty(),
        titular: arrange::is_title(block),
        breaks_off: words <= 25 && arrange::breaks_off(text),
        reads: words <= 25 && reads(text),
        safe: safe || meta || block.role == Role::Title,
        link: words <= 25 && text.contains("://"),
        dated: !ends && words <= 20 && text.contains(|c: char| c.is_ascii_digit()) && arrange::is_dated(text),
        opening: false,
        piece: false,
        quoted: text.starts_with(['"', '“', '„', '«', '»', '「', '『', '–', '—']),
        note: !meta && arrange::is_note(text),
        fact: words <= 25 && words > 1 && is_fact(text),
        echo,
        field: words <= 20 && (arrange::is_dated_line(text) || arrange::byline(text).is_some()),
    }
}

/// Whether a line gives an amount, or says of what it speaks before a colon.
fn is_fact(text: &str) -> bool {
    let is_inside = |mark: char| text.split_once(mark).is_some_and(|(_, rest)| !rest.trim().is_empty());
    text.contains(|c: char| c.is_ascii_digit()) || is_inside(':') || is_inside('：')
}

/// Whether a short text reads like words of a text: one of some length begins with a small letter, or it asks, or its
/// script has no small letters and it is too long for a name.
fn reads(text: &str) -> bool {
    let is_word = |w: &str| w.starts_with(char::is_lowercase) && w.chars().take(4).count() == 4;
    let caseless = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    !text.starts_with(char::is_numeric)
        && (text.ends_with(['?', '!', '？', '！'])
            || text.split_whitespace().any(is_word)
            || text.chars().filter(|c| caseless(*c)).take(8).count() == 8)
}

/// Whether a line right under the title is its deck: a sentence's length, and byline or date below it.
pub(super) fn is_deck(features: &[Feature], title: usize, at: usize) -> bool {
    let Some(f) = features.get(at).filter(|_| at == title + 1) else { return false };
    let signed = features[at + 1..].iter().take(2).any(|f| f.field);
    signed && (6..=45).contains(&f.words) && !f.item && !f.field
}

/// Columns between the line's beginning and a block that stands at a byte of the source.
pub(super) fn column(source: &str, at: usize) -> usize {
    // No further back than counts: a whole page may be one line.
    let near = &source.as_bytes()[at.saturating_sub(200)..at];
    let line = near.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1);
    near.len() - line
}

/// Words of a text, counted up to 200.
pub(super) fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().take(200).count();
    if spaced > 25 || text.len() < 24 {
        return spaced;
    }
    let dense = text
        .chars()
        .take(800)
        .filter(|c| matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
        .count();
    spaced.max(dense / 3)
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', ']'])
        .ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '۔', '।', '؟'])
}
