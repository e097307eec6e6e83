//! The title: a field, a main heading, or the first line that has the form of one; without the
//! name of the site behind it, where the page itself tells the two apart.

use super::bare::leave_out;
use super::label::PRESS;
use super::{byline, is_dateline, is_highlights_label, person};
use crate::model::{Block, Certainty, Change, Code, Form, Role};
use crate::segment::{has_heading_form, is_prose};

/// The name of the site, cut off the title.
const SITE_NAME: Code = Code::new("structure/site-name");

/// Marks between a title and the name of its site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " « ", "｜"];

/// Names of the site as titles of this page have them behind a mark, and as another of its lines,
/// dropped ones too, bears out.
pub(super) fn sites(blocks: &[Block]) -> Vec<String> {
    let titles = blocks.iter().take(60).filter(|b| b.form == Form::Meta("title") || is_title(b));
    let mut names: Vec<String> =
        titles.filter_map(|b| ending(b.text.as_str())).map(|(_, s)| folded(s)).collect();
    names.sort();
    names.dedup();
    names.retain(|name| name.len() > 2 && blocks.iter().any(|b| names_site(b, name)));
    names
}

/// Whether a short line has the name other than as a title's ending.
fn names_site(block: &Block, name: &str) -> bool {
    let text = block.text.as_str();
    let is_ending = || ending(text).is_some_and(|(_, s)| folded(s) == name);
    text.len() <= 160 && block.form != Form::Comment && folded(text).contains(name) && !is_ending()
}

/// Where the last mark stands, and what is behind it.
fn ending(text: &str) -> Option<(usize, &str)> {
    let (at, mark) = SEPARATORS.iter().filter_map(|s| text.rfind(s).map(|at| (at, s))).max()?;
    let name = &text[at + mark.len()..];
    (at > 0 && name.split_whitespace().count() <= 6).then_some((at, name))
}

/// Gives title and repeats of it their roles.
pub(super) fn find(blocks: &mut [&mut Block], prose: usize, sites: &[String], changes: &mut Vec<Change>) {
    let Some(mut at) = choose(blocks, prose) else { return };
    let reach = prose.max(at + 8).min(blocks.len());
    if let Some(short) = without_site(blocks, at, reach) {
        blocks[at].role = Role::Repeat;
        at = short;
    } else {
        cut_site(blocks[at], sites, changes);
    }
    let title = folded(blocks[at].text.as_str());
    if title.is_empty() {
        return;
    }
    blocks[at].role = Role::Title;
    for block in &mut blocks[..reach] {
        let copy = block.role == Role::Body && !is_prose(block.text.as_str());
        if copy && folded(block.text.as_str()) == title {
            block.role = Role::Repeat;
        }
    }
}

/// Lines that may stand over a title.
const ABOVE: usize = 4;

/// The title as an earlier stage has it; else a title field, or the first heading before running text.
fn choose(blocks: &[&mut Block], prose: usize) -> Option<usize> {
    if let Some(known) = blocks.iter().position(|b| b.role == Role::Title) {
        return Some(known);
    }
    let field = blocks.iter().position(|b| b.form == Form::Meta("title") && !b.text.is_empty());
    let heading = || blocks.iter().take(prose).position(|b| b.form == Form::Heading(1));
    // Under other lines of the text none is likelier than the next.
    let is_line = |b: &&mut Block| {
        let text = b.text.as_str();
        !matches!(b.form, Form::Meta(_))
            && !is_dateline(text)
            && byline(text).is_none()
            && !is_press_label(text)
    };
    let is_near = |at: &usize| blocks[..*at].iter().filter(|b| is_line(b)).count() <= ABOVE;
    let first = || {
        let head = blocks.iter().take(prose).take_while(|b| b.role == Role::Body);
        let found = head.into_iter().position(|b| is_title(b));
        found.filter(|&at| !breaks_off(blocks[at].text.as_str())).filter(is_near)
    };
    field.or_else(heading).or_else(first)
}

/// A heading that is the title at `at` up to one of its marks.
fn without_site(blocks: &[&mut Block], at: usize, reach: usize) -> Option<usize> {
    let text = blocks[at].text.as_str();
    let marks = SEPARATORS.iter().flat_map(|s| text.match_indices(s));
    let heads: Vec<String> = marks.map(|(end, _)| folded(&text[..end])).filter(|h| h.len() > 2).collect();
    (0..reach).find(|&i| {
        let block = &blocks[i];
        let can = i != at && block.role == Role::Body && !matches!(block.form, Form::Meta(_));
        can && has_heading_form(block.text.as_str()) && heads.contains(&folded(block.text.as_str()))
    })
}

