//! Words around names, in lower case.

/// Words before the name.
#[rustfmt::skip]
pub(super) const BEFORE: &[&str] = &[
    "view all posts by", "all posts by", "posts by", "view all articles by", "article by",
    "article written by", "zeige alle beiträge von", "alle beiträge von", "alle artikel von",
    "pressemitteilung von", "beiträge von", "beitrag von", "artikel von", "erstellt von", "interview von",
    "fotos von", "publicado por", "escrito por", "ver todas las entradas de", "ver todos os posts de",
    "publié par", "écrit par", "voir tous les articles de", "scritto da", "opublikowane przez", "by",
    "written by", "words by", "posted by", "post by", "authored by", "published by", "text by", "story by",
    "recipe by", "reviewed by", "author", "authors", "author:", "contributor", "contributors", "von",
    "verfasst von", "geschrieben von", "veröffentlicht von", "text von", "ein beitrag von", "ein artikel von",
    "autor", "autorin", "autoren", "text", "texte", "foto", "par", "de", "por", "di", "da", "door", "av",
    "af", "przez", "autora", "от", "автор", "автор статьи", "текст", "yazan", "oleh", "kirjoittanut", "作者",
    "文", "記者", "关于作者", "opinion by",
];
/// Words before the name that say that somebody wrote the page, wherever they stand.
#[rustfmt::skip]
pub(super) const WRITTEN: &[&str] = &[
    "written by", "article by", "article written by", "authored by", "words by", "posted by",
    "this post was written by", "author", "autor", "autorin", "verfasst von", "geschrieben von",
    "escrito por", "écrit par", "scritto da", "автор",
];
/// Words for "by" behind a date.
#[rustfmt::skip]
pub(super) const BY: &[&str] = &[
    " by ", " von ", " par ", " por ", "by: ",
];
/// What ends a name: what is said about the author, or when.
#[rustfmt::skip]
pub(super) const AFTER: &[&str] = &[
    " | ", " • ", " · ", " » ", " – ", " — ", " - ", " am ", " on ", " in ", " um ", " at ", " auf ", " vom ",
    " für ", " for ", " is a ", " ist ", " schreibt ",
];
/// Words between names.
#[rustfmt::skip]
pub(super) const BETWEEN: &[&str] = &[
    "und", "and", "et", "y", "e", "i", "och", "og", "en", "и", "&", "with", "mit",
];
/// Words within names that begin with a small letter.
#[rustfmt::skip]
pub(super) const WITHIN: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "les", "van", "von", "vom",
    "zu", "zur", "der", "den", "ten", "ter", "af", "av", "al", "el", "bin", "ibn", "ben", "y", "e", "i",
    "und", "and", "et", "och", "og", "en", "the",
];
/// Names that are nobody's.
#[rustfmt::skip]
pub(super) const NOBODY: &[&str] = &[
    "admin", "administrator", "author", "autor", "editor", "staff", "unknown", "anonymous", "anonym", "none",
    "null", "undefined", "webmaster", "root", "user", "super user", "guest", "gast", "about", "mehr", "more",
    "stand", "datum", "date", "veröffentlicht", "veröffentlicht am", "published", "publicado", "publié",
    "phd", "md", "bild", "foto", "quelle", "source", "post", "beitrag", "article", "artikel", "guide", "news",
    "paid", "free", "others", "andere", "autres", "no author", "login", "lesedauer", "daily", "联系作者", "微信扫码",
    "关注", "時間", "时间",
];
/// What begins that is no name: labels of links and boxes.
#[rustfmt::skip]
pub(super) const BEGINNINGS: &[&str] = &[
    "about the author", "about author", "the author", "read more", "view more", "view all", "see all",
    "see more", "sign in", "log in", "join us", "get in touch", "learn more", "from", "follow", "share",
    "über den autor", "mehr von", "see full bio", "view orcid", "view profile", "联系作者", "时间", "責任編輯", "责任编辑",
    "责编", "编辑", "选稿",
];
/// What ends a name as a word of its own, in whatever case: what happened to the text, and when.
#[rustfmt::skip]
pub(super) const STOPS: &[&str] = &[
    "updated", "published", "posted", "reviewed", "medically", "started", "submitted", "created",
    "aktualisiert", "veröffentlicht", "geschrieben", "actualizado", "publicado", "publié", "modifié",
    "aggiornato", "pubblicato", "bijgewerkt", "gepubliceerd", "обновлено", "опубликовано", "sponsored",
];
/// What a byline says of others than the author.
#[rustfmt::skip]
pub(super) const OF_ANOTHER: &[&str] = &[
    "reviewed by", "medically reviewed", "fact checked", "fact-checked", "edited by", "photo by", "photos by",
    "photography by", "illustration by", "illustrated by", "translated by", "updated", "last updated",
    "published", "foto", "fotos",
];
/// What begins the names of those who made the pictures, or turned the text into another language.
#[rustfmt::skip]
pub(super) const CREDITS: &[&str] = &[
    "photograph by", "photographs by", "photo by", "photos by", "photography by", "photographed by",
    "photo credit", "photo courtesy", "photograph courtesy", "image by", "images by", "image credit",
    "picture by", "pictures by", "illustration by", "illustrations by", "illustrated by", "artwork by",
    "art by", "graphic by", "graphics by", "video by", "cover by", "translated by", "translation by",
    "photographie par", "photographies par", "illustration de", "illustrations de", "illustration von",
    "illustrationen von", "übersetzt von", "traducido por", "traduit par",
];
/// What people do who write.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "reporter", "writer", "correspondent", "editor", "columnist", "journalist", "contributor", "producer",
    "founder", "co-founder", "cofounder", "director", "manager", "head", "analyst", "blogger", "expert",
    "specialist", "professor", "officer", "president", "ceo", "cto", "cmo", "coo", "attorney", "partner",
    "consultant", "educator", "educators", "critic", "redakteur", "redakteurin", "korrespondent",
    "korrespondentin", "journalistin", "redactor", "redactora", "periodista", "corresponsal", "journaliste",
    "rédacteur", "rédactrice", "giornalista", "redattore", "redactie", "корреспондент", "редактор",
    "журналист",
];
/// Days of the week, as they stand before dates.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag",
    "freitag", "samstag", "sonntag",
];
/// Other words that stand before dates.
#[rustfmt::skip]
pub(super) const BEFORE_DATES: &[&str] = &[
    "last", "on", "am", "le", "el", "the",
];
