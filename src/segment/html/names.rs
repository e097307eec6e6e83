//! What class names, ids and roles say an element is: the common vocabulary of page templates.

use super::attribute::Attributes;
use phf::phf_map;

/// What elements are called after that share a text, or show what somebody shared.
pub(super) const SHARE: &str = "share";

/// What elements are called that hold pictures side by side.
pub(super) const GALLERY: &str = "gallery";

/// What an element's own names make of the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A caption or the credit of a picture.
    Caption,
    /// A quotation pulled out of the text.
    Quote,
    /// Who wrote the article.
    Author,
    /// When it was published.
    Date,
    /// A link from a heading to itself, or to where it is written.
    Anchor,
    /// Not shown before somebody asks for it, if ever.
    Hidden,
    /// Not the article, for what the word says.
    Other(&'static str),
}

/// Words of names, a `-` between two that stand together; of those, two weigh more than one.
#[rustfmt::skip]
static WORDS: phf::Map<&'static str, Named> = phf_map! {
    "caption" => Named::Caption,
    "credit" => Named::Caption,
    "credits" => Named::Caption,
    "figcaption" => Named::Caption,
    "imgcaption" => Named::Caption,
    "wp-caption" => Named::Caption,
    "photo-by" => Named::Caption,
    "photo-credit" => Named::Caption,
    "image-credit" => Named::Caption,
    "photocredit" => Named::Caption,
    "cutline" => Named::Caption,
    "pullquote" => Named::Quote,
    "pull-quote" => Named::Quote,
    "byline" => Named::Author,
    "by-line" => Named::Author,
    "bylines" => Named::Author,
    "posted-by" => Named::Author,
    "submitted-by" => Named::Author,
    "submitted" => Named::Author,
    "author" => Named::Author,
    "authors" => Named::Author,
    "author-name" => Named::Author,
    "p-author" => Named::Author,
    "dateline" => Named::Date,
    "pubdate" => Named::Date,
    "pub-date" => Named::Date,
    "date-published" => Named::Date,
    "published" => Named::Date,
    "timestamp" => Named::Date,
    "datetime" => Named::Date,
    "post-date" => Named::Date,
    "entry-date" => Named::Date,
    "posted-on" => Named::Date,
    "publish-date" => Named::Date,
    "headerlink" => Named::Anchor,
    "header-anchor" => Named::Anchor,
    "heading-anchor" => Named::Anchor,
    "anchorjs-link" => Named::Anchor,
    "editsection" => Named::Anchor,
    "mw-editsection" => Named::Anchor,
    "author-bio" => Named::Other("author bio"),
    "about-author" => Named::Other("author bio"),
    "author-box" => Named::Other("author bio"),
    "author-info" => Named::Other("author bio"),
    "author-description" => Named::Other("author bio"),
    "author-card" => Named::Other("author bio"),
    "read-time" => Named::Other("reading time"),
    "reading-time" => Named::Other("reading time"),
    "post-views" => Named::Other("view count"),
    "content-views" => Named::Other("view count"),
    "views-count" => Named::Other("view count"),
    "view-count" => Named::Other("view count"),
    "related" => Named::Other("related"),
    "recommended" => Named::Other("recommended"),
    "recommendations" => Named::Other("recommended"),
    "recommendation" => Named::Other("recommended"),
    "read-more" => Named::Other("read more"),
    "readmore" => Named::Other("read more"),
    "read-next" => Named::Other("read more"),
    "read-also" => Named::Other("read more"),
    "see-also" => Named::Other("read more"),
    "also-read" => Named::Other("read more"),
    "more-on" => Named::Other("read more"),
    "more-stories" => Named::Other("read more"),
    "more-news" => Named::Other("read more"),
    "up-next" => Named::Other("read more"),
    "most-read" => Named::Other("most read"),
    "most-popular" => Named::Other("most read"),
    "mostpopular" => Named::Other("most read"),
    "trending" => Named::Other("most read"),
    "popular" => Named::Other("most read"),
    "recirc" => Named::Other("read more"),
    "recirculation" => Named::Other("read more"),
    "teaser" => Named::Other("teaser"),
    "teasers" => Named::Other("teaser"),
    "newsletter" => Named::Other("newsletter"),
    "newsletters" => Named::Other("newsletter"),
    "subscribe" => Named::Other("newsletter"),
    "signup" => Named::Other("newsletter"),
    "sign-up" => Named::Other("newsletter"),
    "mailchimp" => Named::Other("newsletter"),
    "share" => Named::Other(SHARE),
    "sharing" => Named::Other(SHARE),
    "sharedaddy" => Named::Other(SHARE),
    "share-buttons" => Named::Other(SHARE),
    "social" => Named::Other(SHARE),
    "addthis" => Named::Other(SHARE),
    "addtoany" => Named::Other(SHARE),
    "socials" => Named::Other(SHARE),
    "tags" => Named::Other("tags"),
    "taglist" => Named::Other("tags"),
    "tag-list" => Named::Other("tags"),
    "tagcloud" => Named::Other("tags"),
    "keywords" => Named::Other("tags"),
    "tags-links" => Named::Other("tags"),
    "cat-links" => Named::Other("tags"),
    "breadcrumb" => Named::Other("breadcrumb"),
    "breadcrumbs" => Named::Other("breadcrumb"),
    "pagination" => Named::Other("pagination"),
    "pager" => Named::Other("pagination"),
    "comments" => Named::Other("comments"),
    "comment" => Named::Other("comments"),
    "commentlist" => Named::Other("comments"),
    "comment-list" => Named::Other("comments"),
    "disqus" => Named::Other("comments"),
    "respond" => Named::Other("comments"),
    "comment-form" => Named::Other("comments"),
    "comment-respond" => Named::Other("comments"),
    "ad" => Named::Other("advertisement"),
    "ads" => Named::Other("advertisement"),
    "advert" => Named::Other("advertisement"),
    "advertisement" => Named::Other("advertisement"),
    "advertising" => Named::Other("advertisement"),
    "adsbygoogle" => Named::Other("advertisement"),
    "sponsor" => Named::Other("advertisement"),
    "sponsored" => Named::Other("advertisement"),
    "promo" => Named::Other("promotion"),
    "promotion" => Named::Other("promotion"),
    "outbrain" => Named::Other("advertisement"),
    "taboola" => Named::Other("advertisement"),
    "sidebar" => Named::Other("sidebar"),
    "footer" => Named::Other("footer"),
    "toolbar" => Named::Other("toolbar"),
    "cookie" => Named::Other("cookies"),
    "cookies" => Named::Other("cookies"),
    "gdpr" => Named::Other("cookies"),
    "skip-link" => Named::Other("skip link"),
    "screen-reader" => Named::Other("for screen readers"),
    "sr-only" => Named::Other("for screen readers"),
    "visually-hidden" => Named::Other("for screen readers"),
    "visuallyhidden" => Named::Other("for screen readers"),
    "rollover" => Named::Other("shown on hover"),
    "tooltip" => Named::Other("shown on hover"),
    "tooltips" => Named::Other("shown on hover"),
    "popover" => Named::Other("shown on hover"),
    "hovercard" => Named::Other("shown on hover"),
    "slideshow" => Named::Other(GALLERY),
    "gallery" => Named::Other(GALLERY),
    "print-only" => Named::Other("for print"),
    "copyright" => Named::Other("copyright"),
};

