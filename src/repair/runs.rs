//! The cheap gate: stretches of non-ASCII characters that can hold damage, found at the speed of a
//! memory scan.

use super::disguise::{cover, folded};
use super::tables::places_of;
use super::{alphabets, families, legacy, multibyte, spaces};
use std::ops::Range;

/// Offset of the first byte at or after `from` with its high bit set.
fn next_high(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let rest = bytes.get(from..)?;
    let (words, tail) = rest.as_chunks::<8>();
    let (blocks, words) = words.as_chunks::<4>();
    let high = |word: &[u8; 8]| u64::from_le_bytes(*word) & HIGH;
    let first = |word: &[u8; 8]| high(word).trailing_zeros() as usize / 8;
    for (n, block) in blocks.iter().enumerate() {
        if block.iter().fold(0, |all, word| all | high(word)) != 0 {
            let w = block.iter().position(|word| high(word) != 0)?;
            return Some(from + n * 32 + w * 8 + first(&block[w]));
        }
    }
    let done = from + blocks.len() * 32;
    if let Some(w) = words.iter().position(|word| high(word) != 0) {
        return Some(done + w * 8 + first(&words[w]));
    }
    let done = done + words.len() * 8;
    tail.iter().position(|b| *b >= 0x80).map(|at| done + at)
}

/// The lines that hold characters beyond ASCII, each with its end, in order.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut done = 0;
    std::iter::from_fn(move || {
        let high = next_high(bytes, done)?;
        let start = memchr::memrchr(b'\n', &bytes[done..high]).map_or(done, |n| done + n + 1);
        done = memchr::memchr(b'\n', &bytes[high..]).map_or(bytes.len(), |n| high + n + 1);
        Some(start..done)
    })
}

/// Maximal runs of non-ASCII characters, in order.
pub(crate) struct Runs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Runs<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

/// The runs of a text that can hold damage of any sort, in order; of clean text none.
pub(crate) struct Suspects<'t> {
    runs: Runs<'t>,
    /// What was seen of the line so far.
    gate: legacy::Gate,
    /// Where the last run ended.
    seen: usize,
}

impl<'t> Suspects<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { runs: Runs::new(text), gate: legacy::Gate::default(), seen: 0 }
    }
}

impl Iterator for Suspects<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let text = self.runs.text;
        let bytes = text.as_bytes();
        loop {
            let run = self.runs.next()?;
            // Most runs leave no trace in the gate, and then lines need not be told apart.
            if self.gate.has_seen() && memchr::memchr(b'\n', &bytes[self.seen..run.start]).is_some() {
                self.gate = legacy::Gate::default();
            }
            self.seen = run.end;
            let before = run.start.checked_sub(1).map(|at| bytes[at]);
            let after = bytes.get(run.end).copied();
            self.gate.look(&text[run.clone()], before, &bytes[run.end..]);
            let is_disguised = match (before, after) {
                (_, Some(b'*' | b'_')) if cover::is_emphasis(&bytes[run.end..]) => true,
                (Some(b'A'), _) => folded::may_be_stripped(text, &run),
                (Some(b'n'), Some(b't')) => {
                    legacy::marks::may_be_apostrophe(&text[run.clone()], &bytes[run.end..])
                }
                _ => false,
            };
            if self.gate.is_open() || is_disguised || may_hold_damage(&text[run.clone()]) {
                return Some(run);
            }
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let start = next_high(bytes, self.at)?;
        let len = bytes[start..].iter().position(u8::is_ascii);
        let end = len.map_or(bytes.len(), |n| start + n);
        self.at = end;
        Some(start..end)
    }
}

/// Characters beyond ASCII in the order of their numbers from which on a line is a table of them.
const TABLE: usize = 12;

/// Letters in both cases side by side, and letters of a list that stands in capitals as well, from which on a line is
/// an alphabet.
const PAIRS: usize = 3;
const LISTED: usize = 5;

/// Whether a line shows characters in the order of their numbers, as a table of an encoding does, or the letters of an
/// alphabet in both cases.
pub(crate) fn is_table(line: &str) -> bool {
    is_in_order(line) || is_alphabet(line)
}

/// Letters in both cases: `аАбБвВ`, `áéíóúÁÉÍÓÚ`.
fn is_alphabet(line: &str) -> bool {
    let bytes = line.as_bytes();
    Runs::new(line).any(|run| {
        // What goes on as a word does is one.
        let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
        if run.len() < 4 * PAIRS || letter(bytes.get(run.start.wrapping_sub(1))) || letter(bytes.get(run.end))
        {
            return false;
        }
        let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
        let chars: Vec<char> = line[run].chars().collect();
        let pairs = chars.chunks_exact(2).take_while(|p| p[0] != p[1] && lower(p[0]) == lower(p[1])).count();
        let half = chars.len() / 2;
        let is_doubled = half >= LISTED
            && chars.len().is_multiple_of(2)
            && chars[..half].iter().zip(&chars[half..]).all(|(a, b)| a != b && lower(*a) == lower(*b));
        pairs >= PAIRS || is_doubled
    })
}

