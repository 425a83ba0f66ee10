//! How much plain text stands outside the parts that a class family marks: on a page that is all comments, comments
//! are the content.

use super::totals::prefix;
use super::{Texts, Totals, Tree};
use crate::tables::CLASS_FAMILIES;

/// Families whose parts are weighed against the rest of the page.
pub(crate) static WEIGHED: &[&str] =
    &["comment", "related", "sidebar", "author", "share", "newsletter", "footer", "list", "widget", "meta"];

/// The place of comments in [`WEIGHED`].
pub(crate) const COMMENT: usize = 0;

/// For each of [`WEIGHED`], the blocks of the family and the plain text outside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassText {
    families: Vec<Outside>,
}

#[derive(Clone, Debug)]
struct Outside {
    bit: usize,
    /// Words of plain text outside the family before each block, and in all.
    words: Vec<f64>,
}

impl ClassText {
    pub(crate) fn of(texts: &Texts, totals: &Totals, tree: &Tree) -> ClassText {
        let outside = |name: &&str| {
            let found = CLASS_FAMILIES.iter().position(|family| family.name == *name);
            let bit = found.unwrap_or_else(|| unreachable!("no class family is named {name}"));
            let words = texts.list.iter().enumerate().map(|(block, text)| {
                let counts = totals.is_plain[block] && !tree.is_classed(block, bit);
                if counts { text.words } else { 0.0 }
            });
            Outside { bit, words: prefix(words) }
        };
        ClassText { families: WEIGHED.iter().map(outside).collect() }
    }

    /// The bit of a family among the class families.
    pub(crate) fn bit(&self, family: usize) -> usize {
        self.families[family].bit
    }

    /// Words of plain text outside a family before a block.
    pub(crate) fn before(&self, family: usize, block: usize) -> f64 {
        self.families[family].words[block]
    }

    /// Words of plain text outside a family.
    pub(crate) fn all(&self, family: usize) -> f64 {
        self.families[family].words.last().copied().unwrap_or(0.0)
    }
}
