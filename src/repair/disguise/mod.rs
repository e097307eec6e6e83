//! Damage in disguise: what hides a wrong decoding from whoever looks for its characters.
//!
//! ```text
//! covered: `&acirc;&euro;&trade;`, `Ã**©**`   → taken off, looked at, put back where nothing was repaired
//! escaped: `caf%C3%A9`, `It\u2019s` in prose  → written out (a layer of its own)
//! folded:  `ã©`, `A©` in words                → the letters whose case or accent went (a layer of its own)
//! ```
//!
//! Marks whose quotation marks were straightened or whose accents went (`â€"`, `a€™`) leave remnants like any
//! lossy decoder and stand with those, in `families`.

pub(crate) mod cover;
pub(crate) mod escaped;
pub(crate) mod folded;
mod prose;
