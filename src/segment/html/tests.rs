use super::*;
use crate::model::{Form, Region};

fn seen(html: &str) -> Vec<(Form, String)> {
    blocks(html).0.iter().map(|b| (b.form, b.text.as_str().to_owned())).collect()
}

#[test]
fn what_a_reader_sees() {
    let item = |depth| Form::Item { depth, ordered: false };
    let table: &[(&str, &[(Form, &str)])] = &[
        (
            "<p>One <b>bold</b>\n word</p><p>Two",
            &[(Form::Paragraph, "One bold word"), (Form::Paragraph, "Two")],
        ),
        ("<h2>Tides</h2>They rise.", &[(Form::Heading(2), "Tides"), (Form::Paragraph, "They rise.")]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", &[(item(0), "a"), (item(1), "b"), (item(0), "c")]),
        ("a &amp; b&nbsp;c &bogus d", &[(Form::Paragraph, "a & b\u{a0}c &bogus d")]),
        ("<script>if (a < b) {}</script>x<style>p{}</style>", &[(Form::Paragraph, "x")]),
        ("one<br>two", &[(Form::Paragraph, "one two")]),
        ("a < b and <3", &[(Form::Paragraph, "a < b and <3")]),
        (
            "<title>Low &amp; high</title><p title='a > b'>x</p>",
            &[(Form::Meta("title"), "Low & high"), (Form::Paragraph, "x")],
        ),
        (
            "<meta name=author content='Ann Poe'><p>x",
            &[(Form::Meta("author"), "Ann Poe"), (Form::Paragraph, "x")],
        ),
        ("<!-- wp:x --><p>y", &[(Form::Comment, "<!-- wp:x -->"), (Form::Paragraph, "y")]),
        (
            "<nav><ul><li>Home<li>Boats</ul></nav><p>x",
            &[(Form::Navigation, "Home"), (Form::Navigation, "Boats"), (Form::Paragraph, "x")],
        ),
        (
            "<nav>Home<h1>Low</h1><p>x",
            &[(Form::Navigation, "Home"), (Form::Heading(1), "Low"), (Form::Paragraph, "x")],
        ),
        ("<script>never closed", &[]),
        ("<p", &[(Form::Paragraph, "<p")]),
    ];
    for (html, expected) in table {
        let got = seen(html);
        let got: Vec<_> = got.iter().map(|(f, s)| (*f, s.as_str())).collect();
        assert_eq!(&got, expected, "{html:?}");
    }
}

#[test]
fn nesting_costs_nothing() {
    let html = format!("{}deep{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert_eq!(seen(&html), [(Form::Paragraph, "deep".to_owned())]);
}

/// A paragraph of an article, told apart by a number.
fn prose(n: usize) -> String {
    format!(
        "<p>The ferry to Holm, boat number {n}, left the old pier at seven, turned once in the bay, and came \
         back because the skipper had forgotten the mail, the milk, and his own son, who was asleep on deck.</p>"
    )
}

fn article(n: usize) -> String {
    (0..n).map(prose).collect()
}

/// Texts of the blocks in the article, and of those elsewhere.
fn parted(html: &str) -> (Vec<String>, Vec<String>) {
    let (inside, outside): (Vec<Block>, Vec<Block>) = blocks(html)
        .0
        .into_iter()
        .filter(|b| !matches!(b.form, Form::Meta(_)))
        .partition(|b| b.region == Region::Article);
    let texts =
        |blocks: Vec<Block>| blocks.iter().map(|b| b.text.as_str().chars().take(24).collect()).collect();
    (texts(inside), texts(outside))
}

#[test]
fn what_stands_outside_the_article_is_told() {
    let html = format!(
        "<body><div id=menu><ul><li><a href=/>Home</a><li><a href=/b>Boats</a></ul></div>\
         <div class=story><h2>Under way</h2>{}<div class=\"related-links\"><p><a href=/c>Ten ferries you will \
         love</a></p></div>{}</div><div class=sidebar><p><a href=/d>Most read</a></p></div>",
        article(3),
        article(2)
    );
    let (inside, outside) = parted(&html);
    assert_eq!(inside.len(), 6, "{inside:?}");
    assert_eq!(outside, ["Home", "Boats", "Ten ferries you will lov", "Most read"]);
}

#[test]
fn a_page_without_an_article_is_left_to_the_rules() {
    let (inside, _) = parted("<body><p>Closed on Monday.</p><ul><li>Bread<li>Milk</ul>");
    assert!(inside.is_empty(), "{inside:?}");
}

#[test]
fn depth_decides_who_judges() {
    let nested = |depth: usize| format!("{}{}{}", "<div>".repeat(depth), article(4), "</div>".repeat(depth));
    assert!(blocks(&nested(extract::DEEPEST - 10)).1.is_empty());
    let (found, told) = blocks(&nested(20_000));
    assert_eq!(found.len(), 4);
    assert_eq!(told[0].code.as_str(), "structure/not-extracted");
}

#[test]
fn line_breaks_part_paragraphs() {
    let table: &[(&str, &[&str])] = &[
        ("one<br>two", &["one two"]),
        ("one<br><br>two<br/>\n<BR>three", &["one", "two", "three"]),
        ("<p>one<br> &nbsp;<br>two</p>", &["one \u{a0} two"]),
        ("<ul><li>one<br><br>two</ul>", &["one two"]),
        ("<pre>one<br>two\n  three</pre>", &["one\ntwo\n  three"]),
    ];
    for (html, expected) in table {
        let got: Vec<_> = seen(html).into_iter().map(|(_, text)| text).collect();
        assert_eq!(&got, expected, "{html}");
    }
}

#[test]
fn tables_are_rows() {
    let html = "<table><tr><th>Boat<th>Knots<tr><td>Ada<td>12</td></tr></table>";
    assert_eq!(seen(html), [(Form::Row, "Boat | Knots".to_owned()), (Form::Row, "Ada | 12".to_owned())]);
    let layout = format!("<table><tr><td>Menu</td><td>{}</td></tr></table>", prose(1));
    assert_eq!(seen(&layout)[1].0, Form::Paragraph);
}

#[test]
fn captions_are_told_by_figure_and_name() {
    let html = "<figure><img src=a.png><figcaption>The pier</figcaption><span>Photo: A. Poe</span></figure>\
                <p class=wp-caption-text>The bay</p><figure><blockquote>Said he.</blockquote></figure>";
    let forms: Vec<Form> = seen(html).into_iter().map(|(form, _)| form).collect();
    assert_eq!(forms, [Form::Caption, Form::Caption, Form::Caption, Form::Quote]);
}

#[test]
fn hostile_markup_is_read() {
    let table: &[(&str, &[&str])] = &[
        ("<!--><p>x", &["<!-->", "x"]),
        ("<!-- a --!><p>x<!-- b -->", &["<!-- a --!>", "x", "<!-- b -->"]),
        ("<!-- never closed <p>x", &["<!-- never closed", "x"]),
        ("<p>a<template><p>no</template>b", &["ab"]),
        ("<p>a<math><mi>x</mi></math><svg><title>t</title></svg>b", &["ab"]),
        ("<p>a<textarea><p>no</textarea><select><option>no</select>", &["a"]),
        ("<noscript><p>no</noscript><p>x", &["x"]),
        ("<plaintext><p>x", &["x"]),
        ("<p title='<b>'>x</p>", &["x"]),
        ("<my-p>a</my-p><p-x>b</p-x>", &["ab"]),
        ("<p>&#0;&#xD800;&#99999999;x", &["\u{fffd}\u{fffd}\u{fffd}x"]),
        ("</div></p></ul>x</li>", &["x"]),
        ("<table><table><tr><td>x</table>", &["x"]),
        ("<", &["<"]),
        ("<p>\u{100000}x", &["\u{100000}x"]),
    ];
    for (html, expected) in table {
        let got: Vec<_> = seen(html).into_iter().map(|(_, text)| text).collect();
        assert_eq!(&got, expected, "{html}");
    }
}

/// Every sort of markup that has cost somebody more than its length, as long as it needs to be for that.
#[test]
fn time_grows_with_length_only() {
    let n = 40_000;
    let pages = [
        "<div>".repeat(n),
        "<b><i><font color=x>".repeat(n / 4),
        "<a href=x>".repeat(n),
        "<table><tr><td>".repeat(n / 4),
        "<p>".repeat(n),
        "<!-".repeat(n),
        "<!-- ".repeat(n),
        "<a b='".repeat(n),
        "<script>".repeat(n),
        "</p>".repeat(n),
        "&amp".repeat(n),
        "<li>x".repeat(n),
        format!("<p class=\"{}\">x", "a ".repeat(n * 10)),
        format!("<p {}>x", "a=b ".repeat(n)),
        article(n / 20),
        "<select><option>".repeat(n / 4),
        "<svg>".repeat(n / 4),
        "<p>x<br>".repeat(n),
        "<br>".repeat(n),
        "<span class=caption>".repeat(n / 4),
    ];
    for page in pages {
        let start = std::time::Instant::now();
        let _ = blocks(&page);
        let took = start.elapsed();
        let head: String = page.chars().take(20).collect();
        // Generous, for busy machines: what is not linear takes minutes.
        assert!(took.as_secs() < 20, "{head:?} took {took:?}");
    }
}
