//! Elements that wrap the text together with its heading. Words such as "sidebar", "cookie" or "related" among the classes
//! of one, mostly the names of its states and settings, say nothing of the text, and neither does a form or a table that
//! holds a whole page.

use unboil_html::Tag;

use super::Totals;
use super::elements::{Element, Elements};
use super::tree::{ancestor_bit, role_bit};
use crate::tables::CLASS_FAMILIES;

/// An element wraps the text only if it holds this many words of plain text.
const WRAPPED_WORDS: f64 = 25.0;

/// The bits of the class families that name parts beside the text.
static APART: u64 = {
    let (mut bits, mut family) = (0, 0);
    while family < CLASS_FAMILIES.len() {
        if CLASS_FAMILIES[family].is_apart {
            bits |= 1 << family;
        }
        family += 1;
    }
    bits
};

/// Roles that do not name a part beside the text or a piece of it.
const SPEAKING_ROLES: [&str; 4] = ["main", "article", "region", "presentation"];

/// The bit of a tag in sets of ancestors, for an element that wraps the text: none for what holds pieces or stands beside
/// texts.
pub(super) fn wrapping_bit(tag: Tag) -> u64 {
    use Tag::*;
    match tag {
        Nav | Header | Footer | Aside | Form | Dialog | Ul | Ol | Li | Table | Td | Th | Dl | Details
        | Label | Button | Figure | A | Center | Font | Span | Noscript | Select => 0,
        _ => ancestor_bit(tag),
    }
}

impl Elements {
    /// Finds the elements that wrap the text, and takes from their families and roles what says nothing there: those that
    /// hold the page's heading and text, or, on a page without, half of the plain text.
    pub(super) fn silence_wrappers(&mut self, totals: &Totals, heading: Option<usize>) {
        let half = totals.plain(&totals.all()) / 2.0;
        let wraps = |element: &Element| {
            let range = element.blocks();
            let plain = totals.plain(&range);
            plain >= WRAPPED_WORDS && heading.map_or(plain >= half, |at| range.contains(&at))
        };
        let speaking = SPEAKING_ROLES.iter().fold(0, |bits, role| bits | role_bit(role));
        for element in self.list.iter_mut().filter(|element| wraps(element)) {
            element.wraps = true;
            element.families &= !APART;
            element.roles &= speaking;
        }
    }
}
