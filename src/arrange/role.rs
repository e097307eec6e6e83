//! The roles, given in one walk from the top and one from the end. Left out where unsure.

use super::{byline, is_dateline, iso};
use crate::model::{Article, Block, Form, Role};
use crate::segment::{has_heading_form, is_prose};

/// Labels over an article's own summary list, in lower case.
const HIGHLIGHTS: &[&str] = &[
    "highlights",
    "key points",
    "key takeaways",
    "takeaways",
    "key highlights",
    "at a glance",
    "in brief",
    "key facts",
    "the key points",
    "summary points",
    "main points",
    "quick take",
    "article highlights",
    "das wichtigste in kürze",
    "auf einen blick",
    "l'essentiel",
    "points clés",
    "en bref",
    "claves",
    "puntos clave",
    "lo más destacado",
    "destaques",
    "pontos principais",
    "in sintesi",
    "punti chiave",
    "in het kort",
    "najważniejsze informacje",
    "w skrócie",
    "главное",
    "коротко",
    "головне",
    "öne çıkanlar",
    "要点",
    "ハイライト",
    "핵심 요약",
    "điểm chính",
    "ไฮไลท์",
    "أبرز النقاط",
];

/// Beginnings of a disclaimer or disclosure, in lower case; a colon, a dash or the line's end follows.
const DISCLAIMERS: &[&str] = &[
    "disclaimer",
    "disclosure",
    "disclosures",
    "full disclosure",
    "disclosure statement",
    "editor's note",
    "editors' note",
    "editorial note",
    "editor’s note",
    "editors’ note",
    "legal disclaimer",
    "legal notice",
    "important notice",
    "important information",
    "risk warning",
    "risk disclosure",
    "conflict of interest",
    "transparency note",
    "note to readers",
    "haftungsausschluss",
    "hinweis der redaktion",
    "anmerkung der redaktion",
    "offenlegung",
    "avertissement",
    "note de la rédaction",
    "clause de non-responsabilité",
    "aviso legal",
    "descargo de responsabilidad",
    "nota del editor",
    "nota de la redacción",
    "aviso",
    "nota da redação",
    "isenção de responsabilidade",
    "dichiarazione di non responsabilità",
    "nota della redazione",
    "redactionele noot",
    "zastrzeżenie",
    "od redakcji",
    "отказ от ответственности",
    "от редакции",
    "застереження",
    "від редакції",
    "sorumluluk reddi",
    "yasal uyarı",
    "免责声明",
    "免責事項",
    "면책 조항",
];

/// Gives every kept block its role.
pub fn arrange(article: &mut Article) {
    let mut blocks: Vec<&mut Block> =
        article.blocks.iter_mut().filter(|b| b.is_kept() && b.form != Form::Comment).collect();
    let prose = blocks.iter().position(|b| in_body(b) && is_prose(b.text.as_str())).unwrap_or(blocks.len());
    highlights(&mut blocks);
    title(&mut blocks, prose);
    top_lines(&mut blocks, prose);
    deck(&mut blocks, prose);
    disclaimers(&mut blocks);
}

fn in_body(block: &Block) -> bool {
    matches!(block.form, Form::Paragraph | Form::Quote | Form::Item { .. } | Form::Code)
}

/// Whether a text is a label over highlights.
pub(crate) fn is_highlights_label(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let label = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    HIGHLIGHTS.contains(&label.as_str())
}

/// Whether a block begins as disclaimers begin: with the label and a mark behind it.
pub(crate) fn is_disclaimer(text: &str) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    DISCLAIMERS.iter().any(|d| {
        head.strip_prefix(d).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
            rest.is_empty() || rest.starts_with([':', '：', '-', '–', '—', '.', '|'])
        })
    })
}

/// The label and the list under it, where they stand in the first third or before any prose.
fn highlights(blocks: &mut [&mut Block]) {
    let reach = (blocks.len() / 3).max(12).min(blocks.len());
    let Some(label) = blocks[..reach].iter().position(|b| {
        !matches!(b.form, Form::Item { .. } | Form::Meta(_)) && is_highlights_label(b.text.as_str())
    }) else {
        return;
    };
    let items = blocks[label + 1..].iter().take_while(|b| matches!(b.form, Form::Item { .. })).count();
    if items == 0 {
        return;
    }
    blocks[label].role = Role::HighlightsLabel;
    for item in &mut blocks[label + 1..=label + items] {
        item.role = Role::Highlight;
    }
}

/// A title field, or the first heading before running text; a second copy is a repeat.
fn title(blocks: &mut [&mut Block], prose: usize) {
    let field = blocks.iter().position(|b| b.form == Form::Meta("title"));
    let heading = blocks.iter().take(prose).position(|b| b.form == Form::Heading(1));
    let first = blocks.iter().take(prose).take_while(|b| b.role == Role::Body).position(|b| is_title(b));
    let Some(at) = field.or(heading).or(first) else { return };
    let title = folded(blocks[at].text.as_str());
    if title.is_empty() {
        return;
    }
    blocks[at].role = Role::Title;
    for block in blocks.iter_mut().take(prose.max(at + 8)) {
        let copy = block.role == Role::Body && !is_prose(block.text.as_str());
        if copy && folded(block.text.as_str()) == title {
            block.role = Role::Repeat;
        }
    }
}

