//! The one matcher every verb uses: alternatives, and conditions on where they stand.

use super::gate::Key;
use super::passage::Passage;
use super::sentence::has_at_most;
use super::terms::Terms;
use std::ops::Range;

/// A compiled matcher.
#[derive(Clone, Debug)]
pub struct Matcher(pub(super) Expr);

/// What a matcher is made of. Its depth is bounded by the YAML reader.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// Phrases and expressions.
    Terms(Terms),
    /// Any of these.
    Any(Vec<Expr>),
    /// Occurrences of a base that pass every condition.
    Where { base: Base, conditions: Vec<Condition> },
}

/// What a condition is asked about.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// Occurrences of an expression.
    Of(Box<Expr>),
    /// The whole text, once.
    Whole,
}

#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// All of these occur in the text.
    All(Vec<Expr>),
    /// This does not occur in the text.
    Absent(Expr),
    /// The occurrence stands inside a place.
    Inside(Place),
    /// Something else stands in the same sentence, at most so many words away.
    Near { what: Expr, within: Option<usize>, after: bool },
    /// None of these conditions holds.
    Not(Vec<Condition>),
}

#[derive(Clone, Debug)]
pub(super) enum Place {
    /// Between quotation marks.
    Quote,
    /// Between brackets.
    Brackets,
    /// Inside an occurrence of this.
    Of(Expr),
}

impl Matcher {
    /// Whether the text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.matches(&Passage::new(text))
    }

    /// The first occurrence, in bytes of the text; the longest of those that begin there.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_in(&Passage::new(text)).into_iter().next()
    }

    /// Every occurrence, in order, none overlapping another.
    pub fn find_iter(&self, text: &str) -> impl Iterator<Item = Range<usize>> + use<> {
        self.find_in(&Passage::new(text)).into_iter()
    }

    /// Whether a prepared text matches.
    #[must_use]
    pub fn matches(&self, passage: &Passage<'_>) -> bool {
        self.0.occurs(passage)
    }

    /// Every occurrence in a prepared text, in order, none overlapping another.
    #[must_use]
    pub fn find_in(&self, passage: &Passage<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.0.find(passage, &mut found);
        found.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        found.retain(|r| {
            let free = r.start >= end;
            end = if free { r.end } else { end };
            free
        });
        found
    }

    /// What else made one of the occurrences of [`Self::find_in`] count: what stands near it, or must stand in
    /// the same text. In order, the occurrence itself left out.
    #[must_use]
    pub fn beside(&self, passage: &Passage<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.0.beside(passage, range, &mut found);
        found.retain(|other| other != range);
        found.sort_by_key(|r| (r.start, r.end));
        found.dedup();
        found
    }

    /// Takes away the occurrences this matcher excuses: those inside an occurrence of its own, and, for
    /// a bare `{inside: …}` or `{near: …}`, those it holds for.
    pub(crate) fn excuse(&self, passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
        self.0.excuse(passage, found);
    }

    /// What must be open in a text for this to match.
    pub(crate) fn key(&self) -> Key {
        self.0.key()
    }
}

impl Expr {
    fn find(&self, passage: &Passage<'_>, out: &mut Vec<Range<usize>>) {
        match self {
            Self::Terms(terms) => terms.find(passage, out),
            Self::Any(parts) => parts.iter().for_each(|p| p.find(passage, out)),
            Self::Where { base, conditions } => {
                let mut found = Vec::new();
                match base {
                    Base::Of(expr) => expr.find(passage, &mut found),
                    Base::Whole => found.push(0..passage.text().len()),
                }
                for condition in conditions {
                    if found.is_empty() {
                        return;
                    }
                    condition.filter(passage, &mut found);
                }
                out.append(&mut found);
            }
        }
    }

