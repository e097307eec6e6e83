//! `copydesk pipe`: record for record, in order, whatever the records are.

use crate::support::root;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Sends `records` through a stage and returns the answers, parsed.
pub(crate) fn pipe(stage: &str, extra: &[&str], records: &str) -> Vec<serde_json::Value> {
    raw(stage, extra, records).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The same, as it was written.
fn raw(stage: &str, extra: &[&str], records: &str) -> String {
    run(stage, extra, records).1
}

/// The same, with the exit code.
fn run(stage: &str, extra: &[&str], records: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(root())
        .args([&["pipe", "--stage", stage], extra].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(records.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_bad_record_shows_in_the_exit_code_and_the_stream_goes_on() {
    for stage in ["fix", "clean", "check"] {
        let (code, answers) = run(stage, &[], "{\"id\":1}\n{\"id\":2,\"text\":\"A boat.\"}\n");
        assert_eq!((code, answers.lines().count()), (Some(2), 2), "{stage}: {answers}");
        let (code, answers) = run(stage, &[], "{\"text\":\"A boat.\"}\n");
        assert_eq!(code, Some(0), "{stage}: {answers}");
        assert!(!answers.contains("error") && !answers.contains("\"id\""), "{stage}: {answers}");
    }
}

#[test]
fn what_was_cleaned_once_stays_as_it_is() {
    let again = |text: &str| {
        let record = serde_json::json!({"id": 1, "text": text}).to_string();
        pipe("clean", &[], &record)[0]["text"].as_str().expect("text").to_owned()
    };
    for text in [
        "---\ne:\n---\n!--wp:>",
        "---\ntitle: T\n---\nThe toolâs maker says itâs âthe last pieceâ of a line.\n\nWhat to Watch\n\n\
         \u{20} â¢ Whether the tool isnât late by mid-2026\n  â¢ Whe",
    ] {
        let once = again(text);
        assert_eq!(again(&once), once, "{text:?}");
    }
}

#[test]
fn fix_answers_each_record_and_passes_other_fields_through() {
    let records = "{\"id\":7,\"text\":\"The cafÃ© isnâ€™t open.\",\"more\":{\"z\":1.0,\"a\":[null]}}\n\
                   {\"id\":\"x\",\"text\":\"Clean — as it was.\"}\n";
    let answers = pipe("fix", &[], records);
    assert_eq!(answers[0]["text"], "The café isn’t open.");
    assert_eq!(answers[0]["id"], 7);
    assert_eq!(answers[0]["more"], serde_json::json!({"z": 1.0, "a": [null]}));
    assert_eq!(answers[1], serde_json::json!({"id": "x", "text": "Clean — as it was."}));
}

#[test]
fn a_bad_record_is_answered_in_its_place() {
    let answers =
        pipe("fix", &[], "{\"id\":1,\"text\":\"a\"}\nnot json\n{\"id\":3}\n{\"id\":4,\"text\":\"b\"}\n");
    assert_eq!(answers.len(), 4);
    assert!(answers[1]["error"].is_string() && answers[2]["error"].is_string(), "{answers:?}");
    assert_eq!(answers[2]["id"], 3);
    assert_eq!(answers[3]["text"], "b");
}

#[test]
fn clean_gives_the_text_and_the_article() {
    let text = "The lock reopens\n\nThe first boat went through on Saturday, and nobody cheered.\n\n\
                0 Comments\n\nSubmit a Comment\n\nYour email address will not be published.\n";
    let record = serde_json::json!({"id": 1, "text": text}).to_string();
    let answer = &pipe("clean", &[], &record)[0];
    let want = "The lock reopens\nThe first boat went through on Saturday, and nobody cheered.";
    assert_eq!(answer["text"].as_str().map(str::trim_end), Some(want));
    assert_eq!(answer["article"]["title"], "The lock reopens");
}

#[test]
fn another_field_can_hold_the_text() {
    let answers = pipe("fix", &["--field", "body"], "{\"id\":1,\"body\":\"cafÃ©\",\"text\":\"cafÃ©\"}\n");
    assert_eq!(answers[0]["body"], "café");
    assert_eq!(answers[0]["text"], "cafÃ©");
}

#[test]
fn many_records_keep_their_order() {
    let records: String =
        (0..500).map(|n| format!("{{\"id\":{n},\"text\":\"Boat {n} isnâ€™t late.\"}}\n")).collect();
    let answers = pipe("fix", &["--threads", "4"], &records);
    let want: Vec<_> =
        (0..500).map(|n| serde_json::json!({"id": n, "text": format!("Boat {n} isn’t late.")})).collect();
    assert_eq!(answers, want);
}

#[test]
fn no_answer_breaks_apart_for_readers_that_know_other_line_ends() {
    let odd = "a\u{85}b\u{2028}c\u{2029}d\u{7f}e\u{9d}f";
    let echoed = format!("{{\"id\":\"{odd}\",\"text\":\"as it was\",\"more\":\"{odd}\"}}\n");
    let repaired = format!("{{\"id\":1,\"text\":\"The cafÃ© {odd}\",\"{odd}\":0}}\n");
    let broken = format!("{{\"id\":\"{odd}\"}}\n");
    let lines = raw("fix", &[], &[echoed, repaired, broken].concat());
    assert!(!lines.chars().any(|c| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')), "{lines:?}");
    let answers: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!((&answers[0]["id"], &answers[0]["more"]), (&odd.into(), &odd.into()));
    assert_eq!(answers[1]["text"], format!("The café {odd}"));
    assert_eq!(answers[2]["id"], odd);
}
