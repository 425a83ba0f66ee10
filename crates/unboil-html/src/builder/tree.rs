//! The tree while it is built: nodes that can be moved.
//!
//! Nodes are made in the document's memory. As long as each goes into the element that was opened last, which holds to
//! the end of most pages, depths and ends are known as they are made; as long as each comes where the document ends,
//! their parents say all; with the first node that is moved, all are linked to their neighbours as well.

use crate::Span;
use crate::document::{Document, NodeId};
use crate::tokenizer::StartTag;

/// Index of a node in its [`Tree`].
pub(super) type Id = u32;

/// No node.
pub(super) const NIL: Id = NodeId::NIL.0;

/// The vocabulary an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// A node's neighbours.
#[derive(Clone, Copy, Debug)]
struct Links {
    previous: Id,
    next: Id,
    first: Id,
    last: Id,
}

impl Links {
    const NONE: Links = Links { previous: NIL, next: NIL, first: NIL, last: NIL };
}

/// Memory that is kept from one page to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    links: Vec<Links>,
    order: Vec<NodeId>,
}

/// Nodes in order of their making; the first is the root.
pub(super) struct Tree<'a> {
    source: &'a str,
    pub(super) document: &'a mut Document,
    /// Nodes that were made, texts that became one with others included.
    made: usize,
    /// Whether every node was put into the element that was opened last, which is open until what is in it is closed:
    /// so it is to the end of most pages. Their nodes are in document order, and have their depths and ends.
    is_nested: bool,
    /// For each node, its neighbours; empty while all nodes are in document order.
    links: Vec<Links>,
    order: Vec<NodeId>,
}

impl<'a> Tree<'a> {
    /// A tree in an empty document.
    pub(super) fn new(source: &'a str, document: &'a mut Document, memory: Memory) -> Self {
        let Memory { mut links, mut order } = memory;
        links.clear();
        order.clear();
        Tree { source, document, made: 0, is_nested: true, links, order }
    }

    /// Brings the document in order once all elements are closed; those at the `depth` limit hold nothing.
    pub(super) fn finish(mut self, depth: usize) -> Memory {
        if !self.links.is_empty() {
            self.walk();
            self.document.reorder(&self.order);
        }
        // Fewer elements are open than `depth`, unless that is less than the elements of every page.
        if self.is_nested && depth > 2 {
            self.document.set_parent(NodeId::ROOT, NodeId::ROOT);
        } else {
            self.document.measure(depth);
        }
        Memory { links: self.links, order: self.order }
    }

    pub(super) fn len(&self) -> usize {
        self.made
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.document.node(NodeId(id)).parent.0
    }

    /// Whether an element is in the stack of open ones.
    pub(super) fn is_open(&self, id: Id) -> bool {
        self.document.node(NodeId(id)).end == NodeId::NIL
    }

    /// Notes that an element is in the stack of open ones, or that it is no longer.
    #[inline]
    pub(super) fn set_open(&mut self, id: Id, is_open: bool) {
        let end = if is_open { NodeId::NIL } else { NodeId(self.document.len() as Id) };
        self.document.set_end(NodeId(id), end);
    }

    /// Notes that nodes may stand elsewhere than in the element that was opened last.
    pub(super) fn end_nesting(&mut self) {
        self.is_nested = false;
    }

    /// Adds the attributes of a tag to an element, but for those that it has.
    pub(super) fn merge_attributes(&mut self, id: Id, attrs: (u32, u32)) {
        self.document.merge_attributes(NodeId(id), attrs);
    }

    /// Makes an element that is nowhere in the tree yet.
    #[inline(never)]
    pub(super) fn make(&mut self, tag: &StartTag) -> Id {
        self.add(NIL, tag)
    }

    /// Makes an element and puts it after the last child of `parent`.
    #[inline(always)]
    pub(super) fn append_new(&mut self, parent: Id, tag: &StartTag) -> Id {
        if self.is_next_in(parent) {
            return self.add(parent, tag);
        }
        let id = self.make(tag);
        self.append(parent, id);
        id
    }

    #[inline(always)]
    fn add(&mut self, parent: Id, tag: &StartTag) -> Id {
        let name = if tag.tag.is_known() { "" } else { tag.name.of(self.source) };
        let id = self.document.add_element(NodeId(parent), tag.tag, name, tag.attrs, tag.span);
        self.made += 1;
        self.add_links();
        id.0
    }

    /// Makes a text that is nowhere in the tree yet, `None` where what `read` writes is empty.
    pub(super) fn make_text(&mut self, source: Span, read: impl FnOnce(&mut String)) -> Option<Id> {
        self.made += 1;
        let id = self.document.add_text(NodeId::NIL, source, read)?;
        self.add_links();
        Some(id.0)
    }

