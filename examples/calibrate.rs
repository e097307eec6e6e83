//! Damages clean texts in every known way, repairs them, and prints how well that went.
//!
//! ```text
//! cargo run --release --example calibrate -- FOLDER [--documents N] [--limit N] [KIND…]
//! ```
//!
//! FOLDER holds clean UTF-8 texts (`*.txt`), a paragraph a line. A unit is a paragraph, or N of them.
//! KIND is `clean`, `read:LABEL` (UTF-8 read by that decoder), `twice:LABEL`, `lost:LABEL` (the same, the
//! bytes 80–9F dropped), `undefined:LABEL` (only bytes the decoder does not define dropped), `below:LABEL`
//! (read by windows-1252, and what came of that as `lost`) or `wide:LABEL` (UTF-8 read by a multi-byte decoder;
//! only units that lost no byte, and only whole units are counted); without any, all of them. Columns: units damaged; units restored exactly; damaged characters restored exactly, and
//! in the same role (an opening quote for an opening quote, a dash for a dash); characters changed
//! where nothing was damaged, per 100,000. For `clean`, "exact" units are those left alone.

use copydesk::repair::{self, Options, learning::shown};
use std::ops::Range;
use std::path::PathBuf;

type Table = [Option<char>; 128];

/// The multi-byte decoders.
const WIDE: [&str; 5] = ["gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: calibrate FOLDER [--documents N] [--limit N] [KIND…]")?;
    let (mut size, mut limit, mut kinds) = (1, 300, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--documents" => size = args.next().ok_or("--documents needs a number")?.parse()?,
            "--limit" => limit = args.next().ok_or("--limit needs a number")?.parse()?,
            _ => kinds.push(arg),
        }
    }
    if kinds.is_empty() {
        kinds.push("clean".to_owned());
        kinds.extend(WIDE.iter().map(|label| format!("wide:{label}")));
        for way in ["read", "twice", "lost", "undefined", "below"] {
            kinds.extend(repair::decoder_labels().iter().map(|label| format!("{way}:{label}")));
        }
    }
    let units = units(&folder, size, limit)?;
    println!("{:28} {:>6} {:>7} {:>7} {:>7} {:>7}", "damage", "units", "exact%", "char%", "near%", "harm");
    for kind in kinds {
        let mut score = Score::default();
        for unit in &units {
            score.add(unit, &kind)?;
        }
        score.print(&kind);
    }
    Ok(())
}

/// The units of all texts of a folder, evenly picked.
fn units(folder: &str, size: usize, limit: usize) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut units = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path)?;
        let lines: Vec<&str> = text.lines().collect();
        let all: Vec<String> = lines.chunks(size).map(|chunk| chunk.join("\n")).collect();
        let step = (all.len() / limit).max(1);
        units.extend(all.into_iter().step_by(step).take(limit));
    }
    Ok(units)
}

#[derive(Default)]
struct Score {
    units: usize,
    exact: usize,
    places: usize,
    right: usize,
    near: usize,
    harm: usize,
    size: usize,
}

impl Score {
    fn add(&mut self, clean: &str, kind: &str) -> Result<(), String> {
        let Some((damaged, places)) = damage(clean, kind)? else { return Ok(()) };
        let findings = repair::find(&damaged, &Options::default());
        let restored = repair::apply(&damaged, &findings.repairs);
        self.units += 1;
        self.size += clean.chars().count();
        self.exact += usize::from(restored == clean);
        if kind.starts_with("wide:") {
            return Ok(());
        }
        self.places += places.len();
        let mut repairs = findings.repairs.iter().peekable();
        for (range, c) in &places {
            while let Some(stray) = repairs.next_if(|r| r.range.end <= range.start) {
                self.harm += damaged[stray.range.clone()].chars().count();
            }
            if let Some(repair) = repairs.next_if(|r| r.range == *range) {
                self.right += usize::from(repair.replacement.chars().eq([*c]));
                self.near +=
                    usize::from(repair.replacement.chars().next().is_some_and(|r| role(r) == role(*c)));
            }
        }
        self.harm += repairs.map(|r| damaged[r.range.clone()].chars().count()).sum::<usize>();
        Ok(())
    }

