//! Checks and times HTML pages: JSON Lines of `{"id", "html"}` or `{"id", "text"}` on standard input.
//!
//! ```text
//! cargo run --release --example pages < pages.jsonl
//! ```
//!
//! Every page is edited, and its decoded input rebuilt from what was kept and the ledger of the rest;
//! pages that do not come back are named, and the exit code is 1. For HTML the time of the extractor
//! alone, of cutting the page into blocks with it, and of the whole pipeline is told, the best of three.

use copydesk::desk::Desk;
use copydesk::model::{Decoding, Ledger, Media, Source};
use std::hint::black_box;
use std::io::BufRead as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(serde::Deserialize)]
struct Record {
    id: serde_json::Value,
    html: Option<String>,
    text: Option<String>,
}

fn main() -> ExitCode {
    let desk = Desk::default();
    let (mut pages, mut bytes, mut broken) = (0, 0, 0);
    let mut times = [Duration::ZERO; 3];
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(record) = serde_json::from_str::<Record>(&line) else {
            eprintln!("not a record: {}", line.chars().take(60).collect::<String>());
            continue;
        };
        let is_html = record.html.is_some();
        let Some(text) = record.html.or(record.text) else { continue };
        pages += 1;
        bytes += text.len();
        if !comes_back(&desk, &text, is_html) {
            broken += 1;
            println!("{}: not rebuilt", record.id);
        }
        if is_html && std::env::args().any(|arg| arg == "--time") {
            time(&desk, &text, &mut times);
        }
    }
    println!("{pages} pages, {bytes} bytes, {broken} not rebuilt");
    if times[0] > Duration::ZERO {
        for (name, time) in ["extractor alone", "cut into blocks", "whole pipeline"].iter().zip(times) {
            let speed = bytes as f64 / time.as_secs_f64() / 1e6;
            println!("{name:16} {:8.3} s {speed:8.1} MB/s", time.as_secs_f64());
        }
    }
    ExitCode::from(u8::from(broken > 0))
}

fn media(is_html: bool) -> Option<Media> {
    is_html.then_some(Media::Html)
}

fn comes_back(desk: &Desk, text: &str, is_html: bool) -> bool {
    let edited = desk.edit_text("page", text.to_owned(), media(is_html));
    let article = &edited.article;
    Ledger::of(article).rebuild(|n| article.blocks[n].text.as_str()).as_deref() == Some(text)
}

fn time(desk: &Desk, html: &str, times: &mut [Duration; 3]) {
    let work: [&dyn Fn(); 3] = [
        &|| {
            let config = dom_smoothie::Config {
                text_mode: dom_smoothie::TextMode::Formatted,
                ..dom_smoothie::Config::default()
            };
            let reader = dom_smoothie::Readability::new(html, None, Some(config));
            black_box(reader.ok().and_then(|mut reader| reader.parse().ok()));
        },
        &|| {
            let source = Source::new("page".into(), Media::Html, Decoding::of(html.to_owned()));
            black_box(copydesk::segment::segment(source));
        },
        &|| drop(black_box(desk.edit_text("page", html.to_owned(), Some(Media::Html)))),
    ];
    for (work, sum) in work.iter().zip(times) {
        let round = || {
            let start = Instant::now();
            work();
            start.elapsed()
        };
        *sum += (0..3).map(|_| round()).min().unwrap_or_default();
    }
}
