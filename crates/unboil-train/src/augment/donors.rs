//! Boilerplate that can be put into other pages: whole subtrees.

use unboil_html::{Document, NodeId, NodeKind, Tag};

use crate::Example;

/// At most this many pieces a page and position.
const MOST: usize = 4;
/// Words of a piece, by position.
const WORDS_AROUND: (f64, f64) = (25.0, 900.0);
const WORDS_INSIDE: (f64, f64) = (5.0, 300.0);
/// Blocks of a piece that stands around the content, at least.
const BLOCKS_AROUND: usize = 3;

/// Where a piece stands to its page's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Position {
    Before,
    Inside,
    After,
}

/// A piece of boilerplate.
#[derive(Clone, Debug)]
pub(super) struct Donor {
    /// The page, and the root of the subtree.
    pub(super) example: usize,
    pub(super) root: NodeId,
    pub(super) position: Position,
}

/// The largest subtrees without content, of a size that a reader would see as one piece.
pub(super) fn donors(example: &Example, index: usize) -> Vec<Donor> {
    let (document, blocks) = (example.text.document(), example.text.blocks());
    let labels = &example.measured.labels;
    let words = example.measured.outline.words();
    let is_content = |label: &Option<bool>| *label != Some(false);
    let (Some(first), Some(last)) = (labels.iter().position(is_content), labels.iter().rposition(is_content))
    else {
        return Vec::new();
    };
    let mut found: Vec<Donor> = Vec::new();
    let mut skip_until = NodeId::ROOT;
    for (id, node) in document.nodes() {
        if id < skip_until || !is_piece(document, id) || !matches!(node.kind, NodeKind::Element(_)) {
            continue;
        }
        let range = blocks.within(document, id);
        if range.is_empty() || labels[range.clone()].iter().any(is_content) {
            continue;
        }
        let position = if range.end <= first {
            Position::Before
        } else if range.start > last {
            Position::After
        } else {
            Position::Inside
        };
        let words: f64 = words[range.clone()].iter().sum();
        let (least, most) = if position == Position::Inside { WORDS_INSIDE } else { WORDS_AROUND };
        let is_small = position != Position::Inside && range.len() < BLOCKS_AROUND;
        if words < least || is_small {
            skip_until = node.end;
        } else if words <= most {
            skip_until = node.end;
            if found.iter().filter(|donor| donor.position == position).count() < MOST {
                found.push(Donor { example: index, root: id, position });
            }
        }
    }
    found
}

/// Whether an element can stand anywhere, and is no part of a table or list.
fn is_piece(document: &Document, id: NodeId) -> bool {
    use Tag::{Body, Dd, Dt, Head, Html, Li, Tbody, Td, Th, Thead, Tr};
    let tag = document.tag(id);
    !tag.is_inline() && !matches!(tag, Body | Dd | Dt | Head | Html | Li | Tbody | Td | Th | Thead | Tr)
}
