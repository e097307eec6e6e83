//! How surprising a piece of text is as running text of a living language, letter by letter, in bits.
//!
//! A learnt table of letter pairs for each language (`examples/learn_letters.rs` makes `letters.bin`).
//! It is asked only about places that are suspect already: which of two code pages, which alphabet,
//! whether a text read as one thing was another. Pure arithmetic over integers, so always the same answer.

mod table;

use super::plausible;
pub(crate) use table::Language;

/// Fractions of a bit that costs are counted in.
pub(crate) const BIT: u32 = 4;
/// Cost of a letter that the language does not write.
const FOREIGN: u32 = 16 * BIT;
/// Cost of a capital after a small letter, which no language writes within a word.
const CAPITAL_INSIDE: u32 = 9 * BIT;
/// Cost of a further capital in a word of capitals.
const CAPITALS: u32 = BIT / 2;
/// Languages that the pairs are counted for, after the single letters have shown which come closest.
const FINALISTS: usize = 12;

/// How a text fits the language that fits it best.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fit {
    /// The language.
    pub(crate) language: Language,
    /// Surprise, in fractions of a bit ([`BIT`]).
    pub(crate) cost: u32,
    /// Letters that were looked at, beyond and within ASCII.
    pub(crate) letters: u32,
}

impl Fit {
    /// Surprise in bits.
    pub(crate) fn bits(self) -> u32 {
        self.cost / BIT
    }

    /// Surprise of a letter, in fractions of a bit; `None` where there is no letter.
    pub(crate) fn per_letter(self) -> Option<u32> {
        self.cost.checked_div(self.letters)
    }
}

/// The words of a text: runs of letters and their marks, in lower case. Costs of case come with them.
fn read(text: &str) -> Read {
    let mut read = Read { symbols: vec![table::EDGE], capitals: 0, letters: 0 };
    let mut last = Case::None;
    let mut in_word = 0;
    for c in text.chars() {
        if !plausible::is_letter(c) {
            if in_word > 0 {
                read.symbols.push(table::EDGE);
            }
            (last, in_word) = (Case::None, 0);
            continue;
        }
        let case = Case::of(c);
        read.capitals += match (last, case) {
            (Case::Lower, Case::Upper) => CAPITAL_INSIDE,
            (Case::Upper, Case::Lower) if in_word > 1 => CAPITAL_INSIDE,
            (Case::Upper, Case::Upper) => CAPITALS,
            _ => 0,
        };
        read.symbols.push(table::symbol(lower(c)));
        read.letters += 1;
        (last, in_word) = (case, in_word + 1);
    }
    if in_word > 0 {
        read.symbols.push(table::EDGE);
    }
    read
}

/// A text as the table sees it.
struct Read {
    symbols: Vec<u16>,
    capitals: u32,
    letters: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    None,
    Lower,
    Upper,
}

impl Case {
    fn of(c: char) -> Self {
        match c {
            _ if c.is_lowercase() => Self::Lower,
            _ if c.is_uppercase() => Self::Upper,
            _ => Self::None,
        }
    }
}

/// The letter in lower case; of letters that have none in one character, the first.
pub(crate) fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The language that fits a text best. `None` for a text without letters.
pub(crate) fn best(text: &str) -> Option<Fit> {
    let read = read(text);
    if read.letters == 0 {
        return None;
    }
    let mut counts = std::collections::BTreeMap::<u16, u32>::new();
    // The edges of words are the same in every language.
    let letters = read.symbols.iter().filter(|&&s| s != table::EDGE);
    letters.for_each(|&s| *counts.entry(s).or_default() += 1);
    // A text that holds no letter of a language is not in it, whatever foreign words cost there.
    let is_in = |l: &Language| counts.keys().any(|&s| l.has(s));
    let mut first: Vec<(u32, Language)> = Language::all()
        .filter(is_in)
        .map(|l| (counts.iter().map(|(&s, &n)| l.single(s).unwrap_or(FOREIGN).saturating_mul(n)).sum(), l))
        .collect();
    first.sort();
    let finalists = first.into_iter().take(FINALISTS).map(|(_, language)| language);
    let fits = finalists.map(|language| Fit { language, cost: cost(&read, language), letters: read.letters });
    fits.min_by_key(|fit| (fit.cost, fit.language))
}

