//! How a document comes to be: nodes one after another, then their order, depths and ends.

use super::{Attributes, Document, Element, Node, NodeId, NodeKind};
use crate::{Span, Tag};

impl NodeId {
    /// No node: the parent of one that is nowhere yet, the end of one that is not closed.
    pub(crate) const NIL: NodeId = NodeId(u32::MAX);
}

impl Document {
    pub(crate) fn attributes_mut(&mut self) -> &mut Attributes {
        &mut self.attributes
    }

    /// Adds an element after all nodes, as one of the children of `parent`.
    #[inline]
    pub(crate) fn add_element(
        &mut self,
        parent: NodeId,
        tag: Tag,
        name: &str,
        attrs: (u32, u32),
        source: Span,
    ) -> NodeId {
        let name = if tag.is_known() { 0 } else { self.add_name(name) };
        let mut element = Element { tag, attrs: 0, first_attr: 0, name };
        element.set_attrs(attrs);
        self.add(parent, NodeKind::Element(element), source)
    }

    #[inline(never)]
    fn add_name(&mut self, name: &str) -> u32 {
        let start = self.strings.len();
        let read = |character: char| match character {
            '\0' => char::REPLACEMENT_CHARACTER,
            _ => character.to_ascii_lowercase(),
        };
        self.strings.extend(name.chars().map(read));
        self.names.push(self.strings_from(start));
        self.names.len() as u32 - 1
    }

    /// Adds a text, which `write` writes, after all nodes; `None` where it is empty.
    #[inline(always)]
    pub(crate) fn add_text(
        &mut self,
        parent: NodeId,
        source: Span,
        write: impl FnOnce(&mut String),
    ) -> Option<NodeId> {
        let start = self.strings.len();
        write(&mut self.strings);
        let text = self.strings_from(start);
        (text.start < text.end).then(|| self.add(parent, NodeKind::Text(text), source))
    }

    /// Whether the last node is a text in `parent`.
    #[inline]
    pub(crate) fn ends_in_text_of(&self, parent: NodeId) -> bool {
        let is_text = |node: &Node| node.parent == parent && matches!(node.kind, NodeKind::Text(_));
        self.nodes.last().is_some_and(is_text)
    }

    /// Goes on with the text that is the last node.
    pub(crate) fn continue_text(&mut self, added: Span, write: impl FnOnce(&mut String)) {
        if let Some(Node { kind: NodeKind::Text(text), source, .. }) = self.nodes.last_mut() {
            write(&mut self.strings);
            let end = self.strings.len() as u32;
            if end > text.end {
                text.end = end;
                *source = source.to(added);
            }
        }
    }

    #[inline]
    fn add(&mut self, parent: NodeId, kind: NodeKind, source: Span) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let depth = self.nodes.get(parent.index()).map_or(0, |outer| outer.depth + 1);
        self.nodes.push(Node { parent, end: NodeId(id.0 + 1), depth, kind, source });
        id
    }

    /// Moves a node, with all that is in it, into another.
    #[inline]
    pub(crate) fn set_parent(&mut self, id: NodeId, parent: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.parent = parent;
        }
    }

    /// Sets the end of a node.
    #[inline]
    pub(crate) fn set_end(&mut self, id: NodeId, end: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.end = end;
        }
    }

    /// Adds attributes to an element, but for those that it has.
    pub(crate) fn merge_attributes(&mut self, id: NodeId, added: (u32, u32)) {
        if let Some(Node { kind: NodeKind::Element(element), .. }) = self.nodes.get_mut(id.index())
            && let Some(merged) = self.attributes.merged(element.attrs(), added)
        {
            element.set_attrs(merged);
        }
    }

    /// Makes an element a `span` without attributes, which neither says nor parts anything.
    pub(crate) fn make_plain(&mut self, id: NodeId) {
        if let Some(Node { kind: NodeKind::Element(element), .. }) = self.nodes.get_mut(id.index()) {
            element.tag = Tag::Span;
            element.set_attrs((0, 0));
        }
    }

    /// Puts the nodes in document order, which `order` tells: those that it leaves out are dropped, texts that follow
    /// each other in one element become one.
    pub(crate) fn reorder(&mut self, order: &[NodeId]) {
        let nodes = std::mem::take(&mut self.nodes);
        self.nodes.reserve(order.len());
        let mut moved = vec![NodeId::ROOT; nodes.len()];
        for &id in order {
            let Some(node) = nodes.get(id.index()) else { continue };
            let parent = moved.get(node.parent.index()).copied().unwrap_or(NodeId::ROOT);
            if let NodeKind::Text(text) = node.kind
                && self.ends_in_text_of(parent)
            {
                self.join_text(text, node.source);
                continue;
            }
            let new = self.add(parent, node.kind.clone(), node.source);
            if let Some(moved) = moved.get_mut(id.index()) {
                *moved = new;
            }
        }
    }

    /// Appends a text that is among the strings to the text that is the last node.
    fn join_text(&mut self, added: Span, added_source: Span) {
        let Some(Node { kind: NodeKind::Text(text), source, .. }) = self.nodes.last_mut() else { return };
        *source = source.to(added_source);
        if text.end == added.start {
            text.end = added.end;
            return;
        }
        let end = self.strings.len();
        if text.end as usize != end {
            self.strings.extend_from_within(text.start as usize..text.end as usize);
            text.start = end as u32;
        }
        self.strings.extend_from_within(added.start as usize..added.end as usize);
        text.end = self.strings.len() as u32;
    }

    /// Measures depths and ends anew once all nodes are there, in document order. Elements at the `depth` limit hold
    /// nothing: what is in them stands after them.
    pub(crate) fn measure(&mut self, depth: usize) {
        self.set_parent(NodeId::ROOT, NodeId::ROOT);
        for index in 0..self.nodes.len() {
            let Node { parent, depth: outer_depth, .. } = *self.node(self.node(NodeId(index as u32)).parent);
            if let Some(node) = self.nodes.get_mut(index) {
                node.end = NodeId(index as u32 + 1);
                if outer_depth as usize >= depth {
                    (node.parent, node.depth) = (parent, outer_depth);
                } else if index > 0 {
                    node.depth = outer_depth + 1;
                }
            }
        }
        let mut nodes = self.nodes.as_mut_slice();
        while let Some((&mut Node { parent, end, .. }, before)) = nodes.split_last_mut() {
            if let Some(outer) = before.get_mut(parent.index()) {
                outer.end = outer.end.max(end);
            }
            nodes = before;
        }
    }

    fn strings_from(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.strings.len() as u32 }
    }
}
