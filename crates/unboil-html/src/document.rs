//! The page as a plain arena of elements and texts.

use crate::{Head, Tag};

/// Index of a node in its [`Document`], in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The `html` element: the first node of every document.
    pub const ROOT: NodeId = NodeId(0);

    /// The node's place in tables that have one entry a node.
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
    /// The part of `text` that the range covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The attributes that segmentation, features and rendering read; others are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the attribute it is named after")]
pub enum AttrName {
    Alt,
    AriaHidden,
    Class,
    Content,
    Datetime,
    Hidden,
    Href,
    Id,
    Itemprop,
    Lang,
    Name,
    Property,
    Rel,
    Role,
    Src,
    Style,
    Title,
    Type,
}

impl AttrName {
    /// The attribute of a lower-case name; `None` for one that is not kept.
    pub fn named(name: &str) -> Option<AttrName> {
        Some(match name {
            "alt" => AttrName::Alt,
            "aria-hidden" => AttrName::AriaHidden,
            "class" => AttrName::Class,
            "content" => AttrName::Content,
            "datetime" => AttrName::Datetime,
            "hidden" => AttrName::Hidden,
            "href" => AttrName::Href,
            "id" => AttrName::Id,
            "itemprop" => AttrName::Itemprop,
            "lang" => AttrName::Lang,
            "name" => AttrName::Name,
            "property" => AttrName::Property,
            "rel" => AttrName::Rel,
            "role" => AttrName::Role,
            "src" => AttrName::Src,
            "style" => AttrName::Style,
            "title" => AttrName::Title,
            "type" => AttrName::Type,
            _ => return None,
        })
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
    name: Span,
    attrs: (u32, u32),
}

/// A parsed page: its elements and texts in document order, without comments.
///
/// The nodes of a subtree stand together, from its root up to [`Node::end`].
#[derive(Clone, Debug, Default)]
pub struct Document {
    nodes: Vec<Node>,
    attrs: Vec<(AttrName, Span)>,
    strings: String,
    head: Head,
}

impl Document {
    /// Parses a page, by the rules of the HTML standard with scripting off: `<noscript>` is markup. Never fails:
    /// any text is a page, an empty one too.
    pub fn parse(text: &str) -> Document {
        let mut document = Document::default();
        crate::fill::fill(&mut document, text);
        document.head = Head::of(&document);
        document
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
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    /// The node of an id of this document.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The element's tag; [`Tag::Other`] for a text.
    pub fn tag(&self, id: NodeId) -> Tag {
        match &self.node(id).kind {
            NodeKind::Element(element) => element.tag,
            NodeKind::Text(_) => Tag::Other,
        }
    }

    /// The element's name in lower case, also where the tag is [`Tag::Other`]; empty for a text.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.node(id).kind {
            NodeKind::Element(element) if element.tag == Tag::Other => element.name.of(&self.strings),
            NodeKind::Element(element) => element.tag.name(),
            NodeKind::Text(_) => "",
        }
    }

    /// The value of an element's attribute.
    pub fn attr(&self, id: NodeId, name: AttrName) -> Option<&str> {
        let NodeKind::Element(element) = &self.node(id).kind else { return None };
        let attrs = &self.attrs[element.attrs.0 as usize..element.attrs.1 as usize];
        attrs.iter().find(|(found, _)| *found == name).map(|(_, value)| value.of(&self.strings))
    }

    /// The kept attributes of an element, in the order of the page; none for a text.
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (AttrName, &str)> {
        let range = match &self.node(id).kind {
            NodeKind::Element(element) => element.attrs.0 as usize..element.attrs.1 as usize,
            NodeKind::Text(_) => 0..0,
        };
        self.attrs[range].iter().map(|(name, value)| (*name, value.of(&self.strings)))
    }

    /// The text of a text node.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.strings)
    }

    /// The elements from `id` up to the root, both included.
    pub fn path(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&id| (id != NodeId::ROOT).then(|| self.node(id).parent))
    }

    /// Whether `inner` is `outer` or stands within it.
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

    /// The document, with what its head says.
    pub(crate) fn with_head(mut self, head: Head) -> Document {
        self.head = head;
        self
    }

    /// Appends an element as the last child of `parent`; the caller closes it with [`Document::close`].
    pub(crate) fn open<'a>(
        &mut self,
        parent: NodeId,
        name: &str,
        attrs: impl Iterator<Item = (AttrName, &'a str)>,
    ) -> NodeId {
        let tag = Tag::named(name);
        let name = if tag == Tag::Other { self.keep(name) } else { Span::default() };
        let first = self.attrs.len() as u32;
        for (attr, value) in attrs {
            let value = self.keep(value);
            self.attrs.push((attr, value));
        }
        let element = Element { tag, name, attrs: (first, self.attrs.len() as u32) };
        self.push(parent, NodeKind::Element(element))
    }

    /// Appends a text as the last child of `parent`.
    pub(crate) fn append_text(&mut self, parent: NodeId, text: &str) {
        let span = self.keep(text);
        self.push(parent, NodeKind::Text(span));
    }

    /// Ends an element: all nodes appended since it was opened are its descendants.
    pub(crate) fn close(&mut self, id: NodeId) {
        self.nodes[id.index()].end = NodeId(self.nodes.len() as u32);
    }

    fn push(&mut self, parent: NodeId, kind: NodeKind) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let depth = if id == NodeId::ROOT { 0 } else { self.node(parent).depth + 1 };
        self.nodes.push(Node { parent, end: NodeId(id.0 + 1), depth, kind });
        id
    }

    fn keep(&mut self, text: &str) -> Span {
        let start = self.strings.len() as u32;
        self.strings.push_str(text);
        Span { start, end: self.strings.len() as u32 }
    }
}
