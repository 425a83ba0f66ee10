//! Labelled blocks → output.

mod markdown;
mod text;

pub use markdown::markdown;
pub use text::{text, text_into};

use unboil_html::{Block, Blocks};

use crate::Label;

/// The blocks labelled content, in order.
fn content<'a>(blocks: &'a Blocks, labels: &'a [Label]) -> impl Iterator<Item = &'a Block> {
    blocks.iter().zip(labels).filter(|(_, label)| **label == Label::Content).map(|(block, _)| block)
}
