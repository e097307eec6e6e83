//! What the outline of a whole page says of each block: learnt weights over signs that need no language.
//!
//! Two looks. The first weighs a block by its own form, the make of its neighbours, and where it stands towards
//! the stretch of the page with most running text. The second weighs it again among its neighbours as the first
//! look saw them.

mod around;
pub(super) mod core;
mod first;
mod islands;
mod kinds;
mod rows;
mod second;
mod signs;
mod trees;
mod weights;

pub mod learning;

use super::judge::Ground;
use super::page::{Feature, is_deck};
use crate::model::Code;
pub(super) use signs::Sight;

/// What both looks make of the blocks of a page, in hundredths of a logit: the higher, the likelier they are
/// the article's.
pub(super) struct Outline {
    /// The measures of the second look.
    measures: Vec<Vec<u8>>,
    /// Its scores, none much below those it stands in a row with.
    scores: Vec<i32>,
    /// Where the article most likely is.
    core: std::ops::Range<usize>,
    /// Whether each block is made of sentences.
    said: Vec<bool>,
    /// Below these a block goes: one of sentences, any other.
    bars: [i32; 2],
}

/// Both looks at a page.
pub(super) fn outline(sight: &Sight<'_>) -> Outline {
    let core = core::core(sight);
    let signs = first::signs(sight, &core);
    let first: Vec<i32> = signs.iter().map(|s| weights::first(s)).collect();
    let measures = second::measures(sight, &signs, &first);
    let scores: Vec<i32> = measures.iter().map(|m| weights::second(m)).collect();
    let is_claimed = |at: usize| sight.classes[at].is_some() || sight.grounds[at].is_some();
    let scores = rows::upheld(sight, &scores, &is_claimed);
    let said = (0..scores.len()).map(|at| signs::is_said(&sight.features[at], is_claimed(at))).collect();
    let bars = bars(away(sight, &scores));
    Outline { measures, scores, core, said, bars }
}

impl Outline {
    /// What weighed in a block's score, for people.
    pub(super) fn told(&self, at: usize) -> String {
        weights::told(&self.measures[at], self.scores[at], self.bar(at))
    }

    /// What a block gets in the end, by what rules and the page's shape made of it. Where the outline leans to the
    /// article, they give way.
    pub(super) fn verdict(&self, at: usize, ground: Option<Ground>, claim: Claim) -> Option<Ground> {
        let score = self.scores[at];
        let least = match (ground, claim) {
            (None, _) => return (score < self.bar(at)).then_some(Ground::Outline),
            (Some(Ground::Site(_)), _) | (_, Claim::Sure) => return ground,
            (Some(Ground::Tail | Ground::Between), _) | (_, Claim::Label) => SURE,
            (Some(Ground::Head), _) => self.bar(at),
            _ => LEANS,
        };
        ground.filter(|_| score < least)
    }

    /// Below this a block goes that nothing else claims.
    fn bar(&self, at: usize) -> i32 {
        self.bars[usize::from(!self.said[at])]
    }

    /// A block's score.
    pub(super) fn score(&self, at: usize) -> i32 {
        self.scores[at]
    }

    /// Blocks of the page that say what this one says.
    pub(super) fn copies(&self, at: usize) -> usize {
        self.measures.get(at).map_or(0, |measures| second::copies_of(measures))
    }

    /// Whether a block stands in the stretch that most likely is the article.
    pub(super) fn is_inside(&self, at: usize) -> bool {
        self.core.contains(&at)
    }

    /// Blocks that are left far from the article and lean away from it.
    pub(super) fn islands(&self, features: &[Feature], grounds: &[Option<Ground>]) -> Vec<usize> {
        islands::islands(self, features, grounds)
    }
}

/// How a rule came to claim a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// By a rule of the user's own, which has the last word, or by what the markup says.
    Sure,
    /// Because it says, from end to end, what only labels say.
    Label,
    /// By a pattern, or not at all.
    Other,
}

/// Below these a block goes that nothing else claims, where the page is mostly article: one of sentences, of which
/// there is more to lose, and any other …
const BARS: [i32; 2] = [-300, -200];
/// … and below these where it is the whole page of a site: there is more to gain.
const WHOLE: [i32; 2] = [-160, -110];
/// Below this a block counts as leaning away.
const AWAY: i32 = -150;
/// Blocks that are claimed or lean away on a page that is mostly article, and on a whole one …
const COUNT: [usize; 2] = [20, 60];
/// … and their share of the page's words, in thousandths: a long list has many such blocks, too.
const SHARE: [usize; 2] = [200, 500];
/// From this on a pattern takes nothing …
const LEANS: i32 = 0;
/// … and from this on no label does, nor what stands among boilerplate.
const SURE: i32 = 50;

/// How many blocks are claimed or lean away, and their share of the page's words in thousandths.
fn away(sight: &Sight<'_>, scores: &[i32]) -> [usize; 2] {
    let words = |at: usize| sight.features[at].words.min(60) + 2;
    let is_away = |at: &usize| sight.grounds[*at].is_some() || scores[*at] < AWAY;
    let all: usize = (0..scores.len()).map(words).sum();
    let gone = || (0..scores.len()).filter(is_away);
    [gone().count(), gone().map(words).sum::<usize>() * 1000 / all.max(1)]
}

/// The bars of a page between one that is mostly article and a whole one.
fn bars([count, share]: [usize; 2]) -> [i32; 2] {
    let part = |n: usize, [from, to]: [usize; 2]| (n.clamp(from, to) - from) * 1000 / (to - from);
    let whole = i32::try_from(part(count, COUNT).min(part(share, SHARE))).unwrap_or(0);
    [0, 1].map(|kind| BARS[kind] + (WHOLE[kind] - BARS[kind]) * whole / 1000)
}

/// Blocks above the article's beginning among which its title, byline and date are looked for.
const HEAD: usize = 15;

/// What belongs to the article although it stands outside its running text: protected blocks, the title, and
/// the fields between it and the text.
pub(super) fn own(features: &[Feature], outline: &Outline, title: Option<usize>) -> Vec<bool> {
    let start = outline.core.start;
    let head = start.saturating_sub(HEAD)..start;
    let is_title = |i: &usize| {
        let f = &features[*i];
        f.heading && f.words >= 3 && !f.item && !f.field
    };
    let near = title.filter(|t| head.contains(t)).or_else(|| head.clone().rev().find(is_title));
    let fields = near.unwrap_or(start).saturating_sub(3)..start + 3;
    let deck = |at: usize| near.is_some_and(|title| is_deck(features, title, at));
    let own = |(at, f): (usize, &Feature)| {
        f.safe || Some(at) == near || (f.field && fields.contains(&at)) || deck(at)
    };
    features.iter().enumerate().map(own).collect()
}

/// The class of a rule by its code; `None` for one whose words say little.
pub(super) fn class(code: &Code) -> Option<usize> {
    kinds::class(code.as_str())
}
