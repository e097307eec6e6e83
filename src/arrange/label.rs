//! Labels of an article's own parts, in lower case.

/// Over the article's summary list.
#[rustfmt::skip]
const HIGHLIGHTS: &[&str] = &[
    // English
    "highlights", "key points", "key takeaways", "takeaways", "key highlights", "at a glance", "in brief", "key facts",
    "the key points", "summary points", "main points", "main takeaways", "quick take", "article highlights",
    "the takeaways", "story highlights", "what to know", "the gist", "tl;dr",
    // German
    "das wichtigste", "das wichtigste in kürze", "das wichtigste auf einen blick", "auf einen blick", "kurz gefasst",
    "kurz & knapp", "die wichtigsten punkte", "wichtigste punkte", "kernpunkte", "in kürze",
    // French
    "à retenir", "ce qu'il faut retenir", "l'essentiel", "points clés", "les points clés", "points essentiels", "en bref",
    "en résumé", "l'essentiel en bref",
    // Spanish
    "claves", "las claves", "puntos clave", "lo esencial", "lo más destacado", "lo más importante", "en resumen",
    "de un vistazo", "en breve",
    // Portuguese
    "destaques", "pontos principais", "pontos-chave", "pontos essenciais", "o essencial", "em resumo", "em síntese",
    // Italian
    "in sintesi", "punti chiave", "i punti chiave", "in breve", "i punti principali", "l'essenziale",
    // Dutch
    "in het kort", "kernpunten", "hoofdpunten", "belangrijkste punten", "de belangrijkste punten", "samengevat",
    // Polish
    "najważniejsze informacje", "najważniejsze punkty", "w skrócie", "kluczowe informacje", "w pigułce",
    // Czech, Swedish, Norwegian, Danish
    "ve zkratce", "hlavní body", "i korthet", "i korte trekk", "kort fortalt", "hovedpunkter", "huvudpunkter",
    // Russian, Ukrainian
    "главное", "коротко", "ключевые моменты", "основные тезисы", "головне", "стисло", "ключові моменти",
    // Turkish
    "öne çıkanlar", "ana noktalar", "kısaca", "önemli noktalar",
    // East and South-East Asia, Arabic
    "要点", "核心提示", "内容提要", "本文要点", "重點", "ハイライト", "ポイント", "この記事のポイント", "핵심 요약", "주요 내용",
    "điểm chính", "những điểm chính", "ไฮไลท์", "ไฮไลต์", "ประเด็นสำคัญ", "أبرز النقاط", "النقاط الرئيسية",
];

/// Beginnings of a disclaimer or disclosure, in lower case; a colon, a dash or the line's end follows.
const DISCLAIMERS: &[&str] = &[
    "disclaimer",
    "disclosure",
    "disclosures",
    "full disclosure",
    "disclosure statement",
    "editor's note",
    "editors' note",
    "editorial note",
    "editor’s note",
    "editors’ note",
    "legal disclaimer",
    "legal notice",
    "important notice",
    "important information",
    "risk warning",
    "risk disclosure",
    "conflict of interest",
    "transparency note",
    "note to readers",
    "haftungsausschluss",
    "hinweis der redaktion",
    "anmerkung der redaktion",
    "offenlegung",
    "avertissement",
    "note de la rédaction",
    "clause de non-responsabilité",
    "aviso legal",
    "descargo de responsabilidad",
    "nota del editor",
    "nota de la redacción",
    "aviso",
    "nota da redação",
    "isenção de responsabilidade",
    "dichiarazione di non responsabilità",
    "nota della redazione",
    "redactionele noot",
    "zastrzeżenie",
    "od redakcji",
    "отказ от ответственности",
    "от редакции",
    "застереження",
    "від редакції",
    "sorumluluk reddi",
    "yasal uyarı",
    "免责声明",
    "免責事項",
    "면책 조항",
];

/// Beginnings of what an article says of itself under its text: corrections, notes of its author, whom to ask. In
/// lower case; a mark follows, or a day and a mark.
#[rustfmt::skip]
const NOTES: &[&str] = &[
    "correction", "corrections", "clarification", "update", "author's note", "authors' note", "note from the author",
    "writer's note", "publisher's note", "reporter's note", "contact", "contacts", "media contact", "press contact",
    "media inquiries", "sources", "methodology",
    "korrektur", "berichtigung", "richtigstellung", "anmerkung des autors", "anmerkung der autorin", "hinweis",
    "anmerkung", "nachtrag", "kontakt", "pressekontakt",
    "rectificatif", "erratum", "précision", "note de l'auteur", "mise à jour", "contact presse",
    "corrección", "rectificación", "fe de erratas", "aclaración", "nota del autor", "nota de la autora", "actualización",
    "contacto", "correção", "errata", "esclarecimento", "nota do autor", "nota da autora", "atualização", "contato",
    "correzione", "rettifica", "precisazione", "nota dell'autore", "aggiornamento", "contatti",
    "correctie", "rectificatie", "noot van de auteur", "sprostowanie", "korekta", "od autora", "aktualizacja",
    "исправление", "уточнение", "поправка", "от автора", "обновление", "виправлення", "уточнення", "від автора",
    "düzeltme", "yazarın notu", "güncelleme", "تصحيح", "توضيح", "ملاحظة الكاتب", "更正", "作者注", "訂正", "お詫びと訂正",
    "정정", "바로잡습니다", "đính chính", "แก้ไข",
];

/// What stands over press releases, in lower case.
#[rustfmt::skip]
pub(super) const PRESS: &[&str] = &[
    "for immediate release", "immediate release", "press release", "news release", "media release", "for release",
    "pressemitteilung", "presseinformation", "medienmitteilung", "zur sofortigen veröffentlichung",
    "communiqué de presse", "pour diffusion immédiate", "nota de prensa", "comunicado de prensa", "para difusión inmediata",
    "comunicado de imprensa", "nota de imprensa", "comunicato stampa", "persbericht", "informacja prasowa",
    "komunikat prasowy", "пресс-релиз", "прес-реліз", "basın bülteni", "basın açıklaması", "thông cáo báo chí",
    "بيان صحفي", "ข่าวประชาสัมพันธ์", "新闻稿", "新聞稿", "プレスリリース", "報道資料", "보도자료",
];

/// Whether a text is a label over highlights.
pub(crate) fn is_highlights_label(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let label = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    HIGHLIGHTS.contains(&label.as_str())
}

/// Whether a block begins as disclaimers begin: with the label and a mark behind it.
pub(crate) fn is_disclaimer(text: &str) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    DISCLAIMERS.iter().any(|d| {
        head.strip_prefix(d).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
            rest.is_empty() || rest.starts_with([':', '：', '-', '–', '—', '.', '|'])
        })
    })
}

/// Whether a block begins as corrections, notes of authors and addresses for questions do: with the label and a mark,
/// or the day and a mark, and says something behind it.
pub(crate) fn is_note(text: &str) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase().replace('’', "'");
    NOTES.iter().any(|label| {
        let Some(rest) = head.strip_prefix(label) else { return false };
        let rest = rest.trim_start();
        // "Correction, May 4: …", "Update (4 May): …".
        let dated = rest.starts_with([',', '(', '،', '（']) && rest.contains(char::is_numeric);
        let mark = if dated {
            rest.find([':', '：', '—', '–'])
        } else {
            rest.starts_with([':', '：', '—', '–']).then_some(0)
        };
        mark.is_some_and(|at| rest[at..].chars().skip(1).any(char::is_alphanumeric))
    })
}
