//! What goes wrong outside of the text: every fault is named, and the rest of the batch is done.

use crate::support::command::{Run, arg, copydesk};
use crate::support::{read, root};
use std::path::Path;

const ARTICLE: &str = "The lock reopens\n\nThe first boat went through on Saturday, and nobody cheered.\n";

/// A folder with one good article and, beside it, `name` holding `bytes`; cleaned into a second folder.
fn clean_beside(name: &str, bytes: &[u8]) -> (Run, tempfile::TempDir) {
    let (inputs, outputs) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    write(inputs.path(), "good.txt", ARTICLE.as_bytes());
    write(inputs.path(), name, bytes);
    let run = copydesk(".", &["clean", arg(inputs.path()), "-o", arg(outputs.path())]);
    (run, outputs)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    std::fs::write(folder.join(name), bytes).expect("a temporary file can be written");
}

#[test]
fn a_folder_without_a_document_is_no_clean_run() {
    let empty = tempfile::tempdir().expect("made");
    let out = tempfile::tempdir().expect("made");
    let hidden = tempfile::tempdir().expect("made");
    write(hidden.path(), ".a.txt", ARTICLE.as_bytes());
    let settings = tempfile::tempdir().expect("made");
    write(settings.path(), "copydesk.yaml", b"");
    for folder in [&empty, &hidden, &settings] {
        let folder = arg(folder.path());
        for args in [&["check", folder][..], &["clean", folder, "-o", arg(out.path())], &["fix", folder]] {
            let run = copydesk(".", args);
            assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
            assert!(run.stderr.contains("no document in this folder"), "{}", run.stderr);
        }
    }
    assert_eq!(copydesk(".", &["check", "--hidden", arg(hidden.path())]).code, Some(0));
    // What the project file leaves out is left out on purpose.
    write(settings.path(), "copydesk.yaml", b"ignore: ['*.txt']\n");
    write(settings.path(), "a.txt", ARTICLE.as_bytes());
    assert_eq!(copydesk(".", &["check", arg(settings.path())]).code, Some(0));
}

