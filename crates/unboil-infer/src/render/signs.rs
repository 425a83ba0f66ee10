//! Signs: texts without a letter or digit, which make no blocks, where they say something all the same.

use std::ops::Range;

use unboil_html::{Blocks, Document, NodeId, NodeKind, Tag};

use super::{children, code, one_spaced};
use crate::Label;

/// Blocks in a cell of a table that places the parts of a page; the signs beside it are ornaments.
const MAX_CELL_BLOCKS: usize = 8;

/// The texts of cells, terms and descriptions that hold nothing but signs: a tick in a row of which another cell is
/// content, an operator that is described.
#[derive(Debug, Default)]
pub(super) struct SignTexts {
    /// Each with the cell or term that it stands in, in document order.
    texts: Vec<(NodeId, NodeId)>,
}

impl SignTexts {
    /// Those beside the content, by labels that are one a block. Takes time linear in the page.
    pub(super) fn of(document: &Document, blocks: &Blocks, labels: &[Label]) -> SignTexts {
        let mut groups = groups(document, blocks, labels);
        groups.sort_unstable();
        groups.dedup();
        let finder = Finder { document, blocks, labels };
        let mut texts: Vec<(NodeId, NodeId)> = Vec::new();
        for group in groups {
            let found =
                if document.tag(group) == Tag::Tr { finder.in_row(group) } else { finder.in_terms(group) };
            texts.extend(found);
        }
        texts.sort_unstable_by_key(|(text, _)| *text);
        SignTexts { texts }
    }

    pub(super) fn has(&self, text: NodeId) -> bool {
        self.texts.binary_search_by_key(&text, |(text, _)| *text).is_ok()
    }

    /// For each cell or term, in order: itself, and its text.
    pub(super) fn cells(&self, document: &Document) -> impl Iterator<Item = (NodeId, String)> {
        let texts = self.texts.chunk_by(|(_, cell), (_, next)| cell == next);
        texts.filter_map(|texts| {
            let (first, cell) = *texts.first()?;
            let (last, _) = *texts.last()?;
            let all = (first.0..last.0 + 1).map(NodeId).map(|id| raw(document, id)).collect::<String>();
            Some((cell, one_spaced(&all)))
        })
    }
}

/// The rows around content, and the elements that hold the terms and descriptions around it, but for those of code.
fn groups(document: &Document, blocks: &Blocks, labels: &[Label]) -> Vec<NodeId> {
    let (mut groups, mut last) = (Vec::new(), None);
    for block in super::content(blocks, labels) {
        if last.replace(block.owner) == Some(block.owner) {
            continue;
        }
        let (mut row, mut terms, mut is_code) = (None, None, false);
        for id in document.path(block.owner) {
            match document.tag(id) {
                Tag::Tr => row = row.or(Some(id)),
                Tag::Dt | Tag::Dd => terms = terms.or(Some(document.node(id).parent)),
                tag => is_code |= code::is_written(tag),
            }
        }
        if !is_code {
            groups.extend(row);
            groups.extend(terms);
        }
    }
    groups
}

struct Finder<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    labels: &'a [Label],
}

impl Finder<'_> {
    fn in_row(&self, row: NodeId) -> Vec<(NodeId, NodeId)> {
        let is_cell = |id: &NodeId| matches!(self.document.tag(*id), Tag::Td | Tag::Th);
        let cells: Vec<NodeId> = children(self.document, row).filter(is_cell).collect();
        if cells.iter().any(|cell| self.within(*cell).len() > MAX_CELL_BLOCKS) {
            return Vec::new();
        }
        cells.into_iter().flat_map(|cell| self.signs(cell)).collect()
    }

    /// Terms without words whose description is content, and such descriptions of a term that is.
    fn in_terms(&self, group: NodeId) -> Vec<(NodeId, NodeId)> {
        let is_part = |id: &NodeId| matches!(self.document.tag(*id), Tag::Dt | Tag::Dd);
        let parts: Vec<NodeId> = children(self.document, group).filter(is_part).collect();
        let is_term = |id: &NodeId| self.document.tag(*id) == Tag::Dt;
        let mut found = Vec::new();
        // Terms with the descriptions that follow them.
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let terms = rest.iter().take_while(|part| is_term(part)).count();
            let described = rest.iter().skip(terms).take_while(|part| !is_term(part)).count();
            let (entry, after) = rest.split_at(terms + described);
            if entry.iter().any(|part| self.is_content(*part)) {
                found.extend(entry.iter().flat_map(|part| self.signs(*part)));
            }
            rest = after;
        }
        found
    }

    fn within(&self, id: NodeId) -> Range<usize> {
        self.blocks.within(self.document, id)
    }

    fn is_content(&self, id: NodeId) -> bool {
        let labels = self.labels.get(self.within(id)).unwrap_or_default();
        labels.contains(&Label::Content)
    }

    /// The texts of a cell without a block, each with the cell.
    fn signs(&self, cell: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut found = Vec::new();
        if !self.within(cell).is_empty() {
            return found;
        }
        let mut id = cell;
        while id < self.document.node(cell).end {
            let node = self.document.node(id);
            let is_element = matches!(node.kind, NodeKind::Element(_));
            let is_skipped =
                is_element && (self.document.tag(id).is_unread() || self.document.tag(id) == Tag::Button);
            if raw(self.document, id).contains(is_sign) {
                found.push((id, cell));
            }
            id = if is_skipped { node.end } else { NodeId(id.0 + 1) };
        }
        found
    }
}

/// The text of a text node as it was written, nothing for an element.
fn raw(document: &Document, id: NodeId) -> &str {
    match document.node(id).kind {
        NodeKind::Text(span) => document.text(span),
        NodeKind::Element(_) => "",
    }
}

/// Whether a character is seen, whatever font shows it.
fn is_sign(c: char) -> bool {
    let is_unseen = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !c.is_whitespace() && !c.is_control() && !is_unseen && !is_private
}
