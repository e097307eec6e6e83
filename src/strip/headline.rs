//! Which of the lines over the running text is the title.

use super::judge::Page;

/// Words a title has under a menu, where nothing else tells it from an entry.
const LONG: usize = 5;

/// Lines that may stand over it where nothing on the page is boilerplate.
const ABOVE: usize = 4;

impl Page<'_> {
    /// The title: known by markup, or the line before the running text that is most likely one.
    pub(super) fn title(&self, first: usize) -> Option<usize> {
        let known = |marked: bool| self.features.iter().position(|f| f.title && f.heading == marked);
        let head: Vec<usize> = (0..first).filter(|&at| self.can_head(at)).collect();
        // Over an article that stands alone the first line is its title; under a menu a longer one is.
        let alone = self.dropped[..first].iter().all(Option::is_none);
        let long = |&i: &usize| alone || self.features[i].words >= LONG;
        let found = || head.iter().copied().find(long).or(head.first().copied());
        // Under other lines of the text none is likelier than the next.
        let above = |at: usize| (0..at).filter(|&i| !self.features[i].field).count();
        let sure = |at: &usize| !alone || above(*at) <= ABOVE;
        known(true).or(known(false)).or_else(|| found().map(|at| self.headline_over(at, &head)).filter(sure))
    }

    /// Where no running text stands, the first sentence.
    pub(super) fn first_sentence(&self) -> Option<usize> {
        let is_said = |i: &usize| {
            let f = &self.features[*i];
            self.dropped[*i].is_none() && !f.open && !f.colon && f.words >= 3 && !f.field && !f.titular
        };
        (0..self.features.len()).find(is_said)
    }

    fn can_head(&self, at: usize) -> bool {
        let f = &self.features[at];
        self.dropped[at].is_none() && f.titular && !f.item && !f.field
    }

    /// The headline that stands over a line, which then is its deck, or the first entry of a list: it reads like
    /// words of a text, and boilerplate ends right above it.
    fn headline_over(&self, at: usize, head: &[usize]) -> usize {
        let begins = |i: usize| i == 0 || self.dropped[i - 1].is_some();
        let reads = |i: usize| self.features[i].reads && begins(i);
        let is_over =
            |&i: &usize| i + 1 == at && self.features[i].words < self.features[at].words && reads(i);
        let above = at.checked_sub(1).filter(|i| self.can_head(*i)).filter(is_over);
        let first = || head.iter().copied().find(|&i| i < at && !self.features[at].reads && reads(i));
        above.or_else(first).unwrap_or(at)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Decoding, Media, Role, Source};
    use crate::rules::Packs;
    use crate::strip::{Rules, Surroundings, strip};

    fn title(text: &str) -> Option<String> {
        let rules = Rules::new(&Packs::embedded());
        let source = Source::new("page.txt".into(), Media::Plain, Decoding::of(text.into()));
        let mut article = strip(crate::segment::segment(source), &rules, &Surroundings::NONE);
        crate::arrange::arrange(&mut article);
        let found = article.blocks.iter().find(|b| b.role == Role::Title);
        found.map(|b| b.text.as_str().to_owned())
    }

    #[test]
    fn the_headline_is_told_from_deck_menu_and_list() {
        let table = [
            (
                "Zaloguj się\nNewsletter\nKto zabrał koło z młyna?\nW Holmie nikt nie widział, jak w nocy zniknęło koło, które \
                 kręciło się sto lat\nUdostępnij\nKoło zniknęło w nocy z piątku na sobotę, kiedy nad rzeką stała mgła. Nikt nie \
                 słyszał wozu. Policja szuka świadków, a młynarz nowego koła.\n",
                "Kto zabrał koło z młyna?",
            ),
            (
                "登录\n注册\n河边最后一座水磨坊\n磨了四十年面，老何说“水比人准时”\n分享到微信\n\
                 老何每天五点打开水闸，让河水流进磨坊。他的父亲和祖父也是这样做的，一百年来没有变过。\n\
                 “水不会迟到，”他说，“人会。”他把面粉装进布袋，送到镇上的三家面包房，每袋收二十元。\n",
                "河边最后一座水磨坊",
            ),
            (
                "Log in\nSubscribe\nBarley bread of the mill\nPrep: 10 mins\nServes 6\nIngredients\n2 cups of flour, sifted and warm\n\
                 1 pinch of salt\nMethod\nMix the flour with the water and let it stand. Then bake it until the crust is brown and \
                 the kitchen smells of it. Eat it warm.\nShare\nFacebook\n",
                "Barley bread of the mill",
            ),
            (
                "Главная\nВойти\nПодписка\nПять вопросов мельнику\nВы умеете молоть?\nНет.\nА печь хлеб?\nОн меня печёт.\n\
                 Поделиться\nКомментарии\n",
                "Пять вопросов мельнику",
            ),
            (
                "四川某地水磨修復 轉動逾六十年\n\n水磨位於河邊，由村民在四十年前建成，去年夏天被洪水沖毀，今年春天由同一批村民修好。\n\n\
                 村長說，下一步是修橋，預計明年完成，費用由縣政府和村民各出一半。\n",
                "四川某地水磨修復 轉動逾六十年",
            ),
            (
                "Kreisklasse B: Die Ergebnisse vom 12. Spieltag\nTSV Holm – SV Lund 3:1 (1:1)\nFC Aue – TuS Moor 0:0\n\
                 Zuschauer: 80\nHolms Trainer war zufrieden und sprach von einem Sieg des Willens.\n",
                "Kreisklasse B: Die Ergebnisse vom 12. Spieltag",
            ),
            (
                "FOR IMMEDIATE RELEASE\nHolm Mills Opens a Second Wheel\nHOLM, May 6 -- Holm Mills Inc. today announced the opening \
                 of its second wheel, which will turn as long as the first one did.\n",
                "Holm Mills Opens a Second Wheel",
            ),
            (
                "The Holm Valley Post\nLog in\nThe Holm Valley Post\nMiller Ends the Long Fight Over His Weir\nBy Ann Poe\nShare\nThe \
                 miller of Holm has ended a fight over his weir that had lasted longer than the wheel itself, said the council.\n",
                "Miller Ends the Long Fight Over His Weir",
            ),
            // A headline that is a sentence, over its deck.
            (
                "The Holm Valley Post\nLog in\nSubscribe\nThe River Took Our Wheel and Left the Cat.\nIt came back, too.\n\
                 Analysis by Ann Poe\n3 May 2024\nAdvertisement\nThe river rose in the night, and by the morning the wheel of the mill \
                 had gone with it as far as the bridge of the next town, where it stands.\n",
                "The River Took Our Wheel and Left the Cat.",
            ),
            // Names over the date: one in capitals, and one with the house under it.
            (
                "Inicio\nCultura\nIniciar sesión\nEl molino que nadie quiso vender\nLa rueda que un río se llevó hace dos años vuelve a girar \
                 para quien la quiera oír\nLUCÍA MOLINERO\n3 MAY 2024 - 07:00\nCompartir\nMi padre abría la compuerta a las cinco, y a las \
                 seis ya se oía la rueda desde la plaza, donde esperaban los primeros sacos del día.\n",
                "El molino que nadie quiso vender",
            ),
            // The date stands over the title, between marks.
            (
                "Startseite\nKontakt\nAnmelden\nMeldungen\n13.05.2024 | Meldung Nr. 7\nStadt Holm lässt das Mühlrad für zwei Millionen Euro \
                 erneuern\nDie Stadt hat am Montag den Auftrag für das neue Mühlrad vergeben, das im Frühjahr des nächsten Jahres \
                 laufen soll.\nTeilen\n",
                "Stadt Holm lässt das Mühlrad für zwei Millionen Euro erneuern",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(title(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_line_below_others_is_no_title() {
        for text in [
            "Holm\nMühle\ngeb. Wehr\n1931\n2025\nIn Liebe und Dank\nDie Feier ist am Freitag um 13 Uhr in der Kirche.\n",
            "Подписка\nОн пришёл домой.\n",
            "Anmelden\nNewsletter\nTraueranzeigen\nWir nehmen Abschied von\nGrete Mühle\ngeb. Wehr\nIn Liebe und Dank\n\
             Deine Kinder mit Familien\nDie Feier ist am Freitag um 13 Uhr in der Kirche.\nKontakt\n",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
