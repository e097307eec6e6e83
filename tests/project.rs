//! Project files, suppressions, baselines and replacements, as a user meets them.

use crate::support::command::{Run, arg, copydesk};
use std::path::Path;

const HOUSE: &str = "\
pack: house
lists: {hype: [game changer, unheard of]}
rules:
  - id: no-hype
    severity: error
    forbid: $hype
  - id: plain-words
    replace: {utilize: use, in order to: to}
    fix: safe
  - id: plainer-words
    replace: {commence: begin}
  - id: source-named
    when: the wire
    require: {paragraph: [source], at: end, insert: \"Source: a wire service.\"}
";

/// A folder with a house pack in it, and these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files.iter().chain(&[("house.yaml", HOUSE)]) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn check(folder: &Path, more: &[&str]) -> Run {
    let news = folder.join("news");
    copydesk("/", &[&["check", "--output-format", "concise"], more, &[arg(&news)]].concat())
}

const PROJECT: &str = "extends: [./house.yaml]\n";
const ARTICLE: &str = "This lamp is a game changer, the maker said on Monday.\n";

#[test]
fn the_nearest_project_file_holds_wherever_one_stands() {
    let folder = folder(&[
        ("copydesk.yaml", PROJECT),
        ("news/a.txt", ARTICLE),
        ("news/opinion/copydesk.yaml", "extends: [../../house.yaml]\nrules: {no-hype: off}\n"),
        ("news/opinion/b.txt", ARTICLE),
    ]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("a.txt:1:16: error[house/no-hype]"), "{}", run.stdout);
    assert!(!run.stdout.contains("b.txt"), "{}", run.stdout);
    let none = check(folder.path(), &["--no-config"]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(0), ""));
    let other = folder.path().join("news/opinion/copydesk.yaml");
    assert_eq!(check(folder.path(), &["--config", arg(&other)]).code, Some(0));
}

#[test]
fn overrides_and_ignored_files_count_from_the_project_file() {
    let project = "extends: [./house.yaml]\nignore: [drafts/]\noverrides: [{files: 'news/letters/**', rules: {no-hype: info}}]\n";
    let folder = folder(&[
        ("copydesk.yaml", project),
        ("news/letters/a.txt", ARTICLE),
        ("news/drafts/b.txt", ARTICLE),
    ]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("info[house/no-hype]") && !run.stdout.contains("b.txt"), "{}", run.stdout);
    assert!(run.stderr.contains("1 file left out"), "{}", run.stderr);
}

