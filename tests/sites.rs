//! Site memory, `--keep` and `--explain-block`, from outside.

use crate::support::command::{arg, copydesk};
use std::fs;

fn pages_in(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("made");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    folder
}

/// Pages of one site: an article each, and lines that all of them have.
fn site(pages: usize) -> tempfile::TempDir {
    let pages: Vec<(String, String)> = (0..pages)
        .map(|n| {
            let text = format!(
                "The lock at pound {n} reopens\n\nThe {n}th boat of the year went through on Saturday, and its owner, who had \
                 waited since March for the gates to be mended, did not stop to talk.\n\nOur boats, our banks, our \
                 burgees.\n\nThe gates are older than the town, and nobody alive has seen the chamber dry, or knows who cut \
                 the stones that line it from end to end.\n\nThe river is higher than it was in {n} of the last thirty springs, the keeper says, and \
                 she has no wish to see it rise.\n\nOf the {n} lamps along the quay not one was lit when the \
                 night boat came up from the sea lock, and its master, who knows every stake by hand, tied up at the \
                 wrong wharf and slept until the bakers woke him.\n\nThe Towpath Letter has told boaters what the keepers will not tell \
                 them since the first gate leaked in the spring of that year.\n"
            );
            (format!("towpath/{n}.txt"), text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    pages_in(&files)
}

#[test]
fn what_cannot_be_learnt_from_is_told() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &b"{\"text\":\"The lock reopens.\"}\n".repeat(99))
        .expect("to memory");
    let packed = packed.finish().expect("to memory");
    let table: [(&str, &[u8], &str); 4] = [
        ("a.jsonl", b"{\"text\":\"The lock reopens.\"}\nnot json\n", "a.jsonl#2"),
        ("b.jsonl.gz", &packed[..packed.len() - 9], "b.jsonl.gz"),
        ("c.warc", b"\x01\x02\x03\n\n", "c.warc"),
        ("d.jsonl", b"{\"text\":\"The lock reopens.\"}\n", ""),
    ];
    for (name, bytes, fault) in table {
        let folder = pages_in(&[(name, bytes)]);
        let run = copydesk(".", &["sites", "learn", arg(&folder.path().join(name))]);
        assert_eq!(run.code, Some(if fault.is_empty() { 0 } else { 2 }), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(fault), "{name}: {}", run.stderr);
        assert_eq!(run.stderr.is_empty(), fault.is_empty(), "{name}: {}", run.stderr);
    }
}

#[test]
fn lines_that_a_site_repeats_go_where_they_were_learnt() {
    let folder = site(12);
    let pages = folder.path().join("towpath");
    let profile = folder.path().join("sites.yaml");
    let clean = |more: &[&str]| {
        let run = copydesk(".", &[&["clean", "--format", "text", "-q", arg(&pages)], more].concat());
        assert_eq!(run.code, Some(0), "{more:?}: {}", run.stderr);
        run.stdout
    };
    let plain = clean(&[]);
    assert_eq!((plain.matches("burgees").count(), plain.matches("Towpath Letter").count()), (12, 12));
    let learnt = clean(&["--sites"]);
    assert_eq!((learnt.matches("burgees").count(), learnt.matches("Towpath Letter").count()), (0, 0));
    assert_eq!(learnt.matches("older than the town").count(), 0);
    assert_eq!(learnt.matches("went through on Saturday").count(), 12);
    let run = copydesk(".", &["sites", "learn", arg(&pages), "-o", arg(&profile)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(clean(&["--site-profile", arg(&profile)]), learnt);
    assert_eq!(clean(&["--sites", "--keep", "boilerplate/repeated-on-site"]), plain);
    let page = pages.join("3.txt");
    let args = ["clean", arg(&page), "--site-profile", arg(&profile), "--explain-block", "5"];
    let told = copydesk(".", &args).stdout;
    assert!(told.contains("boilerplate/repeated-on-site: stands on 12 of 12 pages"), "{told}");
}

#[test]
fn running_text_inside_the_articles_of_a_small_batch_stays() {
    // A note right under two articles may be their author's; under several it is the site's.
    for (n, notes) in [(2, 2), (4, 0)] {
        let folder = site(n);
        let pages = folder.path().join("towpath");
        let text = copydesk(".", &["clean", "--format", "text", "-q", "--sites", arg(&pages)]).stdout;
        let counts =
            ["older than the town", "Towpath Letter", "burgees"].map(|line| text.matches(line).count());
        assert_eq!(counts, [n, notes, 0], "{text}");
    }
}

#[test]
fn a_copy_of_a_page_loses_nothing() {
    let page = "The lock reopens\n\nThe first boat, a tjalk, went through on Saturday after two years of repairs to the \
                gates and the sill.\n\nThe keepers\n\nThe second boat, which nobody had been told of, was an hour late \
                and did not fit between the new gates.\n";
    let other = page.replace("an hour late", "two hours late");
    let folder = pages_in(&[("a/1.txt", page.as_bytes()), ("a/2.txt", other.as_bytes())]);
    let text = copydesk(".", &["clean", "--format", "text", "-q", "--sites", arg(folder.path())]).stdout;
    for line in ["tjalk", "The keepers", "did not fit"] {
        assert_eq!(text.matches(line).count(), 2, "{line}: {text}");
    }
}

#[test]
fn labels_of_a_small_batch_stay_over_what_is_new() {
    let story = |n: usize| {
        format!(
            "The lock at pound {n} reopens\n\nTested by:\nBoat number {n}\n\nThe {n}th boat of the year went through on \
             Saturday, and its owner, who had waited since March for the gates to be mended, did not stop to talk.\n\n\
             Of the {n} lamps along the quay not one was lit when the night boat came up from the sea lock, and its \
             master tied up at the wrong wharf.\n\n"
        )
    };
    let pages: Vec<(String, String)> = (1..3).map(|n| (format!("a/{n}.txt"), story(n))).collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    let folder = pages_in(&files);
    let text = copydesk(".", &["clean", "--format", "text", "-q", "--sites", arg(folder.path())]).stdout;
    let counts = ["Tested by:", "Boat number"].map(|line| text.matches(line).count());
    assert_eq!(counts, [2, 2], "{text}");
}

#[test]
fn records_name_their_site() {
    let record = |n: usize, url: &str| {
        let text = format!(
            "The lock at pound {n} reopens\\n\\nThe {n}th boat of the year went through on Saturday, and its owner, who had \
             waited since March for the gates to be mended, did not stop to talk.\\n\\nOur boats, our banks, our burgees."
        );
        format!("{{\"id\": {n}, \"url\": \"{url}/{n}\", \"text\": \"{text}\"}}\n")
    };
    let all: String = (0..3).map(|n| record(n, "https://www.towpath.example/boats")).collect();
    let folder = pages_in(&[("all.jsonl", all.as_bytes())]);
    let (records, profile) = (folder.path().join("all.jsonl"), folder.path().join("sites.yaml"));
    let run = copydesk(".", &["sites", "learn", arg(&records), "-o", arg(&profile)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let learnt = fs::read_to_string(&profile).expect("written");
    assert!(learnt.contains("towpath.example"), "{learnt}");
    let left = |url: &str| {
        let answers = crate::pipe::pipe("clean", &["--site-profile", arg(&profile)], &record(7, url));
        answers[0]["text"].as_str().expect("a text").contains("burgees")
    };
    assert!(!left("http://towpath.example"), "the site is known");
    assert!(left("http://weirs.example"), "nothing is known of this site");
    let text = copydesk(".", &["clean", "--format", "text", "-q", "--sites", arg(&records)]).stdout;
    assert_eq!(text.matches("burgees").count(), 0, "{text}");
}

#[test]
fn a_line_is_explained_and_a_rule_kept() {
    let page = "The lock reopens\n\nThe first boat, a tjalk, went through on Saturday after two years of repairs to the \
                gates and the sill.\n\nShare this article\n\nThe second boat was late.\n";
    let folder = pages_in(&[("a.txt", page.as_bytes())]);
    let file = folder.path().join("a.txt");
    let told = |line: &str, more: &[&str]| {
        copydesk(".", &[&["clean", arg(&file), "--explain-block", line], more].concat())
    };
    let dropped = told("5", &[]).stdout;
    assert!(dropped.contains("dropped by boilerplate/share"), "{dropped}");
    let kept = told("3", &[]).stdout;
    assert!(kept.contains("a.txt:3: kept"), "{kept}");
    assert_eq!(told("4", &[]).code, Some(2));
    assert_eq!(told("5", &["--keep", "boilerplate/shar"]).code, Some(2));
    let run = copydesk(".", &["clean", arg(&file), "--format", "text", "--keep", "boilerplate/share"]);
    assert!(run.stdout.contains("Share this article"));
}

#[test]
fn a_profile_is_not_written_over_with_nothing() {
    let folder = tempfile::tempdir().expect("made");
    let profile = folder.path().join("sites.yaml");
    std::fs::write(&profile, "kept").expect("written");
    let run = copydesk(arg(folder.path()), &["sites", "learn", "nothere", "-o", arg(&profile)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(&profile).expect("there"), "kept");
}
