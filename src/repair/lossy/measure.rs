//! Feet and inches: `5’11”`, `8.3” x 15”`.

/// What a mark after a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Feet,
    Inches,
}

/// The measure a mark stands for between these two stretches of its line, when marks look like the remnant.
pub(super) fn of(before: &str, remnant: &str, after: &str) -> Option<Measure> {
    if !before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let figures = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    if figures <= 2
        && let Some(rest) = past_inches(after)
        && let Some(rest) = rest.strip_prefix(remnant).or_else(|| rest.strip_prefix(['”', '″', '"']))
        && !rest.starts_with(char::is_alphanumeric)
    {
        return Some(Measure::Feet);
    }
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let feet = number.strip_suffix(remnant).or_else(|| number.strip_suffix(['’', '′', '\'']));
    let is_height = before.len() - number.len() <= 2
        && feet.is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()));
    let is_side = [" x ", " × "].iter().any(|by| after.starts_with(by) || number.ends_with(by));
    (is_height || is_side).then_some(Measure::Inches)
}

/// What follows one or two figures.
fn past_inches(after: &str) -> Option<&str> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| &after[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feet_and_inches_are_told_from_ranges_and_dashes() {
        let feet = [("he is 5", "11_ tall"), ("from 4", "9_ to"), ("(6", "2\")")];
        let inches = [("he is 5_11", " tall"), ("it is 8.3", " x 15_"), ("8_ x 15", "."), ("6_2", ")")];
        let none = [
            ("from 5", "11 people"),
            ("in 1990", "95_"),
            ("in 2005", " the"),
            ("page 4", "9_er"),
            ("the 5", ""),
        ];
        for (cases, expected) in
            [(&feet[..], Some(Measure::Feet)), (&inches[..], Some(Measure::Inches)), (&none[..], None)]
        {
            for &(before, after) in cases {
                assert_eq!(of(before, "_", after), expected, "{before} {after}");
            }
        }
    }
}
