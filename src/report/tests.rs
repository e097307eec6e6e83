//! All formats on the same findings: a long line, hostile characters, several lines, the end of the file.

use super::{Format, Look, Meaning};
use crate::model::{Code, Decoding, Diagnostic, Fix, Label, Media, Severity, Source, Span};
use std::sync::Arc;

fn source(text: &str) -> Source {
    let decoding = Decoding::of(text.into());
    Source::new("dir/a, b%.txt".into(), Media::Plain, decoding)
}

fn finding(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::new("disclosure/sample"), Severity::Error, span, message)
}

fn span_of(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("the words are there");
    Span::new(at, at + words.len())
}

fn report(format: Format, source: &Source, findings: &[Diagnostic]) -> String {
    let meaning = Meaning { summary: "A sample.".into(), why: "To test.".into(), ..Meaning::default() };
    let look = Look { colour: false, meanings: Arc::new(move |_| Some(meaning.clone())) };
    let mut reporter = format.reporter(&look);
    let mut out = Vec::new();
    reporter.document(source, findings, &mut out).expect("memory takes all");
    reporter.finish(&mut out).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_long_line_is_cut_around_the_words_meant() {
    let text =
        format!("Title\n\n{}the 🧵 words ต้อง meant{}\n", "far before ".repeat(60), " far behind".repeat(60));
    let source = source(&text);
    let mut d = finding(span_of(&text, "words ต้อง meant"), "Something about them.");
    d.label = "these".into();
    d.labels.push(Label { span: span_of(&text, "Title"), message: "because of this".into() });
    d.help = Some("Look it up.".into());
    let shown = report(Format::Full, &source, &[d]);
    for line in shown.lines() {
        assert!(line.chars().count() <= 170, "too long: {line}");
    }
    for part in ["a, b%.txt:3:667", "words ต้อง meant", "these", "because of this", ":1:1", "Look it up."]
    {
        assert!(shown.contains(part), "no {part} in\n{shown}");
    }
}

#[test]
fn nothing_in_a_text_reaches_the_terminal_as_a_command() {
    let text = "a\u{1b}[31mred\u{7} \u{202e}turned\u{2066} \u{0} b";
    let source = source(text);
    let d = finding(span_of(text, "red"), "message \u{1b}[2J with \u{202e} both\nlines");
    for format in [Format::Full, Format::Concise] {
        let shown = report(format, &source, std::slice::from_ref(&d));
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{2066}', '\0']), "{shown:?}");
    }
}

#[test]
fn odd_spans_are_drawn_and_never_panic() {
    for text in ["", "\n", "x", "x\n", "\r\r\n\n", "ก", "two\nlines here\n"] {
        let source = source(text);
        let mut all = Vec::new();
        for start in 0..=text.len() + 2 {
            for end in start..=text.len() + 2 {
                all.push(finding(Span::new(start, end), "odd"));
            }
        }
        for &format in Format::ALL {
            let shown = report(format, &source, &all);
            assert!(format != Format::Full || shown.matches("· ").count() == all.len(), "{text:?}\n{shown}");
        }
    }
}

#[test]
fn json_formats_are_json_with_and_without_findings() {
    let text = "one\ntwo 🧵 three\n";
    let source = source(text);
    let mut d = finding(span_of(text, "three"), "say \"so\" \u{2028}");
    d.fix = Some(Fix { span: d.span, replacement: "four".into(), safe: false });
    d.labels.push(Label { span: span_of(text, "one"), message: "there".into() });
    for format in [Format::Json, Format::Sarif, Format::Gitlab, Format::Rdjson] {
        for findings in [&[][..], std::slice::from_ref(&d), &[d.clone(), d.clone()]] {
            let shown = report(format, &source, findings);
            let parsed = serde_json::from_str::<serde_json::Value>(&shown);
            assert!(parsed.is_ok(), "{}: {parsed:?}\n{shown}", format.name());
        }
    }
    let lines = report(Format::Jsonl, &source, &[d.clone(), d.clone()]);
    assert_eq!(lines.lines().filter(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()).count(), 2);
    let json: serde_json::Value =
        serde_json::from_str(&report(Format::Json, &source, &[d.clone()])).expect("JSON");
    assert_eq!(
        (&json[0]["line"], &json[0]["column"], &json[0]["end_column"]),
        (&2.into(), &7.into(), &12.into())
    );
    let rd: serde_json::Value = serde_json::from_str(&report(Format::Rdjson, &source, &[d])).expect("JSON");
    assert_eq!(rd["diagnostics"][0]["location"]["range"]["start"]["column"], 10);
}

#[test]
fn sarif_has_all_that_github_requires() {
    let text = "one\ntwo three\n";
    let source = source(text);
    let d = finding(span_of(text, "three"), "Say so.");
    let sarif = report(Format::Sarif, &source, &[d.clone(), d]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(sarif["$schema"].is_string());
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "copydesk");
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], "disclosure/sample");
    for key in ["shortDescription", "fullDescription", "help"] {
        assert!(rule[key]["text"].as_str().is_some_and(|t| !t.is_empty()), "{key}");
    }
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], rule["id"]);
    let at = &result["locations"][0]["physicalLocation"];
    assert_eq!(at["artifactLocation"]["uri"], "dir/a%2C%20b%25.txt");
    for (key, value) in [("startLine", 2), ("startColumn", 5), ("endLine", 2), ("endColumn", 10)] {
        assert_eq!(at["region"][key], value, "{key}");
    }
    let print = |n: usize| run["results"][n]["partialFingerprints"]["primaryLocationLineHash"].as_str();
    assert!(print(0).is_some_and(|p| !p.is_empty()));
    assert_ne!(print(0), print(1), "two findings of one kind are two");
}

#[test]
fn github_annotations_are_escaped() {
    let text = "one\ntwo\n";
    let d = finding(span_of(text, "two"), "100%\nsure");
    let shown = report(Format::Github, &source(text), &[d]);
    assert_eq!(
        shown,
        "::error file=dir/a%2C b%25.txt,line=2,endLine=2,col=1,endColumn=4,title=disclosure/sample::100%25%0Asure\n"
    );
}

#[test]
fn junit_is_well_formed_whatever_the_message() {
    let d = finding(Span::at(0), "<a> & \"b\" \u{0} \u{fffe}");
    let shown = report(Format::Junit, &source("x"), &[d]);
    assert!(shown.contains("message=\"&lt;a&gt; &amp; &quot;b&quot; \u{fffd} \u{fffd}\""), "{shown}");
    assert!(report(Format::Junit, &source("x"), &[]).contains("failures=\"0\""));
}
