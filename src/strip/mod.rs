//! A verdict on each block: article or boilerplate.
//!
//! Rules say what single blocks are; the shape of the whole page says what stands among them. The
//! article is protected first: its highlights, its disclaimer and what the caller names are never
//! dropped, and a page on which no rule fires loses nothing to its shape.

mod attached;
mod echo;
mod evidence;
mod inline;
mod judge;
mod outside;
mod page;
mod phrase;
mod recurs;
mod rules;
mod shape;

use crate::arrange;
use crate::model::{Article, Block, Code, Draft, Form, Media, Reason, Role, Source, Verdict};
use crate::rules::{Matcher, Passage};
use crate::sites::Recurrence;
use judge::{Ground, Page};

pub use evidence::evidence;
pub use rules::Rules;
pub use shape::learning;

/// Lines before the running text, dropped by the shape of the page.
const HEAD: Code = Code::new("boilerplate/page-head");
/// Lines among boilerplate after the running text.
const TAIL: Code = Code::new("boilerplate/page-tail");
/// Lines between two blocks of boilerplate.
const BETWEEN: Code = Code::new("boilerplate/between");
/// A second copy of a long line.
const COPY: Code = Code::new("boilerplate/repeated-on-page");
/// A list of the headings that follow.
const CONTENTS: Code = Code::new("boilerplate/table-of-contents");
/// A line that other pages of the site have word for word.
const SITE: Code = Code::new("boilerplate/repeated-on-site");
/// Outside the article by the outline of the page.
const OUTLINE: Code = Code::new("boilerplate/page-outline");
/// List markers with nothing behind them.
const EMPTY: Code = Code::new("boilerplate/empty-item");

/// What is known of a page beside the page itself.
pub struct Surroundings<'a> {
    /// Blocks that are kept whatever they look like.
    pub protected: &'a dyn Fn(&Passage<'_>) -> bool,
    /// How often a block's text stands on other pages of the site.
    pub recurs: &'a dyn Fn(&str) -> Option<Recurrence>,
}

impl Surroundings<'_> {
    /// Nothing is known.
    pub const NONE: Self = Self { protected: &|_| false, recurs: &|_| None };
}

/// Judges every block.
#[must_use]
pub fn strip(mut draft: Draft, rules: &Rules, around: &Surroundings<'_>) -> Article {
    inline::clean(&mut draft, rules);
    let (mut blocks, mut outside) = outside::part(draft.blocks, rules, around.protected);
    let Sheet { measured, grounds, .. } = sheet(&blocks, &draft.source, rules, around);
    if let Some(title) = measured.title {
        blocks[title].role = Role::Title;
    }
    for (block, ground) in blocks.iter_mut().zip(grounds) {
        let empty = block.text.is_empty() && !matches!(block.form, Form::Meta(_));
        let reason = match ground {
            Some(ground) => Some(reason(ground, rules)),
            None if empty => Some(Reason { code: EMPTY, why: "a list marker with nothing behind it".into() }),
            None => None,
        };
        if let Some(reason) = reason.filter(|r| !rules.is_off(&r.code)) {
            block.verdict = Verdict::Drop(Box::new(reason));
        }
    }
    if !outside.is_empty() {
        blocks.append(&mut outside);
        blocks.sort_by_key(|block| block.span);
    }
    Article { source: draft.source, blocks, changes: draft.changes }
}

/// The texts of a page's blocks as `strip` compares them with those of other pages.
#[must_use]
pub fn texts(mut draft: Draft, rules: &Rules) -> Vec<String> {
    inline::clean(&mut draft, rules);
    let says = |b: &Block| !matches!(b.form, Form::Meta(_) | Form::Comment);
    draft.blocks.iter().filter(|b| says(b)).map(|b| b.text.as_str().to_owned()).collect()
}

/// A page measured and judged by rules; all lists are as long as it has blocks.
struct Measured {
    features: Vec<page::Feature>,
    hits: Vec<Option<usize>>,
    /// The classes of the rules that hit.
    classes: Vec<Option<usize>>,
    /// Columns between the line's beginning and the block, where the page is laid out in columns.
    columns: Vec<usize>,
    grounds: Vec<Option<Ground>>,
    /// The title.
    title: Option<usize>,
}

impl Measured {
    fn sight<'p>(&'p self, blocks: &'p [Block]) -> shape::Sight<'p> {
        let Self { features, classes, grounds, columns, .. } = self;
        shape::Sight { blocks, features, classes, grounds, columns }
    }
}

/// A page measured and judged, by its outline too where that was asked.
struct Sheet {
    measured: Measured,
    grounds: Vec<Option<Ground>>,
    outline: Option<shape::Outline>,
}

/// Blocks that must be claimed before the outline of the page is asked: a page without boilerplate
/// loses nothing to its shape.
const CLAIMED: usize = 3;

