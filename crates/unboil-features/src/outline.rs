//! What the stages after the first read of a page besides log-odds.

use std::ops::Range;

use unboil_html::{NodeId, Tag};

use crate::Page;
use crate::page::{BlockText, Chain, Element, LEVELS, Signs};

/// A control this many levels up stands by a block.
const NEAR_CONTROL: f64 = 2.0;
/// Rows of more blocks, or with longer ones, are layout.
const ROW_BLOCKS: usize = 8;
const CELL_WORDS: f64 = 25.0;
/// Prose has at least this many words.
const PROSE_WORDS: f64 = 8.0;

/// The outline of a page: words, links and containers of each block, without its text. Every list but that of the rows has one
/// entry a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub(crate) words: Vec<f64>,
    /// Linked words ÷ words, 0 to 1.
    pub(crate) link_density: Vec<f64>,
    /// The block ranges of the containers, innermost first.
    pub(crate) chains: Vec<Chain>,
    /// Blocks with the same number have the same short path of tags and classes; numbers are below that of blocks.
    pub(crate) signatures: Vec<u32>,
    pub(crate) is_plain: Vec<bool>,
    rows: Vec<Range<usize>>,
    /// Whether it stands in a `p` of its own.
    pub(crate) is_paragraph: Vec<bool>,
    /// Whether it addresses its reader, or speaks of "us".
    pub(crate) is_address: Vec<bool>,
    /// Whether a form control stands by it: in the element around it, or at most two levels above that.
    pub(crate) is_by_control: Vec<bool>,
    is_comment: Vec<bool>,
    /// Whether it stands in navigation, a header, a footer or an aside, by the elements around it.
    pub(crate) is_framed: Vec<bool>,
    /// The keyword families that it or the heading over it shows, as bits.
    pub(crate) marks: Vec<u32>,
    /// The keyword families that the page's title shows, as bits.
    pub(crate) title_marks: u32,
    /// Distinct tokens of the page's title, and at most 64.
    pub(crate) title_tokens: u32,
    /// Which of those each block has, as bits.
    pub(crate) of_title: Vec<u64>,
    pub(crate) heading: Option<Range<usize>>,
    /// Share of that heading's distinct tokens that stand in a title of the page, 0 to 1; 0 where there is none.
    pub(crate) heading_in_title: f64,
    repeats: Vec<Option<Repeat>>,
    /// What tells once a page of a notice or of a text.
    pub(crate) signs: Signs,
}

/// That a block has the text of another before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The first block with that text.
    pub first: usize,
    /// Whether it is prose: eight words or more outside lists, tables and code, which may well say a thing again.
    pub is_prose: bool,
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
            rows: rows_of_facts(page),
            is_paragraph: page.blocks.iter().map(|block| page.document.tag(block.owner) == Tag::P).collect(),
            is_address: page.appeal.list.iter().map(|appeal| appeal.we + appeal.you > 0.0).collect(),
            is_by_control: page.controls.list.iter().map(|controls| controls.is_near(NEAR_CONTROL)).collect(),
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
            title_tokens: page.overlap.title_tokens,
            of_title: page.overlap.list.iter().map(|block| block.of_title).collect(),
            heading: page.headings.page_heading.map(|block| heading(page, block)),
            heading_in_title: page
                .headings
                .page_heading
                .map_or(0.0, |block| page.overlap.list[block].in_title),
            repeats: (0..page.len()).map(|block| repeat(page, block)).collect(),
            signs: Signs::of(page),
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

    /// The words of each block, at least .6: see [`count_words`](crate::count_words).
    pub fn words(&self) -> &[f64] {
        &self.words
    }

    /// The block ranges of the containers around a block, innermost first; the whole page from where they end.
    ///
    /// # Panics
    /// A block beyond the last, as all that asks for a block.
    pub fn containers(&self, block: usize) -> impl Iterator<Item = Range<usize>> {
        let chain = &self.chains[block];
        (0..LEVELS).map(|level| chain.range(level))
    }

    /// The block ranges of the rows of tables that hold facts: two to eight blocks, each of fewer than 25 words, and no
    /// other row.
    pub fn rows_of_facts(&self) -> &[Range<usize>] {
        &self.rows
    }

    /// Whether a block is plain text: a dozen words or more, few of them linked; where no block is, the longest.
    pub fn is_plain(&self, block: usize) -> bool {
        self.is_plain[block]
    }

    /// Whether a block stands in a part for comments, by the page's own class words or by the heading over it.
    pub fn is_comment(&self, block: usize) -> bool {
        self.is_comment[block]
    }

    /// The blocks of the page's heading: of the `h1`, or other heading that is more alike to its title. `None` where there
    /// is none.
    pub fn heading(&self) -> Option<Range<usize>> {
        self.heading.clone()
    }

    /// What a block says again that one before it says, but for quotations, which repeat what they quote.
    pub fn repeat(&self, block: usize) -> Option<Repeat> {
        self.repeats[block]
    }
}

