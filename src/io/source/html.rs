//! A file that is a page.

use super::opened::read_page;
use super::{Fields, Format, Item, Items, Opened, Page, Part};
use crate::record::{Code, PageError};

pub(super) const FORMAT: Format =
    Format { name: "HTML", endings: &["html", "htm", "xhtml", "shtml"], begins: |_, _| false, items };

fn items(opened: Opened, _: &Fields) -> Items {
    let item = Item::of(opened.id.clone(), Part::Whole, |id| Page {
        id,
        url: None,
        charset: None,
        html: unpack(opened),
    });
    Box::new(std::iter::once(item))
}

/// All of a file as a page.
pub(super) fn unpack(opened: Opened) -> Result<Vec<u8>, PageError> {
    let damage = opened.damage();
    let unpacked = opened.unpacked().map_err(|error| PageError::new(Code::Unreadable, error.to_string()))?;
    read_page(unpacked, damage)
}
