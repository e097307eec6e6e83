//! What a text says of itself in lines of their own: whose it is, from whom it is, what was put right in it.

use super::{Rules, page};
use crate::model::{Block, Form};
use crate::rules::Takes;

/// Blocks right under running text that are the text's: whose it is, and what it says of itself; everywhere, from whom
/// it is. A label about comments may stand between: it is not always the readers' comments that follow.
pub(super) fn under_text(
    blocks: &[Block],
    features: &[page::Feature],
    hits: &[Option<usize>],
    rules: &Rules,
) -> Vec<usize> {
    let mut found = Vec::new();
    // Whether running text stands right above, and whether nothing but notes has followed it.
    let (mut ends_text, mut is_under) = (false, false);
    for (at, feature) in features.iter().enumerate() {
        let is_note = feature.note && feature.words >= 4 && is_under;
        let is_notice =
            ends_text && blocks[at].form == Form::Paragraph && is_rights_notice(blocks[at].text.as_str());
        let is_source = feature.words <= SOURCE && is_source(blocks[at].text.as_str());
        if is_note || is_notice || is_source {
            found.push(at);
        }
        let is_said = feature.prose || !feature.open && feature.words >= 8;
        let is_label = hits[at].is_some_and(|rule| rules.takes(rule) == Takes::Rest);
        ends_text = is_said && hits[at].is_none() && !feature.echo.copy;
        is_under = ends_text || is_under && (is_note || is_label && !feature.dated);
    }
    found
}

/// Words of a line that says where a text is from, at most.
const SOURCE: usize = 8;

/// Labels of such lines, in lower case.
#[rustfmt::skip]
const SOURCES: &[&str] = &[
    "source", "sources", "quelle", "quellen", "fuente", "fuentes", "fonte", "fontes", "fonti", "bron", "bronnen", "źródło", "źródła", "источник",
    "источники", "джерело", "джерела", "kaynak", "zdroj", "zdroje", "lähde", "lähteet", "källa", "källor", "kilde", "kilder", "forrás", "sursa",
    "surse", "πηγή", "πηγές", "מקור", "स्रोत", "المصدر", "来源", "來源", "出典", "출처", "nguồn", "ที่มา", "sumber",
];

/// `Source: Holm Post`.
fn is_source(text: &str) -> bool {
    let Some((label, name)) = text.split_once([':', '：']) else { return false };
    !name.trim().is_empty() && label.len() <= 24 && SOURCES.contains(&label.trim().to_lowercase().as_str())
}

/// Whether a line says whose text it stands under: right under running text that is the text's, not the site's.
fn is_rights_notice(text: &str) -> bool {
    let marks = ["©", "copyright", "(c)"];
    let begins = |mark: &&str| text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    marks.iter().any(begins) && years.count() == 1 && (5..=60).contains(&page::words(text))
}

#[cfg(test)]
mod tests {
    use super::is_source;
    use crate::strip::tests::dropped;

    #[test]
    fn a_line_that_says_from_whom_the_text_is_stays() {
        let page = "Møllen i Holm drejer igen efter to år.\nMølleren siger, at hjulet holder længe.\nLæs også\nHjulet forsvandt i stormen\n\
                    Kilde: Ritzau\nKommentarer\nPrivatlivspolitik\n";
        assert!(dropped(page).iter().all(|line| line != "Kilde: Ritzau"), "{:?}", dropped(page));
        for no in ["Source", "Source:", "The source: a spring above the mill", "Sourdough: a guide"] {
            assert!(!is_source(no), "{no}");
        }
    }
}
