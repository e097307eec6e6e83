//! The packs that come with the program. A new pack is a new line here.

/// File name and text of each pack, in the order their rules apply.
pub(super) const PACKS: &[(&str, &str)] = &[
    ("rules/boilerplate.yaml", include_str!("../../rules/boilerplate.yaml")),
    ("rules/disclosure.yaml", include_str!("../../rules/disclosure.yaml")),
];
