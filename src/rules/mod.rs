//! Rule packs: the YAML, its strict loading, the compiled matchers.
//!
//! ```text
//! file ─node→ tree ─pack→ lists ─rule→ verb + matchers ─→ Packs
//!                      └──── errors: every mistake of every file, each underlined
//! ```
//!
//! A rule has one verb; every verb uses one [`Matcher`] grammar; its examples are test, explanation
//! and report help at once. Nothing here looks at a document: stages do, with what is compiled here.

mod consistent;
mod embedded;
mod errors;
mod fields;
mod fold;
mod gate;
mod grammar;
mod lexicon;
mod limit;
mod literals;
mod matcher;
mod message;
mod metric;
mod node;
mod pack;
mod passage;
mod pattern;
mod replace;
mod require;
mod rule;
mod scope;
mod sentence;
mod shape;
mod strip;
mod suggest;
mod terms;
mod when;
mod widen;

pub use consistent::{Consistent, Prefer};
pub use errors::{LoadError, LoadErrors};
pub use fold::level_text as level;
pub use limit::{Count, Limit, Per};
pub use matcher::Matcher;
pub use message::Template;
pub use metric::{METRICS, Metric};
pub use passage::Passage;
pub use replace::Replace;
pub use require::{At, PartOf, Require, Target};
pub use rule::{Example, Rule, Verb};
pub use scope::Scope;
pub use sentence::{sentences, word_ranges, words};
pub use shape::{Forbid, Shape, ShapeKind};
pub use strip::{Action, Claim, Needs, Place, StripRule, Takes};
pub use when::{Clause, When};

use embedded::Embedded;
pub(crate) use gate::Gate;
use grammar::Lists;
use lexicon::{Collector, Shared};
use pack::Opened;
use std::cell::RefCell;

/// A rule file, read but not looked at.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// How users know it, usually a path.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// Compiled rules, in the order of their files. Immutable, cheap to share between threads.
#[derive(Clone, Debug)]
pub struct Packs {
    rules: Vec<Rule>,
    strip: Vec<StripRule>,
    gate: Gate,
    lexicon: Shared,
}

impl Packs {
    /// The packs that come with the program.
    ///
    /// # Panics
    /// If one of them does not load; a test loads them all.
    #[must_use]
    pub fn embedded() -> Self {
        Self::load(&[]).unwrap_or_else(|errors| panic!("an embedded rule pack does not load:\n{errors}"))
    }

    /// The packs that come with the program, and these.
    ///
    /// # Errors
    /// Every mistake in every file, in order.
    pub fn load(sources: &[PackSource]) -> Result<Self, LoadErrors> {
        Self::compile(embedded::PACKS, sources)
    }

    /// The packs that come with the program and apply only where they are asked for, by name.
    pub fn optional() -> impl Iterator<Item = (&'static str, PackSource)> {
        embedded::OPTIONAL.iter().map(|pack| {
            let file = pack.file.trim_start_matches("rules/");
            let name = file.split_once('.').map_or(file, |(name, _)| name);
            (name, PackSource { file: pack.file.to_owned(), text: pack.text.to_owned() })
        })
    }

