//! One phrase or regular expression, and the literals a text must hold before it can match.

use super::fold::{joins_word, level_phrase, lower};
use super::lexicon::stands_alone;
use super::literals::{self as gate, Literal};
use super::passage::Passage;
use super::widen::Literals;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, Ast};
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

    /// The phrase levelled, with its capitals where those count.
    pub(super) fn text(&self) -> &str {
        self.exact.as_deref().unwrap_or(&self.folded)
    }

    /// Whether it stands, on whole words, in every text that holds another phrase; with `whole`, it is that
    /// phrase.
    pub(super) fn stands_in(&self, phrase: &str, whole: bool) -> bool {
        let lowered: String = phrase.chars().map(lower).collect();
        let text = if self.exact.is_some() { phrase } else { &lowered };
        if whole {
            return text == self.text();
        }
        text.match_indices(self.text()).any(|(at, found)| stands_alone(text, &(at..at + found.len())))
    }

    /// Whether the original text of a hit has the capitals the phrase asks for.
    pub(super) fn case_fits(&self, original: &str) -> bool {
        self.exact.as_ref().is_none_or(|exact| level_phrase(original) == *exact)
    }
}

/// A regular expression with the literals a levelled text must hold before it can match.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    engines: Arc<Engines>,
    source: Source,
    /// A text must hold a literal of each of these; where there are none, the expression is always tried.
    pub(super) gates: Arc<[Vec<Literal>]>,
}

/// An expression compiled, for texts of each kind of words, once it is needed.
type Engines = [OnceLock<Option<Regex>>; 2];

/// What an expression is made from once it is needed.
#[derive(Clone, Debug)]
enum Source {
    /// Texts as written, between them choices; in each text, signs of an expression mean something.
    Expression(Arc<[Part]>),
    /// As `Expression`, but every text means itself, on whole words.
    Phrase(Arc<[Part]>),
}

/// A stretch of an expression.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// As written.
    Text(String),
    /// One of the texts of a list, the longest first: an alternation takes the first that fits.
    Choice(Arc<[String]>),
}

/// Why an expression cannot be used: the message, and the bytes of the expression it is about.
pub(super) struct BadRegex {
    pub(super) message: String,
    pub(super) span: Option<Range<usize>>,
}

impl Pattern {
    /// An expression. A space in it stands for any white space, a straight quote or hyphen for any of
    /// its kind; without a capital letter outside the lists it ignores case.
    ///
    /// It is compiled when it is first needed: most of a pack's expressions never are, and compiling
    /// all of them takes longer than reading a hundred articles. With `eager` it is compiled at once, to
    /// report what only compiling shows.
    pub(super) fn new(parts: Vec<Part>, eager: bool) -> Result<Self, BadRegex> {
        let skeleton = gate::skeleton(&parts);
        let ast = parse(&skeleton)?;
        if gate::may_be_empty(&ast) {
            let message = "matches the empty text, so it would match everywhere".to_owned();
            return Err(BadRegex { message, span: None });
        }
        let gates = gate::of_expression(&ast, &parts);
        Self::finish(Source::Expression(parts.into()), gates, eager)
    }

    /// A phrase some words of which come from lists. Every text has smart case of its own.
    pub(super) fn of_phrase(parts: Vec<Part>, eager: bool) -> Result<Self, BadRegex> {
        let gates = gate::of_phrase(&parts);
        Self::finish(Source::Phrase(parts.into()), gates, eager)
    }

    fn finish(source: Source, gates: Vec<Vec<Literal>>, eager: bool) -> Result<Self, BadRegex> {
        let engines = Engines::default();
        if eager {
            let widened = source.widened(Words::Any)?;
            // Told from the expression: an automaton takes long to find out that it grows too large.
            if !source.has_lists() && size(&parse(&widened)?) > LONGEST {
                let message = "it grows too large; ask for fewer repetitions".to_owned();
                return Err(BadRegex { message, span: None });
            }
            let regex = automaton(&widened).map_err(|e| BadRegex { message: plain(&e), span: None })?;
            let _ = engines[Words::Any as usize].set(Some(regex));
        }
        Ok(Self { engines: Arc::new(engines), source, gates: gates.into() })
    }

    /// Whether it surely matches in every text that holds a phrase; with `whole`, all of the phrase.
    pub(super) fn covers(&self, phrase: &str, whole: bool) -> bool {
        let (Source::Expression(parts) | Source::Phrase(parts)) = &self.source;
        // What stands before and behind the phrase is not known.
        let is_tied = parts.iter().any(|p| matches!(p, Part::Text(text) if text.contains(['^', '$'])));
        let mut found = Vec::new();
        if !is_tied {
            self.find(&Passage::new(phrase), &mut found);
        }
        found.iter().any(|r| !whole || *r == (0..phrase.len()))
    }

    /// Every occurrence in a text.
    pub(super) fn find(&self, passage: &Passage<'_>, out: &mut Vec<Range<usize>>) {
        let words = if passage.folded().is_plain { Words::Ascii } else { Words::Any };
        let Some(regex) = self.automaton(words) else { return };
        out.extend(regex.find_iter(passage.text()).map(|m| m.range()).filter(|r| !r.is_empty()));
    }

    fn automaton(&self, words: Words) -> Option<&Regex> {
        let compile = || automaton(&self.source.widened(words).ok()?).ok();
        self.engines[words as usize].get_or_init(compile).as_ref()
    }
}

