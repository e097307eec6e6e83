//! `copydesk explain`: why a diagnostic exists.

use super::args::Explain;
use super::packs::{load_all, of_builtin, of_rule};
use super::rules::word;
use super::{CLEAN, Stop, projects};
use crate::codes;
use crate::report::Meaning;
use crate::rules::{Packs, Rule, nearest};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

pub(super) fn run(args: &Explain) -> Result<u8, Stop> {
    let (file, compiled) = projects::here(&args.project, &super::packs::sources(&args.packs)?)?;
    let here = compiled.packs(&[]);
    let usual = load_all(&args.packs)?;
    let whole = whole(&args.code, &[&here, &usual])?;
    let code = whole.as_str();
    let name = file.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let (kind, meaning) = match (here.rule(code), usual.rule(code)) {
        (Some(rule), usual) => (kind(rule, usual, &name), of_rule(rule)),
        // It applies only where it is asked for.
        (None, Some(rule)) => (kind_of(rule, "off unless `extends` names its pack"), of_rule(rule)),
        (None, None) => {
            let Some(builtin) = codes::builtin(code) else {
                return Err(unknown(code, here.suggest(code).or(usual.suggest(code))));
            };
            let settings = compiled.severities(&[]);
            let set = settings.iter().rfind(|(set, _)| codes::covers(set, code));
            let set = set.map_or_else(String::new, |(_, s)| format!(", {} by {name}", word(*s)));
            (format!("built in{set}"), of_builtin(builtin))
        }
    };
    std::io::stdout().write_all(page(code, &kind, &meaning).as_bytes())?;
    Ok(CLEAN)
}

/// What a rule is and how much it matters, here and elsewhere.
fn kind(rule: &Rule, usual: Option<&Rule>, project: &str) -> String {
    let own = word(rule.severity);
    match usual.filter(|usual| usual.severity != rule.severity) {
        Some(usual) => kind_of(rule, &format!("{own} by {project}, {} elsewhere", word(usual.severity))),
        None => kind_of(rule, own),
    }
}

fn kind_of(rule: &Rule, severity: &str) -> String {
    format!("{} rule, {severity}, {}:{}", rule.verb_name(), rule.file, rule.line)
}

/// The code of a name without its area, where there is one such name.
fn whole(name: &str, packs: &[&Packs]) -> Result<String, Stop> {
    let rules = packs.iter().flat_map(|p| p.of_name(name)).map(str::to_owned);
    let found: BTreeSet<String> = rules.chain(codes::of_name(name).map(str::to_owned)).collect();
    let found: Vec<String> = found.into_iter().collect();
    match &found[..] {
        [] => Ok(name.to_owned()),
        [one] => Ok(one.clone()),
        _ => {
            Err(Stop::Fault(format!("{name}: several codes have this name: {}; name one", found.join(", "))))
        }
    }
}

fn unknown(code: &str, near: Option<&str>) -> Stop {
    let builtin = || nearest(code, codes::BUILTINS.iter().map(|b| b.code));
    let hint = match near.or_else(builtin) {
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
