//! How fast repair reads text, beside what reading costs at all: `cargo bench --bench repair`.
//!
//! Each text of 32 MB goes through repair and, in the same rounds, through the check that it is UTF-8;
//! the ratio of the two says more than the figures, which depend on the machine. Minimum of all rounds.

use copydesk::repair::{self, Options};
use std::hint::black_box;
use std::time::{Duration, Instant};

const BYTES: usize = 32 << 20;
const ROUNDS: usize = 9;

/// What a newspaper prints, one paragraph a line.
const PARAGRAPHS: [&str; 6] = [
    "The ferry to the outer islands will not run on Tuesdays from October, the harbour office said on Monday.",
    "“We don’t have the crew,” said its head. “Nobody’s happy about it — least of all the crew we do have.”",
    "Passengers with a ticket for a Tuesday may travel on the day before or after, or have the fare back.",
    "The company runs three boats, of which one is forty years old and lies in dock for half of each winter.",
    "A second operator, which carried 1200 people a month before it closed, is not expected to come back.",
    "The council will discuss the matter in its meeting of 14 November, which is open to the public.",
];

fn main() {
    let texts = [
        ("ASCII", repeated(&ascii)),
        ("curly quotes", repeated(&str::to_owned)),
        ("1 % of lines damaged", damaged(&reversible)),
        ("1 % of lines, bytes lost", damaged(&lossy)),
    ];
    println!("{:26} {:>12} {:>12} {:>7} {:>9}", "text", "repair MB/s", "UTF-8 MB/s", "ratio", "repairs");
    for (name, text) in &texts {
        let mut best = [Duration::MAX; 2];
        let mut repairs = 0;
        for _ in 0..ROUNDS {
            let (time, found) = timed(|| repair::find(black_box(text), &Options::default()).repairs.len());
            (best[0], repairs) = (best[0].min(time), found);
            let (time, _) = timed(|| std::str::from_utf8(black_box(text.as_bytes())).is_ok());
            best[1] = best[1].min(time);
        }
        let [repair, check] = best.map(|time| text.len() as f64 / time.as_secs_f64() / 1e6);
        println!("{name:26} {repair:>12.0} {check:>12.0} {:>7.2} {repairs:>9}", repair / check);
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let result = work();
    (started.elapsed(), result)
}

fn repeated(paragraph: &dyn Fn(&str) -> String) -> String {
    let lines: Vec<String> = PARAGRAPHS.iter().map(|p| paragraph(p) + "\n").collect();
    let all = lines.concat();
    all.repeat(BYTES / all.len())
}

/// One line in a hundred is the one with quotes, gone through `damage`.
fn damaged(damage: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(BYTES + 200);
    let mut n = 0;
    while out.len() < BYTES {
        match n % 100 {
            0 => out.push_str(&damage(PARAGRAPHS[1])),
            _ => out.push_str(PARAGRAPHS[n % PARAGRAPHS.len()]),
        }
        out.push('\n');
        n += 1;
    }
    out
}

fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '“' | '”' => '"',
            '’' => '\'',
            '—' => '-',
            _ => c,
        })
        .collect()
}

/// UTF-8 read as windows-1252.
fn reversible(text: &str) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

/// UTF-8 read as ISO-8859-1, and the control characters dropped.
fn lossy(text: &str) -> String {
    text.bytes().map(char::from).filter(|c| !matches!(c, '\u{80}'..='\u{9F}')).collect()
}
