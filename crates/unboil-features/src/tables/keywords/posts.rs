//! What forums say of posts and of who wrote them.

use super::{KeywordFamily, family};

/// Fields of members beside their posts, and notes under these.
pub(super) const POST: KeywordFamily = family(
    "post",
    "posts of a forum and their authors",
    &[
        (
            "en",
            "joined:,^joined|,member since,^member|,posts:,^posts|,messages:,^messages|,post count,threads:,\
        reaction score,reactions:,reputation:,^reputation|,rep power,location:,^location|,registered:,last seen,\
        last edited,edited by,^edited|,liked by,liked this,originally posted,^quote:,\
        click to expand,report post,permalink,thread starter,original poster,online now,karma:,\
        senior member,junior member,new member,well-known member,active member,^moderator|,upvote",
        ),
        (
            "de",
            "beiträge:,^beiträge|,registriert:,registriert seit,dabei seit,mitglied seit,wohnort:,zitat von,hat geschrieben:,\
        zuletzt bearbeitet,hat sich bedankt",
        ),
        (
            "fr",
            "messages :,inscrit le,inscription :,inscrit:,localisation :,dernière modification,message par",
        ),
        ("es pt it", "mensajes:,registrado:,se unió:,mensagens:,registrado em,messaggi:,iscritto:"),
        ("pl cs nl", "posty:,postów:,dołączył,rejestracja:,příspěvky:,berichten:,lid sinds"),
        (
            "ru uk",
            "сообщений:,сообщения:,регистрация:,на форуме с,с нами с,откуда:,сказали спасибо,репутация:,\
        заголовок сообщения,отредактирован,последний раз редактировалось,повідомлень:",
        ),
        (
            "zh ja ko",
            "楼主,樓主,发帖,帖子,积分：,注册时间,註冊時間,最后编辑,最後編輯,投稿数,登録日,작성일,조회",
        ),
        (
            "sv da no fi tr el",
            "inlägg:,blev medlem,indlæg:,innlegg:,viestit:,mesajlar:,mesaj:,kayıt:,μηνύματα:,εγγραφή:",
        ),
        (
            "likes",
            "^like|,^likes|,gefällt mir,j'aime,j’aime,me gusta,curtida,mi piace,vind ik leuk,polubień,tykkäystä,beğeni,вподобан,点赞,點讚,いいね,좋아요",
        ),
    ],
);
