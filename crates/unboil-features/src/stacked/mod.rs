//! The second stage: columns of a block measured on the first stage's log-odds of all blocks of its page, and on
//! nothing else but words, links and containers.
//!
//! Source: Cohen & Carvalho 2005, "Stacked sequential learning": the second model is trained on out-of-fold scores of
//! the first, so that it sees them as they are on pages that the first has not seen.

mod columns;
mod page;

pub(crate) use self::columns::features;
pub use self::page::ScoredPage;
pub(crate) use self::page::{LOG_ODDS, MAX_LOG_ODDS, ScoredView};
