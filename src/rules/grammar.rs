//! The matcher grammar: phrase, `/regex/`, `$list`, a list for any, and
//! `{any, all, not, inside, near, then, within}`.

use super::choice::Choice;
use super::errors::Sink;
use super::fields::{Fields, items};
use super::idle;
use super::lexicon::Collector;
use super::lists::{Lists, list_in, list_name};
use super::matcher::{Base, Condition, Expr, Matcher, Place};
use super::node::{Node, Value};
use super::pattern::{BadRegex, Pattern, Phrase};
use super::source::Part;
use super::terms::Terms;
use std::cell::RefCell;
use std::ops::Range;

/// Keys of a matcher written as a mapping.
pub(super) const KEYS: &[&str] = &["any", "all", "not", "inside", "near", "then", "within"];

/// What is needed to read a matcher.
pub(super) struct Grammar<'a> {
    pub(super) lists: &'a Lists,
    /// Numbers what matchers look for.
    pub(super) collector: &'a RefCell<Collector>,
    /// Expressions are compiled at once, to report what only compiling shows.
    pub(super) eager: bool,
}

/// Phrases and expressions on their way into one automaton.
#[derive(Default)]
struct Gathered {
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    exprs: Vec<Expr>,
}

impl Grammar<'_> {
    /// Reads a matcher; what is wrong with it is reported, and `None` comes back.
    pub(super) fn matcher(&self, node: &Node, sink: &mut Sink<'_>) -> Option<Matcher> {
        self.expr(node, sink).map(Matcher)
    }

    /// A matcher for each entry of a list, the entries of a `$list` in it each on its own.
    pub(super) fn each(&self, node: &Node, sink: &mut Sink<'_>) -> Option<Vec<Matcher>> {
        let before = sink.errors.len();
        let mut all = Vec::new();
        for item in items(node) {
            match item.scalar().and_then(list_name) {
                Some(name) => {
                    let mut texts = Vec::new();
                    if self.list(name, &item.span, &mut texts, sink) {
                        let node = |text| Node { span: item.span.clone(), value: Value::Scalar(text) };
                        all.extend(texts.into_iter().filter_map(|t| self.matcher(&node(t), sink)));
                    }
                }
                None => all.extend(self.matcher(item, sink)),
            }
        }
        (sink.errors.len() == before).then_some(all)
    }

    // Depth is bounded by the YAML reader.
    fn expr(&self, node: &Node, sink: &mut Sink<'_>) -> Option<Expr> {
        let before = sink.errors.len();
        let mut gathered = Gathered::default();
        for item in items(node) {
            self.item(item, &mut gathered, sink);
        }
        if sink.errors.len() > before {
            return None;
        }
        let Gathered { phrases, patterns, mut exprs } = gathered;
        if !phrases.is_empty() || !patterns.is_empty() {
            exprs.insert(0, Expr::Terms(Terms::new(phrases, patterns, &mut self.collector.borrow_mut())));
        }
        match exprs.len() {
            0 => {
                sink.error_help(
                    node.span.clone(),
                    "there is nothing to look for here",
                    "give a phrase, a /regex/ or a $list",
                );
                None
            }
            1 => exprs.pop(),
            _ => Some(Expr::Any(exprs)),
        }
    }

    fn item(&self, node: &Node, into: &mut Gathered, sink: &mut Sink<'_>) {
        match &node.value {
            Value::Scalar(term) => self.term(term, node.span.clone(), into, sink),
            Value::Map(_) => into.exprs.extend(self.conditional(node, sink)),
            Value::Seq(_) => into.exprs.extend(self.expr(node, sink)),
            Value::Null => {
                sink.error_help(
                    node.span.clone(),
                    "there is nothing to look for here",
                    "give a phrase, a /regex/ or a $list",
                );
            }
        }
    }

    fn term(&self, term: &str, span: Range<usize>, into: &mut Gathered, sink: &mut Sink<'_>) {
        if let Some(name) = list_name(term) {
            let mut texts = Vec::new();
            if self.list(name, &span, &mut texts, sink) {
                texts.iter().for_each(|text| self.written(text, span.clone(), into, sink));
            }
        } else {
            self.written(term, span, into, sink);
        }
    }

    /// A term that is no list, with or without lists in it.
    fn written(&self, term: &str, span: Range<usize>, into: &mut Gathered, sink: &mut Sink<'_>) {
        if let Some(bare) = in_curly_quotes(term, sink.text().get(span.clone()).unwrap_or_default()) {
            let message =
                "these quotation marks are part of the text, so it is found between such marks only";
            sink.error_help(span, message, format!("write `\"{bare}\"`, or `'{term}'` if they are meant"));
        } else if is_regex(term) && list_in(term).is_some() {
            self.expression(term, span, into, sink);
        } else if list_in(term).is_some() {
            self.template(term, span, into, sink);
        } else {
            self.plain_term(term, span, into, sink);
        }
    }

    /// A term without lists in it.
    fn plain_term(&self, term: &str, span: Range<usize>, into: &mut Gathered, sink: &mut Sink<'_>) {
        if is_regex(term) {
            match self.collector.borrow_mut().pattern(&term[1..term.len() - 1], self.eager) {
                Ok(pattern) => into.patterns.push(pattern),
                Err(bad) => bad_regex(&bad, term, span, sink),
            }
        } else if let Some((expression, flags)) = flagged(term) {
            sink.error_help(
                span,
                format!("an expression takes no letters behind it, such as `{flags}`"),
                format!("write \"{expression}\"; it takes any case unless it has a capital"),
            );
        } else if let Some(sign) = regex_sign(term) {
            sink.error_help(
                span,
                format!("this phrase looks like a regular expression, because of `{sign}`"),
                format!("write \"/{}/\" for an expression, or leave the sign out", term.trim_matches('/')),
            );
        } else if let Some(phrase) = Phrase::new(term) {
            into.phrases.push(phrase);
        } else {
            sink.error(span, "an empty phrase matches nothing");
        }
    }

    /// Reports what is wrong with one text of a list.
    pub(super) fn check(&self, node: &Node, sink: &mut Sink<'_>) {
        self.item(node, &mut Gathered::default(), sink);
    }

    fn list(&self, name: &str, span: &Range<usize>, texts: &mut Vec<String>, sink: &mut Sink<'_>) -> bool {
        match self.lists.resolve(name, &mut Vec::new(), texts) {
            Ok(()) => return true,
            Err(_) if !self.lists.has(name) => {
                sink.unknown(span.clone(), "list", name, &self.lists.names());
            }
            Err(message) => sink.error(span.clone(), message),
        }
        false
    }

    /// An expression with lists in it: `/state[- ]$owned/`. An end of text (`$`) is followed by no letter,
    /// so the two cannot be confused.
    fn expression(&self, term: &str, span: Range<usize>, into: &mut Gathered, sink: &mut Sink<'_>) {
        let Some(parts) = self.parts(&term[1..term.len() - 1], &span, sink) else { return };
        match Pattern::new(parts, self.eager) {
            Ok(pattern) => into.patterns.push(pattern),
            Err(bad) => sink.error(span, format!("bad regular expression: {}", bad.message)),
        }
    }

    /// A phrase with lists in it: `according to $agencies`.
    fn template(&self, term: &str, span: Range<usize>, into: &mut Gathered, sink: &mut Sink<'_>) {
        let Some(parts) = self.parts(term, &span, sink) else { return };
        match Pattern::of_phrase(parts, self.eager) {
            Ok(pattern) => into.patterns.push(pattern),
            Err(BadRegex { message, .. }) => sink.error(span, message),
        }
    }

    /// A term cut where its lists stand.
    fn parts(&self, term: &str, span: &Range<usize>, sink: &mut Sink<'_>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut rest = term;
        while let Some((at, name)) = list_in(rest) {
            if at > 0 {
                parts.push(Part::Text(rest[..at].to_owned()));
            }
            let choice = self.lists.choice(name, || self.choice(name, span, sink))?;
            parts.push(Part::Choice(choice));
            rest = &rest[at + 1 + name.len()..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Some(parts)
    }

    /// The texts of a list that stands inside something else.
    fn choice(&self, name: &str, span: &Range<usize>, sink: &mut Sink<'_>) -> Option<Choice> {
        let mut texts = Vec::new();
        if !self.list(name, span, &mut texts, sink) {
            return None;
        }
        if texts.iter().any(|t| is_regex(t)) {
            sink.error(
                span.clone(),
                format!("`${name}` holds a /regex/, which cannot stand inside something else"),
            );
            return None;
        }
        if let Some(text) = texts.iter().find(|t| list_in(t).is_some()) {
            let message = format!("`${name}` holds “{text}”, which names a list of its own");
            let help = format!("write `${name}` alone, or put the texts of that list into “{text}”");
            sink.error_help(span.clone(), message, help);
            return None;
        }
        Some(Choice::new(texts))
    }

    /// `{any, all, not, inside, near, then, within}`.
    fn conditional(&self, node: &Node, sink: &mut Sink<'_>) -> Option<Expr> {
        let fields = Fields::read(node, "a matcher", KEYS, sink)?;
        let mut base = match fields.get("any") {
            Some(any) => Base::Of(Box::new(self.expr(any, sink)?)),
            None => Base::Whole,
        };
        let conditions = self.conditions(&fields, sink)?;
        if conditions.is_empty() && matches!(base, Base::Whole) {
            sink.error(node.span.clone(), "there is nothing to look for here");
            return None;
        }
        // Occurrences of `all` alone are those of its first part: there is something to point at.
        if let (Base::Whole, Some(all)) = (&base, fields.get("all")) {
            let first = self.expr(items(all).first()?, sink)?;
            base = Base::Of(Box::new(first));
        }
        if self.eager
            && let Some(why) = idle::contradiction(&base, &conditions)
        {
            let span = fields.key("not").or(fields.key("inside")).unwrap_or(node).span.clone();
            sink.error_help(span, format!("this can never match: {why}"), "take one of the two out");
            return None;
        }
        Some(match base {
            Base::Of(bare) if conditions.is_empty() => *bare,
            base => Expr::Where { base, conditions },
        })
    }

    fn conditions(&self, fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Vec<Condition>> {
        let before = sink.errors.len();
        let mut conditions = Vec::new();
        if let Some(all) = fields.get("all") {
            let parts: Vec<Expr> = items(all).iter().filter_map(|part| self.expr(part, sink)).collect();
            conditions.push(Condition::All(parts));
        }
        if let Some(inside) = fields.get("inside") {
            conditions.extend(self.place(inside, sink).map(Condition::Inside));
        }
        let within = fields.number("within", sink);
        for (name, after) in [("near", false), ("then", true)] {
            let what = fields.get(name).and_then(|n| self.expr(n, sink));
            conditions.extend(what.map(|what| Condition::Near { what, within, after }));
        }
        if let (Some(key), None, None) = (fields.key("within"), fields.key("near"), fields.key("then")) {
            sink.error_help(key.span.clone(), "`within` counts words to `near` or `then`", "add one of them");
        }
        if let Some(not) = fields.get("not") {
            conditions.extend(self.negation(not, sink));
        }
        (sink.errors.len() == before).then_some(conditions)
    }

    /// `not: {inside: …}` asks about each occurrence; `not: phrase` about the whole text.
    fn negation(&self, node: &Node, sink: &mut Sink<'_>) -> Vec<Condition> {
        let mut all = Vec::new();
        for item in items(node) {
            let about_places = matches!(&item.value, Value::Map(m) if !m.iter().any(|(k, _)| matches!(k.scalar(), Some("any" | "all"))));
            if about_places {
                let Some(fields) = Fields::read(item, "a matcher", KEYS, sink) else { continue };
                all.extend(self.conditions(&fields, sink).map(Condition::Not));
            } else {
                all.extend(self.expr(item, sink).map(Condition::Absent));
            }
        }
        all
    }

    fn place(&self, node: &Node, sink: &mut Sink<'_>) -> Option<Place> {
        match node.scalar() {
            Some("quote") => Some(Place::Quote),
            Some("brackets") => Some(Place::Brackets),
            Some(word @ ("quotes" | "quotation" | "quotations" | "bracket" | "parentheses")) => {
                sink.unknown(node.span.clone(), "place", word, &["quote", "brackets"]);
                None
            }
            _ => self.expr(node, sink).map(Place::Of),
        }
    }
}

pub(super) fn is_regex(term: &str) -> bool {
    term.len() > 2 && term.starts_with('/') && term.ends_with('/')
}

/// An expression with flags behind it, as other programs write them: the expression, and the flags.
fn flagged(term: &str) -> Option<(&str, &str)> {
    let end = term.rfind('/').filter(|&end| end > 1 && term.starts_with('/'))?;
    let flags = &term[end + 1..];
    let is_flags = (1..=3).contains(&flags.len()) && flags.bytes().all(|b| b"gimsux".contains(&b));
    is_flags.then_some((&term[..=end], flags))
}

/// What stands between curly quotation marks that the file has instead of YAML's own.
fn in_curly_quotes<'t>(term: &'t str, raw: &str) -> Option<&'t str> {
    let marks = [('“', '”'), ('„', '“'), ('‘', '’'), ('«', '»')];
    let between =
        |(open, close)| raw.starts_with(open).then(|| term.strip_prefix(open)?.strip_suffix(close))?;
    marks.into_iter().find_map(between).filter(|bare| !bare.is_empty())
}

