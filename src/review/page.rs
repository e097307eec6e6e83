//! The page: what needs a decision first, the rest folded away.
//!
//! One file without scripts, fonts or links to anywhere: it can be mailed, printed and kept. Filters are
//! check boxes that the style sheet looks at.

use super::html::Html;
use super::results::{Document, Item, Part, Repair, Results};
use std::collections::BTreeMap;

const STYLE: &str = include_str!("style.css");

/// Severities, most urgent first.
const SEVERITIES: [(&str, &str); 3] = [("error", "Errors"), ("warning", "Warnings"), ("info", "Notes")];

/// The page as one HTML document.
#[must_use]
pub fn page(results: &Results) -> String {
    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        // Nothing in an article can load or run anything, even if escaping failed.
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .raw("<title>copydesk review</title>\n<style>\n")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    summary(results, &mut html);
    let (open, quiet): (Vec<_>, Vec<_>) = results.documents.iter().partition(|d| needs_review(d));
    html.raw("<main>\n");
    for document in open {
        section(document, &mut html);
    }
    if !quiet.is_empty() {
        html.raw(&format!(
            "<details class=\"quiet\"><summary>{} with nothing to review</summary>\n<ul>\n",
            counted(quiet.len(), "document")
        ));
        for document in quiet {
            html.raw("<li>")
                .element("code", "", &document.source.path)
                .raw(" ")
                .text(&document.title)
                .raw("</li>\n");
        }
        html.raw("</ul></details>\n");
    }
    html.raw("</main>\n</body>\n</html>\n");
    html.finish()
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Whether anything about a document asks for an editor's eye. What is certain does not.
fn needs_review(document: &Document) -> bool {
    !document.diagnostics.is_empty() || !document.removed.is_empty() || guesses(document).next().is_some()
}

fn guesses(document: &Document) -> impl Iterator<Item = &Repair> {
    document.repairs.iter().filter(|r| r.certainty != "certain")
}

fn summary(results: &Results, html: &mut Html) {
    let all = || results.documents.iter();
    let places = |is_certain: bool| -> usize {
        let repairs = all().flat_map(|d| &d.repairs).filter(|r| (r.certainty == "certain") == is_certain);
        repairs.map(|r| r.at.len()).sum()
    };
    let removed: usize = all().map(|d| d.removed.len()).sum();
    html.raw("<header>\n<h1>copydesk review</h1>\n<p>").raw(&format!(
        "{}; {}, {}, {}.</p>\n",
        counted(results.documents.len(), "document"),
        counted(places(true), "certain repair"),
        match places(false) {
            1 => "1 guess".to_owned(),
            guesses => format!("{guesses} guesses"),
        },
        counted(removed, "removal")
    ));
    html.raw("<div class=\"filters\">Show:\n");
    for (severity, name) in SEVERITIES {
        let count = all().flat_map(|d| &d.diagnostics).filter(|f| f.severity == severity).count();
        filter(severity, &format!("{name} ({count})"), html);
    }
    filter("guess", &format!("Guesses ({})", places(false)), html);
    filter("removal", &format!("Removals ({removed})"), html);
    html.raw("</div>\n");
    codes(results, html);
    html.raw("</header>\n");
}

fn filter(id: &str, name: &str, html: &mut Html) {
    html.raw(&format!("<label><input type=\"checkbox\" id=\"show-{id}\" checked> {name}</label>\n"));
}

/// How often each code was reported, and in how many documents.
fn codes(results: &Results, html: &mut Html) {
    let mut codes: BTreeMap<(usize, &str), (usize, usize)> = BTreeMap::new();
    for document in &results.documents {
        let mut seen = std::collections::BTreeSet::new();
        for finding in &document.diagnostics {
            let rank =
                SEVERITIES.iter().position(|(s, _)| *s == finding.severity).unwrap_or(SEVERITIES.len());
            let entry = codes.entry((rank, &finding.code)).or_default();
            entry.0 += 1;
            entry.1 += usize::from(seen.insert((rank, &finding.code)));
        }
    }
    if codes.is_empty() {
        return;
    }
    html.raw("<table><thead><tr><th>Code</th><th>Findings</th><th>Documents</th></tr></thead><tbody>\n");
    for ((rank, code), (count, documents)) in codes {
        let class = SEVERITIES.get(rank).map_or("", |(severity, _)| severity);
        html.raw("<tr><td>").element("code", class, code);
        html.raw(&format!("</td><td>{count}</td><td>{documents}</td></tr>\n"));
    }
    html.raw("</tbody></table>\n");
}

fn section(document: &Document, html: &mut Html) {
    html.raw("<details class=\"document\" open><summary>")
        .element("code", "", &document.source.path)
        .raw(" ");
    html.element("span", "title", &document.title).raw("</summary>\n");
    findings(document, html);
    repairs("Guesses to confirm", "guess", guesses(document), html);
    removals(document, html);
    let certain = document.repairs.iter().filter(|r| r.certainty == "certain");
    html.raw("<div class=\"rest\">");
    folded("Certain repairs", certain, html);
    article(document, html);
    html.raw("</div>\n</details>\n");
}

fn findings(document: &Document, html: &mut Html) {
    for finding in &document.diagnostics {
        let class = SEVERITIES.iter().find(|(s, _)| *s == finding.severity).map_or("info", |(s, _)| s);
        html.raw(&format!("<div class=\"finding {class}\">"));
        html.element("span", "severity", &finding.severity)
            .raw(" ")
            .element("code", "", &finding.code)
            .raw(" ");
        html.element("span", "at", &finding.at).element("p", "", &finding.message);
        html.element("p", "help", &finding.help).raw("</div>\n");
    }
}

fn repairs<'r>(title: &str, class: &str, repairs: impl Iterator<Item = &'r Repair>, html: &mut Html) {
    let mut repairs = repairs.peekable();
    if repairs.peek().is_none() {
        return;
    }
    html.raw(&format!("<div class=\"{class}\">")).element("h2", "", title);
    table(repairs, html);
    html.raw("</div>\n");
}

