//! `fixtures/html`: one folder per page, its source and the blessed article; all findings in one file.

use crate::support::bless::Blessed;
use crate::support::command::{arg, clean_into};
use crate::support::{edit, files, read, root};
use copydesk::model::Role;

const PAGES: &str = "fixtures/html";

#[test]
fn pages_give_what_is_blessed() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let findings = out.path().join("findings");
    let report = ["--output-format", "concise", "--color", "never", "--output-file", arg(&findings)];
    clean_into(out.path(), &[PAGES], &report);
    let mut blessed = Blessed::new();
    let pages = files(PAGES, &["/input.html"]);
    assert!(pages.len() >= 12, "only {} pages found", pages.len());
    for page in pages {
        let folder = page.parent().expect("pages stand in folders");
        let name = folder.file_name().expect("named");
        blessed.check(&folder.join("expected.yaml"), &read(&out.path().join(name).join("input.yaml")));
    }
    // The blessed articles lie in the same folders, and are articles too.
    let of_pages: Vec<_> =
        read(&findings).lines().filter(|l| l.contains("/input.html:")).map(|l| format!("{l}\n")).collect();
    blessed.check(&root().join(PAGES).join("findings.concise"), &of_pages.concat());
    blessed.finish();
}

/// The article of a page, put into a page of its own, is the same article.
#[test]
fn an_article_on_a_bare_page_is_the_same() {
    for page in files(PAGES, &["/input.html"]) {
        let name = page.display().to_string();
        let once = copydesk::emit::text(&edit(&name, read(&page).as_bytes()).expect("a page"));
        let escaped = once.replace('&', "&amp;").replace('<', "&lt;");
        let lines: Vec<&str> = escaped.lines().collect();
        let (title, body) = lines.split_first().expect("a title");
        let paragraphs: String = body.iter().map(|line| format!("<p>{line}</p>\n")).collect();
        let bare = format!("<html><body><article><h1>{title}</h1>\n{paragraphs}</article></body></html>");
        let twice = copydesk::emit::text(&edit(&name, bare.as_bytes()).expect("a page"));
        assert_eq!(twice, once, "{name}");
    }
}

#[test]
fn lines_under_the_title_that_say_who_give_fields_wherever_they_stand() {
    let text = "<p>The mill at Holm turns again after two years of repairs, and its owners, who paid for the wheel with \
                what was left of the flour, say that it will outlast them all.</p>";
    let found = |line: &str, wanted: Role| {
        let html = format!(
            "<body><div><h1>The mill turns</h1><div class=m>{line}</div><div class=story>{}</div></div>",
            text.repeat(4)
        );
        let edited = edit("page.html", html.as_bytes()).expect("a page");
        let field = edited.article.kept().find(|b| b.role == wanted);
        field.map(|b| b.text.as_str().to_owned())
    };
    for (line, name, day) in [
        (
            "Posted on <a>May 6, 2024</a> by <a rel=author>Ann Poe</a> · 6 min read",
            "Ann Poe",
            Some("Posted on May 6, 2024"),
        ),
        (
            "<span>2024-05-06 09:15</span> <span>来源：河报</span> <span>作者：王小磨</span>",
            "王小磨",
            Some("2024-05-06 09:15"),
        ),
        ("By <a rel=author>Ann Poe</a>", "Ann Poe", None),
    ] {
        assert_eq!(found(line, Role::Byline).as_deref(), Some(name), "{line}");
        assert_eq!(found(line, Role::Published).as_deref(), day, "{line}");
    }
    for line in ["By <a>the river</a>", "Posted in <a>Rivers</a>", "Read by <a>many</a>"] {
        assert_eq!(found(line, Role::Byline), None, "{line}");
    }
}
