//! A page measured and judged: what each block's own words say, what rules and the page's shape make of it, and
//! what its outline says to that.

use super::judge::{Ground, Page};
use super::notices::under_text;
use super::rules::Found;
use super::stays::{bulk, dated, goes_on, posts, refrain, rescue};
use super::{Rules, Surroundings, headings, opening, page, shape, spoken, thread};
use crate::arrange;
use crate::model::{Block, Form, Media, Source};
use crate::rules::{Matcher, Passage, Place};

/// A page measured and judged by rules; all lists are as long as it has blocks.
pub(super) struct Measured {
    pub(super) features: Vec<page::Feature>,
    pub(super) hits: Vec<Option<usize>>,
    /// The classes of the rules that hit.
    classes: Vec<Option<usize>>,
    /// Columns between the line's beginning and the block, where the page is laid out in columns.
    columns: Vec<usize>,
    pub(super) grounds: Vec<Option<Ground>>,
    /// The title, as rules and the page's shape tell it.
    pub(super) title: Option<usize>,
    /// The title by the byline or date under it.
    headed: Option<usize>,
}

impl Measured {
    pub(super) fn sight<'p>(&'p self, blocks: &'p [Block]) -> shape::Sight<'p> {
        let Self { features, classes, grounds, columns, title, .. } = self;
        shape::Sight { blocks, features, classes, grounds, columns, title: *title }
    }

    /// The title, by all that is known of it.
    pub(super) fn headline(&self) -> Option<usize> {
        self.headed.or(self.title)
    }

    /// What stands over a title that is told by byline or date goes where it does not lean to the article.
    fn over_title(&self, at: usize, outline: &shape::Outline) -> Option<Ground> {
        let f = &self.features[at];
        let is_over = self.headed.is_some_and(|title| at < title) && f.open && !f.safe && !f.opening;
        (is_over && outline.score(at) < 0).then_some(Ground::Head)
    }

    /// Keeps the lines that the article opens with. The outline is asked without them: it was learnt so.
    fn open(&self, rules: &Rules, grounds: &mut [Option<Ground>]) {
        let is_shapes = |ground: Option<Ground>| match ground {
            Some(Ground::Rule(rule)) => rules.is_ours(rule),
            Some(Ground::Site(_)) => false,
            _ => true,
        };
        for (ground, feature) in grounds.iter_mut().zip(&self.features) {
            if feature.opening && is_shapes(*ground) {
                *ground = None;
            }
        }
        // What was taken for the title is a line like those around it.
        let Some(headed) = self.headed else { return };
        let is_other = |&at: &usize| {
            let f = &self.features[at];
            at < headed && !f.opening && !f.safe && self.grounds[..at].iter().any(Option::is_some)
        };
        if let Some(at) = self.title.filter(is_other) {
            grounds[at] = grounds[at].or(Some(Ground::Head));
        }
    }
}

/// A page measured and judged, by its outline too where that was asked.
pub(super) struct Sheet {
    pub(super) measured: Measured,
    pub(super) grounds: Vec<Option<Ground>>,
    pub(super) outline: Option<shape::Outline>,
}

/// Blocks that must be claimed before the outline of the page is asked: a page without boilerplate
/// loses nothing to its shape.
const CLAIMED: usize = 3;

/// Lines that may stand over a title where nothing on the page is boilerplate.
const ABOVE: usize = 4;

/// Words of a menu's entry at most, and entries of a menu at least.
const ENTRY: usize = 3;
const ENTRIES: usize = 3;

/// Blocks of a page below which labels that rules know go whatever its outline.
const FEW: usize = 6;

pub(super) fn measured(
    blocks: &[Block],
    source: &Source,
    rules: &Rules,
    around: &Surroundings<'_>,
) -> Measured {
    measured_of(blocks, source, rules, around, &told(blocks, rules, around))
}

fn told(blocks: &[Block], rules: &Rules, around: &Surroundings<'_>) -> Vec<Told> {
    let mut open = Ranges::new(rules);
    blocks.iter().map(|block| Told::of(block, rules, around, &mut open)).collect()
}

