//! The distinct holders of a page's blocks, so that what depends on the holder alone is found once for each.

use unboil_html::{Blocks, Document, NodeId};

/// Every holder once, in the order of their first blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holders {
    pub(crate) nodes: Vec<NodeId>,
    /// The place of each block's holder among them.
    places: Vec<u32>,
    /// The place of each node of the document among them; `u32::MAX` for those that are no holder.
    place_of: Vec<u32>,
}

impl Holders {
    pub(super) fn of(document: &Document, blocks: &Blocks) -> Holders {
        let mut holders = Holders { place_of: vec![u32::MAX; document.len()], ..Holders::default() };
        for block in blocks.iter() {
            let place = &mut holders.place_of[block.holder.index()];
            if *place == u32::MAX {
                *place = holders.nodes.len() as u32;
                holders.nodes.push(block.holder);
            }
            holders.places.push(*place);
        }
        holders
    }

    /// The place of a node among the holders.
    pub(super) fn place(&self, node: NodeId) -> Option<usize> {
        let place = self.place_of[node.index()];
        (place != u32::MAX).then_some(place as usize)
    }

    /// What `measure` finds of each holder, for each block.
    pub(super) fn spread<T: Clone>(&self, measure: impl FnMut(NodeId) -> T) -> Vec<T> {
        let found: Vec<T> = self.nodes.iter().copied().map(measure).collect();
        self.places.iter().map(|place| found[*place as usize].clone()).collect()
    }
}
