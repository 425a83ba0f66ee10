//! The page as a plain arena of elements and texts.

mod attributes;
mod build;
mod heading;
mod unknown;

pub use attributes::AttrName;
pub(crate) use attributes::Attributes;

use crate::{Head, Parser, Tag};

/// Index of a node in its [`Document`], in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The `html` element: the first node of every document.
    pub const ROOT: NodeId = NodeId(0);

    /// The node's place in tables that have one entry a node.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a string that is kept elsewhere: `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The part of `text` that the range covers; empty where it is not a range of that text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The smallest range that holds both; an empty one does not count.
    #[inline]
    pub(crate) fn to(self, other: Span) -> Span {
        match (self.start < self.end, other.start < other.end) {
            (true, true) => Span { start: self.start.min(other.start), end: self.end.max(other.end) },
            (false, true) => other,
            _ => self,
        }
    }
}

/// One node of a [`Document`].
#[derive(Clone, Debug)]
pub struct Node {
    /// The enclosing element; the root is its own parent.
    pub parent: NodeId,
    /// One past the node's last descendant: `id + 1` for a node without children.
    pub end: NodeId,
    /// Elements above the node: 0 for the root.
    pub depth: u32,
    /// Element or text.
    pub kind: NodeKind,
    source: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// An element.
    Element(Element),
    /// Text, its character references resolved: a range of the document's strings.
    Text(Span),
}

/// An element's name and attributes.
#[derive(Clone, Debug)]
pub struct Element {
    /// The name.
    pub tag: Tag,
    attrs: u8,
    first_attr: u32,
    /// For [`Tag::Other`] and [`Tag::OtherInline`], the place in the document's names.
    name: u32,
}

impl Element {
    #[inline]
    fn attrs(&self) -> (u32, u32) {
        (self.first_attr, self.first_attr + u32::from(self.attrs))
    }

    #[inline]
    fn set_attrs(&mut self, (first, end): (u32, u32)) {
        self.first_attr = first;
        self.attrs = (end - first).min(u8::MAX.into()) as u8;
    }
}

/// A node that is in no document.
static NOWHERE: Node = Node {
    parent: NodeId::ROOT,
    end: NodeId::ROOT,
    depth: 0,
    kind: NodeKind::Text(Span { start: 0, end: 0 }),
    source: Span { start: 0, end: 0 },
};

/// A parsed page: its elements and texts in document order, without comments and without the text of scripts and
/// style sheets.
///
/// The nodes of a subtree stand together, from its root up to [`Node::end`]. An id that is not of this document is
/// an empty text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    nodes: Vec<Node>,
    attributes: Attributes,
    /// Texts, and names that are no [`Tag`].
    strings: String,
    names: Vec<Span>,
    head: Head,
    truncated: bool,
}

impl Document {
    /// Parses a page, by the rules of the HTML standard with scripting off: `<noscript>` is markup. A declarative shadow
    /// root, a `<template shadowrootmode>`, is an element as others, [`Tag::ShadowRoot`]. Never fails: any text is a page,
    /// an empty one too. [`Parser`] has limits to choose, and saves memory over many pages.
    pub fn parse(text: &str) -> Document {
        Parser::default().parse(text)
    }

    /// Fills the document anew, keeping its memory.
    pub(crate) fn refill(&mut self, fill: impl FnOnce(&mut Document) -> bool) {
        self.nodes.clear();
        self.attributes.clear();
        self.strings.clear();
        self.names.clear();
        self.truncated = fill(self);
        self.complete();
    }

    /// Finds what hangs on the whole tree, once all nodes are there.
    pub(crate) fn complete(&mut self) {
        self.tell_unknown_apart();
        self.head = Head::of(self);
    }

    /// Whether a limit of the parser was reached, see [`Limits`](crate::Limits).
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// Where the node was written, in bytes of the parsed text: for a text, from its first to its last character
    /// that is not ASCII white space, with what is between them in the page; for an element, its start tag. Empty
    /// for white space and for elements that no tag began.
    ///
    /// Ranges rise in document order, but for what is moved out of tables in which it may not stand, for what is
    /// streamed behind the page and put into its place, and for copies of formatting elements, which have the range of
    /// their original.
    #[inline]
    pub fn source(&self, id: NodeId) -> Span {
        self.node(id).source
    }

    /// Number of nodes, at least 1.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no nodes; never so after [`Document::parse`].
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All nodes, in document order.
    #[inline]
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    /// The node of an id of this document.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.index()).unwrap_or(&NOWHERE)
    }

    /// The element's tag; [`Tag::Other`] for a text.
    #[inline]
    pub fn tag(&self, id: NodeId) -> Tag {
        match &self.node(id).kind {
            NodeKind::Element(element) => element.tag,
            NodeKind::Text(_) => Tag::Other,
        }
    }

    /// The element's name in lower case, also where it is no [`Tag`]; empty for a text.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.node(id).kind {
            NodeKind::Element(element) if !element.tag.is_known() => {
                self.names.get(element.name as usize).map_or("", |name| name.of(&self.strings))
            }
            NodeKind::Element(element) => element.tag.name(),
            NodeKind::Text(_) => "",
        }
    }

    /// The value of an element's attribute.
    #[inline]
    pub fn attr(&self, id: NodeId, name: AttrName) -> Option<&str> {
        let NodeKind::Element(element) = &self.node(id).kind else { return None };
        self.attributes.value(element.attrs(), name)
    }

    /// The attributes of an element that are kept, in the order of the tag; none for a text.
    #[inline]
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (AttrName, &str)> {
        let range = match &self.node(id).kind {
            NodeKind::Element(element) => element.attrs(),
            NodeKind::Text(_) => (0, 0),
        };
        self.attributes.iter(range)
    }

    /// An element's class.
    #[inline]
    pub(crate) fn class(&self, element: &Element) -> Option<&str> {
        self.attributes.value(element.attrs(), AttrName::Class)
    }

    /// The attributes of an element that can take it out of sight.
    #[inline]
    pub(crate) fn hiding_attrs(&self, element: &Element) -> impl Iterator<Item = (AttrName, &str)> {
        self.attributes.hiding(element.attrs())
    }

    /// The text of a text node.
    #[inline]
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.strings)
    }

    /// The elements from `id` up to the root, both included.
    #[inline]
    pub fn path(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&id| (id != NodeId::ROOT).then(|| self.node(id).parent))
    }

    /// Whether `inner` is `outer` or stands within it.
    #[inline]
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    /// The deepest element that holds both nodes.
    pub fn common_ancestor(&self, a: NodeId, b: NodeId) -> NodeId {
        self.path(a).find(|&outer| self.contains(outer, b)).unwrap_or(NodeId::ROOT)
    }

    /// What the page says of itself in its `<head>`.
    pub fn head(&self) -> &Head {
        &self.head
    }
}
