//! Text → [`Document`], by html5ever through scraper.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, driver};
use scraper::{Html, HtmlTreeSink, Node as Parsed};

use crate::document::{AttrName, Document, NodeId};

/// Offsets are 32 bits wide; no page comes near.
const MAX_BYTES: usize = 1 << 30;

/// Parses `text` and appends its elements and texts to the empty `document`, whose first node becomes `html`.
pub(crate) fn fill(document: &mut Document, text: &str) {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    let html = driver::parse_document(HtmlTreeSink::new(Html::new_document()), options).one(text);

    let mut open: Vec<NodeId> = Vec::new();
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Parsed::Element(element) => {
                    let parent = open.last().copied().unwrap_or(NodeId::ROOT);
                    let attrs =
                        element.attrs().filter_map(|(name, value)| Some((AttrName::named(name)?, value)));
                    open.push(document.open(parent, element.name(), attrs));
                }
                Parsed::Text(text) => {
                    if let Some(&parent) = open.last() {
                        document.append_text(parent, text);
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if node.value().is_element()
                    && let Some(id) = open.pop()
                {
                    document.close(id);
                }
            }
        }
    }
    if document.is_empty() {
        document.open(NodeId::ROOT, "html", std::iter::empty());
    }
}
