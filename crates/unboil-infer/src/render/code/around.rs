//! What the elements around code say of it.

use std::collections::HashMap;

use unboil_html::{Document, NodeId, NodeKind, Source, Tag};

use super::{MAX_TOOL_BYTES, has_class_of_tool, is_code, language};
use crate::render::text_within;

/// Elements around code, or a button, that are asked.
const LEVELS: usize = 4;
/// Elements within a block of code that are asked for its language.
const INNER: usize = 4;
/// Nodes and bytes that an element holds beside its code, if it is there for the code.
const MAX_NODES: usize = 100;
const MAX_BYTES: usize = 4 * MAX_TOOL_BYTES;
/// Nodes before and after an element among which the code begins that it adjoins.
const NEAR: u32 = 4;
/// Elements of the text before an element among which the code is that it adjoins.
const LEVELS_BEFORE: usize = 8;

/// What elements around code have said, each asked once however much code stands in it.
#[derive(Default)]
pub(in crate::render) struct Around {
    languages: HashMap<NodeId, Option<String>>,
    /// Whether they are of tools.
    tools: HashMap<NodeId, bool>,
}

impl Around {
    /// The language of a block of code by its classes, those within it and those around it; empty where none says.
    pub(in crate::render) fn language(&mut self, source: Source, code: NodeId) -> String {
        let document = source.document();
        let nodes = (code.0..document.node(code).end.0).map(NodeId);
        let mut inner = nodes.filter(|id| matches!(document.tag(*id), Tag::Pre | Tag::Code)).take(INNER);
        let mut outer = document.path(code).skip(1).take(LEVELS).filter(|id| document.tag(*id) != Tag::Body);
        let mut of_outer =
            |id| self.languages.entry(id).or_insert_with(|| language::of_outer(source, id)).clone();
        let named = inner.find_map(|id| language::of_code(source, id));
        named.or_else(|| outer.find_map(&mut of_outer)).unwrap_or_default()
    }

    /// Whether a button copies or runs a block of code that it stands beside.
    pub(in crate::render) fn is_tool(&mut self, document: &Document, button: NodeId) -> bool {
        let mut is_of_tools = |id| {
            let is_found = || has_class_of_tool(document, id) && is_for_code(document, id);
            *self.tools.entry(id).or_insert_with(is_found)
        };
        document.path(button).take(LEVELS).any(&mut is_of_tools)
            && text_within(document, button).len() <= MAX_TOOL_BYTES
    }
}

/// Whether an element has little else than code, or little at all right before or after code.
fn is_for_code(document: &Document, id: NodeId) -> bool {
    let end = document.node(id).end;
    let (mut nodes, mut bytes, mut has_code) = (0, 0, false);
    let mut inner = id;
    while inner < end {
        let node = document.node(inner);
        let is_code = is_code(document, inner);
        has_code |= is_code;
        if let NodeKind::Text(span) = node.kind {
            bytes += document.text(span).trim().len();
        }
        nodes += 1;
        if nodes > MAX_NODES || bytes > MAX_BYTES {
            return false;
        }
        inner = if is_code { node.end } else { NodeId(inner.0 + 1) };
    }
    has_code
        || follows_code(document, id)
        || (end.0..end.0 + NEAR).map(NodeId).any(|id| is_code(document, id))
}

fn follows_code(document: &Document, id: NodeId) -> bool {
    let is_blank = |id: &NodeId| matches!(document.node(*id).kind, NodeKind::Text(span) if document.text(span).trim().is_empty());
    let before = (id.0.saturating_sub(NEAR)..id.0).rev().map(NodeId).find(|id| !is_blank(id));
    before.is_some_and(|last| {
        let path = document.path(last).take(LEVELS_BEFORE);
        path.take_while(|outer| !document.contains(*outer, id)).any(|outer| is_code(document, outer))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_around_code_are_asked_once() {
        let html = format!("<div class='hljs rust'>{}</div>", "<pre>x</pre><button>y</button>".repeat(50));
        let document = Document::parse(&html);
        let source = Source::new(&document, &html);
        let named = |tag| -> Vec<NodeId> {
            document.nodes().map(|(id, _)| id).filter(|id| document.tag(*id) == tag).collect()
        };
        let (code, buttons) = (named(Tag::Pre), named(Tag::Button));
        let mut around = Around::default();
        assert!(code.iter().all(|code| around.language(source, *code) == "rust"));
        assert_eq!(around.languages.len(), 1);
        assert!(!buttons.iter().any(|button| around.is_tool(&document, *button)));
        assert!(around.tools.len() < buttons.len() + LEVELS);
    }
}
