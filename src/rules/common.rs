//! How many texts hold a literal, by rough guess: what an expression needs is looked for by its rarest part.

use super::literals::Literal;

/// Words that most paragraphs of English hold, sorted.
const MOST: &[&str] = &["a", "and", "for", "in", "is", "of", "on", "that", "the", "to"];
/// Those that about every fifth holds, sorted.
const MANY: &[&str] = &[
    "about", "all", "an", "are", "as", "at", "be", "been", "but", "by", "can", "do", "from", "had", "has",
    "have", "he", "her", "his", "i", "if", "it", "its", "more", "my", "no", "not", "one", "or", "our", "out",
    "said", "she", "so", "their", "there", "they", "this", "up", "was", "we", "were", "what", "when",
    "which", "who", "will", "with", "you", "your",
];
/// Those that about every twentieth holds, sorted.
const SOME: &[&str] = &[
    "after", "against", "also", "am", "any", "because", "before", "between", "both", "could", "day", "did",
    "does", "each", "even", "first", "get", "going", "here", "him", "how", "into", "just", "like", "make",
    "many", "may", "me", "most", "must", "new", "now", "only", "other", "over", "own", "people", "per",
    "read", "see", "should", "some", "such", "take", "than", "them", "then", "these", "those", "through",
    "time", "two", "until", "us", "use", "very", "way", "well", "where", "while", "work", "would", "year",
    "years",
];
/// Letters of the longest of these words.
const LONGEST: usize = 7;
/// Of a longer list, this many texts stand for all.
const SAMPLE: usize = 32;

/// Of ten thousand paragraphs, how many hold one of these, by rough guess. Of no meaning but to compare.
pub(super) fn frequency(set: &[Literal]) -> usize {
    let step = set.len().div_ceil(SAMPLE).max(1);
    step * set.iter().step_by(step).map(of).sum::<usize>()
}

fn of(literal: &Literal) -> usize {
    let Literal { text, whole } = literal;
    // Scripts with large alphabets have rarer letters, with three bytes each.
    let at = |by_length: &[usize]| by_length.get(text.len()).copied().unwrap_or(1);
    if !whole {
        // A part of words is found within longer ones, too.
        return at(&[9000, 9000, 6000, 3000, 800, 200, 60, 20, 8, 4]);
    }
    let among = |words: &[&str]| text.len() <= LONGEST && words.binary_search(&text.as_str()).is_ok();
    match () {
        () if among(MOST) => 6000,
        () if among(MANY) => 2000,
        () if among(SOME) => 600,
        () => at(&[300, 200, 100, 50, 20, 10, 5, 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_for_the_search() {
        for words in [MOST, MANY, SOME] {
            assert!(words.is_sorted(), "{words:?}");
            assert!(words.iter().all(|word| word.len() <= LONGEST), "{words:?}");
        }
    }

    #[test]
    fn rarer_sets_count_less() {
        let set = |words: &[&str], whole: bool| -> Vec<Literal> {
            words.iter().map(|&text| Literal { text: text.into(), whole }).collect()
        };
        let rising = [
            set(&["solicitation"], true),
            set(&["shares", "stocks"], true),
            set(&["very"], true),
            set(&["your", "our"], true),
            set(&["the", "a"], true),
            set(&["e", "t"], false),
        ];
        assert!(rising.is_sorted_by_key(|set| frequency(set)));
    }
}
