//! The multi-byte wrong decoders, and the way back from a character to its bytes in each.
//!
//! The tables are read out of `encoding_rs` by decoding every sequence once, when first needed: a decoder
//! knows characters that its encoder never writes, so encoders would not do.

use crate::model::Code;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};
use std::sync::LazyLock;

/// A multi-byte wrong decoder.
#[derive(Debug)]
pub(crate) struct Charset {
    /// WHATWG name in lower case.
    pub(crate) label: &'static str,
    /// The code of repairs that undo it.
    pub(crate) code: Code,
    pub(crate) encoding: &'static Encoding,
}

/// All of them, likeliest first. GB18030 includes GBK; Big5 is the one with the Hong Kong characters,
/// Shift_JIS and EUC-KR those of Windows, as everywhere on the web.
pub(crate) static CHARSETS: [Charset; COUNT] = [
    Charset { label: "gbk", code: Code::new("mojibake/gbk"), encoding: GB18030 },
    Charset { label: "shift_jis", code: Code::new("mojibake/shift_jis"), encoding: SHIFT_JIS },
    Charset { label: "euc-kr", code: Code::new("mojibake/euc-kr"), encoding: EUC_KR },
    Charset { label: "big5", code: Code::new("mojibake/big5"), encoding: BIG5 },
    Charset { label: "euc-jp", code: Code::new("mojibake/euc-jp"), encoding: EUC_JP },
];

/// Number of multi-byte decoders.
pub(crate) const COUNT: usize = 5;

/// One to three bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes(u32);

impl Bytes {
    fn new(bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(0, |all, b| all << 8 | u32::from(*b)))
    }

    /// The bytes in order. None of them is ever zero.
    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        self.0.to_be_bytes().into_iter().skip_while(|b| *b == 0)
    }

    fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// Characters of one decoder and their bytes.
struct Table {
    /// By code point, for the basic plane.
    plane: Vec<Bytes>,
    /// Characters beyond it, and further bytes of those within; sorted.
    more: Vec<(char, Bytes)>,
}

static TABLES: LazyLock<Vec<Table>> =
    LazyLock::new(|| (0..COUNT).map(|n| Table::of(CHARSETS[n].encoding)).collect());

impl Table {
    fn of(encoding: &'static Encoding) -> Self {
        let mut table = Self { plane: vec![Bytes::default(); 0x1_0000], more: Vec::new() };
        for byte in 0x80..=0xFF {
            table.add_row(encoding, &[], byte..=byte);
            table.add_row(encoding, &[byte], 0x40..=0xFE);
        }
        if encoding == EUC_JP {
            (0xA1..=0xFE).for_each(|row| table.add_row(encoding, &[0x8F, row], 0xA1..=0xFE));
        }
        table.add_other_ways(encoding);
        table.more.sort_unstable_by_key(|(c, bytes)| (*c, bytes.0));
        table
    }

    /// Characters that begin with these bytes and end with one of those.
    fn add_row(&mut self, encoding: &'static Encoding, first: &[u8], last: std::ops::RangeInclusive<u8>) {
        let mut buffer = Vec::new();
        let mut lasts = Vec::new();
        for byte in last {
            buffer.extend_from_slice(first);
            // A line feed is part of no sequence: it keeps the cells apart.
            buffer.extend([byte, b'\n']);
            lasts.push(byte);
        }
        let (text, _) = encoding.decode_without_bom_handling(&buffer);
        for (cell, byte) in text.split('\n').zip(lasts) {
            let mut chars = cell.chars();
            if let (Some(c), None) = (chars.next(), chars.next())
                && c != '\u{FFFD}'
                && !c.is_ascii()
            {
                let mut bytes = first.to_vec();
                bytes.push(byte);
                self.add(c, Bytes::new(&bytes));
            }
        }
    }

