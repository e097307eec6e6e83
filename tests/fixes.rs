//! `fix` on what is no plain article: records stay records, pages stay pages, and a note is put in where it
//! can stand and in the language of its readers.

use crate::support::command::{Run, arg, copydesk};
use std::path::{Path, PathBuf};

/// A file of this name and content, by itself in a folder.
fn file(name: &str, content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("written");
    (folder, path)
}

fn fix(path: &Path, more: &[&str]) -> Run {
    copydesk(".", &[&["fix", "--no-config"], more, &[arg(path)]].concat())
}

/// A broken record, an empty line, records that need nothing, every sort of line end, odd spacing.
const LINES: &str = "{ \"id\" : 1, \"text\": \"It isnâ€™t \\u0041.\", \"n\": 1.50, \"note\": \"isnâ€™t\" }\r\n\
    \n\
    {\"id\":2,\"text\":\"Nothing \\u00e9 to do.\"}\n\
    not json isnâ€™t\n\
    {\"id\":\"p\",\"html\":\"<p>It isnâ€™t.</p>\"}";

#[test]
fn of_a_record_only_the_text_is_repaired() {
    let (folder, path) = file("a.jsonl", LINES);
    let expected =
        LINES.replace("It isnâ€™t \\u0041.", "It isn’t A.").replace("<p>It isnâ€™t.</p>", "<p>It isn’t.</p>");
    let run = fix(&path, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), expected.as_str()), "{}", run.stderr);
    assert!(run.stderr.contains("a.jsonl#4: not a JSON object"), "{}", run.stderr);
    assert!(run.stderr.contains("3 documents read, 2 repairs, 1 failure to read or write"), "{}", run.stderr);
    let out = folder.path().join("out");
    assert_eq!(fix(&path, &["-o", arg(&out)]).code, Some(2));
    assert_eq!(std::fs::read_to_string(out.join("a.jsonl")).expect("written"), expected);
    let explained = fix(&path, &["--explain"]).stdout;
    let lines: Vec<&str> = explained.lines().collect();
    assert_eq!(lines.len(), 2, "{explained}");
    assert!(lines[0].contains("a.jsonl#1:1:7: mojibake/windows-1252[certain]"), "{explained}");
    assert!(lines[1].contains("a.jsonl#p:1:10: mojibake/windows-1252[certain]"), "{explained}");
    let diff = fix(&path, &["--diff"]).stdout;
    assert_eq!(diff.lines().filter(|l| l.starts_with("+{")).count(), 2, "{diff}");
    assert_eq!(fix(&path, &["--in-place", "--quiet"]).code, Some(2));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), expected);
    // Once more there is nothing to do.
    assert_eq!(fix(&path, &[]).stdout, expected);
}

#[test]
fn records_that_need_nothing_leave_byte_for_byte() {
    let clean = "\u{FEFF}{\"text\":\"caf\\u00e9 \\/ \\ud83d\\ude00\", \"a\":[1, 2]}\r\n\r\n{\"text\":\"ok\",\"text\":\"twice\"}\n";
    let (folder, path) = file("a.jsonl", clean);
    let modified = || std::fs::metadata(&path).and_then(|m| m.modified()).expect("there");
    let before = modified();
    for more in [&[][..], &["--rules", "--unsafe"]] {
        let run = fix(&path, more);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), clean), "{}", run.stderr);
    }
    assert_eq!(fix(&path, &["--in-place"]).code, Some(0));
    assert_eq!(modified(), before, "rewritten though nothing changed");
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 1, "a draft was left");
}