    fn beside(&self, passage: &Passage<'_>, range: &Range<usize>, out: &mut Vec<Range<usize>>) {
        let finds = |expr: &Self| {
            let mut found = Vec::new();
            expr.find(passage, &mut found);
            found.contains(range)
        };
        match self {
            Self::Terms(_) => {}
            Self::Any(parts) => {
                if let Some(part) = parts.iter().find(|part| finds(part)) {
                    part.beside(passage, range, out);
                }
            }
            Self::Where { base, conditions } => {
                if let Base::Of(expr) = base {
                    expr.beside(passage, range, out);
                }
                conditions.iter().for_each(|c| c.beside(passage, range, out));
            }
        }
    }

    fn excuse(&self, passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
        match self {
            _ if found.is_empty() => {}
            Self::Any(parts) => parts.iter().for_each(|p| p.excuse(passage, found)),
            Self::Where { base: Base::Whole, conditions } => {
                let mut excused = found.clone();
                conditions.iter().for_each(|c| c.filter(passage, &mut excused));
                subtract(found, excused);
            }
            Self::Terms(_) | Self::Where { .. } => {
                let mut excused = found.clone();
                let mut places = Vec::new();
                self.find(passage, &mut places);
                keep_inside(places, &mut excused);
                subtract(found, excused);
            }
        }
    }

    /// Whether there is any occurrence: what is cheap to tell is asked first, and no more than needed.
    fn occurs(&self, passage: &Passage<'_>) -> bool {
        match self {
            Self::Terms(terms) => terms.occur(passage),
            Self::Any(parts) => parts.iter().any(|p| p.occurs(passage)),
            Self::Where { base, conditions } => {
                if let Base::Of(expr) = base
                    && !expr.occurs(passage)
                {
                    return false;
                }
                let (whole, placed): (Vec<_>, Vec<_>) = conditions.iter().partition(|c| c.is_about_all());
                whole.iter().all(|c| c.holds(passage)) && (placed.is_empty() || self.is_found(passage))
            }
        }
    }

    fn is_found(&self, passage: &Passage<'_>) -> bool {
        let mut found = Vec::new();
        self.find(passage, &mut found);
        !found.is_empty()
    }

    fn key(&self) -> Key {
        match self {
            Self::Terms(terms) => Key::Terms(terms.number()),
            Self::Any(parts) => Key::Any(parts.iter().map(Self::key).collect()),
            Self::Where { base, conditions } => {
                let own = if let Base::Of(expr) = base { Some(expr.key()) } else { None };
                Key::All(own.into_iter().chain(conditions.iter().flat_map(Condition::keys)).collect())
            }
        }
    }
}

impl Condition {
    /// Whether it is about the whole text, not about single occurrences.
    fn is_about_all(&self) -> bool {
        matches!(self, Self::All(_) | Self::Absent(_))
    }

    /// Whether a condition about the whole text holds.
    fn holds(&self, passage: &Passage<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|p| p.occurs(passage)),
            Self::Absent(expr) => !expr.occurs(passage),
            _ => true,
        }
    }

    /// Keeps the occurrences this holds for. What it looks for is searched once, not per occurrence.
    fn filter(&self, passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
        match self {
            Self::All(_) | Self::Absent(_) => {
                if !self.holds(passage) {
                    found.clear();
                }
            }
            Self::Inside(place) => {
                keep_inside(place.ranges(passage), found);
            }
            Self::Near { what, within, after } => {
                let mut others = Vec::new();
                what.find(passage, &mut others);
                others.sort_by_key(|r| r.start);
                found.retain(|r| near(passage, r, &others, *within, *after).is_some());
            }
            Self::Not(conditions) => {
                for condition in conditions {
                    let mut held = found.clone();
                    condition.filter(passage, &mut held);
                    subtract(found, held);
                }
            }
        }
    }

    /// What it needed beside an occurrence it holds for.
    fn beside(&self, passage: &Passage<'_>, range: &Range<usize>, out: &mut Vec<Range<usize>>) {
        match self {
            Self::All(parts) => out.extend(parts.iter().filter_map(|part| {
                let mut found = Vec::new();
                part.find(passage, &mut found);
                found.into_iter().min_by_key(|r| r.start)
            })),
            Self::Near { what, within, after } => {
                let mut others = Vec::new();
                what.find(passage, &mut others);
                others.sort_by_key(|r| r.start);
                out.extend(near(passage, range, &others, *within, *after).cloned());
            }
            Self::Absent(_) | Self::Inside(_) | Self::Not(_) => {}
        }
    }

    /// All of this must be open for it to hold.
    fn keys(&self) -> Vec<Key> {
        match self {
            Self::All(parts) => parts.iter().map(Expr::key).collect(),
            Self::Near { what, .. } | Self::Inside(Place::Of(what)) => vec![what.key()],
            Self::Absent(_) | Self::Inside(_) | Self::Not(_) => Vec::new(),
        }
    }
}

