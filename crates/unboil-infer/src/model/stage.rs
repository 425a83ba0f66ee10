//! Which stages a model has.

use std::fmt;

/// The stages of a model, in the order in which they read a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageKind {
    /// From the features of each block to its log-odds of content.
    First,
    /// From the log-odds of all blocks of a page to better ones.
    Second,
    /// From what these expect of a page to the log-odds that it has main content at all.
    Presence,
    /// From the choice of blocks to the log-odds that its word F1 is at least .8.
    Confidence,
}

impl StageKind {
    /// All of them, in order.
    pub const ALL: [StageKind; 4] =
        [StageKind::First, StageKind::Second, StageKind::Presence, StageKind::Confidence];
}

impl fmt::Display for StageKind {
    /// Its name in model files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StageKind::First => "first",
            StageKind::Second => "second",
            StageKind::Presence => "presence",
            StageKind::Confidence => "confidence",
        })
    }
}
