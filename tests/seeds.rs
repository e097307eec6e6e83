//! The seeds: damage, then the pipeline, gives the text it came from, and the article an editor would sign.

use crate::support::bless::Blessed;
use crate::support::command::{arg, clean_into, copydesk};
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

/// The lines in which two texts differ, both versions.
fn differences(name: &Path, want: &str, got: &str) -> Vec<String> {
    let lines = want.lines().zip(got.lines()).enumerate().filter(|(_, (w, g))| w != g);
    let mut faults: Vec<_> =
        lines.map(|(n, (w, g))| format!("{}:{}\n  want {w}\n  got  {g}", name.display(), n + 1)).collect();
    if faults.is_empty() && want != got {
        faults.push(format!("{}: differs in line ends or length", name.display()));
    }
    faults
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
    let pairs = inputs.iter().zip(cleans.iter().zip(fixed));
    let faults: Vec<_> =
        pairs.flat_map(|(input, (clean, got))| differences(input, &read(clean), &got)).collect();
    assert!(faults.is_empty(), "{} lines wrong:\n{}", faults.len(), faults.join("\n"));
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
    let mut blessed = Blessed::default();
    for (seed, _) in seeds() {
        let name = seed.with_extension("yaml").file_name().expect("a file").to_owned();
        blessed.check(&root().join("fixtures/seeds").join(&name), &read(&out.path().join(&name)));
    }
    blessed.check(&root().join("fixtures/seeds/diagnostics.txt"), &read(&findings));
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
    let cleans = temporary();
    for (_, clean) in seeds() {
        let name = clean.file_name().expect("a file").to_string_lossy().replace(".clean", "");
        std::fs::copy(&clean, cleans.path().join(name)).expect("copied");
    }
    let damaged = articles(&root().join("seeds"), "text");
    for (want, got) in articles(cleans.path(), "text").into_iter().zip(damaged) {
        let faults = differences(Path::new(&want.0), &want.1, &got.1);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn cleaning_the_result_changes_nothing() {
    let again = temporary();
    let once = articles(&root().join("seeds"), "markdown");
    for (name, text) in &once {
        std::fs::write(again.path().join(format!("{name}.md")), text).expect("written");
    }
    for (want, got) in once.into_iter().zip(articles(again.path(), "markdown")) {
        let faults = differences(Path::new(&want.0), &want.1, &got.1);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
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
