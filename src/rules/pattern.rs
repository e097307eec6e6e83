//! One phrase or regular expression, and the literals a text must hold before it can match.

use super::fold::{joins_word, level, level_phrase, lower};
use regex::Regex;
use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::{Hir, HirKind};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A phrase: whole words, smart case, marks and white space levelled.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// As it stands in a levelled text.
    pub(super) folded: String,
    /// The levelled phrase with its capitals, where it has any: then case counts.
    exact: Option<String>,
}

impl Phrase {
    /// `None` where nothing is left after levelling.
    pub(super) fn new(phrase: &str) -> Option<Self> {
        let level = level_phrase(phrase.trim());
        let folded: String = level.chars().map(lower).collect();
        let exact = level.chars().any(char::is_uppercase).then_some(level);
        (!folded.trim().is_empty()).then_some(Self { folded, exact })
    }

    /// Whether a hit of the folded phrase at `range` of the folded text stands on whole words.
    pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let first = text[range.clone()].chars().next();
        let last = text[range.clone()].chars().next_back();
        let joined =
            |a: Option<char>, b: Option<char>| a.is_some_and(joins_word) && b.is_some_and(joins_word);
        !joined(before, first) && !joined(last, after)
    }

    /// Whether the original text of a hit has the capitals the phrase asks for.
    pub(super) fn case_fits(&self, original: &str) -> bool {
        self.exact.as_ref().is_none_or(|exact| level_phrase(original) == *exact)
    }
}

/// A regular expression with the literals of which a levelled text must hold one.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Arc<OnceLock<Option<Regex>>>,
    source: Arc<str>,
    /// Empty where no literal is required: then the expression is always tried.
    pub(super) gate: Vec<String>,
}

/// Why an expression cannot be used: the message, and the bytes of the expression it is about.
pub(super) struct BadRegex {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
}

impl Pattern {
    /// Compiles an expression. A space in it stands for any white space, a straight quote or hyphen
    /// for any of its kind; without a capital letter it ignores case.
    pub(super) fn new(source: &str, eager: bool) -> Result<Self, BadRegex> {
        Self::expanded(source, source, eager)
    }

    /// As [`Pattern::new`], of an expression into which lists were put; `written` is what stood there
    /// before, which alone decides whether case counts outside the lists.
    pub(super) fn expanded(source: &str, written: &str, eager: bool) -> Result<Self, BadRegex> {
        let ast = ast::parse::Parser::new().parse(source).map_err(|e| BadRegex {
            message: e.kind().to_string(),
            span: Some(e.span().start.offset..e.span().end.offset),
        })?;
        let mut literals = Literals::default();
        let Ok(()) = ast::visit(&ast, &mut literals);
        let smart = if has_capital(written) { "" } else { "(?i)" };
        let widened = format!("{smart}{}", literals.widen(source));
        Self::finish(widened, gate(source), eager)
    }

    /// The expression, compiled when it is first needed: most of a pack's expressions never are, and
    /// compiling all of them takes longer than reading a hundred articles.
    pub(super) fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }

    /// With `eager` the expression is compiled at once, to report what only compiling shows.
    fn finish(source: String, gate: Gated, eager: bool) -> Result<Self, BadRegex> {
        if gate.matches_nothing {
            let message = "matches the empty text, so it would match everywhere".to_owned();
            return Err(BadRegex { message, span: None });
        }
        let regex = OnceLock::new();
        if eager {
            let compiled = Regex::new(&source).map_err(|e| BadRegex { message: plain(&e), span: None })?;
            let _ = regex.set(Some(compiled));
        }
        Ok(Self { regex: Arc::new(regex), source: source.into(), gate: gate.literals })
    }

    /// A phrase some words of which come from lists: `parts` in order, each a choice of texts. Every
    /// text has smart case of its own.
    pub(super) fn of_choices(parts: &[Vec<String>], eager: bool) -> Result<Self, BadRegex> {
        let alternatives = |texts: &[String], one: &dyn Fn(&String) -> String| {
            format!("(?:{})", texts.iter().map(one).collect::<Vec<_>>().join("|"))
        };
        let join =
            |one: &dyn Fn(&String) -> String| parts.iter().map(|p| alternatives(p, one)).collect::<String>();
        let edge = |texts: Option<&Vec<String>>, pick: fn(&str) -> Option<char>| {
            texts.is_some_and(|t| t.iter().all(|t| pick(t).is_some_and(joins_word)))
        };
        let start = if edge(parts.first(), |t| t.chars().next()) { r"\b" } else { "" };
        let end = if edge(parts.last(), |t| t.chars().next_back()) { r"\b" } else { "" };
        let source = format!("{start}{}{end}", join(&|t| smart(t)));
        let mut literals = Literals::default();
        let ast = ast::parse::Parser::new()
            .parse(&source)
            .map_err(|e| BadRegex { message: e.kind().to_string(), span: None })?;
        let Ok(()) = ast::visit(&ast, &mut literals);
        Self::finish(literals.widen(&source), gate(&join(&|t| escape(t))), eager)
    }
}

/// Whether an expression has a capital among its literals.
fn has_capital(source: &str) -> bool {
    let mut literals = Literals::default();
    if let Ok(ast) = ast::parse::Parser::new().parse(source) {
        let Ok(()) = ast::visit(&ast, &mut literals);
    }
    literals.upper
}

