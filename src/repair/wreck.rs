//! Lines of which a wrong decoder lost so many bytes that what is left spells other characters by chance.
//!
//! Those that went through two decoders, the second with loss, are past restoring: they are left as they are and
//! reported. What the first decoder makes of UTF-8 are Latin letters, signs and marks, and control characters
//! where it defines none; those in UTF-8 again begin with few different bytes. A line that holds hardly anything
//! else is such a one if even the control characters, which no text holds, are there, and cut short.
//!
//! Of those that went through one, the sequences that are whole are what they say, but no other decoder made
//! what lies across the gaps.

use super::encodings::DECODERS;
use super::plausible::{self, Script};
use super::runs::Runs;
use super::tables::{self, byte_of};
use super::{Doubt, Repair, lossy, questioned};
use std::ops::Range;

/// The second decoders.
const SECOND: [&str; 2] = ["windows-1252", "windows-874"];
/// First bytes of what windows-1252 shows for bytes beyond ASCII: U+00A0–FF, Œ ƒ ˆ, marks and €.
const LEADS: [u8; 6] = [0xC2, 0xC3, 0xC5, 0xC6, 0xCB, 0xE2];
/// First byte of a control character.
const CONTROL: u8 = 0xC2;
/// Sequences that a line must hold, and control characters among them.
const SEQUENCES: usize = 12;
const CONTROLS: usize = 3;

/// Bytes that begin a sequence.
const ANY: std::ops::RangeInclusive<u8> = 0xC2..=0xF4;
/// Of ten sequences of a line, those that go on at all, and those cut short, where one decoder lost bytes.
const ON: usize = 4;
const CUT: usize = 3;

/// A line, or a part of one, of which much is lost.
pub(crate) struct Wreck {
    pub(crate) line: Range<usize>,
    /// The decoder that made it, whose whole sequences are sound; where there were two, none are.
    column: Option<usize>,
}

impl Wreck {
    /// Whether a repair of what stands there may stand in the line.
    fn allows(&self, damaged: &str, repair: &Repair) -> bool {
        self.column.is_some_and(|column| {
            // What the decoder has no character for it did not make.
            let is_other = damaged.chars().any(|c| byte_of(c, column).is_none());
            repair.code == DECODERS[column].code || is_other || spells(damaged, &repair.replacement, column)
        })
    }
}

/// Whether damage says the same through this decoder, whichever of those alike gave the repair its name.
fn spells(damaged: &str, replacement: &str, column: usize) -> bool {
    let bytes: Option<Vec<u8>> = damaged.chars().map(|c| byte_of(c, column)).collect();
    bytes.is_some_and(|bytes| bytes == replacement.as_bytes())
}

/// Whether a repair lies in none of the lines of a text, which are in order, or is one that its line allows.
pub(crate) fn allow(wrecks: &[Wreck], text: &str, repair: &Repair) -> bool {
    at(wrecks, &repair.range).is_none_or(|wreck| wreck.allows(&text[repair.range.clone()], repair))
}

/// Whether a range lies in a line that is past restoring.
pub(crate) fn is_lost(wrecks: &[Wreck], range: &Range<usize>) -> bool {
    at(wrecks, range).is_some_and(|wreck| wreck.column.is_none())
}

fn at<'w>(wrecks: &'w [Wreck], range: &Range<usize>) -> Option<&'w Wreck> {
    let next = wrecks.partition_point(|wreck| wreck.line.end <= range.start);
    wrecks.get(next).filter(|wreck| wreck.line.start < range.end)
}