/// Keeps of `found` what lies inside one of `places`.
fn keep_inside(mut places: Vec<Range<usize>>, found: &mut Vec<Range<usize>>) {
    places.sort_by_key(|p| p.start);
    let mut reach = 0;
    for place in &mut places {
        reach = reach.max(place.end);
        place.end = reach;
    }
    let last = |r: &Range<usize>| places.partition_point(|p| p.start <= r.start).checked_sub(1);
    found.retain(|r| last(r).is_some_and(|i| r.end <= places[i].end));
}

/// Takes `part`, some of `found` in the same order, away from it.
fn subtract(found: &mut Vec<Range<usize>>, part: Vec<Range<usize>>) {
    let mut part = part.into_iter().peekable();
    found.retain(|r| part.next_if_eq(r).is_none());
}

/// The one of `others` (in order) that stands in the sentence of `range`, at most `within` words from it.
/// Only the nearest on either side can be near enough, so the cost does not grow with their number.
fn near<'o>(
    passage: &Passage<'_>,
    range: &Range<usize>,
    others: &'o [Range<usize>],
    within: Option<usize>,
    only_after: bool,
) -> Option<&'o Range<usize>> {
    let sentence = passage.sentence(range.start);
    let next = others.partition_point(|o| o.start < range.end);
    let overlaps = |o: &Range<usize>| o.end > range.start && o.start < range.end;
    let beside = others[..next].last().filter(|o| overlaps(o) && *o != range);
    let before =
        others[..next].iter().rev().find(|o| o.end <= range.start).filter(|o| o.start >= sentence.start);
    let after = others.get(next).filter(|o| o.start < sentence.end);
    let fits = |gap: Range<usize>| {
        within.is_none_or(|limit| gap.len() <= limit * 80 + 80 && has_at_most(&passage.text()[gap], limit))
    };
    let either = || beside.or_else(|| before.filter(|o| fits(o.end..range.start)));
    after.filter(|o| fits(range.end..o.start)).or_else(|| either().filter(|_| !only_after))
}

impl Place {
    fn ranges(&self, passage: &Passage<'_>) -> Vec<Range<usize>> {
        match self {
            Self::Quote if passage.is_quote() => std::iter::once(0..passage.text().len()).collect(),
            Self::Quote => between(passage.text(), quote_marks),
            Self::Brackets => between(passage.text(), bracket_marks),
            Self::Of(expr) => {
                let mut found = Vec::new();
                expr.find(passage, &mut found);
                found
            }
        }
    }
}

/// What a character closes a stretch opened by another with.
fn quote_marks(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        '「' => Some('」'),
        '『' => Some('』'),
        // A single closing mark is an apostrophe too: it closes only where no letter follows.
        '‘' => Some('’'),
        _ => None,
    }
}

fn bracket_marks(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '（' => Some('）'),
        _ => None,
    }
}

/// Stretches between a mark and its partner. One that never closes ends with the text, as in a
/// quotation that runs over several paragraphs.
fn between(text: &str, partner: fn(char) -> Option<char>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match open {
            Some((start, close)) if c == close => {
                let letter_follows = text[end..].starts_with(char::is_alphanumeric);
                if c != '’' || !letter_follows {
                    found.push(start..at);
                    open = None;
                }
            }
            Some(_) => {}
            None => open = partner(c).map(|close| (end, close)),
        }
    }
    found.extend(open.map(|(start, _)| start..text.len()));
    found
}

#[cfg(test)]
mod tests;
