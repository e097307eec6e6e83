//! `copydesk report`: what a reviewer sees, and what can never get into the page.

use crate::support::command::{Run, arg, clean_into, copydesk};
use crate::support::read;
use std::path::Path;

fn report(results: &[&Path], page: &Path) -> Run {
    let results: Vec<&str> = results.iter().map(|path| arg(path)).collect();
    copydesk(".", &[&["report", "-o", arg(page)], &results[..]].concat())
}

/// Every element that is opened is closed, in order.
fn assert_balanced(page: &str) {
    let mut open = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|part| part.split('>').next()) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if ["!DOCTYPE", "meta", "input"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// A number means the same wherever it is told.
#[test]
fn the_closing_line_counts_what_the_page_counts() {
    let folder = tempfile::tempdir().expect("made");
    let text = "---\nteaser: none\n---\n\n# The ferry\n\nThe ferry isnâ€™t late.\n\n- one\n-\n- two\n\n<!-- a note -->\n\nShare on Facebook\n\nShare on X\n";
    std::fs::write(folder.path().join("a.md"), text).expect("written");
    let out = folder.path().join("out");
    let run = copydesk(".", &["clean", arg(folder.path()), "-o", arg(&out)]);
    let page = copydesk(".", &["report", arg(&out)]).stdout;
    let told = page.split("<p>").nth(1).and_then(|p| p.split("</p>").next()).unwrap_or_default();
    let removals = told.rsplit(", ").next().unwrap_or_default().trim_end_matches('.');
    assert!(removals.ends_with("removals") && !removals.starts_with('0'), "{told}");
    assert!(run.stderr.contains(&format!(" 1 repair, {removals}")), "{told}: {}", run.stderr);
    assert!(told.contains("1 certain repair, 0 guesses"), "{told}");
    // A lone bullet is shown as it stood there.
    let yaml = std::fs::read_to_string(out.join("a.yaml")).expect("written");
    assert!(yaml.contains("boilerplate/empty-item") && !yaml.contains("text: \"\""), "{yaml}");
    let check = copydesk(".", &["check", arg(folder.path())]).stderr;
    assert!(check.contains("1 repair due"), "{check}");
}

#[test]
fn a_page_shows_findings_guesses_and_removals_of_a_run() {
    let folder = tempfile::tempdir().expect("made");
    let (out, findings, page) =
        (folder.path().join("out"), folder.path().join("found.jsonl"), folder.path().join("page.html"));
    clean_into(&out, &["seeds"], &["--output-format", "jsonl", "--output-file", arg(&findings)]);
    let run = report(&[&out, &findings], &page);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = read(&page);
    assert_balanced(&page);
    for part in ["disclosure/state-media", "boilerplate/comment-form", "Guesses to confirm", "Errors (2)"] {
        assert!(page.contains(part), "no {part}");
    }
    let again = report(&[&out, &findings], &folder.path().join("again.html"));
    assert_eq!(again.code, Some(0));
    assert_eq!(read(&folder.path().join("again.html")), page, "the same results, the same page");
}

#[test]
fn nothing_in_an_article_becomes_markup() {
    let folder = tempfile::tempdir().expect("made");
    let evil = "<script>alert(1)</script>\n\nA “paragraphâ€ with <b onclick=\"x\">markup</b> & an ' apostrophe, \
                long enough to be taken for the running text of an article, which it is.\n";
    std::fs::write(folder.path().join("evil.txt"), evil).expect("written");
    let out = folder.path().join("out");
    clean_into(&out, &[arg(&folder.path().join("evil.txt"))], &[]);
    let page = folder.path().join("page.html");
    assert_eq!(report(&[&out], &page).code, Some(0));
    let page = read(&page);
    assert_balanced(&page);
    assert!(!page.contains("<script") && !page.contains("<b "), "{page}");
}

#[test]
fn what_is_no_result_is_named_and_the_rest_is_shown() {
    let folder = tempfile::tempdir().expect("made");
    let out = folder.path().join("out");
    clean_into(&out, &["seeds/museum.txt"], &[]);
    let page = folder.path().join("page.html");
    let run = report(&[&out, Path::new("seeds/battery.txt"), Path::new("missing.yaml")], &page);
    assert_eq!(run.code, Some(2));
    for part in ["seeds/battery.txt: no article of `copydesk clean`", "missing.yaml: no such file"] {
        assert!(run.stderr.contains(part), "{}", run.stderr);
    }
    assert!(read(&page).contains("museum.txt"));
}
