//! Headings of plain text, told by their form and what follows them.

use crate::model::{Block, Form};

/// Longest heading, in characters.
const LONGEST: usize = 120;

/// Turns paragraphs that look like headings and stand over running text into headings.
pub(super) fn find(blocks: &mut [Block]) {
    let mut below = Below::End;
    for block in blocks.iter_mut().rev() {
        if block.form == Form::Paragraph {
            let text = block.text.as_str();
            let heads = matches!(below, Below::Prose)
                || (below == Below::List && text.len() < 60 && !text.ends_with(':'));
            if heads && has_form(text) && !is_row(text) && !is_said(text) {
                block.form = Form::Heading(0);
            }
        }
        below = below.seen(block);
    }
}

/// What stands under a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Prose,
    List,
    Short,
    End,
}

impl Below {
    fn seen(self, block: &Block) -> Self {
        match block.form {
            Form::Comment => self,
            Form::Item { .. } => Self::List,
            Form::Paragraph if is_prose(block.text.as_str()) => Self::Prose,
            _ => Self::Short,
        }
    }
}

/// Whether a text is running text: long enough, with a sentence's end.
pub(crate) fn is_prose(text: &str) -> bool {
    let long = text.chars().take(LONGEST).count() >= 60 || text.split_whitespace().take(9).count() > 8;
    long && text
        .trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', ']'])
        .ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '۔', '।'])
}

/// Whether a text has the form of a heading: short, one line, no sentence's end, and beginning as headings do.
pub(crate) fn has_form(text: &str) -> bool {
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST || text.split_whitespace().count() > 16 {
        return false;
    }
    let Some(first) = text.chars().next() else { return false };
    let begins = !first.is_lowercase()
        && (first.is_alphanumeric()
            || matches!(first, '"' | '“' | '‘' | '\'' | '¿' | '¡' | '«' | '„' | '#' | '('));
    let ends = !text.ends_with(['.', ',', ';', '…', '。', '、', '*', '→', '>'])
        && !ends_inside(text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(". "));
    begins && ends && text.chars().any(char::is_alphabetic)
}

/// Whether a text is a row of a table or of facts.
fn is_row(text: &str) -> bool {
    text.contains(['\t', '|'])
}

/// Whether a text ends with what somebody said, and tells before it who did.
fn is_said(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '“', '’', '\'', '»', '」', ' ', '\u{A0}', '\u{202F}']);
    let is_closed = bare.len() < text.len() && bare.ends_with(['.', '!', '?', '…', '。']);
    is_closed && text.contains([':', '：', ','])
}

/// Whether a sentence ends inside a text. A full stop behind an initial or a short title ends none (`Rep. Jo M. Poe`),
/// nor does one that makes an ordinal of one or two digits.
fn ends_inside(text: &str) -> bool {
    let shortens = |at: usize| {
        let word = text[..at].rsplit([' ', '.', '(', '“', '"']).next().unwrap_or_default();
        let is_ordinal = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        word.starts_with(char::is_uppercase) && word.chars().count() <= 4
            || matches!(word, "vs" | "v")
            || is_ordinal
    };
    text.match_indices(". ").any(|(at, _)| !shortens(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_quotations_are_no_headings() {
        for text in [
            "The miller said: “We had no choice.”",
            "She said: \"I should have left.\"",
            "« Assez ! », dit-il : « Assez. »",
        ] {
            assert!(is_said(text), "{text}");
        }
        for text in
            ["“A Cold Start”", "Can the Mill Be Saved?", "The miller: “No Choice”", "“We Had No Choice!”"]
        {
            assert!(!is_said(text), "{text}");
        }
        assert!(
            is_row("Holm\t1,455\t1,502") && is_row("Flour: 180 g | Salt: 9 g") && !is_row("Flour: 180 g")
        );
    }

    #[test]
    fn form_of_headings() {
        for yes in [
            "Three Aims: Cost, Speed, Care",
            "Can the Mill Be Saved?",
            "“A Cold Start”",
            "2. What it costs",
            "Rep. Jo M. Poe Pleads Guilty in Holm",
            "St. Holm vs. Windle: A Draw",
            "Die Ergebnisse vom 22. Spieltag",
            "水資源の管理",
        ] {
            assert!(has_form(yes), "{yes:?}");
        }
        for no in [
            "He left.",
            "and then more",
            "Mr. Hale spoke. He left",
            "She went. He left",
            "It was 1999. He left",
            "",
            "— — —",
            "Read on →",
            "Yes, but,",
        ] {
            assert!(!has_form(no), "{no:?}");
        }
    }
}
