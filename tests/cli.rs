//! The command line from outside: bytes in, bytes out, exit codes.

use crate::support::command::{arg, copydesk};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const CLEAN: &str = "The lock reopens\r\n\r\nThe first boat – a tjalk – went through on Saturday.\r\n";
const BROKEN: &str = "The lock reopens\n\nThe ownerâ€™s boat wasnâ€™t the first.\n";
const WHOLE: &str = "The lock reopens\n\nThe owner’s boat wasn’t the first.\n";

/// Runs `copydesk` with `input` on standard input.
fn with_stdin(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(args)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("is piped");
    let input = input.to_vec();
    // A thread of its own, because the answer may fill its pipe before the input is read.
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("it fed");
    output
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("made");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> = ignore::WalkBuilder::new(folder)
        .hidden(false)
        .build()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
        .map(|e| e.path().strip_prefix(folder).expect("inside").display().to_string())
        .collect();
    all.sort();
    all
}

#[test]
fn fix_leaves_clean_text_byte_identical() {
    for text in [
        CLEAN,
        "\u{feff}with a mark\n",
        "no end of line",
        "",
        "\r",
        "ไม่มีอะไรต้องแก้\n",
        "a\u{0}b, and so on for a while, a long while\n",
    ] {
        let output = with_stdin(&["fix", "-"], text.as_bytes());
        assert_eq!(output.stdout, text.as_bytes(), "{text:?}");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn fix_writes_utf_8_whatever_came_in() {
    let output = with_stdin(&["fix"], b"The caf\xe9 isn\x92t open yet, said the na\xefve owner.\n");
    assert_eq!(output.stdout, "The café isn’t open yet, said the naïve owner.\n".as_bytes());
}

#[test]
fn fix_in_place_touches_only_what_is_damaged() {
    let files = folder(&[("clean.txt", CLEAN.as_bytes()), ("sub/broken.txt", BROKEN.as_bytes())]);
    let clean = files.path().join("clean.txt");
    let before = fs::metadata(&clean).expect("there").modified().expect("known");
    let run = copydesk(".", &["fix", "--in-place", arg(files.path())]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_eq!(fs::metadata(&clean).expect("there").modified().expect("known"), before);
    assert_eq!(fs::read_to_string(files.path().join("sub/broken.txt")).expect("there"), WHOLE);
    assert_eq!(names(files.path()), ["clean.txt", "sub/broken.txt"], "nothing left behind");
}

#[test]
fn fix_mirrors_names_unchanged() {
    let files =
        folder(&[("a/b.txt", BROKEN.as_bytes()), ("a/c.md", CLEAN.as_bytes()), (".hidden/d.txt", b"x")]);
    let out = tempfile::tempdir().expect("made");
    let run = copydesk(".", &["fix", arg(files.path()), "-o", arg(out.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(names(out.path()), ["a/b.txt", "a/c.md"]);
    assert_eq!(fs::read_to_string(out.path().join("a/c.md")).expect("there"), CLEAN);
}

#[test]
fn fix_shows_a_diff_and_explains_without_writing() {
    let files = folder(&[("broken.txt", BROKEN.as_bytes())]);
    let diff = copydesk(".", &["fix", "--diff", arg(files.path())]);
    for part in ["--- a/", "+++ b/", "-The ownerâ€™s", "+The owner’s"] {
        assert!(diff.stdout.contains(part), "no {part} in {}", diff.stdout);
    }
    let explained = copydesk(".", &["fix", "--explain", arg(files.path())]);
    assert!(explained.stdout.contains("broken.txt:3:10: mojibake/"), "{}", explained.stdout);
    assert_eq!(fs::read_to_string(files.path().join("broken.txt")).expect("there"), BROKEN);
}

#[cfg(unix)]
#[test]
fn outputs_keep_links_and_modes() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let files = folder(&[("real.txt", BROKEN.as_bytes()), ("in.txt", CLEAN.as_bytes())]);
    let (real, link) = (files.path().join("real.txt"), files.path().join("link.txt"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&real, &link).expect("linked");
    assert_eq!(copydesk(".", &["fix", "--in-place", arg(&link)]).code, Some(0));
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::read_to_string(&real).expect("there"), WHOLE);
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);

    let out = files.path().join("out");
    assert_eq!(copydesk(".", &["fix", arg(&files.path().join("in.txt")), "-o", arg(&out)]).code, Some(0));
    let written = out.join("in.txt");
    let mode = fs::metadata(written).expect("there").permissions().mode();
    assert_eq!(mode & 0o600, 0o600);
    assert_ne!(mode & 0o044, 0, "a private mode would shut readers out: {mode:o}");
}

#[cfg(unix)]
#[test]
fn links_that_loop_end() {
    let files = folder(&[("a/b.txt", CLEAN.as_bytes())]);
    std::os::unix::fs::symlink(files.path(), files.path().join("a/loop")).expect("linked");
    let run = copydesk(".", &["fix", "--diff", arg(files.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_outside_a_folder_is_rewritten_in_place() {
    use std::os::unix::fs::symlink;
    const DAMAGED: &str = "Itâ€™s open again.\n";
    let read = |path: &Path| fs::read_to_string(path).expect("there");
    let files = folder(&[("tree/in.txt", DAMAGED.as_bytes()), ("out.txt", DAMAGED.as_bytes())]);
    let path = |name: &str| files.path().join(name);
    symlink(path("out.txt"), path("tree/link.txt")).expect("linked");
    symlink(path("tree/in.txt"), path("tree/same.txt")).expect("linked");
    symlink(path("gone.txt"), path("tree/dangling.txt")).expect("linked");
    let tree = path("tree");
    let run = copydesk(".", &["fix", "--in-place", arg(&tree)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("dangling.txt: no such file or folder"), "{}", run.stderr);
    assert!(run.stderr.contains("link.txt: a link out of the folder"), "{}", run.stderr);
    assert!(!run.stderr.contains("same.txt"), "{}", run.stderr);
    assert_eq!(read(&path("out.txt")), DAMAGED);
    assert_ne!(read(&path("tree/in.txt")), DAMAGED);
    // Reading follows links.
    fs::remove_file(path("tree/dangling.txt")).expect("removed");
    let run = copydesk(".", &["fix", "--quiet", arg(&tree)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
}

#[test]
fn ignore_files_are_respected_unless_told_otherwise() {
    let files = folder(&[
        ("a.txt", b"x"),
        ("b.txt", b"y"),
        ("c.txt", b"z"),
        (".gitignore", b"b.txt\n"),
        (".copydeskignore", b"c.txt\n"),
    ]);
    let read = |args: &[&str]| copydesk(".", &[&["fix", arg(files.path())], args].concat()).stdout;
    assert_eq!(read(&[]), "x");
    assert_eq!(read(&["--no-ignore"]), "xyz");
}

#[test]
fn compressed_files_are_read_through() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(BROKEN.as_bytes()).expect("memory takes all");
    let packed = packed.finish().expect("memory takes all");
    // Two members, as logs and crawls have.
    let files = folder(&[("a.txt.gz", &[packed.clone(), packed].concat())]);
    assert_eq!(copydesk(".", &["fix", arg(files.path())]).stdout, WHOLE.repeat(2));
    let run = copydesk(".", &["fix", "--in-place", arg(files.path())]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn output_does_not_depend_on_threads_or_the_order_of_arguments() {
    let one = copydesk(".", &["clean", "--threads", "1", "seeds"]);
    assert_eq!(one.stdout, copydesk(".", &["clean", "--threads", "7", "seeds"]).stdout);
    let two = |a: &str, b: &str| copydesk(".", &["clean", a, b]).stdout;
    assert_eq!(two("seeds/museum.txt", "seeds/dairy.txt"), two("seeds/dairy.txt", "seeds/museum.txt"));
}

#[test]
fn several_formats_at_once() {
    let out = tempfile::tempdir().expect("made");
    let (sarif, junit) = (out.path().join("a.sarif"), out.path().join("b.xml"));
    let files = format!("{},{}", arg(&sarif), arg(&junit));
    let run =
        copydesk(".", &["check", "seeds", "--output-format", "sarif,junit,concise", "--output-file", &files]);
    assert!(fs::read_to_string(&sarif).expect("written").contains("\"2.1.0\""), "{}", run.stderr);
    assert!(fs::read_to_string(&junit).expect("written").contains("</testsuites>"));
    assert!(run.stdout.contains("seeds/"), "{}", run.stdout);
}

#[test]
fn usage_errors_exit_with_two() {
    for args in [
        &["clean", "--format", "pdf"][..],
        &["frobnicate"],
        &["fix", "--encoding", "klingon", "seeds/dairy.txt"],
        &["explain", "no/such-code"],
        &["check", "--rules", "no-such-file.yaml", "seeds/dairy.txt"],
        &["clean", "seeds/dairy.txt", "-o", "Cargo.toml"],
        // What asks for something that does not happen must not look as if it had.
        &["fix", "--in-place", "-"],
        &["pipe", "--stage", "fix", "--rules", "no-such-file.yaml"],
        &["pipe", "--stage", "fix", "--site-profile", "no-such-file.yaml"],
        &["pipe", "--stage", "fix", "--no-config"],
        &["check", "seeds/dairy.txt", "--output-file", "target/one", "--output-file", "target/./one"],
        &["check", "seeds/dairy.txt", "--output-file", "target/one", "--update-baseline", "target/one"],
        &["clean", "seeds/dairy.txt", "-o", "target/two", "--output-file", "target/two/seeds/dairy.yaml"],
    ] {
        let run = copydesk(".", args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
    for args in [
        &["--help"][..],
        &["--version"],
        &["explain", "encoding/malformed"],
        &["explain", "doubled-word"],
        &["explain", "lost-letters"],
        &["rules", "list"],
        &["man"],
        &["completions", "bash"],
    ] {
        let run = copydesk(".", args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.stderr);
        assert!(!run.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn the_manual_has_every_option() {
    let manual = copydesk(".", &["man"]).stdout.replace('\\', "");
    for command in ["clean", "check", "fix", "pipe", "report", "explain", "sites learn", "rules test", "init"]
    {
        assert!(manual.contains(&format!("COPYDESK {}", command.to_uppercase())), "{command}");
        let help = copydesk(".", &[&command.split(' ').collect::<Vec<_>>()[..], &["--help"]].concat()).stdout;
        let options = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        for option in options.filter(|word| word.starts_with("--") && word.len() > 2) {
            assert!(manual.contains(option), "{command} {option}");
        }
    }
}

#[test]
fn pipe_answers_record_for_record() {
    let input = concat!(
        "{\"id\": 1, \"text\": \"itâ€™s\", \"n\": 1.50, \"x\": {\"b\": [ 1 ], \"a\": null}}\n",
        "{ \"text\" : \"clean\\u0041\",\"id\":\"two\" }\r\n",
        "not json\n",
        "\n",
        "{\"id\":5,\"text\":7}\n",
        "{\"id\":[6],\"bytes\":\"Y2Fm6Q==\"}\n",
        "{\"id\":7,\"text\":\"\\ud800\"}\n",
        "{\"id\":8}",
    );
    let output = with_stdin(&["pipe", "--stage", "fix"], input.as_bytes());
    let lines: Vec<String> =
        String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[0], "{\"id\": 1, \"text\": \"it’s\", \"n\": 1.50, \"x\": {\"b\": [ 1 ], \"a\": null}}");
    assert_eq!(lines[1], "{ \"text\" : \"clean\\u0041\",\"id\":\"two\" }");
    assert!(lines[2].starts_with("{\"id\":null,\"error\":\"not a JSON object"), "{}", lines[2]);
    assert!(lines[3].starts_with("{\"id\":null,\"error\":"), "{}", lines[3]);
    assert!(lines[4].starts_with("{\"id\":5,\"error\":\"field `text`: not a string"), "{}", lines[4]);
    assert_eq!(lines[5], "{\"id\":[6],\"bytes\":\"Y2Fm6Q==\",\"text\":\"café\"}");
    assert!(lines[6].starts_with("{\"id\":7,\"error\":"), "{}", lines[6]);
    assert!(lines[7].starts_with("{\"id\":8,\"error\":\"no field `text`"), "{}", lines[7]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn pipe_cleans_and_checks() {
    let text = serde_json::to_string("The lock reopens\n\nThe first boat went through on Saturday.\n\nLeave a Reply\n\nYour email address will not be published.").expect("JSON");
    let record = format!("{{\"id\":\"a\",\"body\":{text},\"keep\":true}}\n");
    let output = with_stdin(&["pipe", "--stage", "clean", "--field", "body"], record.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["body"], "The lock reopens\nThe first boat went through on Saturday.");
    assert_eq!(
        (&answer["keep"], &answer["article"]["schema"]),
        (&true.into(), &"copydesk/article/v1".into())
    );
    let output = with_stdin(&["pipe", "--stage", "check", "--field", "body"], record.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(answer["diagnostics"].is_array() && answer["body"].is_string());
}

#[test]
fn check_tells_what_clean_cuts_out() {
    let text = "The lock reopens\n\nThe first boat went (opens in a new tab) through on Saturday.\n\n© Reuters. This content may not be copied, republished or redistributed without prior consent.\n";
    let record = format!("{{\"id\":1,\"text\":{}}}\n", serde_json::to_string(text).expect("JSON"));
    let codes = |stage: &str| {
        let output = with_stdin(&["pipe", "--stage", stage], record.as_bytes());
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let found = [&answer["diagnostics"], &answer["article"]["diagnostics"]];
        let found = found.into_iter().filter_map(serde_json::Value::as_array).flatten();
        found
            .map(|d| format!("{} {}", d["code"].as_str().unwrap_or(""), d["severity"].as_str().unwrap_or("")))
            .filter(|code| !code.starts_with("structure/"))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("check"), ["text/link-annotation info", "disclosure/legal-notice info"]);
    assert!(codes("clean").is_empty(), "{:?}", codes("clean"));
}

#[test]
fn pipe_answers_before_more_is_asked() {
    use std::io::{BufRead as _, BufReader};
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["pipe", "--stage", "fix"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("is piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("is piped"));
    for n in 0..3 {
        writeln!(stdin, "{{\"id\":{n},\"text\":\"x\"}}").expect("it reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers while its input is still open");
        assert_eq!(line, format!("{{\"id\":{n},\"text\":\"x\"}}\n"));
    }
    drop(stdin);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn pipe_is_the_same_for_any_number_of_threads() {
    let mut input = String::new();
    for n in 0..3000 {
        input.push_str(&format!(
            "{{\"id\":{n},\"text\":\"number {n} isnâ€™t {}\"}}\n",
            "long ".repeat(n % 50)
        ));
    }
    let one = with_stdin(&["pipe", "--stage", "fix", "--threads", "1"], input.as_bytes()).stdout;
    assert_eq!(one, with_stdin(&["pipe", "--stage", "fix", "--threads", "5"], input.as_bytes()).stdout);
    assert_eq!(String::from_utf8(one).expect("UTF-8"), input.replace("â€™", "’"));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let files = folder(&[("a.txt", CLEAN.repeat(20_000).as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["fix", arg(files.path())])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn one_line_of_megabytes_is_read_through() {
    let line = "words without an end, ".repeat(200_000);
    assert_eq!(with_stdin(&["fix", "-"], line.as_bytes()).stdout, line.as_bytes());
    let record = format!("{{\"id\":1,\"text\":\"{line}\"}}\n");
    assert_eq!(with_stdin(&["pipe", "--stage", "fix"], record.as_bytes()).stdout, record.as_bytes());
}