fn is_in_order(line: &str) -> bool {
    let high = || line.chars().filter(|c| !c.is_ascii());
    let ascending = high().zip(high().skip(1)).filter(|(a, b)| u32::from(*a) + 1 == u32::from(*b)).count();
    ascending >= TABLE && ascending * 2 >= high().count()
}

/// Whether a run can hold UTF-8 read wrongly, through single bytes or several.
fn may_hold_damage(run: &str) -> bool {
    is_suspect(run) || multibyte::is_suspect(run)
}

/// Whether a run can hold damage at all: a sequence seen through some decoder, the remnant of one, or a
/// control character. Stops the commonest clean runs (one typographic mark) without a table.
pub(crate) fn is_suspect(run: &str) -> bool {
    let bytes = run.as_bytes();
    if bytes.len() == 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 {
        return false;
    }
    let mut chars = run.chars();
    let Some(first) = chars.next() else { return false };
    // The decoders in which the last one, two and three characters may begin a sequence that goes on.
    let [mut two, mut three, mut four] = begun(first, [0; 3]);
    let mut alone = true;
    for c in chars {
        if two & places_of(c).tail != 0 || families::may_begin(c) || spaces::may_be_first(c) {
            return true;
        }
        [two, three, four] = begun(c, [two, three, four]);
        alone = false;
    }
    let may_begin = if alone { families::may_be_all } else { families::may_begin };
    may_begin(first) || spaces::may_be_first(first)
}

/// The decoders in which one more character, two more, and three more complete a sequence.
fn begun(c: char, [_, two_more, three_more]: [u64; 3]) -> [u64; 3] {
    let places = places_of(c);
    [places.lead2 | two_more & places.tail, places.lead3 | three_more & places.tail, places.lead4]
}

/// Whether a run that can hold damage is as likely a letter or two of a clean word: a letter that a lost mark
/// leaves too, within a word that goes on as words do, or small letters that some language writes both.
pub(crate) fn is_in_word(text: &str, run: &Range<usize>) -> bool {
    let mut chars = text[run.clone()].chars();
    let Some(first) = chars.next().filter(|c| c.is_lowercase()) else { return false };
    if chars.as_str().is_empty() {
        if !families::may_be_all(first) {
            return false;
        }
        let rest = &text[run.end..];
        let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        // What a lost apostrophe leaves: `itâs`, `donât`, `lâeau`.
        let is_clipped = matches!(&rest[..end], "s" | "t" | "re" | "ve" | "ll" | "d" | "m");
        return end > 0 && !is_clipped && !rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    }
    let shared = chars.try_fold(alphabets::languages(first), |shared, c| {
        Some(shared & alphabets::languages(c)).filter(|_| c.is_lowercase())
    });
    shared.is_some_and(|languages| languages != 0)
}

#[cfg(test)]
mod tests {
    use super::{is_in_word, is_suspect};

    #[test]
    fn only_whole_sequences_and_what_marks_leave_are_suspect() {
        // The last is the beginning of three bytes of which only two are there.
        for (run, suspect) in [
            ("Ã©", true),
            ("â€™", true),
            ("â", true),
            ("â€", true),
            ("é", false),
            ("é\u{A0}", false),
            ("ó\u{A0}", false),
        ] {
            assert_eq!(is_suspect(run), suspect, "{run}");
        }
    }

    #[test]
    fn alphabets_are_tables() {
        for (line, expected) in [
            ("аАбБвВгГдДеЕ", true),
            ("alphabet = 'ñáéíóúüÑÁÉÍÓÚÜ'", true),
            ("аббат и аббатиса", false),
            ("ÑÐ°ÑÐ¾ÑÐ¸", false),
            ("Ääkköset, Öölanti", false),
        ] {
            assert_eq!(super::is_table(line), expected, "{line}");
        }
    }

    #[test]
    fn letters_of_a_word_are_told_from_what_lost_marks_leave() {
        for (text, letter, in_word) in [
            ("une tâche", "â", true),
            ("le théâtre", "éâ", true),
            ("trzeba iść dalej", "ść", true),
            ("itâs late", "â", false),
            ("donât go", "â", false),
            ("lâeau froide", "â", false),
            ("the end.â Then", "â", false),
            ("Ã© alone", "Ã©", false),
        ] {
            let start = text.find(letter).expect("there");
            assert_eq!(is_in_word(text, &(start..start + letter.len())), in_word, "{text}");
        }
    }
}
