use super::{Ordering, PAYS, Part, Pattern, Regex, Words};
use crate::rules::Passage;
use proptest::prelude::*;
use std::ops::Range;

const EXPRESSIONS: &[&str] = &[
    "ab+a",
    r"\bab\b",
    "(abb|bab) a?",
    "[ab]{3}-",
    r"\w+'\w",
    r"a\b.",
    "Abb",
    r"[\w.]+ab\d",
    "^ab(a|b)",
    "bab é",
];

fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "a", "b", "ab", "bab", "A", "é", "’", "'", "-", "–", " ", "\u{A0}", "\u{AD}", ".", "1", "国", "\n",
        "s", "ſ", "\u{212A}", "ß", "Ω", "ü", "c",
    ];
    proptest::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|p| p.concat())
}

/// What the engines find in a text, that of programs first; `None` where there is no program.
fn both(pattern: &Pattern, text: &str) -> Option<[Vec<Range<usize>>; 2]> {
    let mut found = Vec::new();
    pattern.program()?.find(text, &mut found);
    let regex = Regex::new(&pattern.source.widened(Words::Any).ok()?).ok()?;
    Some([found, regex.find_iter(text).map(|m| m.range()).filter(|r| !r.is_empty()).collect()])
}

#[test]
fn programs_find_what_automata_find_in_the_examples_of_the_packs() {
    let (mut expressions, mut texts) = (Vec::new(), Vec::new());
    for pack in crate::rules::embedded::PACKS {
        scalars(&pack.tree().expect("made by the build"), &mut expressions, &mut texts);
    }
    let all = texts.join("\n");
    let mut programs = 0;
    for source in &expressions {
        let Ok(pattern) = Pattern::new(vec![Part::Text(source.clone())], true) else { continue };
        let Some([program, automaton]) = both(&pattern, &all) else { continue };
        assert_eq!(program, automaton, "/{source}/");
        programs += 1;
    }
    assert!(programs > 300 && programs * 20 > expressions.len() * 19, "{programs} of {}", expressions.len());
}

pub(crate) fn scalars(node: &crate::rules::Node, expressions: &mut Vec<String>, texts: &mut Vec<String>) {
    use crate::rules::Value;
    match &node.value {
        Value::Null => {}
        // Expressions with lists in them have none here.
        Value::Scalar(text) if text.starts_with('/') && text.len() > 2 => {
            if crate::rules::lists::list_in(text).is_none() {
                expressions.push(text.trim_matches('/').to_owned());
            }
        }
        Value::Scalar(text) => texts.push(text.clone()),
        Value::Seq(items) => items.iter().for_each(|n| scalars(n, expressions, texts)),
        Value::Map(map) => map.iter().for_each(|(_, n)| scalars(n, expressions, texts)),
    }
}

const ODD: &[&str] = &[
    "(a|ab)(c|bcd)?",
    "(?i)straße|ſtrasse|K",
    "(?i)[k-s]+",
    "[^a-z’]+b",
    r"(?i)[é-ü\d]{2,3}?",
    "a*?b",
    "(ab|a){2,}",
    r"\B[ab]+\B",
    "(?m)^b.$",
    "(?s)a.b",
    "(?U)a+b?",
    r"\p{Greek}+|[[:digit:]]a|[a-z&&[^a]]b",
    "(?:a|b|ab|ba|-|’)+é",
    "a{0,3}b{1,2}a",
    "(?i:A)b|B(?-i:a)",
    r"\W\D[\s\w]",
    r"\Aa|b\z",
];

proptest! {
    #[test]
    fn programs_are_automata(text in soup()) {
        for source in ODD {
            let pattern = Pattern::new(vec![Part::Text((*source).to_owned())], true).unwrap_or_else(|e| panic!("{source}: {}", e.message));
            let found = both(&pattern, &text);
            let [program, automaton] = found.unwrap_or_else(|| panic!("no program for {source}"));
            prop_assert_eq!(program, automaton, "{} on {:?}", source, &text);
        }
    }

    /// No hit is lost: neither to the literals looked for first, nor to the programs that run in the place of automata.
    #[test]
    fn gates_and_programs_change_nothing(text in soup()) {
        for source in EXPRESSIONS {
            let pattern = Pattern::new(vec![Part::Text((*source).to_owned())], true).unwrap_or_else(|e| panic!("{}", e.message));
            let plain = Regex::new(&pattern.source.widened(Words::Any).unwrap_or_default()).expect("sound");
            let alone: Vec<_> = plain.find_iter(&text).map(|m| m.range()).filter(|r| !r.is_empty()).collect();
            let passage = Passage::new(&text);
            let mut found = Vec::new();
            pattern.find(&passage, &mut found);
            prop_assert_eq!(&found, &alone, "{} on {:?}", source, &text);
            pattern.engines.read.store(PAYS + 1, Ordering::Relaxed);
            found.clear();
            pattern.find(&passage, &mut found);
            prop_assert_eq!(&found, &alone, "{} on {:?}", source, &text);
            let holds = |gate: &Vec<super::Literal>| gate.iter().any(|l| passage.level().contains(&l.text));
            prop_assert!(alone.is_empty() || pattern.gates.iter().all(holds), "{} on {:?}", source, &text);
        }
    }
}
