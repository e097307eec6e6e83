//! Front matter: simple `key: value` lines and lists between two `---` lines, or `key = value` between two `+++` lines.

use crate::model::{Block, Form, Span, Text};
use crate::segment::line::Line;

/// Keys with a meaning for an article, and the names used for them.
const KEYS: &[(&str, &str)] = &[
    ("title", "title"),
    ("headline", "title"),
    ("date", "date"),
    ("published", "date"),
    ("pubdate", "date"),
    ("publishdate", "date"),
    ("datepublished", "date"),
    ("author", "author"),
    ("authors", "author"),
    ("byline", "author"),
    ("description", "description"),
    ("summary", "description"),
    ("excerpt", "description"),
    ("subtitle", "description"),
    ("tags", "tags"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("lang", "language"),
    ("language", "language"),
    ("section", "section"),
    ("url", "url"),
    ("canonical", "url"),
];

/// The name of a metadata field; `field` for one without a meaning here.
pub(super) fn name(key: &str) -> &'static str {
    let key: String = key.chars().filter(|c| c.is_alphanumeric()).take(32).collect::<String>().to_lowercase();
    KEYS.iter().find(|(k, _)| *k == key).map_or("field", |(_, name)| name)
}

/// The fields, and the number of lines they take; none where the text has no front matter.
/// The fences belong to the first and the last field.
pub(super) fn read(text: &str, lines: &[Line]) -> (Vec<Block>, usize) {
    let Some((close, mark)) = fence(text, lines) else { return (Vec::new(), 0) };
    let mut blocks: Vec<Block> = Vec::new();
    let mut key = "field";
    for line in &lines[1..close] {
        let content = line.of(text);
        let field;
        let value = match split(content, mark) {
            Some((name_of, at)) if line.indent == 0 => {
                key = name(name_of);
                field = key;
                line.start + at..line.end
            }
            _ => {
                let item = content.strip_prefix("- ").unwrap_or(content).trim_start();
                // What an author is called, among what else is known of them.
                let named = split(item, ':').filter(|_| key == "author");
                field = if named.is_some_and(|(key, _)| key != "name") { "field" } else { key };
                line.end - item.len() + named.map_or(0, |(_, at)| at)..line.end
            }
        };
        let value = bare(text, value);
        let is_next =
            |last: &Block| last.form == Form::Meta("author") && !last.text.is_empty() && !value.is_empty();
        if field == "author"
            && line.indent + usize::from(content.starts_with('-')) > 0
            && let Some(last) = blocks.last_mut().filter(|last| is_next(last))
        {
            // All authors are in one field.
            last.text.replace(", ", Span::new(last.span.end as usize, value.start));
            last.text.keep(&text[value.clone()], Span::new(value.start, value.end));
            last.span.end = Span::at(line.end).end;
            continue;
        }
        // A key over a list or a folded text has no value of its own; its line goes with what follows.
        let mut body = Text::new();
        body.keep(&text[value.clone()], Span::new(value.start, value.end));
        let span = Span::new(line.start, line.end);
        match blocks.last_mut() {
            Some(last) if last.text.is_empty() => {
                *last = Block::new(Form::Meta(field), body, last.span.cover(span));
            }
            _ => blocks.push(Block::new(Form::Meta(field), body, span)),
        }
    }
    let (first, last) = (lines[0], lines[close]);
    if blocks.is_empty() {
        blocks.push(Block::new(Form::Meta("field"), Text::new(), Span::new(first.start, last.end)));
    }
    blocks[0].span.start = Span::at(first.start).start;
    if let Some(block) = blocks.last_mut() {
        block.span.end = Span::at(last.end).end;
    }
    (blocks, close + 1)
}

/// The line that closes the front matter, and the mark behind its keys, where there is one.
fn fence(text: &str, lines: &[Line]) -> Option<(usize, char)> {
    let first = lines.first().filter(|l| l.start == 0)?.of(text);
    let (ends, mark): (&[&str], char) = match first {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return None,
    };
    let close = lines.iter().take(400).skip(1).position(|l| ends.contains(&l.of(text)))? + 1;
    let is_field = |l: &Line| {
        l.indent > 0 || l.of(text).starts_with(['-', '#', '[', ']']) || split(l.of(text), mark).is_some()
    };
    lines[1..close].iter().all(is_field).then_some((close, mark))
}

/// A key, and where its value begins.
fn split(line: &str, mark: char) -> Option<(&str, usize)> {
    let end = line.bytes().take(64).position(|b| char::from(b) == mark)?;
    let key = line[..end].trim_end();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let rest = &line[end + 1..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_key && spaced).then(|| (key, line.len() - rest.trim_start().len()))
}

/// A value without its quotes, or nothing for the marks of folded text.
fn bare(text: &str, value: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let body = &text[value.clone()];
    if matches!(body, "|" | ">" | "|-" | ">-" | "-" | "[]" | "\"\"" | "''") {
        return value.end..value.end;
    }
    let quoted = |q: char| body.len() > 2 && body.starts_with(q) && body.ends_with(q);
    if quoted('"') || quoted('\'') || (body.len() > 2 && body.starts_with('[') && body.ends_with(']')) {
        return value.start + 1..value.end - 1;
    }
    value
}
