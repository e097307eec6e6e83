//! Marks and signs that stand where they stand by right, though the bytes behind them would spell a character:
//! the closing mark of a quotation (`„Ä“`), operators of a formula (`Â²`, `√∂`), examples between backticks.

use super::alphabets;
use super::letters;
use super::plausible::{self, Script};
use super::units;
use std::ops::Range;

/// Bits against a place whose last character closes a quotation that stands open.
const CLOSES: i32 = 40;
/// Bits against a sign that would come out where no text has it.
const MISPLACED: i32 = 28;
/// Bytes on either side that examples are looked for in.
const NEARBY: usize = 160;
/// Words of texts about damage.
const ABOUT: [&str; 8] =
    ["ojibake", "encoding", "UTF-8", "utf-8", "charset", "Unicode", "character set", "Zeichensatz"];
/// Bytes looked back for the mark that opened a quotation.
const BACK: usize = 400;

/// Bits that a place gains less for being text as it stands.
pub(crate) fn against(text: &str, place: &Range<usize>) -> i32 {
    let inside = &text[place.clone()];
    let Some(closing) = inside.chars().next_back() else { return 0 };
    if closing == '…' && is_cut_off(text, place) || is_power(text, place) {
        return CLOSES;
    }
    let openers = openers(closing);
    let goes_on = text[place.end..].chars().next().is_some_and(char::is_alphanumeric);
    let body = place.end - closing.len_utf8();
    if openers.is_empty() || goes_on || !is_open(text, body, closing, openers) { 0 } else { CLOSES }
}

