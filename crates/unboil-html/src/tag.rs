//! Element names.

mod key;

pub(crate) use key::NameKey;

macro_rules! tags {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// The name of an HTML element, or [`Tag::Other`] for any other, [`Tag::OtherInline`] where it stands in a line of
        /// text. [`Tag::ShadowRoot`] is a `template` with `shadowrootmode`, which is part of the page.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each variant is the element it is named after")]
        pub enum Tag { #[default] Other, $($name),* }

        impl Tag {
            /// Every known tag, in the order of their declaration.
            pub const ALL: &[Tag] = &[$(Tag::$name),*];


            /// The element name in lower case; `"other"` for [`Tag::Other`].
            pub const fn name(self) -> &'static str {
                match self { Tag::Other => "other", $(Tag::$name => $text),* }
            }
        }
    };
}

tags! {
    A = "a", Abbr = "abbr", Acronym = "acronym", Address = "address", Article = "article", Aside = "aside",
    Audio = "audio", B = "b", Base = "base", Bdi = "bdi", Bdo = "bdo", Big = "big", Blockquote = "blockquote",
    Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Center = "center",
    Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup", Data = "data", Datalist = "datalist",
    Dd = "dd", Del = "del", Details = "details", Dfn = "dfn", Dialog = "dialog", Dir = "dir", Div = "div",
    Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption",
    Figure = "figure", Font = "font", Footer = "footer", Form = "form", Frame = "frame", Frameset = "frameset",
    G = "g", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head",
    Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img",
    Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Legend = "legend", Li = "li", Link = "link",
    Main = "main", Map = "map", Mark = "mark", Marquee = "marquee", Math = "math", Menu = "menu", Meta = "meta",
    Mfrac = "mfrac", Mi = "mi", Mn = "mn", Mo = "mo", Mrow = "mrow", Msqrt = "msqrt", Msub = "msub",
    Msup = "msup", Mtext = "mtext", Nav = "nav", Nobr = "nobr", Noframes = "noframes", Noscript = "noscript",
    Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option", Output = "output", P = "p",
    Path = "path", Picture = "picture", Plaintext = "plaintext", Pre = "pre", Q = "q", Rp = "rp", Rt = "rt",
    Ruby = "ruby", S = "s", Samp = "samp", Script = "script", Search = "search", Section = "section",
    Select = "select", Semantics = "semantics", Small = "small", Source = "source", Span = "span",
    Strike = "strike", Strong = "strong", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup",
    Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea",
    Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", Tt = "tt", U = "u",
    Ul = "ul", Use = "use", Var = "var", Video = "video", Wbr = "wbr", Xmp = "xmp",
    AnnotationXml = "annotation-xml", Annotation = "annotation",
    Applet = "applet", Area = "area", Basefont = "basefont", Bgsound = "bgsound", Desc = "desc",
    ForeignObject = "foreignobject", Image = "image", Isindex = "isindex", Keygen = "keygen",
    Listing = "listing", Malignmark = "malignmark", Mglyph = "mglyph", Ms = "ms", Noembed = "noembed",
    Param = "param", Rb = "rb", Rtc = "rtc", Track = "track",
    Maction = "maction", Menclose = "menclose", Merror = "merror", Mfenced = "mfenced",
    Mlabeledtr = "mlabeledtr", Mmultiscripts = "mmultiscripts", Mover = "mover", Mpadded = "mpadded",
    Mphantom = "mphantom", Mprescripts = "mprescripts", Mroot = "mroot", Mspace = "mspace", Mstyle = "mstyle",
    Msubsup = "msubsup", Mtable = "mtable", Mtd = "mtd", Mtr = "mtr", Munder = "munder",
    Munderover = "munderover", MathNone = "none", ShadowRoot = "shadow-root",
    Meter = "meter", OtherInline = "inline", Progress = "progress", Slot = "slot",
}

impl Tag {
    /// The tag of an element name, in whatever case; [`Tag::Other`] for an unknown one.
    pub fn named(name: &str) -> Tag {
        let mut key = NameKey::default();
        name.bytes().for_each(|byte| key.push(byte));
        key.tag()
    }

    /// Whether the tag tells the element's name.
    #[inline]
    pub fn is_known(self) -> bool {
        !matches!(self, Tag::Other | Tag::OtherInline)
    }

    /// Whether the element stays within a line of text: its borders end no block.
    #[inline]
    pub fn is_inline(self) -> bool {
        self.is_in(INLINE)
    }

