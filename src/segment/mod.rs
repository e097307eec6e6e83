//! Text or markup to blocks, from layout and markup alone.
//!
//! Knows no boilerplate and no rules. Every non-blank character of the source ends up in one block.
//! Bullets are form and stay out of a block's text; numbers are content and stay in it.

mod bullet;
mod eastern;
mod heading;
mod html;
mod line;
mod markdown;
mod pieces;
mod plain;
mod reform;
mod wrap;

use crate::model::{Block, Change, Diagnostic, Draft, Media, Source};

pub(crate) use heading::{has_form as has_heading_form, is_prose};
pub(crate) use markdown::escaped as escaped_markdown;
pub use reform::reform;

/// Cuts a document into blocks.
#[must_use]
pub fn segment(source: Source) -> Draft {
    let (mut changes, mut diagnostics): (Vec<Change>, Vec<Diagnostic>) = Default::default();
    let blocks: Vec<Block> = match source.media() {
        Media::Plain => {
            let found = plain::blocks(source.text());
            changes = found.1;
            found.0
        }
        Media::Markdown => markdown::blocks(source.text()),
        Media::Html => {
            let found = html::parts(source.text());
            (changes, diagnostics) = (found.unseen, found.diagnostics);
            found.blocks
        }
    };
    Draft { source, blocks, changes, diagnostics }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decoding;
    use proptest::prelude::*;

    fn draft(media: Media, text: String) -> Draft {
        let decoding = Decoding::of(text);
        segment(Source::new("page".into(), media, decoding))
    }

    /// Pieces of pages, so that random texts hit the grammar.
    const PARTS: &[&str] = &[
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\u{a0}",
        "- ",
        "• ",
        "* ",
        "1. ",
        "2. ",
        "# ",
        "> ",
        "---",
        "```",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<li>",
        "<script>",
        "&amp;",
        "&",
        "<",
        ">",
        "|",
        "[a](b)",
        "![x](y)",
        "**",
        "_",
        "title: x",
        "word",
        "Two words.",
        "ยฉ!-- wp:a -->",
        "a line that is long enough to be called running text.",
        "é",
        "日本",
        "\u{ad}",
        "co-",
        "operate",
        "\\",
        "`",
        "===",
        "\u{feff}",
    ];

    fn page() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PARTS), 0..60).prop_map(|parts| parts.concat())
    }

    fn assert_sound(draft: &Draft) {
        let text = draft.source.text();
        let mut at = 0;
        for block in &draft.blocks {
            assert!(block.span.start >= at, "blocks overlap in {text:?}");
            at = block.span.end;
            let mut inside = block.span.start;
            for piece in block.text.pieces() {
                assert!(
                    piece.span.start >= inside && piece.span.end <= at,
                    "a piece leaves its block in {text:?}"
                );
                inside = piece.span.end;
                let stands = &block.text.as_str()[piece.range()];
                assert!(!piece.verbatim || stands == draft.source.slice(piece.span), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_mark_of_a_text_is_in_one_block(text in page(), markdown in any::<bool>()) {
            let media = if markdown { Media::Markdown } else { Media::Plain };
            let draft = draft(media, text.clone());
            assert_sound(&draft);
            let covered: String = draft.blocks.iter().map(|b| draft.source.slice(b.span)).collect();
            let marks = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(marks(&covered), marks(&text));
        }

        #[test]
        fn html_pieces_stand_for_their_source(text in page()) {
            assert_sound(&draft(Media::Html, text));
        }

        #[test]
        fn any_characters_are_sound(text in any::<String>(), which in 0..3_usize) {
            assert_sound(&draft([Media::Plain, Media::Markdown, Media::Html][which], text));
        }
    }
}
