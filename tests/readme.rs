//! What the README says is true: commands, options and the example.

use crate::support::command::copydesk;
use crate::support::{files, read, root};
use std::collections::{BTreeMap, BTreeSet};

/// What users read, by its name.
fn pages() -> Vec<(String, String)> {
    let mut pages = vec![("README.md".to_owned(), read(&root().join("README.md")))];
    for path in files("docs", &[".md"]) {
        pages.push((path.file_name().expect("a file").display().to_string(), read(&path)));
    }
    pages
}

/// The lines of fenced blocks and the stretches between backticks that show a run of copydesk, without its name.
fn shown(page: &str) -> Vec<String> {
    let fenced = page.lines().filter_map(|line| line.strip_prefix("copydesk ")).map(str::to_owned);
    let between = page.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("copydesk "));
    // Backticks do not end with their line.
    fenced.chain(between.filter(|code| !code.contains("\n\n")).map(|code| code.replace('\n', " "))).collect()
}

/// The command with its subcommand, and all that follows.
fn command(shown: &str) -> (Vec<&str>, Vec<&str>) {
    let words: Vec<&str> = shown.split('#').next().unwrap_or_default().split_whitespace().collect();
    let has_subcommand = matches!(words.first(), Some(&("rules" | "sites")));
    let (command, rest) = words.split_at(words.len().min(1 + usize::from(has_subcommand)));
    (command.to_vec(), rest.to_vec())
}

/// The words of a text that begin with `--`.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
    words.filter(|w| w.len() > 3 && w.starts_with("--") && !w.starts_with("---")).map(str::to_owned).collect()
}

/// The help of a command, which must exist.
fn help<'h>(known: &'h mut BTreeMap<String, String>, command: &[&str]) -> &'h str {
    known.entry(command.join(" ")).or_insert_with(|| {
        let run = copydesk(".", &[command, &["--help"]].concat());
        let usage = format!("Usage: copydesk {}", command.join(" "));
        assert!(run.code == Some(0) && run.stdout.contains(&usage), "{command:?} does not exist");
        run.stdout
    })
}

#[test]
fn every_command_shown_exists_and_takes_the_options_shown() {
    let mut helps = BTreeMap::new();
    for (name, page) in pages() {
        let shown = shown(&page);
        assert!(name != "README.md" || shown.len() > 15, "the README shows no commands");
        for line in shown {
            let (command, rest) = command(&line);
            let known = options(help(&mut helps, &command));
            for option in options(&rest.join(" ")) {
                assert!(known.contains(&option), "{name}: `copydesk {line}`: {command:?} has no {option}");
            }
        }
    }
}

#[test]
fn every_option_named_exists() {
    let commands: Vec<String> = {
        let help = copydesk(".", &["--help"]).stdout;
        let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
        listed.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let below = [["rules", "list"], ["rules", "schema"], ["rules", "test"], ["sites", "learn"]];
    let mut helps = BTreeMap::new();
    for command in commands.iter().filter(|c| *c != "help") {
        help(&mut helps, &[command]);
    }
    for command in below {
        help(&mut helps, &command);
    }
    let known: BTreeSet<String> = helps.values().flat_map(|help| options(help)).collect();
    let cargo = ["--release", "--path", "--example"].map(str::to_owned);
    for (name, page) in pages() {
        for option in options(&page) {
            assert!(known.contains(&option) || cargo.contains(&option), "{name}: {option} is in no --help");
        }
    }
}

/// The lines of the README's fenced blocks in one language, ellipses left out.
fn block<'a>(readme: &'a str, language: &str) -> Vec<&'a str> {
    let fences = readme.split("```").skip(1).step_by(2);
    let blocks = fences.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty() && !line.contains('⋮')).collect()
}

#[test]
fn its_example_is_real() {
    let readme = read(&root().join("README.md"));
    let seeds: String = files("seeds", &[".txt"]).iter().map(|p| read(p)).collect();
    let run = copydesk(".", &["clean", "seeds", "--output-format", "concise"]);
    for (language, sources) in [("text", seeds + &run.stderr), ("yaml", run.stdout)] {
        let shown = block(&readme, language);
        assert!(shown.len() > 4, "the README shows no {language}");
        for line in shown {
            assert!(sources.contains(line), "the README shows what is not there any more: {line}");
        }
    }
}
