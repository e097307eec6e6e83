mod written;

use super::*;
use crate::model::{Form, Region};

fn blocks(html: &str) -> (Vec<Block>, Vec<Diagnostic>) {
    let page = parts(html);
    (page.blocks, page.diagnostics)
}

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
fn labels_that_are_hidden_are_no_article() {
    let html = |mark: &str| {
        let more = format!("<div {mark}><p>Copied to clipboard</p>{}</div>", prose(9));
        format!("<body><h1>Under way</h1><div class=story>{}{more}{}</div>", article(4), article(3))
    };
    let hidden =
        ["style=\"color:red; display: none\"", "hidden", "aria-hidden=true", "style='visibility:hidden'"];
    for mark in hidden {
        let (_, outside) = parted(&html(mark));
        assert_eq!(outside.iter().filter(|text| *text == "Copied to clipboard").count(), 1, "{mark}");
    }
    // What is shown stays; which marks hide is tried where they are read.
    let (_, outside) = parted(&html("style=\"display:block\""));
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn what_an_element_says_of_the_author_is_no_article_after_its_half() {
    let about = "<div class=author-content><p>Ann Poe was born at Holm, between the ferry and the fish market, and has \
                 written about both for forty years.</p></div>";
    let (inside, outside) =
        parted(&format!("<body><h1>Under way</h1><div class=story>{}{about}</div>", article(4)));
    assert_eq!((inside.len(), outside.as_slice()), (5, &["Ann Poe was born at Holm".to_owned()][..]));
    let (inside, outside) =
        parted(&format!("<body><h1>Under way</h1><div class=story>{about}{}</div>", article(4)));
    assert_eq!((inside.len(), outside.len()), (6, 0), "{outside:?}");
}

#[test]
fn lines_under_the_title_that_say_who_when_and_how_long_are_no_text() {
    let html = |line: &str, below: &str| {
        format!("<body><div class=story><h1>Under way</h1>{line}{}{below}</div>", article(4))
    };
    let lines = [
        "<h3 class=byline>by Ann Poe Monday, May 6, 2024</h3>",
        "<time class=timestamp>May 6, 20245:45 AM</time>",
        "<p class=estimated-read-time>Six minutes to read</p>",
    ];
    for line in lines {
        let (inside, _) = parted(&html(line, ""));
        assert_eq!(inside.len(), 5, "{line}: {inside:?}");
    }
    // Further down a heading is one, whatever it says, and a line without a name stays.
    for line in ["<h3>By Ann Poe Monday, May 6, 2024</h3>", "<p>Six minutes to read</p>"] {
        let (inside, _) = parted(&html("", &format!("{line}{}", article(2))));
        assert_eq!(inside.len(), 8, "{line}: {inside:?}");
    }
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
        ("<p>a<math><mi>x</mi></math><svg><title>t</title></svg>b", &["axb"]),
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

#[test]
fn what_is_no_running_text_is_on_record() {
    type Case<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);
    let table: &[Case<'_>] = &[
        (
            "<p>The <svg><title>wheel</title><text x=1>of 1911</text></svg> turns",
            &["The turns"],
            &[("not-text", "wheel of 1911")],
        ),
        ("<p>a<textarea>typed &amp; sent</textarea>b", &["a", "b"], &[("not-text", "typed & sent")]),
        ("<select><option>one<option>two</select><p>x", &["x"], &[("not-text", "one two")]),
        ("<iframe src=x>a film</iframe><p>x", &["x"], &[("not-text", "a film")]),
        ("<noscript><img src=x></noscript><template><script>a()</script></template><p>x", &["x"], &[]),
        ("<script>a()</script><style>p{}</style><iframe src=x></iframe><p>x", &["x"], &[]),
        ("<p>the <del>old</del><ins>new</ins> ferry", &["the new ferry"], &[("deleted", "old")]),
        ("<p>costs <del>£<b>9</b></del> <ins>£7</ins> now", &["costs £7 now"], &[("deleted", "£ 9")]),
        ("<p>costs <s>£9</s> £7", &["costs £9 £7"], &[]),
        // What has blocks in it, or never ends, is no slip of the pen.
        ("<del><p>The ferry sails.</p></del>", &["The ferry sails."], &[]),
        ("<p>The <del>ferry sails.", &["The ferry sails."], &[]),
        ("<p>The <dfn>ferry</dfn> <details>sails.", &["The ferry", "sails."], &[]),
    ];
    for (html, expected, unseen) in table {
        let page = parts(html);
        let got: Vec<_> = page.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(&got, expected, "{html}");
        let told: Vec<_> =
            page.unseen.iter().map(|c| (&c.code.as_str()["structure/".len()..], c.before.as_str())).collect();
        assert_eq!(&told, unseen, "{html}");
    }
}

/// Every sort of markup that has cost somebody more than its length.
fn costly(n: usize) -> Vec<String> {
    vec![
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
        "<svg><text>".repeat(n / 4) + "</svg>",
        "<noscript>a</noscript>".repeat(n / 4),
        "<math><mi>".repeat(n / 4) + "</math>",
        format!("<math>{}</math>", "<msup><mi>x".repeat(n)),
        format!("<math>{}{}</math>", "<mrow>".repeat(n), "</mrow>".repeat(n)),
        "<p><del>x".repeat(n / 4),
        format!("<p>{}", "<del>".repeat(n)),
        format!("{}{}", "<ol start=3>".repeat(n / 4), "<li>x".repeat(n / 4)),
        "<p>x<br>".repeat(n),
        "<br>".repeat(n),
        format!("<p>{}", "x<br>".repeat(n)),
        "<p>x<sup>2</sup>".repeat(n / 4),
        format!("<p>{}", "x<sup>2</sup><q>y</q><ruby>z<rt>z</ruby>".repeat(n / 4)),
        format!("<table><tr>{}", "<td>".repeat(n)),
        format!("<table><tr>{}", "<td>x".repeat(n)),
        format!("{}{}", article(20), "<div class=pullquote><p>Said he to nobody.</p></div>".repeat(n / 20)),
        "<span class=caption>".repeat(n / 4),
    ]
}

/// Side by side, so that the machine's speed does not matter: eight times as much must not take sixty-four times as long.
#[test]
fn time_grows_with_length_only() {
    let time = |page: &str| {
        let run = || {
            let start = std::time::Instant::now();
            let _ = blocks(page);
            start.elapsed()
        };
        run().min(run())
    };
    for (short, long) in costly(5_000).iter().zip(costly(40_000)) {
        let (short_time, long_time) = (time(short), time(&long));
        let head: String = short.chars().take(20).collect();
        // What is over in no time is not measured well.
        let most = short_time.max(std::time::Duration::from_millis(2)) * 24;
        assert!(long_time < most, "{head:?}: {short_time:?}, {long_time:?} for eight times as many");
    }
}

#[test]
fn an_article_in_several_elements_of_one_make_is_one() {
    let part = |from: usize| {
        format!("<div class=\"grid-part text\">{}</div>", (from..from + 4).map(prose).collect::<String>())
    };
    let advert = "<div class=slot><p><a href=/x>Boats for sale</a></p></div>";
    let html = format!("<body><h1>Under way again</h1><div>{}</div>{advert}<div>{}</div>", part(1), part(5));
    let (inside, outside) = parted(&html);
    assert_eq!(inside.len(), 9, "{inside:?}");
    assert_eq!(outside, ["Boats for sale"]);
}

#[test]
fn posts_quoted_in_the_text_stay_in_it() {
    let post = "<div class=\"social-media-embed\"><blockquote class=\"short-post\"><p>No mail today \
                <a href=https://p.example/1>p.example/1</a></p>— Holm Post (@holm) <a href=/1>May 3</a></blockquote></div>";
    let html =
        format!("<body><div class=story><h1>Under way again</h1>{}{post}{}</div>", article(3), article(3));
    let (inside, _) = parted(&html);
    assert!(inside.iter().any(|text| text.starts_with("No mail today")), "{inside:?}");
}

#[test]
fn what_the_metadata_has_as_the_text_is_in_the_article() {
    let lost = "The harbour office will say on Monday whether the boat may sail again.";
    let body: String = (1..5).map(|n| prose(n).replace("<p>", "").replace("</p>", " ")).collect();
    let page = |kind: &str| {
        format!(
            "<body><script type=\"application/ld+json\">{{\"@type\": \"{kind}\", \"articleBody\": \"{body}{lost}\"}}</script>\
             <div class=story>{}</div><ul class=box><li><a href=\"/c\">{lost}</a><li><a href=\"/d\">Ten ferries you will love \
             this year, and one that sank.</a></ul>",
            (1..5).map(prose).collect::<String>()
        )
    };
    let is_inside =
        |kind: &str| parted(&page(kind)).0.iter().filter(|text| !text.starts_with("The ferry")).count();
    assert_eq!(is_inside("NewsArticle"), 1);
    assert_eq!(is_inside("Organization"), 0);
}

#[test]
fn links_that_lead_elsewhere_are_not_the_article() {
    let table = [
        ("<p><b>Read more:</b> <a href=/c>Ten ferries you will love this year</a></p>", false),
        ("<p><a href=/c>Leggi anche: i dieci traghetti più belli</a></p>", false),
        (
            "<p>See also: the notes of the skipper, who says that nothing of the sort has ever happened.</p>",
            true,
        ),
        ("<p>Source: <a href=/c>The harbour office and its daily notes</a></p>", true),
        ("<p>More: <a href=/c>here</a></p>", true),
    ];
    for (line, stays) in table {
        let html = format!("<body><div class=story>{}{line}{}</div>", article(3), article(3));
        let (inside, _) = parted(&html);
        assert_eq!(inside.len() == 7, stays, "{line}: {inside:?}");
    }
}

#[test]
fn teasers_end_an_article_but_a_list_of_finds_is_one() {
    let teaser = |n: usize| {
        format!(
            "<div class=card><h3><a href=/{n}>The ferry number {n} that sank</a></h3><p>It was old, number {n}.</p></div>"
        )
    };
    let cards: String = (1..5).map(teaser).collect();
    let (inside, outside) = parted(&format!("<body><div class=story><div>{}</div>{cards}</div>", article(6)));
    assert_eq!((inside.len(), outside.len()), (6, 8), "{inside:?} {outside:?}");
    let finds: String = (1..7)
        .map(|n| format!("<h3><a href=/{n}>The ferry number {n} that sank</a></h3>{}", prose(n)))
        .collect();
    let (inside, _) = parted(&format!("<body><div class=story>{}{finds}</div>", prose(9)));
    assert_eq!(inside.len(), 13, "{inside:?}");
}

#[test]
fn the_title_is_the_heading_readers_see() {
    let title = |head: &str, body: &str| {
        let html = format!("<head>{head}</head><body><div class=story>{body}{}</div>", article(4));
        let found = blocks(&html).0;
        found.iter().find(|b| b.role == crate::model::Role::Title).map(|b| b.text.as_str().to_owned())
    };
    let table = [
        ("<title>A weir mended - Holm Post</title>", "<h1>A weir mended</h1>", Some("A weir mended")),
        (
            "<title>Opinion | A weir mended at last</title>",
            "<h1>A weir mended at last</h1>",
            Some("A weir mended at last"),
        ),
        (
            "<title>Holm weir: who paid</title>",
            "<h1>Who paid for the weir at Holm</h1>",
            Some("Who paid for the weir at Holm"),
        ),
        ("<title>A weir mended - The Holm Post</title>", "<h1>The Holm Post</h1>", None),
        ("<title>A weir mended</title>", "<h1><a href=\"/\">River and weir news</a></h1>", None),
    ];
    for (head, body, expected) in table {
        assert_eq!(title(head, body).as_deref(), expected, "{head} {body}");
    }
}
