//! `rules test`: does every rule do what its examples say?
//!
//! The examples of a rule are run through it as small documents. With mutations, each `good` example
//! of a `require` rule is damaged in every way the rule guards against, and must then be reported.

use super::page::Page;
use super::require;
use crate::arrange::arrange;
use crate::decode;
use crate::model::{Article, Block, Decoding, Diagnostic, Draft, Fix, Source, Verdict};
use crate::rules::{At, Example, Matcher, Memory, Packs, Require, Rule, Target, Verb};
use crate::segment::segment;
use crate::strip;
use std::ops::Range;

/// What the examples of one rule showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// `pack/rule`.
    pub code: String,
    /// How many documents were tried, mutations counted.
    pub tried: usize,
    /// What went wrong, in the order of the rule file.
    pub failures: Vec<Failure>,
}

/// An example, or a mutation of one, that did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule file.
    pub file: String,
    /// Line the example, or the rule that lacks one, begins on.
    pub line: usize,
    /// What was expected and what happened.
    pub message: String,
    /// The document that was tried; empty where there was none.
    pub text: String,
}

/// Tests every rule by its examples, in order; with `mutate`, by mutations of them too.
#[must_use]
pub fn test_rules(packs: &Packs, mutate: bool) -> Vec<Tested> {
    let strip = strip::Rules::new(packs);
    let bench = |(number, rule)| Bench { packs, strip: &strip, number, rule };
    packs.rules().iter().enumerate().map(|rule| bench(rule).test(mutate)).collect()
}

/// One rule under test.
struct Bench<'p> {
    packs: &'p Packs,
    strip: &'p strip::Rules,
    number: usize,
    rule: &'p Rule,
}

/// What a rule did to a document.
enum Outcome {
    Silent,
    /// It fired; the document it would have become, where the rule says so.
    Fired {
        problems: Vec<require::Problem>,
        becomes: Option<String>,
    },
}

