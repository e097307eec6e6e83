//! Lines that name an article's author.

/// Words a byline begins with, in lower case.
const OPENERS: &[&str] = &[
    "by",
    "written by",
    "story by",
    "words by",
    "reported by",
    "author:",
    "authors:",
    "von",
    "autor:",
    "autorin:",
    "par",
    "auteur :",
    "auteur:",
    "por",
    "di",
    "door",
    "autorzy:",
    "tekst:",
    "автор:",
    "текст:",
    "yazan:",
];

/// Small words inside and between names.
const PARTICLES: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "i", "и", "ve", "de", "da", "di", "del", "della", "der", "den",
    "van", "von", "la", "le", "du", "dos", "bin", "al", "of", "for", "the", "&", "|", "-", "–", "/", "with",
];

/// The name in a byline, in bytes of the text; `None` where the line is none.
pub(crate) fn name(text: &str) -> Option<std::ops::Range<usize>> {
    if text.len() > 120 || text.ends_with(['!', '?', ':', '…']) {
        return None;
    }
    let opener = OPENERS.iter().filter(|o| begins(text, o)).max_by_key(|o| o.len())?;
    let rest = text[opener.len()..].trim_start();
    let start = text.len() - rest.len();
    is_name(rest.trim_end_matches('.')).then_some(start..text.len())
}

/// Whether a line is the word over a name that stands on the next.
pub(crate) fn is_opener(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    OPENERS.iter().any(|o| o.trim_end_matches([' ', ':']) == text.trim_end_matches([' ', ':']))
}

/// Whether `text` begins with the words of `opener`.
fn begins(text: &str, opener: &str) -> bool {
    let Some(head) = text.get(..opener.len()) else { return false };
    let spaced = text[opener.len()..].starts_with(char::is_whitespace);
    // "von" and the like begin sentences too: small letters are a byline's only on a short line.
    spaced && head.to_lowercase() == *opener && (head.starts_with(char::is_uppercase) || text.len() < 60)
}

/// Names, their particles, and what goes with them: a masthead, a role after a comma.
fn is_name(rest: &str) -> bool {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let capital = |w: &&&str| {
        w.trim_start_matches(['(', '“', '"', '@'])
            .starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
    };
    let small = |w: &&&str| PARTICLES.contains(&w.to_lowercase().as_str());
    let capitals = words.iter().filter(capital).count();
    let others = words.iter().filter(|w| !capital(w) && !small(w)).count();
    let named = capitals > 0 && others == 0 && words.first().is_some_and(|w| capital(&w));
    (1..=12).contains(&words.len()) && named && is_initialled(rest)
}

/// Whether every full stop in a name follows an initial or a short title.
fn is_initialled(rest: &str) -> bool {
    rest.split_whitespace().filter(|w| w.ends_with('.')).all(|w| w.chars().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences() {
        let table = [
            ("By Ann Poe", Some("Ann Poe")),
            ("By Ann Poe and Lars van der Holm", Some("Ann Poe and Lars van der Holm")),
            ("BY J. R. POE", Some("J. R. POE")),
            ("Written by Ann Poe, Staff Writer", Some("Ann Poe, Staff Writer")),
            ("Von Grete Holm", Some("Grete Holm")),
            ("By Monday the river had fallen", None),
            ("By any measure, a success", None),
            ("Byron Poe", None),
            ("By", None),
            ("By the River", None),
        ];
        for (text, expected) in table {
            assert_eq!(name(text).map(|r| &text[r]), expected, "{text:?}");
        }
    }
}
