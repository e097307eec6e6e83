//! Learns the weights of the context model from a folder of clean texts and writes them.
//!
//! ```text
//! cargo run --release --example learn_marks -- FOLDER src/repair/lossy/marks.bin [NAME-TO-LEAVE-OUT…]
//! ```
//!
//! Texts are UTF-8 with genuine typographic marks, a paragraph a line. Texts whose file name begins with
//! a name left out are held back and scored instead, for cross-validation. Same input, same bytes.

use copydesk::repair::learning::{Example, examples};
use std::path::PathBuf;

const ROWS: usize = 1 << 15;
const EPOCHS: usize = 6;
const RATE: f32 = 0.25;
const SCALE: f32 = 16.0;
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
        let marks: Vec<Example> = text.lines().flat_map(examples).take(MOST).collect();
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

/// Softmax regression by stochastic gradient descent with per-row step sizes (AdaGrad).
fn fit(set: &mut [Example]) -> Vec<f32> {
    let mut weights = vec![0f32; ROWS * 4];
    let mut squares = vec![1e-3f32; ROWS * 4];
    shuffle(set);
    for _ in 0..EPOCHS {
        for example in set.iter() {
            let mut scores = [0f32; 4];
            for &row in &example.features {
                for (r, score) in scores.iter_mut().enumerate() {
                    *score += weights[row as usize * 4 + r];
                }
            }
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
            for (r, score) in scores.into_iter().enumerate() {
                let target = if r == example.role { 1.0 } else { 0.0 };
                let gradient = (score - top).exp() / sum - target;
                for &row in &example.features {
                    let at = row as usize * 4 + r;
                    squares[at] += gradient * gradient;
                    weights[at] -= RATE * gradient / squares[at].sqrt();
                    weights[at] *= 0.999_99;
                }
            }
        }
    }
    weights
}

/// Fisher–Yates with a fixed linear congruential generator: the same order in every run.
fn shuffle(set: &mut [Example]) {
    let mut state: u64 = 0x5EED;
    for i in (1..set.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        set.swap(i, (state >> 33) as usize % (i + 1));
    }
}

fn best(table: &[i8], example: &Example) -> usize {
    let mut scores = [0i32; 4];
    for &row in &example.features {
        for (r, score) in scores.iter_mut().enumerate() {
            *score += i32::from(table[row as usize * 4 + r]);
        }
    }
    (0..4).max_by_key(|&r| (scores[r], 4 - r)).unwrap_or(0)
}
