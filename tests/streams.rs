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

/// An extension tells a stream, and a name without one has none.
#[test]
fn a_file_that_is_called_as_streams_end_is_one_document() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let file = place.path().join("jsonl");
    std::fs::write(&file, LINES).expect("written");
    let run = copydesk(".", &["check", "--fail-on", "never", arg(&file)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("1 document checked"), "{}", run.stderr);
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

/// A page as a server sent it.
fn sent(header: &str, body: &[u8]) -> Vec<u8> {
    let answer =
        [format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain{header}\r\n\r\n").as_bytes(), body].concat();
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://holm.example/mill\r\n\
                Content-Type: application/http\r\n";
    [format!("{head}Content-Length: {}\r\n\r\n", answer.len()).as_bytes(), &answer, b"\r\n\r\n"].concat()
}

#[test]
fn a_servers_label_counts_for_what_is_not_utf8() {
    let packed = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packer, bytes).expect("to memory");
        packer.finish().expect("to memory")
    };
    let (utf8, latin, thai) =
        ("The café opened.".as_bytes(), b"The caf\xE9 opened.", b"\xCA\xC7\xD1\xCA\xB4\xD5 caf\xA1");
    let table: [(&str, Vec<u8>, &str, &str); 6] = [
        ("; charset=iso-8859-1", utf8.to_vec(), "The café opened.", "valid"),
        ("; charset=iso-8859-1\r\nContent-Encoding: gzip", packed(utf8), "The café opened.", "valid"),
        ("; charset=iso-8859-1", latin.to_vec(), "The café opened.", "declared"),
        ("; charset=iso-8859-1\r\nContent-Encoding: gzip", packed(latin), "The café opened.", "declared"),
        ("; charset=tis-620", thai.to_vec(), "สวัสดี cafก", "declared"),
        ("; charset=klingon", latin.to_vec(), "The café opened.", "detected"),
    ];
    for (header, body, text, basis) in table {
        let place = tempfile::tempdir().expect("a temporary folder can be made");
        let file = place.path().join("a.warc");
        std::fs::write(&file, sent(header, &body)).expect("written");
        let run = copydesk(".", &["clean", arg(&file)]);
        assert_eq!(run.code, Some(0), "{header}: {}", run.stderr);
        assert!(run.stdout.contains(text), "{header}: {}", run.stdout);
        assert!(run.stdout.contains(&format!("encoding_basis: {basis}\n")), "{header}: {}", run.stdout);
    }
}

#[test]
fn a_page_packed_as_nothing_known_is_refused() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let file = place.path().join("a.warc");
    let packed = sent("; charset=iso-8859-1\r\nContent-Encoding: br", b"\x0b\x02\x80The caf\xE9\x03");
    let plain = sent("\r\nContent-Encoding: br", b"The mill turned its wheel again.");
    std::fs::write(&file, [packed, plain].concat()).expect("written");
    let run = copydesk(".", &["clean", "--format", "text", arg(&file)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("a.warc#1") && run.stderr.contains("packed as br"), "{}", run.stderr);
    assert_eq!(run.stdout.trim(), "The mill turned its wheel again.");
}
