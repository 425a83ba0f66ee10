//! One block as its features see it.

use unboil_html::Block;

use crate::page::{BlockText, Page};

/// One block of a page, with everything around it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) page: &'a Page<'a>,
    pub(crate) index: usize,
}

impl<'a> View<'a> {
    pub(crate) fn text(&self) -> &'a BlockText {
        &self.page.texts.list[self.index]
    }

    pub(crate) fn words(&self) -> f64 {
        self.text().words
    }

    pub(crate) fn link_density(&self) -> f64 {
        self.text().link_density()
    }

    pub(crate) fn block(&self) -> &'a Block {
        self.page.blocks.block(self.index)
    }

    /// Whether the block shows a keyword family, by its index.
    pub(crate) fn shows(&self, family: usize) -> bool {
        self.page.marks.shows(self.index, family)
    }

    /// The block `offset` places on, where there is one.
    pub(crate) fn neighbour(&self, offset: isize) -> Option<View<'a>> {
        let index = self.index.checked_add_signed(offset)?;
        (index < self.page.len()).then_some(View { page: self.page, index })
    }

    /// The range of blocks up to `reach` places before and after.
    pub(crate) fn window(&self, reach: usize) -> std::ops::Range<usize> {
        self.index.saturating_sub(reach)..(self.index + reach + 1).min(self.page.len())
    }
}
