//! Which language a text is in, as far as its letters tell.

use crate::repair::letters::{self, BIT, Fit, Language};

/// Fewest letters that tell a language.
const LETTERS: usize = 20;
/// Bytes of a text that are looked at; more tells no more.
const LOOKED_AT: usize = 4000;
/// A language may surprise by so much more than the one that fits best, in percent: near relatives.
const SLACK: u64 = 3;
/// The same for so many letters; a short text may by chance be like another language.
const SHORT: u64 = 300;
/// Surprise of a letter beyond which a text is in no language that is known here, in an alphabet and beyond.
const STRANGE: (u32, u32) = (8 * BIT, 13 * BIT);

/// The beginning of a text, and the language that fits it best.
pub(crate) struct Sample {
    text: String,
    /// `None` for a script that no language known here is written in.
    best: Option<Fit>,
    /// Whether the text is written with thousands of characters.
    is_ideographic: bool,
}

impl Sample {
    /// `None` where there are too few letters to tell.
    pub(crate) fn of<'t>(parts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut text = String::new();
        for part in parts {
            let room = LOOKED_AT.saturating_sub(text.len());
            text.push_str(&part[..part.floor_char_boundary(room)]);
            text.push('\n');
            if text.len() >= LOOKED_AT {
                break;
            }
        }
        let count = text.chars().filter(|c| c.is_alphabetic()).count();
        let ideographs = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9FFF}')).count();
        let best = letters::best(&text);
        (count >= LETTERS).then(|| Self { text, best, is_ideographic: ideographs * 4 >= count })
    }

    /// The tag of the language that fits best; `None` where none fits.
    pub(crate) fn tag(&self) -> Option<&'static str> {
        let most = if self.is_ideographic { STRANGE.1 } else { STRANGE.0 };
        let best = self.best.filter(|fit| fit.per_letter().is_some_and(|cost| cost <= most))?;
        Some(best.language.tag())
    }

    /// How much more the text surprises in the language of a tag than in the one that fits best, in percent
    /// of that; `None` where the text is in another language.
    pub(crate) fn surprise(&self, tag: &str) -> Option<u64> {
        self.tag()?;
        let best = self.best?;
        // Tables of thousands of characters take letters lightly.
        let languages = languages(tag).filter(|l| l.is_alphabetic() || self.is_ideographic);
        let costs = languages.map(|l| u64::from(letters::within(&self.text, l).cost));
        let percent = costs.min()? * 100 / u64::from(best.cost.max(1));
        (percent <= 100 + SLACK + SHORT / u64::from(best.letters.max(1))).then_some(percent)
    }

    /// Whether one of two texts may be in the language of the other.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let may_be = |one: &Self, other: &Self| other.tag().is_some_and(|tag| one.surprise(tag).is_some());
        may_be(self, other) || may_be(other, self)
    }
}

/// Every tag that [`is_known`], in order.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    let mut tags: Vec<&str> = Language::all().map(Language::tag).collect();
    tags.extend(FAMILIES.iter().map(|(tag, _)| *tag));
    tags.sort_unstable();
    tags.into_iter()
}

/// Whether a language of this tag can be told.
pub(crate) fn is_known(tag: &str) -> bool {
    languages(tag).next().is_some()
}

/// The tag without its region (`pt` of `pt-BR`), where that is known.
pub(crate) fn primary(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next()?.to_lowercase();
    is_known(&primary).then_some(primary)
}

/// Tags that mean several of the languages: Chinese and Norwegian are written in two ways.
const FAMILIES: &[(&str, &[&str])] = &[("no", &["nb", "nn"]), ("zh", &["zh-Hans", "zh-Hant"])];

/// The languages a tag means.
fn languages(tag: &str) -> impl Iterator<Item = Language> {
    let family = FAMILIES.iter().find(|(name, _)| *name == tag).map(|(_, members)| *members);
    Language::all().filter(move |l| family.map_or(l.tag() == tag, |members| members.contains(&l.tag())))
}

