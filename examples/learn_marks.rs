//! Learns the weights of the context model from a folder of clean texts and writes them.
//!
//! ```text
//! cargo run --release --example learn_marks -- FOLDER src/repair/lossy/marks.bin [NAME-TO-LEAVE-OUT…]
//! ```
//!
//! Texts are UTF-8 with genuine typographic marks, a paragraph a line, an empty line between documents. Texts whose file name begins with
//! a name left out are held back and scored instead, for cross-validation. Same input, same bytes.

use copydesk::repair::learning::{Example, TABLE_ROLES as ROLES, TABLE_ROWS as ROWS, examples};
use std::path::PathBuf;

const EPOCHS: usize = 8;
const RATE: f32 = 0.25;
const SCALE: f32 = 16.0;
/// Pull of each weight towards nothing.
const DECAY: f32 = 2e-4;
/// Features hidden in each step, percent.
const HIDDEN_PERCENT: u64 = 35;
/// Paragraphs a document, where the file does not say.
const PARAGRAPHS: usize = 40;
/// Marks taken from one text at most, so that no source dominates.
const MOST: usize = 60_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: learn_marks FOLDER OUT [LEFT-OUT…]")?;
    let out = args.next().ok_or("usage: learn_marks FOLDER OUT [LEFT-OUT…]")?;
    let left_out: Vec<String> = args.collect();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let (mut learn, mut held) = (Vec::new(), Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let marks: Vec<Example> =
            documents(&text).flat_map(|document| examples(&document)).take(MOST).collect();
        let to = if left_out.iter().any(|l| name.starts_with(l)) { &mut held } else { &mut learn };
        eprintln!("{name}: {} marks", marks.len());
        to.extend(marks);
    }
    let weights = fit(&mut learn);
    let table: Vec<i8> = weights.iter().map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8).collect();
    for (what, set) in [("learnt", &learn), ("held back", &held)] {
        let right = set.iter().filter(|e| best(&table, e) == e.role).count();
        eprintln!("{what}: {right} of {} roles right", set.len());
    }
    std::fs::write(out, table.iter().map(|w| w.cast_unsigned()).collect::<Vec<u8>>())?;
    Ok(())
}

/// The documents of a file: parted by empty lines, or else of this many paragraphs.
fn documents(text: &str) -> impl Iterator<Item = String> {
    let parts: Vec<String> = match text.contains("\n\n") {
        true => text.split("\n\n").map(str::to_owned).collect(),
        false => text.lines().collect::<Vec<_>>().chunks(PARAGRAPHS).map(|lines| lines.join("\n")).collect(),
    };
    parts.into_iter()
}

/// Softmax regression by stochastic gradient descent with per-row step sizes (AdaGrad). Each step hides
/// some features of its example, so that no weight leans on a single one; the weights of all steps are averaged.
fn fit(set: &mut [Example]) -> Vec<f32> {
    let mut weights = vec![0f32; ROWS * ROLES];
    let mut squares = vec![1e-3f32; ROWS * ROLES];
    let mut sums = vec![0f64; ROWS * ROLES];
    let mut random = Random(0x5EED);
    shuffle(set, &mut random);
    let steps = EPOCHS * set.len();
    for step in 0..steps {
        let example = &set[step % set.len()];
        let seen: Vec<u16> =
            example.features.iter().copied().filter(|_| random.below(100) >= HIDDEN_PERCENT).collect();
        let mut scores = [0f32; ROLES];
        for &row in &seen {
            for (r, score) in scores.iter_mut().enumerate() {
                *score += weights[row as usize * ROLES + r];
            }
        }
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        let left = (steps - step) as f64 / steps as f64;
        for (r, score) in scores.into_iter().enumerate() {
            let target = if r == example.role { 1.0 } else { 0.0 };
            let gradient = (score - top).exp() / sum - target;
            for &row in &seen {
                let at = row as usize * ROLES + r;
                squares[at] += gradient * gradient;
                let change = -RATE * (gradient + DECAY * weights[at]) / squares[at].sqrt();
                weights[at] += change;
                sums[at] += left * f64::from(change);
            }
        }
    }
    // With some features hidden each of the rest counts for more; without, for less.
    let shown = 1.0 - HIDDEN_PERCENT as f64 / 100.0;
    sums.into_iter().map(|sum| (sum * shown) as f32).collect()
}

/// A linear congruential generator: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Fisher–Yates.
fn shuffle(set: &mut [Example], random: &mut Random) {
    for i in (1..set.len()).rev() {
        set.swap(i, random.below(i as u64 + 1) as usize);
    }
}

fn best(table: &[i8], example: &Example) -> usize {
    let mut scores = [0i32; ROLES];
    for &row in &example.features {
        for (r, score) in scores.iter_mut().enumerate() {
            *score += i32::from(table[row as usize * ROLES + r]);
        }
    }
    (0..ROLES).max_by_key(|&r| (scores[r], ROLES - r)).unwrap_or(0)
}
