//! What is put in where something is missing, in the language of the article.

use super::candidate::Candidate;
use super::{Problem, clip};
use crate::language::Sample;
use crate::lint::page::{Page, View};
use crate::lint::trigger::Trigger;
use crate::model::{Fix, Form, Span};
use crate::rules::{At, Insert, Require, Template};

/// Puts the text of the rule in: at the end of the article, or in place of a poor one. Or says why not.
pub(super) fn fix(
    page: &Page<'_>,
    require: &Require,
    trigger: &Trigger,
    best: Option<&Candidate>,
    problems: &[Problem],
) -> Option<Result<Fix, String>> {
    if require.insert.is_empty() {
        return None;
    }
    // A good text in the wrong place must be moved; that is more than one change.
    if best.is_some() && problems.iter().any(|p| matches!(p, Problem::Misplaced(_))) {
        return Some(Err("what stands in the wrong place is to be moved by hand".to_owned()));
    }
    let template = match in_the_language_of(page, &require.insert) {
        Ok(template) => template,
        Err(why) => return Some(Err(why)),
    };
    let named = clip(&page.views[trigger.view].text()[trigger.words.clone()]);
    let text = template.fill(|_| &named);
    let (span, replacement) = match best {
        None => {
            let kept =
                || page.views.iter().filter(|v| v.block.is_kept() && !matches!(v.block.form, Form::Meta(_)));
            match require.at {
                At::First(_) => (Span::at(kept().next()?.block.span.start as usize), format!("{text}\n\n")),
                At::Anywhere | At::Last(_) => {
                    (Span::at(kept().last()?.block.span.end as usize), format!("\n\n{text}"))
                }
            }
        }
        Some(c) if c.first == c.last => (page.views[c.first].block.span, text),
        Some(_) => return Some(Err("what is there takes several paragraphs; mend it by hand".to_owned())),
    };
    Some(Ok(Fix { span, replacement, safe: false }))
}

/// The text for an article: the one in its language. Where there is none, why.
fn in_the_language_of<'i>(page: &Page<'_>, inserts: &'i [Insert]) -> Result<&'i Template, String> {
    let is_prose = |v: &&View<'_>| v.block.is_kept() && !matches!(v.block.form, Form::Meta(_) | Form::Code);
    let article = Sample::of(page.views.iter().filter(is_prose).map(View::text));
    let by_language: Vec<(&str, &Template)> =
        inserts.iter().filter_map(|i| Some((i.language.as_deref()?, &i.text))).collect();
    if by_language.is_empty() {
        let text = &inserts.first().ok_or("the rule has no text")?.text;
        let own = Sample::of(std::iter::once(text.source().as_str()));
        return match (article, own) {
            (Some(article), Some(own)) if !article.is_like(&own) => Err(format!(
                "the text of the rule seems to be in another language{} than the article{}",
                named(&own),
                named(&article)
            )),
            // Nothing speaks against it.
            _ => Ok(text),
        };
    }
    let offered = by_language.iter().map(|(tag, _)| *tag).collect::<Vec<_>>().join(", ");
    let Some(article) = article else {
        let declared = page.meta("lang").or_else(|| page.meta("language")).map(|v| v.text().to_lowercase());
        let primary = declared.as_deref().and_then(|tag| tag.split(['-', '_']).next());
        let named = by_language.iter().find(|(tag, _)| Some(*tag) == primary);
        let why =
            || format!("the rule has texts in {offered}, and the article is too short to tell its language");
        return named.map(|(_, text)| *text).ok_or_else(why);
    };
    let fits = by_language.iter().filter_map(|(tag, text)| Some((article.surprise(tag)?, *text)));
    fits.min_by_key(|(surprise, _)| *surprise).map(|(_, text)| text).ok_or_else(|| {
        format!(
            "the rule has texts in {offered}, and the article seems to be in another language{}",
            named(&article)
        )
    })
}

/// The tag of a language, for people.
fn named(sample: &Sample) -> String {
    sample.tag().map_or_else(String::new, |tag| format!(" ({tag})"))
}
