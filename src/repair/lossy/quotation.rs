//! Roles of the marks of a paragraph, read together: quotes pair and nest.
//!
//! The context model says how well each role fits each place; the cheapest path through the paragraph
//! that keeps the quotation in balance wins.

use super::context::{KINDS, Model, ROLES, Role, Sheet};
use super::house::House;
use super::language::{self, Language};
use super::measure::{self, Measure};
use super::padded;
use super::places::Place;
use super::{beside, elision, range};
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
    /// Whether nothing but damage stands in its line: no mark that prints.
    pub(crate) invisible: bool,
    /// What it measures, where it is no mark of a sentence.
    pub(super) measure: Option<Measure>,
}

/// What decides a role, for people: the roles in their order, then what needs no role.
pub(crate) const REASONS: [&str; KINDS + 4] = [
    "an apostrophe by the word around it",
    "opens a quotation",
    "closes a quotation",
    "a dash between words",
    "joins the two sides",
    "only one mark leaves this",
    "nothing printed stands here",
    "the commonest sign that leaves this",
    "feet or inches by the figures beside it",
];

impl Mark {
    /// Index of its reason among [`REASONS`].
    pub(crate) fn reason(self, place: &Place) -> usize {
        match place.candidates.len() {
            1 => KINDS,
            _ if self.invisible => KINDS + 1,
            _ if is_sign(place.candidates) => KINDS + 2,
            _ if self.measure.is_some() => KINDS + 3,
            _ => self.role as usize,
        }
    }

    /// Whether blanks stand on both sides.
    pub(crate) fn is_apart(self) -> bool {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        blank(self.before) && blank(self.after)
    }
}

/// Deepest nesting of quotations.
const DEEPEST: usize = 2;
/// Costs, in sixteenths of a nat.
const NESTED: i32 = 16;
const TOO_DEEP: i32 = 96;
const UNOPENED: i32 = 112;
const UNCLOSED: [i32; DEEPEST + 1] = [0, 100, 150];
const CONTINUED: i32 = 30;
/// A quotation taken over from the paragraph before, which left it open.
const CARRIED: i32 = 20;
/// A dash with a blank on one side only, in English.
const LOPSIDED: i32 = 14;
/// A dash that begins a paragraph right before a word or mark, in English.
const LEADING: i32 = 40;
/// A dash that ends a paragraph right after a word, in English.
const TRAILING: i32 = 30;
/// What speaks for a short dash between the ends of a range.
const RANGE: i32 = 80;
const NEVER: i32 = 1 << 24;

/// One mark on the way through a paragraph: a remnant, or an intact mark whose role is known.
struct Step {
    /// Index into the places, where it is one.
    place: Option<usize>,
    /// Cost of each role.
    costs: [i32; KINDS],
    before: Option<char>,
    after: Option<char>,
    /// Whether it follows the step before without anything between.
    touching: bool,
    measure: Option<Measure>,
}

/// Reads all places of a text, paragraph by paragraph.
pub(crate) fn read(text: &str, places: &[Place]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(places.len());
    let language = language::of(text);
    let house = House::of(text, places, language);
    let mut next = 0;
    let mut open = None;
    while next < places.len() {
        let start = text[..places[next].range.start].rfind('\n').map_or(0, |n| n + 1);
        let end =
            text[places[next].range.end..].find('\n').map_or(text.len(), |n| places[next].range.end + n);
        let here = places[next..].iter().take_while(|p| p.range.end <= end).count().max(1);
        let here_places = &places[next..next + here];
        let carried = open == Some(start);
        let (found, depth) = cheapest(&steps(text, start..end, here_places, language, house), carried);
        open = (depth > 0).then_some(end + 1);
        let bare = is_bare(text, start..end, here_places);
        marks.extend(found.into_iter().map(|mark| Mark { invisible: bare, ..mark }));
        next += here;
    }
    marks
}