/// The blocks of the heading element that holds a block; the block alone where none does.
fn heading(page: &Page, block: usize) -> Range<usize> {
    let owner = |block: usize| page.blocks.block(block).owner;
    let is_heading = |id: &NodeId| page.document.tag(*id).heading_level().is_some();
    let Some(element) = page.document.path(owner(block)).find(is_heading) else { return block..block + 1 };
    let is_within = |block: &usize| page.document.contains(element, owner(*block));
    let before = (0..block).rev().take_while(is_within).count();
    let after = (block + 1..page.len()).take_while(is_within).count();
    block - before..block + 1 + after
}

fn repeat(page: &Page, block: usize) -> Option<Repeat> {
    const SAID_AGAIN: [Tag; 5] = [Tag::Li, Tag::Dd, Tag::Td, Tag::Th, Tag::Pre];
    let first = Some(page.overlap.list[block].first_copy).filter(|first| *first != block)?;
    let is_within = |tags: &[Tag]| {
        let mut path = page.document.path(page.blocks.block(block).owner);
        path.any(|id| tags.contains(&page.document.tag(id)))
    };
    let is_prose = || page.texts.list[block].words >= PROSE_WORDS && !is_within(&SAID_AGAIN);
    (!is_within(&[Tag::Blockquote])).then(|| Repeat { first, is_prose: is_prose() })
}

fn rows_of_facts(page: &Page) -> Vec<Range<usize>> {
    let rows = page.elements.list.iter().filter(|element| element.tag == Tag::Tr);
    let rows: Vec<Range<usize>> = rows.map(Element::blocks).collect();
    let is_short = |block: usize| page.texts.list[block].words < CELL_WORDS;
    let is_of_facts = |(index, row): &(usize, &Range<usize>)| {
        let holds_another = rows.get(index + 1).is_some_and(|next| next.start < row.end);
        (2..=ROW_BLOCKS).contains(&row.len()) && !holds_another && (*row).clone().all(is_short)
    };
    rows.iter().enumerate().filter(is_of_facts).map(|(_, row)| row.clone()).collect()
}

#[cfg(test)]
mod tests {
    use unboil_html::{Blocks, Document};

    use super::*;

    fn outline(html: &str) -> Outline {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        Outline::of(&Page::new(&document, &blocks))
    }

    #[track_caller]
    fn check_rows(html: &str, expected: &[(usize, usize)]) {
        let rows = outline(html).rows;
        assert_eq!(rows.iter().map(|row| (row.start, row.end)).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn a_heading_has_all_blocks_of_its_element() {
        let check = |html: &str, expected| assert_eq!(outline(html).heading, expected, "{html}");
        check("<p>Home<h1>The river<br>and <div>its lakes</div></h1><p>It is long.", Some(1..4));
        check("<title>The river</title><p>Home<p>The river<p>It is long.", Some(1..2));
        check("", None);
    }

    #[test]
    fn blocks_repeat_the_first_of_their_text() {
        let check = |html: &str, expected: &[Option<bool>]| {
            let html = html.replace('%', "The river takes nine days to the sea.");
            let repeat = |is_prose| Repeat { first: 0, is_prose };
            let expected: Vec<_> = expected.iter().map(|is_prose| is_prose.map(repeat)).collect();
            assert_eq!(outline(&html).repeats, expected, "{html}");
        };
        check("<p>%<p>A<div>%</div>%", &[None, None, Some(true), Some(true)]);
        check("<p>%<ul><li><p>%</ul><pre>%</pre>", &[None, Some(false), Some(false)]);
        check("<p>Menu<p>Menu", &[None, Some(false)]);
        check("<p>%<blockquote>%</blockquote>", &[None, None]);
        check("", &[]);
    }

    #[test]
    fn rows_of_short_cells_hold_facts() {
        check_rows("<p>Sizes<table><tr><th>Width<td>9 cm<tr><th>Height<td>4 cm</table>", &[(1, 3), (3, 5)]);
        check_rows("<table><tr><td>One cell<tr><td>Another</table>", &[]);
        check_rows(&format!("<table><tr><td>{}<td>Menu</table>", "word ".repeat(25)), &[]);
        check_rows(&format!("<table><tr>{}</table>", "<td>Mon".repeat(9)), &[]);
        check_rows("<table><tr><td>Menu<td><table><tr><td>Width<td>9 cm</table></table>", &[(1, 3)]);
        check_rows("", &[]);
    }
}
