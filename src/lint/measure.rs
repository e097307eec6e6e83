//! Measures of a document as a whole, as corpora are filtered by (Gopher, C4, FineWeb).

use super::page::View;
use crate::model::{Form, Role};
use crate::rules::{Metric, word_ranges};
use std::collections::{HashMap, HashSet};

/// Fewer characters make a line short (FineWeb).
const SHORT: usize = 30;

/// What a metric comes to over some blocks. 0 where there is nothing to measure.
pub(super) fn measure(metric: Metric, views: &[&View<'_>]) -> f64 {
    let lines = || views.iter().map(|v| v.text().trim());
    let paragraphs = || views.iter().filter(|v| is_paragraph(v)).map(|v| v.text().trim());
    match metric {
        Metric::Words => number(word_count(views)),
        Metric::Sentences => number(views.iter().map(|v| v.passage.sentences().len()).sum()),
        Metric::Characters => number(characters(lines())),
        Metric::Lines => number(views.len()),
        Metric::Paragraphs => number(paragraphs().count()),
        Metric::MeanWordLength => {
            let letters =
                lines().map(|l| word_ranges(l).into_iter().map(|w| l[w].chars().count()).sum::<usize>());
            ratio(letters.sum(), word_count(views))
        }
        Metric::HashRatio => ratio(lines().map(|l| l.matches('#').count()).sum(), word_count(views)),
        Metric::EllipsisRatio => ratio(lines().map(ellipses).sum(), word_count(views)),
        Metric::LineRatio => ratio(views.len(), word_count(views)),
        Metric::AlphabeticShare => {
            let tokens = || lines().flat_map(str::split_whitespace);
            ratio(tokens().filter(|t| t.contains(char::is_alphabetic)).count(), tokens().count())
        }
        Metric::BulletLineShare => share(views, is_bulleted),
        Metric::EllipsisLineShare => {
            share(views, |v| v.text().trim_end().ends_with(['…']) || v.text().trim_end().ends_with("..."))
        }
        Metric::TerminalLineShare => share(views, |v| is_terminated(v.text())),
        Metric::ShortLineShare => share(views, |v| v.text().trim().chars().count() < SHORT),
        Metric::DuplicateLineShare => ratio(repeats(lines()).count(), views.len()),
        Metric::DuplicateLineCharacterShare => ratio(characters(repeats(lines())), characters(lines())),
        Metric::DuplicateParagraphShare => ratio(repeats(paragraphs()).count(), paragraphs().count()),
        Metric::DuplicateParagraphCharacterShare => {
            ratio(characters(repeats(paragraphs())), characters(paragraphs()))
        }
        Metric::TopGramShare(n) => Grams::new(views).top(n),
        Metric::DuplicateGramShare(n) => Grams::new(views).repeated(n),
    }
}

#[allow(clippy::cast_precision_loss, reason = "documents have fewer than 2^52 of anything")]
fn number(n: usize) -> f64 {
    n as f64
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}

fn share(views: &[&View<'_>], is: impl Fn(&View<'_>) -> bool) -> f64 {
    ratio(views.iter().filter(|v| is(v)).count(), views.len())
}

fn word_count(views: &[&View<'_>]) -> usize {
    views.iter().map(|v| crate::rules::words(v.text())).sum()
}

fn characters<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|t| t.chars().count()).sum()
}

fn is_paragraph(view: &View<'_>) -> bool {
    matches!(view.block.form, Form::Paragraph | Form::Quote) && view.block.role != Role::Title
}

/// Three dots or their one character, however many follow each other.
fn ellipses(line: &str) -> usize {
    line.matches('…').count() + line.matches("...").count()
}

fn is_bulleted(view: &View<'_>) -> bool {
    matches!(view.block.form, Form::Item { ordered: false, .. })
        || view.text().trim_start().starts_with(['•', '‣', '▪', '●', '◦', '·', '*'])
}

/// Ends with a mark that ends sentences, marks that close behind it left out.
fn is_terminated(text: &str) -> bool {
    let closers = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）') || c.is_whitespace()
    };
    text.trim_end_matches(closers)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '｡', '؟', '۔', '।', ':', ';'])
}

/// Texts that stand further up already.
fn repeats<'t>(texts: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    let mut seen = HashSet::new();
    texts.filter(move |t| !t.is_empty() && !seen.insert(*t))
}

