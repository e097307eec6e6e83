//! What the README says is true: commands, options and the example.

use crate::support::command::copydesk;
use crate::support::{files, read, root};
use std::collections::BTreeSet;

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = copydesk(".", &["--help"]).stdout;
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// The words of the README that begin with `--`.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
    words.filter(|w| w.len() > 3 && w.starts_with("--") && !w.starts_with("---")).map(str::to_owned).collect()
}

#[test]
fn every_option_it_names_exists() {
    let helps: String = commands().iter().map(|command| copydesk(".", &[command, "--help"]).stdout).collect();
    let known = options(&helps);
    let cargo = ["--release", "--path"].map(str::to_owned);
    for option in options(&read(&root().join("README.md"))) {
        assert!(known.contains(&option) || cargo.contains(&option), "{option} is in no --help");
    }
}

#[test]
fn every_command_it_shows_exists() {
    let readme = read(&root().join("README.md"));
    let shown: Vec<_> = readme.lines().filter_map(|line| line.strip_prefix("copydesk ")).collect();
    assert!(shown.len() > 5, "the README shows no commands");
    let commands = commands();
    for line in shown {
        let command = line.split(' ').next().expect("a command");
        assert!(commands.iter().any(|known| known == command), "copydesk {command} does not exist");
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
