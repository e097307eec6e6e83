//! Lines that a page breaks inside a paragraph: those of verse, addresses and casts stay lines, those of running
//! text are joined.

use crate::model::Edit;

/// Lines there are at least, and words and characters of each at most, where lines are meant.
const FEWEST: usize = 3;
const WORDS: usize = 12;
const LONGEST: usize = 60;
/// Lines as long as this were broken at a margin, all but the last.
const MARGIN: usize = 45;
/// Characters before the end of a line, from which on it ends no label.
const RUNNING: usize = 20;

/// What becomes of the blanks that stand for the ends of lines, in bytes of the text.
pub(super) fn joints(text: &str, ends: &[usize]) -> Vec<Edit> {
    if ends.is_empty() {
        return Vec::new();
    }
    let meant = are_meant(text, ends);
    let joint = |&end: &usize| {
        let replacement = match () {
            () if meant => "\n",
            () if is_unspaced(text, end) => "",
            () => return None,
        };
        Some(Edit { range: end..end + 1, replacement: replacement.to_owned() })
    };
    ends.iter().filter_map(joint).collect()
}

/// Whether the lines of a text are its own.
fn are_meant(text: &str, ends: &[usize]) -> bool {
    let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
    let lines: Vec<&str> = starts
        .zip(ends.iter().copied().chain([text.len()]))
        .map(|(from, to)| text[from..to].trim())
        .collect();
    let length = |line: &str| line.chars().take(LONGEST + 1).count();
    let is_line = |line: &&str| {
        !line.is_empty()
            && length(line) <= LONGEST
            && line.split_whitespace().take(WORDS + 1).count() <= WORDS
    };
    let at_margin = lines[..lines.len() - 1].iter().all(|line| length(line) >= MARGIN);
    lines.len() >= FEWEST && !at_margin && lines.iter().all(is_line)
}

/// Whether a line ends between characters that no blank parts, inside running text.
fn is_unspaced(text: &str, end: usize) -> bool {
    let (before, after) = (&text[..end], &text[end + 1..]);
    let last = before.chars().next_back();
    let ends =
        last.is_some_and(|c| matches!(c, '。' | '、' | '！' | '？' | '，' | '；' | '」' | '』' | '…' | '”'));
    let runs = before.chars().rev().take_while(|c| is_dense(*c)).take(RUNNING).count() == RUNNING;
    last.is_some_and(is_dense) && after.starts_with(is_dense) && (ends || runs)
}

/// Characters of Chinese and Japanese and their marks.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '“' | '”' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_verse_stay_and_those_of_prose_are_joined() {
        let table = [
            (
                "Down to the weir|we ran by night,|the lamp held high.",
                "Down to the weir\nwe ran by night,\nthe lamp held high.",
            ),
            ("The weir|by Ann Poe", "The weir by Ann Poe"),
            (
                "The weir at Holm was mended on Monday by people|who had broken it a year ago and who say that|they never did.",
                "The weir at Holm was mended on Monday by people who had broken it a year ago and who say that they never did.",
            ),
            (
                "The weir at Holm was mended on Monday by people who had broken it a year ago.|Nobody came.|None.",
                "The weir at Holm was mended on Monday by people who had broken it a year ago. Nobody came. None.",
            ),
            (
                "水門は月曜日に直った。|そう言って、彼は笑った。",
                "水門は月曜日に直った。そう言って、彼は笑った。",
            ),
            ("名前|年齢", "名前 年齢"),
            ("水門 Holm|名前", "水門 Holm 名前"),
        ];
        for (broken, expected) in table {
            let ends: Vec<usize> = broken.match_indices('|').map(|(at, _)| at).collect();
            let text = broken.replace('|', " ");
            let mut out = String::new();
            let mut done = 0;
            for edit in joints(&text, &ends) {
                out.push_str(&text[done..edit.range.start]);
                out.push_str(&edit.replacement);
                done = edit.range.end;
            }
            out.push_str(&text[done..]);
            assert_eq!(out, expected, "{broken}");
        }
    }
}
