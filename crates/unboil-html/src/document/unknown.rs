//! Which elements of unknown names stay within a line of text.

use super::{Document, NodeId, NodeKind};
use crate::Tag;

impl Document {
    /// Makes [`Tag::OtherInline`] of the elements of unknown names that hold nothing but text and what is inline, and stand
    /// within a line or beside text; the others are wrappers. To be called once all nodes are in order.
    pub(super) fn tell_unknown_apart(&mut self) {
        if self.names.is_empty() {
            return;
        }
        // The elements around that hold such elements, and whether they have text of their own.
        let mut around: Vec<(NodeId, bool)> = Vec::new();
        let mut next_block = NodeId::ROOT;
        let mut id = NodeId::ROOT;
        while id.index() < self.len() {
            if self.is_element(id) && self.tag(id) == Tag::Other {
                if next_block < id {
                    next_block = self.block_from(id);
                }
                if self.node(id).end <= next_block && self.is_in_line(id, &mut around) {
                    self.set_tag(id, Tag::OtherInline);
                }
            }
            id = self.behind(id);
        }
    }

    /// Whether an element stands in one that is a line of text, or in one with text of its own.
    fn is_in_line(&self, id: NodeId, around: &mut Vec<(NodeId, bool)>) -> bool {
        let parent = self.node(id).parent;
        let tag = self.tag(parent);
        if tag.is_inline() || tag.heading_level().is_some() {
            return true;
        }
        if matches!(tag, Tag::P | Tag::Li | Tag::Td | Tag::Th | Tag::Dt) {
            return true;
        }
        // Each element is asked once: what is left are those around `id`, of which its parent is the last.
        while around.pop_if(|(outer, _)| !self.contains(*outer, id)).is_some() {}
        match around.last() {
            Some(&(outer, has_text)) if outer == parent => has_text,
            _ => {
                let has_text = self.has_own_text(parent);
                around.push((parent, has_text));
                has_text
            }
        }
    }

    fn has_own_text(&self, id: NodeId) -> bool {
        let end = self.node(id).end;
        let mut child = NodeId(id.0 + 1);
        while child < end {
            match self.node(child).kind {
                NodeKind::Text(text) if !self.text(text).trim_start().is_empty() => return true,
                _ => child = self.node(child).end,
            }
        }
        false
    }

    /// The first element from one on that ends a block by its name, but for a line break; the number of nodes where there
    /// is none.
    fn block_from(&self, mut id: NodeId) -> NodeId {
        let ends_block = |id: NodeId| {
            let tag = self.tag(id);
            !(matches!(tag, Tag::Other | Tag::Br) || tag.is_inline() || tag.is_unread())
        };
        while id.index() < self.len() && !ends_block(id) {
            id = self.behind(id);
        }
        id
    }

    /// The next node that may be read.
    pub(super) fn behind(&self, id: NodeId) -> NodeId {
        if self.tag(id).is_unread() { self.node(id).end } else { NodeId(id.0 + 1) }
    }

    fn is_element(&self, id: NodeId) -> bool {
        matches!(self.node(id).kind, NodeKind::Element(_))
    }

    fn set_tag(&mut self, id: NodeId, tag: Tag) {
        if let Some(super::Node { kind: NodeKind::Element(element), .. }) = self.nodes.get_mut(id.index()) {
            element.tag = tag;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Tag};

    /// Checks which elements of unknown names are inline, in document order.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = Document::parse(html);
        let inline = document.nodes().filter(|(id, _)| document.tag(*id) == Tag::OtherInline);
        let names: Vec<&str> = inline.map(|(id, _)| document.name(id)).collect();
        assert_eq!(names, expected, "{html}");
    }

    #[test]
    fn elements_of_unknown_names_in_a_line_are_inline() {
        check("<p>They met in <st1:city>London</st1:city>.", &["st1:city"]);
        check("<div>(<x-note>4</x-note>).</div>", &["x-note"]);
        check("<div><x-a><b>a</b> <x-b>b</x-b></x-a> c</div>", &["x-a", "x-b"]);
        check("<li><x-a>a</x-a><td><x-b>b<br>c</x-b></td>", &["x-a", "x-b"]);
        check("<span><x-a>a<svg><x-b/></svg></x-a></span>", &["x-a"]);
        check("<p><math><x-a>a</x-a></math>", &["x-a"]);
        check("<inline>a</inline> b", &["inline"]);
    }

    #[test]
    fn elements_of_unknown_names_around_blocks_are_blocks() {
        check("<x-a>a</x-a><div>b</div>", &[]);
        check("a<x-app><x-main><p>a <x-b>b</x-b></p></x-main></x-app>", &["x-b"]);
        check("<li><x-card><h2>a</h2> <x-b>b</x-b></x-card>", &[]);
        check("<div>\n<x-a>a</x-a> <x-b>b</x-b>\n</div>", &[]);
        check("<div><x-a><x-b>a</x-b></x-a><x-c>b</x-c></div>c", &[]);
    }
}
