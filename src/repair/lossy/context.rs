//! What role a lost mark played, from the characters around it: a small log-linear model.
//!
//! Its weights are learnt by `examples/learn_marks.rs` from any clean texts and shipped as one table.
//! Features are hashed, weights are bytes, sums are integers: the same everywhere, and quick.

use std::sync::LazyLock;

/// What a mark does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Apostrophe.
    Apostrophe,
    /// Opening quote, single or double.
    Open,
    /// Closing quote, single or double.
    Close,
    /// Dash, long or short.
    Dash,
}

/// All roles, in the order of the weights.
pub(crate) const ROLES: [Role; 4] = [Role::Apostrophe, Role::Open, Role::Close, Role::Dash];
/// Rows of the weight table; a power of two.
pub(crate) const ROWS: usize = 1 << 15;

/// A paragraph as the model sees it: what marks there are is hidden, since damage may have taken any.
pub(crate) struct Sheet {
    lower: Vec<char>,
    class: Vec<char>,
}

/// Stands for every mark whose kind the model must not see.
const HIDDEN: char = '§';
/// Beyond the edge of the paragraph.
const EDGE: char = '$';

impl Sheet {
    pub(crate) fn new() -> Self {
        Self { lower: Vec::new(), class: Vec::new() }
    }

    /// Appends a character and returns its index.
    pub(crate) fn push(&mut self, c: char) -> usize {
        let class = match c {
            '’' | '‘' | '“' | '”' | '—' | '–' => HIDDEN,
            _ if c.is_lowercase() => 'a',
            _ if c.is_uppercase() => 'A',
            _ if c.is_alphabetic() => 'l',
            _ if c.is_numeric() => '0',
            _ if c.is_whitespace() => ' ',
            _ if c.is_ascii() || matches!(c, '…' | '«' | '»' | '„') => c,
            _ => '*',
        };
        let lower = match class {
            HIDDEN | ' ' | '0' => class,
            'A' => c.to_lowercase().next().unwrap_or(c),
            _ => c,
        };
        self.lower.push(lower);
        self.class.push(class);
        self.lower.len() - 1
    }

    /// Appends a mark of unknown kind and returns its index.
    pub(crate) fn push_hidden(&mut self) -> usize {
        self.push('’')
    }

    fn lower(&self, at: usize, by: isize) -> char {
        at.checked_add_signed(by).and_then(|i| self.lower.get(i)).copied().unwrap_or(EDGE)
    }

    fn class(&self, at: usize, by: isize) -> char {
        at.checked_add_signed(by).and_then(|i| self.class.get(i)).copied().unwrap_or(EDGE)
    }

    /// The word that ends or begins beside an index, at most this many letters of it.
    fn word(&self, at: usize, step: isize) -> String {
        let mut word: Vec<char> =
            (1..=12).map(|n| self.lower(at, n * step)).take_while(|c| c.is_alphabetic()).collect();
        if step < 0 {
            word.reverse();
        }
        word.into_iter().collect()
    }

    /// The rows of the weight table that speak about the mark at an index.
    pub(crate) fn features(&self, at: usize) -> Vec<u16> {
        let l = |n: isize| self.lower(at, n);
        let c = |n: isize| self.class(at, n);
        let (before, after) = (self.word(at, -1), self.word(at, 1));
        let sizes = [size(&before), size(&after)];
        [
            row(0, &[]),
            row(1, &[c(-1), c(1)]),
            row(2, &[c(-2), c(-1), c(1), c(2)]),
            row(3, &[c(-3), c(-2), c(-1), c(1), c(2), c(3)]),
            row(4, &[l(-1), l(1)]),
            row(5, &[l(-2), l(-1), c(1)]),
            row(6, &[c(-1), l(1), l(2)]),
            row(7, &[c(-1), l(1), l(2), l(3)]),
            row(8, &[l(-3), l(-2), l(-1), c(1)]),
            row(9, &before.chars().chain([c(1)]).collect::<Vec<_>>()),
            row(10, &after.chars().chain([c(-1), c(after.chars().count() as isize + 1)]).collect::<Vec<_>>()),
            row(11, &[sizes[0], sizes[1], c(-1), c(1)]),
            row(12, &[l(-2), l(-1), l(1), l(2)]),
            row(13, &[c(-4), c(-3), c(-2), c(-1)]),
            row(14, &[c(1), c(2), c(3), c(4)]),
            row(15, &[sizes[0], c(-(before.chars().count() as isize) - 1), c(1)]),
        ]
        .to_vec()
    }
}

/// Length of a word in classes.
fn size(word: &str) -> char {
    match word.chars().count() {
        n @ 0..=4 => char::from(b'0' + n as u8),
        5..=7 => '6',
        _ => '8',
    }
}

/// FNV-1a over the template's number and its characters.
fn row(template: u8, chars: &[char]) -> u16 {
    let mut hash: u32 = 0x811C_9DC5;
    let mut eat = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    eat(template);
    for c in chars {
        (*c as u32).to_le_bytes().into_iter().take(3).for_each(&mut eat);
    }
    let hash = hash ^ (hash >> 15);
    (hash as usize % ROWS) as u16
}

/// The model: four weights a row.
#[derive(Debug)]
pub(crate) struct Model {
    weights: Vec<i8>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| model_from(include_bytes!("marks.bin")));

/// A model from its table of bytes.
fn model_from(bytes: &[u8]) -> Model {
    Model { weights: bytes.iter().map(|b| b.cast_signed()).collect() }
}

impl Model {
    /// The model shipped.
    pub(crate) fn shipped() -> &'static Self {
        &MODEL
    }

    /// How well each role fits, in sixteenths of a nat; only differences mean something.
    pub(crate) fn scores(&self, features: &[u16]) -> [i32; 4] {
        let mut scores = [0; 4];
        for &row in features {
            for (score, weight) in scores.iter_mut().zip(self.weights.iter().skip(row as usize * 4)) {
                *score += i32::from(*weight);
            }
        }
        scores
    }
}

/// A mark of a clean text with its features: what the model is learnt from.
#[derive(Clone, Debug)]
pub struct Example {
    /// Rows of the weight table.
    pub features: Vec<u16>,
    /// Index of its role.
    pub role: usize,
}

/// All marks of a clean paragraph, genuine or typed as ASCII.
#[must_use]
pub fn examples(paragraph: &str) -> Vec<Example> {
    let genuine = paragraph.contains(['’', '“', '”', '‘']);
    let chars: Vec<char> = paragraph.chars().collect();
    let mut sheet = Sheet::new();
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
    marks
        .into_iter()
        .map(|(at, role)| Example { features: sheet.features(at), role: role as usize })
        .collect()
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
        let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic);
        match c {
            '’' if inside => Some(Role::Apostrophe),
            '’' if self.single > 0 && before.is_some_and(|b| !b.is_whitespace()) => {
                self.single -= 1;
                Some(Role::Close)
            }
            '’' => Some(Role::Apostrophe),
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
                None
            }
            '”' => {
                self.low = self.low.saturating_sub(1);
                Some(Role::Close)
            }
            '—' | '–' => Some(Role::Dash),
            _ => None,
        }
    }
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