/// The lines of a text of which much is lost, in order.
pub(crate) fn find(text: &str) -> Vec<Wreck> {
    let columns = SECOND.map(tables::column);
    let mut wrecks = Vec::new();
    let mut runs = Runs::new(text).peekable();
    while let Some(first) = runs.next() {
        let end =
            memchr::memchr(b'\n', &text.as_bytes()[first.end..]).map_or(text.len(), |at| first.end + at);
        let mut counts = [Count::default(); SECOND.len()];
        let mut run = Some(first.clone());
        while let Some(here) = run {
            let is_spaced = text[here.end..].starts_with(' ');
            for (count, column) in counts.iter_mut().zip(columns) {
                count.add(&text[here.clone()], is_spaced, column);
            }
            run = runs.next_if(|next| next.start < end);
        }
        let column = match counts {
            _ if counts.iter().any(Count::is_twice) => None,
            [latin, _] if latin.is_once() => columns[0],
            _ => continue,
        };
        wrecks.push(Wreck { line: first.start..end, column });
    }
    let small = small(text);
    let is_in = |range: &Range<usize>| {
        let next = small.partition_point(|line: &Range<usize>| line.end <= range.start);
        small.get(next).is_some_and(|line| line.start < range.end)
    };
    wrecks.retain(|wreck| !is_in(&wreck.line));
    let is_apart = |range: &Range<usize>| at(&wrecks, range).is_none();
    let hopeless: Vec<Range<usize>> = questioned::hopeless(text)
        .into_iter()
        .filter(|range| is_apart(range) && !is_in(range))
        .chain(small.iter().cloned())
        .collect();
    if !hopeless.is_empty() {
        wrecks.extend(hopeless.into_iter().map(|line| Wreck { line, column: None }));
        wrecks.sort_by_key(|wreck| wreck.line.start);
    }
    wrecks
}

/// What windows-1252 twice makes of marks and letters, in small letters: all that begins with C2, C3 or E2 ends as
/// these.
const SMALL: [&str; 4] = ["ã¢â‚¬", "ã¢â€š", "ãƒâ", "ã‚â"];

/// Lines that went through windows-1252 twice and were put in small letters: what their sequences spell is chance.
fn small(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut seen = 0;
    for (at, _) in text.match_indices('ã') {
        if at < seen || !SMALL.iter().any(|s| text[at..].starts_with(s)) {
            continue;
        }
        let start = text[seen..at].rfind('\n').map_or(seen, |n| seen + n + 1);
        seen = text[at..].find('\n').map_or(text.len(), |n| at + n);
        let line = &text[start..seen];
        let count = |shown: &[&str]| shown.iter().map(|s| line.matches(s).count()).sum::<usize>();
        if (count(&SMALL[..2]) > 0 || count(&SMALL[2..]) > 1) && !line.contains(['Ã', 'Â']) {
            out.push(start..seen);
        }
    }
    out
}

/// The sequences of a line, read through one decoder.
#[derive(Clone, Copy, Default)]
struct Count {
    sequences: usize,
    /// Those of which more than the first byte is left, and those that lack any.
    on: usize,
    cut: usize,
    /// Those that were control characters: nothing but their first byte is left.
    controls: usize,
    /// Those that no first decoder can have led to.
    strange: usize,
    /// Characters that begin or go on with nothing of the kind.
    other: usize,
}

/// The sequence at hand: its first byte, and how many it has and lacks.
#[derive(Clone, Copy)]
struct Sequence {
    lead: u8,
    has: usize,
    lacks: usize,
}

impl Count {
    /// Counts what a run holds, a space behind it or none.
    fn add(&mut self, run: &str, is_spaced: bool, column: Option<usize>) {
        let Some(column) = column else { return };
        let mut at_hand: Option<Sequence> = None;
        for c in run.chars() {
            at_hand = match (byte_of(c, column), at_hand) {
                (Some(0x80..=0xBF), Some(s)) if s.lacks > 0 => {
                    Some(Sequence { has: s.has + 1, lacks: s.lacks - 1, ..s })
                }
                // A sequence that was undone already: what is repaired of a line must not hide what the line is.
                (None, ended) if plausible::script(c).is_some_and(|s| s != Script::Latin) => {
                    self.end(ended);
                    self.sequences += 1;
                    self.on += 1;
                    self.strange += 1;
                    None
                }
                (byte, ended) => {
                    self.end(ended);
                    let lead = byte.filter(|byte| ANY.contains(byte));
                    self.other += usize::from(lead.is_none());
                    let lacks = |lead| match lead {
                        0xC2..=0xDF => 1,
                        0xE0..=0xEF => 2,
                        _ => 3,
                    };
                    lead.map(|lead| Sequence { lead, has: 0, lacks: lacks(lead) })
                }
            };
        }
        // A no-break space whose second half became a plain one lost nothing.
        self.end(at_hand.filter(|last| !is_spaced || last.lead != CONTROL || last.has > 0));
    }

    fn end(&mut self, sequence: Option<Sequence>) {
        let Some(Sequence { lead, has, lacks }) = sequence else { return };
        self.sequences += 1;
        self.on += usize::from(has > 0);
        self.cut += usize::from(lacks > 0);
        self.controls += usize::from(lead == CONTROL && has == 0);
        self.strange += usize::from(!LEADS.contains(&lead));
    }

