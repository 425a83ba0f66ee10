//! The address of an image that scripts load later.

mod decoration;
mod emoji;
mod formula;

use std::borrow::Cow;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use super::address::Addresses;
use super::content::{Image, What};
use super::math::Formula;
use super::one_spaced;
pub(super) use decoration::decorations;
pub(super) use emoji::emoji;

/// Attributes from which the scripts of many sites take the address.
const LATE: [&str; 16] = [
    "data-src",
    "data-original",
    "data-lazy",
    "data-lazy-src",
    "data-lazyload",
    "data-original-src",
    "data-orig-src",
    "data-actualsrc",
    "data-cfsrc",
    "data-delayed-url",
    "data-echo",
    "data-ezsrc",
    "data-hi-res-src",
    "data-image-src",
    "data-opt-src",
    "data-real-src",
];
/// Parts of the names of other attributes that may have one.
const MAY_BE_LATE: [&str; 6] = ["src", "original", "lazy", "url", "image", "full"];
/// What scripts write where they know no address.
const NO_ADDRESSES: [&str; 6] = ["null", "undefined", "none", "false", "nan", "[object object]"];
/// Parts of the names of images that stand in until the real one is loaded.
const STAND_INS: [&str; 4] = ["placeholder", "lazyload", "lazy-load", "lazy_load"];
/// Words of which the names of stand-ins consist; with other words beside them, as in `google-pixel`, the image is real.
const STAND_IN_WORDS: [&str; 8] =
    ["1x1", "blank", "grey", "loader", "loading", "pixel", "spacer", "transparent"];
/// Words that may stand beside those.
const BESIDE_STAND_INS: [&str; 9] = ["1", "1px", "ajax", "bg", "gif", "image", "img", "px", "white"];
/// Nodes before and after an image among which its words are looked for.
const NEAR: u32 = 6;
/// Nodes before and after its link among which another to the same place has them, and nodes of one that are read.
const NEAR_LINK: u32 = 48;
/// Elements around an image among which its link is.
const LEVELS: usize = 6;
/// Nodes from the beginning of a `picture` on among which its sources and its image stand.
const PICTURE_NODES: u32 = 64;

/// Whether an element is an image: `img`, or the one of AMP.
pub(super) fn is_image(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        Tag::Img => true,
        tag => !tag.is_known() && document.name(id) == "amp-img",
    }
}

/// What an image shows: a picture, or a formula; `None` where its address is not known, and for dots that only count
/// readers.
pub(super) fn read(source: Source, id: NodeId, addresses: &mut Addresses) -> Option<What<'static>> {
    let document = source.document();
    let alt = document.attr(id, AttrName::Alt).unwrap_or_default();
    let alt = one_spaced(alt);
    if let Some(Formula { tex, is_display }) = formula::formula(document, id, &alt) {
        return Some(What::Math { tex, is_display });
    }
    let attrs: Vec<(Cow<str>, Cow<str>)> = source.attrs(id).collect();
    if is_dot(&attrs) {
        return None;
    }
    let candidates = candidates(source, id, &attrs);
    let address = candidates.iter().find_map(|address| addresses.web(address))?;
    Some(What::Image(Image { address, alt }))
}

/// The words that stand for an image whose address is not known: its `alt` of several words, unless they stand beside it
/// already, as the `alt` of another image or as its caption, or in a link to the same place.
pub(super) fn words_instead<'a>(source: Source<'a>, id: NodeId) -> Option<&'a str> {
    let document = source.document();
    let alt = document.attr(id, AttrName::Alt)?.trim();
    let end = document.node(id).end;
    let is_said = |near: NodeId| match document.node(near).kind {
        NodeKind::Text(span) => document.text(span).trim() == alt,
        NodeKind::Element(_) => {
            is_image(document, near)
                && document.attr(near, AttrName::Alt).is_some_and(|other| other.trim() == alt)
        }
    };
    let mut near = (id.0.saturating_sub(NEAR)..id.0).chain(end.0..end.0.saturating_add(NEAR)).map(NodeId);
    let may_say = alt.contains(char::is_whitespace) && !is_dot(&source.attrs(id).collect::<Vec<_>>());
    (may_say && !near.any(is_said) && !is_said_in_link(document, id, alt)).then_some(alt)
}

