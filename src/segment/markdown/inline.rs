//! Inline Markdown: links and images become their text, emphasis marks and escapes go.

use crate::model::{Span, Text};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is known of the text that markup stands in.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Verse and the like, whose marked line breaks stay.
    pub(super) breaks: bool,
    /// A row of a table, whose cells may hold escaped bars.
    pub(super) is_row: bool,
    /// Text that is no Markdown yet: what would become markup in it is found, that of HTML too.
    pub(super) is_plain: bool,
    /// Labels of links that the document defines.
    pub(super) labels: &'a BTreeSet<String>,
}

/// A label of links as labels are compared.
pub(super) fn label(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Longest label of a link, in bytes.
pub(super) const LONGEST_LABEL: usize = 200;

/// Appends `parts` of the source without their inline markup, joined by spaces or, where they are verse and the like
/// and the setting says that they may be, by the line breaks that are marked.
pub(super) fn append(source: &str, parts: &[Range<usize>], setting: Setting<'_>, text: &mut Text) {
    let breaks = setting.breaks;
    let Some(first) = parts.first() else { return };
    let end = parts.last().map_or(first.end, |p| p.end);
    let cuts = cuts(&source[first.start..end], setting);
    let mut cuts = cuts.iter().map(|c| c.start + first.start..c.end + first.start).peekable();
    for (i, part) in parts.iter().enumerate() {
        let is_broken = |i: usize| breaks && parts.get(i + 1).is_some_and(|next| !next.is_empty());
        if i > 0 && !part.is_empty() && !text.is_empty() {
            let mark = mark(source, &parts[i - 1], part.start).filter(|_| is_broken(i - 1));
            let joint = mark.map_or(" ", |_| "\n");
            text.replace(joint, Span::new(parts[i - 1].end - mark.unwrap_or_default(), part.start));
        }
        let next = parts.get(i + 1).filter(|_| is_broken(i));
        let end = part.end - next.and_then(|next| mark(source, part, next.start)).unwrap_or_default();
        let mut at = part.start;
        while at < end {
            while cuts.peek().is_some_and(|c| c.end <= at) {
                cuts.next();
            }
            let (stop, resume) = match cuts.peek() {
                Some(cut) if cut.start < end => (cut.start.max(at), cut.end.min(end)),
                _ => (end, end),
            };
            text.keep(&source[at..stop], Span::new(at, stop));
            at = resume;
        }
    }
}

/// Bytes at the end of a line that mark a line break before what stands at `next`: a backslash, or none where two blanks
/// stand behind the line.
fn mark(source: &str, line: &Range<usize>, next: usize) -> Option<usize> {
    let slashes = source[line.clone()].bytes().rev().take_while(|b| *b == b'\\').count();
    if slashes % 2 == 1 {
        return Some(1);
    }
    source[line.end..next].starts_with("  ").then_some(0)
}

/// A text in which nothing is taken for markup any more.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let setting = Setting { breaks: false, is_row: false, is_plain: true, labels: &BTreeSet::new() };
    let cuts = cuts(text, setting);
    let is_marked = |line: &str| line.ends_with('\\');
    if cuts.is_empty() && !text.lines().any(is_marked) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2 * cuts.len());
    let mut done = 0;
    for cut in cuts {
        out.push_str(&text[done..cut.start]);
        let mark = &text[cut.clone()];
        match mark.as_bytes()[0] {
            // Without its beginning a link has no end.
            b']' => out.push_str(mark),
            _ => out.extend(mark.chars().flat_map(|c| ['\\', c])),
        }
        done = cut.end;
    }
    out.push_str(&text[done..]);
    // A backslash at a line's end is a line break, unless another stands before it.
    let lines: Vec<String> = out
        .split('\n')
        .map(|line| {
            let slashes = line.bytes().rev().take_while(|b| *b == b'\\').count();
            format!("{line}{}", if slashes % 2 == 1 { "\\" } else { "" })
        })
        .collect();
    Cow::Owned(lines.join("\n"))
}

/// Whether a tag or comment of HTML, or a reference to a character, begins here.
fn is_html(bytes: &[u8], at: usize) -> bool {
    match (bytes[at], bytes.get(at + 1)) {
        (b'<', Some(next)) => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'),
        (b'&', Some(_)) => {
            let rest = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST_REFERENCE)];
            let name = rest.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
            name.is_some_and(|end| end > 0 && rest[end] == b';')
        }
        _ => false,
    }
}

/// Longest name of a character in HTML, its semicolon counted, in bytes.
const LONGEST_REFERENCE: usize = 33;

/// The stretches of markup in a text: sorted, disjoint.
fn cuts(text: &str, setting: Setting<'_>) -> Vec<Range<usize>> {
    if memchr::memchr3(b'*', b'_', b'[', text.as_bytes()).is_none()
        && memchr::memchr2(b'`', b'\\', text.as_bytes()).is_none()
        && !(setting.is_plain && memchr::memchr2(b'<', b'&', text.as_bytes()).is_some())
    {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut brackets: Vec<Range<usize>> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut code_end = 0;
    let mut at = 0;
    while at < bytes.len() {
        let next = match bytes[at] {
            b'\\' if setting.is_row && bytes.get(at + 1) == Some(&b'|') => at + 2,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                found.push(at..at + 1);
                at + 2
            }
            b'$' => formula_end(bytes, at),
            b'`' if at < code_end => at + 1,
            b'`' => {
                code_end = code(bytes, at, &mut found);
                // Once its ticks are escaped, what is inside is text as well.
                if setting.is_plain { ticks(bytes, at) } else { code_end }
            }
            b'<' | b'&' if setting.is_plain && is_html(bytes, at) => {
                found.push(at..at + 1);
                at + 1
            }
            b'!' if bytes.get(at + 1) == Some(&b'[') => {
                brackets.push(at..at + 2);
                at + 2
            }
            b'[' => {
                brackets.push(at..at + 1);
                at + 1
            }
            b']' => link(text, at, setting, &mut brackets, &mut found),
            b'*' | b'_' => emphasis(text, at, &mut marks, &mut found),
            _ => at + 1,
        };
        at = next;
    }
    found.sort_by_key(|c| c.start);
    found
}

