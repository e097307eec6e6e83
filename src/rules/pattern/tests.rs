use super::{Part, Pattern, Regex, Words};
use crate::rules::Passage;
use proptest::prelude::*;

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
    r"(?i)\bas?b\b [^.]{0,3}\w",
    r"(?i)(a|b)[\w’'-]+ \W?s",
    r"\Ba\w",
    r"[^\w]a+_?b",
    r"[^\W.]+ \d",
    r"(?i)k\b.",
    r"\b(国|é)\b",
];

fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "a", "b", "ab", "bab", "A", "é", "’", "'", "-", "–", " ", "\u{A0}", "\u{AD}", ".", "1", "国", "\n",
        "s", "ſ", "_", "\u{212A}", "١", "ż",
    ];
    proptest::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|p| p.concat())
}

proptest! {
    /// No hit is lost to the literals looked for first, nor to edges of words told from bytes.
    #[test]
    fn gates_and_narrow_words_change_nothing(text in soup()) {
        for source in EXPRESSIONS {
            let pattern = Pattern::new(vec![Part::Text((*source).to_owned())], true).unwrap_or_else(|e| panic!("{}", e.message));
            let plain = Regex::new(&pattern.source.widened(Words::Any, None).unwrap_or_default()).expect("sound");
            let alone: Vec<_> = plain.find_iter(&text).map(|m| m.range()).filter(|r| !r.is_empty()).collect();
            let passage = Passage::new(&text);
            let mut found = Vec::new();
            pattern.find(&passage, &mut found);
            prop_assert_eq!(&found, &alone, "{} on {:?}", source, &text);
            let holds = |gate: &Vec<super::Literal>| gate.iter().any(|l| passage.level().contains(&l.text));
            prop_assert!(alone.is_empty() || pattern.gates.iter().all(holds), "{} on {:?}", source, &text);
        }
    }
}
