//! Lines over the running text: the entries of a menu, and the facts that an article begins with.

use super::judge::{Ground, Page};

/// Words of a menu's entry at most, and labels that make a menu of what stands between them.
const ENTRY: usize = 2;
const LABELS: usize = 3;

impl Page<'_> {
    /// Runs of lines under the title most of which have figures or a colon inside: ingredients, results, whom to ask.
    pub(super) fn facts(&self, title: usize, first: usize) -> Vec<usize> {
        let is_line = |at: &usize| {
            let f = &self.features[*at];
            self.dropped[*at].is_none() && self.hits[*at].is_none() && !f.field && !f.safe && !f.dated
        };
        let lines: Vec<usize> = (title + 1..first).filter(is_line).collect();
        let runs = lines.chunk_by(|a, b| a + 1 == *b);
        let is_fact = |run: &&[usize]| {
            let count = run.iter().filter(|&&at| self.features[at].fact).count();
            count >= 2 && count * 2 >= run.len()
        };
        runs.filter(is_fact).flatten().copied().collect()
    }

    /// Entries between the labels that a page without running text begins with.
    pub(super) fn menu(&mut self) {
        let is_entry = |at: &usize| {
            self.dropped[*at].is_some() || {
                let f = &self.features[*at];
                f.open && f.words <= ENTRY && !f.safe
            }
        };
        let begins = (0..self.features.len()).take_while(is_entry);
        let labels: Vec<usize> = begins.filter(|&at| self.dropped[at].is_some()).collect();
        if let Some(&last) = labels.last().filter(|_| labels.len() >= LABELS) {
            self.fill(0, last, ENTRY, usize::MAX, Ground::Between);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::strip::tests::dropped;

    #[test]
    fn entries_between_the_labels_a_page_begins_with_are_a_menu() {
        let page = "Skip to content\nHome\nNews\nMills\nSubscribe\nLog in\nTwo short poems by Ann Poe\nWheel\nIt turns\nwithout a word\n";
        assert_eq!(dropped(page)[..6], ["Skip to content", "Home", "News", "Mills", "Subscribe", "Log in"]);
        assert_eq!(
            dropped("Home\nNews\nMills\nTwo short poems by Ann Poe\nWheel\nIt turns\nwithout a word\n"),
            ["Home"]
        );
    }

    #[test]
    fn what_a_recipe_begins_with_stays() {
        let page = "Home\nNews\nRecipes\nBarley bread of the mill\nBy Ann Poe\n3 May 2024\nShare\nPrint recipe\n400 g barley flour\n\
                    1 pinch of salt\n2 cups of water\nMix the flour with the water and let it stand. Then bake it until it is brown.\n\
                    Eat it warm, with butter and with those who helped.\nComments\nPrivacy policy\n";
        let gone = dropped(page);
        assert!(gone.iter().all(|line| !line.contains("flour") && !line.contains("salt")), "{gone:?}");
        assert!(gone.len() >= 6, "{gone:?}");
    }
}
