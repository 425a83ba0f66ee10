//! Which nodes of a page are kept: the texts of content blocks, and what stands among them without a text of its own.

use std::ops::Range;

use unboil_html::{Blocks, Document, NodeId, NodeKind, Run, Source, Tag};

use super::signs::SignTexts;
use super::{image, math};
use crate::Label;

/// The leaves of a document that are content.
pub(super) struct Kept<'a> {
    /// The runs of content blocks, in document order.
    runs: Vec<&'a Run>,
    /// The texts beside them that are no blocks.
    signs: SignTexts,
    /// For each node, the number of leaves before it; one entry more for the end.
    before: Vec<u32>,
}

impl<'a> Kept<'a> {
    /// The leaves by the labels, one a block.
    pub(super) fn of(source: Source<'a>, blocks: &'a Blocks, labels: &[Label]) -> Kept<'a> {
        let document = source.document();
        let neighbours = Neighbours::of(document, blocks, labels);
        let is_content = |run: &&Run| labels.get(run.block as usize) == Some(&Label::Content);
        let runs: Vec<&Run> = blocks.iter().flat_map(|block| blocks.runs(block)).filter(is_content).collect();
        let signs = SignTexts::of(document, blocks, labels);
        let mut before = Vec::with_capacity(document.len() + 1);
        let decorations = image::decorations(source);
        let (mut leaves, mut next, mut unread_until) = (0, 0, NodeId::ROOT);
        for (id, node) in document.nodes() {
            before.push(leaves);
            let is_text = runs.get(next).is_some_and(|run| run.node == id);
            next += usize::from(is_text);
            let is_leaf = match (&node.kind, document.tag(id)) {
                (NodeKind::Text(_), _) => is_text || signs.has(id),
                (NodeKind::Element(_), Tag::Script) => {
                    math::is_script(document, id) && neighbours.touch_content(id)
                }
                (NodeKind::Element(_), tag) if tag.is_unread() => {
                    unread_until = unread_until.max(node.end);
                    false
                }
                (NodeKind::Element(_), Tag::Hr) => neighbours.are_content(id),
                (NodeKind::Element(_), _) if image::is_image(document, id) => {
                    id >= unread_until && !decorations.contains(&id) && neighbours.belong_to_content(id)
                }
                (NodeKind::Element(_), _) => false,
            };
            leaves += u32::from(is_leaf);
        }
        before.push(leaves);
        Kept { runs, signs, before }
    }

    /// Number of leaves among the nodes of a range.
    pub(super) fn count(&self, nodes: Range<NodeId>) -> u32 {
        let before = |id: NodeId| self.before.get(id.index()).copied().unwrap_or_default();
        before(nodes.end).saturating_sub(before(nodes.start))
    }

    /// Whether a node is a leaf or has one within.
    pub(super) fn any(&self, document: &Document, id: NodeId) -> bool {
        self.count(id..document.node(id).end) > 0
    }

    /// Whether a text node is kept that belongs to no block, see [`SignTexts`].
    pub(super) fn is_sign(&self, id: NodeId) -> bool {
        self.signs.has(id)
    }

    /// The run of a text node that is kept; the nodes have to be asked for in document order, with a `next` that
    /// begins at 0.
    pub(super) fn run(&self, id: NodeId, next: &mut usize) -> Option<&'a Run> {
        while self.runs.get(*next).is_some_and(|run| run.node < id) {
            *next += 1;
        }
        self.runs.get(*next).copied().filter(|run| run.node == id)
    }
}

/// The texts before and after each place of a document, and whether they are content.
struct Neighbours<'a> {
    document: &'a Document,
    /// The text nodes of all blocks in document order, each with its block.
    texts: Vec<(NodeId, u32)>,
    labels: &'a [Label],
}

impl<'a> Neighbours<'a> {
    fn of(document: &'a Document, blocks: &'a Blocks, labels: &'a [Label]) -> Neighbours<'a> {
        let runs = blocks.iter().flat_map(|block| blocks.runs(block));
        Neighbours { document, texts: runs.map(|run| (run.node, run.block)).collect(), labels }
    }

    /// The texts around a node: each with whether it is content.
    fn around(&self, id: NodeId) -> [Option<(NodeId, bool)>; 2] {
        let next = self.texts.partition_point(|(node, _)| *node < id);
        let label = |(node, block): &(NodeId, u32)| {
            (*node, self.labels.get(*block as usize) == Some(&Label::Content))
        };
        [
            next.checked_sub(1).and_then(|last| self.texts.get(last)).map(label),
            self.texts.get(next).map(label),
        ]
    }

    fn touch_content(&self, id: NodeId) -> bool {
        self.around(id).iter().flatten().any(|(_, is_content)| *is_content)
    }

    fn are_content(&self, id: NodeId) -> bool {
        self.around(id).iter().all(|text| text.is_some_and(|(_, is_content)| is_content))
    }

    /// Whether a node without text goes with content: it stands between content, or nearer to it in the tree than to
    /// the boilerplate on its other side, or as near, where content comes next.
    fn belong_to_content(&self, id: NodeId) -> bool {
        let shared = |text: NodeId| self.document.node(self.document.common_ancestor(id, text)).depth;
        match self.around(id) {
            [Some((_, true)), Some((_, true))] => true,
            [Some((before, true)), Some((after, false))] => shared(before) > shared(after),
            [Some((before, false)), Some((after, true))] => shared(after) >= shared(before),
            [None, Some((_, is_content))] | [Some((_, is_content)), None] => is_content,
            _ => false,
        }
    }
}