/// Whether the link around an image, or one near it to the same place, has its words.
fn is_said_in_link(document: &Document, id: NodeId, alt: &str) -> bool {
    let is_link = |id: &NodeId| document.tag(*id) == Tag::A;
    let Some(link) = document.path(id).take(LEVELS).find(is_link) else { return false };
    let Some(href) = document.attr(link, AttrName::Href) else { return false };
    let alt = one_spaced(alt);
    let has_words = |link: NodeId| {
        let inner = (link.0 + 1..document.node(link).end.0).take(NEAR_LINK as usize).map(NodeId);
        let texts = inner.filter_map(|id| match document.node(id).kind {
            NodeKind::Text(span) => Some(document.text(span)),
            NodeKind::Element(_) => None,
        });
        one_spaced(&texts.flat_map(|text| [text, " "]).collect::<String>()).contains(&alt)
    };
    let end = document.node(link).end.0;
    let mut near = (link.0.saturating_sub(NEAR_LINK)..end.saturating_add(NEAR_LINK)).map(NodeId);
    near.any(|near| is_link(&near) && document.attr(near, AttrName::Href) == Some(href) && has_words(near))
}

/// Whether an image is a dot, by its attributes.
fn is_dot(attrs: &[(Cow<str>, Cow<str>)]) -> bool {
    let is_side = |name: &str| matches!(name, "width" | "height");
    attrs.iter().any(|(name, value)| is_side(name) && matches!(&**value, "0" | "1" | "1px"))
}

/// The addresses that an image may have, the likeliest first.
fn candidates(source: Source, id: NodeId, attrs: &[(Cow<str>, Cow<str>)]) -> Vec<String> {
    let named = |is_meant: fn(&str, &str) -> bool| {
        attrs.iter().filter(move |(name, value)| is_meant(name, value)).map(|(_, value)| value.to_string())
    };
    let largest_named = |is_meant| named(is_meant).filter_map(|set| largest(&set));
    let mut found: Vec<String> = named(is_late).collect();
    found.extend(largest_named(|name, _| name.starts_with("data-") && name.ends_with("srcset")));
    let written = source.document().attr(id, AttrName::Src);
    found.extend(written.and_then(|src| if is_set(src) { largest(src) } else { Some(src.to_owned()) }));
    found.extend(largest_named(|name, _| name == "srcset"));
    found.extend(of_picture(source, id));
    found.extend(named(may_be_late));
    found.retain(|address| !is_stand_in(address));
    found
}

/// The addresses that the sources of a `picture` give for its image, which is the first one in it.
fn of_picture(source: Source, image: NodeId) -> Vec<String> {
    let document = source.document();
    let picture = document.path(image).skip(1).take(2).find(|outer| document.tag(*outer) == Tag::Picture);
    let Some(picture) = picture.filter(|picture| image.0 - picture.0 <= PICTURE_NODES) else {
        return Vec::new();
    };
    let inner = || (picture.0..image.0).map(NodeId);
    if inner().any(|id| is_image(document, id)) {
        return Vec::new();
    }
    let sources = inner().filter(|id| document.tag(*id) == Tag::Source).take(8);
    let sets = sources.flat_map(|id| ["data-srcset", "srcset"].map(|name| source.attr(id, name)));
    sets.flatten().filter_map(|set| largest(&set)).collect()
}

/// Whether an attribute has the address that scripts load later: `data-src`, `data-original`, `data-lazy-src` and the
/// like.
fn is_late(name: &str, value: &str) -> bool {
    LATE.contains(&name) && is_address(value) && value.contains(['/', '.'])
}

