//! What is left on a whole page far from the article: a teaser, a poll, the text of a form.

use super::Outline;
use crate::strip::judge::Ground;
use crate::strip::page::Feature;
use std::ops::Range;

/// Blocks that must be claimed on a page before what stands apart goes: whole pages have as many.
const CLAIMED: usize = 60;

/// Dropped blocks that part an island from the article.
const APART: usize = 6;

/// What an island's score must stay below on average to go, in hundredths of a logit.
const LEAST: i64 = 50;

/// Blocks that stand apart from the article and lean away from it, taken together.
pub(super) fn islands(outline: &Outline, features: &[Feature], grounds: &[Option<Ground>]) -> Vec<usize> {
    if grounds.iter().flatten().take(CLAIMED).count() < CLAIMED {
        return Vec::new();
    }
    let kept = |at: &usize| grounds[*at].is_none();
    let words = |at: usize| i64::try_from(features[at].words.min(60) + 2).unwrap_or(0);
    let score = |at: usize| i64::from(outline.scores[at]);
    let worth =
        |r: &Range<usize>| r.clone().filter(kept).map(|at| words(at) * score(at).clamp(0, 400)).sum::<i64>();
    let leans =
        |r: &Range<usize>| r.clone().filter(kept).map(|at| words(at) * (score(at) - LEAST)).sum::<i64>();
    let found = parts((0..grounds.len()).filter(kept));
    let article =
        found.iter().enumerate().max_by_key(|(n, r)| (worth(r), std::cmp::Reverse(*n))).map(|(n, _)| n);
    let away = found.iter().enumerate().filter(|(n, r)| Some(*n) != article && leans(r) < 0);
    away.flat_map(|(_, r)| r.clone().filter(kept)).collect()
}

/// Kept blocks in parts, each from the first to one past the last.
fn parts(kept: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in kept {
        match found.last_mut() {
            Some(part) if at - part.end < APART => part.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}