    /// Only these packs, none of those that come with the program.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn only(sources: &[PackSource]) -> Result<Self, LoadErrors> {
        Self::compile(&[], sources)
    }

    fn compile(own: &[Embedded], foreign: &[PackSource]) -> Result<Self, LoadErrors> {
        let mut opened: Vec<Opened<'_>> = own.iter().map(Opened::embedded).collect();
        opened.extend(foreign.iter().map(Opened::new));
        refuse_doubles(&mut opened, own.len());
        let known: Vec<(String, Lists)> = opened.iter().map(|o| (o.name.clone(), o.lists.clone())).collect();
        let mut rules = Vec::new();
        let collector = RefCell::new(Collector::default());
        for (i, pack) in opened.iter_mut().enumerate() {
            pack.inherit(&known);
            rules.extend(pack.rules(i < own.len(), &collector));
        }
        let mut errors: Vec<LoadError> = Vec::new();
        for pack in &mut opened {
            pack.errors.sort_by_key(|e| (e.span.start, e.span.end));
            pack.errors.dedup();
            errors.append(&mut pack.errors);
        }
        if !errors.is_empty() {
            return Err(LoadErrors(errors));
        }
        let strip = rules.iter().filter(|r| r.severity.is_some()).filter_map(|r| match &r.verb {
            Verb::Strip(strip) => Some(strip.clone()),
            _ => None,
        });
        let on = rules.iter().enumerate().filter(|(_, r)| r.severity.is_some());
        let lexicon = collector.into_inner().finish();
        let gate = Gate::new(lexicon.clone(), on.map(|(i, r)| (i, r.gate())));
        Ok(Self { strip: strip.collect(), gate, rules, lexicon })
    }

    /// Every rule, those that are off too, in order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The `strip` rules that are on, in order.
    #[must_use]
    pub fn strip_rules(&self) -> &[StripRule] {
        &self.strip
    }

    /// Which rules, by their place in [`Packs::rules`], may find something in a text.
    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// A gate before other matchers of these packs, each with a number.
    pub(crate) fn gate_of<'m>(&self, matchers: impl Iterator<Item = (usize, &'m Matcher)>) -> Gate {
        Gate::new(self.lexicon.clone(), matchers.map(|(i, m)| (i, m.gate())))
    }

    /// The rule of a code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.code.as_str() == code)
    }

    /// The code probably meant by one that is unknown.
    #[must_use]
    pub fn suggest(&self, code: &str) -> Option<&str> {
        let by_rule = self.rules.iter().find(|r| r.code.as_str().split('/').nth(1) == Some(code));
        let codes = || self.rules.iter().map(|r| r.code.as_str());
        by_rule.map(|r| r.code.as_str()).or_else(|| suggest::nearest(code, codes()))
    }
}

/// Whether a code belongs to a pack that comes with the program.
pub(crate) fn is_embedded(code: &str) -> bool {
    let pack = code.split('/').next().unwrap_or_default();
    let name = |file: &'static str| file.strip_prefix("rules/").and_then(|f| f.strip_suffix(".yaml"));
    embedded::PACKS.iter().any(|p| name(p.file) == Some(pack))
}

