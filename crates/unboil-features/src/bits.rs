//! Sets of flags of a block, one bit each: columns that are a bit of a set are read for many blocks at a time.

use unboil_html::{NodeId, Tag};

use crate::Page;
use crate::page::NEAREST;

/// The most words of a block that is little more than its keyword.
pub(crate) const BARE_WORDS: f64 = 6.0;

/// A set of flags; bits follow the order of the table that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BitSet {
    /// Tags and roles of the ancestors.
    Tags,
    Roles,
    /// Tags of the nearest elements, of which one bit at most is set.
    Owner,
    Holder,
    Outer,
    /// Class families of the innermost elements and of those further out.
    Near,
    Far,
    /// Keyword families of a block of few words, and of the heading over it.
    Bare,
    Heading,
    /// Marks of an ending.
    Seen,
    Late,
}

impl BitSet {
    /// All sets, in the order of their declaration.
    pub(crate) const ALL: [BitSet; 11] = {
        use BitSet::*;
        [Tags, Roles, Owner, Holder, Outer, Near, Far, Bare, Heading, Seen, Late]
    };

    /// The set of a block.
    pub(crate) fn of(self, page: &Page, block: usize) -> u64 {
        let ancestry = &page.tree.list[block];
        match self {
            BitSet::Tags => ancestry.tags,
            BitSet::Roles => u64::from(ancestry.roles),
            BitSet::Owner => nearest(page.document.tag(page.blocks.block(block).owner)),
            BitSet::Holder => nearest(page.document.tag(page.blocks.block(block).holder)),
            BitSet::Outer => nearest(ancestry.outer.map_or(Tag::Body, |id: NodeId| page.document.tag(id))),
            BitSet::Near => ancestry.near,
            BitSet::Far => ancestry.far,
            BitSet::Bare if page.texts.list[block].words > BARE_WORDS => 0,
            BitSet::Bare => u64::from(page.marks.list[block]),
            BitSet::Heading => u64::from(page.headings.list[block].marks),
            BitSet::Seen => u64::from(page.ending.list[block].seen),
            BitSet::Late => u64::from(page.ending.list[block].late),
        }
    }
}

fn nearest(tag: Tag) -> u64 {
    NEAREST.iter().position(|nearest| *nearest == tag).map_or(0, |bit| 1 << bit)
}
