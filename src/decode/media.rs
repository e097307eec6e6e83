//! What kind of document a text is.

use crate::model::Media;

/// So much of a text is looked at.
const HEAD: usize = 8192;

/// Tags a page or a part of one begins with.
const OPENING: &[&str] = &[
    "html",
    "head",
    "body",
    "article",
    "main",
    "section",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "table",
    "header",
    "figure",
    "blockquote",
    "meta",
    "title",
    "span",
    "a",
    "img",
    "link",
    "script",
    "style",
    "nav",
    "strong",
    "em",
    "b",
    "br",
];

/// What kind of document a text is: by its content first, by the extension of its name second.
#[must_use]
pub fn media(name: &str, text: &str) -> Media {
    let head = head(text);
    let extension = extension(name);
    if is_html(head) {
        return Media::Html;
    }
    if has_front_matter(head) || is_markdown(head) {
        return Media::Markdown;
    }
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "mdx") => Media::Markdown,
        Some("html" | "htm" | "xhtml") if head.contains('<') => Media::Html,
        _ => Media::Plain,
    }
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The extension, in lower case, that of a packed file taken from the name inside.
fn extension(name: &str) -> Option<String> {
    let mut parts = name.rsplit('.');
    let last = parts.next()?;
    let inner = if is_packed(last) { parts.next()? } else { last };
    Some(inner.to_lowercase())
}

/// Whether an extension, in letters of any case, says that the file is packed.
pub(crate) fn is_packed(extension: &str) -> bool {
    ["gz", "zst"].iter().any(|packed| extension.eq_ignore_ascii_case(packed))
}

/// Whether a text begins as markup does: a document type, or a tag known from pages and an end tag later.
fn is_html(head: &str) -> bool {
    let start = skip_comments(head);
    let Some(tag) = start.strip_prefix('<') else { return false };
    if starts_with(tag, "!doctype html") {
        return true;
    }
    let Some(tag) = tag.strip_prefix("?xml") else { return is_opening(tag) && head.contains("</") };
    tag.contains("<html")
}

fn is_opening(tag: &str) -> bool {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let ends_well = tag[end..].starts_with(['>', '/']) || tag[end..].starts_with(char::is_whitespace);
    ends_well && OPENING.iter().any(|name| name.eq_ignore_ascii_case(&tag[..end]))
}

/// Comments before the first tag say nothing: plain text dumps carry them too.
fn skip_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { return rest };
        rest = comment[end + 3..].trim_start();
    }
    rest
}

/// Whether a text opens with front matter: `---`, at least one `key:`, and a closing line.
fn has_front_matter(head: &str) -> bool {
    let mut lines = head.trim_start().lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return false;
    }
    let mut has_key = false;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return has_key;
        }
        has_key |= line.split_once(':').is_some_and(|(key, _)| is_key(key));
    }
    false
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
}

/// Whether a text opens with a heading in Markdown's way and shows a second sign of it.
fn is_markdown(head: &str) -> bool {
    let first = head.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let is_heading = first.strip_prefix("# ").is_some_and(|t| !t.trim().is_empty());
    is_heading
        && ["\n## ", "\n- ", "\n* ", "](", "**", "\n> ", "\n```"].iter().any(|sign| head.contains(sign))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|t| t.eq_ignore_ascii_case(prefix))
}
