//! `copydesk explain`: why a diagnostic exists.

use super::args::Explain;
use super::packs::{load_all, of_builtin, of_rule};
use super::{CLEAN, Stop};
use crate::codes;
use crate::report::Meaning;
use std::io::Write as _;

pub(super) fn run(args: &Explain) -> Result<u8, Stop> {
    let packs = load_all(&args.packs)?;
    let code = args.code.as_str();
    let meaning = match packs.rule(code) {
        Some(rule) => {
            let severity = rule.severity.map_or("off", crate::model::Severity::as_str);
            let kind = format!("{} rule, {severity}, {}:{}", rule.verb_name(), rule.file, rule.line);
            (of_rule(rule), kind)
        }
        None => match codes::builtin(code) {
            Some(builtin) => (of_builtin(builtin), "built in".to_owned()),
            None => return Err(unknown(code, packs.suggest(code))),
        },
    };
    std::io::stdout().write_all(page(code, &meaning.1, &meaning.0).as_bytes())?;
    Ok(CLEAN)
}

fn unknown(code: &str, near: Option<&str>) -> Stop {
    let builtin = codes::BUILTINS.iter().find(|b| b.code.split('/').nth(1) == Some(code)).map(|b| b.code);
    let hint = match builtin.or(near) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`copydesk rules list` names all codes".to_owned(),
    };
    Stop::Fault(format!("{code}: no such code; {hint}"))
}

fn page(code: &str, kind: &str, meaning: &Meaning) -> String {
    let mut out = format!("{code} ({kind})\n\n{}\n", meaning.summary);
    if !meaning.why.is_empty() {
        out.push_str(&format!("\nWhy\n\n{}\n", indented(&meaning.why)));
    }
    for (title, examples) in [("Reported", &meaning.bad), ("Not reported", &meaning.good)] {
        for example in examples {
            out.push_str(&format!("\n{title}\n\n{}\n", indented(example)));
        }
    }
    out
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    text.trim_end().lines().map(line).collect::<Vec<_>>().join("\n")
}