/// An escaped text that ignores case unless it has a capital.
pub(super) fn smart(text: &str) -> String {
    let flag = if text.chars().any(char::is_uppercase) { "-i" } else { "i" };
    format!("(?{flag}:{})", escape(text))
}

/// Escapes all but the hyphen, which stands for every dash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if regex_syntax::is_meta_character(c) && c != '-' {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What is known of an expression without compiling it.
struct Gated {
    /// Levelled literals of which every match needs one; none where there are no such.
    literals: Vec<String>,
    /// Whether it matches the empty text.
    matches_nothing: bool,
}

fn gate(source: &str) -> Gated {
    // The gate is asked about levelled text, which has no capitals to ignore.
    let plain = source.replace("(?i)", "").replace("(?i:", "(?:").replace("(?-i:", "(?:");
    let hir = regex_syntax::Parser::new().parse(&plain).ok();
    let matches_nothing = hir.as_ref().is_some_and(|h| h.properties().minimum_len() == Some(0));
    let literals = hir.and_then(|hir| required(&hir)).unwrap_or_default();
    Gated { literals: literals.iter().map(|l| fold(l)).collect(), matches_nothing }
}

fn plain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            format!("too large once compiled (over {limit} bytes); ask for fewer repetitions")
        }
        other => {
            other.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    }
}

/// A literal as it stands in a levelled text.
fn fold(literal: &str) -> String {
    level_phrase(literal).chars().map(lower).collect()
}

/// Places in an expression where a literal stands for a family of marks; whether any literal is a capital.
#[derive(Default)]
struct Literals {
    places: Vec<(Range<usize>, &'static str)>,
    upper: bool,
}

impl ast::Visitor for &mut Literals {
    type Output = ();
    type Err = std::convert::Infallible;

    fn finish(self) -> Result<(), Self::Err> {
        Ok(())
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        if let Ast::ClassBracketed(class) = ast
            && asks_for_capitals(class)
        {
            let start = class.span.start.offset;
            self.places.push((start..start, "(?-i:"));
        }
        let Ast::Literal(literal) = ast else { return Ok(()) };
        self.upper |= literal.c.is_uppercase();
        let family = match level(literal.c) {
            // In a group, so that a repetition behind it repeats all of it.
            ' ' if literal.c == ' ' => r"(?:\s+)",
            '\'' => "['\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}]",
            '"' if literal.c == '"' => "[\"\u{201C}-\u{201F}\u{2033}\u{AB}\u{BB}]",
            '-' if literal.c == '-' => "[-\u{2010}-\u{2015}\u{2212}]",
            _ => return Ok(()),
        };
        if literal.kind == ast::LiteralKind::Verbatim {
            self.places.push((literal.span.start.offset..literal.span.end.offset, family));
        }
        Ok(())
    }

    fn visit_post(&mut self, ast: &Ast) -> Result<(), Self::Err> {
        if let Ast::ClassBracketed(class) = ast
            && asks_for_capitals(class)
        {
            let end = class.span.end.offset;
            self.places.push((end..end, ")"));
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), Self::Err> {
        if let ast::ClassSetItem::Literal(literal) = item
            && literal.kind == ast::LiteralKind::Verbatim
            && let Some(family) = class_family(literal.c)
        {
            self.places.push((literal.span.start.offset..literal.span.end.offset, family));
        }
        Ok(())
    }
}

/// Whether a class such as `[A-Z]` names capitals and no small letters: then it means capitals, in an
/// expression that ignores case too.
fn asks_for_capitals(class: &ast::ClassBracketed) -> bool {
    let ast::ClassSet::Item(item) = &class.kind else { return false };
    let items = match item {
        ast::ClassSetItem::Union(union) => union.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let range_of = |case: fn(char) -> bool| {
        items.iter().any(|i| matches!(i, ast::ClassSetItem::Range(r) if case(r.start.c)))
    };
    range_of(char::is_uppercase) && !range_of(char::is_lowercase)
}

/// What a literal inside a class in brackets stands for.
fn class_family(c: char) -> Option<&'static str> {
    match c {
        ' ' => Some(r"\s"),
        '-' => Some(r"\-\x{2010}-\x{2015}\x{2212}"),
        '\'' => Some("'\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}"),
        '"' => Some("\"\u{201C}-\u{201F}\u{2033}\u{AB}\u{BB}"),
        _ => None,
    }
}

impl Literals {
    fn widen(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + 16 * self.places.len());
        let mut done = 0;
        for (range, family) in &self.places {
            out.push_str(&source[done..range.start]);
            out.push_str(family);
            done = range.end;
        }
        out.push_str(&source[done..]);
        out
    }
}

/// Most alternatives a gate may hold; beyond that it would let everything through.
const MAX_ALTERNATIVES: usize = 256;

/// Literals of which every match holds at least one; `None` where there is no such set.
// The depth of an expression is bounded by its parser.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            // Quotes and dashes are widened and invisible characters dropped, so only whole words count.
            let word =
                text.split(|c: char| !c.is_alphanumeric() && c != ' ').max_by_key(|w| w.trim().len())?;
            (word.trim().len() >= 3).then(|| vec![word.trim().to_owned()])
        }
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => {
            parts.iter().filter_map(required).max_by_key(|set| set.iter().map(String::len).min().unwrap_or(0))
        }
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(required(part)?);
            }
            (all.len() <= MAX_ALTERNATIVES).then_some(all)
        }
        _ => None,
    }
}
