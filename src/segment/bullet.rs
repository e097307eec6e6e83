//! List markers: which line beginnings are bullets or numbers, and which only look like one.

/// What stands at the beginning of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A character made for the purpose (`•`), or `*` and `+` before a space.
    Bullet,
    /// A dash before a space. In many languages dialogue begins so: only its surroundings tell.
    Dash,
    /// A number with a dot or bracket.
    Number(u32),
}

/// Characters that are bullets wherever they begin a line.
const BULLETS: &[char] =
    &['•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '∙', '⁃', '➤', '►', '▸', '✓', '✔', '\u{f0b7}'];

/// Bullets as wrong decodings show them. Left in the text for `repair`; a line still begins here.
const DAMAGED: &[&str] = &["โข", "โ€ข", "โ\u{80}\u{a2}", "â€¢", "â\u{80}\u{a2}", "ยท ", "Â· "];

/// The marker a line begins with, and the bytes of it with the space behind it.
pub(super) fn marker(line: &str) -> Option<(Marker, usize)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    // `* * *` parts what stands above it from what stands below.
    if !first.is_alphanumeric() && !rest.trim().is_empty() && !rest.contains(char::is_alphanumeric) {
        let is_mark = |c: char| matches!(c, '*' | '-' | '–' | '+' | '•' | '·' | '●' | '○' | '■' | '□' | '▪');
        if rest.chars().all(|c| is_mark(c) || c.is_whitespace()) {
            return None;
        }
    }
    let kind = match first {
        c if BULLETS.contains(&c) => Marker::Bullet,
        '*' | '+' | '·' if spaced => Marker::Bullet,
        '-' | '–' if spaced => Marker::Dash,
        '0'..='9' => return number(line),
        _ => return None,
    };
    Some((kind, line.len() - rest.trim_start().len()))
}

/// Whether a line begins with a bullet that a wrong decoding has damaged.
pub(super) fn is_damaged(line: &str) -> bool {
    DAMAGED.iter().any(|d| line.starts_with(d))
}

fn number(line: &str) -> Option<(Marker, usize)> {
    let digits = line.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let value = line[..digits].parse().ok()?;
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (digits <= 3 && spaced).then(|| (Marker::Number(value), line.len() - rest.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_text() {
        let table = [
            ("• Rates rose", Some((Marker::Bullet, 4))),
            ("•Rates rose", Some((Marker::Bullet, 3))),
            ("* Rates rose", Some((Marker::Bullet, 2))),
            ("*", Some((Marker::Bullet, 1))),
            ("- Rates rose", Some((Marker::Dash, 2))),
            ("– Rates rose", Some((Marker::Dash, 4))),
            ("12) Rates rose", Some((Marker::Number(12), 4))),
            ("*Rates* rose", None),
            ("-5 degrees", None),
            ("— Rates rose", None),
            ("2.5 percent", None),
            ("2025. A year", None),
            ("* * *", None),
            ("- - -", None),
            ("• • •", None),
            ("* ?", Some((Marker::Bullet, 2))),
            ("Rates rose", None),
            ("", None),
        ];
        for (line, expected) in table {
            assert_eq!(marker(line), expected, "{line:?}");
        }
    }
}
