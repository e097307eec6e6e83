//! What an editor is told about the mistakes in a rule file: all of them, each underlined, in one run.

use crate::support::bless::Blessed;
use crate::support::command::{arg, copydesk};
use crate::support::{read, root};
use copydesk::rules::{Forbid, PackSource, Packs, Verb};
use std::time::Instant;

const PACK: &str = "fixtures/rules/mistakes.yaml";

#[test]
fn every_mistake_is_told_in_one_run() {
    let folder = tempfile::tempdir().expect("made");
    std::fs::copy(root().join(PACK), folder.path().join("mistakes.yaml")).expect("copied");
    let project = read(&root().join("fixtures/rules/mistakes-project.yaml"));
    std::fs::write(folder.path().join("copydesk.yaml"), project).expect("written");
    std::fs::write(folder.path().join("a.txt"), "A lamp.\n").expect("written");
    let run = copydesk("/", &["check", arg(folder.path())]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let place = format!("{}/", folder.path().display());
    let mut blessed = Blessed::new();
    blessed.check(&root().join("fixtures/rules/mistakes.txt"), &run.stderr.replace(&place, ""));
    blessed.finish();
}

#[test]
fn mistakes_of_further_kinds_are_told_too() {
    let name = "fixtures/rules/mistakes-kinds.yaml";
    let run = copydesk("", &["rules", "list", name]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let mut blessed = Blessed::new();
    blessed.check(&root().join("fixtures/rules/mistakes-kinds.txt"), &run.stderr);
    blessed.finish();
}

#[test]
fn files_that_are_no_yaml_are_told_where_they_break() {
    let rule = |rest: &str| format!("pack: desk\nrules:\n  - id: a\n{rest}\n");
    for (text, expected) in [
        ("pack: desk\nrules:\n\t- id: a\n".to_owned(), "3:1 a tabulator"),
        (rule("    forbid: \"lamp\n  - id: b"), "5:3 a text in quotation marks"),
        (rule("    forbid: lamp\n---\npack: b"), "6:1 a second document"),
        (rule("    forbid: *y"), "4:13 a text that begins with `*`"),
        (rule("    message: He said: no"), "4:21 a second `: `"),
        (rule("     forbid: lamp"), "4:12 a second `: ` in one line, or a line that is indented"),
        (rule("    forbid: [lamp, chair\n  - id: b"), "5:7 a `[` or `{`"),
        (rule("    forbid: @home"), "4:13 a text cannot begin"),
        (rule("    forbid: \"C:\\docs\""), "4:13 a backslash"),
        (rule("    forbid: lamp\n  id: b"), "5:3 this line is no entry"),
        (String::new(), "1:1 a rule file is empty"),
    ] {
        let errors =
            Packs::only(&[PackSource { file: "p.yaml".into(), text: text.clone() }]).expect_err("wrong");
        let found: Vec<_> =
            errors.0.iter().map(|e| format!("{}:{} {}", e.line, e.column, e.message)).collect();
        assert!(
            found.len() == 1 && found[0].starts_with(expected),
            "{text:?}\nwanted {expected}\nfound {found:#?}"
        );
    }
}

#[test]
fn lists_may_stand_in_texts_of_lists() {
    let head = "lists: {wires: [Xinhua, TASS], cited: [according to $wires, \"/$wires (said|reported)/\"]}";
    assert_eq!(errors(&format!("{head}\nrules: [{{id: r, forbid: $cited}}]")), [""; 0]);
    let text = format!("pack: p\n{head}\nrules: [{{id: r, forbid: $cited}}]\n");
    let packs = Packs::only(&[PackSource { file: "p.yaml".into(), text }]).expect("sound");
    let Verb::Forbid(Forbid::Words(matcher, _)) = &packs.rules()[0].verb else { panic!("it forbids words") };
    for (text, expected) in
        [("According to TASS, it rained.", true), ("Xinhua reported rain.", true), ("Xinhua is near.", false)]
    {
        assert_eq!(matcher.is_match(text), expected, "{text}");
    }
    let told = "lists: {wires: [Xinhua, TASS], told: [told $wires]}";
    let inside = errors(&format!("{told}\nrules: [{{id: r, forbid: \"as $told\"}}]"));
    assert!(inside.len() == 1 && inside[0].contains("names a list of its own"), "{inside:?}");
    let unknown = errors("lists: {cited: [according to $wires]}\nrules: [{id: r, forbid: $cited}]");
    assert_eq!(unknown, ["2:17 unknown list `wires`"]);
    let circle = errors("lists: {a: [$b], b: [$a]}\nrules: [{id: r, forbid: $a}]");
    assert!(circle.iter().all(|e| e.contains("contains itself")) && !circle.is_empty(), "{circle:?}");
}

/// A pack of one rule, or of rules after lists.
fn errors(rules: &str) -> Vec<String> {
    let text = if rules.contains("lists:") {
        format!("pack: p\n{rules}")
    } else {
        format!("pack: p\nrules:\n- {rules}\n")
    };
    match Packs::only(&[PackSource { file: "p.yaml".into(), text }]) {
        Ok(_) => Vec::new(),
        Err(errors) => {
            errors.0.into_iter().map(|e| format!("{}:{} {}", e.line, e.column, e.message)).collect()
        }
    }
}

#[test]
fn rules_that_can_never_fire_are_mistakes() {
    let cases = [
        ("{id: a, forbid: lamp, except: lamp}", "`except` excuses everything"),
        ("{id: a, replace: {color: colour, colour: color}}", "`color` is replaced by `colour` above"),
        ("{id: a, forbid: [Lamp, desk lamp], except: [\"/(desk )?lamp/\"]}", "`except` excuses everything"),
        ("{id: a, forbid: desk lamp, unless: lamp}", "`unless` holds wherever"),
        ("{id: a, when: lamp, forbid: chair, unless: lamp}", "`unless` holds wherever"),
        (
            "{id: a, forbid: lamp, unless: [{any: chair, with: table}, {any: [desk, lamp]}]}",
            "`unless` holds wherever",
        ),
        ("{id: a, forbid: lamp, unless: {any: chair, without: chair}}", "`without` rules out"),
        ("{id: a, forbid: lamp, unless: {any: chair, withot: table}}", "unknown key in `unless`: `withot`"),
        ("{id: a, scope: quote, forbid: lamp, except: {inside: quote}}", "nothing but quotations"),
        ("{id: a, when: {any: lamp, not: lamp}, forbid: chair}", "`not` rules out"),
        ("{id: a, when: {any: lamp, without: lamp}, forbid: chair}", "`without` rules out"),
        ("{id: a, forbid: {all: [lamp, chair], not: chair}}", "`not` rules out"),
        ("{id: a, forbid: {any: lamp, inside: quote, not: {inside: quote}}}", "every place it looks in"),
        ("{id: a, forbid: {any: lamp, not: {inside: lamp}}}", "every place it looks in"),
        ("{id: a, forbid: {any: TASS, inside: Xinhua Street}}", "no text of `inside`"),
        ("{id: a, when: disclaimer, require: {paragraph: disclaimer, min-words: 5}}", "is one it asks for"),
        ("{id: a, scope: paragraph, forbid: {shape: bare-heading}}", "`heading`, which it does not read"),
        ("{id: a, limit: {metric: duplicate-line-share, max: 30}}", "a share is never more than 1"),
        ("{id: a, limit: {distinct: [a, b], max: 2}}", "as large as the list"),
        ("{id: a, limit: {match: lamp, min: 0}}", "nothing is less than 0"),
        ("{id: a, limit: {match: lamp, min: 5, max: 2}}", "`min` is more than `max`"),
        ("{id: a, replace: {lamp: lamp}}", "replaced by itself"),
        ("{id: a, strip: {block: sign up for our newsletter, max-words: 4}}", "more than `max-words`"),
        ("{id: a, strip: {block: lamp, min-words: 9, max-words: 4}}", "can never fire"),
        ("{id: a, consistent: [[lamp]]}", "can never fire"),
        ("lists: {a: [x], b: [y]}\nrules: [{id: r, forbid: \"the $a\"}]", "no rule uses the list `b`"),
    ];
    for (rule, expected) in cases {
        let found = errors(rule);
        assert!(
            found.len() == 1 && found[0].contains(expected),
            "{rule}\nwanted {expected}\nfound {found:#?}"
        );
    }
}

#[test]
fn rules_that_may_fire_are_none() {
    for rule in [
        "{id: a, forbid: lamp, except: desk lamp}",
        "{id: a, forbid: [lamp, chair], except: lamp}",
        "{id: a, forbid: lamp, except: Lamp}",
        "{id: a, forbid: lamp, except: \"/^lamp/\"}",
        "{id: a, forbid: lamp, unless: desk lamp}",
        "{id: a, forbid: lamp, unless: {any: lamp, times: 3}}",
        "{id: a, forbid: lamp, unless: {any: lamp, with: chair}}",
        "{id: a, scope: page, forbid: lamp, unless: lamp}",
        "{id: a, scope: [quote, paragraph], forbid: lamp, except: {inside: quote}}",
        "{id: a, when: {any: [lamp, chair], not: lamp}, forbid: table}",
        "{id: a, forbid: {any: lamp, not: {near: lamp}}}",
        "{id: a, forbid: {any: Xinhua, inside: Xinhua Street}}",
        "{id: a, forbid: {any: lamp, inside: quote, not: {inside: brackets}}}",
        "{id: a, when: [disclaimer, lamp], require: {paragraph: disclaimer}}",
        "{id: a, limit: {metric: duplicate-line-share, max: 30%}}",
        "{id: a, limit: {distinct: [a, b], max: 1}}",
        "{id: a, limit: {match: lamp, max: 0}}",
        "{id: a, replace: {lamp: Lamp}}",
        "{id: a, strip: {block: [sign up, \"/newsletter/\"], max-words: 1}}",
        "lists: {a: [$b], b: [y]}\nrules: [{id: r, forbid: \"/the $a/\"}]",
        "lists: {a: [x]}",
    ] {
        assert_eq!(errors(rule), [""; 0], "{rule}");
    }
}

#[test]
fn a_misspelt_list_is_one_mistake() {
    let found = errors("lists: {outlets: [TASS]}\nrules: [{id: r, forbid: $outlet}]");
    assert_eq!(found, ["3:25 unknown list `outlet`"]);
}

#[test]
fn thousands_of_mistakes_on_one_line_are_told_in_short() {
    let text = format!("pack: p\nrules: [{}]\n", "{id: a, forbit: x}, ".repeat(20_000));
    let start = Instant::now();
    let errors = Packs::only(&[PackSource { file: "p.yaml".into(), text }]).expect_err("wrong");
    assert!(start.elapsed().as_secs() < 5);
    assert!(errors.0.len() < 100 && errors.to_string().len() < 100_000);
    assert!(errors.to_string().contains("there are more mistakes"));
}

#[test]
fn expressions_that_grow_too_large_are_refused_quickly() {
    let rule = |n| format!("- {{id: r{n}, forbid: \"/((\\\\w{{50}}){{50}}){{50}}/\"}}\n");
    let text = format!("pack: p\nrules:\n{}", (0..2_000).map(rule).collect::<String>());
    let start = Instant::now();
    let errors = Packs::only(&[PackSource { file: "p.yaml".into(), text }]).expect_err("wrong");
    assert!(start.elapsed().as_secs() < 5);
    assert!(errors.0[0].message.contains("too large"), "{}", errors.0[0].message);
}