fn measured(blocks: &[Block], source: &Source, rules: &Rules, around: &Surroundings<'_>) -> Measured {
    let mut open = Ranges::new(rules);
    let told: Vec<Told> = blocks.iter().map(|block| Told::of(block, rules, around, &mut open)).collect();
    let ranges: Vec<Option<usize>> = told.iter().map(|told| told.range).collect();
    let mut features = page::features(blocks, &|at| told[at].safe);
    for (feature, own) in features.iter_mut().zip(own(blocks)) {
        feature.safe |= own;
    }
    // A link inside a sentence may say anything.
    let says = |f: &page::Feature| !f.piece || f.words > 6;
    let hits: Vec<Option<usize>> = blocks
        .iter()
        .zip(&told)
        .zip(&features)
        .map(|((block, told), f)| told.hit.filter(|_| !is_words(block) || says(f)))
        .collect();
    let recurring: Vec<_> = blocks.iter().map(|b| (around.recurs)(b.text.as_str())).collect();
    let (mut grounds, title) = Page::new(&features, &hits, rules, &ranges, &recurring).judge();
    if let Some(at) = alone(&features, &grounds, rules).filter(|_| source.media() != Media::Html) {
        let is_label = features[at].words <= LABEL && rules.says(&Passage::new(blocks[at].text.as_str()));
        let is_marked = matches!(blocks[at].form, Form::Comment | Form::Navigation);
        grounds[at] = grounds[at].filter(|_| is_label || is_marked);
    }
    let classes = hits.iter().map(|hit| hit.map(|rule| shape::class(rules.code(rule)))).collect();
    Measured { features, hits, classes, columns: columns(blocks, source), grounds, title }
}

/// Running text on a page that makes a book's chapter of it rather than a scraped page, in blocks.
const CHAPTER: usize = 12;

/// Words of a label at most.
const LABEL: usize = 4;

/// The only block that is claimed among much running text, not at its end, by a rule of the program's own: what
/// looks like boilerplate there is most likely the text's.
fn alone(features: &[page::Feature], grounds: &[Option<Ground>], rules: &Rules) -> Option<usize> {
    let mut claimed = (0..grounds.len()).filter(|&at| grounds[at].is_some());
    let (only, next) = (claimed.next()?, claimed.next());
    let is_ours = matches!(grounds[only], Some(Ground::Rule(rule)) if rules.is_ours(rule));
    let is_text = |f: &&page::Feature| f.prose || (!f.open && f.words >= 6);
    let text = features.iter().filter(is_text).count();
    let ends = !features[only + 1..].iter().any(|f| is_text(&f));
    (next.is_none() && is_ours && !ends && text >= CHAPTER).then_some(only)
}

fn columns(blocks: &[Block], source: &Source) -> Vec<usize> {
    let is_laid_out = source.media() == Media::Plain;
    let column = |b: &Block| if is_laid_out { page::column(source.text(), b.span.start as usize) } else { 0 };
    blocks.iter().map(column).collect()
}

fn sheet(blocks: &[Block], source: &Source, rules: &Rules, around: &Surroundings<'_>) -> Sheet {
    let measured = measured(blocks, source, rules, around);
    let mut grounds = measured.grounds.clone();
    if grounds.iter().flatten().nth(CLAIMED - 1).is_none() {
        return Sheet { measured, grounds, outline: None };
    }
    let outline = shape::outline(&measured.sight(blocks));
    let own = shape::own(&measured.features, &outline, measured.title);
    for (at, ground) in grounds.iter_mut().enumerate() {
        let claim = match *ground {
            Some(Ground::Rule(rule)) if !rules.is_ours(rule) => shape::Claim::Sure,
            Some(_) if matches!(blocks[at].form, Form::Comment | Form::Navigation) => shape::Claim::Sure,
            Some(Ground::Rule(_)) if rules.says(&Passage::new(blocks[at].text.as_str())) => {
                shape::Claim::Label
            }
            _ => shape::Claim::Other,
        };
        let judged = outline.verdict(at, *ground, claim);
        *ground = if judged == Some(Ground::Outline) && own[at] { None } else { judged };
    }
    for at in outline.islands(&measured.features, &grounds).into_iter().filter(|&at| !own[at]) {
        grounds[at] = Some(Ground::Outline);
    }
    Sheet { measured, grounds, outline: Some(outline) }
}

/// The rules that drop from one block up to another, and which of them are dropping.
struct Ranges<'r>(Vec<(usize, &'r Matcher, Option<&'r Matcher>, bool)>);

impl<'r> Ranges<'r> {
    fn new(rules: &'r Rules) -> Self {
        Self(rules.ranges().map(|(rule, from, until)| (rule, from, until, false)).collect())
    }

    /// The rule that drops the next block.
    fn next(&mut self, passage: &Passage<'_>) -> Option<usize> {
        let mut found = None;
        for (rule, from, until, inside) in &mut self.0 {
            *inside =
                if *inside { !until.is_some_and(|m| m.matches(passage)) } else { from.matches(passage) };
            found = found.or(inside.then_some(*rule));
        }
        found
    }
}

/// Whether a block says something: a label alone (`Advertisement`) discloses nothing.
fn is_said(block: &Block) -> bool {
    page::words(block.text.as_str()) > 3
}

