//! Element names.

mod key;

pub(crate) use key::NameKey;

macro_rules! tags {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// The name of an HTML element, or [`Tag::Other`] for any other.
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
}

impl Tag {
    /// The tag of an element name, in whatever case; [`Tag::Other`] for an unknown one.
    pub fn named(name: &str) -> Tag {
        let mut key = NameKey::default();
        name.bytes().for_each(|byte| key.push(byte));
        key.tag()
    }

    /// Whether the element stays within a line of text: its borders end no block.
    #[inline]
    pub fn is_inline(self) -> bool {
        use Tag::*;
        self.is_phrase()
            || matches!(
                self,
                A | Cite
                    | Data
                    | Label
                    | Span
                    | Time
                    | Math
                    | Mi
                    | Mn
                    | Mo
                    | Mrow
                    | Msqrt
                    | Mfrac
                    | Msub
                    | Msup
                    | Mtext
                    | Semantics
                    | Annotation
                    | Img
                    | Picture
                    | Source
                    | Rp
                    | Rt
                    | Ruby
                    | Input
                    | Map
            )
    }

    /// Whether the element only changes how letters look, so that it may begin or end within a word.
    #[inline]
    pub fn is_phrase(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Abbr | Acronym
                | B
                | Bdi
                | Bdo
                | Big
                | Code
                | Del
                | Dfn
                | Em
                | Font
                | I
                | Ins
                | Kbd
                | Mark
                | Nobr
                | Q
                | S
                | Samp
                | Small
                | Strike
                | Strong
                | Sub
                | Sup
                | Tt
                | U
                | Var
                | Wbr
        )
    }

    /// Whether the element's content is never text for a reader.
    #[inline]
    pub fn is_unread(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Head
                | Template
                | Iframe
                | Svg
                | Canvas
                | Audio
                | Video
                | Object
                | Embed
                | AnnotationXml
                | Annotation
                | Title
                | Meta
                | Link
                | Noframes
        )
    }

    /// 1 to 6 for `h1` to `h6`, otherwise `None`.
    pub fn heading_level(self) -> Option<u8> {
        (Tag::H1..=Tag::H6).contains(&self).then(|| self as u8 - Tag::H1 as u8 + 1)
    }
}
