//! Plain text as scrapers dump it: blank lines between paragraphs, or a paragraph a line, or
//! hard-wrapped; bullets of any style.

use super::bullet::{self, Marker};
use super::heading;
use super::line::{Line, lines};
use super::pieces::{self, Cut};
use super::reform;
use super::wrap::{self, Joint, Words, Wrap};
use crate::model::{Block, Certainty, Change, Code, Form, Span, Text};

/// A hyphen taken out where a line ended inside a word.
const HYPHENATION: Code = Code::new("text/hyphenation");

/// Blocks of a plain text, and the hyphens taken out of it.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Vec<Change>) {
    let lines = lines(text);
    let markers = markers(text, &lines);
    let mut page = Page {
        text,
        lines: &lines,
        wrap: Wrap::detect(text, &lines),
        cut: pieces::cut(text, &lines),
        words: Words::new(text),
        changes: Vec::new(),
    };
    let mut blocks = Vec::with_capacity(lines.len());
    let mut comment_ends = true;
    let mut at = 0;
    while at < lines.len() {
        let (block, next) = match page.comment(at, &mut comment_ends) {
            Some(found) => found,
            None => page.run(at, markers[at]),
        };
        blocks.push(block);
        at = next;
    }
    reform::nest(text, &mut blocks);
    heading::find(&mut blocks);
    (blocks, page.changes)
}

struct Page<'t> {
    text: &'t str,
    lines: &'t [Line],
    wrap: Option<Wrap>,
    /// Whether pieces of markup have lines of their own.
    cut: Cut,
    words: Words<'t>,
    changes: Vec<Change>,
}

impl Page<'_> {
    /// A paragraph or list item that begins in line `at`, and the line after it.
    fn run(&mut self, at: usize, marker: Option<(Marker, usize)>) -> (Block, usize) {
        let first = self.lines[at];
        let (form, skip) = match marker {
            None => (Form::Paragraph, 0),
            Some((Marker::Number(_), _)) => (Form::Item { depth: 0, ordered: true }, 0),
            Some((_, skip)) => (Form::Item { depth: 0, ordered: false }, skip),
        };
        let mut text = Text::new();
        let mut part = (first.start + skip)..first.end;
        let mut next = at + 1;
        let mut words = if self.cut != Cut::Nothing { pieces::words(first.of(self.text)) } else { 0 };
        while let Some((below, known)) = self.next_part(next, words) {
            words += if self.cut != Cut::Nothing { pieces::words(below.of(self.text)) } else { 0 };
            let joint =
                known.unwrap_or_else(|| self.words.joint(&self.text[part.clone()], below.of(self.text)));
            let cut = if joint == Joint::Hyphen { last_len(&self.text[part.clone()]) } else { 0 };
            if joint == Joint::Hyphen {
                self.changes.push(hyphen(self.text, part.end - cut..below.start));
            }
            text.keep(&self.text[part.start..part.end - cut], Span::new(part.start, part.end - cut));
            if joint == Joint::Space {
                text.replace(" ", Span::new(part.end, below.start));
            }
            part = below.start..below.end;
            next += 1;
        }
        let end = part.end;
        text.keep(&self.text[part.clone()], Span::new(part.start, part.end));
        (Block::new(form, text, Span::new(first.start, end)), next)
    }

    /// The line `next` if it goes on with the paragraph of the line before it, and how, where that is known.
    /// `words` are those of the paragraph so far.
    fn next_part(&self, next: usize, words: usize) -> Option<(Line, Option<Joint>)> {
        let below = *self.lines.get(next)?;
        match &self.wrap {
            Some(wrap) => wrap.goes_on(&self.lines[next - 1], &below, self.text).then_some((below, None)),
            None if self.cut != Cut::Nothing => {
                pieces::joint(self.cut, self.text, self.lines, next, words).map(|j| (below, Some(j)))
            }
            None => {
                let above = &self.lines[next - 1];
                wrap::breaks_word(above, &below, self.text).then_some((below, None))
            }
        }
    }

    /// A comment that fills line `at`, or begins it and ends a later line.
    /// `ends` remembers that no further comment ends, so that the text is searched once.
    fn comment(&self, at: usize, ends: &mut bool) -> Option<(Block, usize)> {
        let first = self.lines[at];
        let line = first.of(self.text);
        if is_editor_comment(line) {
            return Some((self.comment_block(first.start, first.end), at + 1));
        }
        if !line.starts_with("<!--") || !*ends {
            return None;
        }
        let Some(length) = memchr::memmem::find(&self.text.as_bytes()[first.start..], b"-->") else {
            *ends = false;
            return None;
        };
        let end = first.start + length + 3;
        let last = at + self.lines[at..].partition_point(|l| l.start < end) - 1;
        // Words behind the comment on its last line are no comment: the line stays a paragraph.
        (self.lines[last].end == end).then(|| (self.comment_block(first.start, end), last + 1))
    }

    fn comment_block(&self, start: usize, end: usize) -> Block {
        let mut text = Text::new();
        text.keep(&self.text[start..end], Span::new(start, end));
        Block::new(Form::Comment, text, Span::new(start, end))
    }
}

