//! All integration tests, one binary: each module is a kind of promise.

mod cli;
mod corpus;
mod disclosure;
mod faults;
mod invariants;
mod mojibake;
mod packs;
mod pipe;
mod readme;
mod review;
mod seeds;
mod sites;
mod support;
mod tidy;
