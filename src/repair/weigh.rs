//! What speaks for and against a place being damage: how surprising the text is with and without it, and what
//! stands around it.

use super::by_right;
use super::families;
use super::letters;
use super::lone;
use super::misfit::{self, Fit};
use super::plausible::{self, Context, Kind, Script};
use super::reversible::Place;
use super::runs::Runs;
use super::standing;
use super::tables::{self, byte_of};
use super::units::{self, Cluster, Glyph};
use std::ops::Range;

/// Bits that undamaged letters of the same script nearby count against the damage.
const AT_HOME: i32 = 14;
/// Bytes looked at on either side for them.
const NEARBY: usize = 64;
/// Characters of a sequence that an edge may cut off.
const EDGE: usize = 3;
/// Layers looked ahead.
const LOOKAHEAD: usize = 2;
/// Bits that a further layer costs.
const LAYER: i32 = 3;
/// Bits that a sign within a word counts against the damage.
const SIGN_WITHIN: i32 = 10;
/// Bits that a Greek letter gains where it is a symbol in a name.
const SYMBOL: i32 = 6;
/// Bits for letters that are no word, or stand behind a stop, and a common sign or space when undone.
const UNWORD: i32 = 6;
/// Gain of a place that is no damage whatever else speaks for it.
const NEVER: i32 = -1000;
/// Rarity, in bits, of letters that no living language writes.
const ODD: i32 = 10;
/// Bits that a letter standing undamaged right beside damage counts against the damage.
const ORPHAN: i32 = 8;

/// A cluster as a place of the text, with what speaks for and against it.
pub(crate) fn place(text: &str, run: &[Glyph], cluster: Cluster, column: usize, end: usize) -> Place {
    let quoted = is_quoted(text, &cluster);
    let gain = gain(text, run, &cluster, column, end);
    let fit = misfit::fit(text, run, &cluster, column, end);
    let mut place = Place { cluster, gain, doubt: 0, tells: false, quoted, fit };
    let range = place.range();
    place.gain -= by_right::against(text, &range);
    if place.gain > 0 {
        let says: Vec<char> = place.cluster.units.iter().map(|u| u.c).collect();
        place.doubt = standing::doubt(text, &range, &says, column) + by_right::doubt(text, &range, &says);
        place.quoted |= by_right::is_example(text, &range, &says);
        if place.fit != Fit::Mixed && lone::is_lone(text, &range, &says) {
            place.fit = Fit::Lone;
        }
        if place.fit == Fit::Lone && lone::is_left_of_picture(text, &range, &says) {
            place.fit = Fit::Mixed;
        }
        if by_right::is_whole_code(text, &range) || by_right::is_in_table(text, &range) {
            place.gain = NEVER;
        }
    }
    place
}