/// Whether a line is nothing but a block editor's comment, its opening `<` damaged or not.
pub(super) fn is_editor_comment(line: &str) -> bool {
    if line.len() > 400 {
        return false;
    }
    let Some((before, rest)) = line.split_once("!--") else { return false };
    let name = rest.trim_start().trim_start_matches('/');
    before.chars().count() <= 4
        && !before.contains(char::is_whitespace)
        && name.starts_with("wp:")
        && line.ends_with(['>', '-', '}', ';'])
        && !name.contains(". ")
}

fn hyphen(text: &str, range: std::ops::Range<usize>) -> Change {
    Change {
        code: HYPHENATION,
        before: text[range.clone()].to_owned(),
        after: String::new(),
        span: Span::new(range.start, range.end),
        certainty: Certainty::Certain,
        evidence: "the document writes the word without a hyphen elsewhere".into(),
    }
}

fn last_len(s: &str) -> usize {
    s.chars().next_back().map_or(0, char::len_utf8)
}

/// The marker of each line that is a list item: bullets always, dashes and numbers where the
/// lines around them say so.
fn markers(text: &str, lines: &[Line]) -> Vec<Option<(Marker, usize)>> {
    let mut found: Vec<_> = lines.iter().map(|l| bullet::marker(l.of(text))).collect();
    let mut at = 0;
    while at < lines.len() {
        let run = match found[at] {
            Some((Marker::Dash, _)) => dash_run(&found, lines, at),
            Some((Marker::Number(_), _)) => number_run(&found, at),
            _ => at..at + 1,
        };
        let is_list = match found[at] {
            Some((Marker::Dash, _)) => is_dash_list(text, lines, &found, &run),
            Some((Marker::Number(_), _)) => run.len() > 1,
            _ => true,
        };
        if !is_list {
            found[run.clone()].fill(None);
        }
        at = run.end;
    }
    found
}

type Found = [Option<(Marker, usize)>];

/// Lines from `at` on that begin with a dash, and the lines hanging under them.
fn dash_run(found: &Found, lines: &[Line], at: usize) -> std::ops::Range<usize> {
    let hangs = |i: usize| found[i].is_none() && !lines[i].blank_before && lines[i].indent > lines[at].indent;
    let belongs = |i: &usize| matches!(found[*i], Some((Marker::Dash, _))) || hangs(*i);
    at..at + (at..lines.len()).take_while(belongs).count()
}

fn number_run(found: &Found, at: usize) -> std::ops::Range<usize> {
    let mut end = at + 1;
    while let (Some((Marker::Number(a), _)), Some(Some((Marker::Number(b), _)))) =
        (found[end - 1], found.get(end))
    {
        if a.checked_add(1) != Some(*b) {
            break;
        }
        end += 1;
    }
    at..end
}

