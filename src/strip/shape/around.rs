//! What the second look counts around a block: days, claims, running text, lines of its make, what shares its column.

use super::kinds;
use super::signs::Sight;
use crate::hash;
use crate::strip::page::Feature;
use std::collections::HashMap;
use std::ops::Range;

/// What is counted, by name, in order.
pub(super) const NAMES: &[&str] = &[
    "days-up",
    "days-down",
    "days-near",
    "like",
    "alike",
    "words",
    "words-up-3",
    "words-down-3",
    "words-up-10",
    "words-down-10",
    "title-away",
    "text-up",
    "text-down",
    "texts-above",
    "texts-below",
    "claim-up",
    "claim-down",
    "text-since-claim",
    "text-to-claim",
    "replies-above",
    "replies-below",
    "claims-near",
    "short-run",
    "column-words",
    "column-score",
];

/// Blocks, and words, further than this count as this far.
const FAR: usize = 60;

/// Sums over all blocks before each.
struct Sums(Vec<usize>);

impl Sums {
    fn of(numbers: impl Iterator<Item = usize>) -> Self {
        let mut sum = 0;
        let sums = numbers.map(|n| {
            sum += n;
            sum
        });
        Self(std::iter::once(0).chain(sums).collect())
    }

    fn over(&self, range: Range<usize>) -> usize {
        let end = range.end.min(self.0.len() - 1);
        self.0[end] - self.0[range.start.min(end)]
    }

    fn mean(&self, range: Range<usize>) -> usize {
        let n = range.end.min(self.0.len() - 1).saturating_sub(range.start);
        self.over(range) / n.max(1)
    }
}

/// The measures of every block, by how it leans under the first look.
pub(super) fn measures(sight: &Sight<'_>, lean: &[f64]) -> Vec<Vec<u8>> {
    let n = sight.features.len();
    let f = |at: usize| &sight.features[at];
    let is_claimed = |at: usize| sight.classes[at].is_some() || sight.grounds[at].is_some();
    let is_text = |at: usize| f(at).prose && !is_claimed(at);
    let is_reply = |at: usize| sight.classes[at].is_some_and(kinds::is_reply);
    let count = |is: &dyn Fn(usize) -> bool| Sums::of((0..n).map(|at| usize::from(is(at))));
    let days = count(&|at| f(at).dated || f(at).field);
    let texts = count(&is_text);
    let text_words = Sums::of((0..n).map(|at| if is_text(at) { f(at).words } else { 0 }));
    let claims = count(&is_claimed);
    let replies = count(&is_reply);
    let words = Sums::of((0..n).map(|at| f(at).words));
    let [text_up, text_down] = distances(n, &is_text);
    let [claim_up, claim_down] = distances(n, &is_claimed);
    let [like, alike] = [false, true].map(|names| patterns(sight, names));
    let short = short_runs(sight.features);
    let columns = columns(sight, lean);
    let block = |at: usize| {
        let away = sight.title.map_or(2 * FAR + 1, |title| (FAR + at).saturating_sub(title).min(2 * FAR));
        let back = |far: usize| at.saturating_sub(far)..at;
        let on = |far: usize| at + 1..at + 1 + far;
        let [column_words, column_score] = columns[at];
        [
            days.over(back(6)),
            days.over(on(6)),
            days.over(at.saturating_sub(20)..at + 21),
            like[at],
            alike[at],
            f(at).words,
            words.mean(back(3)),
            words.mean(on(3)),
            words.mean(back(10)),
            words.mean(on(10)),
            away,
            text_up[at],
            text_down[at],
            texts.over(0..at),
            texts.over(at + 1..n),
            claim_up[at],
            claim_down[at],
            text_words.over((at + 1).saturating_sub(claim_up[at])..at) / 8,
            text_words.over(at + 1..at + claim_down[at]) / 8,
            replies.over(0..at),
            replies.over(at + 1..n),
            claims.over(at.saturating_sub(20)..at + 21),
            short[at],
            column_words,
            column_score,
        ]
        .map(|value| u8::try_from(value).unwrap_or(u8::MAX))
        .to_vec()
    };
    (0..n).map(block).collect()
}

/// Blocks up and down to the next of a kind.
fn distances(n: usize, is: &dyn Fn(usize) -> bool) -> [Vec<usize>; 2] {
    let walk = |places: &mut dyn Iterator<Item = usize>| {
        let mut seen = FAR;
        let next = |at: usize| {
            let far = if is(at) { 1 } else { (seen + 1).min(FAR) };
            std::mem::replace(&mut seen, far)
        };
        places.map(next).collect::<Vec<usize>>()
    };
    let (up, mut down) = (walk(&mut (0..n)), walk(&mut (0..n).rev()));
    down.reverse();
    [up, down]
}

