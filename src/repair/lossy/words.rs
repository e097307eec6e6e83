//! The common words of English, learnt by `examples/learn_words.rs`: what stands on either side of a mark, and hardly
//! ever on either side of a letter.

/// One to a line, in order.
const WORDS: &str = include_str!("words.txt");

/// Whether a word of ASCII letters, in whatever case, is a common one. Of single letters `a` and `I` are.
pub(super) fn is_common(word: &str) -> bool {
    const LONGEST: usize = 24;
    if word.is_empty() || word.len() > LONGEST || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    if word.len() == 1 {
        return matches!(word, "a" | "A" | "I");
    }
    find(&word.to_ascii_lowercase())
}

/// The ASCII letters that a text ends with.
pub(super) fn last(text: &str) -> &str {
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    &text[text.len() - letters..]
}

/// The ASCII letters that a text begins with.
pub(super) fn first(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()]
}

/// Finds a line by halves.
fn find(word: &str) -> bool {
    let bytes = WORDS.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |n| low + n + 1);
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        match WORDS[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_they_stand_in_order() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert!(words.is_sorted());
        for word in words {
            assert!(is_common(word) == (word.len() > 1 || word == "a"), "{word}");
        }
        for word in ["I", "The", "WHICH", "a"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["", "b", "i", "gat", "zzz", "aaa", "château", "Târgu", "mâ"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
