use super::super::page::Page;
use super::{Require, check};
use crate::lint::examples::article;
use crate::model::Diagnostic;
use crate::rules::{Memory, PackSource, Packs, Verb};

const PACK: &str = r#"
pack: house
lists:
  wires: [TASS, Xinhua]
rules:
  - id: wire
    severity: error
    when: ["/$wires (said|reported)/", {any: leak, near: [told], times: 2, with: ministry}, {all: [drone, border]}, {any: spill, with: ["/\\b(die|das|der)\\b/"]}]
    require:
      paragraph: [disclaimer, "/figures (above|here)/", "/statements/"]
      at: {last: 2 paragraphs}
      mention: {owner: [state-owned, state-run], check: ["/independent/"]}
"#;

fn with_rule<T>(use_it: impl FnOnce(&Packs, &Require) -> T) -> T {
    let source = PackSource { file: "house.yaml".to_owned(), text: PACK.to_owned() };
    let packs = Packs::only(&[source]).unwrap_or_else(|e| panic!("{e}"));
    let Verb::Require(require) = &packs.rules()[0].verb else { panic!("a require") };
    use_it(&packs, require)
}

/// The problems of a text and its finding.
fn found(text: &str) -> Option<(String, Diagnostic)> {
    with_rule(|packs, require| {
        let article = article(text);
        let page = Page::new(&article, packs, &Memory::default());
        let (problems, finding) = check(&page, 0, &packs.rules()[0], require)?;
        Some((problems.iter().map(super::Problem::words).collect::<Vec<_>>().join(" and "), finding))
    })
}

fn problem(paragraphs: &[&str]) -> String {
    found(&paragraphs.join("\n\n")).map_or_else(String::new, |(problem, _)| problem)
}

const NEWS: &str = "The ferry will stop in May, TASS said on Monday, and nobody on the quay had heard of it.";
const OTHER: &str = "Tickets for the summer were sold until the end of last week, the harbour office said.";
const NOTICE: &str =
    "The statements of the state-run agency were checked by no independent source before publication.";
const REMARK: &str = "The owners are used to it. As ever, statements of state-run firms have no independent proof. The \
    crew was paid in March, the galley was painted in April, and new ropes were ordered from a firm in Bergen.";

#[test]
fn a_notice_in_the_wrong_place_is_misplaced_and_a_remark_is_no_notice() {
    assert_eq!(problem(&[NEWS, OTHER, OTHER, NOTICE]), "");
    assert!(problem(&[NOTICE, NEWS, OTHER, OTHER, OTHER]).starts_with("is misplaced"));
    assert!(problem(&[NEWS, NOTICE, OTHER, OTHER, OTHER]).starts_with("is misplaced"));
    assert_eq!(problem(&[NEWS, REMARK, OTHER, OTHER, OTHER]), "is missing");
    // A label makes a notice of whatever follows it.
    let labelled = format!("Disclaimer: {REMARK}");
    assert!(problem(&[&labelled, NEWS, OTHER, OTHER, OTHER]).starts_with("is misplaced"));
    // At the end even a remark tells readers what they must be told.
    assert_eq!(problem(&[NEWS, OTHER, OTHER, REMARK]), "");
    assert_eq!(problem(&[NEWS, OTHER, OTHER, "Disclaimer: a state-owned agency."]), "lacks check");
}

#[test]
fn a_last_paragraph_that_tells_news_is_a_reason_and_no_notice() {
    for last in [
        "TASS said the figures above came from the harbour.",
        "TASS said the statements of the state-owned ferry were old.",
        "TASS reported the figures here, and the disclaimer on the tickets.",
    ] {
        assert_eq!(problem(&[OTHER, OTHER, OTHER, last]), "is missing", "{last}");
    }
    // It says all it must; or it is a notice, and there is no news.
    assert_eq!(
        problem(&[OTHER, OTHER, "TASS said the statements of the state-run port had no independent proof."]),
        ""
    );
    assert_eq!(problem(&[OTHER, OTHER, "Disclaimer: what TASS said does not stand in this article."]), "");
    assert_eq!(problem(&[OTHER, OTHER, "The figures above are not those TASS reported."]), "");
}

#[test]
fn every_word_that_was_needed_is_shown() {
    let labels = |text: &str| -> Vec<String> {
        let (_, finding) = found(text).unwrap_or_else(|| panic!("{text}: nothing"));
        finding.labels.into_iter().map(|l| l.message).collect()
    };
    assert_eq!(labels(NEWS), ["necessary because of this"]);
    assert_eq!(
        labels("A leak was told of.\n\nThe ministry knows.\n\nA second leak was told of on Friday.\n"),
        [
            "necessary because of this, the first of 2 places",
            "together with “told”",
            "together with “ministry”"
        ]
    );
    assert_eq!(
        labels("At the border, guards saw a drone."),
        ["necessary because of this", "together with “border”"]
    );
    // What only tells the language is no reason for anybody.
    assert_eq!(labels("Die Fähre fuhr nicht. Es gab einen spill."), ["necessary because of this"]);
    // Running text shows it better than a title.
    let (_, finding) =
        found("# TASS said so\n\nNear the border somebody saw a drone over the ferry.\n").expect("found");
    assert!(finding.labels[1].message.contains("border"), "{finding:?}");
    assert_eq!(found("A leak was told of. The ministry knows.\n").map(|f| f.0), None);
}
