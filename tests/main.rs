//! All integration tests, one binary: each module is a kind of promise.
