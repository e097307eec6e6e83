//! copydesk turns scraped or about-to-be-published articles into text an editor would sign.
//!
//! ```text
//! bytes ─decode→ Source ─segment→ Draft ─repair→ Draft ─strip→ Article ─arrange→ Article ─lint→ Diagnostics
//!                                                                          └─emit→ YAML   └─report→ terminal, SARIF …
//! ```
//!
//! # The map
//!
//! | module | job | must not know |
//! |---|---|---|
//! | [`model`] | the core types: spans, texts, blocks, changes, diagnostics | any stage, files, miette, serde |
//! | [`decode`] | bytes to text: marks, labels, detection | blocks, rules |
//! | [`segment`] | text or markup to blocks, from layout alone | boilerplate, rules |
//! | [`repair`] | mojibake out of text | HTML, blocks beyond their text, rules |
//! | [`rules`] | rule packs: the YAML, its strict loading, the matchers | how findings look |
//! | [`sites`] | which lines recur on the pages of one site | stages, files |
//! | [`strip`] | a verdict on each block: article or boilerplate | raw bytes, disclaimers |
//! | [`arrange`] | a role for each kept block: title, byline, highlights … | rules |
//! | [`lint`] | rule packs against the article | HTML, how findings look |
//! | [`emit`] | the published YAML, JSON Lines, text and Markdown | how findings look |
//! | [`report`] | findings, one file per output format | stages |
//! | [`review`] | a page for reviewing published results | stages, documents |
//! | `hash` | a hash that stays the same | everything else |
//! | `json` | JSON Lines that every reader takes for one line each | everything else |
//! | `language` | which language a text is in | everything else but letters |
//! | [`codes`] | what the built-in codes mean | everything else |
//! | [`config`] | the project file: text in, settings or every mistake out | files, findings |
//! | [`desk`] | the compiled configuration and the thirty-line pipeline | files, threads, command line |
//! | [`batch`], [`cli`] | files, threads, exit codes | the insides of stages |
//!
//! # Invariants
//!
//! - Only `batch` and `cli` touch files; only `batch` names rayon; only `report::full` names miette.
//! - Stages are pure functions of their input: no IO, no clock, no global state, no order of threads.
//!   A bad document yields diagnostics or one refusal; setting up (rules, configuration) yields errors.
//! - A [`model::Text`] changes only through edits, and each edit leaves a [`model::Change`] behind.
//! - `segment` runs before `repair`, because mojibake hides in entities; evidence is gathered over the
//!   whole document, edits are made per block.
//! - `strip` marks and `emit` omits: a disclaimer in a footer can still be found by `lint`.
//! - Every byte of the decoded input is in a kept text, in a change, in a dropped block, or in the
//!   recorded layout between them.
//! - Positions are [`model::Span`]s into the decoded text until the moment they are shown.

pub mod arrange;
pub mod batch;
pub mod cli;
pub mod codes;
pub mod config;
pub mod decode;
pub mod desk;
pub mod emit;
mod hash;
mod json;
mod language;
pub mod lint;
pub mod model;
pub mod repair;
pub mod report;
pub mod review;
pub mod rules;
pub mod segment;
pub mod sites;
pub mod strip;
