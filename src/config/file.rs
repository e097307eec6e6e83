//! The project file as it is written, read strictly: every mistake is underlined.

use super::globs::Globs;
use crate::codes;
use crate::model::Severity;
use crate::rules::{
    Fields, LoadError, Loader, Node, SEVERITIES, Sink, Value, field_text, items, nearest, parse,
};
use std::collections::BTreeSet;
use std::ops::Range;

const KEYS: &[&str] = &["extends", "rules", "lists", "overrides", "ignore"];

/// A project file, read. What it says of rules and lists is checked once its packs are loaded.
#[derive(Clone, Debug)]
pub struct Project {
    /// How users know the file.
    pub file: String,
    text: String,
    /// Packs beside the embedded ones, in order.
    pub extends: Vec<Extend>,
    /// How much rules matter, in order.
    pub rules: Vec<Setting>,
    /// Lists changed.
    pub lists: Vec<Change>,
    /// Settings for some documents, in order.
    pub overrides: Vec<Override>,
    /// Documents left out.
    pub ignore: Globs,
    errors: Vec<LoadError>,
}

/// A pack named by the project file.
#[derive(Clone, Debug)]
pub struct Extend {
    /// A name, or a path relative to the file.
    pub name: String,
    /// Where it is named.
    pub span: Range<usize>,
}

/// How much a rule matters.
#[derive(Clone, Debug)]
pub struct Setting {
    /// A rule, by its code or name, or a pack: `text/*`.
    pub rule: String,
    /// Where it is named.
    pub span: Range<usize>,
    /// `None` is off.
    pub severity: Option<Severity>,
}

/// Words added to a list and taken out of it.
#[derive(Clone, Debug)]
pub struct Change {
    /// The list, by its name or as `pack/list`.
    pub list: String,
    /// Where it is named.
    pub span: Range<usize>,
    /// Words added, and where they are named.
    pub add: Vec<(String, Range<usize>)>,
    /// Words taken out, and where they are named.
    pub remove: Vec<(String, Range<usize>)>,
}

/// Settings for some documents.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which documents.
    pub files: Globs,
    /// How much rules matter there.
    pub rules: Vec<Setting>,
}

impl Project {
    /// Reads a project file; an empty one, or one of comments, changes nothing. Mistakes are kept in
    /// `errors`, for [`Compiled::new`](super::Compiled::new) to report with those about rules and lists.
    #[must_use]
    pub fn read(file: &str, text: &str) -> Self {
        let mut project = Self {
            file: file.to_owned(),
            text: text.to_owned(),
            extends: Vec::new(),
            rules: Vec::new(),
            lists: Vec::new(),
            overrides: Vec::new(),
            ignore: Globs::default(),
            errors: Vec::new(),
        };
        let mut sink = Sink::new(file, text);
        let is_bare = text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'));
        if !is_bare && let Some(root) = parse(text, &mut sink) {
            project.fields(&root, &mut sink);
        }
        project.errors = sink.errors;
        project
    }

    fn fields(&mut self, root: &Node, sink: &mut Sink<'_>) {
        let Some(fields) = Fields::read(root, "copydesk.yaml", KEYS, sink) else { return };
        for node in fields.get("extends").map(items).unwrap_or_default() {
            self.extends.extend(
                field_text(node, "extends", sink)
                    .map(|name| Extend { name: name.to_owned(), span: node.span.clone() }),
            );
        }
        if let Some(rules) = fields.get("rules") {
            self.rules = settings(rules, sink);
        }
        if let Some(lists) = fields.get("lists") {
            self.lists =
                mapping(lists, "lists", sink).iter().filter_map(|(k, v)| change(k, v, sink)).collect();
        }
        for node in fields.get("overrides").map(items).unwrap_or_default() {
            self.overrides.extend(read_override(node, sink));
        }
        if let Some(ignore) = fields.get("ignore") {
            self.ignore = globs(ignore, "ignore", sink).unwrap_or_default();
        }
    }

    /// Adds a mistake at a place of this file.
    pub fn mistake(&mut self, span: Range<usize>, message: &str, help: &str) {
        let mut sink = self.sink();
        sink.error_help(span, message, help);
        let mut errors = sink.errors;
        self.errors.append(&mut errors);
    }