/// Short blocks of the page that say the same but for numbers, and for `names` also but for words with capitals; none
/// where a block holds neither.
fn patterns(sight: &Sight<'_>, names: bool) -> Vec<usize> {
    let pattern = |at: usize| {
        let text = sight.blocks[at].text.as_str();
        let is_short = sight.features[at].words <= 20;
        let is_name = |w: &str| names && w.starts_with(char::is_uppercase);
        let is_open = |w: &str| w.contains(|c: char| c.is_ascii_digit()) || is_name(w);
        let mut last = "";
        let words = text.split_whitespace().map(|w| if is_open(w) { "#" } else { w });
        let words = words.filter(|w| *w != std::mem::replace(&mut last, w) || *w != "#");
        let holds = is_short && text.split_whitespace().any(is_open);
        holds.then(|| hash::of_chars(words.flat_map(|w| w.chars().chain([' ']))))
    };
    let all: Vec<Option<u64>> = (0..sight.blocks.len()).map(pattern).collect();
    let mut counts: HashMap<u64, usize> = HashMap::new();
    all.iter().flatten().for_each(|p| *counts.entry(*p).or_default() += 1);
    all.iter().map(|p| p.and_then(|p| counts.get(&p)).map_or(0, |n| (*n).min(FAR))).collect()
}

/// Short blocks in a row around each; none around running text.
fn short_runs(features: &[Feature]) -> Vec<usize> {
    let mut out = Vec::with_capacity(features.len());
    let is_short = |f: &Feature| f.open && f.words <= 12;
    for run in features.chunk_by(|a, b| is_short(a) == is_short(b)) {
        out.resize(out.len() + run.len(), if is_short(&run[0]) { run.len().min(FAR) } else { 0 });
    }
    out
}

/// Of the words of the page, the hundredths that stand in a block's column, and how they lean.
fn columns(sight: &Sight<'_>, lean: &[f64]) -> Vec<[usize; 2]> {
    let mut all: HashMap<usize, [f64; 2]> = HashMap::new();
    let mut sum = 0.0;
    for (at, lean) in lean.iter().enumerate() {
        let words = sight.features[at].words.min(60) as f64 + 2.0;
        let column = all.entry(sight.columns[at]).or_default();
        *column = [column[0] + words, column[1] + words * lean];
        sum += words;
    }
    let of = |column: &usize| {
        let [words, lean] = all.get(column).copied().unwrap_or([1.0, 0.0]);
        [(words * 100.0 / sum) as usize, (lean / words * 50.0 + 50.0) as usize]
    };
    sight.columns.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Decoding, Media, Source};
    use crate::segment::segment;
    use crate::strip::page;

    fn counted(text: &str, name: &str) -> Vec<u8> {
        let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text.into()));
        let blocks: Vec<Block> = segment(source).blocks;
        let features = page::features(&blocks, &|_| false);
        let (none, grounds) = (vec![None; blocks.len()], vec![None; blocks.len()]);
        let columns = vec![0; blocks.len()];
        let (classes, title) = (&none[..], Some(0));
        let sight = Sight {
            blocks: &blocks,
            features: &features,
            classes,
            grounds: &grounds,
            columns: &columns,
            title,
        };
        let at = NAMES.iter().position(|n| *n == name).unwrap_or(NAMES.len());
        measures(&sight, &vec![0.0; blocks.len()]).iter().map(|m| m[at]).collect()
    }

    const THREAD: &str = "Holm Mill Turns Again\nAnn Poe on May 3 said\nIt turns, and nobody believed it would.\n\
                          Lars Holm on May 4 said\nRating: 12 votes\nRating: 7 votes\n";

    #[test]
    fn lines_of_one_make_are_counted() {
        assert_eq!(counted(THREAD, "alike")[1], 2);
        assert_eq!(counted(THREAD, "like")[4..], [2, 2]);
        assert_eq!(counted(THREAD, "like")[2], 0);
    }

    #[test]
    fn places_count_from_the_title_and_to_the_next_text() {
        assert_eq!(counted(THREAD, "title-away")[..3], [60, 61, 62]);
        let text = "The mill at Holm turns again after two years of repairs, and its owners say that the new wheel will outlast \
                    them all, and so will the weir.\nWheel\nRiver\n";
        assert_eq!(counted(text, "text-up"), [60, 1, 2]);
        assert_eq!(counted(text, "text-down"), [60, 60, 60]);
    }
}
