//! Form controls around each block: what asks the reader to type or press is seldom the text.

use unboil_html::{AttrName, Document, NodeId, Tag};

use super::elements::Elements;
use super::{Groups, Totals};

/// The controls nearest to a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BlockControls {
    /// Levels up to the first element that holds a control, and its words; `None` where there is no control.
    pub(crate) nearest: Option<(f64, f64)>,
    /// Whether that element leaves out the main group of text, and the leading one.
    pub(crate) beside_main: bool,
    pub(crate) beside_leading: bool,
}

impl BlockControls {
    /// Whether an element at most so many levels up holds a control.
    pub(crate) fn is_near(&self, levels: f64) -> bool {
        self.nearest.is_some_and(|(up, _)| up <= levels)
    }
}

/// The controls as each block sees them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Controls {
    pub(crate) list: Vec<BlockControls>,
}

impl Controls {
    pub(crate) fn of(elements: &Elements, totals: &Totals, groups: &Groups) -> Controls {
        // The nearest element that holds a control, and the levels up to it.
        let mut nearest: Vec<Option<(usize, u32)>> = Vec::with_capacity(elements.len());
        // The first control behind the start of the element: both are in document order.
        let mut next = 0;
        for (place, element) in elements.list.iter().enumerate() {
            while elements.controls.get(next).is_some_and(|control| *control <= element.id) {
                next += 1;
            }
            let holds = elements.controls.get(next).is_some_and(|control| *control < element.end);
            let around = nearest.get(element.parent as usize).copied().flatten();
            nearest.push(if holds { Some((place, 0)) } else { around.map(|(at, up)| (at, up + 1)) });
        }
        let around = |holder: &usize| {
            nearest[*holder].map_or(BlockControls::default(), |(place, up)| BlockControls {
                nearest: Some((f64::from(up), totals.words(&elements.list[place].blocks()))),
                beside_main: !elements.contains(place, groups.main),
                beside_leading: !elements.contains(place, groups.leading),
            })
        };
        Controls { list: elements.holders.iter().map(around).collect() }
    }
}

/// Whether an element is a form control that a reader sees.
pub(super) fn is_control(document: &Document, id: NodeId, tag: Tag) -> bool {
    match tag {
        Tag::Input => {
            let kind = document.attr(id, AttrName::Type);
            !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
        }
        Tag::Button => !document.is_heading_button(id),
        Tag::Select | Tag::Textarea => true,
        _ => false,
    }
}
