//! The article's text as the page's metadata has it, to be found again among the blocks.
//!
//! It is written for machines: without headings and captions more often than not, cut short on some
//! pages, with markup on others. So it is taken for evidence, never for the text.

use crate::hash;
use std::collections::HashSet;

/// Letters that are compared at once.
const WINDOW: usize = 16;
/// Of the windows of a block one in so many may be missing: links and marks are written differently.
const MISSING: usize = 4;

/// A text that knows what stands in it.
pub(super) struct Body {
    windows: HashSet<u64>,
    /// Letters and digits.
    pub(super) letters: usize,
}

impl Body {
    /// `text` as the metadata has it.
    pub(super) fn new(text: &str) -> Self {
        let text = htmlize::unescape(text);
        let letters = folded(&without_tags(&text));
        Self { windows: windows(&letters).collect(), letters: letters.len() }
    }

    /// Letters and digits of a block that stands in it, all but a few words of it; else `None`.
    pub(super) fn finds(&self, block: &str) -> Option<usize> {
        let letters = folded(block);
        let of = windows(&letters).count();
        let found = windows(&letters).filter(|window| self.windows.contains(window)).count();
        (of > 0 && (of - found) * MISSING <= of).then_some(letters.len())
    }
}

fn windows(letters: &[char]) -> impl Iterator<Item = u64> {
    letters.windows(WINDOW).map(|w| hash::of_chars(w.iter().copied()))
}

fn folded(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, part) in text.split('<').enumerate() {
        let words = part.find('>').filter(|_| n > 0).map_or(part, |at| &part[at + 1..]);
        out.push_str(words);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_again() {
        let body =
            Body::new("&lt;p>The ferry to Holm left at seven.&lt;/p>The skipper’s son was asleep on deck.");
        for yes in ["The ferry to Holm left at seven.", "The skipper's son was asleep on deck."] {
            assert!(body.finds(yes).is_some(), "{yes}");
        }
        for no in [
            "The ferry to Lund left at eight, and nobody came.",
            "Holm",
            "",
            "Skippers asleep in other boats",
        ] {
            assert!(body.finds(no).is_none(), "{no}");
        }
    }
}
