//! Findings for people and machines, one file per output format.
