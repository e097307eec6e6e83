use super::pack::Opened;
use super::{Loader, PackSource, Packs};

#[test]
fn the_embedded_packs_load() {
    if let Err(errors) = Packs::load(&[]) {
        panic!("{errors}");
    }
    // As foreign packs they are compiled to the last expression.
    let packs = super::embedded::PACKS.iter().chain(super::embedded::OPTIONAL);
    let sources: Vec<_> =
        packs.map(|p| PackSource { file: p.file.to_owned(), text: p.text.to_owned() }).collect();
    let foreign = Loader { opened: sources.iter().map(Opened::new).collect(), own: 0 };
    if let Err(errors) = foreign.finish(Vec::new()) {
        panic!("{errors}");
    }
}

/// The errors of one file: `line:column` of each with its message.
fn errors(text: &str) -> Vec<String> {
    let source = PackSource { file: "house.yaml".to_owned(), text: text.to_owned() };
    let errors = Packs::only(&[source]).expect_err("this file is wrong");
    errors
        .0
        .iter()
        .map(|e| format!("{}:{} {} ({})", e.line, e.column, e.message, e.help.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn every_mistake_of_a_file_is_reported_at_its_place() {
    let text = "\
pack: house
version: 1
lists:
  papers: [Xinhua, \"a|b\"]
rules:
  - id: One
    strip: {block: $paper}
  - id: two
    sevrity: error
    strip: {block: \"/a(b/\", max-words: many}
  - id: three
    when: []
    require:
      paragraph: [disclaimer]
      at: botom
    message: \"It {problm}.\"
  - id: three
    strip: {block: x}
    require: {paragraph: y}
  - id: four
  - id: five
    severity: eror
    severity: error
    strip: {blok: x}
  - id: six
    forbid: [/hype/i, /and/or/]
";
    let found = errors(text);
    let expected = [
        "4:20 this phrase looks like a regular expression, because of `|` (write \"/a|b/\" for an expression, or leave the sign out)",
        "6:9 `One` is no rule id (use lower-case letters, digits and hyphens: `no-hype`)",
        "7:20 unknown list `paper` (did you mean `papers`?)",
        "9:5 unknown key in a rule: `sevrity` (did you mean `severity`?)",
        "10:23 bad regular expression: a `(` without its `)` (-)",
        "10:40 `max-words` must be a whole number from 0 up, such as 40 (-)",
        "12:11 there is nothing to look for here (give a phrase, a /regex/ or a $list)",
        "15:11 unknown value of `at`: `botom` (known here: start, end, anywhere, {last: 3 paragraphs})",
        "16:18 unknown placeholder `problm` (did you mean `problem`?)",
        "17:9 a second rule `three` in the pack `house` (give one of them another id)",
        "19:5 a rule has one verb, this has `strip` and `require` (split it into two rules)",
        "20:9 a rule without a verb (say what it does with one of: require, forbid, replace, strip, limit, consistent)",
        "22:15 unknown value of `severity`: `eror` (did you mean `error`?)",
        "23:5 `severity` stands here twice (keep one of the two)",
        "24:13 unknown key in `strip`: `blok` (did you mean `block`?)",
        "26:14 an expression takes no letters behind it, such as `i` (write \"/hype/\"; it takes any case unless it has a capital)",
    ];
    for line in expected {
        assert!(found.iter().any(|f| f == line), "lacks {line}\nfound:\n{}", found.join("\n"));
    }
    assert_eq!(found.len(), expected.len(), "{}", found.join("\n"));
}

#[test]
fn what_occurs_no_times_never_holds() {
    for key in ["when", "unless"] {
        let rule = format!("pack: p\nrules:\n  - id: a\n    {key}: {{any: x, times: 0}}\n    forbid: y\n");
        let told = errors(&rule);
        assert!(told.iter().any(|e| e.contains("4:") && e.contains("can never hold")), "{key}: {told:?}");
    }
}

#[test]
fn hostile_files_are_refused_quickly() {
    let bomb = (0..9).fold("a0: &a0 [x, x]\n".to_owned(), |text, i| {
        let alias = format!("*a{i}, ").repeat(9);
        format!("{text}a{}: &a{} [{alias}]\n", i + 1, i + 1)
    });
    let anchor = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(10_000), "*a, ".repeat(20_000));
    let wide = |n| format!("pack: p\nlists: {{a: [{}]}}\n", "x, ".repeat(n));
    let files = [
        wide(300_000),
        format!("pack: p\nrules:\n- {{id: a, forbid: \"/{}a{}/\"}}\n", "(".repeat(5_000), ")".repeat(5_000)),
        bomb,
        anchor,
        "[".repeat(100_000),
        "- ".repeat(20_000),
        "? ".repeat(20_000),
        format!("pack: {}\n", "x".repeat(super::node::MAX_BYTES)),
        "pack: [\n".to_owned(),
        "\0".to_owned(),
        String::new(),
    ];
    let start = std::time::Instant::now();
    for text in files {
        let shown: String = text.chars().take(40).collect();
        let file = PackSource { file: "x.yaml".to_owned(), text };
        let errors = Packs::only(&[file]).err().unwrap_or_else(|| panic!("{shown} loads"));
        assert!(!errors.to_string().is_empty());
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn errors_are_drawn_under_the_words_they_mean() {
    let text = "pack: haus\r\nrules:\r\n  - id: größe\r\n    forbid: [äöü, \"/a(/\"]\r\n";
    let source = PackSource { file: "haus.yaml".to_owned(), text: text.to_owned() };
    let drawn = Packs::only(&[source]).expect_err("wrong").to_string();
    let expected = "\
error: `größe` is no rule id
 --> haus.yaml:3:9
  |
3 |   - id: größe
  |         ^^^^^
  = help: use lower-case letters, digits and hyphens: `no-hype`

error: bad regular expression: a `(` without its `)`
 --> haus.yaml:4:22
  |
4 |     forbid: [äöü, \"/a(/\"]
  |                      ^

2 mistakes";
    assert_eq!(drawn, expected);
}
