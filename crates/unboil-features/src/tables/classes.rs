//! Families of words that authors use in `class`, `id` and other names of parts.

/// One family: a column for elements near the block and one for those further out.
pub(crate) struct ClassFamily {
    pub(crate) name: &'static str,
    /// Lower-case words, space separated, as they stand between the separators of a name.
    pub(crate) words: &'static str,
    /// Whether it names parts that stand beside or around the text; on an element that wraps the text and its heading
    /// it says nothing of them.
    pub(crate) is_apart: bool,
}

const fn family(name: &'static str, words: &'static str) -> ClassFamily {
    ClassFamily { name, words, is_apart: false }
}

/// A family that names parts beside or around the text.
const fn apart(name: &'static str, words: &'static str) -> ClassFamily {
    ClassFamily { name, words, is_apart: true }
}

/// At most 64, so that a set of families fits a machine word.
pub(crate) static CLASS_FAMILIES: &[ClassFamily] = &[
    apart(
        "comment",
        "comment comments commentlist commentform disqus respond reply replies discussion kommentar \
        kommentare commentaire commentaires comentarios comentarios komentarze feedback opinion pinglun",
    ),
    apart(
        "related",
        "related relate recommend recommended recommendation recommendations similar also latest recent \
        popular trending most outbrain taboola suggest suggested readmore further next moreover mehr hot ranking rank \
        top10 headlines xiangguan tuijian",
    ),
    apart("more", "more"),
    apart(
        "share",
        "share sharing shares social addthis sharedaddy sd follow facebook twitter fb tweet bookmark \
        bookmarks sociable addtoany like bdshare jiathis print email mail toolbar tools tool",
    ),
    apart(
        "nav",
        "nav navigation menu menus breadcrumb breadcrumbs navbar pagination pager paging crumb crumbs topnav \
        subnav mainnav megamenu dropdown submenu links link",
    ),
    apart("header", "head header top masthead topbar branding logo"),
    apart("banner", "banner"),
    apart("footer", "foot footer bottom copyright legal colophon disclaimer"),
    apart(
        "sidebar",
        "sidebar side aside rail right secondary complementary tertiary sidebox leftcol rightcol",
    ),
    apart("left", "left"),
    apart("widget", "widget widgets module modules portlet"),
    apart("box", "box block panel boxes blok"),
    apart(
        "ads",
        "ad ads adv advert advertisement advertising sponsor sponsored promo promotion promotions gpt dfp \
        adsense adbox",
    ),
    apart("author", "author authors byline bio vcard profile avatar signature about"),
    apart("meta", "meta date time info posted timestamp published details data postmetadata pubdate source"),
    apart("tags", "tag tags category categories cat topics topic keywords label labels"),
    apart("newsletter", "newsletter subscribe subscription signup optin mailchimp"),
    apart("donate", "donate donation donations membership member paywall supporter crowdfunding"),
    apart("form", "form input field contact"),
    family("content", "content contents main maincontent body bodytext inner wrap"),
    family(
        "article",
        "article entry post story text page single hentry artikel articlebody storybody news detail \
        details neirong zhengwen txt",
    ),
    family("title", "title headline heading header1 heading1 subtitle kicker"),
    family("caption", "caption credit photo image img gallery figure media video picture foto slideshow"),
    apart("cookie", "cookie cookies consent modal popup overlay gdpr lightbox notice"),
    family("product", "product price prices cart sku shop woocommerce item"),
    family("description", "description desc summary intro lead excerpt standfirst abstract teaser dek lede"),
    family("list", "list lists grid card cards carousel slider row tile tiles slick swiper"),
    apart("hidden", "hidden hide sr screen visually invisible"),
    apart("search", "search"),
    apart("login", "login account user register"),
    family("review", "review reviews rating ratings star stars testimonial"),
    family("tab", "tab tabs accordion collapse faq"),
    apart("archive", "archive archives blogroll calendar tagcloud"),
    family("editor", "edit editor wysiwyg rte richtext prose markdown cms"),
];