    /// Collects mistakes of this file, beginning with those known.
    pub(crate) fn known_mistakes(&self) -> Sink<'_> {
        let mut sink = self.sink();
        sink.errors.clone_from(&self.errors);
        sink
    }

    fn sink(&self) -> Sink<'_> {
        Sink::new(&self.file, &self.text)
    }

    /// The settings by the codes of the rules meant.
    pub(super) fn resolve(
        &self,
        settings: &[Setting],
        loader: &Loader<'_>,
        sink: &mut Sink<'_>,
    ) -> Vec<(String, Option<Severity>)> {
        let codes = loader.codes();
        let mut all = Vec::new();
        for setting in settings {
            let own = |code: &&String| match setting.rule.strip_suffix("/*") {
                Some(pack) => code.split('/').next() == Some(pack),
                None if setting.rule.contains('/') => **code == setting.rule,
                None => code.split('/').nth(1) == Some(setting.rule.as_str()),
            };
            let found: Vec<&String> = codes.iter().filter(own).collect();
            let is_pack = setting.rule.ends_with("/*");
            let builtin = builtin(&setting.rule, &codes);
            match found[..] {
                [] if builtin.is_empty() => unknown_rule(setting, &codes, sink),
                [_, _, ..] if !is_pack => sink.error_help(
                    setting.span.clone(),
                    format!("more than one pack has a rule `{}`", setting.rule),
                    format!("say which: {}", found.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ")),
                ),
                _ => all.extend(found.into_iter().cloned().chain(builtin).map(|c| (c, setting.severity))),
            }
        }
        all
    }

    /// Changes a list in every pack that has it.
    pub(super) fn change_list(&self, change: &Change, loader: &mut Loader<'_>, sink: &mut Sink<'_>) {
        let (pack, name) = match change.list.split_once('/') {
            Some((pack, name)) => (Some(pack), name),
            None => (None, change.list.as_str()),
        };
        let names: Vec<String> = loader.list_names();
        let mut lists = loader.lists(pack, name);
        if lists.is_empty() {
            let known: Vec<&str> = names.iter().map(String::as_str).collect();
            sink.unknown(change.span.clone(), "list", name, &known);
            return;
        }
        for (word, span) in &change.remove {
            if lists.iter().any(|l| l.contains(word)) {
                lists.iter_mut().for_each(|l| l.retain(|w| w != word));
            } else if let Some(first) = lists.first() {
                let near = nearest(word, first.iter().map(String::as_str));
                let help = near
                    .map_or("there is nothing to take out".to_owned(), |n| format!("did you mean `{n}`?"));
                sink.error_help(
                    span.clone(),
                    format!("the list `{}` does not hold `{word}`", change.list),
                    help,
                );
            }
        }
        let sound: Vec<&(String, Range<usize>)> =
            change.add.iter().filter(|(word, span)| loader.may_add(pack, name, word, span, sink)).collect();
        for list in loader.lists(pack, name) {
            list.extend(sound.iter().map(|(word, _)| word.clone()));
        }
    }
}

/// The codes built into the program that are meant: by code or name, or those of an area.
fn builtin(rule: &str, codes: &[String]) -> Vec<String> {
    if rule.contains('/') {
        return codes::named(rule).into_iter().filter(|c| !codes.contains(c)).collect();
    }
    codes::of_name(rule).map(str::to_owned).collect()
}

fn unknown_rule(setting: &Setting, codes: &[String], sink: &mut Sink<'_>) {
    let name = setting.rule.as_str();
    let codes: Vec<&str> =
        codes.iter().map(String::as_str).chain(codes::BUILTINS.iter().map(|b| b.code)).collect();
    if let Some(pack) = name.strip_suffix("/*") {
        let mut packs: Vec<&str> = codes.iter().filter_map(|c| c.split('/').next()).collect();
        packs.sort_unstable();
        packs.dedup();
        sink.unknown(setting.span.clone(), "pack", pack, &packs);
        return;
    }
    if codes.iter().any(|c| c.split('/').next() == Some(name)) {
        let help = format!("write `{name}/*` for all rules of the pack");
        sink.error_help(setting.span.clone(), format!("`{name}` is a pack, not a rule"), help);
        return;
    }
    if name.contains('*') {
        let help = "write `PACK/*` for all rules of a pack, one line for each pack";
        sink.error_help(setting.span.clone(), format!("unknown rule `{name}`"), help);
        return;
    }
    let by_name = |c: &&&str| nearest(name, c.split('/').nth(1).into_iter()).is_some();
    let near = nearest(name, codes.iter().copied()).or_else(|| codes.iter().find(by_name).copied());
    let help =
        near.map_or("`copydesk rules list` names all rules".to_owned(), |n| format!("did you mean `{n}`?"));
    sink.error_help(setting.span.clone(), format!("unknown rule `{name}`"), help);
}

