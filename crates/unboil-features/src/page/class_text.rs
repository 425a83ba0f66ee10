//! How much plain text stands outside the parts that a class family marks: on a page that is all comments, comments
//! are the content.

use std::sync::LazyLock;

use super::totals::prefix;
use super::{Ancestry, Texts, Totals, Tree};
use crate::tables::CLASS_FAMILIES;

/// Families whose parts are weighed against the rest of the page.
pub(crate) static WEIGHED: &[&str] =
    &["comment", "related", "sidebar", "author", "share", "newsletter", "footer", "list", "widget", "meta"];

/// The place of comments in [`WEIGHED`].
pub(crate) const COMMENT: usize = 0;

/// The bit of each of [`WEIGHED`] among the class families.
static BITS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let bit = |name: &&str| {
        let found = CLASS_FAMILIES.iter().position(|family| family.name == *name);
        found.unwrap_or_else(|| unreachable!("no class family is named {name}"))
    };
    WEIGHED.iter().map(bit).collect()
});

/// The bit of one of [`WEIGHED`] among the class families.
pub(crate) fn class_bit(family: usize) -> usize {
    BITS[family]
}

/// For each of [`WEIGHED`], the words of plain text outside it before each block, and in all; none where no block is of
/// the family.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassText {
    outside: Vec<Vec<f64>>,
}

impl ClassText {
    pub(crate) fn of(texts: &Texts, totals: &Totals, tree: &Tree) -> ClassText {
        let classed: Vec<u64> = tree.list.iter().map(Ancestry::classed).collect();
        let any = classed.iter().fold(0, |any, classed| any | classed);
        let plain = texts.list.iter().zip(&totals.is_plain);
        let plain: Vec<f64> = plain.map(|(text, plain)| if *plain { text.words } else { 0.0 }).collect();
        let outside = |bit: &usize| {
            if any >> bit & 1 == 0 {
                return Vec::new();
            }
            let words = plain.iter().zip(&classed);
            prefix(words.map(|(words, classed)| if classed >> bit & 1 == 0 { *words } else { 0.0 }))
        };
        ClassText { outside: BITS.iter().map(outside).collect() }
    }

    /// Words of plain text outside a family before a block; 0 where no block is of the family.
    pub(crate) fn before(&self, family: usize, block: usize) -> f64 {
        self.outside[family].get(block).copied().unwrap_or(0.0)
    }

    /// Words of plain text outside a family; 0 where no block is of the family.
    pub(crate) fn all(&self, family: usize) -> f64 {
        self.outside[family].last().copied().unwrap_or(0.0)
    }
}
