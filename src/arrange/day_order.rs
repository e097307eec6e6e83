//! Whether the author of a text writes the day before the month, where a date in numbers leaves it open.

use crate::language::Sample;
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
        let sample = Sample::of(texts.map(|b| b.text.as_str()));
        sample.and_then(|sample| sample.tag()).map_or(Self::Unknown, Self::of_language)
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
        let korean = "홀름의 보는 일 년 전에 그것을 부순 사람들이 월요일에 고쳤다. 마을 사람들은 누가 먼저 돌을 옮겼는지 알고 싶어 하지 않았다.";
        assert_eq!(of(Media::Plain, korean), Order::Unknown);
        assert_eq!(of(Media::Html, &format!("<html lang=ko><p>{korean}")), Order::Unknown);
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