/// Takes a known name of the site off the title's end.
fn cut_site(block: &mut Block, sites: &[String], changes: &mut Vec<Change>) {
    let text = block.text.as_str();
    let Some((at, _)) = ending(text).filter(|(_, name)| sites.contains(&folded(name))) else { return };
    let range = at..text.len();
    let evidence = "another line of the page names the site so";
    leave_out(block, vec![range], SITE_NAME, Certainty::Likely, evidence, changes);
}

/// Whether a line before the running text can be the title: a heading by its form, and neither a
/// byline, a date nor a label.
pub(crate) fn is_title(block: &Block) -> bool {
    let text = block.text.as_str();
    let words = text.split_whitespace().count();
    let spaceless = text.chars().filter(|c| is_unspaced(*c)).take(UNSPACED).count() == UNSPACED;
    matches!(block.form, Form::Heading(_) | Form::Paragraph)
        && (words >= 3 || (spaceless && words > 0) || block.form == Form::Heading(1))
        && has_heading_form(text)
        && !text.ends_with(':')
        && !text.contains('@')
        && byline(text).is_none()
        && !is_dateline(text)
        && !ends_dated(text)
        && !is_highlights_label(text)
        && !is_press_label(text)
        && !person::is_credit(text)
}

/// Words that lead to others and end no title, in lower case: the line goes on below.
#[rustfmt::skip]
const LEADING: &[&str] = &[
    "the", "and", "or", "of", "von", "vom", "der", "die", "das", "des", "dem", "den", "eine", "einer", "eines", "und", "für",
    "zum", "zur", "im", "de", "du", "le", "la", "les", "et", "un", "une", "aux", "del", "el", "los", "las", "y", "una", "por",
    "para", "con", "do", "da", "dos", "das", "em", "di", "della", "il", "gli", "van", "het", "een", "i", "w", "z", "и", "в",
    "на", "с", "от", "для", "і", "та", "від", "ve",
];

/// Whether a line breaks off before its last word's other half.
pub(crate) fn breaks_off(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    LEADING.contains(&last)
}

/// Characters a title has at least in scripts that put no blanks between words.
const UNSPACED: usize = 8;

/// Characters of those scripts: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// What stands over a press release, and is not its title.
fn is_press_label(text: &str) -> bool {
    let label = text.trim_matches(|c: char| !c.is_alphanumeric());
    label.len() <= 60 && PRESS.contains(&label.to_lowercase().as_str())
}

/// `Ann Poe | May 3, 2024`: whose or where, and the day.
fn ends_dated(text: &str) -> bool {
    let day = SEPARATORS.iter().filter_map(|s| text.rfind(s).map(|at| at + s.len())).max();
    day.is_some_and(|at| is_dateline(&text[at..]))
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrange::arrange;
    use crate::model::{Article, Decoding, Media, Source};
    use crate::segment::segment;

    /// The title, and the texts that are not emitted again.
    fn found(media: Media, text: &str) -> (Option<String>, Vec<String>) {
        let decoding = Decoding::of(text.into());
        let draft = segment(Source::new("page".into(), media, decoding));
        let mut article = Article { source: draft.source, blocks: draft.blocks, changes: draft.changes };
        arrange(&mut article);
        let of =
            |role| article.blocks.iter().filter(move |b| b.role == role).map(|b| b.text.as_str().to_owned());
        (of(Role::Title).next(), of(Role::Repeat).collect())
    }

    #[test]
    fn the_name_of_the_site_is_told_from_the_title() {
        let prose = "The weir at Holm was mended on Monday by the people who had broken it a year ago.";
        let table = [
            (
                Media::Html,
                "<title>A weir mended | Holm Post</title><h1>A weir mended</h1><p>{}",
                "A weir mended",
                &[][..],
            ),
            (
                Media::Html,
                "<title>A weir mended | Holm Post</title><p>{}<p>© 2025 Holm Post",
                "A weir mended",
                &[],
            ),
            (Media::Html, "<title>A weir – and a wheel</title><p>{}", "A weir – and a wheel", &[]),
            (
                Media::Plain,
                "A weir mended\nAnn Poe | May 3, 2024\nShare this article\n{}",
                "A weir mended",
                &[],
            ),
            (
                Media::Plain,
                "A weir is mended - Holm Post\nA weir is mended\n{}",
                "A weir is mended",
                &["A weir is mended - Holm Post"],
            ),
        ];
        for (media, text, title, repeats) in table {
            let (found, others) = found(media, &text.replace("{}", prose));
            assert_eq!(found.as_deref(), Some(title), "{text:?}");
            assert_eq!(others, repeats, "{text:?}");
        }
    }
}
