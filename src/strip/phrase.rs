//! Phrases a whole line is compared with: words, `#` for a number, `*` for up to six words.
//!
//! Case, punctuation and quote styles do not count. Hundreds of phrases cost a line one look-up of
//! its first word.

use std::collections::HashMap;

/// Longest line a phrase can match, in words.
pub(crate) const LONGEST: usize = 40;

/// Words a `*` stands for at most.
const WILD: usize = 6;

/// A line as phrases see it; `None` when it is too long for any of them.
pub(crate) fn words(line: &str) -> Option<Vec<String>> {
    if line.len() > 600 {
        return None;
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        match c {
            '’' | '\'' | 'ʼ' => word.push('\''),
            '©' => words.push("©".to_owned()),
            // The small letter of `İ` is two characters, its dot the second.
            'İ' => word.push('i'),
            c if c.is_alphanumeric() || is_mark(c) => word.extend(c.to_lowercase()),
            ',' | '.' if word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() => {}
            _ => close(&mut word, &mut words),
        }
    }
    (words.len() <= LONGEST).then_some(words)
}

fn close(word: &mut String, words: &mut Vec<String>) {
    let text = word.trim_matches('\'');
    if !text.is_empty() {
        words.push(if is_number(text) { "#".to_owned() } else { text.to_owned() });
    }
    word.clear();
}

/// `12`, `1.2k`, `3rd`: a number as counters print it.
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len() && matches!(rest, "" | "k" | "m" | "b" | "th" | "st" | "nd" | "rd")
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{064b}'..='\u{0652}' | '\u{093a}'..='\u{094f}')
}

/// Phrases by their first word, each with a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
    wild: Vec<(Vec<String>, usize)>,
}

impl Phrases {
    /// Adds a phrase; `false` when it has no word of its own.
    pub(crate) fn add(&mut self, phrase: &str, value: usize) -> bool {
        let spaced = phrase.replace('#', " 0 ").replace('*', " * ");
        let mut pattern = Vec::new();
        for part in spaced.split_whitespace() {
            match part {
                "*" => pattern.push("*".to_owned()),
                part => pattern.extend(words(part).unwrap_or_default()),
            }
        }
        let Some(first) = pattern.first().cloned() else { return false };
        if pattern.iter().all(|w| w == "*") {
            return false;
        }
        match first.as_str() {
            "*" => self.wild.push((pattern, value)),
            _ => self.by_first.entry(first).or_default().push((pattern, value)),
        }
        true
    }

    /// The smallest value among the phrases a line matches, of those `wanted`.
    pub(crate) fn find(&self, line: &[String], wanted: &dyn Fn(usize) -> bool) -> Option<usize> {
        let first = self.by_first.get(line.first()?).into_iter().flatten();
        let fitting =
            first.chain(&self.wild).filter(|(pattern, value)| wanted(*value) && fits(pattern, line));
        fitting.map(|(_, value)| *value).min()
    }
}

/// Whether a pattern fits a line from end to end. Its `*` are few and short, so that trying costs little.
fn fits(pattern: &[String], line: &[String]) -> bool {
    let Some((head, rest)) = pattern.split_first() else { return line.is_empty() };
    if head == "*" {
        return (0..=WILD.min(line.len())).any(|n| fits(rest, &line[n..]));
    }
    line.first().is_some_and(|word| word == head) && fits(rest, &line[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_fit_whole_lines() {
        let table = [
            ("# comments", "12 Comments", true),
            ("# comments", "1,204 comments:", true),
            ("# comments", "He made 12 comments", false),
            ("share on *", "Share on Facebook (Opens in new window)", true),
            ("share on *", "share on", true),
            ("share on *", "Share on the day one two three four five six", false),
            ("* all rights reserved", "© 2024 Holm Mills. All rights reserved.", true),
            ("don't miss", "DON’T MISS:", true),
            ("search", "Search for survivors continues", false),
            ("ilgili haberler", "İlgili Haberler", true),
        ];
        for (phrase, line, expected) in table {
            let mut phrases = Phrases::default();
            assert!(phrases.add(phrase, 7));
            let found = phrases.find(&words(line).unwrap(), &|_| true);
            assert_eq!(found, expected.then_some(7), "{phrase:?} on {line:?}");
        }
    }

    #[test]
    fn a_phrase_needs_a_word() {
        assert!(!Phrases::default().add("* *", 0));
        assert!(!Phrases::default().add("—", 0));
    }
}
