//! Lines of code that are elements, and those of code without `pre`, which `<br>` parts.

use std::ops::Range;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Tag};

use crate::class::classes;
use crate::render::children;

/// Classes of inline elements of which each is a line.
const LINES: [&str; 7] =
    ["line", "cl", "token-line", "code-line", "view-line", "hljs-ln-line", "gatsby-highlight-code-line"];
/// Nodes on each side of code among which that is found which it shares its line with.
const NEAR: usize = 12;

/// Whether a `code` is all that stands on its lines, of which it has several.
pub(in crate::render) fn is_of_lines(document: &Document, code: NodeId) -> bool {
    document.tag(code) == Tag::Code && is_alone(document, code) && has_lines(document, code)
}

/// Whether line breaks, or the borders of blocks, stand right before and behind an inline element.
fn is_alone(document: &Document, id: NodeId) -> bool {
    let owner_of = |id| document.path(id).find(|outer| !document.tag(*outer).is_inline());
    let Some(owner) = owner_of(id) else { return false };
    let parts_lines = |near: NodeId| match document.node(near).kind {
        NodeKind::Text(span) if document.text(span).trim().is_empty() => None,
        NodeKind::Text(_) => Some(owner_of(document.node(near).parent) != Some(owner)),
        NodeKind::Element(_) => (!document.tag(near).is_inline()).then_some(true),
    };
    let mut before = (owner.0 + 1..id.0).rev().map(NodeId).take(NEAR);
    let mut after = (document.node(id).end.0..document.node(owner).end.0).map(NodeId).take(NEAR);
    before.find_map(parts_lines).unwrap_or(true) && after.find_map(parts_lines).unwrap_or(true)
}

/// Whether an element has texts before and behind a line break, and no other element that is not inline.
fn has_lines(document: &Document, id: NodeId) -> bool {
    let (mut has_text, mut has_break, mut has_lines) = (false, false, false);
    for inner in (id.0 + 1..document.node(id).end.0).map(NodeId) {
        match document.node(inner).kind {
            NodeKind::Text(span) if document.text(span).trim().is_empty() => {}
            NodeKind::Text(_) => (has_text, has_lines) = (true, has_break),
            NodeKind::Element(_) if document.tag(inner) == Tag::Br => has_break |= has_text,
            NodeKind::Element(_) if !document.tag(inner).is_inline() => return false,
            NodeKind::Element(_) => {}
        }
    }
    has_lines
}

/// Tells which inline elements of code are lines.
#[derive(Default)]
pub(super) struct Lines {
    /// The `pre` that was asked last, and whether each `code` in it is a line.
    pre: (Option<NodeId>, bool),
}

impl Lines {
    /// Whether an element says by its class that it is a line, or is one of those in a `pre` that are.
    pub(super) fn has(&mut self, document: &Document, id: NodeId) -> bool {
        let parent = document.node(id).parent;
        if document.tag(id) == Tag::Code && document.tag(parent) == Tag::Pre {
            if self.pre.0 != Some(parent) {
                self.pre = (Some(parent), holds_code_by_line(document, parent));
            }
            return self.pre.1;
        }
        classes(document, id).any(|class| LINES.contains(&class))
    }
}

/// Whether a `pre` holds several `code` of one kind and nothing beside them but line breaks.
fn holds_code_by_line(document: &Document, pre: NodeId) -> bool {
    let class = |id: NodeId| document.attr(id, AttrName::Class);
    let mut codes = children(document, pre);
    let Some(first) = codes.next() else { return false };
    let (mut end, mut count) = (NodeId(pre.0 + 1), 0);
    for code in std::iter::once(first).chain(codes) {
        let is_like = document.tag(code) == Tag::Code && class(code) == class(first);
        if !is_like || !is_line_break(document, end..code) {
            return false;
        }
        (end, count) = (document.node(code).end, count + 1);
    }
    count > 1 && is_line_break(document, end..document.node(pre).end)
}

/// Whether nodes between elements are at most a line break.
fn is_line_break(document: &Document, nodes: Range<NodeId>) -> bool {
    match document.node(nodes.start).kind {
        _ if nodes.is_empty() => true,
        NodeKind::Text(span) => {
            let text = document.text(span);
            text.trim().is_empty() && text.contains('\n')
        }
        NodeKind::Element(_) => false,
    }
}
