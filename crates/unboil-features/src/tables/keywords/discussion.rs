//! Words of discussions.

use super::{KeywordFamily, family};

pub(super) const COMMENT: KeywordFamily = family(
    "comment",
    "comments and replies",
    &[
        (
            "en",
            "comment,reply,replies,leave a,respond,discussion,thoughts on,thought on,responses to,pingback,trackback,have your say,join the conversation",
        ),
        ("de", "kommentar,antworten"),
        ("fr es pt", "commentaire,répondre,réagir,opinión,opinion,comentário,comentario,responder"),
        ("it nl", "commenti,rispondi,reactie,reageer"),
        ("pl cs", "komentarz,skomentuj,odpowied,opinie,komentuj,dodaj komen,komentář,diskuse"),
        ("ru", "коммент,ответить,отзыв,обсужд,обсудить,мнени"),
        ("el", "σχόλι,σχολι,απάντηση"),
        ("zh", "评论,評論,留言,回复,跟帖,网友,發表,发表"),
        ("ja ko", "コメント,返信,댓글"),
        ("tr ar", "yorum,تعليق"),
        ("fi", "kommentti,kommentoi,kommentit"),
        ("hu ro uk bg", "hozzászól,komment|,comentarii,lasă un comentariu,коментар,відповісти"),
        ("he fa hi", "תגובות,תגובה,הוסף תגובה,دیدگاه,نظرات,टिप्पणी"),
        ("th id vi", "ความคิดเห็น,komentar,bình luận"),
    ],
);

pub(super) const REVIEW: KeywordFamily = family(
    "review",
    "reviews and ratings",
    &[
        ("en", "review,rating,star|,stars|,verified,helpful,out of 5,top rated,customers say"),
        ("de fr es it", "bewertung,avis|,valoraci,recension"),
        ("pl ru el", "ocena,oceny,рейтинг,оцен,αξιολόγηση"),
        ("zh ja", "评分,评价,レビュー"),
    ],
);
