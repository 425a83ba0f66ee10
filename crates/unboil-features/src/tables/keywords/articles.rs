//! Words of what stands beside the text of an article.

use super::{KeywordFamily, family};

pub(super) const RELATED: KeywordFamily = family(
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
        (
            "da no fi",
            "relaterede,relaterte,mest læst,mest lest,luetuimmat,lue seuraavaksi,suosituimmat,aiheesta lisää",
        ),
        (
            "sk hu ro",
            "nejčtenější,najčítanejšie,podobné články,legolvasottabb,hasonló cikk,cele mai citite,articole similare,recomandate",
        ),
        (
            "uk bg sr",
            "читайте також,схожі,найпопулярніш,останні новини,най-четени,още по темата,подобни новини,najčitanije,slične vesti",
        ),
        ("tr", "benzer haber,çok okunan,ilginizi çekebilir,önerilen"),
        (
            "ar fa he",
            "الأكثر قراءة,قد يعجبك,مقالات ذات,پربازدید,مطالب مرتبط,اخبار مرتبط,הנקראות ביותר,כתבות נוספות,עוד בנושא,אולי יעניין",
        ),
        (
            "hi th id vi ko",
            "संबंधित,ये भी पढ़ें,लोकप्रिय,ข่าวที่เกี่ยวข้อง,บทความที่เกี่ยวข้อง,ยอดนิยม,terkait,terpopuler,bài viết liên quan,tin cùng,xem nhiều,많이 본",
        ),
    ],
);

pub(super) const BYLINE: KeywordFamily = family(
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
        (
            "sv da no fi",
            "publicerad,uppdaterad,publiceret,opdateret,publisert,oppdatert,julkaistu,päivitetty",
        ),
        (
            "cs hu ro",
            "publikováno,aktualizováno,közzétéve,frissítve,szerző:,publicat:,publicat la,actualizat",
        ),
        ("uk ar he fa", "опубліковано,оновлено,джерело:,تاريخ النشر,פורסם,עודכן,تاریخ انتشار"),
        ("hi th id vi", "प्रकाशित:,अपडेटेड,เผยแพร่เมื่อ,diterbitkan,penulis:,đăng lúc,nguồn:"),
    ],
);

pub(super) const TAGS: KeywordFamily = family(
    "tags",
    "tags and categories",
    &[
        ("en", "^tag|,^tags|,categor,filed under,topic"),
        ("de fr", "schlagw,stichw,kategori,mots-cl,mots cl,étiquet"),
        ("es it", "etiquet,temas,tema:,palabras clave,argomenti"),
        ("pl ru", "tagi,słowa kluczowe,kategoria,temat,метки,теги,рубрик,категори,ключев,тэги"),
        ("el", "ετικέτες,κατηγορί"),
        ("zh ja ko tr", "标签,標籤,关键词,關鍵,分类,分類,タグ,カテゴリ,태그,etiket"),
        (
            "nl sv da fi cs hu ro",
            "trefwoorden,taggar,ämnen:,emner:,avainsanat,štítky,klíčová slova,címkék,etichete",
        ),
        ("uk ar he fa hi id vi", "теги:,позначки,وسوم,תגיות,برچسب,टैग,kata kunci,từ khóa"),
    ],
);
