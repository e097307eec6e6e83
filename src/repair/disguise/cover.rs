//! Sequences written as character references or as escapes (`don\u00e2\u20ac\u2122t`, as JSON has them), or with emphasis
//! between their characters.
//!
//! The text is looked at without its cover. What no repair touches keeps it.

use crate::model::{Edit, Span, Text};
use crate::repair::tables::places_of;
use crate::repair::units;
use crate::repair::{Findings, Repair, meets};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of a reference at most: `&thetasym;`, `&#x1F6A2;`.
const LONGEST: usize = 12;
/// Bytes looked at on either side for the other sign of emphasis, and characters for a sequence.
const NEAR: usize = 1024;
const SIGHT: usize = 12;

/// A text without the cover of what may be damage.
pub(crate) struct Uncovered {
    text: Text,
    /// Where emphasis was taken out of a sequence, in the text given.
    marks: Vec<Range<usize>>,
}

impl Uncovered {
    /// The text with its references and escapes written out; `None` where there are none that may be damage.
    pub(crate) fn references(text: &str) -> Option<Self> {
        Self::new(text, references(text), Vec::new())
    }

    /// The text without emphasis in its sequences; `None` where there is none.
    pub(crate) fn emphasis(text: &str) -> Option<Self> {
        let marks = emphasis(text);
        let edit = |mark: &Range<usize>| Edit { range: mark.clone(), replacement: String::new() };
        Self::new(text, marks.iter().map(edit).collect(), marks)
    }

    fn new(text: &str, edits: Vec<Edit>, marks: Vec<Range<usize>>) -> Option<Self> {
        if edits.is_empty() {
            return None;
        }
        let mut whole = Text::new();
        whole.keep(text, Span::new(0, text.len()));
        whole.apply(&edits);
        Some(Self { text: whole, marks })
    }

    pub(crate) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Findings in the text without cover as findings in the text given, but those that go over part of a row of
    /// references.
    pub(crate) fn placed(&self, text: &str, findings: Findings) -> Findings {
        let span = |range: &Range<usize>| self.text.span(range.clone()).map_or(0..0, Span::range);
        let mut out = Findings::default();
        let opens = self.opening(text);
        for mut repair in findings.repairs {
            repair.range = span(&repair.range);
            out.push(self.with_marks(text, &opens, repair));
        }
        let broken = self.broken_rows(&out.repairs);
        out.repairs.retain(|r| {
            let next = broken.partition_point(|row| row.end <= r.range.start);
            broken.get(next).is_none_or(|row| row.start >= r.range.end)
        });
        out.doubts = findings.doubts;
        for doubt in &mut out.doubts {
            doubt.range = span(&doubt.range);
        }
        out
    }

    /// Rows of references of which some are repaired and some are not: what is left would read otherwise beside what
    /// came out, so the row stays whole.
    fn broken_rows(&self, repairs: &[Repair]) -> Vec<Range<usize>> {
        let mut rows: Vec<(Range<usize>, usize, usize)> = Vec::new();
        for range in self.text.pieces().iter().filter(|p| !p.verbatim).map(|p| p.span.range()) {
            let repaired = usize::from(meets(repairs, &range));
            match rows.last_mut() {
                Some((row, all, done)) if row.end == range.start => {
                    row.end = range.end;
                    *all += 1;
                    *done += repaired;
                }
                _ => rows.push((range, 1, repaired)),
            }
        }
        rows.into_iter().filter(|(_, all, done)| *done > 0 && done < all).map(|(row, ..)| row).collect()
    }

    /// For each mark of emphasis whether it opens: whether its sign comes an even number of times before it on its
    /// line. Counted on from the last of its kind, so that a long line costs no more than its length.
    fn opening(&self, text: &str) -> Vec<bool> {
        let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let opens = |mark: &Range<usize>| {
            let sign = &text[mark.clone()];
            let (at, count) = counted.entry(sign).or_default();
            let since = &text[*at..mark.start];
            *count = match since.rfind('\n') {
                Some(end) => since[end..].matches(sign).count(),
                None => *count + since.matches(sign).count(),
            };
            *at = mark.start;
            count.is_multiple_of(2)
        };
        self.marks.iter().map(opens).collect()
    }

    /// A repair that puts the emphasis back that it went over.
    fn with_marks(&self, text: &str, opens: &[bool], mut repair: Repair) -> Repair {
        let first = self.marks.partition_point(|mark| mark.start < repair.range.start);
        let inside = self.marks.iter().zip(opens).skip(first);
        for (mark, opens) in inside.take_while(|(mark, _)| mark.end <= repair.range.end) {
            let sign = &text[mark.clone()];
            if *opens {
                repair.replacement.insert_str(0, sign);
            } else {
                repair.replacement.push_str(sign);
            }
        }
        repair
    }
}

impl Findings {
    /// Adds a repair, unless it goes over what the last one went over already.
    fn push(&mut self, repair: Repair) {
        if self.repairs.last().is_none_or(|last| last.range.end <= repair.range.start) {
            self.repairs.push(repair);
        }
    }
}

