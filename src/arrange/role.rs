//! The roles, given in one walk from the top and one from the end. Left out where unsure.

use super::beside::without_tail;
use super::label::{is_disclaimer, is_highlights_label};
use super::{
    Order, bare, byline, is_barred_date, is_dated, is_dateline, is_opener, is_person, is_placed_date, iso_in,
    part, person, title, verse,
};
use crate::model::{Article, Block, Change, Form, Media, Role};
use crate::segment::is_prose;

/// Gives every kept block its role.
pub fn arrange(article: &mut Article) {
    let site = title::sites(&article.blocks);
    let order = Order::of(article);
    let parted = part::part(&mut article.blocks);
    let mut blocks: Vec<&mut Block> =
        article.blocks.iter_mut().filter(|b| b.is_kept() && b.form != Form::Comment).collect();
    highlights(&mut blocks);
    let is_text = |b: &Block| in_body(b) && b.role == Role::Body && is_prose(b.text.as_str());
    // What stands over a known title is none of the article's text.
    let from = blocks.iter().position(|b| b.role == Role::Title).unwrap_or(0);
    let text = blocks[from..].iter().position(|b| is_text(b));
    let prose = text.map_or(blocks.len(), |at| from + at);
    title::find(&mut blocks, prose, &site, &mut article.changes);
    top_lines(&mut blocks, prose, order, &mut article.changes);
    deck(&mut blocks, prose, order);
    disclaimers(&mut blocks);
    part::join(&mut article.blocks, parted);
    if article.source.media() == Media::Plain {
        verse::join(article.source.text(), &mut article.blocks);
    }
}

