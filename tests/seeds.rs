//! The seeds: damage, then the pipeline, gives the text it came from, and the article an editor would sign.

use crate::support::bless::Blessed;
use crate::support::command::{arg, clean_into, copydesk};
use crate::support::known::Known;
use crate::support::{files, read, root};
use std::path::{Path, PathBuf};

/// Each seed with the clean text it came from.
fn seeds() -> Vec<(PathBuf, PathBuf)> {
    let clean_of = |seed: &Path| {
        let name = seed.file_name().expect("a file").to_string_lossy().into_owned();
        let (stem, end) = name.rsplit_once('.').expect("seeds have an extension");
        root().join(format!("fixtures/seeds/{stem}.clean.{end}"))
    };
    files("seeds", &[".txt", ".md"]).into_iter().map(|seed| (seed.clone(), clean_of(&seed))).collect()
}

fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// The lines in which two texts differ: their place, and both versions.
fn differences(name: &str, want: &str, got: &str) -> Vec<(String, String)> {
    let lines = want.lines().zip(got.lines()).enumerate().filter(|(_, (w, g))| w != g);
    let mut faults: Vec<_> =
        lines.map(|(n, (w, g))| (format!("{name}:{}", n + 1), format!("  want {w}\n  got  {g}"))).collect();
    if want.lines().count() != got.lines().count() || faults.is_empty() && want != got {
        faults.push((name.to_owned(), "  differs in line ends or length".to_owned()));
    }
    faults
}

/// The same articles of two runs.
fn pairs(
    wanted: Vec<(String, String)>,
    got: Vec<(String, String)>,
) -> impl Iterator<Item = ((String, String), (String, String))> {
    assert!(!wanted.is_empty(), "no article");
    assert_eq!(wanted.len(), got.len(), "articles are missing");
    wanted.into_iter().zip(got)
}

fn assert_none(faults: Vec<(String, String)>) {
    let list: Vec<_> = faults.iter().map(|(place, fault)| format!("{place}\n{fault}")).collect();
    assert!(list.is_empty(), "{} wrong:\n{}", list.len(), list.join("\n"));
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

/// Whether `fix` is known to fail on a line of this seed; `name` may lack the extension.
fn is_known(known: &Known, name: &str) -> bool {
    known.fix.iter().any(|place| place.starts_with(name))
}

/// Runs `fix` over files of one folder and returns what it wrote for each.
fn fix(folder: &str, inputs: &[PathBuf]) -> Vec<String> {
    let out = temporary();
    let run = copydesk(".", &["fix", folder, "--quiet", "-o", arg(out.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = |input: &PathBuf| out.path().join(input.file_name().expect("a file"));
    inputs.iter().map(|input| read(&written(input))).collect()
}

#[test]
fn fix_gives_the_clean_text_back() {
    let (inputs, cleans): (Vec<_>, Vec<_>) = seeds().into_iter().unzip();
    let fixed = fix("seeds", &inputs);
    let known = Known::load().fix;
    let mut faults = Vec::new();
    for ((input, clean), got) in inputs.iter().zip(&cleans).zip(fixed) {
        faults.extend(differences(&name_of(input), &read(clean), &got));
    }
    let cured: Vec<_> = known.iter().filter(|k| !faults.iter().any(|(place, _)| place == *k)).collect();
    assert!(cured.is_empty(), "right now; take out of fixtures/known-failures.yaml: {cured:?}");
    faults.retain(|(place, _)| !known.contains(place));
    assert_none(faults);
}

#[test]
fn fix_leaves_the_clean_texts_alone() {
    let cleans: Vec<_> = seeds().into_iter().map(|(_, clean)| clean).collect();
    let fixed = fix("fixtures/seeds", &cleans);
    for (clean, got) in cleans.iter().zip(fixed) {
        assert_eq!(read(clean), got, "{} was changed", clean.display());
    }
}

#[test]
fn clean_gives_the_blessed_articles() {
    let out = temporary();
    let findings = out.path().join("findings");
    clean_into(out.path(), &["seeds"], &["--output-format", "concise", "--output-file", arg(&findings)]);
    let mut blessed = Blessed::new();
    for (seed, _) in seeds() {
        let name = seed.with_extension("yaml").file_name().expect("a file").to_owned();
        blessed.check(&root().join("fixtures/seeds").join(&name), &read(&out.path().join(&name)));
    }
    blessed.check(&root().join("fixtures/seeds/findings.concise"), &read(&findings));
    blessed.finish();
}

/// The articles of a folder as plain text or Markdown, by the name their file begins with.
fn articles(folder: &Path, format: &str) -> Vec<(String, String)> {
    let out = temporary();
    clean_into(out.path(), &[arg(folder)], &["--format", format]);
    let mut articles: Vec<_> = files_in(out.path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name.split('.').next().unwrap_or_default().to_owned(), read(&path))
        })
        .collect();
    articles.sort();
    articles
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).expect("there").map(|entry| entry.expect("readable").path())
}

#[test]
fn the_clean_text_gives_the_same_article() {
    let known = Known::load();
    let cleans = temporary();
    for (_, clean) in seeds() {
        let name = clean.file_name().expect("a file").to_string_lossy().replace(".clean", "");
        std::fs::copy(&clean, cleans.path().join(name)).expect("copied");
    }
    let damaged = articles(&root().join("seeds"), "text");
    for (want, got) in pairs(articles(cleans.path(), "text"), damaged) {
        if !is_known(&known, &want.0) {
            assert_none(differences(&want.0, &want.1, &got.1));
        }
    }
}

#[test]
fn cleaning_the_result_changes_nothing() {
    let known = Known::load();
    let again = temporary();
    let once = articles(&root().join("seeds"), "markdown");
    for (name, text) in &once {
        std::fs::write(again.path().join(format!("{name}.md")), text).expect("written");
    }
    for (want, got) in pairs(once, articles(again.path(), "markdown")) {
        if !is_known(&known, &want.0) {
            assert_none(differences(&want.0, &want.1, &got.1));
        }
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let run = |threads: &str| {
        let run = copydesk(".", &["clean", "--quiet", "--threads", threads, "seeds", "fixtures/seeds"]);
        (run.code, run.stdout, run.stderr)
    };
    assert_eq!(run("1"), run("4"));
}

#[test]
fn the_yaml_loads_to_the_very_strings() {
    let (yaml, json) = (temporary(), temporary());
    let folders = ["seeds", "fixtures/cases"];
    clean_into(yaml.path(), &folders, &["--format", "yaml"]);
    clean_into(json.path(), &folders, &["--format", "jsonl"]);
    let mut seen = 0;
    let mut open = vec![yaml.path().to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(files_in(&path));
            continue;
        }
        seen += 1;
        let twin = json.path().join(path.strip_prefix(yaml.path()).expect("inside")).with_extension("jsonl");
        let want: serde_json::Value = serde_json::from_str(&read(&twin)).expect("JSON loads");
        let got: serde_json::Value = serde_yaml::from_str(&read(&path)).expect("YAML loads");
        assert_eq!(got, want, "{}", path.display());
    }
    assert!(seen > 40, "only {seen} articles compared");
}
