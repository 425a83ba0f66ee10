//! What a model says of one block.

use serde::Serialize;
use unboil_infer::{ClassifiedPage, Label};

/// What a model says of one block of a page. As JSON, the fields stand in this order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockRecord<'a> {
    /// The page's name, as given.
    pub id: &'a str,
    /// The block's place among the blocks of the page, from 0.
    pub block: usize,
    /// What it is.
    pub label: Label,
    /// The probability of content, 0 to 1, rounded to six digits.
    pub probability: f64,
    /// The names of the elements from `html` down to the block's owner, joined by `/`.
    pub path: String,
    /// Where the block was written: its first byte.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
    /// `bytes` where `start` and `end` count in the page as given; `decoded` where they count in the page read as UTF-8.
    pub unit: &'static str,
    /// Its text.
    pub text: &'a str,
}

impl<'a> BlockRecord<'a> {
    /// The records of all blocks of a page, in document order.
    pub fn of_page(id: &'a str, page: &'a ClassifiedPage) -> impl Iterator<Item = BlockRecord<'a>> {
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
}