#[test]
fn what_is_ignored_is_not_repaired_nor_learned_from() {
    let project = "ignore: [drafts/]\nrules: {a-rule-of-a-pack-not-read: off}\n";
    let damaged = "The harbour\u{E2}\u{20AC}\u{2122}s crane is up.\n";
    let folder =
        folder(&[("copydesk.yaml", project), ("news/a.txt", damaged), ("news/drafts/b.txt", damaged)]);
    let run = copydesk("/", &["fix", "--in-place", arg(folder.path())]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for told in ["1 document read", "1 file left out", "1 file of copydesk’s own"] {
        assert!(run.stderr.contains(told), "lacks {told}\n{}", run.stderr);
    }
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("there");
    assert_eq!(text("news/a.txt"), "The harbour’s crane is up.\n");
    assert_eq!((text("news/drafts/b.txt").as_str(), text("copydesk.yaml").as_str()), (damaged, project));
    // Without the project file every document is one.
    let run = copydesk("/", &["fix", "--no-config", "--diff", arg(&folder.path().join("news"))]);
    assert!(run.stderr.contains("2 documents read") && run.stdout.contains("drafts/b.txt"), "{}", run.stderr);
    let broken = "ignore: [drafts/]\nignores: x\n";
    std::fs::write(folder.path().join("copydesk.yaml"), broken).expect("written");
    for verb in [&["fix"][..], &["sites", "learn"]] {
        let run = copydesk("/", &[verb, &[arg(folder.path())]].concat());
        assert!(run.code == Some(2) && run.stderr.contains("`ignores`"), "{}", run.stderr);
    }
}

#[test]
fn a_code_that_no_repair_has_is_a_mistake() {
    let folder = folder(&[
        ("copydesk.yaml", "rules: {'*': off, mojibake/anything: off, mojibake/tis-620: info}\n"),
        ("news/a.txt", ARTICLE),
    ]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, Some(2));
    for told in ["unknown rule `*`", "write `PACK/*`", "unknown rule `mojibake/anything`"] {
        assert!(run.stderr.contains(told), "lacks {told}\n{}", run.stderr);
    }
    assert!(!run.stderr.contains("tis-620`"), "{}", run.stderr);
}

#[test]
fn mistakes_of_all_files_are_told_at_once() {
    let folder = folder(&[
        ("copydesk.yaml", "extends: [./house.yaml, ./broken.yaml]\nrules: {no-hipe: off}\n"),
        ("broken.yaml", "pack: broken\nrules:\n  - {id: x, forbit: y}\n"),
        ("news/a.txt", ARTICLE),
        ("news/deep/copydesk.yaml", "extend: [x]\n"),
        ("news/deep/b.txt", ARTICLE),
    ]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, Some(2));
    for told in ["unknown rule `no-hipe`", "did you mean `house/no-hype`?", "`forbit`", "`extend`"] {
        assert!(run.stderr.contains(told), "lacks {told}\n{}", run.stderr);
    }
}

#[test]
fn init_never_overwrites_and_what_it_writes_loads() {
    let folder = folder(&[("news/a.txt", "All is well in the harbour, said the master.\n")]);
    let init = |more: &[&str]| copydesk("/", &[&["init", arg(folder.path())], more].concat());
    assert_eq!(init(&[]).code, Some(0));
    let again = init(&[]);
    assert!(again.code == Some(2) && again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(init(&["--force"]).code, Some(0));
    // The article; neither the project file nor rules are documents.
    let run = copydesk("/", &["check", arg(folder.path())]);
    assert!(run.stderr.contains("1 document checked"), "{}", run.stderr);
}

#[test]
fn a_project_file_below_another_says_what_holds_no_longer() {
    let folder = folder(&[("copydesk.yaml", PROJECT), ("news/a.txt", ARTICLE)]);
    let run = copydesk("/", &["init", arg(&folder.path().join("news"))]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("copydesk.yaml says holds here no longer"), "{}", run.stderr);
    let fresh = copydesk("/", &["init", arg(&folder.path().join("new"))]);
    assert!(fresh.stdout.contains("(the folder is new)"), "{}", fresh.stdout);
}

#[test]
fn a_project_file_of_another_name_stops_the_run() {
    for name in ["copydesk.yml", ".copydesk.yaml"] {
        let folder = folder(&[("news/a.txt", ARTICLE), (name, PROJECT)]);
        let run = check(folder.path(), &[]);
        assert_eq!(run.code, Some(2), "{}", run.stdout);
        assert!(run.stderr.contains("a project file is called copydesk.yaml; rename it"), "{}", run.stderr);
        assert_eq!(check(folder.path(), &["--no-config"]).code, Some(0));
    }
}

#[test]
fn rule_files_in_a_folder_are_no_articles() {
    let folder = folder(&[
        ("news/a.txt", "The mill is sold, the owner said on Monday.\n"),
        ("news/rules/draft.yaml", "# a draft\n\npack: draft\nrules:\n  - id: a\n    forbid: read more…\n"),
        ("news/b.yaml", "title: The weir is mended\nbody: The weir is mended, the mayor said.\n"),
    ]);
    let run = check(folder.path(), &[]);
    assert!(run.stderr.contains("2 documents checked") && !run.stdout.contains("draft"), "{}", run.stderr);
}

#[test]
fn the_rules_of_a_project_are_tested_without_being_named() {
    let broken =
        "pack: mine\nrules:\n  - id: a\n    forbid: lamp\n    examples: {good: [A lamp.], bad: [A chair.]}\n";
    let folder = folder(&[("copydesk.yaml", "extends: [./mine.yaml]\n"), ("mine.yaml", broken)]);
    let path = folder.path().display().to_string();
    let run = copydesk(&path, &["rules", "test"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stdout.contains("mine/a") && run.stdout.contains("2 failures"), "{}", run.stdout);
    assert_eq!(copydesk(&path, &["rules", "test", "--no-config"]).code, Some(0));
    let mistaken = copydesk(&path, &["rules", "test", "copydesk.yaml"]);
    assert!(mistaken.stderr.contains("this is a project file, not a rule file"), "{}", mistaken.stderr);
}

#[test]
fn what_stands_in_capitals_is_replaced_in_capitals() {
    let folder = folder(&[
        ("copydesk.yaml", PROJECT),
        ("news/a.txt", "HOW TO UTILIZE IT\n\nWe utilize it. Utilize it, they said on Monday in Holm.\n"),
    ]);
    let run = copydesk("/", &["fix", "--rules", "--in-place", arg(&folder.path().join("news"))]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = std::fs::read_to_string(folder.path().join("news/a.txt")).expect("a file");
    assert_eq!(text, "HOW TO USE IT\n\nWe use it. Use it, they said on Monday in Holm.\n");
}

#[test]
fn patterns_may_begin_as_paths_do() {
    let folder = folder(&[
        (
            "copydesk.yaml",
            "extends: [./house.yaml]\nignore: [./news/old/]\noverrides:\n  - files: ./news/opinion/**\n    rules: {no-hype: off}\n",
        ),
        ("news/opinion/a.txt", ARTICLE),
        ("news/old/b.txt", ARTICLE),
        ("news/c.txt", ARTICLE),
    ]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.stdout.lines().filter(|line| line.contains("no-hype")).count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("c.txt"), "{}", run.stdout);
}

#[test]
fn a_baseline_hides_what_was_there_wherever_it_moves() {
    let folder = folder(&[("copydesk.yaml", PROJECT), ("news/a.txt", ARTICLE)]);
    let file = folder.path().join("known.json");
    assert_eq!(check(folder.path(), &["--update-baseline", arg(&file)]).code, Some(0));
    assert_eq!(check(folder.path(), &["--baseline", arg(&file)]).code, Some(0));
    let moved = format!("A new first paragraph.\n\n{ARTICLE}");
    std::fs::rename(folder.path().join("news/a.txt"), folder.path().join("news/b.txt")).expect("renamed");
    std::fs::write(folder.path().join("news/b.txt"), &moved).expect("written");
    let run = check(folder.path(), &["--baseline", arg(&file)]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    // A second one of the same words is new; one that went is told.
    std::fs::write(folder.path().join("news/b.txt"), format!("{moved}\n{ARTICLE}")).expect("written");
    let run = check(folder.path(), &["--baseline", arg(&file)]);
    let new = run.stdout.lines().filter(|line| line.contains("house/no-hype")).count();
    assert_eq!((run.code, new), (Some(1), 1), "{}", run.stdout);
    std::fs::write(folder.path().join("news/b.txt"), "All is well.\n").expect("written");
    let run = check(folder.path(), &["--baseline", arg(&file)]);
    assert!(run.stderr.contains("1 finding of the baseline not found again"), "{}", run.stderr);
    let missing = check(folder.path(), &["--baseline", "/nowhere/known.json"]);
    assert!(missing.code == Some(2) && missing.stderr.contains("--update-baseline"), "{}", missing.stderr);
}

#[test]
fn a_baseline_does_not_ask_what_stands_before_a_paragraph() {
    let (one, two) = ("Unheard of: the cat sat down.", "The boat came in, unheard of.");
    let folder =
        folder(&[("copydesk.yaml", PROJECT), ("news/a.txt", &format!("A title\n\n{one}\n\n{two}\n"))]);
    let file = folder.path().join("known.json");
    assert_eq!(check(folder.path(), &["--update-baseline", arg(&file)]).code, Some(0));
    for (text, new) in [
        (format!("A title\n\n{two}\n\n{one}\n"), 0),
        (format!("A title\n\n{two}\n\nNew words.\n\n{one}"), 0),
        (format!("A title\n\n{one} And up.\n\n{two}\n"), 1),
    ] {
        std::fs::write(folder.path().join("news/a.txt"), &text).expect("written");
        let run = check(folder.path(), &["--baseline", arg(&file)]);
        assert_eq!(run.stdout.lines().count(), new, "{text:?}\n{}", run.stdout);
    }
}

#[test]
fn files_of_the_program_are_no_documents() {
    let folder = folder(&[("copydesk.yaml", PROJECT), ("a.txt", ARTICLE), ("more.yaml", HOUSE_OF_MORE)]);
    let at = |name: &str| folder.path().join(name);
    let (all, more, known, out) = (folder.path(), at("more.yaml"), at("known.json"), at("out"));
    let run = |args: &[&str]| {
        let run = copydesk("/", args);
        let last = run.stderr.lines().last().unwrap_or_default().to_owned();
        assert!(run.code == Some(0), "{args:?} {}{}", run.stdout, run.stderr);
        last
    };
    // The pack a project file names is passed over, and so is one that nobody uses.
    let told = run(&["check", "--fail-on", "never", arg(all)]);
    assert!(told.contains("1 document checked") && told.contains("2 files of copydesk’s own"), "{told}");
    let rules = ["check", "--rules", arg(&more), arg(all)];
    let told = run(&[&rules[..], &["--update-baseline", arg(&known)]].concat());
    assert!(told.contains("1 document checked"), "{told}");
    for more in [&["--baseline", arg(&known)][..], &["--update-baseline", arg(&known)]] {
        let told = run(&[&rules[..], more].concat());
        assert!(told.contains("1 document checked") && told.contains("1 finding in the baseline"), "{told}");
    }
    for _ in 0..2 {
        let told = run(&["clean", "--quiet", "--rules", arg(&more), arg(all), "-o", arg(&out)]);
        assert_eq!(told, "");
        let mut written: Vec<_> =
            std::fs::read_dir(&out).expect("made").flatten().map(|e| e.file_name()).collect();
        written.sort();
        assert_eq!(written, ["a.yaml", "known.yaml"]);
    }
    // What is named itself is read, and so is a folder that is cleaned into itself.
    assert!(run(&["check", "--rules", arg(&more), arg(&more)]).contains("1 document checked"));
    assert!(run(&["check", "--no-config", arg(&out)]).contains("2 documents checked"));
}

const HOUSE_OF_MORE: &str = "pack: more\nrules:\n  - {id: x, forbid: never said, severity: info}\n";

#[test]
fn fix_makes_the_replacements_of_rules() {
    let text = "They utilize it in order to commence.\nItâ€™s here, the wire reported.\n";
    let folder = folder(&[("copydesk.yaml", PROJECT), ("news/a.txt", text)]);
    let file = folder.path().join("news/a.txt");
    let fix = |more: &[&str]| copydesk("/", &[&["fix", "--quiet"], more, &[arg(&file)]].concat()).stdout;
    let safe = fix(&["--rules"]);
    assert_eq!(safe, "They use it to commence.\nIt’s here, the wire reported.\n");
    let all = fix(&["--rules", "--unsafe"]);
    assert_eq!(all, "They use it to begin.\nIt’s here, the wire reported.\n\nSource: a wire service.\n");
    assert_eq!(fix(&["--rules=text"]), text.replace("â€™", "’"));
    assert!(fix(&["--rules", "--diff"]).contains("+They use it to commence."));
    // A pack of the project goes by its name and by its file, whatever the file is called.
    for pack in
        ["house", arg(&folder.path().join("house.yaml")), arg(&folder.path().join("news/../house.yaml"))]
    {
        assert_eq!(fix(&[&format!("--rules={pack}")]), safe, "{pack}");
    }
    let slip = copydesk("/", &["fix", "--rules=huose", arg(&file)]);
    assert!(slip.code == Some(2) && slip.stderr.contains("did you mean `house`?"), "{}", slip.stderr);
    let slip = copydesk("/", &["fix", "--rules=txet", arg(&file)]);
    assert!(slip.code == Some(2) && slip.stderr.contains("did you mean `text`?"), "{}", slip.stderr);
    let taken_for_text = copydesk("/", &["fix", "--rules", "house.yaml", arg(&file)]);
    assert_eq!(taken_for_text.code, Some(2));
    assert!(taken_for_text.stderr.contains("--rules=house.yaml"), "{}", taken_for_text.stderr);
    // Once made, there is nothing more to make.
    std::fs::write(&file, &all).expect("written");
    assert_eq!(fix(&["--rules", "--unsafe"]), all);
}

#[test]
fn the_packs_of_the_documentation_do_what_they_say() {
    let page = crate::support::read(&crate::support::root().join("docs/rules.md"));
    let blocks: Vec<&str> = page
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| block.starts_with("pack:"))
        .collect();
    assert!(blocks.len() >= 5, "{} packs", blocks.len());
    for block in blocks {
        let source = copydesk::rules::PackSource { file: "docs/rules.md".into(), text: block.to_owned() };
        let packs = copydesk::rules::Packs::only(&[source]).unwrap_or_else(|e| panic!("{e}"));
        let tested = copydesk::lint::test_rules(&packs, true);
        let failures = tested.iter().flat_map(|t| t.failures.iter().map(move |f| (&t.code, f)));
        let failures: Vec<String> = failures
            .filter(|(_, f)| !f.message.ends_with(" example") || !f.message.starts_with("has no"))
            .map(|(code, f)| format!("{code}: {}\n{}", f.message, f.text))
            .collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}

#[test]
fn built_in_codes_are_set_like_rules() {
    let text =
        "<!-- copydesk-disable text/doubled-word: a song -->\nAll is well in the harbour, said the master.\n";
    let of = |rules: &str| {
        let project = format!("extends: [./house.yaml]\nrules: {rules}\n");
        let folder = folder(&[("copydesk.yaml", &project), ("news/a.md", text)]);
        let run = check(folder.path(), &[]);
        (run.code, run.stdout.contains("suppression/unused"))
    };
    assert_eq!(of("{}"), (Some(0), true));
    assert_eq!(of("{suppression/unused: error}"), (Some(1), true));
    for off in ["suppression/unused", "suppression/*", "unused"] {
        assert_eq!(of(&format!("{{{off}: off}}")), (Some(0), false), "{off}");
    }
    assert_eq!(of("{suppression/*: off, suppression/unused: error}"), (Some(1), true));
    assert_eq!(
        of("{mojibake/*: off, boilerplate/*: off, structure/*: off, encoding/malformed: info}").0,
        Some(0)
    );
    assert_eq!(of("{suppression/unusd: off}").0, Some(2));
}

#[test]
fn explain_and_list_know_the_project() {
    let project =
        "extends: [./house.yaml]\nrules: {text/doubled-word: off, no-hype: info, mojibake/*: error}\n";
    let folder = folder(&[("copydesk.yaml", project)]);
    let run = |args: &[&str]| copydesk(arg(folder.path()), args).stdout;
    let explained = run(&["explain", "text/doubled-word"]);
    assert!(explained.contains("off by copydesk.yaml, warning elsewhere"), "{explained}");
    assert!(run(&["explain", "text/doubled-word", "--no-config"]).contains("(forbid rule, warning,"));
    assert!(run(&["explain", "house/no-hype"]).contains("info"));
    assert!(run(&["explain", "no-hype"]).starts_with("house/no-hype ("));
    assert!(run(&["explain", "mojibake/ambiguous"]).contains("built in, error by copydesk.yaml"));
    let listed = run(&["rules", "list"]);
    let line = |code: &str| listed.lines().find(|l| l.starts_with(code)).unwrap_or_default().to_owned();
    assert!(line("text/doubled-word").contains("off (warning)"), "{listed}");
    assert!(line("house/no-hype").contains("info"), "{listed}");
    assert!(line("corpus/").contains("off"), "{listed}");
}

#[test]
fn texts_added_to_lists_are_told_at_their_place() {
    let of = |lists: &str| {
        let folder = folder(&[("copydesk.yaml", &format!("lists: {lists}\n")), ("news/a.txt", ARTICLE)]);
        let run = check(folder.path(), &[]);
        (run.code, run.stderr)
    };
    for (lists, told) in [
        ("{state-outlets: {add: ['a|b']}}", "looks like a regular expression"),
        ("{state-outlets: {add: ['/x(/']}}", "a `(` without its `)`"),
        ("{state-outlets: {add: ['/x/']}}", "where a /regex/ cannot stand"),
        ("{state-outlets: {add: [$nope]}}", "unknown list `nope`"),
        ("{state-outlets: {add: ['']}}", "an empty text"),
        ("{disclosure/state-outlet: {add: x}}", "did you mean `state-outlets`?"),
    ] {
        let (code, stderr) = of(lists);
        assert_eq!(code, Some(2), "{lists}");
        assert!(stderr.contains(told) && stderr.contains("copydesk.yaml:1:"), "{lists}\n{stderr}");
        assert!(!stderr.contains("rules/disclosure.yaml"), "{lists}\n{stderr}");
    }
    assert_eq!(of("{state-outlets: {add: [The Harbour Herald], remove: [TASS]}}").0, Some(0));
}

#[test]
fn the_article_of_a_name_in_a_list_may_be_small() {
    let project = "lists:\n  state-outlets: {add: [The Harbour Herald]}\n";
    for (text, found) in [
        ("The boat is full, the Harbour Herald reported on Monday.\n", true),
        ("The boat is full, The Harbour Herald reported on Monday.\n", true),
        ("The boat is full, the harbour herald reported on Monday.\n", false),
        ("The boat is full, THE Harbour Herald reported on Monday.\n", false),
    ] {
        let folder = folder(&[("copydesk.yaml", project), ("news/a.txt", text)]);
        let run = check(folder.path(), &[]);
        assert_eq!(run.stdout.contains("disclosure/state-media"), found, "{text}{}", run.stdout);
    }
}
