//! A verdict on each block: article or boilerplate.
//!
//! Rules say what single blocks are; the shape of the whole page says what stands among them. The
//! article is protected first: its highlights, its disclaimer and what the caller names are never
//! dropped, and a page on which no rule fires loses nothing to its shape.

mod above;
mod attached;
mod echo;
mod evidence;
mod headings;
mod headline;
mod inline;
mod judge;
mod lists;
mod notices;
mod opening;
mod outside;
mod page;
mod phrase;
mod recurs;
mod rules;
mod shape;
mod sheet;
mod spoken;
mod stays;
mod thread;

use crate::model::{Article, Block, Code, Draft, Form, Reason, Role, Verdict};
use crate::rules::{Memory, Passage};
use crate::sites::Recurrence;
use judge::Ground;
use sheet::{Sheet, sheet};

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
    /// Where what is found in its texts is kept for who reads them next.
    pub memory: Option<&'a Memory>,
}

impl Surroundings<'_> {
    /// Nothing is known.
    pub const NONE: Self = Self { protected: &|_| false, recurs: &|_| None, memory: None };
}

/// Judges every block.
#[must_use]
pub fn strip(mut draft: Draft, rules: &Rules, around: &Surroundings<'_>) -> Article {
    inline::clean(&mut draft, rules);
    let (mut blocks, mut outside) = outside::part(draft.blocks, rules, around.protected);
    let Sheet { measured, grounds, .. } = sheet(&blocks, &draft.source, rules, around);
    // A line that goes on below is no title, and those below it are its rest.
    if let Some(title) = measured.headline().filter(|&at| !measured.features[at].breaks_off) {
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
    use crate::model::{Decoding, Media, Source};
    use crate::rules::{Packs, Verb};
    use crate::segment::segment;

    fn article(text: &str, rules: &Rules) -> Article {
        article_of(Media::Plain, text, rules)
    }

    fn article_of(media: Media, text: &str, rules: &Rules) -> Article {
        let decoding = Decoding::of(text.into());
        strip(segment(Source::new("page.txt".into(), media, decoding)), rules, &Surroundings::NONE)
    }

    /// The texts that go from a plain page by the rules that come with the program.
    pub(super) fn dropped(text: &str) -> Vec<String> {
        let article = article(text, &Rules::new(&Packs::embedded()));
        let gone = article.blocks.iter().filter(|b| !b.is_kept());
        gone.map(|b| b.text.as_str().to_owned()).collect()
    }

    #[test]
    fn a_headline_may_say_what_labels_say() {
        let rules = Rules::new(&Packs::embedded());
        let text = |mark: &str| {
            format!("{mark} Share this article\n\nThe mill at Holm turns again after two years of repairs.\n")
        };
        for (mark, gone) in [("#", 0), ("##", 1)] {
            assert_eq!(codes(&article_of(Media::Markdown, &text(mark), &rules)).len(), gone, "{mark}");
        }
    }

    #[test]
    fn what_must_be_kept_is_kept_however_long_it_is() {
        let rules = Rules::new(&Packs::embedded());
        let prose = "The mill at Holm turns again after two years of repairs, and its owners say that the wheel lasts.";
        let note = "Sign up for our newsletter to hear of the mill, whose present proprietors have paid for everything \
                    that correspondents, photographers and illustrators delivered concerning waterwheels, millstones \
                    and neighbouring weirs throughout the summertime";
        assert!(note.len() > 200);
        let text = format!("{prose}\n\n{prose}\n\nShare this article\n\n{note}\n");
        let draft = || segment(Source::new("page.txt".into(), Media::Plain, Decoding::of(text.clone())));
        let owed = |passage: &Passage<'_>| passage.text().contains("have paid for");
        let kept = |protected: &dyn Fn(&Passage<'_>) -> bool| {
            let around = Surroundings { protected, recurs: &|_| None, memory: None };
            let article = strip(draft(), &rules, &around);
            article.blocks.iter().any(|b| b.is_kept() && b.text.as_str().starts_with("Sign up"))
        };
        assert!(kept(&owed));
        assert!(!kept(&|_| false));
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
