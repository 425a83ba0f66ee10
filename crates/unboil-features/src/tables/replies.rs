//! Words of discussion, by language: comma separated, in lower case.

/// What buttons under a post or comment say first.
pub(crate) static REPLY: &[(&str, &str)] = &[
    (
        "en",
        "reply,replies,quote,report,report abuse,flag,permalink,like,likes,dislike,upvote,downvote,log in to reply",
    ),
    ("de", "antworten,zitieren,melden"),
    ("fr", "répondre,signaler,citer"),
    ("es pt", "responder,denunciar,citar,reportar"),
    ("it", "rispondi,segnala,cita"),
    ("pl cs", "odpowiedz,cytuj,zgłoś,odpovědět,nahlásit"),
    ("ru uk", "ответить,цитировать,пожаловаться,ссылка,відповісти"),
    ("el", "απάντηση,αναφορά,παράθεση"),
    ("zh", "回复,回覆,引用,举报,支持,反对"),
    ("ja ko", "返信,通報,답글,신고"),
    ("ar he fa", "رد,إبلاغ,הגב,דווח,پاسخ"),
    ("sv nl da tr", "svara,beantwoorden,reageer,svar,yanıtla"),
];

/// What a line says of who wrote what follows.
pub(crate) static SAYS: &[(&str, &str)] = &[
    ("en", "says,said,wrote,writes,comment,comments,commented,posted"),
    ("de", "schrieb,sagt,meint,schreibt"),
    ("fr", "a écrit,dit"),
    ("es pt", "dijo,escribió,disse,escreveu"),
    ("it", "scrive,ha scritto"),
    ("pl cs", "napisał,napisała,pisze,napsal"),
    ("ru uk", "пишет,написал,говорит,пише"),
    ("el", "έγραψε"),
    ("zh", "说,發表於,发表于,说道"),
];