/// Longest name that is looked at, in bytes.
const LONGEST: usize = 256;

/// What the names of an opening tag say.
pub(super) fn named(tag: &str) -> Option<Named> {
    let mut found: Option<(usize, Named)> = None;
    for (name, value) in Attributes::new(tag) {
        let value = &tag[value];
        let said = if is(name, &["class", "id"]) {
            words(value)
        } else if name.eq_ignore_ascii_case("rel") && value.eq_ignore_ascii_case("author") {
            Some((1, Named::Author))
        } else if name.eq_ignore_ascii_case("itemprop") {
            property(value)
        } else if hides(name, value) {
            Some((HIDDEN, Named::Hidden))
        } else {
            None
        };
        if let Some(said) = said
            && found.is_none_or(|(words, _)| said.0 > words)
        {
            found = Some(said);
        }
    }
    found.map(|(_, named)| named)
}

/// Words of a name that hiding weighs as much as: it shows what nobody sees, whatever that is called.
const HIDDEN: usize = 9;

/// Whether an attribute hides its element.
fn hides(name: &str, value: &str) -> bool {
    let says = |word: &str, what: &str| {
        let behind = value.split(word).nth(1).map(|rest| rest.trim_start_matches([' ', ':']));
        behind.is_some_and(|rest| rest.starts_with(what))
    };
    match name.len() {
        5 => name.eq_ignore_ascii_case("style") && (says("display", "none") || says("visibility", "hidden")),
        6 => name.eq_ignore_ascii_case("hidden"),
        11 => name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

fn is(name: &str, any: &[&str]) -> bool {
    any.iter().any(|n| name.eq_ignore_ascii_case(n))
}

fn property(value: &str) -> Option<(usize, Named)> {
    match value {
        "author" => Some((1, Named::Author)),
        "datePublished" | "dateCreated" => Some((1, Named::Date)),
        "caption" => Some((1, Named::Caption)),
        _ => None,
    }
}

/// The first entry of two words among names, or the first of one, and how many words it has.
fn words(names: &str) -> Option<(usize, Named)> {
    if names.len() > LONGEST {
        return None;
    }
    let mut single = None;
    for name in names.split_ascii_whitespace() {
        let name = parted(name);
        let mut last = 0;
        for (at, word) in name.split('-').scan(0, |at, word| {
            let from = *at;
            *at += word.len() + 1;
            Some((from, word))
        }) {
            if let Some(named) = WORDS.get(&name[last..at + word.len()]).filter(|_| last < at) {
                return Some((2, *named));
            }
            single = single.or_else(|| WORDS.get(word).map(|named| (1, *named)));
            last = at;
        }
    }
    single
}

/// A name in lower case, with `-` between its words: `c-relatedLinks_2` is `c-related-links-2`.
fn parted(name: &str) -> String {
    let mut parted = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && was_small {
            parted.push('-');
        }
        was_small = c.is_ascii_lowercase();
        parted.push(if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_elements_are() {
        let table = [
            ("<div class=\"c-related_links\">", Some(Named::Other("related"))),
            ("<div class=\"correlated\">", None),
            ("<div class=\"relatedLinks\">", Some(Named::Other("related"))),
            ("<div class=\"c-read__more\">", None),
            ("<div class=\"c-read-more\">", Some(Named::Other("read more"))),
            ("<div id=author-bio class=author>", Some(Named::Other("author bio"))),
            ("<span class=\"wp-caption-text\">", Some(Named::Caption)),
            ("<a rel=author href=/x>", Some(Named::Author)),
            ("<p itemprop=articleBody>", None),
            ("<div class=headline>", None),
            ("<div class=\"header\">", None),
            ("<span class=caption style=\"color:red; display: none\">", Some(Named::Hidden)),
            ("<div hidden>", Some(Named::Hidden)),
            ("<i aria-hidden=true>", Some(Named::Hidden)),
            ("<div style=\"display:block\">", None),
            ("<i aria-hidden=false>", None),
            ("<div class=hidden-gems>", None),
            ("<span class=\"img-rollover\">", Some(Named::Other("shown on hover"))),
        ];
        for (tag, expected) in table {
            assert_eq!(named(tag), expected, "{tag}");
        }
    }
}
