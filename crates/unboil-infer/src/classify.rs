//! A page with a probability and a label for each block.

use std::borrow::Cow;

use unboil_features::{Outline, Page};
use unboil_html::{Block, Blocks, Decoded, Document, NodeId, decode};

use crate::{ExtractOptions, Label, Model, render, sigmoid};

/// A page, its blocks, and what a model says of each.
#[derive(Clone, Debug)]
pub struct ClassifiedPage {
    /// The parsed page.
    pub document: Document,
    /// Its blocks, in document order.
    pub blocks: Blocks,
    /// The calibrated log-odds of content, one a block.
    pub log_odds: Vec<f64>,
    /// One label a block.
    pub labels: Vec<Label>,
    /// The probability that the word F1 of the choice is at least .8; `None` for a model that does not say.
    pub confidence: Option<f64>,
    /// WHATWG name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    /// Whether [`Blocks::source`] counts in the bytes given: so for UTF-8. Else it counts in the decoded text as UTF-8.
    pub in_bytes: bool,
}

/// The main content of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The page's title: `og:title`, else `<title>`; empty where it has neither.
    pub title: String,
    /// The main content as text; empty where there is none.
    pub text: String,
}

impl Model {
    /// The main content of a page, at the model's operating point. Any bytes are a page.
    pub fn extract(&self, bytes: &[u8]) -> Extraction {
        let page = self.classify(bytes);
        Extraction { title: page.title().to_owned(), text: page.text() }
    }

    /// Classifies the blocks of a page at the model's operating point.
    pub fn classify(&self, bytes: &[u8]) -> ClassifiedPage {
        self.classify_with(bytes, &ExtractOptions::default())
    }

    /// Classifies the blocks of a page as the options say.
    pub fn classify_with(&self, bytes: &[u8], options: &ExtractOptions) -> ClassifiedPage {
        let Decoded { text, encoding, .. } = decode(bytes, None);
        let in_bytes = matches!(&text, Cow::Borrowed(text) if text.len() == bytes.len());
        let document = Document::parse(&text);
        let blocks = Blocks::of(&document);
        let page = Page::new(&document, &blocks);
        let first = self.first().log_odds_of_page(&page);
        let outline = Outline::of(&page);
        let log_odds = self.log_odds_of(first, &outline);
        let labels = options.label(&log_odds, &outline, self.body().operating_point);
        let confidence = self.confidence(&log_odds, &labels, &outline);
        ClassifiedPage { document, blocks, log_odds, labels, confidence, encoding, in_bytes }
    }
}

impl ClassifiedPage {
    /// The page's title: `og:title`, else `<title>`; empty where it has neither.
    pub fn title(&self) -> &str {
        let head = self.document.head();
        if head.og_title.is_empty() { &head.title } else { &head.og_title }
    }

    /// The probability of content of a block.
    pub fn probability(&self, block: usize) -> f64 {
        sigmoid(self.log_odds[block])
    }

    /// The main content as plain text: see [`render::text`].
    pub fn text(&self) -> String {
        render::text(&self.document, &self.blocks, &self.labels)
    }

    /// The main content as Markdown: see [`render::markdown`].
    pub fn markdown(&self) -> String {
        render::markdown(&self.document, &self.blocks, &self.labels)
    }

    /// The names of the elements from `html` down to the block's owner, joined by `/`.
    pub fn tag_path(&self, block: &Block) -> String {
        let path: Vec<NodeId> = self.document.path(block.owner).collect();
        path.iter().rev().map(|&id| self.document.name(id)).collect::<Vec<_>>().join("/")
    }
}
