//! Parts of a page that several kinds of metadata look at.

use std::sync::LazyLock;

use unboil_html::{AttrName, Document, Element, Node, NodeId, NodeKind, Tag, without_break_hints};

use super::words::Words;
use crate::class::names;

/// Headings that are looked at.
const MAX_HEADINGS: usize = 60;
/// Bytes of a heading's text; longer ones are none.
const MAX_BYTES: usize = 400;

/// Nodes within an element that are looked at for its text.
const MAX_NODES: u32 = 2000;

/// A heading of the first two levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) id: NodeId,
    pub(super) level: u8,
    /// White space collapsed, not empty.
    pub(super) text: String,
    /// The same, apart wherever an element begins or ends in it.
    pub(super) pieces: Vec<String>,
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
        // Marks of links to the heading itself.
        let text = text(document, id).trim_end_matches(['¶', '🔗', ' ']).to_owned();
        if !text.is_empty() && text.len() <= MAX_BYTES {
            let level = level.unwrap_or(3);
            let (pieces, leads_home) = (pieces(document, id), leads_home(document, id));
            found.push(Heading { id, level, text, pieces, leads_home, is_headline });
        }
        if found.len() >= MAX_HEADINGS {
            break;
        }
    }
    found
}

/// Parts of the classes and ids of elements that hold what readers wrote.
static READERS: LazyLock<Words> = LazyLock::new(|| Words::new(&["comment", "reply", "reviews"]));
/// Parts of those of elements that hold what else stands beside the text, where they are no large part of the page.
static BESIDE: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&["related", "sidebar", "widget", "recommend", "teaser", "recent", "footer", "event"])
});
/// Parts of names that have such a part by chance: what is at the foot of the text is its own, builders of sites call all
/// their parts widgets, and scripts find the text by what they do with it.
static OWN: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "entry-footer",
        "post-footer",
        "article-footer",
        "elementor-",
        "js-",
        "no-sidebar",
        "pointer-events",
    ])
});

/// Whether an element holds what is not of the page's author: navigation, what a reader fills in, and what is named as
/// comments, teasers and the like are. What holds the title or most of the page, as forms do on some systems, is the page's
/// own.
pub(super) fn is_of_others(document: &Document, id: NodeId, title: Option<NodeId>) -> bool {
    if title.is_some_and(|title| document.contains(id, title)) {
        return false;
    }
    let nodes = document.node(id).end.0 - id.0;
    let is_large = nodes as usize * 2 > document.len();
    match document.tag(id) {
        Tag::Nav => true,
        Tag::Form => !is_large,
        _ => is_named(document, id, |value| READERS.are_in(value) || !is_large && BESIDE.are_in(value)),
    }
}

/// Whether an element holds what readers wrote: it is named so, and does not hold the title.
pub(super) fn is_of_readers(document: &Document, id: NodeId, title: Option<NodeId>) -> bool {
    !title.is_some_and(|title| document.contains(id, title))
        && is_named(document, id, |value| READERS.are_in(value))
}

/// Whether an element that parts a page has a name with such a part, which is none of [`OWN`].
fn is_named(document: &Document, id: NodeId, is_other: impl Fn(&str) -> bool) -> bool {
    let is_word = |word: &str| is_other(word) && !OWN.are_in(word);
    let named = |name| {
        let names = names(document, id, name);
        is_other(names) && names.split_ascii_whitespace().any(is_word)
    };
    let tag = document.tag(id);
    matches!(
        tag,
        Tag::Div | Tag::Section | Tag::Article | Tag::Aside | Tag::Ul | Tag::Ol | Tag::Li | Tag::Footer
    ) && [AttrName::Class, AttrName::Id, AttrName::Itemprop].into_iter().any(named)
}

/// The elements of a page but for those that [`is_of_others`] tells of and what is in them, in document order.
pub(super) fn own_elements(
    document: &Document,
    title: Option<NodeId>,
) -> impl Iterator<Item = (NodeId, &Element)> {
    nodes_but_for(document, move |id| is_of_others(document, id, title)).filter_map(|(id, node)| match &node
        .kind
    {
        NodeKind::Element(element) => Some((id, element)),
        NodeKind::Text(_) => None,
    })
}

