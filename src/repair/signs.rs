//! The gate: whether a text may hold damage at all, in characters beyond ASCII or in what ASCII writes: references and
//! escapes that may hide damage, question marks that may stand for letters.
//!
//! Lines are looked at some at a time, each in every way, so that a long text comes from memory once.

use super::disguise::{cover, escaped};
use super::lost::questions;
use super::runs::Suspects;

/// Bytes looked at together, and the rest of their last line.
const CHUNK: usize = 1 << 15;

/// What a text may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    /// Characters beyond ASCII that can be damage.
    pub(crate) suspects: bool,
    /// References of characters.
    pub(crate) references: bool,
    /// Escapes of bytes beyond ASCII.
    pub(crate) escapes: bool,
    /// Question marks where letters were.
    pub(crate) questions: bool,
}

impl Signs {
    const ALL: Self = Self { suspects: true, references: true, escapes: true, questions: true };

    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut signs = Self::default();
        let (mut start, mut marks) = (0, 0);
        while start < bytes.len() && signs != Self::ALL {
            let end = (start + CHUNK).min(bytes.len());
            let end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |n| end + n + 1);
            let lines = &text[start..end];
            signs.look(lines);
            if marks < questions::FEWEST {
                marks += questions::count(lines, questions::FEWEST);
                signs.questions = marks >= questions::FEWEST;
            }
            start = end;
        }
        signs
    }

    /// Takes in some lines.
    fn look(&mut self, lines: &str) {
        let bytes = lines.as_bytes();
        self.suspects = self.suspects || Suspects::new(lines).next().is_some();
        for at in memchr::memchr3_iter(b'&', b'%', b'\\', bytes) {
            self.references = self.references || cover::may_begin(&bytes[at..]);
            self.escapes = self.escapes || escaped::may_begin(&bytes[at..]);
            if self.references && self.escapes {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Signs};

    #[test]
    fn signs_are_found_wherever_they_stand_and_only_where_they_may_mean_something() {
        let none = Signs::default();
        let suspects = Signs { suspects: true, ..none };
        let references = Signs { references: true, ..none };
        let escapes = Signs { escapes: true, ..none };
        let questions = Signs { questions: true, ..none };
        for (text, signs) in [
            ("Why? R&D is up 5% (C:\\temp); why not?? Really?", none),
            ("“Why?” and “what?” and “who?” and “which?”", none),
            ("The cafÃ© is shut.", suspects),
            ("A &acirc; here", references),
            ("A &#226; here", references),
            ("caf%C3%A9", escapes),
            ("caf\\u00e9", escapes),
            ("caf\\xc3\\xa9", escapes),
            ("prze?om, ja?ni, g?owa", questions),
            ("a ???? b ??? ???", questions),
        ] {
            assert_eq!(Signs::of(text), signs, "{text}");
            for filler in ["a ", "a\n"] {
                let late = format!("{}{text}", filler.repeat(CHUNK / 2 - 2));
                assert_eq!(Signs::of(&late), signs, "{text}");
            }
        }
    }
}
