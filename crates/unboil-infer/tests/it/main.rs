//! What the crate does as a whole, in one binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod code;
mod elements;
mod formulas;
mod golden;
mod markdown;
mod notes;