/// Whether an attribute seems to have an address of the image: a fallback or the picture of its author may be the same.
fn may_be_late(name: &str, value: &str) -> bool {
    let is_named = name.starts_with("data-") && MAY_BE_LATE.iter().any(|part| name.contains(part));
    let path = value.split(['?', '#']).next().unwrap_or_default();
    is_named
        && is_address(value)
        && !value.contains(',')
        && (name.ends_with("src") && value.contains(['/', '.']) || path.contains('/') && ends_as_image(path))
}

/// Whether a value may be one address, and no list of several or object.
fn is_address(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '['))
}

fn ends_as_image(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "svg" | "bmp")
}

/// Whether an address is none, or that of an image that only keeps the place of another.
fn is_stand_in(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    lower.is_empty()
        || lower.starts_with('#')
        || NO_ADDRESSES.contains(&lower.as_str())
        || has_placeholder(&lower)
        || ["data:", "about:", "blob:"].iter().any(|scheme| lower.starts_with(scheme))
        || STAND_INS.iter().any(|part| file.contains(part))
        || is_named_as_stand_in(file)
}

/// Whether a script was to put a word of its own in a place such as `{width}` or `{{ image.url }}`.
fn has_placeholder(address: &str) -> bool {
    let names =
        address.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.trim());
    let is_of_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '$');
    names.into_iter().any(|name| !name.is_empty() && name.chars().all(is_of_name))
}

/// Whether an address is rather a list of several, each with its width or density.
fn is_set(address: &str) -> bool {
    address.split_ascii_whitespace().nth(1).is_some_and(|word| is_descriptor(word.trim_end_matches(',')))
}

/// Whether a word is the width or density of an image in a list: `600w`, `1.5x`.
fn is_descriptor(word: &str) -> bool {
    word.strip_suffix(['w', 'x', 'h']).is_some_and(|number| number.parse::<f64>().is_ok())
}

/// Whether the name of a file up to its first dot consists of words for a stand-in. Those are mostly transparent, which
/// a JPEG cannot be.
fn is_named_as_stand_in(file: &str) -> bool {
    let (name, ending) = file.split_once('.').unwrap_or((file, ""));
    let words = || name.split(|c: char| !c.is_alphanumeric());
    let is_stand_in = |word: &str| STAND_IN_WORDS.contains(&word);
    !["jpg", "jpeg"].iter().any(|jpeg| ending.ends_with(jpeg))
        && words().any(is_stand_in)
        && words().all(|word| is_stand_in(word) || BESIDE_STAND_INS.contains(&word))
}