/// Whether a paragraph holds nothing but remnants and blanks.
fn is_bare(text: &str, paragraph: Range<usize>, places: &[Place]) -> bool {
    let starts = places.iter().map(|p| p.range.start).chain([paragraph.end]);
    let ends = [paragraph.start].into_iter().chain(places.iter().map(|p| p.range.end));
    ends.zip(starts).all(|(end, start)| text[end..start].trim().is_empty())
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
fn steps(
    text: &str,
    paragraph: Range<usize>,
    places: &[Place],
    language: Language,
    house: House,
) -> Vec<Step> {
    let mut sheet = Sheet::new(language);
    let found = lay_out(text, paragraph, places, &mut sheet);
    let padded = padded::gains(text, places, house.is_padded);
    let mut last = None;
    found
        .into_iter()
        .map(|Found { index, place, known, before, after }| {
            let measure = place.filter(|_| known.is_none()).and_then(|n| measured(text, &places[n]));
            // A measure takes no part in quotation, like an apostrophe.
            let known = known.or(measure.map(|_| Role::Apostrophe));
            let costs = match (known, place.map(|n| &places[n])) {
                (Some(role), _) => std::array::from_fn(|r| if ROLES[r] == role { 0 } else { NEVER }),
                (None, other) => {
                    let gains = place.map_or([0; KINDS], |n| padded[n]);
                    costs(text, &sheet, index, other, (language, house, gains))
                }
            };
            let touching = last == Some(index.wrapping_sub(1));
            last = Some(index);
            Step { place, costs, before, after, touching, measure }
        })
        .collect()
}

/// Writes a paragraph onto a sheet and lists its marks, lost and intact.
fn lay_out(text: &str, paragraph: Range<usize>, places: &[Place], sheet: &mut Sheet) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = paragraph.start;
    let mut n = 0;
    let mut before = None;
    // Of typed ones that pair with each other none pairs with a lost one.
    let is_one_left = text[paragraph.clone()].matches('"').count() % 2 == 1;
    while at < paragraph.end {
        if let Some(place) = places.get(n).filter(|p| p.range.start == at) {
            let after = text[place.range.end..].chars().next();
            // What is no quote and no dash takes no part in quotation, like an apostrophe.
            let sign =
                place.candidates.first().filter(|_| !ROLES.iter().any(|&r| plays(place.candidates, r)));
            let (index, known) = match sign {
                Some(&sign) => (sheet.push(sign), Some(Role::Apostrophe)),
                None => (sheet.push_hidden(), None),
            };
            found.push(Found { index, place: Some(n), known, before, after });
            before = text[place.range.clone()].chars().next_back();
            at = place.range.end;
            n += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        let after = text[at..].chars().next();
        let index = sheet.push(c);
        if let Some(role) = intact(c, before, after).filter(|_| c != '"' || is_one_left) {
            found.push(Found { index, place: None, known: Some(role), before, after });
        }
        before = Some(c);
    }
    found
}

/// What a place measures.
fn measured(text: &str, place: &Place) -> Option<Measure> {
    let [before, after] = [line_before(text, place.range.start), line_after(text, place.range.end)];
    let may_be = |c: char| place.candidates.contains(&c);
    measure::of(before, &text[place.range.clone()], after).filter(|_| may_be('’') && may_be('”'))
}

/// What each role costs at a place, by the words around it.
fn costs(
    text: &str,
    sheet: &Sheet,
    index: usize,
    place: Option<&Place>,
    (language, house, gains): (Language, House, [i32; KINDS]),
) -> [i32; KINDS] {
    let mut scores = Model::shipped().scores(&sheet.features(index));
    for (score, gain) in scores.iter_mut().zip(gains) {
        *score += gain;
    }
    let Some(place) = place else { return [0; KINDS] };
    let (before, after) = (line_before(text, place.range.start), line_after(text, place.range.end));
    if language == Language::English {
        scores[Role::Apostrophe as usize] += elision::english(before, after);
        scores[Role::Dash as usize] -= lopsided(before.chars().next_back(), after.chars().next());
        for (score, gain) in scores.iter_mut().zip(house.gains(before, after)) {
            *score += gain;
        }
    }
    if range::is_range(before, after) {
        // Signs of amounts on either side leave nothing else (`40%–45%`); bare numbers may be feet and inches.
        let is_amount = before.ends_with(range::SIGNS) || after.starts_with(range::SIGNS);
        scores[Role::Join as usize] += if is_amount { 2 * RANGE } else { RANGE };
    }
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let apart = blank(before.chars().next_back()) || blank(after.chars().next());
    let best = scores.into_iter().max().unwrap_or(0);
    std::array::from_fn(|r| match ROLES[r] {
        Role::Join if apart => NEVER,
        role if plays(place.candidates, role) => best - scores[r],
        _ => NEVER,
    })
}

/// What an English dash costs by the blanks beside it: it has one on either side, or none.
fn lopsided(before: Option<char>, after: Option<char>) -> i32 {
    let word = |c: char| c.is_alphanumeric();
    match (before, after) {
        (None, Some(after)) if !after.is_whitespace() => LEADING,
        (Some(before), None) if word(before) => TRAILING,
        (Some(before), Some(after)) if before == ' ' && word(after) || word(before) && after == ' ' => {
            LOPSIDED
        }
        _ => 0,
    }
}

/// Bytes on either side of a place that its neighbours are looked for in.
const BESIDE: usize = 64;

/// The end of the line before an offset.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let near = &text[text.floor_char_boundary(at.saturating_sub(BESIDE))..at];
    near.rsplit('\n').next().unwrap_or(near)
}

