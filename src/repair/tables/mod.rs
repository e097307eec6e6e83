//! The way back: from a character to the byte it stands for in each wrong decoder.

#[rustfmt::skip]
mod generated;

use super::encodings::{COUNT, DECODERS};
use generated::{BYTES, ROWS};
use std::sync::LazyLock;

/// What a character can be, as a set of decoders (bit = column) for each place in a UTF-8 sequence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// First byte of a sequence of two, C2–DF.
    pub(crate) lead2: u64,
    /// First byte of a sequence of three, E0–EF.
    pub(crate) lead3: u64,
    /// First byte of a sequence of four, F0–F4.
    pub(crate) lead4: u64,
    /// A byte of the rest, 80–BF.
    pub(crate) tail: u64,
}

impl Places {
    /// Decoders in which the character begins a sequence.
    pub(crate) fn leads(self) -> u64 {
        self.lead2 | self.lead3 | self.lead4
    }
}

/// Every decoder.
pub(crate) const ALL: u64 = if COUNT == 64 { u64::MAX } else { (1 << COUNT) - 1 };

static PLACES: [Places; BYTES.len()] = places();

const fn places() -> [Places; BYTES.len()] {
    let none = Places { lead2: 0, lead3: 0, lead4: 0, tail: 0 };
    let mut out = [none; BYTES.len()];
    let mut row = 0;
    while row < BYTES.len() {
        let mut column = 0;
        while column < COUNT {
            let bit = 1u64 << column;
            match BYTES[row][column] {
                0x80..=0xBF => out[row].tail |= bit,
                0xC2..=0xDF => out[row].lead2 |= bit,
                0xE0..=0xEF => out[row].lead3 |= bit,
                0xF0..=0xF4 => out[row].lead4 |= bit,
                _ => {}
            }
            column += 1;
        }
        row += 1;
    }
    out
}

/// One past the last character whose places are looked up by its number.
const INDEXED: usize = 0x2600;

/// Places by character: the maps spread out, for text that is non-ASCII throughout.
static INDEX: LazyLock<Vec<Places>> = LazyLock::new(|| {
    let mut index = vec![Places::default(); INDEXED];
    for (c, &row) in ROWS.entries().filter(|(c, _)| (**c as usize) < INDEXED) {
        index[*c as usize] = PLACES[row as usize];
    }
    // A C1 control is its own byte in every decoder: undefined bytes pass through as these.
    index[0x80..0xA0].fill(Places { tail: ALL, ..Places::default() });
    index
});

/// The places a character can take.
pub(crate) fn places_of(c: char) -> Places {
    let far = || ROWS.get(&c).map_or_else(Places::default, |&row| PLACES[row as usize]);
    INDEX.get(c as usize).copied().unwrap_or_else(far)
}

/// The byte a character stands for in the decoder of that column, if any.
pub(crate) fn byte_of(c: char, column: usize) -> Option<u8> {
    match c {
        '\u{80}'..='\u{9F}' => u8::try_from(c as u32).ok(),
        _ => ROWS.get(&c).map(|&row| BYTES[row as usize][column]).filter(|&b| b != 0),
    }
}

/// The column of a decoder.
pub(crate) fn column(label: &str) -> Option<usize> {
    DECODERS.iter().position(|d| d.label == label)
}

/// Which of the bytes 80–9F an encoding of the WHATWG standard defines itself.
pub(crate) fn own(label: &str) -> [bool; 32] {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    std::array::from_fn(|n| {
        let byte = [0x80 | u8::try_from(n).unwrap_or(0)];
        let shown = encoding.and_then(|e| e.decode_without_bom_handling_and_without_replacement(&byte));
        shown.is_some_and(|shown| !shown.chars().any(char::is_control))
    })
}

/// For each column the bytes 80–9F that its decoder shows as characters, a bit each. None for those whose ISO sibling
/// goes by the same name here, and shows controls.
static SHOWN: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let has_sibling = |label: &str| matches!(label, "windows-1252" | "windows-1254" | "windows-874");
    let set = |shown: [bool; 32]| (0..32).filter(|&n| shown[n]).fold(0, |set, n| set | 1 << n);
    let shown = |label: &str| match encoding_rs::Encoding::for_label(label.as_bytes()) {
        _ if has_sibling(label) => 0,
        Some(_) => set(own(label)),
        // The code pages of DOS and of the Macintosh have a character for each.
        None => u32::MAX,
    };
    DECODERS.iter().map(|decoder| shown(decoder.label)).collect()
});

/// Whether a control stands for a byte that the decoder of that column would have shown as a character.
pub(crate) fn is_shown_otherwise(c: char, column: usize) -> bool {
    let byte = u32::from(c);
    (0x80..0xA0).contains(&byte) && SHOWN[column] >> (byte - 0x80) & 1 == 1
}

/// What the decoder of that column shows for each byte from 80 on; windows-1252's character where it
/// defines none, `None` where neither does.
pub(crate) fn forward(column: usize) -> [Option<char>; 128] {
    let mut shown = [None; 128];
    for (c, &row) in &ROWS {
        let byte = BYTES[row as usize][column];
        if byte >= 0x80 {
            let cell = &mut shown[byte as usize - 0x80];
            // Two characters may stand for one byte only where the decoder's own comes beside a
            // substitute; the lower code point wins so that the choice does not depend on map order.
            *cell = Some(cell.map_or(*c, |old: char| old.min(*c)));
        }
    }
    shown
}
