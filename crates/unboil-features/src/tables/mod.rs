//! The word lists that features read. To add a word, add it here; to add a family, add an entry.

mod address;
mod classes;
mod dates;
mod keywords;
mod notices;
mod replies;

pub(crate) use address::{WE, WE_UNSPACED, YOU, YOU_UNSPACED};
pub(crate) use classes::CLASS_FAMILIES;
pub(crate) use keywords::KEYWORD_FAMILIES;
pub(crate) use notices::NOTICE_NAMES;
pub(crate) use replies::{REPLY, SAYS};
