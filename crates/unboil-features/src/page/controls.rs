//! Form controls around each block: what asks the reader to type or press is seldom the text.

use unboil_html::{AttrName, Blocks, Document, NodeId, Tag};

use super::{Groups, Holders, Totals};

/// The controls nearest to a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BlockControls {
    /// Levels up to the first element that holds a control, and its words; `None` where there is no control.
    pub(crate) nearest: Option<(f64, f64)>,
    /// Whether that element leaves out the main group of text, and the leading one.
    pub(crate) beside_main: bool,
    pub(crate) beside_leading: bool,
}

/// The controls as each block sees them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Controls {
    pub(crate) list: Vec<BlockControls>,
}

impl Controls {
    pub(crate) fn of(
        document: &Document,
        blocks: &Blocks,
        holders: &Holders,
        totals: &Totals,
        groups: &Groups,
    ) -> Controls {
        let mut before = Vec::with_capacity(document.len() + 1);
        let mut count = 0_u32;
        for (id, _) in document.nodes() {
            before.push(count);
            count += u32::from(is_control(document, id));
        }
        before.push(count);
        let holds_control = |id: &NodeId| before[document.node(*id).end.index()] > before[id.index()];
        let around = |holder: NodeId| {
            let nearest = document.path(holder).enumerate().find(|(_, id)| holds_control(id));
            nearest.map_or(BlockControls::default(), |(up, id)| BlockControls {
                nearest: Some((up as f64, totals.words(&blocks.within(document, id)))),
                beside_main: !document.contains(id, groups.main),
                beside_leading: !document.contains(id, groups.leading),
            })
        };
        Controls { list: holders.spread(around) }
    }
}

fn is_control(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        Tag::Input => document.attr(id, AttrName::Type) != Some("hidden"),
        Tag::Button | Tag::Select | Tag::Textarea => true,
        _ => false,
    }
}
