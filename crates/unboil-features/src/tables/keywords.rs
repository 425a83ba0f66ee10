//! Families of words and phrases that boilerplate uses, in many languages.
//!
//! A phrase is matched in the lower-cased beginning of a block, from the start of a word on. `^` ties it to the start of
//! the block, `|` at its end to the end of a word; without that it matches longer words as well, so that a stem covers
//! its inflections.

use super::dates::DATE;
use super::notices::NOTICE;

/// One family of phrases: a table entry makes its columns.
pub(crate) struct KeywordFamily {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Phrases by language, comma separated.
    pub(crate) phrases: &'static [(&'static str, &'static str)],
}

pub(super) const fn family(
    name: &'static str,
    about: &'static str,
    phrases: &'static [(&'static str, &'static str)],
) -> KeywordFamily {
    KeywordFamily { name, about, phrases }
}

/// At most 32, so that a set of families fits a machine word.
pub(crate) static KEYWORD_FAMILIES: &[KeywordFamily] = &[
    family(
        "subscribe",
        "newsletters and subscriptions",
        &[
            (
                "en",
                "subscrib,newsletter,sign up,signup,inbox,mailing list,email address,your email,e-mail address,\
            never miss,don't miss,don’t miss,stay up to date,stay informed,get the latest,delivered to you,opt out",
            ),
            ("de", "abonn,rundbrief,anmelden,nichts mehr verpassen,auf dem laufenden,e-mail-adresse"),
            (
                "fr",
                "ne manquez,ne ratez,restez informé,lettre d'information,lettre d’information,adresse e-mail",
            ),
            (
                "es it pt",
                "suscr,iscriviti,boletín,no te pierdas,non perder,não perca,inscreva,correo electrónico",
            ),
            ("nl", "inschrijv,aanmeld,mis niets,op de hoogte"),
            ("pl cs", "subskr,zapisz,zaprenumer,prenumerat,odběr,nie przegap,bądź na bieżąco"),
            ("ru", "подпи,рассылк,не пропусти,будьте в курсе,электронную почту"),
            ("el", "εγγραφ,συνδρομ,ενημερωτικό δελτίο"),
            ("zh", "订阅,訂閱,电子邮箱,電子郵件"),
            ("ja ko", "購読,メルマガ,メールアドレス,구독,뉴스레터"),
            ("sv tr ar", "nyhetsbrev,abone,bülten,اشترك,النشرة"),
        ],
    ),
    family(
        "donate",
        "pleas for support and donations",
        &[
            (
                "en",
                "donat,support us,support our,become a member,membership,subscribe now,paywall,remind me later,\
            monthly,one-time,keep us,independent journalism,ad-free,paying members,chip in,your support",
            ),
            ("de fr", "spende,unterstützen sie,faire un don,soutenez"),
            ("es it pt", "donar,dona ora,apóyanos,sostienici,doação,apoie"),
            ("pl", "wesprzyj,wspieraj"),
            ("ru", "пожертв,поддерж"),
            ("el zh ja", "υποστηρίξτε,赞助,捐,寄付,支援する"),
            ("ar tr", "تبرع,bağış,destek ol"),
        ],
    ),
    family(
        "undesirable",
        "notices that the law imposes on a publisher",
        &[
            (
                "en",
                "undesirable,foreign agent,banned in,blocked in,designated,outlawed,prosecut,criminal charges",
            ),
            ("de fr", "unerwünscht,ausländischer agent,indésirable,agent étranger"),
            ("ru", "нежелательн,иноагент,иностранного агента,иностранным агентом,заблокирован,роскомнадзор"),
            ("es it pl", "agente extranjero,agente straniero,niepożądan"),
        ],
    ),
    family(
        "cookie",
        "cookies, consent and privacy",
        &[
            ("en", "cookie,consent,gdpr,privacy policy,we use"),
            ("de fr es", "datenschutz,confidentialit,privacidad"),
            ("it pl tr", "riservatezza,ciasteczk,pliki cookie,plików cookie,çerez"),
            ("ru el", "политика конфид,политики конфид,куки,απορρήτ"),
            ("zh ja", "隐私,隱私,クッキー,プライバシー"),
        ],
    ),
    family(
        "legal",
        "copyright, terms and imprint",
        &[
            ("en", "copyright,©,all rights reserved,terms of,privacy,disclaimer,trademark"),
            ("de", "imprint,impressum,alle rechte,rechtliche,nutzungsbedingungen,agb|"),
            ("fr es", "tous droits,mentions légales,todos los derechos,aviso legal"),
            ("it pt nl", "tutti i diritti,todos os direitos,alle rechten"),
            ("pl", "wszelkie prawa,prawa zastrzeż,regulamin,redakcj"),
            (
                "ru",
                "все права,права защищ,свидетельство о рег,воспроизвед,перепечат,при использовании материал",
            ),
            ("el", "πνευματικ,δικαιώματα,όροι χρήσης,ταυτότητα"),
            ("zh", "版权,版權,著作权,所有权利,未经授权,未经许可,转载,免责,备案,icp"),
            ("ja ko", "許可証,无断,無断,저작권,무단"),
        ],
    ),
    family(
        "share",
        "sharing, following, printing",
        &[
            (
                "en",
                "share|,facebook,twitter,linkedin,pinterest,whatsapp,tweet,copy link,instagram,youtube,follow us,\
            email,e-mail,print",
            ),
            ("de", "teilen,weitersagen,drucken"),
            ("fr es", "partag,imprimer,compart"),
            ("it nl", "condivi,delen"),
            ("pl cs", "udostępnij,podziel się,poleć,wyślij,drukuj,sdílet"),
            ("ru", "поделит,вконтакте,одноклас,твит,печать,распечат"),
            ("el", "κοινοπο,μοιρασ,εκτύπωση"),
            ("zh", "分享,微博,微信,扫一扫,打印,收藏"),
            ("ja ko", "シェア,ツイート,印刷,공유"),
            ("sv tr ar", "dela|,paylaş,شارك"),
        ],
    ),
    family(
        "support",
        "help, contact and customer service",
        &[
            (
                "en",
                "support,help center,contact us,get in touch,call us,customer service,feedback,live chat,contact",
            ),
            ("de fr es it", "kontakt,hilfe,aide|,ayuda,aiuto"),
            ("pl ru", "pomoc,контакт,помощь,обратная связь"),
            ("el zh", "επικοινων,联系,聯絡,关于我们,帮助,投诉,客服"),
            ("ja ko tr", "お問い合わせ,문의,iletişim"),
        ],
    ),
    family(
        "login",
        "login and registration",
        &[
            ("en", "log in,login,sign in,register,create account,my account,password,forgot"),
            ("de fr", "einloggen,registrier,passwort,connexion,connecter"),
            ("es it pt nl", "contraseña,iniciar sesi,accedi,entrar,inloggen"),
            ("pl", "zaloguj,rejestr"),
            ("ru el", "войти,вход|,регистрац,зарегистр,авториз,σύνδεση,είσοδος,εγγραφή"),
            ("zh", "登录,登錄,登入,注册,註冊"),
            ("ja ko tr ar", "ログイン,로그인,giriş,تسجيل"),
        ],
    ),
    family(
        "nav",
        "navigation",
        &[
            (
                "en",
                "skip to,menu,home|,search|,breadcrumb,toggle,close,open,back to top,next|,previous,more|",
            ),
            ("de", "startseite,zurück,nach oben,suche,weiter|"),
            ("fr es", "accueil,recherche,retour,suivant,précédent,inicio,buscar,volver,siguiente,anterior"),
            ("it nl", "cerca|,indietro,zoeken,terug"),
            ("pl", "strona główna,szukaj,powrót,następn,poprzedn,wstecz,więcej"),
            ("ru", "главная,поиск,назад,далее,вперед,наверх,меню"),
            ("el", "αρχική,αναζήτηση,επόμεν,προηγούμεν,περισσότερα"),
            ("zh", "首页,首頁,返回,搜索,上一篇,下一篇,上一页,下一页,更多,字号,关闭"),
            ("ja ko tr", "トップ,戻る,次の,前の,検索,홈,이전,다음,ana sayfa"),
        ],
    ),
    family(
        "related",
        "other pages to read",
        &[
            (
                "en",
                "related,you may also,recommended,you might,read next,more from,latest,popular,trending,recent posts,\
            see also,similar,customers also,recently viewed",
            ),
            (
                "de",
                "verwandte,ähnliche,weitere artikel,weitere meldung,weitere themen,weitere nachricht,das könnte,\
            auch interess,mehr zum,mehr von,lesen sie auch,lesen sie mehr,meistgelesen,neueste,aktuelle",
            ),
            ("fr", "à lire,lire aussi,articles liés,article lié,sur le même,les plus lus,dernier,dernièr"),
            ("es", "voir aussi,también,relacionad,lo más,últimas"),
            ("it", "te puede,leggi anche,correlat,potrebbe,più letti,ultime"),
            ("pt", "leia também,leia mais,últimos,mais lidas"),
            ("nl", "lees ook,gerelateerd,meest"),
            (
                "pl",
                "zobacz też,zobacz także,zobacz również,czytaj też,czytaj także,czytaj również,czytaj więcej,przeczytaj,\
            podobne,powiązane,polecamy,najnowsze,najczęściej,popularne,inne artyku,więcej na temat",
            ),
            (
                "ru",
                "читайте,смотрите также,по теме,похожие,другие новости,другие материал,другие статьи,\
            последние новости,самое,новости,популярн,еще по теме,материалы",
            ),
            ("el", "διαβάστε,δείτε επίσης,δείτε ακόμα,σχετικ,δημοφιλ,τελευταία,πιο,περισσότερες"),
            ("zh", "相关,相關,推荐,推薦,热门,熱門,热点,最新,排行,猜你,延伸阅读,延伸閱讀,更多新闻,更多阅读"),
            ("ja", "関連,おすすめ,人気,ランキング"),
            ("ko", "최신,관련,인기,추천"),
            ("cs sv", "související,přečtěte,läs också,läs mer,relaterad"),
            ("tr ar", "ilgili,diğer haber,son dakika,مواضيع,اقرأ,ذات صلة"),
        ],
    ),
    family(
        "comment",
        "comments and replies",
        &[
            ("en", "comment,reply,replies,leave a,respond,discussion"),
            ("de", "kommentar,antworten"),
            ("fr es pt", "commentaire,répondre,réagir,opinión,opinion,comentário,comentario,responder"),
            ("it nl", "commenti,rispondi,reactie,reageer"),
            ("pl cs", "komentarz,skomentuj,odpowied,opinie,komentuj,dodaj komen,komentář,diskuse"),
            ("ru", "коммент,ответить,отзыв,обсужд,обсудить,мнени"),
            ("el", "σχόλι,σχολι,απάντηση"),
            ("zh", "评论,評論,留言,回复,跟帖,网友,發表,发表"),
            ("ja ko", "コメント,返信,댓글"),
            ("tr ar", "yorum,تعليق"),
        ],
    ),
    family(
        "ads",
        "advertisement",
        &[
            ("en", "advert,sponsor,promot,affiliate,ad|,ads|"),
            ("de fr es it nl", "anzeige|,werbung,publicit,publicidad,pubblicit,advertentie"),
            ("pl ru el", "reklam,реклам,διαφημ"),
            ("zh ja ko", "广告,廣告,広告,광고"),
            ("sv ar", "annons,إعلان"),
        ],
    ),
    family(
        "byline",
        "author, date and source",
        &[
            (
                "en",
                "^by ,written by,author,posted,published,updated,min read,minute read,minutes read,reading time,views|,\
            source:",
            ),
            ("de", "^von ,veröffentlicht,geschrieben,quelle"),
            ("fr es", "^par ,publié,mis à jour,^por ,publicado,actualizado,fuente"),
            ("it nl", "pubblicato,^di ,fonte,door ,geplaatst,gepubliceerd,bron"),
            ("pl", "^autor,dodano,opublikowano,data publikacji,źródło"),
            ("ru", "источник,автор,опубликов,дата:,просмотр"),
            ("el", "πηγή,συντάκτ,δημοσ,ενημέρωση"),
            ("zh", "来源,來源,作者,编辑,編輯,记者,责任编辑,发布,发表于,浏览,阅读,点击,日期"),
            ("ja ko tr", "責任,投稿,更新,公開,기자,입력,kaynak"),
        ],
    ),
    family(
        "tags",
        "tags and categories",
        &[
            ("en", "^tag|,^tags|,categor,filed under,topic"),
            ("de fr", "schlagw,stichw,kategori,mots-cl,mots cl,étiquet"),
            ("es it", "etiquet,temas,tema:,palabras clave,argomenti"),
            ("pl ru", "tagi,słowa kluczowe,kategoria,temat,метки,теги,рубрик,категори,ключев,тэги"),
            ("el", "ετικέτες,κατηγορί"),
            ("zh ja ko tr", "标签,標籤,关键词,關鍵,分类,分類,タグ,カテゴリ,태그,etiket"),
        ],
    ),
    family(
        "cta",
        "calls to action",
        &[
            (
                "en",
                "get started,learn more,read more,book a,request a,try free,try it free,free trial,demo,download,\
            contact sales,shop now,start now,join",
            ),
            ("de", "mehr lesen,mehr erfahren,weiterlesen,jetzt ,herunterladen"),
            ("fr es", "lire la suite,en savoir plus,télécharger,leer más,saber más,descarg"),
            ("it pt nl", "continua,leggi,scopri,scarica,ler mais,baixar,lees meer,lees verder"),
            ("pl", "czytaj,pobierz,sprawdź"),
            ("ru el", "читать,подробнее,скачать,περισσότερ,διαβάστε"),
            ("zh", "查看,点击,下载,全文,阅读"),
            ("ja ko", "続きを,詳しく,もっと,더보기"),
            ("tr sv cs", "devam,läs mer,číst"),
        ],
    ),
    family(
        "cart",
        "buying",
        &[
            (
                "en",
                "add to cart,add to bag,add to basket,wishlist,checkout,cart|,in stock,out of stock,quantity,qty,\
            buy now,free shipping,returns",
            ),
            ("de fr es", "warenkorb,lieferung,versand,panier,livraison,carrito,envío"),
            ("it nl pl", "carrello,spedizion,winkelwagen,koszyk"),
            ("ru el", "корзин,купить,καλάθι"),
            ("zh ja tr", "购物车,カート,sepet"),
        ],
    ),
    family(
        "filter",
        "filters, sorting and paging",
        &[
            (
                "en",
                "filter,sort by,sort|,clear all,apply,showing,results,view all,load more,show more,per page,items",
            ),
            ("de fr", "sortier,filtern,ergebnisse,treffer,trier,filtrer,résultats"),
            ("es it nl", "ordenar,resultados,ordina,filtra,sorteer"),
            ("pl ru el", "sortuj,wyniki,сортиров,результат,ταξινόμηση"),
            ("zh ja", "排序,筛选,並び替え"),
        ],
    ),
    family(
        "app",
        "apps, browsers and scripts",
        &[
            ("en", "javascript,browser,app store,google play,enable,unsupported"),
            ("de fr es pl", "aktivieren sie,activez,habilit,włącz"),
            ("ru zh", "включите,浏览器,下载app,客户端"),
        ],
    ),
    family(
        "review",
        "reviews and ratings",
        &[
            ("en", "review,rating,star|,stars|,verified,helpful"),
            ("de fr es it", "bewertung,avis|,valoraci,recension"),
            ("pl ru el", "ocena,oceny,рейтинг,оцен,αξιολόγηση"),
            ("zh ja", "评分,评价,レビュー"),
        ],
    ),
    DATE,
    NOTICE,
];