fn in_body(block: &Block) -> bool {
    matches!(block.form, Form::Paragraph | Form::Quote | Form::Item { .. } | Form::Code)
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

/// Byline and date: fields first, then lines of their own before the running text or right under it.
fn top_lines(blocks: &mut [&mut Block], prose: usize, order: Order, changes: &mut Vec<Change>) {
    let reach = head(blocks, prose, order);
    let field = |name| blocks.iter().position(|b| b.form == Form::Meta(name));
    let dated = field("date").filter(|&i| is_dated(blocks[i].text.as_str()));
    let line = |is: &dyn Fn(&str) -> bool| {
        blocks[..reach].iter().position(|b| {
            b.role == Role::Body
                && !matches!(b.form, Form::Meta(_) | Form::Item { .. })
                && is(b.text.as_str())
        })
    };
    // Right under the title they may be a list's.
    let titled = blocks.iter().position(|b| b.role == Role::Title && !matches!(b.form, Form::Meta(_)));
    let item = |is: &dyn Fn(&str) -> bool| {
        let at = titled?;
        let mut near = at + 1..(at + 2 + BESIDE).min(blocks.len());
        near.find(|&at| {
            let b = &blocks[at];
            b.role == Role::Body && matches!(b.form, Form::Item { .. }) && is(b.text.as_str())
        })
    };
    let date = |text: &str| is_dateline(text).then(|| iso_in(text, order)).flatten();
    let says_day =
        |text: &str| is_dateline(without_tail(text)) || is_placed_date(text) || is_barred_date(text);
    let published = dated
        .or_else(|| line(&says_day).filter(|&at| !is_chronicle(blocks, at, &date)))
        .or_else(|| item(&says_day));
    let published = published.map(|at| first_day(blocks, at));
    let signed = field("author")
        .or_else(|| line(&|t| byline(t).is_some()))
        .or_else(|| named(blocks, line(&says_day).or_else(|| item(&says_day))?));
    if let Some(at) = published {
        blocks[at].role = Role::Published;
        bare::date(blocks[at], changes);
    }
    if let Some(at) = signed {
        blocks[at].role = Role::Byline;
        bare::name(blocks[at], changes);
    }
    let text = |at: Option<usize>| at.map(|at| blocks[at].text.as_str().to_owned());
    let (name, day) = (text(signed), text(published).and_then(|t| iso_in(&t, order)));
    let names = |text: &str| name.as_deref().is_some_and(|name| says(text, name));
    let last = blocks.iter().rposition(|b| in_body(b) && is_prose(b.text.as_str())).unwrap_or(0);
    let mut opened = false;
    for at in (0..reach).chain(last.max(reach)..blocks.len()) {
        let text = blocks[at].text.as_str();
        let names_below = || blocks.get(at + 1).is_some_and(|below| names(below.text.as_str()));
        let opens = is_opener(text) && names_below();
        let parted = opens || opened && names(text);
        let says_who = || byline(text).is_some_and(|at| names(&text[at]));
        // Over the text further dates are of changes to it.
        let says_when = || day.is_some() && (date(text) == day || at < reach && is_dateline(text));
        let line = matches!(blocks[at].form, Form::Paragraph | Form::Item { .. });
        if blocks[at].role == Role::Body && (parted || line && (says_who() || says_when())) {
            blocks[at].role = Role::Repeat;
        }
        opened = opens;
    }
}

/// Lines between a date and the name beside it at most: what its bearer is.
const BESIDE: usize = 2;

/// Beginnings of words that say that something was changed, in lower case.
#[rustfmt::skip]
const CHANGED: &[&str] = &[
    "updat", "modified", "edited", "aktualis", "geändert", "zuletzt", "mis à jour", "mise à jour", "modifi", "actualiz",
    "atualiz", "aggiorn", "bijgewerkt", "gewijzigd", "aktualiz", "обновл", "изменен", "оновлен", "güncel", "cập nhật", "تحديث",
    "อัปเดต", "更新", "수정", "uppdater", "opdater", "oppdater", "päivitet", "aktualizov", "actualizat", "frissít", "frissül", "ενημερώ",
    "עודכן", "अपडेट", "diperba",
];

/// The day of publication, where the line at `at` is that of a change and the next ones have the other.
fn first_day(blocks: &[&mut Block], at: usize) -> usize {
    let is_change = |at: usize| {
        let text = blocks[at].text.as_str().to_lowercase();
        blocks[at].form != Form::Meta("date") && CHANGED.iter().any(|word| text.starts_with(word))
    };
    let is_day = |at: &usize| {
        let block = &blocks[*at];
        block.role == Role::Body && !matches!(block.form, Form::Meta(_)) && is_dateline(block.text.as_str())
    };
    let end = (at + 1 + BESIDE).min(blocks.len());
    let other = || (at + 1..end).filter(is_day).find(|&at| !is_change(at));
    if is_change(at) { other().unwrap_or(at) } else { at }
}

/// A name that stands beside the date under a title, with nothing that leads to it.
fn named(blocks: &[&mut Block], date: usize) -> Option<usize> {
    let text = |at: usize| blocks[at].text.as_str();
    let is_line = |at: usize| {
        let form = blocks[at].form;
        blocks[at].role == Role::Body
            && matches!(form, Form::Paragraph | Form::Heading(_) | Form::Item { .. })
    };
    let title = blocks.iter().position(|b| b.role == Role::Title)?;
    let is_near = |at: usize| at.abs_diff(title) <= BESIDE + 2 && is_line(at) && is_named_line(text(at));
    let is_loud = |at: usize| at > title && is_line(at) && person::is_loud_person(text(at));
    // Under the name may stand the paper: of two the first signs. A deck may stand between name and date.
    let above = (date.saturating_sub(BESIDE + 2)..date).filter(|&at| at > title || date < title);
    let above: Vec<usize> =
        above.rev().skip_while(|&at| !is_near(at)).take_while(|&at| is_near(at)).collect();
    let loud = || date.checked_sub(1).filter(|&at| is_loud(at));
    above.last().copied().or_else(loud).or(Some(date + 1).filter(|&at| at < blocks.len() && is_near(at)))
}

/// Whether a line is a name, or one with the house or the place behind it: `Ann Poe - Holm`.
fn is_named_line(text: &str) -> bool {
    is_person(text) || person::with_house(text).is_some()
}

/// Lines that a deck of sentences and the byline under it take at most.
const DECK: usize = 5;

/// Where the lines over the running text end. What looks like its beginning may be a deck: it stands right under the
/// title, and byline or date stand under it.
fn head(blocks: &[&mut Block], prose: usize, order: Order) -> usize {
    let reach = (prose + 1).min(blocks.len());
    let text = |at: usize| blocks[at].text.as_str();
    let title = blocks[..reach].iter().rposition(|b| b.role == Role::Title);
    if title.is_none_or(|title| title + 2 < prose) {
        return reach;
    }
    let is_line =
        |at: &usize| !is_prose(text(*at)) && matches!(blocks[*at].form, Form::Paragraph | Form::Heading(_));
    let lines = (reach..(reach + DECK).min(blocks.len())).take_while(is_line);
    let signs = |at: &usize| byline(text(*at)).is_some() || is_dateline(text(*at)) || is_opener(text(*at));
    let Some(end) = lines.filter(signs).last() else { return reach };
    let end = if is_opener(text(end)) { (end + 3).min(blocks.len()) } else { end + 1 };
    // In a diary every entry has its date.
    let first = day(blocks, reach..end, order);
    let dates = blocks[end..].iter().map(|b| b.text.as_str()).filter(|text| is_dateline(text));
    let is_diary =
        first.is_some() && dates.filter_map(|text| iso_in(text, order)).any(|date| Some(date) != first);
    if is_diary { reach } else { end }
}

/// The first date of some lines.
fn day(blocks: &[&mut Block], lines: std::ops::Range<usize>, order: Order) -> Option<String> {
    let mut dates = blocks[lines].iter().filter(|b| is_dateline(b.text.as_str()));
    dates.find_map(|b| iso_in(b.text.as_str(), order))
}

/// Whether a byline names nobody but those of a field.
fn says(line: &str, field: &str) -> bool {
    let folded = |s: &str| s.to_lowercase();
    folded(line).trim_end_matches('.') == folded(field)
}

/// Whether a date heads a part of the article, as other dates below do.
fn is_chronicle(blocks: &[&mut Block], at: usize, date: &dyn Fn(&str) -> Option<String>) -> bool {
    let heads = |b: &&mut Block| matches!(b.form, Form::Heading(_));
    let own = date(blocks[at].text.as_str());
    let mut below = blocks[at + 1..].iter().filter(|b| heads(b)).filter_map(|b| date(b.text.as_str()));
    heads(&blocks[at]) && below.any(|d| Some(d) != own)
}

/// A field, or one sentence-like line between title and byline or date.
fn deck(blocks: &mut [&mut Block], prose: usize, order: Order) {
    if let Some(field) = blocks.iter().position(|b| b.form == Form::Meta("description")) {
        blocks[field].role = Role::Deck;
        return;
    }
    let reach = head(blocks, prose, order);
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
    use crate::arrange::is_note;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;

    /// Role and first words of every block that got one.
    fn roles(text: &str) -> Vec<(Role, String)> {
        let decoding = Decoding::of(text.into());
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
                    (Role::Byline, "Ann Poe"),
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
    fn a_name_under_its_opener_is_no_text_where_the_byline_is_known() {
        let found = roles(&format!("Holm Mill Turns Again\n\nBy Ann Poe\n\nBy\n\nAnn Poe\n\n{PROSE}"));
        let found: Vec<Role> = found.iter().map(|(role, _)| *role).collect();
        assert_eq!(found, [Role::Title, Role::Byline, Role::Repeat, Role::Repeat]);
    }

    #[test]
    fn byline_and_date_may_stand_under_a_deck_of_sentences() {
        let deck = "The wheel that the river took two years ago turns again, and those who paid for it came to see it \
                    do so on a wet Monday in May.";
        let text = format!(
            "Holm Mill Turns Again\n\n{deck}\n\nMay 3, 2024\n\nUpdated: May 4, 2024\n\nBy Ann Poe\n\n{PROSE}\n\n\
             May 3, 2024\n"
        );
        let found: Vec<Role> = roles(&text).iter().map(|(role, _)| *role).collect();
        assert_eq!(
            found,
            [Role::Title, Role::Deck, Role::Published, Role::Repeat, Role::Byline, Role::Repeat]
        );
        let diary = format!("A Year at Holm\n\n{deck}\n\nMay 3, 2024\n\n{PROSE}\n\nMay 9, 2024\n\n{PROSE}\n");
        assert_eq!(roles(&diary).len(), 1);
    }

    #[test]
    fn notes_of_the_article_on_itself() {
        for yes in [
            "Correction: The flood was in 2019.",
            "Correction, May 4: The flood was in 2019.",
            "Update (4 May 2024): The mill has closed again.",
            "Author’s note: I own shares in the mill.",
            "Contact: Ann Poe, +49 40 1234",
            "Richtigstellung: Die Flut war 2019.",
            "Rectificatif : la crue date de 2019.",
            "更正：洪水发生在2019年。",
        ] {
            assert!(is_note(yes), "{yes:?}");
        }
        for no in [
            "Correction",
            "Correction:",
            "Corrections are rare, the mill says.",
            "Contact us",
            "Contact",
            "Updates from the river",
            "Update your browser (version 4)",
            "The correction: a wheel of oak.",
        ] {
            assert!(!is_note(no), "{no:?}");
        }
    }

    #[test]
    fn a_line_of_two_fields_gives_both_and_stays_whole_where_it_gives_none() {
        for (line, name, date) in [
            ("By Ann Poe | May 3, 2024", "Ann Poe", "May 3, 2024"),
            ("Von Anke Müller, 3. Mai 2024", "Anke Müller", "3. Mai 2024"),
            ("Published May 3, 2024 by Ann Poe", "Ann Poe", "Published Ma"),
        ] {
            let found = roles(&format!("Holm Mill Turns Again\n\n{line}\n\n{PROSE}\n\n{PROSE}\n"));
            assert!(found.contains(&(Role::Byline, name.into())), "{line:?}: {found:?}");
            assert!(found.contains(&(Role::Published, date.into())), "{line:?}: {found:?}");
        }
        let text =
            format!("{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nBy Ann Poe | May 3, 2024\n\n{PROSE}\n\n{PROSE}\n");
        let text = format!("{text}\n{text}");
        assert_eq!(roles(&text), []);
    }

    #[test]
    fn dates_are_known_whatever_stands_beside_them_and_what_does_is_recorded() {
        for (line, left) in [
            ("12.05.2025, 06:30 Uhr", "12.05.2025, 06:30 Uhr"),
            ("05/12/2025", "05/12/2025"),
            ("Holm, 9 June 2025", "9 June 2025"),
            ("2025年5月2日 7時00分", "2025年5月2日 7時00分"),
        ] {
            let text = format!("Holm Mill Turns Again\n\n{line}\n\n{PROSE}\n");
            let draft = segment(Source::new("page.txt".into(), Media::Plain, Decoding::of(text)));
            let mut article = Article { source: draft.source, blocks: draft.blocks, changes: draft.changes };
            arrange(&mut article);
            let date = article.blocks.iter().find(|b| b.role == Role::Published);
            assert_eq!(date.map(|b| b.text.as_str()), Some(left), "{line}");
            let gone: String = article.changes.iter().map(|c| c.before.as_str()).collect();
            assert_eq!(gone + left, line);
        }
    }

    #[test]
    fn the_day_of_publication_is_told_from_that_of_a_change() {
        let text =
            format!("Holm Mill Turns Again\n\nUpdated: May 4, 2024\n\nPublished: May 3, 2024\n\n{PROSE}\n");
        let found = roles(&text);
        assert!(found.contains(&(Role::Published, "Published: M".into())), "{found:?}");
        assert!(found.contains(&(Role::Repeat, "Updated: May".into())), "{found:?}");
    }

    #[test]
    fn a_name_beside_the_date_under_a_title_is_the_authors() {
        for (lines, expected) in [
            ("Ann Poe\n\nMay 3, 2024", true),
            ("May 3, 2024\n\nAnn Poe", true),
            ("Ann Poe\n\nWater correspondent\n\nMay 3, 2024", true),
            ("Local News\n\nMay 3, 2024", false),
            ("Ann Poe", false),
        ] {
            let found = roles(&format!("Holm Mill Turns Again\n\n{lines}\n\n{PROSE}\n"));
            assert_eq!(found.contains(&(Role::Byline, "Ann Poe".into())), expected, "{lines:?}: {found:?}");
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
