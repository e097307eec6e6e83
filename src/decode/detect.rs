//! Encodings told by statistics over the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};

/// The detector is fed so much, from just before the first byte that is not ASCII: on 394 files the
/// answer differed once from that on all of it, at twice the speed.
const WINDOW: usize = 16 << 10;
/// So much ASCII before it, because some encodings are told by what stands next to a word.
const BEFORE: usize = 64;
/// UTF-16 is told by so many code units at most.
const UNITS: usize = 32 << 10;

/// The most likely legacy encoding of bytes that are not UTF-8.
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(BEFORE);
    let window = &bytes[start..bytes.len().min(start + WINDOW)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(window, start + window.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether ASCII bytes are ISO-2022-JP: its escapes are there and all of it decodes.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let switches = |set: &[u8]| memchr::memmem::find(bytes, set).is_some();
    let is_candidate = switches(b"\x1B$B") || switches(b"\x1B$@");
    is_candidate && super::legacy::is_flawless(bytes, ISO_2022_JP)
}

/// UTF-16 without a mark, told by code units that are ASCII in one byte order and hardly ever in the other.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let (mut little, mut big, mut units, mut controls) = (0usize, 0usize, 0usize, 0usize);
    for pair in bytes.chunks_exact(2).take(UNITS) {
        units += 1;
        little += usize::from(pair[1] == 0 && is_text(pair[0]));
        big += usize::from(pair[0] == 0 && is_text(pair[1]));
        // The same in either order: numbers in a file of samples are no letters.
        let is_control = |high: u8, low: u8| high == 0 && low < b' ' && !is_text(low);
        controls += usize::from(is_control(pair[1], pair[0]) || is_control(pair[0], pair[1]));
    }
    if controls * 50 > units {
        return None;
    }
    // One unit in fifty is fewer than the spaces and line ends of any prose; Chinese and Japanese have
    // few spaces, but line ends and digits.
    let is_enough = |own: usize, other: usize| own * 50 >= units && own >= 2 && own > other * 8;
    let encoding = match (little, big) {
        (l, b) if is_enough(l, b) => UTF_16LE,
        (l, b) if is_enough(b, l) => UTF_16BE,
        _ => return None,
    };
    super::legacy::is_flawless(bytes, encoding).then_some(encoding)
}

/// ASCII that text is made of.
fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// How far bytes are UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct Utf8Damage {
    /// Well-formed sequences of more than one byte.
    sound: usize,
    /// Sequences UTF-8 does not allow.
    bad: usize,
    /// Whether the only fault is that the end is missing.
    is_cut: bool,
}

impl Utf8Damage {
    /// Sound enough to believe a label that says UTF-8.
    pub(super) fn is_mostly_sound(self) -> bool {
        self.is_cut || self.sound >= self.bad
    }

    /// Sound enough to need no label: in other encodings, sequences that are UTF-8 are rare accidents.
    pub(super) fn is_clearly_utf8(self) -> bool {
        self.sound > 0 && (self.is_cut || self.sound >= 3 * self.bad)
    }
}

/// Counts well-formed and malformed sequences; `None` where no byte is well-formed beyond ASCII.
pub(super) fn utf8_damage(bytes: &[u8]) -> Option<Utf8Damage> {
    let mut damage = Utf8Damage { sound: 0, bad: 0, is_cut: false };
    let mut cut = false;
    let end = bytes.as_ptr_range().end;
    for chunk in bytes.utf8_chunks() {
        damage.sound += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        let bad = chunk.invalid();
        damage.bad += usize::from(!bad.is_empty());
        cut = !bad.is_empty() && bad[0] >= 0xC2 && bad.as_ptr_range().end == end && bad.len() < width(bad[0]);
    }
    damage.is_cut = cut && damage.bad == 1;
    (damage.sound > 0).then_some(damage)
}

/// Length of the sequence a lead byte announces.
fn width(lead: u8) -> usize {
    match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}
