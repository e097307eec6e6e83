//! A line read as it stands, and through another encoding.

use super::pages::{Bytes, Page, Reader};
use super::pieces::{multi, single};
use crate::repair::encodings::COUNT;
use crate::repair::letters::{self, BIT, Fit, Language};
use crate::repair::plausible;
use crate::repair::tables::{byte_of, places_of};
use std::cell::OnceCell;
use std::ops::Range;

/// Surprise of a letter of a well-made text at most, in bits: of an alphabet, and where there are thousands.
const ALPHABETIC: u32 = 37 * BIT / 8;
const IDEOGRAPHIC: u32 = 25 * BIT / 2;
/// Bits of gain of each letter that show that the whole text was in another alphabet.
const WHOLLY: i32 = 3;
/// Bits that signs may become more surprising.
const SIGNS: i32 = 9;
/// Surprise of a quotation mark where one stands, and of one where none can.
const WELL: i32 = 2;
const NEVER: i32 = 18;
/// That of a mark that opens a question or call which nothing closes.
const UNPAIRED: i32 = 8;
/// Column of windows-1252.
const LATIN: usize = 0;
/// Letters that a text must have to be judged by them; fewer where a letter says more.
const LETTERS: u32 = 12;
const IDEOGRAPHS: usize = 5;

/// A line as it stands.
pub(super) struct Line<'t> {
    text: &'t str,
    fit: Option<Fit>,
    bits: i32,
    signs: i32,
    /// Its words of ASCII, which say the same in every reading.
    plain: String,
    /// Letters in these.
    plain_letters: u32,
    /// The other words, as they stand.
    marked: String,
    /// What both cost in each language, in fractions of a bit, once asked for.
    costs: Vec<OnceCell<[u32; 2]>>,
}

/// A line through another encoding.
pub(super) struct Reading {
    /// What it says.
    pub(super) text: String,
    /// The pieces that changed: where in the line, and what they are now.
    pub(super) pieces: Vec<(Range<usize>, String)>,
    /// Characters that changed.
    pub(super) changed: usize,
    /// Bits by which it is less surprising.
    pub(super) gain: i32,
    /// Bits by which its signs are more surprising.
    signs: i32,
    pub(super) language: Language,
    fit: Fit,
}

