//! The lines an article opens with: its title, a deck, who wrote it and when. They stand right over the running text,
//! whatever menus, teasers and notices stand over them.

use super::page::Feature;
use crate::arrange;
use crate::model::{Block, Form, Media, Source};

/// The opening of a page's article, by the line that says who or when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// The line over it.
    pub(super) title: Option<usize>,
    /// Its lines: they stay for their roles.
    pub(super) lines: Vec<usize>,
}

/// Lines between the fields and the running text at most, lines that rules claim left out.
const APART: usize = 10;
/// Lines that may stand between two of the fields.
const BETWEEN: usize = 3;
/// Lines that rules claim between title and fields at most.
const CLAIMED: usize = 3;
/// Words of a headline with a line under it that adds to it, where that is no longer.
const LONG_TITLE: usize = 7;
/// Names and labels that may stand between a title and its deck.
const SMALL: usize = 4;
/// Lines of names over the first field at most.
const NAMES: usize = 3;
/// Words of a label: the section under a title, what somebody is.
const LABEL: usize = 5;

/// Characters of a headline that is a sentence, or two, at most.
const HEADLINE: usize = 110;
/// Digits of a telephone number at least.
const DIGITS: usize = 7;

/// Words of captions.
const CREDITS: &[&str] = &["©", "Credit", "Photo", "Foto", "Getty", "Reuters", "Image", "Crédit", "Фото"];

/// Blocks from a page's beginning among which its article's opening is looked for.
const REACH: usize = 400;

struct Head<'p> {
    blocks: &'p [Block],
    features: &'p [Feature],
    is_hit: &'p dyn Fn(usize) -> bool,
    source: &'p Source,
}

/// The opening, where a byline or a date stands near the running text.
pub(super) fn opening(
    blocks: &[Block],
    features: &[Feature],
    source: &Source,
    is_hit: &dyn Fn(usize) -> bool,
) -> Opening {
    let head = Head { blocks, features, is_hit, source };
    head.opening().unwrap_or_default()
}

/// Where the first sentence stands: what stands over an article stands over it.
pub(super) fn begins(
    blocks: &[Block],
    features: &[Feature],
    source: &Source,
    is_hit: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let head = Head { blocks, features, is_hit, source };
    // Where links cut sentences into lines they have no end, nor have they in Thai.
    let is_long = |at: &usize| {
        let f = &features[*at];
        head.is_line(*at) && !f.field && (!f.open && f.words >= 6 || f.words >= 12)
    };
    (0..features.len().min(REACH)).find(is_long).or_else(|| head.text())
}

