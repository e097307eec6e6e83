//! What rules cost: the same text with 30 and with 300 phrase rules, side by side; every hit is counted twice.
//!
//! `cargo run --release --example many_rules [FILE]`

use copydesk::desk::Desk;
use copydesk::repair::Options;
use copydesk::rules::{PackSource, Packs};
use std::fmt::Write as _;
use std::time::Instant;

/// Runs of each; the quickest counts, because others share the machine.
const RUNS: usize = 7;

fn main() {
    let file = std::env::args().nth(1);
    let text = file.map_or_else(invented, |f| std::fs::read_to_string(f).expect("a UTF-8 text"));
    let megabytes = text.len() as f64 / 1e6;
    let mut before: Option<f64> = None;
    for rules in [30, 300, 3000] {
        let desk = Desk::new(Options::default(), packs(rules));
        let (mut seconds, mut first) = (f64::INFINITY, None);
        for _ in 0..RUNS {
            let start = Instant::now();
            let found = desk.edit_text("text.txt", text.clone(), None).diagnostics;
            seconds = seconds.min(start.elapsed().as_secs_f64());
            let shown = format!("{found:?}");
            assert_eq!(first.get_or_insert_with(|| shown.clone()), &shown, "two runs differ");
            assert_eq!(found.len(), expected(&text, rules), "hits are lost or invented");
        }
        let ratio = before.map_or(String::new(), |b| format!(", {:.2} times the first", seconds / b));
        let hits = expected(&text, rules);
        println!("{rules:5} rules: {:7.1} MB/s, {hits} findings, none lost{ratio}", megabytes / seconds);
        before = before.or(Some(seconds));
    }
}

/// What so many rules must find: counted word by word.
fn expected(text: &str, rules: usize) -> usize {
    let place = |word: &str| WORDS.iter().position(|w| *w == word);
    let words: Vec<&str> = text.split([' ', '\n']).collect();
    let pairs = words
        .windows(2)
        .filter_map(|pair| Some((place(pair[0])?, place(pair[1].trim_end_matches([',', '.']))?)));
    let of_pair =
        |(a, b)| (0..rules).filter(|n| n % WORDS.len() == a && n / WORDS.len() % WORDS.len() == b).count();
    pairs.map(of_pair).sum()
}

/// So many rules of two phrases each, of words that occur and words that do not.
fn packs(count: usize) -> Packs {
    let mut text = "pack: bench\nrules:\n".to_owned();
    for n in 0..count {
        let (a, b) = (WORDS[n % WORDS.len()], WORDS[n / WORDS.len() % WORDS.len()]);
        let _ = writeln!(text, "- {{id: r{n}, forbid: [{a} {b}, {b} {a} n{n}]}}");
    }
    Packs::only(&[PackSource { file: "bench.yaml".into(), text }]).unwrap_or_else(|e| panic!("{e}"))
}

const WORDS: &[&str] = &[
    "harbour", "lantern", "river", "morning", "letter", "window", "engine", "garden", "winter", "market",
    "bridge", "captain", "island", "railway", "village", "mountain", "paper", "silver", "station", "weather",
];

/// Two megabytes of paragraphs in which every hundredth pair of words is a rule's.
fn invented() -> String {
    let mut text = String::new();
    let mut state = 7usize;
    while text.len() < 2 << 20 {
        for _ in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let word = WORDS[(state >> 33) % WORDS.len()];
            text.push_str(["the ", "a ", "of the ", "and "][(state >> 40) % 4]);
            text.push_str(word);
            if (state >> 45).is_multiple_of(50) {
                text.push(' ');
                text.push_str(WORDS[(state >> 20) % WORDS.len()]);
            }
            text.push_str([" ", ", ", ". It was ", " that "][(state >> 50) % 4]);
        }
        text.push_str("so it ended.\n\n");
    }
    text
}
