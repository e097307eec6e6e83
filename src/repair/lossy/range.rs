//! Ranges: what an en dash stands between.

/// Words that stand for a point in time or a place on a scale: what a range runs between.
const MARKERS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
    "mon",
    "monday",
    "tue",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "am",
    "pm",
];

/// Signs that belong to an amount, before or after its digits.
pub(crate) const SIGNS: [char; 7] = ['$', '£', '€', '¥', '%', '°', '#'];

/// Whether a dash between these two stretches of text spans a range: numbers, amounts, times, days,
/// months.
pub(crate) fn is_range(before: &str, after: &str) -> bool {
    let point = |word: &str| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit()) || MARKERS.contains(&lower.trim_end_matches('.'))
    };
    let (before, after) = (before.trim_end_matches(SIGNS), after.trim_start_matches(SIGNS));
    let last = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
    let first = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // A month begins a sentence and a name too (May, Sun), so two words must both be points; a
    // number goes on to a number, or to the present.
    point(last) && (point(first) || last.len() == 4 && matches!(first, "present" | "today" | "now"))
}