impl Bench<'_> {
    fn test(&self, mutate: bool) -> Tested {
        let mut tested = Tested { code: self.rule.code.to_string(), tried: 0, failures: Vec::new() };
        for (name, list) in [("good", &self.rule.good), ("bad", &self.rule.bad)] {
            if list.is_empty() {
                let message = format!("has no {name} example");
                tested.failures.push(self.failure(self.rule.line, message, String::new()));
            }
        }
        for example in &self.rule.bad {
            tested.tried += 1;
            tested.failures.extend(self.bad(example));
            if let Verb::Require(require) = &self.rule.verb {
                self.put_in(example, require, &mut tested);
            }
        }
        for example in &self.rule.good {
            tested.tried += 1;
            if let Outcome::Fired { .. } = self.run(&example.text) {
                let message = "reports a good example".to_owned();
                tested.failures.push(self.failure(example.line, message, example.text.clone()));
            }
            if let (true, Verb::Require(require)) = (mutate, &self.rule.verb) {
                self.mutate(example, require, &mut tested);
            }
        }
        tested
    }

    fn bad(&self, example: &Example) -> Option<Failure> {
        let message = match self.run(&example.text) {
            Outcome::Silent => "is silent on a bad example".to_owned(),
            Outcome::Fired { problems, becomes } => {
                let named =
                    example.problem.as_ref().filter(|name| !problems.iter().any(|p| p.is_named(name)));
                let other = example
                    .becomes
                    .as_ref()
                    .filter(|text| becomes.as_deref().map(str::trim) != Some(text.trim()));
                match (named, other) {
                    (Some(name), _) => {
                        format!("does not name the problem `{name}`, but: {}", listed(&problems))
                    }
                    (None, Some(_)) => format!("makes of it {:?}", becomes.unwrap_or_default()),
                    (None, None) => return None,
                }
            }
        };
        Some(self.failure(example.line, message, example.text.clone()))
    }

    fn failure(&self, line: usize, message: String, text: String) -> Failure {
        Failure { file: self.rule.file.clone(), line, message, text }
    }

    fn run(&self, text: &str) -> Outcome {
        let article = article(text);
        let page = Page::new(&article, self.packs, &Memory::default());
        match &self.rule.verb {
            Verb::Require(require) => match require::check(&page, self.number, self.rule, require) {
                Some((problems, _)) => Outcome::Fired { problems, becomes: None },
                None => Outcome::Silent,
            },
            Verb::Strip(_) => self.strip(text),
            _ => {
                let mut found = Vec::new();
                super::check(&page, self.number, self.rule, &mut found);
                if found.is_empty() {
                    return Outcome::Silent;
                }
                Outcome::Fired { problems: Vec::new(), becomes: Some(fixed(text, &found)) }
            }
        }
    }

    /// What the rule takes out, the other rules of the packs at work beside it.
    fn strip(&self, text: &str) -> Outcome {
        let article = strip::strip(draft(text), self.strip, &strip::Surroundings::NONE);
        let dropped =
            |b: &Block| matches!(&b.verdict, Verdict::Drop(reason) if reason.code == self.rule.code);
        let fired =
            article.blocks.iter().any(dropped) || article.changes.iter().any(|c| c.code == self.rule.code);
        if !fired {
            return Outcome::Silent;
        }
        let kept: Vec<&str> = article.kept().map(|b| b.text.as_str()).collect();
        Outcome::Fired { problems: Vec::new(), becomes: Some(kept.join("\n\n")) }
    }

    /// Puts each text of the rule where its paragraph is missing: the article must owe nothing any more.
    fn put_in(&self, example: &Example, require: &Require, tested: &mut Tested) {
        let article = article(&example.text);
        let page = Page::new(&article, self.packs, &Memory::default());
        let Some(trigger) = require::missing_because_of(&page, self.number, self.rule, require) else {
            return;
        };
        for insert in &require.insert {
            let note = insert.text.fill(|_| &trigger);
            let text = match require.at {
                At::First(_) => format!("{note}\n\n{}", example.text),
                At::Anywhere | At::Last(_) => format!("{}\n\n{note}\n", example.text.trim_end()),
            };
            tested.tried += 1;
            if let Outcome::Fired { problems, .. } = self.run(&text) {
                let tag = insert.language.as_ref().map(|tag| format!(" ({tag})")).unwrap_or_default();
                let message = format!("with the text of `insert`{tag} put in, it {}", listed(&problems));
                tested.failures.push(self.failure(example.line, message, text));
            }
        }
    }

    /// Damages the paragraph a good example is good because of, in every way the rule guards against.
    fn mutate(&self, example: &Example, require: &Require, tested: &mut Tested) {
        if matches!(require.target, Target::Meta(..) | Target::Part(_)) {
            return;
        }
        for (what, text, problem) in self.mutations(&example.text, require) {
            tested.tried += 1;
            let reported = match self.run(&text) {
                Outcome::Silent => false,
                // A paragraph that lost what it is known by is missing, whatever else it lost.
                Outcome::Fired { problems, .. } => {
                    problems.iter().any(|p| p.is_named(&problem) || p.is_named("missing"))
                }
            };
            if !reported {
                tested.failures.push(self.failure(example.line, format!("is silent once {what}"), text));
            }
        }
    }

    /// What was done, the damaged document, the problem to be named.
    fn mutations(&self, text: &str, require: &Require) -> Vec<(String, String, String)> {
        let article = article(text);
        let page = Page::new(&article, self.packs, &Memory::default());
        let Some(good) = require::satisfied_by(&page, self.number, self.rule, require) else {
            return Vec::new();
        };
        let views = &page.views[good.clone()];
        let (Some(first), Some(last)) = (views.first(), views.last()) else { return Vec::new() };
        let (start, end) = (first.block.span.start as usize, last.block.span.end as usize);
        let without = format!("{}{}", &text[..start], &text[end..]);
        let mut mutations = vec![("the paragraph is cut".to_owned(), without.clone(), "missing".to_owned())];
        let (before, after) = page.around(good.start, good.end - 1);
        if !require::stands_right(&page, require.at, good.start, good.end - 1) || before + after >= 2 {
            let paragraph = &text[start..end];
            let moved = match require.at {
                At::Last(_) => Some(format!("{paragraph}\n\n{without}")),
                At::First(_) => Some(format!("{}\n\n{paragraph}\n", without.trim_end())),
                At::Anywhere => None,
            };
            mutations.extend(moved.map(|m| ("the paragraph is moved".to_owned(), m, "misplaced".to_owned())));
        }
        let free = require.in_place.iter().flat_map(|i| &i.mention);
        for (name, matcher) in &require.mention {
            let ways: Vec<&Matcher> = std::iter::once(matcher)
                .chain(free.clone().filter(|(n, _)| n == name).map(|(_, m)| m))
                .collect();
            let mut damaged = text.to_owned();
            for view in views.iter().rev() {
                let found = ways.iter().flat_map(|m| m.find_in(&view.passage));
                for range in apart(found.collect()).into_iter().rev() {
                    damaged.replace_range(view.span(range).range(), "");
                }
            }
            mutations.push((format!("`{name}` is deleted"), damaged, format!("lacks {name}")));
        }
        mutations
    }
}

/// Ranges in order, those that touch or overlap made one.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| r.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

fn listed(problems: &[require::Problem]) -> String {
    problems.iter().map(require::Problem::words).collect::<Vec<_>>().join(" and ")
}

