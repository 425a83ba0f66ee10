//! The word lists that features read. To add a word, add it here; to add a family, add an entry.

mod address;
mod classes;
mod keywords;
mod replies;

pub(crate) use address::{WE, WE_UNSPACED, YOU, YOU_UNSPACED};
pub(crate) use classes::CLASS_FAMILIES;
pub(crate) use keywords::{KEYWORD_FAMILIES, NOTICE_NAMES};
pub(crate) use replies::{REPLY, SAYS};
