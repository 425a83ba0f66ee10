//! Sets of flags of a block, one bit each: columns that are a bit of a set are read together.

use unboil_html::Tag;

use crate::Page;
use crate::page::nearest_bit;

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
    fn of(self, page: &Page, block: usize) -> u64 {
        let ancestry = &page.tree.list[block];
        match self {
            BitSet::Tags => ancestry.tags,
            BitSet::Roles => u64::from(ancestry.roles),
            BitSet::Owner => nearest_bit(page.elements.list[page.elements.owners[block]].tag),
            BitSet::Holder => nearest_bit(page.elements.list[page.elements.holder(block)].tag),
            BitSet::Outer => nearest_bit(ancestry.outer.unwrap_or(Tag::Body)),
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

/// All sets of some blocks.
pub(crate) struct BitSets {
    /// Set by set, one of each block.
    bits: Vec<u64>,
    count: usize,
}

impl BitSets {
    /// The sets of `count` blocks from the first on.
    pub(crate) fn of(page: &Page, first: usize, count: usize) -> BitSets {
        let blocks = first..first + count;
        let of = |set: BitSet| blocks.clone().map(move |block| set.of(page, block));
        BitSets { bits: BitSet::ALL.into_iter().flat_map(of).collect(), count }
    }

    /// One set of each block.
    pub(crate) fn rows(&self, set: BitSet) -> &[u64] {
        &self.bits[set as usize * self.count..(set as usize + 1) * self.count]
    }

    /// Writes 1 for each block whose set has a bit, and 0 for the others.
    pub(crate) fn fill(&self, set: BitSet, bit: usize, values: &mut [f32]) {
        for (value, bits) in values.iter_mut().zip(self.rows(set)) {
            *value = f32::from((bits >> bit & 1) as u8);
        }
    }
}
