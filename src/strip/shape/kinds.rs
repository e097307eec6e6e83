//! The families of signs: what is looked at, and how many values each has.

/// A family of signs. A sign is a family and one of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Kind {
    /// One value, always there.
    Always,
    /// Paragraph, heading, list item …
    Form,
    /// Words, in steps, by whether the block ends as sentences do.
    Length,
    /// The last character.
    End,
    /// The first character.
    Begin,
    /// Share of words with a capital, in steps.
    Capitals,
    /// Share of digits, in steps.
    Digits,
    /// Marks found in the block; several values at once.
    Holds,
    /// What it has in common with other blocks; several values at once.
    Echo,
    /// What rules and the page's outline say of it.
    Ground,
    /// The class of the rule that claims it, by region.
    Rule,
    /// The class of the rule that claims the nearest claimed block above, by region.
    RuleAbove,
    /// The class of the rule that claims the nearest claimed block below, by region.
    RuleBelow,
    /// Make of the block and of the one above.
    Above,
    /// Make of the block and of the one below.
    Below,
    /// Make of the two blocks above.
    AboveTwo,
    /// Make of the two blocks below.
    BelowTwo,
    /// Share of running text before it, by make.
    Before,
    /// Blocks up to the next running text, by make.
    Next,
    /// Blocks since the last running text, by make.
    Since,
    /// Dropped blocks among the three above and the three below, by running text or not.
    Company,
    /// Share of blocks that rules drop among the ten around, by region and running text or not.
    Around,
    /// Share of its longer words that the page's running text has elsewhere, by length and region.
    Shared,
    /// Blocks to the page's end, by make.
    Close,
    /// Blocks from the page's beginning, by make.
    Open,
    /// Column against that of the running text, by region.
    Column,
    /// How far the layout goes back to the left between the block and the running text, by region.
    Valley,
    /// Blocks between it and the running text, by region and make.
    Away,
    /// Length of the run of blocks of its make, by make.
    Run,
    /// Blocks that rules drop on the page, by region.
    Page,
    /// Dropped blocks between it and the last running text above, or the next below, by region.
    Wall,
}

/// Every family in order: name, and number of values.
pub(super) const KINDS: &[(Kind, &str, usize)] = &[
    (Kind::Always, "always", 1),
    (Kind::Form, "form", 10),
    (Kind::Length, "length", 22),
    (Kind::End, "end", 9),
    (Kind::Begin, "begin", 6),
    (Kind::Capitals, "capitals", 12),
    (Kind::Digits, "digits", 4),
    (Kind::Holds, "holds", 16),
    (Kind::Echo, "echo", 10),
    (Kind::Ground, "ground", 7),
    (Kind::Rule, "rule", 96),
    (Kind::RuleAbove, "rule-above", 96),
    (Kind::RuleBelow, "rule-below", 96),
    (Kind::Above, "above", 100),
    (Kind::Below, "below", 100),
    (Kind::AboveTwo, "above-two", 100),
    (Kind::BelowTwo, "below-two", 100),
    (Kind::Before, "before", 80),
    (Kind::Next, "next", 70),
    (Kind::Since, "since", 70),
    (Kind::Company, "company", 32),
    (Kind::Around, "around", 30),
    (Kind::Shared, "shared", 54),
    (Kind::Close, "close", 60),
    (Kind::Open, "open", 60),
    (Kind::Column, "column", 24),
    (Kind::Valley, "valley", 24),
    (Kind::Away, "away", 180),
    (Kind::Run, "run", 50),
    (Kind::Page, "page", 15),
    (Kind::Wall, "wall", 24),
];

/// A sign's place among all signs.
pub(super) fn place(kind: Kind, value: usize) -> usize {
    let mut offset = 0;
    for &(k, _, values) in KINDS {
        if k == kind {
            return offset + value.min(values - 1);
        }
        offset += values;
    }
    offset
}

/// The family of a sign, and which of its values it is.
pub(super) fn family(sign: usize) -> (Kind, usize) {
    let mut value = sign;
    for &(kind, _, values) in KINDS {
        if value < values {
            return (kind, value);
        }
        value -= values;
    }
    (Kind::Always, 0)
}

/// Number of all signs.
pub(super) fn count() -> usize {
    KINDS.iter().map(|k| k.2).sum()
}

/// The classes of boilerplate the outline tells apart: the rules of the program's own pack by their ids.
const CLASSES: &[&str] = &[
    "cms-comment",
    "comment-form",
    "comments",
    "newsletter",
    "search-box",
    "related",
    "related-named",
    "related-link",
    "related-label",
    "share",
    "network",
    "advertisement",
    "footer",
    "navigation",
    "login",
    "cookie-consent",
    "loading",
    "paywall",
    "author-bio",
    "publisher-blurb",
    "tags",
    "caption",
    "credited",
    "slide",
    "affiliate",
    "contact",
];

/// The class of a rule that is in none of them, and that of no rule.
pub(super) const OTHER: usize = 30;
pub(super) const NONE: usize = 31;

/// Rules whose words articles have for headings too: the weights are not told of them.
const WEAK: &[&str] = &["boilerplate/menu-entry", "boilerplate/section"];

/// The class of a rule by its code.
pub(super) fn class(code: &str) -> Option<usize> {
    if WEAK.contains(&code) {
        return None;
    }
    let id = code.strip_prefix("boilerplate/").map(|id| match id {
        "related-inline" => "related-link",
        "channel" => "newsletter",
        id => id,
    });
    Some(id.and_then(|id| CLASSES.iter().position(|c| *c == id)).unwrap_or(OTHER))
}

/// Whether a class is about what readers write.
pub(super) fn is_reply(class: usize) -> bool {
    CLASSES.get(class).is_some_and(|id| matches!(*id, "comments" | "comment-form"))
}

#[cfg(test)]
mod tests {
    use super::CLASSES;
    use crate::rules::Packs;

    /// A rule that is called otherwise one day would lose its weights in silence.
    #[test]
    fn every_class_is_a_rule_of_the_pack() {
        let packs = Packs::embedded();
        for class in CLASSES {
            let code = format!("boilerplate/{class}");
            assert!(packs.rule(&code).is_some(), "{code}");
        }
    }
}