#[cfg(test)]
mod tests {
    use super::{Sample, is_known, primary, tags};

    fn sample(text: &str) -> Sample {
        Sample::of(std::iter::once(text)).unwrap_or_else(|| panic!("{text}: too short"))
    }

    const OFFERED: [&str; 5] = ["de", "en", "es", "fr", "zh"];

    /// The offered language of a text, as a note in it is chosen.
    fn chosen(text: &str) -> Option<&'static str> {
        let sample = sample(text);
        let fits = OFFERED.iter().filter_map(|tag| Some((sample.surprise(tag)?, *tag)));
        fits.min().map(|(_, tag)| tag)
    }

    #[test]
    fn texts_are_in_one_of_some_languages_or_in_none() {
        for (expected, text) in [
            (Some("en"), "The dam is filling faster than planned, Xinhua reported."),
            (Some("en"), "Output doubled, the People’s Daily reported."),
            (
                Some("en"),
                "Linjiang Boiler Works, a subsidiary of a centrally administered group in Zhangjiakou, said so.",
            ),
            (Some("de"), "Die Brücke ist offen, meldete das chinesische Staatsfernsehen am Montag."),
            (Some("fr"), "Le pont est ouvert, selon la télévision d’État, depuis lundi."),
            (Some("es"), "El puente está abierto desde el lunes, según medios estatales."),
            (Some("zh"), "据央视新闻报道，大桥周一通车，首批列车当天运送了四百名旅客。"),
            (Some("zh"), "據央視新聞報道，大橋週一通車，首批列車當天運送了四百名旅客。"),
            (None, "De dam loopt sneller vol dan gepland, meldde het persbureau op maandag."),
            (
                None,
                "A barragem está a encher mais depressa do que o previsto, disse a agência na segunda-feira.",
            ),
            (None, "La diga si sta riempiendo più in fretta del previsto, ha scritto l’agenzia lunedì."),
            (None, "Дамба наполняется быстрее, чем планировалось, сообщило агентство в понедельник."),
            (None, "ダムは予定より早く水がたまっていると、通信社が月曜日に伝えた。"),
            (None, "댐은 예정보다 빨리 물이 차고 있다고 통신사가 월요일에 전했다."),
            (None, "बांध तय समय से तेज़ी से भर रहा है, समाचार एजेंसी ने सोमवार को बताया।"),
            (None, "Ambaragը լցվում է ավելի արագ, քան նախատեսված էր, հայտնել է գործակալությունը։"),
        ] {
            assert_eq!(chosen(text), expected, "{text}");
        }
    }

    #[test]
    fn two_texts_of_one_language_are_alike() {
        let (english, german) = (
            sample("Source: what stands here is what a wire service wrote."),
            sample("Hinweis: Der Text beruht auf Angaben einer Agentur."),
        );
        assert!(english.is_like(&sample("The dam is filling faster than planned, the agency said.")));
        assert!(german.is_like(&sample("Der Damm füllt sich schneller als geplant, sagte die Agentur.")));
        assert!(!english.is_like(&german) && !german.is_like(&english));
        assert!(!english.is_like(&sample("बांध तय समय से तेज़ी से भर रहा है, एजेंसी ने बताया।")));
        assert!(Sample::of(std::iter::once("Too short.")).is_none());
    }

    #[test]
    fn tags_are_those_of_the_table_and_their_families() {
        assert!(["en", "zh", "zh-Hant", "no", "nb", "sr-Latn"].iter().all(|tag| is_known(tag)));
        assert!(["", "english", "EN", "xx", "pt-BR", "sr-"].iter().all(|tag| !is_known(tag)));
        assert_eq!(primary("pt-BR").as_deref(), Some("pt"));
        assert_eq!(primary("EN").as_deref(), Some("en"));
        assert_eq!(primary("english"), None);
        assert!(tags().all(is_known) && tags().is_sorted());
    }
}
