//! What an article opens with: title, byline and date, under menus and teasers, in front matter and in what pages say
//! of themselves.

use copydesk::desk::Desk;
use copydesk::model::{Edited, Media, Role};

const TEXT: &str = "The mill at Holm turns again after two years of repairs, and its owners say that the new wheel, paid \
                    for with what was left of the flour, will outlast them all.";

fn edit(text: &str, media: Media) -> Edited {
    Desk::default().edit_text("page", text.to_owned(), Some(media))
}

fn field(edited: &Edited, role: Role) -> Option<String> {
    edited.article.kept().find(|b| b.role == role).map(|b| b.text.as_str().to_owned())
}

/// A page of text: lines over the running text, one to a paragraph.
fn page(lines: &[&str]) -> String {
    let body = format!("{TEXT}\n\n").repeat(3).replacen("The mill", "For years the mill", 1);
    format!("{}\n\n{body}", lines.join("\n\n"))
}

#[test]
fn the_line_over_byline_and_date_is_the_title() {
    const TEASER: &str = "The dam that would not hold";
    const TITLE: &str = "Holm mill turns again";
    for lines in [
        &["Home", "News", "Sport", TEASER, TITLE, "By Ann Poe", "May 3, 2024"][..],
        &["Home", "News", "Most read", TITLE, "By Ann Poe", "May 3, 2024"],
        &["Home", "News", "Tags", TITLE, "May 3, 2024", "By Ann Poe"],
        &["Home", "News", "Sport", TITLE, "Ann Poe", "May 3, 2024"],
        &["Home", "News", "Sport", TITLE, "By Ann Poe, water reporter", "May 3, 2024"],
    ] {
        let edited = edit(&page(lines), Media::Plain);
        assert_eq!(field(&edited, Role::Title).as_deref(), Some(TITLE), "{lines:?}");
        assert!(field(&edited, Role::Byline).is_some_and(|name| name.contains("Ann Poe")), "{lines:?}");
        assert_eq!(field(&edited, Role::Published).as_deref(), Some("May 3, 2024"), "{lines:?}");
    }
}

#[test]
fn what_only_looks_like_a_name_is_none() {
    for lines in [
        &["Holm mill turns again", "Local News", "May 3, 2024"][..],
        &["Holm mill turns again", "The Holm Post", "May 3, 2024"],
        &["Holm mill turns again", "May 3, 2024"],
    ] {
        let edited = edit(&page(lines), Media::Plain);
        assert_eq!(field(&edited, Role::Byline), None, "{lines:?}");
        assert_eq!(field(&edited, Role::Title).as_deref(), Some("Holm mill turns again"), "{lines:?}");
    }
}

#[test]
fn front_matter_names_title_date_and_all_authors() {
    for (head, name) in [
        ("+++\ntitle = \"Holm mill turns\"\nauthor = \"Ann Poe\"\ndate = 2024-05-03\n+++", "Ann Poe"),
        ("---\ntitle: Holm mill turns\nauthor:\n  name: Ann Poe\n  url: x\ndate: 2024-05-03\n---", "Ann Poe"),
        (
            "---\ntitle: Holm mill turns\nauthor:\n  - Ann Poe\n  - Jo Weir\ndate: 2024-05-03\n---",
            "Ann Poe, Jo Weir",
        ),
        ("---\ntitle: Holm mill turns\nauthor: Ann Poe\ndate: 2024-05-03\n---", "Ann Poe"),
    ] {
        let edited = edit(&format!("{head}\n\n{TEXT}\n"), Media::Markdown);
        assert_eq!(field(&edited, Role::Title).as_deref(), Some("Holm mill turns"), "{head}");
        assert_eq!(field(&edited, Role::Byline).as_deref(), Some(name), "{head}");
        assert_eq!(field(&edited, Role::Published).as_deref(), Some("2024-05-03"), "{head}");
    }
    // Plus signs that nothing closes, and what is no field, are text.
    for text in ["+++\nHolm mill turns\n", "+++\na line of words\n+++\n"] {
        let edited = edit(&format!("{text}\n{TEXT}\n"), Media::Markdown);
        assert_eq!(field(&edited, Role::Byline), None, "{text}");
        assert!(edited.article.kept().any(|b| b.text.as_str().contains("The mill at Holm")), "{text}");
    }
}

#[test]
fn a_recipe_says_who_and_when_as_an_article_does() {
    let page = |kind: &str| {
        let data = format!(
            r#"{{"@type":"{kind}","name":"Mill bread","author":{{"name":"Ann Poe"}},"datePublished":"2024-05-03"}}"#
        );
        format!(
            "<html><head><script type=\"application/ld+json\">{data}</script></head><body><article><h1>Mill bread</h1>\
             <p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
        )
    };
    for (kind, name) in [("Recipe", Some("Ann Poe")), ("HowTo", Some("Ann Poe")), ("Product", None)] {
        let edited = edit(&page(kind), Media::Html);
        assert_eq!(field(&edited, Role::Byline).as_deref(), name, "{kind}");
    }
}
