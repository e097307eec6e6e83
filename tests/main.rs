//! All integration tests, one binary: each module is a kind of promise.

mod invariants;
mod mojibake;
mod support;
mod tidy;