    /// Whether the element only changes how letters look, so that it may begin or end within a word.
    #[inline]
    pub fn is_phrase(self) -> bool {
        self.is_in(PHRASE)
    }

    /// Whether the element's content is never text for a reader.
    #[inline]
    pub fn is_unread(self) -> bool {
        self.is_in(UNREAD)
    }

    #[inline]
    fn is_in(self, set: u8) -> bool {
        SETS.get(self as usize).is_some_and(|sets| sets & set != 0)
    }

    /// 1 to 6 for `h1` to `h6`, otherwise `None`.
    pub fn heading_level(self) -> Option<u8> {
        (Tag::H1..=Tag::H6).contains(&self).then(|| self as u8 - Tag::H1 as u8 + 1)
    }
}

const INLINE: u8 = 1;
const PHRASE: u8 = 1 << 1;
const UNREAD: u8 = 1 << 2;

/// For each tag, the sets that it is in.
static SETS: [u8; 256] = sets();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn sets() -> [u8; 256] {
    let mut sets = [0; 256];
    let mut at = 0;
    while at < Tag::ALL.len() {
        sets[Tag::ALL[at] as usize] = sets_of(Tag::ALL[at]);
        at += 1;
    }
    sets
}

const fn sets_of(tag: Tag) -> u8 {
    use Tag::*;
    match tag {
        Abbr | Acronym | B | Bdi | Bdo | Big | Code | Del | Dfn | Em | Font | I | Ins | Mark | Nobr | Q
        | S | Samp | Small | Strike | Strong | Sub | Sup | Tt | U | Var | Wbr => INLINE | PHRASE,
        A | Cite | Data | Kbd | Label | Span | Time | Img | Picture | Source | Rb | Rp | Rt | Rtc | Ruby
        | Input | Map | Meter | Output | Progress | Slot | OtherInline => INLINE,
        // A formula, its tables included, stands in its paragraph.
        Math | Maction | Menclose | Merror | Mfenced | Mfrac | Mglyph | Mi | Mlabeledtr | Mmultiscripts
        | Mn | Mo | Mover | Mpadded | Mphantom | Mprescripts | Mroot | Mrow | Ms | Mspace | Msqrt
        | Mstyle | Msub | Msubsup | Msup | Mtable | Mtd | Mtext | Mtr | Munder | Munderover | MathNone
        | Semantics => INLINE,
        Script | Style | Head | Template | Iframe | Svg | Canvas | Audio | Video | Object | Embed
        | AnnotationXml | Title | Meta | Link | Noembed | Noframes | Area | Base | Basefont | Param => UNREAD,
        Annotation => INLINE | UNREAD,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_in: fn(Tag) -> bool, expected: &[&str]) {
        let mut expected: Vec<&str> = expected.iter().flat_map(|names| names.split_whitespace()).collect();
        let mut found: Vec<&str> = Tag::ALL.iter().filter(|tag| is_in(**tag)).map(|tag| tag.name()).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    /// By the section of the HTML standard that lists them, and by MathML Core.
    #[test]
    fn elements_are_inline_that_the_standard_shows_so() {
        let text_level = "a abbr b bdi bdo cite code data dfn em i kbd mark q rp rt ruby s samp small span strong sub \
            sup time u var wbr";
        let others = "del ins img map meter output picture progress slot source input label";
        let obsolete = "acronym big font nobr rb rtc strike tt";
        let formulas = "annotation maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom \
            mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover \
            none semantics";
        let formulas_of_older_versions = "menclose mfenced mglyph mlabeledtr";
        // Not `br`, which ends a line, and none of the controls with texts of their own: they are blocks.
        let unknown = Tag::OtherInline.name();
        check(Tag::is_inline, &[text_level, others, obsolete, formulas, formulas_of_older_versions, unknown]);
    }

    #[test]
    fn elements_are_unread_that_the_standard_hides_or_replaces() {
        // 15.3.1 "Hidden elements", but for `datalist`, which is a control here, and `rp`, which parts words.
        let hidden = "area base basefont head link meta noembed noframes param script style template title";
        // What stands in embedded content is for where it cannot be shown.
        let embedded = "audio canvas embed iframe object svg video";
        let annotations = "annotation annotation-xml";
        check(Tag::is_unread, &[hidden, embedded, annotations]);
    }
}
