//! Marks of clean texts with the roles they play: what the context model is learnt from.

use super::context::{KINDS, Model, ROWS, Role, Sheet};
use super::language::{self, Language};

/// Rows of the weight table.
pub const TABLE_ROWS: usize = ROWS;
/// Weights a row: one a role.
pub const TABLE_ROLES: usize = KINDS;

/// Takes a table of weights in place of the one shipped, for cross-validation. `false` if the shipped
/// one is in use already or the table is not [`TABLE_ROWS`] × [`TABLE_ROLES`] bytes.
#[must_use]
pub fn install(table: &[u8]) -> bool {
    Model::install(table)
}

/// A mark of a clean text with its features.
#[derive(Clone, Debug)]
pub struct Example {
    /// Rows of the weight table.
    pub features: Vec<u16>,
    /// Index of its role.
    pub role: usize,
}

/// All marks of a clean document, a paragraph a line: genuine ones, or typed as ASCII where the document
/// has no genuine ones.
#[must_use]
pub fn examples(document: &str) -> Vec<Example> {
    let language = language::of(document);
    let genuine = document.contains(['’', '“', '”', '‘']);
    document.lines().flat_map(|paragraph| of_paragraph(paragraph, language, genuine)).collect()
}

fn of_paragraph(paragraph: &str, language: Language, genuine: bool) -> Vec<Example> {
    let chars: Vec<char> = paragraph.chars().collect();
    let mut sheet = Sheet::new(language);
    let mut marks = Vec::new();
    let mut open = Opened::default();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|p| chars[p]);
        let after = chars.get(i + 1).copied();
        let role = match c {
            '\'' | '"' if genuine => None,
            '\'' | '"' => typed(c, before, after),
            _ => open.role(c, before, after),
        };
        let at = if role.is_some() { sheet.push_hidden() } else { sheet.push(c) };
        marks.extend(role.map(|role| (at, role)));
    }
    let example = |(at, role)| Example { features: sheet.features(at).to_vec(), role: role as usize };
    marks.into_iter().map(example).collect()
}

/// Quotes opened so far, as far as they decide what a later mark is.
#[derive(Default)]
struct Opened {
    single: u32,
    low: u32,
}

impl Opened {
    /// The role of a genuine mark.
    fn role(&mut self, c: char, before: Option<char>, after: Option<char>) -> Option<Role> {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = word(before) && after.is_some_and(char::is_alphabetic);
        match c {
            '’' if inside => Some(Role::Apostrophe),
            '’' if self.single > 0 && before.is_some_and(|b| !b.is_whitespace()) => {
                self.single -= 1;
                Some(Role::Close)
            }
            '’' => Some(Role::Apostrophe),
            // Curled the wrong way by a machine: an apostrophe all the same.
            '‘' if inside => Some(Role::Apostrophe),
            '‘' if !word(before) && after.is_some_and(|a| a.is_ascii_digit()) => None,
            '“' | '‘' if self.low > 0 => {
                self.low -= 1;
                Some(Role::Close)
            }
            '‘' => {
                self.single += 1;
                Some(Role::Open)
            }
            '“' => Some(Role::Open),
            '„' | '‚' => {
                self.low += 1;
                Some(Role::Open)
            }
            '”' => {
                self.low = self.low.saturating_sub(1);
                Some(Role::Close)
            }
            '–' | '‑' | '‐' if word(before) && word(after) => Some(Role::Join),
            '–' if closed_range(before, after) => Some(Role::Join),
            '—' | '–' | '―' => Some(Role::Dash),
            _ => None,
        }
    }
}

/// Whether a short dash stands between the signs of two amounts: `5%–10%`, `$5–$10`.
fn closed_range(before: Option<char>, after: Option<char>) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "%$£€°".contains(c));
    sign(before) && sign(after)
}

/// The role of a typewriter mark, where its neighbours leave no doubt.
fn typed(c: char, before: Option<char>, after: Option<char>) -> Option<Role> {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([".contains(c));
    let stop = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]".contains(c));
    match c {
        '\'' if word(before) && word(after) => Some(Role::Apostrophe),
        '"' if blank(before) && word(after) => Some(Role::Open),
        '"' if !blank(before) && stop(after) => Some(Role::Close),
        _ => None,
    }
}