/// Longest formula between dollar signs, in bytes.
const LONGEST_FORMULA: usize = 1000;

/// One past a formula between dollar signs, which keeps its backslashes; past the sign alone where none begins. Two
/// prices have no sign of a formula between them, and no dollar sign right behind a word.
fn formula_end(bytes: &[u8], at: usize) -> usize {
    let signs = bytes[at..].iter().take_while(|b| **b == b'$').count();
    let rest = &bytes[at + signs..];
    let is_blank = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
    if signs > 2 || signs == 1 && is_blank(rest.first()) {
        return at + signs;
    }
    let reach = &rest[..rest.len().min(LONGEST_FORMULA)];
    let close = memchr::memchr_iter(b'$', reach).find(|&n| n == 0 || reach[n - 1] != b'\\');
    let Some(close) = close else { return at + signs };
    let (inside, behind) = (&reach[..close], &rest[close..]);
    let closing = behind.iter().take_while(|b| **b == b'$').count();
    let is_tight = signs == 2 || !is_blank(inside.last()) && !behind.get(1).is_some_and(u8::is_ascii_digit);
    let is_formula = memchr::memchr3(b'\\', b'_', b'^', inside).is_some();
    if closing == signs && is_tight && is_formula { at + signs + close + closing } else { at + signs }
}

/// A code span on one line: its backticks go, its content is skipped.
fn code(bytes: &[u8], at: usize, found: &mut Vec<Range<usize>>) -> usize {
    let inside = ticks(bytes, at);
    let rest = &bytes[inside..];
    let reach = &rest[..rest.len().min(1000)];
    let Some(length) = memchr::memchr(b'`', reach) else { return inside };
    let close = inside + length;
    let end = ticks(bytes, close);
    if end - close != inside - at {
        return inside;
    }
    found.push(at..inside);
    found.push(close..end);
    end
}

/// One past the backticks that stand here.
fn ticks(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|&&b| b == b'`').count()
}

/// The end of a link's text: with a target behind it, or the label of one, the brackets and the target go.
fn link(
    text: &str,
    at: usize,
    setting: Setting<'_>,
    brackets: &mut Vec<Range<usize>>,
    found: &mut Vec<Range<usize>>,
) -> usize {
    let Some(open) = brackets.pop() else { return at + 1 };
    let bytes = text.as_bytes();
    let end = match bytes.get(at + 1) {
        Some(b'(') => target_end(bytes, at + 1),
        Some(b'[') => label_end(text, open.end..at, setting.labels),
        _ => None,
    };
    let Some(end) = end else { return at + 1 };
    found.push(open);
    found.push(at..end);
    end
}

/// One past the label behind a link's text, where the document defines it; an empty one is the text itself.
fn label_end(text: &str, words: Range<usize>, labels: &BTreeSet<String>) -> Option<usize> {
    if labels.is_empty() {
        return None;
    }
    let from = words.end + 2;
    let reach = text.floor_char_boundary((from + LONGEST_LABEL).min(text.len()));
    let named = &text[from..from + text.get(from..reach)?.find(']')?];
    let own = if named.is_empty() && words.len() < LONGEST_LABEL { &text[words] } else { named };
    labels.contains(&label(own)).then_some(from + named.len() + 1)
}

/// One past the bracket that closes the one at `open`.
fn target_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, b) in bytes[open..].iter().take(2000).enumerate() {
        match b {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(open + i + 1),
            b')' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// A run of `*` or `_` that is open.
struct Mark {
    range: Range<usize>,
    /// Whether it stands within a word.
    within: bool,
}

/// Whether a run of stars that stands between letters may end what another began: part of one word is emphasised,
/// longer than a factor of a product.
fn is_part_of_word(inside: &str) -> bool {
    inside.chars().nth(1).is_some() && inside.chars().all(char::is_alphabetic)
}

/// A run of `*` or `_`: closes the like run that is open, or opens one.
fn emphasis(text: &str, at: usize, marks: &mut Vec<Mark>, found: &mut Vec<Range<usize>>) -> usize {
    let bytes = text.as_bytes();
    let length = bytes[at..].iter().take_while(|&&b| b == bytes[at]).count();
    let end = at + length;
    let before = text[..at].chars().next_back();
    let after = text[end..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if length > 3 {
        return end;
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let within = bytes[at] == b'*' && is_letter(before) && is_letter(after);
    let closes = |m: &Mark| {
        bytes[m.range.start] == bytes[at]
            && m.range.len() == length
            && (!m.within && !within || is_part_of_word(&text[m.range.end..at]))
    };
    if !is_space(before) && (!is_word(after) || within) && marks.last().is_some_and(closes) {
        found.extend(marks.pop().map(|m| m.range));
        found.push(at..end);
    } else if !is_space(after) && (!is_word(before) || within) {
        // What is open at any time is bounded: real text nests two or three deep.
        if marks.len() > 16 {
            marks.clear();
        }
        marks.push(Mark { range: at..end, within });
    }
    end
}
