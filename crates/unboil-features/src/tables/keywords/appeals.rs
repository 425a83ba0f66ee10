//! Words of those who want something of the reader.

use super::{KeywordFamily, family};

pub(super) const SUBSCRIBE: KeywordFamily = family(
    "subscribe",
    "newsletters and subscriptions",
    &[
        (
            "en",
            "subscrib,newsletter,sign up,signup,inbox,mailing list,email address,your email,e-mail address,\
        never miss,don't miss,don’t miss,stay up to date,stay informed,get the latest,delivered to you,opt out",
        ),
        ("de", "abonn,rundbrief,anmelden,nichts mehr verpassen,auf dem laufenden,e-mail-adresse"),
        ("fr", "ne manquez,ne ratez,restez informé,lettre d'information,lettre d’information,adresse e-mail"),
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
        ("sv da no fi", "prenumerera,tilmeld,abonner på,påmeld,tilaa uutiskirje,uutiskirje"),
        ("cs hu ro", "přihlaste se k odběru,hírlevél,feliratkoz,abonează-te,abonați-vă"),
        ("uk bg sr", "підпишіться,підписатися,розсилк,абонирай,pretplati"),
        ("he fa hi", "הירשמו,ניוזלטר,ידיעון,خبرنامه,सदस्यता,न्यूज़लेटर"),
        ("th id vi", "สมัครรับ,จดหมายข่าว,berlangganan,buletin,đăng ký nhận,bản tin"),
    ],
);

pub(super) const DONATE: KeywordFamily = family(
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
        ("nl sv da no fi", "steun ons,doneer,stöd oss,skänk,støt os,støtt oss,tue meitä,lahjoita"),
        ("cs hu ro", "podpořte nás,darujte,támogass,támogasd,adomány,donează,susține-ne"),
        ("uk he fa hi", "підтримай,задонат,תרמו,תרומה,کمک مالی,حمایت مالی,दान करें,सहयोग करें"),
        ("th id vi", "บริจาค,สนับสนุนเรา,donasi,dukung kami,quyên góp,ủng hộ chúng tôi"),
    ],
);

pub(super) const UNDESIRABLE: KeywordFamily = family(
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
);

pub(super) const LOGIN: KeywordFamily = family(
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
        ("sv da no fi", "logga in,log ind,logg inn,kirjaudu"),
        ("cs hu ro", "přihlásit,přihlášení,bejelentkez,regisztrá,autentific,conectare"),
        ("uk he fa", "увійти,зареєстр,התחבר,הרשמה,ورود به,ثبت نام,ثبت‌نام"),
        ("hi id vi", "लॉग इन,masuk|,daftar sekarang,đăng nhập,đăng ký"),
    ],
);

pub(super) const SUPPORT: KeywordFamily = family(
    "support",
    "help, contact and customer service",
    &[
        (
            "en",
            "support,help center,contact us,get in touch,call us,customer service,feedback,live chat,contact,was this article,was this page,was this helpful,did you find this",
        ),
        (
            "de fr es it",
            "kontakt,hilfe,aide|,ayuda,aiuto,war der artikel,war dieser artikel,cet article vous",
        ),
        ("pl ru", "pomoc,контакт,помощь,обратная связь"),
        ("el zh", "επικοινων,联系,聯絡,关于我们,帮助,投诉,客服"),
        ("ja ko tr", "お問い合わせ,문의,iletişim"),
        (
            "sv da no fi cs hu ro",
            "kundtjänst,kundeservice,asiakaspalvelu,zákaznická,ügyfélszolgálat,asistență,relații clienți",
        ),
        ("ar he hi id vi", "اتصل بنا,צור קשר,יצירת קשר,संपर्क करें,hubungi kami,liên hệ"),
    ],
);

pub(super) const CTA: KeywordFamily = family(
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
);