fn measured_of(
    blocks: &[Block],
    source: &Source,
    rules: &Rules,
    around: &Surroundings<'_>,
    told: &[Told],
) -> Measured {
    let mut ranges: Vec<Option<usize>> = told.iter().map(|told| told.range).collect();
    let mut features = page::features(blocks, &|at| told[at].safe);
    for (feature, own) in features.iter_mut().zip(own(blocks)) {
        feature.safe |= own;
    }
    let hits: Vec<Option<usize>> = told.iter().map(|told| told.hit).collect();
    for at in under_text(blocks, &features, &hits, rules) {
        features[at].safe = true;
    }
    let headings = headings::headings(blocks, &features, &hits, rules);
    for &at in &headings {
        features[at].safe = true;
    }
    // A link inside a sentence may say anything.
    let says = |f: &page::Feature| !f.piece || f.words > 6;
    let spoken = spoken::spoken(blocks, &features);
    // A label with a colon leads into what stands under it.
    let leads = |at: usize, rule: usize| {
        let below = told.get(at + 1).is_some_and(|below| below.hit.is_none());
        features[at].colon && Some(rule) == rules.navigation() && below
    };
    // Whoever marks a heading of the first order in Markdown means a title, whatever it says.
    let headline = headline(blocks).filter(|_| source.media() == Media::Markdown);
    let is_hit = |at: usize| hits[at].is_some();
    let is_text = |at: usize| {
        spoken[at]
            || spoken::goes_on_below(blocks, &features, at, &is_hit)
            || spoken::heads_below(blocks, &features, at, &is_hit)
            || spoken::is_led_to(blocks, &features, at)
    };
    let is_own = |at: usize, rule: usize| {
        let heads = headline == Some(at) || headings.binary_search(&at).is_ok();
        rules.is_ours(rule) && (heads || leads(at, rule) || is_text(at))
    };
    let is_claimed =
        |at: usize, rule: usize| !is_words(&blocks[at]) || (says(&features[at]) && !is_own(at, rule));
    let mut hits: Vec<Option<usize>> =
        told.iter().enumerate().map(|(at, told)| told.hit.filter(|&rule| is_claimed(at, rule))).collect();
    page::mark_text(&mut features, &|at| hits[at].is_some());
    // Rules for what stands over the article hold nowhere else.
    let begins = opening::begins(blocks, &features, source, &|at| hits[at].is_some()).unwrap_or(0);
    for hit in &mut hits[begins..] {
        *hit = hit.filter(|&rule| rules.place(rule) != Place::Start);
    }
    let opening = opening::opening(blocks, &features, source, &|at| hits[at].is_some());
    for &at in &opening.lines {
        features[at].opening = true;
    }
    let marks: Vec<Option<usize>> = told.iter().map(|told| told.mark).collect();
    for (at, rule) in thread::threads(blocks, &features, &hits, &marks, rules) {
        ranges[at] = ranges[at].or(Some(rule));
    }
    let recurring: Vec<_> = blocks.iter().map(|b| (around.recurs)(b.text.as_str())).collect();
    let (mut grounds, title) = Page::new(&features, &hits, rules, &ranges, &recurring).judge();
    // Under a menu the line over byline or date is the title, whatever teasers stand above.
    let is_marked = features.iter().any(|f| f.title);
    let is_small = |f: &page::Feature| f.open && f.words <= ENTRY;
    let is_below = |at: usize| {
        let over = &features[..at];
        title.is_none() || at > ABOVE || hits[..at].iter().any(Option::is_some) || over.iter().all(is_small)
    };
    let headed = opening.title.filter(|&at| !is_marked && is_below(at));
    if let Some(title) = headed.or(title) {
        menu(&features, title, &mut grounds);
    }
    if let Some(at) = alone(&features, &grounds, rules).filter(|_| source.media() != Media::Html) {
        let is_label = features[at].words <= LABEL && rules.says(blocks[at].text.as_str());
        let is_marked = matches!(blocks[at].form, Form::Comment | Form::Navigation);
        grounds[at] = grounds[at].filter(|_| is_label || is_marked);
    }
    let classes = hits.iter().map(|hit| hit.and_then(|rule| shape::class(rules.code(rule)))).collect();
    Measured { features, hits, classes, columns: columns(blocks, source), grounds, title, headed }
}

/// The entries of a menu that a page begins with, down to the title: short lines, of which no rule need know any where
/// other lines of the page are boilerplate.
fn menu(features: &[page::Feature], title: usize, grounds: &mut [Option<Ground>]) {
    let is_entry = |at: &usize| {
        let f = &features[*at];
        grounds[*at].is_some() || f.open && f.words <= ENTRY && !(f.safe || f.opening || f.field || f.link)
    };
    let entries: Vec<usize> = (0..title).take_while(is_entry).collect();
    let is_page = grounds.iter().flatten().nth(ENTRIES - 1).is_some();
    if entries.len() == title && title >= ENTRIES && is_page {
        entries.into_iter().for_each(|at| grounds[at] = grounds[at].or(Some(Ground::Head)));
    }
}

