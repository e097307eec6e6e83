//! A rule file: its head, its lists, its rules.

use super::PackSource;
use super::embedded::Embedded;
use super::errors::{LoadError, Sink};
use super::fields::{Fields, items};
use super::grammar::{Grammar, is_regex};
use super::lexicon::Collector;
use super::lists::Lists;
use super::mention::is_part;
use super::node::{self, Node, Value};
use super::rule::{Context, Rule, here, is_kebab, texts};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// Keys of a rule file.
pub(super) const KEYS: &[&str] = &["pack", "version", "extends", "about", "lists", "rules"];

/// A file read as far as its lists; its rules may need the lists of other files.
#[derive(Debug)]
pub(super) struct Opened<'s> {
    pub(super) file: &'s str,
    pub(super) text: &'s str,
    pub(super) root: Option<Node>,
    pub(super) name: String,
    extends: Vec<(String, Range<usize>)>,
    pub(super) lists: Lists,
    /// Where it gives lists of its own, by their names.
    pub(super) own_lists: Vec<(String, Range<usize>)>,
    pub(super) errors: Vec<LoadError>,
}

impl<'s> Opened<'s> {
    /// Reads head and lists.
    pub(super) fn new(source: &'s PackSource) -> Self {
        let mut sink = Sink::new(&source.file, &source.text);
        let root = node::parse(&source.text, &mut sink);
        Self::of_tree(&source.file, &source.text, root, sink)
    }

    /// Reads head and lists of a pack that comes with the program.
    pub(super) fn embedded(pack: &'s Embedded) -> Self {
        Self::of_tree(pack.file, pack.text, pack.tree(), Sink::new(pack.file, pack.text))
    }

    fn of_tree(file: &'s str, text: &'s str, root: Option<Node>, mut sink: Sink<'_>) -> Self {
        let mut opened = Self {
            file,
            text,
            root: None,
            name: String::new(),
            extends: Vec::new(),
            lists: Lists::default(),
            own_lists: Vec::new(),
            errors: Vec::new(),
        };
        if let Some(root) = root {
            opened.head(&root, &mut sink);
            opened.root = Some(root);
        }
        opened.errors = sink.errors;
        opened
    }

    fn head(&mut self, root: &Node, sink: &mut Sink<'_>) {
        if is_project(root) {
            sink.error_help(
                here(root),
                "this is a project file, not a rule file",
                "the nearest project file holds alone; rules that several share stand in a file of their own that \
                 begins with `pack: some-name`, and each project file names it under `extends`",
            );
            return;
        }
        let Some(fields) = Fields::read(root, "a rule file", KEYS, sink) else { return };
        match fields.text("pack", sink) {
            Some(name) if is_kebab(name) => self.name = name.to_owned(),
            Some(name) => {
                let span = fields.get("pack").map_or(0..0, |n| n.span.clone());
                sink.error_help(
                    span,
                    format!("`{name}` is no pack name"),
                    "use lower-case letters, digits and hyphens: `newsroom`",
                );
            }
            None if fields.get("pack").is_none() => {
                sink.error_help(
                    here(root),
                    "a rule file without `pack`",
                    "begin the file with `pack: some-name`",
                );
            }
            None => {}
        }
        if let Some(version) = fields.get("version").filter(|v| v.scalar() != Some("1")) {
            sink.error_help(
                version.span.clone(),
                "unknown version of the rule language",
                "this program knows `version: 1`",
            );
        }
        if fields.get("rules").is_none() && fields.get("lists").is_none() {
            sink.error_help(here(root), "a rule file without `rules`", "add `rules:` and a list of rules");
        }
        for node in fields.get("extends").map(items).unwrap_or_default() {
            self.extends.extend(
                super::fields::text(node, "extends", sink).map(|t| (t.to_owned(), node.span.clone())),
            );
        }
        if let Some(lists) = fields.get("lists") {
            self.read_lists(lists, sink);
        }
    }

    fn read_lists(&mut self, node: &Node, sink: &mut Sink<'_>) {
        let Value::Map(map) = &node.value else {
            let message = format!("`lists` must be names with their texts, this is {}", node.kind());
            sink.error_help(node.span.clone(), message, "write `lists: {wires: [Xinhua, TASS]}`");
            return;
        };
        for (key, value) in map {
            let name = key.scalar().unwrap_or_default();
            if !is_kebab(name) {
                sink.error_help(
                    key.span.clone(),
                    format!("`{name}` is no list name"),
                    "use lower-case letters, digits and hyphens",
                );
            } else if self.lists.get_mut(name).is_some() {
                sink.error_help(
                    key.span.clone(),
                    format!("`{name}` stands here twice"),
                    "keep one of the two",
                );
            } else {
                if let Some(text) = value.scalar().filter(|t| t.contains(", ")) {
                    let message = format!("the list `{name}` is one text with commas in it");
                    let help = format!("write `[{text}]` for several, or `[\"{text}\"]` for one");
                    sink.error_help(value.span.clone(), message, help);
                }
                let terms = texts(value, name, sink);
                if terms.is_empty() {
                    sink.error(key.span.clone(), format!("the list `{name}` is empty"));
                }
                self.own_lists.push((name.to_owned(), key.span.clone()));
                self.lists.insert(name.to_owned(), terms);
            }
        }
    }

