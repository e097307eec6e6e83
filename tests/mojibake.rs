//! The table of small cases, `fixtures/mojibake.yaml`: what must be repaired, and what must be left alone.

use crate::support::{fixed, read, root};
use copydesk::model::Code;
use copydesk::repair::{Options, find};
use serde::Deserialize;

const LOST: Code = Code::new("mojibake/lost-letters");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Damaged {
    kind: Kind,
    decoder: String,
    label: String,
    damaged: String,
    clean: String,
}

#[derive(Deserialize, PartialEq, Debug, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Reversible,
    Lossy,
    Legacy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clean {
    language: String,
    label: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lost {
    language: String,
    label: String,
    /// Letters that the message must name, with blanks between.
    names: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failures {
    damaged: Vec<Damaged>,
    clean: Vec<Clean>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Table {
    damaged: Vec<Damaged>,
    clean: Vec<Clean>,
    lost: Vec<Lost>,
    known_failures: Failures,
}

impl Table {
    pub(crate) fn load() -> Self {
        let path = root().join("fixtures/mojibake.yaml");
        serde_yaml::from_str(&read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Every undamaged text of the table that is not known to be harmed.
    pub(crate) fn clean_texts(&self) -> impl Iterator<Item = &str> {
        let repaired = self.damaged.iter().chain(&self.known_failures.damaged).map(|c| c.clean.as_str());
        repaired.chain(self.clean.iter().map(|c| c.text.as_str()))
    }
}

impl Damaged {
    /// `None` if the repair is right, else what went wrong.
    fn fault(&self) -> Option<String> {
        let got = fixed(&self.damaged);
        (got != self.clean).then(|| {
            let Self { kind, decoder, label, damaged, clean } = self;
            format!(
                "{label} ({kind:?}, {decoder})\n  damaged {damaged:?}\n  want    {clean:?}\n  got     {got:?}"
            )
        })
    }
}

impl Clean {
    fn fault(&self) -> Option<String> {
        let got = fixed(&self.text);
        let Self { language, label, text } = self;
        (got != *text).then(|| format!("{label} ({language})\n  text {text:?}\n  got  {got:?}"))
    }
}

impl Lost {
    fn fault(&self) -> Option<String> {
        let Self { language, label, names, text } = self;
        let found = find(text, &Options::default());
        let lost: Vec<&str> =
            found.doubts.iter().filter(|d| d.code == LOST).map(|d| d.message.as_str()).collect();
        let named = !lost.is_empty() && names.split(' ').all(|name| lost.iter().any(|m| m.contains(name)));
        (!named || !found.repairs.is_empty())
            .then(|| format!("{label} ({language})\n  text {text:?}\n  got  {found:?}"))
    }
}

fn assert_none(faults: impl Iterator<Item = String>) {
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{} wrong:\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn damage_is_repaired() {
    assert_none(Table::load().damaged.iter().filter_map(Damaged::fault));
}

#[test]
fn clean_text_stays() {
    assert_none(Table::load().clean.iter().filter_map(Clean::fault));
}

#[test]
fn lost_letters_are_reported_and_stay() {
    assert_none(Table::load().lost.iter().filter_map(Lost::fault));
}

#[test]
fn clean_text_has_lost_no_letters() {
    let is_lost = |text: &&str| find(text, &Options::default()).doubts.iter().any(|d| d.code == LOST);
    // What holds U+FFFD did lose some.
    let (gone, whole): (Vec<String>, Vec<String>) =
        Table::load().clean_texts().map(str::to_owned).partition(|text| text.contains('\u{FFFD}'));
    assert_none(whole.into_iter().filter(|text| is_lost(&text.as_str())));
    assert!(!gone.is_empty() && gone.iter().all(|text| is_lost(&text.as_str())), "{gone:?}");
}

#[test]
fn known_failures_still_fail() {
    let known = Table::load().known_failures;
    let damaged = known.damaged.iter().filter(|c| c.fault().is_none()).map(|c| &c.label);
    let clean = known.clean.iter().filter(|c| c.fault().is_none()).map(|c| &c.label);
    assert_none(damaged.chain(clean).map(|label| format!("{label}: passes now; move it up")));
}

#[test]
fn the_table_has_both_sorts() {
    let table = Table::load();
    let damaged: Vec<_> = table.damaged.iter().chain(&table.known_failures.damaged).collect();
    for kind in [Kind::Reversible, Kind::Lossy, Kind::Legacy] {
        let count = damaged.iter().filter(|c| c.kind == kind).count();
        assert!(count >= if kind == Kind::Legacy { 12 } else { 30 }, "too few of {kind:?}");
    }
    assert!(table.clean.len() >= 60, "too few negatives");
    assert!(damaged.iter().all(|c| c.damaged != c.clean), "a positive that is not damaged");
}
