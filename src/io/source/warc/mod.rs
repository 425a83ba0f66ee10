//! Web archives: a page a record.
//!
//! The crates for archives (`fastwarc`, `warc`) end at the first damage, take a length that is none for 0 and tell
//! nothing of a record that is cut. Here every record comes out: whole, or as the reason why it is not.

mod archive;
mod codec;
mod members;
mod record;

use self::archive::Archive;
use self::members::{Members, RECORD};
use super::{Fields, Format, Item, Items, Opened, Part};
use crate::record::{Code, PageError};

pub(super) const FORMAT: Format = Format { name: "WARC", endings: &["warc"], begins, items };

fn begins(head: &[u8]) -> bool {
    head.starts_with(RECORD)
}

fn items(opened: Opened, _: &Fields) -> Items {
    let (id, packing) = (opened.id.clone(), opened.packing);
    match Members::new(Box::new(opened.raw()), packing) {
        Ok(members) => Box::new(Archive::new(id, members)),
        Err(error) => {
            let error = PageError::new(Code::Unreadable, error.to_string());
            Box::new(std::iter::once(Item::lost(id, None, Part::Whole, error)))
        }
    }
}

#[cfg(test)]
mod tests;
