//! Words around names.

/// Words before the name, in lower case and apart by commas.
pub(super) const BEFORE: &str = "view all posts by,all posts by,posts by,view all articles by,article by,zeige alle beiträge von,\
    alle beiträge von,beiträge von,beitrag von,artikel von,erstellt von,interview von,fotos von,\
    publicado por,escrito por,ver todas las entradas de,ver todos os posts de,publié par,écrit par,\
    voir tous les articles de,scritto da,opublikowane przez,by,written by,words by,posted by,post by,\
    published by,text by,story by,reviewed by,author,authors,author:,von,verfasst von,geschrieben von,\
    veröffentlicht von,text von,ein beitrag von,ein artikel von,autor,autorin,autoren,text,texte,foto,\
    par,de,por,di,da,door,av,af,przez,autora,от,автор,автор статьи,текст,yazan,oleh,kirjoittanut,作者,文,\
    記者";
/// What ends a name, apart by commas: what is said about the author, or when.
pub(super) const AFTER: &str = " | , • , · , » , – , — , - , am , on , in , um , at , auf , vom , le , el , für , for , is a , ist , schreibt ";
/// Words between names, apart by commas.
pub(super) const BETWEEN: &str = " und , and , et , y , e , i , och , og , en , и , & , with , mit ";
/// Words within names that begin with a small letter.
pub(super) const WITHIN: &str = "de,del,della,di,da,dos,das,do,du,des,la,le,les,van,von,vom,zu,zur,der,den,ten,ter,af,av,al,el,bin,ibn,\
    ben,y,e,i,und,and,et,och,og,en,the";
/// Names that are nobody's, in lower case and apart by commas.
pub(super) const NOBODY: &str = "admin,administrator,author,autor,editor,staff,unknown,anonymous,anonym,none,null,undefined,\
    webmaster,root,user,super user,guest,gast,about,mehr,more,stand,datum,date,veröffentlicht,\
    veröffentlicht am,published,publicado,publié,phd,md,bild,foto";
