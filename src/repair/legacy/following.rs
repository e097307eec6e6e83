//! Lines too short to be judged by themselves, in a document that one mix-up explains nearly all of: headings, names,
//! the words of a menu.

use super::pages::Bytes;
use super::reading::{Line, Reading};
use super::{Mixup, repairs};
use crate::repair::Repair;
use crate::repair::plausible::{self, Script};

/// Characters that the mix-up must explain in lines beyond doubt, and of how many beside those that it does not
/// explain, in tenths.
const ENOUGH: usize = 60;
const TENTHS: usize = 8;
/// Lines looked at most, and bytes of each.
const LINES: usize = 2000;
const SHORT: usize = 200;
/// Bits that each character that changes must bring, and that all must.
const EACH: i32 = 3;
const LEAST: i32 = 8;
/// Bits by which a letter may be more surprising than in a long line: short ones are names and titles.
const LEEWAY: u32 = 2;
/// Letters of a line at least.
const LETTERS: u32 = 2;

/// What the lines beyond doubt were.
#[derive(Default)]
pub(super) struct Proven {
    /// Each mix-up and the characters it explains.
    all: Vec<(Mixup, usize)>,
}

impl Proven {
    pub(super) fn add(&mut self, mixup: Mixup, reading: &Reading) {
        let is_same = |m: &Mixup| m.reader.label == mixup.reader.label && m.page.label == mixup.page.label;
        match self.all.iter_mut().find(|(m, _)| is_same(m)) {
            Some((_, count)) => *count += reading.changed,
            None => self.all.push((mixup, reading.changed)),
        }
    }

    /// The mix-up that explains most, and how many characters.
    fn most(&self) -> Option<(Mixup, usize)> {
        self.all.iter().max_by_key(|(_, count)| *count).copied().filter(|(_, count)| *count >= ENOUGH)
    }
}

/// Lines that none of the mix-ups explains beyond doubt.
#[derive(Default)]
pub(super) struct Left<'t> {
    lines: Vec<(usize, &'t str)>,
    /// Letters beyond ASCII in them.
    letters: usize,
}

impl<'t> Left<'t> {
    pub(super) fn push(&mut self, at: usize, line: &'t str) {
        self.letters += letters(line);
        if line.len() <= SHORT && self.lines.len() < LINES {
            self.lines.push((at, line));
        }
    }
}

/// The lines that follow what is proven of the document: where nearly all that is left does.
pub(super) fn find(proven: &Proven, left: &Left) -> Vec<Repair> {
    // In an alphabet of the same script names of other languages stand by right.
    let Some((mixup, count)) = proven.most().filter(|(mixup, _)| is_other_script(*mixup)) else {
        return Vec::new();
    };
    let reading = |(at, line)| {
        let reading = Line::new(line).read(mixup.reader, mixup.page, LEAST)?;
        is_good(&reading).then_some((at, line, reading))
    };
    let good: Vec<_> = left.lines.iter().copied().filter_map(reading).collect();
    let explained: usize = good.iter().map(|(_, line, _)| letters(line)).sum();
    let others = left.letters - explained + proven.all.iter().map(|(_, count)| count).sum::<usize>() - count;
    if count * 10 < (count + others) * TENTHS {
        return Vec::new();
    }
    good.into_iter().flat_map(|(at, _, reading)| repairs(at, mixup, reading)).collect()
}

/// Letters beyond ASCII of a line.
fn letters(line: &str) -> usize {
    line.chars().filter(|c| !c.is_ascii() && plausible::is_letter(*c)).count()
}

/// Whether the letters of the encoding and those of the decoder are of different scripts.
fn is_other_script(mixup: Mixup) -> bool {
    let Bytes::Single(page) = &mixup.page.bytes else { return false };
    let is_latin = |c: char| plausible::script(c) == Some(Script::Latin);
    let letters = || page.iter().flatten().filter(|c| plausible::is_letter(**c));
    letters().filter(|c| is_latin(**c)).count() * 4 < letters().count()
}

fn is_good(reading: &Reading) -> bool {
    let changed = i32::try_from(reading.changed).unwrap_or(i32::MAX);
    reading.letters() >= LETTERS
        && reading.gain >= LEAST.max(changed.saturating_mul(EACH))
        && reading.is_likely(LEEWAY)
        && !is_mixed(&reading.text)
}

/// Whether letters of two scripts stand side by side.
fn is_mixed(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    let scripts = pairs.filter_map(|(a, b)| Some((plausible::script(a)?, plausible::script(b)?)));
    scripts.into_iter().any(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    /// Two sentences beyond doubt, and a menu.
    const MENU: [(&str, &str); 5] = [
        (
            "Ìåëüíèöà ó ðåêè áûëà çàêðûòà âñþ çèìó, è íèêòî íå çíàë ïî÷åìó.",
            "Мельница у реки была закрыта всю зиму, и никто не знал почему.",
        ),
        ("Ãëàâíàÿ", "Главная"),
        ("Êîíòàêòû", "Контакты"),
        (
            "Âåñíîé ìåëüíèê âåðíóëñÿ èç ãîðîäà è îòêðûë äâåðè.",
            "Весной мельник вернулся из города и открыл двери.",
        ),
        ("Î íàñ", "О нас"),
    ];

    fn joined(lines: impl Iterator<Item = &'static str>) -> String {
        lines.collect::<Vec<_>>().join("\n")
    }

    fn mended(text: &str) -> String {
        apply(text, &find(text, &Options::default()).repairs).into_owned()
    }

    #[test]
    fn short_lines_follow_what_is_proven() {
        assert_eq!(mended(&joined(MENU.iter().map(|l| l.0))), joined(MENU.iter().map(|l| l.1)));
    }

    #[test]
    fn by_themselves_they_stay_and_so_do_names_of_others() {
        assert_eq!(mended("Ãëàâíàÿ\nÊîíòàêòû\n"), "Ãëàâíàÿ\nÊîíòàêòû\n");
        let named = joined(MENU.iter().map(|l| l.0)) + "\nÉlodie, Zoë & René";
        assert!(mended(&named).ends_with("\nÉlodie, Zoë & René"));
    }
}