/// The candidate of a `srcset` with the largest width or density.
fn largest(set: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let ends_here = address.ends_with(',');
        let address = address.trim_end_matches(',');
        if address.is_empty() {
            return best.map(|(_, address)| address.to_owned());
        }
        let (descriptor, after) =
            if ends_here { ("", after) } else { after.split_once(',').unwrap_or((after, "")) };
        let size = descriptor.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        if !address.starts_with("data:")
            && !is_descriptor(address)
            && best.is_none_or(|(largest, _)| size > largest)
        {
            best = Some((size, address));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: Option<&str>) {
        let document = Document::parse(html);
        let source = Source::new(&document, html);
        let image = document.nodes().find(|(id, _)| is_image(&document, *id)).unwrap().0;
        let found = read(source, image, &mut Addresses::of(source, None));
        let address = found.map(|what| match what {
            What::Image(image) => image.address,
            what => format!("{what:?}"),
        });
        assert_eq!(address.as_deref(), expected, "{html}");
    }

    #[test]
    fn late_images_have_their_real_address() {
        check("<img src=a.png>", Some("a.png"));
        check("<img src=data:image/gif;base64,R0 data-src=/b.png>", Some("/b.png"));
        check("<img src=/img/placeholder.svg data-original=/x/b.jpg data-id=7>", Some("/x/b.jpg"));
        check("<img src=low.jpg data-lazy-src=high.jpg>", Some("high.jpg"));
        check("<img src=a.png data-options='{\"src\":\"/b.png\"}'>", Some("a.png"));
        check("<img srcset='a.png 480w, b,c.png 800w,d.png 2w'>", Some("b,c.png"));
        check("<img src=low.jpg data-src=/w_3,h_2/b>", Some("/w_3,h_2/b"));
        check("<img src=/blank.gif data-srcset='a.png 1x, b.png 2x'>", Some("b.png"));
        check("<picture><source srcset='a.webp 1x'><img src=data:,></picture>", Some("a.webp"));
        check(
            "<picture><source srcset='' data-srcset=a.webp><img src=placeholder.svg></picture>",
            Some("a.webp"),
        );
        check("<picture><source srcset=data:, data-srcset=a.webp><img src=data:,></picture>", Some("a.webp"));
        check("<img src=data:image/png;base64,R0>", None);
        check("<img src=count.gif width=1 height=1>", None);
        check("<amp-img src=/a.jpg width=4 height=3></amp-img>", Some("/a.jpg"));
        check("<img src=javascript:x>", None);
        check("<img src='a.jpg 600w, b.jpg 1200w'>", Some("b.jpg"));
        check("<img src='a boat.jpg'>", Some("a%20boat.jpg"));
        check("<img srcset=' 150w,  200w'>", None);
        for none in ["#", "null", "undefined", "/a_{width}x.jpg", "{{ image.url }}"] {
            check(&format!("<img src='{none}'>"), None);
            check(&format!("<img src='{none}' srcset='c.jpg 2x'>"), Some("c.jpg"));
        }
        check("<img src=/{0F1D-22}/a.jpg>", Some("/{0F1D-22}/a.jpg"));
    }

    #[test]
    fn stand_ins_are_told_by_their_whole_names() {
        check("<img src=/a/google-pixel.jpg>", Some("/a/google-pixel.jpg"));
        check("<img src=fifty-shades-of-grey.jpg>", Some("fifty-shades-of-grey.jpg"));
        check("<img src=transparent-solar-cells.jpg>", Some("transparent-solar-cells.jpg"));
        check("<img src=harbour-1x1.png>", Some("harbour-1x1.png"));
        check("<img src=blank.jpg>", Some("blank.jpg"));
        for name in [
            "blank.gif",
            "transparent_1x1.png?v=2",
            "1x1.trans.gif",
            "transparent-pixel._V19_.gif",
            "white-pixel.gif",
            "ajax-loader.gif",
            "my-placeholder-2.png",
        ] {
            check(&format!("<img src=/a/{name}>"), None);
        }
    }

    #[test]
    fn what_may_be_something_else_comes_last() {
        check("<img src=a.jpg data-fallback-src=/none.png>", Some("a.jpg"));
        check("<img src=a.jpg data-share-url=/b/icon.png>", Some("a.jpg"));
        check("<img src=a.jpg data-image-author-url=/b/ada.jpg>", Some("a.jpg"));
        check("<img src=blank.gif data-full-url=/b/full.jpg>", Some("/b/full.jpg"));
        check("<img src=data:, data-error-src=/b/none.png srcset='c.jpg 2x'>", Some("c.jpg"));
        check("<img src=a.jpg data-share-url=/b/icon.png data-lazy-src=c.jpg>", Some("c.jpg"));
    }

    /// A picture has one image: others in it do not read its sources again.
    #[test]
    fn sources_are_those_of_the_first_image() {
        let last = |images: &str| {
            let html = format!("<picture><source srcset='a.webp 1x'>{images}</picture>");
            let document = Document::parse(&html);
            let (last, _) = document.nodes().filter(|(id, _)| is_image(&document, *id)).last().unwrap();
            of_picture(Source::new(&document, &html), last)
        };
        assert_eq!(last("<img>"), ["a.webp"]);
        assert!(last("<img><img>").is_empty());
        assert!(last(&format!("{}<img>", "<i></i>".repeat(100))).is_empty());
    }
}
