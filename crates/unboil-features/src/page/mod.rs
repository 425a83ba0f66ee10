//! What is measured once a page, for the features to read: one module and one table a subject.

mod appeal;
mod characters;
mod class_text;
mod class_words;
mod containers;
mod controls;
mod elements;
mod ending;
mod figures;
mod groups;
mod headings;
mod kinds;
mod marks;
mod overlap;
mod replies;
mod sentences;
mod signs;
mod teasers;
mod text;
mod totals;
mod tree;
mod units;
mod vocabulary;
mod wrappers;

use std::sync::OnceLock;

pub(crate) use totals::prefix;
use unboil_html::{Blocks, Document};

use self::elements::Landmarks;

pub(crate) use self::appeal::{Appeal, BlockAppeal};
pub(crate) use self::class_text::{COMMENT, ClassText, WEIGHED, class_bit};
pub(crate) use self::containers::{BlockContainers, Chain, Containers, LEVELS, Relation};
pub(crate) use self::controls::{BlockControls, Controls};
pub(crate) use self::elements::{Element, Elements};
pub(crate) use self::ending::{BlockEnding, END_MARKS, Ending};
pub(crate) use self::figures::has_price;
pub(crate) use self::groups::{BlockGroup, Groups, Place};
pub(crate) use self::headings::{BlockHeadings, Headings};
pub(crate) use self::marks::{Marks, family as keyword_family};
pub(crate) use self::overlap::{BlockOverlap, Overlap};
pub(crate) use self::replies::{Dates, Replies};
pub(crate) use self::signs::Signs;
pub(crate) use self::teasers::{ROW, Teaser, Teasers};
pub(crate) use self::text::{BlockText, Texts};
pub(crate) use self::totals::Totals;
pub(crate) use self::tree::{ANCESTORS, Ancestry, NEAREST, ROLES, Tree, nearest_bit};
pub(crate) use self::units::{Unit, Units};

/// A page with all that its features read. Every table has one entry a block.
pub struct Page<'a> {
    pub(crate) document: &'a Document,
    pub(crate) blocks: &'a Blocks,
    pub(crate) elements: Elements,
    pub(crate) texts: Texts,
    pub(crate) totals: Totals,
    pub(crate) marks: Marks,
    pub(crate) tree: Tree,
    pub(crate) overlap: Overlap,
    pub(crate) containers: Containers,
    pub(crate) headings: Headings,
    pub(crate) ending: Ending,
    pub(crate) appeal: Appeal,
    pub(crate) groups: Groups,
    pub(crate) controls: Controls,
    pub(crate) dates: Dates,
    pub(crate) units: Units,
    pub(crate) class_text: ClassText,
    pub(crate) teasers: Teasers,
    /// Made when it is first asked for, since models can do without. It stands apart from the page, so that what can change
    /// in it does not keep the compiler from reading the places of the other tables once for all blocks.
    replies: Box<OnceLock<Replies>>,
}

impl<'a> Page<'a> {
    /// Measures a page in time about linear in its size. Never fails; a page without blocks has empty tables.
    pub fn new(document: &'a Document, blocks: &'a Blocks) -> Page<'a> {
        let mut elements = Elements::of(document, blocks);
        let texts = Texts::of(document, blocks);
        let marks = Marks::of(document, &texts);
        let totals = Totals::of(&texts);
        let overlap = Overlap::of(document, &texts);
        let heading = headings::find_page_heading(document, blocks, &elements, &overlap);
        elements.silence_wrappers(&totals, heading);
        let tree = Tree::of(&elements);
        let mut landmarks = Landmarks::default();
        let containers = Containers::of(&elements, &texts, &totals, &marks, &tree, &mut landmarks);
        let headings = Headings::of(heading, &elements, &marks, &texts, &totals, &mut landmarks);
        let appeal = Appeal::of(document, &texts, &marks);
        let groups = Groups::of(&elements, &totals, &mut landmarks);
        let ending = Ending::of(&texts, &totals, &marks, &groups);
        let controls = Controls::of(&elements, &totals, &groups);
        let dates = Dates::of(&texts, &marks);
        let units = Units::of(&elements, &texts, &totals, &dates);
        let class_text = ClassText::of(&texts, &totals, &tree);
        let teasers = Teasers::of(&texts, &totals);
        Page {
            document,
            blocks,
            elements,
            texts,
            totals,
            marks,
            tree,
            overlap,
            containers,
            headings,
            ending,
            appeal,
            groups,
            controls,
            dates,
            units,
            class_text,
            teasers,
            replies: Box::default(),
        }
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether the page has no blocks.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(crate) fn replies(&self) -> &Replies {
        self.replies.get_or_init(|| Replies::of(&self.texts))
    }

    /// For each block, whether it stands in a part for comments: by class words, or, after the text, by the heading
    /// over it.
    pub(crate) fn comments(&self) -> Vec<bool> {
        let (classes, keywords) = (class_bit(COMMENT), keyword_family("comment"));
        let is_comment = |block: usize| {
            let headed = self.headings.list[block].marks >> keywords & 1 == 1;
            self.tree.is_classed(block, classes) || (headed && self.groups.list[block].main.after)
        };
        (0..self.len()).map(is_comment).collect()
    }
}
