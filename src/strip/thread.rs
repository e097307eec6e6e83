//! Threads of readers' comments, told by what comes again under each: a name, a time, a button.
//!
//! A heading over them is not needed. A name and a time alone are not enough either: diaries, visitors' books and
//! live reports have them. Letters, interviews and plays have names and no times.

use super::Rules;
use super::page::Feature;
use crate::arrange;
use crate::model::{Block, Form};
use crate::rules::Takes;
use std::ops::Range;

/// Blocks of a comment between its time and its button, or the next comment, at most.
const LONG: usize = 12;
/// Blocks between who wrote what stands first on a page of a forum and its button at most.
const FIRST: usize = 60;
/// Blocks of the last comment where it has no button, at most.
const SHORT: usize = 3;
/// Blocks of a comment without a time at most.
const BRIEF: usize = 4;
/// Blocks between two comments at most.
const APART: usize = 4;
/// Words and characters of a name at most.
const NAME: usize = 4;
const LETTERS: usize = 32;
/// Sentences that stand before comments at least: a page that begins with them is theirs.
const SENTENCES: usize = 2;

/// A comment: where it begins, and where it ends as far as is known.
struct Post {
    from: usize,
    /// When it was written, or who wrote it where that is not told.
    stamp: usize,
    /// Whether it says when.
    is_dated: bool,
    /// The last of its buttons.
    button: Option<usize>,
}

struct Page<'p> {
    blocks: &'p [Block],
    features: &'p [Feature],
    /// The rules that claim blocks.
    hits: &'p [Option<usize>],
    /// The rules that make blocks part of a comment.
    marks: &'p [Option<usize>],
    rules: &'p Rules,
    /// The last sentence.
    said: usize,
}

/// The blocks that are readers' comments, each with the rule for them.
pub(super) fn threads(
    blocks: &[Block],
    features: &[Feature],
    hits: &[Option<usize>],
    marks: &[Option<usize>],
    rules: &Rules,
) -> Vec<(usize, usize)> {
    let mut page = Page { blocks, features, hits, marks, rules, said: 0 };
    page.said = (0..blocks.len()).rev().find(|&at| page.is_said(at)).unwrap_or_default();
    let Some(rule) = rules.thread() else { return Vec::new() };
    let posts = page.posts();
    let Some(text) = page.text() else { return Vec::new() };
    let mut found = Vec::new();
    let is_near = |a: &Post, b: &Post| b.from <= a.button.map_or(a.stamp + LONG, |button| button + APART);
    // Who wrote the article, and when, looks like a comment's head.
    let over = posts.iter().take_while(|post| post.from <= text).count();
    for group in posts[over..].chunk_by(is_near) {
        found.extend(
            page.thread(group, posts[..over].last())
                .into_iter()
                .flatten()
                .map(|at| (at, marks[at].unwrap_or(rule))),
        );
    }
    found
}

