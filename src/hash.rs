//! A hash that is the same on every machine and in every version, for what is kept in files and for what decides.

/// FNV-1a over numbers.
pub(crate) fn fnv(items: impl Iterator<Item = u64>) -> u64 {
    items.fold(0xcbf2_9ce4_8422_2325, |hash, item| (hash ^ item).wrapping_mul(0x0100_0000_01b3))
}

/// The same over the characters of a text.
pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> u64 {
    fnv(chars.map(|c| u64::from(u32::from(c))))
}