/// What only regular expressions hold. Each has one of `RARE`; most phrases have none.
const SIGNS: &[&str] = &["|", ".*", ".+", ")?", ")*", ")+", "(?", "[^", "\\", "[a-z", "[A-Z", "[0-9"];
const RARE: &[u8] = b"|*+?[\\";

/// What in a phrase only a regular expression would hold.
fn regex_sign(term: &str) -> Option<&str> {
    if term.len() > 2 && term.starts_with('/') && !term.contains(' ')
        || term.ends_with('$')
        || term.starts_with('^')
    {
        return Some(if term.starts_with('/') {
            "/"
        } else if term.starts_with('^') {
            "^"
        } else {
            "$"
        });
    }
    let may_hold = term.bytes().any(|b| RARE.contains(&b));
    SIGNS.iter().find(|s| may_hold && term.contains(**s)).copied()
}

/// Underlines the fault inside the expression where the file holds the expression as it is.
fn bad_regex(bad: &BadRegex, term: &str, span: Range<usize>, sink: &mut Sink<'_>) {
    let raw = sink.text().get(span.clone()).unwrap_or_default();
    let inner = bad.span.clone().zip(raw.find(term)).map(|(fault, at)| {
        let start = span.start + at + 1;
        start + fault.start..start + fault.end.max(fault.start + 1)
    });
    sink.error(inner.unwrap_or(span), format!("bad regular expression: {}", bad.message));
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, regex_sign};

    #[test]
    fn every_sign_of_an_expression_is_seen() {
        for sign in SIGNS {
            assert!(regex_sign(&format!("mill {sign} weir")).is_some(), "{sign}");
        }
        for phrase in ["mill", "the mill (and the weir).", "mill, weir; 4 of 5"] {
            assert_eq!(regex_sign(phrase), None, "{phrase}");
        }
    }
}
