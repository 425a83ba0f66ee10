//! The address of an image that scripts load later.

use std::borrow::Cow;

use unboil_html::{AttrName, Document, NodeId, Source, Tag};

use super::address::Addresses;
use super::content::{Image, What};

/// Parts of the names of images that stand in until the real one is loaded.
const STAND_INS: [&str; 12] = [
    "blank.",
    "spacer",
    "placeholder",
    "lazyload",
    "lazy-load",
    "lazy_load",
    "loading.",
    "transparent",
    "1x1",
    "pixel.",
    "grey.",
    "loader.",
];
/// Classes of images that show a formula, whose TeX is the `alt`.
const FORMULAS: [&str; 4] =
    ["latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"];

/// Whether an element is an image: `img`, or the one of AMP.
pub(super) fn is_image(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        Tag::Img => true,
        Tag::Other => document.name(id) == "amp-img",
        _ => false,
    }
}

/// What an image shows: a picture, or a formula; `None` where its address is not known, and for dots that only count
/// readers.
pub(super) fn read(source: Source, id: NodeId, addresses: &mut Addresses) -> Option<What<'static>> {
    let document = source.document();
    let alt = document.attr(id, AttrName::Alt).unwrap_or_default();
    let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut classes = document.attr(id, AttrName::Class).unwrap_or_default().split_ascii_whitespace();
    if let Some(class) = classes.find(|class| FORMULAS.contains(class)).filter(|_| !alt.is_empty()) {
        return Some(What::Math { tex: alt, is_display: class.ends_with("display") });
    }
    let attrs: Vec<(Cow<str>, Cow<str>)> = source.attrs(id).collect();
    let is_dot = |name: &str| {
        attrs.iter().any(|(found, value)| found == name && matches!(&**value, "0" | "1" | "1px"))
    };
    if is_dot("width") || is_dot("height") {
        return None;
    }
    let candidates = candidates(source, id, &attrs);
    let address = candidates.iter().find_map(|address| addresses.web(address))?;
    Some(What::Image(Image { address, alt }))
}

/// The addresses that an image may have, the likeliest first.
fn candidates(source: Source, id: NodeId, attrs: &[(Cow<str>, Cow<str>)]) -> Vec<String> {
    let document = source.document();
    let src = document.attr(id, AttrName::Src).unwrap_or_default();
    let late = attrs.iter().filter(|(name, value)| name.starts_with("data-") && is_address(name, value));
    let mut found: Vec<String> = late.map(|(_, value)| value.to_string()).collect();
    let late_sets = attrs.iter().filter(|(name, _)| name.starts_with("data-") && name.ends_with("srcset"));
    found.extend(late_sets.filter_map(|(_, set)| largest(set)));
    if !is_stand_in(src) {
        found.push(src.to_owned());
    }
    found.extend(attrs.iter().filter(|(name, _)| name == "srcset").filter_map(|(_, set)| largest(set)));
    let picture = document.path(id).skip(1).take(2).find(|outer| document.tag(*outer) == Tag::Picture);
    if let Some(picture) = picture {
        let sources = (picture.0..id.0).map(NodeId).filter(|inner| document.tag(*inner) == Tag::Source);
        for inner in sources.take(8) {
            let set = source.attr(inner, "srcset").or_else(|| source.attr(inner, "data-srcset"));
            found.extend(set.and_then(|set| largest(&set)));
        }
    }
    found
}

/// Whether an attribute for scripts names the image: `data-src`, `data-original`, `data-lazy-src` and the like.
fn is_address(name: &str, value: &str) -> bool {
    let names_it = ["src", "original", "lazy", "url", "image", "full"].iter().any(|part| name.contains(part));
    let is_one =
        !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '[' | ','));
    let path = value.split(['?', '#']).next().unwrap_or_default();
    names_it
        && is_one
        && !name.ends_with("srcset")
        && (name.ends_with("src") && value.contains(['/', '.']) || path.contains('/') && ends_as_image(path))
        && !is_stand_in(value)
}

fn ends_as_image(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" | "svg" | "bmp")
}

fn is_stand_in(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    lower.is_empty()
        || ["data:", "about:", "blob:"].iter().any(|scheme| lower.starts_with(scheme))
        || STAND_INS.iter().any(|part| name.contains(part))
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
        if !address.starts_with("data:") && best.is_none_or(|(largest, _)| size > largest) {
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
        check("<img src=/blank.gif data-srcset='a.png 1x, b.png 2x'>", Some("b.png"));
        check("<picture><source srcset='a.webp 1x'><img src=data:,></picture>", Some("a.webp"));
        check("<img src=data:image/png;base64,R0>", None);
        check("<img src=count.gif width=1 height=1>", None);
        check("<amp-img src=/a.jpg width=4 height=3></amp-img>", Some("/a.jpg"));
        check("<img src=javascript:x>", None);
    }

    #[test]
    fn images_of_formulas_are_formulas() {
        let expected = What::Math { tex: "x^2".into(), is_display: false };
        check("<img class=latex src=a.png alt=x^2>", Some(&format!("{expected:?}")));
    }
}
