//! The common classes of boilerplate, in every language the packs promise, and sentences that only begin alike.

use copydesk::desk::Desk;
use copydesk::model::{Article, Media, Verdict};

/// A language: running text, the label a site writes for each class, and lines of articles that begin as labels do.
struct Language {
    code: &'static str,
    text: &'static str,
    labels: &'static [(&'static str, &'static str)],
    own: &'static [&'static str],
}

const LANGUAGES: &[Language] = &[
    Language {
        code: "en",
        text: "The mill at Holm turns again after two years of repairs, and its owners say that the new wheel will \
               outlast them all.",
        labels: &[
            ("related", "Related articles"),
            ("related", "Most read"),
            ("footer", "All rights reserved"),
            ("footer", "Privacy policy"),
            ("navigation", "Skip to content"),
            ("navigation", "Next page"),
            ("share", "Share this article"),
            ("newsletter", "Subscribe to our newsletter"),
            ("search-box", "Search"),
            ("login", "Log in"),
            ("cookie-consent", "Accept all cookies"),
            ("comments", "12 comments"),
            ("comment-form", "Leave a reply"),
            ("advertisement", "Advertisement"),
            ("loading", "Loading..."),
            ("paywall", "Already a subscriber? Sign in"),
            ("tags", "Tags: mills, rivers"),
            ("author-bio", "About the author"),
        ],
        own: &[
            "Search for the old wheel goes on",
            "Share of the river that is theirs",
            "Next year it turns.",
        ],
    },
    Language {
        code: "de",
        text: "Die Mühle in Holm dreht sich nach zwei Jahren wieder, und die Besitzer sagen, dass das neue Rad sie \
               alle überleben werde.",
        labels: &[
            ("related", "Mehr zum Thema"),
            ("related", "Meistgelesen"),
            ("related-link", "Lesen Sie auch: Das Rad im Sturm"),
            ("footer", "Alle Rechte vorbehalten"),
            ("footer", "Datenschutzerklärung"),
            ("navigation", "Zum Inhalt springen"),
            ("navigation", "Startseite"),
            ("share", "Auf Facebook teilen"),
            ("newsletter", "Newsletter abonnieren"),
            ("search-box", "Suche"),
            ("login", "Anmelden"),
            ("cookie-consent", "Alle akzeptieren"),
            ("comments", "3 Kommentare"),
            ("comment-form", "Kommentar schreiben"),
            ("advertisement", "Anzeige"),
            ("loading", "Wird geladen"),
            ("paywall", "Jetzt weiterlesen mit Abo"),
            ("tags", "Schlagwörter: Mühlen, Flüsse"),
            ("author-bio", "Über den Autor"),
        ],
        own: &["Suche nach dem alten Rad geht weiter", "Anzeige gegen den Müller", "Teilen wollte er nicht."],
    },
    Language {
        code: "fr",
        text: "Le moulin de Holm tourne de nouveau après deux ans de travaux, et ses propriétaires disent que la \
               nouvelle roue leur survivra.",
        labels: &[
            ("related", "À lire aussi"),
            ("related", "Les plus lus"),
            ("related-link", "Lire aussi : La roue dans la tempête"),
            ("footer", "Tous droits réservés"),
            ("footer", "Mentions légales"),
            ("navigation", "Aller au contenu"),
            ("navigation", "Accueil"),
            ("share", "Partager sur Facebook"),
            ("newsletter", "Inscrivez-vous à notre newsletter"),
            ("search-box", "Rechercher"),
            ("login", "Se connecter"),
            ("cookie-consent", "Tout accepter"),
            ("comments", "4 commentaires"),
            ("comment-form", "Laisser un commentaire"),
            ("advertisement", "Publicité"),
            ("loading", "Chargement"),
            ("paywall", "Article réservé aux abonnés"),
            ("tags", "Mots-clés : moulins, rivières"),
            ("author-bio", "À propos de l’auteur"),
        ],
        own: &[
            "Partager la rivière ne suffit pas",
            "Publicité pour le moulin, mais peu",
            "Accueil froid à Holm",
        ],
    },
    Language {
        code: "es",
        text: "El molino de Holm gira de nuevo tras dos años de obras, y sus dueños dicen que la nueva rueda durará \
               más que todos ellos.",
        labels: &[
            ("related", "Noticias relacionadas"),
            ("related", "Lo más leído"),
            ("related-link", "Lee también: La rueda en la tormenta"),
            ("footer", "Todos los derechos reservados"),
            ("footer", "Aviso legal"),
            ("navigation", "Saltar al contenido"),
            ("navigation", "Inicio"),
            ("share", "Compartir en Facebook"),
            ("newsletter", "Suscríbete a nuestro boletín"),
            ("search-box", "Buscar"),
            ("login", "Iniciar sesión"),
            ("cookie-consent", "Aceptar todo"),
            ("comments", "5 comentarios"),
            ("comment-form", "Deja un comentario"),
            ("advertisement", "Publicidad"),
            ("loading", "Cargando"),
            ("paywall", "Contenido exclusivo para suscriptores"),
            ("tags", "Etiquetas: molinos, ríos"),
            ("author-bio", "Sobre el autor"),
        ],
        own: &[
            "Buscar la rueda vieja no sirve",
            "Compartir el río es difícil",
            "Inicio de las obras en mayo",
        ],
    },
    Language {
        code: "pt",
        text: "O moinho de Holm gira de novo após dois anos de obras, e os donos dizem que a nova roda vai durar mais \
               do que todos eles.",
        labels: &[
            ("related", "Notícias relacionadas"),
            ("related", "Mais lidas"),
            ("related-link", "Leia também: A roda na tempestade"),
            ("footer", "Todos os direitos reservados"),
            ("footer", "Política de privacidade"),
            ("navigation", "Ir para o conteúdo"),
            ("navigation", "Voltar ao topo"),
            ("share", "Compartilhar"),
            ("newsletter", "Assine nossa newsletter"),
            ("search-box", "Pesquisar"),
            ("login", "Entrar"),
            ("cookie-consent", "Aceitar todos"),
            ("comments", "6 comentários"),
            ("comment-form", "Deixe um comentário"),
            ("advertisement", "Publicidade"),
            ("loading", "Carregando"),
            ("paywall", "Conteúdo exclusivo para assinantes"),
            ("tags", "Palavras-chave: moinhos, rios"),
            ("author-bio", "Sobre o autor"),
        ],
        own: &["Pesquisar o rio custa caro", "Entrar no moinho é proibido", "Publicidade do moinho em 1911"],
    },
    Language {
        code: "it",
        text: "Il mulino di Holm gira di nuovo dopo due anni di lavori, e i proprietari dicono che la nuova ruota \
               durerà più di tutti loro.",
        labels: &[
            ("related", "Articoli correlati"),
            ("related", "I più letti"),
            ("related-link", "Leggi anche: La ruota nella tempesta"),
            ("footer", "Tutti i diritti riservati"),
            ("footer", "Note legali"),
            ("navigation", "Vai al contenuto"),
            ("navigation", "Torna su"),
            ("share", "Condividi su Facebook"),
            ("newsletter", "Iscriviti alla newsletter"),
            ("search-box", "Cerca nel sito"),
            ("login", "Accedi"),
            ("cookie-consent", "Accetta tutti"),
            ("comments", "7 commenti"),
            ("comment-form", "Lascia un commento"),
            ("advertisement", "Pubblicità"),
            ("loading", "Caricamento"),
            ("paywall", "Contenuto riservato agli abbonati"),
            ("tags", "Tag: mulini, fiumi"),
            ("author-bio", "L’autore"),
        ],
        own: &["Cerca la ruota da due anni", "Accetta il prezzo, ma non ride", "Accedi al fiume da nord"],
    },
    Language {
        code: "nl",
        text: "De molen van Holm draait weer na twee jaar herstel, en de eigenaars zeggen dat het nieuwe rad hen \
               allemaal zal overleven.",
        labels: &[
            ("related", "Lees ook"),
            ("related", "Meest gelezen"),
            ("related-link", "Lees ook: Het rad in de storm"),
            ("footer", "Alle rechten voorbehouden"),
            ("footer", "Privacybeleid"),
            ("navigation", "Naar de inhoud"),
            ("navigation", "Lees verder"),
            ("share", "Delen op Facebook"),
            ("newsletter", "Schrijf je in voor de nieuwsbrief"),
            ("search-box", "Zoeken"),
            ("login", "Inloggen"),
            ("cookie-consent", "Alles accepteren"),
            ("comments", "8 reacties"),
            ("comment-form", "Geef een reactie"),
            ("advertisement", "Advertentie"),
            ("loading", "Bezig met laden"),
            ("paywall", "Alleen voor abonnees"),
            ("tags", "Trefwoorden: molens, rivieren"),
            ("author-bio", "Over de auteur"),
        ],
        own: &["Zoeken naar het oude rad", "Advertentie uit 1911 gevonden", "Delen wilde hij niet."],
    },
    Language {
        code: "pl",
        text: "Młyn w Holm znowu się kręci po dwóch latach napraw, a właściciele mówią, że nowe koło przetrwa ich \
               wszystkich.",
        labels: &[
            ("related", "Czytaj także"),
            ("related", "Najczęściej czytane"),
            ("related-link", "Zobacz też: Koło w burzy"),
            ("footer", "Wszelkie prawa zastrzeżone"),
            ("footer", "Polityka prywatności"),
            ("navigation", "Przejdź do treści"),
            ("navigation", "Strona główna"),
            ("share", "Udostępnij"),
            ("newsletter", "Zapisz się do newslettera"),
            ("search-box", "Szukaj"),
            ("login", "Zaloguj się"),
            ("cookie-consent", "Akceptuję wszystkie"),
            ("comments", "9 komentarzy"),
            ("comment-form", "Dodaj komentarz"),
            ("advertisement", "Reklama"),
            ("loading", "Ładowanie"),
            ("paywall", "Artykuł tylko dla prenumeratorów"),
            ("tags", "Tagi: młyny, rzeki"),
            ("author-bio", "O autorze"),
        ],
        own: &["Szukaj koła nad rzeką, mówili", "Reklama młyna z 1911 roku", "Akceptuję tę cenę, rzekł"],
    },
    Language {
        code: "ru",
        text: "Мельница в Хольме снова работает после двух лет ремонта, и владельцы говорят, что новое колесо \
               переживёт их всех.",
        labels: &[
            ("related", "Читайте также"),
            ("related", "Самое читаемое"),
            ("related-link", "Читайте также: Колесо в бурю"),
            ("footer", "Все права защищены"),
            ("footer", "Политика конфиденциальности"),
            ("navigation", "Перейти к содержимому"),
            ("navigation", "Главная"),
            ("share", "Поделиться"),
            ("newsletter", "Подписаться"),
            ("search-box", "Поиск"),
            ("login", "Войти"),
            ("cookie-consent", "Принять все"),
            ("comments", "10 комментариев"),
            ("comment-form", "Оставить комментарий"),
            ("advertisement", "Реклама"),
            ("loading", "Загрузка"),
            ("paywall", "Материал доступен только подписчикам"),
            ("tags", "Теги: мельницы, реки"),
            ("author-bio", "Об авторе"),
        ],
        own: &["Поиск старого колеса продолжается", "Реклама мельницы 1911 года", "Войти на мельницу нельзя"],
    },
    Language {
        code: "uk",
        text: "Млин у Гольмі знову працює після двох років ремонту, і власники кажуть, що нове колесо переживе їх \
               усіх.",
        labels: &[
            ("related", "Читайте також"),
            ("related", "Популярні"),
            ("related-link", "Читайте також: Колесо в бурю"),
            ("footer", "Усі права захищені"),
            ("footer", "Політика конфіденційності"),
            ("navigation", "Перейти до вмісту"),
            ("navigation", "Головна"),
            ("share", "Поширити"),
            ("newsletter", "Підписатися"),
            ("search-box", "Пошук"),
            ("login", "Увійти"),
            ("cookie-consent", "Прийняти всі"),
            ("comments", "11 коментарів"),
            ("comment-form", "Залишити коментар"),
            ("advertisement", "Реклама"),
            ("loading", "Завантаження"),
            ("paywall", "Матеріал лише для передплатників"),
            ("tags", "Теги: млини, річки"),
            ("author-bio", "Про автора"),
        ],
        own: &["Пошук старого колеса триває", "Головна вулиця біля млина", "Увійти до млина не можна"],
    },
    Language {
        code: "tr",
        text: "Holm değirmeni iki yıllık onarımdan sonra yeniden dönüyor ve sahipleri yeni çarkın hepsinden uzun \
               yaşayacağını söylüyor.",
        labels: &[
            ("related", "İlgili haberler"),
            ("related", "En çok okunanlar"),
            ("related", "Benzer haberler"),
            ("footer", "Tüm hakları saklıdır"),
            ("footer", "Gizlilik politikası"),
            ("navigation", "İçeriğe geç"),
            ("navigation", "Ana sayfa"),
            ("share", "Paylaş"),
            ("newsletter", "Bültene abone ol"),
            ("search-box", "Ara"),
            ("login", "Giriş yap"),
            ("cookie-consent", "Tümünü kabul et"),
            ("comments", "12 yorum"),
            ("comment-form", "Yorum yaz"),
            ("advertisement", "Reklam"),
            ("loading", "Yükleniyor"),
            ("paywall", "Bu içerik yalnızca abonelere özel"),
            ("tags", "Etiketler: değirmenler, nehirler"),
            ("author-bio", "Yazar hakkında"),
        ],
        own: &["Ara sokakta bir değirmen", "Reklam için para yok", "Giriş ücreti iki katına çıktı"],
    },
    Language {
        code: "ar",
        text: "عادت طاحونة هولم إلى العمل بعد عامين من الإصلاح، ويقول أصحابها إن العجلة الجديدة ستعيش بعدهم جميعا في هذا \
               الوادي الصغير.",
        labels: &[
            ("related", "مقالات ذات صلة"),
            ("related", "الأكثر قراءة"),
            ("footer", "جميع الحقوق محفوظة"),
            ("footer", "سياسة الخصوصية"),
            ("navigation", "الرئيسية"),
            ("navigation", "التالي"),
            ("share", "مشاركة"),
            ("newsletter", "اشترك الآن"),
            ("search-box", "بحث"),
            ("login", "تسجيل الدخول"),
            ("cookie-consent", "قبول الكل"),
            ("comments", "لا توجد تعليقات"),
            ("comment-form", "اترك تعليقاً"),
            ("advertisement", "إعلان"),
            ("loading", "جاري التحميل"),
            ("paywall", "هذا المحتوى للمشتركين فقط"),
            ("tags", "الكلمات المفتاحية"),
            ("author-bio", "عن الكاتب"),
        ],
        own: &["بحث أصحاب الطاحونة عن العجلة القديمة", "إعلان عن بيع الطاحونة"],
    },
    Language {
        code: "zh",
        text: "霍尔姆的水磨在两年的修缮之后重新转动，主人们说新的水轮会比他们所有人都活得更久，这条河也会一直流下去，孩子们每天都来看。",
        labels: &[
            ("related", "相关文章"),
            ("related", "热门文章"),
            ("footer", "版权所有"),
            ("footer", "隐私政策"),
            ("navigation", "首页"),
            ("navigation", "返回顶部"),
            ("share", "分享到"),
            ("newsletter", "订阅"),
            ("search-box", "搜索"),
            ("login", "登录"),
            ("cookie-consent", "接受所有Cookie"),
            ("comments", "暂无评论"),
            ("comment-form", "发表评论"),
            ("advertisement", "广告"),
            ("loading", "加载中"),
            ("paywall", "本文仅限订阅者阅读"),
            ("tags", "标签：水磨"),
            ("author-bio", "作者简介"),
        ],
        own: &["搜索旧水轮的工作还在继续", "广告里的水磨"],
    },
    Language {
        code: "ja",
        text: "ホルムの水車は二年間の修理を終えて再び回り始め、持ち主たちは新しい水車が自分たちの誰よりも長く残るだろうと語った。",
        labels: &[
            ("related", "関連記事"),
            ("related", "人気記事"),
            ("footer", "プライバシーポリシー"),
            ("footer", "利用規約"),
            ("navigation", "ホーム"),
            ("navigation", "次へ"),
            ("share", "シェアする"),
            ("newsletter", "メルマガ登録"),
            ("search-box", "検索"),
            ("login", "ログイン"),
            ("cookie-consent", "同意する"),
            ("comments", "コメントはまだありません"),
            ("comment-form", "コメントを書く"),
            ("advertisement", "スポンサーリンク"),
            ("loading", "読み込み中"),
            ("paywall", "この記事は会員限定です"),
            ("tags", "タグ：水車"),
            ("author-bio", "この記事を書いた人"),
        ],
        own: &["検索は今も続いている", "広告に使われた水車"],
    },
    Language {
        code: "ko",
        text: "홀름의 물레방아가 이 년간의 수리를 마치고 다시 돌기 시작했으며, 주인들은 새 바퀴가 자신들 모두보다 오래 갈 것이라고 \
               마을 사람들에게 여러 번 거듭 말했다.",
        labels: &[
            ("related", "관련 기사"),
            ("related", "많이 본 뉴스"),
            ("footer", "개인정보처리방침"),
            ("footer", "무단전재 및 재배포 금지"),
            ("navigation", "홈"),
            ("navigation", "본문 바로가기"),
            ("share", "공유하기"),
            ("newsletter", "구독하기"),
            ("search-box", "검색"),
            ("login", "로그인"),
            ("cookie-consent", "모두 동의"),
            ("comments", "댓글 3"),
            ("comment-form", "댓글 쓰기"),
            ("advertisement", "광고"),
            ("loading", "로딩 중"),
            ("paywall", "구독자 전용 기사입니다"),
            ("tags", "태그: 물레방아"),
            ("author-bio", "기자 소개"),
        ],
        own: &["검색은 아직 계속되고 있다", "광고에 나온 물레방아"],
    },
    Language {
        code: "vi",
        text: "Cối xay nước ở Holm lại quay sau hai năm sửa chữa, và những người chủ nói rằng bánh xe mới sẽ sống lâu \
               hơn tất cả bọn họ.",
        labels: &[
            ("related", "Tin liên quan"),
            ("related", "Đọc nhiều"),
            ("footer", "Chính sách bảo mật"),
            ("footer", "Liên hệ"),
            ("navigation", "Trang chủ"),
            ("navigation", "Xem thêm"),
            ("share", "Chia sẻ"),
            ("newsletter", "Đăng ký nhận bản tin"),
            ("search-box", "Tìm kiếm"),
            ("login", "Đăng nhập"),
            ("cookie-consent", "Chấp nhận tất cả"),
            ("comments", "4 bình luận"),
            ("comment-form", "Để lại bình luận"),
            ("advertisement", "Quảng cáo"),
            ("loading", "Đang tải"),
            ("paywall", "Nội dung dành riêng cho thuê bao"),
            ("tags", "Từ khóa: cối xay, dòng sông"),
            ("author-bio", "Về tác giả"),
        ],
        own: &["Tìm kiếm bánh xe cũ vẫn tiếp tục", "Quảng cáo của cối xay năm 1911"],
    },
    Language {
        code: "th",
        text: "โรงสีน้ำที่โฮล์มกลับมาหมุนอีกครั้งหลังจากซ่อมแซมนานสองปี และเจ้าของบอกว่ากังหันใหม่จะอยู่นานกว่าพวกเขาทุกคน \
               ซึ่งชาวบ้านในหุบเขาก็เห็นด้วยเช่นกัน",
        labels: &[
            ("related", "ข่าวที่เกี่ยวข้อง"),
            ("related", "ข่าวล่าสุด"),
            ("footer", "สงวนลิขสิทธิ์"),
            ("footer", "ติดต่อเรา"),
            ("navigation", "หน้าแรก"),
            ("navigation", "ถัดไป"),
            ("share", "แชร์"),
            ("newsletter", "ติดตามข่าวสาร"),
            ("search-box", "ค้นหา"),
            ("login", "เข้าสู่ระบบ"),
            ("cookie-consent", "ยอมรับทั้งหมด"),
            ("comments", "ความคิดเห็น"),
            ("comment-form", "แสดงความคิดเห็น"),
            ("advertisement", "โฆษณา"),
            ("loading", "กำลังโหลด"),
            ("paywall", "เนื้อหาสำหรับสมาชิกเท่านั้น"),
            ("tags", "แท็ก"),
            ("author-bio", "เกี่ยวกับผู้เขียน"),
        ],
        own: &["ค้นหากังหันเก่าต่อไป", "โฆษณาของโรงสีเมื่อปีก่อน"],
    },
];

