//! Tables of data, told from those that only place things.

use unboil_html::{AttrName, Blocks, Document, NodeId, Tag};

use super::kept::Kept;

/// A cell of more words than this, in several blocks, is a part of a page.
const MAX_CELL_WORDS: usize = 150;
const MAX_CELL_BLOCKS: usize = 8;
/// The same for a table that has no header cells.
const MAX_PLAIN_WORDS: usize = 40;
const MAX_PLAIN_BLOCKS: usize = 3;
/// What cells of data do not hold.
const PARTS_OF_PAGES: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::Form, Tag::Article, Tag::Section];

/// Whether a table holds data, by its content that is kept: rows and columns of short cells, with header cells or
/// alike in number. One that holds a table, or says that it is for presentation, does not.
pub(super) fn is_data(document: &Document, blocks: &Blocks, kept: &Kept, table: NodeId) -> bool {
    let role = document.attr(table, AttrName::Role).unwrap_or_default();
    if matches!(role, "presentation" | "none") {
        return false;
    }
    let mut shape = Shape::default();
    let mut id = NodeId(table.0 + 1);
    while id < document.node(table).end {
        let end = document.node(id).end;
        let skips = match document.tag(id) {
            Tag::Table if kept.any(document, id) => return false,
            // The rows of one of which nothing is kept are no rows of this one.
            Tag::Table => true,
            Tag::Tr => {
                shape.end_row();
                !kept.any(document, id)
            }
            Tag::Td | Tag::Th => {
                shape.has_heads |= document.tag(id) == Tag::Th;
                shape.cells += 1;
                let within = blocks.within(document, id);
                // The last block that a page may have holds all text behind it, and stands in every cell there.
        let words = |block| blocks.text(blocks.block(block)).split(' ').take(MAX_CELL_WORDS + 1).count();
                shape.most_blocks = shape.most_blocks.max(within.len());
                shape.most_words = shape.most_words.max(within.map(words).sum());
                shape.has_code |= holds(document, id, &[Tag::Pre]);
                shape.has_blocks |= holds(document, id, &PARTS_OF_PAGES);
                false
            }
            _ => false,
        };
        id = if skips { end } else { NodeId(id.0 + 1) };
    }
    shape.end_row();
    shape.is_data()
}

fn holds(document: &Document, cell: NodeId, tags: &[Tag]) -> bool {
    let inner = (cell.0 + 1..document.node(cell).end.0).map(NodeId);
    inner.map(|id| document.tag(id)).any(|tag| tags.contains(&tag))
}

/// What is counted of a table.
#[derive(Default)]
struct Shape {
    /// Cells of the row that is being read.
    cells: usize,
    /// Cells of the rows before it.
    rows: Vec<usize>,
    most_blocks: usize,
    most_words: usize,
    has_heads: bool,
    has_code: bool,
    has_blocks: bool,
}

impl Shape {
    fn end_row(&mut self) {
        if self.cells > 0 {
            self.rows.push(std::mem::take(&mut self.cells));
        }
    }

    fn is_data(&self) -> bool {
        let widest = self.rows.iter().copied().max().unwrap_or_default();
        let is_grid = widest > 1 && self.rows.len() > 1;
        let alike = self.rows.iter().filter(|cells| **cells == widest).count() * 2 > self.rows.len();
        let is_short = |words: usize, blocks: usize| self.most_words <= words || self.most_blocks <= blocks;
        if !is_grid || self.has_blocks || self.has_code && !self.has_heads {
            return false;
        }
        if self.has_heads {
            return is_short(MAX_CELL_WORDS, MAX_CELL_BLOCKS);
        }
        alike && self.most_words <= MAX_CELL_WORDS && is_short(MAX_PLAIN_WORDS, MAX_PLAIN_BLOCKS)
    }
}
