//! Parts of a page that several kinds of metadata look at.

use unboil_html::{AttrName, Document, NodeId, NodeKind, Tag};

use super::words::Words;

/// Headings that are looked at.
const MAX_HEADINGS: usize = 60;
/// Bytes of a heading's text; longer ones are none.
const MAX_BYTES: usize = 400;

/// A heading of the first two levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) id: NodeId,
    pub(super) level: u8,
    /// White space collapsed, not empty.
    pub(super) text: String,
    /// Whether it leads to the front page.
    pub(super) leads_home: bool,
    /// Whether it says by microdata that it is the headline.
    pub(super) is_headline: bool,
}

/// The first headings of the levels 1 and 2, in document order; deeper ones where they are marked as the headline.
pub(super) fn headings(document: &Document) -> Vec<Heading> {
    let mut found = Vec::new();
    for (id, node) in document.nodes() {
        let NodeKind::Element(element) = &node.kind else { continue };
        let level = element.tag.heading_level();
        let is_headline = document
            .attr(id, AttrName::Itemprop)
            .is_some_and(|names| names.split_ascii_whitespace().any(|name| name == "headline"));
        if !(is_headline && element.tag != Tag::Meta) && level.is_none_or(|level| level > 2) {
            continue;
        }
        let text = text(document, id);
        if !text.is_empty() && text.len() <= MAX_BYTES {
            let level = level.unwrap_or(3);
            found.push(Heading { id, level, text, leads_home: leads_home(document, id), is_headline });
        }
        if found.len() >= MAX_HEADINGS {
            break;
        }
    }
    found
}

/// Whether an element holds what is not of the page's author: navigation, and what is named by one of the words, such as
/// comments and teasers.
pub(super) fn is_of_others(document: &Document, id: NodeId, others: &Words) -> bool {
    let named = |name| document.attr(id, name).is_some_and(|value| others.are_in(value));
    match document.tag(id) {
        Tag::Nav => true,
        Tag::Div | Tag::Section | Tag::Aside | Tag::Ul | Tag::Ol | Tag::Li | Tag::Footer => {
            named(AttrName::Class) || named(AttrName::Id)
        }
        _ => false,
    }
}

/// The text within a node, words apart where elements that are not inline begin or end, up to a bound.
pub(super) fn text(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    let end = document.node(id).end;
    let mut at = id;
    while at < end && text.len() <= 2 * MAX_BYTES {
        let node = document.node(at);
        match &node.kind {
            NodeKind::Text(span) => text.push_str(document.text(*span)),
            NodeKind::Element(element) if element.tag.is_unread() => {
                at = node.end;
                continue;
            }
            NodeKind::Element(element) if !element.tag.is_phrase() && element.tag != Tag::A => text.push(' '),
            NodeKind::Element(_) => {}
        }
        at = NodeId(at.0 + 1);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a link in or around a heading leads to the front page.
fn leads_home(document: &Document, heading: NodeId) -> bool {
    let inner = (heading.0..document.node(heading).end.0).map(NodeId).take(12);
    let around = document.path(heading).skip(1).take(2);
    let link = inner.chain(around).find(|id| document.tag(*id) == Tag::A);
    let href = link.and_then(|link| document.attr(link, AttrName::Href)).map(str::trim);
    href.is_some_and(|href| {
        let path =
            href.split_once("://").map_or(href, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
        matches!(path, "" | "/" | "./" | "index.html" | "/index.html" | "index.php" | "/index.php")
    })
}
