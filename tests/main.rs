//! All integration tests, one binary: each module is a kind of promise.

mod boilerplate;
mod cli;
mod corpus;
mod disclosure;
mod faults;
mod fixes;
mod hostile;
mod html;
mod invariants;
mod mistakes;
mod mojibake;
mod openings;
mod packs;
mod pipe;
mod project;
mod readme;
mod review;
mod seeds;
mod sites;
mod streams;
mod support;
mod tidy;
