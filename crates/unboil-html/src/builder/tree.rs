//! The tree while it is built: nodes that can be moved.

use crate::tokenizer::{Name, Text};
use crate::{Span, Tag};

/// Index of a node in its [`Tree`].
pub(super) type Id = u32;

/// No node.
pub(super) const NIL: Id = u32::MAX;

/// The vocabulary an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(Text),
}

/// An element, as its start tag says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) tag: Tag,
    pub(super) namespace: Namespace,
    /// `annotation-xml` that holds HTML.
    pub(super) html_encoding: bool,
    /// The tag's name; empty for an element that no tag began.
    pub(super) name: Name,
    /// The start tag; empty for an element that no tag began.
    pub(super) span: Span,
    pub(super) attrs: (u32, u32),
}

/// A node and its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) previous: Id,
    pub(super) next: Id,
    pub(super) first: Id,
    pub(super) last: Id,
    /// Whether it is in the stack of open elements.
    pub(super) open: bool,
    pub(super) kind: Kind,
}

/// Nodes in order of their making; the first is the root.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn get(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// The element of an id, `None` for a text.
    pub(super) fn element(&self, id: Id) -> Option<Element> {
        match self.get(id)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.get(id).map_or(NIL, |node| node.parent)
    }

    pub(super) fn is_open(&self, id: Id) -> bool {
        self.get(id).is_some_and(|node| node.open)
    }

    pub(super) fn set_open(&mut self, id: Id, open: bool) {
        self.change(id, |node| node.open = open);
    }

    pub(super) fn set_attrs(&mut self, id: Id, attrs: (u32, u32)) {
        self.change(id, |node| {
            if let Kind::Element(element) = &mut node.kind {
                element.attrs = attrs;
            }
        });
    }

    /// Makes a node that is nowhere in the tree yet.
    pub(super) fn make(&mut self, kind: Kind) -> Id {
        let id = self.nodes.len() as Id;
        self.nodes.push(Node {
            parent: NIL,
            previous: NIL,
            next: NIL,
            first: NIL,
            last: NIL,
            open: false,
            kind,
        });
        id
    }

    /// Puts a node that is nowhere in the tree after the last child of `parent`.
    pub(super) fn append(&mut self, parent: Id, child: Id) {
        let last = self.get(parent).map_or(NIL, |node| node.last);
        self.link(last, child);
        self.link(child, NIL);
        self.change(child, |node| node.parent = parent);
        self.change(parent, |node| {
            node.last = child;
            if node.first == NIL {
                node.first = child;
            }
        });
    }

    /// Puts a node that is nowhere in the tree before `sibling`, which is somewhere in it.
    pub(super) fn insert_before(&mut self, sibling: Id, child: Id) {
        let Some(&Node { parent, previous, .. }) = self.get(sibling) else { return };
        self.link(previous, child);
        self.link(child, sibling);
        self.change(child, |node| node.parent = parent);
        self.change(parent, |node| {
            if node.first == sibling {
                node.first = child;
            }
        });
    }

    /// Takes a node out of the tree, with all that is in it.
    pub(super) fn detach(&mut self, id: Id) {
        let Some(&Node { parent, previous, next, .. }) = self.get(id) else { return };
        self.link(previous, next);
        self.change(parent, |node| {
            if node.first == id {
                node.first = next;
            }
            if node.last == id {
                node.last = previous;
            }
        });
        self.change(id, |node| (node.parent, node.previous, node.next) = (NIL, NIL, NIL));
    }

    /// Moves all children of `from` after the last child of `to`.
    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        let Some(&Node { first, last, .. }) = self.get(from) else { return };
        if first == NIL {
            return;
        }
        let mut child = first;
        while child != NIL {
            let next = self.get(child).map_or(NIL, |node| node.next);
            self.change(child, |node| node.parent = to);
            child = next;
        }
        let before = self.get(to).map_or(NIL, |node| node.last);
        self.link(before, first);
        self.change(from, |node| (node.first, node.last) = (NIL, NIL));
        self.change(to, |node| {
            node.last = last;
            if node.first == NIL {
                node.first = first;
            }
        });
    }

    /// Makes two nodes neighbours; either may be missing.
    fn link(&mut self, left: Id, right: Id) {
        self.change(left, |node| node.next = right);
        self.change(right, |node| node.previous = left);
    }

    #[inline]
    fn change(&mut self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            change(node);
        }
    }
}
