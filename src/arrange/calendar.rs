//! Words of dates: months, and what stands beside a date on its line.

/// Month names and their abbreviations; the first three letters of a language's names where it
/// abbreviates so. Order within a row means nothing.
#[rustfmt::skip]
pub(super) const MONTHS: [&[&str]; 12] = [
    &[
        "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "janeiro", "gennaio", "gen",
        "januari", "stycznia", "января", "січня", "ocak", "มกราคม", "يناير", "sty", "янв", "oca", "ม.ค", "січ",
        "ianuarie", "ledna", "január", "januára", "tammikuuta", "ιανουαρίου", "ιαν", "ינואר", "בינואר", "जनवरी", "януари",
        "siječnja", "јануара", "januara", "gener", "janúar",
    ],
    &[
        "february", "feb", "februar", "février", "févr", "febrero", "fevereiro", "fev", "febbraio",
        "februari", "lutego", "февраля", "лютого", "şubat", "กุมภาพันธ์", "فبراير", "lut", "фев", "şub", "ก.พ", "شباط",
        "februarie", "února", "február", "februára", "helmikuuta", "φεβρουαρίου", "φεβ", "פברואר", "בפברואר", "फ़रवरी", "फरवरी", "pebruari", "февруари",
        "veljače", "фебруара", "februara", "febrer",
    ],
    &[
        "march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart", "mrt", "marca", "марта", "березня",
        "mart", "มีนาคม", "مارس", "мар", "มี.ค", "آذار",
        "martie", "března", "március", "marts", "maaliskuuta", "μαρτίου", "μαρ", "מרץ", "מרס", "במרץ", "במרס", "मार्च", "maret",
        "ožujka", "març", "март",
    ],
    &[
        "april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "апреля", "квітня", "nisan",
        "เมษายน", "أبريل", "ابريل", "kwi", "апр", "เม.ย", "نيسان", "إبريل", "кві", "nis",
        "aprilie", "dubna", "április", "apríla", "huhtikuuta", "απριλίου", "απρ", "אפריל", "באפריל", "अप्रैल",
        "travnja", "априла", "aprila", "април",
    ],
    &[
        "may", "mai", "mayo", "maio", "maggio", "mag", "mei", "maja", "мая", "травня", "mayıs", "พฤษภาคม",
        "مايو", "พ.ค", "أيار",
        "maj", "května", "május", "mája", "toukokuuta", "μαΐου", "μαϊου", "μαίου", "μαϊ", "מאי", "במאי", "मई", "май",
        "svibnja", "маја", "maig",
    ],
    &[
        "june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu", "czerwca", "июня", "червня",
        "haziran", "มิถุนายน", "يونيو", "cze", "มิ.ย", "حزيران", "чер", "haz", "июн",
        "iunie", "června", "június", "júna", "kesäkuuta", "ιουνίου", "ιουν", "יוני", "ביוני", "जून", "юни",
        "lipnja", "јуна", "juna", "juny",
    ],
    &[
        "july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug", "lipca", "июля", "липня",
        "temmuz", "กรกฎาคม", "يوليو", "lip", "июл", "ก.ค", "تموز", "лип", "tem",
        "iulie", "července", "július", "júla", "heinäkuuta", "ιουλίου", "ιουλ", "יולי", "ביולי", "जुलाई", "юли",
        "srpnja", "јула", "jula", "juliol",
    ],
    &[
        "august", "aug", "août", "aout", "agosto", "ago", "augustus", "sierpnia", "августа", "серпня",
        "ağustos", "สิงหาคม", "أغسطس", "sie", "ağu", "авг", "ส.ค", "آب", "сер",
        "augusti", "srpna", "augusztus", "augusta", "elokuuta", "αυγούστου", "αυγ", "אוגוסט", "באוגוסט", "अगस्त", "agustus", "agu",
        "kolovoza", "avgusta", "agost", "август",
    ],
    &[
        "september", "sep", "sept", "septembre", "septiembre", "setembro", "settembre", "set", "września",
        "сентября", "вересня", "eylül", "กันยายน", "سبتمبر", "wrz", "сен", "eyl", "ก.ย", "أيلول", "вер", "сент",
        "septembrie", "září", "szeptember", "septembra", "syyskuuta", "σεπτεμβρίου", "σεπ", "ספטמבר", "בספטמבר", "सितंबर", "सितम्बर", "септември",
        "rujna", "септембра", "setembre",
    ],
    &[
        "october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott",
        "października", "октября", "жовтня", "ekim", "ตุลาคม", "أكتوبر", "paź", "окт", "اكتوبر", "ต.ค", "жов", "eki",
        "octombrie", "října", "október", "októbra", "lokakuuta", "οκτωβρίου", "οκτ", "אוקטובר", "באוקטובר", "अक्टूबर", "अक्तूबर", "октомври",
        "октобра", "oktobra",
    ],
    &[
        "november", "nov", "novembre", "noviembre", "novembro", "listopada", "ноября", "листопада", "kasım",
        "พฤศจิกายน", "نوفمبر", "lis", "ноя", "พ.ย", "kas",
        "noiembrie", "listopadu", "novembra", "marraskuuta", "νοεμβρίου", "νοε", "נובמבר", "בנובמבר", "नवंबर", "नवम्बर", "nopember", "ноември",
        "studenoga", "studenog", "новембра",
    ],
    &[
        "december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dezembro", "dicembre",
        "grudnia", "декабря", "грудня", "aralık", "ธันวาคม", "ديسمبر", "gru", "дек", "ara", "ธ.ค", "гру",
        "decembrie", "prosince", "decembra", "joulukuuta", "δεκεμβρίου", "δεκ", "דצמבר", "בדצמבר", "दिसंबर", "दिसम्बर", "desember", "des", "декември",
        "prosinca", "децембра", "desembre",
    ],
];