/// The texts of a page but for those in elements of some kind, in document order; none is empty.
pub(super) fn texts_but_for(
    document: &Document,
    is_other: impl Fn(NodeId) -> bool,
) -> impl Iterator<Item = (NodeId, &str)> {
    nodes_but_for(document, is_other).filter_map(|(id, node)| match node.kind {
        NodeKind::Text(span) => Some((id, document.text(span).trim())).filter(|(_, text)| !text.is_empty()),
        NodeKind::Element(_) => None,
    })
}

/// The nodes of a page but for the elements of some kind and what is in them.
fn nodes_but_for(
    document: &Document,
    is_other: impl Fn(NodeId) -> bool,
) -> impl Iterator<Item = (NodeId, &Node)> {
    let mut others_until = NodeId::ROOT;
    document.nodes().filter(move |(id, node)| {
        let is_read = matches!(&node.kind, NodeKind::Element(element) if !element.tag.is_unread());
        if *id >= others_until && is_read && is_other(*id) {
            others_until = node.end;
        }
        *id >= others_until
    })
}

/// The text within a node without its buttons, words apart where elements that are not inline begin or end, up to a bound.
pub(super) fn text(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    let end = bounded_end(document, id);
    // Where elements that part words end, the innermost last.
    let mut ends = Vec::new();
    let mut at = id;
    while at < end && text.len() <= 2 * MAX_BYTES {
        let node = document.node(at);
        while ends.pop_if(|end| *end <= at).is_some() {
            text.push(' ');
        }
        match &node.kind {
            NodeKind::Text(span) => text.push_str(document.text(*span)),
            NodeKind::Element(element) if element.tag.is_unread() || element.tag == Tag::Button => {
                at = node.end;
                continue;
            }
            NodeKind::Element(element) if !element.tag.is_phrase() && element.tag != Tag::A => {
                text.push(' ');
                ends.push(node.end);
            }
            NodeKind::Element(_) => {}
        }
        at = NodeId(at.0 + 1);
    }
    squeezed(&text)
}

/// The end of a node, or of the first nodes in it: what is in elements that hold each other is else read again and again.
fn bounded_end(document: &Document, id: NodeId) -> NodeId {
    document.node(id).end.min(NodeId(id.0.saturating_add(MAX_NODES)))
}

/// A text with its white space collapsed, without the marks for where a word may break.
pub(super) fn squeezed(text: &str) -> String {
    without_break_hints(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts within a node, apart wherever an element begins or ends, up to a bound; white space collapsed, none empty.
pub(super) fn pieces(document: &Document, id: NodeId) -> Vec<String> {
    let mut bytes = 0;
    let is_within = |piece: &String| {
        bytes += piece.len();
        bytes <= 2 * MAX_BYTES
    };
    Pieces::new(document, id, bounded_end(document, id), |_| false).take_while(is_within).collect()
}

/// The texts from one node to another, which is not of them, less those in elements that are passed over.
pub(super) struct Pieces<'d, F> {
    document: &'d Document,
    at: NodeId,
    end: NodeId,
    is_passed: F,
}

impl<'d, F: Fn(NodeId) -> bool> Pieces<'d, F> {
    pub(super) fn new(document: &'d Document, start: NodeId, end: NodeId, is_passed: F) -> Pieces<'d, F> {
        let end = NodeId(end.0.min(document.len() as u32));
        Pieces { document, at: start, end, is_passed }
    }

    /// The text that begins at the next node, of all that follow it in the same element.
    fn run(&mut self) -> Option<String> {
        let mut run = String::new();
        let mut parent = None;
        while self.at < self.end {
            let node = self.document.node(self.at);
            match &node.kind {
                NodeKind::Text(_) if parent.is_some_and(|parent| parent != node.parent) => break,
                NodeKind::Text(span) => {
                    run.push_str(self.document.text(*span));
                    parent = Some(node.parent);
                    self.at = NodeId(self.at.0 + 1);
                }
                NodeKind::Element(_) if parent.is_some() => break,
                NodeKind::Element(element) if element.tag.is_unread() || (self.is_passed)(self.at) => {
                    self.at = node.end;
                }
                NodeKind::Element(_) => self.at = NodeId(self.at.0 + 1),
            }
        }
        parent.map(|_| squeezed(&run))
    }
}

impl<F: Fn(NodeId) -> bool> Iterator for Pieces<'_, F> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        std::iter::from_fn(|| self.run()).find(|piece| !piece.is_empty())
    }
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
