//! Grows small trees one after the other, each on what those before it get wrong (gradient boosting).

use std::fmt::Write as _;

const TREES: usize = 60;
const LEAVES: usize = 8;
/// How much of what a tree finds is believed.
const RATE: f64 = 0.2;
/// Holds back answers that few blocks speak for, in blocks of mean weight.
const DOUBT: f64 = 100.0;
/// Added to every score, in logits: what is in doubt is the article's.
const MARGIN: f64 = 0.3;
/// Blocks behind an answer at least.
const LEAST: usize = 60;
/// Of ten blocks and ten measures, how many a tree looks at.
const BLOCKS: u64 = 7;
const MEASURES: u64 = 5;

/// A block: its measures, whether it is the article's, and how much it counts.
pub(crate) struct Case<'m> {
    pub(crate) measures: &'m [u8],
    pub(crate) is_article: bool,
    pub(crate) weight: f64,
}

/// A question with what holds below its bar and else, or an answer in logits.
pub(crate) enum Tree {
    Ask(usize, u8, Box<[Tree; 2]>),
    Answer(f64),
}

impl Tree {
    pub(crate) fn answer(&self, measures: &[u8]) -> f64 {
        match self {
            Self::Ask(measure, bar, halves) => {
                halves[usize::from(measures[*measure] >= *bar)].answer(measures)
            }
            Self::Answer(answer) => *answer,
        }
    }

    /// The tree as the program reads it.
    pub(crate) fn write(&self, names: &[&str], out: &mut String) {
        match self {
            Self::Ask(measure, bar, halves) => {
                let _ = write!(out, " {}<{bar}", names[*measure]);
                halves.iter().for_each(|half| half.write(names, out));
            }
            Self::Answer(answer) => {
                let _ = write!(out, " {}", (answer * 100.0).round());
            }
        }
    }
}

/// Blocks that share an answer so far, and the question that would tell them apart best.
struct Leaf {
    cases: Vec<usize>,
    split: Option<Split>,
    /// Its place in the tree: the halves taken from the root.
    path: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    measure: usize,
    bar: u8,
}

/// A block's slope and curvature under the scores so far.
type Pull = [f64; 2];

pub(crate) fn grow(cases: &[Case<'_>]) -> Vec<Tree> {
    let mean = cases.iter().map(|c| c.weight).sum::<f64>() / cases.len().max(1) as f64;
    let weights: Vec<f64> = cases.iter().map(|c| (c.weight / mean).min(8.0)).collect();
    let sum = |article: bool| -> f64 {
        cases.iter().zip(&weights).filter(|(c, _)| c.is_article == article).map(|(_, w)| w).sum()
    };
    let base = (sum(true).max(1.0) / sum(false).max(1.0)).ln();
    let mut scores = vec![base; cases.len()];
    let mut trees = vec![Tree::Answer(base + MARGIN)];
    let mut dice = Dice(0x5EED);
    for _ in 0..TREES {
        let pulls: Vec<Pull> = (0..cases.len())
            .map(|i| {
                let chance = 1.0 / (1.0 + (-scores[i]).exp());
                let target = f64::from(u8::from(cases[i].is_article));
                [weights[i] * (chance - target), weights[i] * chance * (1.0 - chance)]
            })
            .collect();
        let seen: Vec<usize> = (0..cases.len()).filter(|_| dice.falls(BLOCKS)).collect();
        let count = cases.first().map_or(0, |c| c.measures.len());
        let measures: Vec<usize> = (0..count).filter(|_| dice.falls(MEASURES)).collect();
        let tree = tree(cases, &pulls, seen, &measures);
        for (score, case) in scores.iter_mut().zip(cases) {
            *score += tree.answer(case.measures);
        }
        trees.push(tree);
    }
    trees
}

/// Splits the leaf with most to gain until there are enough.
fn tree(cases: &[Case<'_>], pulls: &[Pull], seen: Vec<usize>, measures: &[usize]) -> Tree {
    let leaf = |cases_in: Vec<usize>, path: Vec<usize>| {
        let split = split(cases, pulls, &cases_in, measures);
        Leaf { cases: cases_in, split, path }
    };
    let mut root = Tree::Answer(answer(pulls, &seen));
    let mut leaves = vec![leaf(seen, Vec::new())];
    while leaves.len() < LEAVES {
        let gain = |l: &Leaf| l.split.map_or(0.0, |s| s.gain);
        let Some(best) = (0..leaves.len()).max_by(|&a, &b| gain(&leaves[a]).total_cmp(&gain(&leaves[b])))
        else {
            break;
        };
        let Some(split) = leaves[best].split.filter(|s| s.gain > 0.0) else { break };
        let parent = leaves.swap_remove(best);
        let (below, above): (Vec<usize>, Vec<usize>) =
            parent.cases.iter().partition(|&&i| cases[i].measures[split.measure] < split.bar);
        let halves = [answer(pulls, &below), answer(pulls, &above)].map(Tree::Answer);
        *at(&mut root, &parent.path) = Tree::Ask(split.measure, split.bar, Box::new(halves));
        for (half, cases) in [below, above].into_iter().enumerate() {
            let path = parent.path.iter().copied().chain([half]).collect();
            leaves.push(leaf(cases, path));
        }
    }
    root
}

fn at<'t>(tree: &'t mut Tree, path: &[usize]) -> &'t mut Tree {
    match (tree, path) {
        (Tree::Ask(_, _, halves), [half, rest @ ..]) => at(&mut halves[*half], rest),
        (tree, _) => tree,
    }
}

fn answer(pulls: &[Pull], cases: &[usize]) -> f64 {
    let [slope, bend] = sum(cases.iter().map(|&i| pulls[i]));
    -slope / (bend + DOUBT) * RATE
}

fn sum(pulls: impl Iterator<Item = Pull>) -> Pull {
    pulls.fold([0.0; 2], |a, b| [a[0] + b[0], a[1] + b[1]])
}

fn split(cases: &[Case<'_>], pulls: &[Pull], among: &[usize], measures: &[usize]) -> Option<Split> {
    let worth = |[slope, bend]: Pull| slope * slope / (bend + DOUBT);
    let all = sum(among.iter().map(|&i| pulls[i]));
    let mut best: Option<Split> = None;
    for &measure in measures {
        let mut values = [([0.0; 2], 0_usize); 256];
        for &i in among {
            let (pull, count) = &mut values[usize::from(cases[i].measures[measure])];
            *pull = [pull[0] + pulls[i][0], pull[1] + pulls[i][1]];
            *count += 1;
        }
        let (mut below, mut count) = ([0.0; 2], 0);
        for bar in 1..=u8::MAX {
            let (pull, more) = values[usize::from(bar) - 1];
            below = [below[0] + pull[0], below[1] + pull[1]];
            count += more;
            if more == 0 || count < LEAST || among.len() - count < LEAST {
                continue;
            }
            let above = [all[0] - below[0], all[1] - below[1]];
            let gain = worth(below) + worth(above) - worth(all);
            if gain > best.map_or(0.0, |b| b.gain) {
                best = Some(Split { gain, measure, bar });
            }
        }
    }
    best
}

/// A fixed linear congruential generator: the same throws in every run.
struct Dice(u64);

impl Dice {
    /// True so many times in ten.
    fn falls(&mut self, times: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 10 < times
    }
}