/// Two packs of one name would raise findings nobody can tell apart. The first `own` are files of packs that
/// come with the program, where a pack may stand in several.
fn refuse_doubles(opened: &mut [Opened<'_>], own: usize) {
    for i in own..opened.len() {
        let name = opened[i].name.clone();
        if !name.is_empty() && opened[..i].iter().any(|o| o.name == name) {
            opened[i].refuse_name();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PackSource, Packs};

    #[test]
    fn the_embedded_packs_load() {
        if let Err(errors) = Packs::load(&[]) {
            panic!("{errors}");
        }
        // As foreign packs they are compiled to the last expression.
        for pack in super::embedded::PACKS.iter().chain(super::embedded::OPTIONAL) {
            let source = PackSource { file: pack.file.to_owned(), text: pack.text.to_owned() };
            if let Err(errors) = Packs::only(&[source]) {
                panic!("{errors}");
            }
        }
    }

    /// The errors of one file: `line:column` of each with its message.
    fn errors(text: &str) -> Vec<String> {
        let source = PackSource { file: "house.yaml".to_owned(), text: text.to_owned() };
        let errors = Packs::only(&[source]).expect_err("this file is wrong");
        errors
            .0
            .iter()
            .map(|e| format!("{}:{} {} ({})", e.line, e.column, e.message, e.help.as_deref().unwrap_or("-")))
            .collect()
    }

    #[test]
    fn every_mistake_of_a_file_is_reported_at_its_place() {
        let text = "\
pack: house
version: 1
lists:
  papers: [Xinhua, \"a|b\"]
rules:
  - id: One
    strip: {block: $paper}
  - id: two
    sevrity: error
    strip: {block: \"/a(b/\", max-words: many}
  - id: three
    when: []
    require:
      paragraph: [disclaimer]
      at: botom
    message: \"It {problm}.\"
  - id: three
    strip: {block: x}
    require: {paragraph: y}
  - id: four
  - id: five
    severity: eror
    severity: error
    strip: {blok: x}
";
        let found = errors(text);
        let expected = [
            "4:20 this phrase looks like a regular expression, because of `|` (write \"/a|b/\" for an expression, or leave the sign out)",
            "6:9 `One` is no rule id (use lower-case letters, digits and hyphens: `no-hype`)",
            "7:20 unknown list `paper` (did you mean `papers`?)",
            "9:5 unknown key in a rule: `sevrity` (did you mean `severity`?)",
            "10:23 bad regular expression: unclosed group (-)",
            "10:40 `max-words` must be a whole number, such as 40 (-)",
            "12:11 an empty matcher matches nothing (give a phrase, a /regex/ or a $list)",
            "15:11 unknown value of `at`: `botom` (known here: start, end, anywhere, {last: 3 paragraphs})",
            "16:18 unknown placeholder `problm` (did you mean `problem`?)",
            "17:9 a second rule `three` in the pack `house` (give one of them another id)",
            "19:5 a rule has one verb, this has `strip` and `require` (split it into two rules)",
            "20:9 a rule without a verb (say what it does with one of: require, forbid, replace, strip, limit, consistent)",
            "22:15 unknown value of `severity`: `eror` (did you mean `error`?)",
            "23:5 `severity` stands here twice (keep one of the two)",
            "24:13 unknown key in `strip`: `blok` (did you mean `block`?)",
        ];
        for line in expected {
            assert!(found.iter().any(|f| f == line), "lacks {line}\nfound:\n{}", found.join("\n"));
        }
        assert_eq!(found.len(), expected.len(), "{}", found.join("\n"));
    }

    #[test]
    fn hostile_files_are_refused_quickly() {
        let bomb = (0..9).fold("a0: &a0 [x, x]\n".to_owned(), |text, i| {
            let alias = format!("*a{i}, ").repeat(9);
            format!("{text}a{}: &a{} [{alias}]\n", i + 1, i + 1)
        });
        let anchor = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(10_000), "*a, ".repeat(20_000));
        let files = [
            bomb,
            anchor,
            "[".repeat(100_000),
            "- ".repeat(20_000),
            "? ".repeat(20_000),
            format!("pack: {}\n", "x".repeat(super::node::MAX_BYTES)),
            "pack: [\n".to_owned(),
            "\0".to_owned(),
            String::new(),
        ];
        let start = std::time::Instant::now();
        for text in files {
            let shown: String = text.chars().take(40).collect();
            let file = PackSource { file: "x.yaml".to_owned(), text };
            let errors = Packs::only(&[file]).err().unwrap_or_else(|| panic!("{shown} loads"));
            assert!(!errors.to_string().is_empty());
        }
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn errors_are_drawn_under_the_words_they_mean() {
        let text = "pack: haus\r\nrules:\r\n  - id: größe\r\n    forbid: [„x“, \"/a(/\"]\r\n";
        let source = PackSource { file: "haus.yaml".to_owned(), text: text.to_owned() };
        let drawn = Packs::only(&[source]).expect_err("wrong").to_string();
        let expected = "\
error: `größe` is no rule id
 --> haus.yaml:3:9
  |
3 |   - id: größe
  |         ^^^^^
  = help: use lower-case letters, digits and hyphens: `no-hype`

error: bad regular expression: unclosed group
 --> haus.yaml:4:22
  |
4 |     forbid: [„x“, \"/a(/\"]
  |                      ^";
        assert_eq!(drawn, expected);
    }
}
