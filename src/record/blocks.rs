//! The blocks of a page, one record each.

use serde::Serialize;
use unboil_infer::{ClassifiedPage, Label};

use super::push_line;

/// What was made of one block. As JSON, the fields stand in this order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockRecord<'a> {
    /// The page's name, as given.
    pub id: &'a str,
    /// The block's number in its page, from 0.
    pub block: usize,
    /// What it was taken for.
    pub label: Label,
    /// The probability that it is content, rounded to six digits.
    pub probability: f64,
    /// The names of the elements from `html` down to the block's owner, joined by `/`.
    pub path: String,
    /// The byte that it was written from.
    pub start: u32,
    /// The byte that it was written to, itself not included.
    pub end: u32,
    /// What those bytes are of: `bytes`, the page as it came; `decoded`, the page read as UTF-8.
    pub unit: &'static str,
    /// Its text.
    pub text: &'a str,
}

impl BlockRecord<'_> {
    /// The records of a page's blocks, in document order; none for a page without text.
    pub fn all<'a>(id: &'a str, page: &'a ClassifiedPage) -> impl Iterator<Item = BlockRecord<'a>> {
        page.blocks.iter().enumerate().map(move |(index, block)| {
            let source = page.blocks.source(block);
            BlockRecord {
                id,
                block: index,
                label: page.labels[index],
                probability: (page.probability(index) * 1e6).round() / 1e6,
                path: page.tag_path(block),
                start: source.start,
                end: source.end,
                unit: if page.in_bytes { "bytes" } else { "decoded" },
                text: page.blocks.text(block),
            }
        })
    }

    /// The records of a page's blocks as lines of JSON, each with its end of line.
    pub fn lines(id: &str, page: &ClassifiedPage) -> Vec<u8> {
        let mut lines = Vec::new();
        BlockRecord::all(id, page).for_each(|record| push_line(&mut lines, &record));
        lines
    }
}
