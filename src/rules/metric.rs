//! Measures of a whole document that `limit` can bound: the quality measures of web corpora.

/// A measure of a document. What a line, a word and a share are is said in `docs/rules.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Characters, white space between blocks left out.
    Characters,
    /// Blocks: paragraphs, headings, list items.
    Lines,
    /// Paragraphs and quotations.
    Paragraphs,
    /// Characters in a word, on average.
    MeanWordLength,
    /// `#` signs for each word.
    HashRatio,
    /// Ellipses for each word.
    EllipsisRatio,
    /// Lines for each word.
    LineRatio,
    /// Of what stands between white space, the share that holds a letter.
    AlphabeticShare,
    /// Lines that are list items with a bullet, or begin with one.
    BulletLineShare,
    /// Lines that end with an ellipsis.
    EllipsisLineShare,
    /// Lines that end as sentences do.
    TerminalLineShare,
    /// Lines of fewer than thirty characters.
    ShortLineShare,
    /// Lines that repeat an earlier one.
    DuplicateLineShare,
    /// Characters in such lines.
    DuplicateLineCharacterShare,
    /// Paragraphs that repeat an earlier one.
    DuplicateParagraphShare,
    /// Characters in such paragraphs.
    DuplicateParagraphCharacterShare,
    /// Characters in the most frequent run of so many words, where it occurs more than once.
    TopGramShare(usize),
    /// Characters in runs of so many words that stand further up already.
    DuplicateGramShare(usize),
}

use Metric as M;

/// The names of the metrics, as rules write them.
pub const METRICS: &[(&str, Metric)] = &[
    ("words", M::Words),
    ("sentences", M::Sentences),
    ("characters", M::Characters),
    ("lines", M::Lines),
    ("paragraphs", M::Paragraphs),
    ("mean-word-length", M::MeanWordLength),
    ("hash-ratio", M::HashRatio),
    ("ellipsis-ratio", M::EllipsisRatio),
    ("line-ratio", M::LineRatio),
    ("alphabetic-share", M::AlphabeticShare),
    ("bullet-line-share", M::BulletLineShare),
    ("ellipsis-line-share", M::EllipsisLineShare),
    ("terminal-line-share", M::TerminalLineShare),
    ("short-line-share", M::ShortLineShare),
    ("duplicate-line-share", M::DuplicateLineShare),
    ("duplicate-line-character-share", M::DuplicateLineCharacterShare),
    ("duplicate-paragraph-share", M::DuplicateParagraphShare),
    ("duplicate-paragraph-character-share", M::DuplicateParagraphCharacterShare),
    ("top-2-gram-share", M::TopGramShare(2)),
    ("top-3-gram-share", M::TopGramShare(3)),
    ("top-4-gram-share", M::TopGramShare(4)),
    ("duplicate-5-gram-share", M::DuplicateGramShare(5)),
    ("duplicate-6-gram-share", M::DuplicateGramShare(6)),
    ("duplicate-7-gram-share", M::DuplicateGramShare(7)),
    ("duplicate-8-gram-share", M::DuplicateGramShare(8)),
    ("duplicate-9-gram-share", M::DuplicateGramShare(9)),
    ("duplicate-10-gram-share", M::DuplicateGramShare(10)),
];

impl Metric {
    /// As rules write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        METRICS.iter().find(|(_, m)| *m == self).map_or("", |(name, _)| name)
    }

    /// Whether it lies between 0 and 1 and is shown in percent.
    #[must_use]
    pub fn is_share(self) -> bool {
        self.name().ends_with("-share")
    }
}
