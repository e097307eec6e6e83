//! Blocks that stand in a row speak for each other: an item of a list, a paragraph among others in one column.

use super::signs::{self, Sight};

/// What a single score counts at most, in hundredths of a logit.
const MOST: i32 = 600;

/// The scores, in each row of blocks of one make that no rule claims no lower than the mean of the row by words.
pub(super) fn upheld(sight: &Sight<'_>, scores: &[i32], is_claimed: &dyn Fn(usize) -> bool) -> Vec<i32> {
    let all: Vec<usize> = (0..scores.len()).collect();
    let make = |at: usize| {
        let f = &sight.features[at];
        (signs::form(sight.blocks[at].form), sight.columns[at], signs::is_said(f, false), f.field)
    };
    let is_row = |a: &usize, b: &usize| !is_claimed(*a) && !is_claimed(*b) && make(*a) == make(*b);
    let words = |at: usize| i32::try_from(sight.features[at].words.min(60)).unwrap_or(0) + 2;
    let mut out = Vec::with_capacity(scores.len());
    for row in all.chunk_by(is_row) {
        let sum: i64 = row.iter().map(|&at| i64::from(words(at) * scores[at].clamp(-MOST, MOST))).sum();
        let count: i64 = row.iter().map(|&at| i64::from(words(at))).sum();
        let mean = i32::try_from(sum / count.max(1)).unwrap_or(0);
        out.extend(row.iter().map(|&at| scores[at].max(mean)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;
    use crate::strip::page;

    #[test]
    fn items_of_a_list_uphold_each_other() {
        let text = "- oak and ash\n- elm and lime\n- beech and yew\nThe mill turns again after two years of repairs.\n";
        let blocks = segment(Source::new("page.txt".into(), Media::Plain, Decoding::of(text.into()))).blocks;
        let features = page::features(&blocks, &|_| false);
        let none = vec![None; blocks.len()];
        let grounds = vec![None; blocks.len()];
        let columns = vec![0; blocks.len()];
        let sight = Sight {
            blocks: &blocks,
            features: &features,
            classes: &none,
            grounds: &grounds,
            columns: &columns,
            title: None,
        };
        let scores = [300, -300, 300, -400];
        assert_eq!(upheld(&sight, &scores, &|_| false), [300, 100, 300, -400]);
        // What a rule claims parts the row.
        assert_eq!(upheld(&sight, &scores, &|at| at == 1), scores);
    }
}