impl Page<'_> {
    fn takes(&self, rule: Option<usize>, takes: Takes) -> bool {
        rule.is_some_and(|rule| self.rules.takes(rule) == takes)
    }

    fn is_button(&self, at: usize) -> bool {
        self.takes(self.marks[at], Takes::Thread)
    }

    /// Whether a block is about comments: their heading, or the form for them.
    fn is_heading(&self, at: usize) -> bool {
        self.takes(self.hits[at], Takes::Rest) && !self.is_button(at)
    }

    /// Whether a block says when something was written, and nothing else.
    fn is_stamp(&self, at: usize) -> bool {
        let f = &self.features[at];
        self.takes(self.marks[at], Takes::Post)
            || f.dated && f.words <= LONG && arrange::is_dateline(self.blocks[at].text.as_str())
    }

    /// Whether a block is a name and when its bearer wrote: a time of the day tells it from a place and a day.
    fn is_named_stamp(&self, at: usize) -> bool {
        let (f, text) = (&self.features[at], self.blocks[at].text.as_str());
        f.dated && (2..=LONG).contains(&f.words) && is_timed(text) && !arrange::is_dateline(text) && {
            let name: String = text.chars().take_while(|c| !c.is_numeric()).collect();
            is_name(name.trim_end_matches(|c: char| !c.is_alphanumeric()))
        }
    }

    /// Whether a block may be the name of who wrote a comment.
    fn is_name(&self, at: usize) -> bool {
        let is_line = matches!(self.blocks[at].form, Form::Paragraph | Form::Heading(_) | Form::Item { .. });
        is_line
            && self.hits[at].is_none()
            && self.marks[at].is_none()
            && self.features[at].open
            && !self.is_stamp(at)
            && is_name(self.blocks[at].text.as_str())
    }

    /// All names with a time under them, and all names with a time behind them.
    fn posts(&self) -> Vec<Post> {
        let from = |stamp: usize| match () {
            () if self.is_named_stamp(stamp) => Some(stamp),
            () if self.is_stamp(stamp) => stamp.checked_sub(1).filter(|&above| self.is_name(above)),
            () => None,
        };
        let begin = |at: usize| from(at).or_else(|| self.is_undated(at).then_some(at)).map(|from| (from, at));
        let begins: Vec<(usize, usize)> = (0..self.blocks.len()).filter_map(begin).collect();
        let ends = begins.iter().skip(1).map(|next| next.0).chain([self.blocks.len()]);
        let post = |(&(from, stamp), end): (&(usize, usize), usize)| {
            let button = (stamp + 1..end.min(stamp + 1 + LONG)).find(|&at| self.is_button(at));
            let button = button.map(|at| self.last_button(at));
            Post { from, stamp, button, is_dated: from < stamp || self.is_named_stamp(stamp) }
        };
        begins.iter().zip(ends).map(post).collect()
    }

    /// Whether a block is the name over a comment without a time: it stands under a heading or a button, and has one under
    /// its text.
    fn is_undated(&self, at: usize) -> bool {
        let is_edge = |at: usize| self.is_button(at) || self.is_heading(at);
        let is_said = |i: &usize| !self.is_button(*i) && !self.is_stamp(*i) && self.hits[*i].is_none();
        let text = (at + 1..self.blocks.len()).take(BRIEF).take_while(is_said).count();
        let ends = at + 1 + text;
        at > 0
            && is_edge(at - 1)
            && text > 0
            && ends < self.blocks.len()
            && self.is_button(ends)
            && self.is_name(at)
    }

    /// The last of the buttons that stand right under each other, counts among them.
    fn last_button(&self, at: usize) -> usize {
        let goes_on = |at: &usize| {
            let is_count = |text: &str| text.len() <= 6 && text.chars().all(|c| !c.is_alphabetic());
            self.is_button(*at) || is_count(self.blocks[*at].text.as_str())
        };
        let run = (at..self.blocks.len()).take_while(goes_on);
        run.filter(|&at| self.is_button(at)).last().unwrap_or(at)
    }

    /// Whether a block is a sentence of somebody's text.
    fn is_said(&self, at: usize) -> bool {
        let f = &self.features[at];
        f.prose || self.hits[at].is_none() && !f.open && !f.field && f.words >= 4
    }

    /// Where a page that begins with a text of its own has had enough of it.
    fn text(&self) -> Option<usize> {
        (0..self.blocks.len()).filter(|&at| self.is_said(at)).nth(SENTENCES - 1)
    }

    /// The blocks of a thread, where these comments are one. `over` is the last of what looks like them over the text.
    fn thread(&self, group: &[Post], over: Option<&Post>) -> Option<Range<usize>> {
        let (first, last) = (group.first()?, group.last()?);
        let is_quiet = |at: &usize| !self.features[*at].prose;
        let above = (first.from.saturating_sub(APART)..first.from).rev();
        let heading = above.take_while(is_quiet).find(|&at| self.is_heading(at));
        let buttons: Vec<&str> =
            group.iter().filter_map(|p| Some(self.blocks[p.button?].text.as_str())).collect();
        let ends = last.button.unwrap_or(last.stamp);
        let is_last = self.said <= ends;
        let is_dated = group.iter().any(|post| post.is_dated);
        let is_thread = heading.is_some()
            || buttons.len() > 1
            || is_dated && !buttons.is_empty() && (group.len() > 1 || is_last);
        // On a page of a forum what stands first has the same button.
        let is_first = |post: &Post| {
            let below = post.stamp + 1..first.from.min(post.stamp + FIRST);
            below.into_iter().any(|at| buttons.contains(&self.blocks[at].text.as_str()))
        };
        if !is_thread || over.is_some_and(is_first) {
            return None;
        }
        let end = last.button.unwrap_or_else(|| self.end(last.stamp));
        Some(heading.map_or(first.from, |at| at + 1)..end + 1)
    }

    /// The last block of a comment without a button.
    fn end(&self, stamp: usize) -> usize {
        let goes_on = |at: &usize| self.hits[*at].is_none() && !self.features[*at].safe;
        (stamp + 1..self.blocks.len()).take(SHORT).take_while(goes_on).last().unwrap_or(stamp)
    }
}

