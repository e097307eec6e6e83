use crate::rules::{Action, PackSource, Packs};

/// The matcher written as YAML flow, through the whole loader.
fn matcher(yaml: &str) -> super::Matcher {
    let text = format!(
        "pack: p\nlists: {{outlets: [Xinhua, TASS, \"people's daily\"], verbs: [said, reported]}}\nrules:\n- id: r\n  strip: {{block: {yaml}}}\n- id: others\n  strip: {{block: [$outlets, $verbs]}}\n"
    );
    let packs = Packs::only(&[PackSource { file: "p.yaml".into(), text }]).unwrap_or_else(|e| panic!("{e}"));
    let Action::Block(claim) = packs.strip_rules()[0].action.clone() else { panic!() };
    claim.matcher.unwrap()
}

#[test]
fn matchers_match_what_editors_mean() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        // Whole words, any case where the phrase has no capital.
        (
            "state media",
            &["State media said", "STATE  MEDIA", "“state\u{A0}media”", "state\nmedia."],
            &["estate media", "state mediation", "state, media"],
        ),
        ("TASS", &["TASS said", "(TASS)"], &["tass", "TASSO", "Tass"]),
        ("state-owned", &["state‑owned", "a state–owned mill", "State-Owned"], &["state owned"]),
        ("editor's note", &["Editor’s note: x", "editor's note"], &["editors note"]),
        ("国有企业", &["这家国有企业表示"], &["国有的企业"]),
        ("\"Staatsmedien\"", &["die Staatsmedien."], &["staatsmedien"]),
        ("größe", &["GRÖßE", "Größe"], &["Grosse"]),
        // Expressions: smart case, widened spaces, quotes and hyphens.
        ("\"/revolution(ary|i[sz]e)/\"", &["Revolutionary!", "to revolutionise"], &["revolution"]),
        ("\"/should (buy|sell)/\"", &["you should\u{A0}buy it", "Should  sell"], &["should hold"]),
        ("\"/don't|e-mail/\"", &["don’t", "e‑mail"], &["dont"]),
        ("\"/state[- ]run|o[ '-]x/\"", &["state‑run", "state\u{A0}run", "o’x"], &["state_run"]),
        ("\"/^Read More/\"", &["Read More: x"], &["read more", "To Read More"]),
        ("\"/the [A-Z]+ line/\"", &["The RED line"], &["the red line"]),
        // Lists, alone and inside phrases.
        ("$outlets", &["Xinhua", "the People’s Daily"], &["xinhua"]),
        (
            "according to $outlets",
            &["According to TASS,", "according to People’s Daily"],
            &["according to tass", "according to the paper"],
        ),
        (
            "\"$outlets $verbs\"",
            &["Xinhua reported", "people's daily said"],
            &["Xinhua was founded", "Xinhuasaid"],
        ),
        (
            "\"/^(the )?$outlets (later )?$verbs/\"",
            &["the TASS later said", "People’s daily said"],
            &["the TASS"],
        ),
        // Conditions.
        ("{all: [loan, bank]}", &["the bank gave a loan"], &["a loan", "a bank"]),
        ("{any: loan, not: forgiven}", &["a loan"], &["a loan, forgiven"]),
        (
            "{any: Xinhua, not: {inside: Xinhua Street}}",
            &["Xinhua said on Xinhua Street"],
            &["on Xinhua Street"],
        ),
        (
            "{any: $outlets, near: $verbs, within: 2}",
            &["Xinhua later reported", "reported by TASS"],
            &["Xinhua, a house of many rooms, reported", "Xinhua. He said"],
        ),
        (
            "{any: cure, not: {near: [no, not], within: 3}}",
            &["a cure. No doubt"],
            &["not a cure", "no known cure"],
        ),
        (
            "{any: cure, inside: quote}",
            &["“a cure” it said", "she said \"it is a cure\""],
            &["a cure, “he” said"],
        ),
        ("{any: cure, not: {inside: quote}}", &["a cure, “he” said"], &["“a cure” it said"]),
        ("[a cure, {all: [loan, bank]}]", &["a cure", "bank loan"], &["loan"]),
    ];
    for (yaml, hits, misses) in cases {
        let matcher = matcher(yaml);
        for hit in *hits {
            assert!(matcher.is_match(hit), "{yaml} should match {hit:?}");
        }
        for miss in *misses {
            assert!(!matcher.is_match(miss), "{yaml} should not match {miss:?}: {:?}", matcher.find(miss));
        }
    }
}

#[test]
fn occurrences_are_bytes_of_the_text_as_it_stands() {
    let matcher = matcher("[state-owned, \"/e.terprise/\", owned]");
    let text = "“The state\u{2011}\u{AD}owned\u{A0} énterprise” enterprise";
    let found: Vec<&str> = matcher.find_iter(text).map(|r| &text[r]).collect();
    assert_eq!(found, ["state\u{2011}\u{AD}owned", "enterprise"]);
}
