//! The word that was probably meant.

/// Fewest letters of a word that is taken for the beginning of another.
const SHORTEST: usize = 3;

/// Words that others have for what is called something else here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("headline", "title"),
    ("if", "when"),
    ("where", "scope"),
    ("author", "byline"),
    ("subheading", "heading"),
    ("subhead", "heading"),
    ("none", "off"),
    ("no", "off"),
    ("false", "off"),
    ("ban", "forbid"),
    ("deny", "forbid"),
    ("substitute", "replace"),
    ("swap", "replace"),
    ("remove", "strip"),
    ("delete", "strip"),
];

/// The nearest of `known`, where it is near enough to be a slip of the fingers, or the word that is used here.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    let known: Vec<&str> = known.collect();
    let lower = word.to_lowercase();
    let here = ELSEWHERE.iter().find(|(there, _)| *there == lower);
    if let Some(same) = here.and_then(|(_, here)| known.iter().find(|k| *k == here)) {
        return Some(same);
    }
    let slip = known.iter().map(|k| (distance(word, k), *k)).filter(|&(d, _)| d <= allowed).min();
    slip.map(|(_, k)| k).or_else(|| short_for(word, &known))
}

/// The one of `known` that a word is the beginning of: `warn`.
fn short_for<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut longer = known.iter().filter(|k| k.len() > word.len() && k.starts_with(word));
    let first = longer.next().filter(|_| word.len() >= SHORTEST)?;
    longer.next().is_none().then_some(*first)
}

/// Edits (insert, delete, change, swap of neighbours) between two short words, case ignored.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().take(64).flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = vec![i + 1];
        for j in 0..b.len() {
            let change = row[j] + usize::from(a[i] != b[j]);
            let mut best = change.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["require", "forbid", "replace", "strip"];
        for (word, meant) in [
            ("requires", Some("require")),
            ("forbdi", Some("forbid")),
            ("Strip", Some("strip")),
            ("delete", Some("strip")),
            ("headline", None),
            ("x", None),
            ("rep", Some("replace")),
            ("re", None),
            ("replacement", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), meant, "{word}");
        }
    }
}