    /// Every text of every list must be one a matcher can use, named by a rule or not. Asked once the lists of
    /// other packs are known.
    pub(super) fn check_lists(&mut self) {
        let Some(Node { value: Value::Map(map), .. }) = &self.root else { return };
        let lists = map.iter().filter(|(k, _)| k.scalar() == Some("lists"));
        let mut sink = Sink::new(self.file, self.text);
        for list in
            lists.filter_map(|(_, v)| if let Value::Map(lists) = &v.value { Some(lists) } else { None })
        {
            for item in list.iter().flat_map(|(_, texts)| items(texts)) {
                let collector = RefCell::default();
                let grammar = Grammar { lists: &self.lists, collector: &collector, eager: false };
                // What is no text was reported when the list was read.
                if item.scalar().is_some_and(|t| !t.trim().is_empty()) {
                    grammar.check(item, &mut sink);
                }
            }
        }
        self.errors.append(&mut sink.errors);
    }

    /// The codes of its rules, as far as they have an id.
    pub(super) fn codes(&self) -> Vec<String> {
        let find = |node: &Node, key: &str| match &node.value {
            Value::Map(map) => map.iter().find(|(k, _)| k.scalar() == Some(key)).map(|(_, v)| v.clone()),
            _ => None,
        };
        let rules = self.root.as_ref().and_then(|root| find(root, "rules"));
        let ids = rules.iter().flat_map(items).filter_map(|rule| find(rule, "id"));
        ids.filter_map(|id| Some(format!("{}/{}", self.name, id.scalar()?))).collect()
    }

    /// Reports that another pack has the name already.
    pub(super) fn refuse_name(&mut self) {
        let mut sink = Sink::new(self.file, self.text);
        let Some(Node { value: Value::Map(map), .. }) = &self.root else { return };
        let Some((_, node)) = map.iter().find(|(k, _)| k.scalar() == Some("pack")) else { return };
        sink.error_help(
            node.span.clone(),
            format!("there is a pack `{}` already", self.name),
            "give this one another name",
        );
        self.errors.append(&mut sink.errors);
    }

    /// Reports why a text cannot be added to a list, at its place in another file. `is_part` tells whether
    /// rules name the list inside longer texts.
    pub(super) fn check_addition(
        &self,
        list: &str,
        is_part: bool,
        text: &str,
        span: &Range<usize>,
        sink: &mut Sink<'_>,
    ) {
        let collector = RefCell::default();
        let grammar = Grammar { lists: &self.lists, collector: &collector, eager: true };
        grammar.check(&Node { span: span.clone(), value: Value::Scalar(text.to_owned()) }, sink);
        if is_regex(text) && is_part {
            sink.error_help(
                span.clone(),
                format!("rules use the list `{list}` inside phrases, where a /regex/ cannot stand"),
                "add phrases",
            );
        }
    }

    /// Whether a list stands inside a longer text of this file.
    pub(super) fn names_inside(&self, list: &str) -> bool {
        self.root.as_ref().is_some_and(|root| is_part(root, list))
    }

    /// Whether it takes lists over from a pack.
    pub(super) fn extends(&self, pack: &str) -> bool {
        self.extends.iter().any(|(name, _)| name == pack)
    }

    /// Takes over the lists of the packs this one extends; its own of the same name win.
    pub(super) fn inherit(&mut self, known: &[(String, Lists)]) {
        let mut sink = Sink::new(self.file, self.text);
        for (name, span) in &self.extends {
            if known.iter().all(|(n, _)| n != name) {
                let names: Vec<&str> = known.iter().map(|(n, _)| n.as_str()).collect();
                sink.unknown(span.clone(), "pack", name, &names);
                continue;
            }
            // A pack may stand in several files.
            let extended = known.iter().filter(|(n, _)| n == name).map(|(_, lists)| lists);
            for (list, terms) in extended.flat_map(Lists::iter) {
                if self.lists.get_mut(list).is_none() {
                    self.lists.insert(list.clone(), terms.clone());
                }
            }
        }
        self.errors.append(&mut sink.errors);
    }

    /// Reads the rules.
    pub(super) fn rules(&mut self, examples_required: bool, collector: &RefCell<Collector>) -> Vec<Rule> {
        let mut sink = Sink::new(self.file, self.text);
        let Some(Node { value: Value::Map(map), .. }) = &self.root else { return Vec::new() };
        let Some((_, node)) = map.iter().find(|(k, _)| k.scalar() == Some("rules")) else {
            return Vec::new();
        };
        let grammar = Grammar { lists: &self.lists, collector, eager: !examples_required };
        let context = Context { pack: &self.name, file: self.file, grammar, examples_required };
        let mut taken = BTreeSet::new();
        let rules = match &node.value {
            Value::Seq(entries) => {
                let mut rules = Vec::with_capacity(entries.len());
                for entry in entries {
                    rules.extend(context.rule(entry, &mut taken, &mut sink));
                    if sink.is_full() {
                        break;
                    }
                }
                rules
            }
            _ => {
                sink.error_help(
                    node.span.clone(),
                    format!("`rules` must be a list, this is {}", node.kind()),
                    "begin each rule with `- id:`",
                );
                Vec::new()
            }
        };
        // What is wrong with a text of a list is told where the list is, not at every rule that uses it.
        let is_told = |e: &LoadError| {
            let raw = self.text.get(e.span.clone()).unwrap_or_default();
            raw.trim_start_matches(['"', '\'']).starts_with('$')
                && self.errors.iter().any(|told| told.message == e.message)
        };
        sink.errors.retain(|e| !is_told(e));
        self.errors.append(&mut sink.errors);
        rules
    }
}

/// Whether a file has keys that only `copydesk.yaml` has, and not the one that a rule file begins with.
fn is_project(root: &Node) -> bool {
    let Value::Map(map) = &root.value else { return false };
    let has = |name: &str| map.iter().any(|(key, _)| key.scalar() == Some(name));
    let rules = map.iter().find(|(key, _)| key.scalar() == Some("rules")).map(|(_, rules)| &rules.value);
    !has("pack")
        && (has("overrides") || has("ignore") || has("extends") || matches!(rules, Some(Value::Map(_))))
}