/// The beginning of the line after an offset.
pub(super) fn line_after(text: &str, at: usize) -> &str {
    let near = &text[at..text.ceil_char_boundary((at + BESIDE).min(text.len()))];
    near.split('\n').next().unwrap_or(near)
}

/// The role of a mark that is still there.
fn intact(c: char, before: Option<char>, after: Option<char>) -> Option<Role> {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        '“' | '‘' if !blank(before) && blank(after) => Some(Role::Close),
        '“' | '‘' | '„' | '‚' => Some(Role::Open),
        '”' => Some(Role::Close),
        '’' if after.is_some_and(char::is_alphabetic)
            || !before.is_some_and(|b| b.is_ascii_punctuation()) =>
        {
            Some(Role::Apostrophe)
        }
        '’' => Some(Role::Close),
        // One that was typed takes part where it is plain what it does: some open with a curled one and close so.
        '"' if blank(before) && after.is_some_and(char::is_alphanumeric) => Some(Role::Open),
        '"' if !blank(before) && (blank(after) || after.is_some_and(|c| ".,;:!?)".contains(c))) => {
            Some(Role::Close).filter(|_| !before.is_some_and(char::is_numeric))
        }
        _ => None,
    }
}

/// Whether none of the candidates is a quote, an apostrophe or a dash.
fn is_sign(candidates: &[char]) -> bool {
    !ROLES.iter().any(|&role| plays(candidates, role))
}

/// Whether one of the candidates can play the role.
pub(super) fn plays(candidates: &[char], role: Role) -> bool {
    let marks: &[char] = match role {
        Role::Apostrophe => &['’'],
        Role::Open => &['“', '‘', '„', '‚'],
        Role::Close => &['”', '’', '“', '‘'],
        Role::Dash => &['—', '–'],
        Role::Join => &['–', '‑', '‐'],
    };
    candidates.iter().any(|c| marks.contains(c))
}

/// Depth after a role, and what that costs.
fn turn(depth: usize, role: Role) -> (usize, i32) {
    match role {
        Role::Apostrophe | Role::Dash | Role::Join => (depth, 0),
        Role::Open if depth == DEEPEST => (depth, TOO_DEEP),
        Role::Open => (depth + 1, if depth == 0 { 0 } else { NESTED }),
        Role::Close if depth == 0 => (0, UNOPENED),
        Role::Close => (depth - 1, 0),
    }
}

/// A place on the way: how deep in quotation, and what the last mark was.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    depth: usize,
    last: Role,
}

const STATES: usize = (DEEPEST + 1) * KINDS;

impl State {
    fn of(index: usize) -> Self {
        Self { depth: index / KINDS, last: ROLES[index % KINDS] }
    }

    fn index(self) -> usize {
        self.depth * KINDS + self.last as usize
    }

    /// The state after a role, and what the step costs.
    fn after(self, role: Role, step: &Step) -> (Self, i32) {
        let (depth, cost) = turn(self.depth, role);
        let beside = if step.touching { beside::cost(self.last, role, step.after) } else { 0 };
        (Self { depth, last: role }, cost + beside)
    }
}

/// The cheapest roles for the steps of a paragraph (Viterbi), and how deep in quotation it ends.
fn cheapest(steps: &[Step], carried: bool) -> (Vec<Mark>, usize) {
    let mut costs = [NEVER; STATES];
    costs[0] = 0;
    if carried {
        costs[State { depth: 1, last: Role::Apostrophe }.index()] = CARRIED;
    }
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
    let goes_on = carried || steps.first().is_some_and(|s| s.before.is_none());
    let end = |index: usize| match State::of(index).depth {
        1 if goes_on => costs[index].saturating_add(CONTINUED),
        depth => costs[index].saturating_add(UNCLOSED[depth]),
    };
    let mut index = (0..STATES).min_by_key(|&i| end(i)).unwrap_or(0);
    let end = State::of(index).depth;
    let mut path = Vec::with_capacity(steps.len());
    for from in back.iter().rev() {
        let (previous, role) = from[index];
        path.push((State::of(previous).depth, State::of(index).depth, role));
        index = previous;
    }
    path.reverse();
    let lost = steps.iter().zip(path).filter(|(step, _)| step.place.is_some());
    (lost.map(|(step, way)| mark(step, way)).collect(), end)
}

fn mark(step: &Step, (previous, depth, r): (usize, usize, usize)) -> Mark {
    let role = ROLES[r];
    let depth = u8::try_from(if role == Role::Close { depth } else { previous }).unwrap_or(0);
    Mark { role, depth, before: step.before, after: step.after, invisible: false, measure: step.measure }
}