/// An example as a document in blocks.
fn draft(text: &str) -> Draft {
    let decoding = Decoding::of(text.to_owned());
    let media = decode::media("example", text);
    segment(Source::new("example".to_owned(), media, decoding))
}

/// An example as an article of which nothing was stripped.
pub(super) fn article(text: &str) -> Article {
    let draft = draft(text);
    let mut article = Article { source: draft.source, blocks: draft.blocks, changes: draft.changes };
    arrange(&mut article);
    article
}

/// A text with the fixes of its findings applied.
fn fixed(text: &str, found: &[Diagnostic]) -> String {
    let mut out = text.to_owned();
    let fixes = found.iter().filter_map(|d| Some((d.fix.as_ref()?, &d.code))).collect();
    for (fix, _) in Fix::disjoint(fixes).into_iter().rev() {
        out.replace_range(fix.span.range(), &fix.replacement);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::test_rules;
    use crate::rules::{PackSource, Packs};

    #[test]
    fn every_embedded_rule_does_what_its_examples_say() {
        let packs = Packs::embedded();
        let tested = test_rules(&packs, true);
        let failures: Vec<String> = tested
            .iter()
            .flat_map(|t| {
                t.failures
                    .iter()
                    .map(|f| format!("{} {}:{} {}\n{}", t.code, f.file, f.line, f.message, f.text))
            })
            .collect();
        assert!(failures.is_empty(), "{}", failures.join("\n---\n"));
    }

    /// A pack that shows every verb; its examples are the test.
    const VERBS: &str = include_str!("../../fixtures/rules/verbs.yaml");

    #[test]
    fn every_verb_does_what_its_examples_say() {
        let source = PackSource { file: "house.yaml".to_owned(), text: VERBS.to_owned() };
        let packs = Packs::only(&[source]).unwrap_or_else(|e| panic!("{e}"));
        let failures: Vec<String> = test_rules(&packs, true)
            .iter()
            .flat_map(|t| {
                t.failures.iter().map(|f| format!("{} line {}: {}\n{}", t.code, f.line, f.message, f.text))
            })
            .collect();
        assert!(failures.is_empty(), "{}", failures.join("\n---\n"));
    }

    #[test]
    fn of_replacements_that_overlap_the_first_is_made() {
        let text = r#"
pack: house
rules:
  - id: order
    replace: {in order to: to, order to go: "€€€€€"}
    examples:
      bad: [{text: "He came in order to go home é.", becomes: "He came to go home é."}]
      good: [He came to go home.]
"#;
        let source = PackSource { file: "house.yaml".to_owned(), text: text.to_owned() };
        let packs = Packs::only(&[source]).unwrap_or_else(|e| panic!("{e}"));
        let failures: Vec<_> = test_rules(&packs, true).into_iter().flat_map(|t| t.failures).collect();
        assert!(failures.is_empty(), "{failures:?}");
    }

    #[test]
    fn rules_that_do_not_do_what_they_say_are_told() {
        let text = r#"
pack: house
rules:
  - id: idle
    forbid: game changer
    examples: {bad: ["A new lamp."], good: ["A game changer."]}
  - id: no-examples
    forbid: lamp
  - id: wrong-problem
    when: lamp
    require: {paragraph: note}
    examples: {bad: [{text: A lamp., problem: too-short}], good: [A chair.]}
  - id: wrong-text
    replace: {lamp: light}
    examples: {bad: [{text: A lamp., becomes: A lamb.}], good: [A chair.]}
  - id: wrong-insert
    when: lamp
    require:
      paragraph: note
      at: end
      mention: {maker: [Lumo], thing: [lamp, lampe]}
      insert: {en: "Note: {trigger} of Lumo.", de: "Hinweis: Leuchte von Lumo.", fr: "Note : une lampe."}
    examples: {bad: [{text: A lamp., problem: missing}], good: [A chair.]}
"#;
        let source = PackSource { file: "house.yaml".to_owned(), text: text.to_owned() };
        let packs = Packs::only(&[source]).unwrap_or_else(|e| panic!("{e}"));
        let found: Vec<String> = test_rules(&packs, false)
            .iter()
            .flat_map(|t| t.failures.iter().map(|f| format!("{}: {}", t.code, f.message)))
            .collect();
        assert_eq!(
            found,
            [
                "house/idle: is silent on a bad example",
                "house/idle: reports a good example",
                "house/no-examples: has no good example",
                "house/no-examples: has no bad example",
                "house/wrong-problem: does not name the problem `too-short`, but: is missing",
                "house/wrong-text: makes of it \"A light.\"",
                "house/wrong-insert: with the text of `insert` (de) put in, it is missing",
                "house/wrong-insert: with the text of `insert` (fr) put in, it lacks maker",
            ]
        );
    }
}