fn folded<'r>(title: &str, repairs: impl Iterator<Item = &'r Repair>, html: &mut Html) {
    let mut repairs = repairs.peekable();
    if repairs.peek().is_none() {
        return;
    }
    html.raw("<details>").element("summary", "", title);
    table(repairs, html);
    html.raw("</details>\n");
}

fn table<'r>(repairs: impl Iterator<Item = &'r Repair>, html: &mut Html) {
    html.raw("<table><thead><tr><th>From</th><th>To</th><th>Rule</th><th>Line and column</th></tr></thead><tbody>\n");
    for repair in repairs {
        html.raw("<tr><td>")
            .element("code", "", &repair.from)
            .raw("</td><td>")
            .element("code", "", &repair.to);
        html.raw("</td><td>").element("code", "", &repair.rule).raw("</td><td>").text(&repair.at.join(", "));
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table>");
}

fn removals(document: &Document, html: &mut Html) {
    if document.removed.is_empty() {
        return;
    }
    html.raw("<div class=\"removal\"><h2>Removed</h2>\n<table><thead><tr><th>Lines</th><th>Rule</th><th>Text</th></tr></thead><tbody>\n");
    for removed in &document.removed {
        html.raw("<tr><td>").text(&removed.lines).raw("</td><td>").element("code", "", &removed.rule);
        html.raw("</td><td>").element("pre", "", &removed.text).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
}

fn article(document: &Document, html: &mut Html) {
    if !document.has_article() {
        return;
    }
    html.raw("<details><summary>The article as cleaned</summary>\n<article>");
    html.element("h2", "", &document.title);
    let facts = [&document.byline, &document.published, &document.language];
    let source = &document.source;
    let read = [&source.media, &source.encoding, &source.encoding_basis];
    for line in [facts, read] {
        let line: Vec<&str> = line.into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
        html.element("p", "facts", &line.join(" · "));
    }
    items(&document.highlights, html);
    for part in &document.body {
        match part {
            Part::Heading(text) => html.element("h3", "", text),
            Part::Paragraph(text) => html.element("p", "", text),
            Part::Quote(text) => html.element("blockquote", "", text),
            Part::Code(text) => html.element("pre", "", text),
            Part::Caption(text) => html.element("p", "facts", text),
            Part::List(list) => items(list, html),
            Part::Table(rows) => html.element("pre", "", &rows.join("\n")),
        };
        html.raw("\n");
    }
    html.element("p", "disclaimer", &document.disclaimer).raw("</article></details>\n");
}

fn items<'h>(list: &[Item], html: &'h mut Html) -> &'h mut Html {
    if list.is_empty() {
        return html;
    }
    html.raw("<ul>");
    for item in list {
        html.raw("<li>");
        match item {
            Item::Leaf(text) => html.text(text),
            Item::Branch { text, items: below } => items(below, html.text(text)),
        };
        html.raw("</li>");
    }
    html.raw("</ul>\n")
}
