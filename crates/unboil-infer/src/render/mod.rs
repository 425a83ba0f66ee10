//! Labelled blocks → output.

mod address;
mod builder;
mod code;
mod content;
mod html;
mod image;
mod kept;
mod markdown;
mod math;
mod notes;
mod signs;
mod table;
mod text;
mod word;

pub(crate) use address::Addresses;
pub(crate) use text::text_into;
pub use text::{block_texts, text};

use serde::{Deserialize, Serialize};
use unboil_html::{Block, Blocks, Document, NodeId, NodeKind, Source};

use crate::Label;

/// How content is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Format {
    /// Plain text.
    Text,
    /// CommonMark with the tables, task lists, deleted text and footnotes of GitHub, and `$` around formulas.
    Markdown,
    /// HTML of semantic elements without any script, style or event: what a reader may trust.
    Html,
}

/// What of a page's content is written, and how its addresses are made whole. For plain text it has no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions<'a> {
    /// Where the page was fetched from, against which its links are resolved; without an address of `http` or `https`, they
    /// stay as they are.
    pub url: Option<&'a str>,
    /// Whether links have their address, or their text alone.
    pub links: bool,
    /// Whether there are images.
    pub images: bool,
}

impl Default for RenderOptions<'_> {
    /// No address of the page, with links and images.
    fn default() -> Self {
        RenderOptions { url: None, links: true, images: true }
    }
}

/// The content of a page, whose `labels` are one a block. Ends with a line break unless it is empty.
///
/// All formats have the same blocks; code is kept as a whole where a part of it is content, for a line of code says
/// little without the others, and formulas are TeX instead of what they look like.
pub fn render(
    source: Source,
    blocks: &Blocks,
    labels: &[Label],
    format: Format,
    options: &RenderOptions,
) -> String {
    match format {
        Format::Text => text(source.document(), blocks, labels),
        Format::Markdown => markdown::write(&builder::content(source, blocks, labels, options)),
        Format::Html => html::write(&builder::content(source, blocks, labels, options)),
    }
}

/// The blocks labelled content, in order.
fn content<'a>(blocks: &'a Blocks, labels: &'a [Label]) -> impl Iterator<Item = &'a Block> {
    blocks.iter().zip(labels).filter(|(_, label)| **label == Label::Content).map(|(block, _)| block)
}

/// The elements right within an element.
fn children(document: &Document, parent: NodeId) -> impl Iterator<Item = NodeId> {
    let next = move |id: NodeId| Some(id).filter(|id| *id < document.node(parent).end);
    let nodes = std::iter::successors(next(NodeId(parent.0 + 1)), move |id| next(document.node(*id).end));
    nodes.filter(|id| matches!(document.node(*id).kind, NodeKind::Element(_)))
}

/// A text with a single space for all white space between its words, and none around them.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All text within a node, white space around it cut off.
fn text_within(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    for inner in (id.0..document.node(id).end.0).map(NodeId) {
        if let NodeKind::Text(span) = document.node(inner).kind {
            text.push_str(document.text(span));
        }
    }
    text.trim().to_owned()
}
