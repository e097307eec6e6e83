//! Whether the author of a text writes the day before the month, where a date in numbers leaves it open.

use crate::model::{Article, Block, Form};

/// What is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nothing.
    Unknown,
    /// The text is English, where both are usual.
    English,
    /// Day, month, year.
    DayFirst,
}

/// Countries that write English, and the day first.
const DAY_FIRST: &[&str] = &["gb", "uk", "ie", "au", "nz", "in", "za"];
/// Languages in which both orders are usual, or neither.
const OTHERS: &[&str] = &["zh", "ja", "ko", "fil", "tl"];

/// Words no English text of some length goes without, and hardly one of another language has.
const ENGLISH: &[&str] =
    &["the", "and", "of", "to", "is", "was", "for", "that", "with", "has", "have", "from"];

/// Words that tell.
const FEWEST: usize = 25;
/// Words that are looked at.
const MOST: usize = 300;

impl Order {
    /// What a document says: its language, or the words of its text.
    pub(crate) fn of(article: &Article) -> Self {
        let language = article.kept().find(|b| matches!(b.form, Form::Meta("lang" | "language")));
        language
            .map_or_else(|| Self::of_words(article.kept()), |block| Self::of_language(block.text.as_str()))
    }

    fn of_language(tag: &str) -> Self {
        let tag = tag.to_lowercase();
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        match language {
            "en" | "english" if parts.any(|part| DAY_FIRST.contains(&part)) => Self::DayFirst,
            "en" | "english" => Self::English,
            _ if OTHERS.contains(&language) => Self::Unknown,
            _ => Self::DayFirst,
        }
    }

    fn of_words<'b>(blocks: impl Iterator<Item = &'b Block>) -> Self {
        let texts = blocks.filter(|b| !matches!(b.form, Form::Meta(_) | Form::Comment | Form::Code));
        let words = texts.flat_map(|b| b.text.as_str().split_whitespace()).take(MOST);
        let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
        let (mut all, mut english) = (0, 0);
        for word in words.filter(is_word) {
            all += 1;
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            english += usize::from(ENGLISH.iter().any(|e| bare.eq_ignore_ascii_case(e)));
        }
        match () {
            () if english * 20 >= all && english > 0 => Self::English,
            () if english == 0 && all >= FEWEST => Self::DayFirst,
            () => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decoding, Media, Source};
    use crate::segment::segment;

    fn of(media: Media, text: &str) -> Order {
        let draft = segment(Source::new("page".into(), media, Decoding::of(text.into())));
        Order::of(&Article { source: draft.source, blocks: draft.blocks, changes: draft.changes })
    }

    #[test]
    fn language_or_words_tell() {
        let german = "Das Wehr bei Holm wurde am Montag von denen geflickt, die es vor einem Jahr zerstört hatten, und \
                      niemand im Dorf wollte noch wissen, wer damals den ersten Stein bewegt hat.";
        let english = "The weir at Holm was mended on Monday by the people who had broken it a year ago.";
        assert_eq!(of(Media::Plain, german), Order::DayFirst);
        assert_eq!(of(Media::Plain, english), Order::English);
        assert_eq!(of(Media::Plain, "Das Wehr bei Holm"), Order::Unknown);
        for (language, order) in [
            ("en", Order::English),
            ("en-US", Order::English),
            ("en-GB", Order::DayFirst),
            ("fr", Order::DayFirst),
            ("ja", Order::Unknown),
        ] {
            assert_eq!(of(Media::Html, &format!("<html lang={language}><p>{english}")), order, "{language}");
        }
    }
}