/// Whether it is the square or cube of a unit behind a figure: `35 Å²`.
fn is_power(text: &str, place: &Range<usize>) -> bool {
    let before = text[..place.start].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    matches!(&text[place.clone()], "Å²" | "Å³") && before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a teaser was cut off within a sequence, and the mark put behind what was left of it: `annoncÃ…`.
fn is_cut_off(text: &str, place: &Range<usize>) -> bool {
    let rest = &text[place.end..];
    let is_end = rest.chars().next().is_none_or(|c| matches!(c, '\n' | '\r' | '"' | '”' | '<'));
    let before = text[..place.start].chars().next_back();
    is_end && before.is_some_and(|c| c.is_alphanumeric())
}

/// Bits against what would come out of a place, unless the decoder has made the whole text.
pub(crate) fn doubt(text: &str, place: &Range<usize>, says: &[char]) -> i32 {
    let [c] = says else { return 0 };
    let inside = &text[place.clone()];
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(plausible::is_letter);
    let is_apart = !is_letter(before) && !is_letter(after);
    let stands_first = before.is_some_and(|c| c != '\n' && (c.is_whitespace() || "=+-*/·×([{|⟨".contains(c)));
    let misplaced = match c {
        // A power stands on something; but a note at the beginning of a line on nothing.
        '²' | '³' | '¹' => stands_first,
        '·' => stands_first && is_letter(after),
        // An ordinal stands behind a figure.
        'º' | 'ª' => is_letter(after) && !before.is_some_and(char::is_numeric),
        // Nobody wrote a control.
        '\u{80}'..='\u{9F}' => true,
        // A root, in a formula: the decoder's letters stand in words.
        '÷' if inside.starts_with('√') => is_letter(after) || is_apart,
        // The same, and a unit of length.
        _ if inside.starts_with(['√', 'Å']) => is_apart && !plausible::is_word(*c),
        _ if plausible::is_letter(*c) => {
            inside.starts_with(is_latin)
                && is_latin(*c)
                && !alphabets::is_common(*c)
                && inside.chars().count() == 2
                || reads_as_it_stands(text, place, *c)
        }
        _ => false,
    };
    if misplaced { MISPLACED } else { 0 }
}

fn is_latin(c: char) -> bool {
    plausible::script(c) == Some(Script::Latin)
}

/// Marks and signs that stand behind a word: what such a letter and one of these spell may be chance.
const BEHIND: [char; 11] = ['–', '—', '’', '‘', '“', '”', '™', '®', '²', '³', '•'];
/// Letters on either side that a word is read by, at most.
const WORD: usize = 24;

/// Whether a capital with a mark behind it, at the end of a word in capitals or by itself, reads better in some
/// language than the letter that would come out: `IRMÃ–FILHA`, `Ç’ndodhi`.
fn reads_as_it_stands(text: &str, place: &Range<usize>, c: char) -> bool {
    let mut inside = text[place.clone()].chars();
    let (Some(first), Some(mark), None) = (inside.next(), inside.next(), inside.next()) else { return false };
    if !BEHIND.contains(&mark) || !first.is_uppercase() || !is_latin(first) || !is_latin(c) {
        return false;
    }
    let start = text[..place.start].char_indices().rev().take(WORD).take_while(|(_, c)| is_latin(*c)).last();
    let head = start.map_or("", |(at, _)| &text[at..place.start]);
    if head.contains(char::is_lowercase) {
        return false;
    }
    let end = text[place.end..].char_indices().take(WORD).take_while(|(_, c)| is_latin(*c)).last();
    let tail = end.map_or("", |(at, c)| &text[place.end..place.end + at + c.len_utf8()]);
    // Only dashes and apostrophes stand right between two letters.
    if !tail.is_empty() && !matches!(mark, '–' | '—' | '’') {
        return false;
    }
    let bits = |words: String| letters::best(&words.to_lowercase()).map_or(u32::MAX, letters::Fit::bits);
    bits(format!("{head}{first} {tail}")) <= bits(format!("{head}{c}{tail}"))
}

/// Whether a place may be an example of damage, in a text about it: between backticks, by itself where the
/// character that it stands for never is, or beside the same word undamaged.
pub(crate) fn is_example(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let line = line(text, place);
    let is_code = text[place.end..line.end].contains('`')
        && text[line.start..place.start].bytes().filter(|b| *b == b'`').count() % 2 == 1;
    is_code
        || is_alone(text, place, says)
        || is_beside_itself(text, &line, place, says)
        || is_shown(text, &line, place, says)
        || is_in_address(text, &line, place)
}

/// Whether nothing but damage stands between the backticks around it: nobody marks a sign of a sentence as code.
pub(crate) fn is_whole_code(text: &str, place: &Range<usize>) -> bool {
    const SPAN: usize = 24;
    let from = text.floor_char_boundary(place.start.saturating_sub(SPAN));
    let to = text.ceil_char_boundary((place.end + SPAN).min(text.len()));
    let is_part = |c: char| !c.is_ascii() || c == ' ';
    let before = text[from..place.start].trim_end_matches(is_part);
    let after = text[place.end..to].trim_start_matches(is_part);
    before.ends_with('`') && after.starts_with('`')
}

/// Whether it is one side of a line that says what to put in its place, in a program: `'…' => '...'`, `"…": "..."`.
pub(crate) fn is_in_table(text: &str, place: &Range<usize>) -> bool {
    const SIDE: usize = 24;
    let from = text.floor_char_boundary(place.start.saturating_sub(SIDE));
    let to = text.ceil_char_boundary((place.end + 2 * SIDE).min(text.len()));
    let before = text[from..place.start].trim_end_matches(|c: char| !c.is_ascii());
    let Some(mark @ ('"' | '\'')) = before.chars().next_back() else { return false };
    let after = &text[place.end..to];
    let Some(end) = after.find(mark).filter(|&end| end <= SIDE) else { return false };
    // Within there is damage alone, the last of it perhaps in ASCII.
    let is_part = |c: char| !c.is_ascii() || c.is_ascii_punctuation();
    let rest = after[end + 1..].trim_start_matches(' ');
    let is_other = |rest: &str| rest.trim_start_matches(' ').starts_with(['"', '\'']);
    after[..end].chars().all(is_part)
        && (rest.starts_with("=>") || rest.strip_prefix(':').is_some_and(is_other))
}

/// Whether it stands apart from any word, and the letters that it stands for do so on the same line, or the line is
/// about damage.
fn is_shown(text: &str, line: &Range<usize>, place: &Range<usize>, says: &[char]) -> bool {
    let is_apart = |before: &str, after: &str| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    };
    let (before, after) = (&text[line.start..place.start], &text[place.end..line.end]);
    if !says.iter().all(|c| plausible::is_letter(*c)) || !is_apart(before, after) {
        return false;
    }
    let own: String = says.iter().collect();
    let holds = |side: &str| {
        side.match_indices(own.as_str())
            .any(|(at, _)| says.len() > 1 || is_apart(&side[..at], &side[at + own.len()..]))
    };
    holds(before) || holds(after) || ABOUT.iter().any(|word| before.contains(word) || after.contains(word))
}

