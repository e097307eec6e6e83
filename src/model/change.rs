//! What was changed in a document, by which rule, and how sure that is.

use super::Span;
use std::borrow::Cow;
use std::fmt;

/// The name of a rule or fault, `area/name`, such as `mojibake/tis-620`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// A code built into the program.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// The code of a rule in a pack: `pack/rule`.
    #[must_use]
    pub fn of_rule(pack: &str, rule: &str) -> Self {
        Self(Cow::Owned(format!("{pack}/{rule}")))
    }

    /// As a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far the damaged bytes themselves determine a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// The bytes determine it: a reversible wrong decoding, undone.
    Certain,
    /// Context restores bytes that were lost.
    Likely,
}

impl Certainty {
    /// The word used in the published YAML.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
        }
    }
}

/// One change made to a block's text: the entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule that made it.
    pub code: Code,
    /// The source it stands for.
    pub span: Span,
    /// What stood there, as the stage that changed it saw it.
    pub before: String,
    /// What stands there now; empty where it was removed.
    pub after: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Why, in a few words for people; may be empty.
    pub evidence: Cow<'static, str>,
}
