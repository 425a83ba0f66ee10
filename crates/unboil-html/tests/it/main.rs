//! The parser held against html5ever.

mod agreement;
mod golden;
mod invariants;
mod outline;
mod reference;
mod shown;