/// The first heading of the first order, where no other stands beside it.
fn headline(blocks: &[Block]) -> Option<usize> {
    let mut all = (0..blocks.len()).filter(|&at| blocks[at].form == Form::Heading(1));
    all.next().filter(|_| all.next().is_none())
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

pub(super) fn sheet(blocks: &[Block], source: &Source, rules: &Rules, around: &Surroundings<'_>) -> Sheet {
    let mut told = told(blocks, rules, around);
    loop {
        let sheet = judged(blocks, source, rules, around, &told);
        let is_asked = |at: &usize| told[*at].is_open && sheet.grounds[*at].is_some();
        let asked: Vec<usize> = (0..blocks.len()).filter(is_asked).collect();
        let mut is_settled = true;
        for at in asked {
            told[at].is_open = false;
            told[at].safe = (around.protected)(&Passage::new(blocks[at].text.as_str()));
            is_settled &= !told[at].safe;
        }
        if is_settled {
            return sheet;
        }
        // A page on which much that must stay would go is judged once more with all of it known.
        for (told, block) in told.iter_mut().zip(blocks).filter(|(told, _)| told.is_open) {
            told.is_open = false;
            told.safe = (around.protected)(&Passage::new(block.text.as_str()));
        }
    }
}

fn judged(
    blocks: &[Block],
    source: &Source,
    rules: &Rules,
    around: &Surroundings<'_>,
    told: &[Told],
) -> Sheet {
    let measured = measured_of(blocks, source, rules, around, told);
    let mut grounds = measured.grounds.clone();
    if grounds.iter().flatten().nth(CLAIMED - 1).is_none() {
        measured.open(rules, &mut grounds);
        return Sheet { measured, grounds, outline: None };
    }
    let outline = shape::outline(&measured.sight(blocks));
    let mut own = shape::own(&measured.features, &outline, measured.title);
    for at in posts(blocks).filter(|&at| outline.is_inside(at)) {
        own[at - 1..=at].fill(true);
    }
    // A page of a few lines has no outline that could say more than a label does.
    let label = if blocks.len() < FEW { shape::Claim::Sure } else { shape::Claim::Label };
    for (at, ground) in grounds.iter_mut().enumerate() {
        let claim = match *ground {
            Some(Ground::Rule(rule)) if !rules.is_ours(rule) => shape::Claim::Sure,
            Some(Ground::Rule(rule)) if rules.is_sure(rule) => shape::Claim::Sure,
            Some(_) if matches!(blocks[at].form, Form::Comment | Form::Navigation) => shape::Claim::Sure,
            Some(Ground::Rule(_)) if rules.says(blocks[at].text.as_str()) => label,
            _ => shape::Claim::Other,
        };
        let judged = outline.verdict(at, *ground, claim).or_else(|| measured.over_title(at, &outline));
        *ground =
            if matches!(judged, Some(Ground::Outline | Ground::Head)) && own[at] { None } else { judged };
    }
    refrain(&measured, &outline, rules, &mut grounds);
    for at in outline.islands(&measured.features, &grounds).into_iter().filter(|&at| !own[at]) {
        grounds[at] = Some(Ground::Outline);
    }
    goes_on(&measured, rules, &mut grounds);
    rescue(&measured, &outline, &mut grounds);
    bulk(blocks, &measured, &mut grounds);
    dated(&measured, &mut grounds);
    measured.open(rules, &mut grounds);
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
pub(super) fn is_said(block: &Block) -> bool {
    page::words(block.text.as_str()) > 3
}

/// Bytes of a block of which it is told at once whether it must be kept.
const SHORT: usize = 200;

/// What can be told of a block by its own words. They are prepared for one block at a time: of a page of
/// short lines, what is prepared takes many times the page.
struct Told {
    safe: bool,
    /// Whether it must be kept is asked once it would go: what is long is long to read.
    is_open: bool,
    hit: Option<usize>,
    /// The rule that makes it part of a reader's comment.
    mark: Option<usize>,
    range: Option<usize>,
}

impl Told {
    fn of(block: &Block, rules: &Rules, around: &Surroundings<'_>, open: &mut Ranges<'_>) -> Self {
        let passage = Passage::new(block.text.as_str());
        let keeps = rules.keeps(&passage);
        let may_be = !keeps && is_said(block);
        let is_open = may_be && block.text.as_str().len() > SHORT;
        let safe = keeps || may_be && !is_open && (around.protected)(&passage);
        let by_form = |rule: Option<usize>| Found { rule, mark: None };
        let Found { rule: hit, mark } = match block.form {
            Form::Comment => by_form(rules.comment()),
            Form::Navigation => by_form(rules.navigation()),
            Form::Meta(_) | Form::Code => by_form(None),
            _ => rules.find(&passage, page::words(passage.text())),
        };
        let range = open.next(&passage);
        if let Some(memory) = around.memory {
            memory.keep(&passage);
        }
        Self { safe, is_open, hit, mark, range }
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
