//! A labelled page, measured and ready to train on or to score.

use rustc_hash::FxHashMap;
use unboil_features::{FeatureMatrix, Outline, Page, Schema, sha256};
use unboil_html::{Blocks, Document, decode};
use unboil_infer::{Label, block_texts, text};

use crate::label::label_blocks;
use crate::score::{Overlap, words_of};
use crate::{Gold, LabelledPage, site};

/// Labelled blocks of pages that are labelled by segments weigh at most like this many words.
const MAX_SEGMENT_WORDS: f64 = 60.0;

/// The text of a page's blocks, to render and to score what is chosen of it.
#[derive(Clone, Debug)]
pub struct PageText {
    document: Document,
    blocks: Blocks,
    /// Word ids of each block, for word F1.
    block_words: Vec<Vec<u32>>,
    gold_words: FxHashMap<u32, u32>,
}

/// What a fit reads of a page: one row, one label a block.
#[derive(Clone, Debug)]
pub struct Measured {
    /// One row a block.
    pub features: FeatureMatrix,
    /// What the second stage reads.
    pub outline: Outline,
    /// `None` where a block is not labelled.
    pub labels: Vec<Option<bool>>,
}

/// A labelled page.
#[derive(Clone, Debug)]
pub struct Example {
    /// The label line, without its HTML.
    pub page: LabelledPage,
    /// Name of the set.
    pub set: String,
    /// What [`site`](crate::site) says of its address, or else a site of its own, `page:SET/ID`: pages of one site stay
    /// in one fold.
    pub site: String,
    /// SHA-256 of the page's bytes, in hexadecimal.
    pub sha256: String,
    /// The length of the page in bytes, decoded as UTF-8, which ranges count in.
    pub len: usize,
    /// What is learned from it.
    pub measured: Measured,
    /// Share of the gold that was found in the page, 0 to 1; 1 where there is none to find.
    pub found: f64,
    /// Words of content that the gold has and the page has not; 0 for gold that is given as ranges of bytes.
    pub(crate) missing_words: f64,
    /// The text.
    pub text: PageText,
}

/// What tells a set of pages apart from another: SHA-256, in hexadecimal, over its sorted lines `id SHA-256-of-page`, so
/// that pages in another order are the same.
pub(crate) fn pages_sha256<'a>(examples: impl Iterator<Item = &'a Example>) -> String {
    let mut lines: Vec<String> =
        examples.map(|example| format!("{} {}\n", example.page.id, example.sha256)).collect();
    lines.sort_unstable();
    sha256(lines.concat())
}

impl Example {
    /// Measures and labels a page.
    pub fn new(page: LabelledPage, set: &str, bytes: &[u8], schema: &Schema) -> Example {
        let decoded = decode(bytes, None);
        let document = Document::parse(&decoded.text);
        let blocks = Blocks::of(&document);
        let labels = label_blocks(&blocks, &page.gold);
        Example {
            set: set.to_owned(),
            site: site(&page.url).unwrap_or_else(|| format!("page:{set}/{}", page.id)),
            sha256: sha256(bytes),
            len: decoded.text.len(),
            measured: Measured::new(&document, &blocks, labels.labels, schema),
            found: labels.found,
            missing_words: labels.missing_words,
            text: PageText::new(document, blocks, &page.gold),
            page,
        }
    }
}

impl Example {
    /// Whether its address tells the site; else the page counts as a site of its own.
    pub fn has_address(&self) -> bool {
        site(&self.page.url).is_some()
    }

    /// Whether it can be learned from: some block is labelled, and so much of the gold was found.
    pub(crate) fn is_learnable(&self, min_found: f64) -> bool {
        self.found >= min_found && self.measured.labels.iter().any(Option::is_some)
    }

    /// Whether its gold tells how good an extraction is: a list of segments, or of ranges of its text, may be empty.
    pub(crate) fn is_judged(&self) -> bool {
        match &self.page.gold {
            Gold::Text(_) => true,
            Gold::Blocks(_) => self.measured.labels.iter().any(Option::is_some),
            Gold::Segments { must, must_not, .. } => !must.is_empty() || !must_not.is_empty(),
        }
    }

    /// Whether every block is labelled: what is not in the gold is then known to be no content.
    pub(crate) fn is_whole(&self) -> bool {
        !matches!(self.page.gold, Gold::Segments { .. }) && self.measured.labels.iter().all(Option::is_some)
    }
}

impl Measured {
    pub(crate) fn new(
        document: &Document,
        blocks: &Blocks,
        labels: Vec<Option<bool>>,
        schema: &Schema,
    ) -> Measured {
        let page = Page::new(document, blocks);
        Measured { features: FeatureMatrix::of(&page, schema), outline: Outline::of(&page), labels }
    }

    /// The weight of each block within its set, 0 where it is not labelled. A page whose gold is whole weighs 1 in all,
    /// each block by its share of the words; a block labelled by a segment weighs the root of its words.
    pub(crate) fn row_weights(&self, gold: &Gold) -> Vec<f64> {
        let words = self.outline.words();
        let all: f64 = words.iter().sum();
        let weight = |words: f64| match gold {
            Gold::Segments { .. } => words.min(MAX_SEGMENT_WORDS).sqrt(),
            Gold::Text(_) | Gold::Blocks(_) => words / all,
        };
        self.labels.iter().zip(words).map(|(label, words)| label.map_or(0.0, |_| weight(*words))).collect()
    }
}

impl PageText {
    fn new(document: Document, blocks: Blocks, gold: &Gold) -> PageText {
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut read = |text: &str| -> Vec<u32> {
            let lower = text.to_lowercase();
            let id = |word: &str| {
                let next = ids.len() as u32;
                *ids.entry(word.to_owned()).or_insert(next)
            };
            words_of(&lower).map(id).collect()
        };
        let mut gold_words = FxHashMap::default();
        if let Gold::Text(gold) = gold {
            read(gold).into_iter().for_each(|id| *gold_words.entry(id).or_insert(0) += 1);
        }
        let block_words = block_texts(&document, &blocks).iter().map(|text| read(text)).collect();
        PageText { document, blocks, block_words, gold_words }
    }

    /// The chosen blocks as plain text, as an extraction would give them.
    pub fn render(&self, labels: &[Label]) -> String {
        text(&self.document, &self.blocks, labels)
    }

    /// The blocks that a text stands for: those of whose words it holds at least half, in the order of the page. One
    /// label a block.
    pub fn labels_of(&self, text: &str) -> Vec<Label> {
        let truths = label_blocks(&self.blocks, &Gold::Text(text.to_owned())).labels;
        let label = |is_in| if is_in == Some(true) { Label::Content } else { Label::Boilerplate };
        truths.into_iter().map(label).collect()
    }

    /// The words of chosen blocks beside those of the gold, as bags.
    pub(crate) fn overlap(&self, labels: &[Label]) -> Overlap {
        let chosen = self.block_words.iter().zip(labels).filter(|(_, label)| **label == Label::Content);
        let words = chosen.flat_map(|(words, _)| words.iter().copied());
        Overlap::with_bag(words, self.gold_words.clone())
    }

    /// The parsed page.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Its blocks.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }
}
