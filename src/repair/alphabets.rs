//! Which letters beyond ASCII live together: the alphabets of living languages in Latin script.
//!
//! Two letters that no language shares are rarely neighbours in a word; that tells `Ăś` (a German Ü
//! read as windows-1250) from a Romanian or Polish word.

use std::sync::LazyLock;

/// Lower-case letters beyond a–z of each language, one line a language.
const LATIN: &[&str] = &[
    "àâæçéèêëîïôœùûüÿ",                                                    // French
    "äöüß",                                                                // German
    "áéíñóúüï",                                                            // Spanish
    "áâãàçéêíóôõúüñ",                                                      // Portuguese, Galician
    "àèéìíîòóùú",                                                          // Italian
    "ąćęłńóśźż",                                                           // Polish
    "áčďéěíňóřšťúůýž",                                                     // Czech
    "áäčďéíĺľňóôŕšťúýž",                                                   // Slovak
    "áéíóöőúüű",                                                           // Hungarian
    "ăâîșțşţ",                                                             // Romanian
    "çğıiöşüâîûəİ",                                                        // Turkish, Azerbaijani
    "åäöéüáàæøœ",                // Swedish, Finnish, Danish, Norwegian
    "áðéíóúýþæö",                // Icelandic, Faroese
    "ãäåõöüšž",                  // Estonian, Finnish
    "āčēģīķļņōŗšūž",             // Latvian
    "ąčęėįšųūž",                 // Lithuanian
    "čćđšžáéíóú",                // Croatian, Bosnian, Serbian, Slovene
    "ëç",                        // Albanian
    "àċġħżèìòù",                 // Maltese
    "ĉĝĥĵŝŭ",                    // Esperanto
    "âêîôûŵŷäëïöáéíóúỳẁẃ",       // Welsh
    "àçéèíïóòúü",                // Catalan, Occitan
    "áàâäéèêëíìîïóòôöúùûüĳ",     // Dutch, Afrikaans
    "āēīōū",                     // Maori, Hawaiian, Latin
    "ẹọṣńǹàáèéìíòóùúēāōẸỌṢ",     // Yoruba, Igbo
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", // Pinyin
    "āīūṛṝḷṅñṭḍṇśṣḥṃḫġẓẕčš",     // Sanskrit, Arabic in scholarly Latin
    "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", // Vietnamese
    "äçňöşüýž",                  // Turkmen
    "äçğıñöşüêţ",                // Tatar, Gagauz
    "çêîşû",                     // Kurdish
    "áčđŋšŧž",                   // Sámi
];

/// A letter of each alphabet that has so many accents that most others are part of it.
const LAVISH: &str = "ĳọǎṛạŵ";

/// The languages of lavish alphabets: that one of these could have written a letter says little.
pub(crate) fn lavish() -> u32 {
    LAVISH.chars().fold(0, |all, c| all | languages(c))
}

/// First character of the table of alphabets.
const FIRST: u32 = 0xC0;
/// One past its last character.
const END: u32 = 0x1F00;

/// A set of languages fits a `u32`.
const _: () = assert!(LATIN.len() <= 32);

/// For each letter the languages that write it, a bit a language.
static LANGUAGES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut table = vec![0; (END - FIRST) as usize];
    for (bit, letters) in LATIN.iter().enumerate() {
        for c in letters.chars().chain(letters.chars().flat_map(char::to_uppercase)) {
            if let Some(slot) = (c as u32).checked_sub(FIRST).and_then(|i| table.get_mut(i as usize)) {
                *slot |= 1 << bit;
            }
        }
    }
    table
});

/// The languages that write a letter, a bit a language.
pub(crate) fn languages(c: char) -> u32 {
    (c as u32).checked_sub(FIRST).and_then(|i| LANGUAGES.get(i as usize)).copied().unwrap_or(0)
}

/// Whether a living language writes this Latin letter.
pub(crate) fn is_common(c: char) -> bool {
    languages(c) != 0
}

/// Whether a Cyrillic letter belongs to Russian; the others are those of its neighbours.
pub(crate) fn is_russian(c: char) -> bool {
    matches!(c, 'А'..='я' | 'ё' | 'Ё')
}

/// Surprise, in bits, of two letters side by side: more where no language shares them, less where one does.
pub(crate) fn mixing(a: char, b: char) -> i32 {
    if a.is_ascii() || b.is_ascii() {
        return 0;
    }
    let (a, b) = (languages(a), languages(b));
    match (a != 0 && b != 0, a & b) {
        (true, 0) => 8,
        (true, _) => -3,
        (false, _) => 0,
    }
}