/// The entries of a mapping, reported where it is none.
fn mapping<'n>(node: &'n Node, name: &str, sink: &mut Sink<'_>) -> &'n [(Node, Node)] {
    match &node.value {
        Value::Map(map) => map,
        Value::Null => &[],
        _ => {
            sink.error(node.span.clone(), format!("`{name}` must be a mapping, this is {}", node.kind()));
            &[]
        }
    }
}

fn settings(node: &Node, sink: &mut Sink<'_>) -> Vec<Setting> {
    let mut all: Vec<Setting> = Vec::new();
    let mut taken = BTreeSet::new();
    for (key, value) in mapping(node, "rules", sink) {
        let Some(rule) = field_text(key, "rules", sink) else { continue };
        if !taken.insert(rule) {
            sink.error_help(key.span.clone(), format!("`{rule}` stands here twice"), "keep one of the two");
        }
        let Some(given) = field_text(value, rule, sink) else { continue };
        match SEVERITIES.iter().find(|(w, _)| *w == given) {
            Some((_, severity)) => {
                all.push(Setting { rule: rule.to_owned(), span: key.span.clone(), severity: *severity });
            }
            None => {
                let known: Vec<&str> = SEVERITIES.iter().map(|(w, _)| *w).collect();
                sink.unknown(value.span.clone(), &format!("value of `{rule}`:"), given, &known);
                // Whether there is such a rule is worth telling, too.
                all.push(Setting { rule: rule.to_owned(), span: key.span.clone(), severity: None });
            }
        }
    }
    all
}

fn change(key: &Node, value: &Node, sink: &mut Sink<'_>) -> Option<Change> {
    let list = field_text(key, "lists", sink)?.to_owned();
    let fields = Fields::read(value, &format!("the list `{list}`"), &["add", "remove"], sink)?;
    let mut read = |name: &str| -> Vec<(String, Range<usize>)> {
        let nodes = fields.get(name).map(items).unwrap_or_default();
        nodes.iter().filter_map(|n| Some((field_text(n, name, sink)?.to_owned(), n.span.clone()))).collect()
    };
    let (add, remove) = (read("add"), read("remove"));
    Some(Change { list, span: key.span.clone(), add, remove })
}

fn read_override(node: &Node, sink: &mut Sink<'_>) -> Option<Override> {
    let fields = Fields::read(node, "an override", &["files", "rules"], sink)?;
    let rules = fields.get("rules").map(|n| settings(n, sink)).unwrap_or_default();
    if fields.get("rules").is_none() && !fields.has_unknown {
        let help = "say what is otherwise there: `rules: {doubled-word: off}`";
        sink.error_help(node.span.clone(), "an override without `rules`", help);
    }
    let Some(files) = fields.get("files") else {
        if !fields.has_unknown {
            sink.error_help(
                node.span.clone(),
                "an override without `files`",
                "say which: `files: ['opinion/**']`",
            );
        }
        return Some(Override { files: Globs::default(), rules });
    };
    Some(Override { files: globs(files, "files", sink).unwrap_or_default(), rules })
}

fn globs(node: &Node, name: &str, sink: &mut Sink<'_>) -> Option<Globs> {
    let nodes: Vec<(&Node, &str)> =
        items(node).iter().filter_map(|n| Some((n, field_text(n, name, sink)?))).collect();
    let patterns: Vec<&str> = nodes.iter().map(|(_, text)| *text).collect();
    if patterns.is_empty() && name == "files" && matches!(node.value, Value::Seq(_)) {
        sink.error_help(node.span.clone(), "an override for no files", "say which: `files: ['opinion/**']`");
    }
    match Globs::new(&patterns) {
        Ok(globs) => Some(globs),
        Err(faults) => {
            for (at, message) in faults {
                let span = nodes.get(at).map_or(node.span.clone(), |(n, _)| n.span.clone());
                sink.error_help(span, "not a pattern for files", message);
            }
            None
        }
    }
}
