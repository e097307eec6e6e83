//! Lost bytes that became blanks: `donâ  t`, and `donâ t` where blanks in a row became one.
//!
//! Programs that take control characters out put a blank for each. Of the blanks behind a remnant two are its own, and
//! of a single one nobody knows but by what stands on either side.

use super::elision;
use super::house::SMALL;
use super::places::Place;
use super::words;
use crate::repair::tables;

/// What an apostrophe has behind it in a contraction.
const ENDINGS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
/// Blanks that stand for the bytes of a mark behind its first.
const OWN: usize = 2;

/// Whether a place and a blank behind it cut a contraction: `donâ t`.
pub(super) fn is_cut(text: &str, place: &Place) -> bool {
    let (head, tail) = (words::last(&text[..place.range.start]), &text[place.range.end..]);
    let blanks = count(tail);
    let word = words::first(&tail[blanks..]);
    let is_end = !tail[blanks + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    !head.is_empty() && (1..=OWN).contains(&blanks) && ENDINGS.contains(&word) && is_end
}

/// Gives each place the blanks that stand for its bytes, where a contraction shows that they do.
pub(super) fn widen(text: &str, places: &mut [Place]) {
    let is_single = |p: &Place| {
        let mut chars = text[p.range.clone()].chars();
        chars.next().is_some_and(|c| tables::byte_of(c, p.family.column) == Some(0xE2))
            && chars.next().is_none()
    };
    let (mut cut, mut whole, mut is_full) = (0, 0, true);
    for place in places.iter().filter(|p| is_single(p)) {
        if is_cut(text, place) {
            cut += 1;
            is_full &= count(&text[place.range.end..]) == OWN;
        }
        whole += usize::from(elision::is_parted(&text[..place.range.start], &text[place.range.end..]));
    }
    if cut == 0 || whole >= cut {
        return;
    }
    if is_full {
        for place in places.iter_mut().filter(|p| is_single(p)) {
            place.range.end += count(&text[place.range.end..]).min(OWN);
        }
        return;
    }
    // Whether a quotation is open, and the end of the line that it is open on.
    let (mut is_open, mut line, mut last) = (false, 0, 0);
    for place in places.iter_mut().filter(|p| is_single(p)) {
        if place.range.start >= line {
            is_open = false;
            let end = memchr::memchr(b'\n', &text.as_bytes()[place.range.start..]);
            line = end.map_or(text.len(), |n| place.range.start + n);
        }
        let is_second = last == place.range.start && last > 0;
        let own = if is_second { second(text, place) } else { own(text, place, &mut is_open) };
        place.range.end += own;
        last = place.range.end;
    }
}

/// Blanks behind a mark right behind another, that are its own: of a dash or an opening quotation mark the one before
/// a word, of a closing one the one before a stop.
fn second(text: &str, place: &Place) -> usize {
    let tail = &text[place.range.end..];
    let rest = tail.trim_start_matches(' ');
    let is_own = rest.starts_with(|c: char| c.is_alphanumeric() || ",.;:!?)".contains(c));
    usize::from(rest.len() < tail.len() && is_own)
}

/// Blanks behind a place that are its own, where those in a row became one.
fn own(text: &str, place: &Place, is_open: &mut bool) -> usize {
    let (lead, tail) = (&text[..place.range.start], &text[place.range.end..]);
    let rest = tail.trim_start_matches(' ');
    if rest.len() == tail.len() {
        *is_open &= lead.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
        return 0;
    }
    let is_behind_blank = lead.chars().next_back().is_none_or(|c| c.is_whitespace() || "([".contains(c));
    let is_before_word = rest.starts_with(char::is_alphanumeric);
    if is_cut(text, place) {
        return 1;
    }
    let mark = &text[place.range.clone()];
    if is_behind_blank {
        if elision::is_clipped(rest) {
            return 1;
        }
        // A quotation opens at the beginning of a line, behind a stop and where one closes later on, else it is a dash.
        let begins = lead.is_empty() || lead.ends_with('\n');
        let is_behind_stop = lead.trim_end_matches(' ').ends_with([',', '.', ':', '!', '?']);
        let opens = is_before_word
            && (begins || (is_behind_stop || !*is_open) && closes_later(mark, rest, is_behind_stop));
        *is_open |= opens;
        return usize::from(opens || begins || rest.starts_with(mark));
    }
    let is_before_stop = rest.starts_with([',', '.', ';', ':', '!', '?', ')']) || rest.starts_with(mark);
    let is_range =
        lead.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit());
    if is_before_stop || is_range {
        *is_open &= is_range;
        return 1;
    }
    if *is_open || !lead.ends_with(char::is_alphanumeric) {
        *is_open = false;
        return 0;
    }
    // `the workers’ rights`, and a dash between the words of a sentence.
    let is_small = || SMALL.contains(&words::first(rest).to_ascii_lowercase().as_str());
    usize::from(!lead.ends_with('s') || is_small())
}

/// Whether a later mark of the line stands as a closing one does: the next, or any.
fn closes_later(mark: &str, rest: &str, is_any: bool) -> bool {
    const REACH: usize = 600;
    let rest = &rest[..rest.floor_char_boundary(REACH)];
    let line = rest.split('\n').next().unwrap_or(rest);
    let marks = line.match_indices(mark).map(|(at, _)| (&line[..at], &line[at + mark.len()..]));
    let marks = marks.filter(|(lead, tail)| {
        let word = words::first(tail.trim_start_matches(' '));
        !(ENDINGS.contains(&word) && lead.ends_with(|c: char| c.is_ascii_alphabetic()))
    });
    let mut closes = marks.map(|(lead, _)| !lead.ends_with(char::is_whitespace));
    if is_any { closes.any(|closes| closes) } else { closes.next().unwrap_or(false) }
}

/// Blanks at the beginning of a text.
fn count(text: &str) -> usize {
    text.bytes().take_while(|&b| b == b' ').count()
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    const WHOLE: [&str; 5] = [
        "The miller said he didn’t know what the weir’s owner wanted, and “it is late”, he said.",
        "Nobody asked him—and he wouldn’t have told them in 1990–1995 anyway.",
        "“We shan’t sell,” said the miller. “I’ve told them so.”",
        "The workers’ rights are one thing — the rest isn’t.",
        "He’d been there since ’98, and it’s all the same.",
    ];

    fn damaged(text: &str, is_collapsed: bool) -> String {
        let bytes: String =
            text.bytes().map(|b| char::from(if (0x80..0xA0).contains(&b) { b' ' } else { b })).collect();
        if !is_collapsed {
            return bytes;
        }
        let lines: Vec<String> = bytes
            .lines()
            .map(|line| line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "))
            .collect();
        lines.join("\n")
    }

    #[test]
    fn lost_bytes_that_became_blanks_are_the_marks_own() {
        let whole = WHOLE.join("\n");
        for is_collapsed in [false, true] {
            let text = damaged(&whole, is_collapsed);
            let found = apply(&text, &find(&text, &Options::default()).repairs).into_owned();
            assert_eq!(found.replace('–', "—"), whole.replace('–', "—"), "{text}");
        }
    }

    #[test]
    fn blanks_stay_where_none_cuts_a_contraction() {
        let text = "The miller isnât rich â but he wonât sell. âIt is lateâ he said, and wasnât heard.";
        let found = apply(text, &find(text, &Options::default()).repairs).into_owned();
        assert_eq!(
            found.replace('–', "—"),
            "The miller isn’t rich — but he won’t sell. “It is late” he said, and wasn’t heard."
        );
    }
}
