//! Which lines are worth reading as something else: those no living language is written like.

use crate::repair::alphabets;
use crate::repair::letters;
use crate::repair::plausible::{self, Kind, Script};

/// Oddities of a line that make it suspect.
const ODD: u32 = 1;
/// Cyrillic capitals before capitals that make it suspect.
const CAPITALS: u32 = 8;

/// Accents within words that make it suspect.
const INSIDE: u32 = 2;
/// How often a letter must stand there that texts of its languages have beside others.
const ALONE: u32 = 2;

/// Looks at the runs of a text as they come by. Cheap, and open too often rather than too seldom.
#[derive(Debug)]
pub(crate) struct Gate {
    /// Languages that write every accented letter so far.
    languages: u32,
    /// Characters where they do not belong.
    odd: u32,
    /// Whether a letter stood there that no legacy Latin encoding has.
    is_beyond: bool,
    /// Letters with an accent that stands within words of few languages.
    inside: u32,
    /// The only letter so far, and how often it stood there; of several the first and no more.
    only: Option<(char, u32)>,
    /// Cyrillic capitals before capitals: KOI8 and windows-1251 have small letters where the other has
    /// capitals.
    capitals: u32,
}

impl Default for Gate {
    fn default() -> Self {
        Self { languages: u32::MAX, odd: 0, is_beyond: false, inside: 0, only: None, capitals: 0 }
    }
}

impl Gate {
    /// Takes in a run of characters beyond ASCII; `before` is the byte before it, `rest` what follows.
    pub(crate) fn look(&mut self, run: &str, before: Option<u8>, rest: &[u8]) {
        let after = rest.first().copied();
        if self.is_open() || is_usual(run.as_bytes(), before, rest) {
            return;
        }
        let beside = |byte: Option<u8>| byte.filter(u8::is_ascii_alphabetic).map_or(' ', char::from);
        let mut last = beside(before);
        let mut chars = run.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().unwrap_or_else(|| beside(after));
            self.character(last, c, next);
            last = c;
        }
    }

    fn character(&mut self, last: char, c: char, next: char) {
        let kind = plausible::of(c).0;
        match kind {
            Kind::Lower(Script::Latin) | Kind::Upper(Script::Latin) => {
                self.languages &= alphabets::languages(c);
                self.is_beyond |= c > '\u{17F}';
                self.inside += u32::from(is_final(c, next));
                self.only = match self.only {
                    None => Some((letters::lower(c), 1)),
                    Some((only, n)) if only == letters::lower(c) => Some((only, n + 1)),
                    Some((first, _)) => Some((first, 0)),
                };
                let is_inside = matches!(kind, Kind::Upper(_)) && last.is_lowercase();
                self.odd += u32::from(is_inside || is_elsewhere(c, next));
            }
            Kind::Lower(Script::Cyrillic) if last.is_ascii_alphabetic() => self.odd += 1,
            Kind::Upper(Script::Cyrillic) if next.is_uppercase() => self.capitals += 1,
            Kind::Upper(Script::Cyrillic) if plausible::of(last).0 == Kind::Lower(Script::Cyrillic) => {
                self.odd += 1
            }
            Kind::Lower(script) | Kind::Upper(script) | Kind::Letter(script)
                if script != Script::Latin && plausible::script(last).is_some_and(|s| s != script) =>
            {
                self.odd += 1;
            }
            Kind::Broken => self.odd += 1,
            Kind::Sign | Kind::Currency if plausible::is_letter(last) => self.odd += 1,
            Kind::Letter(Script::Latin) if plausible::is_letter(next) => self.odd += 1,
            Kind::Box | Kind::Open | Kind::Angle | Kind::Close
                if c != '’' && plausible::is_letter(last) && plausible::is_letter(next) =>
            {
                self.odd += 1;
            }
            Kind::Dash if plausible::is_letter(last) && plausible::is_letter(next) => self.odd += 1,
            // Signs that stand where another code page has a letter, at the end of a word too.
            _ if "¿¡‚„†‡ˆ‰‹•˜".contains(c) && plausible::is_letter(last) => self.odd += 1,
            Kind::Sign | Kind::Currency | Kind::Box if is_pair(last) || is_pair(next) => self.odd += 1,
            _ => {}
        }
    }

    /// Whether anything that came by left a trace.
    pub(crate) fn has_seen(&self) -> bool {
        self.languages != u32::MAX || self.odd > 0 || self.capitals > 0 || self.is_beyond
    }

    /// Whether what came by is worth a closer look.
    pub(crate) fn is_open(&self) -> bool {
        let is_no_language =
            || self.languages == 0 || !self.is_beyond && self.languages & !alphabets::lavish() == 0;
        let is_alone = self.only.is_some_and(|(c, n)| n >= ALONE && "ýãõûþš".contains(c));
        self.odd >= ODD
            || self.capitals >= CAPITALS
            || is_alone
            || self.inside >= INSIDE && !self.is_beyond
            || self.languages != u32::MAX && is_no_language()
    }
}

/// Whether a run is one mark of good typography where it may stand: most runs of most texts are.
fn is_usual(run: &[u8], before: Option<u8>, rest: &[u8]) -> bool {
    let [0xE2, 0x80, mark] = *run else { return false };
    let after = rest.first().copied();
    let is_letter = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_alphabetic());
    match mark {
        0x93 | 0x94 if is_letter(before) => {
            // Where the Macintosh has ñ and ó: `a–o`, `raz—n`. A long dash may stand before a short word.
            let short: &[&[u8]] = if mark == 0x93 { &[b"o", b"a", b"os", b"as", b"n"] } else { &[b"n"] };
            let len = rest.iter().take(3).take_while(|b| b.is_ascii_lowercase()).count();
            !short.contains(&&rest[..len])
        }
        0x93 | 0x94 | 0x98 | 0x99 | 0xA6 => true,
        0x9A | 0x9E | 0xA0..=0xA2 | 0xB0 | 0xB9 | 0xBA => !is_letter(before),
        _ => !(is_letter(before) && is_letter(after)),
    }
}

/// A letter beyond ASCII, which a sign is seldom next to.
fn is_pair(c: char) -> bool {
    !c.is_ascii() && plausible::is_letter(c)
}

/// Letters that few languages write, in a place or by a frequency that others would use them.
fn is_elsewhere(c: char, next: char) -> bool {
    match c {
        'ð' | 'þ' | 'Þ' | 'Ð' => true,
        'õ' => !matches!(next, 'e' | 's'),
        _ => false,
    }
}

/// Letters that few languages write but at the end of a word, or before a consonant.
fn is_final(c: char, next: char) -> bool {
    match c {
        'ì' | 'ù' => next.is_alphabetic(),
        'è' => matches!(next, 'a' | 'e' | 'i' | 'o' | 'u'),
        _ => false,
    }
}

/// Whether a line is worth reading as something else.
pub(super) fn is_suspect(line: &str) -> bool {
    let mut gate = Gate::default();
    for run in crate::repair::runs::Runs::new(line) {
        let before = run.start.checked_sub(1).map(|at| line.as_bytes()[at]);
        gate.look(&line[run.clone()], before, &line.as_bytes()[run.end..]);
    }
    gate.is_open()
}
