//! Which Han characters and Hangul syllables are common: those that the national standards of the
//! 1980s put into their first plane, read out of the encodings that carry them.

use std::sync::LazyLock;

const FIRST: u32 = 0x4E00;
const END: u32 = 0xD7A4;

static COMMON: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut set = vec![0u64; ((END - FIRST) as usize).div_ceil(64)];
    let mut add = |encoding: &'static encoding_rs::Encoding,
                   rows: std::ops::RangeInclusive<u8>,
                   cells: std::ops::RangeInclusive<u8>| {
        for row in rows {
            for cell in cells.clone() {
                let bytes = [row, cell];
                let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes) else {
                    continue;
                };
                for at in
                    text.chars().filter_map(|c| (c as u32).checked_sub(FIRST)).filter(|&at| at < END - FIRST)
                {
                    set[at as usize / 64] |= 1 << (at % 64);
                }
            }
        }
    };
    add(encoding_rs::GBK, 0xB0..=0xD7, 0xA1..=0xFE);
    add(encoding_rs::EUC_JP, 0xB0..=0xCF, 0xA1..=0xFE);
    add(encoding_rs::EUC_KR, 0xB0..=0xC8, 0xA1..=0xFE);
    add(encoding_rs::BIG5, 0xA4..=0xC6, 0x40..=0xFE);
    set
});

/// Whether a Han character or Hangul syllable is among the common ones.
pub(crate) fn is_common(c: char) -> bool {
    let Some(at) = (c as u32).checked_sub(FIRST) else { return false };
    COMMON.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}