/// Whether it stands in the address of a page.
fn is_in_address(text: &str, line: &Range<usize>, place: &Range<usize>) -> bool {
    let before = &text[line.start..place.start];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    ["://", "www.", "mailto:", "]("].iter().any(|mark| word.contains(mark))
}

/// Whether it stands by itself, being a letter that is no word or a mark that must stand at one.
fn is_alone(text: &str, place: &Range<usize>, says: &[char]) -> bool {
    let [c] = says else { return false };
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    let is_blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",;|".contains(c));
    match c {
        '’' | '‘' | '“' | '”' => is_blank(before) && is_blank(after),
        // `76 º` is printed with a space, too.
        'º' | 'ª' => false,
        c if plausible::is_letter(*c) && !plausible::is_word(*c) => {
            ![before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || !c.is_ascii())
        }
        _ => false,
    }
}

/// Whether the word that the place is in stands nearby on its line as it should be.
fn is_beside_itself(text: &str, line: &Range<usize>, place: &Range<usize>, says: &[char]) -> bool {
    let parts = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let (before, after) = (&text[line.start..place.start], &text[place.end..line.end]);
    let start = before.rfind(parts).map_or(line.start, |at| text.ceil_char_boundary(line.start + at + 1));
    let end = after.find(parts).map_or(line.end, |at| place.end + at);
    let (head, tail) = (&text[start..place.start], &text[place.end..end]);
    if head.is_empty() || tail.is_empty() && head.chars().nth(1).is_none() {
        return false;
    }
    let word: String = head.chars().chain(says.iter().copied()).chain(tail.chars()).collect();
    let is_whole = |side: &str, at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(side[..at].chars().next_back()) && !letter(side[at + word.len()..].chars().next())
    };
    let holds = |side: &str| side.match_indices(word.as_str()).any(|(at, _)| is_whole(side, at));
    holds(&text[line.start..start]) || holds(&text[end..line.end])
}

/// What goes on behind a remnant where both together are a whole sequence.
pub(crate) fn rest_of_sequence(text: &str, remnant: &Range<usize>) -> Option<Range<usize>> {
    let whole = units::wholes(&text[remnant.start..]).find(|&len| len > remnant.len())?;
    Some(remnant.end..remnant.start + whole)
}

/// The line of a place, as far as it is nearby.
fn line(text: &str, place: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(place.start.saturating_sub(NEARBY));
    let to = text.ceil_char_boundary((place.end + NEARBY).min(text.len()));
    let start = text[from..place.start].rfind('\n').map_or(from, |at| from + at + 1);
    start..text[place.end..to].find('\n').map_or(to, |at| place.end + at)
}

/// The marks that open what this one closes, in any language.
fn openers(closing: char) -> &'static [char] {
    match closing {
        '“' => &['„'],
        '”' => &['“', '„', '”'],
        '’' => &['‘', '‚'],
        '‘' => &['‚'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '›' => &['‹', '›'],
        '‹' => &['›'],
        _ => &[],
    }
}

/// Whether one of these marks opens something in the paragraph before `end` that nothing has closed.
fn is_open(text: &str, end: usize, closing: char, openers: &[char]) -> bool {
    let from = text.floor_char_boundary(end.saturating_sub(BACK));
    let before = &text[from..end];
    let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let Some((at, mark)) = before
        .char_indices()
        .rev()
        .find(|&(at, c)| (openers.contains(&c) || c == closing) && is_mark(before, at, c))
    else {
        return false;
    };
    let ahead = before[..at].chars().next_back();
    let behind = before[at + mark.len_utf8()..].chars().next();
    let opens = ahead.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || openers.contains(&c));
    openers.contains(&mark) && opens && behind.is_none_or(|c| !c.is_ascii_whitespace())
}

/// Whether a character stands as a quotation mark: not as an apostrophe within a word.
fn is_mark(before: &str, at: usize, c: char) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    c != '’'
        || !(letter(before[..at].chars().next_back()) && letter(before[at + c.len_utf8()..].chars().next()))
}
