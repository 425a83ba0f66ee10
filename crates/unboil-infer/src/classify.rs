//! A page with a probability and a label for each block.

use std::borrow::Cow;

use unboil_features::{Outline, Page};
use unboil_html::{Block, Blocks, Decoded, Document, NodeId, Parser, Source, decode};

use crate::render::{self, Format, RenderOptions};
use crate::{ExtractOptions, Label, Metadata, Model, sigmoid};

/// Characters of the name of an element in a path; those of no standard have more.
const MAX_NAME: usize = 60;

/// A page, its blocks, and what a model says of each.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ClassifiedPage {
    /// The parsed page.
    pub document: Document,
    /// Its blocks, in document order.
    pub blocks: Blocks,
    /// The calibrated log-odds of content, one a block.
    pub log_odds: Vec<f64>,
    /// One label a block.
    pub labels: Vec<Label>,
    /// The probability that the page has main content at all; `None` for a model that does not say.
    pub presence: Option<f64>,
    /// The probability that the word F1 of the choice is at least .8; `None` for a model that does not say.
    pub confidence: Option<f64>,
    /// WHATWG name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    /// Whether [`Blocks::source`] counts in the bytes given: so for UTF-8 without a byte-order mark and without malformed
    /// bytes. Else it counts in the decoded text as UTF-8.
    pub in_bytes: bool,
}

/// The main content of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
        let mut extractor = Extractor::new(self, *options);
        extractor.classify(bytes);
        extractor.page
    }
}

/// Classifies one page after another in the same memory, which is faster than page by page.
///
/// ```
/// use unboil_infer::{ExtractOptions, Extractor, Model};
///
/// # fn extract(model: &Model) {
/// let mut extractor = Extractor::new(model, ExtractOptions::default());
/// let mut text = String::new();
/// for page in ["<p>The river takes nine days to the sea.", "<p>The road takes two."] {
///     text.clear();
///     extractor.extract_into(page.as_bytes(), &mut text);
///     println!("{text}");
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Extractor<'a> {
    model: &'a Model,
    options: ExtractOptions,
    parser: Parser,
    page: ClassifiedPage,
}

impl<'a> Extractor<'a> {
    /// An extractor by a model, which labels blocks as the options say.
    pub fn new(model: &'a Model, options: ExtractOptions) -> Extractor<'a> {
        Extractor { model, options, parser: Parser::default(), page: ClassifiedPage::default() }
    }

    /// How it labels.
    pub fn options(&self) -> &ExtractOptions {
        &self.options
    }

    /// Drops what is left of the pages before, as after a panic.
    pub fn forget(&mut self) {
        *self = Extractor::new(self.model, self.options);
    }

    /// Classifies the blocks of a page. Any bytes are a page.
    pub fn classify(&mut self, bytes: &[u8]) -> &ClassifiedPage {
        self.classify_as(bytes, None)
    }

    /// Classifies the blocks of a page in the charset that its transport names, if any: see [`decode`].
    pub fn classify_as(&mut self, bytes: &[u8], charset: Option<&str>) -> &ClassifiedPage {
        let Decoded { text, encoding, .. } = decode(bytes, charset);
        let (model, found) = (self.model, &mut self.page);
        self.parser.parse_into(&text, &mut found.document);
        found.blocks.refill(&found.document);
        let page = Page::new(&found.document, &found.blocks);
        let first = model.first().log_odds_of_page(&page);
        let outline = Outline::of(&page);
        // The tables of the largest pages take more memory than all else: what follows reads the outline alone.
        drop(page);
        let scores = model.scores(&first, &outline);
        found.labels = self.options.label(&scores, &outline, model.body().operating_point);
        found.confidence = model.confidence(&scores, &found.labels, &outline);
        (found.log_odds, found.presence) = (scores.log_odds, scores.presence);
        found.encoding = encoding;
        found.in_bytes = matches!(&text, Cow::Borrowed(text) if text.len() == bytes.len());
        found
    }

    /// Appends the main content of a page as plain text: nothing where there is none.
    pub fn extract_into(&mut self, bytes: &[u8], text: &mut String) {
        let page = self.classify(bytes);
        render::text_into(&page.document, &page.blocks, &page.labels, text);
    }
}

impl ClassifiedPage {
    /// The page's title: `og:title`, else `<title>`; empty where it has neither.
    pub fn title(&self) -> &str {
        let head = self.document.head();
        if head.og_title.is_empty() { &head.title } else { &head.og_title }
    }

    /// The probability of content of a block, 0 to 1.
    ///
    /// # Panics
    /// A block beyond the last.
    pub fn probability(&self, block: usize) -> f64 {
        sigmoid(self.log_odds[block])
    }

    /// The main content as plain text: see [`render::text`].
    pub fn text(&self) -> String {
        render::text(&self.document, &self.blocks, &self.labels)
    }

    /// The main content in a format: see [`render::render`]. `bytes` are those of the page, in which all is read that
    /// its document does not keep, such as the addresses of images that are loaded late.
    pub fn render(&self, bytes: &[u8], format: Format, options: &RenderOptions) -> String {
        if format == Format::Text {
            return self.text();
        }
        let text = self.decoded(bytes);
        render::render(Source::new(&self.document, &text), &self.blocks, &self.labels, format, options)
    }

    /// The main content as Markdown: see [`ClassifiedPage::render`].
    pub fn markdown(&self, bytes: &[u8]) -> String {
        self.render(bytes, Format::Markdown, &RenderOptions::default())
    }

    /// What the page says of itself: title, authors, dates and the like, each with where it says so. `bytes` are those
    /// of the page, `url` is where it was fetched from, if that is known.
    pub fn metadata(&self, bytes: &[u8], url: Option<&str>) -> Metadata {
        let text = self.decoded(bytes);
        Metadata::of(Source::new(&self.document, &text), url)
    }

    /// The text that the page was parsed from, by its bytes.
    fn decoded<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        decode(bytes, Some(self.encoding)).text
    }

    /// The names of the elements from `html` down to the block's owner, joined by `/`; of each the first 60 characters,
    /// for a name of thousands would stand in the path of each block within.
    pub fn tag_path(&self, block: &Block) -> String {
        let shortened = |name| {
            let end = str::char_indices(name).nth(MAX_NAME).map_or(name.len(), |(end, _)| end);
            &name[..end]
        };
        let path: Vec<NodeId> = self.document.path(block.owner).collect();
        path.iter().rev().map(|&id| shortened(self.document.name(id))).collect::<Vec<_>>().join("/")
    }
}