/// What can be told of a block by its own words. They are prepared for one block at a time: of a page of
/// short lines, what is prepared takes many times the page.
struct Told {
    safe: bool,
    hit: Option<usize>,
    range: Option<usize>,
}

impl Told {
    fn of(block: &Block, rules: &Rules, around: &Surroundings<'_>, open: &mut Ranges<'_>) -> Self {
        let passage = Passage::new(block.text.as_str());
        let safe = is_said(block) && (around.protected)(&passage) || rules.keeps(&passage);
        let hit = match block.form {
            Form::Comment => rules.comment(),
            Form::Navigation => rules.navigation(),
            Form::Meta(_) | Form::Code => None,
            _ => rules.find(&passage, page::words(passage.text())),
        };
        Self { safe, hit, range: open.next(&passage) }
    }
}

/// Whether rules claim a block by its words rather than by its form.
fn is_words(block: &Block) -> bool {
    !matches!(block.form, Form::Comment | Form::Navigation)
}

/// The article's own apparatus: highlights with their label, disclaimers, notes of its editors.
fn own(blocks: &[Block]) -> Vec<bool> {
    let mut safe = vec![false; blocks.len()];
    let mut under_label = false;
    for (i, block) in blocks.iter().enumerate() {
        let text = block.text.as_str();
        let item = matches!(block.form, Form::Item { .. });
        safe[i] =
            (under_label && item && !text.is_empty()) || arrange::is_disclaimer(text) && text.len() > 24;
        if arrange::is_highlights_label(text) {
            let below = blocks.get(i + 1);
            under_label = matches!(below.map(|b| b.form), Some(Form::Item { .. }));
            // In a menu the same word stands among others as short.
            safe[i] = under_label || below.is_some_and(|b| page::words(b.text.as_str()) >= 5);
        } else if !item {
            under_label = false;
        }
    }
    safe
}

fn reason(ground: Ground, rules: &Rules) -> Reason {
    let shape = |code: Code, why: &str| Reason { code, why: why.into() };
    match ground {
        Ground::Rule(rule) => rules.reason(rule),
        Ground::Head => shape(HEAD, "a short line before the running text of a page with boilerplate"),
        Ground::Tail => shape(TAIL, "a short line among boilerplate after the running text"),
        Ground::Copy => shape(COPY, "the page says the same words elsewhere"),
        Ground::Contents => shape(CONTENTS, "lists the headings that follow"),
        Ground::Between => shape(BETWEEN, "a short line between two pieces of boilerplate"),
        Ground::Site(found) => {
            Reason { code: SITE, why: format!("stands on {} of {} pages of the site", found.pages, found.of) }
        }
        Ground::Outline => shape(OUTLINE, "outside the article by the outline of the whole page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decoding;
    use crate::rules::{Packs, Verb};
    use crate::segment::segment;

    fn article(text: &str, rules: &Rules) -> Article {
        let decoding = Decoding::of(text.into());
        strip(segment(Source::new("page.txt".into(), Media::Plain, decoding)), rules, &Surroundings::NONE)
    }

    /// Codes of the rules that took something out.
    fn codes(article: &Article) -> Vec<String> {
        let dropped = article.blocks.iter().filter_map(|b| match &b.verdict {
            Verdict::Drop(reason) => Some(reason.code.to_string()),
            Verdict::Keep => None,
        });
        dropped.chain(article.changes.iter().map(|c| c.code.to_string())).collect()
    }

    #[test]
    fn what_looks_like_boilerplate_alone_in_a_long_text_is_the_texts() {
        let rules = Rules::new(&Packs::embedded());
        let prose = "The mill at Holm turns again after two years of repairs, and its owners say that the new wheel \
                     will outlast them all, number ";
        let page = |lines: &[&str]| {
            let mut text: String = (0..14).map(|n| format!("{prose}{n}.\n\n")).collect();
            lines.iter().for_each(|line| text.push_str(&format!("{line}\n\n")));
            text + prose + "15.\n"
        };
        let invitation = "Sign up to receive email updates about the mill and the weir.";
        let phrase = "Share this article";
        for (lines, gone) in [
            (&[invitation][..], 0),
            (&["Image courtesy of the Holm Museum"], 0),
            (&[phrase], 1),
            (&[invitation, phrase], 2),
        ] {
            assert_eq!(codes(&article(&page(lines), &rules)).len(), gone, "{lines:?}");
        }
    }

    #[test]
    fn every_strip_rule_does_what_its_examples_say() {
        let packs = Packs::embedded();
        let rules = Rules::new(&packs);
        let mut wrong = Vec::new();
        for rule in packs.rules().iter().filter(|r| matches!(r.verb, Verb::Strip(_))) {
            let code = rule.code.to_string();
            for bad in rule.bad.iter().filter(|e| !codes(&article(&e.text, &rules)).contains(&code)) {
                wrong.push(format!("{code} misses {:?}", bad.text));
            }
            for good in rule.good.iter().filter(|e| !codes(&article(&e.text, &rules)).is_empty()) {
                wrong.push(format!(
                    "{code} takes from {:?}: {:?}",
                    good.text,
                    codes(&article(&good.text, &rules))
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
