//! What the elements around code say of it.

use std::collections::HashMap;

use unboil_html::{Document, NodeId, Source, Tag};

use super::{has_class_of_tool, language};

/// Elements around code, or a button, that are asked.
const LEVELS: usize = 4;
/// Elements within a block of code that are asked for its language.
const INNER: usize = 4;

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
        let mut is_of_tools = |id| *self.tools.entry(id).or_insert_with(|| has_class_of_tool(document, id));
        document.path(button).take(LEVELS).any(&mut is_of_tools)
    }
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
