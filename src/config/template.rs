//! What `copydesk init` writes.

/// A project file that changes nothing, with every setting shown in a comment.
pub const TEMPLATE: &str = "\
# copydesk: what applies to the documents in this folder and below.
# Everything here is optional; take the `#` away from what you need.
# The nearest copydesk.yaml above a document is the one that holds for it.

# Rule packs beside those that come with copydesk: its optional ones by name (corpus), your own by path.
# extends:
#   - corpus
#   - ./house-rules.yaml

# How much a rule matters: off, info, warning or error. `copydesk rules list` names them all;
# `text/*` is every rule of the pack `text`.
# rules:
#   text/mixed-quotation-marks: off
#   structure/*: info
#   disclosure/state-media: error

# Words added to the lists of rules, or taken out.
# lists:
#   state-outlets: {add: [The Harbour Herald]}

# Other settings for some documents. A pattern without `/` means files of that name in any folder.
# overrides:
#   - files: ['opinion/**', '*.letter.md']
#     rules: {doubled-word: off}

# Documents that are not read at all.
# ignore:
#   - drafts/
#   - '*.bak'
";
