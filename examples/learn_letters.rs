//! Learns which letters follow which, language by language, from a folder of clean texts and writes it.
//!
//! ```text
//! cargo run --release --example learn_letters -- FOLDER src/repair/letters/letters.bin [LEFT-OUT…]
//! ```
//!
//! Texts are UTF-8 named after their language: `pl-novels.txt`, `sr_Latn-news.txt` (BCP 47, `_` for `-`).
//! Several texts of one language count together; those whose name begins with a name left out do not.
//! Only letters of the script a language is mostly written in are learnt. Same input, same bytes.

use copydesk::repair::learning::{steps, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A language with more letters than this is learnt by their ranks alone.
const ALPHABETIC: usize = 400;
/// Letters kept of such a language.
const RANKED: usize = 1400;
/// One letter in so many is enough to belong to the alphabet.
const RAREST: u64 = 30_000;
/// Fractions of a bit that costs are counted in.
const BIT: f64 = 4.0;

type Words = BTreeMap<Vec<char>, u64>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: learn_letters FOLDER OUT [LEFT-OUT…]";
    let folder = args.next().ok_or(usage)?;
    let out = args.next().ok_or(usage)?;
    let left_out: Vec<String> = args.collect();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut languages: BTreeMap<String, Words> = BTreeMap::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if left_out.iter().any(|l| name.starts_with(l)) {
            continue;
        }
        let tag = name.split(['-', '.']).next().unwrap_or_default().replace('_', "-");
        let counts = languages.entry(tag).or_default();
        for word in words(&std::fs::read_to_string(&path)?) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut bytes = Vec::new();
    for (tag, words) in &languages {
        let before = bytes.len();
        let count = write(tag, words, &mut bytes)?;
        eprintln!("{tag}: {count} letters, {} bytes", bytes.len() - before);
    }
    eprintln!("{} languages, {} bytes", languages.len(), bytes.len());
    std::fs::write(out, bytes)?;
    Ok(())
}

/// Appends a language, and says how many letters it has.
fn write(tag: &str, words: &Words, out: &mut Vec<u8>) -> Result<usize, Box<dyn std::error::Error>> {
    let singles = singles(words);
    let is_alphabetic = singles.len() <= ALPHABETIC;
    let mut letters: Vec<char> = singles.keys().copied().collect();
    if !is_alphabetic {
        letters.sort_by_key(|c| (std::cmp::Reverse(singles[c]), *c));
        letters.truncate(RANKED);
    }
    out.push(u8::try_from(tag.len())?);
    out.extend(tag.as_bytes());
    out.push(u8::from(!is_alphabetic));
    out.extend(u16::try_from(letters.len())?.to_le_bytes());
    for &c in &letters {
        out.extend(u16::try_from(c as u32)?.to_le_bytes());
    }
    if is_alphabetic {
        out.extend(pairs(words, &letters).chunks(2).map(|pair| pair[0] | pair.get(1).unwrap_or(&0) << 4));
    }
    Ok(letters.len())
}

/// The letters of a language and how often each stands in its texts.
fn singles(words: &Words) -> BTreeMap<char, u64> {
    let mut counts: BTreeMap<char, u64> = BTreeMap::new();
    for (word, n) in words {
        word.iter().filter(|&&c| c as u32 <= 0xFFFF).for_each(|&c| *counts.entry(c).or_default() += n);
    }
    let total: u64 = counts.values().sum();
    let ascii: u64 = ('a'..='z').filter_map(|c| counts.get(&c)).sum();
    let is_latin = ascii * 2 > total;
    if is_latin {
        ('a'..='z').for_each(|c| *counts.entry(c).or_default() += 1);
    } else {
        counts.retain(|c, _| !c.is_ascii());
    }
    let latin = |c: char| c < '\u{370}' || ('\u{1E00}'..'\u{1F00}').contains(&c);
    let enough = (total / RAREST).max(2);
    counts.retain(|&c, n| latin(c) == is_latin && (*n >= enough || c.is_ascii()));
    counts
}

/// Steps of the cost of each symbol after each symbol: the edge of a word, no letter, the letters.
fn pairs(words: &Words, letters: &[char]) -> Vec<u8> {
    let size = letters.len() + 2;
    let place = |c: &char| letters.binary_search(c).map_or(1, |at| at + 2);
    let mut counts = vec![0u64; size * size];
    for (word, n) in words {
        let mut last = 0;
        for at in word.iter().map(place).chain([0]) {
            counts[last * size + at] += n;
            last = at;
        }
    }
    let total: u64 = counts.iter().sum();
    let single = |b: usize| -> f64 {
        let n: u64 = (0..size).map(|a| counts[a * size + b]).sum();
        (n as f64 + 0.5) / (total as f64 + size as f64 / 2.0)
    };
    let singles: Vec<f64> = (0..size).map(single).collect();
    let mut out = Vec::with_capacity(size * size);
    for a in 0..size {
        let row = &counts[a * size..(a + 1) * size];
        // Witten and Bell: what is new after a symbol is as likely as it was new before.
        let seen: u64 = row.iter().sum();
        let kinds = row.iter().filter(|n| **n > 0).count().max(1);
        for b in 0..size {
            let chance = if a == 1 {
                singles[b]
            } else {
                (row[b] as f64 + kinds as f64 * singles[b]) / (seen as f64 + kinds as f64)
            };
            out.push(step(-chance.log2() * BIT));
        }
    }
    out
}

/// The step nearest to a cost.
fn step(cost: f64) -> u8 {
    let steps: BTreeSet<(u64, u8)> =
        (0u8..).zip(steps()).map(|(n, s)| (((f64::from(s) - cost).abs() * 1e6) as u64, n)).collect();
    steps.first().map_or(0, |&(_, n)| n)
}