/// Bits by which the text is less surprising without the damage.
fn gain(text: &str, run: &[Glyph], cluster: &Cluster, column: usize, end: usize) -> i32 {
    let Range { start: first, end: stop } = cluster.glyphs;
    let end = run.get(stop).map_or(end, |g| g.at);
    // Letters of the damage's own script are likely damage too and say nothing of the script around.
    let own = plausible::script(run[first].c);
    let context = Context::past(text, run[first].at, end, |c| {
        own.is_some() && own != Some(Script::Latin) && plausible::script(c) == own
    });
    let remnant = |c: char| if byte_of(c, column) == Some(0xE2) { '’' } else { c };
    let context =
        Context { before: context.before.map(remnant), after: context.after.map(remnant), ..context };
    let damaged = plausible::surprise(run[first..stop].iter().map(|g| g.c), &context);
    let chars: Vec<char> = cluster.units.iter().map(|u| u.c).collect();
    let undone = settled(&chars, &context, LOOKAHEAD) + opening(text, cluster);
    let beside = [first.checked_sub(1).map(|i| run[i]), run.get(stop).copied()];
    // A letter before U+FFFD is damage of which a byte was lost.
    let is_cut = run.get(stop + 1).is_some_and(|g| g.c == '\u{FFFD}');
    let beside = if is_cut { [beside[0], None] } else { beside };
    let orphans = beside.into_iter().flatten().filter(|g| is_orphan(*g, column)).count();
    // That the bytes form valid sequences at all is evidence too: by chance about one in two would.
    let structure = stop - first;
    let signed = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    // A letter and the space behind it are a sequence only where what stands before them is one, too.
    let orphan = if chars == ['\u{A0}'] && own != Some(Script::Latin) { AT_HOME + ORPHAN } else { ORPHAN };
    let gain = damaged - undone - orphan * signed(orphans) + signed(structure);
    let gain = if is_sign_within(&chars, &context) { gain - SIGN_WITHIN } else { gain };
    let is_folded = matches!(chars[..], ['\u{80}'..='\u{9F}' | '¤'])
        && run.get(stop).is_some_and(|next| families::is_folded(run[stop - 1].c, next.c));
    // A control for a byte that the decoder shows as a character: another decoder was at work.
    let is_other = run[first..stop].iter().any(|g| tables::is_shown_otherwise(g.c, column));
    if is_other || chars.iter().any(|c| plausible::is_unassigned(*c)) {
        return NEVER;
    }
    let is_by_right = || misfit::is_in_capitals(text, &(run[first].at..end), &chars);
    if is_folded || misfit::hangs_on_nothing(context.before, &chars) || is_by_right() {
        return NEVER;
    }
    let gain = if standing::is_unword(text, &(run[first].at..end), &chars) { gain + UNWORD } else { gain };
    let gain = if is_space_behind_stop(&chars, &context) { gain + UNWORD } else { gain };
    let gain = if is_greek_symbol(&chars, &context, run[stop - 1].c) { gain + SYMBOL } else { gain };
    if gain > 0 && plausible::of(run[first].c).0 == Kind::Box && is_line_art(text, run[first].at, end, column)
    {
        return NEVER;
    }
    let foreign = gain > 0 && own.is_some_and(|own| is_at_home(text, run[first].at..end, column, own));
    if foreign { gain - AT_HOME } else { gain }
}

/// Whether what comes out is a sign right within a word, where the letters that stand there fit better.
fn is_sign_within(undone: &[char], context: &Context) -> bool {
    let [sign] = undone else { return false };
    let letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
    let ordinal = matches!(sign, 'ª' | 'º');
    let sign = matches!(plausible::of(*sign).0, Kind::Sign | Kind::Angle) && !matches!(sign, '·' | '\u{AD}');
    letter(context.after) && (ordinal || sign && letter(context.before))
}

/// Whether a no-break space comes out right behind a stop, where no letter stands.
fn is_space_behind_stop(undone: &[char], context: &Context) -> bool {
    undone == ['\u{A0}'] && context.before.is_some_and(|c| ",.;:!?".contains(c))
}

/// Whether a Greek letter comes out between letters or figures of a name, as science has them, where a sign
/// stands that has no business there.
fn is_greek_symbol(undone: &[char], context: &Context, last: char) -> bool {
    let wordy = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    matches!(undone, ['α'..='ω' | 'Γ' | 'Δ' | 'Θ' | 'Λ' | 'Σ' | 'Φ' | 'Ψ' | 'Ω'])
        && matches!(plausible::of(last).0, Kind::Sign)
        && wordy(context.before)
        && wordy(context.after)
}

/// Whether line-drawing characters stand in the same word that are no letters of a living language when read
/// with the decoder: then somebody draws.
fn is_line_art(text: &str, start: usize, end: usize, column: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(NEARBY));
    let to = text.ceil_char_boundary((end + NEARBY).min(text.len()));
    let blank = text[from..start].rfind(char::is_whitespace);
    let is_cut = [blank.is_none(), !text[end..to].contains(char::is_whitespace)];
    let from = blank.map_or(from, |at| text.ceil_char_boundary(from + at + 1));
    let to = text[end..to].find(char::is_whitespace).map_or(to, |at| end + at);
    let mut glyphs = Vec::new();
    Runs::new(&text[from..to]).map(|run| from + run.start..from + run.end).any(|run| {
        units::glyphs(text, run.clone(), &mut glyphs);
        let clusters = units::clusters(&glyphs, column, run.end);
        // What the decoder shows for a byte may be damage still.
        let is_odd = |c: char| {
            plausible::is_letter(c)
                && byte_of(c, column).is_none()
                && plausible::of(letters::lower(c)).1 >= ODD
        };
        let drawn = |i: usize, g: &Glyph| {
            let cluster = clusters.iter().find(|c| c.glyphs.contains(&i));
            plausible::of(g.c).0 == Kind::Box && cluster.is_none_or(|c| c.units.iter().any(|u| is_odd(u.c)))
        };
        // At the edges of the window sequences may be cut through.
        let first = if is_cut[0] && run.start == from { EDGE } else { 0 };
        let last = glyphs.len() - if is_cut[1] && run.end == to { EDGE.min(glyphs.len()) } else { 0 };
        glyphs.iter().enumerate().take(last).skip(first).any(|(i, g)| drawn(i, g))
    })
}

