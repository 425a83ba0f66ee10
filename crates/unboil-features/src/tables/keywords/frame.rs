//! Words of what frames pages: law, navigation, programs.

use super::{KeywordFamily, family};

pub(super) const COOKIE: KeywordFamily = family(
    "cookie",
    "cookies, consent and privacy",
    &[
        ("en", "cookie,consent,gdpr,privacy policy,we use"),
        ("de fr es", "datenschutz,confidentialit,privacidad"),
        ("it pl tr", "riservatezza,ciasteczk,pliki cookie,plików cookie,çerez"),
        ("ru el", "политика конфид,политики конфид,куки,απορρήτ"),
        ("zh ja", "隐私,隱私,クッキー,プライバシー"),
        ("nl sv da no fi", "privacybeleid,integritetspolicy,privatlivspolitik,personvern,evästeet,evästeitä"),
        ("cs hu ro", "ochrana osobních,sütik,adatvédelm,confidențialitate"),
        ("uk bg sr", "політика конфід,файли cookie,бисквитки,kolačić"),
        ("ko ar he fa", "쿠키,개인정보,سياسة الخصوصية,ملفات تعريف,מדיניות פרטיות,עוגיות,حریم خصوصی"),
        ("hi th id vi", "गोपनीयता,คุกกี้,นโยบายความเป็นส่วนตัว,kebijakan privasi,chính sách bảo mật"),
    ],
);

pub(super) const LEGAL: KeywordFamily = family(
    "legal",
    "copyright, terms and imprint",
    &[
        ("en", "copyright,©,all rights reserved,terms of,privacy,disclaimer,trademark"),
        ("de", "imprint,impressum,alle rechte,rechtliche,nutzungsbedingungen,agb|"),
        ("fr es", "tous droits,mentions légales,todos los derechos,aviso legal"),
        ("it pt nl", "tutti i diritti,todos os direitos,alle rechten"),
        ("pl", "wszelkie prawa,prawa zastrzeż,regulamin,redakcj"),
        ("ru", "все права,права защищ,свидетельство о рег,воспроизвед,перепечат,при использовании материал"),
        ("el", "πνευματικ,δικαιώματα,όροι χρήσης,ταυτότητα"),
        ("zh", "版权,版權,著作权,所有权利,未经授权,未经许可,转载,免责,备案,icp"),
        ("ja ko", "許可証,无断,無断,저작권,무단"),
        ("sv da no fi", "alla rättigheter,alle rettigheder,alle rettigheter,kaikki oikeudet"),
        ("cs hu ro tr", "všechna práva,minden jog,toate drepturile,tüm hakları"),
        ("uk bg", "всі права,усі права,всички права"),
        ("ar he fa hi id vi", "جميع الحقوق,כל הזכויות,تمامی حقوق,सर्वाधिकार,hak cipta,bản quyền"),
    ],
);

pub(super) const NAV: KeywordFamily = family(
    "nav",
    "navigation",
    &[
        ("en", "skip to,menu,home|,search|,breadcrumb,toggle,close,open,back to top,next|,previous,more|"),
        ("de", "startseite,zurück,nach oben,suche,weiter|"),
        ("fr es", "accueil,recherche,retour,suivant,précédent,inicio,buscar,volver,siguiente,anterior"),
        ("it nl", "cerca|,indietro,zoeken,terug"),
        ("pl", "strona główna,szukaj,powrót,następn,poprzedn,wstecz,więcej"),
        ("ru", "главная,поиск,назад,далее,вперед,наверх,меню"),
        ("el", "αρχική,αναζήτηση,επόμεν,προηγούμεν,περισσότερα"),
        ("zh", "首页,首頁,返回,搜索,上一篇,下一篇,上一页,下一页,更多,字号,关闭"),
        ("ja ko tr", "トップ,戻る,次の,前の,検索,홈,이전,다음,ana sayfa"),
    ],
);

pub(super) const APP: KeywordFamily = family(
    "app",
    "apps, browsers and scripts",
    &[
        ("en", "javascript,browser,app store,google play,enable,unsupported"),
        ("de fr es pl", "aktivieren sie,activez,habilit,włącz"),
        ("ru zh", "включите,浏览器,下载app,客户端"),
    ],
);

pub(super) const ADS: KeywordFamily = family(
    "ads",
    "advertisement",
    &[
        ("en", "advert,sponsor,promot,affiliate,ad|,ads|"),
        ("de fr es it nl", "anzeige|,werbung,publicit,publicidad,pubblicit,advertentie"),
        ("pl ru el", "reklam,реклам,διαφημ"),
        ("zh ja ko", "广告,廣告,広告,광고"),
        ("sv ar", "annons,إعلان"),
        ("da no fi cs hu ro", "annonce,annonse,mainos,inzerce,hirdetés,publicitate"),
        ("he fa hi th id vi", "פרסומת,ממומן,آگهی,تبلیغات,विज्ञापन,โฆษณา,iklan,quảng cáo"),
    ],
);

pub(super) const SHARE: KeywordFamily = family(
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
        ("da no fi hu ro", "del på,del artiklen,jaa artikkeli,megoszt,distribuie"),
        ("uk bg", "поділитис,поширити,сподели"),
        ("he fa hi", "שתפו,שיתוף,اشتراک گذاری,اشتراک‌گذاری,शेयर करें,साझा करें"),
        ("th id vi", "แชร์,bagikan,chia sẻ"),
    ],
);
