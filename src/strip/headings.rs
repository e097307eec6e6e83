//! Headings of an article that is about what pages have: they say what labels say, and head paragraphs of their own.

use super::Rules;
use super::page::Feature;
use crate::model::Block;
use crate::rules::Takes;
use std::collections::BTreeSet;

/// Different headings there are at least: one or two may be chance.
const FEWEST: usize = 3;
/// Words of a heading at most, and of the sentences under it at least.
const HEADING: usize = 6;
const SENTENCE: usize = 4;

/// The claimed blocks that head parts of the article, each between sentences that nothing claims. Where other claimed
/// blocks stand among them, they are what they look like.
pub(super) fn headings(
    blocks: &[Block],
    features: &[Feature],
    hits: &[Option<usize>],
    rules: &Rules,
) -> Vec<usize> {
    let is_free = |at: Option<usize>| {
        let f = at.and_then(|at| hits.get(at).filter(|hit| hit.is_none()).and(features.get(at)));
        f.is_some_and(|f| !f.open && !f.field && !f.item && f.words >= SENTENCE)
    };
    let heads = |at: &usize| {
        let f = &features[*at];
        let is_label = f.open && f.heading && !f.item && f.words <= HEADING;
        is_label
            && is_free(at.checked_sub(1))
            && is_free(Some(at + 1))
            && rules.says(blocks[*at].text.as_str())
    };
    let claimed: Vec<usize> =
        (0..hits.len()).filter(|&at| hits[at].is_some_and(|rule| rules.is_ours(rule))).collect();
    let mut found = Vec::new();
    for run in claimed.chunk_by(|a, b| heads(a) == heads(b)).filter(|run| heads(&run[0])) {
        let texts: BTreeSet<String> = run.iter().map(|&at| blocks[at].text.as_str().to_lowercase()).collect();
        let lists = run.iter().filter(|&&at| hits[at].is_some_and(|r| rules.takes(r) == Takes::List)).count();
        if texts.len() >= FEWEST && lists * 2 < run.len() {
            found.extend(run);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::strip::tests::dropped;

    #[test]
    fn labels_that_head_paragraphs_of_their_own_are_headings() {
        let own = "How to read a button\nYou see them every day, and nobody ever told you what they mean.\nAccept all\nThis one lets \
                   everybody follow you to the next shop.\nShare\nThis one tells them even if you never press it.\nSign up\nThis one \
                   asks for your address and keeps it.\nA fair page makes all of them equally small.\n";
        assert_eq!(dropped(own), [""; 0]);
        let page = "The mill of Holm\nThe mill turned for a hundred years before it stopped.\nAdvertisement\nThe miller says that he \
                    never saw it stop.\nShare\nFacebook\nThe wheel was mended on Monday by his son.\nAdvertisement\nNobody came to see \
                    it turn again.\nComments\n";
        assert!(dropped(page).len() >= 4, "{:?}", dropped(page));
    }
}