/// Whether a line before the running text can be the title: a heading by its form, and neither a
/// byline, a date nor a label.
fn is_title(block: &Block) -> bool {
    let text = block.text.as_str();
    let words = text.split_whitespace().count();
    let spaceless = text.chars().count() >= 8 && text.chars().all(|c| !c.is_ascii());
    matches!(block.form, Form::Heading(_) | Form::Paragraph)
        && (words >= 3 || (spaceless && words > 0) || block.form == Form::Heading(1))
        && has_heading_form(text)
        && !text.ends_with(':')
        && byline(text).is_none()
        && !is_dateline(text)
        && !is_highlights_label(text)
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Byline and date: fields first, then lines of their own before the running text or right under it.
fn top_lines(blocks: &mut [&mut Block], prose: usize) {
    let reach = (prose + 1).min(blocks.len());
    let field = |blocks: &[&mut Block], name| blocks.iter().position(|b| b.form == Form::Meta(name));
    let dated = field(blocks, "date").filter(|&i| iso(blocks[i].text.as_str()).is_some());
    let line = |blocks: &[&mut Block], is: fn(&str) -> bool| {
        blocks[..reach].iter().position(|b| {
            b.role == Role::Body
                && !matches!(b.form, Form::Meta(_) | Form::Item { .. })
                && is(b.text.as_str())
        })
    };
    if let Some(at) = dated.or_else(|| line(blocks, |t| is_dateline(t) && iso(t).is_some())) {
        blocks[at].role = Role::Published;
    }
    if let Some(at) = field(blocks, "author").or_else(|| line(blocks, |t| byline(t).is_some())) {
        blocks[at].role = Role::Byline;
    }
}

/// A field, or one sentence-like line between title and byline or date.
fn deck(blocks: &mut [&mut Block], prose: usize) {
    if let Some(field) = blocks.iter().position(|b| b.form == Form::Meta("description")) {
        blocks[field].role = Role::Deck;
        return;
    }
    let reach = (prose + 1).min(blocks.len());
    let Some(title) = blocks[..reach].iter().position(|b| b.role == Role::Title) else { return };
    let below =
        blocks[..reach].iter().position(|b| matches!(b.role, Role::Byline | Role::Published)).unwrap_or(0);
    let is_between = below == title + 2;
    let candidate = &mut blocks[title + 1..];
    let Some(block) = candidate.first_mut() else { return };
    let words = block.text.as_str().split_whitespace().count();
    if is_between
        && block.role == Role::Body
        && matches!(block.form, Form::Paragraph | Form::Heading(_))
        && (6..=45).contains(&words)
    {
        block.role = Role::Deck;
    }
}

/// Blocks that begin as disclaimers do, among the last ones.
fn disclaimers(blocks: &mut [&mut Block]) {
    let from = blocks.len().saturating_sub(6).max(blocks.len() / 2);
    let mut under_label = false;
    for block in &mut blocks[from..] {
        if block.role != Role::Body || matches!(block.form, Form::Meta(_)) {
            continue;
        }
        let text = block.text.as_str();
        let begins = is_disclaimer(text);
        if begins || (under_label && is_prose(text)) {
            block.role = Role::Disclaimer;
        }
        // A label on a line of its own owns the paragraph under it.
        under_label = begins && !is_prose(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Decoding, Media, Source};
    use crate::segment::segment;

    /// Role and first words of every block that got one.
    fn roles(text: &str) -> Vec<(Role, String)> {
        let decoding = Decoding {
            text: text.into(),
            original: None,
            utf8_bom: false,
            encoding: "UTF-8",
            basis: Basis::Valid,
            malformed: Vec::new(),
        };
        let draft = segment(Source::new("page.txt".into(), Media::Plain, decoding));
        let mut article = Article { source: draft.source, blocks: draft.blocks, changes: draft.changes };
        arrange(&mut article);
        let given = article.blocks.iter().filter(|b| b.role != Role::Body);
        given.map(|b| (b.role, b.text.as_str().chars().take(12).collect())).collect()
    }

    const PROSE: &str = "The mill at Holm reopened on Monday after two years of repairs that cost the town more than \
        anybody had expected when the river took the old wheel away.";

    #[test]
    fn roles_follow_form_and_place() {
        let table: &[(&str, &[(Role, &str)])] = &[
            (
                "Holm Mill Turns Again\n\nMay 3, 2024\n\nBy Ann Poe\n\n{}\n\nDisclaimer: The owners paid for the trip.",
                &[
                    (Role::Title, "Holm Mill Tu"),
                    (Role::Published, "May 3, 2024"),
                    (Role::Byline, "By Ann Poe"),
                    (Role::Disclaimer, "Disclaimer: "),
                ],
            ),
            (
                "Key points\n- The mill reopened.\n- Wages rose.\n{}",
                &[
                    (Role::HighlightsLabel, "Key points"),
                    (Role::Highlight, "The mill reo"),
                    (Role::Highlight, "Wages rose."),
                ],
            ),
            (
                "Holm Mill Turns Again\nHolm Mill turns again\n{}",
                &[(Role::Title, "Holm Mill Tu"), (Role::Repeat, "Holm Mill tu")],
            ),
        ];
        for (text, expected) in table {
            let found = roles(&text.replace("{}", PROSE));
            let found: Vec<_> = found.iter().map(|(r, s)| (*r, s.as_str())).collect();
            assert_eq!(&found, expected, "{text:?}");
        }
    }

    #[test]
    fn no_role_is_guessed() {
        for text in [
            "{}",
            "{}\n\nMay 3, 2024 was a Friday and it rained.\n\n{}",
            "Highlights of the year were few.\n{}",
            "{}\n\nDisclaimers are dull, said the miller.",
        ] {
            assert_eq!(roles(&text.replace("{}", PROSE)), [], "{text:?}");
        }
    }
}
