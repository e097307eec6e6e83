//! Roles of the marks of a paragraph, read together: quotes pair and nest.
//!
//! The context model says how well each role fits each place; the cheapest path through the paragraph
//! that keeps the quotation in balance wins.

use super::context::{Model, ROLES, Role, Sheet};
use super::language::{self, Language};
use super::places::Place;
use super::{elision, range};
use std::ops::Range;

/// What a place turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) role: Role,
    /// Nesting of the quotation it opens or closes, from 0.
    pub(crate) depth: u8,
    /// Neighbours that decide between marks of one role.
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
    /// Whether it stands between the ends of a range.
    pub(crate) range: bool,
}

impl Mark {
    /// Why, for people.
    pub(crate) fn why(self, place: &Place) -> &'static str {
        match (place.candidates.len(), self.role) {
            (1, _) => "only one mark leaves this",
            (_, Role::Apostrophe) => "an apostrophe by the word around it",
            (_, Role::Open) => "opens a quotation",
            (_, Role::Close) => "closes a quotation",
            (_, Role::Dash) => "a dash between words",
        }
    }
}

/// Deepest nesting of quotations.
const DEEPEST: usize = 2;
/// Costs, in sixteenths of a nat.
const NESTED: i32 = 16;
const TOO_DEEP: i32 = 96;
const UNOPENED: i32 = 64;
const UNCLOSED: [i32; DEEPEST + 1] = [0, 100, 150];
const CONTINUED: i32 = 30;
/// Two dashes side by side.
const DOUBLED: i32 = 80;
const NEVER: i32 = 1 << 24;

/// One mark on the way through a paragraph: a remnant, or an intact mark whose role is known.
struct Step {
    /// Index into the places, where it is one.
    place: Option<usize>,
    /// Cost of each role.
    costs: [i32; 4],
    before: Option<char>,
    after: Option<char>,
    /// Whether it follows the step before without anything between.
    touching: bool,
}

/// Reads all places of a text, paragraph by paragraph.
pub(crate) fn read(text: &str, places: &[Place]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(places.len());
    let language = language::of(text);
    let mut next = 0;
    while next < places.len() {
        let start = text[..places[next].range.start].rfind('\n').map_or(0, |n| n + 1);
        let end =
            text[places[next].range.end..].find('\n').map_or(text.len(), |n| places[next].range.end + n);
        let here = places[next..].iter().take_while(|p| p.range.end <= end).count().max(1);
        let here_places = &places[next..next + here];
        let found = cheapest(&steps(text, start..end, here_places, language));
        marks.extend(found.into_iter().zip(here_places).map(|(mark, place)| {
            let (before, after) = (&text[start..place.range.start], &text[place.range.end..end]);
            Mark { range: mark.role == Role::Dash && range::is_range(before, after), ..mark }
        }));
        next += here;
    }
    marks
}

/// A mark of a paragraph before its context is read.
struct Found {
    /// Index in the sheet.
    index: usize,
    /// Index into the places, where it is one.
    place: Option<usize>,
    /// Its role, where it is still there.
    known: Option<Role>,
    before: Option<char>,
    after: Option<char>,
}

/// The marks of one paragraph, with what the context says of each.
fn steps(text: &str, paragraph: Range<usize>, places: &[Place], language: Language) -> Vec<Step> {
    let mut sheet = Sheet::new();
    let found = lay_out(text, paragraph, places, &mut sheet);
    let mut last = None;
    found
        .into_iter()
        .map(|Found { index, place, known, before, after }| {
            let costs = match (known, place.map(|n| &places[n])) {
                (Some(role), _) => std::array::from_fn(|r| if ROLES[r] == role { 0 } else { NEVER }),
                (None, place) => costs(text, &sheet, index, place, language),
            };
            let touching = last == Some(index.wrapping_sub(1));
            last = Some(index);
            Step { place, costs, before, after, touching }
        })
        .collect()
}

/// Writes a paragraph onto a sheet and lists its marks, lost and intact.
fn lay_out(text: &str, paragraph: Range<usize>, places: &[Place], sheet: &mut Sheet) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = paragraph.start;
    let mut n = 0;
    let mut before = None;
    while at < paragraph.end {
        if let Some(place) = places.get(n).filter(|p| p.range.start == at) {
            let after = text[place.range.end..].chars().next();
            found.push(Found { index: sheet.push_hidden(), place: Some(n), known: None, before, after });
            before = text[place.range.clone()].chars().next_back();
            at = place.range.end;
            n += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        let after = text[at..].chars().next();
        let index = sheet.push(c);
        if let Some(role) = intact(c, before, after) {
            found.push(Found { index, place: None, known: Some(role), before, after });
        }
        before = Some(c);
    }
    found
}