    fn print(&self, kind: &str) {
        let percent = |n: usize, of: usize| {
            if of == 0 { "-".to_owned() } else { format!("{:.2}", 100.0 * n as f64 / of as f64) }
        };
        let harm = 100_000.0 * self.harm as f64 / self.size.max(1) as f64;
        let Self { units, exact, places, right, near, .. } = *self;
        println!(
            "{kind:28} {units:>6} {:>7} {:>7} {:>7} {harm:>7.1}",
            percent(exact, units),
            percent(right, places),
            percent(near, places)
        );
    }
}

/// Marks of one role count as near; any other character is a role of its own.
fn role(c: char) -> char {
    match c {
        '“' | '‘' | '„' | '‚' => '“',
        '—' | '–' | '―' => '—',
        '”' => '”',
        c => c,
    }
}

/// A text, and the places of its damaged characters with what they were.
type Damaged = (String, Vec<(Range<usize>, char)>);

/// The damaged text; `None` where the damage changes nothing, or cannot be done.
fn damage(clean: &str, kind: &str) -> Result<Option<Damaged>, String> {
    if kind == "clean" {
        return Ok(Some((clean.to_owned(), Vec::new())));
    }
    let (way, label) = kind.split_once(':').ok_or_else(|| format!("no such damage: {kind}"))?;
    if way == "wide" {
        return wide(clean, label);
    }
    let mut table = shown(label).ok_or_else(|| format!("no such decoder: {label}"))?;
    let mut layers = 1;
    let mut lossy = true;
    match way {
        "read" | "twice" => {
            layers = if way == "twice" { 2 } else { 1 };
            lossy = false;
            for (cell, c1) in table[..32].iter_mut().zip('\u{80}'..) {
                cell.get_or_insert(c1);
            }
        }
        "lost" | "below" => table[..32].fill(None),
        "undefined" => {}
        _ => return Err(format!("no such damage: {kind}")),
    }
    let mut first = shown("windows-1252").ok_or("no windows-1252")?;
    for (cell, c1) in first[..32].iter_mut().zip('\u{80}'..) {
        cell.get_or_insert(c1);
    }
    let mut out = String::new();
    let mut places = Vec::new();
    for c in clean.chars() {
        let before = if way == "below" { pass(&c.to_string(), &first, false) } else { Some(c.to_string()) };
        let piece = before.and_then(|s| (0..layers).try_fold(s, |s, _| pass(&s, &table, lossy)));
        let Some(piece) = piece else { return Ok(None) };
        let start = out.len();
        out.push_str(&piece);
        if !c.is_ascii() {
            places.push((start..out.len(), c));
        }
    }
    Ok((out != clean).then_some((out, places)))
}

/// The text read by a multi-byte decoder, if that keeps every byte.
fn wide(clean: &str, label: &str) -> Result<Option<Damaged>, String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    let encoding = encoding.ok_or_else(|| format!("no such decoder: {label}"))?;
    let read = encoding.decode_without_bom_handling_and_without_replacement(clean.as_bytes());
    Ok(read.filter(|damaged| damaged != clean).map(|damaged| (damaged.into_owned(), Vec::new())))
}

/// One pass of a string through a wrong decoder; `None` where it has no character for a byte it may not lose.
fn pass(string: &str, table: &Table, lossy: bool) -> Option<String> {
    let mut out = String::new();
    for byte in string.bytes() {
        match byte.checked_sub(0x80).map(|n| table[n as usize]) {
            None => out.push(char::from(byte)),
            Some(Some(c)) => out.push(c),
            Some(None) if lossy => {}
            Some(None) => return None,
        }
    }
    Some(out)
}