/// The words of a document, equal ones with equal numbers.
struct Grams {
    words: Vec<u32>,
    /// Characters of each word, by its number.
    lengths: Vec<usize>,
}

impl Grams {
    fn new(views: &[&View<'_>]) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let (mut words, mut lengths) = (Vec::new(), Vec::new());
        for view in views {
            for range in word_ranges(view.text()) {
                let word = &view.text()[range];
                let fresh = u32::try_from(known.len()).unwrap_or(u32::MAX);
                let number = *known.entry(word).or_insert(fresh);
                if number == fresh {
                    lengths.push(word.chars().count());
                }
                words.push(number);
            }
        }
        Self { words, lengths }
    }

    fn characters(&self, words: &[u32]) -> usize {
        words.iter().map(|&w| self.lengths[w as usize]).sum()
    }

    /// The share of characters in the run of `n` words that takes most of them, where it occurs twice or more.
    fn top(&self, n: usize) -> f64 {
        let mut counts: HashMap<&[u32], usize> = HashMap::new();
        for run in self.words.windows(n) {
            *counts.entry(run).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or(0);
        if most < 2 {
            return 0.0;
        }
        let taken = counts.iter().filter(|(_, c)| **c == most).map(|(run, c)| c * self.characters(run));
        ratio(taken.max().unwrap_or(0), self.characters(&self.words))
    }

    /// The share of characters in runs of `n` words that stand further up already; none is counted twice.
    fn repeated(&self, n: usize) -> f64 {
        let mut seen: HashSet<&[u32]> = HashSet::new();
        let (mut at, mut taken) = (0, 0);
        while let Some(run) = self.words.get(at..at + n) {
            if seen.insert(run) {
                at += 1;
            } else {
                taken += self.characters(run);
                at += n;
            }
        }
        ratio(taken, self.characters(&self.words))
    }
}

#[cfg(test)]
mod tests {
    use super::measure;
    use crate::lint::page::Page;
    use crate::rules::{METRICS, Memory, Packs};

    /// A metric over the blocks of a text.
    #[track_caller]
    fn check(name: &str, text: &str, expected: f64) {
        let article = crate::lint::examples::article(text);
        let packs = Packs::only(&[]).expect("nothing to load");
        let page = Page::new(&article, &packs, &Memory::default());
        let views: Vec<_> = page.views.iter().collect();
        let (_, metric) = METRICS.iter().find(|(n, _)| *n == name).expect("a metric");
        let got = measure(*metric, &views);
        assert!((got - expected).abs() < 1e-9, "{name} of {text:?}: {got}, expected {expected}");
    }

    #[test]
    fn metrics_count_what_their_papers_count() {
        check("words", "One two three.\n\nFour, five.", 5.0);
        check("sentences", "One two. Three.\n\nFour.", 3.0);
        check("characters", "One two.\n\nThree.", 14.0);
        check("lines", "One.\n\nTwo.\n\nThree.", 3.0);
        check("mean-word-length", "a bb ccc dddd it’s.", 2.8);
        check("hash-ratio", "One #two #three four.", 0.5);
        check("ellipsis-ratio", "One… two... three four.", 0.5);
        check("line-ratio", "One two three four.\n\nFive six seven eight.", 0.25);
        check("alphabetic-share", "one 2 three 4", 0.5);
        check("bullet-line-share", "A list:\n\n- one\n- two\n- three", 0.75);
        check("ellipsis-line-share", "It went on …\n\nIt ended.", 0.5);
        check("terminal-line-share", "It went “on.”\n\nHome\n\nContact\n\nIt ended!", 0.5);
        check("short-line-share", "Home\n\nIt ended as such things end, late and in the rain.", 0.5);
        check("duplicate-line-share", "Home is far.\n\nIt rains.\n\nHome is far.\n\nHome is far.", 0.5);
        check("duplicate-line-character-share", "ab cd.\n\nab cd.\n\nab cd.", 2.0 / 3.0);
        check("duplicate-paragraph-share", "It rains here.\n\nIt rains here.", 0.5);
        check("duplicate-paragraph-character-share", "It rains here.\n\nIt rains here.", 0.5);
        check("top-2-gram-share", "ab cd ab cd ef gh", 8.0 / 12.0);
        check("top-2-gram-share", "ab cd ef gh", 0.0);
        check("duplicate-5-gram-share", "a b c d e x a b c d e y", 5.0 / 12.0);
        check("words", "", 0.0);
        check("mean-word-length", "", 0.0);
    }
}
