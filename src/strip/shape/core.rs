//! Where on a page the article most likely is: the stretch with the most running text for the least else.

use super::signs::Sight;
use std::ops::Range;

/// Words of a block that count at most: one long line does not make an article.
const MOST: usize = 60;

/// What a block adds to a stretch it stands in, in words.
fn worth(sight: &Sight<'_>, at: usize) -> i64 {
    let f = &sight.features[at];
    let words = i64::try_from(f.words.min(MOST)).unwrap_or(0);
    let gone = sight.grounds[at].is_some();
    match () {
        () if f.safe => 0,
        () if gone || sight.classes[at].is_some() => -12,
        () if f.prose => words,
        () if f.field => -4,
        () if !f.open && f.words >= 6 => words / 2,
        () if f.item && f.open => -8,
        () if f.open && f.words > 5 => -8,
        () => -5,
    }
}

/// The stretch of the greatest sum; empty on a page without running text.
pub(super) fn core(sight: &Sight<'_>) -> Range<usize> {
    best((0..sight.features.len()).map(|at| worth(sight, at)))
}

/// The first stretch of numbers with the greatest sum.
pub(super) fn best(numbers: impl Iterator<Item = i64>) -> Range<usize> {
    let (mut found, mut most, mut start, mut sum) = (0..0, 0, 0, 0);
    for (at, number) in numbers.enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += number;
        if sum > most {
            (found, most) = (start..at + 1, sum);
        }
    }
    found
}
