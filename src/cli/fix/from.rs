//! `--from LABEL`: the wrong decoder, as people call it.

use super::Stop;
use crate::{decode, repair, rules};

/// Names of code pages that no file is declared in, and so no label names.
const PAGES: &[(&str, &str)] =
    &[("mac-ce", "x-mac-ce"), ("mac-greek", "x-mac-greek"), ("mac-turkish", "x-mac-turkish")];

/// The decoder that a label names.
pub(super) fn decoder(label: &str) -> Result<&'static str, Stop> {
    let known = repair::decoder_labels();
    let named = |name: &str| known.iter().copied().find(|k| *k == name);
    let plain = label.trim().to_lowercase().replace('_', "-");
    // Labels first: `iso-8859-1` names windows-1252 on the web, whatever else bears the name.
    let canonical = decode::canonical(label).and_then(|name| named(&name.to_lowercase()));
    let page = || match plain.strip_prefix("cp") {
        Some(number) => named(&format!("ibm{number}")),
        None => PAGES.iter().find(|(name, _)| *name == plain).and_then(|(_, page)| named(page)),
    };
    if let Some(found) = canonical.or_else(|| named(&plain)).or_else(page) {
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
            ("ascii", "windows-1252"),
            ("ISO-8859-9", "windows-1254"),
            ("iso-8859-11", "windows-874"),
            ("mac-roman", "macintosh"),
            ("Mac-Greek", "x-mac-greek"),
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
