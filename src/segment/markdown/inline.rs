//! Inline Markdown: links and images become their text, emphasis marks and escapes go.

use crate::model::{Span, Text};
use std::ops::Range;

/// Appends `parts` of the source without their inline markup, joined by spaces or, where they are verse and the like
/// and `breaks` says that they may be, by the line breaks that are marked.
pub(super) fn append(source: &str, parts: &[Range<usize>], breaks: bool, text: &mut Text) {
    let Some(first) = parts.first() else { return };
    let end = parts.last().map_or(first.end, |p| p.end);
    let cuts = cuts(&source[first.start..end]);
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

/// The stretches of markup in a text: sorted, disjoint.
fn cuts(text: &str) -> Vec<Range<usize>> {
    if memchr::memchr3(b'*', b'_', b'[', text.as_bytes()).is_none()
        && memchr::memchr2(b'`', b'\\', text.as_bytes()).is_none()
    {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut brackets: Vec<Range<usize>> = Vec::new();
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let next = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                found.push(at..at + 1);
                at + 2
            }
            b'`' => code(bytes, at, &mut found),
            b'!' if bytes.get(at + 1) == Some(&b'[') => {
                brackets.push(at..at + 2);
                at + 2
            }
            b'[' => {
                brackets.push(at..at + 1);
                at + 1
            }
            b']' => link(bytes, at, &mut brackets, &mut found),
            b'*' | b'_' => emphasis(text, at, &mut marks, &mut found),
            _ => at + 1,
        };
        at = next;
    }
    found.sort_by_key(|c| c.start);
    found
}

/// A code span on one line: its backticks go, its content is skipped.
fn code(bytes: &[u8], at: usize, found: &mut Vec<Range<usize>>) -> usize {
    let ticks = bytes[at..].iter().take_while(|&&b| b == b'`').count();
    let rest = &bytes[at + ticks..];
    let reach = &rest[..rest.len().min(1000)];
    let Some(length) = memchr::memchr(b'`', reach) else { return at + ticks };
    let close = at + ticks + length;
    let closing = bytes[close..].iter().take_while(|&&b| b == b'`').count();
    if closing != ticks {
        return at + ticks;
    }
    found.push(at..at + ticks);
    found.push(close..close + ticks);
    close + ticks
}

/// The end of a link's text: with a target behind it, the brackets and the target go.
fn link(bytes: &[u8], at: usize, brackets: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) -> usize {
    let Some(open) = brackets.pop() else { return at + 1 };
    let end = match bytes.get(at + 1) {
        Some(b'(') => target_end(bytes, at + 1),
        _ => None,
    };
    let Some(end) = end else { return at + 1 };
    found.push(open);
    found.push(at..end);
    end
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

/// A run of `*` or `_`: closes the like run that is open, or opens one.
fn emphasis(text: &str, at: usize, marks: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) -> usize {
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
    let like = |m: &Range<usize>| bytes[m.start] == bytes[at] && m.len() == length;
    if !is_space(before) && !is_word(after) && marks.last().is_some_and(like) {
        found.extend(marks.pop());
        found.push(at..end);
    } else if !is_space(after) && !is_word(before) {
        // What is open at any time is bounded: real text nests two or three deep.
        if marks.len() > 16 {
            marks.clear();
        }
        marks.push(at..end);
    }
    end
}