impl<'t> Line<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let fit = letters::best(text);
        let plain: Vec<&str> = text.split_ascii_whitespace().filter(|word| word.is_ascii()).collect();
        let costs = Language::all().map(|_| OnceCell::new()).collect();
        let signs = signs(text);
        let plain = plain.join(" ");
        let marked = marked(text, text);
        let letters = plain.bytes().filter(u8::is_ascii_alphabetic).count();
        let plain_letters = u32::try_from(letters).unwrap_or(u32::MAX);
        Self { text, fit, bits: bits(fit, signs), signs, plain, plain_letters, marked, costs }
    }

    /// What the words of ASCII and the others cost in a language as they stand, in fractions of a bit.
    fn costs(&self, language: Language) -> [u32; 2] {
        let costs = || [&self.plain, &self.marked].map(|words| letters::within(words, language).cost);
        self.costs.get(language.index()).map_or_else(costs, |cell| *cell.get_or_init(costs))
    }

    /// The language it is in as it stands.
    pub(super) fn language(&self) -> Option<Language> {
        self.fit.map(|fit| fit.language)
    }

    /// Whether what stands there has no business in its word: a letter of a word that is no name, a control, or a
    /// sign within a word. What may stand behind a word, such as a note's figure, says nothing.
    pub(super) fn tells(&self, (range, piece): &(Range<usize>, String)) -> bool {
        let letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
        let before = letter(self.text[..range.start].chars().next_back());
        let within = before && letter(self.text[range.end..].chars().next());
        let is_odd = |c: char| match c {
            '·' | '’' | '‑' | '\u{AD}' => false,
            'ª' | 'º' => within,
            '‚' | '„' => before,
            c => plausible::is_letter(c) || matches!(c, '\u{80}'..='\u{9F}') || within,
        };
        !self.is_name(range.start)
            && self.text[range.clone()].chars().all(is_odd)
            && piece.chars().all(plausible::is_letter)
    }

    /// Whether nothing but controls stands there, which no text holds by right.
    pub(super) fn is_broken(&self, range: &Range<usize>) -> bool {
        self.text[range.clone()].chars().all(|c| matches!(c, '\u{80}'..='\u{9F}'))
    }

    /// Whether all that changes stands in words of another script, which no letter does by right.
    pub(super) fn is_mixed(&self, reading: &Reading) -> bool {
        let script = |c: Option<char>| c.and_then(plausible::script);
        reading.pieces.iter().all(|(range, _)| {
            let inside = &self.text[range.clone()];
            let before = script(self.text[..range.start].chars().next_back());
            let after = script(self.text[range.end..].chars().next());
            let is_other =
                |own: Option<_>, beside: Option<_>| own.is_some() && beside.is_some() && own != beside;
            is_other(script(inside.chars().next()), before)
                || is_other(script(inside.chars().next_back()), after)
        })
    }

    /// Whether the word at an offset is a name: a capital begins it, but no line.
    fn is_name(&self, at: usize) -> bool {
        let head = &self.text[..at];
        let start =
            head.rfind(|c: char| !plausible::is_letter(c)).map_or(0, |n| head.ceil_char_boundary(n + 1));
        let before = self.text[..start].trim_end_matches(|c: char| !plausible::is_letter(c) && c != '.');
        let is_first = before.is_empty() || before.ends_with('.');
        !is_first && self.text[start..].starts_with(char::is_uppercase)
    }

    /// The language it is in as it stands, what it costs there in fractions of a bit, and its letters.
    pub(super) fn fit(&self) -> Option<(Language, u32, u32)> {
        self.fit.map(|fit| (fit.language, fit.cost, fit.letters))
    }

    /// Letters of the line.
    pub(super) fn letters(&self) -> i32 {
        self.fit.map_or(0, |fit| signed(fit.letters))
    }

    /// Whether the decoder can have made the line, but for marks and spaces put in later.
    pub(super) fn fits(&self, reader: Reader) -> bool {
        // A decoder that has a character for every byte leaves no control.
        let is_made = |c| byte_of(c, reader.column).is_some();
        self.text.chars().all(|c| {
            let is_control = matches!(c, '\u{80}'..='\u{9F}');
            c.is_ascii() || is_later(c) && !is_control || is_made(c)
        })
    }

    /// Whether the line holds UTF-8 seen through some decoder, whole or in part: then it is that, and
    /// others see to it.
    pub(super) fn is_utf8(&self) -> bool {
        (0..COUNT).any(|column| self.is_utf8_through(column))
    }

    fn is_utf8_through(&self, column: usize) -> bool {
        let bit = 1 << column;
        let (mut high, mut told) = (0, 0);
        let mut wanted = 0;
        let mut is_mark = false;
        // Marks cut short, those that stand in a word among them.
        let (mut cut, mut within) = (0, 0);
        let mut before = [' '; 2];
        for c in self.text.chars() {
            let places = places_of(c);
            high += usize::from(!c.is_ascii());
            let is_tail = wanted > 0 && places.tail & bit != 0;
            // All that is left of a mark or a space whose bytes were lost tells neither way.
            let is_cut = is_mark && !is_tail;
            high -= usize::from(is_cut);
            cut += usize::from(is_cut);
            within += usize::from(is_cut && plausible::is_letter(before[0]) && plausible::is_letter(c));
            before = [before[1], c];
            // A pair of a sequence of three or four is a sign of it even where the rest was lost; of a mark it is
            // all that is left.
            told += usize::from(is_tail) * if is_mark || wanted == 1 || wanted == 3 { 2 } else { 1 };
            is_mark = column == LATIN && matches!(byte_of(c, column), Some(0xC2 | 0xE2));
            wanted = match places {
                _ if is_tail => wanted - 1,
                p if p.lead2 & bit != 0 => 1,
                p if p.lead3 & bit != 0 => 2,
                p if p.lead4 & bit != 0 => 3,
                _ => 0,
            };
        }
        // Nothing but such remnants, most of them where no letter of a word stands: quotation marks and dashes.
        let is_all_cut = high == 0 && within * 2 < cut;
        is_all_cut || told > 0 && told * 3 >= high * 2
    }

    /// The line as written in that encoding and read with that decoder. `None` where it cannot have been, or
    /// would not be less surprising by so many bits.
    pub(super) fn read(&self, reader: Reader, page: &Page, least: i32) -> Option<Reading> {
        let worth = |&language: &Language| self.bits - signed(self.costs(language)[0] / BIT) >= least;
        let languages: Vec<Language> = page.languages.iter().copied().filter(worth).collect();
        if languages.is_empty() {
            return None;
        }
        let pieces = match &page.bytes {
            Bytes::Single(table) => single(self.text, reader, table)?,
            Bytes::Multi(encoding) => multi(self.text, reader, encoding)?,
        };
        let mut text = String::with_capacity(self.text.len());
        let mut done = 0;
        for (range, piece) in &pieces {
            text.push_str(&self.text[done..range.start]);
            text.push_str(piece);
            done = range.end;
        }
        text.push_str(&self.text[done..]);
        let changed = pieces.iter().map(|(range, _)| self.text[range.clone()].chars().count()).sum();
        let fit = self.fit_among(&marked(&text, self.text), &languages)?;
        // As it stands, in the same language: that is what it may be already.
        let [plain, marked] = self.costs(fit.language);
        let own = Fit { cost: plain.saturating_add(marked), ..fit };
        let signs = signs(&text);
        let gain = self.bits.min(bits(Some(own), self.signs)) - bits(Some(fit), signs);
        let language = fit.language;
        (gain >= least).then_some(Reading {
            text,
            pieces,
            changed,
            gain,
            signs: signs - self.signs,
            language,
            fit,
        })
    }

    /// The language among these that fits the words of ASCII best together with these words.
    fn fit_among(&self, marked: &str, languages: &[Language]) -> Option<Fit> {
        let whole = |fit: Fit| {
            let cost = fit.cost.saturating_add(self.costs(fit.language)[0]);
            Fit { cost, letters: fit.letters + self.plain_letters, ..fit }
        };
        letters::fits(marked, languages).map(whole).min_by_key(|fit| (fit.cost, fit.language))
    }
}

