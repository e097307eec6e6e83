//! Random documents made of the fragments that go wrong: deterministic, and shrinking when they fail.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Fragments of articles, damage, boilerplate, markup and genuine foreign text.
const FRAGMENTS: &[&str] = &[
    "the miller",
    "Wes",
    "don",
    "t",
    "s",
    "2014",
    "15",
    "ABC",
    "caf",
    "X",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "(",
    ")",
    "-",
    "—",
    "–",
    "’",
    "‘",
    "“",
    "”",
    "…",
    "\"",
    "'",
    "โ",
    "โ",
    "โโ",
    "โฆ",
    "โข",
    "โ€™",
    "โ€œ",
    "โ€",
    "โ€”",
    "ยฉ",
    "รฉ",
    "รงรฃ",
    "ยฃ",
    "โฌ",
    "â",
    "ââ",
    "â¦",
    "â¢",
    "â€™",
    "â€œ",
    "â€\u{9d}",
    "â€",
    "Ã©",
    "Ã¼",
    "Ã",
    "Â",
    "Â£",
    "Â\u{a0}",
    "Ã¢â‚¬â„¢",
    "Ãƒ©",
    "вЂ™",
    "ГўВЂВ™",
    "ﾃｩ",
    "鈥檚",
    "\u{80}",
    "\u{99}",
    "\u{fffd}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "é",
    "ö",
    "โรงสี",
    "โดย",
    "ไทย",
    "Ж",
    "дом",
    "ἀ",
    "中文",
    "한국",
    "שלום",
    "🚢",
    "• ",
    "- ",
    "  • ",
    "1. ",
    "# ",
    "> ",
    "* ",
    "|",
    "---",
    "---\n",
    "title: ",
    "```",
    "&acirc;&euro;&trade;",
    "&amp;",
    "&#8217;",
    "&lt;",
    "<p>",
    "</p>",
    "<ul><li>",
    "<div>",
    "<!-- ",
    " -->",
    "ยฉ!-- /wp:paragraph -->",
    "<",
    ">",
    "Highlights\n",
    "0 Comments\n",
    "Submit a Comment\n",
    "(opens in a new tab)",
    "Search\n",
    "By Ada\n",
    "Aug 3, 2025\n",
    "Disclaimer: ",
    "state-owned",
    "Xinhua",
    "independently verified",
    "Subscribe\n",
    "Leave a Reply\n",
    "Related articles\n",
    "https://example.org/a?b=%C3%A9",
    "%C3%A9",
    "\\u00e9",
    "\\xc3\\xa9",
    "ï¿½",
    "Ä",
    "Ð",
    "Ñ\u{82}",
];

/// A document of up to forty fragments.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat())
}

/// Any bytes: half of them soup with a few bytes overwritten.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop::collection::vec(any::<u8>(), 0..300);
    let bitten = (soup(), prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)).prop_map(
        |(text, bites)| {
            let mut bytes = text.into_bytes();
            for (at, byte) in bites {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            bytes
        },
    );
    prop_oneof![noise, bitten]
}

/// Runs a property on `cases` inputs, the same ones in every run.
pub(crate) fn hold<S: Strategy>(
    cases: u32,
    inputs: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if let Err(fault) = TestRunner::new_with_rng(config, rng).run(&inputs, property) {
        panic!("{fault}");
    }
}
