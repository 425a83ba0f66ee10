//! What a line begins with that leads to another page.

use super::{KeywordFamily, family};

/// The line may stand between the paragraphs of an article as well as after it; only the beginning of a block tells it
/// from what an article says.
pub(super) const SEE_ALSO: KeywordFamily = family(
    "see_also",
    "other pages, at the start of a block",
    &[
        (
            "en",
            "^read also,^also read,^read more,^read next,^read:,^read this,^see also,^see more,^also see,^also on,^related:,\
        ^related story,^related stories,^related article,^related post,^related reading,^related content,^related video,\
        ^recommended reading,^recommended for you,^more on,^more from,^more about,^more:,^watch:,^watch also,^watch more,\
        ^listen:,^must read,^must-read,^you may also,^you might also,^keep reading,^continue reading,^further reading,\
        ^up next,^don't miss,^don’t miss,^click here,^learn more about,^find out more",
        ),
        (
            "de",
            "^lesen sie auch,^lesen sie mehr,^lesen sie hier,^lesen sie dazu,^lies auch,^lies mehr,^auch interessant,\
        ^ebenfalls interessant,^auch spannend,^mehr zum thema,^mehr dazu,^mehr zu,^mehr über,^siehe auch,^das könnte sie,\
        ^das könnte dich,^passend dazu,^weiterlesen,^hier weiterlesen,^zum thema:,^schon gelesen,^weiterführende,\
        ^weitere informationen,^weitere artikel,^weitere themen,^lesetipp,^mehr lesen,^hier geht es zu",
        ),
        (
            "fr",
            "^à lire,^a lire,^lire aussi,^lire également,^lire :,^lire la suite,^lisez aussi,^voir aussi,^à voir,^à découvrir,\
        ^découvrez aussi,^sur le même sujet,^pour aller plus loin,^pour en savoir,^en savoir plus,^plus d'infos,^retrouvez",
        ),
        (
            "es",
            "^lee también,^lea también,^leé también,^lee más,^lea más,^lea aquí,^lee aquí,^lea además,^lee además,\
        ^leer también,^leer más,^puede leer,^puedes leer,^te puede,^le puede,^también te puede,^también le puede,\
        ^también lea,^también lee,^también puede,^ver también,^vea también,^vea además,^mira también,^mire también,\
        ^mira:,^mire:,^más sobre,^más noticias,^más información,^te recomendamos,^le recomendamos,^relacionad,\
        ^noticias relacionad,^conozca más,^sigue leyendo,^seguir leyendo,^siga leyendo,^llegeix també",
        ),
        (
            "pt",
            "^leia também,^leia mais,^leia ainda,^leia:,^veja também,^veja mais,^saiba mais,^confira também,\
        ^assista também,^continue lendo,^continua depois",
        ),
        (
            "it",
            "^leggi anche,^leggi pure,^leggi tutto,^leggi di più,^leggi:,^guarda anche,^vedi anche,^ti potrebbe,\
        ^potrebbe interessar,^per approfondire,^approfondisci,^continua a leggere,^scopri di più",
        ),
        ("nl", "^lees ook,^lees meer,^lees verder,^lees hier,^bekijk ook,^zie ook,^meer over"),
        (
            "pl",
            "^zobacz też,^zobacz także,^zobacz również,^zobacz więcej,^czytaj też,^czytaj także,^czytaj również,\
        ^czytaj więcej,^czytaj:,^przeczytaj,^sprawdź też,^sprawdź także,^warto przeczytać,^więcej na ten temat,^polecamy",
        ),
        (
            "cs sk",
            "^čtěte také,^čtěte též,^čtěte:,^přečtěte si,^mohlo by vás,^související,^viz také,^více o,^čítajte aj,\
        ^prečítajte si,^súvisiace",
        ),
        (
            "ru",
            "^читайте также,^читайте:,^читайте еще,^читайте ещё,^читать также,^читать далее,^также читайте,^смотрите также,\
        ^по теме,^еще по теме,^ещё по теме,^подробнее:,^подробнее о,^подробнее об,^см. также,^рекомендуем,^материалы по теме,\
        ^не пропустите,^другие новости",
        ),
        (
            "uk be bg sr hr",
            "^читайте також,^також читайте,^дивіться також,^дивіться:,^більше про,^чытайце таксама,^вижте още,\
        ^прочетете още,^още по темата,^pročitajte,^čitajte,^povezan",
        ),
        (
            "el",
            "^διαβάστε,^διάβασε,^δείτε επίσης,^δείτε ακόμα,^δείτε ακόμη,^σχετικά άρθρα,^σχετικές ειδήσεις",
        ),
        (
            "zh",
            "^延伸阅读,^延伸閱讀,^相关阅读,^相關閱讀,^相关新闻,^相關新聞,^相关报道,^相關報導,^更多阅读,^更多新闻,^更多新聞,\
        ^推荐阅读,^推薦閱讀,^参考阅读,^參考閱讀,^另见,^參見,^看更多,^點擊,^点击",
        ),
        (
            "ja ko",
            "^関連記事,^関連ニュース,^関連：,^関連:,^合わせて読みたい,^あわせて読みたい,^併せて読みたい,^こちらもおすすめ,\
        ^続きを読む,^관련기사,^관련 기사,^함께 보면,^더 보기",
        ),
        (
            "sv da no fi",
            "^läs också,^läs även,^läs mer,^se också,^mer om,^les også,^les mer,^læs også,^læs mere,^se også,\
        ^lue myös,^lue lisää,^katso myös",
        ),
        (
            "hu ro",
            "^olvassa el,^olvasd el,^ezt is olvas,^kapcsolódó,^citește și,^citeşte şi,^citiți și,^citește mai,^vezi și,\
        ^articole similare",
        ),
        (
            "tr id ms vi",
            "^ayrıca oku,^bunu da oku,^bunlar da,^ilgili haber,^baca juga,^baca:,^simak juga,^lihat juga,^xem thêm,\
        ^đọc thêm,^tin liên quan",
        ),
        (
            "ar fa he hi th",
            "^اقرأ أيض,^إقرأ أيض,^اقرأ المزيد,^شاهد أيض,^طالع أيض,^مواضيع ذات,^بیشتر بخوانید,^همچنین بخوانید,^بخوانید,\
        ^קראו גם,^קראו עוד,^לקריאה נוספת,^קרא עוד,^यह भी पढ़ें,^ये भी पढ़ें,^इसे भी पढ़ें,^अधिक पढ़ें,^อ่านเพิ่มเติม,^อ่านข่าว,\
        ^ข่าวที่เกี่ยวข้อง",
        ),
    ],
);