fn article(desk: &Desk, text: String) -> Article {
    desk.edit_text("page", text, Some(Media::Plain)).article
}

#[test]
fn every_class_goes_in_every_language() {
    let desk = Desk::default();
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for (class, label) in language.labels {
            let article = article(&desk, format!("{0} {0}\n\n{0} {0} 1911.\n\n{label}\n", language.text));
            let dropped: Vec<(&str, String)> = article
                .blocks
                .iter()
                .filter_map(|b| match &b.verdict {
                    Verdict::Drop(reason) => Some((b.text.as_str(), reason.code.to_string())),
                    Verdict::Keep => None,
                })
                .filter(|(text, _)| !text.starts_with(language.text))
                .collect();
            if dropped != [(*label, format!("boilerplate/{class}"))] {
                wrong.push(format!("{}: {class}: {label:?}: {dropped:?}", language.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_that_only_begin_as_labels_do_stay() {
    let desk = Desk::default();
    for language in LANGUAGES {
        for own in language.own {
            let text = language.text;
            let article = article(&desk, format!("{text} {text}\n\n{own}\n\n{text} {text} 1911.\n\n{own}\n"));
            let kept: Vec<&str> = article.kept().map(|b| b.text.as_str()).filter(|t| t == own).collect();
            assert_eq!(kept, [*own, *own], "{}", language.code);
        }
    }
}

#[test]
fn languages_are_those_the_packs_promise() {
    let codes: Vec<&str> = LANGUAGES.iter().map(|l| l.code).collect();
    let promised = [
        "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja", "ko", "vi", "th",
    ];
    assert_eq!(codes, promised);
    for language in LANGUAGES {
        assert!(language.labels.len() >= 18, "{} lacks classes", language.code);
    }
}

/// A page as a scraper lays it out whole: menus, the article, what others wrote, what readers wrote, the footer.
const WHOLE: &str = "\
  * Home
  * Mills
  * Rivers
  * Bridges
  * Weather
  * Markets
  * Letters
Skip to content
Search
Log in
Subscribe
      The Wheel at Holm Turns Again
        By Ann Poe
        May 4, 2025
        The mill at Holm reopened on Monday after two years of repairs that cost the town more than anybody had expected when the river took the old wheel away.
        Its owners say that the new wheel will outlast them all, and that the water rights, which had been disputed since the flood, are safe for another forty years.
        \u{201c}We never thought of giving it up,\u{201d} said the miller, who had slept in the yard through both winters so that nobody would carry off the stones.
        The wheel was made by hand in a shed by the river, out of oak that had lain in the mud of the mill pond since her grandfather sank it there.
        Farmers from the valley came with forty sacks on the first morning, and by noon the queue reached the bridge, where the children sold them lemonade.
        What the flour will cost is to be settled in June, when the town has counted what is left of the money that the county gave it for the repairs.
  Share this article
  Related articles
    * Bridge at Upper Holm Closed for the Summer
    * Who Owns the River? A Court Decides
    * Baker Wins Prize With Rye Loaf
  Most read
    * Storm Takes Roof of Town Hall
    * Ferry to Run on Sundays Again
    * Old Photographs Found in Attic
  3 comments
    Log in to comment
  Sign up for our newsletter
  About us
  Contact
  Privacy policy
  Terms of use
  \u{a9} 2025 Holm River Letter. All rights reserved.
";

#[test]
fn a_whole_page_gives_its_article_and_says_why_the_rest_went() {
    let article = article(&Desk::default(), WHOLE.to_owned());
    let kept: Vec<&str> = article.kept().map(|b| b.text.as_str()).collect();
    let from = WHOLE.find("      The Wheel").expect("a title");
    let to = WHOLE.find("  Share this").expect("an end");
    let own: Vec<&str> = WHOLE[from..to].lines().map(|line| line.trim().trim_start_matches("By ")).collect();
    assert_eq!(kept, own);
    for block in article.blocks.iter().filter(|b| !b.is_kept()) {
        let Verdict::Drop(reason) = &block.verdict else { continue };
        assert!(reason.code.as_str().starts_with("boilerplate/") && !reason.why.is_empty());
    }
}

#[test]
fn prose_without_boilerplate_is_left_whole_whatever_its_shape() {
    let from = WHOLE.find("      The Wheel").expect("a title");
    let to = WHOLE.find("  Share this").expect("an end");
    let page = format!("{}\nA Poem\n\nThe wheel\ngoes round\n", &WHOLE[from..to]);
    assert!(article(&Desk::default(), page).blocks.iter().all(copydesk::model::Block::is_kept));
}
