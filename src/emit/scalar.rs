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

/// Texts that a block scalar holds by the letter of the standard, but that readers in use load
/// otherwise: PyYAML stumbles over a leading tab, the npm package `yaml` over trailing white space.
fn trips_readers(text: &str) -> bool {
    text.trim_start_matches(['\n', ' ']).starts_with('\t') || text.trim().is_empty() || text.ends_with("\n ")
}
