//! Tables of data, told from those that only place things.

use unboil_html::{AttrName, Blocks, Document, NodeId, Source, Tag};

use super::code;
use super::kept::Kept;

/// A cell that spans more columns or rows than this is taken to span so many.
const MAX_SPAN: u32 = 100;

/// A cell of more words than this, in several blocks, is a part of a page.
const MAX_CELL_WORDS: usize = 150;
const MAX_CELL_BLOCKS: usize = 8;
/// The same for a table that has no header cells.
const MAX_PLAIN_WORDS: usize = 40;
const MAX_PLAIN_BLOCKS: usize = 3;
/// What cells of data do not hold.
const PARTS_OF_PAGES: [Tag; 3] = [Tag::Form, Tag::Article, Tag::Section];
/// What they hold only in a table with header cells, or where they name a row or column.
const HEADINGS: [Tag; 3] = [Tag::H1, Tag::H2, Tag::H3];

/// Columns or rows that a cell spans, by the name of the attribute: at least 1.
pub(super) fn span(source: Source, cell: NodeId, name: &str) -> u32 {
    let written = source.attr(cell, name).and_then(|value| value.trim().parse::<i32>().ok());
    written.unwrap_or(1).clamp(1, MAX_SPAN as i32) as u32
}

/// Whether a table holds data, by its content that is kept: rows and columns of short cells, with header cells or
/// alike in number, or rows of which each begins with its name. One that holds a table or code beside its line numbers, or
/// says that it is for presentation, does not.
pub(super) fn is_data(source: Source, blocks: &Blocks, kept: &Kept, table: NodeId) -> bool {
    let document = source.document();
    let role = document.attr(table, AttrName::Role).unwrap_or_default();
    if matches!(role, "presentation" | "none") || code::is_numbered(document, table) {
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
                let is_kept = kept.any(document, id);
                shape.has_heads |= is_kept && document.tag(document.node(id).parent) == Tag::Thead;
                !is_kept
            }
            Tag::Td | Tag::Th => {
                shape.add_cell(source, blocks, id);
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
    /// The row that is being read.
    row: Row,
    /// The rows before it.
    rows: Vec<Row>,
    most_blocks: usize,
    most_words: usize,
    has_heads: bool,
    has_code: bool,
    has_parts: bool,
    has_headings: bool,
}

#[derive(Clone, Copy, Default)]
struct Row {
    cells: usize,
    /// Columns that the cells span.
    columns: u32,
    /// Whether the first cell is a header cell.
    is_named: bool,
}

impl Shape {
    fn add_cell(&mut self, source: Source, blocks: &Blocks, cell: NodeId) {
        let document = source.document();
        let is_head = document.tag(cell) == Tag::Th;
        let within = blocks.within(document, cell);
        // The last block that a page may have holds all text behind it, and stands in every cell there.
        let words = |block| blocks.text(blocks.block(block)).split(' ').take(MAX_CELL_WORDS + 1).count();
        // A heading that is all that a cell of the first row has names its column.
        let may_be_heading = self.rows.is_empty() && within.len() == 1;
        self.row.is_named |= is_head && self.row.cells == 0;
        self.row.cells += 1;
        self.row.columns += span(source, cell, "colspan");
        self.has_heads |= is_head;
        self.most_blocks = self.most_blocks.max(within.len());
        self.most_words = self.most_words.max(within.map(words).sum());
        self.has_code |= holds(document, cell, &[Tag::Pre]);
        self.has_parts |= holds(document, cell, &PARTS_OF_PAGES);
        self.has_headings |= !may_be_heading && holds(document, cell, &HEADINGS);
    }

    fn end_row(&mut self) {
        if self.row.cells > 0 {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    fn is_data(&self) -> bool {
        let is_grid = self.rows.len() > 1 && self.rows.iter().any(|row| row.cells > 1);
        let is_short = |words: usize, blocks: usize| self.most_words <= words || self.most_blocks <= blocks;
        if !is_grid || self.has_parts || (self.has_code || self.has_headings) && !self.has_heads {
            return false;
        }
        if self.has_heads {
            return is_short(MAX_CELL_WORDS, MAX_CELL_BLOCKS) || self.rows.iter().all(|row| row.is_named);
        }
        let widest = self.rows.iter().map(|row| row.columns).max().unwrap_or_default();
        let alike = self.rows.iter().filter(|row| row.columns == widest).count() * 2 > self.rows.len();
        alike && self.most_words <= MAX_CELL_WORDS && is_short(MAX_PLAIN_WORDS, MAX_PLAIN_BLOCKS)
    }
}
