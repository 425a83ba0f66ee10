//! A file that is a page.

use unboil_train::PAGE_ENDINGS;

use super::{Fields, Format, Item, Items, Opened, Page, Part};

pub(super) const FORMAT: Format = Format { name: "HTML", endings: PAGE_ENDINGS, begins: |_| false, items };

fn items(opened: Opened, _: &Fields) -> Items {
    let item = Item::of(opened.id.clone(), Part::Whole, |id| Page {
        id,
        url: None,
        charset: None,
        html: opened.page(),
        truncated: false,
    });
    Box::new(std::iter::once(item))
}