impl Head<'_> {
    fn opening(&self) -> Option<Opening> {
        let first = self.text();
        let led = self.led().filter(|&led| first.is_none_or(|first| led < first));
        let fields = |text: usize| Some((text, self.fields(text)?));
        let (text, (top, last)) = [first, led].into_iter().flatten().find_map(fields)?;
        let (title, between) = self.title(top, last, text);
        // Below the text's beginning, what is signed and dated is another's.
        if top > text && title.is_none_or(|title| title > text) {
            return None;
        }
        let is_own = |&at: &usize| self.is_line(at) && (self.features[at].field || self.is_person(at));
        let mut lines: Vec<usize> = (top..=last).filter(is_own).collect();
        let beside = |at: usize| self.is_line(at) && title.is_some() && self.is_person(at);
        lines.extend(Some(last + 1).filter(|&at| at < text && beside(at)));
        lines.extend(title);
        // Who signs may stand over the deck.
        lines.extend(title.map_or(top..top, |title| title + 1..top).filter(|&at| beside(at)));
        lines.extend(title.and_then(|title| self.beside(title)));
        lines.extend(between);
        Some(Opening { title, lines })
    }

    /// The line right over a title, where it may be the title itself, and what is taken for it the deck.
    fn beside(&self, title: usize) -> Option<usize> {
        let over = title.checked_sub(1)?;
        let is_title = self.can_head(over) && self.features[over].words >= 4;
        (is_title && !self.is_apart(title)).then_some(over)
    }

    /// A line that no rule claims.
    fn is_line(&self, at: usize) -> bool {
        !(self.is_hit)(at)
            && matches!(
                self.blocks[at].form,
                Form::Paragraph | Form::Heading(_) | Form::Item { .. } | Form::Quote
            )
    }

    fn is_person(&self, at: usize) -> bool {
        let text = self.blocks[at].text.as_str();
        arrange::is_person(text) || arrange::with_house(text).is_some()
    }

    /// Where the running text begins: at a long paragraph, or where sentences follow each other closely.
    fn text(&self) -> Option<usize> {
        let is_sentence = |i: usize| {
            let f = &self.features[i];
            self.is_line(i) && (f.prose || (!f.open && f.words >= 6 && !f.field))
        };
        let n = self.features.len();
        let follow = |i: usize| (i..(i + 6).min(n)).filter(|&j| is_sentence(j)).count() >= 3;
        (0..n.min(REACH)).find(|&i| is_sentence(i) && (self.features[i].prose || follow(i)))
    }

    /// The first sentence right under a line that says who or when, where the text is all short ones.
    fn led(&self) -> Option<usize> {
        let mut since = APART;
        (0..self.features.len().min(REACH)).filter(|&at| self.is_line(at)).find(|&at| {
            let f = &self.features[at];
            since = if f.field { 0 } else { since + 1 };
            since > 0 && since <= BETWEEN && {
                // Thai has no marks that end sentences.
                let is_thai =
                    self.blocks[at].text.as_str().starts_with(|c| matches!(c, '\u{0e01}'..='\u{0e5b}'));
                !f.open && f.words >= 6 || f.words >= if is_thai { 12 } else { 20 }
            }
        })
    }

    /// The first and the last of the lines that say who and when, those nearest to the running text.
    fn fields(&self, text: usize) -> Option<(usize, usize)> {
        let is_field = |at: usize| self.is_line(at) && self.features[at].field;
        // One word behind "by" may be a menu's.
        let is_strong = |at: usize| {
            let text = self.blocks[at].text.as_str();
            is_field(at)
                && !text.starts_with(['(', '（'])
                && (self.features[at].dated || !text.is_ascii() || self.features[at].words > 2)
        };
        let above = (0..text).rev().filter(|&at| self.is_line(at)).take(APART + 1).find(|&at| is_strong(at));
        // What looks like the text's beginning may be the deck.
        let below = || {
            let lines = (text + 1..self.features.len()).take(2 * BETWEEN).filter(|&at| self.is_line(at));
            let near = lines.take(BETWEEN + 1).take_while(|&at| !self.features[at].prose);
            near.filter(|&at| is_strong(at)).last()
        };
        let last = above.or_else(below)?;
        let mut top = last;
        loop {
            let near = (top.saturating_sub(BETWEEN + 1)..top).rev();
            let is_small = |at: &usize| {
                let f = &self.features[*at];
                is_field(*at) || (self.is_hit)(*at) || self.is_person(*at) || (f.open && f.words < 3)
            };
            match near.take_while(is_small).filter(|&at| is_field(at)).last() {
                Some(at) => top = at,
                None => break,
            }
        }
        Some((self.with_names(top), last))
    }

    /// The same with the names that stand over it, and what their bearers are.
    fn with_names(&self, top: usize) -> usize {
        let mut top = top;
        for _ in 0..NAMES {
            let next = self.with_name(top);
            if next == top {
                break;
            }
            top = next;
        }
        top
    }

    fn with_name(&self, top: usize) -> usize {
        let text = |at: usize| self.blocks[at].text.as_str();
        let is_loud = |at: usize| self.features[at + 1].dated && arrange::is_loud_person(text(at));
        let is_named = |at: usize| {
            self.is_line(at) && (self.is_person(at) || arrange::leads_to_name(text(at)) || is_loud(at))
        };
        let is_work = |at: usize| {
            let f = &self.features[at];
            self.is_line(at) && f.open && f.words <= LABEL && !f.field
        };
        match top {
            1.. if is_named(top - 1) => top - 1,
            2.. if is_work(top - 1) && is_named(top - 2) => top - 2,
            _ => top,
        }
    }

    /// The title over the fields, or right under them, and what stands between.
    fn title(&self, top: usize, last: usize, text: usize) -> (Option<usize>, Option<usize>) {
        let mut above = (0..top).rev();
        let claimed = above.clone().take_while(|&at| !self.is_line(at)).count();
        let Some(near) = above.nth(claimed).filter(|_| claimed <= CLAIMED) else {
            return (self.below(last, text), None);
        };
        // A note between the title and who signs: `- This page is closed`.
        let is_note =
            self.features[near].item && near > 0 && self.is_line(near - 1) && !self.features[near - 1].item;
        let near = if is_note { near - 1 } else { near };
        let over = near.checked_sub(1).filter(|&at| self.can_head(at) && self.features[at].words >= 3);
        let f = &self.features[near];
        if !f.open && !f.asks {
            // A deck of a sentence.
            let is_small =
                |&at: &usize| self.is_line(at) && (self.is_person(at) || self.features[at].words < 3);
            let small = (0..near).rev().take(SMALL).take_while(is_small).last();
            let over_small =
                || small?.checked_sub(1).filter(|&at| self.can_head(at) && self.features[at].words >= 3);
            let over = over_small().or(over).filter(|_| (6..=45).contains(&f.words));
            let said =
                || self.said(near).map(|title| (Some(title), Some(near).filter(|&near| near != title)));
            return over.map(|over| (Some(over), Some(near))).or_else(said).unwrap_or_default();
        }
        // The same with a label under it, and a line of capitals: whoever wrote it, and for whom.
        let is_title = |&at: &usize| self.can_head(at) && self.features[at].words > LABEL;
        let two = near.checked_sub(2).filter(is_title);
        let deck = |at: usize| self.is_line(at) && !self.features[at].open && self.features[at].words >= 6;
        if let Some(title) = two.filter(|_| f.words <= LABEL && !f.reads && deck(near - 1)) {
            return (Some(title), Some(near - 1));
        }
        if let Some(title) = over.filter(|&at| !f.reads && is_title(&at) && self.features[at].reads) {
            return (Some(title), Some(near));
        }
        if !self.can_head(near) {
            return (self.below(last, text), None);
        }
        let begins = |at: usize| at == 0 || !self.is_line(at - 1) || self.is_apart(at);
        if f.words < 3 {
            // A section under the title, or a short title that stands alone.
            if let Some(over) = over.filter(|&at| begins(at)) {
                return (Some(over), Some(near));
            }
            let stands_alone = self.is_apart(near) && self.is_apart(near + 1);
            return match (stands_alone.then_some(near), self.below(last, text)) {
                (Some(near), _) => (Some(near), None),
                (None, Some(below)) => (Some(below), None),
                (None, None) => (None, Some(near)),
            };
        }
        let length = |at: usize| self.blocks[at].text.as_str().chars().count();
        let is_deck = |over: &usize| {
            let is_label = |at: usize| {
                let f = &self.features[at];
                let is_kicker = f.words < LABEL && !f.reads;
                self.is_line(at) && (f.words < 3 || is_kicker || is_path(self.blocks[at].text.as_str()))
            };
            let begins = begins(*over) || is_label(*over - 1);
            // Standing alone it need not be much longer.
            let alone = self.is_apart(*over) && self.is_apart(near) && length(near) >= length(*over);
            // A line of the block above is a menu's.
            let is_menus = self.is_apart(near) && !self.is_apart(*over);
            let is_longer = f.reads
                && f.words >= 6
                && (alone
                    || length(near) * 4 > length(*over) * 5
                    || self.blocks[near].text.as_str().contains(". "));
            // Under a long line that reads like a headline it adds to it; a shorter one may be a teaser's.
            let o = &self.features[*over];
            let adds = o.words >= LONG_TITLE && (o.reads || length(near) < length(*over));
            begins && !is_menus && (is_longer || adds)
        };
        match over.filter(is_deck) {
            Some(over) => (Some(over), Some(near)),
            None => (Some(near), None),
        }
    }

    /// A headline that ends as sentences do, over a line or right over the fields: it stands under claimed lines or
    /// labels, with no other sentence between.
    fn said(&self, near: usize) -> Option<usize> {
        let is_said = |at: usize| {
            let (f, text) = (&self.features[at], self.blocks[at].text.as_str());
            let is_headline = f.stops && (3..=20).contains(&f.words) && text.chars().count() <= HEADLINE;
            self.is_line(at)
                && is_headline
                && !f.item
                && !f.field
                && !f.prose
                && text.starts_with(char::is_uppercase)
        };
        let is_small = |at: usize| !self.is_line(at) || self.features[at].open && self.features[at].words < 3;
        let begins = |at: usize| at == 0 || is_small(at - 1);
        let over = near.checked_sub(1).filter(|&at| is_said(at) && begins(at));
        over.or_else(|| Some(near).filter(|&at| is_said(at) && begins(at)))
    }

    /// The title between the fields and the running text.
    fn below(&self, last: usize, text: usize) -> Option<usize> {
        let mut lines = (last + 1..text).filter(|&at| self.is_line(at));
        let at = lines.clone().next()?;
        if self.features[at].titular && self.can_head(at) && at + 1 == text {
            return Some(at);
        }
        // A short one over nothing but letters and claimed lines.
        let is_letter = |at: usize| self.blocks[at].text.as_str().chars().nth(2).is_none();
        if at == last + 1
            && self.can_head(at)
            && self.features[at].words >= 2
            && lines.clone().skip(1).all(is_letter)
        {
            return Some(at);
        }
        // The only long line among labels, or the first of two.
        let is_long = |&at: &usize| self.features[at].words > LABEL;
        let mut long = lines.by_ref().filter(is_long);
        let at = long.next()?;
        let is_deck = |at: usize| self.features[at].quoted || !self.features[at].open;
        (long.next().is_none_or(|next| is_deck(next) && long.next().is_none())
            && self.features[at].titular
            && self.can_head(at))
        .then_some(at)
    }

    fn can_head(&self, at: usize) -> bool {
        let f = &self.features[at];
        let text = self.blocks[at].text.as_str();
        // A telephone number.
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        self.is_line(at)
            && !(digits >= DIGITS && digits * 3 > text.len())
            && !is_number(text)
            && (f.open || f.asks)
            && (1..=25).contains(&f.words)
            && !(f.item || f.field || f.link || f.colon || f.breaks_off)
            && text.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '—' | '–' | '-'))
            && !arrange::is_highlights_label(text)
            && !arrange::is_credit(text)
            && (f.titular || !CREDITS.iter().any(|word| text.contains(word)))
            && !is_path(text)
    }

    /// Whether a blank line stands over a block.
    fn is_apart(&self, at: usize) -> bool {
        let (Some(above), Some(own)) =
            (at.checked_sub(1).and_then(|at| self.blocks.get(at)), self.blocks.get(at))
        else {
            return true;
        };
        let between = (above.span.end as usize).min(own.span.start as usize)..own.span.start as usize;
        let between = &self.source.text()[between];
        self.source.media() == Media::Plain && between.bytes().filter(|b| *b == b'\n').count() > 1
    }
}

/// `Article no.: 88214`: a label and a number.
fn is_number(text: &str) -> bool {
    let behind = text.split_once([':', '：']).map(|(_, behind)| behind.trim());
    behind.is_some_and(|number| number.contains(char::is_numeric) && !number.contains(char::is_alphabetic))
}

/// `News > Nation`: where a page stands on its site.
fn is_path(text: &str) -> bool {
    [" > ", " › ", " / "].iter().any(|mark| text.contains(mark))
        || text.contains(" » ") && !text.contains('«')
}
