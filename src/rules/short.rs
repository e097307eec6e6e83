//! Words of one or two letters: `i`, `we`, `to`. An automaton would stop at every `i` of a text, so they are looked
//! for word by word.

use super::fold::joins_word;
use std::ops::Range;

/// The short words of a lexicon by their letters; 0 where there is none, else the number of the literal and 1.
#[derive(Debug)]
pub(super) struct ShortWords(Box<[u32]>);

/// Kinds of letters, and none.
const KINDS: usize = 37;

impl ShortWords {
    /// Those among numbered literals.
    pub(super) fn new(texts: &[String]) -> Self {
        let mut table = vec![0; KINDS * KINDS];
        for (number, text) in (1..).zip(texts).filter(|(_, text)| Self::is_one(text)) {
            table[place(text.as_bytes())] = number;
        }
        Self(table.into())
    }

    /// Whether a literal of a levelled text is one.
    pub(super) fn is_one(text: &str) -> bool {
        (1..=2).contains(&text.len()) && text.bytes().all(is_letter)
    }

    /// Every place where one stands as a whole word.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(u32, Range<usize>)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let is_part = |byte: &u8| is_letter(*byte) || *byte == b'_';
            let len = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
            let range = at..at + len;
            at = range.end + 1;
            if let Some(literal) = self.literal(&bytes[range.clone()])
                && is_alone(text, &range)
            {
                found(literal, range);
            }
        }
    }

    /// Every place where one stands, in words, too.
    pub(super) fn scan_all(&self, text: &str, mut found: impl FnMut(u32, Range<usize>)) {
        for len in 1..=2 {
            for (at, letters) in text.as_bytes().windows(len).enumerate() {
                if let Some(literal) = self.literal(letters) {
                    found(literal, at..at + len);
                }
            }
        }
    }

    fn literal(&self, letters: &[u8]) -> Option<u32> {
        let fits = (1..=2).contains(&letters.len()) && letters.iter().all(|byte| is_letter(*byte));
        fits.then(|| self.0[place(letters)])?.checked_sub(1)
    }
}

/// Whether no word goes on before and behind a range between ASCII marks, or other characters.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && joins_word(c));
    !goes_on(text[..range.start].chars().next_back()) && !goes_on(text[range.end..].chars().next())
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// The place of letters in the table.
fn place(letters: &[u8]) -> usize {
    let kind = |byte: &u8| match byte {
        b'0'..=b'9' => usize::from(byte - b'0') + 27,
        _ => usize::from(byte - b'a') + 1,
    };
    letters.iter().fold(0, |sum, byte| sum * KINDS + kind(byte))
}

#[cfg(test)]
mod tests {
    use super::ShortWords;

    #[test]
    fn short_words_stand_alone() {
        let short = ShortWords::new(&["i".to_owned(), "mill".to_owned(), "we".to_owned(), "9".to_owned()]);
        let found = |text: &str| {
            let mut found = Vec::new();
            short.scan(text, |literal, range| found.push((literal, range.start)));
            found
        };
        assert_eq!(found("i, we"), [(0, 0), (2, 3)]);
        assert_eq!(found("we'd; (i)"), [(2, 0), (0, 7)]);
        assert_eq!(found("it weighs 90, i_9"), []);
        assert_eq!(found("éi wé ‘we’ 9é"), [(2, 11)]);
        // Where words are not parted by blanks.
        assert_eq!(found("国we国"), [(2, 3)]);
        let mut all = 0;
        short.scan_all("iwe", |_, _| all += 1);
        assert_eq!(all, 2);
    }
}
