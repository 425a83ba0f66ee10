//! What judging models gives, for machines: the same values on the command line and from Python.

mod compared;
mod competitors;
mod evaluated;

pub use self::compared::Compared;
pub use self::competitors::{Competitors, Entry, Made};
pub use self::evaluated::evaluated;