/// The references and escapes of characters that can be part of a sequence, next to another such character.
fn references(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits: Vec<Edit> = Vec::new();
    let mut known = Vec::new();
    for at in memchr::memchr2_iter(b'&', b'\\', bytes) {
        let found = if bytes[at] == b'&' { reference(text, at) } else { escape(bytes, at) };
        let Some((end, c)) = found else { continue };
        known.push((at..end, c));
    }
    for (n, (range, c)) in known.iter().enumerate() {
        let before = text[..range.start].chars().next_back().filter(|c| !c.is_ascii());
        let after = text[range.end..].chars().next().filter(|c| !c.is_ascii());
        let last = n.checked_sub(1).map(|n| &known[n]).filter(|(r, _)| r.end == range.start).map(|(_, c)| *c);
        let next = known.get(n + 1).filter(|(r, _)| r.start == range.end).map(|(_, c)| *c);
        let places = places_of(*c);
        let follows = before.or(last).is_some_and(|b| {
            let b = places_of(b);
            (b.leads() | b.tail) & places.tail != 0
        });
        let leads = after.or(next).is_some_and(|a| (places.leads() | places.tail) & places_of(a).tail != 0);
        if follows || leads {
            edits.push(Edit { range: range.clone(), replacement: c.to_string() });
        }
    }
    edits
}

/// Whether a reference may begin here.
pub(crate) fn may_begin(bytes: &[u8]) -> bool {
    matches!(bytes, [b'&', b'#' | b'a'..=b'z' | b'A'..=b'Z', ..])
        && bytes[..bytes.len().min(LONGEST)].contains(&b';')
}

/// The reference that begins here, and the character beyond ASCII that it stands for.
fn reference(text: &str, at: usize) -> Option<(usize, char)> {
    let bytes = &text.as_bytes()[at..];
    if let Some(body) = bytes.strip_prefix(b"&amp;") {
        return escaped_twice(body).map(|(len, c)| (at + bytes.len() - body.len() + len, c));
    }
    if !may_begin(bytes) {
        return None;
    }
    let end = memchr::memchr(b';', &bytes[..bytes.len().min(LONGEST)])? + 1;
    if !bytes[1..end - 1].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#') {
        return None;
    }
    let shown = htmlize::unescape(&text[at..at + end]);
    let mut chars = shown.chars();
    let c = chars.next().filter(|c| !c.is_ascii())?;
    chars.next().is_none().then_some((at + end, c))
}

/// What is left of a reference whose own sign was escaped once more, `&amp;#195;`, behind that sign.
fn escaped_twice(body: &[u8]) -> Option<(usize, char)> {
    let end = memchr::memchr(b';', &body[..body.len().min(LONGEST)])?;
    let inner = std::str::from_utf8(&body[..end]).ok()?;
    if inner.is_empty() || !inner.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let shown = htmlize::unescape(format!("&{inner};")).into_owned();
    let mut chars = shown.chars();
    let c = chars.next().filter(|c| !c.is_ascii())?;
    chars.next().is_none().then_some((end + 1, c))
}

/// The escape that begins here, and the character beyond ASCII that it stands for. An escaped backslash begins none.
fn escape(bytes: &[u8], at: usize) -> Option<(usize, char)> {
    let digits = bytes[at..].strip_prefix(b"\\u")?.get(..4)?;
    let is_escaped = bytes[..at].iter().rev().take(SIGHT).take_while(|b| **b == b'\\').count() % 2 == 1;
    if is_escaped || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let value = |n: u32, d: &u8| Some(n << 4 | char::from(*d).to_digit(16)?);
    let c = digits.iter().try_fold(0, value).and_then(char::from_u32).filter(|c| !c.is_ascii())?;
    Some((at + 6, c))
}

/// Whether emphasis stands here with a character beyond ASCII on the other side.
pub(crate) fn is_emphasis(bytes: &[u8]) -> bool {
    let len = bytes.iter().take(3).take_while(|b| matches!(b, b'*' | b'_')).count();
    len > 0 && bytes.get(len).is_some_and(|b| *b >= 0x80)
}

/// Whether a sign of emphasis stands on its line a second time.
fn is_paired(text: &str, mark: Range<usize>) -> bool {
    let from = text.ceil_char_boundary(mark.start.saturating_sub(NEAR));
    let to = text.floor_char_boundary((mark.end + NEAR).min(text.len()));
    let start = text[from..mark.start].rfind('\n').map_or(from, |at| from + at + 1);
    let end = text[mark.end..to].find('\n').map_or(to, |at| mark.end + at);
    let sign = &text[mark.clone()];
    text[start..mark.start].contains(sign) || text[mark.end..end].contains(sign)
}

/// Whether a whole sequence goes over the sign.
fn is_within(text: &str, mark: Range<usize>) -> bool {
    let is_sequence = |c: &char| !c.is_ascii();
    let is_sign = |c: &char| matches!(c, '*' | '_');
    let ahead =
        text[..mark.start].chars().rev().take(SIGHT).filter(|c| !is_sign(c)).take_while(is_sequence).take(3);
    let behind = text[mark.end..].chars().take(SIGHT).filter(|c| !is_sign(c)).take_while(is_sequence).take(3);
    let mut chars: Vec<char> = ahead.collect();
    chars.reverse();
    let at = chars.len();
    chars.extend(behind);
    (0..at).any(|start| {
        let rest: String = chars[start..].iter().collect();
        let before: usize = chars[start..at].iter().map(|c| c.len_utf8()).sum();
        units::wholes(&rest).any(|len| len > before)
    })
}

/// Signs of emphasis between the characters of a sequence.
fn emphasis(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut marks: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr2_iter(b'*', b'_', bytes) {
        if marks.last().is_some_and(|mark| at < mark.end) {
            continue;
        }
        let len = bytes[at..].iter().take(3).take_while(|b| **b == bytes[at]).count();
        let Some(before) = text[..at].chars().next_back().filter(|c| !c.is_ascii()) else { continue };
        let Some(after) = text[at + len..].chars().next().filter(|c| !c.is_ascii()) else { continue };
        let before = places_of(before);
        let may_go_on = (before.leads() | before.tail) & places_of(after).tail != 0;
        if may_go_on && is_paired(text, at..at + len) && is_within(text, at..at + len) {
            marks.push(at..at + len);
        }
    }
    marks
}