/// Zones of time that may stand there, in a text of any language.
#[rustfmt::skip]
pub(super) const ZONES: &[&str] = &[
    "gmt", "utc", "bst", "cet", "cest", "ist", "eet", "msk", "jst", "kst", "hkt", "sgt", "aest", "aedt", "amt", "ict", "nzst",
    "nzdt", "sast", "wib", "wita", "wit",
];

/// English words that may stand beside a date on a line of its own: labels, weekdays, zones of time.
#[rustfmt::skip]
pub(super) const BESIDE_ENGLISH: &[&str] = &[
    "published", "posted", "updated", "update", "last", "first", "created", "modified", "date", "on", "at", "of", "the",
    "as", "time", "edited", "uploaded", "am", "pm", "a", "p", "m", "est", "edt", "et", "cst", "cdt", "ct",
    "mst", "mdt", "pst", "pdt", "pt",
    "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "min", "mins", "minute", "minutes", "read", "h", "released", "ago", "hours", "days",
];

/// The same words of other languages.
#[rustfmt::skip]
pub(super) const BESIDE: &[&str] = &[
    // German
    "veröffentlicht", "aktualisiert", "stand", "datum", "um", "uhr", "vom", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "den", "erschienen", "zuletzt", "geändert", "mo",
    "di", "mi", "do", "fr", "sa", "so", "sonnabend", "lesezeit", "minuten",
    // French
    "publié", "le", "à", "mis", "jour", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
    "dimanche", "lun", "jeu", "ven", "sam", "modifié", "mise", "du", "heure", "lecture",
    // Spanish and Portuguese
    "publicado", "actualizado", "el", "de", "del", "las", "lunes", "martes", "miércoles", "jueves", "viernes",
    "sábado", "domingo", "atualizado", "em", "às", "segunda", "terça", "quarta", "quinta", "sexta", "feira",
    "fecha", "última", "actualización", "modificado", "hrs", "horas", "atualizada", "atualização", "data",
    "postado", "leitura", "lectura", "mié", "jue", "vie", "sáb", "dom", "seg", "ter", "qua", "qui", "sex",
    // Italian
    "pubblicato", "aggiornato", "il", "alle", "ore", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì",
    "sabato", "domenica", "ultimo", "aggiornamento", "modifica", "lettura", "gio",
    // Dutch
    "gepubliceerd", "bijgewerkt", "op", "om", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag",
    "zaterdag", "zondag", "geplaatst", "laatst", "gewijzigd", "laatste", "uur", "wo", "vr", "zo",
    // Polish
    "opublikowano", "aktualizacja", "dnia", "r", "godz", "publikacji", "publikacja", "ostatnia",
    "modyfikacja", "pon", "śr", "czw", "pt", "sob", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela",
    // Russian and Ukrainian
    "опубликовано", "обновлено", "дата", "в", "г", "года", "року", "оновлено", "публикации", "публикация",
    "обновление", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "мск",
    "опубліковано", "оновлення", "публікації", "понеділок", "вівторок", "середа", "четвер", "субота",
    "неділя", "о", "р",
    // Turkish
    "yayınlanma", "pzt", "çar", "cum", "cmt", "güncelleme", "tarihi", "güncellenme", "güncellendi", "yayın", "son", "saat", "pazartesi",
    "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar",
    // Thai
    "วันที่", "เผยแพร่", "เมื่อ", "อัปเดต", "เวลา", "น", "พ", "ศ", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี",
    "ศุกร์", "เสาร์", "อาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์",
    "วันอาทิตย์",
    // Arabic
    "نشر", "نشرت", "في", "تاريخ", "النشر", "آخر", "تحديث", "الساعة", "بتوقيت", "الاثنين", "الإثنين",
    "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد", "ص", "م",
    // Vietnamese
    "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "ngày", "lúc", "đăng", "cập", "xuất", "bản",
    "giờ",
    // Chinese, Japanese and Korean
    "發布", "發布於", "發布時間", "時間", "更新時間", "最後更新", "最后更新", "发布日期", "更新日時", "公開日時", "配信", "午前", "午後", "기사입력",
    "기사수정", "최종수정", "승인", "작성", "발행일", "发布", "发布于", "发布时间", "发表", "发表于", "发表时间", "更新", "更新时间", "更新于", "时间", "日期", "星期一", "星期二", "星期三", "星期四",
    "星期五", "星期六", "星期日", "上午", "下午", "公開", "公開日", "更新日", "掲載", "投稿日", "最終更新", "月曜日", "火曜日", "水曜日", "木曜日",
    "金曜日", "土曜日", "日曜日", "日", "月", "火", "水", "木", "金", "土", "입력", "수정", "발행", "등록", "업데이트", "게시", "최종", "오전", "오후",
    "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
    // More labels
    "modificação", "criado", "há", "giriş", "eklenme", "eklendi", "등록일", "등록일시", "작성일", "게시일", "수정일", "입력일", "배포일", "صباحا", "صباحاً", "مساء", "مساءً",
    // Swedish, Danish and Norwegian
    "publicerad", "publicerat", "publiceret", "publisert", "udgivet", "utgitt", "offentliggjort", "uppdaterad",
    "uppdaterat", "opdateret", "oppdatert", "senast", "sist", "sidst", "skapad", "oprettet", "opprettet", "klockan",
    "klokken", "kl", "d", "måndag", "tisdag", "onsdag", "torsdag", "lördag", "söndag", "mandag", "tirsdag", "lørdag",
    "søndag", "mån", "tis", "ons", "tors", "fre", "lör", "sön", "man", "tirs", "lør", "søn", "lästid", "læsetid",
    "lesetid",
    // Finnish
    "julkaistu", "päivitetty", "muokattu", "viimeksi", "klo", "ma", "ti", "ke", "pe", "la", "su", "maanantai", "tiistai",
    "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai", "maanantaina", "tiistaina", "keskiviikkona",
    "torstaina", "perjantaina", "lauantaina", "sunnuntaina",
    // Czech and Slovak
    "publikováno", "zveřejněno", "vydáno", "aktualizováno", "upraveno", "dne", "hodin", "hod", "čas", "publikované",
    "zverejnené", "aktualizované", "pondělí", "úterý", "čtvrtek", "pátek", "neděle", "pondelok", "utorok", "streda",
    "štvrtok", "piatok", "nedeľa", "po", "út", "st", "čt", "pá",
    // Romanian
    "publicat", "publicată", "actualizat", "actualizată", "actualizare", "ultima", "modificat", "modificare", "postat",
    "ora", "luni", "marți", "marţi", "miercuri", "joi", "vineri", "sâmbătă", "duminică",
    // Hungarian
    "közzétéve", "megjelent", "megjelenés", "frissítve", "frissült", "frissítés", "módosítva", "utoljára", "dátum",
    "hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap",
    // Greek
    "δημοσίευση", "δημοσιεύτηκε", "δημοσιεύθηκε", "δημοσιευμένο", "ανάρτηση", "αναρτήθηκε", "ενημέρωση", "ενημερώθηκε",
    "τελευταία", "ημερομηνία", "στις", "ώρα", "πμ", "μμ", "π", "μ", "δευτέρα", "τρίτη", "τετάρτη", "πέμπτη", "παρασκευή",
    "σάββατο", "κυριακή",
    // Hebrew
    "פורסם", "פורסמה", "עודכן", "עדכון", "אחרון", "תאריך", "בתאריך", "פרסום", "שעה", "בשעה", "יום", "ראשון", "שני",
    "שלישי", "רביעי", "חמישי", "שישי", "שבת",
    // Hindi
    "प्रकाशित", "प्रकाशन", "अपडेट", "अपडेटेड", "अद्यतन", "पोस्ट", "तारीख", "दिनांक", "पूर्वाह्न", "अपराह्न", "बजे", "सुबह",
    "शाम", "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार",
    // Indonesian
    "diterbitkan", "dipublikasikan", "diperbarui", "diperbaharui", "terbit", "tayang", "ditayangkan", "tanggal", "pukul",
    "jam", "pada", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu",
    // Croatian, Serbian and Slovene
    "objavljeno", "objavljena", "ažurirano", "izmjena", "izmena", "zadnja", "zadnje", "posljednja", "poslednja", "datum", "u", "ponedjeljak", "utorak",
    "srijeda", "četvrtak", "petak", "subota", "nedjelja", "ponedeljak", "sreda", "nedelja", "objavljen", "posodobljeno",
    "објављено", "ажурирано", "измена", "последња", "датум", "у", "понедељак", "уторак", "среда", "четвртак", "петак", "недеља",
    // Bulgarian
    "публикувано", "публикувана", "обновено", "обновена", "променено", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя",
    "ч",
    // Catalan
    "publicat", "actualitzat", "dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge", "les",
    // Persian
    "تاریخ", "انتشار", "ساعت", "روز", "شنبه", "یکشنبه", "یک", "دوشنبه", "دو", "سه", "چهارشنبه", "چهار", "پنجشنبه", "پنج", "جمعه", "به", "روزرسانی",
    // How long ago
    "atrás", "dias", "dia", "minutos", "hora", "días", "día", "hace", "jours", "heures", "vor", "tagen", "stunden",
];

/// The months of the Persian year.
pub(super) const PERSIAN: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
