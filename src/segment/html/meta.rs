//! The fields of a page's head and markup, and which of several that say the same is believed.

use super::attribute;
use std::ops::Range;

/// A field of an article, as one place of the page gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// `title`, `author`, `date`, `lang`, `summary` or `site`.
    pub(super) name: &'static str,
    /// Of several places the lowest is believed.
    pub(super) rank: u8,
}

/// The rank of what JSON-LD says: written for machines, and only about the article.
pub(super) const JSON_LD: u8 = 1;
/// The rank of a time in the text.
pub(super) const TIME: u8 = 8;
/// The rank of a line of the page that is called byline or date.
pub(super) const LINE: u8 = 7;
/// The rank of the page's title, which carries the site's name more often than not.
pub(super) const TITLE: u8 = 9;

/// Names of `<meta>` tags, in lower case, the field each gives, and its rank.
#[rustfmt::skip]
const NAMES: &[(&str, &str, u8)] = &[
    ("og:title", "title", 2), ("headline", "title", 3), ("dc.title", "title", 4), ("dcterms.title", "title", 4),
    ("parsely-title", "title", 4), ("sailthru.title", "title", 4), ("twitter:title", "title", 5),
    ("author", "author", 2), ("article:author", "author", 3), ("dc.creator", "author", 3), ("dcterms.creator", "author", 3),
    ("parsely-author", "author", 3), ("sailthru.author", "author", 3), ("byl", "author", 3), ("og:article:author", "author", 4),
    ("article:published_time", "date", 2), ("datepublished", "date", 3), ("og:article:published_time", "date", 3),
    ("parsely-pub-date", "date", 3), ("publishdate", "date", 4), ("publish-date", "date", 4), ("pubdate", "date", 4),
    ("sailthru.date", "date", 4), ("dc.date.issued", "date", 4), ("dcterms.created", "date", 4), ("dc.date", "date", 5),
    ("date", "date", 5), ("datecreated", "date", 6),
    ("inlanguage", "lang", 1), ("content-language", "lang", 2), ("dc.language", "lang", 3), ("language", "lang", 3),
    ("og:locale", "lang", 4),
    ("description", "summary", 2), ("og:description", "summary", 3), ("twitter:description", "summary", 4),
    ("og:site_name", "site", 2), ("application-name", "site", 4),
];

/// The field a `<meta>` tag carries, and where its value stands in the tag.
pub(super) fn of_tag(tag: &str) -> Option<(Field, Range<usize>)> {
    let keys = ["property", "name", "itemprop", "http-equiv"];
    let field = keys.iter().filter_map(|key| attribute::value(tag, key)).find_map(|name| {
        let (_, name, rank) = NAMES.iter().find(|(n, ..)| n.eq_ignore_ascii_case(name.trim()))?;
        Some(Field { name, rank: *rank })
    })?;
    Some((field, attribute::find(tag, "content")?))
}

/// Whether a field's value can be what the field says.
pub(super) fn fits(name: &str, value: &str) -> bool {
    match name {
        "author" => !value.contains("://") && !value.starts_with('@') && value.chars().count() <= 200,
        "date" => crate::arrange::is_dated(value),
        "lang" => is_language(value),
        _ => true,
    }
}

/// Whether a text is a language tag: two or three letters, and parts behind them.
fn is_language(value: &str) -> bool {
    let mut parts = value.split(['-', '_']);
    let language = parts
        .next()
        .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    language && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_tags() {
        let table = [
            ("<meta property=\"og:title\" content=\"Low water\">", Some(("title", "Low water"))),
            ("<META NAME=Author CONTENT='Ann Poe'>", Some(("author", "Ann Poe"))),
            ("<meta itemprop=datePublished content=2025-01-02>", Some(("date", "2025-01-02"))),
            ("<meta name=viewport content=width>", None),
            ("<meta name=author>", None),
            ("<meta content=\"name='author'\" name=robots>", None),
        ];
        for (tag, expected) in table {
            let found = of_tag(tag);
            assert_eq!(found.as_ref().map(|(f, v)| (f.name, &tag[v.clone()])), expected, "{tag}");
        }
    }

    #[test]
    fn values_that_cannot_be_true() {
        for (name, value) in [
            ("author", "https://www.facebook.com/holm"),
            ("date", "yesterday"),
            ("lang", "x-default"),
            ("lang", "English"),
        ] {
            assert!(!fits(name, value), "{name}: {value}");
        }
        for (name, value) in
            [("author", "Ann Poe"), ("date", "2025-01-02T10:00:00+01:00"), ("lang", "pt_BR"), ("lang", "de")]
        {
            assert!(fits(name, value), "{name}: {value}");
        }
    }
}
