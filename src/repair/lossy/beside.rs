//! Two marks side by side: which of them stand together, in which order.

use super::context::Role;

/// Costs, in sixteenths of a nat: two dashes; a closing quote and then a dash that a blank follows, where speech
/// broken off has them the other way round; a dash right after an opening quote; quotes that hold nothing, or that
/// close and open without a blank.
const DOUBLED: i32 = 36;
const SWAPPED: i32 = 64;
const BROKEN_IN: i32 = 36;
const EMPTY: i32 = 64;

/// What it costs that the one role follows the other without anything between; `after` is what follows both.
pub(super) fn cost(first: Role, second: Role, after: Option<char>) -> i32 {
    let word = after.is_some_and(char::is_alphanumeric);
    match (first, second) {
        (Role::Dash, Role::Dash) => DOUBLED,
        (Role::Close, Role::Dash) if !word => SWAPPED,
        (Role::Dash, Role::Close) if word => SWAPPED,
        (Role::Open, Role::Dash) if word => BROKEN_IN,
        (Role::Open, Role::Close) | (Role::Close, Role::Open) => EMPTY,
        _ => 0,
    }
}