/// Whether lines that begin with dashes are a list rather than dialogue: they hang under a label,
/// a colon or another list, or are indented, or are all short and end like no sentence.
fn is_dash_list(text: &str, lines: &[Line], found: &Found, run: &std::ops::Range<usize>) -> bool {
    let speaks = |l: &Line| {
        let body = l.of(text).trim_start_matches(['-', '–', ' ']);
        body.ends_with(['?', '!', '…', '"', '”']) || body.starts_with(['¿', '¡', '„', '"', '“', '«'])
    };
    let is_terse = |l: &Line| {
        let body = l.of(text);
        body.len() < 120 && !body.ends_with(['.', '?', '!', '…', ',', '"', '”'])
    };
    let items: Vec<&Line> = run.clone().filter(|&i| found[i].is_some()).map(|i| &lines[i]).collect();
    if items.len() > 2 && items.iter().all(|l| is_terse(l)) {
        return true;
    }
    if items.iter().any(|l| speaks(l)) {
        return false;
    }
    let Some(above) = run.start.checked_sub(1) else { return false };
    let label = lines[above].of(text);
    let hangs = found[above].is_some() && lines[above].indent != items[0].indent;
    let labelled =
        label.ends_with(':') || (heading::has_form(label) && (!items[0].blank_before || items.len() > 1));
    hangs || labelled || (items.len() > 1 && lines[above].indent == 0 && items.iter().all(|l| l.indent > 0))
}

