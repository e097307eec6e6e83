//! The wrong decoders: every single-byte encoding that UTF-8 gets mistaken for.
//!
//! One line each. Order is meaning: between decoders that explain a text equally well, the earlier
//! one gives the repair its name. Encodings that are subsets of another are left out: ISO-8859-1 is
//! read as windows-1252, ISO-8859-9 as windows-1254, TIS-620 and ISO-8859-11 as windows-874, because
//! a C1 control counts as its own byte in every decoder.

use crate::model::Code;

/// A wrong decoder.
#[derive(Debug)]
pub(crate) struct Decoder {
    /// WHATWG name in lower case, or the usual name of a code page outside that standard.
    pub(crate) label: &'static str,
    /// The code of repairs that undo it.
    pub(crate) code: Code,
}

macro_rules! decoders {
    ($($label:literal)*) => {
        /// All wrong decoders, likeliest first. The column order of the generated tables.
        pub(crate) const DECODERS: &[Decoder] =
            &[$(Decoder { label: $label, code: Code::new(concat!("mojibake/", $label)) }),*];
    };
}

decoders! {
    "windows-1252" "windows-1251" "windows-874" "windows-1250" "windows-1254" "windows-1253"
    "windows-1255" "windows-1256" "windows-1257" "windows-1258" "macintosh" "iso-8859-2" "iso-8859-15"
    "koi8-r" "koi8-u" "ibm866" "ibm437" "ibm850" "ibm852" "iso-8859-5" "iso-8859-7" "iso-8859-6"
    "iso-8859-8" "iso-8859-3" "iso-8859-4" "iso-8859-10" "iso-8859-13" "iso-8859-14" "iso-8859-16"
    "x-mac-cyrillic" "x-mac-ce" "x-mac-greek" "x-mac-turkish" "ibm737" "ibm775" "ibm855" "ibm857"
    "ibm860" "ibm861" "ibm862" "ibm863" "ibm864" "ibm865"
}

/// Number of decoders; a set of them fits a `u64`.
pub(crate) const COUNT: usize = DECODERS.len();
const _: () = assert!(COUNT <= 64);
