//! `docs/packs.md` names every rule that comes with the program, and says of each what the rule itself says.

use crate::support::bless::Blessed;
use crate::support::{read, root};
use copydesk::model::Severity;
use copydesk::rules::{PackSource, Packs, Rule, Template};
use std::fmt::Write as _;

/// Between these lines of the page stands what this test writes.
const BEGIN: &str = "<!-- rules: written by the test suite -->\n";
const END: &str = "<!-- end of rules -->\n";

#[test]
fn the_page_of_packs_is_what_the_packs_say() {
    let path = root().join("docs/packs.md");
    let page = read(&path);
    let (head, rest) = page.split_once(BEGIN).expect("the page has a place for the rules");
    let (_, foot) = rest.split_once(END).expect("that place has an end");
    let optional: Vec<PackSource> = Packs::optional().map(|(_, pack)| pack).collect();
    let packs = Packs::load(&optional).unwrap_or_else(|e| panic!("{e}"));
    let mut blessed = Blessed::new();
    blessed.check(&path, &format!("{head}{BEGIN}\n{}\n{END}{foot}", tables(&packs)));
    blessed.finish();
}

/// A table for each pack.
fn tables(packs: &Packs) -> String {
    let mut out = String::new();
    let mut last = "";
    for rule in packs.rules() {
        let pack = rule.code.as_str().split('/').next().unwrap_or_default();
        if pack != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            let _ =
                write!(out, "{gap}### {pack}\n\n| rule | what it says | severity | |\n|---|---|---|---|\n");
            last = pack;
        }
        let _ =
            writeln!(out, "| `{}` | {} | {} | {} |", rule.code, cell(&says(rule)), severity(rule), on(rule));
    }
    out
}

/// What a rule demands, in the words it reports.
fn says(rule: &Rule) -> String {
    let message = rule.message.as_ref().map(Template::source);
    let note = rule.note.as_deref().and_then(|n| n.lines().next()).map(str::to_owned);
    message
        .or(note)
        .unwrap_or_else(|| rule.code.as_str().rsplit('/').next().unwrap_or_default().replace('-', " "))
}

fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn severity(rule: &Rule) -> &'static str {
    match rule.verb {
        copydesk::rules::Verb::Strip(_) => "removes",
        _ => rule.severity.map_or("off", Severity::as_str),
    }
}

fn on(rule: &Rule) -> &'static str {
    let pack = rule.code.as_str().split('/').next();
    let is_optional = Packs::optional().any(|(name, _)| pack == Some(name));
    if is_optional || rule.severity.is_none() { "off" } else { "on" }
}
