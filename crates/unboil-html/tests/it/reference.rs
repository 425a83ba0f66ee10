//! Pages as html5ever and as this crate parse them, in one form: the blocks of text with their tag paths.

use ego_tree::iter::Edge;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, driver};
use scraper::{Html, HtmlTreeSink, Node};
use unboil_html::{Document, NodeId, NodeKind, Tag};

/// A step of a walk through a tree.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Enter(&'a str),
    Text(&'a str),
    Leave,
}

/// A block: where all of its text stands, and the text with white space collapsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The page as html5ever parses it with scripting off.
pub(crate) fn html5ever(text: &str) -> Html {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    driver::parse_document(HtmlTreeSink::new(Html::new_document()), options).one(text)
}

/// Walks html5ever's tree.
pub(crate) fn walk_reference(html: &Html, mut visit: impl FnMut(Step<'_>)) {
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => visit(Step::Enter(element.name())),
                Node::Text(text) => visit(Step::Text(text)),
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => visit(Step::Leave),
            Edge::Close(_) => {}
        }
    }
}

/// Walks our tree.
pub(crate) fn walk(document: &Document, mut visit: impl FnMut(Step<'_>)) {
    let mut open: Vec<NodeId> = Vec::new();
    for (id, node) in document.nodes() {
        while open.pop_if(|outer| document.node(*outer).end <= id).is_some() {
            visit(Step::Leave);
        }
        match node.kind {
            NodeKind::Element(_) => {
                open.push(id);
                visit(Step::Enter(document.name(id)));
            }
            NodeKind::Text(span) => visit(Step::Text(document.text(span))),
        }
    }
    open.iter().for_each(|_| visit(Step::Leave));
}

/// Gathers the blocks of a walk.
#[derive(Default)]
pub(crate) struct Gatherer {
    open: Vec<String>,
    unread: usize,
    text: String,
    path: Option<Vec<String>>,
    blocks: Vec<Block>,
}

impl Gatherer {
    pub(crate) fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Enter(name) => {
                let name = name.to_ascii_lowercase();
                let tag = Tag::named(&name);
                self.unread += usize::from(self.unread > 0 || tag.is_unread());
                self.border(tag);
                self.open.push(name);
            }
            Step::Leave => {
                let tag = self.open.pop().map_or(Tag::Other, |name| Tag::named(&name));
                self.border(tag);
                self.unread = self.unread.saturating_sub(1);
            }
            Step::Text(text) if self.unread == 0 => {
                if !text.trim().is_empty() {
                    let path = self.path.get_or_insert_with(|| self.open.clone());
                    let common = path.iter().zip(&self.open).take_while(|(a, b)| a == b).count();
                    path.truncate(common);
                }
                self.text.push_str(text);
            }
            Step::Text(_) => {}
        }
    }

    fn border(&mut self, tag: Tag) {
        if tag.is_inline() {
            if !tag.is_phrase() {
                self.text.push(' ');
            }
            return;
        }
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        let path = self.path.take().unwrap_or_default().join(" ");
        if !text.is_empty() {
            self.blocks.push(Block { path, text });
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.border(Tag::Body);
        self.blocks
    }
}

/// The blocks of html5ever's tree.
pub(crate) fn reference_blocks(text: &str) -> Vec<Block> {
    let mut gatherer = Gatherer::default();
    walk_reference(&html5ever(text), |step| gatherer.step(step));
    gatherer.finish()
}

/// The blocks of our tree.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut gatherer = Gatherer::default();
    walk(&Document::parse(text), |step| gatherer.step(step));
    gatherer.finish()
}

/// Bytes of the reference's text, and of that which stands in the same block under the same path.
pub(crate) fn agreement(ours: &[Block], reference: &[Block]) -> (usize, usize) {
    let mut left = std::collections::HashMap::<(&str, &str), usize>::new();
    for block in ours {
        *left.entry((&block.path, &block.text)).or_default() += 1;
    }
    let mut same = 0;
    for block in reference {
        if let Some(count) =
            left.get_mut(&(block.path.as_str(), block.text.as_str())).filter(|count| **count > 0)
        {
            *count -= 1;
            same += block.text.len();
        }
    }
    (reference.iter().map(|block| block.text.len()).sum(), same)
}
