//! What a publisher asks of its readers, in its own words.

use super::{KeywordFamily, family};

/// Whole phrases, which articles hardly use of themselves; single words such as "subscribe" are of families of their own.
pub(super) const PLEA: KeywordFamily = family(
    "plea",
    "what a publisher asks of its readers",
    &[
        (
            "en: to pay",
            "subscribe now,subscribe today,subscribe to our,subscribe to the,subscribe for,please subscribe,\
        already a subscriber,already subscribed,already a member,become a subscriber,become a member,become a supporter,\
        become a patron,join now,support us,support our,support independent,supporting our,make a donation,donate now,\
        donate today,donate to,please donate,consider donating,consider supporting,consider making,consider becoming,\
        readers like you,supporters like you,we rely on,we need your,your support helps,your donation,your contribution,\
        unlimited access,unlimited digital access,cancel anytime,cancel any time,to continue reading,to keep reading,\
        to read the full,to view the full,for the full story,this content is for,for subscribers,subscriber-only,\
        remind me later,ad-free experience",
        ),
        (
            "en: to follow",
            "sign up for our,sign up to our,sign up for the,sign up here,sign up now,sign up today,sign up for free,\
        enter your email,your email address,to your inbox,in your inbox,our newsletter,our free newsletter,our daily,\
        our weekly,never miss a,never miss the,never miss out,don't miss a,don’t miss a,get the latest news,stay up to date,\
        keep up to date,follow us on,follow us,like us on,find us on,join us on,join our,follow our,our telegram,\
        our whatsapp,our youtube,our facebook,download our app,download the app,download our free,get our app,our app|,\
        our apps|,turn on notifications,allow notifications,for the latest news,\
        for the latest stories,for more news,for more stories,news updates",
        ),
        (
            "en: to write",
            "have a story,got a story,got a tip,have a tip,send us,email us,write to us,tell us what,let us know in,\
        letter to the editor,share your thoughts,share this article,share this story,share this post,leave a comment,\
        found this article,found this helpful,enjoyed this article,enjoyed this post,like this article,like what you",
        ),
        (
            "de",
            "jetzt abonnieren,jetzt anmelden,jetzt testen,jetzt spenden,jetzt unterstützen,jetzt kostenlos,jetzt bestellen,\
        hier anmelden,hier abonnieren,abonnieren sie,abonniere,melden sie sich,unterstützen sie,unterstütze uns,\
        spenden sie,ihre spende,deine spende,mit ihrer spende,bereits abonnent,bereits registriert,um weiterzulesen,\
        weiterlesen mit,folgen sie uns,folge uns,folgt uns,unseren newsletter,unser newsletter,unserem newsletter,\
        unseren kanal,unserem kanal,unsere app,kostenlos testen,schreiben sie uns,nichts mehr verpassen,ich benötige ein abo,\
        gefällt dir unser,gefällt ihnen dieser",
        ),
        (
            "fr",
            "abonnez-vous,abonne-toi,je m'abonne,je m’abonne,déjà abonné,inscrivez-vous,inscris-toi,recevez,soutenez,\
        faites un don,faire un don,suivez-nous,suivez toute,rejoignez,réservé aux abonnés,pour lire la suite,\
        notre newsletter,notre lettre,nos newsletters,téléchargez,votre adresse e-mail,votre soutien",
        ),
        (
            "es",
            "suscríbete,suscríbase,suscribite,regístrate,síguenos,síganos,seguinos,apóyanos,haz una donación,haga su donación,\
        recibe las,recibe en tu,reciba,nuestro boletín,nuestra newsletter,nuestro canal,nuestros canales,únete,\
        ya eres suscriptor,para seguir leyendo,descarga la app,descarga nuestra,tu apoyo,hacemos periodismo",
        ),
        (
            "pt it",
            "assine já,assine o,assine a newsletter,inscreva-se,siga-nos,siga o,receba as,receba no,apoie,faça uma doação,\
        já é assinante,baixe o app,entre no nosso,nosso canal,abbonati,iscriviti,seguici,sostieni,sostienici,\
        fai una donazione,sei già abbonato,già abbonato,per continuare a leggere,scarica l'app,ricevi,la nostra newsletter",
        ),
        (
            "nl sv da no fi",
            "abonneer,word lid,meld je aan,schrijf je in,volg ons,steun ons,al abonnee,doneer nu,onze nieuwsbrief,\
        prenumerera på,bli prenumerant,redan prenumerant,följ oss,stöd oss,tilmeld dig,bliv abonnent,\
        følg os,støt os,vores nyhedsbrev,bli abonnent,følg oss,støtt oss,vårt nyhetsbrev,tilaa uutiskirje,seuraa meitä,tue meitä",
        ),
        (
            "pl cs sk",
            "zapisz się,dołącz do,obserwuj nas,polub nas,śledź nas,wesprzyj,wspieraj,masz już konto,aby czytać dalej,\
        pobierz aplikację,subskrybuj,nasz newsletter,naszego newslettera,bądź na bieżąco,přihlaste se k,sledujte nás,\
        podpořte,odebírejte,náš newsletter,prihláste sa,podporte",
        ),
        (
            "ru uk bg",
            "подпишитесь,подписывайтесь,подписаться на,поддержите,поддержать нас,следите за,присоединяйтесь,наш телеграм,\
        наш канал,нашем канале,нашем телеграм,наш telegram,нашем telegram,скачайте приложение,оформите подписку,\
        пожертвова,пришлите нам,підпишіться,підписуйтесь,підтримайте,долучайтеся,стежте за,\
        абонирайте се,последвайте ни,подкрепете",
        ),
        (
            "el hu ro tr",
            "ακολουθήστε,εγγραφείτε,στηρίξτε,υποστηρίξτε,κάντε εγγραφή,iratkozz fel,iratkozzon fel,kövess minket,\
        támogass,támogasd,abonează-te,abonați-vă,urmărește-ne,susține,donează,abone ol,bizi takip,bize destek,\
        bültenimize,uygulamamızı",
        ),
        (
            "zh ja ko",
            "立即订阅,立即訂閱,点击订阅,扫码关注,扫描二维码,掃描二維碼,关注我们,關注我們,关注微信,微信公众号,支持我们,支持我們,\
        下载客户端,会員登録,ご登録ください,無料登録,会員限定,フォローしてください,フォローする,ご支援,購読する,구독하기,구독하세요,\
        후원하기,후원해,팔로우,제보",
        ),
        (
            "ar fa he hi",
            "اشترك في,اشترك الآن,تابعونا,تابعنا,ادعمونا,انضم إلى,حمل التطبيق,به ما بپیوندید,عضو شوید,دنبال کنید,حمایت کنید,\
        הירשמו,הצטרפו,עקבו אחרינו,תמכו,תרמו,हमें फॉलो,सब्सक्राइब करें,हमसे जुड़ें,ऐप डाउनलोड,सहयोग करें",
        ),
        (
            "th id vi",
            "ติดตามเรา,สมัครสมาชิก,กดติดตาม,สนับสนุนเรา,ikuti kami,berlangganan sekarang,dukung kami,theo dõi chúng tôi,đăng ký ngay",
        ),
    ],
);