/// The texts of the blocks.
#[cfg(test)]
pub(super) fn texts(text: &str) -> Vec<String> {
    blocks(text).0.iter().map(|b| b.text.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(Form, String)> {
        blocks(text).0.iter().map(|b| (b.form, b.text.as_str().to_owned())).collect()
    }

    fn check(text: &str, expected: &[(Form, &str)]) {
        let got = seen(text);
        let got: Vec<_> = got.iter().map(|(f, s)| (*f, s.as_str())).collect();
        assert_eq!(got, expected, "{text:?}");
    }

    const H: Form = Form::Heading(0);
    const P: Form = Form::Paragraph;
    const fn item(depth: u8) -> Form {
        Form::Item { depth, ordered: false }
    }

    #[test]
    fn a_paragraph_a_line() {
        check(
            "Key points\n- The mill reopened.\n- Wages rose.\nThe mill at Holm reopened on Monday after two years of repairs.\n\
             Three Aims: Cost, Speed, Care\nThe owners want three things of it, and the first of them is money.\n",
            &[
                (H, "Key points"),
                (item(0), "The mill reopened."),
                (item(0), "Wages rose."),
                (P, "The mill at Holm reopened on Monday after two years of repairs."),
                (H, "Three Aims: Cost, Speed, Care"),
                (P, "The owners want three things of it, and the first of them is money."),
            ],
        );
    }

    #[test]
    fn bullets_of_any_style_nest_by_indentation() {
        for (one, two) in [("•", "•"), ("*", "+"), ("•", "◦"), ("▪", "-")] {
            let text = format!("What changed:\n  {one} a\n    {two} b\n    {two} c\n  {one} d\n");
            check(
                &text,
                &[(P, "What changed:"), (item(0), "a"), (item(1), "b"), (item(1), "c"), (item(0), "d")],
            );
        }
    }

    #[test]
    fn dialogue_is_no_list() {
        for text in [
            "- Where to? asked the man.\n- Home, she said.\n",
            "– Où vas-tu ?\n– Chez moi.\n",
            "– Nie wiem.\n",
        ] {
            let marks: Vec<_> = seen(text).into_iter().map(|(f, _)| f).collect();
            assert!(marks.iter().all(|f| *f == P), "{text:?}: {marks:?}");
        }
    }

    #[test]
    fn numbers_stay_in_the_text() {
        let ordered = Form::Item { depth: 0, ordered: true };
        check("1. Open it.\n2. Close it.\n", &[(ordered, "1. Open it."), (ordered, "2. Close it.")]);
        check("1. Open it.\nThen close it.\n", &[(P, "1. Open it."), (P, "Then close it.")]);
    }

    const WRAPPED: &str = "The mill at Holm reopened on Monday after two years of\nrepairs that cost the \
        town more than anybody had expected\nwhen the river took the old wheel away. Its owners say\nthat the \
        new wheel will outlast them all, and that the\nwater rights are safe.\n\n* The first wheel came down in a \
        storm that few of the\n  people now living there remember.\n* The second did not.\n\nA co-\noperative \
        runs the mill today; the cooperative paid for\nthe wheel with well-\nmeant gifts.\n";

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            WRAPPED,
            &[
                (
                    P,
                    "The mill at Holm reopened on Monday after two years of repairs that cost the town more than anybody had expected when the river took the old wheel away. Its owners say that the new wheel will outlast them all, and that the water rights are safe.",
                ),
                (
                    item(0),
                    "The first wheel came down in a storm that few of the people now living there remember.",
                ),
                (item(0), "The second did not."),
                (
                    P,
                    "A cooperative runs the mill today; the cooperative paid for the wheel with well-meant gifts.",
                ),
            ],
        );
    }

    #[test]
    fn short_notes_are_wrapped_too() {
        check(
            "The council of Holm opened the new bridge on Monday after\ntwo years of work, said a paper.\n\n\
             Note: this article relies on reports of a paper that is\nstate-owned and government-controlled, and whose\n\
             editorial line is decided elsewhere.\n",
            &[
                (
                    P,
                    "The council of Holm opened the new bridge on Monday after two years of work, said a paper.",
                ),
                (
                    P,
                    "Note: this article relies on reports of a paper that is state-owned and government-controlled, and whose editorial line is decided elsewhere.",
                ),
            ],
        );
        check(
            "The bridge was paid for by the ruling coalition and a state-\nowned bank.\n\nIt opened.\n",
            &[
                (P, "The bridge was paid for by the ruling coalition and a state-owned bank."),
                (P, "It opened."),
            ],
        );
        // A dash, a short line, a new sentence: none of them goes on.
        for text in [
            "The bridge was paid for by the ruling coalition -\nowned by nobody.\n",
            "The state-\nowned bank.\n",
            "The bridge was paid for by the ruling coalition and state-\nOwned banks.\n",
            "a river runs below the bridge of holm at night\nand nobody has ever crossed it without a lamp\n",
        ] {
            assert_eq!(seen(text).len(), 2, "{text}");
        }
    }

    #[test]
    fn a_hyphen_taken_out_is_recorded() {
        let changes: Vec<_> = blocks(WRAPPED).1.into_iter().map(|c| c.before).collect();
        assert_eq!(changes, ["-\n"]);
    }

    #[test]
    fn short_lines_are_not_wrapped_lines() {
        let text = "Facebook\nTwitter\nMost read in business today\nThe mill reopened on Monday.\nIt had been closed.\n";
        assert_eq!(seen(text).len(), 5);
    }

    #[test]
    fn editor_comments_are_comments() {
        for line in [
            "<!-- /wp:paragraph -->",
            "ยฉ!-- /wp:paragraph -->",
            "<!-- wp:image {\"id\":7} -->",
            "©!-- wp:list --",
        ] {
            check(&format!("He left.\n{line}\n"), &[(P, "He left."), (Form::Comment, line)]);
        }
        check("<!-- a\n\nb -->\nHe left.", &[(Form::Comment, "<!-- a\n\nb -->"), (P, "He left.")]);
        check("<!-- never closed\nHe left.", &[(P, "<!-- never closed"), (P, "He left.")]);
        check("Hello!-- said wp: he", &[(P, "Hello!-- said wp: he")]);
    }
}
