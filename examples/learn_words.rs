//! Learns the common words of English from a folder of clean texts and writes them, one to a line, in order.
//!
//! ```text
//! cargo run --release --example learn_words -- FOLDER src/repair/lossy/words.txt [LEFT-OUT…]
//! ```
//!
//! Texts are UTF-8 named after their language: `en-novels.txt`; those of other languages, and those whose name begins
//! with a name left out, do not count. A word counts in small letters where it is written so, and is kept where
//! several texts have it: a name or a term of one of them is none of the language's. Same input, same bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Words kept.
const MOST: usize = 8000;
/// Texts that must have a word.
const TEXTS: u32 = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: learn_words FOLDER OUT [LEFT-OUT…]";
    let folder = args.next().ok_or(usage)?;
    let out = args.next().ok_or(usage)?;
    let left_out: Vec<String> = args.collect();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    // Of each word its texts and the sum of its shares in them, in millionths: a long text has one voice.
    let mut words: BTreeMap<String, (u32, u64)> = BTreeMap::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("en-") || left_out.iter().any(|l| name.starts_with(l)) {
            continue;
        }
        let (counts, all) = count(&std::fs::read_to_string(&path)?);
        for (word, n) in counts {
            let entry = words.entry(word).or_default();
            entry.0 += 1;
            entry.1 += n * 1_000_000 / all.max(1);
        }
    }
    let mut kept: Vec<(&String, u64)> = words
        .iter()
        .filter(|(_, (texts, _))| *texts >= TEXTS)
        .map(|(word, (_, share))| (word, *share))
        .collect();
    kept.sort_by_key(|&(word, share)| (std::cmp::Reverse(share), word));
    kept.truncate(MOST);
    let mut lines: Vec<&str> = kept.iter().map(|(word, _)| word.as_str()).collect();
    lines.sort_unstable();
    eprintln!("{} words", lines.len());
    std::fs::write(out, lines.join("\n") + "\n")?;
    Ok(())
}

/// How often each word of small letters stands in a text, and how many words there are. Halves of contracted and
/// accented words are none.
fn count(text: &str) -> (BTreeMap<String, u64>, u64) {
    let mut counts = BTreeMap::new();
    let mut all = 0;
    for word in text.split(|c: char| !(c.is_alphanumeric() || "'’-".contains(c))) {
        let is_word = word.len() > 1 || word == "a";
        if is_word && word.bytes().all(|b| b.is_ascii_lowercase()) {
            *counts.entry(word.to_string()).or_default() += 1;
            all += 1;
        }
    }
    (counts, all)
}
