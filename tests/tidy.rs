//! The house's own rules, checked: nothing forgotten in a list, no file out of proportion, borders kept.

use crate::support::{files, read, root};

/// Files that are tables, which may be as long as they need to be.
fn is_table(path: &str) -> bool {
    path.contains("/tables/") || path.ends_with("tables.rs") || path.ends_with("generated.rs")
}

fn sources() -> Vec<(String, String)> {
    let strip = |p: &std::path::Path| p.strip_prefix(root()).expect("inside").display().to_string();
    files("src", &[".rs"]).iter().map(|p| (strip(p), read(p))).collect()
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end].lines().filter(|l| !l.trim_start().starts_with("//"))
}

#[path = "../examples/mojibake_tables.rs"]
#[allow(dead_code, reason = "its main is for people")]
mod mojibake_tables;

#[test]
fn the_repair_tables_are_what_their_generator_makes() {
    let fresh = mojibake_tables::render(&copydesk::repair::decoder_labels());
    let kept = include_str!("../src/repair/tables/generated.rs");
    assert!(fresh == kept, "run: cargo run --example mojibake_tables > src/repair/tables/generated.rs");
}

#[test]
fn every_rule_file_is_embedded() {
    let all: String = sources().into_iter().map(|(_, text)| text).collect();
    for path in files("rules", &[".yaml", ".yml"]) {
        let name = path.file_stem().expect("a file").to_string_lossy();
        assert!(
            all.contains(&format!("pack!(\"{name}\")")),
            "rules/{name}.yaml is in no pack!; packs are listed in src/rules/embedded.rs"
        );
    }
}

#[test]
fn every_rule_has_a_code_of_its_own() {
    let packs = copydesk::rules::Packs::embedded();
    let mut codes: Vec<&str> = packs.rules().iter().map(|r| r.code.as_str()).collect();
    codes.sort_unstable();
    let doubled: Vec<_> = codes.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

#[test]
fn no_file_is_out_of_proportion() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 600 || is_table(&path), "{path} has {lines} lines; split it by what it does");
    }
}

/// Who may name what, from the table in `src/lib.rs`: a word, and the only paths it may stand in.
const BORDERS: &[(&str, &[&str])] = &[
    ("rayon::", &["src/batch"]),
    ("miette::", &["src/report/full"]),
    ("std::fs", &["src/batch", "src/cli"]),
    ("indicatif::", &["src/batch", "src/cli"]),
    ("clap::", &["src/cli"]),
    ("encoding_rs::", &["src/decode", "src/repair"]),
    ("chardetng::", &["src/decode"]),
    ("dom_smoothie::", &["src/segment/html/extract.rs"]),
];

/// Modules and what they must not name.
const BLIND: &[(&str, &[&str])] = &[
    (
        "src/model",
        &[
            "decode", "segment", "repair", "strip", "arrange", "lint", "rules", "emit", "report", "batch",
            "cli",
        ],
    ),
    (
        "src/decode",
        &["segment", "repair", "strip", "arrange", "lint", "rules", "emit", "report", "batch", "cli"],
    ),
    // What a date and a byline look like is arrange's to say, also of the lines of an HTML page.
    ("src/segment", &["strip", "lint", "rules", "emit", "report", "batch", "cli"]),
    ("src/repair", &["segment", "strip", "arrange", "lint", "rules", "emit", "report", "batch", "cli"]),
    ("src/strip", &["lint", "emit", "report", "batch", "cli"]),
    ("src/arrange", &["lint", "rules", "emit", "report", "batch", "cli"]),
    ("src/lint", &["emit", "report", "batch", "cli"]),
    ("src/rules", &["lint", "emit", "report", "batch", "cli"]),
    ("src/report", &["decode", "segment", "repair", "strip", "arrange", "lint", "batch", "cli"]),
    // How Markdown is escaped is segment's to say, which reads it.
    ("src/emit", &["decode", "repair", "strip", "lint", "rules", "report", "batch", "cli"]),
    ("src/review", &["decode", "segment", "repair", "strip", "arrange", "lint", "rules", "batch", "cli"]),
    (
        "src/sites",
        &["decode", "segment", "repair", "strip", "arrange", "lint", "emit", "report", "batch", "cli"],
    ),
    ("src/config", &["decode", "segment", "repair", "strip", "arrange", "lint", "emit", "report", "cli"]),
    ("src/batch", &["segment", "repair", "strip", "arrange", "lint", "rules", "emit", "report", "cli"]),
];

/// The top modules a line names: `crate::a::b`, `use crate::{a, b::c}`.
fn named(line: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let word = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.push(&rest[..word(rest)]);
            continue;
        };
        let mut depth = 0;
        let mut is_first = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_first = true,
                c if is_first && is_name(c) => {
                    found.push(&group[at..at + word(&group[at..])]);
                    is_first = false;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn grouped_imports_are_seen_through() {
    assert_eq!(named("use crate::{cli::{a, b}, model, rules::c};"), ["cli", "model", "rules"]);
    assert_eq!(named("let x = crate::lint::of(crate::emit::y);"), ["lint", "emit"]);
    assert!(named("use super::{cli, model};").is_empty());
}

/// The statements of a file, each on one line, as imports are told from.
fn joined(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    for line in code(text) {
        open.push_str(line.trim());
        // A list of imports ends with its bracket.
        if !open.trim_start_matches("pub(crate) ").trim_start_matches("pub ").starts_with("use ")
            || open.ends_with(';')
        {
            out.push(std::mem::take(&mut open));
        }
    }
    out
}

#[test]
fn imports_keep_the_borders() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for line in joined(&text) {
            for (word, homes) in BORDERS {
                if line.contains(word) && !homes.iter().any(|home| path.starts_with(home)) {
                    faults.push(format!("{path} names {word} which belongs to {homes:?}: {}", line.trim()));
                }
            }
            for (home, others) in BLIND {
                if path.starts_with(home)
                    && let Some(other) = named(&line).into_iter().find(|name| others.contains(name))
                {
                    faults.push(format!("{path} must not know {other}: {}", line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
