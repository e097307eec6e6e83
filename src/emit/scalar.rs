//! Strings as every YAML reader loads them alike.

use serde::{Serialize, Serializer};
use serde_yaml::{DoubleQuoted, LitStr};
use std::borrow::Cow;

/// Longer texts are written as a block of their own (`|`), so that a diff of two articles is readable.
const INLINE_CHARS: usize = 80;

/// A string of the published YAML. In JSON it is a plain string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scalar<'a>(pub Cow<'a, str>);

impl<'a> From<&'a str> for Scalar<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Scalar<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = &*self.0;
        if trips_readers(text) {
            DoubleQuoted(text).serialize(serializer)
        } else if text.contains('\n') || text.chars().nth(INLINE_CHARS).is_some() {
            LitStr(text).serialize(serializer)
        } else {
            text.serialize(serializer)
        }
    }
}

/// A place or a range of lines: quoted always, because YAML 1.1 reads some of them (`23:33`) as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quoted(pub(super) String);

impl Serialize for Quoted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DoubleQuoted(&self.0).serialize(serializer)
    }
}

/// Texts that a block scalar holds by the letter of the standard, but that readers in use load
/// otherwise: PyYAML stumbles over a leading tab, the npm package `yaml` over trailing white space.
fn trips_readers(text: &str) -> bool {
    text.trim_start_matches(['\n', ' ']).starts_with('\t') || text.trim().is_empty() || text.ends_with("\n ")
}

#[cfg(test)]
mod tests {
    use super::{Quoted, Scalar};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Pieces that readers trip over, to be thrown together.
    const PIECES: &[&str] = &[
        "",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "\r\n",
        "a",
        "no",
        "- ",
        "# ",
        ": ",
        "'",
        "\"",
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!t",
        "? ",
        "---",
        "...",
        "2025-08-27",
        "12:30",
        "0x1F",
        "1e3",
        "null",
        "~",
        "=",
        "<<",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{7f}",
        "\u{1b}",
        "\0",
        "ก็",
        "é",
        "🧵",
        "\u{fffe}",
        "a longer run of words, so that the text passes eighty characters sooner than it would",
    ];

    fn written(text: &str) -> String {
        let item = |text: &str| Scalar::from(text.to_owned());
        let document = BTreeMap::from([("a", vec![item(text), item(text)]), ("b", vec![item(text)])]);
        let options = serde_yaml::ser_options! { prefer_block_scalars: false };
        serde_yaml::to_string_with_options(&document, options).expect("every string can be written")
    }

    #[track_caller]
    fn check(text: &str) {
        let yaml = written(text);
        let read: BTreeMap<String, Vec<String>> =
            serde_yaml::from_str(&yaml).unwrap_or_else(|e| panic!("{text:?}: {e}\n{yaml}"));
        assert_eq!(read["a"], [text, text], "{yaml}");
        assert_eq!(read["b"], [text], "{yaml}");
    }

    #[test]
    fn each_piece_alone_and_in_pairs() {
        for a in PIECES {
            check(a);
            for b in PIECES {
                check(&format!("{a}{b}"));
            }
        }
    }

    #[test]
    fn in_json_it_is_a_plain_string() {
        let json = serde_json::to_string(&(Scalar::from("\ta\nb"), Quoted("1:2".into()))).expect("JSON");
        assert_eq!(json, "[\"\\ta\\nb\",\"1:2\"]");
    }

    proptest! {
        #[test]
        fn pieces_come_back(parts in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
            check(&parts.concat());
        }

        #[test]
        fn any_string_comes_back(text in any::<String>()) {
            check(&text);
        }
    }
}
