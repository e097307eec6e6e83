//! One phrase or regular expression, and the literals a text must hold before it can match.

use super::ascii::AsciiWords;
use super::engines::{Engines, Names};
use super::fold::{level_phrase, lowered};
use super::lexicon::stands_alone;
use super::literals::{self as gate, Literal, Needs, Way};
use super::passage::Passage;
use super::source::{Part, Source};
use super::widen::Words;
use regex_automata::meta::{BuildError, Regex};
use regex_syntax::ast::{self, Ast};
use std::ops::Range;
use std::sync::Arc;

/// Whether a text begins with the article of a name (`The Holm Post`), which running text may write small.
pub(super) fn has_article(text: &str) -> bool {
    text.strip_prefix("The ").is_some_and(|name| name.starts_with(char::is_uppercase))
}

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
        let folded = lowered(&level);
        let exact = level.chars().any(char::is_uppercase).then(|| level.into_owned());
        (!folded.trim().is_empty()).then_some(Self { folded, exact })
    }

    /// The phrase levelled, with its capitals where those count.
    pub(super) fn text(&self) -> &str {
        self.exact.as_deref().unwrap_or(&self.folded)
    }

    /// Whether it stands, on whole words, in every text that holds another phrase; with `whole`, it is that
    /// phrase.
    pub(super) fn stands_in(&self, phrase: &str, whole: bool) -> bool {
        let small = lowered(phrase);
        let text = if self.exact.is_some() { phrase } else { &small };
        if whole {
            return text == self.text();
        }
        text.match_indices(self.text()).any(|(at, found)| stands_alone(text, &(at..at + found.len())))
    }

    /// Whether the original text of a hit has the capitals the phrase asks for.
    pub(super) fn case_fits(&self, original: &str) -> bool {
        let Some(exact) = &self.exact else { return true };
        let found = level_phrase(original);
        found == *exact || has_article(exact) && found.strip_prefix('t') == exact.strip_prefix('T')
    }
}

/// A regular expression with the literals a levelled text must hold before it can match.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    engines: Arc<Engines>,
    source: Source,
    /// It asks where words begin and end, or what they are made of, and can be asked loosely.
    has_words: bool,
    /// It cannot tell a letter that is not ASCII from `_`, where none of its `foreign` names stands.
    is_ascii: bool,
    /// The names of its lists that hold a letter that is not ASCII.
    foreign: Arc<[usize]>,
    /// What a text must hold before it is tried.
    pub(super) needs: Arc<Needs>,
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
        let needs = gate::of_expression(&ast, &parts);
        Self::finish(Source::Expression(parts.into()), Some(&ast), needs, eager)
    }

    /// A phrase some words of which come from lists. Every text has smart case of its own.
    pub(super) fn of_phrase(parts: Vec<Part>, eager: bool) -> Result<Self, BadRegex> {
        let needs = gate::of_phrase(&parts);
        Self::finish(Source::Phrase(parts.into()), None, needs, eager)
    }

    fn finish(source: Source, skeleton: Option<&Ast>, needs: Needs, eager: bool) -> Result<Self, BadRegex> {
        let engines = Engines::default();
        if eager {
            let widened = source.widened(Words::Any, None)?;
            // Told from the expression: an automaton takes long to find out that it grows too large.
            if !source.has_lists() && size(&parse(&widened)?) > LONGEST {
                let message = "it grows too large; ask for fewer repetitions".to_owned();
                return Err(BadRegex { message, span: None });
            }
            engines.set(Words::Any, widened).map_err(|e| BadRegex { message: plain(&e), span: None })?;
        }
        let (has_words, is_ascii) = source.nature(skeleton);
        let (engines, foreign) = (Arc::new(engines), source.foreign().into());
        Ok(Self { engines, source, has_words, is_ascii, foreign, needs: needs.into() })
    }

    /// Whether it surely matches in every text that holds a phrase; with `whole`, all of the phrase.
    pub(super) fn covers(&self, phrase: &str, whole: bool) -> bool {
        let parts = self.source.parts();
        // What stands before and behind the phrase is not known.
        let is_tied = parts.iter().any(|p| matches!(p, Part::Text(text) if text.contains(['^', '$'])));
        let mut found = Vec::new();
        if !is_tied {
            self.find(&Passage::new(phrase), &|_| true, &mut found);
        }
        found.iter().any(|r| !whole || *r == (0..phrase.len()))
    }

    /// For each of its lists, what a levelled text must hold for each name to stand there.
    pub(super) fn names(&self) -> impl Iterator<Item = &Arc<[Option<Literal>]>> {
        let choices =
            self.source.parts().iter().filter_map(|p| if let Part::Choice(c) = p { Some(c) } else { None });
        choices.zip(&self.needs.whole).map(|(choice, whole)| choice.each(*whole))
    }

    /// Every occurrence in a text. `holds` tells which names of its lists may stand there.
    pub(super) fn find(&self, passage: &Passage<'_>, holds: Holds<'_>, out: &mut Vec<Range<usize>>) {
        let from = out.len();
        let mut find = |words, text: &str| {
            let regex = self.automaton(words, text, holds);
            let found = regex.into_iter().flat_map(|regex| regex.find_iter(text));
            out.extend(found.map(|m| m.range()).filter(|r| !r.is_empty()));
        };
        match self.reading(passage, holds) {
            Reading::Plain => find(Words::Ascii, passage.text()),
            Reading::Copy(copy) => {
                find(Words::Ascii, &copy.text);
                out[from..].iter_mut().for_each(|r| *r = copy.original(r.clone()));
            }
            Reading::Any if self.may_occur(passage, holds) => find(Words::Any, passage.text()),
            Reading::Any => {}
        }
    }

    /// Whether there is any occurrence in a text.
    pub(super) fn occurs(&self, passage: &Passage<'_>, holds: Holds<'_>) -> bool {
        let occurs =
            |words, text: &str| self.automaton(words, text, holds).is_some_and(|regex| regex.is_match(text));
        match self.reading(passage, holds) {
            Reading::Plain => occurs(Words::Ascii, passage.text()),
            Reading::Copy(copy) => occurs(Words::Ascii, &copy.text),
            Reading::Any => self.may_occur(passage, holds) && occurs(Words::Any, passage.text()),
        }
    }

    /// Whether little is left to be compiled before a text can be searched.
    pub(super) fn is_ready(&self, passage: &Passage<'_>, holds: Holds<'_>) -> bool {
        let words = match self.reading(passage, holds) {
            Reading::Plain | Reading::Copy(_) => Words::Ascii,
            Reading::Any => Words::Any,
        };
        self.engines.is_begun(words)
    }

    /// How a text is read.
    fn reading<'p>(&self, passage: &'p Passage<'_>, holds: Holds<'_>) -> Reading<'p> {
        if passage.folded().is_plain {
            return Reading::Plain;
        }
        // A name that does not stand in the text cannot be taken for another in the copy.
        let is_ascii = self.is_ascii && !self.foreign.iter().any(|&name| holds(name));
        let copy = if is_ascii { passage.ascii_words() } else { None };
        copy.map_or(Reading::Any, Reading::Copy)
    }

    /// Quickly told in a text with words of any kind: `false` where it surely does not occur.
    fn may_occur(&self, passage: &Passage<'_>, holds: Holds<'_>) -> bool {
        let loose = || self.automaton(Words::Loose, passage.text(), holds);
        !self.has_words || loose().is_none_or(|regex| regex.is_match(passage.text()))
    }

    /// The expression, as much of it as a text needs.
    fn automaton(&self, words: Words, text: &str, holds: Holds<'_>) -> Option<&Regex> {
        let chooses = self.needs.names >= MANY && !self.engines.is_whole(words);
        let names = chooses.then(|| Names::new(self.needs.names, holds));
        self.engines.get(words, text.len(), names.as_ref(), |names| self.source.widened(words, names).ok())
    }
}

