//! The disclosure rules on labelled texts: who owes a notice, who carries it, and who only talks about such things.

use crate::support::{files, read, root};
use copydesk::desk::Desk;
use copydesk::model::{Diagnostic, Edited, Media};
use serde::Deserialize;
use std::collections::BTreeMap;

#[test]
fn every_labelled_sentence_is_judged_as_its_label_says() {
    let desk = Desk::default();
    let mut wrong = Vec::new();
    for path in files("fixtures/disclosure", &[".txt"]) {
        let rule = format!("disclosure/{}", path.file_stem().expect("a file").to_string_lossy());
        for line in read(&path).lines().filter(|l| !l.is_empty()) {
            let (label, text) = line.split_once(' ').expect("a label and a text");
            assert!(matches!(label, "owes" | "free"), "{line}");
            let edited = desk.edit_text("case.txt", text.replace("\\n", "\n"), Some(Media::Plain));
            let reported = edited.diagnostics.iter().any(|d| d.code.as_str() == rule);
            if reported != (label == "owes") {
                wrong.push(format!("{rule}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An article and the findings of the disclosure rules it must get, and no others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    name: String,
    /// What makes it a case of its own.
    about: String,
    #[serde(default)]
    media: Option<String>,
    text: String,
    expect: Vec<Expected>,
}

#[derive(Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    /// Line of the text the finding stands on.
    line: usize,
    /// What the message must name: `missing`, `misplaced`, `too-short`, `lacks NAME`.
    #[serde(default)]
    problem: Option<String>,
}

/// Counts of one rule.
#[derive(Default)]
struct Row {
    right: usize,
    false_alarms: usize,
    missed: usize,
}

#[test]
fn every_labelled_article_gets_the_findings_it_should() {
    let desk = Desk::default();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut wrong = Vec::new();
    let (mut articles, mut silent) = (0, 0);
    for path in files("fixtures/disclosure", &[".yaml"]) {
        let cases: Vec<Article> =
            serde_yaml::from_str(&read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in cases {
            articles += 1;
            silent += usize::from(case.expect.is_empty());
            judge(&desk, &case, &mut rows, &mut wrong);
        }
    }
    println!("{}", table(&rows, articles, silent));
    assert!(
        articles >= 250 && silent * 2 >= articles,
        "{articles} articles, {silent} of them traps or sound"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judge(desk: &Desk, case: &Article, rows: &mut BTreeMap<String, Row>, wrong: &mut Vec<String>) {
    let media = match case.media.as_deref() {
        Some("html") => Media::Html,
        Some("markdown") => Media::Markdown,
        None => Media::Plain,
        Some(other) => panic!("{}: unknown media {other}", case.name),
    };
    let edited = desk.edit_text(&case.name, case.text.clone(), Some(media));
    let mut expected = case.expect.clone();
    for found in edited.diagnostics.iter().filter(|d| d.code.as_str().starts_with("disclosure/")) {
        let line = line_of(&edited, found);
        let row = rows.entry(found.code.to_string()).or_default();
        let fits = |e: &Expected| {
            e.code == found.code.as_str()
                && e.line == line
                && e.problem.as_ref().is_none_or(|p| found.message.contains(&words_of(p)))
        };
        if let Some(at) = expected.iter().position(fits) {
            expected.remove(at);
            row.right += 1;
        } else {
            row.false_alarms += 1;
            wrong.push(format!("{} ({}), line {line}: {}", case.name, case.about, found.message));
        }
    }
    for missed in expected {
        rows.entry(missed.code.clone()).or_default().missed += 1;
        wrong.push(format!("{} ({}): no {missed:?}", case.name, case.about));
    }
}

/// A problem as messages say it.
fn words_of(problem: &str) -> String {
    match problem {
        "missing" | "misplaced" => format!("is {problem}"),
        "too-short" => "too short".to_owned(),
        other => other.to_owned(),
    }
}

fn line_of(edited: &Edited, found: &Diagnostic) -> usize {
    edited.article.source.line(found.span.start)
}

fn table(rows: &BTreeMap<String, Row>, articles: usize, silent: usize) -> String {
    let mut out = format!("{articles} articles, {silent} of them to be left alone\n");
    out += &format!(
        "{:<32} {:>5} {:>5} {:>6} {:>9} {:>6}\n",
        "rule", "right", "false", "missed", "precision", "recall"
    );
    for (code, row) in rows {
        let share = |other: usize| 100.0 * row.right as f64 / (row.right + other).max(1) as f64;
        out += &format!(
            "{code:<32} {:>5} {:>5} {:>6} {:>8.1}% {:>5.1}%\n",
            row.right,
            row.false_alarms,
            row.missed,
            share(row.false_alarms),
            share(row.missed)
        );
    }
    out
}

#[test]
fn the_labelled_articles_are_told_apart_by_name() {
    let mut names = std::collections::BTreeSet::new();
    for path in files("fixtures/disclosure", &[".yaml"]) {
        let cases: Vec<Article> = serde_yaml::from_str(&read(&path)).expect("a list of articles");
        for case in cases {
            assert!(
                names.insert(case.name.clone()),
                "{}: {}",
                path.strip_prefix(root()).expect("inside").display(),
                case.name
            );
        }
    }
}
