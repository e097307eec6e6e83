//! `--from LABEL`: the wrong decoder, as people call it.

use super::Stop;
use crate::{decode, repair, rules};

/// Encodings that are read as another, wider one.
const WIDER: &[(&str, &str)] = &[
    ("iso-8859-1", "windows-1252"),
    ("latin-1", "windows-1252"),
    ("ascii", "windows-1252"),
    ("iso-8859-9", "windows-1254"),
    ("iso-8859-11", "windows-874"),
    ("tis-620", "windows-874"),
    ("mac-roman", "macintosh"),
    ("mac-ce", "x-mac-ce"),
    ("mac-greek", "x-mac-greek"),
    ("mac-turkish", "x-mac-turkish"),
];

/// The decoder that a label names.
pub(super) fn decoder(label: &str) -> Result<&'static str, Stop> {
    let known = repair::decoder_labels();
    let named = |name: &str| known.iter().copied().find(|k| *k == name);
    let plain = label.trim().to_lowercase().replace('_', "-");
    let wider = WIDER.iter().find(|(name, _)| *name == plain).and_then(|(_, wider)| named(wider));
    let page = plain.strip_prefix("cp").and_then(|n| named(&format!("ibm{n}")));
    let canonical = || named(&decode::canonical(label)?.to_lowercase());
    if let Some(found) = wider.or_else(|| named(&plain)).or(page).or_else(canonical) {
        return Ok(found);
    }
    let meant = rules::nearest(&plain, known.iter().copied());
    let help =
        meant.map_or_else(|| format!("use one of {}", known.join(", ")), |m| format!("did you mean {m}?"));
    Err(Stop::Fault(format!("--from {label}: no wrong decoder that is known here; {help}")))
}

#[cfg(test)]
mod tests {
    use super::{Stop, decoder};

    #[test]
    fn people_s_names_are_understood() {
        for (label, name) in [
            ("windows-1251", "windows-1251"),
            ("CP1252", "windows-1252"),
            ("latin1", "windows-1252"),
            ("ISO-8859-1", "windows-1252"),
            ("cp437", "ibm437"),
            ("mac_roman", "macintosh"),
            ("tis-620", "windows-874"),
            ("koi8-r", "koi8-r"),
        ] {
            assert_eq!(decoder(label).expect(label), name);
        }
    }

    #[test]
    fn other_names_are_refused_with_advice() {
        let refused = |label| match decoder(label) {
            Err(Stop::Fault(message)) => message,
            other => panic!("{label}: {other:?}"),
        };
        assert!(refused("windows-1521").contains("did you mean"), "{}", refused("windows-1521"));
        assert!(refused("quux").contains("use one of windows-1252"));
    }
}