/// Which characters make words in the text an expression is about to read. Where they are all ASCII the
/// edges of words are told from bytes: much quicker, because automata give up on the edges of other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Any = 0,
    Ascii = 1,
}

/// Characters of an expression at most, with all it repeats written out.
const LONGEST: u64 = 20_000;

/// Characters of an expression with all it repeats written out. Nesting is bounded by the parser.
fn size(ast: &Ast) -> u64 {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    match ast {
        Ast::Repetition(repeated) => {
            let times = match &repeated.op.kind {
                Kind::Range(Range::Exactly(n) | Range::AtLeast(n) | Range::Bounded(_, n)) => u64::from(*n),
                Kind::ZeroOrOne | Kind::ZeroOrMore | Kind::OneOrMore => 1,
            };
            size(&repeated.ast).saturating_mul(times)
        }
        Ast::Group(group) => size(&group.ast),
        Ast::Alternation(all) => all.asts.iter().map(size).fold(0, u64::saturating_add),
        Ast::Concat(all) => all.asts.iter().map(size).fold(0, u64::saturating_add),
        _ => 1,
    }
}

/// Largest automaton, in bytes.
const LARGEST: usize = 10 << 20;

fn automaton(widened: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(widened).size_limit(LARGEST).build()
}

impl Source {
    fn has_lists(&self) -> bool {
        let (Self::Expression(parts) | Self::Phrase(parts)) = self;
        parts.iter().any(|part| matches!(part, Part::Choice(_)))
    }

    /// The expression with its lists put in and its marks widened to their families.
    fn widened(&self, words: Words) -> Result<String, BadRegex> {
        let (flag, source) = match self {
            Self::Expression(parts) => (self.has_lists().then(|| flag(parts)), joined(parts, &str::to_owned)),
            Self::Phrase(parts) => {
                let [start, end] = edges(parts).map(|is_word| if is_word { r"\b" } else { "" });
                (Some(""), format!("{start}{}{end}", joined(parts, &|t| format!("(?:{})", smart(t)))))
            }
        };
        let mut literals = Literals::new(words == Words::Ascii);
        let ast = parse(&source)?;
        let Ok(()) = ast::visit(&ast, &mut literals);
        let flag = flag.unwrap_or(if literals.upper { "" } else { "(?i)" });
        Ok(format!("{flag}{}", literals.widen(&source)))
    }
}

pub(super) fn parse(source: &str) -> Result<Ast, BadRegex> {
    ast::parse::Parser::new().parse(source).map_err(|e| BadRegex {
        message: explained(e.kind()),
        span: Some(e.span().start.offset..e.span().end.offset),
    })
}

/// What is wrong with an expression, in words for those who did not learn them.
fn explained(kind: &ast::ErrorKind) -> String {
    use ast::ErrorKind as Kind;
    let plain = match kind {
        Kind::GroupUnclosed => "a `(` without its `)`",
        Kind::GroupUnopened => "a `)` without its `(`",
        Kind::ClassUnclosed => "a `[` without its `]`",
        Kind::ClassRangeInvalid => "a range that runs backwards",
        Kind::RepetitionMissing => "a sign that repeats what stands before it, and nothing stands there",
        Kind::RepetitionCountUnclosed => "a `{` without its `}`",
        Kind::RepetitionCountInvalid => "fewest repetitions that are more than the most",
        Kind::EscapeUnrecognized => "a `\\` before a letter that has no such meaning",
        Kind::EscapeUnexpectedEof => "a `\\` with nothing behind it",
        Kind::UnsupportedLookAround => {
            "`(?=`, `(?!` and `(?<` are not known; use `not`, `near` or `inside` of a matcher"
        }
        Kind::UnsupportedBackreference => {
            "`\\1` is not known: an expression cannot ask for what it found before"
        }
        Kind::NestLimitExceeded(_) => "brackets nested too deep",
        other => return other.to_string(),
    };
    plain.to_owned()
}

fn joined(parts: &[Part], text: &dyn Fn(&str) -> String) -> String {
    let alternatives = |texts: &[String]| texts.iter().map(|t| smart(t)).collect::<Vec<_>>().join("|");
    let one = |part: &Part| match part {
        Part::Text(written) => text(written),
        Part::Choice(texts) => format!("(?:{})", alternatives(texts)),
    };
    parts.iter().map(one).collect()
}

/// What makes an expression ignore case: nothing, where a capital stands among its literals.
fn flag(parts: &[Part]) -> &'static str {
    let mut literals = Literals::default();
    if let Ok(ast) = parse(&gate::skeleton(parts)) {
        let Ok(()) = ast::visit(&ast, &mut literals);
    }
    if literals.upper { "" } else { "(?i)" }
}

/// Whether a phrase begins and ends with a letter or digit, whichever of its texts are chosen.
pub(super) fn edges(parts: &[Part]) -> [bool; 2] {
    let all = |part: Option<&Part>, pick: fn(&str) -> Option<char>| {
        let joins = |t: &String| pick(t).is_some_and(joins_word);
        part.is_some_and(|part| match part {
            Part::Text(text) => joins(text),
            Part::Choice(texts) => texts.iter().all(joins),
        })
    };
    [all(parts.first(), |t| t.chars().next()), all(parts.last(), |t| t.chars().next_back())]
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

fn plain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            format!("it grows too large (over {limit} bytes); ask for fewer repetitions")
        }
        other => {
            other.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