    /// What other implementations show: private characters of older editions, single bytes that
    /// Windows lets through.
    fn add_other_ways(&mut self, encoding: &'static Encoding) {
        if encoding == GB18030 {
            for c in '\u{E000}'..='\u{F8FF}' {
                let mut buffer = [0; 4];
                let (bytes, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
                if !failed && bytes.len() == 2 {
                    self.add(c, Bytes::new(&bytes));
                }
            }
            self.add('€', Bytes::new(&[0x80]));
        }
        if encoding == SHIFT_JIS {
            self.add('\u{A0}', Bytes::new(&[0xA0]));
            self.add('\u{F8F0}', Bytes::new(&[0xA0]));
        }
    }

    fn add(&mut self, c: char, bytes: Bytes) {
        match self.plane.get_mut(c as usize) {
            Some(slot) if slot.is_none() => *slot = bytes,
            Some(slot) if *slot == bytes => {}
            // A single byte, such as GBK's 80 for the euro sign, is the rarer way.
            Some(slot) if slot.0 < bytes.0 && slot.0 < 0x100 => {
                let other = std::mem::replace(slot, bytes);
                self.more.push((c, other));
            }
            _ => self.more.push((c, bytes)),
        }
    }
}

/// The bytes a character may stand for in a decoder, likeliest first.
pub(crate) fn bytes_of(c: char, charset: usize) -> impl Iterator<Item = Bytes> {
    let table = &TABLES[charset];
    let control = matches!(c, '\u{80}'..='\u{9F}').then(|| Bytes(c as u32));
    let first = table.plane.get(c as usize).copied().filter(|b| !b.is_none());
    let from = table.more.partition_point(|(other, _)| *other < c);
    let more = table.more[from..].iter().take_while(move |(other, _)| *other == c).map(|(_, bytes)| *bytes);
    first.into_iter().chain(more).chain(control)
}

/// For each character of the basic plane the decoders in which it may begin a UTF-8 sequence, a bit each.
static STARTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let starts = |n: u32| {
        let Some(c) = char::from_u32(n) else { return 0 };
        (0..COUNT).filter(|&d| bytes_of(c, d).any(begins)).fold(0, |set, d| set | 1 << d)
    };
    (0..0x1_0000).map(starts).collect()
});

/// Whether bytes begin a UTF-8 sequence.
fn begins(bytes: Bytes) -> bool {
    let mut bytes = bytes.iter();
    matches!(bytes.next(), Some(0xC2..=0xF4)) && matches!(bytes.next(), None | Some(0x80..=0xBF))
}

/// The decoders in which a character may begin a UTF-8 sequence, a bit each.
pub(crate) fn starts(c: char) -> u8 {
    match c as u32 {
        // No decoder has bytes for selectors, marks of order or pictures: for these alone no table is read.
        ..0x2E80 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFFD | 0x1_0000..=0x1_FFFF => 0,
        n @ ..0x1_0000 => STARTS[n as usize],
        _ => (0..COUNT).filter(|&d| bytes_of(c, d).any(begins)).fold(0, |set, d| set | 1 << d),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_no_bytes_is_known_without_the_tables() {
        let few = ('\u{FE00}'..='\u{FE0F}').chain(['\u{FEFF}', '\u{FFFD}']).chain('\u{10000}'..='\u{1FFFF}');
        for c in few {
            assert!((0..COUNT).all(|d| bytes_of(c, d).next().is_none()), "{c:?}");
        }
    }

    #[test]
    fn what_a_decoder_shows_leads_back_to_the_bytes() {
        for (n, charset) in CHARSETS.iter().enumerate() {
            for pair in (0x81..=0xFEu8).flat_map(|a| (0x40..=0xFEu8).map(move |b| [a, b])) {
                let shown = charset.encoding.decode_without_bom_handling_and_without_replacement(&pair);
                let Some(text) = shown else { continue };
                if let [c] = text.chars().collect::<Vec<_>>()[..] {
                    assert!(bytes_of(c, n).any(|b| b.iter().eq(pair)), "{} {pair:X?} {c}", charset.label);
                }
            }
        }
    }
}