    /// Puts a text, which `read` writes, after the last child of `parent`.
    #[inline]
    pub(super) fn append_text(&mut self, parent: Id, source: Span, read: impl FnOnce(&mut String)) {
        if !self.is_next_in(parent) {
            if let Some(id) = self.make_text(source, read) {
                self.append(parent, id);
            }
            return;
        }
        self.made += 1;
        if self.document.ends_in_text_of(NodeId(parent)) {
            self.document.continue_text(source, read);
        } else {
            self.document.add_text(NodeId(parent), source, read);
        }
    }

    #[inline]
    fn add_links(&mut self) {
        if !self.links.is_empty() {
            self.links.push(Links::NONE);
        }
    }

    /// Whether all nodes are in document order, and a next one in `parent` would be.
    #[inline]
    fn is_next_in(&self, parent: Id) -> bool {
        if self.is_nested {
            return true;
        }
        let mut outer = (self.document.len() as Id).wrapping_sub(1);
        while outer > parent && outer != NIL {
            outer = self.parent(outer);
        }
        outer == parent && self.links.is_empty()
    }

    /// Puts a node that is nowhere in the tree after the last child of `parent`.
    pub(super) fn append(&mut self, parent: Id, child: Id) {
        if self.links.is_empty() {
            self.link_all();
        }
        self.document.set_parent(NodeId(child), NodeId(parent));
        self.link_last(parent, child);
    }

    /// Links all nodes, which are in document order so far.
    fn link_all(&mut self) {
        self.end_nesting();
        self.links.resize(self.document.len(), Links::NONE);
        for id in 1..self.document.len() as Id {
            let parent = self.parent(id);
            if parent != NIL {
                self.link_last(parent, id);
            }
        }
    }

    fn link_last(&mut self, parent: Id, child: Id) {
        let last = self.links(parent).last;
        self.link(last, child);
        self.link(child, NIL);
        self.change(parent, |links| {
            links.last = child;
            if links.first == NIL {
                links.first = child;
            }
        });
    }

    /// Puts a node that is nowhere in the tree before `sibling`, which is somewhere in it.
    pub(super) fn insert_before(&mut self, sibling: Id, child: Id) {
        if self.links.is_empty() {
            self.link_all();
        }
        let (parent, previous) = (self.parent(sibling), self.links(sibling).previous);
        self.link(previous, child);
        self.link(child, sibling);
        self.document.set_parent(NodeId(child), NodeId(parent));
        self.change(parent, |links| {
            if links.first == sibling {
                links.first = child;
            }
        });
    }

    /// The sibling after a node; known once a node was moved.
    pub(super) fn next(&self, id: Id) -> Id {
        self.links(id).next
    }

    /// Takes a node out of the tree, with all that is in it.
    pub(super) fn detach(&mut self, id: Id) {
        if self.links.is_empty() {
            self.link_all();
        }
        let (parent, Links { previous, next, .. }) = (self.parent(id), self.links(id));
        self.link(previous, next);
        self.change(parent, |links| {
            if links.first == id {
                links.first = next;
            }
            if links.last == id {
                links.last = previous;
            }
        });
        self.change(id, |links| (links.previous, links.next) = (NIL, NIL));
        self.document.set_parent(NodeId(id), NodeId::NIL);
    }

    /// Moves all children of `from` after the last child of `to`.
    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        if self.links.is_empty() {
            self.link_all();
        }
        let Links { first, last, .. } = self.links(from);
        if first == NIL {
            return;
        }
        let mut child = first;
        while child != NIL {
            self.document.set_parent(NodeId(child), NodeId(to));
            child = self.links(child).next;
        }
        let before = self.links(to).last;
        self.link(before, first);
        self.change(from, |links| (links.first, links.last) = (NIL, NIL));
        self.change(to, |links| {
            links.last = last;
            if links.first == NIL {
                links.first = first;
            }
        });
    }

    /// Walks the linked tree and notes its order.
    fn walk(&mut self) {
        let mut id = 0;
        loop {
            self.order.push(NodeId(id));
            let Links { first, .. } = self.links(id);
            if first != NIL {
                id = first;
                continue;
            }
            while id != 0 && self.links(id).next == NIL {
                id = self.parent(id);
            }
            if id == 0 {
                return;
            }
            id = self.links(id).next;
        }
    }

    fn links(&self, id: Id) -> Links {
        self.links.get(id as usize).copied().unwrap_or(Links::NONE)
    }

    /// Makes two nodes neighbours; either may be missing.
    fn link(&mut self, left: Id, right: Id) {
        self.change(left, |links| links.next = right);
        self.change(right, |links| links.previous = left);
    }

    #[inline]
    fn change(&mut self, id: Id, change: impl FnOnce(&mut Links)) {
        if let Some(links) = self.links.get_mut(id as usize) {
            change(links);
        }
    }
}
