//! What the stages after the first read of a page besides log-odds.

use crate::Page;
use crate::page::{BlockText, Chain};

/// The outline of a page: words, links and containers of each block, without its text. Every list has one entry a
/// block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Words, at least .6 each: see [`count_words`](crate::count_words).
    pub words: Vec<f64>,
    /// Linked words ÷ words, 0 to 1.
    pub link_density: Vec<f64>,
    /// The block ranges of the containers, innermost first.
    pub chains: Vec<Chain>,
    /// Blocks with the same number have the same short path of tags and classes; numbers are below that of blocks.
    pub signatures: Vec<u32>,
    /// Whether the block is plain text: a dozen words or more, few of them linked.
    pub is_plain: Vec<bool>,
    /// Whether it stands in a part for comments, by the page's own class words or by the heading over it.
    pub is_comment: Vec<bool>,
    /// Whether it stands in navigation, a header, a footer or an aside, by the elements around it.
    pub is_framed: Vec<bool>,
    /// The keyword families that it or the heading over it shows, as bits.
    pub marks: Vec<u32>,
    /// The keyword families that the page's title shows, as bits.
    pub title_marks: u32,
    /// The page's heading: the `h1` or other block most alike to its title. `None` where there is none.
    pub heading: Option<usize>,
}

impl Outline {
    /// The outline of a measured page.
    pub fn of(page: &Page) -> Outline {
        Outline {
            words: page.texts.list.iter().map(|text| text.words).collect(),
            link_density: page.texts.list.iter().map(BlockText::link_density).collect(),
            chains: page.containers.list.iter().map(|around| around.chain).collect(),
            signatures: page.tree.list.iter().map(|ancestry| ancestry.signature).collect(),
            is_plain: page.totals.is_plain.clone(),
            is_comment: page.comments(),
            is_framed: (0..page.len()).map(|block| page.tree.is_framed(block)).collect(),
            marks: page
                .marks
                .list
                .iter()
                .zip(&page.headings.list)
                .map(|(own, over)| own | over.marks)
                .collect(),
            title_marks: page.marks.title,
            heading: page.headings.page_heading,
        }
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the page has no blocks.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