#[test]
fn packed_records_are_unpacked_and_archives_refused() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, b"{\"text\":\"It isn\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t.\"}\n")
        .expect("to memory");
    let (_folder, path) = file("a.jsonl.gz", "");
    std::fs::write(&path, packer.finish().expect("to memory")).expect("written");
    assert_eq!(fix(&path, &[]).stdout, "{\"text\":\"It isn’t.\"}\n");
    let refused = fix(&path, &["--in-place"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("compressed files are not changed in place"), "{}", refused.stderr);
    let (_folder, path) = file("a.warc", "WARC/1.0\r\n\r\n");
    let refused = fix(&path, &[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    assert!(refused.stderr.contains("copydesk clean"), "{}", refused.stderr);
}

const ENGLISH: &str = "The ferry stops\n\nThe ferry will stop in May, TASS said on Monday. Nobody on the quay had heard of it.\n";
const GERMAN: &str = "Die Fähre fährt nicht mehr\n\nDie Fähre wird im Mai eingestellt, meldete TASS am Montag. Am Kai hatte niemand davon gehört.\n";

fn mended(name: &str, content: &str) -> Run {
    let (_folder, path) = file(name, content);
    fix(&path, &["--rules=disclosure", "--unsafe"])
}

#[test]
fn a_note_is_put_in_where_it_can_stand_and_in_the_language_of_the_article() {
    let run = mended("a.txt", ENGLISH);
    assert!(
        run.stdout.starts_with(ENGLISH.trim_end()) && run.stdout.contains("\n\nDisclaimer: This article"),
        "{}",
        run.stdout
    );
    let run = mended("a.md", GERMAN);
    assert!(run.stdout.contains("\n\nHinweis: Dieser Beitrag"), "{}\n{}", run.stdout, run.stderr);
    // Its line ends are those of the file.
    let run = mended("a.txt", &ENGLISH.replace('\n', "\r\n"));
    assert!(
        run.stdout.contains("\r\n\r\nDisclaimer") && !run.stdout.replace("\r\n", "").contains('\n'),
        "{}",
        run.stdout
    );
    // Into the text of a record, not behind it.
    let record = serde_json::json!({"text": ENGLISH, "id": 1}).to_string();
    let run = mended("a.jsonl", &format!("{record}\n{record}\n"));
    let texts: Vec<serde_json::Value> =
        run.stdout.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(texts.len(), 2);
    assert!(
        texts.iter().all(|t| t["text"].as_str().is_some_and(|t| t.contains("\n\nDisclaimer: "))),
        "{}",
        run.stdout
    );
}

#[test]
fn where_a_note_cannot_stand_the_reason_is_told() {
    let dutch = "De veerboot stopt\n\nDe veerboot stopt in mei, according to TASS. Op de kade had niemand ervan gehoord, en de burgemeester ook niet.\n";
    let html = format!(
        "<html><body><article><h1>The ferry</h1><p>{}</p></article></body></html>",
        ENGLISH.replace("\n\n", "</p><p>")
    );
    let record = format!("{}\n", serde_json::json!({"html": html}));
    let json = format!("{}\n", serde_json::json!([ENGLISH]));
    for (name, content, reason) in [
        ("a.txt", dutch, "the article seems to be in another language (nl)"),
        ("a.html", html.as_str(), "put it in by hand"),
        ("a.jsonl", record.as_str(), "put it in by hand"),
        ("a.json", json.as_str(), "the file is data or code"),
        ("a.txt", json.as_str(), "the file is data or code"),
        ("a.csv", "id,text\n1,The ferry will stop, TASS said on Monday.\n", "the file is data or code"),
    ] {
        let run = mended(name, content);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), content), "{name}");
        assert!(run.stderr.contains("disclosure/state-media"), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(reason), "{name}: {}", run.stderr);
    }
    // What was not asked for is not told.
    let (_folder, path) = file("a.html", &html);
    assert!(!fix(&path, &["--rules"]).stderr.contains("disclosure/"));
}

#[test]
fn one_text_goes_only_into_articles_that_may_be_in_its_language() {
    let pack = "pack: house\nrules:\n  - id: source\n    when: TASS\n    require: {paragraph: source, insert: \"Source: what stands here is what a wire service wrote.\"}\n";
    let (folder, house) = file("house.yaml", pack);
    let article = folder.path().join("a.txt");
    let rules = format!("--rules={}", arg(&house));
    for (text, is_put_in) in [(ENGLISH, true), (GERMAN, false)] {
        std::fs::write(&article, text).expect("written");
        let run = fix(&article, &[&rules, "--unsafe"]);
        assert_eq!(run.stdout.contains("Source: what"), is_put_in, "{}", run.stdout);
        assert_eq!(
            run.stderr.contains("in another language (en) than the article (de)"),
            !is_put_in,
            "{}",
            run.stderr
        );
    }
}

/// A text that does not end what it was put in for is put in once, however often that is tried.
#[test]
fn what_does_not_help_is_put_in_once() {
    let pack = "pack: house\nrules:\n  - id: source\n    when: TASS\n    require: {paragraph: wire note, min-words: 9, insert: \"Wire note: one wire.\"}\n";
    let (folder, house) = file("house.yaml", pack);
    let article = folder.path().join("a.txt");
    let rules = format!("--rules={}", arg(&house));
    std::fs::write(&article, ENGLISH).expect("written");
    let first = fix(&article, &[&rules, "--unsafe"]);
    assert_eq!(first.stdout.matches("Wire note: one wire.").count(), 1, "{}", first.stdout);
    assert!(first.stderr.contains("stands there, and does not end it"), "{}", first.stderr);
    std::fs::write(&article, &first.stdout).expect("written");
    assert_eq!(fix(&article, &[&rules, "--unsafe"]).stdout, first.stdout);
}

/// What `--diff` prints is a patch, also where a text ends without a line's end.
#[test]
fn a_diff_can_be_applied() {
    let end = "\\ No newline at end of file\n";
    for (text, expected) in [
        ("It isnâ€™t.\nNo.\n", "-It isnâ€™t.\n+It isn’t.\n No.\n".to_owned()),
        ("It isnâ€™t.\nNo.", format!("-It isnâ€™t.\n+It isn’t.\n No.\n{end}")),
        ("No.\nIt isnâ€™t.", format!(" No.\n-It isnâ€™t.\n{end}+It isn’t.\n{end}")),
    ] {
        let (folder, path) = file("a.txt", text);
        let run = copydesk(arg(folder.path()), &["fix", "--quiet", "--no-config", "--diff", "a.txt"]);
        let (_, lines) = run.stdout.split_once(" @@\n").expect("a header");
        assert_eq!(lines, expected);
        std::fs::write(folder.path().join("p"), &run.stdout).expect("written");
        let git = std::process::Command::new("git").current_dir(folder.path()).args(["apply", "p"]).output();
        if let Ok(git) = git {
            assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
            assert_eq!(std::fs::read_to_string(&path).expect("there"), text.replace("â€™", "’"));
        }
    }
}
