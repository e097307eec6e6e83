//! What is published: YAML, JSON Lines, text, Markdown. From its own serde structs.

mod article;
mod date;
mod ledger;
mod list;
mod markdown;
mod scalar;
mod text;

pub(crate) use article::findings;
pub use article::{Article, article};
pub use ledger::{is_removal, removals};
pub use text::text;

use crate::model::Edited;

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One YAML document.
    Yaml,
    /// One JSON object on a line.
    Jsonl,
    /// Plain text, a block on a line.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Jsonl => "jsonl",
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }

    /// What stands between two documents of one stream.
    #[must_use]
    pub fn separator(self) -> &'static str {
        match self {
            Self::Yaml => "---\n",
            Self::Jsonl => "",
            Self::Text => "\n",
            Self::Markdown => "\n",
        }
    }
}

/// Writes one document in full.
///
/// # Errors
/// Where the writer of the format refuses a value; a bug, told as such.
pub fn document(edited: &Edited, format: Format) -> Result<String, String> {
    match format {
        Format::Yaml => yaml(&article(edited)),
        Format::Jsonl => {
            let line = serde_json::to_string(&article(edited)).map_err(|e| e.to_string())?;
            let mut line = crate::json::one_line_str(line);
            line.push('\n');
            Ok(line)
        }
        Format::Text => Ok(text::lines(edited)),
        Format::Markdown => Ok(markdown::markdown(edited)),
    }
}

fn yaml(article: &Article<'_>) -> Result<String, String> {
    // Text is never folded or wrapped: a folded scalar does not come back as it went in.
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    serde_yaml::to_string_with_options(article, options)
        .map_err(|e| format!("YAML could not be written: {e}"))
}
