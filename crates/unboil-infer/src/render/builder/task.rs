//! Tasks: items of a list that begin with a box to tick.

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use crate::class::classes;

/// Nodes of an item among which its box is looked for.
const BOX_NODES: u32 = 6;
/// Part of the classes of items that are tasks, and of their lists.
const TASKS: &str = "task-list";

/// Whether the box of a task is ticked; `None` where an item is no task: a box behind its text, or in an item of its own,
/// is another, and one that chooses or folds what the page shows is a control.
pub(super) fn ticked(source: Source, item: NodeId) -> Option<bool> {
    let document = source.document();
    let found = box_of(document, item)?;
    let says_task = |id| classes(document, id).any(|class| class.contains(TASKS));
    let is_task = says_task(item)
        || says_task(document.node(item).parent)
        || is_line_behind(source, item, found) && !is_control(source, found);
    is_task.then(|| source.attr(found, "checked").is_some())
}

/// The box with which an item begins.
fn box_of(document: &Document, item: NodeId) -> Option<NodeId> {
    let end = document.node(item).end.0.min(item.0.saturating_add(BOX_NODES));
    let is_before_content = |id: &NodeId| match document.node(*id).kind {
        NodeKind::Text(span) => document.text(span).trim().is_empty(),
        NodeKind::Element(_) => document.tag(*id) != Tag::Li,
    };
    let is_box = |id: &NodeId| {
        let kind = document.attr(*id, AttrName::Type).unwrap_or_default();
        document.tag(*id) == Tag::Input && kind.eq_ignore_ascii_case("checkbox")
    };
    (item.0 + 1..end).map(NodeId).take_while(is_before_content).find(is_box)
}

/// Whether an item is a line of text behind its box, but for lists, and the text no label that a reader clicks on to
/// tick a box elsewhere.
fn is_line_behind(source: Source, item: NodeId, found: NodeId) -> bool {
    let document = source.document();
    let mut id = NodeId(item.0 + 1);
    while id < document.node(item).end {
        let tag = document.tag(id);
        let is_list = matches!(tag, Tag::Ul | Tag::Ol);
        let is_in_line = match document.node(id).kind {
            NodeKind::Text(_) => true,
            NodeKind::Element(_) if tag == Tag::Label => source.attr(id, "for").is_none(),
            NodeKind::Element(_) if tag == Tag::P => document.contains(id, found),
            NodeKind::Element(_) => is_list || tag.is_inline() || tag == Tag::Br,
        };
        if !is_in_line {
            return false;
        }
        id = if is_list { document.node(id).end } else { NodeId(id.0 + 1) };
    }
    true
}

/// Whether a box is sent with a form.
fn is_control(source: Source, found: NodeId) -> bool {
    let document = source.document();
    let has = |name: &str| source.attr(found, name).is_some_and(|value| !value.is_empty());
    has("name") || has("value") || document.path(found).any(|id| document.tag(id) == Tag::Form)
}
