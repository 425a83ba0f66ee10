//! Sets of flags of a block, one bit each: columns that are a bit of a set are read together.

use std::ops::Range;

use unboil_html::Tag;

use crate::Page;
use crate::page::{Ancestry, nearest_bit};

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
    /// Class families of all elements around the block.
    Classed,
    /// Keyword families.
    Marks,
    /// Marks of an ending.
    Seen,
    Late,
    /// What [`State`]s the block is in.
    States,
}

/// A bit of [`BitSet::States`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Hidden,
    AriaHidden,
    Noscript,
    Control,
    NamesSite,
    /// Part of a repeated unit, of a list of cards, of a row of teasers.
    InUnit,
    InCards,
    InTeasers,
}

impl BitSet {
    /// All sets, in the order of their declaration.
    pub(crate) const ALL: [BitSet; 14] = {
        use BitSet::*;
        [Tags, Roles, Owner, Holder, Outer, Near, Far, Bare, Heading, Classed, Marks, Seen, Late, States]
    };

    /// Appends the sets of some blocks.
    fn push_all(self, page: &Page, blocks: Range<usize>, bits: &mut Vec<u64>) {
        let ancestries = page.tree.list[blocks.clone()].iter();
        let endings = page.ending.list[blocks.clone()].iter();
        let bit_of = |place: &usize| nearest_bit(page.elements.list[*place].tag);
        match self {
            BitSet::Tags => bits.extend(ancestries.map(|ancestry| ancestry.tags)),
            BitSet::Roles => bits.extend(ancestries.map(|ancestry| u64::from(ancestry.roles))),
            BitSet::Owner => bits.extend(page.elements.owners[blocks].iter().map(bit_of)),
            BitSet::Holder => bits.extend(page.elements.holders[blocks].iter().map(bit_of)),
            BitSet::Outer => {
                bits.extend(ancestries.map(|ancestry| nearest_bit(ancestry.outer.unwrap_or(Tag::Body))));
            }
            BitSet::Near => bits.extend(ancestries.map(|ancestry| ancestry.near)),
            BitSet::Far => bits.extend(ancestries.map(|ancestry| ancestry.far)),
            BitSet::Bare => {
                let texts = page.texts.list[blocks.clone()].iter();
                let bare = texts.zip(&page.marks.list[blocks]);
                bits.extend(
                    bare.map(|(text, marks)| if text.words > BARE_WORDS { 0 } else { (*marks).into() }),
                );
            }
            BitSet::Heading => {
                let headings = page.headings.list[blocks].iter();
                bits.extend(headings.map(|heading| u64::from(heading.marks)));
            }
            BitSet::Classed => bits.extend(ancestries.map(Ancestry::classed)),
            BitSet::Marks => bits.extend(page.marks.list[blocks].iter().map(|marks| u64::from(*marks))),
            BitSet::Seen => bits.extend(endings.map(|ending| u64::from(ending.seen))),
            BitSet::Late => bits.extend(endings.map(|ending| u64::from(ending.late))),
            BitSet::States => bits.extend(blocks.map(|block| states(page, block))),
        }
    }
}

fn states(page: &Page, block: usize) -> u64 {
    let flags = page.blocks.block(block).flags;
    let states = [
        (State::Hidden, flags.hidden),
        (State::AriaHidden, flags.aria_hidden),
        (State::Noscript, flags.noscript),
        (State::Control, flags.control),
        (State::NamesSite, page.appeal.list[block].names_site),
        (State::InUnit, page.units.list[block].count > 0.0),
        (State::InCards, page.containers.list[block].cards.count > 0.0),
        (State::InTeasers, page.teasers.list[block].texts > 0.0),
    ];
    states.into_iter().fold(0, |bits, (state, holds)| bits | u64::from(holds) << state as u64)
}

/// All sets of some blocks.
pub(crate) struct BitSets {
    /// Set by set, one of each block.
    bits: Vec<u64>,
    /// Of each set, the bits of all blocks.
    any: [u64; BitSet::ALL.len()],
    count: usize,
}

impl BitSets {
    /// The sets of `count` blocks from the first on.
    pub(crate) fn of(page: &Page, first: usize, count: usize) -> BitSets {
        let mut bits = Vec::with_capacity(BitSet::ALL.len() * count);
        for set in BitSet::ALL {
            set.push_all(page, first..first + count, &mut bits);
        }
        let mut any = [0; BitSet::ALL.len()];
        for (any, set) in any.iter_mut().zip(bits.chunks(count)) {
            *any = set.iter().fold(0, |all, bits| all | bits);
        }
        BitSets { bits, any, count }
    }

    /// One set of each block.
    pub(crate) fn rows(&self, set: BitSet) -> &[u64] {
        &self.bits[set as usize * self.count..(set as usize + 1) * self.count]
    }

    /// Whether a bit is in the set of any of the blocks.
    pub(crate) fn has(&self, set: BitSet, bit: usize) -> bool {
        self.any[set as usize] >> bit & 1 == 1
    }

    /// Writes 1 for each block whose set has a bit, and 0 for the others.
    pub(crate) fn fill(&self, set: BitSet, bit: usize, values: &mut [f32]) {
        for (value, bits) in values.iter_mut().zip(self.rows(set)) {
            *value = f32::from((bits >> bit & 1) as u8);
        }
    }
}
