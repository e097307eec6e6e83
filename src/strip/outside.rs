//! Blocks outside the place where the page's markup has its article: set aside before the rest is judged.

use super::rules::Rules;
use super::sheet::is_said;
use crate::arrange;
use crate::model::{Block, Code, Form, Reason, Region, Verdict};
use crate::rules::Passage;
use crate::segment::is_prose;

/// What stands outside the article of a page.
const OUTSIDE: Code = Code::new("boilerplate/outside-article");

/// Parts blocks into those to be judged and those set aside, with their verdicts. Nothing is set aside
/// on a page whose article was not found.
pub(super) fn part(
    blocks: Vec<Block>,
    rules: &Rules,
    protected: &dyn Fn(&Passage<'_>) -> bool,
) -> (Vec<Block>, Vec<Block>) {
    if rules.is_off(&OUTSIDE) || blocks.iter().all(|block| block.region != Region::Article) {
        return (blocks, Vec::new());
    }
    let (inner, mut outer): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| {
        matches!(block.form, Form::Meta(_)) || block.region == Region::Article || is_owed(block, protected)
    });
    for block in &mut outer {
        block.verdict = Verdict::Drop(Box::new(reason(block, rules)));
    }
    (inner, outer)
}

/// Whether a block says what the article has to say, wherever the page says it.
fn is_owed(block: &Block, protected: &dyn Fn(&Passage<'_>) -> bool) -> bool {
    let running = !matches!(block.form, Form::Comment | Form::Navigation);
    let text = block.text.as_str();
    // A link of that name among others in the footer says nothing.
    running
        && is_said(block)
        && block.region != Region::Elsewhere(Region::LINKS)
        && (arrange::is_disclaimer(text) && is_prose(text) || protected(&Passage::new(text)))
}

fn reason(block: &Block, rules: &Rules) -> Reason {
    let rule = match block.form {
        Form::Comment => rules.comment(),
        Form::Navigation => rules.navigation(),
        _ => None,
    };
    rule.map_or_else(|| Reason { code: OUTSIDE, why: why(block.region) }, |rule| rules.reason(rule))
}

fn why(region: Region) -> String {
    match region {
        Region::Elsewhere(name @ (Region::LINKS | Region::LINK_ALONE)) => {
            format!("is {name}, and no part of a sentence")
        }
        Region::Elsewhere(name) if !name.is_empty() => format!("stands in an element the page calls {name}"),
        _ => "stands outside the part of the page that holds the article".into(),
    }
}
