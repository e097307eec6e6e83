//! The encodings that texts were written in before UTF-8, the languages written in each, and the
//! decoders they were read with instead.

use crate::repair::letters::Language;
use crate::repair::tables;
use std::sync::LazyLock;

/// An encoding a text may have been written in.
pub(super) struct Page {
    /// WHATWG name in lower case, or the usual name of a code page outside that standard.
    pub(super) label: &'static str,
    pub(super) bytes: Bytes,
    /// The languages written in it.
    pub(super) languages: Vec<Language>,
}

/// How its bytes are read.
pub(super) enum Bytes {
    /// One by one: the characters of 80–FF, `None` where it defines none.
    Single(Box<[Option<char>; 128]>),
    /// In sequences.
    Multi(&'static encoding_rs::Encoding),
}

const WESTERN: &str =
    "en de fr es pt it nl sv da nb nn is fo fi ca gl eu af ga gd sq id br rm lb oc ast co fur sc wa gsw";
const CENTRAL: &str = "pl cs sk hu ro sl hr bs sr-Latn sq de hsb dsb";
const BALTIC: &str = "lt lv et pl de fi sv da nb";
const CYRILLIC: &str = "ru uk be bg mk sr";

/// Encodings, likeliest first, and their languages.
const PAGES: &[(&str, &str)] = &[
    ("windows-1251", CYRILLIC),
    ("koi8-r", "ru bg"),
    ("ibm866", "ru uk be bg"),
    ("windows-1250", CENTRAL),
    ("windows-1252", WESTERN),
    ("iso-8859-2", CENTRAL),
    ("shift_jis", "ja"),
    ("euc-jp", "ja"),
    ("euc-kr", "ko"),
    ("gbk", "zh-Hans zh-Hant"),
    ("big5", "zh-Hant"),
    ("windows-1253", "el"),
    ("windows-1254", "tr az tk de fr"),
    ("windows-1255", "he yi"),
    ("windows-1256", "ar fa ur"),
    ("windows-1257", BALTIC),
    ("windows-1258", "vi"),
    ("windows-874", "th"),
    ("iso-8859-7", "el"),
    ("iso-8859-5", CYRILLIC),
    ("iso-8859-6", "ar"),
    ("iso-8859-8", "he yi"),
    ("koi8-u", "ru uk be"),
    ("macintosh", WESTERN),
    ("x-mac-cyrillic", CYRILLIC),
    ("ibm437", WESTERN),
    ("ibm850", WESTERN),
    ("ibm852", CENTRAL),
    ("iso-8859-15", WESTERN),
    ("iso-8859-4", BALTIC),
    ("iso-8859-13", BALTIC),
    ("iso-8859-10", "is fo da nb nn sv fi se lt et"),
    ("iso-8859-3", "eo mt tr"),
    ("iso-8859-14", "ga gd cy br en fr"),
    ("x-mac-ce", CENTRAL),
    ("x-mac-greek", "el"),
    ("x-mac-turkish", "tr"),
    ("ibm737", "el"),
    ("ibm775", BALTIC),
    ("ibm855", CYRILLIC),
    ("ibm857", "tr"),
    ("ibm862", "he yi"),
];

/// The decoders such texts were read with, likeliest first.
const READERS: &[&str] = &[
    "windows-1252",
    "windows-1251",
    "macintosh",
    "koi8-r",
    "windows-1250",
    "ibm866",
    "ibm437",
    "ibm850",
    "iso-8859-2",
    "iso-8859-5",
    "windows-1254",
    "windows-1253",
    "x-mac-cyrillic",
    "iso-8859-15",
];

/// All encodings, likeliest first.
pub(super) static ALL: LazyLock<Vec<Page>> =
    LazyLock::new(|| PAGES.iter().map(|(label, languages)| page(label, languages)).collect());

fn page(label: &'static str, languages: &str) -> Page {
    let languages = languages.split(' ').filter_map(Language::of).collect();
    let bytes = match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(encoding) if !encoding.is_single_byte() => Bytes::Multi(encoding),
        Some(encoding) => Bytes::Single(Box::new(std::array::from_fn(|n| character(encoding, n)))),
        None => Bytes::Single(Box::new(tables::forward(column(label)))),
    };
    Page { label, bytes, languages }
}

/// The character of byte 80 + n; `None` where the encoding has a control or nothing there.
fn character(encoding: &'static encoding_rs::Encoding, n: usize) -> Option<char> {
    let byte = [0x80 | u8::try_from(n).ok()?];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
    text.chars().next().filter(|c| !c.is_control())
}

fn column(label: &str) -> usize {
    tables::column(label).unwrap_or(0)
}

/// A decoder such texts were read with.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) label: &'static str,
    /// Its column in the tables.
    pub(super) column: usize,
}

/// All readers, likeliest first.
pub(super) fn readers() -> impl Iterator<Item = Reader> {
    READERS.iter().map(|label| Reader { label, column: column(label) })
}