/// A pattern that met no file leaves no argument, and jobs have no input.
#[cfg(unix)]
#[test]
fn no_argument_and_no_input_is_a_slip() {
    let run = copydesk(".", &["check"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("no input"), "{}", run.stderr);
    assert_eq!(copydesk(".", &["check", "-"]).code, Some(0));
}

#[test]
fn an_empty_file_is_no_fault_and_stops_nothing() {
    let (run, out) = clean_beside("empty.txt", b"");
    assert!(out.path().join("good.yaml").exists(), "{}", run.stderr);
    assert_ne!(run.code, Some(101), "{}", run.stderr);
}

#[test]
fn a_binary_is_refused_by_name_and_the_rest_is_done() {
    let mut noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    noise[..8].copy_from_slice(b"\x89PNG\r\n\x1a\n");
    let (run, out) = clean_beside("picture.txt", &noise);
    assert!(out.path().join("good.yaml").exists(), "{}", run.stderr);
    assert!(!out.path().join("picture.yaml").exists());
    assert!(run.stderr.contains("picture.txt"), "{}", run.stderr);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn invalid_utf_8_is_decoded_some_other_way() {
    let (run, out) =
        clean_beside("old.txt", b"The caf\xe9 by the lock has a na\xefve sign, and it isn\x92t dry.\n");
    let yaml = std::fs::read_to_string(out.path().join("old.yaml")).expect("written");
    assert!(yaml.contains("café") && yaml.contains("isn’t"), "{yaml}{}", run.stderr);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let run = copydesk(".", &["check", "seeds/museum.txt", "seeds/no-such-file.txt"]);
    assert!(run.stderr.contains("no-such-file.txt"), "{}", run.stderr);
    assert_eq!(run.code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let inputs = tempfile::tempdir().expect("made");
    write(inputs.path(), "good.txt", ARTICLE.as_bytes());
    let closed = inputs.path().join("closed");
    std::fs::create_dir(&closed).expect("made");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("set");
    if std::fs::read_dir(&closed).is_ok() {
        return; // The superuser reads everything, and the fault cannot be had.
    }
    let run = copydesk(".", &["check", arg(inputs.path())]);
    assert!(run.stderr.contains("closed"), "{}", run.stderr);
    assert_eq!(run.code, Some(2));
}

#[test]
fn a_broken_rule_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().expect("made");
    let pack = "pack: mine\nversion: 1\nrules:\n  - id: a-rule\n    forbids: [very]\n";
    write(folder.path(), "mine.yaml", pack.as_bytes());
    let rules = folder.path().join("mine.yaml");
    let run = copydesk(".", &["check", "seeds/museum.txt", "--rules", arg(&rules)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    for part in ["mine.yaml", "5", "forbids", "forbid"] {
        assert!(run.stderr.contains(part), "no {part} in: {}", run.stderr);
    }
}

#[test]
fn one_very_long_line_takes_linear_time() {
    let sentence = "The miller’s word is “maybe”—the bakerโs word is โneverโ and it wonโt change. ";
    let took = |sentences: usize| {
        let started = std::time::Instant::now();
        let (run, _out) = clean_beside("long.txt", sentence.repeat(sentences).as_bytes());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        started.elapsed()
    };
    // Side by side, so that the machine's speed does not matter: quadratic time would be 100 times as much.
    let (short, long) = (took(5_000), took(50_000));
    assert!(long < short * 40, "{short:?} for half a megabyte, {long:?} for five");
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_named_and_a_loop_of_links_is_walked_once() {
    let inputs = tempfile::tempdir().expect("made");
    write(inputs.path(), "good.txt", ARTICLE.as_bytes());
    std::os::unix::fs::symlink(".", inputs.path().join("loop")).expect("made");
    let run = copydesk(".", &["check", arg(inputs.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("1 document"), "{}", run.stderr);
    std::os::unix::fs::symlink("nowhere", inputs.path().join("lost.txt")).expect("made");
    let run = copydesk(".", &["check", arg(inputs.path())]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("lost.txt: no such file"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn names_reach_nobody_raw_and_come_back_from_the_yaml() {
    use std::os::unix::ffi::OsStrExt as _;
    let (inputs, outputs) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    let owed = read(&root().join("seeds/etching.txt"));
    let names = ["red\u{1b}[31m.txt", "a\nb.txt", "c1\u{9b}2J.txt", "- a: \"b\" # c.txt", "line\u{2028}.txt"];
    for name in names {
        let path = inputs.path().join(std::ffi::OsStr::from_bytes(name.as_bytes()));
        std::fs::write(&path, &owed).expect("written");
        std::fs::write(path.with_extension("bin"), b"\x89PNG\r\n\x1a\n").expect("written");
    }
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"] {
        let run = copydesk(".", &["check", arg(inputs.path()), "--output-format", format]);
        let shown = run.stdout + &run.stderr;
        let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{2028}';
        assert!(!shown.contains(raw), "{format}: {shown:?}");
    }
    let run = copydesk(".", &["clean", arg(inputs.path()), "-o", arg(outputs.path()), "--quiet"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    let mut seen: Vec<String> = std::fs::read_dir(outputs.path())
        .expect("there")
        .map(|entry| {
            let yaml = read(&entry.expect("readable").path());
            let value: serde_json::Value = serde_yaml::from_str(&yaml).expect("YAML");
            value["source"]["path"].as_str().expect("a string").to_owned()
        })
        .collect();
    seen.sort();
    let mut want = names.map(|name| format!("{}/{name}", arg(inputs.path())));
    want.sort();
    assert_eq!(seen, want);
}

#[test]
fn what_cannot_be_written_is_a_fault_and_leaves_nothing_half_done() {
    let (inputs, outputs) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    write(inputs.path(), "a.txt", ARTICLE.as_bytes());
    write(inputs.path(), "b.txt", ARTICLE.as_bytes());
    // A folder stands where the output of `a.txt` should go.
    std::fs::create_dir_all(outputs.path().join("a.yaml/in-the-way")).expect("made");
    let run = copydesk(".", &["clean", arg(inputs.path()), "-o", arg(outputs.path())]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("a.yaml: could not be written"), "{}", run.stderr);
    let mut names: Vec<_> =
        std::fs::read_dir(outputs.path()).expect("there").map(|e| e.expect("readable").file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.yaml", "b.yaml"], "a draft is left behind");
}

#[test]
fn a_report_is_written_into_a_folder_that_is_not_there_yet() {
    let folder = tempfile::tempdir().expect("made");
    let report = folder.path().join("new/findings.json");
    let run = copydesk(
        ".",
        &["check", "seeds/museum.txt", "--output-format", "json", "--output-file", arg(&report)],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(read(&report), "[]\n");
}

#[test]
fn two_inputs_with_one_output_name_are_told_apart() {
    let (inputs, outputs) = (tempfile::tempdir().expect("made"), tempfile::tempdir().expect("made"));
    write(inputs.path(), "a.txt", ARTICLE.as_bytes());
    write(inputs.path(), "a.html", b"<html><body><h1>Another</h1><p>Other words.</p></body></html>");
    let run = copydesk(".", &["clean", arg(inputs.path()), "-o", arg(outputs.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(outputs.path()).expect("there").count(), 2, "{}", run.stderr);
}

#[test]
fn check_fails_on_an_error_and_never_when_told_so() {
    let owed = "seeds/etching.txt";
    assert_eq!(copydesk(".", &["check", owed]).code, Some(1));
    assert_eq!(copydesk(".", &["check", owed, "--fail-on", "never"]).code, Some(0));
    assert_eq!(copydesk(".", &["check", "seeds/museum.txt"]).code, Some(0));
}

/// Read as an old encoding, the last word takes in what ends its line: the repair must not.
#[test]
fn a_repair_at_the_end_of_a_block_stays_in_it() {
    let (run, out) = clean_beside("short.txt", b"\xB3Sha \xC3\x82\xC4\xE3\xC5\xA0\xBD\x99");
    assert!(out.path().join("short.yaml").exists(), "{}", run.stderr);
    assert!(!run.stderr.contains("internal error"), "{}", run.stderr);
}

#[test]
fn a_file_is_no_folder_to_write_to() {
    let folder = tempfile::tempdir().expect("made");
    write(folder.path(), "a.txt", ARTICLE.as_bytes());
    write(folder.path(), "b.txt", ARTICLE.as_bytes());
    let file = folder.path().join("b.txt");
    for (verb, out) in [("clean", file.clone()), ("fix", file.clone()), ("clean", file.join("deep/er"))] {
        let run = copydesk(".", &[verb, arg(folder.path()), "-o", arg(&out)]);
        assert_eq!(run.code, Some(2));
        assert_eq!(
            run.stderr.matches("is a file, and documents are written to a folder").count(),
            1,
            "{}",
            run.stderr
        );
    }
    assert_eq!(read(&file), ARTICLE);
}

#[test]
fn a_profile_that_is_none_is_told_in_one_line() {
    let folder = tempfile::tempdir().expect("made");
    write(folder.path(), "a.txt", ARTICLE.as_bytes());
    write(folder.path(), "p.yaml", b"rules:\n  x: off\n");
    let (text, profile) = (folder.path().join("a.txt"), folder.path().join("p.yaml"));
    let run = copydesk(".", &["clean", arg(&text), "--site-profile", arg(&profile)]);
    assert_eq!((run.code, run.stderr.lines().count()), (Some(2), 1), "{}", run.stderr);
    assert!(run.stderr.contains("line 1 column 1: unknown field `rules`"), "{}", run.stderr);
}