    /// Whether nearly all is what two decoders leave, control characters among it.
    fn is_twice(&self) -> bool {
        self.is_filled(self.other + self.strange) && self.controls >= CONTROLS
    }

    /// Whether nearly all is what one decoder leaves, and a good part of it is cut short.
    fn is_once(&self) -> bool {
        self.is_filled(self.other)
            && self.on * 10 >= self.sequences * ON
            && self.cut * 10 >= self.sequences * CUT
    }

    fn is_filled(&self, others: usize) -> bool {
        self.sequences >= SEQUENCES && others * 10 <= self.sequences
    }
}

/// What is said of a line past restoring.
pub(crate) fn doubt(wreck: &Wreck) -> Option<Doubt> {
    wreck.column.is_none().then(|| Doubt {
        range: wreck.line.clone(),
        code: lossy::AMBIGUOUS,
        message:
            "this went through two wrong decoders and lost bytes or capitals on the way: too much is gone to \
                  restore it; take the text from its source again"
                .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_line_of_cut_sequences_is_past_restoring() {
        // Thai, read as windows-1252, then as ISO-8859-1 with 80–9F dropped.
        let thai = "Ã\u{A0}Â¸ÂÃ\u{A0}Â¸Â·Ã\u{A0}Â¹ÂÃ\u{A0}Â¸Â\u{AD}Ã\u{A0}Â¸ÂÃ\u{A0}Â¸Â²Ã\u{A0}Â¸Â";
        let found = find(&format!("First.\n{thai}\nLast."));
        assert!(matches!(found.as_slice(), [wreck] if wreck.column.is_none()));
    }

    #[test]
    fn of_a_line_cut_once_its_own_decoder_is_believed() {
        // Korean, read as ISO-8859-1 with 80–9F dropped.
        let korean = "ê°ê°ì ë°©ìê°ì ê²¨ì¸ ë´ë´ ë«í ììëµëë¤";
        let found = find(korean);
        assert!(matches!(found.as_slice(), [wreck] if wreck.column == Some(0)));
    }

    #[test]
    fn damage_of_another_decoder_is_undone_all_the_same() {
        let clean = "“Go on—go—” ‘Why?’ “So—” ‘I’d—’ “No—” the miller’s dog—his dog—barked—“So it’s late—”";
        let shown = super::tables::forward(super::tables::column("ibm437").expect("known"));
        let through = |b: u8| match b.checked_sub(0x80) {
            Some(high) => shown[usize::from(high)].expect("all are defined"),
            None => char::from(b),
        };
        let damaged: String = clean.bytes().map(through).collect();
        let found = crate::repair::find(&damaged, &crate::repair::Options::default());
        assert_eq!(crate::repair::apply(&damaged, &found.repairs), clean);
    }

    #[test]
    fn what_was_put_in_small_letters_after_two_decoders_is_past_restoring() {
        for line in [
            "itã¢â‚¬â„¢s the mill ã¢â‚¬å“openã¢â‚¬â",
            "the ãƒæ’ã‚â¢ ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢",
            "cafãƒâ© and crãƒâªpes",
        ] {
            let text = format!("First.\n{line}\nLast.\n");
            let found = crate::repair::find(&text, &crate::repair::Options::default());
            assert!(found.repairs.is_empty() && found.doubts.len() == 1, "{found:?}");
        }
    }

    #[test]
    fn whole_sequences_and_clean_text_are_not() {
        for text in [
            "CafÃÂ© after cafÃÂ© was closed.",
            "โดยรวมแล้ว ระยองเป็นจังหวัดที่มีรายได้ต่อหัวสูง",
            "ÂÊÃÂ ÉÈÊ ÀÉ ÂÊÃÂ ÉÈÊ ÀÉ ÂÊÃÂ ÉÈÊ ÀÉ",
            "L’été d’avant, l’église n’était pas fermée, et l’école était déjà là : c’était l’année où l’on a bâti le pré.",
            "A vine.Â  One of âusâ saw it.Â  No one did.Â  By one.Â  It was so.Â  Well, well.Â  That âallâ was.Â  It is.Â  So.",
            "LâÃ©tÃ© dâavant, lâÃ©glise nâÃ©tait pas fermÃ©e, et lâÃ©cole Ã©tait dÃ©jÃ\u{A0} lÃ\u{A0}, cÃ´tÃ© prÃ©.",
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }
}
