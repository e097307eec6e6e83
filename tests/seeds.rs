//! The seeds: damage, then the pipeline, gives the text it came from, and the article an editor would sign.

use crate::support::bless::Blessed;
use crate::support::command::{arg, copydesk};
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
    let args = ["clean", "seeds", "--quiet", "--output-format", "concise", "--output-file", arg(&findings)];
    let run = copydesk(".", &[&args[..], &["-o", arg(out.path())]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut blessed = Blessed::default();
    for (seed, _) in seeds() {
        let name = seed.with_extension("yaml").file_name().expect("a file").to_owned();
        blessed.check(&root().join("fixtures/seeds").join(&name), &read(&out.path().join(&name)));
    }
    blessed.check(&root().join("fixtures/seeds/diagnostics.txt"), &read(&findings));
    blessed.finish();
}

#[test]
fn the_clean_text_gives_the_same_article() {
    for (seed, clean) in seeds() {
        let text = |path: &Path| copydesk(".", &["clean", "--quiet", "--format", "text", arg(path)]).stdout;
        assert_eq!(text(&seed), text(&clean), "{}", seed.display());
    }
}

#[test]
fn cleaning_the_result_changes_nothing() {
    let out = temporary();
    for (seed, _) in seeds() {
        let once = copydesk(".", &["clean", "--quiet", "--format", "markdown", arg(&seed)]).stdout;
        let path = out.path().join("once.md");
        std::fs::write(&path, &once).expect("a temporary file can be written");
        let twice = copydesk(".", &["clean", "--quiet", "--format", "markdown", arg(&path)]).stdout;
        assert_eq!(once, twice, "{}", seed.display());
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
    for input in
        [files("seeds", &[".txt", ".md"]), files("fixtures/cases", &["/input.txt", "/input.html"])].concat()
    {
        let run = |format| copydesk(".", &["clean", "--quiet", "--format", format, arg(&input)]);
        let yaml = serde_yaml::from_str::<serde_json::Value>(&run("yaml").stdout);
        let json = serde_json::from_str::<serde_json::Value>(&run("jsonl").stdout);
        assert_eq!(yaml.expect("YAML loads"), json.expect("JSON loads"), "{}", input.display());
    }
}
