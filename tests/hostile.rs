//! What a careless or hostile caller does: nothing is lost, nothing hangs, every refusal says why.

use crate::support::command::{Run, arg, copydesk};
use crate::support::read;
use copydesk::desk::Desk;
use copydesk::model::Media;
use std::path::Path;
use std::time::{Duration, Instant};

const DAMAGED: &str = "The lock reopens\n\nIt isnâ€™t known when the café opens, nor whether it ever will.\n";

/// Runs the command in a folder of one damaged article, `a.txt`, and returns what the folder holds then.
fn run_beside(args: &[&str]) -> (Run, Vec<(String, String)>) {
    let folder = tempfile::tempdir().expect("made");
    std::fs::write(folder.path().join("a.txt"), DAMAGED).expect("written");
    std::fs::write(folder.path().join("n.yaml"), "Nobody knows the lock.\n").expect("written");
    let run = copydesk(arg(folder.path()), args);
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .expect("there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().expect("a file").display().to_string(), read(&path)))
        .collect();
    files.sort();
    (run, files)
}

#[test]
fn no_output_takes_the_place_of_an_input() {
    for args in [
        &["fix", "a.txt", "-o", "."][..],
        &["fix", "./a.txt", "n.yaml", "-o", "x/.."],
        &["fix", "a.txt", "--output-format", "json", "--output-file", "a.txt"],
        &["clean", "n.yaml", "-o", "."],
        &["clean", ".", "-o", "."],
        &["clean", "a.txt", "--output-format", "json", "--output-file", "./a.txt"],
        &["check", "a.txt", "--output-format", "json", "--output-file", "a.txt"],
        &["check", "a.txt", "--update-baseline", "a.txt"],
        &["report", "n.yaml", "-o", "n.yaml"],
        &["sites", "learn", "a.txt", "n.yaml", "-o", "n.yaml"],
    ] {
        let (run, files) = run_beside(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("is an input"), "{args:?}: {}", run.stderr);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.txt", "n.yaml"], "{args:?}");
        assert_eq!(files[0].1, DAMAGED, "{args:?}");
        assert_eq!(files[1].1, "Nobody knows the lock.\n", "{args:?}");
    }
}

#[test]
fn outputs_beside_their_inputs_are_written_and_written_anew() {
    let (run, files) = run_beside(&["clean", "a.txt", "-o", "."]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(files.len(), 3);
    let (run, files) = run_beside(&["fix", "a.txt", "--in-place"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(files[0].1.contains("isn’t"), "{files:?}");
}

#[test]
fn one_file_by_two_names_is_one_input() {
    let folder = tempfile::tempdir().expect("made");
    std::fs::write(folder.path().join("a.txt"), DAMAGED).expect("written");
    let whole = folder.path().join("a.txt");
    let run = copydesk(arg(folder.path()), &["clean", "a.txt", "./a.txt", ".", arg(&whole), "-o", "o"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("1 document cleaned"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path().join("o")).expect("there").count(), 1);
}

#[test]
fn absurd_numbers_of_threads_are_refused_and_large_ones_do_no_harm() {
    let started = Instant::now();
    let run = copydesk(".", &["check", "seeds/museum.txt", "--threads", "5000"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("1024"), "{}", run.stderr);
    let run = copydesk(".", &["check", "seeds/museum.txt", "seeds/etching.txt", "--threads", "1024"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told_as_such() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for command in [&["completions", "bash"][..], &["man"], &["rules", "list"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("there");
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let output = run.args(command).stdout(full).output().expect("the binary starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
        assert!(said.contains("output could not be written"), "{command:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn endless_settings_are_refused_at_once() {
    if !Path::new("/dev/zero").exists() {
        return;
    }
    let folder = tempfile::tempdir().expect("made");
    let project = folder.path().join("p.yaml");
    std::fs::write(&project, "extends: [/dev/zero]\n").expect("written");
    for args in [
        &["check", "seeds/museum.txt", "--config", "/dev/zero"][..],
        &["check", "seeds/museum.txt", "--rules", "/dev/zero"],
        &["check", "seeds/museum.txt", "--config", arg(&project)],
        &["rules", "test", "/dev/zero"],
    ] {
        let run = copydesk(".", args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("larger than 8 MiB"), "{args:?}: {}", run.stderr);
    }
}

/// The time the whole pipeline takes, at best.
fn time(media: Media, text: &str) -> Duration {
    let desk = Desk::default();
    let run = || {
        let started = Instant::now();
        let edited = desk.edit_text("page", text.to_owned(), Some(media));
        assert_eq!(edited.article.source.text(), text);
        started.elapsed()
    };
    run().min(run())
}

/// Side by side, so that the machine's speed does not matter: eight times as much of what once took
/// quadratic time must not take sixty-four times as long.
#[test]
fn time_grows_with_the_length_of_the_text() {
    const HEAD: &str = "<!doctype html><html><body><p>";
    const PROSE: &str = "The mill turned again on Monday, and all who had paid for its new wheel came to see it turn, \
                         the smith with his sons, the reeve, and the widow who had sold the weir.\n\n";
    let table: &[(Media, &str, &str, usize)] = &[
        (Media::Plain, "", "\u{FFFD}", 5_000),
        (Media::Plain, "", "it\u{FFFD}s here ", 1_000),
        (Media::Plain, "", "caf\u{FFFD} ", 4_000),
        (Media::Plain, "", "aโ", 4_000),
        (Media::Plain, "", "โ…", 4_000),
        (Media::Plain, "", "itÕs so, donÕt ", 500),
        (Media::Plain, "", "çÌÁ×ÎÁÑ ", 1_000),
        (Media::Plain, "", "çÌÁ×ÎÁÑ", 1_000),
        (Media::Plain, "Ìåëüíèöà ó ðåêè áûëà çàêðûòà âñþ çèìó, è íèêòî íå çíàë ïî÷åìó.\n", "Ãëàâíàÿ\n", 300),
        (Media::Plain, "", "MÄ\u{82}Ĺşhlrad ", 500),
        (Media::Plain, "", "鈥淗ello鈥\u{FFFD} ", 500),
        (Media::Plain, "", "Ã ", 1_000),
        (Media::Plain, "", "%C3%A9", 2_000),
        (Media::Plain, "", "\\u00e9", 2_000),
        (Media::Plain, "", "\\xc3", 2_000),
        (Media::Plain, "", "\\ud800", 2_000),
        (Media::Plain, "She met Dârâ. ", "Dârâ’s “mill” ", 1_000),
        (Media::Plain, "", "Ã**©** ", 4_000),
        (Media::Plain, "Skarbnik mówiÄ\u{FFFD} i SlovenÄ\u{FFFD}ina. ", "aÄ\u{FFFD}", 1_000),
        (Media::Plain, "It is not known what they said and when. ", "aâ", 4_000),
        (Media::Plain, "It is not known what they said. ", "the โ a โ 5โ9โ xโy ", 500),
        (Media::Plain, "", "kovÃ¡Å a groÃen kteÅi ", 500),
        (Media::Plain, "x y.\n\n", "xinhua.", 4_000),
        (Media::Plain, "x y.\n\n", "新华社报道，桥梁周一开放。", 1_000),
        (Media::Plain, "", "By Ann Poe | May 3, 2024\n\n", 500),
        (Media::Plain, "", "May 3, 2024 by Ann Poe · 6 min read | 6 min read\n\n", 300),
        (Media::Plain, "", "Home\nShare\nShare the\nweir\n", 300),
        (Media::Markdown, "", "a\\\\\\\n", 10_000),
        (Media::Plain, "", "Holm, 10/11/2025 - 12:31\n\n", 500),
        (Media::Plain, "", "10.11.2025 ", 2_000),
        (Media::Plain, "The Mill Turns Again\nBy ", "ann@holm.example ", 1_000),
        (Media::Plain, "The Mill Turns Again\nBy ", "Ann Poe (text) ", 1_000),
        (Media::Plain, "", "Share\nthe bread.\n\n", 500),
        (Media::Plain, "", "He came home by night.\nShare\nNobody was there to see.\nComments\n", 300),
        (
            Media::Plain,
            "It turns again.\nIt lasts for years.\n",
            "weirman\n2 hours ago\nIt turns.\nReply\n",
            300,
        ),
        (Media::Plain, "", "The owners of\nHolm Mill\n, and so on\n", 300),
        (Media::Plain, "", "it turns,\nand turns\n", 500),
        (Media::Html, HEAD, "x<sup>2</sup><q>y</q><br>", 1_000),
        (
            Media::Plain,
            "The mill turned again on Monday, and all who had paid for its new wheel came to see it.\n\n",
            "You may also like\n\nThe Weir Is Dry\n\nNobody knows why.\n\n",
            200,
        ),
        (Media::Plain, PROSE, "Related articles\n\n", 1_000),
        (Media::Plain, PROSE, "By Ann Poe\n\n", 1_000),
        (Media::Plain, "x y.\n\n", "TASS said the figures above came from the state-owned port.\n\n", 300),
        (Media::Plain, "x y.\n\n", "Disclaimer: this article relies on state media, TASS said so.\n\n", 300),
        (Media::Html, HEAD, "&", 8_000),
        (Media::Html, HEAD, "&amp;", 6_000),
        (Media::Html, HEAD, "< ", 6_000),
        (Media::Html, HEAD, "<b>x<p>", 2_000),
        (
            Media::Markdown,
            "# T\n\n",
            "<!-- copydesk-disable text/doubled-word: x -->\n\nThe the cat sat here again.\n\n",
            600,
        ),
    ];
    for (media, head, part, count) in table {
        let text = |count: usize| format!("{head}{}", part.repeat(count));
        let (short, long) = (time(*media, &text(*count)), time(*media, &text(count * 8)));
        assert!(long < short * 24, "{part:?}: {short:?} for {count}, {long:?} for eight times as many");
    }
}
