//! Small trees of questions whose answers are added up: the model of the second look.

/// A question about one measure, or an answer.
#[derive(Clone, Copy, Debug)]
enum Node {
    /// Below `bar` the next node answers, else the one at `other`.
    Ask { measure: usize, bar: u8, other: usize },
    /// Hundredths of a logit.
    Answer(i32),
}

/// All trees, one after the other, each in the order in which it is written.
#[derive(Debug, Default)]
pub(super) struct Trees {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl Trees {
    /// Trees from lines such as `tree score<120 -35 away<2 40 10`: a question, what holds below its bar, and what else.
    /// What is no such line is passed over.
    pub(super) fn parse<'l>(lines: impl Iterator<Item = &'l str>, names: &[&str]) -> Self {
        let mut trees = Self::default();
        for line in lines.filter_map(|line| line.strip_prefix("tree ")) {
            trees.roots.push(trees.nodes.len());
            // Questions whose first half is being read.
            let mut open: Vec<usize> = Vec::new();
            for word in line.split(' ') {
                let at = trees.nodes.len();
                let Some((name, bar)) = word.split_once('<') else {
                    trees.nodes.push(Node::Answer(word.parse().unwrap_or(0)));
                    // The other half of the last open question comes next.
                    if let Some(asked) = open.pop()
                        && let Node::Ask { other, .. } = &mut trees.nodes[asked]
                    {
                        *other = at + 1;
                    }
                    continue;
                };
                let measure = names.iter().position(|n| *n == name).unwrap_or(0);
                trees.nodes.push(Node::Ask { measure, bar: bar.parse().unwrap_or(0), other: at });
                open.push(at);
            }
        }
        trees
    }

    /// The sum of the answers.
    pub(super) fn score(&self, measures: &[u8]) -> i32 {
        self.roots.iter().map(|&root| self.answer(root, measures, &mut |_| {})).sum()
    }

    /// What each measure has to do with the sum: a tree's answer is shared among those it asked for.
    pub(super) fn shares(&self, measures: &[u8]) -> Vec<f64> {
        let mut shares = vec![0.0; measures.len()];
        for &root in &self.roots {
            let mut asked = Vec::new();
            let answer = self.answer(root, measures, &mut |measure| asked.push(measure));
            let share = f64::from(answer) / asked.len().max(1) as f64;
            asked.iter().for_each(|&measure| shares[measure] += share);
        }
        shares
    }

    fn answer(&self, mut at: usize, measures: &[u8], asked: &mut dyn FnMut(usize)) -> i32 {
        // Every question leads on, so a tree ends.
        loop {
            match self.nodes.get(at) {
                Some(&Node::Ask { measure, bar, other }) => {
                    asked(measure);
                    at = if measures.get(measure).is_some_and(|m| *m < bar) {
                        at + 1
                    } else {
                        other.max(at + 1)
                    };
                }
                Some(Node::Answer(answer)) => return *answer,
                None => return 0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Trees;

    #[test]
    fn trees_ask_down_to_an_answer() {
        let lines = ["# a comment", "tree a<3 b<2 10 20 -5", "tree b<9 1 2"];
        let trees = Trees::parse(lines.into_iter(), &["a", "b"]);
        for (measures, sum) in [([0, 0], 11), ([0, 2], 21), ([3, 0], -4), ([3, 9], -3)] {
            assert_eq!(trees.score(&measures), sum, "{measures:?}");
        }
        assert_eq!(trees.shares(&[3, 9]), [-5.0, 2.0]);
    }
}