/// How a text fits this language.
pub(crate) fn within(text: &str, language: Language) -> Fit {
    let read = read(text);
    Fit { language, cost: cost(&read, language), letters: read.letters }
}

/// How a text fits each of these languages.
pub(crate) fn fits<'l>(text: &str, languages: &'l [Language]) -> impl Iterator<Item = Fit> + use<'l> {
    let read = read(text);
    let fit =
        move |&language: &Language| Fit { language, cost: cost(&read, language), letters: read.letters };
    languages.iter().map(fit)
}

/// The language among these that fits a text best.
pub(crate) fn best_among(text: &str, languages: &[Language]) -> Option<Fit> {
    fits(text, languages).min_by_key(|fit| (fit.cost, fit.language))
}

fn cost(read: &Read, language: Language) -> u32 {
    let pairs = read.symbols.windows(2).map(|pair| language.pair(pair[0], pair[1]).unwrap_or(FOREIGN));
    pairs.fold(read.capitals, u32::saturating_add)
}

/// For `examples/learn_letters.rs`: the words of a text, in lower case.
#[must_use]
pub fn words(text: &str) -> Vec<Vec<char>> {
    let of = |word: &str| word.chars().map(lower).collect();
    text.split(|c: char| !plausible::is_letter(c)).filter(|w| !w.is_empty()).map(of).collect()
}

/// For `examples/learn_letters.rs`: the bits that the sixteen steps of a cost stand for, in fractions.
#[must_use]
pub fn steps() -> [u32; 16] {
    table::STEPS
}

#[cfg(test)]
mod tests {
    use super::{Language, best, within};

    fn language(text: &str) -> &'static str {
        best(text).expect("letters").language.tag()
    }

    #[test]
    fn the_language_that_fits_is_found() {
        for (tag, text) in [
            ("en", "The mill by the river was closed for the winter, and nobody knew why."),
            ("de", "Die Mühle am Fluss war den Winter über geschlossen, und niemand wusste warum."),
            ("pl", "Młyn nad rzeką był zamknięty przez całą zimę i nikt nie wiedział dlaczego."),
            ("cs", "Mlýn u řeky byl celou zimu zavřený a nikdo nevěděl proč."),
            ("hu", "A folyó melletti malom egész télen zárva volt, és senki sem tudta, miért."),
            ("tr", "Nehrin kıyısındaki değirmen bütün kış kapalıydı ve kimse nedenini bilmiyordu."),
            ("vi", "Cối xay bên sông đóng cửa suốt mùa đông và không ai biết vì sao."),
            ("ru", "Мельница у реки была закрыта всю зиму, и никто не знал почему."),
            ("uk", "Млин біля річки був зачинений усю зиму, і ніхто не знав чому."),
            ("el", "Ο μύλος δίπλα στο ποτάμι ήταν κλειστός όλο τον χειμώνα."),
            ("he", "הטחנה ליד הנהר הייתה סגורה כל החורף ואיש לא ידע מדוע."),
            ("ar", "كانت الطاحونة القريبة من النهر مغلقة طوال الشتاء."),
            ("th", "โรงสีริมแม่น้ำปิดตลอดฤดูหนาวและไม่มีใครรู้ว่าทำไม"),
            ("ja", "川のそばの水車小屋は冬の間ずっと閉まっていました。"),
            ("ko", "강가의 방앗간은 겨울 내내 닫혀 있었습니다."),
        ] {
            assert_eq!(language(text), tag, "{text}");
        }
    }

    #[test]
    fn letters_in_their_places_cost_less_than_the_same_letters_elsewhere() {
        let polish = Language::of("pl").expect("learnt");
        let cost = |text| within(text, polish).cost;
        assert!(cost("książka") < cost("ksiaążk"));
        assert!(cost("wieża") < cost("wieĽa"));
        assert!(cost("młyn") < cost("mŁyn"));
    }

    #[test]
    fn a_text_without_letters_fits_nothing() {
        assert!(best("1, 2 … 3").is_none());
        assert!(best("").is_none());
    }
}