impl Way {
    /// Whether the other literals it needs may stand around one of these, hits of its best gate, in their order
    /// and no farther away than they can.
    pub(super) fn fits(&self, hits: impl Iterator<Item = Range<usize>> + Clone, level: &str) -> bool {
        let Some(at) = self.best else { return true };
        let mut ends = hits.clone();
        let Some(first) = ends.next() else { return false };
        if self.gates.len() < 2 {
            return true;
        }
        let around = |before: &str, after: &str| {
            self.gates[..at].iter().all(|gate| holds(before, gate))
                && self.gates[at + 1..].iter().all(|gate| holds(after, gate))
        };
        let Some(reach) = self.reach else {
            let last = ends.last().unwrap_or_else(|| first.clone());
            return around(&level[..last.start], &level[first.end..]);
        };
        // In a text without blanks each look goes far; then the expression itself may tell.
        let mut left = LOOKS * level.len();
        hits.into_iter().any(|hit| {
            let (before, after) = (&level[..hit.start], &level[hit.end..]);
            let start = memchr::memrchr_iter(b' ', before.as_bytes()).nth(reach).unwrap_or(0);
            let end = memchr::memchr_iter(b' ', after.as_bytes()).nth(reach).unwrap_or(after.len());
            left = left.saturating_sub(before.len() - start + end);
            left == 0 || around(&before[start..], &after[..end])
        })
    }
}

/// Whether a text may hold a name of an expression's lists, by its place among them.
pub(super) type Holds<'h> = &'h dyn Fn(usize) -> bool;

/// Names at least that make choosing pay.
const MANY: usize = 8;

/// How often a text is looked through at most for the literals around hits.
const LOOKS: usize = 4;
/// Sets of more literals than this are not looked for around a hit.
const FEW: usize = 24;

/// Whether a levelled text holds one of a set of literals, as far as that is quickly told.
fn holds(level: &str, gate: &[Literal]) -> bool {
    gate.len() > FEW || gate.iter().any(|l| level.contains(&l.text))
}

/// How a pattern reads a text.
enum Reading<'p> {
    /// All its words are ASCII words.
    Plain,
    /// By a copy all words of which are.
    Copy(&'p AsciiWords),
    /// As one with words of any kind.
    Any,
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

fn plain(error: &BuildError) -> String {
    match (error.size_limit(), error.syntax_error()) {
        (Some(limit), _) => format!("it grows too large (over {limit} bytes); ask for fewer repetitions"),
        (_, Some(syntax)) => {
            let message = syntax.to_string();
            message.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
pub(super) mod tests;
