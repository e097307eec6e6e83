//! Files of many documents: each record a document, bad ones reported, the rest done.

use crate::support::command::{arg, copydesk};
use std::path::Path;

const LINES: &str = "{\"id\":\"ferry\",\"text\":\"The ferry left the pier at seven and came back at nine.\"}\n\
    not json\n\n\
    {\"id\":5,\"html\":\"<p>The mill turned its wheel for the first time in years.</p>\"}\r\n\
    {\"id\":\"../up\",\"text\":\"The bell rang once.\"}";

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("made")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

#[test]
fn each_record_is_a_document() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let file = place.path().join("b.jsonl");
    std::fs::write(&file, LINES).expect("written");
    let out = place.path().join("out");
    let run = copydesk(".", &["clean", "-o", arg(&out), arg(&file)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("b.jsonl#2"), "{}", run.stderr);
    assert_eq!(names(&out.join("b.jsonl")), ["000001-ferry.yaml", "000004-5.yaml", "000005-up.yaml"]);
    let one = std::fs::read_to_string(out.join("b.jsonl/000001-ferry.yaml")).expect("written");
    assert!(one.contains("b.jsonl#ferry"), "{one}");
}

#[test]
fn packed_streams_are_the_same_streams() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, LINES.as_bytes()).expect("to memory");
    let file = place.path().join("b.jsonl.gz");
    std::fs::write(&file, packer.finish().expect("to memory")).expect("written");
    let run = copydesk(".", &["clean", "--format", "text", arg(&file)]);
    assert_eq!(run.stdout.lines().filter(|line| !line.is_empty()).count(), 3, "{}", run.stdout);
}

#[test]
fn a_stream_that_breaks_off_gives_what_stood_before() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let file = place.path().join("a.warc");
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The mill turned its wheel again.</p>";
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://holm.example/mill\r\n\
                Content-Type: application/http\r\n";
    let whole = format!("{head}Content-Length: {}\r\n\r\n{page}\r\n\r\n", page.len());
    std::fs::write(&file, format!("{whole}{head}Content-Length: 900\r\n\r\ncut")).expect("written");
    let run = copydesk(".", &["clean", "--format", "text", arg(&file)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(run.stdout.trim(), "The mill turned its wheel again.");
    assert!(run.stderr.contains("record 2"), "{}", run.stderr);
}