impl Reading {
    /// Whether it could stand in a well-made text.
    pub(super) fn is_plausible(&self) -> bool {
        let is_alphabetic = self.language.is_alphabetic();
        let is_enough = if is_alphabetic { self.fit.letters >= LETTERS } else { is_east_asian(&self.text) };
        is_enough && self.is_likely(0)
    }

    /// Whether its letters are no more surprising than those of a well-made text, but for so many bits each, and its
    /// signs stand no worse than they stood.
    pub(super) fn is_likely(&self, leeway: u32) -> bool {
        let is_alphabetic = self.language.is_alphabetic();
        let letters = signed(self.fit.letters);
        let most = match is_alphabetic {
            // A whole text in another alphabet, which the old one cannot have been: names and all.
            true if self.gain >= letters.saturating_mul(WHOLLY) => ALPHABETIC + BIT,
            true => ALPHABETIC,
            false => IDEOGRAPHIC,
        };
        self.signs <= SIGNS && self.fit.per_letter().is_some_and(|cost| cost <= most + leeway * BIT)
    }

    /// Letters that it is judged by.
    pub(super) fn letters(&self) -> u32 {
        self.fit.letters
    }
}

/// Whether a text has characters of East Asia in words of their own.
fn is_east_asian(text: &str) -> bool {
    let is_theirs = |c: char| plausible::script(c) == Some(plausible::Script::EastAsian);
    let count = text.chars().filter(|&c| is_theirs(c)).count();
    let pairs = text.chars().zip(text.chars().skip(1));
    let is_mixed = |a: char, b: char| a.is_ascii_alphabetic() && is_theirs(b);
    let mixed = pairs.filter(|&(a, b)| is_mixed(a, b) || is_mixed(b, a)).count();
    count >= IDEOGRAPHS && mixed * 5 <= count
}

/// Marks that may have been put in after the damage.
pub(super) fn is_later(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{203A}' | '\u{A0}' | '\u{FEFF}')
}

/// The words of a reading that are not of ASCII in the line it was made from.
fn marked(reading: &str, line: &str) -> String {
    let words = reading.split_ascii_whitespace().zip(line.split_ascii_whitespace());
    let marked: Vec<&str> = words.filter(|(_, as_is)| !as_is.is_ascii()).map(|(word, _)| word).collect();
    marked.join(" ")
}

fn signed(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Surprise of a text with signs of that surprise, in bits.
fn bits(fit: Option<Fit>, signs: i32) -> i32 {
    fit.map_or(0, |fit| signed(fit.bits())).saturating_add(signs)
}

/// Surprise of what is no letter beyond ASCII, in bits.
fn signs(text: &str) -> i32 {
    let both = |a: char, b: char| text.contains(a) && text.contains(b);
    let paired = Paired {
        angles: both('«', '»') || both('‹', '›'),
        question: both('¿', '?'),
        exclamation: both('¡', '!'),
    };
    let mut last = '\n';
    let mut bits = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() && !plausible::is_letter(c) {
            let next = chars.peek().copied().unwrap_or('\n');
            bits += sign(last, c, next, &paired);
        }
        last = c;
    }
    bits
}

/// Which marks of quotations and sentences a text has both of.
struct Paired {
    angles: bool,
    question: bool,
    exclamation: bool,
}

/// Surprise of a sign between these, in bits.
fn sign(last: char, c: char, next: char, paired: &Paired) -> i32 {
    let is_blank = |c: char| c.is_whitespace() || "([{-–—".contains(c);
    let is_stop = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "–—…".contains(c);
    let is_word = |c: char| plausible::is_letter(c) || c.is_numeric();
    let opens = is_blank(last) && (is_word(next) || "¿¡… \u{A0}\u{202F}".contains(next));
    let closes = is_stop(next) && (is_word(last) || ".,!?… \u{A0}\u{202F}".contains(last));
    match c {
        '«' | '»' | '‹' | '›' if paired.angles && (opens || closes) => WELL,
        '·' if matches!((last, next), ('l', 'l') | ('L', 'L')) => 0,
        '¿' if paired.question && is_word(next) && !is_word(last) => WELL,
        '¡' if paired.exclamation && is_word(next) && !is_word(last) => WELL,
        // Nothing is asked or called out.
        '¿' if !paired.question => plausible::of(c).1 + UNPAIRED,
        '¡' if !paired.exclamation => plausible::of(c).1 + UNPAIRED,
        '°' if last.is_ascii_digit() || is_blank(last) && matches!(next, 'C' | 'F') => WELL,
        // What opens a quotation stands behind no letter, and before one.
        '‚' | '„' if plausible::is_letter(last) || is_stop(next) && next != '…' => {
            plausible::of(c).1 + NEVER
        }
        _ => {
            let around = plausible::join(last, c) + plausible::join(c, next);
            plausible::of(c).1 + around.max(0)
        }
    }
}