/// Whether a text says what time of the day it was.
fn is_timed(text: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices([':', '.', 'h']).any(|(at, mark)| {
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let minutes = after.chars().take_while(char::is_ascii_digit).count();
        is_digit(before.chars().next_back()) && minutes == 2
    })
}

/// Whether a line may be a reader's name: a name, or what readers call themselves.
fn is_name(text: &str) -> bool {
    let is_long = || text.chars().nth(LETTERS).is_some();
    text.starts_with(|c: char| c.is_alphanumeric() || c == '@')
        && text.contains(char::is_alphabetic)
        && !text.contains(['/', '|', '?', '!', '"', '“', '»', '…'])
        && !text.ends_with([',', ';'])
        && (1..=NAME).contains(&text.split_whitespace().count())
        && !is_long()
}

#[cfg(test)]
mod tests {
    use crate::strip::tests::dropped;

    const TEXT: &str = "The mill at Holm turns again after two years.\nIts owners say that the wheel will outlast them all.\n";

    #[test]
    fn threads_need_no_heading() {
        for (thread, gone) in [
            ("weirman\n2 hours ago\nAbout time.\nReply\nAnn Poe\n1 hour ago\nI hear it.\nReply\n", 8),
            (
                "weirman\n11/09/2016 12:04\nAbout time.\nReply\nReport\nann_m\n11/09/2016 13:31\nI hear it.\nReply\nReport\n",
                10,
            ),
            (
                "weirman, 3 May 2024 at 10:15\nAbout time.\nLike (3)\nAnn Poe, 3 May 2024 at 11:20\nI hear it.\nLike\n",
                6,
            ),
            ("1 comment\nAnn\n3 May 2024\nI hear it.\n", 4),
            ("2 comments\n1. no title\nI hear it.\nAnn 2016-05-06 09:14:11\n", 4),
            ("Comments\nweirman\nAbout time.\nReply\nann_m\nI hear it.\nReply\n", 7),
            ("Wassermann\nvor 2 Stunden\nWurde auch Zeit.\nAntworten\n", 4),
        ] {
            let page = format!("{TEXT}{thread}");
            assert_eq!(dropped(&page).len(), gone, "{thread:?}: {:?}", dropped(&page));
        }
    }

    #[test]
    fn what_has_names_and_times_is_no_thread() {
        for own in [
            // A diary, a programme, a live report.
            "Ann Poe\n3 May 1911\nShe came for flour.\nJo Holm\n4 May 1911\nHe came for the cat.\n",
            "The Weirs\n12 May 2024, 20:00\nThey play for an hour.\nThe Stones\n13 May 2024, 20:00\nThey play for two.\n",
            "Ann Poe\n2 hours ago\nThe wheel stands still again.\nJo Holm\n1 hour ago\nIt turns, and the crowd cheers.\n",
            // Letters, an interview, a word that says what a button says.
            "Ann Poe, Holm\nThe wheel is too loud.\nJo Holm, Weir\nIt is not.\nReport\nHe did not write again.\n",
            "The miller\nWe turned it on Monday.\nThe town\nSo we heard.\n",
        ] {
            let page = format!("{TEXT}{own}");
            assert_eq!(dropped(&page), [""; 0], "{own:?}");
        }
    }

    #[test]
    fn a_page_of_a_forum_is_its_thread() {
        let page = "Does the wheel still turn?\nann_m\n3 May 2024 10:15\nI have not heard it since the storm.\nDoes it turn?\nQuote\n\
                    weirman\n3 May 2024 11:20\nIt does.\nQuote\njo\n3 May 2024 12:40\nIt does not.\nQuote\n";
        assert_eq!(dropped(page), [""; 0]);
    }
}
