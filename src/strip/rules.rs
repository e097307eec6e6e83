//! The rules of the boilerplate pack, compiled: one table of phrases and one set of expressions
//! for all of them.

use super::phrase::{self, Phrases};
use crate::model::Code;
use regex::{Regex, RegexSet};
use serde::Deserialize;

/// What goes with a block that a rule claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Takes {
    /// Nothing.
    #[default]
    Block,
    /// The run of headlines under it.
    List,
    /// Everything to the end of the page, once most of the running text stands before it.
    Rest,
    /// The few blocks under it that close the page's running text.
    Bio,
}

/// Where on a page a rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum At {
    /// Everywhere.
    #[default]
    Page,
    /// After the running text.
    Tail,
}

/// A rule as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    id: String,
    message: String,
    #[serde(default)]
    #[allow(dead_code, reason = "shown by `explain`, read there")]
    note: String,
    strip: Strip,
    #[serde(default)]
    examples: Examples,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Strip {
    #[serde(default)]
    line: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    inline: Vec<String>,
    form: Option<String>,
    #[serde(default)]
    takes: Takes,
    #[serde(default)]
    at: At,
    max_words: Option<usize>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    #[serde(default)]
    bad: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    pack: String,
    #[allow(dead_code, reason = "checked by the loader of all packs")]
    version: u32,
    rules: Vec<Entry>,
}

/// A rule, ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) code: Code,
    pub(super) why: String,
    pub(super) takes: Takes,
    pub(super) at: At,
    max_words: usize,
}

/// All strip rules.
#[derive(Clone, Debug)]
pub struct Rules {
    list: Vec<Rule>,
    phrases: Phrases,
    texts: RegexSet,
    text_rules: Vec<usize>,
    pub(super) inline: Vec<(Regex, usize)>,
    comment: Option<usize>,
}

/// Words a block may have unless its rule says otherwise.
const MAX_WORDS: usize = 12;

impl Rules {
    /// The rules the program carries.
    ///
    /// # Panics
    /// Never with the pack that is built in; a test loads it.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(include_str!("../../rules/boilerplate.yaml")).expect("the built-in pack loads")
    }

    /// Reads a pack of strip rules.
    ///
    /// # Errors
    /// What is wrong with it, and where, for people.
    pub fn parse(yaml: &str) -> Result<Self, String> {
        let pack: Pack = serde_yaml::from_str(yaml).map_err(|e| e.to_string())?;
        let mut phrases = Phrases::default();
        let (mut texts, mut text_rules, mut inline) = (Vec::new(), Vec::new(), Vec::new());
        let mut comment = None;
        let mut list = Vec::new();
        for (at, entry) in pack.rules.iter().enumerate() {
            for line in &entry.strip.line {
                if !phrases.add(line, at) {
                    return Err(format!("{}: the phrase {line:?} has no word", entry.id));
                }
            }
            for text in &entry.strip.text {
                texts.push(expression(text).ok_or_else(|| format!("{}: {text:?} is not between slashes", entry.id))?);
                text_rules.push(at);
            }
            for text in &entry.strip.inline {
                let source = expression(text).ok_or_else(|| format!("{}: {text:?} is not between slashes", entry.id))?;
                inline.push((Regex::new(&source).map_err(|e| format!("{}: {e}", entry.id))?, at));
            }
            if entry.strip.form.as_deref() == Some("comment") {
                comment = Some(at);
            }
            list.push(Rule {
                code: Code::of_rule(&pack.pack, &entry.id),
                why: entry.message.clone(),
                takes: entry.strip.takes,
                at: entry.strip.at,
                max_words: entry.strip.max_words.unwrap_or(MAX_WORDS),
            });
        }
        let texts = RegexSet::new(texts).map_err(|e| e.to_string())?;
        Ok(Self { list, phrases, texts, text_rules, inline, comment })
    }

    /// The first rule that claims a block with this text, by its place in the pack.
    pub(super) fn find(&self, text: &str, words: usize) -> Option<usize> {
        // No rule speaks of longer blocks.
        if text.len() > 1200 || words > 100 {
            return None;
        }
        let fits = |at: &usize| words <= self.list[*at].max_words;
        let line = phrase::words(text).and_then(|line| self.phrases.find(&line)).filter(fits);
        let set = self.texts.matches(text);
        let text = set.iter().map(|i| self.text_rules[i]).filter(fits).min();
        line.into_iter().chain(text).min()
    }

    /// The rule for comments in the markup.
    pub(super) fn comment(&self) -> Option<usize> {
        self.comment
    }

    /// The rule for notes about authors.
    pub(super) fn bio(&self) -> Option<usize> {
        self.list.iter().position(|r| r.takes == Takes::Bio)
    }

    pub(super) fn get(&self, at: usize) -> &Rule {
        &self.list[at]
    }
}

/// The expression between slashes; exact in case only where it has capitals of its own.
fn expression(text: &str) -> Option<String> {
    let body = text.strip_prefix('/')?.strip_suffix('/')?;
    let mut escaped = false;
    let exact = body.chars().any(|c| {
        let plain = !std::mem::replace(&mut escaped, c == '\\' && !escaped);
        plain && c.is_uppercase()
    });
    Some(if exact { body.to_owned() } else { format!("(?i){body}") })
}

/// The examples of the built-in pack, for the test that runs them.
#[cfg(test)]
pub(super) fn examples() -> Vec<(String, Vec<String>, Vec<String>)> {
    let pack: Pack = serde_yaml::from_str(include_str!("../../rules/boilerplate.yaml")).unwrap();
    let code = |id: &str| format!("{}/{id}", pack.pack);
    pack.rules.iter().map(|e| (code(&e.id), e.examples.bad.clone(), e.examples.good.clone())).collect()
}
