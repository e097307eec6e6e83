//! What role a lost mark played, from the characters around it: a small log-linear model.
//!
//! Its weights are learnt by `examples/learn_marks.rs` from any clean texts and shipped as one table.
//! Features are hashed, weights are bytes, sums are integers: the same everywhere, and quick.

use super::language::Language;
use std::borrow::Cow;
use std::sync::OnceLock;

/// What a mark does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Apostrophe.
    Apostrophe,
    /// Opening quote, single or double.
    Open,
    /// Closing quote, single or double.
    Close,
    /// Dash that sets off: long, or short between spaces.
    Dash,
    /// Short dash or hyphen that joins: a range, a pair of names, a compound.
    Join,
}

/// All roles, in the order of the weights.
pub(crate) const ROLES: [Role; 5] = [Role::Apostrophe, Role::Open, Role::Close, Role::Dash, Role::Join];
/// Number of roles: weights a row.
pub(crate) const KINDS: usize = ROLES.len();
/// Rows of the weight table; a power of two.
pub(crate) const ROWS: usize = 1 << 16;

/// Rows that speak about one mark.
pub(crate) const TEMPLATES: usize = 22;

/// A paragraph as the model sees it: what marks there are is hidden, since damage may have taken any.
pub(crate) struct Sheet {
    lower: Vec<char>,
    class: Vec<char>,
    language: char,
}

/// Stands for every mark whose kind the model must not see.
const HIDDEN: char = '§';
/// Beyond the edge of the paragraph.
const EDGE: char = '$';

impl Sheet {
    pub(crate) fn new(language: Language) -> Self {
        Self { lower: Vec::new(), class: Vec::new(), language: char::from(b'a' + language as u8) }
    }

    /// Appends a character and returns its index.
    pub(crate) fn push(&mut self, c: char) -> usize {
        let class = match c {
            '’' | '‘' | '“' | '”' | '„' | '‚' | '—' | '–' | '―' | '‑' | '‐' | '\u{200B}' => {
                HIDDEN
            }
            _ if c.is_lowercase() => 'a',
            _ if c.is_uppercase() => 'A',
            _ if c.is_alphabetic() => 'l',
            _ if c.is_numeric() => '0',
            _ if c.is_whitespace() => ' ',
            _ if c.is_ascii() || matches!(c, '…' | '«' | '»' | '•' | '™' | '€' | '£') => c,
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
    pub(crate) fn features(&self, at: usize) -> [u16; TEMPLATES] {
        let l = |n: isize| self.lower(at, n);
        let c = |n: isize| self.class(at, n);
        let (before, after) = (self.word(at, -1), self.word(at, 1));
        let lengths = [before.chars().count(), after.chars().count()];
        let beyond = |n: usize| isize::try_from(n + 1).unwrap_or(isize::MAX);
        let sizes = lengths.map(size);
        let words = before.chars().chain(['|']).chain(after.chars());
        [
            row(0, []),
            row(1, [c(-1), c(1)]),
            row(2, [c(-2), c(-1), c(1), c(2)]),
            row(3, [c(-3), c(-2), c(-1), c(1), c(2), c(3)]),
            row(4, [l(-1), l(1)]),
            row(5, [l(-2), l(-1), c(1)]),
            row(6, [c(-1), l(1), l(2)]),
            row(7, [c(-1), l(1), l(2), l(3)]),
            row(8, [l(-3), l(-2), l(-1), c(1)]),
            row(9, before.chars().chain([c(1)])),
            row(10, after.chars().chain([c(-1), c(beyond(lengths[1]))])),
            row(11, [sizes[0], sizes[1], c(-1), c(1)]),
            row(12, [l(-2), l(-1), l(1), l(2)]),
            row(13, [c(-4), c(-3), c(-2), c(-1)]),
            row(14, [c(1), c(2), c(3), c(4)]),
            row(15, [sizes[0], c(-beyond(lengths[0])), c(1)]),
            row(16, [self.language, c(-1), c(1)]),
            row(17, [self.language, c(-2), c(-1), c(1), c(2)]),
            row(18, [self.language, l(-1), l(1), l(2)]),
            row(19, words.chain([c(-1), c(1)])),
            row(20, [c(-5), c(-4), c(-3), c(-2), c(-1), c(1), c(2)]),
            row(21, [c(-2), c(-1), c(1), c(2), c(3), c(4), c(5)]),
        ]
    }
}

/// Length of a word in classes.
fn size(letters: usize) -> char {
    match letters {
        n @ 0..=4 => char::from(b'0' + n as u8),
        5..=7 => '6',
        _ => '8',
    }
}

/// FNV-1a over the template's number and its characters.
fn row(template: u8, chars: impl IntoIterator<Item = char>) -> u16 {
    let mut hash: u32 = 0x811C_9DC5;
    let mut eat = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    eat(template);
    for c in chars {
        u32::from(c).to_le_bytes().into_iter().take(3).for_each(&mut eat);
    }
    let hash = hash ^ (hash >> 15);
    (hash as usize % ROWS) as u16
}

/// The model: a weight a row and role.
#[derive(Debug)]
pub(crate) struct Model {
    weights: Cow<'static, [u8]>,
}

static MODEL: OnceLock<Model> = OnceLock::new();

impl Model {
    /// The model shipped, unless another was installed before it was first asked for.
    pub(crate) fn shipped() -> &'static Self {
        MODEL.get_or_init(|| Self { weights: Cow::Borrowed(include_bytes!("marks.bin")) })
    }

    /// Takes this table in place of the one shipped; `false` if it is too late or of the wrong size.
    pub(super) fn install(table: &[u8]) -> bool {
        table.len() == ROWS * KINDS && MODEL.set(Self { weights: Cow::Owned(table.to_vec()) }).is_ok()
    }

    /// How well each role fits, in sixteenths of a nat; only differences mean something.
    pub(crate) fn scores(&self, features: &[u16]) -> [i32; KINDS] {
        let mut scores = [0; KINDS];
        for &row in features {
            for (score, weight) in scores.iter_mut().zip(self.weights.iter().skip(row as usize * KINDS)) {
                *score += i32::from(weight.cast_signed());
            }
        }
        scores
    }
}
