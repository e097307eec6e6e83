//! What rules cost: the same text with 30 and with 300 phrase rules, side by side.
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
        let run = |_| {
            let start = Instant::now();
            let found = desk.edit_text("text.txt", text.clone(), None).diagnostics.len();
            (start.elapsed().as_secs_f64(), found)
        };
        let (seconds, found) = (0..RUNS).map(run).min_by(|a, b| a.0.total_cmp(&b.0)).expect("there are runs");
        let ratio = before.map_or(String::new(), |b| format!(", {:.2} times the first", seconds / b));
        println!("{rules:5} rules: {:7.1} MB/s, {found} findings{ratio}", megabytes / seconds);
        before = before.or(Some(seconds));
    }
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
            text.push_str([" ", ", ", ". It was ", " that "][(state >> 50) % 4]);
        }
        text.push_str("so it ended.\n\n");
    }
    text
}
