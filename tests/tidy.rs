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
];

#[test]
fn imports_keep_the_borders() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for line in code(&text) {
            for (word, homes) in BORDERS {
                if line.contains(word) && !homes.iter().any(|home| path.starts_with(home)) {
                    faults.push(format!("{path} names {word} which belongs to {homes:?}: {}", line.trim()));
                }
            }
            for (home, others) in BLIND {
                if path.starts_with(home)
                    && let Some(other) = others.iter().find(|o| line.contains(&format!("crate::{o}")))
                {
                    faults.push(format!("{path} must not know {other}: {}", line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