/// Whether letters of the damage's own script stand nearby undamaged: then the script is at home here.
fn is_at_home(text: &str, place: Range<usize>, column: usize, own: Script) -> bool {
    if own == Script::Latin {
        return false;
    }
    let left = text.floor_char_boundary(place.start.saturating_sub(NEARBY))..place.start;
    let right = place.end..text.ceil_char_boundary((place.end + NEARBY).min(text.len()));
    let mut glyphs = Vec::new();
    [left, right].into_iter().any(|side| {
        // Runs that reach an edge of the window may be cut through a sequence.
        let whole = |run: &Range<usize>| run.start > side.start && run.end < side.end;
        let runs = Runs::new(&text[side.clone()]).map(|r| side.start + r.start..side.start + r.end);
        runs.filter(whole).any(|run| {
            units::glyphs(text, run.clone(), &mut glyphs);
            let clusters = units::clusters(&glyphs, column, run.end);
            let covered = |i: usize| clusters.iter().any(|c| c.glyphs.contains(&i));
            let native =
                |g: &Glyph| plausible::script(g.c) == Some(own) && byte_of(g.c, column) != Some(0xE2);
            glyphs.iter().enumerate().any(|(i, g)| native(g) && !covered(i))
        })
    })
}

/// Surprise of a stretch once the layers still on it are peeled as well: what a first layer leaves
/// behind looks no better than damage.
pub(crate) fn settled(chars: &[char], context: &Context, layers: usize) -> i32 {
    let bare = plausible::surprise(chars.iter().copied(), context);
    if layers == 0 {
        return bare;
    }
    let run: Vec<Glyph> = units::loose(chars);
    let mut columns = units::candidates(&run);
    let mut best = bare;
    while columns != 0 {
        let column = columns.trailing_zeros() as usize;
        columns &= columns - 1;
        let peeled = units::peeled(&run, column);
        if peeled.len() < chars.len() {
            best = best.min(LAYER + settled(&peeled, context, layers - 1));
        }
    }
    best
}

/// Whether the cluster begins with the end of a remnant (`â¦` before `â`).
pub(crate) fn cuts_remnant(run: &[Glyph], cluster: &Cluster) -> bool {
    let first = cluster.glyphs.start;
    let before = first.checked_sub(1).and_then(|i| run.get(i));
    before.is_some_and(|b| families::is_pair(b.c, run[first].c))
}

/// Whether a single character stands between quotation marks, and nothing else does.
fn is_quoted(text: &str, cluster: &Cluster) -> bool {
    const BLANK: [char; 2] = [' ', '\u{A0}'];
    const OPEN: [char; 12] = ['"', '\'', '`', '“', '‘', '«', '„', '‹', '(', '[', '/', '「'];
    const CLOSE: [char; 12] = ['"', '\'', '`', '”', '’', '“', '»', '›', ')', ']', '/', '」'];
    let [unit] = cluster.units.as_slice() else { return false };
    let before = text[..unit.range.start].trim_end_matches(BLANK);
    let after = text[unit.range.end..].trim_start_matches(BLANK);
    before.ends_with(OPEN) && after.starts_with(CLOSE)
}

/// What the place in the sentence says against the first character undone, in bits.
fn opening(text: &str, cluster: &Cluster) -> i32 {
    let Some(first) = cluster.units.first() else { return 0 };
    let before = text[..first.range.start].trim_end_matches([' ', '\u{A0}', '"', '“', '«', '(']);
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
    if opens { plausible::begins_sentence(first.c) } else { 0 }
}

/// A letter the decoder could have produced, yet it is part of no sequence.
fn is_orphan(glyph: Glyph, column: usize) -> bool {
    // The first byte of a mark whose other bytes were lost is damage too, not a letter left standing.
    if byte_of(glyph.c, column) == Some(0xE2) {
        return false;
    }
    let known = (glyph.places.leads() | glyph.places.tail) >> column & 1 == 1;
    known && matches!(plausible::of(glyph.c).0, Kind::Lower(_) | Kind::Upper(_) | Kind::Letter(_))
}
