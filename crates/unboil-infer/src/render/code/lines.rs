//! Code without `pre` whose lines are parted by `<br>`.

use unboil_html::{Document, NodeId, NodeKind, Tag};

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