/// What each role costs at a place, by the words around it.
fn costs(text: &str, sheet: &Sheet, index: usize, place: Option<&Place>, language: Language) -> [i32; 4] {
    let mut scores = Model::shipped().scores(&sheet.features(index));
    if let (Language::English, Some(place)) = (language, place) {
        let (before, after) = (&text[..place.range.start], &text[place.range.end..]);
        scores[Role::Apostrophe as usize] += elision::english(before, after);
    }
    let best = scores.into_iter().max().unwrap_or(0);
    let candidates = place.map_or(&[][..], |p| p.candidates);
    std::array::from_fn(|r| if allowed(candidates, ROLES[r]) { best - scores[r] } else { NEVER })
}

/// The role of a mark that is still there.
fn intact(c: char, before: Option<char>, after: Option<char>) -> Option<Role> {
    match c {
        '“' | '‘' => Some(Role::Open),
        '”' => Some(Role::Close),
        '’' if after.is_some_and(char::is_alphabetic)
            || !before.is_some_and(|b| b.is_ascii_punctuation()) =>
        {
            Some(Role::Apostrophe)
        }
        '’' => Some(Role::Close),
        _ => None,
    }
}

/// Whether one of the candidates can play the role.
fn allowed(candidates: &[char], role: Role) -> bool {
    let marks: &[char] = match role {
        Role::Apostrophe => &['’'],
        Role::Open => &['“', '‘', '„', '‚'],
        Role::Close => &['”', '’', '“', '‘'],
        Role::Dash => &['—', '–', '‑', '‐'],
    };
    let plain = !candidates.iter().any(|c| "’“”—–‘".contains(*c));
    plain || candidates.iter().any(|c| marks.contains(c))
}

/// Depth after a role, and what that costs.
fn turn(depth: usize, role: Role) -> (usize, i32) {
    match role {
        Role::Apostrophe | Role::Dash => (depth, 0),
        Role::Open if depth == DEEPEST => (depth, TOO_DEEP),
        Role::Open => (depth + 1, if depth == 0 { 0 } else { NESTED }),
        Role::Close if depth == 0 => (0, UNOPENED),
        Role::Close => (depth - 1, 0),
    }
}

/// A place on the way: how deep in quotation, and whether the last mark was a dash.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    depth: usize,
    dash: bool,
}

const STATES: usize = (DEEPEST + 1) * 2;

impl State {
    fn of(index: usize) -> Self {
        Self { depth: index / 2, dash: index % 2 == 1 }
    }

    fn index(self) -> usize {
        self.depth * 2 + usize::from(self.dash)
    }

    /// The state after a role, and what the step costs.
    fn after(self, role: Role, step: &Step) -> (Self, i32) {
        let (depth, cost) = turn(self.depth, role);
        let dash = role == Role::Dash;
        let doubled = if dash && self.dash && step.touching { DOUBLED } else { 0 };
        (Self { depth, dash }, cost + doubled)
    }
}

/// The cheapest roles for the steps of a paragraph (Viterbi).
fn cheapest(steps: &[Step]) -> Vec<Mark> {
    let mut costs = [NEVER; STATES];
    costs[0] = 0;
    let mut back: Vec<[(usize, usize); STATES]> = Vec::with_capacity(steps.len());
    for step in steps {
        let mut next = [NEVER * 4; STATES];
        let mut from = [(0, 0); STATES];
        for (index, &cost) in costs.iter().enumerate() {
            for (r, &role) in ROLES.iter().enumerate() {
                let (to, extra) = State::of(index).after(role, step);
                let total = cost.saturating_add(step.costs[r]).saturating_add(extra);
                if total < next[to.index()] {
                    next[to.index()] = total;
                    from[to.index()] = (index, r);
                }
            }
        }
        costs = next.map(|c| c.min(NEVER * 4));
        back.push(from);
    }
    // A paragraph that begins with a quote may leave it open: the quotation goes on in the next.
    let goes_on = steps.first().is_some_and(|s| s.before.is_none());
    let end = |index: usize| match State::of(index).depth {
        1 if goes_on => costs[index].saturating_add(CONTINUED),
        depth => costs[index].saturating_add(UNCLOSED[depth]),
    };
    let mut index = (0..STATES).min_by_key(|&i| end(i)).unwrap_or(0);
    let mut path = Vec::with_capacity(steps.len());
    for from in back.iter().rev() {
        let (previous, role) = from[index];
        path.push((State::of(previous).depth, State::of(index).depth, role));
        index = previous;
    }
    path.reverse();
    steps
        .iter()
        .zip(path)
        .filter(|(step, _)| step.place.is_some())
        .map(|(step, way)| mark(step, way))
        .collect()
}

fn mark(step: &Step, (previous, depth, r): (usize, usize, usize)) -> Mark {
    let role = ROLES[r];
    let depth = u8::try_from(if role == Role::Close { depth } else { previous }).unwrap_or(0);
    Mark { role, depth, before: step.before, after: step.after, range: false }
}
